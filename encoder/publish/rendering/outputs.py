"""The outputs by name: which stylesheet makes each, with which parameters, what is done to its result."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

from encoder.files import resources
from encoder.publish.rendering import data, wrap
from encoder.publish.rendering.theme import ENTRY, Theme, fault, static_fault, strings, stylesheet
from encoder.saxon.processor import STYLESHEETS, TransformError, transformer
from encoder.saxon.vet import read
from encoder.tei.canonical import canonical
from encoder.tei.open import open_bytes
from encoder.tei.serialize import serialize
from encoder.values.edition import Edition
from encoder.values.errors import EncoderError
from encoder.values.namespaces import TEI

_LANGUAGES = ("en", "de")
_NUMBER = r"0|[1-9]\d{1,3}"


def _laid_out(tei: str) -> str:
    """TEI on lines of its own where white space says nothing."""
    return canonical(open_bytes(tei.encode(), "made")).decode()


@dataclass(frozen=True, slots=True)
class Output:
    """A kind of output. ``parameters`` are those of the stylesheet with their values, ``after`` those of ``finish``.

    ``finish`` is called with the stylesheet's result and the values of ``after``, which are patterns.
    """

    stylesheet: str
    suffix: str
    parameters: dict[str, tuple[str, ...]]
    styled: bool = False
    after: dict[str, str] = field(default_factory=dict)
    finish: Callable[..., str] | None = None


CORPORA = ("dracor", "parla-clarin")
"""Corpora of others that an edition can be made for."""
OUTPUTS = {
    "html": Output("html.xsl", ".html", {"language": _LANGUAGES}, styled=True),
    "text": Output(
        "text.xsl", ".txt",
        {"language": _LANGUAGES, "view": ("reading", "diplomatic"), "notes": ("end", "inline", "out")},
        after={"width": _NUMBER}, finish=wrap.to_width,
    ),
    "markdown": Output(
        "markdown.xsl", ".md", {"language": _LANGUAGES, "notes": ("end", "inline", "out")},
        after={"width": _NUMBER}, finish=wrap.to_width,
    ),
    "tei": Output("tei-for.xsl", ".xml", {"for": CORPORA}, finish=_laid_out),
    "json": Output("data.xsl", ".json", {}),
    "jsonl": Output("data.xsl", ".jsonl", {}, finish=data.lines),
    "csv": Output("data.xsl", ".csv", {}, finish=data.table),
}  # fmt: skip
BUILT = ("html", "text")
"""What `build` makes of each record."""


def render(edition: Edition, to: str, *, theme: Theme | None = None, **parameters: str) -> str:
    """The edition in another form; `EncoderError` where output or parameter are unknown, or it fails."""
    return render_all(edition, {to: parameters}, theme or Theme())[to]


def render_all(
    edition: Edition,
    wanted: dict[str, dict[str, str]],
    theme: Theme = Theme(),  # noqa: B008 -- it is a value
    within: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, str]:
    """Several outputs, each with its parameters, of one reading of the edition.

    ``within`` tells pages of the site they belong to: parameters of the stylesheet that are not for users.
    """
    for to, parameters in wanted.items():
        _check(to, parameters)
    _require_one(edition)
    if "tei" in wanted and edition.root.find(f".//{{{TEI}}}application[@ident='tei-encoder']") is None:
        raise EncoderError(
            "was not made by tei-encoder; TEI for other corpora can be made of its editions only", edition.source.name
        )
    own = stylesheet(theme.stylesheet) if theme.stylesheet else None
    needed = tuple(sorted({OUTPUTS[to].stylesheet for to in wanted}))
    sheets = () if own else STYLESHEETS if {*needed} <= {*STYLESHEETS} else needed
    made: dict[str, str] = {}
    try:
        saxon = transformer(sheets, own)
        document = saxon.parse(serialize(edition).decode().partition("\n")[2])
        for to, parameters in wanted.items():
            output = OUTPUTS[to]
            given = {name: value for name, value in parameters.items() if name in output.parameters}
            given |= {**(_page(edition, theme.css, within) if output.styled else {}), **dict(theme.parameters)}
            if theme.strings and "language" in output.parameters:
                given["strings-of-house"] = strings(theme.strings)
            result = saxon.run(ENTRY, document, given) if own else saxon.transform(output.stylesheet, document, given)
            if theme.stylesheet and (wrong := fault(result, theme.stylesheet)):
                raise EncoderError(f"{wrong.words} (while rendering {edition.source.name})", wrong.path, wrong.line)
            rest = {name: value for name, value in parameters.items() if name in output.after}
            made[to] = output.finish(result, **rest) if output.finish else result
    except TransformError as error:
        if theme.stylesheet:
            raise static_fault(str(error), theme.stylesheet) from None
        raise EncoderError(f"cannot be rendered: {error}", edition.source.name) from None
    return made


def epub(edition: Edition, *, language: str = "en") -> bytes:
    """The edition as an EPUB 3 book."""
    from encoder.publish.rendering.epub import pack

    _check("html", {"language": language})
    _require_one(edition)
    saxon = transformer(("data.xsl", "epub.xsl"))
    try:
        document = saxon.parse(serialize(edition).decode().partition("\n")[2])
        return pack(edition, saxon, document, language=language)
    except TransformError as error:
        raise EncoderError(f"cannot be made a book: {error}", edition.source.name) from None


def pdf(edition: Edition, *, theme: Theme | None = None, language: str = "en") -> bytes:
    """The edition's page as a PDF."""
    from encoder.publish.rendering.paper import lay_out

    return lay_out(render(edition, "html", theme=theme, language=language), edition.id)


