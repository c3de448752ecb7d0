"""Edition to HTML, text, data and books, by the XSLT 3.0 stylesheets in `xslt/`."""

from __future__ import annotations

from encoder.publish.rendering.outputs import BUILT, OUTPUTS, epub, pdf, render, render_all
from encoder.publish.rendering.theme import Theme

__all__ = ["BUILT", "OUTPUTS", "Theme", "epub", "pdf", "render", "render_all"]
