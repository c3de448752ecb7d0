"""What is the page's and not the record's: running heads, numbers of pages and lines, stamps."""

from __future__ import annotations

from encoder.parse.furniture.decide import FURNITURE_DOUBTFUL, NOTHING, LeftOut, decide
from encoder.parse.furniture.margin import LINE_NUMBERS
from encoder.parse.furniture.pages import RUNNING_HEAD

__all__ = ["FURNITURE_DOUBTFUL", "LINE_NUMBERS", "NOTHING", "RUNNING_HEAD", "LeftOut", "decide"]
