"""Words: what names, offices, languages and brackets are made of. Evidence, never a verdict."""
