"""Names of persons: the form of address beside one, and the ids made from them."""

from __future__ import annotations

from collections import Counter

import pytest
from lxml import etree

from encoder.archives.transcript import TRANSCRIPT
from encoder.lexicon.names import slug, without_address
from tests.conftest import NS, encode, within

BARE = (  # a name as printed, and without its form of address
    ("Councillor Sharma", "Sharma"),
    ("His Worship Mayor Bowman", "Bowman"),
    ("Sen. Graham", "Graham"),
    ("Major Roe", "Roe"),
    ("John Major", "John Major"),
    ("Marshal Tito", "Tito"),
    ("King Hussein", "King Hussein"),
    ("Dean Rusk", "Dean Rusk"),
    ("DR. SHAH", "SHAH"),
    ("Dr. King", "King"),
    ("Comrade Foreign Minister Zhou Enlai", "Zhou Enlai"),
    ("President de Gaulle", "de Gaulle"),
    ("President of the Council", "President of the Council"),
    ("Comrade Chairman", "Comrade Chairman"),
    ("Poseł Kowalski", "Kowalski"),
    ("Товарищ Микоян", "Микоян"),
    ("김일성 수상", "김일성"),
    ("毛主席", "毛"),
)


@pytest.mark.parametrize(("printed", "bare"), BARE)
def test_a_form_of_address_is_no_part_of_a_name(printed: str, bare: str) -> None:
    assert without_address(printed, TRANSCRIPT) == bare


def test_a_namesake_is_told_apart_by_the_form_of_address_and_then_by_a_number() -> None:
    taken: Counter[str] = Counter()
    assert [slug("Kim", taken, name) for name in ("Kim", "Comrade Kim", "Comrade Kim")] == [
        "kim",
        "comrade-kim",
        "comrade-kim-2",
    ]


@pytest.mark.parametrize(
    ("printed", "written", "id_"),
    [
        ("Councillor Sharma", "<roleName>Councillor</roleName> Sharma", "sharma"),
        ("Madam Speaker", "Madam Speaker", "madam-speaker"),
        ("Ann Roe", "Ann Roe", "ann-roe"),
        ("Governor Gove", "<roleName>Governor</roleName> Gove", "gove"),
    ],
)
def test_a_form_of_address_is_marked_up_in_the_header(printed: str, written: str, id_: str) -> None:
    talk = "\n\n".join(f"{printed}: That is {n} of many.\n\nJan Nowak: And {n} more of them." for n in range(4))
    edition = encode(talk)
    assert f"<persName>{written}</persName>" in etree.tostring(edition.root, encoding="unicode")
    assert within(edition.root.find(".//t:sp", NS).get("who")) == f"#{id_}"
