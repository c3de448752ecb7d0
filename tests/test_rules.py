"""Every rule can be explained and and for each there is a file that breaks it and nothing else."""

from __future__ import annotations

import pkgutil
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

import encoder
from encoder.check import across
from encoder.rules import GROUPS, NAMES, RULES, chosen
from encoder.validation.one_file import Job, judge
from encoder.values.diagnostics import Rule
from encoder.values.source import Source
from tests.conftest import ROOT

SAMPLE = (ROOT / "output" / "118978.xml").read_text(encoding="utf-8")
SAID = SAMPLE.partition("<speaker>Wu Xiuquan:</speaker>")[2].partition("<p>")[2].partition("</p>")[0]
USE = SAMPLE[SAMPLE.index("<availability") : SAMPLE.index("</availability>") + len("</availability>")]

EDITIONS = (  # rule, what is replaced in the edition of 118978, by what, the start of the message
    ("relaxng-invalid", '<gap reason="illegible"', '<gap reason="unreadable"', "@reason cannot be “unreadable”; it is “illegible”, "),
    ("relaxng-invalid", "<label>Wilson Center Digital Archive</label>", "", "<item> comes too early in <list>: <label> must come before it"),
    ("relaxng-invalid", 'status="unknown"', 'status="unsure"', "@status cannot be “unsure”; it is "),
    ("relaxng-invalid", '<supplied reason="omitted-in-original" resp="#wcda-118978.translator"', '<supplied reason="omitted-in-original"', "<supplied> needs the attribute @resp"),
    ("id-duplicate", 'xml:id="wcda-118978.sp-ex66q"', 'xml:id="wcda-118978.sp-lxdgq"', "the xml:id “wcda-118978.sp-lxdgq” is used a second time"),
    ("pointer-dangling", 'who="#wcda-118978.wu-xiuquan"', 'who="#wcda-118978.wu-xiuqan"', '<sp who="#wcda-118978.wu-xiuqan"> points to nothing: no element has that xml:id; the nearest is #wcda-118978.wu-xiuquan'),
    ("pointer-dangling", '<persName ref="#wcda-118978.nam-il">', '<persName ref="#nobody">', '<persName ref="#nobody"> points to nothing'),
    ("pointer-wrong-kind", 'who="#wcda-118978.wu-xiuquan"', 'who="#wcda-118978.sp-ekgyr"', '<sp who="#wcda-118978.sp-ekgyr"> points to a <sp>; it must point to a person'),
    ("pointer-bare", 'who="#wcda-118978.wu-xiuquan"', 'who="wcda-118978.wu-xiuquan"', '<sp who="wcda-118978.wu-xiuquan"> points to a file; #wcda-118978.wu-xiuquan is meant'),
    ("identifier-invalid", "<persName>Nam Il</persName>", '<persName>Nam Il</persName><idno type="ORCID">0000-0002-1825-0098</idno>', "“0000-0002-1825-0098” is no ORCID: its last sign would be 7"),
    ("language-undeclared", 'xml:lang="en"', 'xml:lang="fr"', '<TEI xml:lang="fr">: the language “fr” is not declared'),
    ("language-tag", 'xml:lang="en"', 'xml:lang="english"', '<TEI xml:lang="english">: “english” is no language in BCP 47; did you mean en?'),
    ("language-tag", 'ident="zh"', 'ident="zho"', '<language ident="zho">: “zho” is no language in BCP 47; did you mean zh?'),
    ("date-form", 'when="1961-10-07"', 'when="1961-10-7"', "@when cannot be “1961-10-7”; W3C's form is 1961-10-07"),
    ("date-order", '<date when="1961-10-07">', '<date from="1961-10-07" to="1961-10">', None),  # the month is neither before nor after
    ("date-order", '<date when="1961-10-07">', '<date from="1961-10-07" to="1961-09">', '<date> ends before it begins: from="1961-10-07", to="1961-09"'),
    ("date-weekday", "Distributed on <date", "Distributed on Monday, <date", "October 7, 1961 was a Saturday, not a Monday"),
    ("header-incomplete", USE, "", "the header does not say how it may be used"),
    ("element-empty", "Break and lunch together.", "", "<stage> is empty"),
    ("content-placeholder", "Henry Luce Foundation</funder>", "TODO: who?</funder>", "<funder> holds a placeholder, “TODO:”"),
    ("content-placeholder", ">The source states no licence.<", ">[Insert licence]<", "<p> holds a placeholder, “[Insert licence]”"),
    ("speech-empty", f"<p>{SAID}</p>", "<p/>", "this speech has no words"),
    ("speech-continuation", '<sp xml:id="wcda-118978.sp-cbaoh"', '<sp prev="#wcda-118978.sp-jscyp" xml:id="wcda-118978.sp-cbaoh"', "@prev does not point to an earlier speech: #wcda-118978.sp-jscyp"),
    ("speech-continuation", '<sp xml:id="wcda-118978.sp-cbaoh"', '<sp prev="#wcda-118978.sp-7l2yy" xml:id="wcda-118978.sp-cbaoh"', None),
    ("speaker-contradicts", "<speaker>Wu Xiuquan:</speaker>", "<speaker>Nam Il:</speaker>", "the label “Nam Il:” names #wcda-118978.nam-il, and @who points to #wcda-118978.wu-xiuquan"),
    ("page-skipped", f"<p>{SAID}</p>", '<p><pb n="ii"/><pb n="2"/>A <pb n="3"/>B <pb n="5"/></p>', "page 5 comes after page 3"),
    ("page-skipped", f"<p>{SAID}</p>", '<p><pb n="7r"/>A <pb n="8r"/></p>', "page 8r comes after page 7r"),
    ("page-skipped", f"<p>{SAID}</p>", '<p><pb n="viii"/>A <pb n="ix"/>B <pb n="xi" ed="b"/></p>', None),
    ("character-not-nfc", "Break and lunch", "Breáék and lunch".replace("áé", "e\u0301a"), "words that are not in form C: “Bree[U+0301]ak”"),
    ("character-bidi", "Break and lunch", "Break\u202e and lunch", "direction controls: “[U+202E]”"),
    ("character-confusable", "Break and lunch", "Br\u0435ak and lunch", "words in two scripts: “Br\u0435ak”, where “\u0435” is CYRILLIC SMALL LETTER IE"),
    ("character-ocr", "Break and lunch", "Break and 1unch, f0r", "words with a figure or bar inside: “f0r”"),
    ("character-private", "Break and lunch", "Break\ue000 and lunch", "characters without a known meaning: “[U+E000]”"),
    ("quotes-mixed", "Break and lunch", "Break “and” lunch", "quotation marks of two kinds: “ beside "),
    ("space-doubled", "Break and lunch", "Break  and lunch", "blanks between two words: 2 of them"),
    ("merge-conflict", "Break and lunch", "<?tei-encoder-conflict Break and tea?>Break and lunch", "the record now has here: Break and tea"),
    ("merge-conflict", "Break and lunch", "<!-- <?tei-encoder-conflict Break and tea?> -->Break and lunch", None),
    ("suppression-invalid", "<text", '<?tei-encoder ignore="page-skipped"?><text', "it gives no reason why page-skipped may stand"),
    ("suppression-invalid", "<text", '<?tei-encoder ignore="pages" reason="x"?><text', "there is no rule “pages”"),
    ("suppression-invalid", "<text", '<?tei-encoder ignore="page-skipped" reason="x"?><text', "nothing is left that this lets stand (page-skipped)"),
    ("suppression-invalid", "<text", '<?tei-encoder ignore="page-skipped" reason="x" until="1999-01-01"?><text', "it ended on 1999-01-01; the reason was: x"),
    ("suppression-invalid", "<text", '<?tei-encoder ignore="page-skipped" reason="x" until="soon"?><text', "“soon” is not a date"),
    ("pointer-elsewhere", '<persName ref="#wcda-118978.nam-il">', '<persName ref="persons.xml#wcda-118978.nam-il">', "“persons.xml#wcda-118978.nam-il” points to a file that is not there"),
)  # fmt: skip
TALK = "Kim: One.\n\nDeng: Two.\n\nKim: Three.\n\nDeng: Four.\n\n"
COVER = "Citation:\n\n“Talk,” {}, Wilson Center Digital Archive, PRC FMA 1. Translated by Jane Roe.\n\nOriginal Language:\n\n{}\n\nContents:\n\nTranslation - English\n\nMinutes of Talk\n\n"
COMMITTEES = (
    "Finance",
    "Agriculture",
    "Energy",
    "Rules",
    "the Budget",
    "Health",
    "Labor",
    "Aging",
    "Commerce",
    "Justice",
)
FORM = "Daily Digest\n\n" + "\n\n".join(
    f"Committee on {each}: Committee concluded hearings to examine the budget for {year}, after receiving testimony."
    for year, each in enumerate([*COMMITTEES, *(f"{each} of the Senate" for each in COMMITTEES)], 1980)
)
RECORDS = (  # rule, a record in which it is met
    ("speech-missing", FORM),
    ("profile-chosen", TALK), ("encoding-guessed", "Caf\xe9 and na\xefve".encode("cp1252")), ("character-forbidden", "One\x01 two."),
    ("page-furniture", b"<!DOCTYPE html><html><body><nav>Home</nav><main><p>One two.</p></main></body></html>"),
    ("citation-missing", "Original Language:\n\nChinese\n\nContents:\n\nTranslation - English\n\nKim: One."),
    ("citation-unparsed", COVER.format("in the spring or so", "Chinese") + TALK), ("date-impossible", "It was the 31 September 1961, he said."),
    ("date-weekday", "On Monday, September 10, 1961, it was said."), ("language-unknown", COVER.format("May 1, 1961", "Klingonese") + TALK),
    ("text-language", "Der Vorsitzende und die Genossen haben nicht mit uns gesprochen, und wir haben das auch nicht von ihnen verlangt. " * 4),
    ("lines-doubled", "\n\n".join(f"I have come here {n} times to tell you about the\n\nmatter of the grain, which we have had before us." for n in range(12))),
    ("participant-titled", "Memorandum of Conversation between Dean Rusk and Paul Hasluck\n\nMr. Rusk said that the matter was closed. Mr. Hasluck agreed.\n"),
    ("participant-duplicate", "Participants: Kim Il Sung, Deng Xiaoping, Kim Il Sung\n\n" + TALK), ("speaker-style", TALK),
    ("bracket-unclosed", "It was [said."), ("bracket-unopened", "It was] said."),
    ("speaker-unlisted", TALK), ("speaker-unknown", "Participants: Kim Il Sung, Zhou Enlai\n\n" + TALK),
    ("speaker-short-name", "Participants: Kim Il Sung, Deng Xiaoping\n\n" + TALK),
    ("correspondence-read", "Letter from Kim Il Sung to Mao Zedong\n\nDear Comrade Mao Zedong,\n\nIt was good.\n\nKim Il Sung"),
)  # fmt: skip
ELSEWHERE = {  # rules that need more than one text; where they are tried
    "file-unusable": "test_reports.py", "bracket-kind-unknown": "test_brackets.py", "cover-missing": "test_card.py", "metadata-read": "test_webrecord.py", "date-outside": "test_dates.py",
    "line-hyphen": "test_hyphens.py", "note-doubtful": "test_footnotes.py", "note-unmatched": "test_footnotes.py", "running-head": "test_furniture.py", "line-numbers": "test_line_numbers.py", "furniture-doubtful": "test_furniture.py", "page-join": "test_record_118978.py",
    "speaker-doubtful": "test_speakers.py", "stage-inferred": "test_record_118978.py", "person-known": "test_people.py",
    "person-ambiguous": "test_people.py", "speaker-ambiguous": "test_speakers.py", "schematron": "test_schematron.py", "schematron-not-run": "test_first_contact.py", "ingest": "test_ingest.py",
    "source-changed": "test_source.py", "source-missing": "test_source.py", "source-added": "test_source.py", "source-moved": "test_source.py",
    "include-missing": "test_corpora.py", "id-shared": "test_corpora.py", "edition-duplicate": "test_batch.py", "edition-edited": "test_build.py", "text-lost": "test_validation.py", "text-doubled": "test_validation.py",
    "text-changed": "test_validation.py", "decision-unmatched": "test_decisions.py", "decision-ambiguous": "test_decisions.py",
    "paragraph-doubtful": "test_decisions.py", "fact-doubtful": "test_facts.py", "content-left-out": "test_readers.py", "speaker-unstated": "test_readers.py", "participant-doubtful": "test_participants.py", "person-alike": "test_site.py", "person-same-name": "test_site.py",
}  # fmt: skip