def _require_one(edition: Edition) -> None:
    if edition.root.tag != f"{{{TEI}}}TEI":
        raise EncoderError("is a corpus; render its editions one by one", edition.source.name)
    if edition.root.find(f"{{{TEI}}}text") is None and edition.root.find(f"{{{TEI}}}sourceDoc") is not None:
        raise EncoderError(
            "has no text to render: its transcription is in sourceDoc, line by line", edition.source.name
        )


def _check(to: str, parameters: dict[str, str]) -> None:
    output = OUTPUTS.get(to)
    if output is None:
        raise EncoderError(f"there is no output “{to}”; known are {', '.join(OUTPUTS)}")
    for name, value in parameters.items():
        if name in output.after and re.fullmatch(output.after[name], value):
            continue
        allowed = output.parameters.get(name, ())
        if value not in allowed:
            names = (*output.parameters, *output.after)
            known = f"it is one of {', '.join(allowed)}" if allowed else f"{to} has {', '.join(names) or 'none'}"
            known = "it is a number of columns of two digits at least, or 0" if name in output.after else known
            raise EncoderError(f"{to} has no {name} “{value}”; {known}")


@cache
def _ours() -> tuple[str, ...]:
    return tuple(
        resources.xslt(name).read_text(encoding="utf-8") for name in ("reading.css", "print.css", "reading.js")
    )


@cache
def _frame() -> str:
    return resources.xslt("site-frame.css").read_text(encoding="utf-8")


def _page(edition: Edition, of_house: Path | None, within: Mapping[str, str]) -> dict[str, str]:
    """What a page carries besides its text: style, script, and the policy that allows these two and nothing else."""
    screen, sheet, script = _ours()
    css = f"{screen}\n{sheet}{_running_head(edition)}"
    if within:
        css = f"{css}\n{_frame()}"
    if of_house:
        own = read(of_house, "style sheet").decode(errors="replace")
        if "</style" in own.lower():
            raise EncoderError("“</style” would end the style sheet in the page", of_house)
        css = f"{css}\n{own}"
    policy = (
        f"default-src 'none'; style-src {_hash(css)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )
    return {"css": css, "script": script, "policy": policy, **within}


def _running_head(edition: Edition) -> str:
    """The title above every printed page but the first (CSS Paged Media 3, section 4).

    Browsers take no words from the page for it, so they are part of the style sheet.
    """
    first = edition.root.find(f"{{{TEI}}}teiHeader/{{{TEI}}}fileDesc/{{{TEI}}}titleStmt/*")
    title = "" if first is None else " ".join("".join(first.itertext("*")).split())
    words = re.sub(r"[^\w ]", lambda character: f"\\{ord(character[0]):x} ", title)
    box = f'@top-center {{ content: "{words}"; font: 9pt system-ui, sans-serif; }}'
    return f"@page {{ {box} }}\n@page :first {{ @top-center {{ content: none; }} }}\n" if words else ""


def _hash(content: str) -> str:
    """The source expression that allows exactly this content (CSP Level 3, section 2.3.1)."""
    digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
    return f"'sha256-{digest}'"
