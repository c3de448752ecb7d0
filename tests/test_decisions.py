"""What an editor decides holds while lines move, is applied at each build, and is told when it fits nothing any more."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import encoder
from encoder.build.review import decision, keep, questions
from encoder.cli import cli
from encoder.read.beside.decisions import beside, read
from encoder.values.decisions import BRACKETS, Decision, Decisions, places, settle
from encoder.values.diagnostics import Severity
from encoder.values.edition import Edition
from encoder.values.errors import EncoderError
from encoder.values.source import Source
from tests.conftest import ROOT, T, names, within, words

pytestmark = pytest.mark.usefixtures("sure_labels")

RECORD = (ROOT / "encoder" / "sample" / "118978.txt").read_text(encoding="utf-8")


def decided(text: str, decisions: str) -> Edition:
    return encoder.encode(Source(text, "118978.txt"), decisions=read(decisions.encode(), "118978.decisions.toml"))


def speech(edition: Edition, number: int) -> tuple[str | None, str | None]:
    found = edition.root.find(f".//{T}sp[@n='{number}']")
    assert found is not None
    return within(found.get("who")), found.get("cert")


KIM = '[[speaker]]\nquote = "Kim:"\nsuffix = "[North] Korea also saw unusual weather"\nwho = "Kim Chang-man"\nby = "A. Roe"\nreason = "Weather is his."\n'


def test_one_speech_is_somebody_elses() -> None:
    edition = decided(RECORD, KIM)
    assert speech(edition, 4) == ("#kim-chang-man", "high")
    assert speech(edition, 6) == ("#kim-il-sung", "medium")
    told = "".join(edition.root.find(f".//{T}interpretation").itertext())  # type: ignore[union-attr]
    assert "in one speech by decision of an editor (A. Roe): Weather is his." in told
    assert not [*encoder.validate(edition)]


def test_all_speeches_of_a_label() -> None:
    edition = decided(RECORD, '[[speaker]]\nquote = "Kim"\nevery = true\nwho = "#kim-chang-man"\n')
    assert {speech(edition, number)[0] for number in (4, 6, 8)} == {"#kim-chang-man"}
    assert speech(edition, 2) == ("#kim-il-sung", None)  # the label is “Kim Il Sung:”
    assert not any("“Kim” fits" in finding.message for finding in edition.findings)


def test_nobody() -> None:
    assert speech(decided(RECORD, KIM.replace("Kim Chang-man", "")), 4) == (None, None)


@pytest.mark.parametrize("kind", BRACKETS)
def test_a_bracket_is_what_was_decided(kind: str) -> None:
    edition = decided(RECORD, f'[[bracket]]\nquote = "[Triangle Hill]"\nkind = "{kind}"\n')
    assert "decision-unmatched" not in names(edition.findings)
    before = encoder.encode(Source(RECORD, "118978.txt"))
    assert words("".join(edition.root[1].itertext())) == words("".join(before.root[1].itertext()))
    assert [each.message for each in encoder.validate(edition)] == []


def test_a_page_break_joins_or_parts() -> None:
    edition = decided(RECORD, '[[page]]\nquote = "lesser than yours."\njoin = false\n')
    before = encoder.encode(Source(RECORD, "118978.txt"))
    number = f"count(.//*[local-name()='pb'])"  # noqa: F541
    assert edition.root.xpath(number) == before.root.xpath(number) - 1  # type: ignore[operator]
    text = "He said that it was\n\nAll good.\n\nKim: One.\n\nDeng: Two.\n\nKim: Three words are\n\nNorth Korea's.\n\nDeng: Four.\n"
    joined = decided(text, '[[page]]\nquote = "North Korea\'s."\njoin = true\n')
    assert joined.root.xpath(number) == 1
    assert not [*encoder.validate(joined)]


TALK = """Record of Conversation between Mr. Roe and Mr. Low

Roe: We thank you for coming here today.

Low: I am glad to be here with you.

The Question is: whether we agree to that.

Roe: Then let us begin with the harvest.

Mr. Low left the room for ten minutes.

Low: I agree with you about the harvest.

