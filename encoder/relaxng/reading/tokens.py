"""The words of the compact syntax (ISO/IEC 19757-2, annex C): names, literals, signs, each with its line."""

from __future__ import annotations

import re
from typing import NamedTuple

from encoder.relaxng.algebra.expressions import NAME_MORE, NAME_START
from encoder.relaxng.errors import SchemaError

_NAME = rf"[{NAME_START}][{NAME_MORE}]*"
_LONG_LITERAL = r"\"\"\"(?:[^\"]|\"(?!\"\"))*\"\"\"|\'\'\'(?:[^\']|\'(?!\'\'))*\'\'\'"
_LITERAL = r"\"[^\"\n]*\"|\'[^\'\n]*\'"
_SIGN = r"\|=|&=|>>|[=|,&*+?(){}\[\]~-]"
_TOKEN = re.compile(
    rf"(?P<blank>\s+|\#[^\n]*)|(?P<literal>{_LONG_LITERAL}|{_LITERAL})"
    rf"|(?P<any>{_NAME}:\*)|(?P<cname>{_NAME}:{_NAME})|(?P<name>\\?{_NAME})|(?P<sign>{_SIGN})"
)
_ESCAPE = re.compile(r"\\x+\{([0-9a-fA-F]+)\}")
KEYWORDS = frozenset(
    """attribute datatypes default div element empty external grammar include inherit list mixed namespace notAllowed
    parent start string text token""".split()
)


_DELIMITERS = frozenset(map(ord, "\n\r\"'"))
"""Characters that do not end a string when escaped: they are inserted after the string is read."""


# \x{} · \x{no
_NO_ESCAPE = re.compile(r"\\x+\{")
# a · 語 · not “\ud800”
_OF_XML = re.compile("[\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _character(match: re.Match[str]) -> str:
    """The character of an escape; the escape itself if XML has no such character."""
    number = int(match[1][-8:], 16) if not match[1][:-8].strip("0") else 0
    is_one = 0 < number < 0x110000 and _OF_XML.match(chr(number))
    return chr(number) if is_one else match[0]


def _refuse_escapes(text: str, source: str) -> None:
    """Raise `SchemaError` for an escape that names no character of XML."""
    for found in _NO_ESCAPE.finditer(text):
        whole = _ESCAPE.match(text, found.start())
        if whole is None or int(whole[1], 16) not in _DELIMITERS:
            shown = text[found.start() : found.start() + 12].split("}", maxsplit=1)[0]
            raise SchemaError(
                f"“{shown}}}” names no character of XML", source, text.count("\n", 0, found.start()) + 1, "C.1"
            )


class Token(NamedTuple):
    """A word of the syntax, the name of its kind in the pattern, and its 1-based line."""

    kind: str
    text: str
    line: int


def _tokens(text: str, source: str) -> list[Token]:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    text = _ESCAPE.sub(lambda match: match[0] if int(match[1], 16) in _DELIMITERS else _character(match), text)
    _refuse_escapes(text, source)
    found: list[Token] = []
    at, line = 0, 1
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise SchemaError(
                f"“{text[at : at + 12].splitlines()[0]}” is no part of the compact syntax", source, line, "C.2"
            )
        kind = match.lastgroup or ""
        if kind != "blank":
            found.append(Token(kind, match[0], line))
        line += match[0].count("\n")
        at = match.end()
    found.append(Token("end", "the end", line))
    return found


class Tokens:
    """The tokens of a schema, one after the other; `SchemaError` where another is expected."""

    def __init__(self, text: str, source: str) -> None:
        self._tokens = _tokens(text, source)
        self._at = 0
        self.source = source

    @property
    def token(self) -> Token:
        """The token that is next."""
        return self._tokens[self._at]

    @property
    def after(self) -> Token:
        """The token after it; at the end, the end."""
        return self._tokens[min(self._at + 1, len(self._tokens) - 1)]

    def next(self) -> Token:
        """Take the next token."""
        token = self._tokens[self._at]
        self._at += 1
        return token

    def stands(self, text: str) -> bool:
        """Whether a sign or keyword is next."""
        return self.token.text == text and self.token.kind in ("sign", "name")

    def take(self, text: str) -> bool:
        """Take a sign or keyword if it is next."""
        if self.stands(text):
            self._at += 1
            return True
        return False

    def need(self, text: str) -> None:
        """Take a sign or keyword that must be next."""
        if not self.take(text):
            raise self.error(f"“{text}” is expected, not “{self.token.text}”")

    def error(self, message: str) -> SchemaError:
        """An error at the next token."""
        return SchemaError(message, self.source, self.token.line, "C.1")

    def literal(self) -> str:
        """A string, perhaps of parts joined by `~`."""
        parts = [self._string()]
        while self.take("~"):
            parts.append(self._string())
        return "".join(parts)

    def _string(self) -> str:
        """One string between its quotation marks."""
        token = self.next()
        if token.kind != "literal":
            raise SchemaError(f"a string is expected, not “{token.text}”", self.source, token.line, "C.1")
        quotes = 3 if token.text[:3] in ('"""', "'''") else 1
        return _ESCAPE.sub(_character, token.text[quotes:-quotes])

    def identifier(self) -> str:
        """A name that is no keyword."""
        token = self.next()
        if token.kind != "name" or token.text in KEYWORDS:
            raise SchemaError(f"a name is expected, not “{token.text}”", self.source, token.line, "C.1")
        return token.text.removeprefix("\\")

    def annotations(self) -> None:
        """Skip `[ … ]` before a construct, and `>> name [ … ]` after one."""
        while self.stands("[") or self.stands(">>"):
            if self.take(">>"):
                self.next()
            self.need("[")
            depth = 1
            while depth:
                token = self.next()
                if token.kind == "end":
                    raise self.error("an annotation is not closed")
                depth += (token.text == "[") - (token.text == "]") if token.kind == "sign" else 0
