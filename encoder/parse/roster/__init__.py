"""Who takes part: lists of those present, read line by line (TEI Guidelines 15.2.2)."""
