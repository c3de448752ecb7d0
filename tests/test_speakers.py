from __future__ import annotations

import pytest

import encoder
from encoder.files import resources
from encoder.values.diagnostics import Severity
from encoder.values.namespaces import XML_ID
from tests.conftest import NS, encode, listed_names, name_of, names, within

pytestmark = pytest.mark.usefixtures("sure_labels")

LIST = "Korean representatives: Kim Il Sung, Kim Chang-man\n\nChinese representatives: Deng Xiaoping, Kang Sheng\n\n"
TALK = "Deng Xiaoping: Welcome.\n\nKim Il Sung: Thank you.\n\nDeng: Please sit.\n\nKim: I will.\n\n"


def who(text: str) -> list[tuple[str, str | None, str | None]]:
    edition = encode(text)
    return [
        ("".join(sp.find("t:speaker", NS).itertext()), within(sp.get("who")), sp.get("cert"))  # type: ignore[union-attr]
        for sp in edition.root.findall(".//t:sp", NS)
    ]


def test_a_label_before_its_full_form() -> None:
    assert who(LIST + "Kang: Hello.\n\nKang Sheng: Hello again.\n\nDeng: Yes.\n\nKang: Good.") == [
        ("Kang:", "#kang-sheng", "high"),
        ("Kang Sheng:", "#kang-sheng", None),
        ("Deng:", "#deng-xiaoping", "high"),
        ("Kang:", "#kang-sheng", "high"),
    ]


def test_the_last_full_name_does_not_decide() -> None:
    text = "Kim Il Sung: One.\n\nDeng: Two.\n\nKim: Three.\n\nKim Chang-man: Four.\n\nKim: Five."
    title = "Summary of Conversation between Comrade Kim Il Sung and Comrade Deng Xiaoping\n\n"
    assert who(title + LIST + text)[-1] == ("Kim:", "#kim-il-sung", "medium")


def test_without_evidence_nobody_is_named() -> None:
    edition = encode(LIST + "Kim: One.\n\nDeng: Two.\n\nKim: Three.\n\nDeng: Four.")
    assert "speaker-ambiguous" in names(edition.findings)
    assert within(edition.root.find(".//t:sp[@n='1']", NS).get("who")) is None  # type: ignore[union-attr]


def test_a_label_that_fits_nobody() -> None:
    edition = encode(LIST + TALK + "Zhou Enlai: I am late.\n\nDeng: Sit down.")
    (late,) = [sp for sp in edition.root.findall(".//t:sp", NS) if sp.findtext("t:speaker", "", NS) == "Zhou Enlai:"]
    assert within(late.get("who")) == "#zhou-enlai"
    assert "speaker-unknown" in names(edition.findings)
    assert len(edition.root.findall(".//t:person", NS)) == 5


def test_two_participants_of_one_name() -> None:
    edition = encode("Present: Kim Il Sung, Kim Il Sung, Deng Xiaoping\n\n" + TALK)
    assert "participant-duplicate" in names(edition.findings)
    ids = [within(p.get("{http://www.w3.org/XML/1998/namespace}id")) for p in edition.root.findall(".//t:person", NS)]
    assert ids == ["kim-il-sung", "kim-il-sung-2", "deng-xiaoping"]
    assert within(edition.root.find(".//t:sp[@n='2']", NS).get("who")) is None  # type: ignore[union-attr]


def test_two_speakers_at_once() -> None:
    assert ("Deng and Kang:", "#deng-xiaoping #kang-sheng", "high") in who(
        LIST + TALK + "Deng and Kang: No!\n\nKim: Yes."
    )


def test_without_a_list_the_labels_name_the_speakers() -> None:
    text = "General Marshall: One.\n\nGeneral Chou: Two.\n\nMarshall: Three.\n\nGeneral Chou: Four."
    assert [w for _, w, _ in who(text)] == ["#marshall", "#chou", "#marshall", "#chou"]


@pytest.mark.parametrize(
    "line",
    [
        "Subject: grain",
        "Citation: none",
        "To: Comrade Filippov",
        "Stalin said: No.",
        "three principles: 1) One",
        "Sir: I have",
    ],
)
def test_what_is_no_label(line: str) -> None:
    edition = encode(f"{line}\n\nThe rest of the memorandum follows here.\n\n{line}\n\nAnd its end.")
    assert edition.root.find(".//t:sp", NS) is None


