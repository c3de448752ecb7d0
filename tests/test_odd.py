"""ODD, RELAX NG and Schematron of the house say the same: elements, attributes, values, contents, rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import html5lib
import pytest
from lxml import etree

import encoder
from encoder import relaxng
from encoder.files import resources
from encoder.publish.rendering import customization
from encoder.rules import NAMES
from encoder.tei.serialize import serialize
from tests.conftest import NS, ROOT, corpus_folder
from tests.test_cli import run

R = "{http://relaxng.org/ns/structure/1.0}"
T = f"{{{NS['t']}}}"
ODD = etree.parse(resources.schema("tei-encoder.odd")).getroot()
RNG = etree.parse(resources.schema("tei-encoder.rng")).getroot()
DEFINED = {each.get("name"): each for each in RNG.iterfind(f"{R}define")}
SPECS = {each.get("ident"): each for each in ODD.iter(f"{T}elementSpec")}
MACROS = {each.get("ident"): each for each in ODD.iter(f"{T}macroSpec")}

# What the grammar allows, each element's definitions taken together ==================================================


def below(node: etree._Element, stop: tuple[str, ...]) -> Iterator[etree._Element]:
    """The patterns of an element or attribute, names followed; those in ``stop`` are given, but not entered."""
    for child in node.iterchildren(etree.Element):
        tag = str(child.tag)
        if tag == f"{R}ref":
            yield from below(DEFINED[child.get("name")], stop)
        else:
            yield child
            if tag not in stop:
                yield from below(child, stop)


PARTS = (f"{R}element", f"{R}attribute")


def by_grammar() -> tuple[dict[str, dict[str, set[str]]], dict[str, set[str]]]:
    """Attributes of each element with their values (none where they are open), and what it holds; "" is text."""
    attributes: dict[str, dict[str, set[str]]] = defaultdict(dict)
    holds: dict[str, set[str]] = defaultdict(set)
    for element in RNG.iter(f"{R}element"):
        name = str(element.get("name"))
        attributes[name], holds[name] = attributes[name], holds[name]
        for part in below(element, PARTS):
            if part.tag == f"{R}element":
                holds[name].add(str(part.get("name")))
            elif part.tag == f"{R}text":
                holds[name].add("")
            elif part.tag == f"{R}attribute":
                inside = [*below(part, ())]
                values = {str(each.text) for each in inside if each.tag == f"{R}value"}
                known = attributes[name].setdefault(str(part.get("name")), set())
                known |= values or {"*"}
    return {
        name: {each: {"*"} if "*" in values else values for each, values in own.items()}
        for name, own in attributes.items()
    }, holds


def by_odd() -> tuple[dict[str, dict[str, set[str]]], dict[str, set[str]]]:
    attributes: dict[str, dict[str, set[str]]] = {}
    holds: dict[str, set[str]] = {}
    for name, spec in SPECS.items():
        attributes[name] = {
            str(each.get("ident")): {str(item.get("ident")) for item in each.iter(f"{T}valItem")} or {"*"}
            for each in spec.iter(f"{T}attDef")
            if each.get("mode") != "delete"
        }
        holds[name] = set(inside(spec))
    return attributes, holds


def inside(spec: etree._Element) -> Iterator[str]:
    content = spec.find(f"{T}content")
    assert content is not None
    for each in content.iter(f"{T}textNode", f"{T}elementRef", f"{T}macroRef"):
        if each.tag == f"{T}macroRef":
            yield from inside(MACROS[each.get("key")])
        else:
            yield each.get("key", "")


def test_elements_attributes_values_and_contents_agree() -> None:
    grammar, odd = by_grammar(), by_odd()
    assert set(grammar[0]) == set(odd[0])
    for name in grammar[0]:
        assert grammar[0][name] == odd[0][name], name
        assert grammar[1][name] == odd[1][name], name


def test_what_the_odd_takes_from_tei_is_what_it_specifies() -> None:
    included = " ".join(each.get("include", "") for each in ODD.iter(f"{T}moduleRef")).split()
    assert sorted(included) == sorted(SPECS)
    for module in ODD.iter(f"{T}moduleRef"):
        for name in module.get("include", "").split():
            assert SPECS[name].get("module") == module.get("key")
    groups = [each.get("target", "")[1:] for each in ODD.iter(f"{T}specGrpRef")]
    assert [each.get("{http://www.w3.org/XML/1998/namespace}id") for each in ODD.iter(f"{T}specGrp")] == groups
    for spec in (*SPECS.values(), *MACROS.values(), *ODD.iter(f"{T}attDef", f"{T}valItem", f"{T}constraintSpec")):
        if spec.get("mode") != "delete":
            assert (spec.findtext(f"{T}desc") or "").strip(), etree.tostring(spec)[:200]


def test_the_odd_is_valid_tei(shared: Path) -> None:
    edition = encoder.open_edition(resources.schema("tei-encoder.odd"))
    found = list(encoder.validate(edition, schema=shared / "schemas" / "tei_all.rng"))
    assert [each.message for each in found if each.severity > 1] == []


def test_the_schematron_is_made_of_the_odd() -> None:
    made = customization.schematron()
    assert made == resources.schema("tei-encoder.sch").read_text(encoding="utf-8"), "run: tei-encoder schema -o schema"
    patterns = [each.get("id", "") for each in etree.fromstring(made.encode()).iter("{*}pattern")]
    assert patterns == [each.get("ident") for each in ODD.iter(f"{T}constraintSpec")]
    rules = {name for names in NAMES.values() for name in names}
    for pattern in patterns:  # each is one of the program's own rules, some of them for one attribute
        assert pattern in rules or pattern.rpartition("-")[0] in rules


# A schema of the ODD alone, as an ODD processor makes one ==============================================================


def compiled() -> bytes:
    """RELAX NG of the specifications: what is written here is all that a processor needs to know of Pure ODD."""
    grammar = etree.Element(f"{R}grammar", ns=NS["t"], datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes")
    etree.SubElement(etree.SubElement(grammar, f"{R}start"), f"{R}ref", name="TEI")
    for name, spec in SPECS.items():
        element = etree.SubElement(etree.SubElement(grammar, f"{R}define", name=name), f"{R}element", name=name)
        for attribute in spec.iter(f"{T}attDef"):
            if attribute.get("mode") != "delete":
                within = element if attribute.get("usage") == "req" else etree.SubElement(element, f"{R}optional")
                made = etree.SubElement(within, f"{R}attribute", name=str(attribute.get("ident")))
                if items := [*attribute.iter(f"{T}valItem")]:
                    choice = etree.SubElement(made, f"{R}choice")
                    for item in items:
                        etree.SubElement(choice, f"{R}value", type="string").text = item.get("ident")
                else:
                    etree.SubElement(made, f"{R}text")
        write(spec.find(f"{T}content"), element)
    for name, spec in MACROS.items():
        write(spec.find(f"{T}content"), etree.SubElement(grammar, f"{R}define", name=name))
    return etree.tostring(grammar)


def write(content: etree._Element | None, target: etree._Element) -> None:
    assert content is not None
    for each in content.iterchildren(etree.Element):
        least, most = each.get("minOccurs", "1"), each.get("maxOccurs", "1")
        repeat = {("0", "1"): "optional", ("0", "unbounded"): "zeroOrMore", ("1", "unbounded"): "oneOrMore"}
        at = etree.SubElement(target, R + repeat[least, most]) if (least, most) != ("1", "1") else target
        kind = etree.QName(each).localname
        if kind in ("sequence", "alternate"):
            write(each, etree.SubElement(at, R + ("group" if kind == "sequence" else "choice")))
        elif kind in ("elementRef", "macroRef"):
            etree.SubElement(at, f"{R}ref", name=str(each.get("key")))
        else:
            etree.SubElement(at, R + {"textNode": "text", "empty": "empty"}[kind])


@cache
def schema_of_odd(folder: Path) -> relaxng.Schema:
    path = folder / "odd.rng"
    path.write_bytes(compiled())
    return relaxng.load(path)


RECORDS = sorted((corpus_folder() or Path()).glob("corpus/*/*.txt"))


@pytest.mark.parametrize("path", [resources.sample(), *RECORDS], ids=lambda path: path.stem)
def test_editions_are_valid_by_a_schema_of_the_odd(path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    schema = schema_of_odd(tmp_path_factory.getbasetemp())
    edition = encoder.open_edition(serialize(encoder.encode(path)))
    assert [error.message for error in schema.iter_errors(edition.root)] == []


def test_a_schema_of_the_odd_refuses_what_is_no_edition(tmp_path_factory: pytest.TempPathFactory) -> None:
    schema = schema_of_odd(tmp_path_factory.getbasetemp())
    text = (ROOT / "output" / "118978.xml").read_text(encoding="utf-8")
    for old, new in (
        ('reason="illegible"', 'reason="x"'),
        ("<speaker>", "<label>"),
        (' resp="#wcda-118978.translator">North', ">North"),
    ):
        broken = text.replace(old, new, 1).replace("</speaker>", "</label>", int(new == "<label>"))
        assert not schema.is_valid(encoder.open_edition(broken.encode()).root), old


# The manual ===========================================================================================================


def test_the_manual_is_made_of_the_odd() -> None:
    made = customization.manual(encoder.__version__)
    assert made == (ROOT / "output" / "manual.html").read_text(encoding="utf-8"), (
        "run: tei-encoder schema, copy manual.html"
    )
    page = html5lib.HTMLParser(strict=True).parse(made)
    html = "{http://www.w3.org/1999/xhtml}"
    named = {each.get("id") for each in page.iter() if each.get("id")}
    links = {each.get("href", "")[1:] for each in page.iter(f"{html}a")}
    assert {f"element-{name}" for name in SPECS} <= named
    assert links <= named
    shown = " ".join("".join(page.itertext()).split())
    for words in ODD.find(f".//{T}body").iter(f"{T}desc", f"{T}p", f"{T}cell"):  # type: ignore[union-attr]
        if words.getparent().tag == f"{T}macroSpec":  # type: ignore[union-attr]
            continue
        assert " ".join("".join(words.itertext()).split()) in shown or words.find(f"{T}att") is not None


def test_the_command_writes_all_of_it(capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    assert run(capsysbinary, "schema", "-o", tmp_path)[0] == 0
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [
        "edition.schema.json",
        "manual.html",
        "report.schema.json",
        "tei-encoder.odd",
        "tei-encoder.rng",
        "tei-encoder.sch",
    ]
    assert (tmp_path / "manual.html").read_text(encoding="utf-8") == customization.manual(encoder.__version__)
