"""One function for many things, in several processes, the results in the order of the things.

Any executor of `concurrent.futures` will do: `Workers` says how one is started. A process that is lost (killed, out of
memory) stops nothing: what it may have been at is done again, each alone in a new one, and what is lost twice has a
result of its own.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from functools import partial
from typing import NamedTuple, TypeVar

_T = TypeVar("_T")
_R = TypeVar("_R")

_PR_SET_PDEATHSIG = 1
_AHEAD = 8
"""For each process, so many things wait."""


class Workers(NamedTuple):
    """Who does the work: how an executor of so many processes is started, how many there are, and how one is lost.

    ``breaks``: whether the executor is of no use after that, and another must be started.
    """

    start: Callable[[int], Executor]
    number: int
    lost: type[Exception] = BrokenExecutor
    breaks: bool = True


def processes(number: int) -> Workers:
    """That number of processes of this machine."""
    start = partial(ProcessPoolExecutor, initializer=follow, initargs=(os.getpid(),))
    return Workers(start, number)


def follow(parent: int) -> None:
    """Let this process be killed when its parent ends, however that is, where the system can do so (prctl(2) of Linux).

    No thread could watch instead: Saxon's machine breaks down beside one, and while it runs, no other thread does.
    """
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it ended before
            os._exit(1)


def each(
    function: Callable[[_T], _R], things: Iterable[_T], workers: Workers, lost: Callable[[_T], _R]
) -> Iterator[_R]:
    """The results of a function; ``lost`` makes the result of what no process came back from."""
    waiting: deque[tuple[_T, Future[_R]]] = deque()
    rest = iter(things)
    pool = workers.start(workers.number)
    try:
        while True:
            for thing in rest:
                waiting.append((thing, _submit(pool, function, thing)))
                if len(waiting) >= workers.number * _AHEAD:
                    break
            if not waiting:
                break
            thing, future = waiting.popleft()
            try:
                yield future.result()
            except workers.lost:
                if not workers.breaks:  # others may have been at work beside what killed the process
                    yield _once_more(pool, function, thing, workers, lost)
                    continue
                pool.shutdown(wait=False)
                yield _alone(function, thing, workers, lost)
                pool = workers.start(workers.number)
                waiting = deque((each_, _again(pool, function, each_, done)) for each_, done in waiting)
    except BaseException as error:
        for _, future in waiting:
            future.cancel()
        pool.shutdown(wait=not isinstance(error, KeyboardInterrupt))  # what runs must not write when a lock is released
        raise
    pool.shutdown()


def _submit(pool: Executor, function: Callable[[_T], _R], thing: _T) -> Future[_R]:
    try:
        return pool.submit(function, thing)
    except BrokenExecutor as error:
        broken: Future[_R] = Future()
        broken.set_exception(error)
        return broken


def _again(pool: Executor, function: Callable[[_T], _R], thing: _T, done: Future[_R]) -> Future[_R]:
    """What was finished before its pool broke stays; the rest is given to the new one."""
    if done.done() and not done.cancelled() and done.exception() is None:
        return done
    return _submit(pool, function, thing)


def _alone(function: Callable[[_T], _R], thing: _T, workers: Workers, lost: Callable[[_T], _R]) -> _R:
    with workers.start(1) as pool:
        return _once_more(pool, function, thing, workers, lost)


def _once_more(
    pool: Executor, function: Callable[[_T], _R], thing: _T, workers: Workers, lost: Callable[[_T], _R]
) -> _R:
    try:
        return pool.submit(function, thing).result()
    except workers.lost:
        return lost(thing)
