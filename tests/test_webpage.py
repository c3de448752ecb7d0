"""A record copied from the archive's page as it was before 2021."""

from __future__ import annotations

import encoder
from encoder.check import fidelity
from tests.conftest import NS, encode

PAGE = """Digital Archive
International History Declassified

September 10, 1961
RECORD OF CONVERSATION BETWEEN
THE TWO SIDES [EXCERPT]
This document was made possible with support from the Henry Luce Foundation

CITATION   SHARE   DOWNLOAD

The two sides discuss the harvest,
and the weather.

“Record of Conversation between the Two Sides [Excerpt],” September 10, 1961, History and Public Policy Program Digital
Archive, PRC FMA 106-00578-04, 26-35. Translated by Jane Roe.
http://digitalarchive.wilsoncenter.org/document/118978

English   Chinese
View in English

Kim Il Sung: The harvest was good.

Deng Xiaoping: English wheat is better.

Kim: Yes.

Deng: Then we agree.

Kim: We do.

Deng: Good.
"""


def test_the_parts_of_the_page() -> None:
    edition = encode(PAGE)
    assert list(encoder.validate(edition)) == []
    assert fidelity.account(edition).lost == 0
    said = {
        path: " ".join("".join(edition.root.find(f".//t:{path}", NS).itertext()).split())  # type: ignore[union-attr]
        for path in (
            "titleStmt/t:title",
            "creation/t:date",
            "abstract/t:p",
            "titleStmt/t:funder",
            "msIdentifier/t:idno",
        )
    }
    assert said == {
        "titleStmt/t:title": "RECORD OF CONVERSATION BETWEEN THE TWO SIDES EXCERPT",
        "creation/t:date": "September 10, 1961",
        "abstract/t:p": "The two sides discuss the harvest, and the weather.",
        "titleStmt/t:funder": "Henry Luce Foundation",
        "msIdentifier/t:idno": "PRC FMA 106-00578-04",
    }
    assert edition.root.get("{http://www.w3.org/XML/1998/namespace}id") == "wcda-118978"
    assert [" ".join(omission.text.split()) for omission in edition.omissions] == [
        "Digital Archive", "International History Declassified", "CITATION SHARE DOWNLOAD", "English Chinese",
        "View in English",
    ]  # fmt: skip
    assert len(edition.root.findall(".//t:sp", NS)) == 6
    assert len(edition.root.findall(".//t:body//t:p", NS)) == 6


def test_buttons_without_a_citation_are_text() -> None:
    edition = encode("One.\n\nCITATION SHARE DOWNLOAD\n\nTwo.")
    assert "CITATION SHARE DOWNLOAD" in "".join(edition.root.find(".//t:body", NS).itertext())  # type: ignore[union-attr]
