"""The two questions “is this a speaker's label?” and “does a speech begin at this place?”, feature by feature.

Values run from 0 to 1, or are logarithms of counts. Phrases go on after the label: “Kim: comes back 54 times”.
"""

from __future__ import annotations

from collections.abc import Callable
from math import log1p
from typing import NamedTuple

from encoder import lexicon
from encoder.evidence import Feature, Question
from encoder.parse.talk.turns.candidates import At, Candidate, Form
from encoder.parse.talk.turns.evidence import is_whole
from encoder.parse.talk.turns.labels import FormFacts, Label, Record
from encoder.parse.talk.turns.likeness import Likeness


class Asked(NamedTuple):
    """A label in its record."""

    label: Label
    form: FormFacts
    record: Record


class Placed(NamedTuple):
    """One place of a label, with what the first pass thought of it and of what stands around it."""

    candidate: Candidate
    label: Label
    form: FormFacts
    record: Record
    odds: float
    """Of its label, by the first pass; between -8 and 8."""
    share: float
    """Of the paragraphs, how many begin with a label of this form that the first pass believes."""
    best_share: float
    """The same of the form that explains most."""
    before: float
    after: float
    """The probability of the nearest candidate of any form before and after, by the first pass."""
    rival: float
    """The greatest probability of another candidate at the same place."""
    lower: bool
    """Whether the words after it begin in lower case."""
    nothing: bool
    gap: int
    """Paragraphs since the last place that the first pass believes."""
    until: int
    """Paragraphs until the next one."""
    near: float
    """Of the candidates near it, the probable share of speeches."""
    other_share: float
    """The greatest share of another form."""
    brief_near: float
    """Of the candidates near it, the share whose words are few and no sentence."""
    early: float
    """1 where nine in ten of the believed speeches and more come after it, and it is in the first fifth."""
    kin: float
    """The greatest probability of the same label in another form, or not inside lines."""
    called: bool
    """Whether the last word of its name stands in the words just before it: the chair gives the floor."""
    alike: Likeness
    """What is believed of the labels that are printed as this one is."""


def _lab(ask: Callable[[Label], float]) -> Callable[[Asked], float]:
    return lambda asked: ask(asked.label)


def _no_case(name: str) -> bool:
    """Whether a name is in a script without capitals."""
    return not any(c.isupper() or c.islower() for c in name)


def _initials(label: Label) -> bool:
    return label.name.isupper() and len(label.name) <= 3 and label.name.isalpha()


def _lowered(name: str) -> float:
    """The share of a label's words that begin in lower case."""
    words = [word for word in name.split() if word[:1].isalpha()]
    return sum(word[:1].islower() for word in words) / max(1, len(words))


def _whole(name: str, label: Label, *flags: str) -> bool:
    return is_whole(name, label.name, *flags)


def _starts(name: str, label: Label, **flags: bool) -> bool:
    return bool(lexicon.longest(name, lexicon.fold(label.name), lang=None, **flags))


def _talks(label: Label) -> bool:
    """Whether a label has a word of talk: “m” in “J’ai dit à M. Roux …” is one in French, but not in “M. Roux”."""
    words = lexicon.fold(label.name)
    return lexicon.contains("talk", " ".join(words[lexicon.longest("titles", words, before=True) :]), ambiguous=False)


def _numbered(label: Label) -> bool:
    return any(map(str.isdigit, label.name))


