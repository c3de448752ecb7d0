"""What every command does with sources, findings and outputs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from encoder.diagnostics import Diagnostic, Severity
from encoder.errors import EncoderError
from encoder.source import Source

if TYPE_CHECKING:
    from encoder.authority import Authority
    from encoder.edition import Edition
    from encoder.reports import Located

STDIO = "-"
UNUSABLE, FAULT = 2, 3


def people(path: str | None) -> Authority | None:
    """The people in a file, read once for all records."""
    if path is None:
        return None
    from encoder.readers.people import read

    return read(Path(path))


def encoded(path: str, profile: str, date: str | None, known: Authority | None) -> Edition:
    """The edition of a record in a file, or on stdin."""
    import encoder

    source = sys.stdin.buffer.read() if path == STDIO else path
    return encoder.encode(source, name="<stdin>", profile=profile, date=date, people=known)


def opened(path: str) -> Edition:
    """The edition in a file, or on stdin."""
    import encoder

    return encoder.open_edition(sys.stdin.buffer.read() if path == STDIO else path, name="<stdin>")


@contextmanager
def binary(path: str) -> Iterator[BinaryIO]:
    """A file, or stdin, to be read as a stream."""
    if path == STDIO:
        yield sys.stdin.buffer
        return
    try:
        with Path(path).open("rb") as file:
            yield file
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise EncoderError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from None


EDITIONS = (".xml",)
RECORDS = (".txt", ".md", ".html", ".htm", ".xhtml", ".docx", ".pdf")


def files_in(paths: tuple[str, ...], endings: tuple[str, ...]) -> tuple[str, ...]:
    """The files that are named, and those in the folders that are: all with one of the endings, hidden ones apart.

    A folder without any is given back as it is.
    """
    found: list[str] = []
    for path in paths:
        inside = sorted(_below(Path(path), endings)) if path != STDIO and Path(path).is_dir() else []
        found += map(str, inside) if inside else (path,)
    return tuple(found)


def _below(folder: Path, endings: tuple[str, ...]) -> Iterator[Path]:
    for file in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
        if file.suffix.lower() in endings and file.is_file() and not hidden:
            yield file


class Findings:
    """Findings as they are printed, and the worst of them."""

    def __init__(self, show: str, fail_on: str, form: str = "text") -> None:
        self._form = form
        self._located: list[Located] = []
        self._show = Severity[show.upper()]
        self._fail_on = None if fail_on == "never" else Severity[fail_on.upper()]
        self.counts = dict.fromkeys(Severity, 0)
        self.unusable = 0
        self.faults = 0

    def tell(self, findings: Iterable[Diagnostic], source: Source) -> int:
        """Print the findings about a source; how many there were."""
        from encoder.reports import locate, text

        number = 0
        for finding in findings:
            number += 1
            if not self._counted(finding):
                continue
            if self._form != "text":
                self._located.append(locate(finding, source))
                continue
            for line in text.lines(finding, source):
                click.echo(line, err=True)
        return number

    def tell_at(self, finding: Diagnostic, path: str, line: int, column: int) -> None:
        """Print a finding in a file that is not held in memory."""
        from encoder.reports import Located

        if not self._counted(finding):
            return
        if self._form != "text":
            self._located.append(Located(path, line, column, line, column + 1, finding, ""))
        else:
            told = f"{path}:{line}:{column}: {finding.severity}: {finding.message} [{finding.rule.name}]"
            click.echo(told, err=True)

    def _counted(self, finding: Diagnostic) -> bool:
        """Count a finding; whether it is to be shown."""
        self.counts[finding.severity] += 1
        return finding.severity >= self._show

    def report(self) -> None:
        """Print the whole of a format that machines read, on stdout."""
        from encoder.reports import formatter

        if self._form != "text":
            click.echo(formatter(self._form)(self._located), nl=False)

    @contextmanager
    def each(self, path: str) -> Iterator[None]:
        """The work on one file of several: what goes wrong with it is told, and the others go on."""
        try:
            yield
        except EncoderError as error:
            self.refuse(error)
        except (BrokenPipeError, click.exceptions.Exit):
            raise
        except Exception as error:
            self.faults += 1
            tell_fault(error, path, debug=click.get_current_context().find_root().params["debug"])

    def refuse(self, error: EncoderError) -> None:
        """Print why a source cannot be used."""
        self.unusable += 1
        click.echo(f"error: {error}", err=True)
        if self._form != "text":
            from encoder.reports import refused

            self._located.append(refused(error))

    @property
    def code(self) -> int:
        """The exit code."""
        if self.faults:
            return FAULT
        if self.unusable:
            return UNUSABLE
        return int(any(n and self._fail_on and severity >= self._fail_on for severity, n in self.counts.items()))

    def __str__(self) -> str:
        counted = [
            f"{n} {severity}{'s' * (n != 1 and severity > Severity.INFO)}" for severity, n in self.counts.items() if n
        ]
        return ", ".join(reversed(counted)) or "no findings"


def tell_fault(error: Exception, where: str = "", *, debug: bool) -> None:
    """Say that the program is at fault, for debugging with the traceback."""
    place = f"{where}: " if where else ""
    click.echo(
        f"fault: {place}{type(error).__name__}: {error}. This is an error of tei-encoder, not of yours.", err=True
    )
    if debug:
        import traceback

        traceback.print_exception(error)
    else:
        click.echo("Run it again as `tei-encoder --debug …` for the traceback, and report it.", err=True)


def targets(paths: tuple[str, ...], output: str | None, suffix: str) -> list[Path | None]:
    """Where each result goes: None is stdout. One may have a name; several go to a folder, under their own."""
    if output == STDIO or (output is None and len(paths) == 1):
        if len(paths) > 1:
            raise EncoderError("several results do not fit on stdout; name a folder with -o")
        return [None]
    if output is None:
        raise EncoderError("several sources need a folder for their results: -o FOLDER")
    folder = Path(output)
    if len(paths) == 1 and not (folder.is_dir() or output.endswith("/")):
        return _safe(paths, [folder])
    return _safe(paths, [folder / f"{stem(path)}{suffix}" for path in paths])


def stem(path: str) -> str:
    """The name of a result, without folder and ending."""
    return "stdin" if path == STDIO else Path(path).stem


def _safe(paths: tuple[str, ...], results: list[Path]) -> list[Path | None]:
    """The results, if none of them is a source or another's result."""
    sources = {Path(path).resolve() for path in paths if path != STDIO}
    for at, (path, result) in enumerate(zip(paths, results, strict=True)):
        if result.resolve() in sources:
            raise EncoderError(f"{result}: is a source and would be overwritten; choose another folder with -o")
        if result in results[:at]:
            both = f"{paths[results.index(result)]} and {path}"
            raise EncoderError(f"{result}: two sources would be written there, {both}; give them different names")
    return list(results)


def put(path: Path | None, data: bytes | Callable[[BinaryIO], None]) -> None:
    """Write a result, bytes or what writes them, to its file or to stdout."""
    from encoder import files

    if path is not None:
        files.write(path, data)
        return
    if callable(data):
        data(sys.stdout.buffer)
    else:
        sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
