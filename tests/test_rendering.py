from __future__ import annotations

import csv
import io
import json
import re
from itertools import pairwise
from pathlib import Path

import html5lib
import pytest

import encoder
from encoder.publish.rendering import data
from encoder.saxon.processor import TransformError, transformer
from encoder.tei.serialize import serialize
from encoder.values.edition import Edition
from encoder.values.errors import EncoderError
from tests.conftest import NS, encode, words

HTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def page(sample: Edition):  # type: ignore[no-untyped-def]
    parser = html5lib.HTMLParser(strict=True)  # the HTML standard's parser: an error of syntax raises
    return parser.parse(encoder.render(sample, "html"))


def test_the_page_is_html5_and_needs_nothing_else(sample: Edition) -> None:
    html = encoder.render(sample, "html")
    assert html.lower().startswith("<!doctype html>")
    assert re.search(r"<script[^>]*\bsrc=", html) is None
    assert "<link" not in html
    assert not re.search(r'(?:src|srcset)="|url\(|@import', html)


def test_every_speech_has_a_permanent_link(page) -> None:  # type: ignore[no-untyped-def]
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    links = [link.get("href") for link in page.iter(f"{HTML}a") if link.get("class") == "n"]
    assert len(set(links)) == 123
    assert links[3] == "#wcda-118978.sp-rtewa"
    assert {link.get("href")[1:] for link in page.iter(f"{HTML}a") if link.get("href").startswith("#")} <= set(ids)


def test_the_page_holds_all_the_text_once(sample: Edition, page) -> None:  # type: ignore[no-untyped-def]
    (main,) = page.iter(f"{HTML}main")
    for link in main.iter(f"{HTML}a"):
        if link.get("class") == "n":
            link.text = ""
    assert words("".join(main.itertext())) == words(encoder.render(sample, "text", view="diplomatic"))


def test_the_page_says_what_a_reader_needs(page) -> None:  # type: ignore[no-untyped-def]
    shown = " ".join("".join(page.itertext()).split())
    for needed in (
        "September 10, 1961", "Translated by Caixia Lu from Chinese", "Kim Il Sung 55 speeches",
        "Kim Soon Ho, Korean interpreter", "PRC FMA 106-00578-04, 26-35", "Henry Luce Foundation", "The source states no licence.",
        "Deng Xiaoping and Kim Il Sung discuss a range of issues",
    ):  # fmt: skip
        assert needed in shown, needed
    assert page.find(f"{HTML}body") is not None
    assert page.get("lang") == "en"


def test_headings_do_not_skip_a_level(page) -> None:  # type: ignore[no-untyped-def]
    levels = [int(element.tag[-1]) for element in page.iter() if re.fullmatch(rf"{HTML}h[1-6]", str(element.tag))]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_reading_view_names_speakers_in_full(sample: Edition) -> None:
    text = encoder.render(sample, "text")
    assert "\n\nKim Il Sung: [North] Korea also saw" in text
    assert "sends you [a] his regards" in text
    assert "a. referring to Kim Il Sung\nb. The original four-character phrase" in text
    assert "\n\nKim: " not in text


def test_pages_in_german(sample: Edition) -> None:
    assert "Übersetzt von Caixia Lu" in encoder.render(sample, "html", language="de")


@pytest.mark.parametrize(
    ("to", "parameters", "message"),
    [
        ("pdf", {}, "there is no output “pdf”; known are html, text, markdown"),
        ("text", {"view": "upside-down"}, "it is one of reading, diplomatic"),
        ("html", {"language": "la"}, "it is one of en, de"),
        ("html", {"colour": "red"}, "html has language"),
        ("text", {"width": "wide"}, "it is a number of columns"),
        ("json", {"language": "en"}, "json has none"),
    ],
)
def test_wrong_parameters(sample: Edition, to: str, parameters: dict[str, str], message: str) -> None:
    with pytest.raises(EncoderError, match=message):
        encoder.render(sample, to, **parameters)


def test_an_edition_from_elsewhere_loses_no_text() -> None:
    xml = serialize(encode("Present: A. Kim, B. Deng\n\nKim: One.\n\nDeng: Two.\n\nKim: Three.")).decode()
    foreign = "One <placeName>in <geogName>Pyongyang</geogName></placeName> and <unknown><deep>more</deep></unknown>."
    edition = encoder.open_edition(xml.replace("One.", foreign).encode())
    for view in ("reading", "diplomatic"):
        assert "One in Pyongyang and more." in encoder.render(edition, "text", view=view)
    assert "Pyongyang" in encoder.render(edition, "html")


