"""Where records are and results go: paths of this machine, or addresses (`s3://bucket/records`) by way of fsspec.

A place is a string; `-` is stdin. Files of this machine are written whole or not at all; stores of objects do so by
themselves.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from encoder.files import reading, writing
from encoder.host.extras import install
from encoder.values.errors import EncoderError

if TYPE_CHECKING:
    pass

STDIO = "-"


def is_address(place: str) -> bool:
    """Whether a place is elsewhere: `file://` too."""
    return "://" in place


def fetched(place: str) -> bytes:
    """The bytes there; `EncoderError` where there are none."""
    try:
        return read(place)
    except OSError as error:
        raise EncoderError(f"cannot be read: {error.strerror or error}", place) from None


def read(place: str) -> bytes:
    """The bytes there. Raises `OSError` where there are none, as files do."""
    if not is_address(place):
        return reading.read(place)
    system, path = _resolved(place)
    try:
        data: bytes = system.cat_file(path)
    except OSError:
        raise
    except Exception as error:  # each store has its own
        raise OSError(f"{place}: cannot be read: {error}") from None
    return data


def beginning(place: str, number: int) -> bytes:
    """The first bytes there, at most that number. Raises `OSError` as `read` does."""
    if is_address(place):
        system, path = _resolved(place)
        data: bytes = system.cat_file(path, 0, number)
        return data
    with reading.opened(place) as file:
        return file.read(number)


def opened(place: str) -> BinaryIO:
    """What is there, to be read. Raises `OSError` as `read` does."""
    return io.BytesIO(read(place)) if is_address(place) else reading.opened(place)


def write(
    place: str, data: bytes | Callable[[BinaryIO], None], *, durably: bool = True, follow: bool = True
) -> None:  # fmt: skip
    """Write bytes, or what writes them; `EncoderError` where that fails. The options are those of `files.write`."""
    if not is_address(place):
        writing.write(Path(place), data, durably=durably, follow=follow)
        return
    system, path = _resolved(place)
    if callable(data):
        whole = io.BytesIO()
        data(whole)
        data = whole.getvalue()
    try:
        system.makedirs(path.rpartition("/")[0], exist_ok=True)
        system.pipe_file(path, data)
    except Exception as error:
        raise EncoderError(f"cannot be written: {error}", place) from None


def settle(given: Iterable[str]) -> None:
    """Files that were written not durably stand from now on; what is elsewhere does already."""
    writing.settle(Path(place) for place in given if not is_address(place))


def exists(place: str) -> bool:
    """Whether there is a file."""
    if is_address(place):
        system, path = _resolved(place)
        return bool(system.exists(path))
    return Path(place).is_file()


def remove(place: str) -> None:
    """Take a file away; `EncoderError` where that fails."""
    try:
        if is_address(place):
            system, path = _resolved(place)
            system.rm_file(path)
        else:
            Path(place).unlink()
    except OSError as error:
        raise EncoderError(f"cannot be taken away: {error.strerror or error}", place) from None


def join(folder: str, name: str) -> str:
    """A name in a folder."""
    return f"{folder.rstrip('/')}/{name}" if is_address(folder) else os.path.join(folder, name)  # noqa: PTH118


def below(folder: str, endings: tuple[str, ...]) -> list[str]:
    """The files below an address that have one of the endings, hidden ones apart; an address of a file is itself.

    Raises `EncoderError` where there are none.
    """
    system, path = _resolved(folder)
    try:
        found = [path] if system.isfile(path) else system.find(path)
    except Exception as error:
        raise EncoderError(f"cannot be listed: {error}", folder) from None
    hidden = [name for name in found if any(part.startswith(".") for part in name.removeprefix(path).split("/"))]
    wanted = [name for name in found if name.lower().endswith(endings) and name not in hidden]
    if not wanted:
        raise EncoderError(f"there are no records there; they end with {', '.join(endings)}", folder)
    return sorted(str(system.unstrip_protocol(name)) for name in wanted)


def _resolved(place: str) -> tuple[Any, str]:
    """The file system of an address, and the path in it; `EncoderError` where there is none, or fsspec is missing."""
    try:
        import fsspec
    except ImportError:
        raise EncoderError(f"addresses need fsspec: {install('cluster')}", place) from None
    try:
        system, path = fsspec.core.url_to_fs(place)
    except (ValueError, ImportError) as error:
        raise EncoderError(f"cannot be reached: {error}", place) from None
    return system, path
