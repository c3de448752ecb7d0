r"""Regular expressions of XML Schema (part 2, appendix F) in the syntax of the `regex` package.

They differ from Python's in what `\i` and `\c` mean, in categories (`\p{Lu}`) and blocks (`\p{IsGreek}`), in classes
that subtract (`[a-z-[aeiou]]`), and in that they always match the whole of a text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from encoder.relaxng.errors import LimitError

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
    "s": r" \t\n\r", "d": r"\p{Nd}", "i": f":{NAME_START}", "c": f":{NAME_MORE}", "W": r"\p{P}\p{Z}\p{C}",
}  # fmt: skip
_CATEGORIES = frozenset(
    """L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po Z Zs Zl Zp S Sm Sc Sk So C Cc Cf Co Cn""".split()
)
_SECONDS, _SHOWN = 2, 40
"""How long one value may take, and how much of it is quoted."""
_ESCAPE = re.compile(r"\\.(?:\{\w+\})?")
_NESTED_CLASS = re.compile(r"\[[^\]]*\[")
_ONE = re.compile(r"\[[^\]]*\]|[^()|?*+{}\[\]\d,]")
_ONE_OF = re.compile(r"\(x(?:\|x)*\)")
_REPEATED_GROUP = re.compile(r"\)(?:[*+]|\{(?!\d(?:,\d)?\}))")
_QUANTIFIER = re.compile(r"\{\d+(?:,\d*)?\}")


def matcher(text: str) -> Callable[[str], bool]:
    """Whether a text is what an expression says; ValueError where it is none."""
    translated = _translated(text)
    plain = _plain(translated, text)
    if plain is None:
        _expression(translated, text)  # refuses what is no expression before a value is seen
        return lambda lexical: _within_limit(translated, text, lexical)

    def matches(lexical: str) -> bool:
        return plain.fullmatch(lexical) is not None if lexical.isascii() else _within_limit(translated, text, lexical)

    return matches


def _within_limit(translated: str, text: str, lexical: str) -> bool:
    """Whether a text is what an expression says. Raises `LimitError` if that takes too long: `(a|aa)+b` may."""
    try:
        return _expression(translated, text).fullmatch(lexical, timeout=_SECONDS) is not None
    except TimeoutError:
        short = lexical if len(lexical) <= _SHOWN else f"{lexical[: _SHOWN - 1]}…"
        raise LimitError(
            f"the pattern “{text}” takes more than {_SECONDS} s for the value “{short}”; given up: "
            "write the pattern so that each text can match it in one way only"
        ) from None


@lru_cache(maxsize=4096)
def _expression(translated: str, text: str) -> Any:
    import regex

    try:
        return regex.compile(translated, regex.V1)
    except (regex.error, ValueError, IndexError) as error:
        raise _no_expression(text, error) from None


@lru_cache(maxsize=4096)
def _plain(translated: str, text: str) -> re.Pattern[str] | None:
    """The expression for texts in ASCII; None where it names a block, subtracts, or could take exponential time.

    Nearly all values that schemas have expressions for are ASCII, and importing `regex` takes as long as a file does.
    """
    outline = _ESCAPE.sub("x", translated)
    repeated = _REPEATED_GROUP.search(_ONE_OF.sub("x", _ONE.sub("x", outline)))
    if repeated or _NESTED_CLASS.search(outline) or "{In" in translated:
        return None
    try:
        return re.compile(re.sub(r"\\([pP])\{(\w+)\}", _in_ascii, translated))
    except (re.error, OverflowError) as error:
        raise _no_expression(text, error) from None


def _in_ascii(category: re.Match[str]) -> str:
    """The ASCII characters of a category, for use inside a class; where there are none, one that is not ASCII."""
    from unicodedata import category as of

    wanted = category[1] == "p"
    found = [chr(code) for code in range(128) if of(chr(code)).startswith(category[2]) is wanted]
    return re.escape("".join(found)) or "\x80"


def _no_expression(text: str, reason: Exception | str) -> ValueError:
    return ValueError(f"“{text}” is no regular expression of XML Schema: {reason}")


def _translated(text: str) -> str:
    try:
        return _in_python(text)
    except ValueError as error:
        raise _no_expression(text, error) from None
    except IndexError:
        raise _no_expression(text, "a class is not closed") from None


def _in_python(text: str) -> str:
    """An expression of XML Schema in the syntax of the `regex` package, version 1; categories stand inside classes."""
    out: list[str] = []
    at = 0
    while at < len(text):
        character = text[at]
        if character == "[":
            inside, at = _class(text, at)
            out.append(inside)
            continue
        if character == "\\":
            end = _escape_end(text, at)
            out.append(_escape(text[at:end]))
            at = end
            continue
        if character == "{" and not _QUANTIFIER.match(text, at):
            raise ValueError("“{” has no number of times")
        if character in "?*+{" and (not out or out[-1] in ("(", "|", "?", "*", "+", "}")):
            raise ValueError(f"“{character}” has nothing to repeat")
        out.append({".": r"[^\n\r]", "^": r"\^", "$": r"\$"}.get(character, character))
        at += 1
    return "".join(out)


def _escape_end(text: str, at: int) -> int:
    if text[at + 1 : at + 2] in ("p", "P") and "}" in text[at:]:
        return text.index("}", at) + 1
    if at + 1 >= len(text) or text[at + 1] in "pP":
        raise ValueError("an escape is not whole")
    return at + 2


def _escape(escape: str) -> str:
    """An escape, as a class of its own where it stands for several characters."""
    letter = escape[1]
    if letter in "pP":
        name = escape[3:-1]
        if not name.startswith("Is") and name not in _CATEGORIES:
            raise ValueError(f"there is no category “{name}”")
        return f"[\\{letter}{{{name.replace('Is', 'In', 1)}}}]"
    if letter in _CLASSES:
        return f"[{_CLASSES[letter]}]"
    if letter.swapcase() in _CLASSES:
        return f"[^{_CLASSES[letter.swapcase()]}]"
    if letter in "nrt" or letter in r"\|.?*+(){}-[]^$":
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
            inside = _escape(text[at:end])
            members.append(inside[1:-1] if inside[0] == "[" and inside[1] != "^" else inside)
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
