"""The files that are meant by what was typed: files, folders, patterns, and those that have changed."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Iterable, Iterator
from glob import has_magic, iglob
from pathlib import Path

from encoder.values.errors import EncoderError
from encoder.values.namespaces import TEI
from encoder.work import storage
from encoder.work.storage import STDIO

EDITIONS = (".xml", ".tei")
RECORDS = (
    ".txt", ".md", ".html", ".htm", ".xhtml", ".docx", ".odt", ".rtf", ".epub", ".pdf", ".vtt", ".srt",
    ".eml", ".trs", ".eaf", ".hocr",
)  # fmt: skip
"""Suffixes of the files that are read from a folder. A table is read only if it is named explicitly, because
a project's file of people is a table too."""
_ROOT = re.compile(
    rb"""(?>(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*>)*)<(?!(?:TEI|teiCorpus)\b)[^\s>:!?]+\s[^>]*?\bxmlns\s*=\s*["']([^"']+)""",
    re.DOTALL,
)


def editions_in(given: tuple[str, ...], skipped: list[str] | None = None) -> tuple[str, ...]:
    """The editions that are named, and those in the folders that are; there a map of a site, say, is none.

    Other XML files are added to ``skipped``.
    """
    other = [] if skipped is None else skipped

    def is_other(path: str) -> bool:
        if _is_of_another_vocabulary(path):
            other.append(path)
            return True
        return False

    return files_in(given, EDITIONS, but=is_other)


def _is_of_another_vocabulary(path: str) -> bool:
    """Whether a file begins as XML of another namespace than TEI's; one called TEI, or broken, is told of."""
    try:
        root = _ROOT.match(storage.beginning(path, 4096).removeprefix(b"\xef\xbb\xbf"))
    except OSError:
        return False
    return root is not None and root[1] != TEI.encode()


def files_in(
    given: tuple[str, ...], endings: tuple[str, ...], but: Callable[[str], bool] = lambda _: False
) -> tuple[str, ...]:
    """The files that are named, and those in the folders that are: all with one of the endings, hidden ones apart.

    Raises `EncoderError` where one of the folders cannot be read.
    A pattern (`editions/**/*.xml`) that a shell has not resolved is resolved here. A folder without any such file is
    given back as it is, and so is a pattern that nothing fits. Those in folders that ``but`` holds for are left out.
    """
    found: list[str] = []
    for path in given:
        if path == STDIO:
            found.append(path)
        elif storage.is_address(path):
            found += [file for file in storage.below(path, endings) if file == path or not but(file)]
        elif has_magic(path) and not Path(path).exists():
            found += [file for file in _fitting(path) if not but(file)] or [path]
        else:
            below = sorted(_below(path, endings), key=_in_order) if Path(path).is_dir() else []
            found += [file for file in below if not but(file)] or [path]
    return tuple(dict.fromkeys(found))


def _fitting(pattern: str) -> list[str]:
    """The files that fit a pattern, which `Path.glob` takes only below a folder."""
    return sorted(file for file in iglob(pattern, recursive=True) if Path(file).is_file())  # noqa: PTH207


def _below(folder: str, endings: tuple[str, ...]) -> Iterator[str]:
    seen: set[str] = set()  # a link may lead to a folder above
    for place, folders, files in os.walk(folder, followlinks=True, onerror=_refused):
        if (whole := os.path.realpath(place)) in seen:
            folders.clear()
            continue
        seen.add(whole)
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if name.lower().endswith(endings) and not name.startswith("."):
                yield os.path.normpath(os.path.join(place, name))  # noqa: PTH118 -- there may be many thousand


def _refused(error: OSError) -> None:
    """What cannot be seen is not gone: whoever passed over it would take away what was made of it."""
    raise EncoderError(f"cannot be read: {error.strerror}", error.filename)


def _in_order(path: str) -> tuple[str, ...]:
    """Files of a folder stand together."""
    return Path(path).parts


def changed_since(revision: str, paths: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the paths that differ from a revision of Git, or are not in it; `EncoderError` where Git cannot say."""
    top = Path(_git("rev-parse", "--show-toplevel").rstrip("\n"))
    differing = _git("diff", "--name-only", "-z", "--diff-filter=d", "--end-of-options", revision, "--")
    untracked = _git("ls-files", "--others", "--exclude-standard", "-z", "--full-name", "--", ":/")
    changed = {(top / name).resolve() for name in (differing + untracked).split("\0") if name}
    return tuple(path for path in paths if path == STDIO or Path(path).resolve() in changed)


def _git(*arguments: str) -> str:
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, text=True, check=False)
    except OSError as error:
        raise EncoderError(f"--changed-since asks Git, which cannot be run: {error.strerror}") from None
    if done.returncode:
        raise EncoderError(f"--changed-since: Git says: {done.stderr.strip().splitlines()[0]}")
    return done.stdout


def targets(paths: tuple[str, ...], output: str | None, suffix: str) -> list[Path | None]:
    """Where each result goes: None is stdout. One may have a name; several go to a folder, under their own."""
    if output and storage.is_address(output):
        raise EncoderError("only files are written here; `build` writes elsewhere", output)
    if output == STDIO or (output is None and len(paths) == 1):
        if len(paths) > 1:
            raise EncoderError("several results do not fit on stdout; name a folder with -o")
        return [None]
    if output is None:
        raise EncoderError("several sources need a folder for their results: -o FOLDER")
    folder = Path(output)
    if len(paths) == 1 and not (folder.is_dir() or output.endswith("/")):
        results = [folder]
    else:
        results = [folder / f"{stem(path)}{suffix}" for path in paths]
    safe(paths, map(str, results))
    return [*results]


def real(paths: Iterable[str]) -> Iterator[str]:
    """Paths without links, as `os.path.realpath` has them: those of many files of a folder, which is looked up once."""
    known: dict[str, str] = {}
    for path in paths:
        folder, name = os.path.split(path)
        if name in ("", os.curdir, os.pardir) or os.path.islink(path):  # noqa: PTH114
            yield os.path.realpath(path)
            continue
        if folder not in known:
            known[folder] = os.path.realpath(folder)
        yield os.path.join(known[folder], name)  # noqa: PTH118


def stem(path: str) -> str:
    """The name of a result, without folder and ending."""
    return "stdin" if path == STDIO else Path(path).stem


def safe(paths: Iterable[str], results: Iterable[str]) -> None:
    """Refuse results that are a source or another's result."""
    paths = [*paths]
    sources = {*real(path for path in paths if path != STDIO)}
    taken: dict[str, str] = {}
    results = [*results]
    for path, result, place in zip(paths, results, real(results), strict=True):
        if place in sources:
            raise EncoderError("is a source and would be overwritten; choose another folder with -o", result)
        if result in taken:
            both = f"{taken[result]} and {path}"
            raise EncoderError(f"two sources would be written there, {both}; give them different names", result)
        taken[result] = path
