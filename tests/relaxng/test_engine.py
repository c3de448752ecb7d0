"""The engine on small schemas of this project's own: messages, recovery, streams, hostile input."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from encoder import relaxng
from encoder.relaxng import LimitError, NotWellFormed, Place, Schema, SchemaError
from encoder.relaxng.algebra import operators
from encoder.relaxng.algebra.datatypes import XSD, DatatypeError, datatype

LETTER_RNC = """
start = element letter {
  attribute n { xsd:positiveInteger }, attribute status { "draft" | "done" }?,
  head, (p | quote)+, signed?
}
head = element head { text }
p = element p { attribute lang { xsd:language }?, (text | date)* }
quote = element quote { p+ }
date = element date { (attribute when { xsd:date } | attribute notBefore { xsd:date }), text }
signed = element signed { list { xsd:Name+ } }
"""
LETTER = Schema.of(LETTER_RNC.encode(), "letter.rnc")

FAULTS = (  # a document, the messages about it: one fault, one message, and the rest is checked
    ("<letter n='1'><head>A</head><p>x</p></letter>", []),
    ("<letter n='1'><head>A</head><p>x</p><signed>A B</signed></letter>", []),
    ("<note/>", ["the schema has no element <note>; as the root required is <letter>"]),
    ("<letter><head>A</head><p>x</p></letter>", ["<letter> needs the attribute @n"]),
    ("<letter n='0'><head>A</head><p/></letter>", ["@n cannot be “0”; it is positiveInteger, such as 1, 12"]),
    ("<letter n='1' status='drft'><head>A</head><p/></letter>", ["@status cannot be “drft”; it is “draft” or “done”"]),
    ("<letter n='1' statu='done'><head>A</head><p/></letter>", ["<letter> has no attribute @statu; did you mean @status?"]),
    ("<letter n='1'><p>x</p></letter>", ["<p> comes too early in <letter>: <head> must come before it"]),
    ("<letter n='1'><head>A</head></letter>", ["<letter> is not complete: it needs <p> or <quote>"]),
    ("<letter n='1'><head>A</head>oh<p/></letter>", ["text is not allowed here in <letter>: “oh”; required is <p> or <quote>"]),
    ("<letter n='1'><head>A</head><pp/><p/></letter>", ["the schema has no element <pp>; did you mean <p>?"]),
    ("<letter n='1'><head>A</head><p/><head>B</head></letter>", ["<head> is not allowed here in <letter>, only further up; allowed is <p>, <quote> or <signed>"]),
    ("<letter n='1'><head>A</head><p/><signed/><p/></letter>", [
        "<signed> cannot hold “”; it is a list of Name, such as a name of XML",
        "<p> is not allowed here in <letter>; nothing more may come",
    ]),
    ("<letter n='1'><head>A</head><p><date>x</date></p></letter>", ["<date> needs the attribute @notBefore or @when"]),
    ("<letter n='1'><head>A</head><p><date when='1961-02-30'>x</date></p></letter>", [
        "@when cannot be “1961-02-30”; it is date, such as 1961-09-10",
    ]),
    ("<letter n='1'><head>A</head><x><head/></x><p lang='?'/></letter>", [
        "the schema has no element <x>; in <letter> required is <p> or <quote>",
        "@lang cannot be “?”; it is language, such as en, zh-Hant",
    ]),
)  # fmt: skip


def test_what_is_too_early_behind_something_optional() -> None:
    schema = Schema.of(
        b"start = element a { element b { empty }*, (element c { empty } | element d { empty }), element e { empty } }",
        "a.rnc",
    )
    (fault,) = schema.iter_errors(etree.fromstring("<a><b/><e/></a>"))
    assert fault.message == "<e> comes too early in <a>: <c> or <d> must come before it"


@pytest.mark.parametrize(("document", "messages"), FAULTS)
def test_one_fault_one_message(document: str, messages: list[str]) -> None:
    assert [fault.message for fault in LETTER.iter_errors(etree.fromstring(document))] == messages


@pytest.mark.parametrize(("document", "messages"), FAULTS)
def test_a_stream_is_judged_as_a_tree(document: str, messages: list[str]) -> None:
    faults = LETTER.iter_errors(io.BytesIO(document.encode()))
    assert [fault.message for fault in faults] == messages


def test_places_in_a_stream() -> None:
    document = b"<letter n='1'>\n  <head>A</head>\n  <p><date>x</date></p>\n  stray\n  <quote></quote>\n</letter>"
    places = [fault.place for fault in LETTER.iter_errors(io.BytesIO(document))]
    assert places == [Place(3, 6), Place(4, 3), Place(5, 10)]


def test_a_comment_parts_no_value() -> None:
    schema = Schema.of(b"element n { xsd:integer }", "n.rnc")
    assert list(schema.iter_errors(etree.fromstring("<n>1<!-- and -->2</n>"))) == []
    assert list(schema.iter_errors(io.BytesIO(b"<n>1<!-- and -->2</n>"))) == []


def test_qnames_know_their_namespaces() -> None:
    schema = Schema.of(
        b"""<element name="a" xmlns="http://relaxng.org/ns/structure/1.0" xmlns:p="http://x.org/"
        datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"><value type="QName">p:n</value></element>"""
    )
    assert list(schema.iter_errors(etree.fromstring("<a xmlns:q='http://x.org/'>q:n</a>"))) == []
    assert not schema.is_valid(etree.fromstring("<a xmlns:q='http://y.org/'>q:n</a>"))
    assert list(schema.iter_errors(io.BytesIO(b"<a xmlns:q='http://x.org/'>q:n</a>"))) == []


