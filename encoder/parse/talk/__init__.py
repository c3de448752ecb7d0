"""Who speaks: labels, turns, where the talk ends, and the participants a record lists."""
