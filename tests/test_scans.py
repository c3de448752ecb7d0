"""Pages read by a machine (ALTO, PAGE, hOCR), and transcripts of recordings (Transcriber, ELAN)."""

from __future__ import annotations

import random
from contextlib import suppress

import pytest

import encoder
from encoder import read
from encoder.values.diagnostics import Diagnostic
from encoder.values.errors import EncoderError
from encoder.values.source import Source
from tests.conftest import NS

_CHANCE = random.Random(3)
_WORDS = "letter harvest north south minister figures provinces month experts wheat river bridge price winter railway".split()


def _line(first: str, last: str = "") -> str:
    """A line of a page, with other words each time."""
    return f"{first} {' and the '.join(_CHANCE.sample(_WORDS, 4))}{last}"


PAGES = tuple(
    (
        (f"— {number} —",),
        (_line("of the" if number > 7 else "Kim: We have read of the"), _line("and of the"), _line("and then of the", ".")),
        (_line("Deng: We thank you for the"), _line("and for the", ".")),
        (_line("Kim: We ask you to read of the"), _line("and of the"), _line("and of the", ",")),
    )
    for number in range(7, 12)
)  # fmt: skip
TEXT = "\f".join("\n\n".join("\n".join(block) for block in page) + "\n" for page in PAGES)


def alto() -> str:
    def line(words: str) -> str:
        hyphen = "<HYP/>" if words.endswith("-") else ""
        pieces = "<SP/>".join(f'<String CONTENT="{word}"/>' for word in words.removesuffix("-").split())
        return f"<TextLine>\n{pieces}{hyphen}</TextLine>"

    def block(lines: tuple[str, ...]) -> str:
        return f"<TextBlock>{''.join(map(line, lines))}</TextBlock>"

    pages = "".join(f"<Page><PrintSpace>{''.join(map(block, page))}</PrintSpace></Page>" for page in PAGES)
    layout = f"<Layout>{pages}</Layout>"
    return f'<?xml version="1.0"?>\n<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#">{layout}</alto>'


def page_xml() -> str:
    """The regions of a page in another order than they are read."""
    made = ""
    for number, page in enumerate(PAGES):
        order = "".join(f'<RegionRefIndexed index="{at}" regionRef="r{number}{at}"/>' for at in range(len(page)))
        regions = [
            f'<TextRegion id="r{number}{at}">'
            + "".join(f"<TextLine><TextEquiv><Unicode>{words}</Unicode></TextEquiv></TextLine>" for words in block)
            + "</TextRegion>"
            for at, block in enumerate(page)
        ]
        group = f"<ReadingOrder><OrderedGroup>{order}</OrderedGroup></ReadingOrder>"
        made += f"<Page>{group}{''.join(reversed(regions))}</Page>"
    space = "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"
    return f'<?xml version="1.0"?>\n<PcGts xmlns="{space}">{made}</PcGts>'


def hocr() -> str:
    def paragraph(lines: tuple[str, ...]) -> str:
        return "<p class='ocr_par'>" + "".join(f"<span class='ocr_line'>{words}</span>" for words in lines) + "</p>"

    pages = "".join(f'<div class="ocr_page">{"".join(map(paragraph, page))}</div>' for page in PAGES)
    return f"<!DOCTYPE html>\n<html><head><title>x</title></head><body>{pages}</body></html>"


def source(text: str, name: str = "a.xml") -> tuple[Source, list[Diagnostic]]:
    findings: list[Diagnostic] = []
    return read.read_bytes(text.encode(), name, findings.append), findings


@pytest.mark.parametrize("form", [alto, page_xml, hocr])
def test_pages_keep_their_lines_blocks_and_ends(form: object) -> None:
    found, _ = source(form())  # type: ignore[operator]
    assert found.text == TEXT


@pytest.mark.parametrize("form", [alto, page_xml, hocr])
def test_a_sentence_goes_on_over_the_page(form: object) -> None:
    edition = encoder.encode(form().encode(), name="a.xml")  # type: ignore[operator]
    said = [" ".join("".join(p.itertext()).split()) for p in edition.root.findall(".//t:sp/t:p", NS)]
    assert len(said) == 11
    first, last = PAGES[0][-1][-1].split()[-1], PAGES[1][1][0]
    assert f"{first} {last}" in said[2]
    assert {omission.text for omission in edition.omissions} == {f"— {number} —" for number in range(7, 12)}
    assert list(encoder.validate(edition)) == []