COMPACT = (  # the same in both syntaxes, a document that is valid, one that is not
    ("element a { empty }", '<element name="a" xmlns="R"><empty/></element>', "<a/>", "<a>x</a>"),
    ("element a { element b { text }* & element c { text } }",
     '<element name="a" xmlns="R"><interleave><zeroOrMore><element name="b"><text/></element></zeroOrMore>'
     '<element name="c"><text/></element></interleave></element>', "<a><b/><c/><b/></a>", "<a><b/></a>"),
    ('default namespace = "u"\nelement a { attribute x { token "y" } }',
     '<element name="a" ns="u" xmlns="R"><attribute name="x"><value>y</value></attribute></element>',
     "<a xmlns='u' x=' y '/>", "<a x='y'/>"),
    ('namespace p = "u"\nelement p:* - p:b { text }',
     '<element xmlns="R"><nsName ns="u"><except><name ns="u">b</name></except></nsName><text/></element>',
     "<a xmlns='u'/>", "<b xmlns='u'/>"),
    ("start = a\na |= element a { b }\na |= element z { empty }\nb = element b { xsd:int { minInclusive = \"3\" } }",
     '<grammar xmlns="R" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"><start><ref name="a"/></start>'
     '<define name="a" combine="choice"><element name="a"><ref name="b"/></element></define>'
     '<define name="a" combine="choice"><element name="z"><empty/></element></define>'
     '<define name="b"><element name="b"><data type="int"><param name="minInclusive">3</param></data></element></define></grammar>',
     "<a><b>3</b></a>", "<a><b>2</b></a>"),
    ("## a comment\n[ x:y = \"1\" ]\nelement \\element { mixed { element b { list { string* } }? } } # end",
     '<element name="element" xmlns="R"><mixed><optional><element name="b"><list><zeroOrMore><data type="string"/>'
     "</zeroOrMore></list></element></optional></mixed></element>", "<element>a<b>c d</b>e</element>", "<element><b/><b/></element>"),
)  # fmt: skip


@pytest.mark.parametrize(("compact", "full", "valid", "invalid"), COMPACT)
def test_the_compact_syntax_says_the_same(compact: str, full: str, valid: str, invalid: str) -> None:
    for data in (compact, full.replace('"R"', '"http://relaxng.org/ns/structure/1.0"')):
        schema = Schema.of(data.encode(), "schema")
        schema.check()
        assert list(schema.iter_errors(etree.fromstring(valid))) == []
        assert list(schema.iter_errors(etree.fromstring(invalid))) != []


