"""A finding and where people find it: what every report is made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from encoder.values.diagnostics import Diagnostic, Rule, Severity
from encoder.values.errors import EncoderError
from encoder.values.source import Source

if TYPE_CHECKING:
    from encoder.check.across import Place

FILE_UNUSABLE = Rule(
    "file-unusable",
    Severity.ERROR,
    "A file cannot be read, or is not what the command needs.",
    """The file is missing, is not XML or not TEI, has a DOCTYPE, or cannot be decoded; the message says which. The
other files are processed, and the exit code is 2. Reports list the file among the findings.

What to do: follow the message.""",
)

EDITION_EDITED = Rule(
    "edition-edited",
    Severity.WARNING,
    "An edition was edited by hand and is not overwritten.",
    """The TEI file was changed after the program wrote it. It is kept, and pages are made from it. Later changes of
its record, or of the program, are not in it.

Example: `output/118978.xml` was corrected in an editor, and `build` is run again.

What to do: nothing, if the edition is to be kept. `tei-encoder merge` adds changes of the record. To have the edition
rebuilt, delete the file.""",
)

_SHOWN = 160
"""Code points of a line that are kept on each side of a finding."""


@dataclass(frozen=True, slots=True)
class Located:
    """A finding in a file. Lines and columns are 1-based, columns in code points; 0: it is about the whole file."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    """The first column that is no longer part of it."""
    finding: Diagnostic
    text: str
    """The line it stands in, or of a long one what is around it."""
    before: int = 0
    """Number of code points of the line before ``text``."""
    fragment: str = ""
    """The part of the file that its lines are counted in: `page=3` of a PDF."""
    where: str = ""
    """The path of its element or attribute, where the file is XML (`encoder/check/where.py`)."""

    @property
    def severity(self) -> Severity:
        """The rule's."""
        return self.finding.severity

    @property
    def rule(self) -> str:
        """The rule's name."""
        return self.finding.rule.name

    @property
    def fingerprint(self) -> str:
        """The same while file, rule and the path in the tree are; without a tree, while the line's words are."""
        return self.fingerprint_at(self.path)

    def fingerprint_at(self, path: str) -> str:
        """The same, of a file by another name, such as one that is relative to a certain folder."""
        import hashlib

        where = self.where or "\0".join((self.finding.message, " ".join(self.text.split())))
        if self.finding.related:  # of a record's words: another word at the same place is another finding
            where = f"{where}\0{self.finding.message}"
        told = "\0".join((path, self.rule, where))
        return hashlib.sha256(told.encode("utf-8", errors="replace")).hexdigest()


def locate(finding: Diagnostic, source: Source, where: str = "") -> Located:
    """A finding with its place in the file of a source, and in its tree."""
    if finding.span is None or not source.text:
        return Located(source.name, 0, 0, 0, 0, finding, "")
    first, last = source.position(finding.span.start), source.position(max(finding.span.start, finding.span.end - 1))
    text, before = source.around(finding.span.start, _SHOWN)
    fragment = source.fragment(finding.span.start)
    return Located(source.name, *first, last.line, last.column + 1, finding, text, before, fragment, where)


def refused(error: EncoderError) -> Located:
    """Why a file cannot be used, as a finding."""
    line, column = error.line, error.column or min(error.line, 1)
    return Located(error.path, line, column, line, column + min(column, 1), FILE_UNUSABLE.at(None, error.words), "")


def between(path: str, place: Place, finding: Diagnostic) -> Located:
    """A finding that no file shows by itself."""
    return Located(path, place.line, place.column, place.line, place.end_column, finding, place.text, where=place.where)
