"""What a schema is while it judges: patterns, their leaves, names and datatypes."""
