"""A house's own page: a stylesheet that imports ours, parameters, words, colours; and what is said of its faults."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import encoder
from encoder.cli import cli
from encoder.publish.rendering import Theme
from encoder.values.edition import Edition
from encoder.values.errors import EncoderError
from tests.conftest import ROOT


def shown_in_the_guide() -> str:
    guide = (ROOT / "docs" / "how-to" / "theme.md").read_text(encoding="utf-8")
    found = re.search(r"```xml\n(<xsl:stylesheet.*?)```", guide, re.DOTALL)
    assert found is not None
    return found[1]


def test_the_stylesheet_of_the_guide(sample: Edition, tmp_path: Path) -> None:
    sheet = tmp_path / "my.xsl"
    sheet.write_text(shown_in_the_guide(), encoding="utf-8")
    html = encoder.render(sample, "html", theme=Theme(stylesheet=sheet, parameters=(("motto", "by hand"),)))
    assert html.count('<mark title="by hand">') >= 7
    assert 'id="wcda-118978.sp-ptjt7"' in html


def test_words_and_colours(sample: Edition, tmp_path: Path) -> None:
    (tmp_path / "house.json").write_text('{"participants": "Wer dabei war"}', encoding="utf-8")
    (tmp_path / "house.css").write_text(":root { --accent: navy }", encoding="utf-8")
    theme = Theme(css=tmp_path / "house.css", strings=tmp_path / "house.json")
    html = encoder.render(sample, "html", theme=theme, language="de")
    assert '<h2 id="participants">Wer dabei war</h2>' in html
    assert html.index("--accent: navy") > html.index("--accent: #7a2e1d")
    assert "Übersetzt von" in html


FAULTS = (  # a stylesheet's template, what is said of it
    ("<xsl:value-of select=\"xs:integer('x')\"/>", r"my\.xsl:6: FORG0001: Cannot convert string “?\"?x"),
    ('<xsl:value-of select="nope("/>', r"my\.xsl:6:\d+: XPST0003: "),
    ("<xsl:value-of select=\"doc('file:///etc/hostname')\"/>", r"my\.xsl:6: FODC000\d: "),
    ("<xsl:nonsense/>", r"my\.xsl:6:\d+: XTSE0010: "),
)


@pytest.mark.parametrize(("template", "message"), FAULTS)
def test_faults_have_a_place_and_a_code(sample: Edition, tmp_path: Path, template: str, message: str) -> None:
    sheet = tmp_path / "my.xsl"
    sheet.write_text(
        f"""<xsl:stylesheet version="3.0" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">
  <xsl:import href='tei-encoder:html.xsl'/>
  <xsl:template match="supplied" mode="html">
    {template}
  </xsl:template>
