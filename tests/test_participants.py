"""Lists of participants: on one line, below a label, in prose, with offices beside the names."""

from __future__ import annotations

import pytest

import encoder
from encoder.build.review import decision, questions
from encoder.read import read_bytes
from encoder.read.beside.decisions import read
from encoder.values.diagnostics import Severity
from encoder.values.source import Source
from tests.conftest import NS, encode, listed_names, name_of, within

LIST = """96. Minutes of Meeting of the Sub-Committee, February 22, 1946, 4 p.m.

PRESENT:

Chang Chih Chung
General Chou En-lai
General G. C. Marshall

General Marshall: Shall we begin?

Chou: Yes.

General Marshall: The truce.

Chang: Agreed.
"""


def test_a_label_alone_and_names_below() -> None:
    edition = encode(LIST)
    assert [d for d in encoder.validate(edition) if d.severity is Severity.ERROR] == []
    assert edition.root.findtext(".//t:body//t:head", namespaces=NS) == LIST.split("\n", maxsplit=1)[0]
    names = listed_names(edition)
    assert names == ["Chang Chih Chung", "General Chou En-lai", "General G. C. Marshall"]
    who = [within(sp.get("who")) for sp in edition.root.findall(".//t:sp", NS)]
    assert who == ["#g-c-marshall", "#chou-en-lai", "#g-c-marshall", "#chang-chih-chung"]
    assert encoder.render(edition, "text", view="diplomatic").split() == LIST.split()


def test_a_label_with_nothing_below_is_a_paragraph() -> None:
    edition = encode("Present:\n\nThe harvest was good, they said.\n\nInterpreter:\n\n[illegible]")
    assert edition.root.findall(".//t:list", NS) == []
    assert [d for d in encoder.validate(edition) if d.severity is Severity.ERROR] == []


LINES = (  # a line of a list, its persons with their roles
    ("Present: Comrades Fischer and Macovescu", [("Comrade Fischer", None), ("Comrade Macovescu", None)]),
    ("Present: Ada Wolf, Bela Kun, and Carl Roe. Interpreter: Jan Nowak", [("Ada Wolf", None), ("Bela Kun", None), ("Carl Roe", None), ("Jan Nowak", "interpreter")]),
    ("Present: Ada Wolf; interpreters: Li Yueran, Yan Mingfu", [("Ada Wolf", None), ("Li Yueran", "interpreter"), ("Yan Mingfu", "interpreter")]),
    ("Present: Willy Brandt, Federal Chancellor, Egon Bahr, State Secretary", [("Willy Brandt", "Federal Chancellor"), ("Egon Bahr", "State Secretary")]),
    ("Present: The Secretary of State, Dean Rusk, Roger Hilsman, INR", [("Dean Rusk", "The Secretary of State"), ("Roger Hilsman", "INR")]),
    ("Present were Comrades Wolf and Kun; on the German side, Comrade Rau; interpreter: A. N. Belov.", [("Comrade Wolf", None), ("Comrade Kun", None), ("Comrade Rau", None), ("A. N. Belov", "interpreter")]),
    ("Present conditions were: bad", []),
    ("Present: Messrs. Roe and Doe, Senators Poe and Moe; Mr. Zoe, Counselor", [("Mr. Roe", None), ("Mr. Doe", None), ("Senator Poe", None), ("Senator Moe", None), ("Mr. Zoe", "Counselor")]),
    ("Anwesend: die Herren Müller, Schulz und Dr. Meyer", [("Herr Müller", None), ("Herr Schulz", None), ("Dr. Meyer", None)]),
    ("Present: Judges Allard and Browaty, Ann Roe", [("Judge Allard", None), ("Judge Browaty", None), ("Ann Roe", None)]),
    ("Present: Ambassadors Allard (France) and Browaty (Italy), Jan Nowak", [("Ambassador Allard", "France"), ("Ambassador Browaty", "Italy"), ("Jan Nowak", None)]),
    ("Obecni: Posłowie Kowalski, Nowak i Wójcik.", [("Poseł Kowalski", None), ("Poseł Nowak", None), ("Poseł Wójcik", None)]),
)  # fmt: skip


