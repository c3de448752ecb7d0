"""What a record consists of: its header, blocks, inline nodes, persons."""
