"""The words that tell editors' brackets apart. Each pattern has a bracket it matches and one it must not.

`match` patterns look at the beginning of the bracket's words, `search` patterns anywhere in them.
"""

from __future__ import annotations

import re


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


_UNIT = r"(?:letters?|words?|lines?|phrases?|sentences?|paragraphs?|pages?|names?|figures?|numbers?)"
_NUMBER = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|several|some|a|an|few)"

# fullmatch · [1], [28] · not [1945]: the number of a footnote
MARK = re.compile(r"[1-9]\d{0,2}")

# match · [00:03:43] · not [1945]
TIMESTAMP = _pattern(r"(?P<time>(?:\d{1,2}:)?\d{1,2}:\d{2})$")

# match · […], [Here follow details on military planning.], [matter omitted], [Contains …] · not [here]
OMISSION = _pattern(
    r"(?:…|\.{3,}|\. \. \.)$|here follows?\b|(?:\w+ )?(?:matter |text |passage )?(?:omitted|omission)\b"
    r"|contains\b|(?:the )?(?:following|preceding|remaining|rest of)\b.*\b(?:omitted|not (?:printed|included|translated))"
)

# match · [sic], [sic, should be …], [sic! probably “can”] · not [sick]
SIC = _pattern(r"sic\b")
SIC_GAP = _pattern(r"sic\b.*\b(?:missing|breaks off|ends here)\b")

# search · [original unclear], [one or two words unclear], [illegible], [redacted] · not [the situation is unclear to us all]
_PART = (
    rf"(?:{_NUMBER}|{_UNIT}|the|next|last|first|second|third|remainder|rest|half|part|parts|section|of|or|and|original|text"
    r"|handwriting|date|document|tape|recording|transcript|place|name|less than|\(\d+ lines?\))"
)
GAP = _pattern(
    rf"^(?:{_PART}(?:[’']s)?[ ,-]+)*(?:is |are |was |were |has been |have been )?(?:partially |partly |mostly )?"
    r"(?P<state>unclear|illegible|indecipherable|undecipherable|unintelligible|inaudible|unreadable|indistinct"
    r"|missing|lost|torn(?: off)?|cut off|blank|not found|redacted|blacked out|excised|sanitized|deleted|withheld"
    r"|not legible|unleserlich|untranslated|not translated|(?:not|still) (?:yet )?(?:de)?classified|breaks off|ends(?: abruptly)?|garbled)\b(?: (?:in|on|from|here|words?|text|lines?|one|two|segments?|portions?|passages?|pages?|parts?)\b.*)?\.?$"
)
REASONS = (  # how the state begins, the @reason it is
    (("missing", "lost", "torn", "cut", "blank", "not found", "breaks off", "ends"), "missing"),
    (
        (
            "redacted",
            "blacked",
            "excised",
            "sanitized",
            "deleted",
            "withheld",
            "not declassified",
            "still classified",
            "not yet declassified",
            "classified",
        ),
        "redacted",
    ),
    (("untranslated", "not translated"), "untranslated"),
    (("",), "illegible"),
)
QUANTITY = _pattern(rf"(?P<number>\d+|one|two|three|four|five|six|seven|eight|nine|ten) (?P<unit>{_UNIT})\b(?! or)")
NUMBERS = {
    word: n for n, word in enumerate("one two three four five six seven eight nine ten".split(), 1)
}  # fmt: skip

# search · [signature], [signature illegible 31/XII], [signed] Stalin · not [signature of the treaty]
SIGNATURE = _pattern(r"^(?:\w+ )?(?:signatures?|signed|initialed|initials)\b(?! of the \w+ (?:treaty|agreement))")

# search · [stamp: Secret], [… blacked out: "…" Stamped] · not [stamped his foot]
STAMP = _pattern(r"^(?:\w+ )?seal\b|^(?:\w+ ){0,2}stamp(?:ed)?\b(?! (?:his|her|their))|\bstamped\]?$|\bstamp\b")

# search · [Handwritten], [handwritten in the margin: …], [circled in colored pencil] · not [the margin of error]
MARGINALIA = _pattern(
    r"\b(?:hand-?written|in (?:the )?(?:left |right |upper |lower )?margins?\b(?! of error)|marginal(?:ia| note| comment)"
    r"|underlin(?:ed|ing)|circled|crossed out|in pencil|in ink|colou?red pencil|resolution:)"
)

# match · [Translator's note: …], [Note: …], [Trans. note: …] · not [notes of the meeting]
TRANSLATORS = _pattern(
    r"(?:translator|trans\.?|transl\.?|tr\.)(?:[’']?s)?\b.{0,12}\bnotes?\b|note[:.]|n\.?b\.?[:.]|translator[:.]"
)