SCHEMA_FAULTS = (  # a schema, what is wrong with it, the section
    ("element a {", "a pattern is expected, not “the end”", "C.1"),
    ("element a { b }", "“b” is not defined", "4.18"),
    ("start = a\na = b\nb = a", "“a” refers to itself", "4.19"),
    ("element a { xsd:dat }", "XML Schema has no datatype “dat”", "4.16"),
    ("element a { xsd:int { pattern = \"[\" } }", "no regular expression", "4.16"),
    ("element a { x:y }", "the prefix “x” is declared by no", "C.1"),
    ("element a { element b { text } | text, empty }", "need parentheses", "C.1"),
    ("element a { list { element b { empty } } }", "<element> may not stand in <list>", "7.1.3"),
    ("element a { (attribute b { text }, attribute c { text })+ }", "repeated", "7.1.2"),
    ("element a { attribute b { text }, attribute b { text } }", "b can be there twice", "7.3"),
    ("element a { attribute * { text } }", "must be repeatable", "7.3"),
    ("element a { element b { empty }, xsd:int }", "side by side", "7.2"),
    ("element a { (element b { empty }) & (element b { empty }) }", "b can be there twice", "7.4"),
    ("start = text", "<text> may not stand in <start>", "7.1.5"),
    ("external \"no.rng\"", "no.rng cannot be read", "4.5"),
    ("element a { \"\\x{}\" }", "“\\x{}” names no character of XML", "C.1"),
    ("element a { \"\\x{D800}\" }", "“\\x{D800}” names no character of XML", "C.1"),
    ("element a { \"\\x{110000}\" }", "“\\x{110000}” names no character of XML", "C.1"),
    ("external \"http://example.org/x.rng\"", "only local files are read", "4.5"),
)  # fmt: skip


@pytest.mark.parametrize(("schema", "message", "section"), SCHEMA_FAULTS)
def test_schema_faults_name_line_and_section(schema: str, message: str, section: str) -> None:
    with pytest.raises(SchemaError, match="^x.rnc:\\d+: ") as error:
        Schema.of(schema.encode(), "x.rnc").check()
    assert message in str(error.value)
    assert error.value.section.startswith(section)


VALUES = (  # datatype, facets, values it has, values it has not
    ("date", (), ("1961-09-10", "1960-02-29", " 1961-09-10Z "), ("1961-02-29", "61-09-10", "1961-9-10", "0000-01-01")),
    ("dateTime", (), ("1961-09-10T24:00:00", "1961-09-10T10:00:00.5+14:00"), ("1961-09-10T25:00:00", "1961-09-10")),
    ("gYear", (), ("1961", "-0044", "12000"), ("61", "0000")),
    ("gMonthDay", (), ("--02-29",), ("--02-30",)),
    ("duration", (), ("P1Y2M3DT4H5M6.7S", "-P1D"), ("P", "P1DT", "1D")),
    ("decimal", (("fractionDigits", "2"),), ("1.25", "-1"), ("1.255", "1e3")),
    ("integer", (("totalDigits", "3"),), ("123", "-123"), ("1234", "1.0")),
    ("positiveInteger", (), ("1", "+12"), ("0", "-1")),
    ("unsignedByte", (), ("255",), ("256", "-1")),
    ("double", (("maxInclusive", "1"),), ("0.5", "1e0", "-INF"), ("1.5", "INF", "x")),
    ("boolean", (), ("true", "0"), ("yes", "TRUE")),
    ("language", (), ("zh-Hant-TW",), ("zh_Hant", "verylongtag")),
    ("NCName", (), ("kim-il-sung", "メロス"), ("a:b", "1a", "a b")),
    ("anyURI", (), ("#a", "http://x.org/a%20b", "a b"), ("http://x.org/%zz", "a#b#c")),
    ("hexBinary", (("length", "2"),), ("0AfF",), ("0A", "0g")),
    ("base64Binary", (), ("aGk=", ""), ("aGk", "a===")),
    ("token", (("pattern", r"\p{Lu}[\p{L}\p{N}-[aeiou]]*"),), ("Bcd1",), ("Bad", "bcd")),
    ("token", (("pattern", r"\i\c*|\d{2,3}"),), ("x-y", "12"), ("1", "a b")),
    ("string", (("minLength", "2"), ("maxLength", "3")), ("ab", "abc"), ("a", "abcd")),
    (
        "date",
        (("minInclusive", "2000-01-01Z"),),
        ("2000-01-01Z", "2000-01-01-05:00", "2000-01-02"),
        ("2000-01-01+14:00", "2000-01-01"),
    ),
    ("date", (("maxInclusive", "2000-01-01"),), ("2000-01-01", "1999-12-31Z"), ("2000-01-02", "2000-01-01Z")),
    (
        "dateTime",
        (("minInclusive", "2000-01-01T00:00:00Z"),),
        ("2000-01-01T02:00:00+02:00",),
        ("2000-01-01T01:00:00+02:00",),
    ),
    ("time", (("minInclusive", "10:00:00Z"),), ("12:00:00+02:00",), ("11:00:00+02:00",)),
    ("duration", (("maxInclusive", "P1M"),), ("P28D", "P1M", "-P1Y"), ("P40D", "P30D", "P2M")),
    ("duration", (("maxExclusive", "P1Y"),), ("P364D", "P11M"), ("P367D", "P1Y", "P12M")),
)
EQUAL = (  # datatype, two ways to write one value, another value
    ("dateTime", "2000-01-01T00:00:00Z", "2000-01-01T02:00:00+02:00", "2000-01-01T00:00:00"),
    ("dateTime", "2000-01-01T24:00:00", "2000-01-02T00:00:00", "2000-01-01T00:00:00"),
    ("time", "24:00:00", "00:00:00", "00:00:01"),
    ("date", "2000-01-01+14:00", "1999-12-31-10:00", "2000-01-01"),
    ("duration", "P1Y", "P12M", "P365D"),
)


