r"""Regular expressions of XML Schema (part 2, appendix F) in the syntax of the `regex` package.

They differ from Python's in what `\i` and `\c` mean, in blocks (`\p{IsGreek}`), in classes that subtract
(`[a-z-[aeiou]]`), and in that they always match the whole of a text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

NAME_START = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
NAME_MORE = f"{NAME_START}\\-.0-9\u00b7\u0300-\u036f\u203f-\u2040"
# a name begins with a letter, not with a mark that combines: XML 1.0 before its fifth edition, which XML Schema uses
NCNAME = rf"(?=[^\W\d])[{NAME_START}][{NAME_MORE}]*"

_ASCII_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*")


def is_ncname(text: str) -> bool:
    """Whether a text is a name without colon; the great class of Unicode's letters is built only where it is needed."""
    return _ASCII_NAME.fullmatch(text) is not None or (not text.isascii() and _any_name().fullmatch(text) is not None)


@cache
def _any_name() -> re.Pattern[str]:
    return re.compile(NCNAME)


_CLASSES = {
    "s": r" \t\n\r", "d": r"\p{Nd}", "i": f":{NAME_START}", "c": f":{NAME_MORE}",
    "w": r"\P{P}&&\P{Z}&&\P{C}",
}  # fmt: skip


def matcher(text: str) -> Callable[[str], bool]:
    """Whether a text is what an expression says; ValueError where it is none."""
    compiled = _expression(text)
    return lambda lexical: compiled.fullmatch(lexical) is not None


@lru_cache(maxsize=4096)
def _expression(text: str) -> Any:
    import regex

    try:
        return regex.compile(_translated(text), regex.V1)
    except (regex.error, ValueError, IndexError) as error:
        raise ValueError(f"“{text}” is no regular expression of XML Schema: {error}") from None


def _translated(text: str) -> str:
    """An expression of XML Schema in the syntax of the `regex` package, version 1."""
    out: list[str] = []
    at = 0
    while at < len(text):
        character = text[at]
        if character == "[":
            inside, at = _class(text, at)
            out.append(inside)
            continue
        if character == "\\":
            out.append(_escape(text[at : _escape_end(text, at)]))
            at = _escape_end(text, at)
            continue
        if character in "?*+{" and (not out or out[-1] in ("(", "|", "?", "*", "+", "}")):
            raise ValueError(f"“{character}” has nothing to repeat")
        out.append({".": r"[^\n\r]", "^": r"\^", "$": r"\$"}.get(character, character))
        at += 1
    return "".join(out)


def _escape_end(text: str, at: int) -> int:
    if text[at + 1 : at + 2] in ("p", "P"):
        end = text.index("}", at)
        return end + 1
    if at + 1 >= len(text):
        raise ValueError("it ends with “\\”")
    return at + 2


def _escape(escape: str) -> str:
    letter = escape[1]
    if letter in "pP":
        name = escape[3:-1]
        negated = letter == "P"
        body = f"\\p{{In{name[2:]}}}" if name.startswith("Is") else f"\\p{{{name}}}"
        return body.replace("\\p", "\\P", 1) if negated else body
    lower = letter.lower()
    if lower in _CLASSES:
        body = f"[{_CLASSES[lower]}]" if letter == lower else f"[^{_CLASSES[lower]}]"
        if lower == "w":
            body = r"[^\p{P}\p{Z}\p{C}]" if letter == "w" else r"[\p{P}\p{Z}\p{C}]"
        return body
    if letter in "nrt":
        return escape
    if letter in r"\|.?*+(){}-[]^$":
        return escape
    raise ValueError(f"“{escape}” is no escape")


def _class(text: str, at: int) -> tuple[str, int]:
    """A character class from its bracket on, with subtraction: `[a-z-[aeiou]]`; and where it ends."""
    out = ["["]
    at += 1
    if text[at] == "^":
        out.append("^")
        at += 1
    members: list[str] = []
    subtracted = ""
    while text[at] != "]":
        if text[at] == "-" and text[at + 1] == "[":
            subtracted, at = _class(text, at + 1)
            continue
        if text[at] == "\\":
            end = _escape_end(text, at)
            members.append(_escape(text[at:end]))
            at = end
        elif text[at] == "[":
            raise ValueError("a “[” in a class must be escaped")
        else:
            last_or_first = text[at] == "-" and (not members or text[at + 1] == "]")
            members.append("\\-" if last_or_first else f"\\{text[at]}" if text[at] in "&|~^" else text[at])
            at += 1
    if not members:
        raise ValueError("a class is empty")
    out += members
    body = "".join(out) + "]"
    return (f"[{body}--{subtracted}]" if subtracted else body), at + 1
