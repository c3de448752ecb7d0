"""The program's customization of TEI, `schema/tei-encoder.odd`: its constraints as Schematron, all of it as a page."""

from __future__ import annotations

from encoder.files import resources
from encoder.saxon.processor import transformer

_SHEETS = ("odd-schematron.xsl", "manual.xsl")


def schematron() -> str:
    """The constraints as a Schematron schema: `schema/tei-encoder.sch`."""
    saxon = transformer(_SHEETS)
    return saxon.transform("odd-schematron.xsl", saxon.parse(_odd()), {}) + "\n"


def manual(version: str) -> str:
    """The encoding manual of a version of the program."""
    saxon = transformer(_SHEETS)
    css = resources.xslt("manual.css").read_text(encoding="utf-8")
    return saxon.transform("manual.xsl", saxon.parse(_odd()), {"css": css, "version": version}) + "\n"


def _odd() -> str:
    return resources.schema("tei-encoder.odd").read_text(encoding="utf-8").partition("\n")[2]
