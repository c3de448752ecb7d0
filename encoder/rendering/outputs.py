"""The outputs by name: which stylesheet makes each, with which parameters, and how its file ends."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache

from encoder import resources
from encoder.edition import Edition
from encoder.errors import EncoderError
from encoder.rendering.saxon import TransformError, transformer
from encoder.tei.serialize import serialize


@dataclass(frozen=True, slots=True)
class Output:
    """A kind of output. ``parameters`` are the allowed ones with their allowed values."""

    stylesheet: str
    suffix: str
    parameters: dict[str, tuple[str, ...]]
    styled: bool = False


OUTPUTS = {
    "html": Output("html.xsl", ".html", {"language": ("en", "de")}, styled=True),
    "text": Output("text.xsl", ".txt", {"language": ("en", "de"), "view": ("reading", "diplomatic")}),
}


def render(edition: Edition, to: str, **parameters: str) -> str:
    """The edition in another form; `EncoderError` where output or parameter are unknown, or it fails."""
    return render_all(edition, {to: parameters})[to]


def render_all(edition: Edition, wanted: dict[str, dict[str, str]]) -> dict[str, str]:
    """Several outputs, each with its parameters, of one reading of the edition."""
    for to, parameters in wanted.items():
        _check(to, parameters)
    saxon = transformer()
    made: dict[str, str] = {}
    try:
        document = saxon.parse(serialize(edition).decode().partition("\n")[2])
        for to, parameters in wanted.items():
            output = OUTPUTS[to]
            page = _page() if output.styled else {}
            made[to] = saxon.transform(output.stylesheet, document, {**parameters, **page})
    except TransformError as error:
        raise EncoderError(f"{edition.source.name}: cannot be rendered: {error}") from None
    return made


def _check(to: str, parameters: dict[str, str]) -> None:
    output = OUTPUTS.get(to)
    if output is None:
        raise EncoderError(f"there is no output “{to}”; known are {', '.join(OUTPUTS)}")
    for name, value in parameters.items():
        allowed = output.parameters.get(name, ())
        if value not in allowed:
            known = f"it is one of {', '.join(allowed)}" if allowed else f"{to} has {', '.join(output.parameters)}"
            raise EncoderError(f"{to} has no {name} “{value}”; {known}")


@cache
def _page() -> dict[str, str]:
    """What a page carries besides its text: style, script, and the policy that allows these two and nothing else."""
    css, script = (resources.xslt(name).read_text(encoding="utf-8") for name in ("reading.css", "reading.js"))
    policy = (
        f"default-src 'none'; style-src {_hash(css)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )
    return {"css": css, "script": script, "policy": policy}


def _hash(content: str) -> str:
    """The source expression that allows exactly this content (CSP Level 3, section 2.3.1)."""
    digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
    return f"'sha256-{digest}'"
