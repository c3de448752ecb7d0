"""A page for people who were sent a report: one file, nothing fetched, findings by file, rules explained at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from encoder.check.located import Located
from encoder.values.diagnostics import Severity

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 2rem; overflow-wrap: anywhere; }
ol { list-style: none; padding: 0; } li { margin: 0 0 1rem; border-left: 3px solid; padding-left: 0.75rem; }
pre { overflow-x: auto; margin: 0.25rem 0; font-size: 0.8125rem; } dt { font-weight: 600; margin-top: 1rem; }
dd { margin: 0; white-space: pre-line; } .severity { font-weight: 600; } mark { padding: 0 0.1em; }
"""


def report(findings: Sequence[Located], files: Sequence[str]) -> str:
    """The page."""
    return "".join(_page(findings, files))


def _page(findings: Sequence[Located], files: Sequence[str]) -> Iterator[str]:
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Findings in TEI</title>\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>Findings in TEI</h1>\n"
    counts = Counter(each.severity for each in findings)
    told = {each.path for each in findings}
    said = ", ".join(f"{counts[severity]} {severity}" for severity in reversed(Severity) if counts[severity])
    clean = len([path for path in files if path not in told])
    yield f"<p>{len(findings)} findings{f' ({said})' if said else ''}; {clean} of {len(files)} files have none.</p>\n"
    for path, group in groupby(findings, key=lambda each: each.path):
        yield f"<h2>{escape(path)}</h2>\n<ol>\n"
        yield from map(_item, group)
        yield "</ol>\n"
    rules = {each.rule: each.finding.rule for each in findings}
    if rules:
        yield "<h2>What the rules mean</h2>\n<dl>\n"
        for name, rule in sorted(rules.items()):
            yield f'<dt id="{escape(name)}">{escape(name)}</dt>\n<dd>{escape(rule.explanation)}</dd>\n'
        yield "</dl>\n"
    yield "</main>\n</body>\n</html>\n"


def _item(each: Located) -> str:
    place = f"line {each.line}, column {each.column}: " if each.line else ""
    rule = f'<a href="#{escape(each.rule)}">{escape(each.rule)}</a>'
    notes = "".join(f"<br>{escape(note)}" for note in each.finding.notes)
    said = f'{place}<span class="severity">{each.severity}</span>: {escape(each.finding.message)} [{rule}]{notes}'
    return f"<li>{said}{_line(each)}</li>\n"


def _line(each: Located) -> str:
    """The line with what is meant marked in it, cut where it is long."""
    if not (each.line and each.text.strip()):
        return ""
    at = each.column - 1 - each.before
    end = each.end_column - 1 - each.before if each.end_line == each.line else len(each.text)
    before, meant, after = each.text[max(0, at - 60) : at], each.text[at:end][:120], each.text[end : end + 60]
    return f"<pre>{escape(before)}<mark>{escape(meant)}</mark>{escape(after)}</pre>"
