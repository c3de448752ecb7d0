"""Change constants and branches one at a time and report the changes that no test notices.

    python -m tools.mutate encoder/parse/talk/extent/extents.py --tests tests/test_turns.py tests/test_samples.py
    python -m tools.mutate encoder/resolve/*.py --most 40 --seed 3

A number is halved or doubled, `<` becomes `<=`, `and` becomes `or`, `not` is left out. The tests run in a copy of the
repository, so nothing here is touched. A survivor is a place where a threshold or a branch could be wrong unnoticed:
write the two cases on either side of it, or take the branch out. It takes long, so it is no part of CI.
"""

from __future__ import annotations

import argparse
import ast
import itertools
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
SECONDS = 600
"""The tests of one mutant are stopped after this time; an endless loop is noticed."""
_SIGNS: dict[type[ast.cmpop], tuple[str, str]] = {
    ast.Lt: ("<", "<="), ast.LtE: ("<=", "<"), ast.Gt: (">", ">="), ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="), ast.NotEq: ("!=", "=="),
}  # fmt: skip


class Mutant(NamedTuple):
    """A change: where it is in a file's text, what stood there and what stands there instead."""

    path: Path
    line: int
    start: int
    end: int
    new: str

    def told(self, text: str) -> str:
        """The change as a line of a report."""
        return f"{self.path}:{self.line}: {text[self.start : self.end].strip()} → {self.new.strip()}"


def mutants(path: Path) -> Iterator[Mutant]:
    """All changes of a file."""
    text = path.read_text(encoding="utf-8")
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    rows = text.splitlines()

    def place(line: int, column: int) -> int:
        return starts[line - 1] + len(rows[line - 1].encode()[:column].decode())

    for node in ast.walk(ast.parse(text)):
        line = getattr(node, "lineno", 0)
        for start, end, new in _changes(node, text, place):
            with suppress(SyntaxError):
                ast.parse(text[:start] + new + text[end:])
                yield Mutant(path, line, start, end, new)


def _changes(node: ast.AST, text: str, place: object) -> Iterator[tuple[int, int, str]]:
    at = place  # a function from line and column to an offset
    assert callable(at)
    match node:
        case ast.Assign(value=value) | ast.AnnAssign(value=ast.expr() as value) if node.col_offset == 0:
            for each in ast.walk(value):
                if isinstance(each, ast.Constant) and type(each.value) in (int, float):
                    start, end = at(each.lineno, each.col_offset), at(each.end_lineno, each.end_col_offset)
                    halved = each.value / 2 if isinstance(each.value, float) else each.value // 2
                    for new in {repr(each.value * 2 or 1), repr(halved)} - {repr(each.value)}:
                        yield start, end, new
        case ast.Compare(left=left, ops=ops, comparators=others):
            for before, sign, after in zip([left, *others], ops, others, strict=False):
                if type(sign) in _SIGNS:
                    old, new = _SIGNS[type(sign)]
                    start = text.find(old, at(before.end_lineno, before.end_col_offset))
                    if start < at(after.lineno, after.col_offset):
                        yield start, start + len(old), new
        case ast.BoolOp(op=op, values=values):
            old, new = ("and", "or") if isinstance(op, ast.And) else ("or", "and")
            for before, after in itertools.pairwise(values):
                start = text.find(f"{old}", at(before.end_lineno, before.end_col_offset))
                if 0 <= start < at(after.lineno, after.col_offset):
                    yield start, start + len(old), new
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield at(node.lineno, node.col_offset), at(operand.lineno, operand.col_offset), ""


def _tested(copy: Path, tests: list[str]) -> int:
    """What pytest returns in a copy of the repository: 0 if the tests pass, 1 if one fails."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        command, cwd=copy, env=environment, capture_output=True, timeout=SECONDS, check=False
    ).returncode


def survives(mutant: Mutant, copy: Path, tests: list[str]) -> bool:
    """Whether no test fails in a copy of the repository with the change."""
    file = copy / mutant.path.resolve().relative_to(ROOT)
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: mutant.start] + mutant.new + text[mutant.end :], encoding="utf-8")
    try:
        return _tested(copy, tests) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        file.write_text(text, encoding="utf-8")


def main() -> int:
    """Try the mutants of the files that are named, and report the survivors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--tests", nargs="+", default=["tests"], help="the tests to run; all of them by default")
    parser.add_argument("--most", type=int, default=0, help="number of changes to try at random; 0: all")
    parser.add_argument("--seed", type=int, default=0, help="of the choice")
    given = parser.parse_args()
    found = [mutant for path in given.files for mutant in mutants(path)]
    if given.most and len(found) > given.most:
        found = sorted(random.Random(given.seed).sample(found, given.most))
    left = 0
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".git", "__pycache__", ".venv", "*.egg-info"))
        if code := _tested(copy, given.tests):
            print(f"the tests do not pass without any change (pytest returns {code})", file=sys.stderr)
            return 2
        for mutant in found:
            if survives(mutant, copy, given.tests):
                left += 1
                print(mutant.told(mutant.path.read_text(encoding="utf-8")), flush=True)
    print(f"{left} of {len(found)} survived")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
