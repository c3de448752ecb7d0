"""Where a speech ends: paragraphs between two labels are judged together."""

from __future__ import annotations

from pathlib import Path

import pytest

import encoder
from encoder.archives.transcript import TRANSCRIPT
from encoder.lexicon import names
from encoder.parse.talk.extent import block_kinds, extents
from encoder.parse.talk.extent.block_kinds import Kind, Read
from encoder.parse.talk.extent.paragraphs import Paragraph
from encoder.resolve.names.abbreviations import slips
from encoder.values.excerpt import Excerpt
from encoder.values.namespaces import XML_ID
from encoder.values.record.blocks import Sp, Speaker
from tests.conftest import NS, encode, within

W, A, H, X = Kind.WORDS, Kind.ACTION, Kind.HEADING, Kind.APART


def paragraph(text: str = "", *, headed: bool = False) -> Paragraph:
    return Paragraph(text, (), 1, "", "", True, False, 1, 1, 1, 0.0, 0.0, False, 0.0, headed, False, 1, 0.5, 0)


def kinds(
    monkeypatch: pytest.MonkeyPatch,
    *chances: dict[Kind, float],
    headed: bool = False,
    decided: dict[int, Kind] | None = None,
) -> list[Kind]:
    """What paragraphs are that look so by themselves."""
    run = [paragraph(str(at), headed=headed) for at in range(len(chances))]
    full = [{kind: each.get(kind, 0.0) for kind in (W, A, H, X)} for each in chances]
    monkeypatch.setattr(block_kinds, "chances", lambda each, _weights: dict(full[int(each.text)]))
    monkeypatch.setattr(block_kinds, "reasons", lambda *_: ())
    by_editor = [
        Read(decided[at], 1.0, is_decided=True) if decided and at in decided else None for at in range(len(run))
    ]
    return [read.kind for read in extents.read(run, {}, by_editor)]


def test_what_looks_apart_in_the_middle_of_a_speech_is_words(monkeypatch: pytest.MonkeyPatch) -> None:
    assert kinds(monkeypatch, {W: 0.9, X: 0.1}, {W: 0.2, X: 0.8}, {W: 0.95, X: 0.05}) == [W, W, W]


def test_what_looks_apart_at_the_end_is_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    assert kinds(monkeypatch, {W: 0.95, X: 0.05}, {W: 0.1, X: 0.9}, {W: 0.3, X: 0.7}) == [W, X, X]


def test_neighbours_are_not_independent(monkeypatch: pytest.MonkeyPatch) -> None:
    assert kinds(monkeypatch, {W: 0.6, X: 0.4}) == [W]
    assert kinds(monkeypatch, {W: 0.4, X: 0.6}) == [X]


EDGES = (  # how a paragraph looks within a speech, and what it is
    ({A: 0.40, W: 0.39, H: 0.21}, A), ({A: 0.45, W: 0.46, H: 0.09}, W), ({A: 0.29, W: 0.28, H: 0.28, X: 0.15}, W),
    ({A: 0.31, W: 0.28, H: 0.28, X: 0.13}, A), ({H: 0.43, W: 0.27, A: 0.30}, H), ({H: 0.40, W: 0.41, A: 0.19}, W),
)  # fmt: skip


@pytest.mark.parametrize(("alone", "kind"), EDGES)
def test_an_action_or_a_heading_must_be_likely(alone: dict[Kind, float], kind: Kind) -> None:
    assert extents._kind({X: 0.0, **alone}, within=True) is kind


def test_behind_the_end_nothing_is_words() -> None:
    assert extents._kind({W: 0.6, A: 0.1, H: 0.1, X: 0.2}, within=False) is X


def test_actions_speak_for_the_speech_and_headings_against_it() -> None:
    plain = {W: 0.0, A: 0.0, H: 0.0, X: 0.0}
    assert extents._for_speech({**plain, A: 1.0}, None) == pytest.approx(0.7 * 1.204, abs=0.01)
    assert extents._for_speech({**plain, H: 1.0}, None) == pytest.approx(-0.7 * 1.386, abs=0.01)


def test_a_heading_ends_a_speech_or_is_one_that_the_file_states(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = ({W: 0.95, X: 0.05}, {H: 0.9, W: 0.1}, {W: 0.95, X: 0.05}, {W: 0.95, X: 0.05})
    assert kinds(monkeypatch, *looks) == [W, W, W, W]
    assert kinds(monkeypatch, *looks, headed=True) == [W, H, W, W]
    assert kinds(monkeypatch, *looks[:2]) == [W, H]


def test_an_editor_decides_where_a_speech_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = ({W: 0.6, X: 0.4}, {W: 0.6, X: 0.4}, {W: 0.6, X: 0.4})
    assert kinds(monkeypatch, *looks, decided={1: X}) == [W, X, X]
    assert kinds(monkeypatch, *[{W: 0.2, X: 0.8}] * 3, decided={2: W}) == [W, W, W]


PAGE = """<html><body><h1>Minutes</h1>
<p>Mr. ROE: I ask you to look at the first item, which we have had before us since May.</p>
<h2>Grain</h2><p>I think that we should send more of it, and that you agree with me on this.</p>
<p>Ms. DOE: We have heard you, and we agree.</p><p>Mr. ROE: I thank you.</p><p>Ms. DOE: Then let us go on.</p>
</body></html>"""


def test_a_speech_goes_on_below_a_heading_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "minutes.html").write_text(PAGE, encoding="utf-8")
    edition = encoder.encode(tmp_path / "minutes.html")
    speeches = edition.root.findall(".//t:sp", NS)
    first = f"#{speeches[0].get(XML_ID)}"
    assert [sp.get("prev") for sp in speeches] == [None, first, None, None, None]
    assert [within(sp.get("who")) for sp in speeches[:2]] == ["#roe", "#roe"]
    assert speeches[1].find("t:speaker", NS) is None
    assert list(encoder.validate(edition)) == []
    assert "Mr. ROE (continued):" in encoder.render(edition, "text")
    assert "(continued)" not in encoder.render(edition, "text", view="diplomatic")
    assert '<span class="printed">Mr. ROE</span> <span class="again">(continued)</span>' in encoder.render(
        edition, "html"
    )


