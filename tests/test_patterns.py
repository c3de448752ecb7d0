"""Regular expressions are short, and the examples in the comments above them and in `cases/patterns.txt` are true.

    # on the morning of · 10 a.m. · not “mourning”

Each example has a match in it; a counter-example is not matched as a whole.
"""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

import pytest

import encoder

PACKAGE = Path(encoder.__file__).parent
LONGEST = 200
"""In code points. A longer one is put together from parts with names."""


def assigned(path: Path) -> Iterator[tuple[str, ast.Call, list[str]]]:
    """The patterns that a module gives names to, and the lines of the comment above each."""
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    for node in ast.parse(text).body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and is_compile(node.value):
            above = takewhile(lambda line: line.startswith("# "), reversed(lines[: node.lineno - 1]))
            comment = [line.removeprefix("# ") for line in above][::-1]
            yield ast.unparse(node.targets[0]), node.value, comment or [lines[node.lineno - 1].partition("  # ")[2]]


def is_compile(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile"


MODULES = sorted(PACKAGE.rglob("*.py"))
EXAMPLES = [
    pytest.param(path, name, example, id=f"{path.stem}.{name}-{example}")
    for path in MODULES
    for name, _, comment in assigned(path)
    for text in [" ".join(comment)]
    if " · " in text or "not “" in text
    for example in text.removeprefix("· ").split(" · ")
]


@pytest.mark.parametrize(("path", "name", "example"), EXAMPLES)
def test_an_example_is_true(path: Path, name: str, example: str) -> None:
    module = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
    pattern: re.Pattern[str] = getattr(importlib.import_module(module), name)
    words = example.removeprefix("not ").removeprefix("“").removesuffix("”")
    if example.startswith("not "):
        assert not pattern.fullmatch(words)
    else:
        assert pattern.search(words)


def rows() -> Iterator[tuple[str, str, str]]:
    """The rows of the table: a pattern, a text in which it finds something, and one in which it finds nothing."""
    for line in (Path(__file__).parent / "cases" / "patterns.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, yes, no = line.replace("⏎", "\n").split(" | ")
            yield name, code_points(yes), code_points(no)


def code_points(text: str) -> str:
    return re.sub(r"\\u(....)", lambda each: chr(int(each[1], 16)), text)


ROWS = [*rows()]


@pytest.mark.parametrize(("name", "yes", "no"), ROWS, ids=[name for name, *_ in ROWS])
def test_a_pattern_finds_one_and_not_the_other(name: str, yes: str, no: str) -> None:
    assert finds(name, yes)
    assert not finds(name, no)


def finds(name: str, text: str) -> bool:
    """Whether a pattern finds something in a text; after ``=``, whether it takes all of it."""
    module, _, own = name.partition(":")
    pattern = getattr(importlib.import_module(f"encoder.{module}"), own)
    look = pattern.fullmatch if text.startswith("=") else pattern.search
    words = text.removeprefix("=")
    return bool(look(words.encode() if isinstance(pattern.pattern, bytes) else words))


def test_every_pattern_has_an_example() -> None:
    above = {(path, name) for path, name, _ in (each.values for each in EXAMPLES)}
    listed = {name for name, *_ in ROWS}
    assert [
        row
        for path in MODULES
        for name, *_ in assigned(path)
        for row in [f"{'.'.join(path.relative_to(PACKAGE).with_suffix('').parts).removesuffix('.__init__')}:{name}"]
        if (path, name) not in above and row not in listed
    ] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_pattern_is_short(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if is_compile(node)]
    assert [node.lineno for node in calls if isinstance(node, ast.Call) and length(node.args[0]) > LONGEST] == []


def length(node: ast.expr) -> int:
    """The code points of a pattern as it is written, the names of its parts apart."""
    return sum(
        len(each.value) for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str)
    )
