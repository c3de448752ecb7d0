"""Files of this machine: read safely, written whole or not at all, and those that travel with the program."""
