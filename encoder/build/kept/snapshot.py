"""What the program wrote of each edition, kept in `.made/` beside it, for the merge with what people make of it.

Compressed, the same bytes for the same edition. It belongs under version control with the editions: without it nobody
can tell what was changed by hand.
"""

from __future__ import annotations

import gzip
import os
import zlib

from encoder.work import storage
from encoder.work.store import digest

FOLDER = ".made"


def keep(target: str, data: bytes) -> None:
    """Keep what is written to a target."""
    storage.write(place(target), gzip.compress(data, compresslevel=1, mtime=0), durably=False, follow=False)


def place(target: str) -> str:
    """Where it is kept."""
    folder, name = os.path.split(target)
    return storage.join(storage.join(folder, FOLDER), f"{name}.gz")


def of(target: str, was: str) -> bytes | None:
    """What was written to a target, if it is what a digest says; None where nobody knows any more."""
    data = kept(target)
    return data if data is not None and digest(data).hex() == was else None


def kept(target: str) -> bytes | None:
    """What was written to a target last; None where nobody knows."""
    try:
        return gzip.decompress(storage.read(place(target)))
    except (OSError, EOFError, zlib.error):
        return None


def is_kept(target: str) -> bool:
    """Whether what stands there is what the program wrote."""
    data = kept(target)
    return data is not None and storage.exists(target) and storage.read(target) == data


def forget(target: str) -> None:
    """Take away what is kept of an edition that is gone."""
    if storage.exists(place(target)):
        storage.remove(place(target))
