"""What every command does with sources, findings and outputs."""

from __future__ import annotations

import errno
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

import click

from encoder.files import reading
from encoder.values.diagnostics import Diagnostic, Severity
from encoder.values.errors import EncoderError
from encoder.values.source import Source
from encoder.work import storage
from encoder.work.paths import RECORDS, editions_in, files_in, stem, targets
from encoder.work.storage import STDIO

if TYPE_CHECKING:
    from encoder.check.located import Located
    from encoder.values.authority import Authority
    from encoder.values.edition import EncodedEdition

_T = TypeVar("_T")

UNUSABLE, FAULT = 2, 3

__all__ = [
    "RECORDS",
    "STDIO",
    "Findings",
    "counted",
    "editions_in",
    "encoded",
    "files_in",
    "people",
    "put",
    "stem",
    "targets",
]


def people(path: str | None) -> Authority | None:
    """The people in a file, read once for all records."""
    if path is None:
        return None
    from encoder.read.beside.people import read

    return read(Path(path))


def encoded(
    path: str, profile: str, date: str | None, known: Authority | None, weights: str | None = None
) -> EncodedEdition:
    """The edition of a record in a file, or on stdin."""
    import encoder

    if storage.is_address(path):
        raise EncoderError("only files are read here; `build` reads what is elsewhere", path)
    source = reading.standard_input() if path == STDIO else path
    return encoder.encode(source, name="<stdin>", profile=profile, date=date, people=known, weights=weights)


