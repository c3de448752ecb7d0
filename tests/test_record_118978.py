"""The first edition: the figures that record 118978 must meet, read off its TEI."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import encoder
from encoder.check import fidelity
from encoder.files import resources
from encoder.tei.serialize import serialize
from encoder.values.edition import Edition
from tests.conftest import NS, ROOT, T, name_of, names, within, words

SOURCE = resources.sample().read_text(encoding="utf-8")


def text(edition: Edition, path: str) -> str:
    found = edition.root.find(path, NS)
    assert found is not None, path
    return " ".join("".join(found.itertext()).split())


def test_speeches_and_who_makes_them(sample: Edition) -> None:
    speeches = sample.root.findall(".//t:sp", NS)
    assert Counter(within(sp.get("who")) for sp in speeches) == {
        "#kim-il-sung": 55, "#deng-xiaoping": 53, "#kang-sheng": 11, "#jung-il-yong": 1, "#wu-xiuquan": 1,
        "#kim-chang-man": 1, "#hao-deqing": 1,
    }  # fmt: skip
    assert len({sp.findtext("t:speaker", namespaces=NS) for sp in speeches}) == 10
    assert [sp.get("n") for sp in speeches] == [str(n) for n in range(1, 124)]


def test_short_labels_say_how_sure_they_are(sample: Edition) -> None:
    certainty = {(sp.findtext("t:speaker", "", NS), sp.get("cert")) for sp in sample.root.findall(".//t:sp", NS)}
    assert {("Kim:", "medium"), ("Deng:", "high"), ("Kang:", "high"), ("Kang Sheng:", None)} <= certainty
    assert {label for label, cert in certainty if cert == "low"} <= {"Kim Chang-man:"}  # it comes once


def test_each_choice_is_explained(sample: Edition) -> None:
    (kim,) = [f for f in sample.findings if f.rule.name == "speaker-short-name" and "“Kim”" in f.message]
    assert kim.span
    assert sample.source.position(kim.span.start) == (62, 1)
    assert "“Kim” is read as Kim Il Sung, 95% sure: of the 4 participants it fits" in kim.message
    assert "Kim Il Sung is named in the title" in kim.message
    assert "the others: Kim Chang-man, Kim Gwang-hyeop, Kim Soon Ho" in kim.message
    assert "“Kim” is read as #wcda-118978.kim-il-sung" in text(sample, ".//t:interpretation")


def test_participants(sample: Edition) -> None:
    groups = {
        people.findtext("t:head", namespaces=NS): [name_of(p) for p in people.findall("t:person", NS)]
        for people in sample.root.findall(".//t:listPerson", NS)
    }
    assert {head: len(people) for head, people in groups.items()} == {
        "Korean representatives": 9, "Chinese representatives": 4, "Present": 2, "Interpreter": 1,
    }  # fmt: skip
    assert (
        sample.root.findtext(".//t:person[@xml:id='wcda-118978.kim-soon-ho']/t:note", namespaces=NS)
        == "Korean interpreter"
    )
    assert sample.root.find(".//t:person[@xml:id='wcda-118978.kim-soon-ho'][@role='interpreter']", NS) is not None
    printed = [name.text for name in sample.root.findall(".//t:list[@type='participants']//t:persName", NS)]
    assert printed == [name for people in groups.values() for name in people]


def test_the_fifteen_notes(sample: Edition) -> None:
    body = sample.root.find(".//t:body", NS)
    assert body is not None
    supplied = ["".join(e.itertext()) for e in body.iter(f"{T}supplied")]
    assert sorted(supplied) == sorted(["North"] * 3 + ["I"] * 2 + ["movement", "teachers' college"])
    assert [e.findtext("t:desc", namespaces=NS) for e in body.iter(f"{T}gap")] == ["original unclear"] * 3
    assert [e.text for e in body.iter(f"{T}gloss")] == ["Triangle Hill"]
    notes = Counter(e.get("type") for e in body.iter(f"{T}note"))
    assert notes == {"identification": 1, "translator": 1, "role": 1, "headnote": 1}
    assert {within(e.get("resp")) for tag in ("supplied", "gap", "gloss", "note") for e in body.iter(f"{T}{tag}")} == {
        "#translator"
    }
    meant = sample.root.find(".//t:note[@type='identification']/t:persName", NS)
    assert meant is not None
    assert within(meant.get("ref")) == "#kim-il-sung"


def test_two_paragraphs_are_whole_again(sample: Edition) -> None:
    breaks = sample.root.findall(".//t:pb", NS)
    assert [(pb.getparent().tag.removeprefix(T), pb.get("cert"), within(pb.get("resp"))) for pb in breaks] == [  # type: ignore[union-attr]
        ("note", "medium", "#encoder"), ("p", "medium", "#encoder"),
    ]  # fmt: skip
    assert text(sample, ".//t:note[@type='translator']").endswith(
        'two characters, the meaning becomes "to be driven by poverty".'
    )
    unfinished = [
        p for p in sample.root.findall(".//t:sp/t:p", NS) if not "".join(p.itertext()).endswith((".", "?", "]"))
    ]
    assert len(unfinished) == 5  # complete turns all the same
    assert text(sample, ".//t:div/t:stage") == "Break and lunch together."


def test_header(sample: Edition) -> None:
    title = "Record of Conversation between Comrade Kim Il Sung and Comrade Deng Xiaoping"
    header = {
        ".//t:titleStmt/t:title[@type='main']": title,
        ".//t:titleStmt/t:title[@type='alt']": title.replace("Record", "Summary"),
        ".//t:titleStmt/t:respStmt[@xml:id='wcda-118978.translator']/t:persName": "Caixia Lu",
        ".//t:titleStmt/t:funder": "Henry Luce Foundation",
        ".//t:publicationStmt/t:idno[@type='URL']": "https://digitalarchive.umd.edu/document/118978",
        ".//t:publicationStmt/t:idno[@type='record']": "118978",
        ".//t:notesStmt/t:note[@type='contents']": "Translation - English",
        ".//t:msIdentifier/t:idno": "PRC FMA 106-00578-04",
        ".//t:msItem/t:locus[@from='26'][@to='35']": "26-35",
        ".//t:creation/t:date[@when='1961-09-10']": "September 10, 1961",
        ".//t:opener/t:byline": "Document of the International Department of the Central Committee of the Communist Party "
        "of China",
        ".//t:opener/t:dateline/t:date[@when='1961-10-07']": "October 7, 1961",
        ".//t:div/t:head": title.replace("Record", "Summary"),
        ".//t:setting/t:date[@when='1961-09-10']": "1961-09-10",
        ".//t:setting/t:time": "morning",
        ".//t:setting/t:locale": "residence of the Chinese Communist Party delegation",
        ".//t:setting/t:activity": "visit of the Korean Workers' Party Central Standing Committee Members",
        ".//t:langUsage/t:language[@ident='zh']": "Chinese",
        ".//t:langUsage/t:language[@ident='en']": "English",
        ".//t:textLang[@mainLang='zh']": "Chinese",
        ".//t:abstract/t:p": "Deng Xiaoping and Kim Il Sung discuss a range of issues, including agriculture in North Korea, "
        "Koreans in Japan, and the situation in South Korea.",
    }
    assert {path: text(sample, path) for path in header} == header
    assert sample.root.find(".//t:availability[@status='unknown']", NS) is not None
    assert sample.id == "wcda-118978"


def test_the_citation_is_the_citation_as_printed(sample: Edition) -> None:
    printed = SOURCE[SOURCE.index('"Record of') : SOURCE.index("Summary:")]
    assert text(sample, ".//t:bibl[@type='citation']") == " ".join(printed.split())


def test_nothing_is_lost(sample: Edition) -> None:
    balance = fidelity.account(sample)
    assert balance.lost == 0
    assert balance.characters == len(words(SOURCE))
    delimiters = len(words(SOURCE)) - balance.text - balance.omitted
    assert delimiters == balance.delimiters == 15 * 2 + 8  # the 15 brackets, and ** four times


def test_the_diplomatic_text_is_the_body(sample: Edition) -> None:
    printed = encoder.render(sample, "text", view="diplomatic")
    assert words(printed) == words(SOURCE[SOURCE.index("Document of the International") :])


def test_it_is_valid(sample: Edition) -> None:
    assert list(encoder.validate(sample)) == []


def test_findings_are_few_and_none_is_grave(sample: Edition) -> None:
    found = Counter(names(sample.findings))
    assert found.pop("speaker-doubtful", 0) <= 1  # who speaks once may be doubted
    assert found.pop("bracket-kind-unknown", 0) <= 6
    assert found.pop("participant-doubtful", 0) <= 12  # three parts of each list, and how many more there are
    assert found == {
        "profile-chosen": 1, "speaker-style": 1, "speaker-short-name": 3, "page-join": 2, "stage-inferred": 1,
        "paragraph-doubtful": 1,
    }  # fmt: skip


def test_the_published_edition_is_what_the_program_makes(sample: Edition) -> None:
    made = {
        "118978.xml": serialize(sample),
        "118978.html": encoder.render(sample, "html").encode(),
        "118978.txt": encoder.render(sample, "text").encode(),
    }
    for name, data in made.items():
        assert (ROOT / "output" / name).read_bytes() == data, f"output/{name} is stale: run the README's build command"


def test_gold(sample: Edition, shared: Path) -> None:
    gold = json.loads((shared / "corpus/wcda/118978.gold.json").read_text(encoding="utf-8"))
    turns = [(block["label"], block["who"]) for block in gold["blocks"] if block["kind"] == "turn"]
    ours = [
        (sp.findtext("t:speaker", "", NS).rstrip(":"), [w[1:] for w in (within(sp.get("who")) or "").split()])
        for sp in sample.root.findall(".//t:sp", NS)
    ]
    assert ours == turns
