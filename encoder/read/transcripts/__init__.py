"""Files that name the speaker of each piece: captions, tables, interviews."""
