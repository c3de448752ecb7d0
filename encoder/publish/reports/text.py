"""Findings for a terminal: place, severity, sentence, rule; then the line with a caret below it.

118978.txt:62:1: info: “Kim” fits 4 participants; read as Kim Il Sung, who is named in the title … [speaker-short-name]
  62 | Kim: [North] Korea also saw unusual weather patterns this year.
     | ^^^^
     = the others: Kim Chang-man, Kim Gwang-hyeop, Kim Soon Ho

In full, what the rule means and what to do stands below, where a rule is met for the first time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wcwidth import wcwidth

from encoder.check.located import Located

_WIDTH = 96
"""How much of a source line is shown, in code points."""


def concise(findings: Sequence[Located], _files: Sequence[str]) -> str:
    """Every finding with its line."""
    return "".join(f"{line}\n" for finding in findings for line in lines(finding))


def full(findings: Sequence[Located], _files: Sequence[str]) -> str:
    """Every finding with its line, and each rule with its explanation once."""
    told: set[str] = set()
    out: list[str] = []
    for finding in findings:
        out += lines(finding)
        if finding.rule not in told:
            told.add(finding.rule)
            out += ["", *(f"    {line}".rstrip() for line in finding.finding.rule.explanation.splitlines()), ""]
    return "".join(f"{line}\n" for line in out)


def lines(located: Located) -> Iterator[str]:
    """A finding as lines without line ends."""
    finding = located.finding
    place = f"{located.path}{located.fragment and f'#{located.fragment}'}"
    if located.line:
        place += f":{located.line}:{located.column}"
    yield f"{place}: {finding.severity}: {finding.message} [{finding.rule.name}]"
    margin = ""
    if located.line and located.text:
        number, shown, caret = _excerpt(located)
        margin = " " * len(number)
        yield f"  {number} | {shown}"
        yield f"  {margin} | {caret}"
    for note in finding.notes:
        yield f"  {margin} = {note}"


def _excerpt(located: Located) -> tuple[str, str, str]:
    """Line number, the part of the line around the place, and a caret line of the same width."""
    line = located.text.rstrip("\r")
    at = located.column - 1 - located.before
    meant = located.end_column - located.column if located.end_line == located.line else len(line) - at
    length = max(1, min(meant, len(line) - at))
    start = max(0, at - _WIDTH // 3) if len(line) > _WIDTH else 0
    end = start + _WIDTH
    before, marked = line[start:at], line[at : min(at + length, end)] or " "
    lead = "…" if start or located.before else ""
    shown = f"{lead}{line[start:end]}{'…' if end < len(line) else ''}"
    return str(located.line), _plain(shown), " " * _columns(lead + before) + "^" * max(1, _columns(marked))


def _plain(text: str) -> str:
    """Tabs as blanks and controls made visible, so that carets stand under what they mean."""
    return "".join(" " if c in "\t\f" else c if c.isprintable() else "\ufffd" for c in text)


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(max(0, wcwidth(c)) for c in text)


def many(number: int, word: str, ending: str = "s") -> str:
    """A number and what it counts: `1 edition`, `2 speeches`."""
    return f"{number} {word}{'' if number == 1 else ending}"
