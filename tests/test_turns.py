"""Who speaks, from evidence: candidates, tables of weights, doubts, what paragraphs are, the fullest name."""

from __future__ import annotations

from pathlib import Path

import pytest

import encoder
from encoder.evidence import weights
from encoder.parse.furniture.evidence import FURNITURE, FURNITURE_AGAIN
from encoder.parse.layout.blocks import Block, blocks
from encoder.parse.roster.parts.features import NAME, NAME_AGAIN
from encoder.parse.talk.actions import is_action
from encoder.parse.talk.extent import block_kinds
from encoder.parse.talk.turns import candidates, decide, pairs
from encoder.parse.talk.turns.evidence import observed
from encoder.parse.talk.turns.features import AGAIN, LABEL, PLACE
from encoder.parse.talk.turns.labels import Label, Record
from encoder.parse.talk.turns.likeness import Likeness, likeness, sign
from encoder.resolve.names.full_names import FullNames
from encoder.values.diagnostics import Severity
from encoder.values.doubt import certainty, weaker
from encoder.values.errors import EncoderError
from encoder.values.source import Source
from tests.conftest import NS, encode, names, within
from tools.variants import excerpt, passage, variant

LABELS = (  # a line, a label that it can begin with
    ("Deng Xiaoping: We agree.", "Deng Xiaoping"),
    ("毛泽东：进攻延安的计划是早已定了。", "毛泽东"),
    ("Speaker 1: Hello.", "Speaker 1"),
    ("12. Kim: In July.", "Kim"),
    ("[00:12:04] Interviewer: When?", "Interviewer"),
    ("M. le président. Messieurs, il me paraît …", "M. le président"),
    ("The SPEAKER pro tempore (Mr. Poe). Under the rule …", "The SPEAKER pro tempore (Mr. Poe)"),
    ("Dor — Ach!", "Dor"),
    ("HON. S. D. TURAGA.- Mr. Speaker, Sir …", "HON. S. D. TURAGA"),
    ("Gen. Baker: We went.", "Gen. Baker"),
    ("[General Marshall:] Yes.", "General Marshall"),
    ("Štefan: Áno.", "Štefan"),
    ("He said so.COLSON:Yeah.", "COLSON"),
    ("Kim (10:30): I think so.", "Kim (10:30)"),
    ("It was long ago. Kim: In July.", "Kim"),
    ("Q    You said …", "Q"),
)
NO_LABELS = (  # a line, words that are no label
    ("At 10:30 we met.", "At 10"),
    ("See https://example.org/x for more.", "See https"),
    ("Stalin said: we agree.", "Stalin said"),
    ("(Elke Ferner [SPD]: Hear, hear!)", "(Elke Ferner SPD"),
    ("Mr. Speaker, I rise.", "Mr"),
    ("Mrs. Roe. Mr. President, I rise.", "Mrs. Roe. Mr"),
)


def labels(line: str) -> set[str]:
    source = Source(f"{line}\n\nAnd so on.\n", "x.txt")
    return {found.name for found in candidates.find(blocks(source), source.text)}


@pytest.mark.parametrize(("line", "label"), LABELS)
def test_what_can_be_a_label(line: str, label: str) -> None:
    assert label in labels(line)


@pytest.mark.parametrize(("line", "words"), NO_LABELS)
def test_what_can_be_none(line: str, words: str) -> None:
    assert words not in labels(line)


@pytest.mark.parametrize(
    "question",
    [LABEL, PLACE, AGAIN, NAME, NAME_AGAIN, FURNITURE, FURNITURE_AGAIN, *block_kinds.QUESTIONS.values()],
    ids=lambda each: each.name,
)
def test_each_feature_has_its_weight(question: object) -> None:
    table = dict(weights.read(weights.FOLDER / f"{question.name}.tsv"))  # type: ignore[attr-defined]
    table.pop(weights.BIAS)
    features = [feature.name for feature in question.features]  # type: ignore[attr-defined]
    assert len(set(features)) == len(features)
    assert set(table) == set(features)


