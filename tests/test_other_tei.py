"""TEI that this program does not write: one reading is shown, nothing is glued, lost or doubled, in each output."""

from __future__ import annotations

import re

import html5lib
import pytest

import encoder
from encoder.values.errors import EncoderError

HEADER = "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p>x</p></publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader>"
HTML = "{http://www.w3.org/1999/xhtml}"
TEI = (  # content of the body; reading text; diplomatic text; words on the page
    ("<p>a <choice><abbr>hoiu</abbr><expan>hominum</expan></choice> et</p>", "a hominum et", "a hoiu et", "a hoiu hominum et"),
    ("<p><choice><sic>draught</sic><corr>drought</corr></choice>.</p>", "drought.", "draught.", "draught drought."),
    ("<p><choice><orig>vp</orig><reg>up</reg></choice></p>", "up", "vp", "vp up"),
    ("<p><choice><unclear>one</unclear><unclear>two</unclear></choice></p>", "one", "one", "one two"),
    ("<p>be <del>very</del><add>most</add> so</p>", "be most so", "be ⟦very⟧\\most/ so", "be very most so"),
    ("<p>a <subst><del>b</del><add>c</add></subst> d</p>", "a c d", "a ⟦b⟧\\c/ d", "a b c d"),
    ("<p>a <app><lem>alpha</lem><rdg wit='#B'>beta</rdg></app> z</p>", "a alpha z", "a alpha z", "a alpha beta z"),
    ("<p>a <app><rdg wit='#A'>alpha</rdg><rdg wit='#B'>beta</rdg></app></p>", "a alpha", "a alpha", "a alpha beta"),
    ("<p>one<lb/>two <lb/>three four<lb break='no'/>teen</p>", "one two three fourteen", "one two three fourteen", "one two three fourteen"),
    ("<lg><l>Shall I</l><l>compare</l></lg>", "Shall I compare", "Shall I compare", "Shall I compare"),
    ("<sp><speaker>ANN</speaker><l>Shall I</l><l>go</l></sp>", "ANN Shall I go", "ANN Shall I go", "ANN Shall I go"),
    ("<p>a <gap reason='lost'/> b</p>", "a […] b", "a […] b", "a […] b"),
    ("<p>see <ptr target='http://e.org/'/></p>", "see http://e.org/", "see http://e.org/", "see http://e.org/"),
    ("<figure><graphic url='a.png'/><head>Cap</head><figDesc>desc</figDesc></figure><p>x</p>", "[a.png] Cap desc x", "[a.png] Cap desc x", "[a.png] Cap desc x"),
    ("<p>to <address><street>Via Roma 1</street><placeName>Pisa</placeName></address> now</p>", "to Via Roma 1 Pisa now", "to Via Roma 1 Pisa now", "to Via Roma 1 Pisa now"),
    ("<p>word<note place='foot' n='1'>foot</note> on</p>", "word [foot] on", "word [foot] on", "word [foot] on"),
    ("<div><u who='#ann'><seg>Hello</seg> <vocal><desc>laughs</desc></vocal></u><incident><desc>door</desc></incident></div>", "ann: Hello (laughs) (door)", "ann: Hello (laughs) (door)", "ann Hello (laughs) (door)"),
    ("<p><w>One</w> <w>two</w><pc>,</pc></p>", "One two,", "One two,", "One two,"),
    ("<p><persName><forename>Ann</forename> <surname>Roe</surname></persName> and all<pb n='3'/>the re<pb n='4' break='no'/>st</p>", "Ann Roe and all the rest", "Ann Roe and all the re st", "Ann Roe and all the rest"),
    ("<p>a <choice><sic>b</sic><corr>c</corr><corr>d</corr></choice></p>", "a c", "a b", "a b c d"),
    ("<u who='#ann'>Well <pause/> yes</u>", "ann: Well (pause) yes", "ann: Well (pause) yes", "ann Well (pause) yes"),
    ("<ab>one</ab><ab>two</ab>", "one two", "one two", "one two"),
    ("<list type='gloss'><label>a</label><item>b</item></list>", "a b", "a b", "a b"),
    ("<p>He <restore><del>never</del></restore> came.</p>", "He never came.", "He ⟦never⟧ came.", "He never came."),
    ("<list type='gloss'><head>Terms</head><label>a</label><item>b</item></list>", "Terms a b", "Terms a b", "Terms a b"),
    ("<p>a <graphic url='b.png'><desc>A map</desc></graphic> <choice><abbr>Mr</abbr><expan/></choice></p>", "a [A map] Mr", "a [A map] Mr", "a [A map] Mr"),
    ("<p><persName><roleName>President</roleName><surname>Smith</surname></persName> spoke</p>", "President Smith spoke", "President Smith spoke", "President Smith spoke"),
    ("<u who='#A'><seg>One.</seg><seg>Two.</seg></u>", "A: One. Two.", "A: One. Two.", "A One. Two."),
    ("<p>x<note><p>one</p><p>two</p></note></p>", "x [one two]", "x [one two]", "x [one two]"),
    ("<div1><head>H1</head><div2><head>H2</head><p>para</p></div2></div1>", "H1 H2 para", "H1 H2 para", "H1 H2 para"),
    ("<list><item>i1<list><item>i2</item></list></item></list>", "i1 i2", "i1 i2", "i1 i2"),
    ("<p>at<address><addrLine>L1</addrLine><addrLine>L2</addrLine></address>then</p>", "at L1 L2 then", "at L1 L2 then", None),
    ("<table><row><cell><p>a</p><p>b</p></cell></row></table>", "a b", "a b", "a b"),
    ("<p>He said <q>yes</q>.</p>", "He said “yes”.", "He said “yes”.", "He said “yes”."),
    ("<p>He <gap><desc>a leaf is lost</desc></gap> left. <stage>aside</stage></p>", "He [a leaf is lost] left. (aside)", "He [a leaf is lost] left. (aside)", "He [a leaf is lost] left. (aside)"),
    ("<u who='#A'><seg><w>Dobar</w>\n<w join='right'>dan</w>\n<pc>.</pc></seg></u>", "A: Dobar dan.", "A: Dobar dan.", "A Dobar dan."),
    ("<p>hyph-\n<lb break='no'/>enated com\n   <lb break='no'/>plete</p>", "hyphenated complete", None, "hyphenated complete"),
    ("<p><bibl><author>Roe</author><title>Talks</title></bibl></p>", "Roe Talks", "Roe Talks", None),
    ("<sp who='#x'><speaker>HELENE</speaker><p>No.</p></sp>", "HELENE No.", "HELENE No.", "HELENE No."),
    ("<p><w>We</w> <w>met</w> <name><w>Bob</w> <w>Roe</w></name> <w>there</w></p>", "We met Bob Roe there", "We met Bob Roe there", "We met Bob Roe there"),
    ("<p><w>said</w> <pc>(</pc><w>aside</w><pc>)</pc> <w>l’</w><w>été</w></p>", "said (aside) l’été", None, None),
    ("<p>“<q>three</q>” and <q>『八』</q> (<stage>laughs</stage>)</p>", "“three” and 『八』 (laughs)", None, "“three” and 『八』 (laughs)"),
    ("<p><persName><surname>O</surname><!-- c --><genName>III</genName></persName></p>", "O III", "O III", "O III"),
    ("<table><row><cell>1</cell><cell>2</cell></row></table>", "1 2", "1 2", "1 2"),
)  # fmt: skip


