"""Letters and cables: who wrote to whom, salutes and signatures; and what is none of them."""

from __future__ import annotations

import pytest

import encoder
from encoder.lexicon import formulas
from encoder.values.diagnostics import Severity
from tests.conftest import NS, T, encode

TITLES = (  # a head, sender and recipient
    ("Cable, Kovalev to Filippov [Stalin]", ("Kovalev", "Filippov")),
    (
        "Telegram from the Embassy in Moscow to the Ministry, regarding the visit",
        ("the Embassy in Moscow", "the Ministry"),
    ),
    ("Letter, Jawaharlal Nehru to All Provincial Premiers", ("Jawaharlal Nehru", "All Provincial Premiers")),
    ("Ciphered Telegram from Stalin to Mao Zedong", ("Stalin", "Mao Zedong")),
    ("Telegramm von Semjonow an Gromyko", ("Semjonow", "Gromyko")),
    (
        "Schreiben des Botschafters Semjonow an Minister Gromyko",
        ("Botschafters Semjonow", "Minister Gromyko"),
    ),
    ("Lettre de M. Durand à M. Petit", ("M. Durand", "M. Petit")),
    ("Carta de Luis Gómez a Ana Ruiz sobre el comercio", ("Luis Gómez", "Ana Ruiz")),
    ("Telegramma dall’ambasciatore Rossi al ministro Bianchi", ("ambasciatore Rossi", "ministro Bianchi")),
    ("Szyfrogram z Moskwy do Warszawy", ("Moskwy", "Warszawy")),
    ("Brief über die Ernte", None),
    ("Carta de derechos", None),
    ("Carta de las Naciones Unidas", None),
    ("Note from the Editor", None),
    ("Lettre de Moscou à propos de la crise", None),
    ("The President speaks to the Nation", None),
    ("The Chairman’s trip to the Soviet Union", None),
    ("Brief vom 3. Mai 1962 an Adenauer", None),
    (
        "The Ambassador in India (Roe) to the Secretary of State",
        ("The Ambassador in India (Roe)", "the Secretary of State"),
    ),
    ("Cable on the visit of Zhou Enlai to Moscow", None),
    ("Report, Peng Dehuai to Mao Zedong", None),  # a report is no correspondence
)


@pytest.mark.parametrize(("title", "both"), TITLES)
def test_titles_name_sender_and_recipient(title: str, both: tuple[str, str] | None) -> None:
    edition = encode(f"{title}\n\nThe harvest was good, and the talks went on.")
    assert list(encoder.validate(edition)) == []
    found = [action[0].text for action in edition.root.findall(".//t:correspAction", NS) if action[0].tag != f"{T}date"]
    assert found == list(both or ())


LETTER = """Moscow, 12 March 1957

Secret

Dear Comrade Mao Zedong,

We have received your letter [of 3 March].

With communist greetings,

N. Khrushchev
First Secretary
"""


def test_a_letter() -> None:
    edition = encode(LETTER)
    assert [d for d in encoder.validate(edition) if d.severity is Severity.ERROR] == []
    root = edition.root
    assert root.find(".//t:body/t:div", NS).get("type") == "letter"
    assert root.findtext(".//t:opener/t:salute", namespaces=NS) == "Dear Comrade Mao Zedong,"
    assert [e.text for e in root.find(".//t:closer", NS)] == [
        "With communist greetings,",
        "N. Khrushchev",
        "First Secretary",
    ]
    sent, received = root.findall(".//t:correspAction", NS)
    assert [child.text for child in sent] == ["N. Khrushchev", "Moscow", "1957-03-12"]
    assert [child.text for child in received] == ["Comrade Mao Zedong"]
    assert root.find(".//t:settingDesc", NS) is None
    printed = encoder.render(edition, "text", view="diplomatic")
    assert printed.split() == LETTER.split()
    assert "N. Khrushchev" in encoder.render(edition, "html")


def test_a_cable_with_fields() -> None:
    edition = encode(
        "CABLE\n\nFrom: Embassy in Pyongyang\n\nTo: Ministry, Moscow\n\nDate: 27 October 1962\n\nI visited Kim."
    )
    sent, received = edition.root.findall(".//t:correspAction", NS)
    assert [child.text for child in (*sent, *received)] == ["Embassy in Pyongyang", "1962-10-27", "Ministry, Moscow"]
    assert edition.root.findall(".//t:sp", NS) == []


