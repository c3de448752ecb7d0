"""RTF: its words, paragraphs and tables. Needs the extra `tei-encoder[rtf]`.

What `striprtf` does not read, footnotes, headers and pictures among it, is counted and reported; to keep footnotes,
save the file as DOCX. Rich Text Format 1.9.1.
"""

from __future__ import annotations

import re

from encoder.read import left_out
from encoder.values.diagnostics import Report
from encoder.values.errors import EncoderError
from encoder.values.extras import install
from encoder.values.source import Source

_GROUPS = (  # a control word, what it begins, and several of it
    (re.compile(rb"\\footnote\b"), "footnote", "footnotes"),
    (re.compile(rb"\\(?:header|footer)[lrf]?\b"), "header or footer", "headers or footers"),
    (re.compile(rb"\\pict\b"), "picture", "pictures"),
    (re.compile(rb"\\annotation\b"), "comment", "comments"),
)
_LINE_BREAK = re.compile(rb"\\line(?![a-z]) ?")
_LINE_SEPARATOR = "\u2028"


def read(data: bytes, name: str, report: Report) -> Source:
    """The text of a file. Raises `EncoderError` if it is damaged or the extra is missing."""
    try:
        from striprtf import striprtf
    except ImportError:
        raise EncoderError(f"RTF files need an extra: {install('rtf')}", name) from None
    try:
        marked = _LINE_BREAK.sub(rb"\\u8232?", data)  # to tell lines from paragraphs
        text = striprtf.rtf_to_text(marked.decode("latin-1"), errors="replace")
    except (ValueError, LookupError, RecursionError, TypeError, OverflowError) as error:
        raise EncoderError(f"this RTF is damaged: {type(error).__name__}: {error}", name) from None
    for pattern, one, several in _GROUPS:
        if count := len(pattern.findall(data)):
            report(left_out.finding(f"1 {one}" if count == 1 else f"{count} {several}"))
    paragraphs = (paragraph.strip() for paragraph in text.split("\n"))
    words = "\n\n".join(filter(None, paragraphs)).replace(_LINE_SEPARATOR, "\n")
    return Source(words, name, paragraphs=True)
