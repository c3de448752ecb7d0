"""The schema that an edition names in its first lines (“Associating Schemas with XML documents”, W3C).

    <?xml-model href="../schema/tei-encoder.rng" schematypens="http://relaxng.org/ns/structure/1.0"?>

Addresses are relative to the edition's file, or stand in a catalog. Nothing is fetched.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from encoder.files import reading, resources
from encoder.values.errors import EncoderError
from encoder.values.namespaces import RELAXNG, SCHEMATRON

if TYPE_CHECKING:
    from encoder.values.edition import Edition

_MODEL = re.compile(r"<!--.*?-->|<\?xml-model\s(?P<model>.*?)\?>|<[A-Za-z_]", re.DOTALL)
"""The first that is neither comment nor instruction is the root, and ends the search."""
_PSEUDO = re.compile(r"(?P<name>[\w:-]+)\s*=\s*(?P<quote>[\"'])(?P<value>.*?)(?P=quote)", re.DOTALL)
_INCLUDED = re.compile(
    rb"""\bhref\s*=\s*["'](?P<xml>[^"'<]+)["']|\b(?:include|external)\s+["'](?P<compact>[^"'\n]+)["']"""
    rb"""|\bdoc(?:ument)?\s*\(\s*(?:["']|&(?:quot|apos);)(?P<named>[^"'&<\n]+)"""
)
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
TEI_ALL, RELEASE = "tei_all", "4.10.2"
"""The TEI schema with all elements, and its release, which the bundled file states too."""
_OWN = ("tei-encoder.rng", "tei-encoder-register.rng")
_OWN_RULES = "tei-encoder.sch"
_DEFAULT = "#DEFAULT"
_STAND_OFF, _TEXT = (re.compile(rf"<(?:[\w.-]+:)?{tag}[\s>/]") for tag in ("standOff", "text"))
_MADE = re.compile(r"""<application\b[^>]*\bident=["']tei-encoder["']""")


class Why(StrEnum):
    """Why a file is validated against a schema."""

    REQUESTED = ""
    OWN = "written by tei-encoder"
    NAMED = "named in xml-model"
    UNNAMED = "no schema named"
    MISSING = "named schema not found"


class Chosen(NamedTuple):
    """The schema that a file is validated against, its name in messages, and why it was chosen."""

    path: Path
    name: str = ""
    why: Why = Why.REQUESTED
    address: str = ""
    """The address in `xml-model`, if that schema was not found."""


def choose(text: str, name: str, catalog: str | None = None) -> Chosen:
    """The schema for a file: the one it names if that is found, otherwise tei_all.

    Only the beginning of ``text`` is needed. Editions written by this program always use the program's schema.
    """
    address = next(_addresses(text), "")
    file = unquote(address.rpartition("/")[2])
    if file in _OWN or _MADE.search(text):
        return Chosen(resources.schema(file) if file in _OWN else house(text), "tei-encoder", Why.OWN)
    everything = resources.schema(f"{TEI_ALL}.rng")
    if not address:
        return Chosen(everything, f"{TEI_ALL} {RELEASE}", Why.UNNAMED)
    for found in filter(None, (_file(each, name, catalog) for each in _addresses(text))):
        return Chosen(found, str(found), Why.NAMED)
    if file.rpartition(".")[0] == TEI_ALL:
        return Chosen(everything, f"{TEI_ALL} {RELEASE}", Why.NAMED)
    return Chosen(everything, f"{TEI_ALL} {RELEASE}", Why.MISSING, address)


def further(text: str, name: str, schema: Path, catalog: str | None = None) -> list[Path]:
    """The other schemas that a file names beside the one it is judged by; none if that is not one of them."""
    named = [found for address in _addresses(text) if (found := _file(address, name, catalog))]
    return [found for found in dict.fromkeys(named) if found != schema] if schema in named else []


def of_edition(edition: Edition, catalog: str | None = None) -> Chosen:
    """The schema for an edition; for one that was just encoded, the program's."""
    from encoder.values.edition import OpenedEdition

    if isinstance(edition, OpenedEdition):
        return choose(edition.source.text, edition.source.name, catalog)
    return Chosen(resources.schema(_OWN[0]), "tei-encoder", Why.OWN)


def house(text: str) -> Path:
    """The program's schema: for an edition, or for a register, which has `standOff` instead of `text`."""
    is_register = _STAND_OFF.search(text) is not None and _TEXT.search(text) is None
    return resources.schema(_OWN[is_register])


class Rules(NamedTuple):
    """The Schematron rules that a file names, or that its schema contains."""

    found: tuple[tuple[Path, str], ...] = ()
    """Files with rules, each with the phase to run."""
    missing: tuple[str, ...] = ()
    """Addresses in `xml-model` where no file was found."""


def rules_for(text: str, name: str, schema: Path, catalog: str | None = None) -> Rules:
    """The rules in a file's schema, and those named at the beginning of its ``text``."""
    found = [(schema, _DEFAULT)] if any(map(holds_rules, files_of(schema))) else []
    missing: list[str] = []
    for model in _models(text, SCHEMATRON, (".sch",)):
        address = _unescaped(model.get("href", ""))
        own = address.partition("#")[0].rpartition("/")[2]
        if own == _OWN_RULES:  # which `encoder/check/rules/` applies
            continue
        if own.rpartition(".")[0] == TEI_ALL:
            found.append((resources.schema(f"{TEI_ALL}.rng"), _DEFAULT))
        elif place := _file(address, name, catalog):
            found.append((place, model.get("phase", _DEFAULT)))
        else:
            missing.append(address or "(empty address)")
    return Rules(tuple(dict.fromkeys(found)), tuple(missing))


def holds_rules(path: Path) -> bool:
    """Whether a schema's file may contain Schematron rules."""
    try:
        return _holds(path, path.stat().st_mtime_ns)
    except OSError:
        return False


@lru_cache(maxsize=64)
def _holds(path: Path, _changed: int) -> bool:
    return SCHEMATRON.encode() in reading.read(path)


def _file(address: str, name: str, catalog: str | None) -> Path | None:
    """The file at an address, which is relative to the file ``name``; None if there is no such local file."""
    address = _unescaped(address).partition("#")[0]
    if found := _in_catalog(address, catalog):
        return found
    local = unquote(address.removeprefix("file://"))
    if not local or (_ABSOLUTE.match(local) and len(local.partition(":")[0]) > 1):
        return None
    try:
        path = Path(name).parent / local
        return path if path.is_file() else None
    except (OSError, ValueError):  # the name is too long, or contains a NUL
        return None


def _unescaped(address: str) -> str:
    """An address with XML's references resolved: `a&amp;b.sch` is `a&b.sch`."""
    for reference, sign in (("&quot;", '"'), ("&apos;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        address = address.replace(reference, sign)
    return address


def is_own(schema: Path) -> bool:
    """Whether a schema is that of this program."""
    return schema in map(resources.schema, _OWN)


def named_by(text: str, name: str, catalog: str | None = None) -> Path:
    """The RELAX NG schema that the text of a file, ``name``, names; `EncoderError` where it names none that is here.

    ``catalog`` is the path of an OASIS XML catalog in which addresses are looked up first.
    """
    address = next(_addresses(text), None)
    if address is None:
        raise EncoderError("no xml-model names a RELAX NG schema; name one with --schema FILE", name)
    if found := _file(address, name, catalog):
        return found
    if _ABSOLUTE.match(address):
        raise EncoderError(
            f"its schema is {address}, and nothing is fetched; name a copy with --schema FILE, or say in a "
            "catalog where it is (--catalog FILE)",
            name,
        )
    path = Path(name).parent / unquote(address)
    raise EncoderError(f"its xml-model names {address}, and there is no file {path}", name)


def located(schema: str, catalog: str | None) -> Path:
    """The file of a schema by its path, its name if it is bundled, or its address in a catalog."""
    if schema == TEI_ALL:
        return resources.schema(f"{TEI_ALL}.rng")
    if found := _in_catalog(schema, catalog):
        return found
    if _ABSOLUTE.match(schema) and not Path(schema).exists() and len(schema.partition(":")[0]) > 1:
        raise EncoderError(
            "nothing is fetched; name a copy of it, or say in a catalog where it is (--catalog FILE)", schema
        )
    return Path(schema)


def files_of(schema: Path) -> list[Path]:
    """A schema's file and those that it includes, as far as their addresses stand in its text."""
    found: dict[Path, None] = {}
    waiting = [schema]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found[path] = None
            with suppress(OSError):
                waiting += _included(path, path.stat().st_mtime_ns)
    return [*found]


@lru_cache(maxsize=64)
def _included(path: Path, _changed: int) -> tuple[Path, ...]:
    """The files that a schema's file names."""
    addresses = [found["xml"] or found["compact"] or found["named"] for found in _INCLUDED.finditer(reading.read(path))]
    names = [unquote(address.decode(errors="replace")).removeprefix("file://") for address in addresses]
    return tuple(Path(os.path.normpath(path.parent / name)) for name in names)


def _in_catalog(address: str, catalog: str | None) -> Path | None:
    if catalog is None:
        return None
    from encoder.check.schemas.catalog import look_up

    return look_up(address, Path(catalog))


def pseudo_attributes(instruction: str) -> dict[str, str]:
    """What a processing instruction says in the form of attributes (“Associating Schemas”, 2)."""
    return {match["name"]: match["value"] for match in _PSEUDO.finditer(instruction)}


def _addresses(text: str) -> Iterator[str]:
    """The addresses of the RELAX NG schemas that a file names."""
    return (model.get("href", "") for model in _models(text, RELAXNG, (".rng", ".rnc")))


def _models(text: str, language: str, endings: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """The instructions before the root that name a schema in a language."""
    for found in _MODEL.finditer(text):
        if found["model"] is None:
            if found[0].startswith("<!--"):
                continue
            return
        model = pseudo_attributes(found["model"])
        named = model.get("schematypens")
        if named == language or (named is None and model.get("href", "").endswith(endings)):
            yield model
