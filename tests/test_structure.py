"""Headings, lists, tables, quotations and notes: what a file says of its structure, and what a text shows."""

from __future__ import annotations

import io

import docx
import docx.enum.text
import pytest
from lxml import etree

import encoder
from encoder.check import fidelity
from encoder.values.edition import Edition
from tests.conftest import NS, encode, within

PAGE = """<!DOCTYPE html><html><body><main>
<h1>Memorandum of Conversation</h1><h2>Grain</h2>
<p>He spoke<sup><a href="#fn1" id="r1">1</a></sup> of <span class="smallcaps">grain</span>.<a href="#n2" id="r2">[2]</a></p>
<ul><li>grain for <b>the army</b></li><li><p>coal [original unclear]</p></li></ul>
<table><tr><th>Year</th><th>Tons</th></tr><tr><td><p>1960</p><p>late</p></td><td>5 [million]</td></tr></table>
<blockquote><p>We agree.</p><p>We say so.</p></blockquote>
<h2>Talk</h2>
<p>Kim Il Sung: What shall we speak of?</p><p>Deng Xiaoping: I have two questions:</p><ol><li>first</li><li>second</li></ol>
<p>Kim Il Sung: We have none.</p><p>Deng Xiaoping: Then let us begin.</p>
<ol><li id="fn1">See document 5. <a href="#r1">↑</a></li><li id="n2"><a href="#r2">2</a> In the margin.</li></ol>
</main></body></html>"""


def body(edition: Edition) -> str:
    """The body's elements, without the attributes that other tests look at."""
    text = edition.root.find("t:text/t:body/t:div", NS)
    assert text is not None
    assert list(encoder.validate(edition)) == []
    assert fidelity.account(edition).lost == 0
    for element in text.iter("*"):
        for name in ("resp", "reason", "who", "n", "cert", "{http://www.w3.org/XML/1998/namespace}id"):
            element.attrib.pop(name, None)
        if "target" in element.attrib:
            element.set("target", within(element.get("target")) or "")
    written = etree.tostring(text, encoding="unicode").replace(' xmlns="http://www.tei-c.org/ns/1.0"', "")
    return "".join(line.strip() for line in written.splitlines())


def test_what_a_page_says_of_its_structure() -> None:
    found = body(encoder.encode(PAGE.encode(), name="page.html"))
    for part in (
        "<head>Memorandum of Conversation</head><head>Grain</head>",
        '<p>He spoke<ref type="note" target="#fn1">1</ref> of <hi rend="small-caps">grain</hi>.',
        '<list><item>grain for <hi rend="bold">the army</hi></item><item>coal <gap>',
        '<table><row><cell role="label">Year</cell><cell role="label">Tons</cell></row><row><cell>1960 late</cell><cell>5 <supplied>million',
        "<quote><p>We agree.</p><p>We say so.</p></quote>",
        '<div type="section"><head>Talk</head><sp>',
        "<p>I have two questions:</p><list><item>first</item><item>second</item></list></sp>",
        '<note place="bottom"><label>1</label> See document 5.</note>',
        '<note place="bottom"><label>2</label> In the margin.</note>',
    ):
        assert part in found


def test_an_empty_cell_is_a_cell() -> None:
    page = """<table><tr><th>Year</th><th>Export</th><th>Import</th></tr>
    <tr><td>1975</td><td></td><td>33.7</td></tr><tr><td></td><td>9</td><td> </td></tr></table>"""
    table = encoder.encode(page.encode(), name="x.html").root.find(".//t:table", NS)
    assert table is not None
    rows = [[cell.text or "" for cell in row] for row in table]
    assert rows == [["Year", "Export", "Import"], ["1975", "", "33.7"], ["", "9", ""]]


def test_what_was_struck_out_is_shown_so() -> None:
    found = body(encoder.encode(b"<p>He told him <s>nothing</s> everything.</p>", name="x.html"))
    assert 'He told him <hi rend="strikethrough">nothing</hi> everything.' in found


def test_a_page_break_in_docx_parts_words() -> None:
    made = docx.Document()
    run = made.add_paragraph().add_run("of the Workers’")
    run.add_break(docx.enum.text.WD_BREAK.PAGE)
    run.add_text("Party left.")
    out = io.BytesIO()
    made.save(out)
    assert "Workers’Party" not in body(encoder.encode(out.getvalue(), name="x.docx"))


LISTS = (  # a text, the items of its lists with their labels
    ("We need:\n\n• grain\n\n• coal", [("•", "grain"), ("•", "coal")]),
    ("We need:\n- grain for all\n- coal for some", [("-", "grain for all"), ("-", "coal for some")]),
    ("1. grain\n\n2. coal\n\n3. iron", [("1.", "grain"), ("2.", "coal"), ("3.", "iron")]),
    ("(a) grain\n\n(b) coal\n\n(c) iron", [("(a)", "grain"), ("(b)", "coal"), ("(c)", "iron")]),
    ("1. grain\n\n2. coal", []),  # two numbered paragraphs
    ("1. grain\n\n3. coal\n\n4. iron", []),  # no numbers that go on
    ("- grain alone", []),
    (f"1. {'long ' * 80}\n\n2. {'long ' * 80}\n\n3. {'long ' * 80}", []),  # numbered paragraphs
)