LABEL: Question[Asked] = Question(
    "speaker-label",
    (
        Feature("log-count", _lab(lambda label: log1p(label.count - 1)), "opens several places"),
        Feature("comes-back", _lab(lambda label: label.count > 1), "comes back"),
        Feature("comes-back-often", _lab(lambda label: label.count > 3), "comes back often"),
        Feature("share-of-paragraphs", lambda a: min(1.0, 5 * a.label.blocks / max(1, a.record.blocks)), "opens many paragraphs"),
        Feature("paragraph-start", _lab(lambda label: label.share(label.starts)), "begins paragraphs"),
        Feature("goes-on-lower", _lab(lambda label: label.share(label.lower)), "is followed by lower case"),
        Feature("goes-on-upper", _lab(lambda label: label.share(label.upper)), "is followed by a capital"),
        Feature("nothing-after", _lab(lambda label: label.share(label.nothing)), "has nothing after it"),
        Feature("talk-after", _lab(lambda label: label.share(label.talk)), "is followed by words of talk"),
        Feature("question-after", _lab(lambda label: label.share(label.asks)), "is followed by a question"),
        Feature("takes-turns", _lab(lambda label: label.share(label.alternates)), "takes turns with others"),
        Feature("between-speakers", _lab(lambda label: label.share(label.between)), "stands between labels that come back"),
        Feature("bold", _lab(lambda label: label.share(label.bold)), "is printed in bold"),
        Feature("long-paragraphs", _lab(lambda label: log1p(label.reach / label.count / 100)), "has long paragraphs"),
        Feature("words-1", _lab(lambda label: len(label.words) == 1), "is one word"),
        Feature("words-2", _lab(lambda label: len(label.words) == 2), "is two words"),
        Feature("words-3", _lab(lambda label: len(label.words) == 3), "is three words"),
        Feature("words-5", _lab(lambda label: len(label.words) >= 5), "is five words and more"),
        Feature("words-7", _lab(lambda label: len(label.words) >= 7), "is seven words and more"),
        Feature("length", _lab(lambda label: min(3.0, len(label.name) / 20)), "is long"),
        Feature("capitals", _lab(lambda label: label.capitals), "is in capitals"),
        Feature("lower-words", _lab(lambda label: _lowered(label.name)), "has words in lower case"),
        Feature("no-case", _lab(lambda label: _no_case(label.name)), "is in a script without capitals"),
        Feature("no-case-long", _lab(lambda label: _no_case(label.name) and len(label.name) > 8), "is long for its script"),
        Feature("no-case-short", _lab(lambda label: _no_case(label.name) and len(label.name) <= 4), "is short, as names of its script are"),
        Feature("address", _lab(lambda label: label.titled), "begins with a form of address"),
        Feature("only-address", _lab(lambda label: label.only_title), "is a form of address and no name"),
        Feature("office", _lab(lambda label: label.office), "begins with an office"),
        Feature("office-behind", _lab(lambda label: label.office_behind), "is a name and an office"),
        Feature("greets", _lab(lambda label: label.share(label.greets)), "is followed by a form of address"),
        Feature("whole-office", _lab(lambda label: _whole("offices", label)), "is an office"),
        Feature("whole-role", _lab(lambda label: _whole("offices", label, "asks") or _whole("offices", label, "answers")), "asks or answers"),
        Feature("field", _lab(lambda label: _whole("fields", label)), "is the name of a field"),
        Feature("field-brief", _lab(lambda label: _whole("fields", label) * label.share(label.brief)), "is the name of a field before a few words that are no sentence"),
        Feature("starts-field", _lab(lambda label: label.field), "begins as the name of a field does"),
        Feature("participants-field", _lab(lambda label: _starts("fields", label, participants=True)), "opens a list of those present"),
        Feature("saying", _lab(lambda label: lexicon.contains("saying", label.name, ambiguous=False)), "has a verb of saying"),
        Feature("stage-word", _lab(lambda label: _starts("stage", label, ambiguous=False)), "begins as an action does"),
        Feature("talk-word", _lab(_talks), "has a word such as I, we or you"),
        Feature("month", _lab(lambda label: lexicon.contains("months", label.name)), "has the name of a month"),
        Feature("digit", _lab(_numbered), "has a figure"),
        Feature("parenthesis", _lab(lambda label: "(" in label.name or "（" in label.name), "has a parenthesis"),
        Feature("comma", _lab(lambda label: "," in label.name or "，" in label.name), "has a comma"),
        Feature("one-letter", _lab(lambda label: len(label.key) == 1), "is one letter"),
        Feature("initials", _lab(_initials), "is initials"),
        Feature("initials-back", _lab(lambda label: _initials(label) * log1p(label.count - 1)), "is initials that come back"),
        Feature("common-words", _lab(lambda label: label.common), "has words that the record writes in lower case"),
        Feature("common-once", _lab(lambda label: label.common * (label.count == 1)), "comes once and has common words"),
        Feature("named-elsewhere", _lab(lambda label: log1p(label.elsewhere)), "is named elsewhere"),
        Feature("listed", _lab(lambda label: label.listed), "names a listed participant"),
        Feature("listed-back", _lab(lambda label: label.listed * (label.count > 1)), "names a listed participant and comes back"),
        Feature("in-the-opening", _lab(lambda label: label.top), "is named at the top"),
        Feature("first-place", _lab(lambda label: label.first), "comes late"),
        Feature("at-the-top", _lab(lambda label: label.first < 0.02), "comes at the very top"),
        Feature("spread", _lab(lambda label: label.spread), "is spread over the record"),
        Feature("shares-a-word", _lab(lambda label: label.shares_word), "shares a word with other labels"),
        Feature("longer-as-frequent", _lab(lambda label: min(1.0, label.longer)), "is the beginning of a longer one"),
        Feature("shorter-as-frequent", _lab(lambda label: min(3.0, label.shorter)), "goes on from a shorter one"),
        Feature("in-another-form", _lab(lambda label: log1p(label.other_form)), "comes in another form too"),
        Feature("form-dash", _lab(lambda label: label.form is Form.DASH)),
        Feature("form-stop", _lab(lambda label: label.form is Form.STOP)),
        Feature("form-line", _lab(lambda label: label.form is Form.LINE)),
        Feature("form-gap", _lab(lambda label: label.form is Form.GAP)),
        Feature("form-explains", lambda a: a.form.explained, "is marked as most paragraphs are"),
        Feature("form-explains-back", lambda a: a.form.explained * (a.label.count > 1), "is marked as most paragraphs are, and comes back"),
        Feature("form-five", lambda a: a.form.five, "is marked as the commonest are"),
        Feature("form-back", lambda a: log1p(a.form.back), "is marked as many that come back"),
        Feature("form-rival", lambda a: a.form.rival, "is set off differently from most"),
        Feature("form-titled", lambda a: a.form.titled, "is marked as forms of address are"),
        Feature("form-titled-own", lambda a: a.form.titled * a.label.titled, "has a form of address as others have"),
        Feature("form-capitals", lambda a: a.form.capitals, "is marked as capitals are"),
        Feature("form-capitals-own", lambda a: a.form.capitals * a.label.capitals, "is in capitals as others are"),
        Feature("form-capitals-not", lambda a: a.form.capitals * (not a.label.capitals), "is not in capitals as others are"),
        Feature("stop-once", _lab(lambda label: (label.form in (Form.STOP, Form.LINE, Form.DASH)) * (label.count == 1))),
        Feature("stop-common", _lab(lambda label: (label.form in (Form.STOP, Form.LINE, Form.DASH)) * label.common)),
        Feature("inside", _lab(lambda label: label.inside), "stands inside lines"),
        Feature("inside-capitals", _lab(lambda label: label.inside * label.capitals), "is in capitals inside lines"),
        Feature("inside-capitals-form", lambda a: a.label.inside * a.label.capitals * a.form.capitals, "is in capitals inside lines, as others are"),
        Feature("inside-back", _lab(lambda label: label.inside * (label.count > 1)), "comes back inside lines"),
        Feature("inside-lines-too", _lab(lambda label: label.inside * log1p(label.other_form)), "begins paragraphs too"),
        Feature("glued", _lab(lambda label: label.share(label.glued) / 2), "is glued to words"),
        Feature("glued-capitals", _lab(lambda label: label.capitals * label.share(label.glued) / 2), "is in capitals and glued to words"),
        Feature("goes-on-figure", _lab(lambda label: label.share(label.figure)), "is followed by a figure"),
        Feature("brief", _lab(lambda label: label.share(label.brief)), "is followed by a few words that are no sentence"),
        Feature("brief-once", _lab(lambda label: label.share(label.brief) * (label.count == 1)), "comes once, before a few words that are no sentence"),
        Feature("ends-in-title", _lab(lambda label: label.ends_in_title), "ends in a form of address"),
        Feature("inner-stop", _lab(lambda label: label.inner_stop), "goes over the end of a sentence"),
        Feature("unbalanced", _lab(lambda label: label.unbalanced), "has half a parenthesis"),
        Feature("collective", _lab(lambda label: label.collective), "is several at once"),
        Feature("partner", _lab(lambda label: label.partner), "belongs to a pair of questioner and answerer"),
        Feature("titled-capitals", _lab(lambda label: label.titled * label.capitals), "has a form of address and is in capitals"),
        Feature("titled-capitals-form", lambda a: a.label.titled * a.label.capitals * log1p(a.form.named), "is a form of address and capitals as others are"),
        Feature("office-capitals", _lab(lambda label: label.office * label.capitals), "is an office in capitals"),
        Feature("nothing-form", lambda a: a.label.share(a.label.nothing) * a.form.nothing, "stands alone on its line as others do"),
        Feature("nothing-not-form", lambda a: a.label.share(a.label.nothing) * (1 - a.form.nothing), "stands alone on its line as no other does"),
        Feature("something-form", lambda a: (1 - a.label.share(a.label.nothing)) * a.form.nothing, "does not stand alone on its line as others do"),
        Feature("stacked", _lab(lambda label: label.share(label.stacked)), "stands above another label"),
        Feature("column", _lab(lambda label: label.share(label.column)), "stands in a column of such lines"),
        Feature("lower-after", _lab(lambda label: label.lowered / label.count), "is followed by prose"),
        Feature("line-talk", _lab(lambda label: (label.form is Form.LINE) * label.share(label.talk)), "stands alone above words of talk"),
        Feature("record-talk", lambda a: a.record.talk, "stands in a record of people who speak to each other"),
        Feature("record-asks", lambda a: a.record.asks, "stands in a record with questions"),
        Feature("record-no-talk", lambda a: a.record.talk < 0.1, "stands in a record where nobody is spoken to"),
        Feature("office-back", _lab(lambda label: label.office * (label.count > 1)), "is an office and comes back"),
        Feature("titled-back", _lab(lambda label: label.titled * (label.count > 1)), "is a form of address and comes back"),
        Feature("partner-office", _lab(lambda label: label.partner * (label.form is not Form.LINE)), "asks or answers another"),
        Feature("never-alone", _lab(lambda label: 1 - label.alone), "is always followed by the rest of a longer label"),
        Feature("gap-once", _lab(lambda label: (label.form is Form.GAP) * (label.count == 1))),
        Feature("gap-one-letter", _lab(lambda label: (label.form is Form.GAP) * (len(label.key) == 1))),
        Feature("gap-other-form", _lab(lambda label: (label.form is Form.GAP) * log1p(label.other_form))),
    ),
)  # fmt: skip


