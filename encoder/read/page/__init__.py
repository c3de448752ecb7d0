"""HTML: its text, notes and marks of speakers. Other readers write HTML and have it read here."""
