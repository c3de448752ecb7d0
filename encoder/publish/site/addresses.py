"""Where each page of a site stands, seen from its root; all links are relative, so that a site works from a disk."""

from __future__ import annotations

from urllib.parse import quote

from encoder.corpus.slug import LONGEST, digest, slug

HOME, SEARCH, ABOUT, DOWNLOADS, MANUAL, MISSING = (
    "index.html", "search.html", "about.html", "downloads.html", "manual.html", "404.html",
)  # fmt: skip
BROWSE, PEOPLE, PLACES = "browse/index.html", "people/index.html", "places/index.html"
REGISTER, CORPUS, TABLE, FEED, ATOM, SITEMAP, ROBOTS = (
    "register.xml", "corpus.xml", "records.csv", "feed.json", "feed.atom", "sitemap.xml", "robots.txt",
)  # fmt: skip


def of_record(file: str, speech: str = "", suffix: str = ".html") -> str:
    """The page of a record, or of a speech in it; with another suffix another file. Its name may have any sign."""
    return f"records/{quote(file)}{suffix}{f'#{speech}' if speech else ''}"


def of_person(key: str, page: int = 1) -> str:
    """A page of a person of the register."""
    return f"person/{_short(key)}{f'/{page}' if page > 1 else ''}.html"


def of_facet(facet: str, value: str, page: int = 1) -> str:
    """A page of the records of which a facet (`year`, `genre`, `archive`, `place`) has a value."""
    return f"browse/{facet}/{slug(value)}{f'/{page}' if page > 1 else ''}.html"


def of_facet_index(facet: str) -> str:
    """The page of all values of a facet."""
    return PLACES if facet == "place" else f"browse/{facet}.html"


def of_browse(page: int = 1) -> str:
    """A page of the list of all records."""
    return BROWSE if page == 1 else f"browse/page-{page}.html"


def of_letter(index: str, letter: str) -> str:
    """A page of an index, of the names that begin with a letter; no slug begins with a low line."""
    folder = index.removesuffix("/index.html").removesuffix(".html")
    return f"{folder}/_{letter.lower() if letter.isascii() and letter.isalpha() else f'{ord(letter[0]):x}'}.html"


def shown(address: str) -> str:
    """An address as it is told: without the name of the page that stands for its folder."""
    folder, _, name = address.rpartition("/")
    return address if name != HOME or folder == "records" else f"{folder}/".lstrip("/")


def root_of(address: str) -> str:
    """The way from a page to the root."""
    return "../" * address.count("/")


def _short(key: str) -> str:
    return key if len(key) <= LONGEST else f"{key[:LONGEST]}-{digest(key)}"
