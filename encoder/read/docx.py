"""DOCX, by way of HTML: `mammoth` reads paragraphs, tables, bold and italics, footnotes and comments.

Lines in messages are the blocks of the document, counted from 1. Needs the extra `tei-encoder[docx]`.
"""

from __future__ import annotations

import io
from dataclasses import replace

from encoder.read import html
from encoder.values.diagnostics import Report
from encoder.values.errors import EncoderError
from encoder.values.extras import install
from encoder.values.source import Part, Source

_STYLES = "comment-reference => sup\nu => em\nbr[type='page'] => hr"


def read(data: bytes, name: str, report: Report) -> Source:
    """The text of a document; `EncoderError` if it is damaged or the extra is missing."""
    try:
        import mammoth
    except ImportError:
        raise EncoderError(f"DOCX files need an extra: {install('docx')}", name) from None
    try:
        made = mammoth.convert_to_html(io.BytesIO(data), style_map=_STYLES, ignore_empty_paragraphs=False)
    except Exception as error:  # mammoth has no exception of its own for damaged documents
        raise EncoderError(f"this DOCX is damaged: {type(error).__name__}: {error}", name) from None
    page = html.read(f"<!DOCTYPE html><body>{made.value}</body>".encode(), name, report, encoding="utf-8")
    parts = tuple(Part(part.start, number) for number, part in enumerate(page.parts, 1))
    return replace(page, parts=parts)
