welcome = Willkommen
numbers-title = Nummern zum Anrufen
correction = Stimmt etwas nicht? Schreiben Sie an { $address }.
country-description = Vertrauliche Hilfe: { $country }.
farewell = Auf Wiedersehen
