"""A bracket in its context: what stands in it and around it, and what the record tells of such brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from encoder import lexicon
from encoder.parse.inline.mentions import Mentions
from encoder.values.document import Cert, Content, Rend, Resp
from encoder.values.excerpt import Excerpt
from encoder.values.source import Span

CONTEXT = 80
"""So many code points before and after a bracket are looked at."""
_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_LAST = re.compile(r"(?P<word>[^\W_]+(?:[’'.-][^\W_]+)*[’'.]?)[\"”’»)]?,?\s*$")
_DOUBT = 6
"""A question of more words is no doubt about a word: `[Zheng?]`, but not `[Did he say so at the meeting of May?]`."""

_SOME = 4
"""Fewer words do not show a language."""
_SPOKEN = ("en", "de", "fr", "es", "pt", "it", "ru", "pl", "zh", "ja", "ko")


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
        found = _LAST.search(self.before)
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
        return any(
            lexicon.contains("talk", self.words, lang=lang, ambiguous=False)
            and not lexicon.contains("talk", self.before, lang=lang, ambiguous=False)
            for lang in _SPOKEN
        )

    def says(self, flag: str) -> bool:
        """Whether it has such a word of the list of words of brackets, one that means little else."""
        return lexicon.contains("brackets", self.words, lang=None, ambiguous=False, **{flag: True})

    def opens_with(self, flag: str) -> bool:
        """Whether it begins with such a word of that list."""
        return lexicon.longest("brackets", self.folded, lang=None, ambiguous=False, **{flag: True}) > 0

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