@pytest.mark.parametrize(
    "expression",
    [
        "unparsed-text('file://{0}')",
        "doc('file://{0}')",
        "unparsed-text('http://localhost/')",
        "json-doc('file://{0}')",
    ],
)
def test_a_stylesheet_reaches_neither_files_nor_network(tmp_path: Path, sample: Edition, expression: str) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text("<secret/>", encoding="utf-8")
    saxon = transformer()
    sheet = f"""<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
      <xsl:template match="/"><xsl:sequence select="{expression.format(secret)}"/></xsl:template></xsl:stylesheet>"""
    compiled = saxon._processor.new_xslt30_processor().compile_stylesheet(stylesheet_text=sheet)
    saxon._executables["test"] = compiled
    try:
        with pytest.raises(TransformError):
            saxon.transform("test", saxon.parse(serialize(sample).decode().partition("\n")[2]), {})
    finally:
        del saxon._executables["test"]


def test_inline_markup_of_the_house_is_rendered() -> None:
    edition = encode("He said **this** of Com[munist] plans [5?] and [napravlenie].\f\nThe next page [Laughter] ends.")
    html = encoder.render(edition, "html")
    for part in ("<b>this</b>", 'class="ex"', 'class="unclear', 'class="pb"', 'class="stage delivery"'):
        assert part in html
    assert edition.root.find(".//t:pb", NS) is not None


def test_speeches_as_data(sample: Edition) -> None:
    data = json.loads(encoder.render(sample, "json"))
    assert (data["metadata"]["day"], data["metadata"]["translators"]) == ("1961-09-10", ["Caixia Lu"])
    assert data["participants"][0] == {
        "id": "wcda-118978.kim-il-sung", "name": "Kim Il Sung", "part": "participant", "group": "Korean representatives",
    }  # fmt: skip
    assert len(data["speeches"]) == 123
    fourth = data["speeches"][3]
    assert (fourth["id"], fourth["who"], fourth["cert"], fourth["name"]) == (
        "wcda-118978.sp-rtewa",
        ["wcda-118978.kim-il-sung"],
        "medium",
        "Kim Il Sung",
    )
    assert fourth["text"].startswith("[North] Korea also saw")
    assert fourth["words"] == len(fourth["text"].split())
    assert data["speeches"][0]["notes"] == ["referring to Kim Il Sung"]
    assert [speech["page"] for speech in data["speeches"]][-1] == 3  # two inferred page breaks before it
    lines = [json.loads(line) for line in encoder.render(sample, "jsonl").splitlines()]
    assert lines[3] == {"edition": "wcda-118978", **fourth}
    rows = list(csv.DictReader(io.StringIO(encoder.render(sample, "csv"), newline="")))
    assert len(rows) == 123
    assert (rows[3]["who"], rows[3]["text"]) == ("wcda-118978.kim-il-sung", fourth["text"])


def test_markdown_is_read_as_it_was_meant(sample: Edition) -> None:
    text = encoder.render(sample, "markdown")
    assert text.startswith("# Record of Conversation between Comrade Kim Il Sung and Comrade Deng Xiaoping\n")
    assert "\n**Kim Il Sung:** \\[North\\] Korea also saw" in text.replace("[North]", "\\[North\\]")
    page = encoder.encode(
        b"<h1>Report</h1><ul><li>a * b</li></ul><table><tr><td>x</td><td>y</td></tr></table>", name="r.html"
    )
    made = encoder.render(page, "markdown")
    for part in ("# Report", "- a \\* b", "| x | y | \n| --- | --- |"):
        assert part in made


def test_text_is_wrapped_and_notes_are_placed(sample: Edition) -> None:
    wrapped = encoder.render(sample, "text", width="60")
    assert max(map(len, wrapped.split("\n"))) <= 60
    assert wrapped.split() == encoder.render(sample, "text").split()
    inline = encoder.render(sample, "text", notes="inline")
    assert "sends you [referring to Kim Il Sung] his regards" in inline
    out = encoder.render(sample, "text", notes="out")
    assert "sends you  his regards" in out or "sends you his regards" in out
    assert "evil to the extreme" not in out


def test_a_cell_is_no_formula() -> None:
    made = json.dumps(
        {"metadata": {"id": "a"}, "speeches": [{"text": words} for words in ("=2+3", "@x", "-1", "- Yes.", "So.")]}
    )
    rows = list(csv.DictReader(io.StringIO(data.table(made), newline="")))
    assert [row["text"] for row in rows] == ["'=2+3", "'@x", "'-1", "- Yes.", "So."]


def test_utterances_are_speeches_too() -> None:
    tei = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="t"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>'
        "<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body><div>"
        '<u who="#kim" xml:id="u1"><seg>Yes, we do.</seg><note>loud</note></u>'
        '<u who="#roe" xml:id="u2"><w>Dobar</w><w>dan</w><pc>.</pc></u></div></body></text></TEI>'
    )
    rows = list(csv.DictReader(io.StringIO(encoder.render(encoder.open_edition(tei.encode()), "csv"), newline="")))
    assert [(row["who"], row["text"]) for row in rows] == [("kim", "Yes, we do."), ("roe", "Dobar dan.")]
