"""Whom a label means: forms of address, legends, several in one label, and how sure that is."""

from __future__ import annotations

import pytest

import encoder
from encoder.resolve.names.address import contradict
from encoder.values.source import Source
from tests.conftest import NS, within

pytestmark = pytest.mark.usefixtures("sure_labels")

WHO = (  # what the record says first, a label, whom it means, how sure; "" where nobody is pointed to
    ("Present: General Chang; Mr. Chou", "General Chou", "chou", "medium"),
    ("Present: General Chang; Mr. Chou", "Mr. Chou", "chou", None),
    ("Present: General Chang Chih-chung; Mr. Chang", "General Chang", "chang-chih-chung", "high"),
    ("Present: Lieutenant General Gillem; Mr. Lo", "General Gillem", "gillem", "high"),
    ("Present: Mr. Kim; Mrs. Kim", "Mrs. Kim", "mrs-kim", None),
    ("Present: Kim Il Sung, Deng Xiaoping", "Comrade Kim Il Sung", "kim-il-sung", None),
    ("Present: General G. C. Marshall; General Chou", "G & C", "", None),
    (
        "Present: General G. C. Marshall; General Chang\n\nG—General Chang\n\nM—General Marshall",
        "G & M", "chang g-c-marshall", "high",
    ),
    ("G—General Chang\n\nM—General Marshall", "G", "chang", "high"),
    ("Also present: Mr. Chang", "General Chang", "general-chang", None),
)  # fmt: skip


@pytest.mark.parametrize(("start", "label", "who", "cert"), WHO)
def test_whom_a_label_means(start: str, label: str, who: str, cert: str | None) -> None:
    text = f"{start}\n\n{label}: Good day.\n\nOther: And to you.\n\n{label}: How are you?\n\nOther: Well.\n"
    edition = encoder.encode(Source(text, "record.txt"))
    speech = edition.root.find(".//t:sp", NS)
    assert speech is not None
    assert (within(speech.get("who", "")) or "").replace("#", "") == who
    assert speech.get("cert") == cert
    assert list(encoder.validate(edition)) == []
    doubts = ("speaker-short-name", "speaker-unknown", "speaker-ambiguous")
    told = [f for f in edition.findings if f.rule.name in doubts and "Other" not in f.message.partition("”")[0]]
    assert bool(told) == (cert is not None or not who)


CONTRADICT = (
    (("general",), ("mr",), True),
    (("lieutenant", "general"), ("general",), False),
    (("lt", "col"), ("colonel",), False),
    (("mr",), ("mrs",), True),
    (("comrade",), ("general",), False),
    (("premier",), ("mr",), False),
    ((), ("general",), False),
)


@pytest.mark.parametrize(("one", "other", "so"), CONTRADICT)
def test_forms_of_address_that_contradict(one: tuple[str, ...], other: tuple[str, ...], so: bool) -> None:
    assert contradict(one, other) is contradict(other, one) is so


def test_an_item_of_a_list_is_no_speech() -> None:
    text = "C: One.\n\nM: Two.\n\n" * 12 + "‘c. Destruction of lines of communication.\n\nC. Destruction of lines.\n"
    edition = encoder.encode(Source(text, "record.txt"))
    assert {speaker.text for speaker in edition.root.iterfind(".//t:speaker", NS)} == {"C:", "M:"}


def test_turns_run_together_in_one_paragraph() -> None:
    text = (
        "DR. EVATT: I have a point. MR. BRUCE: What is it? DR. EVATT: The wheat [of 1944. MR. BRUCE: not now] is sold.\n\n"
        "MR. BRUCE: I see. It is plan C: the bad one. He said so.\n\n"
        "DR. EVATT: Yes. Mr. Bruce: is no label here, and (MR. BRUCE: no) neither.\n\nMR. BRUCE: Good.\n"
    )
    edition = encoder.encode(Source(text, "record.txt"))
    assert [(sp.findtext("t:speaker", "", NS), len(sp)) for sp in edition.root.iterfind(".//t:sp", NS)] == [
        ("DR. EVATT:", 2), ("MR. BRUCE:", 2), ("DR. EVATT:", 2), ("MR. BRUCE:", 2), ("DR. EVATT:", 2), ("MR. BRUCE:", 2),
    ]  # fmt: skip
    assert list(encoder.validate(edition)) == []