@pytest.mark.parametrize(("line", "persons"), LINES)
def test_lines_of_a_list(line: str, persons: list[tuple[str, str | None]]) -> None:
    edition = encode(f"Minutes of Talks\n\n{line}\n\nNothing more.")
    assert list(encoder.validate(edition)) == []
    found = edition.root.findall(".//t:person", NS)
    assert [
        (
            name_of(p),
            p.findtext("t:note", None, NS) or ("interpreter" if p.get("role") == "interpreter" else None),
        )
        for p in found
    ] == persons


TABLES = (  # rows below “Participants”, the persons with their roles
    ("<tr><td>Kim Il Sung</td><td>Premier</td></tr><tr><td>Deng Xiaoping</td><td>the one in charge of talks</td></tr>",
     [("Kim Il Sung", "Premier"), ("Deng Xiaoping", "the one in charge of talks")]),
    ("<tr><th>Name</th><th>Office</th></tr><tr><td>Ambassador</td><td>Qiao Xiaoguang</td></tr>", [("Qiao Xiaoguang", "Ambassador")]),
    ("<tr><td>Kim Il Sung</td><td></td></tr><tr><td>Deng Xiaoping</td><td>Peng Zhen</td></tr>",
     [("Kim Il Sung", None), ("Deng Xiaoping", None), ("Peng Zhen", None)]),
)  # fmt: skip


@pytest.mark.parametrize(("rows", "persons"), TABLES)
def test_a_table_of_participants_stays_a_table(rows: str, persons: list[tuple[str, str | None]]) -> None:
    talk = "<p>Kim: One.</p><p>Deng: Two.</p><p>Kim: Three.</p><p>Deng: Four.</p>"
    page = f"<html><body><h1>Record of Conversation</h1><h2>Participants</h2><table>{rows}</table>{talk}</body></html>"
    edition = encoder.encode(read_bytes(page.encode(), "r.html", lambda _: None))
    assert [d for d in encoder.validate(edition) if d.severity is Severity.ERROR] == []
    listed = edition.root.xpath("//t:listPerson[t:head = 'Participants']/t:person", namespaces=NS)
    assert [(name_of(person), person.findtext("t:note", namespaces=NS)) for person in listed] == persons
    cells = ["".join(cell.itertext()) for cell in edition.root.iterfind(".//t:cell", NS)]
    assert all(cell == cell.strip() for cell in cells)
    assert len(edition.root.findall(".//t:cell/t:persName", NS)) == len(persons)


def test_a_table_behind_a_list_of_participants_names_nobody() -> None:
    talk = "<p>Kim: One.</p><p>Deng: Two.</p><p>Kim: Three.</p><p>Deng: Four.</p>"
    table = "<table><tr><td>Grain</td><td>500</td></tr><tr><td>Coal</td><td>70</td></tr></table>"
    page = f"<html><body><h1>Record</h1><p>Participants: Kim Il Sung, Deng Xiaoping</p>{table}{talk}</body></html>"
    edition = encoder.encode(read_bytes(page.encode(), "r.html", lambda _: None))
    assert [name_of(p) for p in edition.root.iterfind(".//t:person", NS)] == [
        "Kim Il Sung", "Deng Xiaoping",
    ]  # fmt: skip


def test_a_group_behind_a_bullet_keeps_it() -> None:
    edition = encode(
        "Present:\n\n- Soviet Side\n\n- N. Khrushchev\n\nKhrushchev: A.\n\nMao: B.\n\nKhrushchev: C.\n\nMao: D."
    )
    assert [d for d in encoder.validate(edition) if d.severity is Severity.ERROR] == []


def test_who_attends_too_and_who_is_absent() -> None:
    edition = encode(
        "Present: Kim Il Sung, Petre Borila. Also attending: Comrades C. Manescu and Gaston Marin. Absent: Mao Zedong.\n\n"
        "Kim: One.\n\nManescu: Two.\n\nBorila: Three.\n\nMarin: Four.\n\nKim: Five.\n"
    )
    assert list(encoder.validate(edition)) == []
    names = listed_names(edition)
    assert names == ["Kim Il Sung", "Petre Borila", "Comrade C. Manescu", "Comrade Gaston Marin"]
    assert all(within(sp.get("who")) for sp in edition.root.findall(".//t:sp", NS))


def test_what_is_doubtful_in_a_list_is_told() -> None:
    edition = encode("Minutes\n\nPresent: Dean Rusk, Policy Planning Staff, Roger Hilsman\n\nNothing more.")
    told = [each for each in edition.findings if each.rule.name == "participant-doubtful"]
    assert told
    for each in told:
        assert each.doubt
        assert each.span
        assert f"“{edition.source.text[slice(*each.span)]}” is read as " in each.message


