"""The laws: true of any text, tried on texts that hypothesis makes of what records are made of."""

from __future__ import annotations

import os
import time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree

import encoder
from encoder.check import fidelity
from encoder.tei.serialize import serialize
from encoder.values.diagnostics import Severity
from encoder.values.edition import Edition
from tests.conftest import NS, T, encode, words

PIECES = st.sampled_from(
    """Kim: Deng: |Kim Il Sung: |Korean representatives: Kim Il Sung, Kim Chang-man|Interpreter: Kim Soon Ho [interpreter]|
    [North] |[original unclear]|[Triangle Hill]|[5?]|[?]|Com[munist] |c[omrade]s |arrested[?] |[|]|[[|]]|**bold** |**|*|
    Citation: |Summary: |Contents: English Translation|Original Language: Chinese|Original Language: Klingon|
    September 10, 1961|Digital Archive|“Title,” May 1, 1960, Wilson Center Digital Archive, X 1. http://x.org/1|
    Break and lunch together.|lower case goes on |The end. |[Laughter] |[sic]|MAO ZEDONG|Mr. Nelson. |Q: |A: |
    [1]|[1] See document 5.|good.[2]|[2] |PRESENT:|General Chou En-lai|96. Minutes of Meeting, 4 p.m.|CABLE|From: A |To: B |Dear Comrade Mao,|Yours sincerely,|N. Khrushchev|
    Moscow, 12 March 1957|Chiang Kai-|-\n|shek |Kim (interrupting): |Kim and Deng: |<tag> & "quotes" |\u00a0|\t|   |\n|\n\n|\n\n\n|\f|\x07|é|漢字 |Кемаль: |\u202e|\ufffe|1) |a) |• grain|1. |2. |3. |comprador1 |word.2 |--| — |'""".replace(
        "\n    ", ""
    ).split("|")
)
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=120)).filter(
    lambda text: any(character.isprintable() and character not in " \ufffd" for character in text)
)

LAW = settings(
    max_examples=int(os.environ.get("TEI_ENCODER_LAWS", "150")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def body(edition: Edition) -> bytes:
    """The body without the places a text cannot keep: how sure a page break is."""
    element = etree.fromstring(etree.tostring(edition.root.find("t:text", NS)))  # type: ignore[arg-type]
    return etree.tostring(element, method="c14n")


def usable(text: str) -> bool:
    return bool(text.strip("\ufffd \t\n\f\r\x07\ufffe"))


@LAW
@given(TEXTS)
@example("A [b\n\n[c] d")
@example("Citation: **bold** \u00a0Kim: Deng: Summary: ")
@example("Korean representatives: Kim Il Sung\u00a0Kim: Deng: \u00a0Kim: ")
def test_nothing_is_lost_and_every_edition_is_valid(text: str) -> None:
    edition = encode(text)
    assert [d.message for d in encoder.validate(edition) if d.severity is Severity.ERROR] == []
    balance = fidelity.account(edition)
    assert balance.lost == 0
    assert balance.text + balance.delimiters + balance.omitted == len(words(edition.source.text))
    for element, span in edition.spans.items():
        assert 0 <= span.start <= span.end <= len(edition.source.text), element


@LAW
@given(TEXTS)
@example("1) [?]PRESENT:")
def test_the_diplomatic_text_is_the_body_as_it_stood(text: str) -> None:
    edition = encode(text)
    inside = [t for t in edition.traces if any(a.tag == f"{T}text" for a in (t.element, *t.element.iterancestors()))]
    starts = [trace.start for trace in inside]
    printed = encoder.render(edition, "text", view="diplomatic")
    left_out = [span for excerpt in edition.omissions for span in excerpt.spans()]
    body = min(starts, default=len(edition.source.text))
    covered = (
        *(span.end for span in left_out if span.end <= body),
        *(t.end for t in edition.traces if t not in inside),
    )
    end_of_cover = max(covered, default=0)
    gone = {at for span in left_out for at in range(*span)}  # furniture, and hyphens at line ends
    kept = (sign for at, sign in enumerate(edition.source.text) if at >= end_of_cover and at not in gone)
    source = "".join(kept)
    if end_of_cover:  # the last field's Markdown asterisks stand behind its words
        assert words(printed).lstrip("*") == words(source).lstrip("*")
    else:
        assert words(printed) == words(source)
    assert starts == sorted(starts)


@LAW
@given(TEXTS)
@example("Kim: Deng: " * 15 + "[-\n]")
@example("Q: 漢字 *")
@example("Kim: Deng: " * 15 + "Translation-\nKim Il Sung: ")
@example("Kim: Deng: " * 15 + "Translation-\nKim Il Sung")
def test_the_diplomatic_text_has_the_letters_of_the_body_and_is_a_record(text: str) -> None:
    first = encode(text)
    printed = encoder.render(first, "text", view="diplomatic")
    if first.root.find("t:teiHeader//t:bibl", NS) is None and usable(printed):
        assert "".join(filter(str.isalnum, printed)) == letters(first)
        assert fidelity.account(encode(printed)).lost == 0


def letters(edition: Edition) -> str:
    """The letters and figures of an edition's text, in order."""
    text = edition.root.find("t:text", NS)
    assert text is not None
    return "".join(filter(str.isalnum, "".join(text.itertext())))


@LAW
@given(TEXTS)
@example("Kim: Deng: [1]\n1) Contents: English Translation")
@example("Korean representatives: Kim Il Sung**bold** \n\n**Korean representatives: Kim Il Sung")
def test_a_file_written_and_opened_is_the_same_edition(text: str) -> None:
    written = serialize(encode(text))
    opened = encoder.open_edition(written)
    assert serialize(opened) == written
    assert [d for d in encoder.validate(opened) if d.severity is Severity.ERROR] == []
    for element in opened.root.iter("*"):
        span = opened.span(element)
        assert span
        assert opened.source.text[span.start : span.end] == f"<{etree.QName(element).localname}"


HOSTILE = (
    "[", "[]", "[a ", "]", "**a** ", "a[?] ", "[b] ", "Kim: ", "May 1, 1960 ", "ab\n", "A B, ", "\f", "\n \n",
    "-", "* ", ". ", "::",
)  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_the_text_and_not_with_its_square(piece: str) -> None:
    def taken(times: int) -> float:
        start = time.perf_counter()
        encode(f"Present: {piece * times}")
        return time.perf_counter() - start

    taken(200)
    least = min(taken(500) for _ in range(3))
    assert taken(4_000) < max(0.3, 8 * 4 * least)  # a square would take 64 times as long


def test_many_form_feeds_take_no_longer_each() -> None:
    def taken(pages: int) -> float:
        start = time.perf_counter()
        encode("a\f" * pages)
        return time.perf_counter() - start

    taken(100)
    assert taken(16_000) < max(1.0, 16 * 4 * taken(1_000))
