"""The page in a browser: accessible by axe's rules, narrow and wide, light and dark; nothing is fetched; keys work.

Needs Chromium, Playwright, and axe-core and vnu-jar of npm in the folder that TEI_ENCODER_NODE_MODULES names.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

import encoder
from encoder.files import resources
from encoder.values.source import Source
from tests.conftest import MODULES

VNU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

CABLE = """Telegram from the Embassy to the Ministry

TOP SECRET

From: Embassy in Moscow

To: Ministry of Foreign Affairs

The delegation[1] left [this morning] for [Port Arthur], and said [The original phrase means that nothing is to be done at all.].

• grain for the army

• coal for the railway

Yours sincerely,

A. Roe

[1] See document 5."""
MEMORANDUM = (
    "Memorandum on Grain\n\nI. THE HARVEST\n\nIt was good.\n\nII. THE PRICES\n\nThey were com[paratively] low [5?]."
)
TALK = "[Document 209]\n\nMinutes of Meeting\n\n" + "General Marshall: One?\n\nMr. Wang: Two.\n\n" * 5
RECORDS = {"cable": CABLE, "memorandum": MEMORANDUM, "talk": TALK}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    editions = {name: encoder.encode(Source(text, f"{name}.txt")) for name, text in RECORDS.items()}
    editions["118978"] = encoder.encode(resources.sample())
    for name, edition in editions.items():
        (folder / f"{name}.html").write_text(encoder.render(edition, "html"), encoding="utf-8")
    return {name: folder / f"{name}.html" for name in editions}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("name", ["118978", *RECORDS])
def test_axe_finds_nothing(browser: Any, axe: str, pages: dict[str, Path], name: str, width: int, scheme: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page.goto(pages[name].as_uri())
    page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true })")
    page.evaluate(axe)
    found = page.evaluate("(rules) => axe.run(document, { runOnly: rules })", RULES)
    page.close()
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found["violations"]] == []


@pytest.mark.parametrize("name", ["118978", *RECORDS])
def test_nothing_is_fetched_and_nothing_is_blocked(browser: Any, pages: dict[str, Path], name: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 900})
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(pages[name].as_uri())
    assert asked == [pages[name].as_uri()]
    assert said == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()


def test_keys_and_tools(browser: Any, pages: dict[str, Path]) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(pages["118978"].as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hash") == "#text"  # the first stop leads past the header
    page.locator("[id='wcda-118978.sp-ekgyr'] .n").focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('.sp').id") == "wcda-118978.sp-rtewa"
    page.select_option("#voice", label="Kang Sheng (11)")
    assert page.locator(".sp:visible").count() == 11
    page.select_option("#voice", value="")
    page.fill("#find", "vinalon")
    assert (
        page.locator(".status").inner_text()
        == f"{resources.sample().read_text(encoding='utf-8').count('vinalon')} found"
    )
    page.check("#full")
    assert page.locator("[id='wcda-118978.sp-rtewa'] .printed").is_hidden()
    page.uncheck("#notes")
    assert page.locator("[id='wcda-118978.sp-7l2yy'] .note").is_hidden()
    page.locator("[id='wcda-118978.sp-rtewa'] .n").focus()
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text }")
    page.locator("[id='wcda-118978.sp-rtewa'] .menu button").nth(1).click()
    page.wait_for_function("window.copied")
    assert page.evaluate("window.copied").endswith(
        "118978 speech 4, " + pages["118978"].as_uri() + "#wcda-118978.sp-rtewa"
    )
    page.close()


def test_without_a_script_it_reads_the_same(browser: Any, pages: dict[str, Path]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(pages["118978"].as_uri())
    assert page.locator("#tools").is_hidden()
    assert page.locator(".sp").count() == 123
    page.locator("#notes").uncheck()
    assert page.locator("[id='wcda-118978.sp-7l2yy'] .note").is_hidden()
    context.close()


@pytest.mark.skipif(not VNU.is_file() or shutil.which("java") is None, reason="vnu-jar or Java is not here")
def test_the_nu_checker_finds_no_error(pages: dict[str, Path]) -> None:
    checker = ["java", "-jar", str(VNU), "--errors-only"]
    for files in ([*map(str, pages.values())], ["--css", str(resources.xslt("reading.css"))]):
        done = subprocess.run([*checker, *files], capture_output=True, text=True, check=False)
        assert done.stderr.strip() in ("", "Document checking completed. No errors found.")


def test_a_page_is_light(pages: dict[str, Path]) -> None:
    text = len(resources.sample().read_bytes())
    assert pages["118978"].stat().st_size < 100_000 + text
