"""Notes and their marks: at the foot of a page, at the end of a record, below a signature."""
