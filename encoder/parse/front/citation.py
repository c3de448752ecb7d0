"""The citation block, by grammar: `Q title [,] Q' [,] date , collection , source . [contributions .] url`.

    118978:  "Record of …", September 10, 1961, Wilson Center Digital Archive, PRC FMA 106-00578-04, 26-35.
             Translated by Caixia Lu. <https://digitalarchive.umd.edu/document/118978>
    001:     “Record of …,” October 05, 1945, History and Public Policy Program Digital Archive, AVPRF: fond 0100,
             opis 40, delo 7, papka 248, listy 120-123. Translated by Sergey Radchenko. http://…

Each rule takes what it knows from one end of what is left; what no rule knows stays as printed. The parts, one after
the other, are the citation's own words (Guidelines 3.12.2, `bibl`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from encoder.parse.front import printed
from encoder.parse.inline import dates
from encoder.values.diagnostics import Report, Rule, Severity
from encoder.values.excerpt import Excerpt
from encoder.values.profile import Profile
from encoder.values.record.header import BiblPart, Citation

CITATION_UNPARSED = Rule(
    "citation-unparsed",
    Severity.WARNING,
    "A part of the citation was not recognised.",
    """A citation is read by the grammar `“title,” date, collection, archive and shelf mark. Contributions. URL`. The
message names the parts that were not found. All words stay in `sourceDesc/bibl` as printed, but the fields of the
header that depend on these parts are missing.

Example: a citation without a collection known to the profile has no `publisher`, and the beginning of its archive is
unknown.

What to do: compare the citation with the archive's page. If it is right as it stands, complete `bibl` by hand.

