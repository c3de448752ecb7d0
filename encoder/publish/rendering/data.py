"""The speeches of an edition as JSON Lines and as a table, from the JSON that the stylesheet makes."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

from encoder.values.errors import EncoderError

COLUMNS = ("id", "n", "who", "cert", "label", "name", "role", "text", "words", "page", "notes")


def lines(made: str) -> str:
    """A speech a line (https://jsonlines.org), each with the edition's id."""
    edition, speeches = _speeches(made)
    return "".join(json.dumps({"edition": edition, **speech}, ensure_ascii=False) + "\n" for speech in speeches)


def table(made: str) -> str:
    """CSV (RFC 4180) with a first line of names; several persons or notes in one cell are parted by `; `."""
    edition, speeches = _speeches(made)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("edition", *COLUMNS))
    writer.writerows((edition, *(_cell(speech.get(name, "")) for name in COLUMNS)) for speech in speeches)
    return out.getvalue()


def _speeches(made: str) -> tuple[str, list[dict[str, Any]]]:
    try:
        found = json.loads(made)
        return found["metadata"]["id"], found["speeches"]
    except (ValueError, TypeError, KeyError):
        raise EncoderError(
            "the stylesheet's result is not the JSON of data.xsl, of which lines and tables are made"
        ) from None


# =2+3 · @sum · -2+3 · not “- Yes.”
_FORMULA = re.compile(r"[=@+\t\r]|-(?=\S)")


def _cell(value: Any) -> str:
    """A cell; one that a spreadsheet would take for a formula begins with an apostrophe, which makes it text there."""
    text = "; ".join(value) if isinstance(value, list) else str(value)
    return f"'{text}" if _FORMULA.match(text) else text
