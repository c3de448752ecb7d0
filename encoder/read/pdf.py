"""PDF with text in it: pages joined by form feeds, lines as they were set, paragraphs told by the space between lines.

pdfium gives characters, their baselines and fonts. A gap wider than the page's usual one becomes a blank line, an
indentation blanks; a raised number or a small `th` that pdfium puts on a line of its own goes back to its line; hyphens
at line ends stay. Bold and italics are kept as styles. Places in messages are page, line and column:
`letter.pdf#page=3:12:5`. A PDF of pictures has no text, and is refused. Needs the extra `tei-encoder[pdf]`.
"""

from __future__ import annotations

import ctypes
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Literal

from encoder.host.extras import install
from encoder.read import left_out
from encoder.values.diagnostics import Report
from encoder.values.errors import EncoderError
from encoder.values.source import Part, Source, Styled

_SOFT_HYPHENS = re.compile("[\ufffe\x02]")
"""What pdfium gives for a hyphen at the end of a line, whose end it swallows."""

_GAP = 1.4
"""Lines further apart than this many usual distances have a blank line between them."""

_RAISED = 0.4
"""A shift of the baseline below this share of the usual distance is no new line."""

_ABOVE = 1.0
"""Points above the baseline before it from which on a figure is raised."""

_INDENTED = 12.0
"""Points to the right of the margin from which on a line is indented."""

_BLANK = 1.5
"""Points between two characters from which on a blank stands between them."""

_WORD = re.compile(r"\S+")


_STREAM = re.compile(rb"stream\r?\n(?=\x78)")
"""Where a part packed by zlib begins."""
_DICTIONARY = 400
"""How many bytes before it are searched for its kind."""
_LARGEST = 32 * 1024 * 1024
_MOST = 100_000
"""The most characters of a page; a page of a newspaper has a third of that."""


def read(data: bytes, name: str, report: Report) -> Source:
    """The text of a document; `EncoderError` where it has none, is locked or damaged, or the extra is missing."""
    try:
        import pypdfium2
    except ImportError:
        raise EncoderError(f"PDF files need an extra: {install('pdf')}", name) from None
    _check_streams(data, name)
    try:
        document = pypdfium2.PdfDocument(data)
        try:
            pages = [_page(_text_of(page, number, name), pypdfium2.raw) for number, page in enumerate(document, 1)]
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        why = "is locked by a password; unlock it first" if locked else f"cannot be read: {error}"
        raise EncoderError(f"this PDF {why}", name) from None
    if not any(page.lines for page in pages):
        raise EncoderError(
            f"the PDF has {len(pages)} pages and no text: it is a scan; recognise its text first (OCR)", name
        )
    if empty := [str(number) for number, page in enumerate(pages, 1) if not page.lines]:
        several = "page without text" if len(empty) == 1 else "pages without text"
        report(left_out.finding(f"{len(empty)} {several}, perhaps scanned", ", ".join(empty)))
    usual = _usual([gap for page in pages for gap in page.gaps])
    texts: list[str] = []
    parts: list[Part] = []
    styled: list[Styled] = []
    start = 0
    for number, page in enumerate(pages, 1):
        text, styles = page.set(usual)
        parts.append(Part(start, 1, f"page={number}"))
        for one, other, rend in styles:
            last = styled[-1] if styled else None
            if last and last.rend == rend and last.start >= start and not text[last.end - start : one].strip():
                styled[-1] = Styled(last.start, start + other, rend)  # a bold heading of two lines is one
            else:
                styled.append(Styled(start + one, start + other, rend))
        texts.append(text)
        start += len(text) + 1
    return Source("\f".join(texts), name, tuple(parts), tuple(styled))


def _check_streams(data: bytes, name: str) -> None:
    """Refuse, as `EncoderError`, a file with a stream that grows beyond measure when it is unpacked, pictures apart."""
    for found in _STREAM.finditer(data):
        if b"/Image" in data[max(0, found.start() - _DICTIONARY) : found.start()]:
            continue
        unpacking = zlib.decompressobj()
        with suppress(zlib.error):
            end = data.find(b"endstream", found.end())
            unpacking.decompress(data[found.end() : end if end >= 0 else None], _LARGEST)
            if unpacking.unconsumed_tail:
                words = f"one of its streams unpacks to more than {_LARGEST:,} bytes, far more than text needs"
                raise EncoderError(words, name)