LAYOUTS = (  # a list, its persons with their roles
    ("PRESENT\n\nAustralia\n\nMinister for External Affairs: Mr. Paul Hasluck\n\nFirst Secretary: Mr. G. Clark\n\nPoland\n\nMinister for Foreign Affairs: Mr. Adam Rapacki",
     [("Mr. Paul Hasluck", "Minister for External Affairs"), ("Mr. G. Clark", "First Secretary"), ("Mr. Adam Rapacki", "Minister for Foreign Affairs")]),
    ("Present: Dr. Evatt Sir Frederic Eggleston Dr. Burton Professor Bailey Major Plimsoll", [("Dr. Evatt", None), ("Sir Frederic Eggleston", None), ("Dr. Burton", None), ("Professor Bailey", None), ("Major Plimsoll", None)]),
    ("Teilnehmer\n\nauf deutscher Seite:\n\nBundeskanzler Dr. Helmut Kohl\n\nBotschafter William [Robert D.] Blackwill (Note taker)", [("Bundeskanzler Dr. Helmut Kohl", None), ("Botschafter William [Robert D.] Blackwill", "Note taker")]),
    ("出席議員：\n\n主席曾鈺成議員, G.B.S., J.P.\n\n何俊仁議員\n\n李卓人議員", [("曾鈺成議員", "主席, G.B.S., J.P."), ("何俊仁議員", None), ("李卓人議員", None)]),
    ("President: Mr. Holkeri (Finland)", [("Mr. Holkeri", "President, Finland")]),
)  # fmt: skip


@pytest.mark.parametrize(("printed", "persons"), LAYOUTS)
def test_layouts_of_lists(printed: str, persons: list[tuple[str, str | None]]) -> None:
    edition = encode(f"Record of Talks\n\n{printed}\n\nThey spoke of many things, and agreed to meet again in autumn.")
    assert [d for d in encoder.validate(edition) if d.severity is Severity.ERROR] == []
    found = edition.root.findall(".//t:person", NS)
    assert [(name_of(p), p.findtext("t:note", None, NS)) for p in found] == persons
    assert "".join(printed.split()) in "".join(encoder.render(edition, "text", view="diplomatic").split())


SPEECHES = (  # what stands below a list, or runs on from it; who speaks
    "Present: Mao Zedong, Zhou Enlai, and Nikita Khrushchev\nMao: Welcome to Beijing, comrade.\nKhrushchev: We thank you for the welcome.\nMao: Shall we begin with the fleet?\nZhou: And about the submarines too.",
    "Date: 5 May 1958\nPresent: Mao Zedong, Zhou Enlai, Nikita Khrushchev\nMao: Welcome to Beijing, comrade.\nKhrushchev: We thank you for the welcome.\nMao: Shall we begin with the fleet?\nZhou: And about the submarines too.",
)  # fmt: skip


@pytest.mark.parametrize("record", SPEECHES)
def test_speeches_below_a_list_are_no_lines_of_it(record: str) -> None:
    edition = encode(f"Record of Talks\n\n{record}\n")
    who = [within(sp.get("who")) for sp in edition.root.findall(".//t:sp", NS)]
    assert who == ["#mao-zedong", "#nikita-khrushchev", "#mao-zedong", "#zhou-enlai"]
    assert [note.text for note in edition.root.findall(".//t:person/t:note", NS)] == []


def test_a_speech_that_runs_on_from_a_list() -> None:
    talk = "DR. EVATT: I shall return from Japan in August and there had better be two meetings of the Committee before then."
    edition = encode(
        f"Record of Conference\n\nPresent: Dr. Evatt Dr. Burton Mr. Dexter {talk}\n\nMR. DEXTER: When will it be?\n\n"
        "DR. EVATT: In the autumn, I think.\n\nMR. DEXTER: I agree with you.\n\nDR. BURTON: We are ready for it.\n"
    )
    speakers = ["".join(each.itertext()) for each in edition.root.findall(".//t:speaker", NS)]
    assert speakers == ["DR. EVATT:", "MR. DEXTER:", "DR. EVATT:", "MR. DEXTER:", "DR. BURTON:"]


