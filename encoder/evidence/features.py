"""What a question asks of a candidate: features, each with a stable name, a value, and a phrase for an editor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

_C = TypeVar("_C")


class Feature(NamedTuple, Generic[_C]):
    """One thing asked of a candidate.

    ``value`` gives a number, mostly 0 to 1, or a logarithm of a count. ``phrase`` goes on after the candidate's name,
    “Kim …”; an empty one is never shown.
    """

    name: str
    value: Callable[[_C], float]
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class Question(Generic[_C]):
    """A kind of decision with the answers yes and no. ``name`` is that of its table of weights."""

    name: str
    features: tuple[Feature[_C], ...]
    _asked: tuple[Callable[[_C], float], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_asked", tuple(feature.value for feature in self.features))  # asked a million times

    def values(self, candidate: _C) -> list[float]:
        """The value of each feature, in the order of ``features``; true and false are 1 and 0."""
        return [ask(candidate) for ask in self._asked]
