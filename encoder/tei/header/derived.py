"""What a header needs to know that no single field says: ids, titles, who is responsible, which languages occur."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from encoder.lexicon import languages
from encoder.values.doubt import Cert
from encoder.values.excerpt import Elsewhere, Excerpt
from encoder.values.profile import Profile
from encoder.values.record.blocks import Head
from encoder.values.record.content import inside, nodes, plain
from encoder.values.record.document import Document
from encoder.values.record.fact import FactKind
from encoder.values.record.header import Header, Omission, Reason
from encoder.values.record.identifiers import qualified
from encoder.values.record.inline import Foreign, Pb
from encoder.values.source import Source


@dataclass(frozen=True, slots=True)
class Derived:
    """Derived once from document, source and profile."""

    id: str
    file: str
    """The name of the source's file, without folders: an edition does not tell where it was made."""
    version: str
    date: str | None
    """The day of the encoding, as given by the caller; None: the edition does not say."""
    title: str
    """Where the cover has none: as the citation calls the record, or its first heading, or else its file's name."""
    title_cert: Cert | None
    """How sure the title is; None if the archive states it. A heading, or the file's name, is no more than a guess."""
    inner_title: str | None
    url: str | None
    number: str | None
    language: str
    language_name: str
    """Of the header, and of the text unless it is in another."""
    text_language: str | None
    """The language of a text that is in another than the header."""
    languages: frozenset[str]
    responsible: frozenset[str]
    omissions: tuple[Omission, ...]
    replaced: int
    """Characters of the source that stand as U+FFFD."""
    published: bool
    """Whether the archive published the record: its citation names a collection of the archive or its site."""
    joins: int
    """How many page breaks inside paragraphs are inferred."""

    def editorial_declaration(self, document: Document) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The parts of `editorialDecl` and their sentences: what is true of this edition (Guidelines 2.3.3)."""
        replaced = self.replaced
        signs = "1 character" if replaced == 1 else f"{replaced:,} characters"
        unreadable = f"{signs} that XML forbids or that could not be read stand as U+FFFD. " if replaced else ""
        rest = "Nothing else" if replaced else "Nothing"
        yield "correction", (f"{unreadable}{rest} was corrected: the spelling is the source's.",)
        yield "normalization", ("Line ends and runs of white space became single blanks.",)
        undone = sum(omission.reason is Reason.HYPHEN for omission in self.omissions)
        out = f"{undone} hyphens at line ends were taken out, of words that the record has whole elsewhere. "
        yield (
            "hyphenation",
            (f"{out if undone else ''}{'Other hyphens' if undone else 'Hyphens'} stand as in the source.",),
        )
        if self.joins:
            times = "one place" if self.joins == 1 else f"{self.joins} places"
            sentence = f"In {times} a paragraph was joined across an inferred page break, marked by pb with cert."
            yield "segmentation", (sentence,)
        if document.readings:
            yield (
                "interpretation",
                tuple(
                    f"The label “{r.label}” is read as #{qualified(self.id, r.person)}, certainty {r.cert}: {r.reason}."
                    for r in document.readings
                ),
            )


def _name_of(stem: str) -> str:
    """The name of a file as part of an `xml:id`: ASCII if its letters are Latin, else its own letters and figures."""
    marked = unicodedata.normalize("NFKD", stem)
    latin = marked.encode("ascii", "ignore").decode()
    is_latin = sum(map(str.isalnum, latin)) == sum(map(str.isalnum, marked))
    return "-".join(re.findall(r"[^\W_]+", latin if is_latin else unicodedata.normalize("NFC", stem))) or "text"


def gather(
    document: Document, source: Source, profile: Profile, version: str, date: str | None, called: str | None
) -> Derived:  # fmt: skip
    """The facts of a document."""
    header = document.header
    url = header.citation.find("ref") if header.citation else None
    address = re.fullmatch(profile.record_address, url) if url else None
    number = address["number"] if address else None
    number = number or (header.metadata.number or None if header.metadata else None)
    file = PurePath(source.name).name
    stem = _name_of(called or PurePath(file).stem)
    head = next((plain(block.content) for block in document.blocks if isinstance(block, Head)), None)
    stated = document.fact(FactKind.TITLE)
    every = [each for each in (*nodes(document.blocks), *inside(header.title)) if not isinstance(each, Excerpt)]
    prefix = profile.id_prefix if header.citation else "record"
    between = [
        Omission(text, Reason.BETWEEN)
        for text in (
            languages.between(header.language) if header.language and not isinstance(header.language, Elsewhere) else ()
        )
    ]
    return Derived(
        id=f"{prefix}-{number or stem}",
        file=file,
        version=version,
        date=date,
        title=_cited(header) or (stated.text.text if stated else head) or f"Record {stem}",
        title_cert=None if _cited(header) else stated.cert if stated else "low",
        inner_title=head,
        url=url,
        number=number,
        language=profile.language,
        language_name=languages.name(profile.language),
        text_language=document.language if document.language != profile.language else None,
        languages=frozenset(node.lang for node in every if isinstance(node, Foreign)),
        responsible=frozenset(str(resp) for node in every if (resp := getattr(node, "resp", None))),
        omissions=(*header.omissions, *between),
        replaced=source.text.count("\ufffd"),
        published=profile.own or (header.citation is not None and bool(address or header.citation.find("publisher"))),
        joins=sum(1 for node in every if isinstance(node, Pb) and node.cert),
    )


def _cited(header: Header) -> str:
    """What the citation calls the record, without the comma that American usage puts into the quotation marks."""
    return (header.citation.find("title", level="a") or "").rstrip(", ") if header.citation else ""
