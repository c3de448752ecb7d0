"""The words of the compact syntax (ISO/IEC 19757-2, annex C): names, literals, signs, each with its line."""

from __future__ import annotations

import re
from typing import NamedTuple

from encoder.relaxng.errors import SchemaError
from encoder.relaxng.expressions import NAME_MORE, NAME_START

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


def _character(match: re.Match[str]) -> str:
    number = int(match[1], 16)
    return chr(number) if number < 0x110000 else match[0]


class Token(NamedTuple):
    """A word of the syntax, the name of its kind in the pattern, and its 1-based line."""

    kind: str
    text: str
    line: int


def _tokens(text: str, source: str) -> list[Token]:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    text = _ESCAPE.sub(lambda match: match[0] if int(match[1], 16) in _DELIMITERS else _character(match), text)
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
