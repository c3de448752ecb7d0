"""What stands inside a paragraph: brackets, dates, names, emphasis."""