SAID = (
    "We have waited for this day, and I thank you.",
    "Do you think that they will come?",
    "I do not know what you mean by that.",
    "Our people are tired of the war.",
    "Then let us speak of grain.",
)


@pytest.mark.parametrize("mark", [": ", "--", " — ", ". ", ":\n", "\n"])
def test_forms_of_labels(mark: str) -> None:
    turns = [f"{'Stalin' if n % 2 else 'Mao'}{mark}{SAID[n % 5]}" for n in range(10)]
    assert [label.rstrip(":.—- ") for label, _, _ in who("\n\n".join(turns))] == ["Mao", "Stalin"] * 5


def test_flow_text_without_blank_lines() -> None:
    record = resources.sample().read_text(encoding="utf-8")
    body = record[record.index("Deng Xiaoping: We") : record.index("Break and")]
    edition = encode(LIST + "\n".join(line for line in body.splitlines() if line))
    assert len(edition.root.findall(".//t:sp", NS)) == 123


def test_hard_wrapped_flow_text() -> None:
    text = """Participants: I.V. Stalin; V.M. Molotov; Zhou Enlai (Premier); Shi Zhe (interpreter)

STALIN: How are you, comrade? The road was long I think, and there was
surely a great deal of snow on it, as there is at this time of the year
ZHOU ENLAI: Very well. We have come to discuss the treaty and the loan that
the Soviet government offered in the first days of the month of January.
STALIN: Then let us sign.
ZHOU ENLAI and MOLOTOV: Agreed.
"""
    assert [(label, people) for label, people, _ in who(text)] == [
        ("STALIN:", "#i-v-stalin"),
        ("ZHOU ENLAI:", "#zhou-enlai"),
        ("STALIN:", "#i-v-stalin"),
        ("ZHOU ENLAI and MOLOTOV:", "#zhou-enlai #v-m-molotov"),
    ]


def test_a_plural_form_of_address_is_no_name() -> None:
    edition = encode("Present: Comrades Nicolae Ceausescu, Emil Bodnaras\n\n" + "N. Ceausescu: One.\n\nBodnaras: Two.")
    assert [name_of(p) for p in edition.root.findall(".//t:person", NS)] == [
        "Comrade Nicolae Ceausescu",
        "Comrade Emil Bodnaras",
    ]


def test_labels_that_answer_each_other_are_two_persons() -> None:
    talk = "\n\n".join(f"Fr. v. Langs: Ja {n}.\n\nLangs: Nein {n}." for n in range(6))
    edition = encode(talk)
    who = [within(sp.get("who")) for sp in edition.root.findall(".//t:sp", NS)]
    assert who[:2] == ["#v-langs", "#langs"]
    assert len(set(who)) == 2


def test_several_in_one_label_are_nobody_of_their_own() -> None:
    talk = "\n\n".join(f"MATHILDE: Ja {n}.\n\nGRAF STRUENSEE: Nein {n}." for n in range(4))
    edition = encode(f"{talk}\n\nMATHILDE UND STRUENSEE: Wir.")
    assert within(edition.root.findall(".//t:sp", NS)[-1].get("who")) == "#mathilde #graf-struensee"
    assert len(edition.root.findall(".//t:person", NS)) == 2


def test_a_lone_letter_is_no_forename() -> None:
    talk = "Present: General G. C. Marshall, General Chou En-lai\n\n" + "\n\n".join(
        f"M: One {n}.\n\nG: Two {n}." for n in range(4)
    )
    who = [within(sp.get("who")) for sp in encode(talk).root.findall(".//t:sp", NS)]
    assert who[:2] == ["#g-c-marshall", "#g"]  # who is no general, and may be anybody


def test_a_sentence_that_goes_on_is_no_speaker() -> None:
    talk = "\n\n".join(
        f"MR SPEAKER: One {n}.\n\nMR GEORGE: Two {n}.\n\nThe Question is: that it be read." for n in range(4)
    )
    assert {sp.findtext("t:speaker", namespaces=NS) for sp in encode(talk).root.findall(".//t:sp", NS)} == {
        "MR SPEAKER:", "MR GEORGE:",
    }  # fmt: skip


def test_a_label_that_abbreviates_another() -> None:
    text = "Langs: One.\n\nMaj: Two.\n\nLangs: Three.\n\nMaj: Four.\n\nLangs: Five.\n\nMajor: Six.\n\nLangs: Seven.\n\n"
    assert {(label, to, cert) for label, to, cert in who(text)} == {
        ("Langs:", "#langs", None),
        ("Maj:", "#major", "medium"),
        ("Major:", "#major", None),
    }