# match · [emphasis in the original], [END OF TAPE 1, SIDE A], [not included], [Attachment: 2 photographs], [In Russian:], [Trans.: a pun.] · not [in Russia]
EDITORIAL = _pattern(
    r"(?:emphasis|italics|underlining) (?:added|supplied|mine|in (?:the )?original)|(?:not|never) (?:included|attached|printed|sent|found)\b"
    r"|(?:attachments?|enclosures?|annex)\b.*:|in (?:russian|chinese|english|german|french|korean|japanese|the original)\b[:.]?$"
    r"|(?:end|start|beginning) of (?:the )?(?:tape|side|reel|cassette|recording|interview)\b|tape (?:reverses|ends|changes?|\w+, side)\b"
    r"|(?:trans|transl|tr)\.:|.*[—–-] ?(?:ed|trans|tr)\.$"
)
# search · [place name not given], [we, i.e. the Chinese] · not [the delegation]: what an editor says about the text, not in it
NO_WORDS_OF_THE_RECORD = _pattern(
    r"\bi\.\s?e\.|\be\.\s?g\.|\b(?:original|translat\w+|text|document|page|line|illegible|not given|unknown|handwrit\w+|sic)\b|[:;]"
)

# match · [page break], [end of page 3], [p. 12], [Page 4 of 7] · not [page 3 of the treaty]
PAGE = _pattern(r"(?:(?:end|beginning|start) of )?(?:page break|page \d+(?: of \d+)?|page|pp?\. ?\d+(?:[-–]\d+)?)$")

# match · [733rd meeting], [A/3812], [see p. 5], [para. 12] · not [meeting of the 733rd regiment]
REFERENCE = _pattern(
    r"(?:\d+(?:st|nd|rd|th) (?:plenary |closed )?(?:meeting|session)|[a-z]{1,4}/[\w./-]*\d[\w./-]*|(?:see|cf\.?|vide)\b.*"
    r"|(?:paras?|pp?|chap|doc|no)\. ?\d[\d, –-]*)$"
)
# match · [Translator's note: …], [Trans.: a pun.] · not [translator of the talk]
BY_TRANSLATOR = _pattern(r"\s*(?:translator\b(?:[’']?s)?|transl?\.|tr\.)(?:[’']s)?\s*(?:notes?\b|:)")
# match · [ed. note: …], [Editor's note: …], [footnote …] · not [edition]
EDITORS = _pattern(r"\s*(?:ed(?:itor)?s?\b\.?(?:[’']s?)?\s*(?:note|:)|footnote\b)")

# match · [Laughter], [hands over a paper], [Pause.] · not [laughable], [interrupted talks]
ACTION = _pattern(
    r"(?:(?:[A-Z]\w+ |everyone |everybody |all |both |they )?(?:laughs?|laughing|smiles?|nods?|sighs?|pauses?|applauds?|rises?|leaves?|stands? up)"
    r"|(?:the )?(?:telephone|phone|bell) rings?|interjections?|interruptions?|(?:a )?(?:long |short |brief )?(?:pause|silence|break)"
    r"|laugh(?:s|ter|ing)?|applause|applauds?|pauses?|silence|smil(?:es|ing)|sighs?|nods?|crosstalk|toasts?"
    r"|(?:general |prolonged |loud )?(?:laughter|applause)|hands (?:over|him|her|them)|shows|points (?:to|at)|turning to|turns to"
    r"|zwischenrufe?|lacht|heiterkeit|beifall|gets up|stands up|rises|leaves|enters|interrupt(?:s|ing)|reads(?: aloud| out)?|whispers?|coughs?)(?=$|[\s.,!:])"
)
DELIVERY = _pattern(
    r"(?:\w+ ){0,2}(?:laugh|interject|applau|smil|sigh|whisper|cough|pause|silence|crosstalk|interrupt)"
)

# match · [referring to Kim Il Sung], [i.e. Stalin], [that is, the USSR] · not [reference]
IDENTIFICATION = _pattern(
    r"(?:(?:this )?(?:apparently |probably |possibly |presumably )?refer(?:s|ring|red)? to|meaning\b|i\.\s?e\.|that is\b|namely\b"
    r"|(?:apparently|probably|possibly|presumably)\b(?! not)|alias\b|a\.?k\.?a\.?\b|the (?:former|latter)\b)"
)
PRONOUN_BEFORE = _pattern(r"\b(?:i|me|you|your|he|him|his|she|her|we|us|our|they|them|their|who|it)\s*$")

# search · [Korean interpreter], [Soviet translator N.T.], [GMD General], [Minister of Foreign Affairs] · not [movement]
ROLE = _pattern(
    r"\b(?:interpreter|translator|ambassador|consul|attach[eé]|minister|premier|president|chancellor|chairman|chair|chief"
    r"|secretary|commander(?:-in-?\s?chief)?|commissar|general|marshal|admiral|colonel|captain|director|deputy|head|member"
    r"|delegate|representative|adviser|advisor|counsel(?:l)?or|envoy|governor|mayor|leader|correspondent|expert|official"
    r"|rightist|leftist|warlord|professor|academician)s?\b"
)

