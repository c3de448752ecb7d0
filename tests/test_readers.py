"""Captions, tables, ODT, RTF, EPUB and OHMS: what is read, where it stands in the file, and what is reported."""

from __future__ import annotations

import gzip
import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

import encoder
from encoder import read
from encoder.values.diagnostics import Diagnostic
from encoder.values.edition import Edition
from encoder.values.errors import EncoderError
from encoder.values.source import Source
from tests.conftest import NS, names, within


def got(data: str | bytes, name: str) -> tuple[Source, list[Diagnostic]]:
    found: list[Diagnostic] = []
    raw = data.encode() if isinstance(data, str) else data
    return read.read_bytes(raw, name, found.append), found


def edition(data: str | bytes, name: str) -> Edition:
    made = encoder.encode(data.encode() if isinstance(data, str) else data, name=name)
    assert list(encoder.validate(made)) == []
    return made


def spoken(made: Edition) -> list[tuple[str, str]]:
    found = []
    for sp in made.root.iterfind(".//t:sp", NS):
        words = " ".join(" ".join("".join(p.itertext()).split()) for p in sp.iterfind("t:p", NS))
        found.append((sp.findtext("t:speaker", "", NS), words))
    return found


VTT = """WEBVTT

NOTE made by hand

00:00:01.000 --> 00:00:02.500
<v Ann Roe>When did you begin?

2
00:00:03.000 --> 00:00:05.000 align:start
<v.loud Bo>In <i>1961</i> &amp; not
before.

00:00:05.000 --> 00:00:06.000
<v Bo>I think.
"""


def test_a_voice_is_a_speaker() -> None:
    made = edition(VTT, "a.vtt")
    assert spoken(made) == [("Ann Roe", "When did you begin?"), ("Bo", "In 1961 & not before. I think.")]
    assert names(made.findings).count("content-left-out") == 2
    assert not {"speaker-doubtful"} & set(names(made.findings))


def test_places_lead_to_the_lines_of_the_cues() -> None:
    source, _ = got(VTT, "a.vtt")
    assert source.position(source.text.index("before")).line == 11
    assert source.position(source.text.index("I think")).line == 14


SRT = """1
00:00:01,000 --> 00:00:02,000
Ann: When did
you begin?

2
00:00:02,100 --> 00:00:03,000
Bo: In 1961, I

3
00:00:03,000 --> 00:00:04,000
think.

4
00:00:04,100 --> 00:00:05,000
Ann: And we all know where you
went: abroad.

5
00:00:05,100 --> 00:00:06,000
Bo: Yes, you may say so.
"""


