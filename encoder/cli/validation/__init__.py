"""`validate`: its options, what they ask, and what is printed."""
