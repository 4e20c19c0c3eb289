welcome = Willkommen
numbers-title = Nummern zum Anrufen
correction = Stimmt etwas nicht? Schreiben Sie an { $adress }.
country-description = Vertrauliche Hilfe: { $country }.
