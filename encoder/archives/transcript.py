"""Records without an archive's cover: a title, perhaps a list of participants, and what was said."""

from __future__ import annotations

from encoder.values.profile import Profile

_MEETING = r"(?:meeting|conversation|talks?|session|discussion|interview|negotiation|reception|audience)s?"
_RECORD = r"(?:records?|memorand(?:um|a)|reports?|notes?|summary|minutes|transcript|protocol|stenogra\w+)"
_HAPPENED = r"(?:was|were|ended|ends|lasted|began|begins|closed|concluded|adjourned|broke|resumed|continued|took|rose)"
_PEOPLE = r"(?:minister|president|premier|chairman|delegation|guests?|participants|all|both sides)"
_MOVED = r"(?:leaves?|left|rises?|rose|enters?|entered|arrives?|arrived|applauds?|applauded)"

OFFICE = (
    r"(?:ambassador|minister|charg[eé]|consul(?: general)?|secretary|counselor|president|chairman|chief|director"
    r"|command(?:er|ing))"
)
"""Who signs for whom, and who writes to whom in the titles of despatches."""
_MOVED_FOR = r"(?:resolution|amendment|proposal|motion|agenda|paragraph|article|draft)"
_VOTED = r"(?:adopted|rejected|approved|carried|put to the vote|not adopted|withdrawn)"

_PARTICIPANT_LABELS = (
    # Korean representatives · The Chinese side
    r"(?:[\w'’-]+ ){0,4}(?:representatives|participants|delegates|delegation|side|attendees)",
    # Present · Also present · Those present on the Soviet side
    r"(?:also |others? |those )?(?:present|attending|in attendance|participating)(?: [\w'’ -]{0,30})?",
    # Anwesende Mitglieder · Teilnehmer
    r"anwesend(?:e|er)?(?: [\w-]+)?|teilnehmer(?:innen)?(?: [\w-]+)?",
    # Interpreter · Recorder
    r"participants?(?: [\w'’ -]{0,30})?|interpreters?|translators?|recorders?|note-?takers?|taking notes|observers?",
    # On the Chinese side · From the German side
    r"(?:on|from|for) (?:the )?[\w’'. -]{2,30} side",
)

_STAGE_LINES = (
    # Break and lunch together. · not “Break the silence!”
    r"(?:break|recess|lunch|dinner|adjourn(?:ed|ment)?|intermission|applause|laughter)\b[^?!]{0,80}\.?",
    # The meeting ended at 11 o'clock.
    rf"the {_MEETING} (?:then )?{_HAPPENED}\b[^?!]{{0,160}}\.?",
    # Meeting adjourned at 1215. · The conference was adjourned. · not “Meeting people was the best of it.”
    (
        r"(?:the )?(?:meeting|session|conference|conversation|talks?) (?:was |were )?(?:then )?"
        r"(?:adjourned|recessed|suspended|closed|concluded|ended|resumed|reconvened)\b[^?!,;:]{0,60}\.?"
    ),
    # From this point on, the conversation was held off the record.
    rf"(?:from|at) (?:this|that) (?:point|time)(?: on)?,? the {_MEETING} (?:was|were) [^?!]{{0,80}}\.?",
    # End of the conversation.
    rf"end of (?:the )?(?:{_MEETING}|document|text|record)\.?",
    # The Korean side handed over a list of goods.
    r"the [\w ]{2,30} (?:side|delegation|party) (?:handed|gave|left|thanked|rose|took)\b[^?!]{0,120}\.?",
    # A break was declared until 15:00.
    r"a (?:short |brief )?(?:break|recess|pause) (?:was|is) [^?!]{0,80}\.?",
    # A vote was taken by show of hands, as follows: · In favour: China, Cuba. · Against: None.
    r"a vote was (?:then )?taken\b[^?!]{0,120}",
    r"(?:in favou?r|against|abstain(?:ing|ed)|absent|present and not voting): [A-Z][^?!]{0,600}",
    # The resolution was adopted by 9 votes to none, with one abstention.
    rf"the (?:[\w-]+ ){{0,3}}{_MOVED_FOR}s? (?:was|were) (?:then )?{_VOTED}\b[^?!]{{0,120}}\.?",
    # (Laughter) · (Phone rings) · (Recessed for lunch). · (General Marshall and party departed at 5 p.m.)
    (
        r"\((?:[\w’'.,-]+ ){0,8}(?:laughs?|laughter|laughing|applause|heiterkeit|beifall|unruhe|rings|pauses?"
        r"|silence|recess(?:ed)?|adjourned"
        r"|departed|left|entered|arrived|joined|interruption|break|end of (?:the )?(?:tape|interview|side \w))"
        r"(?: [^()?!]{0,80})?[.]?\)\.?"
    ),
    # (The delegation leaves.)
    rf"\(?(?:the )?{_PEOPLE}[\w ]{{0,30}} {_MOVED}\b[^?!]{{0,80}}",
)

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
    participant_labels=_PARTICIPANT_LABELS,
    stage_lines=_STAGE_LINES,
    genres=(
        (rf"\b{_RECORD} (?:of|on) (?:an? |the )?(?:[\w’'-]+ ){{0,2}}{_MEETING}\b", "conversation"),
        (r"\b(?:press release|communiqu[eé])\b", "press-release"),
        (r"\b(?:protokoll|niederschrift|gespräch)\b", "conversation"),
        (r"\b(?:conversation|talks?|meeting|minutes|discussion|interview|conference|debate|hearing)\b", "conversation"),
        (r"\b(?:cable|cablegram|telegram|telegramme|teletype|ciphered)\b", "cable"),
        (r"\bletter\b", "letter"),
        (r"\bmemorand(?:um|a)\b", "memorandum"),
        (r"\breports?\b", "report"),
        (r"\b(?:speech|address|remarks)\b", "speech"),
    ),
)
