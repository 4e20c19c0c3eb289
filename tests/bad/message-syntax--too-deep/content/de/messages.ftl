welcome = { { { { { { { { { { { { { { { { { { { { { { { { { { { { { { { { { "x" } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } }
country-description = Vertrauliche Hilfe: { $country }.
