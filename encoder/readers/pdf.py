"""PDF with text in it: pages joined by form feeds, each line a line, hyphens at line ends kept.

Places in messages are page, line and column: `letter.pdf#page=3:12:5`. A PDF of pictures has no text, and is refused;
what a scan says must be read by OCR first. Needs the extra `tei-encoder[pdf]`.
"""

from __future__ import annotations

from encoder.errors import EncoderError
from encoder.source import Part, Source

_SOFT_HYPHEN = "\ufffe"
"""What pdfium gives for a hyphen at the end of a line, whose end it swallows."""


def read(data: bytes, name: str) -> Source:
    """The text of a document; `EncoderError` where it has none, is locked or damaged, or the extra is missing."""
    try:
        import pypdfium2
    except ImportError:
        raise EncoderError(f'{name}: PDF is read with an extra: pip install "tei-encoder[pdf]"') from None
    try:
        document = pypdfium2.PdfDocument(data)
        try:
            pages = [page.get_textpage().get_text_bounded() for page in document]
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        why = "is locked by a password; unlock it first" if locked else f"cannot be read: {error}"
        raise EncoderError(f"{name}: this PDF {why}") from None
    lines = [page.replace(_SOFT_HYPHEN, "-\n").replace("\r\n", "\n").replace("\f", "\n") for page in pages]
    if not "".join(lines).strip():
        raise EncoderError(
            f"{name}: the PDF has {len(pages)} pages and no text: it is a scan; recognise its text first (OCR)"
        )
    parts, start = [], 0
    for number, page in enumerate(lines, 1):
        parts.append(Part(start, 1, f"page={number}"))
        start += len(page) + 1
    return Source("\f".join(lines), name, tuple(parts))
