"""Citations of records that are not this project's own are written here after their kind, with other words."""

from __future__ import annotations

import pytest

from encoder.archives.wcda import WCDA
from encoder.parse.front import citation
from encoder.values.excerpt import Excerpt
from encoder.values.record.header import Citation
from encoder.values.source import Source
from tests.conftest import names

OLD = (
    "“Conversation of Two Ambassadors,” October 05, 1945, History and Public Policy Program Digital Archive, AVPRF: fond 1, "
    "opis 2, delo 3, papka 4, listy 120-123. Translated by Jane Roe. http://digitalarchive.wilsoncenter.org/document/1"
)
REPRINTED = (
    "“Cable, A to B [C],” April 13, 1949, History and Public Policy Program Digital Archive, APRF: F. 45, Op. 1, D. 331, "
    "Ll. 15-21. Reprinted in A, B and C, Title, Vol. 5, Book 2, 1946-February 1950 (Moscow: House, 2005), pp. 116-120. "
    "Translated for CWIHP by Jane Roe. http://digitalarchive.wilsoncenter.org/document/113353"
)
SEVERAL = (
    '"A Meeting", November 1967, Wilson Center Digital Archive, BArch, B 136/59748, 403-410. Obtained by John Doe and '
    "translated by Jane Roe and Richard Miles. <https://digitalarchive.wilsoncenter.org/document/a-meeting>"
)

BOOK = (
    "“Cable, A to B,” July 18, 1949, History and Public Policy Program Digital Archive, Wengao (Manuscripts), vol. 1 "
    "(Beijing: House, 2005), 30-37. http://digitalarchive.wilsoncenter.org/document/2"
)


def parse(text: str) -> tuple[Citation, list[str]]:
    found: list = []  # type: ignore[type-arg]
    parsed = citation.parse(Excerpt.of(Source(text, "x.txt")), "", WCDA, found.append)
    assert "".join(part.text.text for part in parsed.parts) == text
    return parsed, names(found)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            OLD,
            {
                "title": "Conversation of Two Ambassadors",
                "date": "October 05, 1945",
                "publisher": "History and Public Policy Program Digital Archive",
                "idno": "AVPRF: fond 1, opis 2, delo 3, papka 4",
                "biblScope": "120-123",
                "editor": "Jane Roe",
                "ref": "http://digitalarchive.wilsoncenter.org/document/1",
            },
        ),
        (REPRINTED, {"title": "Cable, A to B [C]", "idno": "APRF: F. 45, Op. 1, D. 331", "biblScope": "15-21"}),
        (
            SEVERAL,
            {"title": "A Meeting", "date": "November 1967", "idno": "BArch, B 136/59748", "biblScope": "403-410"},
        ),
    ],
)
def test_parts(text: str, parts: dict[str, str]) -> None:
    parsed, findings = parse(text)
    assert {tag: parsed.find(tag) for tag in parts} == parts
    assert findings == []


def test_contributors_have_their_roles() -> None:
    parsed, _ = parse(SEVERAL)
    people = [(dict(part.attributes)["role"], part.text.text) for part in parsed.parts if part.tag == "editor"]
    assert people == [("contributor", "John Doe"), ("translator", "Jane Roe"), ("translator", "Richard Miles")]


def test_what_cannot_be_parsed_stays_as_printed() -> None:
    parsed, findings = parse("somewhere in a drawer, undated")
    assert [part.tag for part in parsed.parts] == [None]
    assert "citation-unparsed" in findings


def test_a_printed_book_has_no_shelf_mark() -> None:
    parsed, findings = parse(BOOK)
    assert (parsed.find("idno"), parsed.find("biblScope"), findings) == (None, "30-37", [])


def test_a_bracket_in_the_title_of_the_cover() -> None:
    found: list = []  # type: ignore[type-arg]
    parsed = citation.parse(Excerpt.of(Source(REPRINTED, "x.txt")), "Cable, A to B C", WCDA, found.append)
    assert (parsed.find("title"), parsed.find("date"), names(found)) == ("Cable, A to B [C]", "April 13, 1949", [])


def test_a_title_in_quotes_within_the_title_is_whole() -> None:
    cover = "Report from the Delegation, ‘The Current State of the Revolution’"
    text = OLD.replace(
        "Conversation of Two Ambassadors", "Report from the Delegation, 'The Current State of the Revolution'"
    )
    found: list = []  # type: ignore[type-arg]
    parsed = citation.parse(Excerpt.of(Source(text, "x.txt")), cover, WCDA, found.append)
    assert parsed.find("title", level="a") == "Report from the Delegation, 'The Current State of the Revolution'"
    assert parsed.find("date") == "October 05, 1945"
    assert found == []
    british = (
        text.replace("'The Current State of the Revolution'", "The Revolution").replace("“", "‘").replace(",”", "’,")
    )
    parsed = citation.parse(
        Excerpt.of(Source(british, "x.txt")), "Report from the Delegation, The Revolution", WCDA, found.append
    )
    assert parsed.find("title", level="a") == "Report from the Delegation, The Revolution"
