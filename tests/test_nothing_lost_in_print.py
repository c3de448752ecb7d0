"""Whatever stands in a TEI text stands on the page and in the diplomatic text, in its order, and on the page once.

Held against every record of the shared corpus, and against TEI of other projects, which the house does not know.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import html5lib
import pytest

import encoder
from encoder.values.edition import Edition
from encoder.values.errors import EncoderError
from tests.conftest import NS, corpus_folder, encode, words

HTML = "{http://www.w3.org/1999/xhtml}"
FOLDER = corpus_folder()
RECORDS = [
    path
    for path in (sorted((FOLDER / "corpus").rglob("*.txt")) if FOLDER else ())
    if path.parent.parent.name != "styles" or path.parent.name == "colon"  # one play, printed in six ways
]
FOREIGN = sorted((FOLDER / "suites" / "tei").rglob("*.xml")) if FOLDER else []


def on_the_page(edition: Edition) -> str:
    """The words of the page's text without those that it adds.

    They are numbers of speeches, the marks of brackets, and the label of a speech that goes on below a heading.
    """
    (main,) = html5lib.parse(encoder.render(edition, "html")).iter(f"{HTML}main")
    for again in [each for each in main.iter() if each.get("class") == "name continued"]:
        again[:] = []
    for element in main.iter():
        if element.get("class") in ("n", "mark") and not (element.get("href") or "").startswith("#ref"):
            element.text = ""
        elif element.get("class") == "ref":  # a mark without a note has its brackets
            element.text = (element.text or "").strip("[]")
    return words("".join(main.itertext()))


EDITORS = (
    "t:choice[t:sic or t:abbr or t:orig]/*[not(self::t:sic or self::t:abbr or self::t:orig)] | t:app/t:rdg[../t:lem]"
)
"""Readings that the diplomatic text does not show."""


def in_the_text(edition: Edition, but: str = "") -> str:
    """The words of the text, without those that stand in elements given by an XPath."""
    text = edition.root.find("t:text", NS)
    assert text is not None
    left_out = {*text.xpath(" | ".join(f".//{path}" for path in but.split(" | ")), namespaces=NS)} if but else set()
    found = text.xpath(".//text()[not(parent::comment() or parent::processing-instruction())]")
    inside = (node for node in found if not left_out & {*_within(node)})
    return words("".join(inside))


def _within(node: Any) -> Iterator[Any]:
    """The elements that a text stands in."""
    parent = node.getparent() if not node.is_tail else node.getparent().getparent()
    yield parent
    yield from parent.iterancestors()


def agrees(edition: Edition) -> None:
    assert on_the_page(edition) == in_the_text(edition)
    rest = iter(words(encoder.render(edition, "text", view="diplomatic")))
    wanted = in_the_text(edition, EDITORS)
    assert all(sign in rest for sign in wanted)  # in order, brackets and labels of the record between


def test_a_small_record() -> None:
    agrees(
        encode("Kim: [North] Korea[1] is com[munist] [5?].\n\nDeng: arrested[?]\n\n• one\n\n• two\n\n[1] See there.")
    )


@pytest.mark.skipif(not RECORDS, reason="the shared corpus is not here (TEI_ENCODER_SHARED names it)")
@pytest.mark.parametrize("path", RECORDS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_records(path: Path) -> None:
    agrees(encoder.encode(path))


@pytest.mark.skipif(not FOREIGN, reason="the shared suites are not here (TEI_ENCODER_SHARED names them)")
@pytest.mark.parametrize("path", FOREIGN, ids=lambda path: path.stem)
def test_tei_of_other_projects(path: Path) -> None:
    try:
        edition = encoder.open_edition(path)
    except EncoderError:
        pytest.skip("this file is refused: it has a DOCTYPE")
    if edition.root.tag.endswith("}teiCorpus"):
        with pytest.raises(EncoderError, match="is a corpus; render its editions one by one"):
            encoder.render(edition, "html")
        return
    if edition.root.find("t:text", NS) is None:
        if edition.root.find("t:sourceDoc", NS) is None:
            assert encoder.render(edition, "html")
        return
    agrees(edition)
