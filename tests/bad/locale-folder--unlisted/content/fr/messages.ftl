welcome = Bienvenue