def test_a_line_that_is_no_weight_is_named(tmp_path: Path) -> None:
    every = (LABEL, PLACE, AGAIN, NAME, NAME_AGAIN, FURNITURE, FURNITURE_AGAIN, *block_kinds.QUESTIONS.values())
    for question in every:
        (tmp_path / f"{question.name}.tsv").write_text("bias\t-1\ncomes-back = 2\n", encoding="utf-8")
    with pytest.raises(EncoderError, match=r"furniture\.tsv:2: a line has a feature, a tab and its weight"):
        encoder.encode(Source("Kim: One.\n\nDeng: Two.\n", "x.txt"), weights=tmp_path)


def test_what_certainty_promises() -> None:
    assert [certainty(chance) for chance in (0.995, 0.99, 0.97, 0.95, 0.9)] == [None, None, "medium", "medium", "low"]
    assert weaker("high", "medium") == "medium"
    assert weaker(None, "low") == "low"
    assert weaker(None, None) is None


SPEECHES = (
    "Frau Müller: Wir haben das lange geprüft, und ich danke Ihnen dafür.",
    "(Beifall bei der SPD)",
    "Ich komme nun zum zweiten Punkt, den wir besprechen müssen.",
    "Herr Schmidt: Haben Sie das gelesen?",
    "Frau Müller: Ja, ich habe es gelesen.",
    "Herr Schmidt: Dann sind wir uns einig.",
)


def test_a_speech_goes_on_over_an_action() -> None:
    edition = encode("\n\n".join(SPEECHES))
    first = edition.root.find(".//t:sp", NS)
    assert first is not None
    assert [str(child.tag).rpartition("}")[2] for child in first] == ["speaker", "p", "stage", "p"]
    assert [d for d in encoder.validate(edition) if d.severity is Severity.ERROR] == []


def test_scripts_without_capitals_speak() -> None:
    talk = "\n\n".join(
        f"毛：我们已经说过了第{n}次，你还记得吗？\n\n彭：是的，我记得很清楚，我们都同意。" for n in range(4)
    )
    edition = encode(talk)
    assert [sp.findtext("t:speaker", "", NS) for sp in edition.root.findall(".//t:sp", NS)] == ["毛：", "彭："] * 4


def test_a_dash_behind_a_stop_is_no_word_of_the_speech() -> None:
    talk = "\n\n".join(f"HON. A. ROE.- I ask you {n} times, Sir.\n\nMR. SPEAKER.- We have heard you." for n in range(5))
    (first, *_) = encode(talk).root.findall(".//t:sp", NS)
    assert first.findtext("t:speaker", "", NS) == "HON. A. ROE.-"
    assert (first.findtext("t:p", "", NS) or "").startswith("I ask")


def test_figures_tell_speakers_apart() -> None:
    talk = "\n\n".join(f"Speaker 1: Did you go there {n} times?\n\nSpeaker 2: I think that I did." for n in range(4))
    edition = encode(talk)
    assert [within(sp.get("who")) for sp in edition.root.findall(".//t:sp", NS)] == ["#speaker-1", "#speaker-2"] * 4


def test_a_doubtful_label_is_a_finding_with_its_reasons() -> None:
    prose = "\n\n".join(f"The committee spoke of item {n} at length, and agreed to it." for n in range(12))
    edition = encode(f"{prose}\n\nSR. ORTEGA: Seconded.\n\nMR. DUPONT: I oppose it.\n\nMr. O'Neill: So do I.\n")
    found = [finding for finding in edition.findings if finding.rule.name == "speaker-doubtful"]
    assert found
    assert all("% sure" in finding.message for finding in found)


def test_voices_are_nobody_in_particular() -> None:
    talk = "\n\n".join(f"General Chou: Have you heard it {n} times?\n\nGeneral Lee: I have, I think." for n in range(4))
    edition = encode(f"{talk}\n\nVoices: We agree with you!\n\nGeneral Chou: Thank you all.\n")
    voices = [sp for sp in edition.root.findall(".//t:sp", NS) if sp.findtext("t:speaker", "", NS) == "Voices:"]
    assert [within(sp.get("who")) for sp in voices] in ([], [None])
    assert "speaker-style" in names(edition.findings)


