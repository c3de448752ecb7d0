"""What machines look for on a site: a map of it, what is new, and a table of all records.

    sitemap.xml   https://www.sitemaps.org/protocol.html    robots.txt   RFC 9309
    feed.json     https://www.jsonfeed.org/version/1.1/     feed.atom    RFC 4287

A map and feeds name whole addresses, so they are made where the site's own is known. A day that no edition states is
left out; Atom demands one of each entry, so it has those whose editions state it.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from encoder.corpus.summary import Summary
from encoder.project import Project
from encoder.publish.site import addresses

_MOST = 50_000
"""Addresses that one map may have."""
_NEWEST = 50
"""Entries of a feed."""
COLUMNS = ("id", "title", "date", "kind", "archive", "shelf mark", "languages", "speeches", "words", "page", "tei")


def table(summaries: Iterable[Summary]) -> bytes:
    """All records as CSV (RFC 4180), a line for each."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for summary in summaries:
        writer.writerow((
            summary.id, summary.title, summary.date, summary.genre, summary.archive, summary.shelf_mark,
            " ".join(summary.languages), summary.speeches, summary.words, addresses.of_record(summary.file),
            addresses.of_record(summary.file, suffix=".xml"),
        ))  # fmt: skip
    return out.getvalue().encode()


def robots(project: Project) -> bytes:
    """That all may be read, and where the map is."""
    address = project.site_address.rstrip("/")
    told = f"\nSitemap: {address}/{addresses.SITEMAP}\n" if address else ""
    return f"User-agent: *\nAllow: /\n{told}".encode()


def sitemaps(project: Project, pages: Iterable[str], summaries: Iterable[Summary]) -> dict[str, bytes]:
    """The map of a site, in parts with an index where it has more than 50,000 addresses."""
    base = project.site_address.rstrip("/")
    changed = {addresses.of_record(summary.file): summary.changed for summary in summaries}
    places = [page for page in (*pages, *changed) if page != addresses.MISSING]
    entries = [
        f"<url><loc>{escape(f'{base}/{addresses.shown(place)}')}</loc>"
        + (f"<lastmod>{changed[place]}</lastmod>" if changed.get(place) else "") + "</url>"
        for place in places
    ]  # fmt: skip
    parts = [entries[at : at + _MOST] for at in range(0, len(entries), _MOST)] or [[]]
    if len(parts) == 1:
        return {addresses.SITEMAP: _map("urlset", parts[0])}
    made = {f"sitemap-{number}.xml": _map("urlset", part) for number, part in enumerate(parts, 1)}
    names = [f"<sitemap><loc>{escape(f'{base}/{name}')}</loc></sitemap>" for name in made]
    return {addresses.SITEMAP: _map("sitemapindex", names), **made}


def _map(root: str, entries: Iterable[str]) -> bytes:
    told = "\n".join(entries)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{told}\n</{root}>\n"
    ).encode()


def feed(project: Project, summaries: Iterable[Summary]) -> bytes:
    """The records that were changed last, as JSON Feed."""
    base = project.site_address.rstrip("/")
    items = [
        {
            "id": f"{base}/{addresses.of_record(summary.file)}", "url": f"{base}/{addresses.of_record(summary.file)}",
            "title": summary.title, "content_text": summary.abstract or summary.title,
            **({"date_modified": f"{summary.changed}T00:00:00Z"} if summary.changed else {}),
            **({"tags": [summary.genre]} if summary.genre else {}),
        }
        for summary in _newest(summaries)
    ]  # fmt: skip
    told = {
        "version": "https://jsonfeed.org/version/1.1", "title": project.title, "home_page_url": f"{base}/",
        "feed_url": f"{base}/{addresses.FEED}", "language": project.language,
        **({"description": project.site_description} if project.site_description else {}), "items": items,
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"


def atom(project: Project, summaries: Iterable[Summary]) -> bytes | None:
    """The same as Atom; None where no edition states a day."""
    base = project.site_address.rstrip("/")
    dated = [summary for summary in _newest(summaries) if summary.changed]
    if not dated:
        return None
    author = project.publisher or project.title
    entries = "".join(
        f"  <entry>\n    <id>{escape(base)}/{escape(addresses.of_record(summary.file))}</id>\n"
        f"    <title>{escape(summary.title)}</title>\n    <updated>{summary.changed}T00:00:00Z</updated>\n"
        f"    <link href={quoteattr(f'{base}/{addresses.of_record(summary.file)}')}/>\n"
        + (f"    <summary>{escape(summary.abstract)}</summary>\n" if summary.abstract else "") + "  </entry>\n"
        for summary in dated
    )  # fmt: skip
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{project.language}">\n'
        f"  <id>{escape(base)}/</id>\n  <title>{escape(project.title)}</title>\n"
        f"  <updated>{dated[0].changed}T00:00:00Z</updated>\n  <author><name>{escape(author)}</name></author>\n"
        f'  <link rel="self" href={quoteattr(f"{base}/{addresses.ATOM}")}/>\n{entries}</feed>\n'
    ).encode()


def _newest(summaries: Iterable[Summary]) -> list[Summary]:
    ordered = sorted(summaries, key=lambda summary: summary.file)
    return sorted(ordered, key=lambda summary: summary.changed, reverse=True)[:_NEWEST]
