"""Edition to diagnostics: every check reads TEI, and knows nothing of how it was made.

Import from the modules: `checks` needs lxml, `schematron` Saxon besides, `corpus` and `model` neither.
"""