OPEN = ("page-skipped", "pointer-elsewhere", "header-incomplete")
"""Rules of what the house's editions cannot have: any schema will do."""


@pytest.mark.parametrize(("rule", "old", "new", "message"), EDITIONS)
def test_a_fault_gives_one_finding_at_its_place(
    rule: str, old: str, new: str, message: str | None, tmp_path: Path
) -> None:
    assert old in SAMPLE
    path, schema = tmp_path / "x.xml", tmp_path / "any.rnc"
    path.write_text(SAMPLE.replace(old, new, 1), encoding="utf-8")
    schema.write_text("start = any\nany = element * { attribute * { text }*, (text | any)* }", encoding="utf-8")
    verdict = judge(str(path), Job(schema=str(schema) if rule in OPEN else None, today=date(2026, 11, 25)))
    assert verdict.facts
    found = [(each.line, each.rule, each.finding.message) for each in verdict.findings]
    found += [
        (place.line, each.rule.name, each.message) for _, place, each in across.check([(str(path), verdict.facts)])
    ]
    assert [each[1] for each in found] == ([rule] if message else [])
    for line, _, said in found:
        assert said.startswith(str(message))
        if rule != "header-incomplete":  # which stands at the header, of what is not there
            assert abs(line - SAMPLE[: SAMPLE.index(old)].count("\n") - 1) <= 2


