"""Name classes (RELAX NG 4.16, 7.3): which names an element or attribute pattern stands for.

Names are strings as lxml writes them: ``{namespace}local``, or ``local`` in no namespace.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

XML = "http://www.w3.org/XML/1998/namespace"
XMLNS = "http://www.w3.org/2000/xmlns"


def clark(namespace: str, local: str) -> str:
    """The name as lxml writes it."""
    return f"{{{namespace}}}{local}" if namespace else local


def split(name: str) -> tuple[str, str]:
    """Namespace and local name."""
    if name[:1] == "{":
        namespace, _, local = name[1:].partition("}")
        return namespace, local
    return "", name


@dataclass(frozen=True, slots=True)
class Name:
    """One name."""

    name: str

    def contains(self, name: str) -> bool:
        """Whether a name is in the class."""
        return name == self.name


@dataclass(frozen=True, slots=True)
class NsName:
    """Every name of a namespace, apart from the excepted."""

    namespace: str
    excepted: NameClass | None = None

    def contains(self, name: str) -> bool:
        """Whether a name is in the class."""
        return split(name)[0] == self.namespace and not (self.excepted and self.excepted.contains(name))


@dataclass(frozen=True, slots=True)
class AnyName:
    """Every name, apart from the excepted."""

    excepted: NameClass | None = None

    def contains(self, name: str) -> bool:
        """Whether a name is in the class."""
        return not (self.excepted and self.excepted.contains(name))


@dataclass(frozen=True, slots=True)
class NameChoice:
    """The names of either."""

    choices: tuple[NameClass, ...]

    def contains(self, name: str) -> bool:
        """Whether a name is in the class."""
        return any(choice.contains(name) for choice in self.choices)


NameClass: TypeAlias = Name | NsName | AnyName | NameChoice


def simple(names: NameClass) -> frozenset[str] | None:
    """The names of a class that is a list of names; None where it is infinite."""
    match names:
        case Name(name):
            return frozenset((name,))
        case NameChoice(choices):
            found = [simple(choice) for choice in choices]
            return None if None in found else frozenset().union(*(part for part in found if part is not None))
        case _:
            return None


_NOWHERE = "\x00"  # a namespace and a local name that no schema mentions


def overlap(one: NameClass, other: NameClass) -> bool:
    """Whether a name is in both: tried on every name that either tells apart (RELAX NG 7.3)."""
    mine, theirs = simple(one), simple(other)
    if mine is not None and theirs is not None:
        return not mine.isdisjoint(theirs)
    return any(one.contains(name) and other.contains(name) for name in {*_telling(one), *_telling(other)})


def _telling(names: NameClass) -> set[str]:
    match names:
        case Name(name):
            return {name}
        case NsName(namespace, excepted):
            return {clark(namespace, _NOWHERE), *(_telling(excepted) if excepted else ())}
        case AnyName(excepted):
            return {clark(_NOWHERE, _NOWHERE), *(_telling(excepted) if excepted else ())}
        case NameChoice(choices):
            return set().union(*map(_telling, choices))
