"""Document to Edition, and Edition to and from a file: the waist of the program."""

from __future__ import annotations

from encoder.tei.build import build
from encoder.tei.open import open_bytes, open_file
from encoder.tei.serialize import serialize

__all__ = ["build", "open_bytes", "open_file", "serialize"]