def test_cues_without_voices_go_on_until_a_name() -> None:
    assert spoken(edition(SRT, "a.srt")) == [
        ("Ann:", "When did you begin?"), ("Bo:", "In 1961, I think."), ("Ann:", "And we all know where you went: abroad."),
        ("Bo:", "Yes, you may say so."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cues", "words", "told"),
    [
        ("A <inaudible> <c.x>word</c>\n\nand more", "A <inaudible> word\nand more", 0),
        ("WEBVTT-like\n\nNOTE a\nb\n\nand more", "WEBVTT-like\nand more", 1),
    ],
)
def test_a_cue_goes_on_to_the_next(cues: str, words: str, told: int) -> None:
    file = f"WEBVTT\n\n1\n00:01.000 --> 00:02.000\n{cues}\n\n2\n00:09.000 --> 00:10.000\nLast.\n00:11.000 --> 00:12.000\nOne."
    source, findings = got(file, "a.vtt")
    assert source.text == f"{words}\nLast.\nOne."
    assert [each.message for each in findings if "notes" in each.message or "1 note" in each.message] == [
        "left out: 1 note, style or header: “NOTE a b”"
    ] * told


def test_rolling_captions_are_said_once() -> None:
    cues = "".join(f"00:0{n}.000 --> 00:0{n + 1}.000\nline {n - 1}\nline {n}\n\n" for n in range(1, 6))
    source, findings = got(f"WEBVTT\n\n{cues}", "a.vtt")
    assert source.text.split("\n") == [f"line {n}" for n in range(6)]
    assert "left out: 4 lines that repeat the line before, as rolling captions do" in [
        each.message for each in findings
    ]


CSV = 'session,Sprecher,Rede,Partei\n7,Anna Weber,"Wir sagen, was wir denken.\nUnd Sie?",A\n7,Bo Roth,Wir auch.,B\n7,Bo Roth,Immer.,B\n'


def test_columns_are_known_by_their_heads() -> None:
    made = edition(CSV, "a.csv")
    assert spoken(made) == [("Anna Weber", "Wir sagen, was wir denken. Und Sie?"), ("Bo Roth", "Wir auch. Immer.")]
    assert "session: 7" in "".join(made.root.find(".//t:body", NS).itertext())
    told = [each.message for each in made.findings if each.rule.name == "content-left-out"]
    assert told == ["left out: the column “Partei”: “A; B”"]


def test_columns_without_known_heads_are_known_by_what_they_hold() -> None:
    long = "which is said at some length, as people do when they speak"
    rows = "".join(f'{n},{who},"{long} {n}"\n' for n, who in enumerate(("Ann", "Bo", "Ann", "Bo", "Ann", "Bo"), 1))
    assert [who for who, _ in spoken(edition(f"nr,x,y\n{rows}", "a.csv"))] == ["Ann", "Bo"] * 3


def test_a_head_that_says_nothing_else_is_preferred() -> None:
    table = "speaker_id,text id,speaker,text\nS1,u1,Ann Roe,Hello.\nS2,u2,Bo Roth,Good day.\nS1,u3,Ann Roe,Yes.\n"
    assert [who for who, _ in spoken(edition(table, "a.csv"))] == ["Ann Roe", "Bo Roth", "Ann Roe"]


def test_a_table_without_heads_loses_no_row() -> None:
    rows = "".join(f"{who},which is said at some length {who}\n" for who in ("Ann", "Bo", "Ann", "Bo", "Ann"))
    assert [who for who, _ in spoken(edition(rows, "a.csv"))] == ["Ann", "Bo", "Ann", "Bo", "Ann"]


def test_a_table_without_words_is_refused() -> None:
    with pytest.raises(
        EncoderError, match="a.csv: this table has no column of spoken words; its columns are “year”, “export”"
    ):
        got("year,export\n1975,3\n1976,4\n", "a.csv")


def test_a_table_of_a_page_with_speakers_is_a_talk() -> None:
    rows = "".join(f"<tr><td>{who}</td><td>We said that, and you know it.</td></tr>" for who in ("Ann", "Bo", "Ann"))
    page = f"<html><body><table><tr><th>Speaker</th><th>Words</th></tr>{rows}</table></body></html>"
    made = edition(page, "a.html")
    assert [who for who, _ in spoken(made)] == ["Ann", "Bo", "Ann"]
    figures = "".join(f"<tr><td>{n}</td><td>{n * 3}</td></tr>" for n in range(5))
    assert spoken(edition(f"<html><body><p>Here.</p><table>{figures}</table></body></html>", "b.html")) == []


OHMS = """<?xml version="1.0"?><ROOT xmlns="https://www.weareavp.com/nunncenter/ohms"><record>
<date value="2006-06-13"/><title>Interview with Ann Roe</title><accession>X7</accession>
<repository>County Archive</repository><interviewee>Ann Roe</interviewee><interviewer>Bo Doe</interviewer>
<media_url>https://example.org/a.mp3</media_url>
<transcript>DOE: When did you begin?

ROE: In 1961, as you know.

DOE: And where?

ROE: I cannot say.</transcript></record></ROOT>"""


def test_an_interview_has_its_header_from_its_fields() -> None:
    made = edition(OHMS, "a.xml")
    assert made.root.findtext(".//t:titleStmt/t:title", "", NS) == "Interview with Ann Roe"
    assert made.root.find(".//t:creation/t:date", NS).get("when") == "2006-06-13"
    assert [within(sp.get("who")) for sp in made.root.iterfind(".//t:sp", NS)] == ["#bo-doe", "#ann-roe"] * 2
    assert "media_url" in next(each.message for each in made.findings if each.rule.name == "content-left-out")
    assert "Wilson" not in "".join(made.root.itertext())


def packed(**members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/").replace("_x", ".x"), text)
    return out.getvalue()


ODT = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0">
<office:automatic-styles><style:style style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style></office:automatic-styles>
<office:body><office:text><text:tracked-changes><text:p>gone</text:p></text:tracked-changes>
<text:h text:outline-level="1">Minutes</text:h><text:p><text:span text:style-name="T1">Ann:</text:span> We<text:s/>said
so.<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>See the file.</text:p></text:note-body></text:note></text:p>
<text:p>Bo: I know that you did.</text:p><text:p>Ann: We did.</text:p><text:p>Bo: I see.</text:p></office:text></office:body></office:document-content>"""


def test_odt_keeps_notes_and_reports_what_was_deleted() -> None:
    made = edition(packed(mimetype="application/vnd.oasis.opendocument.text", content_xml=ODT), "a.odt")
    assert [who for who, _ in spoken(made)] == ["Ann:", "Bo:", "Ann:", "Bo:"]
    assert "See the file." in "".join(made.root.find(".//t:note[@place='bottom']", NS).itertext())
    assert made.root.findtext(".//t:body//t:head", "", NS) == "Minutes"
    assert "gone" in next(each.message for each in made.findings if each.rule.name == "content-left-out")


def book(*chapters: bytes) -> bytes:
    """An EPUB of these chapters, the files of which are `c0.xhtml` and so on; it has a picture."""
    names = [f"c{number}" for number, _ in enumerate(chapters)]
    items = "".join(f'<item id="{n}" href="{n}.xhtml" media-type="application/xhtml+xml"/>' for n in reversed(names))
    spine = "".join(f'<itemref idref="{n}"/>' for n in names)
    opf = f"""<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
    <dc:title>A Talk</dc:title></metadata><manifest>{items}<item id="p" href="p.png" media-type="image/png"/></manifest>
    <spine>{spine}</spine></package>"""
    container = '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="EPUB/book.opf"/></rootfiles></container>'
    out = io.BytesIO(packed(**{"META-INF/container.xml": container, "EPUB/book.opf": opf}))
    with zipfile.ZipFile(out, "a") as archive:
        for name, chapter in zip(names, chapters, strict=True):
            archive.writestr(f"EPUB/{name}.xhtml", chapter)
    return out.getvalue()


def test_epub_is_read_in_the_order_of_the_book() -> None:
    made = edition(
        book(
            b"<html><body><p>Ann: We begin, as you see.</p><p>Bo: I do.</p></body></html>", b"",
            b"<html><body><main><p>Ann: We end, I think.</p></main><p>Bo: You may.</p></body></html>",
        ), "a.epub",
    )  # fmt: skip
    assert [words for _, words in spoken(made)] == ["We begin, as you see.", "I do.", "We end, I think.", "You may."]
    assert made.root.findtext(".//t:titleStmt/t:title", "", NS) == "A Talk"
    assert "left out: 1 picture" in [each.message for each in made.findings]


def test_a_footnote_in_another_chapter_of_a_book() -> None:
    said = '<p>Ann: We begin, señor.<a href="c1.xhtml#n">1</a></p><p>Bo: I do.</p><p>Ann: Yes.</p><p>Bo: So do I.</p>'
    first = f'<?xml version="1.0" encoding="iso-8859-1"?><html><body>{said}</body></html>'.encode("latin-1")
    made = edition(book(first, b'<html><body><aside id="n"><p>1 See the file.</p></aside></body></html>'), "a.epub")
    assert "señor" in spoken(made)[0][1]
    assert "See the file." in "".join(made.root.find(".//t:note[@place='bottom']", NS).itertext())


def test_a_damaged_book_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("META-INF/container.xml", "<container/>" * 90)
    data = bytearray(out.getvalue())
    data[52:60] = b"\xff" * 8  # the compressed words, behind the header of 30 bytes and the name of 22
    with pytest.raises(EncoderError, match=r"a\.epub: this is a damaged ZIP archive"):
        got(bytes(data), "a.epub")


def test_rtf_keeps_notes_and_tells_what_is_hidden() -> None:
    rtf = (
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}{\f1\fcharset204 Times;}}{\stylesheet{\s0 Normal;}{\s2 heading 1;}}"
        rb"{\header SECRET\par}\pard\s2 Talks on Grain\par\pard Ann: We said so.{\footnote\pard See the file.} {\v HID}{\deleted GONE}\par "
        rb"Bo: I know, \'e9t\'e9 \u8211?and {\f1\'cc\'ee}.\par {\pict 0102}Ann: We did.{\*\atnauthor Cy}{\*\annotation Did we?}\par "
        rb"Bo: I see.{\*\unknown never}\par\trowd\pard\intbl a\cell b\cell\row}"
    )
    source, found = got(rtf, "a.rtf")
    assert source.text.split("\n\n") == [
        "Talks on Grain", "Ann: We said so.[1]", "Bo: I know, été –and Мо.", "Ann: We did.[2]", "Bo: I see.", "a b",
        "[1] See the file.", "[2] Cy: Did we?",
    ]  # fmt: skip
    assert {each.message for each in found} == {
        "left out: headers (1): “SECRET”", "left out: hidden text (1): “HID”", "left out: deleted text (1): “GONE”",
        "left out: pictures (1)",
    }  # fmt: skip
    assert [(each.kind, source.text[each.start : each.end]) for each in source.regions] == [
        ("head", "Talks on Grain"),
        ("row", "a b"),
    ]


def test_rtf_that_is_cut_off_or_deep() -> None:
    assert got(rb"{\rtf1 {\b We met", "a.rtf")[0].text == "We met"
    with pytest.raises(EncoderError, match="nested too deeply"):
        got(rb"{\rtf1 " + b"{" * 2_000 + b"x", "a.rtf")


def test_a_row_with_too_many_cells_is_refused() -> None:
    with pytest.raises(EncoderError, match="a.csv:3: this row has 3 cells, but the first row has 2"):
        got("speaker,words\nAnn,Yes.\nBo,No, not at all.\n", "a.csv")


def test_captions_within_an_interview() -> None:
    cues = "<vtt_transcript><![CDATA[" + VTT + "]]></vtt_transcript></record>"
    made = edition(OHMS[: OHMS.index("<transcript>")] + cues + "</ROOT>", "a.xml")
    assert [who for who, _ in spoken(made)] == ["Ann Roe", "Bo"]
    source, _ = got((OHMS[: OHMS.index("<transcript>")] + cues + "</ROOT>").encode(), "a.xml")
    assert source.position(source.text.index("I think")).line == 5 + 13


REFUSED = (  # bytes, name, what the message says
    (b"\xd0\xcf\x11\xe0rest", "a.doc", "soffice --headless --convert-to docx FILE"),
    (packed(xl__workbook_xml="<x/>"), "a.xlsx", "this workbook has no words"),
    (packed(a_xml="<x/>"), "a.zip", "not a DOCX, XLSX, ODT or EPUB file; unpack it"),
    (b"PK\x03\x04broken", "a.odt", "damaged ZIP archive"),
    (packed(mimetype="application/vnd.oasis.opendocument.text", content_xml="<x"), "a.odt", "not well-formed"),
    (b"WEBVTT\n\n", "a.vtt", "holds no words"),
    (OHMS.replace("<transcript>DOE", "<other>DOE").replace("</transcript>", "</other>").encode(), "a.xml", "no transcript"),
)  # fmt: skip


@pytest.mark.parametrize(("data", "name", "message"), REFUSED)
def test_what_cannot_be_read_is_refused_with_advice(data: bytes, name: str, message: str) -> None:
    with pytest.raises(EncoderError, match=message):
        got(data, name)


def test_real_files_of_each_form_are_talks(shared: Path) -> None:
    houses = shared / "corpus" / "houses"
    for name in ("us-scihist-ohms/003.vtt", "us-virtual-coffee/001.srt", "us-uidaho-ctrlshift/001.csv", "us-scihist-ohms/001.xml",
                 "us-unix-mahoney/003.rtf", "made-layouts/003.epub", "made-layouts/001.docx"):  # fmt: skip
        assert len(spoken(encoder.encode(houses / name))) > 4, name


UNSTATED = (  # a file that names most speakers, its name, the words that are nobody's
    ("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>Well, yes.\n\n00:03.000 --> 00:04.000\nWho was that?\n\n00:05.000 --> 00:06.000\n<v Bo>I was.\n", "a.vtt", "Who was that?"),
    ("speaker,words\nAnn,Well yes.\n,Who was that?\nBo,I was.\n", "a.csv", "Who was that?"),
)  # fmt: skip


@pytest.mark.parametrize(("data", "name", "words"), UNSTATED)
def test_words_without_a_speaker_are_nobodys(data: str, name: str, words: str) -> None:
    made = edition(data, name)
    assert "speaker-unstated" in names(made.findings)
    assert [words in said for _, said in spoken(made)] == [False, False]
    assert words in "".join(made.root.find(".//t:body", NS).itertext())  # type: ignore[union-attr]


def test_times_of_a_table_are_told_and_are_no_words() -> None:
    source, found = got("name;rede;zeit\nAnna;Guten Tag;1\nPeter;Danke;2\nAnna;Bitte;3\n", "a.csv")
    assert not any(map(str.isdigit, source.text))
    assert "left out: the times of 3 rows" in [each.message for each in found]


def test_a_form_that_holds_the_page_is_the_page() -> None:
    page = "<html><body><form><p>Smith: We signed.</p><p>Jones: Yes.</p><button>Go</button></form></body></html>"
    assert got(page, "a.html")[0].text == "Smith: We signed.\n\nJones: Yes."


def test_a_search_form_is_not() -> None:
    page = "<html><body><form><label>Search</label></form><p>Smith: We signed it all.</p></body></html>"
    assert got(page, "a.html")[0].text == "Smith: We signed it all."


@pytest.mark.parametrize(("name", "what"), [("a.ipynb", "a notebook"), ("a.tex", "LaTeX"), ("a.py", "source code"), ("a.json", "JSON")])  # fmt: skip
def test_files_that_are_no_records_are_refused(name: str, what: str) -> None:
    with pytest.raises(EncoderError, match=f"this is {what}, not a record; "):
        got("We met in Moscow.", name)


def test_a_voice_without_letters_is_no_speaker() -> None:
    assert spoken(edition("WEBVTT\n0:04.0-->0:07.0\n<v ->.", "a.vtt")) == []


def test_a_voice_that_is_named_once_goes_on() -> None:
    cues = "".join(
        f"00:0{n}.000 --> 00:0{n + 1}.000\n{'<v Ann>' if n == 1 else '<v Bo>' if n == 6 else ''}Sentence {n}.\n\n"
        for n in range(1, 9)
    )
    made = edition(f"WEBVTT\n\n{cues}", "a.vtt")
    assert "speaker-unstated" not in names(made.findings)
    assert [who for who, _ in spoken(made)] == ["Ann", "Bo"]
    assert "Sentence 5." in spoken(made)[0][1]


def test_a_sentence_goes_on_without_a_voice() -> None:
    file = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>We went to\n\n00:02.000 --> 00:03.000\nthe river.\n\n00:04.000 --> 00:05.000\n<v Bo>Yes.\n"
    assert spoken(edition(file, "a.vtt")) == [("Ann", "We went to the river."), ("Bo", "Yes.")]


def test_a_sheet_is_a_table() -> None:
    row = "<row>{}</row>"
    cell = '<c r="{}" t="s"><v>{}</v></c>'
    strings = ["Sprecher", "Rede", "Ann", "Guten Tag, sagte sie.", "Bo", "Danke."]
    sheet = "".join((
        row.format(cell.format("A1", 0) + cell.format("B1", 1)), row.format(cell.format("A2", 2) + cell.format("B2", 3)),
        row.format(cell.format("A3", 4) + cell.format("B3", 5)), row.format('<c r="A4" t="inlineStr"><is><t>Ann</t></is></c><c r="B4"><v>12</v></c>'),
    ))  # fmt: skip
    made = packed(
        xl__workbook_xml="<workbook/>", xl__worksheets__sheet1_xml=f"<worksheet><sheetData>{sheet}</sheetData></worksheet>",
        xl__sharedStrings_xml=f"<sst>{''.join(f'<si><t>{each}</t></si>' for each in strings)}</sst>",
    )  # fmt: skip
    assert spoken(edition(made, "a.xlsx")) == [("Ann", "Guten Tag, sagte sie."), ("Bo", "Danke."), ("Ann", "12")]


def test_gzip_is_unpacked_within_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    assert got(gzip.compress(VTT.encode()), "a.vtt.gz")[0].text == got(VTT, "a.vtt")[0].text
    monkeypatch.setattr(read, "MAX_BYTES", 1_000)
    with pytest.raises(EncoderError, match="unpacked it has more than the 1,000 bytes"):
        got(gzip.compress(b"We met. " * 1_000), "a.txt.gz")


def mail(**parts: str) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Ann Roe <a@example.org>", "Bo <b@example.org>", "Über Talks"
    message["Date"], message["Message-ID"] = "Mon, 01 Jan 2001 10:00:00 +0000", "<1@example.org>"
    message.set_content(parts.get("plain", "Caf\u00e9 – we met."), cte="quoted-printable")
    if "html" in parts:
        message.add_alternative(parts["html"], subtype="html")
    message.add_attachment(b"0102", maintype="image", subtype="png", filename="map.png")
    return message.as_bytes()


def test_mail_is_decoded_and_what_is_attached_is_told() -> None:
    source, found = got(mail(html="<p>other</p>"), "a.eml")
    assert source.text.split("\n\n") == [
        "From: Ann Roe <a@example.org>\nTo: Bo <b@example.org>\nDate: Mon, 01 Jan 2001 10:00:00 +0000\nSubject: Über Talks",
        "Café – we met.\n",
    ]
    assert "left out: an attachment: “map.png”" in [each.message for each in found]


def test_a_memorandum_is_no_mail() -> None:
    memo = "TO: The Secretary\nFROM: Mr. Roe\nDATE: May 1, 1961\n\nWe met.\n"
    assert got(memo, "a.txt")[0].text == memo


RTF = rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 T;}{\f1\fcharset134 S;}{\f2\fcharset204 C;}}"
PIECES = (  # RTF, its text
    (RTF + rb"\f1\uc2\u20320\'c4\'e3\u22909\'ba\'c3hello\par}", "你好hello"),
    (RTF + rb"{\u1040}text a\u8212\emdash b\par}", "Аtext a—b"),
    (rb"{\rtf1\ansi\deff0{\fonttbl{\f0\fcharset204 T;}}\pard \'cf\'f0\'e8\par}", "При"),
    (RTF + rb"\f2 \'cf\plain  caf\'e9\par}", "П café"),
    (b"{\\rtf1\\ansi\\ansicpg936 \\'c4\n\\'e3x\\par}", "你x"),
    (RTF + rb"First\par\trowd\pard\intbl left\cell right\cell}", "First\n\nleft right"),
    (RTF + rb"{\upr{Mull?}{\*\ud{M\u252?ll}}} came\par}", "Müll came"),
    (RTF + rb"We{\footnote {\*\datafield 08D0C9} See.} go{\pict\bin6 {{{{{{} on\par}", "We[1] go on\n\n[1] See."),
    (RTF + rb"{\stylesheet{Normal;}{\*\cs15 \additive Speaker;}}It rained\par}", "It rained"),
    (RTF + rb"\u-10179?\u-8704?\par}", "\U0001f600"),
    (RTF + rb"We \'zz met\par}", "We 'zz met"),
    (RTF + rb"We\bin-5 met\par and parted" + b"\\", "Wemet\n\nand parted"),
)  # fmt: skip


@pytest.mark.parametrize(("data", "text"), PIECES)
def test_pieces_of_rtf(data: bytes, text: str) -> None:
    assert got(data, "a.rtf")[0].text == text


def test_a_sheet_may_begin_with_empty_rows_and_be_too_wide() -> None:
    cell = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'
    rows = [
        ("A1", ""),
        ("A2", "Speaker", "B2", "Words"),
        ("A3", "Ann", "B3", "We met at noon.", "ZZ3", "far"),
        ("A4", "Bo", "B4", "We did."),
    ]
    made = "".join(
        f"<row>{''.join(cell.format(*pair) for pair in zip(row[::2], row[1::2], strict=True))}</row>" for row in rows
    )
    source, found = got(
        packed(xl__workbook_xml="<workbook/>", xl__worksheets__sheet1_xml=f"<worksheet>{made}</worksheet>"), "a.xlsx"
    )
    assert source.text == "Ann\nWe met at noon.\n\nBo\nWe did."
    assert "left out: the columns after the first 256" in [each.message for each in found]