def test_a_list_within_the_talk_is_in_nobodys_mouth() -> None:
    edition = encode(
        "Record of Talks between Mao and Khrushchev\n\nMao: Welcome to Beijing, comrade.\n\nKhrushchev: We thank you for it.\n\n"
        "Also present: Li Ming, interpreter\n\nMao: Shall we begin with the fleet?\n\nKhrushchev: I agree with you.\n"
    )
    assert [d for d in encoder.validate(edition) if d.severity is Severity.ERROR] == []
    assert "Li Ming" not in "".join("".join(sp.itertext()) for sp in edition.root.findall(".//t:sp", NS))
    assert (
        edition.root.find(".//t:list[@type='participants']//t:persName[@ref='#record-record.li-ming']", NS) is not None
    )


def test_who_is_named_by_an_office_takes_part() -> None:
    edition = encode(
        "Memorandum of Conversation\n\nPARTICIPANTS\n\nU.S.\n\nThe President\n\nThe Secretary of State\n\n"
        "Ambassador Thompson\n\nWilliam D. Krimer, Interpreter\n\nThey spoke of many things for more than an hour, and parted.\n"
    )
    found = listed_names(edition)
    assert found == ["The President", "The Secretary of State", "Ambassador Thompson", "William D. Krimer"]


def test_a_list_in_which_nobody_is_found_is_told() -> None:
    edition = encode(
        "Minutes\n\nPARTICIPANTS:\n\nThe harvest was good, they said, and the rest of it was sold in town."
    )
    assert any("nobody is found in it" in each.message for each in edition.findings)


def test_roles_have_no_stop_and_no_mark_of_a_note() -> None:
    edition = encode("Minutes\n\nPresent: Dean Rusk, Secretary of State;\nFoy Kohler, Ambassador.\n\nNothing more.")
    assert [note.text for note in edition.root.findall(".//t:person/t:note", NS)] == [
        "Secretary of State",
        "Ambassador",
    ]


def persons(record: str) -> tuple[list[tuple[str | None, str | None]], list[str | None]]:
    """The persons with their roles, and to whom each speech points."""
    edition = encode(record)
    found = edition.root.findall(".//t:person", NS)
    listed = [(name_of(p), p.findtext("t:note", None, NS)) for p in found]
    return listed, [within(sp.get("who")) for sp in edition.root.findall(".//t:sp", NS)]


def test_offices_take_part_and_speak() -> None:
    listed, who = persons(
        "Cabinet, 3 November 1962\n\nPresent:\nPrime Minister\nHome Minister\nDefence Minister\n\nPrime Minister: It is serious.\n\n"
        "Home Minister: How many divisions are there?\n\nDefence Minister: Two.\n"
    )
    assert listed == [("Prime Minister", None), ("Home Minister", None), ("Defence Minister", None)]
    assert who == ["#prime-minister", "#home-minister", "#defence-minister"]


def test_who_asks_and_who_answers_may_be_told_at_the_top() -> None:
    listed, who = persons(
        "Interview, 3 May 1999\n\nInterviewer: John Carter\nInterviewee: Nomvula Mokoena\n\nInterviewer: Where were you born?\n\n"
        "Interviewee: In Sophiatown.\n\nInterviewer: When?\n\nInterviewee: In 1931.\n"
    )
    assert listed == [("John Carter", "Interviewer"), ("Nomvula Mokoena", "Interviewee")]
    assert who == ["#john-carter", "#nomvula-mokoena"] * 2


def test_who_presides_is_the_president() -> None:
    listed, who = persons(
        "Security Council, 21 August 1968\n\nPresident: Mr. CASTRO (Brazil)\nPresent: Mr. BALL (United States), Mr. MALIK (USSR)\n\n"
        "The PRESIDENT: I call on the representative of the United States.\n\nMr. BALL: The situation is grave.\n\n"
        "Mr. MALIK: I object to that.\n\nThe PRESIDENT: Thank you.\n"
    )
    assert listed == [("Mr. CASTRO", "President, Brazil"), ("Mr. BALL", "United States"), ("Mr. MALIK", "USSR")]
    assert who == ["#castro", "#ball", "#malik", "#castro"]