@pytest.mark.parametrize(("rule", "record"), RECORDS)
def test_a_record_that_meets_a_rule(rule: str, record: str | bytes) -> None:
    edition = encoder.encode(record if isinstance(record, bytes) else Source(record, "r.txt"))
    assert rule in [finding.rule.name for finding in edition.findings]


def test_every_rule_is_tried() -> None:
    tried = {rule for rule, *_ in EDITIONS} | {rule for rule, _ in RECORDS} | set(ELSEWHERE)
    assert {rule.name for rule in RULES} == tried
    for rule, name in ELSEWHERE.items():
        assert f'"{rule}"' in (ROOT / "tests" / name).read_text(encoding="utf-8"), rule


def test_every_rule_is_known_to_explain() -> None:
    modules = [
        import_module(m.name) for m in pkgutil.walk_packages(encoder.__path__, "encoder.") if "__main__" not in m.name
    ]
    found = {value for module in modules for value in vars(module).values() if isinstance(value, Rule)}
    assert found == set(RULES)
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_what_a_rule_says_of_itself() -> None:
    for rule in RULES:
        assert "What to do:" in rule.explanation
        assert rule.summary.endswith(".")
    for group in ("relaxng", "identifiers", "pointers", "header", "languages", "content", "characters", "dates"):
        for rule in GROUPS[group]:
            if rule.name not in ("date-impossible", "date-outside"):  # of records, which the Guidelines do not know
                assert "Guidelines: " in rule.explanation, rule.name
                assert "Example: " in rule.explanation, rule.name


def test_rules_are_chosen_by_name_and_by_group() -> None:
    assert chosen((), ())("page-skipped")
    assert not chosen(("pointers",), ())("page-skipped")
    assert chosen(("pointers",), ())("id-duplicate")
    assert not chosen(("pointers",), ("id-duplicate",))("id-duplicate")
    assert chosen(("schematron",), ())("schematron:who")
    assert not chosen((), ("schematron:who",))("schematron:who")
    assert set(NAMES) == set(GROUPS)
