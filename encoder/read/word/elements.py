"""The elements of WordprocessingML: their names, values, properties and words (ECMA-376, part 1)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from encoder.read.trees import name_of
from encoder.read.word.runs import Style

_BODY_TEXT = 9
"""The outline level that means no heading."""
_ON = frozenset((None, "1", "true", "on"))


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first child of each name in turn."""
    found: etree._Element | None = element
    for name in path:
        found = None if found is None else next((each for each in found if name_of(each) == name), None)
    return found


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """An attribute by its local name."""
    if element is None:
        return None
    return next((str(each) for key, each in element.attrib.items() if etree.QName(key).localname == name), None)


def styled(properties: etree._Element | None) -> Style:
    """What the properties of a paragraph, or of a style, say of a heading or a list."""
    if properties is None:
        return Style()
    outline = value(child(properties, "outlineLvl"))
    level = 0 if outline is None or not outline.isdigit() else int(outline) + 1 if int(outline) < _BODY_TEXT else -1
    return Style(level, value(child(properties, "numPr", "numId")) not in (None, "0"))


def words(element: etree._Element) -> str:
    """All text in an element, a blank between its paragraphs."""
    said = (
        " " if name_of(each) in ("p", "tab", "br") else each.text or ""
        for each in element.iter() if name_of(each) in ("t", "delText", "p", "tab", "br")
    )  # fmt: skip
    return " ".join("".join(said).split())


def in_box(paragraph: etree._Element) -> bool:
    """Whether a paragraph stands in a text box."""
    return any(name_of(each) == "txbxContent" for each in paragraph.iterancestors())


def is_within(box: etree._Element, picture: etree._Element) -> bool:
    """Whether a text box of a picture stands in another box of it, or repeats one for older programs."""
    above = list(box.iterancestors())
    inside = above[: above.index(picture)]
    return any(name_of(each) in ("txbxContent", "Fallback") for each in inside)


def resolved(holder: etree._Element) -> Iterator[etree._Element]:
    """The children; of alternatives for different programs, the first that has words (ECMA-376, part 3, 9)."""
    for element in holder:
        if name_of(element) == "AlternateContent":
            offered = [each for each in element if name_of(each) in ("Choice", "Fallback")]
            yield from next((each for each in offered if words(each)), offered[0] if offered else ())
        else:
            yield element


def of_kind(holder: etree._Element, kind: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, also those in content controls."""
    for element in resolved(holder):
        if name_of(element) == kind:
            yield element
        elif name_of(element) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from of_kind(element, kind)


def is_on(properties: etree._Element | None, name: str) -> bool:
    """Whether properties switch something on."""
    found = None if properties is None else child(properties, name)
    return found is not None and value(found) in _ON


def is_underlined(properties: etree._Element | None) -> bool:
    """Whether properties underline, in whatever manner."""
    found = None if properties is None else child(properties, "u")
    return found is not None and value(found) not in ("none", None)


def end_fields(body: etree._Element) -> None:
    """Take away the signs of fields that never end: all that follows would be taken for their instructions."""
    waiting: list[etree._Element] = []
    for each in [each for each in body.iter() if name_of(each) == "fldChar"]:
        kind = value(each, "fldCharType")
        if kind == "begin":
            waiting.append(each)
        elif kind == "end" and waiting:
            waiting.pop()
    for each in waiting:
        parent = each.getparent()
        if parent is not None:
            parent.remove(each)
