"""An edition compared with the record that it was made from: which words were changed, lost, added or moved.

The edition is read as words (`reading.py`), with the readings that TEI allows beside them; the record is words too.
Words that stand elsewhere in the edition are removed (`elsewhere.py`), and the others are aligned (`alignment.py`).
A difference that no reading permits (`permitted.py`) is reported with both places (`compare.py`).
"""

from __future__ import annotations

from encoder.check.source.compare import check
from encoder.check.source.rules import SOURCE_ADDED, SOURCE_CHANGED, SOURCE_MISSING, SOURCE_MOVED

__all__ = ["SOURCE_ADDED", "SOURCE_CHANGED", "SOURCE_MISSING", "SOURCE_MOVED", "check"]
