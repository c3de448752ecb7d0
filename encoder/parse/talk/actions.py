"""Actions in parentheses inside a speech: `So I told him. (Laughter.) And then …`.

Words of the lexicon say what may be one; that a parenthesis is short, begins so or stands between sentences, and speaks
to nobody says that it is (Guidelines 7.2.3). The parentheses stay in the text of the `stage`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from encoder import lexicon
from encoder.lexicon.signs import SENTENCE_END
from encoder.values.excerpt import Excerpt
from encoder.values.inline import Content, Inline, Stage

_PARENTHESIS = re.compile(r"[(（](?P<words>[^()（）\[\]]{2,120})[)）]")
_MOST_WORDS = 14
_FEW_WORDS = 4


def marked(content: Content) -> Content:
    """The content of a speech with its actions."""
    if not any(isinstance(node, Excerpt) and ("(" in node.text or "（" in node.text) for node in content):
        return content
    nodes: list[Inline] = []
    for node in content:
        nodes += _split(node) if isinstance(node, Excerpt) else (node,)
    return tuple(nodes)


def _split(text: Excerpt) -> list[Inline]:
    nodes: list[Inline] = []
    at = 0
    for found in _PARENTHESIS.finditer(text.text):
        before, after = text.text[at : found.start()].rstrip(), text.text[found.end() :].lstrip()
        is_apart = (not before or SENTENCE_END.search(before) is not None) and not after[:1].islower()
        if is_action(found["words"], is_apart=is_apart):
            action = text[found.start() : found.end()]
            nodes += (text[at : found.start()], Stage("delivery", (action,), action.span()))
            at = found.end()
    return [node for node in (*nodes, text[at:]) if not isinstance(node, Excerpt) or node.text]


@lru_cache(maxsize=2048)
def is_action(words: str, *, is_apart: bool = False) -> bool:
    """Whether words in brackets tell of an action: `Laughter.`, `Beifall bei der SPD`; but not `I laughed`.

    If the brackets stand between sentences (``is_apart``), the word for it may stand anywhere: `Vive approbation`.
    """
    folded = lexicon.fold(words)
    if not folded or len(folded) > _MOST_WORDS or lexicon.contains("talk", words, ambiguous=False):
        return False
    if lexicon.longest("stage", folded, ambiguous=False):
        return True
    return (is_apart or len(folded) <= _FEW_WORDS) and lexicon.contains("stage", words, ambiguous=False)