def test_one_who_is_answered_is_no_abbreviation() -> None:
    text = "Kim: One.\n\nKimura: Two.\n\nKim: Three.\n\nKimura: Four.\n\nKim: Five.\n\nKimura: Six.\n\n"
    assert {to for _, to, _ in who(text)} == {"#kim", "#kimura"}


def test_a_short_label_that_may_be_two_is_a_name_of_its_own() -> None:
    full = "Count Stone: One.\n\nPastor Stone: Two.\n\n" * 2
    short = "Ranz: Three.\n\nStone: Four.\n\n" * 4
    edition = encode(full + short)
    last = edition.root.findall(".//t:sp", NS)[-1]
    assert (within(last.get("who")), last.get("cert")) == ("#stone-2", "low")
    assert "speaker-ambiguous" in names(edition.findings)


def test_a_line_that_tells_what_somebody_did_is_no_speech_of_another() -> None:
    text = "General Chang: One.\n\nGeneral Chou: Two?\n\nGeneral Chang agreed.\n\n" * 2
    edition = encode(text)
    assert len(edition.root.findall(".//t:stage", NS)) == 2
    assert "stage-inferred" in names(edition.findings)


def paragraphs(*texts: str) -> str:
    return "\n\n".join(texts)


ONCE = "Linh: Prices rose.", "Husak: Why?", "Linh: We erred.", "Husak: When?"
WRAPPED = "Husak: When did you notice it and what did you do\nabout it?"
TALKS = (  # a talk, the labels of its speeches
    (paragraphs(*ONCE, "Kiet: In 1985.", "Strougal: The debt is large.", "Linh: We know."), 7),
    (paragraphs(*ONCE[:3], WRAPPED, "Kiet: In 1985.", "Linh: We know."), 6),  # a wrapped line is no turn between
    (paragraphs("Minutes of Talks", *ONCE, "Moscow: the city he had never seen.", "Linh: Come then."), 5),
    (
        paragraphs(
            "Memorandum on the Economy", "Coal: it rose.", "Steel: it fell.", "So.", "Coal: it fell.", "Steel: no."
        ),
        0,
    ),
    (paragraphs(*(f"{name}\n\nWe said that {n} times." for n in range(4) for name in ("HUSÁK", "KÁDÁR"))), 8),
    (paragraphs(*(f"{name}\nWe said that so." for name in ("HUSÁK", "KÁDÁR", "HUSÁK", "KÁDÁR", "HUSÁK"))), 5),
    (paragraphs("Mr. WHITLAM: I ask.", "Mr. SNEDDEN: You do.", "Dr. CAIRNS: I ask again.", "Mr. DALY: Why?"), 4),
    (paragraphs("Q. Where?", "A. In Moscow.", "Q. When?", "A. In May.", "Q. Why?", "A. I was sent."), 6),
    (paragraphs("GROMYKO. We agree.", "RUSK. We do not.", "GROMYKO. Why?", "HOME. I ask too.", "RUSK. You know."), 5),
    (
        "General Marshall: Will you read it?\n\nGeneral Chou: I have. General Marshall: One at a time.\n\nGeneral Marshall: So.\n\nGeneral Chou: Yes.",
        5,
    ),
)


@pytest.mark.parametrize(("text", "speeches"), TALKS)
def test_short_talks_in_many_forms(text: str, speeches: int) -> None:
    edition = encode(text)
    assert len(edition.root.findall(".//t:sp", NS)) == speeches


def test_what_may_be_a_label_is_told() -> None:
    text = paragraphs(*ONCE, "More of it.", "And more.", "Still more.", "Remark: In 1985 it was.")
    told = [f.message for f in encode(text).findings if f.rule.name == "speaker-doubtful"]
    assert any(message.startswith("“Remark” stands at 1 place; read as no speech, ") for message in told)


def test_a_wife_is_not_her_husband() -> None:
    text = paragraphs(
        "Present: George Marshall, Indira Gandhi", "Marshall: A pity.", "Mrs. Marshall: It is.", "Mrs. Gandhi: Yes."
    )
    assert [to for _, to, _ in who(text)] == ["#george-marshall", None, "#indira-gandhi"]