@pytest.mark.parametrize(("text", "items"), LISTS)
def test_lists_of_a_text(text: str, items: list[tuple[str, str]]) -> None:
    edition = encode(text)
    assert list(encoder.validate(edition)) == []
    labels = [label.text for label in edition.root.findall(".//t:body//t:list/t:label", NS)]
    found = [item.text for item in edition.root.findall(".//t:body//t:list/t:item", NS)]
    assert list(zip(labels, found, strict=True)) == items


RAISED = (  # a text, the marks that are notes' and the notes
    ("Would comprador1 do?\n\nHe won.2\n\n1. A merchant.\n\n2. In 1949.", ["1", "2"]),
    ("Would comprador1 do?\n\n1. First of all.\n\nHe left.\n\n1. A merchant.", ["1"]),  # the last one is the note
    ("The F-16 and the comprador2 did.\n\n1. A merchant.\n\n2. More.", ["2"]),  # the mark of the first is lost
    ("Would comprador1 do?\n\nNothing more.", []),  # no note
    ("In 1949 he had 5.2 tons.\n\n1. First of all.", []),
)


@pytest.mark.parametrize(("text", "marks"), RAISED)
def test_marks_without_brackets(text: str, marks: list[str]) -> None:
    edition = encode(text)
    assert list(encoder.validate(edition)) == []
    refs = edition.root.findall(".//t:body//t:ref[@rend='glued']", NS)
    assert [ref.text for ref in refs] == marks
    assert [within(ref.get("target")) for ref in refs] == [f"#fn{mark}" for mark in marks]
    assert encoder.render(edition, "text", view="diplomatic").split() == text.split()


def test_comments_and_footnotes_of_docx() -> None:
    made = docx.Document()
    made.add_heading("Report on Grain", 1)
    paragraph = made.add_paragraph("Grain is short.")
    made.add_paragraph("for the army", style="List Bullet")
    made.add_paragraph("for the railway", style="List Bullet")
    made.add_comment(runs=paragraph.runs[0], text="So the other copy too.", author="Ann", initials="A")
    out = io.BytesIO()
    made.save(out)
    found = body(encoder.encode(out.getvalue(), name="report.docx"))
    assert "<head>Report on Grain</head>" in found
    assert '<p>Grain is short.<ref type="note" target="#fn1">1</ref></p>' in found
    assert "<list><item>for the army</item><item>for the railway</item></list>" in found
    assert '<note place="bottom"><label>1</label> Ann: So the other copy too.</note>' in found


HAPPENED = (  # a line behind the last words of a turn, whether it tells what happened
    ("Meeting adjourned.", True),
    ("Meeting was adjourned.", True),
    ("Meeting adjourned at 1215.", True),
    ("From this point on, the conversation was held off the record.", True),
    ("(Laughter)", True),
    ("(Phone rings)", True),
    ("(Recessed for lunch).", True),
    ("(General Marshall and party departed at 5 p.m.)", True),
    ("A vote was taken by show of hands.", True),
    ("In favour: China, Cuba, France.", True),
    ("The draft resolution was adopted by 9 votes to none.", True),
    ("The meeting rose at 6 p.m.", True),
    ("The resolution was a good one, I think?", False),
    ("Meeting people was the best of it.", False),
    ("From this point of view, I agree.", False),
)


@pytest.mark.parametrize(("line", "happened"), HAPPENED)
def test_what_happened_is_nobodys_words(line: str, happened: bool) -> None:
    edition = encode(f"Kim: One.\n\nDeng: Two.\n\nKim: Three.\n\nDeng: Four.\n\n{line}\n")
    assert [stage.text for stage in edition.root.findall(".//t:stage", NS)] == ([line] if happened else [])
    assert list(encoder.validate(edition)) == []


def test_the_day_of_a_record_without_a_cover_is_what_its_text_says() -> None:
    edition = encode("Moscow, 12 March 1957\n\nThe harvest was good.")
    (date,) = edition.root.findall(".//t:creation/t:date", NS)
    assert (date.get("when"), within(date.get("resp"))) == ("1957-03-12", "#encoder")
    assert date.get("cert") in ("high", "medium", "low")
    assert list(encoder.validate(edition)) == []
    assert encode("The harvest was good.").root.find(".//t:creation/t:date", NS) is None