@pytest.mark.parametrize(("name", "one", "same", "other"), EQUAL)
def test_values_are_equal_however_they_are_written(name: str, one: str, same: str, other: str) -> None:
    kind = datatype(XSD, name)
    assert kind.value(one, lambda _: None) == kind.value(same, lambda _: None) != kind.value(other, lambda _: None)


def test_a_no_break_space_parts_no_words() -> None:
    schema = Schema.of(b"element a { list { xsd:token, xsd:token } }", "x.rnc")
    verdicts = [schema.is_valid(etree.fromstring(f"<a>{text}</a>")) for text in ("a b", "a\u00a0b")]
    assert verdicts == [True, False]


@pytest.mark.parametrize(("name", "facets", "right", "wrong"), VALUES)
def test_datatypes(
    name: str, facets: tuple[tuple[str, str], ...], right: tuple[str, ...], wrong: tuple[str, ...]
) -> None:
    kind = datatype(XSD, name, facets)
    assert {text: kind.value(text, lambda _: None) is not None for text in (*right, *wrong)} == {
        **dict.fromkeys(right, True),
        **dict.fromkeys(wrong, False),
    }


def test_facets_that_a_type_has_not() -> None:
    for name, facet in (
        ("boolean", "length"),
        ("token", "minInclusive"),
        ("double", "totalDigits"),
        ("date", "length"),
    ):
        with pytest.raises(DatatypeError, match=f"has no parameter “{facet}”"):
            datatype(XSD, name, ((facet, "1"),))


def test_deep_documents_need_no_stack() -> None:
    schema = Schema.of(b"start = a\na = element a { a? }", "a.rnc")
    deep = b"<a>" * 10_000 + b"</a>" * 10_000
    assert list(schema.iter_errors(io.BytesIO(deep))) == []


@pytest.mark.parametrize(
    "schema",
    [
        "(" * 5_000 + "element a { empty }" + ")" * 5_000,
        "start = element a { x0 }\n" + "\n".join(f"x{n} = x{n + 1}" for n in range(5_000)) + "\nx5000 = text",
        "element a { " * 5_000,
    ],
)
def test_deep_schemas_are_refused(schema: str) -> None:
    with pytest.raises(SchemaError):
        Schema.of(schema.encode(), "x.rnc").is_valid(etree.fromstring("<a/>"))


