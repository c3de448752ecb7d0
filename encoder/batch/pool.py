"""One function for many things, in several processes, the results in the order of the things.

A process that is lost (killed, out of memory) stops nothing: what it may have been at is done again, each alone in a
new one, and what is lost twice has a result of its own.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

_T = TypeVar("_T")
_R = TypeVar("_R")

_AHEAD = 8
"""For each process, so many things wait."""


def each(function: Callable[[_T], _R], things: Iterable[_T], jobs: int, lost: Callable[[_T], _R]) -> Iterator[_R]:
    """The results of a function, in ``jobs`` processes; ``lost`` makes the result of what no process came back from."""
    waiting: deque[tuple[_T, Future[_R]]] = deque()
    rest = iter(things)
    pool = ProcessPoolExecutor(jobs)
    try:
        while True:
            for thing in rest:
                waiting.append((thing, _submit(pool, function, thing)))
                if len(waiting) >= jobs * _AHEAD:
                    break
            if not waiting:
                break
            thing, future = waiting.popleft()
            try:
                yield future.result()
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
                yield _alone(function, thing, lost)
                pool = ProcessPoolExecutor(jobs)
                waiting = deque((each_, _again(pool, function, each_, done)) for each_, done in waiting)
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()


def _submit(pool: ProcessPoolExecutor, function: Callable[[_T], _R], thing: _T) -> Future[_R]:
    try:
        return pool.submit(function, thing)
    except BrokenProcessPool as error:
        broken: Future[_R] = Future()
        broken.set_exception(error)
        return broken


def _again(pool: ProcessPoolExecutor, function: Callable[[_T], _R], thing: _T, done: Future[_R]) -> Future[_R]:
    """What was finished before its pool broke stays; the rest is given to the new one."""
    if done.done() and not done.cancelled() and done.exception() is None:
        return done
    return _submit(pool, function, thing)


def _alone(function: Callable[[_T], _R], thing: _T, lost: Callable[[_T], _R]) -> _R:
    with ProcessPoolExecutor(1) as pool:
        try:
            return pool.submit(function, thing).result()
        except BrokenProcessPool:
            return lost(thing)
