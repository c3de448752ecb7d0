"""Every rule of the program can be explained, and the README lists it."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import encoder
from encoder.diagnostics import Rule
from encoder.rules import RULES
from tests.conftest import ROOT


def test_every_rule_is_known_to_explain() -> None:
    modules = [
        import_module(m.name) for m in pkgutil.walk_packages(encoder.__path__, "encoder.") if "__main__" not in m.name
    ]
    found = {value for module in modules for value in vars(module).values() if isinstance(value, Rule)}
    assert found == set(RULES)
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_the_readme_lists_every_rule() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [rule.name for rule in RULES if f"| `{rule.name}` | {rule.severity} | {rule.summary} |" not in readme] == []