@pytest.mark.parametrize(
    "text",
    [
        "Dear Sir,\n\nYours sincerely,\n\nA. B.",  # nothing between
        "Memorandum\n\nWe met.\n\nYours sincerely,\n\nA. B.\n\nA further paragraph ends the text, and says a good deal more.",
        "Dear prices hurt the poor. They rose again.\n\nSo it was.",
    ],
)
def test_what_is_no_closer(text: str) -> None:
    edition = encode(text)
    assert edition.root.findall(".//t:closer", NS) == []
    assert [d for d in encoder.validate(edition) if d.severity is Severity.ERROR] == []


FORMAL = """Secret.

F.N.33.

New Delhi, 1st April, 1949.

My dear Premier,

My last letter to you was sent on the 9th March.

Yours sincerely, (Sd).

J. Nehru 3 April 1949

To all Provincial Premiers.

[…]
"""


def test_numbers_above_and_copies_below() -> None:
    edition = encode(FORMAL)
    assert list(encoder.validate(edition)) == []
    div = edition.root.find(".//t:body/t:div", NS)
    assert div is not None
    assert [element.tag.partition("}")[2] for element in div] == ["opener", "p", "closer", "trailer", "trailer"]
    assert [(e.tag.partition("}")[2], e.get("type")) for e in div[0]] == [
        ("seg", "classification"), ("seg", "reference"), ("dateline", None), ("salute", None),
    ]  # fmt: skip
    desc = edition.root.find(".//t:correspDesc", NS)
    assert desc is not None
    assert desc.get("cert") == "medium"
    assert [action[0].text for action in desc.iterfind(".//t:correspAction", NS)] == ["J. Nehru", "Premier"]
    assert [date.get("when") for date in desc.iterfind(".//t:date", NS)] == ["1949-04-01"]


PARTIES = (  # the title, salute and signature below it, what sender and recipient are
    ("Letter from Nikita Khrushchev to Mao Zedong", "Dear Comrade Mao Zedong,", "N. Khrushchev", "persName persName"),
    (
        "Letter from Nikita Khrushchev to Mao Zedong",
        "Dear Comrade,",
        "The First Secretary",
        "name name",
    ),  # nobody says so
    ("Letter from Comrade Zhou Enlai to the Foreign Ministry", "Dear Comrades,", "Zhou", "persName name"),
    ("Letter from Jawaharlal Nehru to All Provincial Premiers", "My dear Premier,", "J. Nehru", "persName name"),
    ("Letter from the Central Committee to General Chou", "Dear General Chou,", "Central Committee", "name persName"),
)


@pytest.mark.parametrize(("title", "salute", "signed", "tags"), PARTIES)
def test_persons_are_told_from_offices(title: str, salute: str, signed: str, tags: str) -> None:
    edition = encode(f"{title}\n\n{salute}\n\nThe harvest was good.\n\nWith communist greetings,\n\n{signed}")
    assert list(encoder.validate(edition)) == []
    actions = edition.root.findall(".//t:correspAction", NS)
    assert [str(action[0].tag).rpartition("}")[2] for action in actions] == tags.split()
    for action in actions:
        assert f": {action[0].text}" in encoder.render(edition, "html")


def test_writers_of_letters_are_in_the_register() -> None:
    from encoder.corpus import index
    from encoder.corpus.describe import describe

    title, salute, signed, _ = PARTIES[0]
    letter = encode(f"{title}\n\n{salute}\n\nThe harvest was good.\n\nWith communist greetings,\n\n{signed}")
    cable = encode("Cable, Mao Zedong to Foreign Ministry\n\nThe harvest was good, and so on.")
    listed = index.of([describe(letter, "a"), describe(cable, "b")])
    assert {key: [use.summary.file for use in person.uses] for key, person in listed.persons.items()} == {
        "mao-zedong": ["a", "b"],
        "nikita-khrushchev": ["a"],
    }


@pytest.mark.parametrize("salute", ["Dear Mr. President:", "Dear Mr. J. Jones,", "My dear Gen. Chou,"])
def test_abbreviations_in_a_salute_end_nothing(salute: str) -> None:
    edition = encode(f"Letter from A. Roe to B. Doe\n\n{salute}\n\nThe harvest was good.\n\nYours ever,\n\nA. Roe")
    assert edition.root.findtext(".//t:opener/t:salute", namespaces=NS) == salute
    assert [child.text for child in edition.root.find(".//t:closer", NS)] == ["Yours ever,", "A. Roe"]


