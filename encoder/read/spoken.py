"""The text of a file that says itself who speaks: paragraphs, each below the name of its speaker.

    <v SCHNEIDER>When were you born?        SCHNEIDER
                                            When were you born?

The names stand on lines of their own, since the file has no sign behind them; `Source.labels` says where they are.
"""

from __future__ import annotations

from encoder.values.source import Part, Source, Span


class Spoken:
    """A text as it grows, with the line of the file that each paragraph comes from."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._length = 0
        self._parts: list[Part] = []
        self._labels: list[Span] = []

    def paragraph(self, words: str, line: int, speaker: str = "") -> None:
        """Add a paragraph; ``line`` is where it stands in the file, ``speaker`` who begins to speak with it."""
        if self._out:
            self._put("\n\n")
        self._parts.append(Part(self._length, line))
        if speaker:
            self._labels.append(Span(self._length, self._length + len(speaker)))
            self._put(f"{speaker}\n" if words else speaker)
            self._parts.append(Part(self._length, line))
        self._put(words)

    def go_on(self, words: str, line: int) -> None:
        """Add words to the last paragraph, on a line of their own."""
        self._put("\n")
        self._parts.append(Part(self._length, line))
        self._put(words)

    def source(self, name: str) -> Source:
        """The text, its places, and where the names of speakers stand."""
        return Source(
            "".join(self._out), name, tuple(self._parts), paragraphs=True, labels=tuple(self._labels),
            voiced=bool(self._labels),
        )  # fmt: skip

    def _put(self, words: str) -> None:
        self._out.append(words)
        self._length += len(words)
