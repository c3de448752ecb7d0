"""Plain text: bytes to characters, with a finding for everything that had to be decided.

UTF-8 needs no decision. A byte order mark says UTF-16 or UTF-32; NUL bytes in every other place say UTF-16 without
one. Bytes that are no UTF-8 are read as Windows-1252, the code of most old English files: all of them where the file
has no valid UTF-8 sequence beyond ASCII to speak of, one by one where it has (a UTF-8 file into which an old one was
pasted). Line ends become line feeds. Characters that XML 1.0 forbids (section 2.2) become U+FFFD, one for one, so
that every position stays what it was.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import replace

from encoder.values.diagnostics import Report, Rule, Severity
from encoder.values.errors import EncoderError
from encoder.values.source import Source, Span

ENCODING_GUESSED = Rule(
    "encoding-guessed",
    Severity.WARNING,
    "The file is not UTF-8; its encoding was guessed.",
    """Records are expected in UTF-8. If the bytes are not UTF-8, the most likely encoding is used, such as UTF-16, or
Windows-1252 from an old word processor. Accents and quotation marks may be wrong.

What to do: look at the accented letters and quotation marks of the edition. If they are right, save the source as
UTF-8. If they are wrong, convert the source from its true encoding yourself.""",
)

CHARACTER_FORBIDDEN = Rule(
    "character-forbidden",
    Severity.WARNING,
    "A control character that XML cannot hold was replaced by U+FFFD.",
    """XML 1.0 (section 2.2) forbids most control characters, such as NUL. Each is replaced by U+FFFD REPLACEMENT
CHARACTER, so that readers see that something is missing.

What to do: remove the characters from the source, or replace them by what was meant.""",
)

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile(r"\r\n?")

_MARKS = (  # byte order marks, the longer first
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)

_CONTROL_SHARE = 0.02
"""More control characters than this and the file is no text: real records with damage have a handful."""


def decode(data: bytes, name: str, report: Report) -> Source:
    """The text of a plain text file; raises `EncoderError` where the bytes are no text."""
    text, encoding = _characters(data, name)
    if encoding:
        report(ENCODING_GUESSED.at(Span(0, 0), f"the file is not UTF-8; it was read as {encoding}: check its accents"))
    return clean(Source(_LINE_END.sub("\n", text), name), report)


def clean(source: Source, report: Report) -> Source:
    """The source with line feeds as line ends and nothing that XML forbids, each character in its place."""
    text, name = _LINE_END.sub("\n", source.text), source.name
    forbidden = [match.start() for match in FORBIDDEN.finditer(text)]
    if len(forbidden) > max(8, _CONTROL_SHARE * len(text)):
        raise EncoderError(f"this is no text: {len(forbidden):,} of its {len(text):,} characters are controls", name)
    for at in forbidden[:3]:
        report(CHARACTER_FORBIDDEN.at(Span(at, at + 1), f"U+{ord(text[at]):04X} is forbidden in XML; read as U+FFFD"))
    if len(forbidden) > 3:
        at = forbidden[3]
        report(CHARACTER_FORBIDDEN.at(Span(at, at + 1), f"{len(forbidden) - 3} more control characters from here on"))
    return replace(source, text=FORBIDDEN.sub("\ufffd", text) if forbidden else text)


def _characters(data: bytes, name: str) -> tuple[str, str | None]:
    """The characters, and the name of the encoding where it had to be guessed."""
    for mark, codec, title in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, errors="replace"), title
    if unmarked := _utf16_without_mark(data):
        return data.decode(unmarked, errors="replace"), "UTF-16"
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        if b"\x00" in data and data.count(0) > max(8, _CONTROL_SHARE * len(data)):
            raise EncoderError(f"this is no text: it has {data.count(0):,} NUL bytes", name) from error
    return _windows(data)


def _utf16_without_mark(data: bytes) -> str | None:
    head = data[:4096]
    half = len(head) // 2
    if half < 2 or len(data) % 2:
        return None
    for codec, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        others = head[::2] if codec == "utf-16-le" else head[1::2]
        if zeros.count(0) > 0.7 * half and others.count(0) < 0.05 * half:
            return codec
    return None


def _windows(data: bytes) -> tuple[str, str]:
    strays: list[int] = []

    def one_byte(error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeDecodeError)
        strays.append(error.start)
        return _windows_1252(error.object[error.start : error.start + 1]), error.start + 1

    codecs.register_error("tei-encoder-windows-1252", one_byte)
    text = data.decode("utf-8", errors="tei-encoder-windows-1252")
    sequences = sum(1 for character in text if ord(character) > 127) - len(strays)
    if sequences > len(strays):
        return text, f"UTF-8 with {len(strays)} bytes of Windows-1252"
    return _windows_1252(data), "Windows-1252"


def _windows_1252(data: bytes) -> str:
    """Every byte a character: the five that Windows-1252 leaves open are read as Latin-1."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in data)
