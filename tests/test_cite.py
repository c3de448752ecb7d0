"""What a page says of itself, read by parsers that were not written here."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import bibtexparser
import extruct
import html5lib
import pytest
import rispy

import encoder
from encoder.values.edition import Edition
from tests.conftest import encode

TITLE = "Record of Conversation between Comrade Kim Il Sung and Comrade Deng Xiaoping"
HTML = "{http://www.w3.org/1999/xhtml}"
ZOTERO = Path(__file__).parent / "npm" / "zotero.js"
MODULES = Path(os.environ.get("TEI_ENCODER_NODE_MODULES", "node_modules"))


@pytest.fixture(scope="module")
def html(sample: Edition) -> str:
    return encoder.render(sample, "html")


def shown(html: str, name: str) -> str:
    page = html5lib.parse(html)
    return "".join(page.find(f".//*[@id='cite-{name}']").itertext())


def test_chicago_and_mla(html: str) -> None:
    assert shown(html, "chicago") == (
        f"“{TITLE},” September 10, 1961, Wilson Center Digital Archive, PRC FMA 106-00578-04, 26-35. "
        "Translated by Caixia Lu. https://digitalarchive.umd.edu/document/118978"
    )
    assert shown(html, "mla") == (
        f"“{TITLE}.” 10 Sept. 1961. Wilson Center Digital Archive, translated by Caixia Lu, PRC FMA 106-00578-04, "
        "pp. 26-35, https://digitalarchive.umd.edu/document/118978."
    )


def test_bibtex(html: str) -> None:
    (entry,) = bibtexparser.loads(shown(html, "bibtex")).entries if hasattr(bibtexparser, "loads") else _entries(html)
    assert (entry["ID"], entry["year"], entry["pages"]) == ("wcda-118978", "1961", "26--35")
    assert entry["note"] == "PRC FMA 106-00578-04. Translated by Caixia Lu"


def _entries(html: str) -> list[dict[str, str]]:
    library = bibtexparser.parse_string(shown(html, "bibtex"))
    assert library.failed_blocks == []
    return [{"ID": e.key, **{field.key: field.value for field in e.fields}} for e in library.entries]


def test_ris(html: str) -> None:
    (entry,) = rispy.loads(shown(html, "ris"))
    assert (entry["title"], entry["date"], entry["year"]) == (TITLE, "1961/09/10", "1961")
    assert entry["urls"] == ["https://digitalarchive.umd.edu/document/118978"]


def test_csl_json(html: str) -> None:
    (entry,) = json.loads(shown(html, "csl"))
    assert entry["issued"] == {"date-parts": [[1961, 9, 10]]}
    assert entry["translator"] == [{"literal": "Caixia Lu"}]
    assert (entry["type"], entry["archive_location"]) == ("manuscript", "PRC FMA 106-00578-04")


def test_what_search_engines_and_reference_managers_find(html: str) -> None:
    data = extruct.extract(html, syntaxes=["json-ld", "opengraph", "dublincore"])
    (work,) = data["json-ld"]
    assert (work["@type"], work["dateCreated"]) == ("ArchiveComponent", "1961-09-10")
    assert work["translator"] == [{"@type": "Person", "name": "Caixia Lu"}]
    assert len(work["mentions"]) == 16
    assert ("og:title", TITLE) in data["opengraph"][0]["properties"]
    core = {element["name"].lower(): element["content"] for element in data["dublincore"][0]["elements"]}
    assert (core["dc.title"], core["dc.date"]) == (TITLE, "1961-09-10")
    page = html5lib.parse(html)
    highwire = {meta.get("name"): meta.get("content") for meta in page.iter(f"{HTML}meta")}
    assert highwire["citation_title"] == TITLE
    assert highwire["citation_publication_date"] == "1961/09/10"
    (coins,) = [span for span in page.iter(f"{HTML}span") if span.get("class") == "Z3988"]
    assert parse_qs(coins.get("title"))["rft.title"] == [TITLE]


@pytest.fixture(scope="module")
def zotero(html: str) -> dict[str, list[dict[str, Any]]]:
    """What Zotero's own translators read, by what they read it from."""
    if shutil.which("node") is None or not (MODULES / "zotero-translators").is_dir():
        pytest.skip("Node or zotero-translators is not here")
    asked = json.dumps({"page": html, "citations": {name: shown(html, name) for name in ("bibtex", "ris", "csl")}})
    environment = {**os.environ, "NODE_PATH": str(MODULES.resolve())}
    command = ["node", str(ZOTERO)]
    told = subprocess.run(command, input=asked, capture_output=True, text=True, check=True, env=environment)
    return json.loads(told.stdout.rstrip().rpartition("\n")[2])  # type: ignore[no-any-return]


@pytest.mark.parametrize("name", ["page", "bibtex", "ris", "csl"])
def test_zotero_reads_title_day_and_address(zotero: dict[str, list[dict[str, Any]]], name: str) -> None:
    item = zotero[name][0]
    assert (item["title"], item["url"]) == (TITLE, "https://digitalarchive.umd.edu/document/118978")
    assert item["date"] in ("1961-09-10", "September 10, 1961")


@pytest.mark.parametrize(("name", "mark"), [("ris", "callNumber"), ("csl", "archiveLocation")])
def test_zotero_reads_archive_mark_and_translator(
    zotero: dict[str, list[dict[str, Any]]], name: str, mark: str
) -> None:
    (item,) = zotero[name]
    assert item["itemType"] == "manuscript"
    assert item["creators"] == [{"name": "Caixia Lu", "creatorType": "translator"}]
    assert item[mark] == "PRC FMA 106-00578-04"


def test_a_title_cannot_break_out() -> None:
    text = "Minutes of Talks on </script><b>50% & {more}_</b>\n\nKim: One.\n\nDeng: Two.\n\nKim: Three.\n\nDeng: Four."
    html = encoder.render(encode(text), "html")
    (work,) = extruct.extract(html, syntaxes=["json-ld"])["json-ld"]
    assert work["name"] == "Minutes of Talks on </script><b>50% & {more}_</b>"
    assert "50\\% \\& more\\_" in shown(html, "bibtex")


def test_what_is_not_known_is_not_said() -> None:
    html = encoder.render(encode("Nothing is known of this."), "html")
    (work,) = extruct.extract(html, syntaxes=["json-ld"])["json-ld"]
    assert set(work) == {"@context", "@type", "name", "inLanguage"}
    assert rispy.loads(shown(html, "ris"))[0].keys() == {"type_of_reference", "title", "language"}


@pytest.mark.parametrize(("day", "words"), [("March 5, 1953", "March 5, 1953"), ("March 1953", "March 1953")])
def test_a_day_that_the_text_states_is_cited_in_words(day: str, words: str) -> None:
    page = encoder.render(encode(f"Memorandum on Grain, {day}\n\nIt was good."), "html")
    assert f"“Memorandum on Grain, {day},” {words}." in page
