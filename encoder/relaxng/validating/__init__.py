"""A document held against patterns, and what is said of its faults."""
