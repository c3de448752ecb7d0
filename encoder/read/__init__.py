"""Bytes to a `Source`: one module for each kind of file, chosen by what the bytes are.

A reader keeps the places: a position in the source it makes is a line and a column of the file.
"""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Callable
from pathlib import Path

from encoder.files import reading, writing
from encoder.read import mail, markdown, scans, text, trees
from encoder.read.beside import decisions, metadata
from encoder.read.transcripts import captions, columns, interview, recordings
from encoder.values.diagnostics import Report
from encoder.values.errors import EncoderError
from encoder.values.source import Source

MAX_BYTES = 128 * 1024 * 1024

SUFFIXES = (
    ".txt", ".md", ".html", ".htm", ".xhtml", ".docx", ".odt", ".rtf", ".epub", ".pdf", ".vtt", ".srt", ".csv", ".tsv",
    ".xlsx", ".eml", ".trs", ".eaf", ".hocr",
)  # fmt: skip
"""How the names of records end."""
SIGNATURES = (  # how the file begins, what it is, what to do
    (
        b"\xd0\xcf\x11\xe0",
        "an old Office document (.doc), or a locked one",
        "save it as DOCX in a word processor, or run `soffice --headless --convert-to docx FILE`",
    ),
    (b"\x7fELF", "a program", "give the text of a record"),
    (b"\x89PNG", "a picture", "give the text of a record"),
    (b"\xff\xd8\xff", "a picture", "give the text of a record"),
)


_NO_RECORDS = {
    ".ipynb": ("a notebook", "export it as HTML"),
    ".tex": ("LaTeX", "convert it to HTML, for example with `pandoc -o record.html FILE`"),
    ".bib": ("a bibliography", "give the text of a record"),
    ".json": ("JSON", "give the text of a record"),
    ".sql": ("a database", "export the table as CSV"),
    **dict.fromkeys(
        (".py", ".js", ".ts", ".c", ".h", ".java", ".css", ".xsl", ".xslt", ".sh"),
        ("source code", "give the text of a record"),
    ),
}
"""Files that can be read as text but are not prose, by suffix: what they are, and what to do."""
_XML = re.compile(rb"<(?:[\w.-]+:)?[A-Za-z_][\w.-]*\s[^<>]*?\bxmlns(?::\w+)?\s*=")


_XML_BEGINS = (b"<?xml", b"<TEI", b"<ROOT", b"<!DOCTYPE Trans", b"<Trans", b"<!--")


def read_file(path: Path, report: Report) -> Source:
    """The source in a file.

    Raises `EncoderError` where there is no such file, where it is none, where it holds no text or too much of it.
    """
    if writing.shown(path) != str(path):
        raise EncoderError("the name of this file is not written in UTF-8; give it another", writing.shown(path))
    try:
        if path.is_dir():
            raise EncoderError(f"is a directory; name files in it: {', '.join(SUFFIXES)}", path)
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise EncoderError(f"{size:,} bytes are more than the {MAX_BYTES:,} that one record may have", path)
        data = reading.read(path)
    except FileNotFoundError:
        raise EncoderError("there is no such file", path) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise EncoderError(f"cannot be read: {getattr(error, 'strerror', None) or error}", path) from None
    return read_bytes(data, str(path), report)


def read_bytes(data: bytes, name: str, report: Report) -> Source:
    """The source in the bytes of a file called ``name``; raises `EncoderError` where they hold no text."""
    if data.startswith(b"\x1f\x8b"):
        return read_bytes(_unpacked(data, name), name.removesuffix(".gz"), report)
    for signature, kind, advice in SIGNATURES:
        if data.startswith(signature):
            raise EncoderError(f"this is {kind}, not a record; {advice}", name)
    kind, advice = _NO_RECORDS.get(os.path.splitext(name)[1].lower(), ("", ""))  # noqa: PTH122 -- a name, not a path
    if kind:
        raise EncoderError(f"this is {kind}, not a record; {advice}", name)
    return _with_words(_read(data, name, report), bool(data))


def _unpacked(data: bytes, name: str) -> bytes:
    """The file in gzip data. Raises `EncoderError` if it is damaged or too large."""
    unpacking = zlib.decompressobj(wbits=31)
    try:
        made = unpacking.decompress(data, MAX_BYTES)
    except zlib.error as error:
        raise EncoderError(f"this gzip data is damaged: {error}", name) from None
    if unpacking.unconsumed_tail:
        raise EncoderError(f"unpacked it has more than the {MAX_BYTES:,} bytes that one record may have", name)
    if made.startswith(b"\x1f\x8b"):
        raise EncoderError("this is gzip data in gzip data; unpack it first", name)
    return made


def _read(data: bytes, name: str, report: Report) -> Source:
    if reader := _of_bytes(data) or _of_markup(data, name):
        return text.clean(reader(data, name, report), report)
    source = text.decode(data, name, report)
    if captions.stands(source.text):
        return captions.read(source, report)
    if columns.stands(name):
        return columns.read(source, report)
    return markdown.read(source) if markdown.stands(source) else source


_Reader = Callable[[bytes, str, Report], Source]


def _of_bytes(data: bytes) -> _Reader | None:
    """The reader of a file that says in its first bytes what it is."""
    if data.startswith(b"%PDF-"):
        from encoder.read import pdf

        return pdf.read
    if data.startswith(b"PK\x03\x04"):
        from encoder.read import packages

        return packages.read
    if data.startswith(b"{\\rtf"):
        from encoder.read.word import rtf

        return rtf.read
    return mail.read if mail.stands(data) else None


def _of_markup(data: bytes, name: str) -> _Reader | None:
    """The reader of HTML or XML. Raises `EncoderError` for XML that is no record."""
    from encoder.read.page import html

    if html.is_html(data):
        return scans.read_hocr if scans.is_hocr(data) else html.read
    head = data[:512].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not head.startswith((b"<?xml", b"<TEI", b"<ROOT", b"<!DOCTYPE Trans", b"<Trans", b"<!--")) and not _XML.match(
        head
    ):
        return None
    if interview.is_interview(data):
        return interview.read
    root = trees.root_name(data)
    found = _BY_ROOT.get(root)
    if found is None and head.startswith(b"<!--") and not root:
        return None  # a text that begins with a comment
    if found is None:
        raise EncoderError("this is XML, not a record; `tei-encoder validate` and `render` take TEI as it is", name)
    return found


_BY_ROOT: dict[str, _Reader] = {
    **dict.fromkeys(scans.ROOTS, scans.read), **dict.fromkeys(recordings.ROOTS, recordings.read),
}  # fmt: skip


def check(source: Source, report: Report) -> Source:
    """A source that did not come from a file, made fit for XML: the same findings as for one that did."""
    return _with_words(text.clean(source, report), bool(source.text))


def _with_words(source: Source, anything: bool) -> Source:
    if not source.text.strip("\ufffd \t\n\f"):
        what = "holds no words: nothing but white space and control characters" if anything else "is empty"
        raise EncoderError(f"the file {what}; a record needs words", source.name)
    return source


__all__ = ["check", "decisions", "metadata", "read_bytes", "read_file"]