def test_a_place_leads_back_to_the_line_of_the_file() -> None:
    found, _ = source(alto())
    assert found.position(found.text.index("Deng")).line == alto()[: alto().index("Deng")].count("\n")


TRANSCRIBER = """<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE Trans SYSTEM "trans-14.dtd">
<Trans><Speakers><Speaker id="s1" name="Ann Roe"/><Speaker id="s2" name="Jan Nowak"/></Speakers><Episode><Section>
<Turn speaker="s1" startTime="0" endTime="4"><Sync time="0"/>When were you <Event desc="laughs"/> born?</Turn>
<Turn speaker="s2" startTime="4" endTime="9"><Sync time="4"/>In May.<Sync time="6"/> In Gdynia.</Turn>
<Turn speaker="s1 s2" startTime="9" endTime="12"><Sync time="9"/><Who nb="1"/>I see.<Who nb="2"/>Yes.</Turn>
<Turn startTime="12" endTime="14"><Sync time="12"/>Music is heard.</Turn>
</Section></Episode></Trans>"""


def test_transcriber() -> None:
    found, findings = source(TRANSCRIBER, "a.trs")
    assert found.text == (
        "Ann Roe\nWhen were you [laughs] born?\n\nJan Nowak\nIn May. In Gdynia.\n\nAnn Roe\nI see.\n\n"
        "Jan Nowak\nYes.\n\nMusic is heard."
    )
    assert [each.rule.name for each in findings] == ["speaker-unstated"]
    assert found.position(found.text.index("Music")).line == 7
    edition = encoder.encode(TRANSCRIBER.encode("latin-1"), name="a.trs")
    speakers = [speaker.text for speaker in edition.root.findall(".//t:speaker", NS)]
    assert speakers == ["Ann Roe", "Jan Nowak", "Ann Roe", "Jan Nowak"]


def annotation(slot: str, words: str) -> str:
    return (
        f'<ANNOTATION><ALIGNABLE_ANNOTATION TIME_SLOT_REF1="{slot}"><ANNOTATION_VALUE>{words}</ANNOTATION_VALUE>'
        "</ALIGNABLE_ANNOTATION></ANNOTATION>"
    )


ELAN = (
    '<?xml version="1.0"?>\n<ANNOTATION_DOCUMENT xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><TIME_ORDER>'
    + "".join(f'<TIME_SLOT TIME_SLOT_ID="t{n}" TIME_VALUE="{n * 900}"/>' for n in range(4))
    + '</TIME_ORDER><TIER TIER_ID="A" PARTICIPANT="Ann Roe">'
    + annotation("t0", "When were you born?") + annotation("t3", "I see.")
    + '</TIER><TIER TIER_ID="Jan">' + annotation("t1", "In May.") + annotation("t2", "In Gdynia.")
    + '</TIER><TIER TIER_ID="gloss" PARENT_REF="Jan">' + annotation("t1", "month") + "</TIER></ANNOTATION_DOCUMENT>"
)  # fmt: skip


def test_elan() -> None:
    found, findings = source(ELAN, "a.eaf")
    assert found.text == "Ann Roe\nWhen were you born?\n\nJan\nIn May.\n\nIn Gdynia.\n\nAnn Roe\nI see."
    assert [each.message for each in findings if "gloss" in each.message]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<?xml version='1.0'?><Trans><Episode/></Trans>", "there are no words in this transcript"),
        ("<?xml version='1.0'?><alto xmlns='x'><Layout/></alto>", "these pages contain no recognised text"),
        ("<?xml version='1.0'?><alto xmlns='x'><Layout>", "this XML is not well-formed"),
        ("<?xml version='1.0'?><other/>", "this is XML, not a record"),
        ("<?xml version='1.0'?><!DOCTYPE Trans [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><Trans><Turn>&a;</Turn></Trans>",
         "there are no words"),
    ],
)  # fmt: skip
def test_what_has_no_words_is_refused(text: str, words: str) -> None:
    with pytest.raises(EncoderError, match=words):
        source(text)


