"""The engine's messages beside Jing's, on the same faults: `python -m tests.relaxng.messages` writes `messages.md`."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

from tests.relaxng import fuzz
from tests.relaxng.test_engine import FAULTS, LETTER, LETTER_RNC

TABLE = Path(__file__).with_name("messages.md")
_HEAD = """# One fault, one message

The faults of `test_engine.py`, the messages of `encoder/relaxng/` and those of Jing 20220510, one below the other where
there are several. Made by `python -m tests.relaxng.messages`; a test says that it is so.

The schema:

```
{schema}
```

| document | ours | Jing |
|---|---|---|
"""


def ours(document: str) -> list[str]:
    """The engine's messages about a document."""
    return [error.message for error in LETTER.iter_errors(etree.fromstring(document))]


def jing(documents: list[str]) -> list[list[str]]:
    """Jing's messages about each."""
    said = fuzz.told("letter.rnc", LETTER_RNC, [document.encode() for document in documents])
    found: list[list[str]] = [[] for _ in documents]
    for number, words in re.findall(r"(\d+)\.xml:\d+:\d+: error: (.*)", said):
        found[int(number)].append(words)
    return found


def table(theirs: list[list[str]]) -> str:
    """The whole file, given Jing's messages."""
    rows = [
        f"| {_cell([f'`{document}`'])} | {_cell(messages)} | {_cell(said)} |"
        for (document, messages), said in zip(FAULTS, theirs, strict=True)
        if messages
    ]
    return _HEAD.format(schema=LETTER_RNC.strip()) + "\n".join(rows) + "\n"


def _cell(lines: list[str]) -> str:
    return "<br>".join(line.replace("|", "\\|").replace("<", "&lt;") if line[:1] != "`" else line for line in lines)


if __name__ == "__main__":
    assert fuzz.available(), "Jing is not here"
    TABLE.write_text(table(jing([document for document, _ in FAULTS])), encoding="utf-8")
