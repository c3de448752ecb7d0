"""Edition to HTML, text, data and books, by the XSLT 3.0 stylesheets in `xslt/`."""

from __future__ import annotations

from encoder.rendering.house import House
from encoder.rendering.outputs import BUILT, OUTPUTS, epub, pdf, render, render_all

__all__ = ["BUILT", "OUTPUTS", "House", "epub", "pdf", "render", "render_all"]
