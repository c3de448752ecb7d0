"""Where speeches begin."""