@pytest.mark.parametrize("text", [alto(), page_xml(), hocr(), TRANSCRIBER, ELAN])
def test_damaged_files_are_refused_or_read_and_never_a_fault(text: str) -> None:
    chance = random.Random(7)
    for _ in range(60):
        at, length = chance.randrange(len(text)), chance.randrange(1, 40)
        broken = text[:at] + chance.choice(("", "<", "&", "\x00", text[:length])) + text[at + length :]
        with suppress(EncoderError):
            assert source(broken)[0].text


def text_of(body: str, root: str = "alto") -> str:
    return source(f'<?xml version="1.0"?>\n<{root} xmlns="x">{body}</{root}>')[0].text


def test_alto_of_other_programs() -> None:
    words = (
        '<String CONTENT="Marszałek:"/><String CONTENT="Otwieram"/>'
        '<String CONTENT="posie" SUBS_TYPE="HypPart1" SUBS_CONTENT="posiedzenie"/>'
    )
    rest = '<String CONTENT="dzenie." SUBS_TYPE="HypPart2" SUBS_CONTENT="posiedzenie"/><String/>'
    block = f"<TextBlock><TextLine>{words}</TextLine><TextLine>{rest}</TextLine></TextBlock>"
    foot = '<BottomMargin><TextBlock><TextLine><String CONTENT="7"/></TextLine></TextBlock></BottomMargin>'
    inner = f"<ComposedBlock><ComposedBlock>{block}</ComposedBlock></ComposedBlock>"
    made = text_of(f"<Layout><Page>{foot}<PrintSpace>{inner}</PrintSpace></Page></Layout>")
    assert made == "Marszałek: Otwieram posie-\ndzenie.\n\n7\n"


def region(name: str, inside: str) -> str:
    return f'<TextRegion id="{name}">{inside}</TextRegion>'


def equiv(words: str, index: str = "0") -> str:
    return f'<TextEquiv index="{index}"><Unicode>{words}</Unicode></TextEquiv>'


def test_page_xml_of_other_programs() -> None:
    columns = "".join(
        f'<OrderedGroupIndexed index="{at}">'
        + "".join(f'<RegionRefIndexed index="{n}" regionRef="{column}{n}"/>' for n in range(2))
        + "</OrderedGroupIndexed>"
        for at, column in enumerate("ab")
    )
    order = f"<ReadingOrder><OrderedGroup>{columns}</OrderedGroup></ReadingOrder>"
    words = "<TextLine><Word>" + equiv("Minister:") + "</Word><Word>" + equiv("lost.") + "</Word></TextLine>"
    regions = (
        region("b1", equiv("fourth")) + region("b0", equiv("third") + region("c0", equiv("inner")))
        + region("a0", words) + region("a1", f"<TextLine>{equiv('worse', '1')}{equiv('better', 'x')}</TextLine>")
    )  # fmt: skip
    made = text_of(f"<Page>{order}{regions}</Page>", "PcGts")
    assert made.split("\n\n") == ["Minister: lost.", "worse", "fourth", "inner\n"] or made.split("\n\n") == [
        "Minister: lost.", "worse", "third", "fourth", "inner\n",
    ]  # fmt: skip


def test_hocr_of_other_programs() -> None:
    page = (
        '<!DOCTYPE html><html><head><meta charset="iso-8859-1"><title>x</title></head><body><div class="ocr_page">'
        '<div class="ocr_carea"><span class="ocr_header">Président</span>'
        '<p class="ocr_par"><span class="ocr_line">one <span class="ocrx_word">two</span></span></p></div>'
        '<span class="ocrx_word">alone</span></div></body></html>'
    )
    found = read.read_bytes(page.encode("latin-1"), "a.html", lambda _: None).text
    assert found.split() == ["Président", "one", "two", "alone"]


def test_elan_without_times_keeps_the_order_of_its_slots() -> None:
    made = source(ELAN.replace(' TIME_VALUE="900"', ""), "a.eaf")[0].text
    assert made.index("In May.") < made.index("In Gdynia.") < made.index("I see.")


def test_an_unknown_encoding_and_text_outside_lines_are_no_fault() -> None:
    page = (
        '<!DOCTYPE html><html><head><meta charset="x-nothing"></head><body><div class="ocr_page">'
        '<span class="ocr_line">one two</span> stray</div></body></html>'
    )
    found, findings = source(page, "a.html")
    assert found.text == "one two\n"
    assert [each.message for each in findings if "text that stands in no line" in each.message]