Roe: And what do you think of the army?
"""


def speakers(edition: Edition) -> list[str]:
    return ["".join(each.itertext()) for each in edition.root.iter(f"{T}speaker")]


def test_a_label_is_a_speaker_or_none() -> None:
    assert {"Roe:", "Low:"} <= {*speakers(decided(TALK, ""))}
    without = decided(TALK, '[[label]]\nquote = "Roe:"\nspeaker = false\nevery = true\n')
    assert "Roe:" not in speakers(without)
    for quote, spoken in (('quote = "The Question is:"\nevery = true', True), ('quote = "The Question is"', True)):
        edition = decided(TALK, f"[[label]]\n{quote}\nspeaker = {str(spoken).lower()}\n")
        assert ("The Question is:" in speakers(edition)) is spoken
        assert "decision-unmatched" not in names(edition.findings)
        assert [each.message for each in encoder.validate(edition) if each.severity is Severity.ERROR] == []
    one = decided(TALK, '[[label]]\nquote = "Roe:"\nsuffix = "Then let us"\nspeaker = false\n')
    assert speakers(one).count("Roe:") == speakers(decided(TALK, "")).count("Roe:") - 1


def test_a_decided_label_wins_over_one_that_overlaps() -> None:
    talk = TALK.replace("Roe:", "Mr. Roe:")
    edition = decided(talk, '[[label]]\nquote = "Roe"\nprefix = "Mr."\nsuffix = ": We thank"\nspeaker = true\n')
    assert "decision-unmatched" not in names(edition.findings)
    assert not any(" 0% sure" in each.message for each in edition.findings)


@pytest.mark.parametrize("quote", ["The meeting ended at noon.", "General Roe and General Low agreed."])
def test_a_decided_paragraph_wins_over_every_pattern(quote: str) -> None:
    talk = TALK.replace("Roe:", "General Roe:").replace("Low:", "General Low:")
    talk = talk.replace("Mr. Low left the room for ten minutes.", quote)
    edition = decided(talk, f'[[block]]\nquote = "{quote}"\nkind = "words"\n')
    spoken = ["".join(each.itertext()) for each in edition.root.iterfind(f".//{T}sp/{T}p")]
    assert quote in spoken


def test_a_decided_label_is_no_doubt_any_more() -> None:
    edition = decided(TALK, '[[label]]\nquote = "The Question is:"\nspeaker = false\nevery = true\n')
    assert not any(
        "The Question is" in each.message for each in edition.findings if each.rule.name == "speaker-doubtful"
    )


BLOCKS_AS = (("words", "sp/{T}p"), ("action", "stage"), ("heading", "head"), ("apart", "p"))


@pytest.mark.parametrize(("kind", "where"), BLOCKS_AS)
def test_a_paragraph_is_what_was_decided(kind: str, where: str) -> None:
    edition = decided(TALK, f'[[block]]\nquote = "Mr. Low left the room"\nkind = "{kind}"\n')
    texts = ["".join(each.itertext()) for each in edition.root.iterfind(f".//{T}{where.format(T=T)}")]
    assert "Mr. Low left the room for ten minutes." in texts
    assert "decision-unmatched" not in names(edition.findings)
    assert [each.message for each in encoder.validate(edition) if each.severity is Severity.ERROR] == []


def test_a_decided_paragraph_is_no_doubt_any_more() -> None:
    assert "paragraph-doubtful" in names(encoder.encode(Source(RECORD, "118978.txt")).findings)
    edition = decided(RECORD, '[[block]]\nquote = "Break and lunch together."\nkind = "action"\n')
    assert "paragraph-doubtful" not in names(edition.findings)


def test_furniture_by_decision_is_left_out_and_listed() -> None:
    edition = decided(TALK, '[[block]]\nquote = "Mr. Low left the room"\nkind = "furniture"\n')
    text = edition.root.find(f"{T}text")
    assert text is not None
    assert "left the room" not in "".join(text.itertext())
    assert "left the room" in "".join(edition.root.itertext())


IDLE = (  # a decision that fits nothing, what is said of it
    ('[[bracket]]\nquote = "[Triangle Hall]"\nkind = "gloss"\n', "1: “[Triangle Hall]” (bracket): the record has no such words"),
    ('\n[[bracket]]\nprefix = "something else altogether here"\nquote = "[Triangle Hill]"\nkind = "gloss"\n', "2: “[Triangle Hill]” (bracket): the record has no such words, or others around them"),
    ('[[bracket]]\nquote = "Triangle Hill"\nkind = "gloss"\n', "1: “Triangle Hill” (bracket): no bracket starts there"),
    ('[[page]]\nquote = "Triangle Hill"\njoin = true\n', "1: “Triangle Hill” (page): no paragraph after a break starts there"),
    ('[[speaker]]\nquote = "Mao:"\nevery = true\nwho = "kim-il-sung"\n', "1: “Mao:” (speaker): no speaker’s label starts there"),
    (KIM.replace("Kim Chang-man", "Kim Nobody"), "1: “Kim:” (speaker): no participant is called “Kim Nobody”; there are Kim Il Sung"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "message"), IDLE)
def test_what_fits_nothing_is_told(text: str, message: str) -> None:
    edition = decided(RECORD, text)
    found = [finding.message for finding in edition.findings if finding.rule.name == "decision-unmatched"]
    assert len(found) == 1
    assert found[0].startswith(f"118978.decisions.toml:{message}")
    assert speech(edition, 4) == ("#kim-il-sung", "medium")


def test_what_fits_several_is_applied_to_none() -> None:
    edition = decided(RECORD, '[[bracket]]\nquote = "[North]"\nkind = "editorial"\n')
    found = [finding.message for finding in edition.findings if finding.rule.name == "decision-ambiguous"]
    assert found == ["118978.decisions.toml:1: “[North]” (bracket) fits 3 places alike"]
    assert not edition.root.xpath(".//*[local-name()='note'][@type='editorial']")


FAULTS = (
    ("[[speakers]]\n", "1: there is no key “speakers”; did you mean “speaker”?"),
    ('[speaker]\nquote = "a"\n', "1: each decision is a table: [[speaker]]"),
    ('[[page]]\nquote = "a"\njoin = false\n\n[[page]]\nquot = "a"\njoin = true\n', "6: there is no key “quot”; did you mean “quote”?"),
    ('[[bracket]]\nquote = "a"\n', "1: a decision of a bracket has “kind”"),
    ('[[bracket]]\nquote = "a"\nkind = "glos"\n', "3: “glos” is not a kind of bracket; the kinds are supplied"),
    ('[[bracket]]\nquote = " "\nkind = "gloss"\n', "2: “quote” has the words"),
    ('[[page]]\nquote = "a"\njoin = "yes"\n', "3: “join” must be true or false"),
    ('[[speaker]]\nquote = "a"\nwho = 3\n', "3: “who” is a text, not a number"),
    ('[[speaker]]\nquote = "a"\nwho = "b"\nevery = "all"\n', "4: “every” must be true or false"),
    ("[[speaker]", "this is no TOML"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "message"), FAULTS)
def test_what_is_wrong_in_the_file_is_told_with_its_line(text: str, message: str) -> None:
    with pytest.raises(EncoderError) as told:
        read(text.encode(), "x.decisions.toml")
    assert str(told.value).removeprefix("x.decisions.toml:").strip().startswith(message)


LINES = st.lists(st.sampled_from(["", "A line.", "Kim: More of it.", "Deng: [North] Korea.", "x"]), max_size=8).map(
    "\n\n".join
)


@given(LINES, st.integers(1, 30))
def test_a_decision_holds_when_lines_move_and_wrap(before: str, width: int) -> None:
    """Whatever is put in before, and however lines are broken, the place is found, and no other."""
    text = RECORD[RECORD.index("Deng Xiaoping: We") :]
    at = text.index("Kim: [North] Korea also")
    wanted = Decision("speaker", "", "Kim:", text[at - 40 : at], text[at + 4 : at + 44])
    moved = f"{before}\n\n{text[:at]}{text[at:].replace(' ', chr(10), width)}"
    found = [*places(wanted, moved)]
    assert [span.start for span in found] == [len(before) + 2 + at]


@given(st.text(max_size=200), st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_any_text_and_any_words_do(text: str, quote: str, prefix: str, suffix: str) -> None:
    settle(Decisions("x", (Decision("bracket", "gloss", quote, prefix, suffix),)), text, lambda _: None)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    (tmp_path / "118978.txt").write_text(RECORD, encoding="utf-8")
    return tmp_path / "118978.txt"


def test_what_is_asked_is_what_is_doubtful(record: Path) -> None:
    asked = [*questions(encoder.encode(record))]
    kinds = Counter(each.kind for each in asked)
    assert 1 <= kinds.pop("bracket") <= 6  # how sure the evidence is may change when it is learned anew
    assert kinds.pop("label", 0) <= 1
    assert kinds.pop("participant", 0) <= 9
    assert kinds == {"speaker": 1, "page": 2, "block": 1}
    asked = [each for each in asked if each.kind == "speaker"]
    assert len(asked[0].places) == 54
    assert asked[0].answers[:2] == (("kim-il-sung", "Kim Il Sung"), ("kim-chang-man", "Kim Chang-man"))


def test_an_answer_is_kept_and_applied(record: Path) -> None:
    edition = encoder.encode(record)
    asked = [*questions(edition)]
    for question in asked:
        file = keep(record, decision(question, edition.source, question.answers[-2][0], by="A “B”", reason='x\n"y"'))
    kept = beside(record)
    assert kept is not None
    assert len(kept.entries) == len(asked)
    assert {each.by for each in kept.entries} == {"A “B”"}
    after = encoder.encode(record)
    assert "decision-unmatched" not in names(after.findings)
    assert {each.kind for each in questions(after)} <= {"participant"}  # of a long list some are asked at a time
    assert file.read_text(encoding="utf-8").startswith("# What an editor has decided of 118978.txt.\n")


def to_decide(record: Path) -> str:
    return f"{len([*questions(encoder.encode(record))])} to decide"


def reviewed(typed: str, *arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(cli, ["review", *map(str, arguments)], input=typed)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


def test_review_walks_and_writes(record: Path) -> None:
    code, said = reviewed("m\n2\nbecause so\ns\nq\n", record, "--by", "A. Roe")
    assert code == 0
    assert "Kim Gwang-hyeop" in said
    assert "62 | Kim: [North] Korea" in said
    kept = beside(record)
    assert kept is not None
    assert [(each.says, each.every, each.by, each.reason) for each in kept.entries] == [
        ("kim-chang-man", True, "A. Roe", "because so")
    ]
    assert speech(encoder.encode(record), 4) == ("#kim-chang-man", "high")
    assert "Kim Il Sung  (as it is)" not in reviewed("q\n", record)[1]  # it is not asked again


def test_review_asks_of_each_speech(record: Path) -> None:
    reviewed("e\n3\ns\n9\n77\nx\n1\nq\n\nq\n", record)
    kept = beside(record)
    assert kept is not None
    assert [each.every for each in kept.entries] == [False, False, False]
    edition = encoder.encode(record)
    assert "decision-unmatched" not in names(edition.findings)
    assert "decision-ambiguous" not in names(edition.findings)
    assert speech(edition, 4) == ("#kim-gwang-hyeop", "high")


def test_review_goes_back(record: Path) -> None:
    _, said = reviewed("2\nso\nb\n1\nno\nq\n", record, "--select", "bracket")
    assert said.count("(1 of ") == 2
    kept = beside(record)
    assert kept is not None
    assert [each.reason for each in kept.entries] == ["no"]
    reviewed("s\nb\ns\nq\n", record, "--select", "block")
    assert beside(record) == kept


def test_review_accepts_all_that_are_alike(record: Path) -> None:
    asked = [each for each in questions(encoder.encode(record)) if each.kind == "participant"]
    _, said = reviewed("a\nall seen\n" * 9, record, "--select", "participant")
    assert f"(1 of {len(asked)})" in said
    kept = beside(record)
    assert kept is not None
    assert {(each.kind, each.reason) for each in kept.entries} == {("participant", "all seen")}
    assert len(kept.entries) == len(asked)


def test_review_shows_what_stands_before(record: Path) -> None:
    assert "Xi Daochong Interpreter:" in reviewed("", record, "--list", "--select", "participant")[1]


def test_review_lists(record: Path) -> None:
    code, said = reviewed("", record, "--list")
    assert (code, to_decide(record) in said) == (0, True)
    assert not record.with_name("118978.decisions.toml").exists()


def test_review_of_a_project(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(record.parent)
    Path("edition.toml").write_text('title = "T"\nrecords = "."\n', encoding="utf-8")
    assert to_decide(record) in reviewed("", "--list")[1]
    Path("edition.toml").unlink()
    assert reviewed("", "--list")[0] == 2
    Path("edition.toml").write_text('title = "T"\nrecords = "."\nprofile = "nosuch.toml"\n', encoding="utf-8")
    assert "nosuch.toml" in reviewed("", record, "--list")[1]  # a record of it is read as the project says, too


def test_review_ends_where_nobody_answers(record: Path) -> None:
    done = CliRunner().invoke(cli, ["review", str(record)], input="")
    assert "fault" not in done.output
    assert not record.with_name("118978.decisions.toml").exists()


def test_nothing_is_written_behind_what_is_broken(record: Path) -> None:
    edition = encoder.encode(record)
    question = next(questions(edition))
    file = record.with_name("118978.decisions.toml")
    file.write_text('[[bracket]]\nquote = "half', encoding="utf-8")
    with pytest.raises(EncoderError, match="no TOML"):
        keep(record, decision(question, edition.source, "", by="", reason=""))
    assert file.read_text(encoding="utf-8") == '[[bracket]]\nquote = "half'


def test_the_first_of_two_decisions_about_one_thing_holds() -> None:
    for one, other in (
        (
            '[[bracket]]\nquote = "[Triangle Hill]"\nkind = "role"\n',
            '[[bracket]]\nquote = "[Triangle Hill]"\nkind = "stamp"\n',
        ),
        (
            '[[speaker]]\nquote = "Kim:"\nevery = true\nwho = ""\n',
            '[[speaker]]\nquote = "Kim"\nevery = true\nwho = "nam-il"\n',
        ),
    ):
        edition = decided(RECORD, one + other)
        found = [each.message for each in edition.findings if each.rule.name == "decision-unmatched"]
        assert len(found) == 1
        assert found[0].endswith("line 1 has decided that already, and holds")


def test_each_of_two_brackets_alike_is_asked_for(tmp_path: Path) -> None:
    record = tmp_path / "r.txt"
    record.write_text(
        "It was said then [JS: no] and so it was done. Others did not say [JS: no] at all.\n", encoding="utf-8"
    )
    assert "2 to decide" in reviewed("", record, "--list")[1]
    reviewed("2\n\nq\n", record)
    assert "1 to decide" in reviewed("", record, "--list")[1]


NOTED = "He spoke of the factory1 and left.\n\nThey went too, and nobody stayed.\n\n1 In Minsk, see p. 14.\n"


@pytest.mark.parametrize(("says", "notes"), [("note", 1), ("words", 0)])
def test_what_an_editor_decides_of_a_note(says: str, notes: int) -> None:
    edition = decided(NOTED, f'[[block]]\nquote = "1 In Minsk"\nkind = "{says}"\n')
    assert len(edition.root.findall(".//{*}note[@place='bottom']")) == notes
    assert "decision-unmatched" not in names(edition.findings)
    assert "note-doubtful" not in names(edition.findings)


def test_what_begins_as_no_note_cannot_be_decided_to_be_one() -> None:
    edition = decided(RECORD, '[[block]]\nquote = "Break and lunch together."\nkind = "note"\n')
    (said,) = (each.message for each in edition.findings if each.rule.name == "decision-unmatched")
    assert "begins with no number, letter or sign" in said


def test_a_bracket_that_is_a_whole_paragraph_is_what_was_decided() -> None:
    text = "[Stamp of the archive, copy two]\n\nHe came and said so.\n"
    edition = decided(text, '[[bracket]]\nquote = "[Stamp of the archive, copy two]"\nkind = "stamp"\n')
    assert edition.root.find(".//{*}note[@type='stamp']") is not None
    assert "decision-unmatched" not in names(edition.findings)
