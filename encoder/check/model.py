"""The schema that an edition names in its first lines (“Associating Schemas with XML documents”, W3C).

    <?xml-model href="../schema/tei-encoder.rng" schematypens="http://relaxng.org/ns/structure/1.0"?>

Addresses are relative to the edition's file, or stand in a catalog. Nothing is fetched.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from encoder.values.errors import EncoderError
from encoder.values.namespaces import RELAXNG

_MODEL = re.compile(r"<!--.*?-->|<\?xml-model\s(?P<model>.*?)\?>|<[A-Za-z_]", re.DOTALL)
"""The first that is neither comment nor instruction is the root, and ends the search."""
_PSEUDO = re.compile(r"(?P<name>[\w:-]+)\s*=\s*(?P<quote>[\"'])(?P<value>.*?)(?P=quote)", re.DOTALL)
_INCLUDED = re.compile(
    rb"""\bhref\s*=\s*["'](?P<xml>[^"'<]+)["']|\b(?:include|external)\s+["'](?P<compact>[^"'\n]+)["']"""
)
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")


def named_by(text: str, name: str, catalog: str | None = None) -> Path:
    """The RELAX NG schema that the text of a file, ``name``, names; `EncoderError` where it names none that is here.

    ``catalog`` is the path of an OASIS XML catalog in which addresses are looked up first.
    """
    address = next(_addresses(text), None)
    if address is None:
        raise EncoderError("no xml-model names a RELAX NG schema; name one with --schema FILE", name)
    if found := _in_catalog(address, catalog):
        return found
    if _ABSOLUTE.match(address):
        raise EncoderError(
            f"its schema is {address}, and nothing is fetched; name a copy with --schema FILE, or say in a "
            "catalog where it is (--catalog FILE)",
            name,
        )
    path = Path(name).parent / unquote(address)
    if not path.is_file():
        raise EncoderError(f"its xml-model names {address}, and there is no file {path}", name)
    return path


def located(schema: str, catalog: str | None) -> Path:
    """The file of a schema by its path, or its address in a catalog."""
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
    addresses = [found["xml"] or found["compact"] for found in _INCLUDED.finditer(path.read_bytes())]
    names = [unquote(address.decode(errors="replace")).removeprefix("file://") for address in addresses]
    return tuple(Path(os.path.normpath(path.parent / name)) for name in names)


def _in_catalog(address: str, catalog: str | None) -> Path | None:
    if catalog is None:
        return None
    from encoder.check.catalog import look_up

    return look_up(address, Path(catalog))


def pseudo_attributes(instruction: str) -> dict[str, str]:
    """What a processing instruction says in the form of attributes (“Associating Schemas”, 2)."""
    return {match["name"]: match["value"] for match in _PSEUDO.finditer(instruction)}


def _addresses(text: str) -> Iterator[str]:
    for found in _MODEL.finditer(text):
        if found["model"] is None:
            if found[0].startswith("<!--"):
                continue
            return
        model = pseudo_attributes(found["model"])
        if model.get("schematypens") == RELAXNG or model.get("href", "").endswith((".rng", ".rnc")):
            yield model.get("href", "")
