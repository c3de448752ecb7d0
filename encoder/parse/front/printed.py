"""The book that a record was printed in, as citations name it: it becomes a `bibl` of its own.

    010:  Reprinted in Andrei Ledovskii, …, Sovetsko-Kitaiskie Otnosheniia, Vol. 5, Book 2, 1946-February 1950
          (Moscow: Pamiatniki Istoricheskoi Mysli, 2005), pp. 141-146.
    017:  Jianguo yilai Liu Shaoqi wengao (…), vol. 1 (Beijing: Zhongyang wenxian chubanshe, 2005), 30-37.

Authors and title are not told apart: in the second of these a comma ends the title, in the first it parts the authors.
What is sure is what the parentheses say: place, publisher and year (Guidelines 3.12.2).
"""

from __future__ import annotations

import re

from encoder.values.excerpt import Excerpt
from encoder.values.record.header import BiblPart

_BOOK = re.compile(
    r"\((?P<place>[^():,;]{2,60})(?::\s*(?P<publisher>[^()]{2,120}?))?,\s*(?P<year>(?:19|20)\d{2})\)"
    r"(?:,\s*(?:(?:pp?|S|ss?)\.\s*)?(?P<pages>(?P<from>\d{1,4})(?:\s*[-–]\s*(?P<to>\d{1,4}))?)(?!\d))?"
)
_LEAD = re.compile(r"(?:(?:Re)?[Pp]rinted|Published|Quoted|Excerpted|Taken) (?:in|from)\s+")


def book(text: Excerpt) -> tuple[BiblPart, ...]:
    """The parts of the book named in a text; none where no place and year stand in parentheses.

    ``text`` is what follows the collection, or a field of its own. The book begins after its `Reprinted in`, or with
    the text.
    """
    found = _BOOK.search(text.text)
    if found is None:
        return ()
    leads = [lead.end() for lead in _LEAD.finditer(text.text, 0, found.start())]
    start = leads[-1] if leads else len(text.text) - len(text.text.lstrip(" ,.:"))
    parts: list[BiblPart] = []
    at = start
    for group, tag, attributes in (
        ("place", "pubPlace", ()),
        ("publisher", "publisher", ()),
        ("year", "date", (("when", found["year"]),)),
        (
            "pages",
            "biblScope",
            tuple((k, v) for k, v in (("unit", "page"), ("from", found["from"]), ("to", found["to"])) if v),
        ),
    ):
        if found[group]:
            parts += (BiblPart(text[at : found.start(group)]), BiblPart(text.group(found, group), tag, attributes))
            at = found.end(group)
    closing = BiblPart(text[at : max(at, found.end())])
    return tuple(part for part in (*parts, closing) if part.text.text)
