"""Records in other files than text: HTML, DOCX, PDF. What is read, where it stood, what is refused."""

from __future__ import annotations

import builtins
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest

import encoder
from encoder import read as readers
from encoder.values.diagnostics import Diagnostic
from encoder.values.errors import EncoderError
from encoder.values.source import Source
from tests.conftest import names

PAGE = """<!DOCTYPE html>
<html><head><title>Not the record</title><style>p { color: red }</style></head>
<body>
<header><a href="/">Archive</a></header><nav>Home About</nav>
<main>
<h1>Memorandum of
Conversation</h1>
<p>Present: <b>Kim Il Sung</b>, <i>Deng Xiaoping</i></p>
<p>Kim Il Sung: Good&nbsp;day.<br>And to you.</p>
<ul><li>one</li><li>two <em>words</em></li></ul>
<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>
<form><button>Share</button></form>
</main>
<footer>All rights reserved</footer>
</body></html>
"""
READ = """Memorandum of Conversation

Present: Kim Il Sung, Deng Xiaoping

Kim Il Sung: Good\u00a0day.
And to you.

one
two words

a b
c d"""


def read(data: bytes, name: str = "x") -> tuple[Source, list[Diagnostic]]:
    found: list[Diagnostic] = []
    return readers.read_bytes(data, name, found.append), found


def styled(source: Source) -> list[tuple[str, str]]:
    return [(source.text[style.start : style.end], style.rend) for style in source.styled]


def test_html_is_read_as_it_is_seen() -> None:
    source, found = read(PAGE.encode(), "page.html")
    assert source.text == READ
    assert styled(source) == [("Kim Il Sung", "bold"), ("Deng Xiaoping", "italic"), ("words", "italic")]
    assert source.position(source.text.index("Good")) == (9, 14)
    assert source.position(source.text.index("c d")) == (11, 1)
    assert names(found) == ["page-furniture"]
    assert "Archive Home About All rights reserved Share" in found[0].message


def test_html_in_other_encodings_and_xhtml() -> None:
    latin = '<html><head><meta charset="iso-8859-1"></head><body><p>Caf\xe9</p></body></html>'
    assert read(latin.encode("latin-1"))[0].text == "Café"
    xhtml = '<?xml version="1.0" encoding="UTF-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><body><p>Café &#8212; x</p></body></html>'
    assert read(xhtml.encode())[0].text == "Café — x"


def test_a_page_without_main_is_read_whole() -> None:
    page = (
        "<html><body><div><div>Kim: One.</div><div>Deng: <span>Two</span> <span>words</span>.</div></div></body></html>"
    )
    assert read(page.encode())[0].text == "Kim: One.\n\nDeng: Two words."


def test_deep_and_large_pages() -> None:
    page = "<html><body>" + "<div>" * 1_000 + "deep" + "</div>" * 1_000 + "<p><b>x</b> y</p>" * 20_000
    assert read(page.encode())[0].text.startswith("deep\n\nx y\n\nx y")
    with pytest.raises(EncoderError, match="cannot be read on"):
        read(("<html><body>" + "<div>" * 5_000 + "deep").encode())


def document() -> bytes:
    made = docx.Document()
    made.add_heading("Memorandum of Conversation", 0)
    made.add_paragraph("Present: Kim Il Sung, Deng Xiaoping")
    for label, words in (
        ("Kim Il Sung:", " Good [North] day."),
        ("Deng:", " Yes."),
        ("Kim:", " No."),
        ("Deng:", " Well."),
    ):
        paragraph = made.add_paragraph()
        paragraph.add_run(label).bold = True
        paragraph.add_run(words)
    table = made.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "left", "right"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_docx_keeps_bold_and_tables_and_counts_paragraphs(tmp_path: Path) -> None:
    source, found = read(document(), "letter.docx")
    assert source.text.splitlines()[0] == "Memorandum of Conversation"
    assert "Kim Il Sung: Good [North] day.\n\nDeng: Yes." in source.text
    assert source.text.endswith("left right")
    assert ("Kim Il Sung:", "bold") in styled(source)
    assert source.position(source.text.index("[North]")) == (3, 19)
    assert [each.message.partition(":")[0] for each in found] == ["left out"]  # the library's own properties
    assert "properties of the document" in found[0].message
    (tmp_path / "letter.docx").write_bytes(document())
    edition = encoder.encode(tmp_path / "letter.docx")
    speakers = edition.root.findall(".//{*}speaker")
    assert ["".join(speaker.itertext()) for speaker in speakers] == ["Kim Il Sung:", "Deng:", "Kim:", "Deng:"]
    assert [d for d in encoder.validate(edition) if d.severity == 3] == []


