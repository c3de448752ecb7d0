"""Documents stored as ZIP archives: DOCX, XLSX, ODT and EPUB, identified by their contents."""

from __future__ import annotations

import io
import zipfile
import zlib

from encoder.values.diagnostics import Report
from encoder.values.errors import EncoderError
from encoder.values.source import Source

MAX_BYTES = 256 * 1024 * 1024
"""What an archive may hold when it is unpacked."""
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError, EOFError, KeyError, OSError,
)  # fmt: skip
_OTHERS = (  # a member, what the archive is, what to do
    ("ppt/presentation.xml", "a presentation", "save its text as DOCX or plain text"),
    ("content.xml", "an OpenDocument file, but not a text document", "save a table as CSV, anything else as ODT"),
)


def read(data: bytes, name: str, report: Report) -> Source:
    """The text of the document in an archive.

    Raises `EncoderError` if the archive is damaged or too large, or if it is no document that can be read.
    """
    from encoder.read import epub
    from encoder.read.transcripts import sheet
    from encoder.read.word import docx, odt

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(member.file_size for member in archive.infolist())
            if size > MAX_BYTES:
                raise EncoderError(
                    f"unpacked it has {size:,} bytes, more than the {MAX_BYTES:,} a record may have", name
                )
            members = set(archive.namelist())
            if any(map(docx.MAIN.fullmatch, members)):
                return docx.read(archive, name, report)
            if sheet.MAIN in members:
                return sheet.read(archive, name, report)
            if "META-INF/container.xml" in members:
                return epub.read(archive, name, report)
            if "content.xml" in members and _kind(archive).startswith(odt.KIND):
                return odt.read(archive, name, report)
    except _DAMAGED as error:
        raise EncoderError(f"this is a damaged ZIP archive: {error}", name) from None
    for member, what, advice in _OTHERS:
        if member in members:
            raise EncoderError(f"this is {what}; {advice}", name)
    raise EncoderError(
        "this is a ZIP archive, not a DOCX, XLSX, ODT or EPUB file; unpack it and name the record it contains", name
    )


def _kind(archive: zipfile.ZipFile) -> str:
    return archive.read("mimetype").decode("ascii", "replace").strip() if "mimetype" in archive.namelist() else ""
