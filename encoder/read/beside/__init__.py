"""Files beside a record: data about it, decisions of its editor, people of its archive."""
