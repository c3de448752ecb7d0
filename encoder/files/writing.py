"""Files are written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO

from encoder.values.errors import EncoderError


def shown(path: str | Path) -> str:
    """A path as it can be printed: a name need not be text in UTF-8."""
    return str(path).encode(errors="replace").decode()


PART = ".tei-encoder-part"
"""The ending of a file or folder that is being written: one that no other program uses."""
_PREFIX = 40
"""Code points of a file's name in the name of the temporary file: file systems limit the length."""


def write(
    path: Path, data: bytes | Callable[[BinaryIO], None], *, durably: bool = True, follow: bool = True
) -> None:  # fmt: skip
    """Write a file by way of a temporary one beside it; `EncoderError` where that fails, the old file untouched.

    ``data`` are the bytes, or what writes them. ``durably``: they stand even if the machine stops a moment later; what
    can be made again need not, and of many files it is quicker to `settle` all at once. A link that stands there stays
    one, and what it leads to is written, unless ``follow`` is false: then a file takes its place.
    """
    try:
        path = path.resolve() if follow and path.is_symlink() else path
        if not path.is_symlink():
            check(path)
        if path.exists() and not (path.is_file() or path.is_symlink()):
            _through(path, data)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:_PREFIX]}.", suffix=PART)
    except OSError as error:
        raise EncoderError(f"cannot be written: {error.strerror}", path) from None
    except RuntimeError:
        raise EncoderError("is a link that leads to itself", path) from None
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            if callable(data):
                data(file)
            else:
                file.write(data)
            file.flush()
            if durably:
                os.fsync(file.fileno())
        temporary.chmod(stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o666 & ~_umask())
        temporary.replace(path)
    except OSError as error:
        raise EncoderError(f"cannot be written: {error.strerror}", path) from None
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def _through(path: Path, data: bytes | Callable[[BinaryIO], None]) -> None:
    """Write to a device or a pipe: no file takes its place."""
    with path.open("wb", buffering=0) as file:
        file.write(data) if isinstance(data, bytes) else data(file)


def check(path: Path) -> None:
    """Refuse, as `EncoderError`, a file that is there and could not be written."""
    if path.is_dir():
        raise EncoderError("is a directory, so no file of that name can be written", path)
    if path.exists() and not os.access(path, os.W_OK):
        raise EncoderError("is read-only; nothing is written", path)


_AT_ONCE = 16


def settle(paths: Iterable[Path]) -> None:
    """Let files that were written stand even if the machine stops a moment later; `EncoderError` where that fails.

    Many are asked for at once, since a file system commits what waits for it together.
    """
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for _ in pool.map(_settle, paths):
            pass


def _settle(path: Path) -> None:
    try:
        handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except FileNotFoundError:
        pass  # somebody took it away
    except OSError as error:
        raise EncoderError(f"cannot be written: {error.strerror}", path) from None


def _umask() -> int:
    """The process's mask, which can be read only by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
