"""The page on paper: a running head, numbers, and remarks at the foot of the page where the engine knows feet."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

import encoder
from encoder.publish.rendering import Theme, pdf
from encoder.values.edition import Edition
from encoder.values.errors import EncoderError
from tests.conftest import CHROMIUM, encode

needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")

TITLE = "Record of Conversation between Comrade Kim Il Sung and Comrade Deng Xiaoping"
CALL, REMARK = "the two characters at the back", "The original four-character phrase"


def pages_of(file: Path) -> list[str]:
    """The text of each page of a PDF, in one line."""
    pdfium = pytest.importorskip("pypdfium2")
    document = pdfium.PdfDocument(file)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def test_remarks_stand_at_the_foot_of_their_page(sample: Edition, tmp_path: Path) -> None:
    try:
        (tmp_path / "record.pdf").write_bytes(pdf(sample))
    except EncoderError as error:
        pytest.skip(str(error))
    pages = pages_of(tmp_path / "record.pdf")
    (page,) = [page for page in pages if REMARK in page]
    assert CALL in page
    after_the_call = page[page.index(CALL) :]
    assert after_the_call.index("Kim: If we don't count") < after_the_call.index(
        REMARK
    )  # the next speech, then the foot
    assert TITLE in page
    assert TITLE not in pages[0].replace(TITLE, "", 1)
    assert (tmp_path / "record.pdf").read_bytes() == pdf(sample)


def test_paper_fetches_nothing(sample: Edition, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    css = tmp_path / "house.css"
    css.write_text(f"body {{ background: url({css.as_uri()}) }}", encoding="utf-8")
    try:
        assert pdf(sample, theme=Theme(css=css)).startswith(b"%PDF")
    except EncoderError as error:
        pytest.skip(str(error))
    assert f"Failed to load image at {css.as_uri()!r}" in caplog.text


@needs_browser
def test_a_browser_prints_running_heads_and_numbers(sample: Edition, tmp_path: Path) -> None:
    page, sheet = tmp_path / "record.html", tmp_path / "record.pdf"
    page.write_text(encoder.render(sample, "html"), encoding="utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={sheet}"]
    subprocess.run([str(CHROMIUM), *options, page.as_uri()], check=True, capture_output=True)
    first, *others = pages_of(sheet)
    assert first.startswith("1 Record")
    for number, text in enumerate(others, 2):
        assert text.startswith(f"{TITLE} {number} ")


def test_a_title_cannot_leave_the_running_head() -> None:
    html = encoder.render(encode('Minutes of "Talks" </style><b> \\ }\n\nIt was said.'), "html")
    assert html.count("</style>") == 1
    assert 'content: "Minutes of \\22 Talks\\22  \\3c \\2f style\\3e \\3c b\\3e  \\5c  \\7d "' in html
