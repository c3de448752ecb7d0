"""The files that are meant by what was typed: files, folders, patterns, and those that have changed."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from glob import has_magic, iglob
from pathlib import Path

from encoder.errors import EncoderError

STDIO = "-"


def files_in(given: tuple[str, ...], endings: tuple[str, ...]) -> tuple[str, ...]:
    """The files that are named, and those in the folders that are: all with one of the endings, hidden ones apart.

    A pattern (`editions/**/*.xml`) that a shell has not resolved is resolved here. A folder without any such file is
    given back as it is, and so is a pattern that nothing fits.
    """
    found: list[str] = []
    for path in given:
        if path == STDIO:
            found.append(path)
        elif has_magic(path) and not Path(path).exists():
            found += _fitting(path) or [path]
        else:
            inside = sorted(_below(Path(path), endings)) if Path(path).is_dir() else []
            found += map(str, inside) if inside else (path,)
    return tuple(dict.fromkeys(found))


def _fitting(pattern: str) -> list[str]:
    """The files that fit a pattern, which `Path.glob` takes only below a folder."""
    return sorted(file for file in iglob(pattern, recursive=True) if Path(file).is_file())  # noqa: PTH207


def _below(folder: Path, endings: tuple[str, ...]) -> Iterator[Path]:
    for file in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
        if file.suffix.lower() in endings and file.is_file() and not hidden:
            yield file


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