def test_an_interleave_that_explodes_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("encoder.relaxng.algebra.operators.MAX_PATTERNS", 20_000)
    parts = " & ".join(f"(element e{n} {{ empty }}, element f{n} {{ empty }})" for n in range(24))
    schema = Schema.of(f"element a {{ {parts} }}".encode(), "x.rnc")
    names = [f"<e{n}/>" for n in range(24)] + [f"<f{n}/>" for n in range(24)]
    start = time.perf_counter()
    try:
        schema.is_valid(etree.fromstring(f"<a>{''.join(names)}</a>"))
    except LimitError:
        pass
    finally:
        operators.forget()
    assert time.perf_counter() - start < 20


def test_ambiguous_schemas_do_not_explode() -> None:
    schema = Schema.of(
        b"start = a\na = element a { (element b { empty }, a?) | (element b { empty }, a?, element c { empty }?) }",
        "x.rnc",
    )
    depth = 500
    document = "<a><b/>" * depth + "</a>" * depth
    start = time.perf_counter()
    assert list(schema.iter_errors(io.BytesIO(document.encode()))) == []
    assert time.perf_counter() - start < 5


def timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def test_huge_name_classes() -> None:
    many = " | ".join(f"n{number}" for number in range(8_000))
    schema = Schema.of(
        f"start = element a {{ (element ({many}) {{ empty }} | element * - ({many} | a) {{ text }})* }}".encode(),
        "x.rnc",
    )
    document = etree.fromstring("<a>" + "".join(f"<n{n}/><m{n}>x</m{n}>" for n in range(2_000)) + "<a/></a>")
    found: list[relaxng.Error] = []
    assert timed(lambda: found.extend(schema.iter_errors(document))) < 10
    assert [error.message.partition(";")[0] for error in found] == ["<a> is not allowed here in <a>"]
    assert timed(schema.check) < 20


def test_many_attributes_and_many_values() -> None:
    values = " | ".join(f'"v{number}"' for number in range(5_000))
    names = ", ".join(f"attribute n{number} {{ {values if number < 3 else 'text'} }}?" for number in range(500))
    schema = Schema.of(f"element a {{ {names} }}".encode(), "x.rnc")
    pairs = " ".join(f"n{number}='v7'" for number in range(500))
    assert timed(lambda: schema.is_valid(etree.fromstring(f"<a {pairs}/>"))) < 10


@pytest.mark.parametrize(
    ("schema", "text"),
    [
        ('element a { xsd:string { pattern = "(a+)+b" } }', "a" * 40),
        ('element a { list { (xsd:int | xsd:token)*, "end" } }', "1 " * 5_000),
        ('element a { list { ((token "x" | token "x")+, (token "x" | token "x")+)+, "y" } }', "x " * 2_000),
    ],
)
def test_texts_that_are_hard_to_match(schema: str, text: str) -> None:
    made = Schema.of(schema.encode(), "x.rnc")
    found: list[bool] = []
    assert timed(lambda: found.append(made.is_valid(etree.fromstring(f"<a>{text}</a>")))) < 20
    assert found == [False]


def test_files_that_refer_to_each_other_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "a.rnc").write_text('element a { external "b.rnc" }', encoding="utf-8")
    (tmp_path / "b.rnc").write_text('element b { external "a.rnc" }', encoding="utf-8")
    with pytest.raises(SchemaError, match="includes itself"):
        relaxng.load(tmp_path / "a.rnc").is_valid(etree.fromstring("<a><b/></a>"))


def test_a_schema_with_entities_is_refused() -> None:
    bomb = b"""<!DOCTYPE grammar [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
    <element name="&b;" xmlns="http://relaxng.org/ns/structure/1.0"><text/></element>"""
    with pytest.raises(SchemaError, match="entities"):
        Schema.of(bomb)


IDENTIFIED = Schema.of(
    b"""
    start = element list { (item | see)* }
    item = element item { attribute id { xsd:ID }, text }
    see = element see { (attribute of { xsd:IDREF } | attribute all { xsd:IDREFS }), text }
    """,
    "ids.rnc",
)
IDS = (  # a document, the messages about its identifiers
    ("<list><item id='a'/><see of='b'/><item id=' b '/><see all='a b'/></list>", []),
    ("<list><item id='a'/><item id='b'/><item id='a'/></list>", ["the ID “a” is used a second time"]),
    ("<list><item id='a'/><see of='z'/><see all='a y z'/></list>", [
        "“z” is the ID of no element", "“y” is the ID of no element", "“z” is the ID of no element",
    ]),
)  # fmt: skip


