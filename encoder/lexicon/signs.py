"""Signs of print that several rooms ask for: bullets, the ends of sentences."""

from __future__ import annotations

import re

BULLETS = "•·●▪◦■□‣⁃"
"""A dash or an asterisk counts as a bullet only where other lines begin with it too."""
ITEM = re.compile(rf"(?:[{BULLETS}*–—-]|\(?[\divxa-e]{{1,3}}[.)])\s")
"""The beginning of a list item: `• `, `(a) `, `iv. `; not `May 5`."""
SENTENCE_END = re.compile(r"[.!?。！？…][\"'”’」』)）\]]*$")
"""The end of a sentence, in any script: `so.”`, `好。`; not `so,`."""