def test_a_list_begins_anew_at_its_own_first() -> None:
    edition = encode("The agenda:\n\n1. Coal.\n\n2. Grain.\n\n3. Tea.\n\n1. Of coal.\n\n2. Of iron.\n\n3. Of tea.\n")
    lists = edition.root.findall(".//t:body//t:list", NS)
    assert [[item.text for item in each.findall("t:item", NS)] for each in lists] == [
        ["Coal.", "Grain.", "Tea."],
        ["Of coal.", "Of iron.", "Of tea."],
    ]


def test_where_form_feeds_show_the_pages_a_blank_line_is_none() -> None:
    text = "It was the best of all days\n\nand so we went on.\n"
    assert encode(text).root.find(".//t:pb[@cert]", NS) is not None
    fed = encode(f"{text}\n\fAnother page begins here.\n")
    assert fed.root.findall(".//t:pb[@cert]", NS) == []
    assert len(fed.root.findall(".//t:pb", NS)) == 1


@pytest.mark.parametrize(
    "line", ["PERSONAL AND TOP SECRET", "Top Secret. Urgent.", "Top Secret Guard", "STRICTLY CONFIDENTIAL"]
)
def test_how_secret_a_record_was_is_no_title(line: str) -> None:
    edition = encode(f"{line}\n\n12 November 1956\n\nThe harvest was good.")
    assert edition.root.findtext(".//t:seg[@type='classification']", namespaces=NS) == line
    assert edition.root.findtext(".//t:titleStmt/t:title", namespaces=NS) != line
    assert edition.root.find(".//t:body//t:head", NS) is None
    later = encode(f"The harvest was good, and so on.\n\n{line}\n\nIt went on.")
    assert later.root.find(".//t:body//t:head", NS) is None


def test_only_what_was_said_has_a_setting() -> None:
    held = encode("Conversation at the Kremlin, March 5, 1953\n\nKim: One.\n\nDeng: Two.\n\nKim: Three.\n\nDeng: Four.")
    written = encode("Memorandum on Grain, March 5, 1953\n\nIt was good.")
    for edition, has_setting in ((held, True), (written, False)):
        assert (edition.root.find(".//t:settingDesc", NS) is not None) == has_setting
        assert edition.root.find(".//t:creation/t:date[@when='1953-03-05']", NS) is not None


def test_headings_that_follow_each_other_head_one_section() -> None:
    edition = encode(
        "It was so, and it went on.\n\nUNITED NATIONS\n\nGENERAL ASSEMBLY\n\nIt opened.\n\nTHE VOTE\n\nIt was taken.\n"
    )
    sections = edition.root.findall(".//t:div[@type='section']", NS)
    assert [[head.text for head in section.findall("t:head", NS)] for section in sections] == [
        ["UNITED NATIONS", "GENERAL ASSEMBLY"],
        ["THE VOTE"],
    ]
    assert list(encoder.validate(edition)) == []


PARAGRAPH = "The ministers spoke about the harvest and the roads that lead to the harbour, which nobody had mended since the last war. "
IN_TEXT = (  # a line between paragraphs, whether it is a heading
    ("The harbour dues", True), ("Hafengebühren", True), ("港口费用", True),
    ("The harbour dues were raised.", False), ("and so on", False), ("3. The harbour", True), ("The harbour dues,", False),
)  # fmt: skip


@pytest.mark.parametrize(("line", "is_heading"), IN_TEXT)
def test_a_heading_in_running_text_stands_between_paragraphs(line: str, is_heading: bool) -> None:
    edition = encode(f"Report on the roads\n\n{PARAGRAPH}\n\n{line}\n\n{PARAGRAPH}\n\n{PARAGRAPH}")
    assert (line in [head.text for head in edition.root.iterfind(".//t:body//t:head", NS)]) is is_heading
    assert list(encoder.validate(edition)) == []


def test_capitals_of_any_script_begin_a_paragraph() -> None:
    edition = encode("Мы были там,\n\nНикита Хрущев\n\nи потом, как всегда,\n\nΌλοι ήταν εκεί")
    paragraphs = [" ".join("".join(p.itertext()).split()) for p in edition.root.iterfind(".//t:text//t:p", NS)]
    assert [text for text in paragraphs if "Никита" in text and "Мы" in text] == []


@pytest.mark.parametrize(
    "names", [("Иван Иванов", "Пётр Петров"), ("Άννα Παππά", "Ελένη Νικολάου"), ("Ann Roe", "Élise Doe")]
)
def test_a_capital_of_any_script_begins_a_line_of_its_own(names: tuple[str, str]) -> None:
    long = "слово " * 12 if names[0][0] == "И" else "word " * 12
    edition = encode(f"{long.strip()}.\n\n" * 4 + "\n".join(names))
    paragraphs = ["".join(p.itertext()) for p in edition.root.iterfind(".//t:text//t:p", NS)]
    assert not [text for text in paragraphs if names[0] in text and names[1] in text]