class Findings:
    """Findings as they are printed, and the worst of them.

    Text goes to stderr as it is found, a report to stdout at the end; with ``on_stdout`` text goes there too, for a
    command that has no other result. At most ``limit`` findings are printed as text, if it is not 0; ``unprinted``
    counts the rest.
    """

    def __init__(
        self, show: str = "info", fail_on: str = "error", form: str = "text", *, on_stdout: bool = False,
        limit: int = 0,
    ) -> None:  # fmt: skip
        self._form = form
        self._err = not on_stdout
        self._shown: list[Located] = []
        self._files: dict[str, None] = {}
        self._show = Severity[show.upper()]
        self._fail_on = None if fail_on == "never" else Severity[fail_on.upper()]
        self.counts = dict.fromkeys(Severity, 0)
        self.by_rule: dict[str, int] = {}
        self._invalid: set[str] = set()
        self._limit = limit
        self._printed = 0
        self.unprinted = 0
        self.unusable = 0
        self.faults = 0

    def tell(self, findings: Iterable[Diagnostic], source: Source) -> None:
        """Print the findings about a source."""
        from encoder.check.located import locate

        self.tell_located(source.name, [locate(finding, source) for finding in findings])

    def tell_located(self, path: str, findings: Iterable[Located], *, silently: bool = False) -> None:
        """Print the findings in a file; ``silently``, count them only."""
        from encoder.publish.reports import text

        self._files.setdefault(path)
        for finding in findings:
            if finding.severity is Severity.ERROR:
                self._invalid.add(path)
            self.counts[finding.severity] += 1
            self.by_rule[finding.rule] = self.by_rule.get(finding.rule, 0) + 1
            if silently or finding.severity < self._show:
                continue
            if self._form != "text":
                self._shown.append(finding)
            elif self._limit and self._printed >= self._limit:
                self.unprinted += 1
            else:
                self._printed += 1
                click.echo("\n".join(text.lines(finding)), err=self._err)

    def report(self) -> None:
        """Print the whole of a format that is no running text, on stdout."""
        from encoder.publish.reports import formatter

        if self._form != "text":
            order = {path: at for at, path in enumerate(self._files)}
            shown = sorted(self._shown, key=lambda each: order.get(each.path, len(order)))
            click.echo(formatter(self._form)(shown, [*self._files]), nl=False)

    @property
    def valid(self) -> int:
        """Files without an error, of those that could be used."""
        return len(self._files) - len(self._invalid)

    @contextmanager
    def each(self, path: str) -> Iterator[None]:
        """The work on one file of several: what goes wrong with it is told, and the others go on."""
        try:
            yield
        except EncoderError as error:
            self.refuse(error, path)
        except (BrokenPipeError, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if is_full(error):
                raise
            import traceback

            self.fail(path, f"{type(error).__name__}: {error}", "".join(traceback.format_exception(error)))

    def refuse(self, error: EncoderError, path: str | None = None) -> None:
        """Print why a source cannot be used; it is one of the files that were looked at."""
        self.unusable += 1
        if path is not None:
            self._files.setdefault(path)
            self._invalid.add(path)
        click.echo(f"{error.place}: error: {error.words}" if error.place else f"error: {error.words}", err=True)
        if self._form != "text":
            from encoder.check.located import refused

            self._shown.append(refused(error))

    def fail(self, path: str, fault: str, traceback: str) -> None:
        """Say that the program is at fault with a file."""
        self.faults += 1
        tell_fault(fault, traceback, path, debug=click.get_current_context().find_root().params["debug"])

    @property
    def shows_all(self) -> bool:
        """Whether findings of each severity are printed."""
        return self._show is Severity.INFO

    @property
    def is_text(self) -> bool:
        """Whether findings are told as they are found."""
        return self._form == "text"

    @property
    def code(self) -> int:
        """The exit code."""
        if self.faults:
            return FAULT
        if self.unusable:
            return UNUSABLE
        return int(any(n and self._fail_on and severity >= self._fail_on for severity, n in self.counts.items()))

    def digest(self, review: str) -> str:
        """What was not printed, and how to decide what is doubtful, if ``review`` is a command; empty if nothing."""
        from encoder.rules import REVIEWED

        hidden = sum(number for severity, number in self.counts.items() if severity < self._show)
        doubtful = sum(number for rule, number in self.by_rule.items() if rule in REVIEWED)
        parts = []
        if doubtful and review:
            parts.append(f"{doubtful} doubtful place{'s' * (doubtful > 1)}: decide them with `{review}`")
        if hidden:
            parts.append(f"{hidden} finding{'s' * (hidden > 1)} not printed: add --show info")
        return "\n".join(parts)

    def __str__(self) -> str:
        counted = [
            f"{n} {severity}{'s' * (n != 1 and severity > Severity.INFO)}" for severity, n in self.counts.items() if n
        ]
        failed = [f"{self.unusable + self.faults} failed"] if self.unusable or self.faults else []
        return ", ".join((*failed, *reversed(counted))) or "no findings"


def is_full(error: Exception) -> bool:
    """Whether a file or stdout cannot be written because there is no room."""
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def counted(results: Iterator[_T], number: int, note: Callable[[], str] = str) -> Iterator[_T]:
    """The results, with a bar on a terminal where there are many: rate, time that is left, and a note behind it."""
    if number < _MANY or not sys.stderr.isatty():
        yield from results
        return
    start, done = time.monotonic(), 0

    def told(_: _T | None) -> str:
        return f"{done / max(time.monotonic() - start, 0.001):.0f}/s  {note()}"

    with click.progressbar(
        results, length=number, file=sys.stderr, show_pos=True, show_eta=True, item_show_func=told
    ) as bar:
        for result in bar:
            done += 1
            yield result


_MANY = 50
"""Fewer are done before one could read the bar."""


def tell_fault(fault: str, traceback: str, where: str = "", *, debug: bool) -> None:
    """Say that the program is at fault, for debugging with the traceback."""
    place = f"{where}: " if where else ""
    click.echo(f"fault: {place}{fault}. This is an error of tei-encoder, not of yours.", err=True)
    if debug:
        click.echo(traceback, err=True)
    else:
        click.echo("Run it again as `tei-encoder --debug …` for the traceback, and report it.", err=True)


def put(path: Path | None, data: bytes | Callable[[BinaryIO], None]) -> None:
    """Write a result, bytes or what writes them, to its file or to stdout."""
    from encoder.files import writing

    if path is not None:
        writing.write(path, data)
        return
    if callable(data):
        data(sys.stdout.buffer)
    else:
        sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
