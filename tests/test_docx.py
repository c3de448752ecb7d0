"""Word documents: what is kept, what is left out and said so, and how speakers are set off."""

from __future__ import annotations

import io
import zipfile

import pytest

import encoder
from encoder.read import read_bytes
from encoder.values.diagnostics import Diagnostic
from encoder.values.errors import EncoderError
from encoder.values.source import Source
from tests.conftest import NS, within

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
RELATED = (
    ("styles", "styles.xml", ""), ("footnotes", "footnotes.xml", ""), ("comments", "comments.xml", ""),
    ("header", "header1.xml", ""), ("hyperlink", "https://example.org/page", ' TargetMode="External"'),
)  # fmt: skip


def package(body: str, **parts: str) -> bytes:
    """A document of that body; further parts by the names of their members."""
    rels = "".join(
        f'<Relationship Id="r{n}" Type="{R}/{kind}" Target="{target}"{mode}/>'
        for n, (kind, target, mode) in enumerate(RELATED)
    )
    members = {
        "[Content_Types].xml": "<Types/>",
        "word/_rels/document.xml.rels": f"<Relationships>{rels}</Relationships>",
        "word/document.xml": f'<w:document xmlns:w="{W}" xmlns:r="{R}" xmlns:m="{M}"><w:body>{body}</w:body></w:document>',
        **{f"word/{name}.xml": text.replace(">", f' xmlns:w="{W}">', 1) for name, text in parts.items()},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return out.getvalue()


def paragraph(*runs: str, style: str = "") -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}{''.join(each if each.startswith('<') else run(each) for each in runs)}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def read(data: bytes) -> tuple[Source, list[str]]:
    found: list[Diagnostic] = []
    return read_bytes(data, "a.docx", found.append), [each.message for each in found]


KEPT = (  # a run, its text
    ("<w:ins>" + run("in") + "</w:ins>", "in"),
    ("<w:smartTag>" + run("tag") + "</w:smartTag>", "tag"),
    ("<w:sdt><w:sdtContent>" + run("held") + "</w:sdtContent></w:sdt>", "held"),
    ('<w:bdo w:val="rtl">' + run("right") + "</w:bdo>", "right"),
    ("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", "x=1"),
    ("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t></w:r>", "a\u2011b"),
    ('<w:r><w:sym w:font="Times" w:char="2020"/></w:r>', "†"),
    ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
     + run("7") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>', "7"),
    ("<w:r><w:ruby><w:rt>" + run("kan") + "</w:rt><w:rubyBase>" + run("漢") + "</w:rubyBase></w:ruby></w:r>", "漢"),
    ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a\tb"),
)  # fmt: skip


@pytest.mark.parametrize(("given", "text"), KEPT)
def test_words_are_kept(given: str, text: str) -> None:
    source, _ = read(package(paragraph("They said ", given, " so.")))
    assert source.text == f"They said {text} so."


LEFT_OUT = (  # a run, what is said of it
    ('<w:del w:id="1"><w:r><w:delText>gone</w:delText></w:r></w:del>', "deleted text (1): “gone”"),
    ("<w:moveFrom>" + run("away") + "</w:moveFrom>", "moved text (old place) (1): “away”"),
    (run("hid", "<w:vanish/>"), "hidden text (1): “hid”"),
    ('<w:hyperlink r:id="r4">' + run("") + "</w:hyperlink>", "link addresses (1): “https://example.org/page”"),
    ('<w:r><w:drawing><docPr descr="A map"/></w:drawing></w:r>', "pictures (1): “A map”"),
    ('<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>', "symbols of a special font (1): “Symbol F061”"),
)  # fmt: skip


@pytest.mark.parametrize(("given", "told"), LEFT_OUT)
def test_what_is_left_out_is_told(given: str, told: str) -> None:
    source, found = read(package(paragraph("They said ", given, "so.")))
    assert source.text == "They said so."
    assert f"left out: {told}" in found