DOUBLED = "\n\n".join(
    f"Mr. Roe. I have come here {n} times to tell you about the\n\nmatter of the grain, which we have had before us for\n\n"
    f"many years, and of which nothing is known.\n\nMs. Doe. You have told us of it."
    for n in range(8)
)


def test_double_spacing_makes_no_paragraphs() -> None:
    edition = encode(DOUBLED)
    assert [len(sp.findall("t:p", NS)) for sp in edition.root.findall(".//t:sp", NS)] == [1, 1] * 8
    assert edition.root.find(".//t:pb", NS) is None


def speeches(*labels: str) -> list[Sp]:
    return [Sp(Speaker((Excerpt(label, 0),), label), ()) for label in labels]


def slips_of(*labels: str, listed: tuple[str, ...] = ()) -> dict[tuple[str, ...], str]:
    return slips(speeches(*labels), TRANSCRIPT, [names.tokens(name) for name in listed])


def test_a_misprinted_label_is_the_commoner_one() -> None:
    often = ["Mr. Webster", "Mr. Baron"] * 4
    assert slips_of(*often, "Ms. Roe", "Mr. Webstor") == {("mr", "webstor"): "Mr. Webster"}
    assert slips_of(*often, "Ms. Roe", "Mr. Wabstorr") == {}  # three letters, in a clean record
    damaged = slips_of(
        *["Mr. Schwartzmann", "Mr. Baron"] * 4, "Ms. Roe", "Mr. Schvvartzmann", "Ms. Roe", "Mr. Schwarlznann", "Ms. Roe",
        "Mr. Sohwartzmaun", "Ms. Roe", "Mr. Schwartzmaun",
    )  # fmt: skip
    assert set(damaged.values()) == {"Mr. Schwartzmann"}
    assert len(damaged) == 4
    assert slips_of(*often[:6], "Ms. Roe", "Mr. Webstor") == {}  # three are not often
    assert slips_of(*often, "Ms. Roe", "Mr. Webster", "Mr. Webstor") == {}  # they answer each other


def test_a_listed_name_another_title_and_a_letter_are_no_misprints() -> None:
    often = ["Mr. Webster", "Mr. Baron"] * 4
    assert slips_of(*often, "Ms. Roe", "Mr. Wobster", listed=("Ann Wobster",)) == {}
    assert slips_of(*often, "Ms. Roe", "Mrs. Webster") == {}
    assert slips_of(*["Speaker A", "Ms. Roe"] * 4, "Speaker B") == {}


HEARING = """<html><body><h1>Hearing</h1>
<p>BY MR. SMITH:</p><p>Q. Where did you work?</p><p>A. In Boston, Sir, for many years.</p>
<p>BY MR. SMITH:</p><h2>Background of the case</h2>
<p>The witness was then shown the papers that had been found in the office, and he looked at them for a long time.</p>
<p>Q. Did you see them?</p><p>A. I did, Sir.</p><p>Q. Where was that?</p><p>A. In my office, I think.</p></body></html>"""


def test_a_bare_label_above_a_heading_interrupts_nothing(tmp_path: Path) -> None:
    (tmp_path / "hearing.html").write_text(HEARING, encoding="utf-8")
    edition = encoder.encode(tmp_path / "hearing.html")
    assert edition.root.find(".//t:sp[@prev]", NS) is None
    assert list(encoder.validate(edition)) == []


def test_double_spacing_goes_on_before_a_capital_letter_within_a_sentence() -> None:
    line = "Mr. Roe. I have come here {n} times to see President\n\nWilson, and to tell him of the grain, which we have had\n\n"
    talk = "".join(f"{line.format(n=n)}before us for years.\n\nMs. Doe. You have told us of it.\n\n" for n in range(10))
    speeches_found = encode(talk).root.findall(".//t:sp", NS)
    assert [len(sp.findall("t:p", NS)) for sp in speeches_found] == [1, 1] * 10


def test_double_spacing_stops_at_labels_and_short_lines() -> None:
    labels = "\n\n".join(
        f"von Braun: We have looked at number {n} again\n\nde Gaulle: I think that it is as we said" for n in range(20)
    )
    assert len(encode(labels).root.findall(".//t:sp", NS)) == 40
    agenda = "Agenda of the Council\n\n" + "\n\n".join(
        f"{word}" for word in ("coal and steel", "farming", "to approve the budget") * 12
    )
    assert (
        len(encode(agenda).root.findall(".//t:text//t:p", NS))
        + len(encode(agenda).root.findall(".//t:text//t:item", NS))
        > 30
    )
