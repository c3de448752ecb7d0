"""What rendering costs beside bare Saxon, whether memory grows, how it grows with the text, and when a page is painted.

    python -m tests.benchmarks.rendering            all of it
    python -m tests.benchmarks.rendering --quick    as CI runs it

Ratios of one run; nothing here has a threshold.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from pathlib import Path

from saxonche import PySaxonProcessor

import encoder
from encoder.files import resources
from encoder.publish import rendering
from encoder.publish.rendering import outputs
from encoder.tei.serialize import serialize
from encoder.values.source import Source
from tests.benchmarks.speed import best, conversation

BUILT: dict[str, dict[str, str]] = {to: {} for to in rendering.BUILT}


def compare() -> None:
    edition = encoder.encode(resources.sample())
    text = serialize(edition).decode().partition("\n")[2]
    rendering.render_all(edition, BUILT)
    processor = PySaxonProcessor(license=False)
    processor.set_configuration_property("http://saxon.sf.net/feature/xml-version", "1.1")
    compiler = processor.new_xslt30_processor()
    sheets = [
        compiler.compile_stylesheet(stylesheet_file=str(resources.xslt(name))) for name in ("html.xsl", "text.xsl")
    ]
    for name, value in outputs._page(edition, None, {}).items():
        sheets[0].set_parameter(name, processor.make_string_value(value))

    def bare() -> None:
        document = processor.parse_xml(xml_text=text)
        for sheet in sheets:
            sheet.transform_to_string(xdm_node=document)

    ours, saxon = best(lambda: rendering.render_all(edition, BUILT), 15), best(bare, 15)
    print(
        f"HTML and text of 118978: {ours * 1000:.1f} ms; bare Saxon: {saxon * 1000:.1f} ms; ratio {ours / saxon:.2f} "
        "(goal: at most 1.5)"
    )


def resident() -> int:
    found = re.search(r"VmRSS:\s+(\d+)", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(found[1]) * 1024 if found else 0


def repeat(times: int) -> None:
    if not Path("/proc/self/status").exists():
        print("memory: not measured, there is no /proc")
        return
    edition = encoder.encode(resources.sample())
    for _ in range(50):
        rendering.render_all(edition, BUILT)
    before = resident()
    for _ in range(times):
        rendering.render_all(edition, BUILT)
    grown = (resident() - before) / 1e6
    print(
        f"{times} renderings of HTML and text in one process: memory grows by {grown:.1f} MB, {grown * 1000 / times:.1f} KB each"
    )


def grow(sizes: tuple[int, ...]) -> None:
    before = 0.0
    for size in sizes:
        edition = encoder.encode(Source(conversation(size), "long.txt"))
        taken = best(lambda edition=edition: rendering.render_all(edition, BUILT), 2 if size < 1_000_000 else 1)  # type: ignore[misc]
        ratio = f"; {taken / before:.1f} times the tenth of it" if before else ""
        print(f"render {size / 1e6:6.2f} MB: {taken:7.3f} s{ratio}")
        before = taken


def paint() -> None:
    """From the start of loading the page from disk to its first paint, in Chromium."""
    browser = shutil.which("chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        browser = None
    if browser is None:
        print("first paint: not measured, there is no Chromium or no Playwright")
        return
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        path = Path(folder) / "page.html"
        path.write_text(encoder.render(encoder.encode(Source(conversation(30_000), "x.txt")), "html"), encoding="utf-8")
        started = play.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        taken = []
        for _ in range(5):
            page = started.new_page()
            page.goto(path.as_uri())
            while not page.evaluate(
                "performance.getEntriesByType('paint').length"
            ):  # the page's policy allows no waiting
                page.wait_for_timeout(20)
            taken.append(page.evaluate("performance.getEntriesByType('paint')[0].startTime"))
            speeches = page.locator(".sp").count()
            page.close()
        started.close()
    print(f"first paint of a page of {speeches} speeches from disk: {sorted(taken)[2]:.0f} ms (goal: 300)")


if __name__ == "__main__":
    quick = "--quick" in sys.argv
    compare()
    repeat(100 if quick else 1000)
    grow((20_000, 200_000) if quick else (20_000, 200_000, 2_000_000, 20_000_000))
    paint()