def test_headers_notes_and_comments() -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="5"/></w:r>'
    source, found = read(package(
        paragraph("They met.", mark),
        footnotes=f'<w:footnotes><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2">{paragraph("See page 3.")}{paragraph("And 4.")}</w:footnote></w:footnotes>',
        comments=f'<w:comments><w:comment w:id="5" w:author="Ann Roe">{paragraph("Who?")}</w:comment></w:comments>',
        header1=f"<w:hdr>{paragraph('SECRET')}</w:hdr>",
    ))  # fmt: skip
    assert source.text == "They met.[1][2]\n\n[1] See page 3. And 4.\n\n[2] Ann Roe: Who?"
    assert "left out: headers (1): “SECRET”" in found


def test_a_text_box_stands_behind_its_paragraph_once() -> None:
    box = f"<w:txbxContent>{paragraph('Boxed.')}</w:txbxContent>"
    given = f"<w:r><AlternateContent><Choice><w:drawing>{box}</w:drawing></Choice><Fallback><w:pict>{box}</w:pict></Fallback></AlternateContent></w:r>"
    assert read(package(paragraph("One.", given) + paragraph("Two.")))[0].text == "One.\n\nBoxed.\n\nTwo."


STYLES = (
    '<w:styles><w:style w:styleId="a"><w:name w:val="heading 2"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    '<w:style w:styleId="s"><w:name w:val="Sprecher"/></w:style></w:styles>'
)
SAID = ("Ann Roe", "We signed twenty treaties."), ("Jan Nowak", "Yes, we did."), ("Ann Roe", "Good, then."), ("Jan Nowak", "That is all.")  # fmt: skip
LAYOUTS = {
    "bold": "".join(paragraph(run(who, "<w:b/>"), f" {words}") for who, words in SAID),
    "colour": "".join(paragraph(run(who, '<w:color w:val="FF0000"/>'), f" {words}") for who, words in SAID),
    "tab": "".join(paragraph(who.split()[1], "<w:r><w:tab/></w:r>", words) for who, words in SAID),
    "style": "".join(paragraph(who, style="s") + paragraph(words) for who, words in SAID),
    "table": "<w:tbl>" + "".join(f"<w:tr><w:tc>{paragraph(who)}</w:tc><w:tc>{paragraph(words)}</w:tc></w:tr>" for who, words in SAID) + "</w:tbl>",
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_speakers_are_found_however_they_are_set_off(layout: str) -> None:
    edition = encoder.encode(package(LAYOUTS[layout], styles=STYLES), name="talk.docx")
    assert [within(sp.get("who")) for sp in edition.root.findall(".//t:sp", NS)] in (
        ["#ann-roe", "#jan-nowak", "#ann-roe", "#jan-nowak"],
        ["#roe", "#nowak", "#roe", "#nowak"],
    )


def test_a_glossary_in_bold_is_no_talk() -> None:
    terms = ("Grain", "Steel", "Coal", "Cotton")
    data = package("".join(paragraph(run(term, "<w:b/>"), " is what the country needs most.") for term in terms))
    assert encoder.encode(data, name="terms.docx").root.findall(".//t:sp", NS) == []


def test_headings_by_style() -> None:
    source, _ = read(package(paragraph("On Grain", style="b") + paragraph("Grain is short."), styles=STYLES))
    assert [(each.kind, source.text[each.start : each.end]) for each in source.regions] == [("head", "On Grain")]


def test_tables_without_end_are_refused() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 300 + paragraph("x") + "</w:tc></w:tr></w:tbl>" * 300
    with pytest.raises(EncoderError, match="nested too deeply"):
        read(package(deep))


def test_pictures_are_not_unpacked() -> None:
    data = io.BytesIO(
        package(
            "".join(paragraph("They met.", '<w:r><w:drawing><blip r:embed="p"/></w:drawing></w:r>') for _ in range(60))
        )
    )
    with zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image1.bmp", bytes(48_000_000))
    assert read(data.getvalue())[0].text.count("They met.") == 60


HEADED = (  # words in bold that come back, what follows each on its line, or below it
    ("Housing", "Schools", "The budget was raised."), ("Warsaw", "Berlin", "The plant was built there."),
    ("Motion carried", "Motion lost", "I think we all know."), ("Strengths", "Weaknesses", "Trade with others grew."),
    ("Monday", "Tuesday", "The talks went on."),
)  # fmt: skip


@pytest.mark.parametrize(("one", "other", "words"), HEADED)
@pytest.mark.parametrize("alone", [True, False])
def test_words_in_bold_that_come_back_are_no_speakers(one: str, other: str, words: str, alone: bool) -> None:
    body = "".join(
        paragraph(run(each, "<w:b/>")) + paragraph(words) if alone else paragraph(run(each, "<w:b/>"), f" {words}")
        for each in (one, other, one, other)
    )
    assert encoder.encode(package(body), name="minutes.docx").root.findall(".//t:sp", NS) == []


@pytest.mark.parametrize(("named", "speeches"), [("speaker", 4), ("Speaker Name", 4), ("speaker-bio", 0), ("name", 0), ("Speaker Text", 0)])  # fmt: skip
def test_a_style_is_called_after_speakers_and_nothing_else(named: str, speeches: int) -> None:
    styles = f'<w:styles><w:style w:styleId="x"><w:name w:val="{named}"/></w:style></w:styles>'
    body = "".join(paragraph(who, style="x") + paragraph("It rained.") for who in ("A long day", "A short day") * 2)
    assert len(encoder.encode(package(body, styles=styles), name="talk.docx").root.findall(".//t:sp", NS)) == speeches


def test_a_field_that_never_ends_takes_nothing_with_it() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    gone = '<w:del><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:delText>old</w:delText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:del>'
    for field in (begin, begin + gone):
        assert read(package(paragraph("One. ", field) + paragraph("Two.")))[0].text == "One.\n\nTwo."


def test_a_box_in_a_box_and_one_in_a_note_stand_once() -> None:
    inner = f"<w:txbxContent>{paragraph('Inner.')}</w:txbxContent>"
    outer = f"<w:r><w:drawing><w:txbxContent>{paragraph('Outer.', f'<w:r><w:drawing>{inner}</w:drawing></w:r>')}</w:txbxContent></w:drawing></w:r>"
    assert read(package(paragraph("One.", outer)))[0].text == "One.\n\nOuter.\n\nInner."


def test_a_style_may_hide_words_or_be_no_heading() -> None:
    styles = (
        '<w:styles><w:style w:styleId="h"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="t"><w:name w:val="TOC Heading"/><w:basedOn w:val="h"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>'
        '<w:style w:styleId="v"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    )
    source, found = read(
        package(
            paragraph("Contents", style="t") + paragraph("Open.", run(" Secret.", '<w:rStyle w:val="v"/>')),
            styles=styles,
        )
    )
    assert (source.text, source.regions) == ("Contents\n\nOpen.", ())
    assert "left out: hidden text (1): “Secret.”" in found


def test_the_part_with_the_text_may_have_a_number() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package(paragraph("They met.")))) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.namelist():
            new.writestr(member.replace("document.xml", "document2.xml"), old.read(member))
    assert read(out.getvalue())[0].text == "They met."


def test_of_alternatives_the_one_with_words_is_read() -> None:
    given = (
        f"<AlternateContent><Choice Requires='x'><w:r/></Choice><Fallback>{run('old')}</Fallback></AlternateContent>"
    )
    assert read(package(paragraph("The ", given, " word.")))[0].text == "The old word."


def test_properties_are_told() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Talk</dc:title><dc:creator>A. Typist</dc:creator>'
        "<cp:keywords/></cp:coreProperties>"
    )
    data = io.BytesIO(package(paragraph("They met.")))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("docProps/core.xml", core)
    assert "left out: properties of the document: “title: Talk; author: A. Typist”" in read(data.getvalue())[1]
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("meta.xml", "<broken")
    assert read(data.getvalue())[0].text == "They met."
