"""From the files of a schema, in either syntax, to its patterns."""
