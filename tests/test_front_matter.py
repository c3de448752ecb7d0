"""Front matter becomes the header; what the header has no place for is listed, and a rule in the text is none."""

from __future__ import annotations

import pytest

import encoder
from tests.conftest import NS, encode, names

RECORD = """---
doc_date: '1947-07-08'
tags:
- Japan
- reparations
  and more
doc_num: 332
title: {}
Author: H. V. Evatt
---

CANBERRA, 8 July 1947

We agree.
"""
TITLES = (  # as YAML has it, as the header has it
    ("Record of Conference: Japan", "Record of Conference: Japan"),
    ("'The Secretary''s Room'", "The Secretary's Room"),
    ('"The \\"Room\\""', 'The "Room"'),
    (">\n  Folded over\n  two lines", "Folded over two lines"),
    ("Broken over\n  two lines", "Broken over two lines"),
)


@pytest.mark.parametrize(("written", "read"), TITLES)
def test_fields(written: str, read: str) -> None:
    edition = encode(RECORD.format(written))
    assert not [each for each in encoder.validate(edition) if each.severity > 1]
    assert edition.root.findtext(".//t:titleStmt/t:title", namespaces=NS) == read
    assert edition.root.find(".//t:creation/t:date[@when='1947-07-08']", NS) is not None
    assert edition.root.findtext(".//t:sourceDesc//t:author", namespaces=NS) == "H. V. Evatt"
    omitted = [label.text for label in edition.root.findall(".//t:note[@type='omissions']//t:label", NS)]
    assert {"tags: - Japan - reparations and more", "doc_num: 332"} <= {*omitted}
    assert "Japan" not in "".join(edition.root.find("t:text", NS).itertext())  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nWe agree: all of us.\n\n---\n\nThe end.",  # rules in a text
        "---\nnumber: 5\n---\n\nNothing that a header has a place for.",
        "---\ntitle: No end\n\nWe agree.",
        "---\n" + " \n" * 5_000 + "x",
    ],
)
def test_what_is_no_front_matter(text: str) -> None:
    edition = encode(text)
    assert edition.root.find(".//t:note[@type='omissions']", NS) is None
    assert "text-lost" not in names(encoder.validate(edition))


def test_what_has_front_matter_is_markdown() -> None:
    text = RECORD.format("T").replace("We agree.", "13\\. _Formosa_ was spoken of, by Stimson [1](#f1) too.")
    edition = encoder.encode(text.encode(), name="record.txt")
    assert edition.root.findtext(".//t:hi", namespaces=NS) == "Formosa"
    printed = "".join(edition.root.find("t:text", NS).itertext())  # type: ignore[union-attr]
    assert "13. Formosa was" in printed
    assert "#f1" not in printed