_PLACE: tuple[Feature[Placed], ...] = (
    Feature("label-odds", lambda p: p.odds / 4, "looks like a speaker's everywhere"),
    Feature("label-odds-high", lambda p: max(0.0, p.odds) / 4, "surely looks like a speaker's everywhere"),
    Feature("share", lambda p: p.share, "is set off as most speakers' names are"),
    Feature("share-own", lambda p: p.share * (p.odds > 0), "is a label, marked as most are"),
    Feature("rival-share", lambda p: p.best_share - p.share, "is marked otherwise than the speakers are"),
    Feature("before", lambda p: p.before, "follows a speech"),
    Feature("after", lambda p: p.after, "comes before another"),
    Feature("both", lambda p: p.before * p.after, "stands between two speeches"),
    Feature("rival", lambda p: p.rival, "could end at another point"),
    Feature("goes-on-lower", lambda p: p.lower, "is followed by lower case"),
    Feature("nothing-after", lambda p: p.nothing, "has nothing after it"),
    Feature("at-line", lambda p: p.candidate.at is At.LINE, "begins a line"),
    Feature("at-sentence", lambda p: p.candidate.at is At.SENTENCE, "stands inside a line"),
    Feature("at-sentence-odds", lambda p: (p.candidate.at is At.SENTENCE) * p.odds / 4, "stands inside a line, and is a label"),
    Feature("at-line-odds", lambda p: (p.candidate.at is At.LINE) * p.odds / 4, "begins a line, and is a label"),
    Feature("gap", lambda p: log1p(p.gap), "comes long after the last"),
    Feature("until", lambda p: log1p(p.until), "comes long before the next"),
    Feature("near", lambda p: p.near, "stands among speeches"),
    Feature("other-share", lambda p: p.other_share, "is set off differently from most"),
    Feature("other-share-line", lambda p: p.other_share * (p.candidate.form is Form.LINE)),
    Feature("other-share-stop", lambda p: p.other_share * (p.candidate.form is Form.STOP)),
    Feature("other-share-gap", lambda p: p.other_share * (p.candidate.form is Form.GAP)),
    Feature("brief", lambda p: p.label.share(p.label.brief), "is followed by a few words that are no sentence"),
    Feature("brief-near", lambda p: p.brief_near * p.label.share(p.label.brief), "stands in a list such as Date: or Place:"),
    Feature("early", lambda p: p.early, "comes before the talk begins"),
    Feature("early-brief", lambda p: p.early * p.label.share(p.label.brief), "comes before the talk begins, and no sentence follows"),
    Feature("stacked", lambda p: p.label.share(p.label.stacked), "stands above another label"),
    Feature("column", lambda p: p.label.share(p.label.column), "stands in a column of such lines"),
    Feature("lower-after", lambda p: p.label.lowered / p.label.count, "is followed by prose"),
    Feature("record-talk", lambda p: p.record.talk, "stands in a record of people who speak to each other"),
    Feature("likeness", lambda p: p.alike.traits, "is printed as the speakers are"),
    Feature("kin", lambda p: p.kin, "is a label elsewhere too"),
    Feature("kin-sentence", lambda p: p.kin * (p.candidate.at is At.SENTENCE), "is a label where it begins paragraphs"),
    Feature("kin-sentence-lower", lambda p: p.kin * (p.candidate.at is At.SENTENCE) * p.lower),
    Feature("kin-none-sentence", lambda p: (1 - p.kin) * (p.candidate.at is At.SENTENCE)),
    Feature("never-alone", lambda p: 1 - p.label.alone, "is always the beginning of a longer one"),
    Feature("field-brief", lambda p: _whole("fields", p.label) * p.label.share(p.label.brief), "is the name of a field before a few words that are no sentence"),
    Feature("field-once", lambda p: p.label.field * (p.label.count == 1), "comes once and is the name of a field"),
    Feature("partner", lambda p: p.label.partner, "asks or answers, and another answers or asks"),
    Feature("address", lambda p: p.label.titled, "begins with a form of address"),
    Feature("listed", lambda p: p.label.listed, "names a listed participant"),
    Feature("greets", lambda p: p.label.share(p.label.greets), "is followed by a form of address"),
    Feature("office-behind", lambda p: p.label.office_behind, "is a name and an office"),
    Feature("talk-after", lambda p: p.label.share(p.label.talk), "is followed by words of talk"),
    Feature("same-sign", lambda p: p.alike.sign, "is set off by the sign that speakers have"),
    Feature("same-first-word", lambda p: p.alike.first_word, "begins with the word that speakers begin with"),
    Feature("same-make", lambda p: p.alike.make, "is made as the speakers' labels are"),
    Feature("likeness-low", lambda p: min(0.0, p.alike.traits), "is printed otherwise than the speakers are"),
    Feature("comes-back", lambda p: p.label.count > 1, "comes back"),
    Feature("once", lambda p: (p.label.count == 1) * p.share, "comes once, marked as most are"),
    Feature("form-stop", lambda p: p.candidate.form is Form.STOP),
    Feature("form-line", lambda p: p.candidate.form is Form.LINE),
    Feature("form-gap", lambda p: p.candidate.form is Form.GAP),
    Feature("form-dash", lambda p: p.candidate.form is Form.DASH),
    Feature("called", lambda p: p.called, "is named in the words just before"),
    Feature("called-once", lambda p: p.called and p.label.count == 1, "comes once and is named in the words just before"),
    Feature("called-titled", lambda p: p.called and p.label.titled, "has a form of address and is named in the words just before"),
    Feature("called-odds", lambda p: p.called * p.odds / 4, "is named in the words just before, and is a label"),
    Feature("capitals-share", lambda p: p.form.capitals * p.label.capitals * p.share, "is in capitals as others are"),
    Feature("titled-share", lambda p: p.form.titled * p.label.titled * p.share, "has a form of address as others have"),
)  # fmt: skip

PLACE: Question[Placed] = Question("speech-start", _PLACE)
"""Asked of each place, knowing what the first pass thinks of all labels."""
AGAIN: Question[Placed] = Question("speech-start-again", _PLACE)
"""Asked once more, knowing what the second pass thinks of all places."""
