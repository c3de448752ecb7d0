"""A page as a PDF: paper with a running head, numbers, and remarks at the foot of the page they belong to.

WeasyPrint lays it out, with the extra `tei-encoder[print]`; a browser prints the same page, but sets no footnotes. The
PDF is tagged for screen readers (PDF/UA-1), and the same edition makes the same bytes.
"""

from __future__ import annotations

from typing import Any

from encoder.files import resources
from encoder.host.extras import install
from encoder.values.errors import EncoderError


def lay_out(html: str, name: str) -> bytes:
    """The PDF of a page; ``name`` is the edition's, for messages."""
    try:
        import weasyprint
    except ImportError:
        raise EncoderError(f"a PDF needs WeasyPrint: {install('print')}") from None
    except OSError as error:  # of Pango, which it sets text with
        raise EncoderError(f"a PDF needs WeasyPrint's libraries, and one is missing: {error}") from None
    sheet = weasyprint.CSS(filename=str(resources.xslt("paged.css")))
    nothing = weasyprint.URLFetcher(
        allowed_protocols=()
    )  # a page has all it needs; an archive's style sheet may ask for more
    page = weasyprint.HTML(string=html, url_fetcher=nothing)
    data: Any = page.write_pdf(stylesheets=[sheet], pdf_variant="pdf/ua-1", pdf_identifier=name.encode())
    return bytes(data)
