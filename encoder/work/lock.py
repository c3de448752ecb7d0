"""One build at a time in a folder: two would take each other's half-written files for those of one that was killed.

The system takes the lock away with the process that has it, however that ends. It is no file of the folder.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from encoder.values.errors import EncoderError
from encoder.work import storage
from encoder.work.store import default_folder, digest


@contextmanager
def alone(folder: str) -> Iterator[None]:
    """Hold a folder of results for one's own; `EncoderError` where another build has it.

    Where the system has no such locks, or no place for one, there is none.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    if storage.is_address(folder):
        yield
        return
    file = default_folder() / "locks" / digest(str(Path(folder).resolve()).encode()).hex()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle = file.open("wb")
    except OSError:
        yield
        return
    with handle:
        try:
            fcntl.lockf(
                handle, fcntl.LOCK_EX | fcntl.LOCK_NB
            )  # which processes that are started from here do not share
        except (BlockingIOError, PermissionError):
            raise EncoderError("another build is at work there; wait until it is done", folder) from None
        except OSError:
            pass  # a file system without locks
        yield
