"""A few random schemas in each run; `python -m tests.relaxng.fuzz 2000` compares many."""

from __future__ import annotations

import pytest
from lxml import etree

from encoder import relaxng
from tests.relaxng import fuzz


def test_a_definition_that_nothing_leads_to_does_no_harm() -> None:
    """Found by the fuzz: after a fault, the elements of unreachable definitions were looked at too."""
    schema = relaxng.Schema.of(b"start = element a { empty }\ntwo = element b { one }\none = one", "x.rnc")
    schema.check()
    assert not schema.is_valid(etree.fromstring("<a><b/></a>"))


def test_a_loop_behind_something_not_allowed_is_a_loop() -> None:
    """Found by the fuzz: recursion is forbidden (4.19) before what is not allowed is taken away (4.20)."""
    schema = relaxng.Schema.of(b"start = element a { notAllowed, element b { two } }\ntwo = two", "x.rnc")
    with pytest.raises(relaxng.SchemaError, match="refers to itself"):
        schema.check()


@pytest.mark.skipif(not fuzz.available(), reason="Jing needs Java and the extra tei-encoder[jing]")
def test_random_schemas_have_jings_verdict() -> None:
    compared = []
    fuzz.run(14, 118978, lambda number, _: compared.append(number))
    assert sum(compared) > 50
