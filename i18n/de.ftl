program-name = Kontorpost
