"""Records without an archive's cover: a title, perhaps a list of participants, and what was said."""

from __future__ import annotations

from encoder.profile import Profile

TRANSCRIPT = Profile(
    name="transcript",
    id_prefix="record",
    language="en",
    publisher=None,
    distributor=None,
    field_labels=(),
    site_lines=(),
    contents_terms=(),
    collections=(),
    credits_formula=r"(?!)",
    record_address=r"(?!)",
    titles=(
        "comrade", "com", "cde", "cdes", "comrades", "mr", "mrs", "ms", "miss", "dr", "doctor", "prof", "professor",
        "sir", "lord", "lady", "president", "premier", "prime minister", "minister", "foreign minister", "chairman",
        "vice chairman", "secretary", "general secretary", "ambassador", "chancellor", "marshal", "general", "gen",
        "lieutenant general", "lt gen", "major general", "maj gen", "colonel", "col", "lieutenant colonel", "lt col",
        "major", "maj", "captain", "capt", "admiral", "governor", "senator", "hon", "honourable", "generalissimo",
    ),
    not_speakers=(
        r"citation|summary|credits|original language|contents|subject|re|ref|reference|to|from|cc|date|time|place",
        r"location|here|note|notes|nb|p\.?\s?s|sirs?|(?:my )?dear\b.*|gentlemen|comrades|enclosures?|attachments?",
        r"annex.*|appendix.*|source|title|author|description|keywords?|copy|copies|distribution|signed|sent|received",
        r"reporting|reported|file|no|number|topics?|classification|declassified|references?|reported by|prepared by",
        r"present|also present|participants?|attendees|others? present|absent|interpreters?|recorders?|note-?takers?",
        r".*\b(?:said|says|asked|answered|replied|stated|added|continued|noted|wrote|declared|following|follows)\b.*",
        r"first|second|third|fourth|fifth|firstly|secondly|thirdly|finally|i|ii|iii|iv|v|vi|\d.*|.*\d{2}.*",
        r"https?|www\..*|tel|fax|phone|e-?mail|example|e\.g|i\.e|(?:the )?(?:points?|questions?|problems?|tasks?)",
        r"resolved|whereas|decisions?|conclusions?|results?|conditions|remarks?|comments?|excerpts?|extracts?|text",
    ),
    participant_labels=(
        r"(?:[\w'’-]+ ){0,4}(?:representatives|participants|delegates|delegation|side|attendees)",
        r"(?:also |others? |those )?(?:present|attending|in attendance|participating)(?: [\w'’ -]{0,30})?",
        r"participants?(?: [\w'’ -]{0,30})?|interpreters?|translators?|recorders?|note-?takers?|taking notes|observers?",
        r"(?:on|from|for) (?:the )?[\w'’. -]{2,30}(?: side)?",
    ),
    stage_lines=(
        r"(?:break|recess|lunch|dinner|adjourn(?:ed|ment)?|intermission|applause|laughter)\b[^?!]{0,80}\.?",
        r"the (?:meeting|conversation|talks?|session|discussion|interview|reception|audience)s? "
        r"(?:then )?(?:was|were|ended|ends|lasted|began|begins|closed|concluded|adjourned|broke|resumed|continued|took)"
        r"\b[^?!]{0,160}\.?",
        r"end of (?:the )?(?:meeting|conversation|talks?|session|document|text|record)\.?",
        r"\(?(?:the )?(?:minister|president|premier|chairman|delegation|guests?|participants|all|both sides)"
        r"[\w ]{0,30} (?:leave|leaves|left|rise|rises|rose|enters?|entered|arrived?s?|applauds?|applauded)\b[^?!]{0,80}",
    ),
    genres=(
        (r"\b(?:conversation|talks?|meeting|minutes|discussion|interview|conference|debate|hearing)\b", "conversation"),
        (r"\b(?:cable|telegram|telegramme|ciphered)\b", "cable"),
        (r"\bletter\b", "letter"),
        (r"\bmemorand(?:um|a)\b", "memorandum"),
        (r"\breports?\b", "report"),
        (r"\b(?:speech|address|remarks)\b", "speech"),
    ),
)
