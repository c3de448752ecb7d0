"""The ODD compiled as TEI P5 has it: its own attributes, modules, datatypes; and the same verdicts as the grammar.

An attribute that P5 takes from a class (`attDef[@mode='change']` in P5 itself) is gone where the ODD drops the class, so
it must be added, not changed. The schema of the ODD is compared with the hand-written grammar on changed editions.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

import encoder
from encoder import relaxng
from encoder.files import resources
from encoder.tei.serialize import serialize
from tests.test_odd import MACROS, ODD, SPECS, R, T, write

MUTANTS = 2_000


@cache
def p5(shared: Path) -> tuple[dict[str, etree._Element], dict[str, etree._Element]]:
    """The elements of P5 and its datatypes, by name."""
    root = etree.parse(shared / "suites" / "odd" / "p5subset.xml").getroot()
    elements = {str(each.get("ident")): each for each in root.iter(f"{T}elementSpec") if each.get("module")}
    return elements, {str(each.get("ident")): each for each in root.iter(f"{T}dataSpec")}


def own(spec: etree._Element) -> dict[str, etree._Element]:
    """The attributes that an element of P5 has of itself, not of a class."""
    defined = spec.find(f"{T}attList")
    found = () if defined is None else defined.iter(f"{T}attDef")
    return {str(each.get("ident")): each for each in found if each.get("mode") != "change"}


def attributes(spec: etree._Element, given: etree._Element) -> dict[str, etree._Element]:
    """The attributes of an element when the ODD's changes are applied to P5's; the classes are dropped."""
    known = dict(own(given))
    for each in spec.iter(f"{T}attDef"):
        name, mode = str(each.get("ident")), each.get("mode")
        if mode == "delete":
            known.pop(name, None)
        else:
            assert (mode == "change") == (name in known), f"{spec.get('ident')}/@{name}: {mode}"
            known[name] = each
    return known


def test_modules_are_those_of_p5(shared: Path) -> None:
    elements, _ = p5(shared)
    assert {name: spec.get("module") for name, spec in SPECS.items()} == {
        name: elements[name].get("module") for name in SPECS
    }
    assert all(spec.find(f"{T}classes").get("mode") == "replace" for spec in SPECS.values())  # type: ignore[union-attr]


def compiled(shared: Path) -> bytes:
    """RELAX NG of the ODD on top of P5."""
    elements, datatypes = p5(shared)
    grammar = etree.Element(
        f"{R}grammar", ns="http://www.tei-c.org/ns/1.0", datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"
    )
    etree.SubElement(etree.SubElement(grammar, f"{R}start"), f"{R}ref", name="TEI")
    for name, spec in SPECS.items():
        element = etree.SubElement(etree.SubElement(grammar, f"{R}define", name=name), f"{R}element", name=name)
        for attribute, given in attributes(spec, elements[name]).items():
            within = element if given.get("usage") == "req" else etree.SubElement(element, f"{R}optional")
            value(given, etree.SubElement(within, f"{R}attribute", name=attribute), datatypes)
        write(spec.find(f"{T}content"), element)
    for name, spec in MACROS.items():
        write(spec.find(f"{T}content"), etree.SubElement(grammar, f"{R}define", name=name))
    return etree.tostring(grammar)


def value(attribute: etree._Element, target: etree._Element, datatypes: dict[str, etree._Element]) -> None:
    """What an attribute may say: its list of values, or its datatype."""
    if items := [*attribute.iterfind(f"{T}valList[@type='closed']/{T}valItem")]:
        choice = etree.SubElement(target, f"{R}choice")
        for item in items:
            etree.SubElement(choice, f"{R}value", type="string").text = item.get("ident")
        return
    datatype = attribute.find(f"{T}datatype")
    assert datatype is not None, etree.tostring(attribute)
    if datatype.get("maxOccurs", "1") != "1":
        target = etree.SubElement(etree.SubElement(target, f"{R}list"), f"{R}oneOrMore")
    types(datatype, target, datatypes)


def types(node: etree._Element, target: etree._Element, datatypes: dict[str, etree._Element]) -> None:
    for each in node.iterchildren(etree.Element):
        if each.tag == f"{T}alternate":
            types(each, etree.SubElement(target, f"{R}choice"), datatypes)
        elif each.tag == f"{T}valList":
            for item in each:
                etree.SubElement(target, f"{R}value").text = item.get("ident")
        elif each.get("key"):
            types(datatypes[str(each.get("key"))].find(f"{T}content"), target, datatypes)  # type: ignore[arg-type]
        else:
            data = etree.SubElement(target, f"{R}data", type=str(each.get("name")))
            if restriction := each.get("restriction"):
                etree.SubElement(data, f"{R}param", name="pattern").text = restriction


@pytest.fixture(scope="module")
def schema(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> relaxng.Schema:
    path = tmp_path_factory.mktemp("odd") / "odd.rng"
    path.write_bytes(compiled(shared))
    return relaxng.load(path)


def editions(shared: Path) -> Iterator[etree._Element]:
    """Editions of many kinds: the sample, and records with and without speech, covers, lists and notes."""
    yield encoder.open_edition(serialize(encoder.encode(resources.sample()))).root
    folders = ("wcda", "negative", "frus", "oral")
    for path in sorted(each for folder in folders for each in (shared / "corpus" / folder).glob("*.txt"))[::9]:
        yield encoder.open_edition(serialize(encoder.encode(path))).root


def changed(root: etree._Element, chance: random.Random) -> etree._Element:
    """A copy with one thing changed: an element renamed, removed, doubled or moved, an attribute removed or changed."""
    root = deepcopy(root)
    every = [each for each in root.iter(etree.Element) if each.getparent() is not None]
    element = chance.choice(every[: len(every) // 3] if chance.random() < 0.5 else every)
    parent = element.getparent()
    assert parent is not None
    how = chance.randrange(6)
    if how == 0:
        element.tag = chance.choice(every).tag
    elif how == 1:
        parent.remove(element)
    elif how == 2:
        parent.insert(parent.index(element), deepcopy(element))
    elif how == 3:
        parent.insert(chance.randrange(len(parent)), element)
    elif how == 4 and element.attrib:
        del element.attrib[chance.choice(sorted(element.attrib))]
    else:
        name = chance.choice(("type", "n", "resp", "cert", "when", "who", "ref", "target", "rend", "reason", "role"))
        element.set(name, chance.choice(("high", "#encoder", "1961-09-10", "a b", "", "main", "x", "#kim-il-sung")))
    return root


def test_editions_are_valid_and_mutants_are_judged_as_the_grammar_does(schema: relaxng.Schema, shared: Path) -> None:
    grammar = relaxng.load(resources.schema("tei-encoder.rng"))
    known = [*editions(shared)]
    assert [error.message for root in known for error in schema.iter_errors(root)] == []
    small = sorted(known, key=lambda root: sum(1 for _ in root.iter()))[: len(known) // 2]
    chance = random.Random(118978)
    looser: list[str] = []
    valid = 0
    for _ in range(MUTANTS):
        root = changed(chance.choice(small), chance)
        ours, theirs = grammar.is_valid(root), schema.is_valid(root)
        valid += ours
        assert theirs or not ours, [error.message for error in schema.iter_errors(root)]
        if theirs and not ours:
            looser.append(next(grammar.iter_errors(root)).message)
    assert valid > MUTANTS / 50
    assert len(looser) <= MUTANTS / 10, looser[:10]


def test_the_source_is_p5() -> None:
    assert ODD.find(f".//{T}schemaSpec").get("source", "").startswith("tei:")  # type: ignore[union-attr]
