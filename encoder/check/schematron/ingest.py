"""What repositories demand of a header before they take a file in: a Schematron schema each, in `schema/ingest/`.

Each demand is an assertion with an id, the XPath that is true where it is met, whether it is required or recommended
(`@role`), and the address where it stands (`@see`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from encoder.files import resources, xml
from encoder.values.diagnostics import Diagnostic, Rule, Severity
from encoder.values.edition import Edition
from encoder.values.errors import EncoderError
from encoder.values.namespaces import SCHEMATRON

INGEST = Rule(
    "ingest",
    Severity.ERROR,
    "A requirement of the repository is not met.",
    """`validate --for REPOSITORY` checks what a repository requires of a file, chiefly of its header. A missing
requirement is an error, a missing recommendation a warning. The finding is named `ingest:` and the requirement, and
gives its source. Some repositories also have schemas: validate with them too.

Example: `--for dta`, and no `licence` with an address in `@target`.

What to do: complete the header.

Guidelines: 2.6 Minimal and Recommended Headers.""",
)

_SCH = f"{{{SCHEMATRON}}}"


class Demand(NamedTuple):
    """What a repository demands: a sentence, whether it is required, and the address where it stands."""

    id: str
    words: str
    required: bool
    source: str


def names() -> tuple[str, ...]:
    """The repositories that are known."""
    return tuple(sorted(path.stem for path in resources.schema("ingest").glob("*.sch")))


def demands(repository: str) -> tuple[str, tuple[Demand, ...]]:
    """The title of a repository, and its demands; `EncoderError` where it is not known."""
    path = _path(repository)
    root = xml.parse(path.read_bytes(), str(path))
    return root.findtext(f"{_SCH}title") or repository, tuple(map(_demand, root.iter(f"{_SCH}assert")))


def _demand(assertion: etree._Element) -> Demand:
    words = " ".join("".join(assertion.itertext()).split())
    return Demand(assertion.get("id", ""), words, assertion.get("role") == "error", assertion.get("see", ""))


def check(edition: Edition, repository: str) -> Iterator[Diagnostic]:
    """The demands that an edition does not meet."""
    from encoder.check.schematron import schema

    sources = {demand.id: demand.source for demand in demands(repository)[1]}
    for finding in schema.check(edition, _path(repository)):
        name = finding.rule.name.rpartition(":")[2]
        rule = replace(INGEST, name=f"{INGEST.name}:{name}", severity=finding.severity)
        yield rule.at(finding.span, f"not met: {finding.message}", sources.get(name, ""))


def _path(repository: str) -> Path:
    path = resources.schema("ingest") / f"{repository}.sch"
    if repository not in names():
        near = get_close_matches(repository, names(), n=1)
        hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(names())}"
        raise EncoderError(f"there is no repository “{repository}”; {hint}")
    return path
