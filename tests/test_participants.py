"""Participants below a label that stands alone."""

from __future__ import annotations

import encoder
from encoder.diagnostics import Severity
from tests.conftest import NS, encode

LIST = """96. Minutes of Meeting of the Sub-Committee, February 22, 1946, 4 p.m.

PRESENT:

Chang Chih Chung
General Chou En-lai
General G. C. Marshall

General Marshall: Shall we begin?

Chou: Yes.

General Marshall: The truce.

Chang: Agreed.
"""


def test_a_label_alone_and_names_below() -> None:
    edition = encode(LIST)
    assert [d for d in encoder.validate(edition) if d.severity is Severity.ERROR] == []
    assert edition.root.findtext(".//t:body//t:head", namespaces=NS) == LIST.split("\n", maxsplit=1)[0]
    names = [name.text for name in edition.root.findall(".//t:particDesc//t:persName", NS)]
    assert names == ["Chang Chih Chung", "General Chou En-lai", "General G. C. Marshall"]
    who = [sp.get("who") for sp in edition.root.findall(".//t:sp", NS)]
    assert who == ["#general-g-c-marshall", "#general-chou-en-lai", "#general-g-c-marshall", "#chang-chih-chung"]
    assert encoder.render(edition, "text", view="diplomatic").split() == LIST.split()


def test_a_label_with_nothing_below_is_a_paragraph() -> None:
    edition = encode("Present:\n\nThe harvest was good, they said.\n\nInterpreter:\n\n[illegible]")
    assert edition.root.findall(".//t:list", NS) == []
    assert [d for d in encoder.validate(edition) if d.severity is Severity.ERROR] == []
