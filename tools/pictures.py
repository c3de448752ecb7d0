"""Draw the pictures of the documentation from the program's own output, with the Chromium that is there.

    python -m tools.pictures            write docs/pictures/

`seed.png` shows the embedded record as text, as TEI and as a page. Needs the extra `test` and Chromium.
"""

from __future__ import annotations

import base64
import html
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

import encoder
from encoder.files import resources
from encoder.tei.serialize import serialize

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
_WIDTH, _HEIGHT = 1500, 620
_FROM = "Deng Xiaoping: We should pay"
_STYLE = """
body { margin: 0; font: 13px/1.5 'DejaVu Sans Mono', monospace; background: #fff; color: #1a1a1a }
main { display: grid; grid-template-columns: 1fr 1.25fr 1.1fr; gap: 14px; padding: 14px; height: 592px }
section { border: 1px solid #bbb; border-radius: 6px; overflow: hidden; display: flex; flex-direction: column }
h2 { font: 600 14px sans-serif; margin: 0; padding: 8px 12px; background: #f1eee8; border-bottom: 1px solid #bbb }
pre { white-space: pre-wrap; margin: 0; padding: 12px; overflow: hidden }
img { width: 100%; object-fit: cover; object-position: top }
"""


def seed(browser: Browser) -> bytes:
    """The picture of the embedded record."""
    edition = encoder.encode(resources.sample(), date="2026-11-23")
    text = resources.sample().read_text(encoding="utf-8")
    tei = serialize(edition).decode()
    page = browser.new_page(viewport={"width": 640, "height": 900})
    page.set_content(encoder.render(edition, "html"))
    page.locator(".sp").first.scroll_into_view_if_needed()
    box = page.locator(".sp").first.bounding_box()
    assert box is not None
    top = page.evaluate("window.scrollY") + box["y"] - 60
    shot = page.screenshot(full_page=True, clip={"x": 0, "y": top, "width": 640, "height": 900})
    panels = (
        ("A record", f"<pre>{html.escape(_between(text, _FROM))}</pre>"),
        ("TEI P5", f"<pre>{html.escape(_between(tei, '<sp xml:id=').replace('        <', '<'))}</pre>"),
        ("A page", f'<img src="data:image/png;base64,{base64.b64encode(shot).decode()}" alt="">'),
    )
    body = "".join(f"<section><h2>{title}</h2>{content}</section>" for title, content in panels)
    page = browser.new_page(viewport={"width": _WIDTH, "height": _HEIGHT})  # the page above lets no other style in
    page.set_content(f"<!DOCTYPE html><style>{_STYLE}</style><main>{body}</main>")
    return page.screenshot()


def _between(text: str, start: str) -> str:
    return text[text.index(start) :][:1800]


def main() -> int:
    """Write the pictures."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        print("there is no Chromium")
        return 2
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
        (FOLDER / "seed.png").write_bytes(seed(browser))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
