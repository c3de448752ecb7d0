"""Lists of participants, as they are printed, to TEI.

A line has a label and persons beside it, or stands below a label that stands alone; that label is the `head` of the
list. TEI has labels for all items of a list or for none (Guidelines 3.8).
"""

from __future__ import annotations

from encoder.tei.content import inline, mixed
from encoder.tei.writer import Element, Writer
from encoder.values.record.blocks import Participants


class Lists:
    """Lists that are written line by line."""

    def __init__(self, div: Element, writer: Writer) -> None:
        self._div = div
        self._writer = writer
        self._list: Element | None = None
        self._item: Element | None = None
        self._is_labelled: bool | None = None
        """Whether the items of the list have labels; None if it has no item yet."""
        self._waiting: Participants | None = None
        """A label that stands alone: the head of a list, if lines follow it."""

    def add(self, div: Element, line: Participants) -> None:
        """A line of a list: its label and the persons beside it, or a person below a label that stands alone."""
        writer, self._div = self._writer, div
        alone, self._waiting = self._waiting, None
        if line.label and not line.content:
            if alone:
                self._labelled(alone)
            self._waiting = line
            return
        if alone:
            self._list = writer.element(self._div, "list", type="participants")
            self._item = self._is_labelled = None
            mixed(self._list, "head", alone.label, writer)
        if line.label:
            self._labelled(line)
        elif self._list is None and self._is_labelled is not False:  # cut by a note: such an item needs its label
            mixed(self._div, "p", line.content, writer)
        elif self._list is None:
            self._list = writer.element(self._div, "list", type="participants")
            self._item = mixed(self._list, "item", line.content, writer)
        elif self._is_labelled and self._item is not None:  # TEI has labels for all items or for none
            if not self._item.is_empty:
                writer.text(self._item, " ")
            inline(self._item, line.content, writer)
        else:
            self._item, self._is_labelled = mixed(self._list, "item", line.content, writer), False

    def _labelled(self, line: Participants) -> None:
        writer = self._writer
        if self._list is None or self._is_labelled is False:
            self._list = writer.element(self._div, "list", type="participants")
        mixed(self._list, "label", line.label, writer)
        self._item, self._is_labelled = mixed(self._list, "item", line.content, writer), True

    def close(self) -> None:
        """The lines are over."""
        if self._waiting:
            self._labelled(self._waiting)
        self._list, self._waiting = None, None