def test_an_office_below_its_holder_or_wrapped_is_a_role() -> None:
    listed, _ = persons(
        "Those present were:\n\nBelgium:\nMr Henri SIMONET\nMinister for Foreign Affairs\n\nCommission:\nMr Roy JENKINS\nPresident\n\n"
        "They spoke of many things for more than an hour, and parted.\n"
    )
    assert listed == [("Mr Henri SIMONET", "Minister for Foreign Affairs"), ("Mr Roy JENKINS", "President")]
    listed, _ = persons(
        "Paris, December 4, 1973\n\nPARTICIPANTS: Michel Jobert, French Minister of\n                 Foreign Affairs\n"
        "              Dr. Henry A. Kissinger, Secretary of State\n\nJobert: You come from London?\n\nKissinger: From Brussels.\n"
    )
    assert listed[0] == ("Michel Jobert", "French Minister of Foreign Affairs")


def test_a_clerk_of_the_court_is_not_the_court() -> None:
    _, who = persons(
        "Appeal No. 12\n\nPresent: Mr. Khaminwa, Miss Rawal, Mwangi (Court Clerk)\n\nMr. Khaminwa: The trial was not fair.\n\n"
        "Miss Rawal: I oppose the appeal.\n\nCourt: Judgment is reserved.\n"
    )
    assert who[-1] != "#mwangi"


def test_a_heading_that_comes_back_names_the_same_person() -> None:
    head = "Interviewer: John Carter\n\nInterviewee: Nomvula Mokoena\n\n"
    talk = "CARTER: Where were you born?\n\nMOKOENA: In Sophiatown, as you know.\n\nCARTER: When was that?\n\nMOKOENA: In 1931.\n\n"
    listed, who = persons(f"Interview, 3 May 1999\n\n{head}{talk}{head}{talk}")
    assert listed == [("John Carter", "Interviewer"), ("Nomvula Mokoena", "Interviewee")]
    assert set(who) == {"#john-carter", "#nomvula-mokoena"}


def test_emphasis_that_goes_on_behind_a_name_stays_behind_it() -> None:
    record = "Korean representatives: Kim Il Sung, Kim Chang-manKim: Deng: Mr. Nelson. **bold** "
    printed = encoder.render(encode(record), "text", view="diplomatic")
    assert printed.split() == record.split()


ENDS = (("Jan Łoś", "Maria Żak"), ("김 일성", "박 금철"), ("毛 泽东", "周 恩来"))  # the last word is no small word


@pytest.mark.parametrize(("first", "second"), ENDS)
def test_a_short_last_name_does_not_take_the_next_line(first: str, second: str) -> None:
    listed, _ = persons(
        f"Minutes\n\nPresent:\n\n{first}\n\n{second}\n\nThey spoke of many things for more than an hour, and parted."
    )
    assert all(second not in (role or "") for _, role in listed)


def test_one_person_twice_under_one_office_is_entered_once() -> None:
    edition = encode("Minutes\n\nPresent: Minister: Mr. Dean Rusk; Minister: Mr. Dean Rusk\n\nNothing more.")
    ids = [
        within(each.get("{http://www.w3.org/XML/1998/namespace}id")) for each in edition.root.findall(".//t:person", NS)
    ]
    assert len(ids) == len(set(ids)) >= 1
    assert [d for d in encoder.validate(edition) if d.severity is Severity.ERROR] == []


def test_a_question_is_no_line_of_who_asks() -> None:
    made = encode(
        "Interview\n\nINTERVIEWER: Really?\n\nROE: Yes, so Mr. Smith ¹ said.\n\nINTERVIEWER: Where?\n\nROE: At home.\n"
    )
    assert [who.text for who in made.root.findall(".//t:speaker", NS)] == ["INTERVIEWER:", "ROE:"] * 2
    assert "Really" not in listed_names(made)


LISTED = (  # a list as it is printed, the children of `list` in TEI
    ("Present:\nAnn Roe, Ambassador\nKarl Weber, Minister", ["head", "item", "item"]),
    ("Present:\n- Ann Roe, Ambassador\n- Karl Weber, Minister", ["head", "label", "item", "label", "item"]),
    ("Present: Ann Roe, Ambassador; Karl Weber, Minister", ["label", "item"]),
)


