"""`tei-encoder render`: editions to pages, text and data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from encoder.cli import console, options
from encoder.values.namespaces import TEI

if TYPE_CHECKING:
    from encoder.publish.rendering import Theme
    from encoder.values.edition import Edition


@click.command()
@click.argument("editions", nargs=-1, required=True, metavar="EDITION...")
@click.option(
    "--to", required=True,
    type=click.Choice(["html", "text", "markdown", "tei", "json", "jsonl", "csv", "epub", "pdf"]),
    help="Output format: a page, text, a book, a printed page, TEI for a corpus, or the speeches as data.",
)  # fmt: skip
@click.option("-o", "--output", metavar="FILE|DIR", help="Output file, or a folder for several editions.")
@click.option(
    "--for", "corpus", type=click.Choice(["dracor", "parla-clarin"]), default="dracor", show_default=True,
    help="Corpus whose schema the TEI is made for (with --to tei): DraCor or Parla-CLARIN.",
)  # fmt: skip
@options.view
@options.notes
@options.width
@options.language
@click.option(
    "--stylesheet", metavar="FILE.xsl", help="XSLT stylesheet of your own; it may import tei-encoder:html.xsl."
)
@click.option(
    "--param", "params", multiple=True, metavar="NAME=VALUE", help="Parameter of your stylesheet; can be repeated."
)
@click.option("--css", metavar="FILE.css", help="CSS to add after that of the page.")
@click.option("--strings", metavar="FILE.json", help="Words of your own for the page, as a JSON object.")
def render(  # noqa: PLR0913, PLR0917 -- an argument for each option
    editions: tuple[str, ...],
    to: str,
    output: str | None,
    corpus: str,
    view: str,
    notes: str,
    width: int,
    language: str,
    stylesheet: str | None,
    params: tuple[str, ...],
    css: str | None,
    strings: str | None,
) -> int:
    """Render TEI editions as pages, text or data. EDITION is a file, a folder of .xml files, or `-` for stdin."""
    import encoder
    from encoder.publish.rendering import OUTPUTS, Theme, epub, pdf
    from encoder.tei.open import open_place

    given = {"view": view, "notes": notes, "width": str(width), "language": language, "for": corpus}
    page = OUTPUTS["html" if to in ("epub", "pdf") else to]
    suffix = f".{to}" if to in ("epub", "pdf") else page.suffix
    known = (*page.parameters, *page.after)
    parameters = {name: value for name, value in given.items() if name in known}
    pairs = tuple((name, value) for name, _, value in (param.partition("=") for param in params))
    if not all(name and "=" in param for (name, _), param in zip(pairs, params, strict=True)):
        raise click.BadParameter("a parameter is given as NAME=VALUE", param_hint="--param")
    theme = Theme(_path(stylesheet), _path(css), _path(strings), pairs)
    if options.was_given("corpus") and to != "tei":
        raise click.UsageError("--for goes with --to tei")
    _refuse_idle(to, known, theme)
    given_editions, editions = editions, console.editions_in(editions)
    found = console.Findings("info", "error")
    for path, target in zip(editions, console.targets(editions, output, suffix), strict=True):
        with found.each(path):
            edition = open_place(path)
            if path not in given_editions and not _is_one_text(edition):
                click.echo(f"{path}: not rendered; it is a corpus or a register, not the edition of a text", err=True)
                continue
            if to == "epub":
                console.put(target, epub(edition, language=language))
            elif to == "pdf":
                console.put(target, pdf(edition, theme=theme, language=language))
            else:
                console.put(target, encoder.render(edition, to, theme=theme, **parameters).encode())
    return found.code


def _is_one_text(edition: Edition) -> bool:
    """Whether an edition has a text of its own: the corpus and the register of a project have none."""
    return edition.root.tag == f"{{{TEI}}}TEI" and edition.root.find(f"{{{TEI}}}text") is not None


def _refuse_idle(to: str, known: tuple[str, ...], theme: Theme) -> None:
    """`UsageError` where an option of a theme would do nothing."""
    from encoder.publish.rendering import Theme

    if to == "epub" and theme != Theme():
        raise click.UsageError("a book is the program's own: it takes no --stylesheet, --param, --css or --strings")
    if theme.css and to not in ("html", "pdf"):
        raise click.UsageError(f"--css is for pages: {to} has no style sheet")
    if theme.strings and "language" not in known:
        raise click.UsageError(f"--strings is for pages and text: {to} has no words of the program's own")
    if theme.parameters and not theme.stylesheet:
        raise click.UsageError("--param is for the parameters of your --stylesheet, and there is none")


def _path(name: str | None) -> Path | None:
    return None if name is None else Path(name)
