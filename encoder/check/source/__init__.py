"""An edition held against the record that it was made from, whoever made it: what was changed, lost, added or moved.

The edition is read as words (`reading.py`), with the readings that TEI allows beside them; the record is words too.
Both are aligned (`alignment.py`) without what stands elsewhere (`elsewhere.py`), and what differs and is no permitted
reading (`permitted.py`) is told with both places (`compare.py`).
"""

from __future__ import annotations

from encoder.check.source.compare import check
from encoder.check.source.rules import SOURCE_ADDED, SOURCE_CHANGED, SOURCE_MISSING, SOURCE_MOVED

__all__ = ["SOURCE_ADDED", "SOURCE_CHANGED", "SOURCE_MISSING", "SOURCE_MOVED", "check"]
