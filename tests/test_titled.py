"""Participants whom only the title names."""

from __future__ import annotations

import pytest

from encoder.parse.roster import titled
from tests.conftest import NS, encode, names

TITLES = (  # a title, the names and roles of those who met
    ("Record of conversation between N.S. Petrov and US Ambassador to USSR F. Miller during his visit",
     [("N.S. Petrov", ""), ("F. Miller", "Ambassador to USSR")]),
    ("Record of conversation between Radio Chief Editor G.K. Orlov and an artist", [("G.K. Orlov", "")]),
    ("Gespräche des Bundeskanzlers Weber mit Präsident Smith", [("Weber", "Bundeskanzlers"), ("Smith", "Präsident")]),
    ("Entretien entre M. Dupont et M. Ivanov à Paris", [("M. Dupont", ""), ("M. Ivanov", "")]),
    ("Record of Meeting Between Roe and Doe", [("Roe", ""), ("Doe", "")]),
    ("Meeting with Jane Roe, 11 May 1972", [("Jane Roe", "")]),
    ("Conversation with the President of Ukraine, Ann Doe, on the sidelines of the Summit in Madrid",
     [("Ann Doe", "the President of Ukraine")]),
    ("Gespräch mit Mitgliedern der Delegation", []),
    ("Memorandum of Conversation, by Mr. John Roe of the Office of Asian Affairs", []),
    ("A Telegram about the Meeting with the Party's Delegation", []),
    ("Letter from Mao to Stalin with comments", []),
    ("Meeting in May with others", []),
)  # fmt: skip


@pytest.mark.parametrize(("title", "met"), TITLES)
def test_whom_a_title_names(title: str, met: list[tuple[str, str]]) -> None:
    assert [(named.name, named.role) for named in titled._met(title)] == met


def test_they_become_participants_if_the_record_names_them_again() -> None:
    edition = encode(
        "Memorandum of Conversation between Dean Roe and Paul Doe\n\nMr. Roe said that the matter was closed.\n"
    )
    persons = edition.root.findall(".//t:particDesc//t:person/t:persName", NS)
    assert ["".join(person.itertext()) for person in persons] == ["Dean Roe"]
    assert "participant-titled" in names(edition.findings)


def test_a_list_comes_first_and_the_title_adds_whom_it_lacks() -> None:
    edition = encode(
        "Memorandum of Conversation between Dean Roe and Paul Doe\n\nPresent: Dean Roe, Ann Poe\n\n"
        "Mr. Roe said that the matter was closed. Mr. Doe agreed.\n"
    )
    persons = edition.root.findall(".//t:particDesc//t:person/t:persName", NS)
    assert ["".join(person.itertext()) for person in persons] == ["Dean Roe", "Ann Poe", "Paul Doe"]


MET = (  # a title, and those who met according to it
    ("Conversación entre Castro y Gorbachov", ["Castro", "Gorbachov"]),
    ("Gespräch zwischen Kohl und Mitterrand zur Lage", ["Kohl", "Mitterrand"]),
    ("Gespräch des Bundeskanzlers Weber mit Minister Roe", ["Weber", "Minister Roe"]),
    ("Conversation between Mr Roe and President Weber", ["Mr Roe", "President Weber"]),
)


@pytest.mark.parametrize(("title", "met"), MET)
def test_small_words_in_titles(title: str, met: list[str]) -> None:
    said = " ".join(word for word in title.split() if word[0].isupper())
    edition = encode(f"{title}\n\n{said}. They spoke of it: {said}.\n")
    persons = edition.root.findall(".//t:particDesc//t:person/t:persName", NS)
    assert ["".join(person.itertext()) for person in persons] == met


def test_who_is_listed_is_not_entered_again() -> None:
    edition = encode(
        "Conversation between Chancellor Weber and Deng Xiaoping\n\nPresent: Comrade Deng, Chancellor Weber\n\n"
        "Weber told Deng that Deng Xiaoping was right about Xiaoping.\n"
    )
    assert len(edition.root.findall(".//t:particDesc//t:person", NS)) == 2
