"""`tei-encoder review`: a walk through what is doubtful in records, and an editor's decisions written beside them."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import click

from encoder.cli import console, options, records
from encoder.values.decisions import Kind

if TYPE_CHECKING:
    from encoder.build.review import Question
    from encoder.values.edition import Edition
    from encoder.values.source import Span

KINDS: tuple[str, ...] = get_args(Kind)
_SHOWN = 9
"""Answers that are shown at first; `m` shows the others."""
_BEFORE = 160
"""How much of the text before a place is shown, in code points."""


class _Key(StrEnum):
    """What somebody can type instead of the number of an answer."""

    MORE = "m"
    EACH = "e"
    ALL = "a"
    BACK = "b"
    SKIP = "s"
    QUIT = "q"


_TOLD = {
    _Key.MORE: "m more", _Key.EACH: "e each place by itself", _Key.ALL: "a accept all that are read like this",
    _Key.BACK: "b back", _Key.SKIP: "s skip", _Key.QUIT: "q quit",
}  # fmt: skip


@click.command()
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@options.profile
@options.people
@options.weights
@click.option("--by", default="", metavar="NAME", help="Name of the editor, recorded with each decision.")
@click.option(
    "--select",
    "kinds",
    multiple=True,
    type=click.Choice(KINDS),
    help="Ask only questions of this kind. May be given several times.",
)
@click.option("--list", "listed", is_flag=True, help="List the open questions and exit.")
def review(
    sources: tuple[str, ...],
    profile: str,
    people: str | None,
    weights: str | None,
    by: str,
    kinds: tuple[str, ...],
    listed: bool,
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
            every = [each for each in reviewing.questions(edition) if not kinds or each.kind in kinds]
            still = [each for each in every if reviewing.open_part(Path(path), each, edition.source)]
            asked += len(still)
            if listed:
                for number, question in enumerate(still, 1):
                    _show(edition, question, f"{number} of {len(still)}")
                continue
            number, is_over = _walk(edition, Path(path), still, by)
            decided += number
            if is_over:
                click.echo(f"{decided} decided", err=True)
                return found.code
    click.echo(f"{asked} to decide" if listed else f"{decided} decided, of {asked} asked", err=True)
    return found.code


def _walk(edition: Edition, path: Path, asked: Sequence[Question], by: str) -> tuple[int, bool]:
    """Ask the questions about a record; how many were decided, and whether that is the end."""
    from encoder.build import review as reviewing

    decided = at = 0
    done: list[tuple[int, int, bytes | None]] = []  # the questions shown: which, decisions so far, the file before
    while at < len(asked):
        question = reviewing.open_part(path, asked[at], edition.source)
        if question is None:
            at += 1
            continue
        _show(edition, question, f"{at + 1} of {len(asked)}")
        answers = _asked(edition, question, can_go_back=bool(done))
        if answers is _Key.QUIT:
            return decided, True
        if answers is _Key.BACK:
            at, decided, before = done.pop()
            reviewing.restore(path, before)
            continue
        done.append((at, decided, reviewing.kept(path)))
        given: list[tuple[Question, Span | None, str]]
        if answers is _Key.ALL:
            alike = [each for each in asked[at:] if _alike(each, question)]
            given = [(each, None, each.answers[0][0]) for each in alike]
        else:
            given = [(question, one, says) for one, says in answers or ()]
        reason, is_over = _reason() if given else ("", False)
        for each, one, says in given:
            if reviewing.open_part(path, each, edition.source):
                made = reviewing.decision(each, edition.source, says, one=one, by=by, reason=reason)
                click.echo(f"→ {reviewing.keep(path, made)}", err=True)
                decided += 1
        if is_over:
            return decided, True
        at += 1
    return decided, False


def _alike(one: Question, other: Question) -> bool:
    """Whether two questions are of one kind and read as the same thing: as a gloss, as an action."""
    return one.kind == other.kind and (one.kind in ("speaker", "page") or one.answers[0] == other.answers[0])


def _show(edition: Edition, question: Question, number: str) -> None:
    from encoder.check.located import locate
    from encoder.publish.reports import text

    start = question.finding.span.start if question.finding.span else 0
    before = " ".join(edition.source.text[max(0, start - 2 * _BEFORE) : start].split())
    click.echo(f"\n({number})" + (f" … {before[-_BEFORE:]}" if before else ""))
    click.echo("\n".join(text.lines(locate(question.finding, edition.source))))


def _asked(
    edition: Edition, question: Question, *, can_go_back: bool
) -> list[tuple[Span | None, str]] | Literal[_Key.ALL, _Key.BACK, _Key.QUIT] | None:
    """What is answered: for all places at once, or for each; None if it is skipped."""
    from encoder.read.beside.decisions import EVERYWHERE

    several = question.kind in EVERYWHERE and len(question.places) > 1
    keys = (*((_Key.EACH,) if several else ()), _Key.ALL, *((_Key.BACK,) if can_go_back else ()))
    answer = _choice(question, (*keys, _Key.SKIP, _Key.QUIT))
    if answer is _Key.SKIP:
        return None
    if answer is _Key.ALL or answer is _Key.BACK or answer is _Key.QUIT:
        return answer
    if answer is not _Key.EACH:
        return [(None, str(answer))]
    answers: list[tuple[Span | None, str]] = []
    for place in question.places:
        line = edition.source.position(place.start).line
        words = " ".join(edition.source.text[place.start : place.start + 300].split())
        click.echo(f"\n  {line} | {words[:200]}")
        one = _choice(question, (_Key.SKIP, _Key.QUIT))
        if one is _Key.QUIT:
            break
        if one is not _Key.SKIP:
            answers.append((place, str(one)))
    return answers


def _reason() -> tuple[str, bool]:
    """Why somebody decided so, and whether the input ends there: the decision is kept all the same."""
    try:
        return click.prompt("because (optional)", default="", show_default=False), False
    except click.Abort:
        return "", True


def _choice(question: Question, keys: tuple[_Key, ...]) -> str | _Key:
    """What somebody chooses: what a decision says, or one of the keys."""
    shown = _SHOWN
    while True:
        for number, (_, words) in enumerate(question.answers[:shown], 1):
            click.echo(f"  {number}  {words}{'  (as it is)' if number == 1 else ''}")
        possible = (*((_Key.MORE,) if len(question.answers) > shown else ()), *keys)
        click.echo(f"  {', '.join(_TOLD[key] for key in possible)}")
        given = click.prompt("which", default=_Key.SKIP.value).strip().lower()
        if given in possible and given == _Key.MORE:
            shown = len(question.answers)
        elif given in possible:
            return _Key(given)
        elif given.isdecimal() and 1 <= int(given) <= len(question.answers):
            return question.answers[int(given) - 1][0]
        else:
            click.echo(f"  “{given}” is none of these")
