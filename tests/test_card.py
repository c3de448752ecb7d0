"""Records re-laid under a catalogue card: its fields, two columns, what it does not say."""

from __future__ import annotations

import encoder
from tests.conftest import NS, encode, names

CARD = """1949          Papers

Title: Memorandum of Conversation between A. Author and B. Reader

Author:

Date: 27 July 1949       Source:. Wengao (A selection edited by the Central Archives of
                         the country) Vol. 1, (Beijing, 2005), pp. 40-41. Translated from Chinese by
                         Jane Roe. Published in Bulletin #16 by CWIHP

Description:. A and B on the one side and C on the other
discuss the harvest

We said: The harvest was good, and the talks went on.
"""


def test_the_fields_of_a_card() -> None:
    edition = encode(CARD)
    assert list(encoder.validate(edition)) == []
    said = {
        path: " ".join(edition.root.findtext(f".//t:{path}", "", NS).split())
        for path in ("titleStmt/t:title", "creation/t:date", "abstract/t:p", "bibl/t:editor", "bibl/t:biblScope")
    }
    assert said == {
        "titleStmt/t:title": "Memorandum of Conversation between A. Author and B. Reader",
        "creation/t:date": "27 July 1949",
        "abstract/t:p": "A and B on the one side and C on the other discuss the harvest",
        "bibl/t:editor": "Jane Roe",
        "bibl/t:biblScope": "40-41",
    }
    assert {e.get("ident") for e in edition.root.iterfind(".//t:language", NS)} == {"en", "zh"}
    assert edition.root.find(".//t:publisher", NS) is None
    assert "cover-missing" not in names(edition.findings)
    assert "".join(edition.root.find(".//t:body", NS).itertext()).split()[:2] == ["We", "said:"]  # type: ignore[union-attr]


def test_what_is_no_card() -> None:
    edition = encode("Report\n\nTitle: Chairman\n\nDate: today\n\nThe harvest was good.")
    told = next(f.message for f in edition.findings if f.rule.name == "profile-chosen")
    assert "“transcript”" in told