def test_an_office_names_its_holder() -> None:
    text = paragraphs(
        "Present: The Secretary of State, Dean Rusk, Andrei Gromyko",
        "The Secretary: Yes, we agree to it.",
        "Gromyko: No, we do not.",
    )
    assert [(to, cert) for _, to, cert in who(text)] == [("#dean-rusk", "high"), ("#andrei-gromyko", "high")]


def test_a_slip_in_a_label_is_the_usual_one() -> None:
    talk = paragraphs(*(f"General Marshall: One {n}.\n\nGeneral Chou: Two {n}." for n in range(5)))
    found = who(f"{talk}\n\nGeneral Marshal: And so on.\n\nGeneral Chou: Yes.")
    assert ("General Marshal:", "#marshall", "medium") in found


LEADS = (  # what stands before a label, the label as printed
    ("[00:12:0{n}] ", "[00:12:01]\n\nKim:"),
    ("0:1{n} ", "0:11\n\nKim:"),
    ("{n}. ", "1. Kim:"),
    ("- ", "- Kim:"),
)


@pytest.mark.parametrize(("lead", "printed"), LEADS)
def test_what_stands_before_a_label(lead: str, printed: str) -> None:
    words = ("Good day to you.", "We thank you.", "How was the harvest?", "It was better.", "And the army?", "Ready.")
    lines = (f"{lead.format(n=n)}{('Deng', 'Kim')[n % 2]}: {said}" for n, said in enumerate(words, 1))
    edition = encode("Record of Conversation between Kim and Deng\n\n" + "\n\n".join(lines))
    assert [d for d in encoder.validate(edition) if d.severity is Severity.ERROR] == []
    turns = edition.root.findall(".//t:sp", NS)
    assert [within(turn.get("who")) for turn in turns] == ["#kim", "#deng"] * 3
    assert printed in encoder.render(edition, "text", view="diplomatic")


def test_numbered_points_are_no_turns() -> None:
    points = "\n\n".join(
        f"{n}. {what}: It will be seen to." for n, what in enumerate(("Grain", "Coal", "Rail", "Power"), 1)
    )
    assert encode(f"Report on Supplies\n\n{points}").root.find(".//t:sp", NS) is None


COUNCIL = """Present: The representatives of the following countries: China, Cuba, France.

1. The PRESIDENT: I call upon the Secretary-General.

2. The SECRETARY-GENERAL: The report makes it plain.

3. Mr. GROSS (United States of America): I beg to submit a draft.

It has two parts.

4. Sir Terence SHONE (United Kingdom) (interpretation from French): My Government supports it.

5. The PRESIDENT: We shall now vote.
"""


def test_an_assembly_counts_its_paragraphs() -> None:
    edition = encode(COUNCIL)
    assert list(encoder.validate(edition)) == []
    spoken = [
        (within(sp.get("who")), sp.findtext("t:speaker", namespaces=NS)) for sp in edition.root.findall(".//t:sp", NS)
    ]
    assert spoken == [
        ("#the-president", "1. The PRESIDENT:"),
        ("#the-secretary-general", "2. The SECRETARY-GENERAL:"),
        ("#gross", "3. Mr. GROSS (United States of America):"),
        ("#terence-shone", "4. Sir Terence SHONE (United Kingdom) (interpretation from French):"),
        ("#the-president", "5. The PRESIDENT:"),
    ]
    assert "China" not in listed_names(edition)


def test_what_a_bracket_says_of_a_speech_is_no_part_of_the_name() -> None:
    edition = encode(
        "Mr. Kim: One.\n\nMr. Lee: Two.\n\nMr. Kim [to Mr. Lee]: Three.\n\nMr. Lee: Four.\n\nMr. Kim: Five.\n"
    )
    assert list(encoder.validate(edition)) == []
    assert [within(sp.get("who")) for sp in edition.root.findall(".//t:sp", NS)] == [
        "#kim",
        "#lee",
        "#kim",
        "#lee",
        "#kim",
    ]
    assert edition.root.findtext(".//t:speaker/t:note", namespaces=NS) == "to Mr. Lee"


def test_a_bracket_may_complete_a_label_over_a_blank() -> None:
    edition = encode(
        "Governor Chang: One.\n\nM: Two.\n\nG[overnor Chang]: Three.\n\nM: Four.\n\nGovernor Chang: Five.\n"
    )
    assert list(encoder.validate(edition)) == []
    assert len(edition.root.findall(".//t:sp", NS)) == 5
    assert "".join(edition.root.findall(".//t:speaker", NS)[2].itertext()) == "Governor Chang:"


