"""Memory: Python's cyclic garbage collector kept from looking where there is nothing to find, and values let go early.

A record becomes tens of thousands of small values that all live until the edition stands, and none of which refers back
to another: a collection in between looks at each and finds nothing, for a seventh of the time.
"""

from __future__ import annotations

import gc
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

_T = TypeVar("_T")


@contextmanager
def paused() -> Iterator[None]:
    """No automatic collection inside; afterwards as before."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def relaxed() -> Iterator[None]:
    """For a process of one command: collections are rare, and none comes at the end, when all is let go anyway.

    A sixth of the time that it takes to validate one file.
    """
    gc.set_threshold(100_000, 20, 50)
    try:
        yield
    finally:
        gc.freeze()


_TIMES = 32
"""So often the allocator is asked, on the way through many items, to give back what is free."""
_MANY = 1_000


def consumed(items: Iterable[_T]) -> Iterator[_T]:
    """The items in their order, each let go before the next: what is made of them may stand where they stood."""
    queue = deque(items)
    del items
    batch = len(queue) // _TIMES if len(queue) >= _MANY else 0
    while queue:
        yield queue.popleft()
        if batch and len(queue) % batch == 0:
            _give_back()


def _give_back() -> None:
    """Let the memory of freed values go to others, here the tree that is made meanwhile.

    Python keeps some freed values for itself, and with them whole arenas; a collection empties those lists. What is
    alive is put out of its sight meanwhile, so that it takes no time.
    """
    if gc.get_freeze_count() == 0:  # else somebody has frozen what is not ours to thaw
        _forget_methods()
        gc.freeze()
        gc.collect()
        gc.unfreeze()


def _forget_methods() -> None:
    """Empty CPython's cache of methods: it holds the names that C code has looked up, each in memory of its own."""
    clear = getattr(sys, "_clear_internal_caches", None) or getattr(sys, "_clear_type_cache", None)
    if clear:
        clear()
