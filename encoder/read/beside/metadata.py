"""Data about a record, from `NNN.meta.json` next to `NNN.txt`.

    {"title": "Talk of Roe and Weber", "date": "1954-05-12", "authors": ["Ann Roe"], "subjects": ["Trade"]}

Fields have these names, or those of the Wilson Center's pages since 2021. Fields that are not read are reported.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from encoder.files import reading
from encoder.values.errors import EncoderError
from encoder.values.metadata import Metadata

SUFFIX = ".meta.json"

_TEXTS = {  # what it is called here, and its names in the file
    "title": ("title",), "date": ("original_publication_date", "date"), "url": ("document_url", "url"),
    "number": ("record_id", "id"), "source": ("source",), "summary": ("summary", "abstract", "description"),
    "credits": ("credits",), "rights": ("rights",), "classification": ("original_classification", "classification"),
    "uploaded": ("original_upload_date", "uploaded"),
}  # fmt: skip
_LISTS = {
    "authors": ("authors", "author", "creator"), "languages": ("language", "languages"),
    "places": ("associated_places", "places"), "subjects": ("subjects_discussed", "subjects", "keywords"),
    "donors": ("donors", "funders"),
}  # fmt: skip
_ARCHIVE = ("original_archive_title", "archive")
_OF_PAGES = frozenset((
    "original_publication_date", "document_url", "record_id", "original_classification", "original_upload_date",
    "associated_places", "subjects_discussed", "original_archive_title",
))  # fmt: skip
"""Fields that only the Wilson Center's pages have."""


def beside(path: Path) -> Metadata | None:
    """The data beside a record's file; None where there is none, `EncoderError` where it cannot be read."""
    place = path.with_name(path.name.removesuffix("".join(path.suffixes[-1:])) + SUFFIX)
    try:
        return read(reading.read(place), str(place))
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
    texts = {ours: " ".join(_text(*_first(fields, names), name).split()) for ours, names in _TEXTS.items()}
    lists = {ours: tuple(_list(*_first(fields, names), name)) for ours, names in _LISTS.items()}
    archives = _list(*_first(fields, _ARCHIVE), name)
    known = {_first(fields, names)[1] for names in (*_TEXTS.values(), *_LISTS.values(), _ARCHIVE)}
    unread = tuple(field for field, value in fields.items() if field not in known and _is_stated(value))
    found = Metadata(Path(name).name, **texts, **lists)  # type: ignore[arg-type]
    return replace(
        found, archive=archives[0] if archives else "", of_pages=not _OF_PAGES.isdisjoint(fields), unread=unread
    )


def _first(fields: dict[str, Any], names: tuple[str, ...]) -> tuple[Any, str]:
    """The value of the first of several names that the file has, and that name."""
    found = next((each for each in names if _is_stated(fields.get(each))), names[0])
    return fields.get(found), found


def _is_stated(value: Any) -> bool:
    return value not in (None, "", [])


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
