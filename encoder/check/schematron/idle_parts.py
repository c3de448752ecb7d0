"""Parts of a Schematron schema that check nothing, although they are meant to.

They are reported, so that no file seems valid by mistake.

<pattern id="a"/>                              a pattern without rules
<phase id="b"/>                                a phase that activates nothing
<rule context="p">                             TEI's elements have a namespace: write t:p
<rule context="t:p"> … <rule context="t:p">    of a pattern only the first rule that fits a node is run
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from encoder.values.errors import EncoderError
from encoder.values.namespaces import SCHEMATRON

_SCH = f"{{{SCHEMATRON}}}"
# p · div/p · not “t:p” · not “*” · not “@who” · not “node()”
_UNPREFIXED = re.compile(r"(?<![\w.:@$'\"-])(?P<name>[A-Za-z_][\w.-]*)(?![\w.-]*\s*(?:\(|:))")
_OPERATORS = frozenset(
    """and or div mod in return some every satisfies if then else to eq ne lt gt le ge is union intersect except for let
    instance treat cast castable of as""".split()
)
# [@n] · 'p' · (: p :) · Q{a}p · attribute(n) · processing-instruction( pb )
_INSIDE = re.compile(
    r"\[[^\[\]]*\]|'[^']*'|\"[^\"]*\"|\(:.*?:\)|Q\{[^}]*\}[\w.-]+|[\w.:-]+\s*\([^()]*\)|(?:@|attribute\s*::)\s*[\w.:-]+",
    re.DOTALL,
)
_BRANCH = re.compile(r"\||\bunion\b")


def told(root: etree._Element, phase: str) -> Iterator[tuple[str, int]]:
    """What checks nothing, with its line. Raises `EncoderError` if a phase names a pattern that does not exist."""
    patterns = root.findall(f"{_SCH}pattern")
    yield from _of_phase(root, phase, {pattern.get("id") for pattern in patterns})
    for pattern in patterns:
        rules = [rule for rule in pattern.iterfind(f"{_SCH}rule") if rule.get("abstract") != "true"]
        name = f" “{pattern.get('id')}”" if pattern.get("id") else ""
        if not rules and pattern.get("is-a") is None and pattern.get("abstract") != "true":
            yield f"the pattern{name} has no rule", pattern.sourceline or 1
        before: set[str] = set()
        for rule in rules:
            context = " ".join((rule.get("context") or "").split())
            line = rule.sourceline or 1
            if context in before:
                yield f"the rule on “{context}” never fires: an earlier rule of its pattern has the same context", line
            before.add(context)
            if (bare := _unprefixed(context)) and not _has_default(root):
                yield f"the rule on “{context}” matches no TEI element: “{bare}” has no namespace prefix", line


def _of_phase(root: etree._Element, phase: str, known: set[str | None]) -> Iterator[tuple[str, int]]:
    chosen = root.get("defaultPhase") if phase == "#DEFAULT" else phase
    for each in root.iterfind(f"{_SCH}phase"):
        active = each.findall(f"{_SCH}active")
        for one in active:
            if one.get("pattern") not in known:
                what = f"the phase “{each.get('id')}” activates “{one.get('pattern')}”"
                raise EncoderError(f"{what}, which is not a pattern of this schema", line=one.sourceline)
        if each.get("id") == chosen and not active:
            yield f"the phase “{chosen}” activates no pattern", each.sourceline or 1


def _unprefixed(context: str) -> str:
    """The first element that is named without a prefix; nothing if one of the alternatives names none."""
    outside = re.sub(r"\bchild\s*::\s*", "", context)
    while (shorter := _INSIDE.sub(" ", outside)) != outside:
        outside = shorter
    bare = [
        next((each["name"] for each in _UNPREFIXED.finditer(branch) if each["name"] not in _OPERATORS), "")
        for branch in _BRANCH.split(outside)
    ]
    return bare[0] if all(bare) else ""


def _has_default(root: etree._Element) -> bool:
    return any(etree.QName(name).localname == "xpath-default-namespace" for name in root.attrib)
