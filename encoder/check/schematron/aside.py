"""Schematron rules run in a process of their own, with a time limit.

Any file can name rules, so their author is unknown, and Saxon cannot be interrupted. The process is started for
the first such rules and reused; after a timeout it is killed.
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import NamedTuple

from encoder.values.errors import EncoderError
from encoder.work.pool import follow


class _Process(NamedTuple):
    process: BaseProcess
    connection: Connection


_running: list[_Process] = []


def report(document: bytes, name: str, schema: Path, phase: str, seconds: float) -> str:
    """The report in SVRL on the document of a file called ``name``; `EncoderError` after ``seconds``."""
    worker = _running[0] if _running and _running[0].process.is_alive() else _start()
    worker.connection.send((document, name, schema, phase))
    try:
        if worker.connection.poll(seconds):
            found: str | EncoderError = worker.connection.recv()
        else:
            found = EncoderError(f"they took more than {seconds:g} seconds", schema)
            _stop()
    except (EOFError, OSError):
        found = EncoderError("the process that ran them was killed, perhaps for lack of memory", schema)
        _stop()
    if isinstance(found, EncoderError):
        raise found
    return found


def _start() -> _Process:
    _stop()
    spawning = multiprocessing.get_context("spawn")  # a process that has run Saxon must not be forked
    here, there = spawning.Pipe()
    process = spawning.Process(target=_serve, args=(there,), daemon=True)
    process.start()
    there.close()
    _running.append(_Process(process, here))
    return _running[0]


@atexit.register
def _stop() -> None:
    while _running:
        worker = _running.pop()
        worker.process.kill()
        worker.connection.close()


def _serve(connection: Connection) -> None:
    """Run rules until the other side closes the connection."""
    from encoder.check.schematron import svrl
    from encoder.tei.open import open_bytes

    follow(os.getppid())
    while True:
        try:
            document, name, schema, phase = connection.recv()
        except EOFError:
            return
        try:
            connection.send(svrl.svrl(open_bytes(document, name), schema, phase))
        except EncoderError as error:
            connection.send(error)
