"""The table of messages is what both engines say."""

from __future__ import annotations

import pytest

from tests.relaxng import fuzz, messages
from tests.relaxng.test_engine import FAULTS


@pytest.mark.skipif(not fuzz.available(), reason="Jing needs Java and the extra tei-encoder[jing]")
def test_the_table_is_what_both_say() -> None:
    documents = [document for document, _ in FAULTS]
    assert messages.TABLE.read_text(encoding="utf-8") == messages.table(messages.jing(documents))
    assert [messages.ours(document) for document in documents] == [told for _, told in FAULTS]