# match · the Northeast [Bureau of the Chinese Communist Party] · not [Bureaucrats]
PART_OF_NAME = re.compile(
    r"(?:Bureau|Committee|Party|Army|Front|Government|Commission|Council|Ministry|Department|Conference|Congress|Treaty|"
    r"Agreement|Delegation|Division|Corps|Embassy|Province|Region|District)s?\b"
)
POSSESSIVE = re.compile(r"[’']s$")

# a sentence of the translator's own: capital, verb or length, full stop · [The original four-character phrase means …]
REMARK = re.compile(r"[\"“‘]?[A-ZÀ-ÖØ-Þ].*[.!”\"]$", re.DOTALL)

_PINYIN = re.compile(
    r"(?:(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|üan|van|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|üe|a|e|i|o|u|ü)"
    r"[’'-]?)+",
    re.IGNORECASE,
)
_BOTH = frozenset(
    "a an can he she me men long fan pan tan tie die pie sun sang song gang bang hang rang ban man pin bin sin lie ran fen "
    "den ten pen hen then than chin shin china cheng bean mean lean dean hang ping ling sing wing wang dong bong hong "
    "manage machine banana women woman human name game same take make like time line mine fine pine gone done "
    "one bone tone lone life mile wife here there more none no so to do go be we me ye ha hi ho".split()
)  # fmt: skip
_RUSSIAN = re.compile(
    r"[a-z’'-]*(?:ie|iya|iia|yy|yi|iy|aya|aia|oye|oe|ogo|ykh|ikh|ami|yami|nost|stvo|sya|sia|ovat|ivat|anie|enie|tsiya|shch\w*|zh\w*"
    r"|akh|yakh|est|ost|ist|ov|ev|ikov|chik|nik|ka|ki|ku|koy|om|em|am|ye|yu|yut|yat)[’']?$"
)
_RUSSIAN_PREPOSITIONS = frozenset("s so v vo na po za iz ot do k ko u o ob pod pri dlya bez nad pered".split())
_SOFT_SIGN = re.compile(r"[a-z]+[bdlnrtzs]['’](?!(?:s|t|d|ll|re|ve|m)$)[a-z]+")  # pravil'ny · not don't
_OF_ENGLISH = frozenset("of the and with for by from at is are was this that".split())
_ENGLISH_ENDINGS = re.compile(
    r"(?:tion|sion|ing|ed|ly|ness|ment|ous|ive|able|ible|est|ist|them|him|from|whom|system|problem)$"
)


def is_foreign(words: str, languages: tuple[str, ...]) -> str | None:
    """The BCP 47 tag of a romanised term of the original language: `[napravlenie]`; None where it may be English.

    Only lower-case words are looked at (a capitalised one is a name), and only for languages the record was in.
    """
    tokens = re.findall(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*", words)
    if not tokens or any(token[0].isupper() for token in tokens) or len(tokens) > 6 or _OF_ENGLISH & {*tokens}:
        return None
    if "zh" in languages and all(_PINYIN.fullmatch(token) for token in tokens):
        telling = [token for token in tokens if token not in _BOTH and not _ENGLISH_ENDINGS.search(token)]
        length = sum(map(len, telling))
        if len(telling) * 2 > len(tokens) and (length >= 5 or (length == 4 and not telling[0].endswith("e"))):
            return "zh-Latn-pinyin"
    if "ru" in languages:
        telling = [token for token in tokens if _RUSSIAN.fullmatch(token) and not _ENGLISH_ENDINGS.search(token)]
        if telling and all(token in telling or len(token) <= 4 for token in tokens):
            return "ru-Latn"
        if tokens[0] in _RUSSIAN_PREPOSITIONS and (len(tokens) == 2 or tokens == ["pod"]):
            return "ru-Latn"
        if any(_SOFT_SIGN.fullmatch(token) for token in tokens):
            return "ru-Latn"
    return None


_SCRIPTS = (  # letters, the tag of the language that they are, or of their script where it has several
    (re.compile(r"[\u3040-\u30ff]"), "ja"),
    (re.compile(r"[\uac00-\ud7a3]"), "ko"),
    (re.compile(r"[\u4e00-\u9fff]"), "zh"),
    (re.compile(r"[\u0400-\u04ff]"), "und-Cyrl"),
    (re.compile(r"[\u0600-\u06ff]"), "und-Arab"),
)


def script(words: str) -> str | None:
    """The tag of a term of the original in its own letters: `[熱河]`; None where it has Latin ones."""
    if re.search(r"[A-Za-z]", words):
        return None
    return next((tag for letters, tag in _SCRIPTS if letters.search(words)), None)