def test_a_despatch_names_offices() -> None:
    edition = encode(
        "893.00 Tibet/4–1249\n\n[Document 1026]\n\nThe Ambassador in India (Henderson) to the Secretary of State\n\n"
        "No. 302\n\nI have the honor to refer to the despatch.\n\nRespectfully yours,\n\nLoy W. Henderson\n"
    )
    assert list(encoder.validate(edition)) == []
    title = "The Ambassador in India (Henderson) to the Secretary of State"
    assert edition.root.findtext(".//t:titleStmt/t:title", namespaces=NS) == title
    parties = [action[0].text for action in edition.root.findall(".//t:correspAction", NS)]
    assert parties == ["The Ambassador in India (Henderson)", "the Secretary of State"]
    assert edition.root.findtext(".//t:opener/t:seg", namespaces=NS) == "893.00 Tibet/4–1249"
    assert [child.text for child in edition.root.find(".//t:closer", NS)] == ["Respectfully yours,", "Loy W. Henderson"]
    spoken = encode("The President goes to Moscow in May, and so on.")
    assert spoken.root.find(".//t:correspDesc", NS) is None


LETTERS = (  # title, salute, valediction, signature, what stands below it
    (
        "Brief von Ulbricht an Chruschtschow",
        "Sehr geehrter Genosse Chruschtschow!",
        "Mit sozialistischem Gruß",
        "W. Ulbricht",
        "Verteiler: Politbüro",
    ),
    (
        "Lettre",
        "Monsieur le Président,",
        "Veuillez agréer nos salutations distinguées,",
        "L. Blum",
        "Pièce jointe : une note",
    ),
    ("Письмо", "Дорогой товарищ Мао!", "С глубоким и искренним уважением,", "Н. Хрущев", "Копия: тов. Молотову"),
    ("List", "Szanowny Panie Ministrze,", "Z poważaniem,", "J. Nowak", "Do wiadomości: tow. Gomułka"),
    ("信", "尊敬的毛主席：", "此致敬礼", "周恩来", "抄送：外交部"),
    ("Levél", "Kedves Kádár elvtárs!", "Elvtársi üdvözlettel,", "Kovács P.", "Melléklet: 1 db"),
    ("Carta", "Estimado compañero Castro:", "Atentamente,", "R. Roa", "Anexo: una nota"),
)


@pytest.mark.parametrize(("title", "salute", "valediction", "signature", "below"), LETTERS)
def test_letters_begin_and_end_in_many_languages(
    title: str, salute: str, valediction: str, signature: str, below: str
) -> None:
    edition = encode(f"{title}\n\n{salute}\n\nXyz abc.\n\n{valediction}\n\n{signature}\n\n{below}")
    assert edition.root.findtext(".//t:opener/t:salute", namespaces=NS) == salute
    found = [(e.tag.partition("}")[2], "".join(e.itertext())) for e in edition.root.iterfind(".//t:closer/*", NS)]
    assert found == [("salute", valediction), ("signed", signature)]
    assert edition.root.findtext(".//t:trailer", namespaces=NS) == below


@pytest.mark.parametrize(
    "line",
    ["Dear me how very late it is in the year for a harvest", "Dear comrade and friend of our people who lives in the far valley beyond the river and the hills,",
     "Dear friends, we are here. It is late.", "Sir Winston Churchill", "With that he turned to other questions.", "Respectfully he declined the offer.",
     "Yours was the better plan, he said, with regards to cost.", "Копали долго.", "Signed agreements are kept."],
)  # fmt: skip
def test_sentences_are_no_formulas(line: str) -> None:
    assert formulas.salute(line) is None
    assert not formulas.is_valediction(line)
    assert not formulas.is_below(line)
    assert not formulas.is_recorded(line)


@pytest.mark.parametrize(
    "line",
    [
        "Recorded by Li Ming",
        "Записал Ковалев",
        "记录：李明",
        "Aufgezeichnet von Kohrt",
        "Protokołował J. Nowak",
        "(Signed) B. Smith",
        "gez. Schröder",
    ],
)
def test_who_wrote_it_down_in_many_languages(line: str) -> None:
    assert formulas.is_recorded(line)


FIELDS = (
    ("Od: Ambasada w Moskwie\n\nDo: Ministerstwo", ["Ambasada w Moskwie", "Ministerstwo"]),
    ("De : M. Dejean\n\nÀ : M. Bidault", ["M. Dejean", "M. Bidault"]),
    ("Da: Ambasciata a Mosca\n\nA: Ministero degli Esteri", ["Ambasciata a Mosca", "Ministero degli Esteri"]),
    ("Von: Berlin\n\nAn: 12.30 Uhr", []),
)


@pytest.mark.parametrize(("fields", "both"), FIELDS)
def test_fields_in_one_language(fields: str, both: list[str]) -> None:
    edition = encode(f"Fernschreiben\n\n{fields}\n\nThe harvest was good, and the talks went on.")
    found = [action[0].text for action in edition.root.findall(".//t:correspAction", NS) if action[0].tag != f"{T}date"]
    assert found == both
