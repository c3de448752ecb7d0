"""The language of a text: what its words say, and what the edition says of it."""

from __future__ import annotations

import pytest

import encoder
from encoder.lexicon.languages import written_in
from encoder.values.source import Source
from tests.conftest import NS

LANGUAGES = (  # a text, the language of text/@xml:lang; None where it is the house's
    ("The minister said that the talks between the two sides are at an end and that he is to be in Beijing for a "
     "month, as the government had asked of him.", None),
    ("Guten Tag, wir haben die Lage in der Stadt besprochen und sind zu dem Ergebnis gekommen, daß es nicht so weiter "
     "gehen kann mit den Menschen auf der Straße.", "de"),
    ("Le ministre a dit que les relations entre la France et la Chine sont dans une phase de développement qui ne "
     "peut pas être arrêtée par des questions.", "fr"),
    ("毛主席今天上午接见了苏联代表团，谈话持续了两个小时。", "zh"),
    ("Qapla qoH batlh Daqawlu taH jay qaStaH nuq DaH mojaq choSuv vIneH tlhIngan Hol vIjatlh wIghoS naDev SoH jIH "
     "maHvaD chaHvaD loDnIwI beqwI Heghlu meH QaQ jajvam.", "und"),
    ("Yes.", None),
    ("Müller: Das ist nicht so.\n\nMeier: Wir haben es und sie auch.\n\nMüller: Das ist gut.", "de"),  # a few lines
    ("The Minister met Herr Der of Die Welt.", None),
)  # fmt: skip


@pytest.mark.parametrize(("text", "language"), LANGUAGES)
def test_the_language_of_a_text(text: str, language: str | None) -> None:
    edition = encoder.encode(Source(text, "record.txt"))
    body = edition.root.find("t:text", NS)
    assert body is not None
    assert body.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    assert [f.rule.name for f in edition.findings].count("text-language") == (language is not None)
    assert list(encoder.validate(edition)) == []
    lang = f' lang="{"" if language == "und" else language}"' if language else ""
    assert f'<main id="text"{lang}>' in encoder.render(edition, "html")


NO_PAGES = (  # blank lines that are no page's end
    ("record.txt", "We bought things.\n\nrice\n\noil\n\nsalt\n"),
    ("part.html", "<p>The list is<ul><li>one thing for us<li>two things for you</ul>"),
    ("record.html", "<!DOCTYPE html><p>The list is<ul><li>one thing for us<li>two things for you</ul>"),
    ("record.txt", "".join(f"so it goes on and\n\n{word} is not the end of it\n\n" for word in "abcdefghijklmnop")),
)


@pytest.mark.parametrize(("name", "text"), NO_PAGES)
def test_no_page_is_invented(name: str, text: str) -> None:
    edition = encoder.encode(text.encode(), name=name)
    assert edition.root.find(".//t:pb", NS) is None
    assert "<" not in "".join(edition.root.itertext())


SAMPLES = (  # a text, its language; und: several share its words
    ("यह सरकार की नीति है कि किसानों को भी सहायता मिले और वह समय पर मिले। हम ने कहा था कि यह काम नहीं होगा।", "hi"),
    (
        "Εν τω μεταξύ η κυβέρνηση της χώρας δεν είναι σε θέση να το κάνει, αλλά θα το κάνει με τη βοήθεια των άλλων.",
        "el",
    ),
    ("Die regering van die land het nie die geld wat ons nodig het nie, maar hy sal dit aan die mense gee.", "af"),
    ("Sayın başkan, bunun doğru olmadığını ve bu konuda daha fazla bilgi verilmesi gerektiğini düşünüyorum.", "tr"),
    ("Bwana hakimu, mimi sikuwa pale na sikuona mtu yeyote. Nilikuwa nyumbani kwangu siku hiyo yote na watoto.", "sw"),
    (
        "Proszę państwa, otwieram posiedzenie Sejmu. Czy są pytania do porządku? Nie widzę zgłoszeń na sali i w ławach.",
        "pl",
    ),
)


@pytest.mark.parametrize(("text", "language"), SAMPLES)
def test_languages_by_their_small_words(text: str, language: str) -> None:
    assert written_in(text * 3, "en") == language
