"""A bracket in its context: what stands in it and around it, and what the record tells of such brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from encoder import lexicon
from encoder.parse.inline.mentions import Mentions
from encoder.values.doubt import Cert
from encoder.values.excerpt import Excerpt
from encoder.values.record.inline import Content, Rend, Resp
from encoder.values.source import Span

CONTEXT = 80
"""Code points of context on each side of a bracket."""
_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_LAST = re.compile(r"(?P<word>[^\W_]+(?:[’'.-][^\W_]+)*[’'.]?)[\"”’»)]?,?\s*$")
_DOUBT = 6
"""The most words of a doubtful reading: `[Zheng?]` is one, `[Did he say so at the meeting of May?]` is a question."""

_LONGEST = 32
"""A word has no more code points."""
_SOME = 4
"""Fewer words do not show a language."""
_SPOKEN = ("en", "de", "fr", "es", "pt", "it", "ru", "pl", "zh", "ja", "ko")
_JOINED = ("zh", "ja", "ko")


@lru_cache(maxsize=64)
def _languages(text: str) -> frozenset[str]:
    """The languages of which a text has words that speak to somebody."""
    tokens = lexicon.fold(text)
    found = {m.lang for m in lexicon.matches("talk", tokens) if m.lang in _SPOKEN and "ambiguous" not in m.flags}
    if any(map(lexicon.joined, tokens)):
        found |= {lang for lang in _JOINED if lexicon.contains("talk", text, lang=lang, ambiguous=False)}
    return frozenset(found)


@dataclass(frozen=True)
class Bracket:
    """A bracket in its context: what stands in it, and up to `CONTEXT` characters on either side."""

    text: Excerpt
    """What stands between the brackets; nested brackets as printed."""
    span: Span
    before: str
    after: str
    closed: bool
    resp: Resp
    mentions: Mentions
    languages: tuple[str, ...] = ()
    is_mark: bool = False
    """Whether a note below has its number."""

    @cached_property
    def words(self) -> str:
        """The words in it, without blanks and marks of emphasis at the ends and without a final question mark."""
        return self.text.text.strip(" \n\t_*[]").removesuffix("?").rstrip()

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """The words and figures in it, as printed."""
        return tuple(_WORD.findall(self.words))

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """The words in it as they are compared with lists."""
        return lexicon.fold(self.words)

    @cached_property
    def word_before(self) -> str:
        """The word that ends right before it; nothing where a sentence ends or another sign stands."""
        found = _LAST.search(self.before[-_LONGEST:])
        return found["word"].rstrip("’'.") if found else ""

    @cached_property
    def word_after(self) -> str:
        """The word that begins right after it."""
        found = _WORD.match(self.after.lstrip(' \n\t"“‘('))
        return found[0] if found else ""

    @cached_property
    def query(self) -> bool:
        """Whether it ends with the editor's doubt: `[Zheng?]`."""
        return self.closed and self.text.text.rstrip().endswith("?") and len(self.words.split()) <= _DOUBT

    @cached_property
    def translates(self) -> bool:
        """Whether it has common words of a language that what stands before has none of."""
        if len(self.tokens) < _SOME or len(self.before) < _SOME * 7:
            return False
        spoken = _languages(self.words)
        return bool(spoken) and not spoken <= _languages(self.before)

    @cached_property
    def said(self) -> tuple[lexicon.Match, ...]:
        """The words of the list of words of brackets that stand in it."""
        return tuple(lexicon.matches("brackets", self.folded))

    @cached_property
    def _is_joined(self) -> bool:
        """Whether words may stand inside others in it, as in Chinese."""
        return any(map(lexicon.joined, self.folded))

    def holds(self, name: str, *, ambiguous: bool = True) -> bool:
        """Whether an entry of a list of the lexicon stands in it."""
        if any(ambiguous or "ambiguous" not in match.flags for match in lexicon.matches(name, self.folded)):
            return True
        flags = {} if ambiguous else {"ambiguous": False}
        return self._is_joined and lexicon.contains(name, self.words, lang=None, **flags)

    def says(self, flag: str) -> bool:
        """Whether it has such a word, one that means little else."""
        if any(flag in match.flags and "ambiguous" not in match.flags for match in self.said):
            return True
        return self._is_joined and lexicon.contains("brackets", self.words, lang=None, ambiguous=False, **{flag: True})

    def opens_with(self, flag: str, *, ambiguous: bool = False) -> bool:
        """Whether it begins with such a word."""
        return any(m.at == 0 and flag in m.flags and (ambiguous or "ambiguous" not in m.flags) for m in self.said)

    def covered(self, flag: str) -> float:
        """The share of its words that are such words, or units beside one: `one or two words unclear`."""
        longest = [0] * len(self.folded)
        for match in self.said:
            if flag in match.flags or "unit" in match.flags:
                longest[match.at] = max(longest[match.at], match.size)
        if not any(flag in match.flags for match in self.said):
            return 0.0
        at = covered = 0
        while at < len(longest):
            covered += longest[at]
            at += max(1, longest[at])
        return covered / len(longest)

    @property
    def rend(self) -> Rend | None:
        """How it was printed, where `[…]` does not say so."""
        return "query" if self.query else self.rend_unqueried

    @property
    def rend_unqueried(self) -> Rend | None:
        """How it was printed, for a node that keeps the question mark among its words."""
        return None if self.closed else "unclosed"

    def certain(self, content: Content) -> Content:
        """The ``content`` of the bracket without the question mark that `@cert` and `@rend` carry."""
        if not self.query or not content or not isinstance(content[-1], Excerpt):
            return content
        last = content[-1]
        stem = last[: last.text.rindex("?")]
        return (*content[:-1], stem) if stem.text else content[:-1]

    @property
    def cert(self) -> Cert | None:
        """Low where the editor doubts."""
        return "low" if self.query else None
