"""The version of the program, which editions and reports state."""

__version__ = "0.1.0"