@pytest.mark.parametrize(("printed", "children"), LISTED)
def test_a_person_has_an_item(printed: str, children: list[str]) -> None:
    talk = "\n\n".join(
        f"{name}: These are the words of number {at}, as long as words in a talk are."
        for at, name in enumerate(("Roe", "Weber") * 3)
    )
    edition = encoder.encode(Source(f"Talk of Roe and Weber\n\n{printed}\n\n{talk}\n", "r.txt"))
    (listed,) = edition.root.iter("{http://www.tei-c.org/ns/1.0}list")
    assert [child.tag.rpartition("}")[2] for child in listed] == children
    assert not [*encoder.validate(edition)]


def test_names_with_dates_are_a_list_and_a_place_with_one_is_none() -> None:
    talk = "\n\n".join(f"{name}: These are the words of number {at}." for at, name in enumerate(("Roe", "Doe") * 3))
    with_dates = "Present:\nAnn Roe, 12 May 1954\nJohn Doe, 13 May 1954\nKarl Weber, 14 May 1954"
    place = "Present: Ann Roe, John Doe\nVienna, 12 May 1954"
    for text, number in ((with_dates, 3), (place, 2)):
        edition = encode(f"Talk\n\n{text}\n\n{talk}\n")
        assert len(edition.root.findall(".//t:person", NS)) == number


def test_a_given_name_is_no_conjunction() -> None:
    edition = encode("Ed Koch: Good morning to all.\n\nAnn Roe: Thank you. Shall we begin?\n\n" * 3)
    assert listed_names(edition) == ["Ed Koch", "Ann Roe"]


def test_a_heading_that_begins_with_a_preposition_opens_no_list() -> None:
    page = b"<html><body><h1>On Grain</h1><p>Smith: Yes, we do.</p><p>Jones: No, not at all.</p><p>Smith: So.</p><p>Jones: Well.</p></body></html>"
    edition = encoder.encode(page, name="talk.html")
    assert edition.root.find(".//t:list", NS) is None
    assert [sp.findtext("t:speaker", "", NS) for sp in edition.root.findall(".//t:sp", NS)] == [
        "Smith:",
        "Jones:",
        "Smith:",
        "Jones:",
    ]


def test_a_label_may_name_a_state() -> None:
    listed, _ = persons(
        "From the USSR:\n\nN. Khrushchev\n\nA. Mikoyan\n\nFor Hungary:\n\nJ. Kadar\n\nThey spoke of many things, and parted.\n"
    )
    assert [name for name, _ in listed] == ["N. Khrushchev", "A. Mikoyan", "J. Kadar"]


PRINTED = (  # lines of a list as they are printed, and the names in it
    ("Teilnehmer\n\nauf deutscher Seite:\nMD Hagen\nMD Brandt (BPA)\nMDg Dr. Voss\nVLR Dr. Lindner", ["MD Hagen", "MD Brandt", "MDg Dr. Voss", "VLR Dr. Lindner"]),
    ("Participants: Members of the Committee on Trade2\nMembers of the Survey Mission to Chile3\nDepartment of State—Mr. Alan Reeve, Mr. Otto H. Long, Jr.,4 Mr. Paul P. Dale", ["Mr. Alan Reeve", "Mr. Otto H. Long", "Mr. Paul P. Dale"]),
    ("出席者：\n\n財政司司長陳大文先生\n\n副秘書長黃鄭美玲女士\n\n衞生局局長何志強醫生", ["陳大文先生", "黃鄭美玲女士", "何志強醫生"]),
    ("참석자: 박철수 조직부장, 최영호 정보부장, 강민수 대사", ["박철수", "최영호", "강민수"]),
    ("Appearances:\nOtieno & Co. Advocates for the plaintiff\nMr. Daniel Kamau for the defendant", ["Mr. Daniel Kamau"]),
    ("APPEARANCES:\n\nON BEHALF OF THE STAFF:\nROBERT J. HALE, ESQ.\nMiller, Stone & Gray LLP\n1200 K Street, N.W.\nWashington, D.C. 20005", ["ROBERT J. HALE"]),
    ("Obecni: posłowie Jan Kowal, Anna Lis i Piotr Dąb oraz wiceminister Ewa Mak.", ["Poseł Jan Kowal", "Poseł Anna Lis", "Poseł Piotr Dąb", "Ewa Mak"]),
    ("Au participat tovarășii Ion Popa, Dan Radu și Emil Stan.", ["Tovarășul Ion Popa", "Tovarășul Dan Radu", "Tovarășul Emil Stan"]),
    ("Present:\n\nIndia\n1. Shri A. K. Rao, Foreign Secretary\n2. Smt. Leela Menon, Joint Secretary\n\nBurma\n1. U Thein Maung, Ambassador", ["Shri A. K. Rao", "Smt. Leela Menon", "U Thein Maung"]),
    ("PARTICIPANTS\n\nU.S.\nThe Secretary\nMr. Hill, EUR\n\nUSSR\nForeign Minister Orlov\nMr. Suk, Interpreter", ["The Secretary", "Mr. Hill", "Foreign Minister Orlov", "Mr. Suk"]),
)  # fmt: skip


