"""Only files are read: no device, no pipe that may never end, and nothing that is too large to hold."""

from __future__ import annotations

import errno
import io
import os
import stat
import sys
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from encoder.values.errors import EncoderError

MAX_BYTES = 512 * 1024 * 1024
"""The size of a file, or of what a pipe holds, that is read at once."""
_HANDED_OVER = ("/dev/fd/", "/proc/self/fd/", "/dev/stdin")
"""What a shell opens for a command: `validate <(git show HEAD:a.xml)`. It may be a pipe."""


def read(path: str | os.PathLike[str]) -> bytes:
    """The bytes of a file; raises `OSError` with what is wrong as ``strerror``."""
    if _is_handed_over(os.fspath(path)):
        return _once(os.fspath(path))
    with opened(path) as file:
        return _all(file, path)


@lru_cache(maxsize=8)
def _once(path: str) -> bytes:
    """What a shell hands over: a pipe can be read only once."""
    with opened(path) as file:
        return _all(file, path)


def _is_handed_over(path: str) -> bool:
    return path.startswith(_HANDED_OVER) and not Path(path).is_file()


def opened(path: str | os.PathLike[str]) -> BinaryIO:
    """A file, to be read; raises `OSError` if it is a device or a pipe, and before that is waited for."""
    mode = os.stat(path).st_mode  # noqa: PTH116 -- there may be many thousand
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode) or _is_handed_over(os.fspath(path))):
        raise OSError(errno.EINVAL, "it is a device or a pipe, not a file", path)
    return Path(path).open("rb")


def standard_input() -> bytes:
    """The bytes on the standard input; raises `EncoderError` if there is no input, or too much of it."""
    if sys.stdin is None:
        raise EncoderError("there is no standard input to read")
    try:
        return _all(sys.stdin.buffer, "<stdin>")
    except OSError as error:
        raise EncoderError(f"cannot be read: {error.strerror}", "<stdin>") from None


def _all(file: BinaryIO, path: str | os.PathLike[str]) -> bytes:
    size = 0
    with suppress(io.UnsupportedOperation):
        size = os.fstat(file.fileno()).st_size
    data = file.read(MAX_BYTES + 1) if size <= MAX_BYTES else b""
    if max(size, len(data)) > MAX_BYTES:
        raise OSError(errno.EFBIG, f"it has more than the {MAX_BYTES:,} bytes that are read at once", path)
    return data