@pytest.mark.parametrize(("document", "messages"), IDS)
def test_ids_and_references(document: str, messages: list[str]) -> None:
    for given in (etree.fromstring(document), io.BytesIO(document.encode())):
        assert [error.message for error in IDENTIFIED.iter_errors(given, ids=True)] == messages
    assert IDENTIFIED.is_valid(etree.fromstring(document))


@pytest.mark.parametrize(
    ("schema", "message"),
    [
        ("element * { attribute id { xsd:ID } }", "without wildcard"),
        ("element a { attribute id | x { xsd:ID } }", "of one name"),
        ("element a { attribute id { xsd:ID | xsd:int } }", "all that an attribute holds"),
        ("element a { attribute id { list { xsd:ID } } }", "all that an attribute holds"),
        ("element a { xsd:ID }", "nothing else holds one"),
        (
            "start = element a { attribute id { xsd:ID }, element b { a? } }\na = element a { attribute id { text } }",
            "something else",
        ),
        (
            "start = element a { attribute id { xsd:ID }, any* }\nany = element * { attribute * { text }*, any* }",
            "something else",
        ),
    ],
)
def test_a_schema_that_is_not_sound_for_ids(schema: str, message: str) -> None:
    with pytest.raises(SchemaError, match=message):
        Schema.of(schema.encode(), "x.rnc").is_valid(etree.fromstring("<a/>"), ids=True)


def test_an_include_that_includes_itself(tmp_path: Path) -> None:
    (tmp_path / "a.rnc").write_text('include "b.rnc"\nstart = x', encoding="utf-8")
    (tmp_path / "b.rnc").write_text('include "a.rnc"\nx = element x { empty }', encoding="utf-8")
    with pytest.raises(SchemaError, match="includes itself"):
        relaxng.load(tmp_path / "a.rnc")


def test_an_include_overrides(tmp_path: Path) -> None:
    (tmp_path / "base.rnc").write_text("start = x\nx = element x { y }\ny = element y { empty }", encoding="utf-8")
    (tmp_path / "own.rnc").write_text('include "base.rnc" { y = element y { text } }', encoding="utf-8")
    schema = relaxng.load(tmp_path / "own.rnc")
    schema.check()
    assert list(schema.iter_errors(etree.fromstring("<x><y>words</y></x>"))) == []


def test_a_stream_that_is_no_xml() -> None:
    with pytest.raises(NotWellFormed, match="^2:"):
        list(LETTER.iter_errors(io.BytesIO(b"<letter>\n<p></letter>")))


def test_a_number_of_thousands_of_digits_has_a_value() -> None:
    kind = datatype(XSD, "nonNegativeInteger")
    assert kind.value("9" * 5_000, lambda _: None) is not None
    assert kind.value("-" + "9" * 5_000, lambda _: None) is None
    assert datatype(XSD, "int").value("9" * 5_000, lambda _: None) is None


@pytest.mark.parametrize(
    ("main", "href"), [("sub/main.rng", "../lib.rng"), ("f%20x/main.rng", "lib.rng"), ("f#x/main.rng", "lib.rng"), ("a b/main.rng", "lib%2Erng")]
)  # fmt: skip
def test_files_are_found_from_where_the_schema_is(
    main: str, href: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / main
    place.parent.mkdir()
    library = '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><define name="a"><element name="a"><text/></element></define></grammar>'
    (tmp_path / "lib.rng" if "/" in href else place.parent / "lib.rng").write_text(library, encoding="utf-8")
    place.write_text(
        f'<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="{href}"/><start><ref name="a"/></start></grammar>',
        encoding="utf-8",
    )
    monkeypatch.chdir(place.parent)
    for given in (place, Path("main.rng")):
        assert relaxng.load(given).is_valid(etree.fromstring("<a>x</a>"))
