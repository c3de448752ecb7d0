"""A site: what a reader can do with it, what is made anew, and that all its links lead somewhere."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import msgspec
import pytest
from lxml import etree

import encoder
from encoder.corpus import candidates, index
from encoder.corpus.summary import Part, Summary, shared
from encoder.files import resources
from encoder.publish.site import addresses, feeds, search
from encoder.values.authority import Entry
from encoder.values.namespaces import TEI
from encoder.work.store import digest
from tests.test_browser import VNU
from tests.test_cli import run

TALK = """Minutes of Talks between Kim Il Sung and {} on the {} May 19{}

Kim Il Sung: We spoke of {} and of tractors.

{}: Two.

Kim: Three.

{}: Four [laughter].
"""
OTHERS = ("Deng Xiaoping", "Zhou Enlai", "Gen. Marshall", "General Marshall", "Пэн Дэхуай")
PROJECT = """title = "Talks & more"
date = "2026-11-25"
[site]
address = "https://example.org/talks/"
description = "All <talks>."
about = "See https://example.org/archive, please.\\n\\nSecond."
contact = "mail@example.org"
"""
needs_pagefind = pytest.mark.skipif(search.program() is None, reason="Pagefind is not here")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from click.testing import CliRunner

    from encoder.cli import cli

    folder = tmp_path_factory.mktemp("site")
    (folder / "records").mkdir()
    for number in range(10):
        other = OTHERS[number % len(OTHERS)]
        text = TALK.format(other, number + 1, 50 + number // 2, f"grain{number}", other, other)
        (folder / "records" / f"{number}.txt").write_text(text, encoding="utf-8")
    shutil.copy(resources.sample(), folder / "records")
    for name in ("1951/Größe #1 50% & <b>.txt", "1952/0.txt"):  # any sign may be in a name, and folders part them
        (folder / "records" / name).parent.mkdir()
        (folder / "records" / name).write_text(
            f"Memorandum on {name.partition('/')[0]}\n\nIt was good.\n", encoding="utf-8"
        )
    (folder / "edition.toml").write_text(PROJECT, encoding="utf-8")
    done = CliRunner().invoke(cli, ["build", str(folder), "--jobs", "2", "--show", "error"])
    assert done.exit_code == 0, done.output
    return folder / "output"


class _Links(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src", "action") and value:
                self.links.append(value)
            if name == "id" and value:
                self.ids.append(value)


@cache
def _speech(site: Path, record: str, number: int) -> str:
    """The identifier of a speech by its number."""
    edition = (site / "records" / f"{record}.xml").read_text(encoding="utf-8")
    (found,) = re.findall(rf'<sp xml:id="([^"]+)" n="{number}"', edition)
    return str(found)


def _page(path: Path) -> _Links:
    return _Links(path.read_text(encoding="utf-8"))


def test_every_link_leads_somewhere(site: Path) -> None:
    pages = [path for path in site.rglob("*.html") if "pagefind" not in path.parts]
    assert len(pages) > 40
    number = 0
    for page in pages:
        assert len(set(_page(page).ids)) == len(_page(page).ids), page
        for link in _page(page).links:
            if link.startswith(("http:", "https:", "mailto:")) or page.name == "404.html":
                continue
            target, fragment = urldefrag(link)
            path = (page.parent / unquote(target)).resolve() if target else page
            assert path.is_file(), f"{page}: {link}"
            assert site in path.parents
            assert not fragment or fragment in _page(path).ids, f"{page}: {link}"
            number += 1
    assert number > 500


def test_a_missing_page_leads_home_from_any_address(site: Path) -> None:
    links = _page(site / "404.html").links
    assert "/talks/index.html" in links
    assert "/talks/site.css" in links


def test_a_person_has_roles_speeches_partners_years(site: Path) -> None:
    page = (site / "person" / "kim-il-sung.html").read_text(encoding="utf-8")
    for words in (
        f'href="../records/0.html#{_speech(site, "0", 1)}"',
        f'href="../records/118978.html#{_speech(site, "118978", 2)}"',
        "Deng Xiaoping",
        "Speaks with",
        "<svg",
    ):
        assert words in page
    assert 'href="../person/kim-il-sung.html"' in (site / "records" / "118978.html").read_text(encoding="utf-8")
    assert "by decision" not in page
    assert "is inferred from the name" in page


def test_names_in_other_scripts_have_pages(site: Path) -> None:
    pages = [
        path for path in (site / "person").glob("person-*.html") if "Пэн Дэхуай" in path.read_text(encoding="utf-8")
    ]
    assert len(pages) == 1


def test_what_is_text_stays_text(site: Path) -> None:
    home = (site / "index.html").read_text(encoding="utf-8")
    assert "<title>Talks &amp; more</title>" in home
    assert "All &lt;talks&gt;." in home
    about = (site / "about.html").read_text(encoding="utf-8")
    assert '<a href="https://example.org/archive">https://example.org/archive</a>, please.</p>' in about
    assert "<p>Second.</p>" in about


def test_the_register_is_tei_and_every_use_leads_back(site: Path) -> None:
    root = etree.parse(site / "register.xml").getroot()
    targets = " ".join(root.xpath("//*[local-name()='ptr']/@target")).split()
    assert len(targets) > 100
    for target in targets:
        file, _, fragment = target.partition("#")
        assert not fragment or f'xml:id="{fragment}"' in (site / unquote(file)).read_text(encoding="utf-8"), target
    person = root.find(f".//{{{TEI}}}person[@{{http://www.w3.org/XML/1998/namespace}}id='register.kim-il-sung']")
    assert person is not None
    assert person.get("cert") == "medium"


def test_all_tei_of_a_project_is_valid(site: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    code, out, _ = run(capsysbinary, "validate", site)
    assert (code, out) == (0, b"")
    code, out, _ = run(capsysbinary, "validate", "--schema", "model", site / "register.xml")
    assert (code, out) == (0, b"")


def test_the_register_is_valid_tei(site: Path, capsysbinary: pytest.CaptureFixture[bytes], shared: Path) -> None:
    code, out, _ = run(capsysbinary, "validate", "--schema", shared / "schemas" / "tei_all.rng", site / "register.xml")
    assert (code, out) == (0, b"")


def test_the_register_says_whose_it_is_and_in_which_languages() -> None:
    from encoder.corpus import people
    from encoder.project import Project

    cards = [
        Summary("a", "a", "Gespräch", places=("Пхеньян", "Seoul", "SEOUL"), language="de"),
        Summary("b", "b", "Talk", places=("평양",)),
    ]
    project = Project(Path(), "T", publisher="A & B", licence="https://example.org/l")
    root = etree.fromstring(b"".join(people.tei(index.of(cards), project)))
    names = {"t": TEI}
    assert root.xpath("string(//t:publisher)", namespaces=names) == "A & B"
    assert root.xpath("//t:licence/@target", namespaces=names) == ["https://example.org/l"]
    assert root.xpath("//t:title/@xml:lang", namespaces=names) == ["de", "und"]
    assert root.xpath("//t:language/@ident", namespaces=names) == ["de", "en", "und"]
    assert root.xpath("//t:availability/@status", namespaces=names) == ["unknown"]  # whatever that licence says
    ids = root.xpath("//t:place/@xml:id", namespaces=names)
    assert len(set(ids)) == 4
    alone = etree.fromstring(b"".join(people.tei(index.of([Summary("c", "c", "T", places=("SEOUL",))]), project)))
    (same,) = alone.xpath("//t:place/@xml:id", namespaces=names)
    assert same in ids  # whatever other places there are
    for publisher, licence in (("A", None), (None, "https://example.org/l"), (None, None)):
        made = b"".join(people.tei(index.of(cards), replace(project, publisher=publisher, licence=licence)))
        assert [*encoder.validate(encoder.open_edition(made))] == []
        assert ((licence or "example.org") in made.decode()) is bool(licence)


def test_a_row_of_the_house_settles_who_it_is_unless_it_says_that_nobody_looked() -> None:
    cards = [Summary(n, n, "T", parts=(Part("li-ming", "li-ming", ("Li Ming",), "participant"),)) for n in "ab"]
    entry = Entry("li-ming", "Li Ming (diplomat)")
    assert index.of(cards, [entry]).persons["li-ming"].certainty is None
    assert index.of(cards, [entry]).persons["li-ming"].name == "Li Ming (diplomat)"
    proposed = replace(entry, cert="medium")  # as `init` writes it
    assert index.of(cards, [proposed]).persons["li-ming"].certainty == "medium"
    viaf = Part("li-ming", "li-ming", ("Li Ming",), "participant", identifiers=(("VIAF", "1"),))
    assert index.of([*cards, Summary("c", "c", "T", parts=(viaf,))]).persons["li-ming"].certainty is None


def test_whatever_role_an_edition_gives_the_register_stands() -> None:
    from encoder.corpus import people
    from encoder.project import Project

    parts = tuple(Part(key, key, (key,), role) for key, role in (("a", "sent"), ("b", "chair"), ("place-x", "")))
    cards = [Summary("r", "r", "T", parts=parts, turns=(("a", "b", 3),), places=("X",), language="en")]
    made = b"".join(people.tei(index.of(cards), Project(Path(), "T")))
    assert [*encoder.validate(encoder.open_edition(made))] == []


def test_many_records_of_one_person_are_compared_by_their_roles() -> None:
    def taken(number: int) -> float:
        cards = [
            Summary(f"{n:05}", f"r{n}", "T", parts=(Part("p", "p", ("P",), "participant", "ambassador"),))
            for n in range(number)
        ]
        listed = index.of(cards)
        start = time.perf_counter()
        assert not [*candidates.check(listed)]
        return time.perf_counter() - start

    assert taken(8_000) < 1


def test_pages_of_records_say_where_they_are_and_whom_to_ask(site: Path) -> None:
    page = (site / "records" / "118978.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://example.org/talks/records/118978.html">' in page
    assert '<link rel="alternate" type="application/feed+json" title="Talks &amp; more" href="../feed.json">' in page
    assert 'href="mailto:mail@example.org"' in page


def test_titles_are_in_their_own_language_and_an_editors_words_in_brackets() -> None:
    from encoder.corpus.describe import describe
    from encoder.project import Project
    from encoder.publish.site.pages import pages
    from tests.conftest import encode

    edition = encode("Cable, Kovalev to Stalin\n\nIt is so.")
    title = edition.root.find(f".//{{{TEI}}}titleStmt/{{{TEI}}}title")
    assert title is not None
    title.text = "Kovalev  to Filippov "
    etree.SubElement(title, f"{{{TEI}}}note").text = "Stalin"
    etree.SubElement(title, f"{{{TEI}}}hi").text = " and others"
    card = describe(edition, "a")
    assert (card.title, card.language) == ("Kovalev to Filippov [Stalin] and others", "en")
    made = pages(Project(Path(), "T", has_site=True), index.of([card]), ())
    assert b'lang="en"' in next(page.description for page in made if page.address == "browse/index.html")


def test_machines_find_their_way(site: Path) -> None:
    sitemap = etree.parse(site / "sitemap.xml").getroot()
    places = [str(place) for place in sitemap.xpath("//*[local-name()='loc']/text()")]
    assert "https://example.org/talks/" in places
    for place in places:
        name = unquote(place.removeprefix("https://example.org/talks/"))
        assert (site / (f"{name}index.html" if name.endswith("/") or not name else name)).is_file(), place
    assert "Sitemap: https://example.org/talks/sitemap.xml" in (site / "robots.txt").read_text(encoding="utf-8")
    feed = json.loads((site / "feed.json").read_bytes())
    assert (feed["version"], len(feed["items"])) == ("https://jsonfeed.org/version/1.1", 13)
    assert feed["items"][0]["date_modified"] == "2026-11-25T00:00:00Z"
    atom = etree.parse(site / "feed.atom").getroot()
    assert len(atom.findall("{http://www.w3.org/2005/Atom}entry")) == 13
    table = (site / "records.csv").read_text(encoding="utf-8").splitlines()
    assert table[0] == ",".join(feeds.COLUMNS)
    assert len(table) == 14


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*"))
        if path.is_file() and "pagefind" not in path.parts
    }  # fmt: skip


def test_one_record_changed_makes_the_pages_anew_that_list_it(
    site: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    folder = shutil.copytree(site.parent, tmp_path / "copy")
    assert "13 same" in run(capsysbinary, "build", folder, "--show", "error")[2]
    assert _contents(folder / "output") == _contents(site)
    record = folder / "records" / "1.txt"
    record.write_text(record.read_text(encoding="utf-8").replace("Zhou Enlai", "Peng Zhen"), encoding="utf-8")
    err = run(capsysbinary, "build", folder, "--show", "error")[2]
    assert "1 changed, 12 same" in err
    changed = {name for name, data in _contents(folder / "output").items() if _contents(site).get(name) != data}
    assert {"records/1.html", "person/peng-zhen.html", "person/zhou-enlai.html", "browse/index.html"} <= changed
    assert not {"records/2.html", "person/deng-xiaoping.html", "about.html", "browse/year/1954.html"} & changed
    (folder / "records" / "1.txt").unlink()
    run(capsysbinary, "build", folder, "--prune", "--show", "error")
    assert not (folder / "output" / "person" / "peng-zhen.html").exists()
    assert not (folder / "output" / "records" / "1.html").exists()
    again = shutil.copytree(folder, tmp_path / "again", ignore=shutil.ignore_patterns("output"))
    run(capsysbinary, "build", again, "--show", "error")
    assert _contents(again / "output") == _contents(folder / "output")


def test_many_are_parted_by_pages_and_letters() -> None:
    from encoder.project import Project
    from encoder.publish.site.pages import pages
    from encoder.saxon.processor import transformer

    cards = [
        Summary(f"r{n}", f"r{n}", f"Record {n}", date=f"19{n % 90 + 10}-01-01", genre="cable", parts=(
            Part(f"p{n}", f"p{n}", (f"{chr(65 + n % 26)}. Person {n}",), "participant"),
            Part("mao", "m", ("Mao",), "present"))) for n in range(320)
    ]  # fmt: skip
    made = {page.address: page.description for page in pages(Project(Path(), "T", has_site=True), index.of(cards), ())}
    assert {
        "browse/index.html",
        "browse/page-7.html",
        "browse/genre/cable/7.html",
        "people/_a.html",
        "people/_z.html",
    } <= {*made}
    assert "browse/page-8.html" not in made
    assert made["browse/page-2.html"].count(b"<record ") == 50
    saxon = transformer(("site.xsl",))
    page = saxon.transform(
        "site.xsl", saxon.parse(made["browse/page-2.html"].decode()), {"language": "de", "policy": ""}
    )
    assert "<title>Dokumente – Seite 2 – T</title>" in page
    of_mao = ["person/mao.html", *(f"person/mao/{number}.html" for number in range(2, 8))]
    assert [made[address].count(b"<record ") for address in of_mao] == [50] * 6 + [20]
    assert [b"<person" in made[address] for address in of_mao] == [True] + [False] * 6
    assert {len(re.findall(rb"<pager>", made[address])) for address in of_mao} == {1}
    assert b'href="../../records/r' in made[of_mao[1]]
    assert b'href="../../person/mao.html"' in made[of_mao[1]]
    assert max(map(len, made.values())) < 60_000


def test_a_record_stands_once_on_a_persons_page_and_names_stand_by_what_they_are() -> None:
    from encoder.project import Project
    from encoder.publish.site.pages import pages

    parts = (Part("zhou", "", ("Zhou Enlai",), "author"), Part("zhou", "z", ("Zhou Enlai",), "participant", speeches=("sp1",)),
             Part("mao", "m", ("Chairman Mao",), "participant"), Part("eng", "e", ("Captain Eng",), "participant"))  # fmt: skip
    places = ("Zaire", "Österreich", "austria")
    listed = index.of([Summary("a", "a", "T", date="1961-09-10", parts=parts, places=places)])
    assert [*listed.persons] == ["eng", "mao", "zhou"]
    assert [*listed.places] == ["austria", "Österreich", "Zaire"]
    made = {page.address: page.description for page in pages(Project(Path(), "T", has_site=True), listed, ())}
    assert made["person/zhou.html"].count(b"<record ") == 1
    assert made["person/zhou.html"].count(b"<part ") == 2
    assert b'name="Zhou Enlai" href="../person/zhou.html" records="1"' in made["people/index.html"]


def test_with_whom_somebody_speaks_most_is_listed() -> None:
    from encoder.project import Project
    from encoder.publish.site.pages import pages
    from encoder.saxon.processor import transformer

    others = [f"p{n}" for n in range(130)]
    parts = tuple(Part(key, key, (f"Person {key}",), "participant") for key in ("mao", *others))
    turns = tuple(("mao", key, at + 1) for at, key in enumerate(others))
    listed = index.of([Summary("a", "a", "T", parts=parts, turns=turns)])
    made = {page.address: page.description for page in pages(Project(Path(), "T", has_site=True), listed, ())}
    saxon = transformer(("site.xsl",))
    html = saxon.transform("site.xsl", saxon.parse(made["person/mao.html"].decode()), {"language": "en", "policy": ""})
    assert "Person p129" in html
    assert "Person p29<" not in html
    assert "… 30 more" in html


def test_slugs_are_addresses_and_tell_names_apart() -> None:
    names = (
        "Foreign Ministry", "Архив", "Архив 2", "a/b", "a b", "a-b", "Ünïcode", "Unicode", "unicode", "Seoul (Korea)",
        "Seoul, Korea", "x" * 300, "x" * 301, "CON", "..", "",
    )  # fmt: skip
    slugs = [addresses.slug(name) for name in names]
    assert len({slug.lower() for slug in slugs}) == len(names)
    assert all(len(slug) < 120 and slug.isascii() and "/" not in slug and slug.strip(".") for slug in slugs)
    letters = [addresses.of_letter("people/index.html", letter) for letter in "OÖKК#_"]
    assert len(set(letters)) == len(letters)
    assert [
        addresses.shown(each)
        for each in ("index.html", "people/index.html", "records/index.html", "records/card-index.html")
    ] == ["", "people/", "records/index.html", "records/card-index.html"]


def test_no_two_pages_have_one_address_and_lists_stay_light() -> None:
    from encoder.project import Project
    from encoder.publish.site.pages import pages

    def size(number: int) -> int:
        cards = [
            Summary(f"r{n}", f"r{n}", "T", date=f"{n % 300 + 1700}-01-01", genre=f"Kind {n % 3}", archive=f"Archive {n}", places=(f"Place {n}", f"Place, {n}")) for n in range(number)
        ]  # fmt: skip
        made = [*pages(Project(Path(), "T", has_site=True), index.of(cards), ())]
        assert len({page.address.lower() for page in made}) == len(made)
        return sum(len(page.description) for page in made)

    assert size(200) < 3 * size(100)  # not four times


def test_a_card_is_the_same_from_json() -> None:
    card = Summary("f", "i", "t", languages=("en",), places=("P",), parts=(Part("k", "i", ("N",), "p", identifiers=(("VIAF", "1"),), speeches=("sp1",)),), turns=(("a", "b", 2),))  # fmt: skip
    assert shared(msgspec.json.decode(msgspec.json.encode(card), type=Summary)) == card


PAIRS = (  # two names, whether they may be one person's
    ("Gen. Marshall", "General Marshall", True),
    ("General Marshall", "General G. C. Marshall", True),
    ("Kim Il Sung", "Kim Il-song", True),
    ("Sung Kim Il", "Kim Il Sung", True),
    ("Kim Il Sung", "Kim Chang-man", False),
    ("General Marshall", "General Chou", False),
    ("Mr. Chang", "Mister Chang", False),  # “Mr” is no beginning of “Mister”: nothing is guessed
    ("Zhou Enlai", "Zhou Enlai", False),
)  # fmt: skip


@pytest.mark.parametrize(("one", "other", "alike"), PAIRS)
def test_who_may_be_one_person(one: str, other: str, alike: bool) -> None:
    from encoder.corpus.describe import key_of

    cards = [
        Summary(name, name, "T", date="1950", parts=(Part(key_of(name), "x", (name,), "participant"),))
        for name in (one, other)
    ]
    found = [each for each in candidates.check(index.of(cards)) if each.rule.name == "person-alike"]
    assert bool(found) is alike
    together = [Summary("1", "1", "T", parts=tuple(part for card in cards for part in card.parts))]
    assert not [*candidates.check(index.of(together))]  # in one record they are two
    assert not [
        *candidates.check(index.of(cards, [Entry(key_of(one), one), Entry(key_of(other), other)]))
    ]  # the house knows both


def test_one_name_may_be_two_persons() -> None:
    def card(file: str, year: str, role: str) -> Summary:
        return Summary(
            file, file, "T", date=year, parts=(Part("li-ming", "li-ming", ("Li Ming",), "participant", role),)
        )

    found = [*candidates.check(index.of([card("1", "1949", "ambassador"), card("2", "1972", "interpreter")]))]
    assert [each.rule.name for each in found] == ["person-same-name"]
    assert [each.message for each in found] == [
        "“Li Ming” is “ambassador” in 1 and “interpreter” in 2, which may be two persons"
    ]
    assert not [
        *candidates.check(index.of([card("1", "1949", "ambassador"), card("2", "1972", "Ambassador to Moscow")]))
    ]
    assert [*candidates.check(index.of([card("1", "1900", ""), card("2", "1972", "")]))]


def test_what_a_manifest_says_is_enough_for_a_site(site: Path) -> None:
    told = json.loads((site / "manifest.json").read_bytes())["records"]
    assert len(told) == 13
    entry = told["../records/118978.txt"]
    assert entry["results"]["html"] == digest((site / "records" / "118978.html").read_bytes()).hex()


# In a browser ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    import threading
    from functools import partial
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


QUESTIONS = (  # words, and the record and the speech that have them
    ("grain3 tractors", "3", 1),
    ("rainfall unusual weather", "118978", 4),
    ("Triangle Hill", "118978", 0),
    ('"tractors" grain7', "7", 1),
)  # fmt: skip


@needs_pagefind
def test_search_finds_speeches(served: str, site: Path, browser: object) -> None:
    page = browser.new_page()  # type: ignore[attr-defined]
    outside: list[str] = []
    page.on("request", lambda request: outside.append(request.url) if not request.url.startswith(served) else None)
    page.on("console", lambda message: outside.append(message.text))
    for words, record, number in QUESTIONS:
        expected = f"records/{record}.html#{_speech(site, record, number) if number else ''}"
        page.goto(f"{served}search.html")
        page.fill("#words", words)
        page.press("#words", "Enter")
        page.wait_for_selector("#hits a")
        found = page.eval_on_selector_all("#hits a", "all => all.slice(0, 3).map(each => each.getAttribute('href'))")
        assert any(link.startswith(expected) for link in found), (words, found)
    page.select_option("select[name=year]", "1961")
    page.wait_for_function(
        "document.querySelectorAll('#hits a').length == 0 || [...document.querySelectorAll('#hits a')].every(a => a.href.includes('118978'))"
    )
    page.fill("#words", "nothing-of-the-kind")
    page.wait_for_function("document.getElementById('told').textContent.startsWith('Nothing')")
    assert outside == []
    page.close()


def test_all_works_from_a_disk_but_search(site: Path, browser: object) -> None:
    page = browser.new_page()  # type: ignore[attr-defined]
    page.goto((site / "index.html").as_uri())
    page.click("text=Records")
    page.click("a[href='year/1961.html'], a[href='../browse/year/1961.html']")
    page.click("text=Record of Conversation between Comrade Kim Il Sung")
    page.click(".particDesc summary")
    page.click(".listPerson >> text=Deng Xiaoping")
    assert page.inner_text("h1") == "Deng Xiaoping"
    assert page.evaluate("getComputedStyle(document.querySelector('.site')).display") == "flex"
    page.goto((site / "search.html").as_uri())
    page.wait_for_timeout(300)
    page.close()


PAGES = (
    "index.html", "browse/index.html", "browse/year/1961.html", "people/index.html", "places/index.html",
    "person/kim-il-sung.html", "search.html?q=tractors", "about.html", "downloads.html", "records/118978.html",
)  # fmt: skip


@pytest.mark.skipif(not VNU.is_file() or shutil.which("java") is None, reason="vnu-jar or Java is not here")
def test_pages_are_html(site: Path) -> None:
    pages = [str(site / address.partition("?")[0]) for address in (*PAGES, "404.html")]
    done = subprocess.run(
        ["java", "-jar", str(VNU), "--errors-only", *pages], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("address", PAGES)
def test_pages_are_accessible_and_fit(served: str, browser: object, axe: str, address: str) -> None:
    for width in (320, 1200):
        context = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)  # type: ignore[attr-defined]
        page = context.new_page()
        page.goto(served + address)
        if "search" in address:
            page.wait_for_timeout(600)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.evaluate(axe)
        told = page.evaluate(
            "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
        )
        assert [(each["id"], each["nodes"][0]["html"]) for each in told["violations"]] == []
        context.close()
