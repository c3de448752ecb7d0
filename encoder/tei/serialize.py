"""An edition as a file: the same bytes for the same edition, lines that make small Git diffs.

UTF-8, double quotes, attributes in the order they were written, one line end at the end. The tree of an edition that
was made from a record holds no white space for the eye: it is added on the way out, and only where the TEI schema
allows no text (`Writer`). An edition that was opened from a file keeps its own.
"""

from __future__ import annotations

import io
from typing import BinaryIO

from lxml import etree

from encoder.values.edition import Edition, EncodedEdition


def serialize(edition: Edition) -> bytes:
    """The edition's bytes."""
    out = io.BytesIO()
    write(edition, out)
    return out.getvalue()


def write(edition: Edition, out: BinaryIO) -> None:
    """Write the edition's bytes to a file, of a long edition piece by piece."""
    out.write(b'<?xml version="1.0" encoding="UTF-8"?>\n')
    if isinstance(edition, EncodedEdition):
        edition.tree.write(out, encoding="UTF-8", xml_declaration=False, pretty_print=True)
        return
    for node in (*_prolog(edition.root), edition.root, *edition.root.itersiblings()):
        out.write(etree.tostring(node, encoding="UTF-8", xml_declaration=False, with_tail=False) + b"\n")


def _prolog(root: etree._Element) -> list[etree._Element]:
    """Comments and processing instructions before the root, in their order."""
    return list(root.itersiblings(preceding=True))[::-1]
