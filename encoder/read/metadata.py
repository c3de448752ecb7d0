"""The data of a web record, from `NNN.meta.json` beside `NNN.txt`: fields of the Wilson Center's pages since 2021."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from encoder.values.errors import EncoderError
from encoder.values.metadata import Metadata

SUFFIX = ".meta.json"

_TEXTS = (  # a field of the page, what it is called here
    ("title", "title"), ("original_publication_date", "date"), ("document_url", "url"), ("record_id", "number"),
    ("source", "source"), ("summary", "summary"), ("credits", "credits"), ("rights", "rights"),
    ("original_classification", "classification"), ("original_upload_date", "uploaded"),
)  # fmt: skip
_LISTS = (
    ("authors", "authors"), ("language", "languages"), ("associated_places", "places"),
    ("subjects_discussed", "subjects"), ("donors", "donors"),
)  # fmt: skip


def beside(path: Path) -> Metadata | None:
    """The data beside a record's file; None where there is none, `EncoderError` where it cannot be read."""
    place = path.with_name(path.name.removesuffix("".join(path.suffixes[-1:])) + SUFFIX)
    try:
        return read(place.read_bytes(), str(place))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise EncoderError(f"cannot be read: {error.strerror or error}", place) from None


def read(data: bytes, name: str) -> Metadata:
    """The data in the bytes of a file called ``name``."""
    try:
        fields = json.loads(data)
    except UnicodeDecodeError:
        raise EncoderError("this is no UTF-8, which JSON is written in", name) from None
    except json.JSONDecodeError as error:
        raise EncoderError(f"this is no JSON: {error.msg}", name, error.lineno, error.colno) from None
    except RecursionError:
        raise EncoderError("this JSON is nested too deeply", name) from None
    if not isinstance(fields, dict):
        raise EncoderError(f"the data of a record is an object with fields, not a {type(fields).__name__}", name)
    texts = {ours: " ".join(_text(fields.get(theirs), theirs, name).split()) for theirs, ours in _TEXTS}
    lists = {ours: tuple(_list(fields.get(theirs), theirs, name)) for theirs, ours in _LISTS}
    archives = _list(fields.get("original_archive_title"), "original_archive_title", name)
    return Metadata(Path(name).name, archive=archives[0] if archives else "", **texts, **lists)  # type: ignore[arg-type]


def _text(value: Any, field: str, name: str) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise EncoderError(f"the field “{field}” is a text, not a {type(value).__name__}", name)


def _list(value: Any, field: str, name: str) -> list[str]:
    """A list, or the text of one: the pages' data has both."""
    if isinstance(value, str) and value.lstrip().startswith("["):
        try:
            value = json.loads(value)
        except json.JSONDecodeError:
            return [value]
    if isinstance(value, list):
        return [" ".join(_text(each, field, name).split()) for each in value if each]
    text = _text(value, field, name)
    return [text] if text else []
