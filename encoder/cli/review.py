"""`tei-encoder review`: a walk through what is doubtful in records, and an editor's decisions written beside them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from encoder.cli import console, options, records

if TYPE_CHECKING:
    from encoder.build.review import Question
    from encoder.values.edition import Edition
    from encoder.values.source import Span

_QUIT, _SKIP, _EACH = "q", "s", "e"
_SHOWN = 9
"""Answers that are shown at first; `m` shows the others."""
_MORE = "m"


@click.command()
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@options.profile
@options.people
@options.weights
@click.option("--by", default="", metavar="NAME", help="Name of the editor, recorded with each decision.")
@click.option("--list", "listed", is_flag=True, help="List the open questions and exit.")
def review(
    sources: tuple[str, ...], profile: str, people: str | None, weights: str | None, by: str, listed: bool
) -> int:
    """Decide what is doubtful in records.

    Decisions are saved in NAME.decisions.toml next to each record, and every build applies them. Without SOURCE, the
    records of the project in the current folder are reviewed.
    """
    from encoder.build import review as reviewing

    meant = records.meant(sources, profile, people)
    known = console.people(meant.people)
    found = console.Findings("info", "error")
    asked = decided = 0
    for path in meant.paths:
        with found.each(path):
            edition = console.encoded(path, meant.profile, None, known, weights or meant.weights)
            for whole in reviewing.questions(edition):
                question = reviewing.open_part(Path(path), whole, edition.source)
                if question is None:
                    continue
                asked += 1
                _show(edition, question)
                if listed:
                    continue
                answers = _asked(edition, question)
                if answers is None:
                    click.echo(f"{decided} decided", err=True)
                    return found.code
                reason, is_over = _reason() if answers else ("", False)
                for one, says in answers:
                    made = reviewing.decision(question, edition.source, says, one=one, by=by, reason=reason)
                    click.echo(f"→ {reviewing.keep(Path(path), made)}", err=True)
                    decided += 1
                if is_over:
                    click.echo(f"{decided} decided", err=True)
                    return found.code
    click.echo(f"{asked} to decide" if listed else f"{decided} decided, of {asked} asked", err=True)
    return found.code


def _show(edition: Edition, question: Question) -> None:
    from encoder.check.located import locate
    from encoder.publish.reports import text

    click.echo("\n".join(text.lines(locate(question.finding, edition.source))))


def _asked(edition: Edition, question: Question) -> list[tuple[Span | None, str]] | None:
    """What is answered: for all places at once, or for each; nothing if it is skipped, None to end."""
    from encoder.read.beside.decisions import EVERYWHERE

    several = question.kind in EVERYWHERE and len(question.places) > 1
    answer = _choice(question, each=several)
    if answer == _QUIT:
        return None
    if answer == _SKIP:
        return []
    if answer != _EACH:
        return [(None, answer)]
    answers: list[tuple[Span | None, str]] = []
    for place in question.places:
        line = edition.source.position(place.start).line
        words = " ".join(edition.source.text[place.start : place.start + 300].split())
        click.echo(f"\n  {line} | {words[:200]}")
        one = _choice(question, each=False)
        if one == _QUIT:
            break
        if one != _SKIP:
            answers.append((place, one))
    return answers


def _reason() -> tuple[str, bool]:
    """Why somebody decided so, and whether the input ends there: the decision is kept all the same."""
    try:
        return click.prompt("because (optional)", default="", show_default=False), False
    except click.Abort:
        return "", True


def _choice(question: Question, *, each: bool) -> str:
    """What somebody chooses: what a decision says, or one of the letters."""
    shown = _SHOWN
    letters = [*([_EACH] if each else []), _SKIP, _QUIT]
    while True:
        for number, (_, words) in enumerate(question.answers[:shown], 1):
            click.echo(f"  {number}  {words}{'  (as it is)' if number == 1 else ''}")
        more = len(question.answers) > shown
        told = [*(["m more"] if more else []), *(["e each place by itself"] if each else []), "s skip", "q quit"]
        click.echo(f"  {', '.join(told)}")
        given = click.prompt("which", default=_SKIP).strip().lower()
        if given == _MORE and more:
            shown = len(question.answers)
        elif given in letters:
            return given
        elif given.isdecimal() and 1 <= int(given) <= len(question.answers):
            return question.answers[int(given) - 1][0]
        else:
            click.echo(f"  “{given}” is none of these")
