"""Markdown: marks become styles and structure, and nothing else of a text is lost."""

from __future__ import annotations

import pytest

import encoder
from encoder.read import markdown, read_bytes
from encoder.values.source import Source
from tests.conftest import NS, within

RECORD = """# Record of Conversation

10 September 1961

## Participants

- Kim Il Sung, Premier
- Deng Xiaoping, General Secretary

## Conversation

**Kim:** We are glad. See [the archive](https://example.org/a).

**Deng:** And we[^1], *truly*.

**Kim**: In \\[North\\] Korea.

**Deng:** Yes.

[^1]: A note here.
"""

TEXTS = (  # Markdown, the text without marks, its styles
    ("**Kim:** *Very* good.", "Kim: Very good.", [(0, 4, "bold"), (5, 9, "italic")]),
    ("__Kim__: _a_ snake_case_word", "Kim: a snake_case_word", [(0, 3, "bold"), (5, 6, "italic")]),
    ("2 * 3 * 4 and 2**3", "2 * 3 * 4 and 2**3", []),
    (r"\[sic\] and \*no\*", "[sic] and *no*", []),
    ("## A **b** ##", "A b", [(2, 3, "bold")]),
    ("so[^2]\n\n[^2]: See.", "so[2]\n\n[2] See.", []),
    ("[the archive](https://example.org)", "the archive(https://example.org)", []),
    ("[North] (Korea) #1", "[North] (Korea) #1", []),
)


@pytest.mark.parametrize(("given", "text", "styled"), TEXTS)
def test_marks_are_taken_out(given: str, text: str, styled: list[tuple[int, int, str]]) -> None:
    source = markdown.read(Source(given, "r.md"))
    assert (source.text, [tuple(style) for style in source.styled]) == (text, styled)


@pytest.mark.parametrize("name", ["r.md", "r.txt", "<stdin>"])
def test_a_transcript(name: str) -> None:
    source = read_bytes(RECORD.encode(), name, lambda _: None)
    edition = encoder.encode(source)
    assert list(encoder.validate(edition)) == []
    spoken = [
        (within(sp.get("who")), sp.findtext("t:speaker", namespaces=NS)) for sp in edition.root.iterfind(".//t:sp", NS)
    ]
    assert spoken == [
        ("#kim-il-sung", "Kim:"), ("#deng-xiaoping", "Deng:"), ("#kim-il-sung", "Kim:"), ("#deng-xiaoping", "Deng:"),
    ]  # fmt: skip
    roles = [note.text for note in edition.root.iterfind(".//t:person/t:note[@type='role']", NS)]
    assert roles == ["Premier", "General Secretary"]
    assert [s.text for s in edition.root.iterfind(".//t:supplied", NS)] == ["North"]
    assert edition.root.findtext(".//t:note[@place='bottom']/t:label", namespaces=NS) == "1"
    assert source.position(source.text.index("truly")).line == 14
