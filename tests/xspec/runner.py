"""Runs XSpec scenarios under saxonche: what of XSpec this project uses, without Java.

    x:description[@stylesheet]  x:scenario[@label], nested  x:context[@mode]  x:call[@function|@template]  x:param[@select]
    x:expect[@label] with content, which is compared by deep-equal(), or with @test, whose context item is the result

Each scenario becomes a stylesheet that imports the one under test; it gives a line for each expectation.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import NamedTuple

from lxml import etree
from saxonche import PySaxonProcessor

X = "{http://www.jenitennison.com/xslt/xspec}"
FIELD, LINE = "\ue001", "\ue002"
"""What parts the fields and the lines of a result: signs that no text has."""
XSL = "{http://www.w3.org/1999/XSL/Transform}"


class Outcome(NamedTuple):
    """An expectation: whether it holds, and what there was instead."""

    label: str
    holds: bool
    got: str


def scenarios(path: Path) -> Iterator[tuple[str, etree._Element]]:
    """The innermost scenarios of a file, each with the labels of all around it."""
    for scenario in etree.parse(path).getroot().iter(f"{X}scenario"):
        if scenario.find(f"{X}scenario") is None:
            around = [each.get("label", "") for each in scenario.iterancestors(f"{X}scenario")][::-1]
            yield " ".join((*around, scenario.get("label", ""))), scenario


def run(path: Path, scenario: etree._Element) -> list[Outcome]:
    """The expectations of a scenario."""
    root = scenario.getroottree().getroot()
    sheet = _stylesheet(root, (path.parent / root.get("stylesheet", "")).resolve(), scenario)
    processor = PySaxonProcessor(license=False)
    compiled = processor.new_xslt30_processor().compile_stylesheet(stylesheet_text=sheet)
    context = _first(scenario, "context")
    given = etree.Element(f"{X}context") if context is None else deepcopy(context)
    given.tail = None
    document = processor.parse_xml(xml_text=etree.tostring(given, encoding="unicode"))
    compiled.set_global_context_item(xdm_item=document)
    said = compiled.call_template_returning_string("{http://www.jenitennison.com/xslt/xspec}main")
    lines = [line.split(FIELD) for line in said.split(LINE) if line.strip()]
    return [Outcome(label, holds == "true", got) for label, holds, got in lines]


def _stylesheet(root: etree._Element, tested: Path, scenario: etree._Element) -> str:
    namespaces = {**root.nsmap, "xsl": XSL[1:-1], "x": X[1:-1], "xs": "http://www.w3.org/2001/XMLSchema"}
    namespaces.pop(None, None)
    sheet = etree.Element(f"{XSL}stylesheet", {"version": "3.0", "exclude-result-prefixes": "#all"}, nsmap=namespaces)
    etree.SubElement(sheet, f"{XSL}import", href=tested.as_uri())
    etree.SubElement(sheet, f"{XSL}output", method="text")
    main = etree.SubElement(sheet, f"{XSL}template", name="x:main")
    context, call = _first(scenario, "context"), _first(scenario, "call")
    etree.SubElement(sheet, f"{XSL}variable", {"name": "x:given", "as": "element(x:context)", "select": "/x:context"})
    result = etree.SubElement(main, f"{XSL}variable", {"name": "x:result", "as": "item()*"})
    if call is None:
        mode = {"mode": context.get("mode")} if context is not None and context.get("mode") else {}
        select = context.get("select", "$x:given/node()") if context is not None else "()"
        etree.SubElement(result, f"{XSL}apply-templates", {"select": select, **mode})  # type: ignore[dict-item]
    else:
        _call(main, result, call)
    for number, expect in enumerate(scenario.iterchildren(f"{X}expect")):
        _expectation(main, expect, number)
    return etree.tostring(sheet, encoding="unicode")


def _first(scenario: etree._Element, name: str) -> etree._Element | None:
    """The scenario's own context or call, or that of the nearest scenario around it."""
    around = (scenario, *scenario.iterancestors(f"{X}scenario"))
    return next((found for each in around if (found := each.find(f"{X}{name}")) is not None), None)


def _variable(parent: etree._Element, name: str, content: etree._Element | None) -> etree._Element:
    """A variable that holds a document with a copy of some content."""
    variable = etree.SubElement(parent, f"{XSL}variable", name=name)
    document = etree.SubElement(variable, f"{XSL}document")
    if content is not None:
        document.text = content.text
        document.extend(deepcopy(child) for child in content)
    return variable


def _call(main: etree._Element, result: etree._Element, call: etree._Element) -> None:
    params = []
    for number, param in enumerate(call.iterchildren(f"{X}param")):
        if param.get("select"):
            etree.SubElement(main, f"{XSL}variable", name=f"x:p{number}", select=param.get("select", ""))
            params.append(f"$x:p{number}")
        else:
            _variable(main, f"x:p{number}", param)
            params.append(f"$x:p{number}/node()")
    main.append(result)  # after its parameters
    if call.get("function"):
        etree.SubElement(result, f"{XSL}sequence", select=f"{call.get('function')}({', '.join(params)})")
        return
    each = etree.SubElement(result, f"{XSL}for-each", select="$x:given/node()")
    etree.SubElement(each, f"{XSL}call-template", name=call.get("template", ""))


def _expectation(main: etree._Element, expect: etree._Element, number: int) -> None:
    holds = etree.SubElement(main, f"{XSL}variable", {"name": f"x:holds{number}", "as": "xs:boolean"})
    if expect.get("test"):
        document = etree.SubElement(main, f"{XSL}variable", name=f"x:doc{number}")
        etree.SubElement(document, f"{XSL}sequence", select="$x:result")
        test = expect.get("test", "").replace("$result", "$x:result")
        each = etree.SubElement(holds, f"{XSL}for-each", select=f"$x:doc{number}")
        etree.SubElement(each, f"{XSL}sequence", select=f"boolean({test})")
        main.append(holds)
    else:
        _variable(main, f"x:wanted{number}", expect)
        compared = etree.SubElement(main, f"{XSL}variable", name=f"x:doc{number}")
        etree.SubElement(etree.SubElement(compared, f"{XSL}document"), f"{XSL}sequence", select="$x:result")
        etree.SubElement(holds, f"{XSL}sequence", select=f"deep-equal($x:doc{number}, $x:wanted{number})")
        main.append(holds)
    line = etree.SubElement(main, f"{XSL}value-of", separator=FIELD)
    label = expect.get("label", "").replace("'", "’")
    line.set("select", f"'{label}', $x:holds{number}, serialize($x:result, map {{ 'method': 'adaptive' }})")
    etree.SubElement(main, f"{XSL}text").text = LINE
