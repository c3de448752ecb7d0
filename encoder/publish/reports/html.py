"""A page for people who were sent a report: one file, nothing fetched, findings by rule, rules explained, a filter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from encoder.check.located import Located
from encoder.values.diagnostics import Severity

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 2rem; overflow-wrap: anywhere; }
ol { list-style: none; padding: 0; } li { margin: 0 0 1rem; border-left: 3px solid; padding-left: 0.75rem; }
pre { overflow-x: auto; margin: 0.25rem 0; font-size: 0.8125rem; } dt { font-weight: 600; margin-top: 1rem; }
.why { white-space: pre-line; } .severity { font-weight: 600; } mark { padding: 0 0.1em; }
table { border-collapse: collapse; } th, td { text-align: start; padding: 0.15rem 0.75rem 0.15rem 0; }
th, td:not(:first-child) { overflow-wrap: normal; }
summary { font-size: 1.1rem; font-weight: 600; margin-top: 1.5rem; cursor: pointer; } [hidden] { display: none; }
label { display: block; margin: 1rem 0; } input { font: inherit; inline-size: min(24rem, 100%); }
"""
_FILTER = """
const field = document.querySelector("input");
field.addEventListener("input", () => {
  const words = field.value.toLowerCase();
  for (const item of document.querySelectorAll("li")) item.hidden = !item.textContent.toLowerCase().includes(words);
  for (const group of document.querySelectorAll("details.rule"))
    group.hidden = !group.querySelector("li:not([hidden])");
});
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
    said = ", ".join(f"{severity}: {counts[severity]:,}" for severity in reversed(Severity) if counts[severity])
    clean = len([path for path in files if path not in told])
    yield f"<p>{len(findings)} findings{f' ({said})' if said else ''}; {clean} of {len(files)} files without any.</p>\n"
    by_rule: dict[str, list[Located]] = {}
    for each in findings:
        by_rule.setdefault(each.rule, []).append(each)
    groups = sorted(by_rule.items(), key=lambda group: (-group[1][0].severity, -len(group[1]), group[0]))
    if groups:
        yield from _table(groups)
        yield '<label>Show only findings with these words: <input type="search"></label>\n'
    for name, some in groups:
        yield from _group(name, some)
    script = f"<script>{_FILTER}</script>\n" if groups else ""
    yield f"</main>\n{script}</body>\n</html>\n"


def _table(groups: Sequence[tuple[str, list[Located]]]) -> Iterator[str]:
    """The rules, how grave they are, and how often each was met, in how many files."""
    yield "<table>\n<tr><th>rule</th><th>severity</th><th>findings</th><th>files</th></tr>\n"
    for name, some in groups:
        files = len({each.path for each in some})
        link = f'<a href="#{escape(name)}">{escape(name)}</a>'
        yield f"<tr><td>{link}</td><td>{some[0].severity}</td><td>{len(some):,}</td><td>{files:,}</td></tr>\n"
    yield "</table>\n"


def _group(name: str, some: Sequence[Located]) -> Iterator[str]:
    """The findings of a rule, file by file, below what the rule means."""
    rule = some[0].finding.rule
    yield f'<details class="rule" id="{escape(name)}" open>\n'
    yield f"<summary>{escape(name)}: {escape(rule.summary)}</summary>\n"
    yield f'<details><summary>What it means</summary><p class="why">{escape(rule.explanation)}</p></details>\n'
    for path, group in groupby(some, key=lambda each: each.path):
        yield f"<h2>{escape(path)}</h2>\n<ol>\n"
        yield from map(_item, group)
        yield "</ol>\n"
    yield "</details>\n"


def _item(each: Located) -> str:
    place = f"line {each.line}, column {each.column}: " if each.line else ""
    notes = "".join(f"<br>{escape(note)}" for note in each.finding.notes)
    said = f'{place}<span class="severity">{each.severity}</span>: {escape(each.finding.message)}{notes}'
    return f"<li>{said}{_line(each)}</li>\n"


def _line(each: Located) -> str:
    """The line with what is meant marked in it, cut where it is long."""
    if not (each.line and each.text.strip()):
        return ""
    at = each.column - 1 - each.before
    end = each.end_column - 1 - each.before if each.end_line == each.line else len(each.text)
    before, meant, after = each.text[max(0, at - 60) : at], each.text[at:end][:120], each.text[end : end + 60]
    return f"<pre>{escape(before)}<mark>{escape(meant)}</mark>{escape(after)}</pre>"
