from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from encoder import read
from encoder.values.diagnostics import Diagnostic
from encoder.values.errors import EncoderError
from tests.conftest import names

TEXT = "Kim Il Sung: “Café” – naïve.\n"


@pytest.mark.parametrize(
    ("data", "text", "rules"),
    [
        (TEXT.encode(), TEXT, []),
        (codecs.BOM_UTF8 + TEXT.encode(), TEXT, []),
        (TEXT.replace("\n", "\r\n").encode(), TEXT, []),
        (TEXT.replace("\n", "\r").encode(), TEXT, []),
        (TEXT.encode("utf-16"), TEXT, ["encoding-guessed"]),
        (TEXT.encode("utf-16-be"), TEXT, ["encoding-guessed"]),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), TEXT, ["encoding-guessed"]),
        (TEXT.encode("cp1252"), TEXT, ["encoding-guessed"]),
        ("Café naïve".encode("latin-1"), "Café naïve", ["encoding-guessed"]),
        ("Ünïcödé ".encode() + b"\x93old\x94", "Ünïcödé “old”", ["encoding-guessed"]),  # pasted into UTF-8
        (b"a\x00b\x07c", "a\ufffdb\ufffdc", ["character-forbidden", "character-forbidden"]),
        ("Кемаль: Да.".encode(), "Кемаль: Да.", []),
    ],
)
def test_bytes_become_text(data: bytes, text: str, rules: list[str]) -> None:
    found: list[Diagnostic] = []
    assert read.read_bytes(data, "x.txt", found.append).text == text
    assert names(found) == rules


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n", "nothing but white space"),
        (codecs.BOM_UTF8, "nothing but white space"),
        (b"\x00" * 400, "no text"),
        (bytes(range(32)) * 50, "no text"),
        (b"%PDF-1.7\n...", "this PDF cannot be read"),
        (b"PK\x03\x04rest", "damaged ZIP"),
        (b"<html><body><nav>Home</nav></body></html>", "nothing but white space"),
        (b"<?xml version='1.0'?><TEI/>", "this is XML"),
        (b"\xd0\xcf\x11\xe0...", "an old Office document"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(EncoderError, match=message):
        read.read_bytes(data, "x.txt", lambda _: None)


def test_unreadable_paths_are_named(tmp_path: Path) -> None:
    for path, message in ((tmp_path, "is a directory"), (tmp_path / "none.txt", "no such file")):
        with pytest.raises(EncoderError, match=message) as error:
            read.read_file(path, lambda _: None)
        assert str(path) in str(error.value)
