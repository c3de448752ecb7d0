"""The parts of a line in a list of participants, and whether each is a name, decided from evidence."""
