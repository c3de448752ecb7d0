"""Lines and pages: paragraphs, page joins, hyphens, running heads, footnotes, lists and tables."""