def _text_of(page: Any, number: int, name: str) -> Any:
    """The characters of a page. Raises `EncoderError` if they are more than a page can show."""
    text = page.get_textpage()
    if text.count_chars() > _MOST:
        raise EncoderError(
            f"page {number} has {text.count_chars():,} characters, more than the {_MOST:,} that are read; "
            "save its text as a plain text file",
            name,
        )
    return text


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page: its words, where they begin and end, and the baselines there, in points."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    styles: tuple[tuple[int, int, Literal["bold", "italic"]], ...]


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of a page, from the top."""

    lines: tuple[_Line, ...]

    @property
    def gaps(self) -> list[float]:
        """The distances between lines that follow each other downwards, in points."""
        distances = (before.bottom - line.top for before, line in zip(self.lines, self.lines[1:], strict=False))
        return [distance for distance in distances if distance > 1]

    def set(self, usual: float) -> tuple[str, list[Styled]]:
        """The page's text, given the document's usual distance; what is styled in it."""
        own = _usual(self.gaps) if len(self.gaps) > 5 else usual
        margin = min((line.left for line in self.lines), default=0.0)
        out: list[str] = []
        styled: list[Styled] = []
        length = 0
        before: _Line | None = None
        for line in self.lines:
            if before is None:
                lead = ""
            elif abs(before.bottom - line.top) < _RAISED * own and line.left > before.left:
                lead = " " if line.left > before.right + _BLANK else ""
            else:
                blank = "\n" if abs(before.bottom - line.top) > _GAP * own else ""
                lead = f"\n{blank}{'    ' if line.left > margin + _INDENTED else ''}"
            at = length + len(lead)
            raised = before is not None and not lead.strip(" ") and line.top > before.bottom + _ABOVE
            if raised and line.text.isdigit() and "\n" not in lead:
                styled.append(Styled(at, at + len(line.text), "superscript"))
            styled += (Styled(at + start, at + end, rend) for start, end, rend in line.styles)
            out.append(lead + line.text)
            length = at + len(line.text)
            before = line
        return "".join(out), styled


def _usual(gaps: list[float]) -> float:
    """The distance of lines within a paragraph: the lower quartile, since paragraphs may be of one line."""
    return sorted(gaps)[len(gaps) // 4] if gaps else 0.0


def _page(page: Any, raw: Any) -> _Lines:
    """The lines of a page: pdfium's characters and its text are counted alike."""
    text = page.get_text_range()
    lines = []
    at = 0
    for given in text.split("\n"):
        words = given.rstrip("\r \t")
        start = at + len(words) - len(words.lstrip())
        if words.strip():
            left, top = _origin(page, raw, start)
            _, bottom = _origin(page, raw, at + len(words) - 1)
            right = _right(page, raw, at + len(words) - 1)
            styles = tuple(_styles(page, raw, words.lstrip(), start))
            lines.append(
                _Line(_SOFT_HYPHENS.sub("-\n", words.lstrip().replace("\f", " ")), left, right, top, bottom, styles)
            )
        at += len(given) + 1
    return _Lines(tuple(lines))


def _origin(page: Any, raw: Any, index: int) -> tuple[float, float]:
    """Where a character stands, in points from the lower left corner."""
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(page, index, x, y)
    return x.value, y.value


def _right(page: Any, raw: Any, index: int) -> float:
    """Where a character ends, the white around it included, in points from the left."""
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(page, index, box)
    return float(box.right)


def _styles(page: Any, raw: Any, words: str, start: int) -> Iterator[tuple[int, int, Literal["bold", "italic"]]]:
    """Runs of words in bold or italics; offsets count a swallowed line end."""
    run: tuple[int, int, Literal["bold", "italic"]] | None = None
    for word in _WORD.finditer(words):
        rend = _rend(page, raw, start + word.start())
        swallowed = [len(_SOFT_HYPHENS.findall(words, 0, end)) for end in (word.start(), word.end())]
        first, last = word.start() + swallowed[0], word.end() + swallowed[1]
        if run and rend == run[2]:
            run = (run[0], last, run[2])
            continue
        if run:
            yield run
        run = (first, last, rend) if rend else None
    if run:
        yield run


def _rend(page: Any, raw: Any, index: int) -> Literal["bold", "italic"] | None:
    """How a character is set, from the name of its font."""
    buffer = ctypes.create_string_buffer(128)
    length = raw.FPDFText_GetFontInfo(page, index, buffer, 128, None)
    font = buffer.raw[: max(0, min(length, 128) - 1)].lower()
    if b"bold" in font or b"black" in font:
        return "bold"
    return "italic" if b"italic" in font or b"oblique" in font else None
