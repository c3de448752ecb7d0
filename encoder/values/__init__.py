"""The values that flow through the program: no file is read here, and nothing is decided."""
