"""TEI's names for elements and attributes of other vocabularies and of TEI P4.

<br/>                   TEI has <lb/>
<biblScope type="vol">  TEI has @unit
<div id="a">            TEI has @xml:id
"""

from __future__ import annotations

ELEMENTS = {
    "a": "<ref target=…>", "b": '<hi rend="bold">', "blockquote": "<quote>", "br": "<lb/>", "em": "<emph>",
    "footnote": '<note place="bottom">', "h1": "<head>", "h2": "<head>", "h3": "<head>", "h4": "<head>", "h5": "<head>",
    "h6": "<head>", "hr": "<milestone/>", "i": '<hi rend="italic">', "img": "<graphic url=…/>", "li": "<item>",
    "ol": '<list rend="numbered">', "section": "<div>", "strong": '<hi rend="bold">',
    "sub": '<hi rend="subscript">', "sup": '<hi rend="superscript">', "td": "<cell>", "tei": "<TEI>", "TEI.2": "<TEI>",
    "th": '<cell role="label">', "tr": "<row>", "ul": '<list rend="bulleted">', "xptr": "<ptr/>", "xref": "<ref>",
}  # fmt: skip
"""By local name; HTML, DocBook, TEI P4."""
ATTRIBUTES = {
    ("biblScope", "type"): "@unit", ("*", "id"): "@xml:id", ("*", "lang"): "@xml:lang", ("*", "href"): "@target",
    ("*", "class"): "@rend, @rendition or @ana", ("graphic", "src"): "@url", ("*", "src"): "@source or @url",
    ("*", "title"): "<desc> or <note>", ("*", "schemaLocation"): "no such attribute: name the schema in <?xml-model?>",
    ("*", "noNamespaceSchemaLocation"): "no such attribute: name the schema in <?xml-model?>",
    ("teiHeader", "type"): "no @type here since P5", ("date", "value"): "@when", ("*", "reg"): "<choice> with <reg>",
    ("*", "corr"): "<choice> with <corr>", ("*", "sic"): "<choice> with <sic>", ("*", "expan"): "<choice> with <expan>",
    ("*", "abbr"): "<choice> with <abbr>", ("change", "date"): "@when", ("*", "TEIform"): "no such attribute since P5",
}  # fmt: skip
"""By the element's local name, or any, and the attribute's."""


def advice(element: str, attribute: str | None) -> str | None:
    """TEI's name for an unknown element, or for an unknown attribute of an element; by local names."""
    if attribute is None:
        return ELEMENTS.get(element)
    return ATTRIBUTES.get((element, attribute)) or ATTRIBUTES.get(("*", attribute))