NAMES = (  # a text, the words of a label, how it is printed, the fullest name that the text gives
    ("An Interview with David Baltimore\n\nby Alice Huang", "baltimore", "BALTIMORE", "David Baltimore"),
    ("ON BEHALF OF MR. SIMPSON:\n\nJOSHUA A. LEVY, ESQ.", "levy", "MR. LEVY", "JOSHUA A. LEVY"),
    ("Interview with Richard Siken by Devin Becker", "db", "DB", "Devin Becker"),
    ("Interview with Ann Roe\n\nROE: Yes.", "roe", "ROE", "Ann Roe"),
    ("Mr. Robert Levy and Mr. Joshua Levy were present.", "levy", "LEVY", None),
    ("Hans Müller sprach zuerst.", "muller", "MÜLLER", "Hans Müller"),
    ("Interview with Joshua A. Levy", "jal", "JAL", "Joshua A. Levy"),
    ("He went to the bank. Levy did not.", "levy", "LEVY", None),
)


@pytest.mark.parametrize(("text", "word", "printed", "name"), NAMES)
def test_the_fullest_name(text: str, word: str, printed: str, name: str | None) -> None:
    assert FullNames(text).of((word,), printed) == name


@pytest.mark.parametrize(
    ("words", "happened"),
    [
        ("Laughter.", True),
        ("Beifall bei der SPD", True),
        ("笑", True),
        ("I laughed at that.", False),
        ("of 1960", False),
    ],
)
def test_what_is_an_action(words: str, happened: bool) -> None:
    assert is_action(words) is happened


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def test_a_variant_changes_labels_alone() -> None:
    text = "Talk\n\nKim Il Sung: One and two.\n\nDeng: Three.\n\nKim Il Sung: Four (five).\n"
    turns = tuple((text.index(label, at), text.index(label, at) + len(label), who)
                  for label, at, who in (("Kim Il Sung", 0, "k"), ("Deng", 0, "d"), ("Kim Il Sung", 40, "k")))  # fmt: skip
    for seed in map(str, range(60)):
        printed, found = variant(text, turns, seed)
        assert (printed, found) == variant(text, turns, seed)
        assert [who for *_, who in found] == ["k", "d", "k"]
        for words in ("One and two", "Three", "Four (five)"):
            assert words in printed
        short, some = excerpt(printed, found, seed)
        assert all(short[start:end].strip() for start, end, _ in some)
        assert letters(passage(text, seed)) in letters(text)


QUESTIONS = "\n\n".join(f"Q. Where was it in {year}?\n\nA. At home, with the others." for year in range(1950, 1956))
ITEMS = "\n\n".join(
    f"{sign}. What was bought in {year}" for year, sign in zip(range(1950, 1956), "ABQABC", strict=True)
)


@pytest.mark.parametrize(("text", "expected"), [(QUESTIONS, (0.73, 0.73)), (ITEMS, (0.8, 0.4))])
def test_who_asks_and_who_answers_confirm_each_other(text: str, expected: tuple[float, float]) -> None:
    found = blocks(Source(text, "a.txt"))
    record = observed(found, list(candidates.find(found, text)), (), lambda *_: False)
    chances = pairs.together(record, [{"Q": 0.8, "A": 0.4}.get(each.name, 0.1) for each in record.candidates])
    for name, chance in zip("QA", expected, strict=True):
        own = [chances[at] for at, each in enumerate(record.candidates) if each.name == name]
        assert own == pytest.approx([chance] * len(own), abs=0.01)
        assert own


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Mr. Baron. And is it so?", "Mr. Baron"), ("Dr. King. We shall.", "Dr. King"), ("Herr Dr. Bauer. Ja.", "Herr Dr. Bauer"),
        ("Lt. Gen. Baker. Yes.", "Lt. Gen. Baker"), ("MR. CAPT. ROE. Yes.", "MR. CAPT. ROE"),
    ],
)  # fmt: skip
def test_a_surname_may_be_a_title(line: str, label: str) -> None:
    text = f"{line}\n\nIt was read."
    found = [each.name for each in candidates.find(blocks(Source(text, "a.txt")), text)]
    assert label in found
    assert {"Herr Dr", "Lt. Gen", "MR. CAPT", "Mr", "Dr"}.isdisjoint(found)


def record_of(text: str) -> tuple[Record, tuple[Block, ...]]:
    found = blocks(Source(text, "x.txt"))
    return observed(found, candidates.find(found, text), (), lambda _start, _end: False), found


def likenesses(text: str, believed: tuple[str, ...]) -> dict[str, Likeness]:
    """The likeness of each label where nothing but some labels is believed."""
    record, found = record_of(text)
    chances = [float(each.name in believed) for each in record.candidates]
    alike = likeness(record, found, chances)
    return {each.name: own for each, own in zip(record.candidates, alike, strict=True)}


