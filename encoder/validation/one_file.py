"""One file judged: a function of its path and a job, which any process can run."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast

from encoder.files import reading
from encoder.validation.settings import applies
from encoder.values.diagnostics import Severity
from encoder.values.errors import EncoderError
from encoder.work.storage import STDIO

if TYPE_CHECKING:
    from encoder.check.across import Facts
    from encoder.check.corpora import Root
    from encoder.check.located import Located
    from encoder.check.schemas.model import Chosen
    from encoder.values.diagnostics import Diagnostic
    from encoder.values.edition import Edition, OpenedEdition

MODEL = "model"
"""Instead of a schema: the one that each edition's `xml-model` names."""
HOUSE = "house"
"""The schema of this program, by its name."""


_DEPTH = 4
"""Number of folders above an edition that may have a folder of the same name among the records."""
_HEAD, _BLOCK = 1_048_576, 16_384
"""Of a stream so many bytes are looked at to find what schema it names, at most; and so many are read at once."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked of each file: by which schemas, which of the rules, and on which day."""

    schema: str | None = None
    """A path, `MODEL`, `HOUSE`, or None: the one that each edition names if it is here, else tei_all."""
    catalog: str | None = None
    engine: str = "own"
    ids: bool = False
    stream: bool = False
    schematron: tuple[str, ...] = ()
    phase: str = "#DEFAULT"
    repository: str | None = None
    """Ask for what a repository demands, and nothing else."""
    fragment: bool = False
    """Whether any element of TEI may be the root."""
    roots: tuple[Root, ...] = ()
    """The files among those that are judged which include others: each is the root of a corpus."""
    source: str | None = None
    """The record that the editions are held against, or the folder of their records."""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()
    """Rules and groups whose findings are more or less grave here than elsewhere."""
    per_file_ignore: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Patterns of absolute paths, each with the rules and groups that are not reported in those files."""
    today: date = date.min

    def ignored_in(self, path: str) -> tuple[str, ...]:
        """The rules and groups that are not reported in a file."""
        here = (names for pattern, names in self.per_file_ignore if applies(pattern, path))
        return (*self.ignore, *(name for names in here for name in names))


class Verdict(NamedTuple):
    """What became of a file: findings, or why it cannot be used, or how the program failed (`fault`, `traceback`)."""

    path: str
    findings: tuple[Located, ...] = ()
    refused: EncoderError | None = None
    schema: tuple[str, str, str] = ("", "", "")
    """The name of the schema, why it was chosen (`model.Why`), and the address that was not found."""
    facts: Facts | None = None
    fault: str = ""
    traceback: str = ""


def judge(path: str, job: Job) -> Verdict:
    """The verdict on a file, or on stdin; it never raises."""
    try:
        return (_streamed if job.stream else _judged)(path, job)
    except EncoderError as error:
        return Verdict(path, refused=error)
    except Exception as error:
        import traceback

        return Verdict(
            path, fault=f"{type(error).__name__}: {error}", traceback="".join(traceback.format_exception(error))
        )


def _judged(path: str, job: Job) -> Verdict:
    from encoder.check import across
    from encoder.check.located import locate
    from encoder.check.one_edition import once
    from encoder.check.where import paths

    edition = opened(path, job)
    pointing = across.outward(edition)
    kept = findings_of(edition, job, [finding for _, finding in pointing])
    standing = {finding for finding in kept if finding.rule is across.POINTER_ELSEWHERE}  # which no instruction lets be
    facts = across.Facts(edition.id, tuple(pointer for pointer, finding in pointing if finding in standing))
    found = once(finding for finding in kept if finding.rule is not across.POINTER_ELSEWHERE)
    by = schema_for(edition.source.text, edition.source.name, job)
    where = paths(edition)
    located = tuple(locate(finding, edition.source, where(finding.span)) for finding in found)
    return Verdict(path, located, facts=facts, schema=by[1:])


def opened(path: str, job: Job) -> OpenedEdition:
    """The edition in a file, with what it may point to in the other files of its corpora."""
    from encoder.check import corpora
    from encoder.tei.open import open_place

    if path != STDIO and Path(path).is_dir():
        raise EncoderError("there is no edition in this folder: no .xml or .tei file", path)
    is_part = job.fragment or (bool(job.roots) and corpora.belongs(path, job.roots))
    edition = open_place(path, fragment=is_part)
    return replace(edition, elsewhere=corpora.identifiers(path, job.roots)) if job.roots else edition


def findings_of(edition: Edition, job: Job, further: Sequence[Diagnostic] = ()) -> list[Diagnostic]:
    """What a job finds in an edition, and what is to be found ``further``, without what is let stand or not asked for.

    In no order, and a fault may be told twice.
    """
    from encoder.check import suppress
    from encoder.rules import NAMES, chosen

    is_chosen = chosen(job.select, job.ignored_in(edition.source.name))
    runs_rules = bool(job.schematron) or _runs_named_rules(edition, job)

    def is_asked(name: str) -> bool:
        kind = name.partition(":")[0]
        if kind == "schematron":
            runs = runs_rules
        elif kind.startswith("source-"):
            runs = bool(job.source)
        else:
            runs = (kind == "ingest") == bool(job.repository)
        return runs and is_chosen(name)

    found = [*_found(edition, job, is_chosen), *further]
    let = suppress.apply(found, edition, NAMES, job.today, is_asked)
    return [as_grave_as_asked(finding, job) for finding in let if is_chosen(finding.rule.name)]


def as_grave_as_asked(finding: Diagnostic, job: Job) -> Diagnostic:
    """A finding with the severity that the job gives its rule, or its group; what stands last counts."""
    from encoder.rules import chosen

    for name, severity in job.severity:
        if severity is not finding.severity and chosen((name,), ())(finding.rule.name):
            finding = replace(finding, rule=replace(finding.rule, severity=severity))
    return finding


def _found(edition: Edition, job: Job, is_chosen: Callable[[str], bool]) -> list[Diagnostic]:
    if job.repository:
        from encoder.check.schematron import ingest

        return list(ingest.check(edition, job.repository))
    from encoder.check.one_edition import gather
    from encoder.rules import GROUPS

    by_source = []
    if job.source and any(is_chosen(rule.name) for rule in GROUPS["source"]):
        by_source = [*against_source(edition, record_of(edition.source.name, job.source))]
    schema = schema_for(edition.source.text, edition.source.name, job).path
    return by_source + gather(
        edition, schema, job.engine, ids=job.ids, schematron=map(Path, job.schematron), phase=job.phase,
        is_chosen=is_chosen, catalog=job.catalog, by_named_rules=_asks_for_rules(job),
    )  # fmt: skip


def record_of(edition: str, source: str) -> Path:
    """The record of an edition: the file that was named, or the one of the same name in a folder."""
    from encoder.read import SUFFIXES

    place = Path(source)
    if not place.is_dir():
        return place
    own = Path(edition)
    # editions/1948/01.xml belongs to records/1948/01.txt if that is there, else to records/01.txt
    folders = [place.joinpath(*own.parts[-depth - 1 : -1]) for depth in range(min(_DEPTH, len(own.parts) - 1), 0, -1)]
    for folder in (*(each for each in folders if each.is_dir()), place):
        found = sorted(
            each for each in folder.iterdir()
            if each.is_file() and each.stem == own.stem and each.suffix.lower() in SUFFIXES
        )  # fmt: skip
        if found:
            break
    if not found:
        raise EncoderError(f"there is no record of this name in {source}, such as {own.stem}.txt", edition)
    if len(found) > 1:
        names = ", ".join(each.name for each in found)
        raise EncoderError(f"{source} has {len(found)} records of this name: {names}; name one with --source", edition)
    return found[0]


def against_source(edition: Edition, record: Path) -> Iterator[Diagnostic]:
    """How an edition differs from its record."""
    from encoder import read
    from encoder.check import source

    yield from source.check(edition, read.read_file(record, lambda _: None))


def _asks_for_rules(job: Job) -> bool:
    """Whether anything of Schematron is asked for: all is, or a rule or an assertion of it."""
    if "schematron" in job.ignore:
        return False
    return not job.select or any(name.partition(":")[0].startswith("schematron") for name in job.select)


def _runs_named_rules(edition: Edition, job: Job) -> bool:
    from encoder.check.schemas.model import rules_for

    schema = schema_for(edition.source.text, edition.source.name, job).path
    return _asks_for_rules(job) and bool(rules_for(edition.source.text, edition.source.name, schema, job.catalog).found)


def schema_for(text: str, name: str, job: Job) -> Chosen:
    """The schema for a file that begins with ``text``."""
    from encoder.check.schemas import model

    if job.schema is None:
        return model.choose(text, name, job.catalog)
    if job.schema == MODEL:
        return model.Chosen(model.named_by(text, name, job.catalog))
    return model.Chosen(model.house(text) if job.schema == HOUSE else Path(job.schema))


def _streamed(path: str, job: Job) -> Verdict:
    """What a schema says of a file that is not held in memory."""
    from encoder.check.located import Located
    from encoder.check.schemas import grammar
    from encoder.files.encoding import written_in

    found: list[Located] = []
    try:
        with _binary(path) as file:
            head = _beginning(file)
            by = schema_for(head.decode(written_in(head, None)[1], "replace"), path, job)
            for place, finding in grammar.check_stream(
                cast("BinaryIO", _Rejoined(head, file)), path, by.path, ids=job.ids
            ):
                found.append(Located(path, place.line, place.column, place.line, place.column + 1, finding, ""))
    except EncoderError as error:  # what was found before it stands
        return Verdict(path, tuple(found), refused=error)
    return Verdict(path, tuple(found), schema=by[1:])


def _beginning(file: BinaryIO) -> bytes:
    """What stands before the text of an edition, to the end of the header: there a schema is named."""
    head = b""
    while len(head) < _HEAD and b"</teiHeader" not in head and (block := file.read(_BLOCK)):
        head += block
    return head


class _Rejoined(io.RawIOBase):
    """A stream of which the beginning was read before."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        if not self._head:
            return self._rest.read(size)
        size = len(self._head) if size < 0 else size
        part, self._head = self._head[:size], self._head[size:]
        return part


def _binary(path: str) -> AbstractContextManager[BinaryIO]:
    """A file, or stdin, to be read as a stream."""
    from contextlib import nullcontext

    if path == STDIO:
        return nullcontext(sys.stdin.buffer)
    try:
        return reading.opened(path)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise EncoderError(f"cannot be read: {getattr(error, 'strerror', None) or error}", path) from None