Guidelines: 3.12.2 Components of Bibliographic References.""",
)

_URL = re.compile(r"<?(?P<url>https?://[^\s<>]+?)>?\.?\s*$")
_TITLE = re.compile(r"[\"“„«]\s*(?P<title>.+?)\s*,?\s*[\"”“»](?=\s*,|\s|$)")
_TITLE_END = re.compile(r",?\s*[\"”“»]\s*,?\s*|\s*,\s*")
_CONTRIBUTION = re.compile(
    r"(?:(?<=[.”\"])|^)\s*(?=(?:Obtained|Contributed|Translated|Transcribed|Provided|Donated|Edited|Summarized"
    r"|With (?:the )?(?:permission|kind)|Reprinted|Published|Accessed)\b)"
)
_ROLES = (  # the word in a contribution, the role it gives
    ("translat", "translator"),
    ("transcrib", "transcriber"),
    ("obtain", "contributor"),
    ("contribut", "contributor"),
    ("provid", "contributor"),
    ("edit", "editor"),
)
_AGENT = re.compile(
    r"(?P<verbs>[A-Za-z, ]*?)(?:\s+for\s+(?:[A-Z]+|the [\w ]+?|NPIHP))?\s+by\s+"
    r"(?P<names>.+?)(?=,?\s+and\s+(?:translated|transcribed|edited)\b|\.\s+[A-Z][a-z]+ed (?:in|by|for|from)\b|\.?\s*$)",
    re.IGNORECASE,
)
_NAME_SEPARATOR = re.compile(r"\s*(?:,\s*and|,|\band\b|&)\s+")
_PAGES = re.compile(
    r"(?:,\s*(?:pp?\.|ff?\.|ll?\.|Ll\.|listy|pages?|[Bb]l\.)?\s*|[:;]\s*)"
    r"(?P<pages>(?P<from>\d{1,4})(?:\s*[-–]\s*(?P<to>\d{1,4}))?)\.?\s*$"
)
_SHELF_MARK = re.compile(r"\d")
_PRINTED = re.compile(r"\([^()]*[:,][^()]*\b\d{4}\)")  # (Beijing: …, 2005)
_WORD = re.compile(r"\w+")


def parse(text: Excerpt, title: str, profile: Profile, report: Report) -> Citation:
    """The citation in an unwrapped text; ``title`` is the cover's, which says where the citation's own ends."""
    body, end = _address(text)
    body, contributions = _contributions(body)
    parts = [*_work(body, title, profile, report), *contributions, *end]
    for tag, what in (("title", "title"), ("date", "date"), ("ref", "URL")):
        if not any(part.tag == tag for part in parts):
            report(CITATION_UNPARSED.at(text.span(0, min(60, len(text))), f"the citation shows no {what}"))
    return Citation(tuple(part for part in parts if part.text.text), printed.book(_behind_collection(text, profile)))


def _behind_collection(text: Excerpt, profile: Profile) -> Excerpt:
    """What the citation says of the source: all behind the collection, or the whole where it names none."""
    ends = [found.end() for name in profile.collections if (found := re.search(re.escape(name), text.text))]
    return text[ends[0] :] if ends else text


def source(text: Excerpt) -> Citation:
    """A source that stands in a field of its own, without title and collection."""
    body, contributions = _contributions(text)
    parts = tuple(part for part in (*_source(body), *contributions) if part.text.text)
    return Citation(parts, printed.book(text))


def _address(text: Excerpt) -> tuple[Excerpt, list[BiblPart]]:
    match = _URL.search(text.text)
    if match is None:
        return text, []
    url = text.group(match, "url")
    ref = BiblPart(url, "ref", (("target", url.text),))
    return text[: match.start()], [
        BiblPart(text[match.start() : match.start("url")]),
        ref,
        BiblPart(text[match.end("url") :]),
    ]


def _contributions(text: Excerpt) -> tuple[Excerpt, list[BiblPart]]:
    """“Translated for CWIHP by Gary Goldberg.” and its like, at the end; names marked with their role."""
    match = _CONTRIBUTION.search(text.text)
    if match is None:
        return text, []
    return text[: match.start()], list(_agents(text[match.start() :]))


def _agents(text: Excerpt) -> Iterator[BiblPart]:
    at = 0
    for match in _AGENT.finditer(text.text):
        verbs = match["verbs"].lower()
        roles = dict.fromkeys(role for word, role in _ROLES if word in verbs)
        if not roles or len(match["names"]) > 120:
            continue
        yield BiblPart(text[at : match.start("names")])
        at = match.start("names")
        names = text.group(match, "names")
        for separator in (*_NAME_SEPARATOR.finditer(names.text), None):
            end = separator.start() if separator else len(names)
            start = at - match.start("names")
            yield BiblPart(names[start:end], "editor", (("role", " ".join(roles)),))
            if separator:
                yield BiblPart(names.group(separator))
                at = match.start("names") + separator.end()
        at = match.end("names")
    yield BiblPart(text[at:])


def _work(text: Excerpt, title: str, profile: Profile, report: Report) -> Iterator[BiblPart]:
    """Title, date, collection, source: from left to right."""
    start, end = _title(text.text, title)
    if end > start:
        yield BiblPart(text[:start])
        yield BiblPart(text[start:end], "title", (("level", "a"),))
    at = end
    if (date := dates.first(text.text[at:])) and _TITLE_END.fullmatch(text.text[at : at + date.start] or ","):
        value = date.value
        attributes = (
            ("when", value.when), ("from", value.from_), ("to", value.to),
            ("notBefore", value.not_before), ("notAfter", value.not_after),
        )  # fmt: skip
        yield BiblPart(text[at : at + date.start])
        yield BiblPart(
            text[at + date.start : at + date.end], "date", tuple((name, given) for name, given in attributes if given)
        )
        at += date.end
    collection = next(
        (found for name in profile.collections if (found := re.search(re.escape(name), text.text[at:]))), None
    )
    if collection is None:
        report(CITATION_UNPARSED.at(text.span(at), "the citation names no collection that the profile knows"))
        yield BiblPart(text[at:])
        return
    yield BiblPart(text[at : at + collection.start()])
    yield BiblPart(text[at + collection.start() : at + collection.end()], "publisher")
    yield from _source(text[at + collection.end() :])


def _title(text: str, cover: str) -> tuple[int, int]:
    """Where the title stands: the cover's own words where the citation repeats them, else what is in quotes."""
    words = r"[\W_]*?".join(map(re.escape, _WORD.findall(cover)))  # with whatever brackets and quotes between
    repeated = re.match(rf"\W{{0,3}}?(?P<title>[\[(]?{words}[\])]*)", text) if words else None
    if repeated:
        start, end = repeated.span("title")
        quotes = re.search(r"(?:^|[\s,])['‘]", text[start:end]) and text[end : end + 1] in {"'", "’"}
        return start, end + bool(quotes)  # “Report, ‘The Current State of the Revolution’,”
    match = _TITLE.match(text.strip())
    return match.span("title") if match else (0, 0)


def _source(text: Excerpt) -> Iterator[BiblPart]:
    """Archive, shelf mark and pages, as in `, PRC FMA 106-00578-04, 26-35.`; what is neither stays text."""
    lead = re.match(r"[\s,]*", text.text)
    start = lead.end() if lead else 0
    yield BiblPart(text[:start])
    pages = _PAGES.search(text.text, start)
    end = pages.start() if pages else len(text.text.rstrip(" .,"))
    mark = text[start:end]
    kept = _SHELF_MARK.search(mark.text) and not _PRINTED.search(mark.text)
    yield BiblPart(mark, "idno", (("type", "callNumber"),)) if kept else BiblPart(mark)
    if pages is None:
        yield BiblPart(text[end:])
        return
    yield BiblPart(text[end : pages.start("pages")])
    scope = [("unit", "page"), ("from", pages["from"]), ("to", pages["to"])]
    yield BiblPart(text.group(pages, "pages"), "biblScope", tuple((name, value) for name, value in scope if value))
    yield BiblPart(text[pages.end("pages") :])
