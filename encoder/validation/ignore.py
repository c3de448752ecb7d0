"""Findings that stand today, let stand by instructions written into the file: `validate --add-ignore REASON`.

One instruction before an element names all rules that have findings in its tag or its text
(`encoder/check/suppress.py`). No word and no attribute of the file changes, which is proven.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from lxml import etree

from encoder.check.suppress import TARGET
from encoder.check.where import Tree
from encoder.validation.fix import Mended
from encoder.validation.one_file import Job, findings_of, opened
from encoder.values.errors import EncoderError

if TYPE_CHECKING:
    from encoder.values.diagnostics import Diagnostic
    from encoder.values.edition import OpenedEdition


_HOLDING = frozenset("TEI teiCorpus teiHeader text front body back group standOff div".split())
"""Elements that hold most of a file: an instruction there would also hide later mistakes."""


def ignore(path: str, job: Job, reason: str) -> Mended:
    """A file with an instruction for each finding; `EncoderError` where it cannot be used."""
    from encoder.files.encoding import written_in
    from encoder.work import storage

    edition = opened(path, job)
    after, number = ignored(edition, findings_of(edition, job), reason)
    bom, codec = written_in(storage.fetched(path), edition.tree.docinfo.encoding)
    return Mended(path, bom + edition.source.text, bom + after, number, codec)


def ignored(edition: OpenedEdition, findings: Iterable[Diagnostic], reason: str) -> tuple[str, int]:
    """The text of an edition's file with the instructions, and the number of findings that they let stand.

    Findings about the whole file, or at an element that holds much of it, are left.
    """
    if not reason.strip() or any(mark in reason for mark in '"<>?&'):
        raise EncoderError('the reason for --add-ignore is one sentence without " < > ? &')
    standing = Tree(edition)
    rules: defaultdict[int, set[str]] = defaultdict(set)
    number = 0
    for finding in findings:
        element = standing.element(finding.span)
        if element is None or etree.QName(element).localname in _HOLDING:
            continue
        span = edition.span(element)
        assert span is not None
        rules[span.start].add(finding.rule.name)
        number += 1
    text, parts, at = edition.source.text, [], 0
    for place in sorted(rules):
        instruction = f'<?{TARGET} ignore="{" ".join(sorted(rules[place]))}" reason="{" ".join(reason.split())}"?>'
        parts += [text[at:place], instruction]
        at = place
    after = "".join((*parts, text[at:]))
    _prove(edition, after)
    return after, number


def _prove(edition: OpenedEdition, after: str) -> None:
    """The same elements with the same attributes, and the same text."""
    from encoder.files import xml

    root = xml.parse(after.encode(), edition.source.name, declared="UTF-8")
    before, now = (
        ([(each.tag, dict(each.attrib)) for each in it.iter("{*}*")], it.xpath("string()"))
        for it in (edition.root, root)
    )
    if before != now:
        raise EncoderError(
            "the instructions would change the text, so nothing is done; report this", edition.source.name
        )
