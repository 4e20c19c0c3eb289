welcome = Will{ "\u202E" }kommen
numbers-title = Nummern zum Anrufen
correction = Stimmt etwas nicht? Schreiben Sie an { $address }.
country-description = Vertrauliche Hilfe: { $country }.
