"""What is asked of a bracket: its form, its words, the words beside it, and the other brackets of the record."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import log1p

from encoder import lexicon
from encoder.evidence import Feature
from encoder.parse.brackets.bracket import Bracket
from encoder.parse.brackets.foreign import is_foreign, script
from encoder.parse.brackets.relations import (
    LONG,
    abbreviates,
    all_capital,
    capital,
    common,
    completes_after,
    completes_before,
    digits,
    is_sigil,
    likeness,
    name_before,
    names_before,
    no_case,
    pronoun_before,
    repeats_before,
    respelled,
    role,
    sentence_starts,
    short_form,
    small,
    titled_before,
)

_TIME = re.compile(r"\d{1,3}(?::\d{2}){1,3}(?:[.,]\d{1,3})?")
_MARK = re.compile(r"[1-9]\d{0,2}|[*†‡]{1,3}|[a-z]")
_YEAR = re.compile(r"\b1[5-9]\d\d\b|\b20\d\d\b")
_SHELFMARK = re.compile(
    r"\b[^\W\d_]{1,6}[ :./-]{1,3}(?:[^\W_]{1,6}[ ./-]{1,2})*\d|\d+/\d+|\b\d+(?:st|nd|rd|th)\b", re.IGNORECASE
)
_PAGE = re.compile(r"[^\W\d_]+\.?\s*[^\W\d_]?\d+")
_ELLIPSIS = re.compile(r"…|—+|-{2,}|(?:[.*]\s?){2,}")
_WITH_INITIAL = re.compile(r"[^\W\d_]\w+ (?:[^\W\d_]\.\s?)+ ?[^\W\d_]\w+")
_TAGGED = re.compile(r"\w+:[^\s/]")
_INITIALS = re.compile(r"(?:[^\W\d_]\.\s?-?){1,4}")
_NUMBERED = re.compile(r"\d+(?:st|nd|rd|th|\.)?\s+\w+", re.IGNORECASE)
_PAIR = 2


def _opens(flag: str) -> Callable[[Bracket], float]:
    return lambda b: b.opens_with(flag, ambiguous=True)


def _has(flag: str) -> Callable[[Bracket], float]:
    return lambda b: b.says(flag)


def _covered(flag: str) -> Callable[[Bracket], float]:
    return lambda b: b.covered(flag)


def _few(most: int) -> Callable[[Bracket], float]:
    return lambda b: len(b.tokens) <= most


def _nation(b: Bracket) -> float:
    return b.holds("territories") or b.holds("languages")


FEATURES: tuple[Feature[Bracket], ...] = (
    Feature("words-0", _few(0), "has no word"),
    Feature("words-1", _few(1), "has one word at most"),
    Feature("words-2", _few(2), "has two words at most"),
    Feature("words-4", _few(4), "has four words at most"),
    Feature("words-8", _few(8), "has eight words at most"),
    Feature("length", lambda b: log1p(len(b.words)) / 5, "is long"),
    Feature("letter", lambda b: len(b.words) == 1 and b.words.isalpha(), "is one letter"),
    Feature("ellipsis", lambda b: bool(_ELLIPSIS.fullmatch(b.words)), "has dots only"),
    Feature("sign", lambda b: bool(b.words) and not any(map(str.isalnum, b.words)), "has signs only"),
    Feature("empty", lambda b: not b.words, "is empty"),
    Feature("number", lambda b: b.words.isdigit(), "is a number"),
    Feature("mark", lambda b: bool(_MARK.fullmatch(b.words)), "looks like the mark of a note"),
    Feature("mark-noted", lambda b: b.is_mark, "has the number of a note below"),
    Feature("time", lambda b: bool(_TIME.fullmatch(b.words)), "is a time"),
    Feature("year", lambda b: bool(_YEAR.search(b.words)), "has a year"),
    Feature("month", lambda b: b.holds("months"), "has a month"),
    Feature("digit", lambda b: any(map(str.isdigit, b.words)), "has a figure"),
    Feature("shelfmark", lambda b: bool(_SHELFMARK.search(b.words)), "has letters and figures as a shelf mark has"),
    Feature("numbered", lambda b: bool(_NUMBERED.match(b.words)), "begins with a number"),
    Feature("page", lambda b: bool(_PAGE.fullmatch(b.words)) and any("page" in match.flags for match in b.said), "is a page and its number"),
    Feature("colon", lambda b: ":" in b.words or "：" in b.words, "has a colon"),
    Feature("colon-early", lambda b: 0 < b.words.replace("：", ":").find(":") < 24, "has a colon near its start"),
    Feature("tagged", lambda b: bool(_TAGGED.match(b.words)) or "|" in b.words, "has a tag before a colon"),
    Feature("comma-last", lambda b: b.words[-1:] in (",", ";") and len(b.words) > 1, "ends in a comma"),
    Feature("comma", lambda b: "," in b.words, "has a comma"),
    Feature("quotation", lambda b: any(sign in b.words for sign in "\"“”„«»「"), "has a quotation"),
    Feature("query", lambda b: b.query, "ends with a question mark"),
    Feature("query-figure", lambda b: b.query and any(map(str.isdigit, b.words)), "is a doubtful figure"),
    Feature("query-alone", lambda b: b.query and not b.words, "is a question mark"),
    Feature("stop", lambda b: b.words[-1:] in (".", "。", "!", "！") and len(b.tokens) > 1, "ends as a sentence does"),
    Feature("sentence", lambda b: b.words[-1:] in (".", "。", "!", "！", "”", "\"") and len(b.tokens) > 4 and not b.words[:1].islower(), "is a sentence"),
    Feature("long", lambda b: len(b.tokens) > LONG, "is longer than a remark"),
    Feature("capital", lambda b: capital(b.words), "begins with a capital"),
    Feature("capital-words", all_capital, "has words with capitals only"),
    Feature("capitals", lambda b: b.words.isupper() and len(b.words) > 2, "is in capitals"),
    Feature("lower", lambda b: b.words[:1].islower(), "begins in lower case"),
    Feature("lower-1", lambda b: b.words.islower() and len(b.tokens) == 1, "is a word in lower case"),
    Feature("no-case", no_case, "is in a script without capitals"),
    Feature("script", lambda b: script(b.words) is not None and b.before[-20:].isascii(), "is in another script than what stands before"),
    Feature("foreign", lambda b: is_foreign(b.words, ("zh", "ru")) is not None, "looks like romanised words"),
    Feature("foreign-record", lambda b: is_foreign(b.words, b.languages) is not None, "looks like romanised words of the original’s language"),
    Feature("colon-last", lambda b: b.words[-1:] in (":", "："), "ends in a colon"),
    Feature("name-initial", lambda b: bool(_WITH_INITIAL.search(b.words)), "is a name with an initial"),
    Feature("initials", lambda b: bool(_INITIALS.fullmatch(b.words)), "is the initials of a name"),
    Feature("common", common, "has words that the record has in lower case"),
    Feature("rare-lower", lambda b: b.words.islower() and (1 - common(b)), "has words that the record has nowhere else"),
    Feature("likeness", likeness, "looks like the record’s own words"),
    Feature("strange-lower", lambda b: b.words.islower() and (1 - likeness(b)), "does not look like the record’s own words"),
    Feature("illegible", _covered("illegible"), "says that something cannot be read"),
    Feature("illegible-has", _has("illegible"), "has a word for what cannot be read"),
    Feature("missing", _covered("missing"), "says that something is missing"),
    Feature("missing-has", _has("missing"), "has a word for what is missing"),
    Feature("redacted", _covered("redacted"), "says that something is blacked out"),
    Feature("redacted-has", _has("redacted"), "has a word for what is blacked out"),
    Feature("untranslated", _covered("untranslated"), "says that something is not translated"),
    Feature("omission", _covered("omission"), "says that something is left out"),
    Feature("omission-opens", _opens("omission"), "begins with a word for what is left out"),
    Feature("unit", _opens("unit"), "begins with a word such as one, line, original"),
    Feature("sic-opens", _opens("sic"), "begins with a word such as sic"),
    Feature("signature-opens", _opens("signature"), "begins with a word such as signed"),
    Feature("signature", _has("signature"), "has a word such as signed"),
    Feature("stamp", _has("stamp"), "has a word such as stamp"),
    Feature("stamp-opens", _opens("stamp"), "begins with a word such as stamp"),
    Feature("margin", _has("margin"), "has a word such as handwritten"),
    Feature("margin-opens", _opens("margin"), "begins with a word such as handwritten"),
    Feature("translator-opens", _opens("translator"), "names the translator"),
    Feature("translator", _has("translator"), "has a word for a translator’s note"),
    Feature("editor-opens", _opens("editor"), "names the editor"),
    Feature("editor", _has("editor"), "has a word for an editor’s note"),
    Feature("remark-opens", _opens("remark"), "begins with a word for a remark"),
    Feature("remark", _has("remark"), "has a word for a remark"),
    Feature("means", _has("means"), "has a word such as namely"),
    Feature("means-opens", _opens("means"), "begins with a word such as namely"),
    Feature("page-opens", _opens("page"), "begins with a word for a page"),
    Feature("reference-opens", _opens("reference"), "begins with a word such as see"),
    Feature("attached-opens", _opens("attached"), "begins with a word such as enclosure"),
    Feature("stage-opens", lambda b: bool(lexicon.longest("stage", b.folded, ambiguous=False)), "begins as an action does"),
    Feature("stage", lambda b: len(b.tokens) <= LONG and b.holds("stage", ambiguous=False), "has a word of actions"),
    Feature("stage-any", lambda b: bool(lexicon.longest("stage", b.folded)), "begins with a word that may be an action"),
    Feature("role", role, "has an office or a form of address"),
    Feature("role-name", lambda b: role(b) * (name_before(b) or capital(b.word_after)), "has an office, beside a name"),
    Feature("nation", _nation, "names a country or a language"),
    Feature("talk", lambda b: b.holds("talk", ambiguous=False), "has words such as I, we or you"),
    Feature("article", lambda b: bool(b.tokens) and b.mentions.is_small(b.tokens[0]), "begins with a small word"),
    Feature("alone", lambda b: not b.before.strip() and not b.after.strip(" \n.。"), "is the whole of a paragraph"),
    Feature("opens", lambda b: not b.before.strip(), "opens the paragraph"),
    Feature("closes", lambda b: not b.after.strip(" \n.。"), "closes the paragraph"),
    Feature("glued-before", lambda b: b.before[-1:].isalnum(), "is glued to the word before"),
    Feature("glued-stop", lambda b: bool(b.before) and not b.before[-1:].isalnum() and not b.before[-1:].isspace(), "is glued to a sign before it"),
    Feature("glued-after", lambda b: b.after[:1].isalnum(), "is glued to the word after"),
    Feature("sentence-before", lambda b: bool(b.before.strip()) and sentence_starts(b), "stands where a sentence ends"),
    Feature("sentence-both", lambda b: sentence_starts(b) and not b.after.lstrip()[:1].islower(), "stands between sentences"),
    Feature("sentence-starts", lambda b: sentence_starts(b) and b.after.lstrip()[:1].islower(), "begins a sentence"),
    Feature("before-small", lambda b: small(b, b.word_before), "stands after a small word such as the"),
    Feature("before-small-after-lower", lambda b: small(b, b.word_before) * b.after.lstrip()[:1].isalnum(), "stands between a small word and its noun"),
    Feature("before-name", name_before, "stands after a name"),
    Feature("before-capital", lambda b: capital(b.word_before), "stands after a capital"),
    Feature("before-capitals-2", lambda b: names_before(b) == _PAIR, "stands after two words with capitals"),
    Feature("before-capitals-3", lambda b: names_before(b) > _PAIR, "stands after a name of several words"),
    Feature("before-capital-words", lambda b: capital(b.word_before) * all_capital(b), "is a name after a name"),
    Feature("before-capital-one", lambda b: capital(b.word_before) * all_capital(b) * (len(b.tokens) == 1), "is one name after a name"),
    Feature("before-lower", lambda b: b.word_before.islower() and not b.mentions.is_small(b.word_before), "stands after a noun or verb"),
    Feature("before-lower-lower", lambda b: b.word_before.islower() and not b.mentions.is_small(b.word_before) and b.words[:1].islower(), "goes on in lower case after a noun or verb"),
    Feature("before-lower-name", lambda b: b.word_before.islower() * all_capital(b) * (len(b.tokens) > 1), "is a name after a noun"),
    Feature("between-names", lambda b: capital(b.word_before) and capital(b.word_after) and b.after[:1].isspace() and bool(all_capital(b)), "is a name between names"),
    Feature("before-digit-lower", lambda b: b.word_before[-1:].isdigit() and b.words.islower(), "is a word in lower case after a figure"),
    Feature("article-lower", lambda b: len(b.tokens) > 1 and b.words[:1].islower() and b.mentions.is_small(b.tokens[0]), "is some words that begin with a small one"),
    Feature("before-person", lambda b: b.mentions.person(b.word_before), "stands after somebody’s name"),
    Feature("before-titled", titled_before, "stands after a form of address and a name"),
    Feature("before-titled-name", lambda b: titled_before(b) * all_capital(b), "is a name after a form of address and a name"),
    Feature("before-person-name", lambda b: b.mentions.person(b.word_before) * all_capital(b), "is a name after somebody’s name"),
    Feature("before-pronoun", pronoun_before, "stands after a word such as we or you"),
    Feature("before-pronoun-name", lambda b: pronoun_before(b) * any(map(capital, b.tokens)), "has a name after a word such as we or you"),
    Feature("before-capitals", lambda b: len(b.word_before) > 1 and b.word_before.rstrip("s").isupper(), "stands after an abbreviation"),
    Feature("before-digit", lambda b: b.word_before[-1:].isdigit(), "stands after a figure"),
    Feature("before-quotation", lambda b: b.before.rstrip()[-1:] in "\"”’»" and bool(b.before.strip()), "stands after a quotation"),
    Feature("before-comma", lambda b: b.before.rstrip()[-1:] == ",", "stands after a comma"),
    Feature("before-dash", lambda b: b.before.rstrip()[-1:] in ("-", "—", "–"), "stands after a dash"),
    Feature("before-bracket", lambda b: b.before.rstrip()[-1:] == "]", "stands after a bracket"),
    Feature("after-stop", lambda b: b.after[:1] in (".", ",", ";", ":", "!", "?"), "stands before a stop"),
    Feature("after-lower", lambda b: b.after.lstrip()[:1].islower(), "stands before lower case"),
    Feature("after-capital", lambda b: capital(b.word_after) and b.after[:1].isspace(), "stands before a capital"),
    Feature("after-capital-words", lambda b: capital(b.word_after) and b.after[:1].isspace() and all_capital(b) and not name_before(b), "is a name before a name"),
    Feature("after-small", lambda b: small(b, b.word_after), "stands before a small word"),
    Feature("after-digit", lambda b: b.word_after[:1].isdigit(), "stands before a figure"),
    Feature("completes-after", completes_after, "stands so beside the word after it elsewhere"),
    Feature("completes-before", completes_before, "stands so beside the word before it elsewhere"),
    Feature("abbreviates", abbreviates, "is the full form of an abbreviation, or the abbreviation"),
    Feature("sigil-apart", lambda b: is_sigil(b) and not abbreviates(b), "is an abbreviation of other words"),
    Feature("translates", lambda b: b.translates, "is in another language than what stands before"),
    Feature("repeats-before", repeats_before, "has the name before it in it"),
    Feature("short-form", short_form, "has a longer form of the name before it in it"),
    Feature("respelled", respelled, "is spelled almost as the word before"),
    Feature("respelled-lower", lambda b: respelled(b) * b.words.islower(), "is almost the word before, in lower case"),
    Feature("respelled-name", lambda b: respelled(b) * capital(b.words), "is almost the name before"),
    Feature("figure-again", digits, "is another figure for the one before"),
    Feature("within-parentheses", lambda b: b.before.rfind("(") > b.before.rfind(")"), "stands in parentheses"),
    Feature("unclosed", lambda b: not b.closed, "is never closed"),
    Feature("same", lambda b: log1p(b.mentions.same(b.text.text)) / 2, "comes back"),
    Feature("same-shape", lambda b: log1p(b.mentions.alike(b.text.text)) / 3, "looks like other brackets of the record"),
    Feature("only-few", lambda b: b.mentions.bracket_count <= 3, "is one of few brackets"),
)  # fmt: skip
