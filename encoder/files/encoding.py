"""In which encoding a file of XML is written, by its first bytes (XML, appendix F)."""

from __future__ import annotations

_MARKS = (  # byte order marks, the longer first
    (b"\xff\xfe\0\0", "utf-32-le"), (b"\0\0\xfe\xff", "utf-32-be"), (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"),
)  # fmt: skip


def written_in(data: bytes, declared: str | None) -> tuple[str, str]:
    """The byte order mark of a file as a character, if it has one, and the encoding that it is written in."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return "\ufeff", codec
    return "", declared or "UTF-8"
