"""The time that the work on one record may take."""

from __future__ import annotations

import ctypes
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from encoder.values.errors import EncoderError


class TimeUp(BaseException):
    """The work on one record has taken too long; no `except Exception` is meant."""


@contextmanager
def limited(seconds: float | None, source: str) -> Iterator[None]:
    """Give up after so many seconds, `EncoderError`; on the way in or out `TimeUp` itself may be what comes.

    In the main thread a signal ends what waits for the system too; in others, which workers of a cluster have, it ends
    between two steps of Python.
    """
    if seconds is None:
        yield
        return
    is_main = threading.current_thread() is threading.main_thread()
    limit = _by_signal if hasattr(signal, "SIGALRM") and is_main else _by_timer
    try:
        with limit(seconds):
            yield
    except TimeUp:
        raise given_up(seconds, source) from None


def given_up(seconds: float | None, source: str) -> EncoderError:
    """What is told of a record that was given up."""
    return EncoderError(f"it took more than {seconds:g} seconds, and was given up (time limit)", source)


@contextmanager
def _by_signal(seconds: float) -> Iterator[None]:
    def over(_number: int, _frame: FrameType | None) -> None:
        raise TimeUp

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _by_timer(seconds: float) -> Iterator[None]:
    worker, lock, is_done = threading.get_ident(), threading.Lock(), threading.Event()

    def over() -> None:
        with lock:
            if not is_done.is_set():
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(worker), ctypes.py_object(TimeUp))

    timer = threading.Timer(seconds, over)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        with lock:
            is_done.set()
        timer.cancel()