@pytest.mark.parametrize(("lines", "names"), PRINTED)
def test_names_in_a_list(lines: str, names: list[str]) -> None:
    found = listed_names(encode(f"Record of a conversation\n\n{lines}\n\nThe talk was about rice.\n"))
    assert [name.removeprefix("MD ") for name in found] == [name.removeprefix("MD ") for name in names]


def test_a_sentence_behind_a_label_is_no_list() -> None:
    edition = encode(
        "Talk\n\nParticipants: In Mr. Roe’s view, there are three areas of the world: (1) North Atlantic, (2) Middle "
        "East, and (3) the Pacific. However, from a realistic point of view the pact could not cover all of them.\n"
    )
    assert listed_names(edition) == []


def test_participants_are_no_running_head() -> None:
    filler = "The talk was about rice and what it would cost in the spring of the next year. " * 12
    marked = "\n\n".join(f"{filler}\n\nOn this Mr. Roe and Mr. Doe agreed{n}\n\n{filler}" for n in range(3, 7))
    text = f"Talk\n\nParticipants: Members of the Committee on Trade2\n\n{marked}"
    assert "Members of the Committee on Trade" in encoder.render(encode(text), "text")


def test_an_editor_decides_who_is_named() -> None:
    text = "Minutes\n\nPresent: Dean Rusk, Policy Planning Staff, Roger Hilsman\n\nNothing more."
    says = '[[participant]]\nquote = "Roger Hilsman"\nperson = false\n\n[[participant]]\nquote = "Policy Planning Staff"\nperson = false\n'
    edition = encoder.encode(Source(text, "a.txt"), decisions=read(says.encode(), "a.decisions.toml"))
    assert listed_names(edition) == ["Dean Rusk"]
    assert not [each for each in edition.findings if each.rule.name == "participant-doubtful"]
    says = '[[participant]]\nquote = "Rusk was not there"\nperson = true\n'
    text += (
        "\n\nThey said that Rusk was not there, and that they had waited for an hour before they began without him.\n"
    )
    edition = encoder.encode(Source(text, "a.txt"), decisions=read(says.encode(), "a.decisions.toml"))
    assert any("no part of a list of participants starts there" in each.message for each in edition.findings)


def test_review_asks_who_is_named() -> None:
    edition = encode("Minutes\n\nPresent: Dean Rusk, Policy Planning Staff, Roger Hilsman\n\nNothing more.")
    asked = [each for each in questions(edition) if each.kind == "participant"]
    assert asked
    made = decision(asked[0], edition.source, "none", by="", reason="")
    assert made.says == "none"
    assert made.quote == edition.source.text[slice(*asked[0].places[0])]


def test_a_decision_about_a_participant_quotes_the_whole_part() -> None:
    text = "Minutes\n\nPresent: Dean Rusk, Ann Board, Taylor Branch\n\nNothing more."
    says = '[[participant]]\nquote = "Ann Board, Taylor Branch"\nperson = false\n'
    edition = encoder.encode(Source(text, "a.txt"), decisions=read(says.encode(), "a.decisions.toml"))
    assert "Ann Board" in listed_names(edition)
    assert any("no part of a list of participants starts there" in each.message for each in edition.findings)


def test_who_is_decided_to_be_nobody_is_no_role_either() -> None:
    text = "Minutes\n\nPresent: Dean Rusk, Ann Board, Taylor Branch\n\nNothing more."
    says = '[[participant]]\nquote = "Ann Board"\nperson = false\n'
    edition = encoder.encode(Source(text, "a.txt"), decisions=read(says.encode(), "a.decisions.toml"))
    assert listed_names(edition) == ["Dean Rusk", "Taylor Branch"]
    assert edition.root.findall(".//t:person/t:note", NS) == []
