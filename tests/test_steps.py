"""The parser's steps need what they say they need, and nothing else of the draft."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest

from encoder import read
from encoder.archives.auto import choose
from encoder.archives.people import KnownPeople
from encoder.files import resources
from encoder.parse import STEPS, Step, drafted, inputs
from encoder.parse.draft import Draft, begun
from encoder.values.authority import Authority
from encoder.values.source import Source

SAMPLES = Path(__file__).parent / "samples"
FIELDS = frozenset(field.name for field in fields(Draft)) - {"given", "context"}
LETTER = "Letter from Ann Roe to John Doe\n\n3 May 1954\n\nDear Mr. Doe,\n\nI thank you.\n\nYours sincerely,\nAnn Roe\n"
PRINTED = "\f".join(
    f"MINUTES OF THE BOARD\n\nThe chairman said that the re-\nport of year {at} was a good report, and the report was long.\n\n"
    f"Nobody spoke against the report of the year {at}.\n\nPage {at}"
    for at in range(1, 6)
)
"""Pages with running heads, and words divided at the end of a line."""


class Forbidden:
    """Stands where a step has nothing to look for."""

    def refuse(self, *_: object) -> object:
        raise AssertionError("a step uses a field that it does not need")

    __getattr__ = __iter__ = __bool__ = __len__ = __getitem__ = __contains__ = __str__ = __eq__ = __hash__ = refuse  # type: ignore[assignment]


def given(text: str) -> object:
    source = read.check(Source(text, "r.txt"), lambda _: None)
    profile = choose(source, lambda _: None, has_data=False)
    return inputs(source, profile, lambda _: None, KnownPeople(Authority("", ()), profile))


MET = "Conversation between Dean Roe and Paul Doe\n\nMr. Roe said that it was late. Mr. Doe agreed with Mr. Roe.\n"
TEXTS = [MET, resources.sample().read_text(encoding="utf-8"), LETTER, PRINTED, "A line."]
TEXTS += [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.rglob("*.txt"))[::4]]


@pytest.mark.parametrize("text", TEXTS)
def test_steps_need_what_they_say(text: str) -> None:
    draft = begun(given(text))
    for step in STEPS:
        needs = set(step.needs.split())
        assert needs <= FIELDS
        own = replace(draft, **{name: Forbidden() for name in FIELDS - needs})
        after = step.run(own)
        kept = {name: getattr(draft, name) for name in FIELDS if isinstance(getattr(after, name), Forbidden)}
        draft = replace(after, **kept)
    whole = drafted(given(text))
    assert [name for name in FIELDS if getattr(draft, name) != getattr(whole, name)] == []


def refuses(step: Step, draft: Draft) -> bool:
    """Whether a step uses a field that is forbidden."""
    try:
        step.run(draft)
    except (AssertionError, TypeError):  # the latter from code in C, which asks no method
        return True
    return False


def test_no_step_says_that_it_needs_more() -> None:
    drafts = [begun(given(text)) for text in TEXTS]
    for step in STEPS:
        idle = [
            need for need in step.needs.split()
            if not any(refuses(step, replace(draft, **{need: Forbidden()})) for draft in drafts)
        ]  # fmt: skip
        assert (step.name, idle) == (step.name, [])
        drafts = [step.run(draft) for draft in drafts]


def test_a_need_is_filled_by_an_earlier_step() -> None:
    filled: set[str] = set()
    drafts = [begun(given(text)) for text in TEXTS]
    for step in STEPS:
        assert set(step.needs.split()) <= filled, step.name
        after = [step.run(draft) for draft in drafts]
        filled |= {
            name
            for name in FIELDS
            for one, two in zip(drafts, after, strict=True)
            if getattr(one, name) is not getattr(two, name)
        }
        drafts = after


def test_an_unknown_step() -> None:
    with pytest.raises(ValueError, match="nothing"):
        drafted(given("A line."), "nothing")