</xsl:stylesheet>""",
        encoding="utf-8",
    )
    with pytest.raises(EncoderError, match=message):
        encoder.render(sample, "html", theme=Theme(stylesheet=sheet))


XSL = '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">\n{}</xsl:stylesheet>'
REFUSED = (  # what would read or write while it is compiled, or past the result; what is said of it
    ("<xsl:template match='/'><xsl:result-document href='x.txt'>x</xsl:result-document></xsl:template>", ":2: xsl:result-document writes a file"),
    ("<xsl:variable name='s' static='yes' select='1'/>", ":2: static is worked out while"),
    ("<xsl:variable name='s' _select='1'/>", ":2: _select is worked out while"),
    ("<xsl:template match='/' use-when=\"doc-available('x.xml')\"/>", ":2: use-when is worked out while"),
    ("<xsl:template match='/'><p xsl:use-when='true()'/></xsl:template>", ":2: use-when is worked out while"),
    ("<xsl:import href='https://example.org/x.xsl'/>", ":2: “https://example.org/x.xsl” cannot be imported"),
    ("<xsl:import href='more.xsl'/>", r"more\.xsl:2: xsl:result-document writes a file"),
)  # fmt: skip


@pytest.mark.parametrize(("content", "message"), REFUSED)
def test_what_a_stylesheet_may_not_ask_for(sample: Edition, tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "more.xsl").write_text(XSL.format(REFUSED[0][0]), encoding="utf-8")
    (tmp_path / "my.xsl").write_text(XSL.format(content), encoding="utf-8")
    with pytest.raises(EncoderError, match=message):
        encoder.render(sample, "html", theme=Theme(stylesheet=tmp_path / "my.xsl"))


SHAPES = (  # a stylesheet in another dress, what comes of it
    (XSL.format("<xsl:import href='more.xsl'/>"), "beside"),
    ("<?xml version='1.0'?>\n<!-- <xsl:stylesheet> -->\n" + XSL.format("<xsl:import href='more.xsl'/>") + "<!-- </x> -->", "beside"),
    ('<transform version="3.0" xmlns="http://www.w3.org/1999/XSL/Transform"/>', "Kim Il Sung"),
)  # fmt: skip


@pytest.mark.parametrize(("content", "wanted"), SHAPES)
def test_stylesheets_in_every_dress(sample: Edition, tmp_path: Path, content: str, wanted: str) -> None:
    (tmp_path / "more.xsl").write_text(XSL.format("<xsl:template match='/'>beside</xsl:template>"), encoding="utf-8")
    (tmp_path / "my.xsl").write_text(content, encoding="utf-8")
    assert wanted in encoder.render(sample, "html", theme=Theme(stylesheet=tmp_path / "my.xsl"))


def test_a_fault_behind_an_xml_declaration(sample: Edition, tmp_path: Path) -> None:
    template = "<xsl:template match='/'><xsl:sequence select='error()'/></xsl:template>"
    (tmp_path / "my.xsl").write_text(XSL.format(template), encoding="utf-8")
    with pytest.raises(EncoderError, match=r"my\.xsl:2: FOER0000"):
        encoder.render(sample, "text", theme=Theme(stylesheet=tmp_path / "my.xsl"))


WRONG = (  # a name, what is in it, what is said of it
    ("my.xsl", "<html/>", "this is no stylesheet: its root is html"),
    ("my.xsl", "<x", "not well-formed"),
    ("my.xsl", '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">\n<xsl:import href="tei-encoder:htm.xsl"/></xsl:stylesheet>', r"my\.xsl:2: there is no stylesheet “htm\.xsl” of ours; did you mean html\.xsl\?"),
    ("house.json", '{"participant": "x"}', "no string “participant”; did you mean “participants”"),
    ("house.json", "[1]", "an object of texts"),
    ("house.json", "{", "this is no JSON"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "content", "message"), WRONG)
def test_what_is_no_stylesheet_or_no_strings(
    sample: Edition, tmp_path: Path, name: str, content: str, message: str
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    theme = Theme(stylesheet=path) if name.endswith("xsl") else Theme(strings=path)
    with pytest.raises(EncoderError, match=message):
        encoder.render(sample, "html", theme=theme)


IDLE = (  # an output, an option that would do nothing there, what is said
    ("epub", "--css", "a book is the program's own"),
    ("text", "--css", "text has no style sheet"),
    ("json", "--strings", "json has no words"),
    ("html", "--param", "there is none"),
)


@pytest.mark.parametrize(("to", "option", "message"), IDLE)
def test_options_that_would_do_nothing_are_refused(to: str, option: str, message: str) -> None:
    result = CliRunner().invoke(cli, ["render", "x.xml", "--to", to, option, "a=b"])
    assert result.exit_code == 2
    assert message in result.output


def test_data_of_another_stylesheet(sample: Edition, tmp_path: Path) -> None:
    (tmp_path / "my.xsl").write_text(XSL.format("<xsl:template match='/'>no JSON</xsl:template>"), encoding="utf-8")
    with pytest.raises(EncoderError, match=r"is not the JSON of data\.xsl"):
        encoder.render(sample, "csv", theme=Theme(stylesheet=tmp_path / "my.xsl"))


def test_a_style_sheet_cannot_leave_its_place(sample: Edition, tmp_path: Path) -> None:
    (tmp_path / "my.css").write_text("p {} </style><script>", encoding="utf-8")
    with pytest.raises(EncoderError, match=r"my\.css: “</style”"):
        encoder.render(sample, "html", theme=Theme(css=tmp_path / "my.css"))
