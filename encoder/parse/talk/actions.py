"""Actions in parentheses inside a speech: `So I told him. (Laughter.) And then …`.

Words of the lexicon say what may be one; that a parenthesis is short, begins so or stands between sentences, and speaks
to nobody says that it is (Guidelines 7.2.3). The parentheses stay in the text of the `stage`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from encoder import lexicon
from encoder.lexicon.offices import ARTICLES
from encoder.lexicon.signs import SENTENCE_END
from encoder.values.excerpt import Excerpt
from encoder.values.record.inline import Content, Inline, Stage

_PARENTHESIS = re.compile(r"[(（](?P<words>[^()（）\[\]]{2,120})[)）]")
_MOST_WORDS = 14
_FEW_WORDS = 4
_AHEAD = 2
"""At most this many words stand before one that names the audience."""
_NEAR = 12
"""How far the end of a sentence is looked for, in code points."""


def marked(content: Content) -> Content:
    """The content of a speech with its actions."""
    if not any(isinstance(node, Excerpt) and ("(" in node.text or "（" in node.text) for node in content):
        return content
    nodes: list[Inline] = []
    for at, node in enumerate(content):
        nodes += _split(node, opens=at == 0) if isinstance(node, Excerpt) else (node,)
    return tuple(nodes)


def _split(text: Excerpt, *, opens: bool) -> list[Inline]:
    """The text with its actions; ``opens``: nothing stands before it."""
    nodes: list[Inline] = []
    at = 0
    for found in _PARENTHESIS.finditer(text.text):
        before = text.text[max(at, found.start() - _NEAR) : found.start()].rstrip()
        after = text.text[found.end() : found.end() + _NEAR].lstrip()
        is_first = not before and (opens or at > 0)
        is_apart = (is_first or SENTENCE_END.search(before) is not None) and not after[:1].islower()
        if is_action(found["words"], is_apart=is_apart):
            action = text[found.start() : found.end()]
            nodes += (text[at : found.start()], Stage("delivery", (action,), action.span()))
            at = found.end()
    return [node for node in (*nodes, text[at:]) if not isinstance(node, Excerpt) or node.text]


@lru_cache(maxsize=2048)
def is_action(words: str, *, is_apart: bool = False) -> bool:
    """Whether words in brackets tell of an action: `Laughter.`, `Beifall bei der SPD`; but not `I laughed`.

    If the brackets stand between sentences (``is_apart``), what an audience does may stand behind a word or two: `Vive
    approbation`; but not behind an article, which begins a sentence.
    """
    folded = lexicon.fold(words)
    if not folded or len(folded) > _MOST_WORDS or lexicon.contains("talk", words, ambiguous=False):
        return False
    if lexicon.longest("stage", folded, ambiguous=False):
        return True
    if len(folded) <= _FEW_WORDS:
        return lexicon.contains("stage", words, ambiguous=False)
    ahead = range(1, min(len(folded), _AHEAD + 1))
    is_said = is_apart and folded[:1] not in ARTICLES
    return is_said and any(lexicon.longest("stage", folded, at, audience=True, ambiguous=False) for at in ahead)
