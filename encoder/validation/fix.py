"""Findings mended where that changes no word: the edits of their fixes applied to a file's text, and the result proven.

What is proven: the mended file has the same elements in the same order, with the same text in each, and the
same attributes; so many values are other as there were edits, at most.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from encoder.validation.one_file import Job, findings_of, opened
from encoder.values.errors import EncoderError
from encoder.work import storage

if TYPE_CHECKING:
    from encoder.values.diagnostics import Diagnostic
    from encoder.values.edition import Edition


class Mended(NamedTuple):
    """A file's text before and after, and the number of findings that were mended."""

    path: str
    before: str
    after: str
    number: int
    encoding: str

    @property
    def diff(self) -> str:
        """The change as a unified diff; nothing where there is none."""
        lines = difflib.unified_diff(_lines(self.before), _lines(self.after), f"a/{self.path}", f"b/{self.path}")
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)

    def save(self) -> None:
        """Write the file: whole or not at all."""
        storage.write(self.path, self.after.encode(self.encoding))


def _lines(text: str) -> list[str]:
    """Lines as `patch` has them: they end with a line feed, and with nothing else."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def mend(path: str, job: Job) -> Mended:
    """A file with all that can be mended; `EncoderError` where it cannot be used."""
    from encoder.files.encoding import written_in

    edition = opened(path, job)
    after, number = mended(edition, findings_of(edition, job))
    bom, codec = written_in(storage.fetched(path), edition.tree.docinfo.encoding)
    return Mended(path, bom + edition.source.text, bom + after, number, codec)


def mended(edition: Edition, findings: Iterable[Diagnostic]) -> tuple[str, int]:
    """The text of an edition's file with the fixes of findings, and their number; of two at one place the first."""
    edits = sorted({finding.fix for finding in findings if finding.fix}, key=lambda edit: edit.span)
    text, parts, at, number = edition.source.text, [], 0, 0
    for edit in edits:
        if edit.span.start >= at:
            parts += [text[at : edit.span.start], edit.text]
            at, number = edit.span.end, number + 1
    after = "".join((*parts, text[at:]))
    _prove(edition, after, number)
    return after, number


def _prove(edition: Edition, after: str, number: int) -> None:
    """Nothing is other than before but the values of so many attributes."""
    from encoder.files import xml

    root = xml.parse(after.encode(), edition.source.name, declared="UTF-8")
    before, now = ([*each.iter()] for each in (edition.root, root))
    same = [(each.tag, each.text, each.tail, [*each.attrib]) for each in before] == [
        (each.tag, each.text, each.tail, [*each.attrib]) for each in now
    ]
    changed = sum(
        1 for old, new in zip(before, now, strict=False) for name, value in old.attrib.items() if new.get(name) != value
    )
    if not same or changed > number or (number and not changed):
        raise EncoderError("mending would change the text, so nothing is done; report this", edition.source.name)