def test_who_signs_for_somebody_is_no_participant() -> None:
    edition = encode("Report\n\nThe harvest was good.\n\nFor the Ambassador: Howard Donovan Counselor of Embassy\n")
    assert edition.root.find(".//t:person", NS) is None
    listed = encode(
        "Participants: Dr. T. V. Soong\n\nMr. Thomas Corcoran\n\nAmbassador James Bruce, S/MDA\n\nWe spoke of it.\n"
    )
    assert len(listed.root.findall(".//t:person", NS)) == 3


def test_a_german_protocol() -> None:
    edition = encode(
        "Protokoll der Sitzung am 16. August 1961\n\nAnwesende Mitglieder: Ulbricht, Matern, Honecker\n\n"
        "Genosse Ulbricht: Die Maßnahmen sind im wesentlichen gelungen, und wir haben keine Sorge.\n\n"
        "Genosse Honecker: In der Nacht wurden zwölf Personen festgestellt. [unleserlich]\n\n(Heiterkeit)\n\n"
        "Gen. Matern: Wie ist es mit der Presse?\n\nGen. Ulbricht: Das werden wir sehen.\n\nBeschluß: Der Entwurf wird bestätigt.\n"
    )
    assert list(encoder.validate(edition)) == []
    spoken = [within(sp.get("who")) for sp in edition.root.findall(".//t:sp", NS)]
    assert spoken == ["#ulbricht", "#honecker", "#matern", "#ulbricht"]
    assert edition.root.findtext(".//t:stage", namespaces=NS) == "(Heiterkeit)"
    assert edition.root.findtext(".//t:gap/t:desc", namespaces=NS) == "unleserlich"
    assert edition.root.find(".//t:creation/t:date[@when='1961-08-16']", NS) is not None


def test_few_turns_among_prose_are_told() -> None:
    prose = "\n\n".join(f"The committee spoke of item {n} at length, and agreed to it." for n in range(12))
    edition = encode(f"{prose}\n\nSR. ORTEGA: Seconded.\n\nMR. DUPONT: I oppose it.\n\nMr. O'Neill: So do I.\n")
    assert any(finding.rule.name == "speaker-doubtful" for finding in edition.findings)


def test_an_office_behind_a_name_is_the_persons_role() -> None:
    talk = "\n\n".join(
        f"Ann Roe, Minister of Finance:\n\nWe have said it {n} times.\n\nPresident Bo Doe:\n\nI have heard you."
        for n in range(4)
    )
    edition = encode(talk)
    roe = edition.root.find(".//t:person[@xml:id='record-record.ann-roe']", NS)
    assert roe is not None
    assert [name_of(roe), roe.findtext("t:note", "", NS)] == ["Ann Roe", "Minister of Finance"]
    assert edition.root.find(".//t:sp[@who='#record-record.ann-roe']", NS) is not None


JOINED = (  # a list and labels without blanks or capitals, and the names that the labels mean
    (
        "参加者：王大明主席、田中一郎、佐佐木健太",
        (
            ("王主席：", "请坐。欢迎你们来到这里。"),
            ("田中：", "谢谢主席。我们很高兴。"),
            ("佐佐木：", "我们走了几个地方？"),
        ),
        ("王大明主席", "田中一郎", "佐佐木健太"),
    ),
    (
        "참석자: 김철수 수상, 박영호 중앙정보부장",
        (
            ("김철수:", "먼 길을 오시느라 수고하셨습니다."),
            ("박영호:", "감사합니다. 인사를 전합니다."),
            ("김 수상:", "저희도 같은 생각입니다."),
        ),
        ("김철수", "박영호", "김철수"),
    ),
)


@pytest.mark.parametrize(("listed", "talk", "names_"), JOINED)
def test_names_in_chinese_and_korean(listed: str, talk: tuple[tuple[str, str], ...], names_: tuple[str, ...]) -> None:
    text = "\n\n".join((listed, *(f"{label} {words}" for label, words in (*talk, *talk))))
    edition = encode(text)
    called = {within(each.get(XML_ID)): name_of(each) for each in edition.root.iterfind(".//t:person", NS)}
    spoken = [called.get((within(sp.get("who")) or "")[1:]) for sp in edition.root.iterfind(".//t:sp", NS)]
    assert spoken == [*names_, *names_]
