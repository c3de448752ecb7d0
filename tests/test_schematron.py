"""Schematron: each feature of ISO/IEC 19757-3 that the compiler knows, by a schema and what it finds."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree, isoschematron

import encoder
from encoder.check.schemas.model import files_of
from encoder.check.schematron import schema as schematron
from encoder.files import resources
from encoder.values.errors import EncoderError
from tests.conftest import ROOT

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0">
  <teiHeader><fileDesc><titleStmt><title>Talk</title></titleStmt></fileDesc></teiHeader>
  <text><body>
    <sp n="1" who="#kim"><speaker>Kim:</speaker><p>One @ two.</p></sp>
    <sp n="2"><speaker>Deng:</speaker><p/></sp>
    <?page 3?><!-- TODO -->
  </body></text>
</TEI>"""

FEATURES = {  # name of the feature: the inside of a schema, and what is found as (line, severity, name, message)
    "assert": ('<pattern><rule context="t:sp"><assert id="a" test="@who">No who.</assert></rule></pattern>', [(5, "error", "a", "No who.")]),
    "report": ('<pattern><rule context="t:sp"><report id="r" test="@who">A who.</report></rule></pattern>', [(4, "error", "r", "A who.")]),
    "role of the assertion": ('<pattern><rule context="t:sp"><report id="r" role="warning" test="@who">W.</report></rule></pattern>', [(4, "warning", "r", "W.")]),
    "role of the rule": ('<pattern><rule context="t:sp" role="info"><report id="r" test="@who">I.</report></rule></pattern>', [(4, "info", "r", "I.")]),
    "name of the pattern": ('<pattern id="p"><rule context="t:p"><assert test="text()">E.</assert></rule></pattern>', [(5, "error", "p", "E.")]),
    "no name at all": ('<pattern><rule context="t:p"><assert test="text()">E.</assert></rule></pattern>', [(5, "error", "", "E.")]),
    "value-of, name, emph": (
        '<pattern id="p"><rule context="t:sp"><assert test="@who"><name/> <emph>no</emph> <value-of select="@n"/> of <name path="name(..)"/>.</assert></rule></pattern>',
        [(5, "error", "p", "sp no 2 of body.")],
    ),
    "the first rule that fits": (
        '<pattern id="p"><rule context="t:sp[@who]"/><rule context="t:sp"><report test="true()">Second.</report></rule></pattern>',
        [(5, "error", "p", "Second.")],
    ),
    "patterns apart": (
        '<pattern id="p"><rule context="t:sp"/></pattern><pattern id="q"><rule context="t:sp"><assert test="@who">Q.</assert></rule></pattern>',
        [(5, "error", "q", "Q.")],
    ),
    "let of the schema": ('<let name="all" value="count(//t:sp)"/><pattern id="p"><rule context="t:body"><report test="true()"><value-of select="$all"/></report></rule></pattern>', [(3, "error", "p", "2")]),
    "let of a pattern": ('<pattern id="p"><let name="all" value="count(//t:sp)"/><rule context="t:body"><report test="$all = 2">Two.</report></rule></pattern>', [(3, "error", "p", "Two.")]),
    "let of a rule": ('<pattern id="p"><rule context="t:sp"><let name="n" value="xs:integer(@n)"/><let name="m" value="$n + 1"/><report test="$m = 3">Three.</report></rule></pattern>', [(5, "error", "p", "Three.")]),
    "let with content": ('<let name="known"><n>1</n></let><pattern id="p"><rule context="t:sp"><assert test="@n = $known">New.</assert></rule></pattern>', [(5, "error", "p", "New.")]),
    "let of a pattern that has the name of another, touching a sign": (
        '<let name="n" value="1"/><pattern id="p"><let name="n" value="2"/><rule context="t:body"><assert test="$n=1">N.</assert></rule></pattern>',
        [(3, "error", "p", "N.")],
    ),
    "let of a pattern in a context": ('<pattern id="p"><let name="x" value="\'2\'"/><rule context="t:sp[@n = $x]"><let name="y" value="$x"/><report test="$y = \'2\'">P.</report></rule></pattern><pattern id="q"><let name="x" value="\'1\'"/><rule context="t:sp[@n = $x]"><report test="true()">Q<value-of select="$x"/>.</report></rule></pattern>', [(4, "error", "q", "Q1."), (5, "error", "p", "P.")]),
    "let of a rule that cannot be": ('<pattern id="p"><rule context="t:sp"><let name="d" value="xs:date(@n)"/><assert test="$d">D.</assert></rule></pattern><pattern id="q"><rule context="t:sp"><assert test="@who">W.</assert></rule></pattern>', [(4, "error", "p", "this could not be tested (FORG0001): "), (5, "error", "p", "this could not be tested (FORG0001): "), (5, "error", "q", "W.")]),
    "two abstract rules of one name": ('<pattern id="p"><rule abstract="true" id="r"><assert test="@who">P.</assert></rule><rule context="t:sp"><extends rule="r"/></rule></pattern><pattern id="q"><rule abstract="true" id="r"><assert test="text()">Q.</assert></rule><rule context="t:p"><extends rule="r"/></rule></pattern>', [(5, "error", "p", "P."), (5, "error", "q", "Q.")]),
    "phase": (
        '<phase id="one"><active pattern="p"/></phase><pattern id="p"><rule context="t:body"><report test="true()">P.</report></rule></pattern><pattern id="q"><rule context="t:body"><report test="true()">Q.</report></rule></pattern>',
        [(3, "error", "p", "P.")],
    ),
    "abstract pattern": (
        '<pattern abstract="true" id="has"><rule context="$what"><assert test="$it">No $it.</assert></rule></pattern><pattern is-a="has" id="p"><param name="what" value="t:sp"/><param name="it" value="@who"/></pattern>',
        [(5, "error", "p", "No @who.")],
    ),
    "abstract rule": (
        '<pattern id="p"><rule abstract="true" id="r"><assert test="@who">None.</assert></rule><rule context="t:sp"><extends rule="r"/></rule></pattern>',
        [(5, "error", "p", "None.")],
    ),
    "xsl:key": (
        '<xsl:key name="n" match="t:sp" use="@n"/><pattern id="p"><rule context="t:body"><report test="key(\'n\', \'2\')[not(@who)]">K.</report></rule></pattern>',
        [(3, "error", "p", "K.")],
    ),
    "xsl:function": (
        '<xsl:function name="f:odd" as="xs:boolean"><xsl:param name="n"/><xsl:sequence select="xs:integer($n) mod 2 = 1"/></xsl:function><pattern id="p"><rule context="t:sp"><assert test="f:odd(@n)">Even.</assert></rule></pattern>',
        [(5, "error", "p", "Even.")],
    ),
    "xsl:variable in a rule": (
        '<pattern id="p"><rule context="t:sp"><xsl:variable name="n" select="@n"/><report test="$n = \'2\'">V.</report></rule></pattern>',
        [(5, "error", "p", "V.")],
    ),
    "current()": ('<pattern id="p"><rule context="t:sp"><report test="//t:sp[@n = current()/@n][not(@who)]">C.</report></rule></pattern>', [(5, "error", "p", "C.")]),
    "attributes": ('<pattern id="p"><rule context="@who"><report test="starts-with(., \'#\')">At.</report></rule></pattern>', [(4, "error", "p", "At.")]),
    "texts": ('<pattern id="p"><rule context="text()[contains(., \'@\')]"><report test="true()">T.</report></rule></pattern>', [(4, "error", "p", "T.")]),
    "comments and instructions": (
        '<pattern id="p"><rule context="comment()"><report test="contains(., \'TODO\')">C.</report></rule></pattern><pattern id="q"><rule context="processing-instruction()"><report test="name() = \'page\'">I.</report></rule></pattern>',
        [(3, "error", "p", "C."), (3, "error", "q", "I.")],
    ),
    "the root": ('<pattern id="p"><rule context="/"><assert test="//t:publisher">R.</assert></rule></pattern>', [(1, "error", "p", "R.")]),
    "unions, in other words |": ('<pattern id="p"><rule context="t:speaker | t:p"><report test=". = \'Deng:\'">U.</report></rule></pattern>', [(5, "error", "p", "U.")]),
    "subject": ('<pattern id="p"><rule context="t:body" subject="t:sp[2]"><report test="true()">S.</report></rule></pattern>', [(5, "error", "p", "S.")]),
    "XPath 3.1": ('<pattern id="p"><rule context="t:sp"><report test="let $n := @n return ($n ! xs:integer(.)) => sum() eq 2">L.</report></rule></pattern>', [(5, "error", "p", "L.")]),
    "a test that cannot be tested": (
        '<pattern id="p"><rule context="t:sp"><assert id="a" test="xs:date(@n)">D.</assert><assert test="@who">W.</assert></rule></pattern>',
        [(4, "error", "a", "this could not be tested (FORG0001): "), (5, "error", "a", "this could not be tested (FORG0001): "), (5, "error", "p", "W.")],
    ),
}  # fmt: skip


