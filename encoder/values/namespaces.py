"""The namespaces of an edition, and of the schemas that it names."""

from __future__ import annotations

TEI = "http://www.tei-c.org/ns/1.0"
EXAMPLES = "http://www.tei-c.org/ns/Examples"
"""What TEI that stands as an example is in: it is not the document's own."""
XML = "http://www.w3.org/XML/1998/namespace"

XINCLUDE = "http://www.w3.org/2001/XInclude"
XML_ID = f"{{{XML}}}id"
XML_LANG = f"{{{XML}}}lang"
RELAXNG = "http://relaxng.org/ns/structure/1.0"
SCHEMATRON = "http://purl.oclc.org/dsdl/schematron"
