welcome = Willkommen
correction = Stimmt etwas nicht? Schreiben Sie an { $address }.
country-description = Vertrauliche Hilfe: { $country }.
