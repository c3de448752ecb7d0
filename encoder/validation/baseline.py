"""Old findings that a project starts with: written down once, then only new ones count.

A finding is known again by its fingerprint, made from file, rule and the path in the tree, as often as it was there:
changes elsewhere in the file do not touch it. Files are named from where the baseline stands.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from encoder.files import reading
from encoder.values.errors import EncoderError

if TYPE_CHECKING:
    from encoder.check.located import Located


_VERSION = 2
"""Of the file. Fingerprints of version 1 were made from messages and lines."""


class Baseline:
    """The findings of a file that have not been met yet."""

    def __init__(self, path: Path) -> None:
        self._left: Counter[str] = Counter()
        self._files: dict[str, str] = {}
        for file, fingerprint, count in _read(path):
            self._left[fingerprint] += count
            self._files[fingerprint] = file
        self._folder = path.parent
        self.known = 0
        """How many findings were known."""

    def knows(self, finding: Located) -> bool:
        """Whether a finding is an old one; each counts once."""
        known = finding.fingerprint_at(_name(finding.path, self._folder))
        if self._left[known] <= 0:
            return False
        self._left[known] -= 1
        self.known += 1
        return True

    def mended(self, files: Iterable[str]) -> int:
        """How many old findings of the files that were checked were not met."""
        checked = {_name(path, self._folder) for path in files}
        return sum(count for known, count in self._left.items() if self._files[known] in checked)


def dump(findings: Iterable[Located], folder: Path) -> bytes:
    """The file for findings, to stand in a folder: a line each, sorted, so that changes to it can be read."""
    named = ((_name(each.path, folder), each) for each in findings)
    counted = Counter((name, each.rule, each.fingerprint_at(name)) for name, each in named)
    entries = [
        {"file": path, "rule": rule, "fingerprint": print_, "count": count}
        for (path, rule, print_), count in sorted(counted.items())
    ]
    lines = ",\n".join(f"    {json.dumps(entry, ensure_ascii=False)}" for entry in entries)
    return f'{{\n  "version": {_VERSION},\n  "findings": [\n{lines}\n  ]\n}}\n'.encode()


def _name(path: str, folder: Path) -> str:
    """A file by its way from the baseline's folder: the same wherever the command is run."""
    return os.path.relpath(path, folder).replace(os.sep, "/")


def _read(path: Path) -> list[tuple[str, str, int]]:
    """The file, the fingerprint and the number of each entry."""
    try:
        told: Any = json.loads(reading.read(path))
        if told["version"] != _VERSION:
            raise EncoderError(
                f"this baseline is of version {told['version']}, not {_VERSION}; write it again with "
                f"--write-baseline {path}",
                path,
            )
        return [(str(entry["file"]), str(entry["fingerprint"]), int(entry["count"])) for entry in told["findings"]]
    except FileNotFoundError:
        raise EncoderError(f"there is no such baseline; write it with --write-baseline {path}", path) from None
    except OSError as error:
        raise EncoderError(f"the baseline cannot be read: {error.strerror}", path) from None
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        raise EncoderError(f"this is not a baseline; write a new one with --write-baseline {path}", path) from None
