"""The source description: the citation, the book the record was printed in, the original in its archive.

    010:  “Cable, …,” June 14, 1949, …, APRF: F. 45, Op. 1, D. 331, Ll. 101-111.     bibl[@type='citation']
          Reprinted in A. Ledovskii, …, Vol. 5 (Moscow: …, 2005), pp. 141-146.       bibl[@type='printed']
          APRF: F. 45, Op. 1, D. 331                                                 msDesc

The citation has its own words, and all of them; what is derived from them stands beside it, as the program's
(Guidelines 2.2.7, 3.12.2, 11.4).
"""

from __future__ import annotations

import re

from encoder.lexicon import languages
from encoder.tei import dated
from encoder.tei.header.derived import Derived
from encoder.tei.writer import Element, Writer
from encoder.values.profile import Profile
from encoder.values.record.content import plain
from encoder.values.record.document import Document
from encoder.values.record.fact import FactKind
from encoder.values.record.header import BiblPart, Header


def write(parent: Element, document: Document, derived: Derived, profile: Profile, writer: Writer) -> None:
    """The `sourceDesc` of a header."""
    header = document.header
    desc = writer.element(parent, "sourceDesc")
    if header.citation is None:
        stated = document.fact(FactKind.IDNO)
        what = f"The file {derived.file}, which states no citation."
        if stated is None:
            writer.element(desc, "p", what)
            return
        writer.element(desc, "bibl", what, type="file")
        identifier = writer.element(writer.element(desc, "msDesc"), "msIdentifier")
        writer.element(identifier, "idno", stated.text.text, type="callNumber", resp="#encoder", cert=stated.cert)
        return
    resp, cert = (None, None) if header.citation.is_printed else ("#encoder", "high")
    _bibl(desc, "citation", header.citation.parts, writer, resp=resp, cert=cert)
    if header.citation.book:
        _bibl(desc, "printed", header.citation.book, writer, copied=True, resp="#encoder", cert="high")
    mark = header.citation.find("idno", type="callNumber")
    if mark:
        _ms_desc(desc, mark, header, profile, writer)


def _bibl(
    parent: Element, kind: str, parts: tuple[BiblPart, ...], writer: Writer, *, copied: bool = False,
    resp: str | None, cert: str | None,
) -> None:  # fmt: skip
    """A `bibl` of these parts; ``copied``: their words stand elsewhere in the header, where they were moved to."""
    bibl = writer.element(parent, "bibl", type=kind, resp=resp, cert=cert)
    for part in parts:
        text = part.text.text if copied else part.text
        if part.tag is None:
            writer.text(bibl, text)
        else:
            attributes = {"from_" if name == "from" else name: value for name, value in part.attributes}
            writer.element(bibl, part.tag, text, span=None if copied else part.text.span(), **attributes)


def _ms_desc(parent: Element, mark: str, header: Header, profile: Profile, writer: Writer) -> None:
    """The original in its archive (Guidelines 11.4)."""
    desc = writer.element(parent, "msDesc")
    identifier = writer.element(desc, "msIdentifier")
    repository, mark = _repository(mark, header, profile)
    if repository:
        writer.element(identifier, "repository", repository, resp="#encoder", cert="high")
    writer.element(identifier, "idno", mark, type="callNumber")
    citation = header.citation
    scope = next((p for p in citation.parts if p.tag == "biblScope"), None) if citation else None
    if header.language:
        item = writer.element(writer.element(desc, "msContents"), "msItem")
        if scope:
            attributes = dict(scope.attributes)
            first = attributes["from"]
            writer.element(item, "locus", scope.text.text, from_=first, to=attributes.get("to", first))
        tags = list(languages.tagged(header.language))
        others = " ".join(tags[1:]) or None
        writer.element(item, "textLang", header.language.text, mainLang=tags[0], otherLangs=others)
    if header.date:
        origin = writer.element(writer.element(desc, "history"), "origin")
        value = header.date.value
        writer.element(
            origin, "origDate", plain(header.date.content), span=None,
            **dated.attributes(value), resp="#encoder", cert="medium",
        )  # fmt: skip


# National Archives of Ireland, TSCH/3 · Nehru Memorial Museum and Library, JN/2 · not “File 3, Archive copy”
_ARCHIVE = re.compile(
    r"(?P<name>[A-Z][^,:;]*?\b(?:Archiv\w*|Librar\w*|Museum|Bibliothek|Institut\w*)\b[^,:;]*)[,:;]\s*(?=\S)"
)


def _repository(mark: str, header: Header, profile: Profile) -> tuple[str | None, str]:
    """The archive, and its mark: the archive's name is not a part of it, but its sigil is."""
    known = next((a for a in profile.archives if re.match(rf"{re.escape(a.sigil)}(?!\w)", mark)), None)
    if known:
        return known.name, mark
    stated = header.metadata.archive if header.metadata else ""
    named = _ARCHIVE.match(mark)
    if named:
        return stated or named["name"], mark[named.end() :]
    return stated or None, mark.removeprefix(f"{stated}, ") if stated else mark
