"""An archive's own hand in the page: a stylesheet that imports ours, words of its own, a style sheet behind ours.

    <xsl:import href="tei-encoder:html.xsl"/>     in its stylesheet stands for the program's own

A fault in it comes back with the file, the line and the code of the error.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from encoder.files import resources
from encoder.saxon import vet
from encoder.saxon.vet import read
from encoder.values.errors import EncoderError

_ROOT = re.compile(
    r"""\ufeff?(?:\s|<\?.*?\?>|<!--.*?-->)*<(?P<name>[\w.:-]+)(?:\s+[\w.:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*(?P<end>/?>)""",
    re.DOTALL,
)
_STATIC = re.compile(
    r"on line (?P<line>\d+)(?: column (?P<column>\d+))? of (?P<module>\S+?):\s+(?P<code>[A-Z]{4}\d{4})\s+(?P<words>.*)",
    re.DOTALL,
)
_SIGN = "\ue000"
"""Parts the fields of an error from each other, and a result that is one from any other."""

ENTRY = "{https://tei-encoder.invalid/functions}run"
"""The template that an archive's stylesheet is entered by: it applies that, and catches what goes wrong."""

_ENTRY = f"""<xsl:template name="t:run" expand-text="no" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:t="https://tei-encoder.invalid/functions" xmlns:err="http://www.w3.org/2005/xqt-errors"><xsl:try
  ><xsl:apply-templates select="/" mode="#default"/><xsl:catch><xsl:value-of separator="{_SIGN}"
  select="'', string($err:code), $err:description, string($err:module), string($err:line-number)"
  /></xsl:catch></xsl:try></xsl:template>"""


@dataclass(frozen=True, slots=True)
class Theme:
    """What an archive adds to an output: the paths of its files, and the values of its stylesheet's parameters."""

    stylesheet: Path | None = None
    css: Path | None = None
    strings: Path | None = None
    parameters: tuple[tuple[str, str], ...] = ()


def stylesheet(path: Path) -> str:
    """The text of an archive's stylesheet, with our own in place of their short names."""
    root = vet.vetted(path)
    text = read(path, "stylesheet").decode(root.getroottree().docinfo.encoding or "UTF-8", errors="replace")
    for link in root.iter(*vet.LINKS):
        address = link.get("href") or ""
        if not address.startswith(vet.OURS):
            continue
        name = _ours(address, f"{path}:{link.sourceline}")
        for quote in ("'", '"'):
            text = text.replace(f"{quote}{address}{quote}", f"{quote}{resources.xslt(name).as_uri()}{quote}")
    return _based(text, path)


def _ours(address: str, where: str) -> str:
    name = address.removeprefix(vet.OURS)
    ours = sorted(each.name for each in resources.xslt("html.xsl").parent.glob("*.xsl"))
    if name not in ours:
        near = get_close_matches(name, ours, n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(ours)}"
        raise EncoderError(f"there is no stylesheet “{name}” of ours; {hint}", where)
    return name


def _based(text: str, path: Path) -> str:
    """The text, its lines what they were, with its own address and the template that runs it."""
    root = _ROOT.match(text)
    if root is None:  # it was parsed: cannot be
        raise EncoderError("the root of this stylesheet cannot be found", path)
    base = f' xml:base="{path.resolve().as_uri()}"'
    entry = _ENTRY.replace("\n", " ")
    opened = text[: root.end("name")] + base + text[root.end("name") : root.start("end")]
    if root["end"] == "/>":
        return f"{opened}>{entry}</{root['name']}>{text[root.end() :]}"
    end = text.rindex(f"</{root['name']}")
    return opened + text[root.start("end") : end] + entry + text[end:]


def fault(result: str, path: Path) -> EncoderError | None:
    """What went wrong, if a result says so: `my.xsl:12: XPTY0004: …`; a fault may come from our own stylesheets too."""
    _, sign, said = result.partition(_SIGN)  # an XML declaration may stand before it
    if not sign:
        return None
    code, description, module, line = (*said.strip().split(_SIGN), *[""] * 4)[:4]
    words = f"{code.removeprefix('err:')}: {' '.join(description.split())}"
    return EncoderError(words, _module(module, path), int(line or 1))


def static_fault(message: str, path: Path) -> EncoderError:
    """The first error of a stylesheet that cannot be compiled, in the same form."""
    found = _STATIC.search(message)
    if found is None:
        return EncoderError(" ".join(message.split()), path)
    words = " ".join(found["words"].split("Error in")[0].split())
    place = (_module(found["module"], path), int(found["line"]), int(found["column"]))
    return EncoderError(f"{found['code']}: {words}", *place)


def _module(address: str, path: Path) -> str:
    """The name of a stylesheet by its address; the archive's own is handed over as text, and has none."""
    return str(path) if not address.endswith(".xsl") else address.rpartition("/")[2]


def strings(path: Path) -> str:
    """The archive's words for the page, as JSON; `EncoderError` names a key that the page does not have."""
    try:
        given: Any = json.loads(read(path, "file of strings"))
    except (ValueError, RecursionError) as error:
        raise EncoderError(f"this is no JSON: {error}", path) from None
    if not isinstance(given, dict) or not all(isinstance(words, str) for words in given.values()):
        raise EncoderError('the strings of a page are an object of texts, such as {"notes": "Remarks"}', path)
    sheet = resources.xslt("strings.xsl").read_text(encoding="utf-8")
    known = dict.fromkeys(re.findall(r"^ +'([\w-]+)': '", sheet, re.MULTILINE))
    for key in given:
        if key not in known:
            near = get_close_matches(key, known, n=1)
            hint = f"did you mean “{near[0]}”?" if near else f"known are {', '.join(known)}"
            raise EncoderError(f"the page has no string “{key}”; {hint}", path)
    return json.dumps(given, ensure_ascii=False)
