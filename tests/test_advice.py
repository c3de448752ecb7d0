"""What is said of elements and attributes that TEI has not: its own name for them, a misspelling, or nothing."""

from __future__ import annotations

import random

import pytest

from encoder import relaxng
from encoder.check import renamings
from encoder.check.schemas import grammar
from encoder.files import resources
from encoder.relaxng.algebra.names import simple
from encoder.relaxng.validating.likeness import meant
from encoder.tei.open import open_bytes

HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p>x</p></publicationStmt>"
    "<sourceDesc><p>y</p></sourceDesc></fileDesc></teiHeader>"
)
TEI_ALL = resources.schema("tei_all.rng")


def told(body: str) -> list[str]:
    data = f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEADER}<text><body>{body}</body></text></TEI>'
    return [each.message for each in grammar.check(open_bytes(data.encode(), "a.xml"), TEI_ALL)]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<p>a<br/>b</p>", "TEI has no <br>; it has <lb/>"),
        ("<div><section><p>a</p></section><p>b</p></div>", "TEI has no <section>; it has <div>"),
        ("<p><bibl><biblScope type='vol'>1</biblScope></bibl></p>", "<biblScope> has no @type; TEI has @unit"),
        ("<div id='a'><p>a</p></div>", "<div> has no @id; TEI has @xml:id"),
        ("<div><p xmlns=''>a</p><p>b</p></div>", 'is in no namespace (xmlns="")'),
        ("<p><placName>x</placName></p>", "did you mean <placeName>?"),
        ("<p><hi rendd='x'>a</hi></p>", "did you mean @rend?"),
        ("<p>a</p><head>h</head>", "<head> is not allowed here in <body>, only further up"),
        ("<p cert='hig\u00a0h'>a</p>", "(with a no-break space)"),
    ],
)
def test_advice(body: str, words: str) -> None:
    found = told(body)
    assert words in found[0], found
    assert len(found) == 1


def test_what_is_in_an_unknown_element_is_judged_too() -> None:
    found = told("<p><foo><hi rendd='x'>a</hi><p cert='no'>b</p></foo></p>")
    assert found[0].partition(";")[0] == "the schema has no element <foo>"
    assert len(found) == 3


@pytest.mark.parametrize("name", [*renamings.ELEMENTS])
def test_tei_has_not_what_is_advised_against(name: str) -> None:
    schema = relaxng.load(TEI_ALL)
    assert schema.element_contents(f"{{http://www.tei-c.org/ns/1.0}}{name}") == []


def misspelled(name: str, chance: random.Random) -> str:
    """A name with one slip of a typist: a letter left out, doubled, swapped or another."""
    at = chance.randrange(len(name) - 1)
    slip = chance.randrange(4)
    if slip == 0:
        return name[:at] + name[at + 1 :]
    if slip == 1:
        return name[: at + 1] + name[at:]
    if slip == 2:
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return name[:at] + chance.choice("abcdefghijklmnopqrstuvwxyz") + name[at + 1 :]


def test_suggestions_are_right() -> None:
    """Of 1,000 slips in the names of TEI's elements; where two names are as near, nothing is suggested."""
    schema = relaxng.load(TEI_ALL)
    known = sorted({name for each in schema._all_elements() for name in simple(each.names) or ()})
    chance = random.Random(4)
    right = wrong = 0
    for _ in range(1_000):
        name = chance.choice([each for each in known if len(each.rpartition("}")[2]) > 2])
        namespace, brace, own = name.rpartition("}")
        written = f"{namespace}{brace}{misspelled(own, chance)}"
        found = None if written in known else meant(written, known)
        right += found == name
        wrong += found not in (None, name)
    assert right > 700
    assert right / (right + wrong) > 0.95


@pytest.mark.parametrize(
    ("written", "known", "name"),
    [
        ("nots", ("note", "head"), "note"),  # one letter of four
        ("nuts", ("note", "head"), None),  # two letters of four
        ("abstrcts", ("abstract", "head"), "abstract"),  # two of eight
        ("abstrcds", ("abstract", "head"), None),  # three of eight
        ("ad", ("ab", "ac"), None),  # two names are as near
        ("p", ("q",), None),  # nothing of it is right
        ("{urn:a}note", ("{urn:b}note",), None),
    ],
)
def test_how_far_a_name_may_be_off(written: str, known: tuple[str, ...], name: str | None) -> None:
    assert meant(written, known) == name