def write(inside: str, folder: Path, attributes: str = 'queryBinding="xslt3"') -> Path:
    path = folder / "rules.sch"
    path.write_text(
        f'<schema xmlns="http://purl.oclc.org/dsdl/schematron" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"\n'
        f'  xmlns:f="f" {attributes}><ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/>\n'
        f'<ns prefix="xs" uri="http://www.w3.org/2001/XMLSchema"/><ns prefix="f" uri="f"/>\n{inside}</schema>',
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize("feature", FEATURES)
def test_feature(feature: str, tmp_path: Path) -> None:
    inside, expected = FEATURES[feature]
    edition = encoder.open_edition(TEI.encode())
    found = sorted(
        (
            edition.source.position(each.span.start).line,  # type: ignore[union-attr]
            str(each.severity),
            each.rule.name.removeprefix("schematron").removeprefix(":"),
            each.message,
        )
        for each in schematron.check(edition, write(inside, tmp_path), "one" if feature == "phase" else "#DEFAULT")
    )
    assert [line[:3] for line in found] == [line[:3] for line in expected]
    for (*_, said), (*_, meant) in zip(found, expected, strict=True):
        assert said.startswith(meant) if meant.endswith(" ") else said == meant


def test_functions_of_ones_own_and_strings_read_nothing(tmp_path: Path) -> None:
    inside = (
        '<xsl:function name="f:doc"><xsl:param name="x"/><xsl:sequence select="$x"/></xsl:function>'
        '<pattern><rule context="t:sp"><assert test="f:doc(@who) or \'collection (a)\' = @n">W.</assert></rule></pattern>'
    )
    assert len(list(schematron.check(encoder.open_edition(TEI.encode()), write(inside, tmp_path)))) == 1


def test_deep_documents_and_many_findings(tmp_path: Path) -> None:
    rules = write('<pattern><rule context="t:p"><assert test="@n">N.</assert></rule></pattern>', tmp_path)
    deep = TEI.replace("<p/>", "<seg>" * 1_500 + "<p/>" + "</seg>" * 1_500)
    assert len(list(schematron.check(encoder.open_edition(deep.encode()), rules))) == 2
    many = TEI.replace("<p/>", "<p/>" * 5_000)
    assert len(list(schematron.check(encoder.open_edition(many.encode()), rules))) == 5_001


def test_diagnostics_and_properties_are_notes(tmp_path: Path) -> None:
    inside = (
        '<pattern><rule context="t:sp"><assert test="@who" diagnostics="d" properties="x">W.</assert></rule></pattern>'
        '<diagnostics><diagnostic id="d">Speech <value-of select="@n"/>.</diagnostic></diagnostics>'
        '<properties><property id="x">Of <value-of select="name()"/>.</property></properties>'
    )
    (found,) = schematron.check(encoder.open_edition(TEI.encode()), write(inside, tmp_path))
    assert found.notes == ("Speech 2.", "Of sp.")


def test_columns_of_elements_and_attributes(tmp_path: Path) -> None:
    edition = encoder.open_edition(TEI.encode())
    inside = '<pattern><rule context="@who | t:p[not(text())]"><report test="true()">X.</report></rule></pattern>'
    found = schematron.check(edition, write(inside, tmp_path))
    at = sorted(edition.source.text[slice(*each.span)] for each in found if each.span)
    assert at == ["<p", "who"]


@pytest.mark.parametrize(
    ("inside", "message"),
    [
        ('<pattern><rule context="t:sp"><assert test="count(">X</assert></rule></pattern>', "rules.sch:4: XPST0003: "),
        ('<pattern><rule context="t:sp"><assert test="nothing:at(.)">X</assert></rule></pattern>', "rules.sch:4: "),
        ('\n<pattern><rule context="t:sp["><assert test="1">X</assert></rule></pattern>', "rules.sch:5: XTSE0340: "),
        ('<pattern is-a="none"/>', "rules.sch:4: there is no abstract pattern “none”"),
        ('<pattern><rule context="t:p"><extends rule="r"/></rule></pattern>', "rules.sch:4: there is no abstract rule “r”"),
        ('<pattern><rule context="t:p"><asert test="1">X</asert></rule></pattern>', "rules.sch:4: Schematron has no element “asert” here; did you mean assert?"),
        ('<pattern><group/></pattern>', "rules.sch:4: Schematron has no element “group” here"),
        ('<pattern documents="x.xml"/>', "rules.sch:4: @documents asks for other documents"),
        ('<pattern><rule abstract="true" id="a"><extends rule="b"/></rule><rule abstract="true" id="b"><extends rule="a"/></rule><rule context="t:p"><extends rule="a"/></rule></pattern>', "the abstract rule “a” extends itself"),
        ('<pattern><rule context="t:p"/></pattern>', "there is no assertion in this schema"),
        ('<include href="other.sch"/>', "other.sch: the Schematron schema cannot be read: No such file"),
        ('<include href="../other.sch"/>', "rules.sch:4: ../other.sch is outside the schema's folder"),
        ('<include href="file:///etc/passwd"/>', "rules.sch:4: file:///etc/passwd is outside"),
        ('<include href="rules.sch"/>', "rules.sch:4: includes are nested more than 10 deep"),
        ('<let name="x" value="doc(\'/etc/passwd\')"/>', "rules.sch:4: /etc/passwd is outside the schema's folder"),
        ('<let name="x" value="doc(\'../x.xml\')"/>', "rules.sch:4: ../x.xml is outside the schema's folder"),
        ('<let name="x" value="doc(@who)"/>', "rules.sch:4: doc() reads something other than the document"),
        ('<let name="x" value="parse-xml(\'a\') | doc(string(@n))"/>', "doc() reads something other than the document"),
        ('<let name="x" value="unparsed-text#1"/>', "unparsed-text() reads something other"),
        ('<let name="x" value="environment-variable(\'HOME\')"/>', "environment-variable() reads something other"),
        ('<xsl:include href="other.xsl"/>', "rules.sch:4: "),
        ('<xsl:function name="f:x"><xsl:result-document href="x"/></xsl:function>', "xsl:result-document writes a file"),
        ('<xsl:variable name="x" select="1" static="yes"/>', "static is worked out while"),
    ],
)  # fmt: skip
def test_a_schema_that_will_not_do(inside: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(EncoderError) as error:
        list(schematron.check(encoder.open_edition(TEI.encode()), write(inside, tmp_path)))
    assert message in str(error.value)


def test_rules_look_up_in_files_of_the_schemas_folder(tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    codes = tmp_path / "lists" / "codes.xml"
    codes.write_text(
        "<list xmlns='http://www.tei-c.org/ns/1.0'><item n='kim'>It's “K” {x}</item></list>", encoding="utf-8"
    )
    inside = (
        "<let name='codes' value=\"doc('lists/codes.xml')\"/><pattern><rule context='t:sp[@who]'>"
        '<assert test="substring(@who, 2) = $codes//t:item/@n">W.</assert>'
        "<assert test=\"document('lists/codes.xml')//t:item = 'It''s “K” {x}'\">X.</assert></rule></pattern>"
    )
    schema = write(inside, tmp_path)
    edition = encoder.open_edition(TEI.encode())
    assert list(schematron.check(edition, schema)) == []
    assert codes in files_of(schema)  # kept verdicts depend on it
    codes.write_text("<list xmlns='http://www.tei-c.org/ns/1.0'><item n='deng'/></list>", encoding="utf-8")
    assert [each.message for each in schematron.check(edition, schema)] == ["W.", "X."]
    codes.unlink()
    with pytest.raises(EncoderError, match="the file that a rule names cannot be read"):
        list(schematron.check(edition, schema))


def test_phases_and_bindings_that_are_not_there(tmp_path: Path) -> None:
    edition = encoder.open_edition(TEI.encode())
    path = write('<phase id="one"><active pattern="p"/></phase><pattern id="p"/>', tmp_path)
    with pytest.raises(EncoderError, match="there is no phase “two”; known are #ALL, one"):
        list(schematron.check(edition, path, "two"))
    with pytest.raises(EncoderError, match="its query binding is stx"):
        list(schematron.check(edition, write("", tmp_path, 'queryBinding="stx"')))
    (tmp_path / "x.sch").write_text("<grammar/>", encoding="utf-8")
    with pytest.raises(EncoderError, match="this is no Schematron schema: its root is grammar"):
        list(schematron.check(edition, tmp_path / "x.sch"))


def test_the_house_rules_agree_with_another_processor() -> None:
    """lxml's, which knows XPath 1.0: the house's rules are written in it."""
    path = resources.schema("tei-encoder.sch")
    other = isoschematron.Schematron(etree.parse(path))
    xml = (ROOT / "output" / "118978.xml").read_text(encoding="utf-8")
    for old, new in (
        ("", ""), ('who="#wcda-118978.wu-xiuquan"', 'who="#nobody"'), ('resp="#wcda-118978.translator">', 'resp="#x">'), ('xml:lang="en"', 'xml:lang="fr"'),
        ('ref="#wcda-118978.kim-il-sung"', 'ref="#wcda-118978.sp-7l2yy"'),
    ):  # fmt: skip
        broken = xml.replace(old, new, 1)
        ours = list(schematron.check(encoder.open_edition(broken.encode()), path))
        assert (not ours) == other.validate(etree.fromstring(broken.encode())), (old, new)


@pytest.mark.parametrize(("name", "record"), [("dracor", "dracor-org__gerdracor__tei__lautensack-medusa.xml"), ("dtabf", "TEIC__TEI-Simple__tests__testms.xml")])  # fmt: skip
def test_rules_of_other_projects(shared: Path, name: str, record: str) -> None:
    edition = encoder.open_edition(shared / "suites" / "tei" / record)
    found = list(schematron.check(edition, shared / "schemas" / f"{name}.sch"))
    assert found
    assert not [each for each in found if "could not be tested" in each.message]
    assert all(each.span for each in found)


IDLE = (  # the inside of a schema, the phase, what is told of it
    ('<pattern><rule context="p"><assert test="0"/></rule></pattern>', "#DEFAULT", "the rule on “p” matches no TEI element: “p” has no namespace prefix"),
    ('<pattern><rule context="t:div/p[1]"><assert test="0"/></rule></pattern>', "#DEFAULT", "“p” has no namespace prefix"),
    ('<pattern id="a"/><pattern><rule context="t:p"><assert test="1"/></rule></pattern>', "#DEFAULT", "the pattern “a” has no rule"),
    ('<phase id="f"/><pattern><rule context="t:p"><assert test="1"/></rule></pattern>', "f", "the phase “f” activates no pattern"),
    ('<pattern><rule context="t:p"><assert test="1"/></rule><rule context="t:p"><assert test="0"/></rule></pattern>', "#DEFAULT", "never fires"),
)  # fmt: skip


@pytest.mark.parametrize(("inside", "phase", "told"), IDLE)
def test_what_judges_nothing_is_told(inside: str, phase: str, told: str, tmp_path: Path) -> None:
    found = list(schematron.check(encoder.open_edition(TEI.encode()), write(inside, tmp_path), phase))
    assert any(told in each.message for each in found if each.rule is schematron.SCHEMATRON_NOT_RUN)


@pytest.mark.parametrize(
    "context",
    [
        "t:sp",
        "t:sp[@who = 'p']",
        "@who",
        "*",
        "text()",
        "t:p/node()",
        "t:sp[p]",
        "t:sp | t:p",
        "/",
        "t:p (: all paragraphs :)",
        "t:p except t:q",
        "attribute(n)",
        "t:p[@n][p[1]]",
        "t:p | p",
        "Q{http://www.tei-c.org/ns/1.0}p",
        "processing-instruction( pb )",
    ],
)
def test_what_may_judge_something_is_not(context: str, tmp_path: Path) -> None:
    schema = write(f'<pattern><rule context="{context}"><assert test="1"/></rule></pattern>', tmp_path)
    found = list(schematron.check(encoder.open_edition(TEI.encode()), schema))
    assert [each for each in found if each.rule is schematron.SCHEMATRON_NOT_RUN and "namespace" in each.message] == []
