"""The text of a file that says itself who speaks: paragraphs, each below the name of its speaker.

    <v SCHNEIDER>When were you born?        SCHNEIDER
                                            When were you born?

The names stand on lines of their own, since the file has no sign behind them; `Source.labels` says where they are.
"""

from __future__ import annotations

from collections.abc import Sequence

from encoder.values.diagnostics import Report, Rule, Severity
from encoder.values.source import Part, Source, Span

SPEAKER_UNSTATED = Rule(
    "speaker-unstated",
    Severity.WARNING,
    "The file names no speaker for some words.",
    """A file of captions, or a table, names the speaker of most words, but not of all. The rest are attributed to
nobody: they are not added to the preceding speech. If most rows or cues have no name, a name is assumed to stand only
where the speaker changes.

Example: a cue without `<v …>` among cues that have one; an empty cell in the column of the speakers.

What to do: if somebody speaks there, write the name into the file.""",
)


def only_changes(named: Sequence[bool]) -> bool:
    """Whether a file names a speaker only where another begins: most of what is said has no name.

    ``named``: of each cue or row, whether it has a name.
    """
    return any(named) and sum(named) < len(named) / 2


class Spoken:
    """A text as it grows, with the line of the file that each paragraph comes from."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._length = 0
        self._parts: list[Part] = []
        self._labels: list[Span] = []
        self._unnamed: list[Span] = []

    def paragraph(self, words: str, line: int, speaker: str = "", *, unnamed: bool = False) -> None:
        """Add a paragraph; ``line`` is where it stands in the file, ``speaker`` who begins to speak with it.

        ``unnamed``: the file could name a speaker, and does not.
        """
        if self._out:
            self._put("\n\n")
        self._parts.append(Part(self._length, line))
        if speaker:
            self._labels.append(Span(self._length, self._length + len(speaker)))
            self._put(f"{speaker}\n" if words else speaker)
            self._parts.append(Part(self._length, line))
        if unnamed:
            self._unnamed.append(Span(self._length, self._length + len(words)))
        self._put(words)

    def go_on(self, words: str, line: int) -> None:
        """Add words to the last paragraph, on a line of their own."""
        self._put("\n")
        self._parts.append(Part(self._length, line))
        self._put(words)

    def source(self, name: str, report: Report) -> Source:
        """The text, its places, and where the names of speakers stand."""
        unnamed = tuple(self._unnamed) if self._labels else ()
        if unnamed:
            several = "1 paragraph" if len(unnamed) == 1 else f"{len(unnamed)} paragraphs"
            report(
                SPEAKER_UNSTATED.at(
                    unnamed[0],
                    f"no speaker is named for {several}, of which this is the first, although others have one",
                )
            )
        return Source(
            "".join(self._out), name, tuple(self._parts), paragraphs=True, labels=tuple(self._labels),
            unnamed=unnamed, voiced=bool(self._labels),
        )  # fmt: skip

    def _put(self, words: str) -> None:
        self._out.append(words)
        self._length += len(words)