DEBATE = "M. Roux. Il est tard.\n\nM. Petit. Non.\n\nM. Blanc. Si.\n\nParis. La ville dort.\n"


def test_a_label_is_believed_as_those_printed_alike_are() -> None:
    found = likenesses(DEBATE, ("M. Roux", "M. Petit"))
    assert found["M. Blanc"].first_word > 0  # as the others begin with “M.” too
    assert found["M. Blanc"].make > found["Paris"].make
    assert found["Paris"].first_word == 0  # of one word
    assert likenesses(DEBATE, ("Paris",))["M. Blanc"].first_word < 0


def test_no_label_is_evidence_for_itself() -> None:
    text = "Kim: Yes.\n\nKim: No.\n\nKim: Yes.\n"
    assert likenesses(text, ("Kim",))["Kim"].sign == 0


SIGNS = (  # a line, its sign
    ("Kim: In July.", ":"),
    ("Kim:\n\nIn July.", ":⏎"),
    ("HON. KIM.- In July.", ".-"),
)


@pytest.mark.parametrize(("line", "printed"), SIGNS)
def test_the_sign_of_a_label(line: str, printed: str) -> None:
    record, found = record_of(f"{line}\n")
    assert printed in {(sign(each, found[each.block]) or ("",))[0] for each in record.candidates}


def test_a_gap_is_no_sign() -> None:
    record, found = record_of("Q    You said that you were there.\n\nA    I was.\n")
    gaps = [each for each in record.candidates if each.form is candidates.Form.GAP]
    assert gaps
    assert all(sign(each, found[each.block]) is None for each in gaps)


def label(text: str, name: str) -> Label:
    record, _ = record_of(text)
    return next(each for each in record.labels if each.name == name)


def test_prose_and_a_list_of_names_are_told_apart() -> None:
    prose = label("Var – It was said that we met there.\n", "Var")
    listed = label("Var – André Roux, Charente, Arnoult, Lot\n", "Var")
    unknown = label("Var – Yes.\n", "Var")
    assert prose.lowered > unknown.lowered > listed.lowered
    assert label("Var – it was said that we met there.\n", "Var").lowered == 0  # no sentence begins


def test_a_column_of_lines_is_seen() -> None:
    column = "Councillor Allard\n\nCouncillor Dobson\n\nCouncillor Eadie\n\nThey were there.\n"
    assert label(column, "Councillor Allard").column == 1
    assert label(column, "Councillor Eadie").column == 0


def test_a_letter_with_another_sign_is_not_the_same_label() -> None:
    text = "C: One.\n\nKim: Two.\n\nC. Three is there.\n\nKim. Four.\n"
    record, _ = record_of(text)
    kin = {(each.name, each.form): bool(each.kin) for each in record.labels}
    assert not kin["C", candidates.Form.STOP]
    assert kin["Kim", candidates.Form.STOP]


def test_a_field_that_each_session_repeats_is_no_speaker() -> None:
    session = "INTERVIEWEE: Ann Roe\n\nINTERVIEWER: Bo Doe\n\nDATE: {n} February 1994\n\nLOCATION: Yale University\n\n"
    talk = "DOE: Where did you go to school?\n\nROE: I went to school in the town where I was born.\n\n"
    edition = encode("".join(session.format(n=n) + talk * 6 for n in (7, 13, 29)))
    assert {within(sp.get("who")) for sp in edition.root.findall(".//t:sp", NS)} == {"#bo-doe", "#ann-roe"}


@pytest.mark.parametrize(
    ("chance", "least", "most"),
    [(0.4, 0.4, 0.6), (0.7, 0.9, 0.95), (0.8, 0.95, 0.985), (0.97, 0.985, 0.985), (0.995, 0.995, 0.995)],
)
def test_what_is_taken_in_a_talk_is_likelier_than_its_weights_say(chance: float, least: float, most: float) -> None:
    assert least <= decide._when_taken(chance) <= most


def test_a_sentence_without_capitals_is_no_chairman() -> None:
    edition = encode("محضر اجتماع\n\nالرئيس: أهلا وسهلا بكم.\n\nالوزير: شكرا جزيلا.\n")
    assert edition.root.findall(".//t:list", NS) == []
    assert len(edition.root.findall(".//t:sp", NS)) == 2