def tei(body: str, before: str = "") -> bytes:
    return f'{before}<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="a" xml:lang="en">{HEADER}<text><body>{body}</body></text></TEI>'.encode()


@pytest.mark.parametrize(("body", "reading", "diplomatic", "page"), TEI)
def test_words_are_whole_apart_and_once(body: str, reading: str, diplomatic: str | None, page: str | None) -> None:
    edition = encoder.open_edition(tei(body))
    assert encoder.render(edition, "text").split()[1:] == reading.split()
    if diplomatic is not None:
        assert encoder.render(edition, "text", view="diplomatic").split() == diplomatic.split()
    (main,) = html5lib.parse(encoder.render(edition, "html")).iter(f"{HTML}main")
    shown = re.sub(r"\s+", " ", "".join(main.itertext())).strip()
    assert page is None or shown.endswith(page), shown


def test_a_doctype_that_only_names_the_root_is_harmless() -> None:
    assert "Hello" in encoder.render(encoder.open_edition(tei("<p>Hello</p>", "<!DOCTYPE TEI>")), "text")


def test_utf_32_is_refused_for_a_doctype_could_hide_in_it() -> None:
    data = tei("<p>Hello</p>", '<!DOCTYPE TEI [<!ENTITY a "b">]>').decode()
    for encoding in ("utf-32", "utf-32-le", "utf-32-be"):
        with pytest.raises(EncoderError, match="UTF-32; save it as UTF-8"):
            encoder.open_edition(data.encode(encoding))


def test_pages_without_a_text_are_no_empty_page() -> None:
    data = f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEADER}<sourceDoc><surface><line>To be</line></surface></sourceDoc></TEI>'
    with pytest.raises(EncoderError, match="has no text to render: its transcription is in sourceDoc"):
        encoder.render(encoder.open_edition(data.encode()), "html")
