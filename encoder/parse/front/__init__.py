"""What stands before the text: covers, web pages, catalogue cards, front matter; and the text's own opening."""