def archive(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name.replace("_", "/", 1), data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (archive(mimetype=b"application/epub+zip"), "a ZIP archive, not a DOCX, XLSX, ODT or EPUB file"),
        (archive(**{"word_document.xml": b"<not xml"}), "this DOCX is damaged"),
        (archive(**{"word_document.xml": b"0" * 300_000_000}), "unpacked it has 300,000,000 bytes"),
    ],
)
def test_archives_that_are_no_document(data: bytes, message: str) -> None:
    with pytest.raises(EncoderError, match=message):
        read(data)


LINES = (  # font, x, y, words
    ("F2", 72, 760, "MEMORANDUM"),
    ("F1", 72, 730, "Kim Il Sung: We spoke with Chiang Kai-"),
    ("F1", 72, 716, "shek on the 5th of May."),
    ("F1", 72, 688, "Deng: A new paragraph, and a longer"),
    ("F1", 72, 674, "line that goes on."),
    ("F1", 100, 660, "Indented."),
)


def pdf(pages: list[tuple[tuple[str, int, int, str], ...]]) -> bytes:
    """A PDF by hand: no library that writes one is needed for a few lines."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
               "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>"]  # fmt: skip
    kids = []
    for lines in pages:
        content = "\n".join(f"BT /{font} 12 Tf {x} {y} Td ({words}) Tj ET" for font, x, y, words in lines)
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(out)
    out += (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(objects) + 1} /Root 1 0 R >>\n"
    )
    return f"{out}startxref\n{start}\n%%EOF\n".encode()


def test_pdf_lines_paragraphs_hyphens_and_pages() -> None:
    source, found = read(pdf([LINES, (("F1", 72, 760, "Kim: On the second page."),)]), "x.pdf")
    assert source.text == (
        "MEMORANDUM\n\nKim Il Sung: We spoke with Chiang Kai-\nshek on the 5th of May.\n\n"
        "Deng: A new paragraph, and a longer\nline that goes on.\n    Indented.\fKim: On the second page."
    )
    assert styled(source) == [("MEMORANDUM", "bold")]
    at = source.text.index("On the second")
    assert (source.position(at), source.fragment(at)) == ((1, 6), "page=2")
    assert found == []
    edition = encoder.encode(pdf([LINES]), name="x.pdf")
    assert "Chiang Kai-shek on" in "".join(edition.root.itertext())
    assert "line-hyphen" in names(edition.findings)


def test_pdf_that_cannot_be_read() -> None:
    with pytest.raises(EncoderError, match="2 pages and no text: it is a scan"):
        read(pdf([(), ()]))
    with pytest.raises(EncoderError, match="this PDF cannot be read"):
        read(pdf([LINES])[:200])


@pytest.mark.parametrize(("data", "extra"), [(pdf([LINES]), "pdf")])
def test_a_missing_extra_is_named(data: bytes, extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def missing(name: str, *rest: object) -> object:
        if name == "pypdfium2":
            raise ImportError(name)
        return real(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(EncoderError, match=rf"pip install .*\[{extra}\]"):
        read(data)


def test_places_in_a_pdf_are_printed_with_their_page(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(pdf([LINES, (("F1", 72, 760, "Kim: An [open bracket."),)]))
    done = subprocess.run(
        [sys.executable, "-m", "encoder", "encode", "x.pdf", "-o", "x.xml"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "x.pdf#page=2:1:9: warning: “[” is never closed" in done.stderr
    assert "  1 | Kim: An [open bracket." in done.stderr


@pytest.mark.parametrize("number", ["002", "009", "013", "017"])
def test_real_pdfs_say_what_their_texts_say(shared: Path, number: str) -> None:
    folder = shared / "corpus" / "wcda"
    ours, given = (encoder.encode(folder / f"{number}.{kind}") for kind in ("pdf", "txt"))
    paragraphs = [
        ["".join("".join(p.itertext()).split()) for p in edition.root.findall(".//{*}body//{*}p")]
        for edition in (ours, given)
    ]
    assert abs(len(paragraphs[0]) - len(paragraphs[1])) <= 1
    assert len(set(paragraphs[0]) & set(paragraphs[1])) >= 0.9 * len(set(paragraphs[1]))
    assert sorted("".join(paragraphs[0])) == sorted("".join(paragraphs[1]))
    assert [d for d in encoder.validate(ours) if d.severity == 3] == []
