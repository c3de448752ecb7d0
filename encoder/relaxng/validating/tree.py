"""Trees of lxml: validated as they stand, without comments and processing instructions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from lxml import etree

from encoder.relaxng.algebra.patterns import Context
from encoder.relaxng.errors import Error
from encoder.relaxng.validating.ids import IdCheck
from encoder.relaxng.validating.validator import BLANK, Definitions, Validator

_NONE: Mapping[etree._Element, str] = MappingProxyType({})


def errors(
    schema: Definitions, root: etree._Element, ids: IdCheck | None, standing: Mapping[etree._Element, str] = _NONE
) -> Iterator[Error]:
    """The errors of a tree, in the order they are met; the place of each is an element.

    ``standing`` has elements that stand for another, which is judged elsewhere, with the name of that; those without
    a name are skipped.
    """
    found: list[Error] = []
    _walk(Validator(schema, found.append), root, standing)
    yield from found
    if ids:
        for element in root.iter("*"):
            yield from ids.see(str(element.tag), element.items(), element)
        yield from ids.finish()


def _walk(validator: Validator, root: etree._Element, standing: Mapping[etree._Element, str]) -> None:
    begin, text, end, leaf = validator.begin, validator.text, validator.end, validator.leaf
    if begin(str(root.tag), root.items(), root, _context):
        return
    children: list[Iterator[etree._Element]] = [iter(root)]
    texts: list[str | None] = [root.text]
    while children:
        for child in children[-1]:
            tag = child.tag
            if not isinstance(tag, str):  # a comment parts no text
                texts[-1] = (texts[-1] or "") + (child.tail or "")
                continue
            before = texts[-1]
            if before and before.strip(BLANK):
                text(before)
            texts[-1] = child.tail
            if standing and child in standing:
                if standing[child]:
                    validator.standing(standing[child], child)
                continue
            if len(child) == 0:
                leaf(tag, child.items(), child, _context, child.text)
                continue
            if begin(tag, child.items(), child, _context):
                continue
            children.append(iter(child))
            texts.append(child.text)
            break
        else:
            children.pop()
            end(texts.pop())


def _context(element: etree._Element) -> Context:
    """The namespaces of prefixes at an element."""

    def namespace(prefix: str) -> str | None:
        return element.nsmap.get(prefix or None, None if prefix else "")

    return namespace
