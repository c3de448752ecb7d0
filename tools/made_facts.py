"""Openings of records as other archives would print them, above the text of an annotated record.

The gold has few headers, and each archive has one layout. A made opening has the same facts in layouts and languages
that no record of the gold has: memorandum heads, protocols, letters, telegrams, catalogue fields, date lines. Words are
the lexicon's, names of people and titles those of the gold; what surrounds them (bodies, sessions, lists) states nothing.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any, NamedTuple

from tools import printed

_LANGS = (
    "en",
    "en",
    "en",
    "en",
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "ru",
    "pl",
    "hu",
    "ro",
    "zh",
    "ja",
    "ko",
    "cs",
    "sv",
    "nl",
    "ms",
    "tr",
)
_PLACES = {
    "": (
        "Ankara", "Bandung", "Beijing", "Belgrade", "Bonn", "Brasília", "Bucharest", "Budapest", "Buenos Aires", "Cairo",
        "Canberra", "Dar es Salaam", "Delhi", "Geneva", "Hanoi", "Havana", "Jakarta", "Kinshasa", "Lagos", "Lima", "London",
        "Moscow", "Nairobi", "Ottawa", "Paris", "Peking", "Prague", "Pretoria", "Pyongyang", "Rome", "Seoul", "Sofia",
        "Stockholm", "Suva", "Tehran", "Tokyo", "Ulan Bator", "Vienna", "Warsaw", "Washington", "Washington, D.C.",
        "Wellington", "Camp David, Maryland", "Boston, Massachusetts", "St. Louis, Missouri", "Room 4221, Dirksen Building",
        "Houston, Texas", "the Kremlin", "Palais des Nations, Geneva",
    ),
    "zh": ("北京", "上海", "莫斯科", "平壤", "延安", "香港", "人民大会堂", "中南海"), "ja": ("東京", "ワシントン", "外務省", "京都"),
    "ko": ("서울", "평양", "모스크바", "청와대"), "ru": ("Москва", "Ленинград", "Варшава", "Пекин", "Кремль"),
}  # fmt: skip
_BETWEEN = {
    "en": "between {a} and {b}", "de": "zwischen {a} und {b}", "fr": "entre {a} et {b}", "es": "entre {a} y {b}",
    "it": "tra {a} e {b}", "pt": "entre {a} e {b}", "ru": "{a} с {b}", "pl": "między {a} a {b}", "ro": "dintre {a} și {b}",
    "zh": "{a}、{b}", "ja": "{a}・{b}", "ko": "{a}-{b}", "sv": "mellan {a} och {b}", "nl": "tussen {a} en {b}",
}  # fmt: skip
_DATES = {
    "en": ("{d} {M} {y}", "{M} {d}, {y}", "{M} {d}, {y}", "{W}, {d} {M} {y}", "{W}, {M} {d}, {y}", "{d}th {M}, {y}", "{d} {M} {y}, {h}:30 a.m.", "{M} {d}, {y}—{h} p. m.", "{y}-{m:02}-{d:02}"),
    "zh": ("{y}年{m}月{d}日", "{y}年{m}月{d}日{W}"), "ja": ("{y}年{m}月{d}日",), "ko": ("{y}년 {m}월 {d}일", "{y}. {m}. {d}."),
    "hu": ("{y}. {M} {d}.", "{y}. {M} {d}-én"), "de": ("{d}. {M} {y}", "den {d}. {M} {y}", "{W}, den {d}. {M} {y}", "{d:02}.{m:02}.{y}"),
    "es": ("{d} de {M} de {y}",), "pt": ("{d} de {M} de {y}", "{W}, {d} de {M} de {y}"), "sv": ("den {d} {M} {y}", "{W} den {d} {M} {y}"),
    "": ("{d} {M} {y}", "{d} {M} {y}", "{W} {d} {M} {y}", "{d:02}.{m:02}.{y}"),
}  # fmt: skip
_MARKS = (
    "{a}/{n}/{n}", "F. {n}, Op. {n}, D. {n}, L. {n}-{n}", "fond {n}, opis {n}, delo {n}, listy {n}–{n}", "{n}.{n}/{n}–{n}{n}",
    "RG {n}, Box {n}, Folder {n}", "{a} {n}, Bd. {n}", "{a}: {a}{n}{n}, {n}/{n}/{n}", "{n}-{n}{n}-{n}{n}{n}", "{a}.{n}/PV.{n}", "FO {n}/{n}{n}",
    "Ф. {n}. Оп. {n}. Д. {n}. Л. {n}", "No. {n}", "Nr. {n}/{n}", "Az. {n} – {n}", "{a}{n}{n}{n}", "T-{n}/{n}", "B {n} (Abteilung {n}), Bd. {n}",
    "档号{n}-{n}-{n}", "분류번호 {n}.{n}", "XIX-A-{n}-j, {n}. doboz", "CAB {n}/{n}", "Drucksache {n}/{n}", "KC PZPR, sygn. {a}/{n}",
)  # fmt: skip
_BODIES = (
    "UNITED NATIONS", "Security Council", "House of Representatives", "SENATE OF CANADA", "Deutscher Bundestag", "SEJM RZECZYPOSPOLITEJ POLSKIEJ",
    "Ministry of Foreign Affairs", "MINISTERSTVO ZAHRANIČNÍCH VĚCÍ", "High Court of Kenya", "OFFICE OF THE PRESIDENT", "外交部", "国务院",
    "外務省", "외무부", "МИНИСТЕРСТВО ИНОСТРАННЫХ ДЕЛ СССР", "Oral History Project", "Camera dei deputati", "CÁMARA DE DIPUTADOS", "Official Records",
    "Twelfth session", "XX. ülés", "Agenda", "Sitzung des Ausschusses", "The meeting was called to order at 10 a.m.", "Transcript prepared by volunteers", "Page 1 of 12",
    "- 2 -", "Copy No. 4", "Part II", "Contents", "DRAFT", "Interview", "All rights reserved.", "Deputy Speaker in the chair", "CORRECTED VERSION",
)  # fmt: skip
_FILLERS = ("{label}: {words}", "{LABEL}\n{words}", "{words}")


_HANDLED = (
    "Printed and distributed on", "Received", "Received:", "Typed on", "Declassified on", "Approved for release", "Copied:",
    "Eingegangen am", "Ausgefertigt am", "Übersetzt am", "Reçu le", "Recibido el", "Recebido em", "Ricevuto il", "Получено",
    "Отпечатано", "Otrzymano dnia", "Érkezett:", "Primit la", "收到", "受領", "Registered", "Last updated", "Uploaded",
)  # fmt: skip
"""What was done with a record on another day."""


class Piece(NamedTuple):
    """Words of an opening, and what they state; an empty kind states nothing."""

    words: str
    kind: str = ""


Line = Sequence[Piece]


def made(
    given: dict[str, Any], titles: Sequence[str], text: str, seed: str
) -> tuple[str, list[tuple[int, int, str]], int]:
    """A text with an opening of other facts, where these stand (start, end, kind), and where the record's text begins."""
    chance = random.Random(seed)
    lang = chance.choice(_LANGS)
    names = [p["name"] for p in given["persons"].values() if p.get("name") and len(p["name"]) < 40] or [
        "A. Miller",
        "J. Novák",
    ]
    lines = chance.choice(_LAYOUTS)(
        _Facts(chance, lang, [" ".join(name.split()) for name in names], list(titles), text)
    )
    talk = min((turn["label"][0] for turn in given["turns"]), default=len(text) // 3)
    paragraphs = text[talk:].split("\n\n")
    at = chance.randrange(max(1, len(paragraphs) - 20))
    below = paragraphs[at : at + chance.choice((4, 10, 20))]
    ending: list[Line] = []
    while lines and lines[-1][0].kind.startswith("end:"):
        ending.insert(0, lines.pop())
    gap = chance.choice(("\n\n", "\n\n", "\n\n", "\n"))
    parts: list[str] = []
    spans: list[tuple[int, int, str]] = []
    length = 0

    def put(words: str) -> None:
        nonlocal length
        parts.append(words)
        length += len(words)

    def put_all(some: Sequence[Line]) -> None:
        for line in some:
            for piece in line:
                kind = piece.kind.removeprefix("end:")
                if kind:
                    spans.append((length, length + len(piece.words), kind))
                put(piece.words)
            put(gap)

    put_all(lines)
    begins = length + 1
    put("\n" + "\n\n".join(below) + "\n\n")
    put_all(ending)
    return "".join(parts), spans, begins


class _Facts:
    """What lines are made of."""

    def __init__(self, chance: random.Random, lang: str, names: list[str], titles: list[str], text: str) -> None:
        self.chance, self.lang, self.names, self.titles, self.text = chance, lang, names, titles, text

    def word(self, name: str, *flags: str) -> str:
        found = printed.words(name, self.lang, *flags) or printed.words(name, "en", *flags)
        return self.chance.choice(found)

    def name(self) -> str:
        name = self.chance.choice(self.names)
        how = self.chance.random()
        if how < 0.2:
            return f"{self.word('titles', 'before')} {name}"
        if how < 0.35:
            return f"{name}, {self.word('offices')}"
        return f"{self.word('offices')} {name}" if how < 0.45 else name

    def office(self) -> str:
        return self.word("offices") if self.chance.random() < 0.5 else self.name()

    def date(self) -> str:
        form = self.chance.choice(_DATES.get(self.lang, _DATES[""]))
        month = self.chance.randrange(1, 13)
        names = [
            word
            for value, word in _months(self.lang if printed.words("months", self.lang) else "en")
            if value == month and len(word) > 2
        ]
        month_name = self.chance.choice(names) if names else str(month)
        day = self.chance.randrange(13, 29)
        return form.format(
            d=day,
            m=month,
            y=self.chance.randrange(1890, 2024),
            M=month_name.upper() if self.chance.random() < 0.1 else month_name,
            W=self.chance.choice(printed.words("weekdays", self.lang) or printed.words("weekdays", "en")),
            h=self.chance.randrange(1, 12),
        )

    def place(self) -> str:
        own = _PLACES.get(self.lang, _PLACES[""])
        place = self.chance.choice(own)
        if self.chance.random() < 0.25:
            building = printed.words("records", self.lang, "building") or printed.words("records", "en", "building")
            venue = f"{self.chance.choice(self.names).split()[-1]} {self.chance.choice(building)}"
            return self.chance.choice((venue, f"{venue}, {place}"))
        return place

    def mark(self) -> str:
        form = self.chance.choice(_MARKS)
        while "{" in form:
            form = form.replace("{n}", str(self.chance.randrange(1, 10 ** self.chance.randrange(1, 4))), 1)
            form = form.replace(
                "{a}", self.chance.choice(("A", "S", "AA", "NAA", "E/CN", "HW", "PREM", "ZK", "MfAA")), 1
            )
        return form

    def secret(self) -> str:
        words = self.word("records", "secrecy")
        return self.chance.choice((words, words.upper(), words.upper(), f"{words}."))

    def title(self) -> str:
        if self.chance.random() < 0.45 and self.titles:
            title = self.chance.choice(self.titles)
        else:
            genre = self.word("records", "genre")
            between = _BETWEEN.get(self.lang, _BETWEEN["en"]).format(
                a=self.chance.choice(self.names), b=self.chance.choice(self.names)
            )
            title = self.chance.choice(
                (
                    genre,
                    f"{genre} {between}",
                    f"{genre} {between}",
                    f"{genre} {self.some(4)}",
                    f"{genre} No. {self.chance.randrange(1, 90)}",
                    f"{self.chance.randrange(1, 140)}th {genre.lower()}",
                    f"{self.chance.randrange(2, 140)}. {genre}",
                )
            )
        return title.upper() if self.chance.random() < 0.35 else title

    def some(self, most: int) -> str:
        """Some words of the text."""
        words = [word.strip('.,;:!?()[]"“”') for word in self.text[:20_000].split()] or ["Text"]
        at = self.chance.randrange(len(words))
        found = " ".join(word for word in words[at : at + self.chance.randrange(2, most + 2)] if word)
        return found[:60] or "Text"

    def label(self, flag: str) -> str:
        label = self.word("fields", flag)
        return label.upper() if self.chance.random() < 0.4 else label

    def sign(self) -> str:
        return (
            "：" if self.lang in ("zh", "ja") else self.chance.choice((": ", ": ", ": ", " : ", ":   ", ":\n", ":\t"))
        )

    def nothing(self) -> Line:
        if self.chance.random() < 0.2:
            return [Piece(f"{self.chance.choice(_HANDLED)} {self.date()}")]
        how = self.chance.random()
        if how < 0.6:
            return [Piece(self.chance.choice(_BODIES))]
        if how < 0.75:
            return [
                Piece(
                    f"{self.word('fields', 'participants')}: {', '.join(self.chance.sample(self.names, min(3, len(self.names))))}"
                )
            ]
        if how < 0.85:
            return [Piece(f"{self.word('fields')}{self.sign()}{self.some(8)}")]
        if how < 0.9:
            return [Piece(f"{self.word('offices')}: {self.chance.choice(self.names)}")]
        return [Piece(self.some(12))]

    def field(self, flag: str, words: str, kind: str) -> Line:
        return [Piece(self.label(flag) + self.sign()), Piece(words, kind)]


def _months(lang: str) -> list[tuple[int, str]]:
    from encoder.lexicon import fold, values

    known = values("months", lang=lang)
    return [(int(known[fold(word)]), word) for word in printed.words("months", lang) if fold(word) in known]


def _sprinkled(f: _Facts, lines: list[Line], share: float = 0.35) -> list[Line]:
    """Lines that state nothing between those that do; what ends the record stays last."""
    found: list[Line] = []
    for line in lines:
        if not line[-1].kind.startswith("end:") and f.chance.random() < share:
            found.append(f.nothing())
        found.append(line)
    return found


def _memo(f: _Facts) -> list[Line]:
    fields = [
        f.field("date", f.date(), "date"), f.field("place", f.place(), "place"), f.field("subject", f.some(10), "subject"),
        f.field("recipient", f.office(), "recipient"), f.field("sender", f.office(), "author"), f.field("number", f.mark(), "idno"),
        f.field("secrecy", f.secret(), "classification"),
    ]  # fmt: skip
    f.chance.shuffle(fields)
    top: list[Line] = [[Piece(f.title(), "title")]]
    if f.chance.random() < 0.3:
        top.insert(0, [Piece(f.secret(), "classification")])
    return [*top, *fields[: f.chance.randrange(2, 6)]]


def _dated(f: _Facts) -> list[Line]:
    sign = f.chance.choice((", ", ", ", " – ", "  ", ", am ", " | ", ". "))
    dated: Line = [Piece(f.place(), "place"), Piece(sign), Piece(f.date(), "date")]
    how = f.chance.random()
    if how < 0.2:
        dated = [
            Piece(f.secret(), "classification"),
            Piece(" ["),
            Piece(f.place(), "place"),
            Piece(",] "),
            Piece(f.date(), "date"),
            Piece("."),
        ]
    elif how < 0.35:
        dated = [Piece(f.date(), "date")]
    elif how < 0.45:
        dated = [Piece(f.date(), "date"), Piece(", "), Piece(f.place(), "place")]
    lines: list[Line] = [[Piece(f.title(), "title")], dated]
    if f.chance.random() < 0.3:
        lines.reverse()
    if f.chance.random() < 0.4:
        lines.insert(f.chance.randrange(len(lines) + 1), [Piece(f.secret(), "classification")])
    if f.chance.random() < 0.5:
        lines.insert(f.chance.choice((0, 0, len(lines))), [Piece(f.mark(), "idno")])
    if f.chance.random() < 0.3:
        lines.append(f.field("subject", f.some(10), "subject"))
    if f.chance.random() < 0.3:
        lines.append([Piece(f.chance.choice("[(")), Piece(f.mark(), "end:idno"), Piece("]")])
        lines[-1] = [Piece("[", "end:"), Piece(f.mark(), "end:idno"), Piece("]")]
    if f.chance.random() < 0.3:
        lines.append([Piece(f"{f.label('sender')}: ", "end:"), Piece(f.name(), "end:author")])
    return lines


def _separate(f: _Facts) -> list[Line]:
    lines: list[Line] = [[Piece(f.title(), "title")], [Piece(f.date(), "date")], [Piece(f.place(), "place")]]
    if f.chance.random() < 0.5:
        lines.insert(0, [Piece(f.mark(), "idno")])
    if f.chance.random() < 0.3:
        lines.insert(1, [Piece(f.secret(), "classification")])
    return _sprinkled(f, lines, 0.6)


def _source(f: _Facts) -> list[Line]:
    """Title, place and date, and a paragraph that says where the record lies and who drew it up."""
    told: list[Piece] = [
        Piece(f.mark(), "idno"),
        Piece(". - "),
        Piece(f.name(), "author"),
        Piece(", "),
        Piece(f.some(4)),
        Piece(". "),
        Piece(f.secret().strip("."), "classification"),
        Piece(". - "),
        Piece(f.some(10)),
        Piece("."),
    ]
    return [[Piece(f.title(), "title")], [Piece(f.place(), "place"), Piece(", "), Piece(f.date(), "date")], told]


def _letter(f: _Facts) -> list[Line]:
    to = (
        f.chance.choice((" to ", " to ", ", to "))
        if f.lang not in ("de", "fr", "ru")
        else {"de": " an ", "fr": " à ", "ru": " — "}[f.lang]
    )
    opening: list[Line] = [[Piece(f.place(), "place"), Piece(", "), Piece(f.date(), "date")]]
    if f.chance.random() < 0.5:
        genre = f.word("records", "genre")
        sender, recipient = f.office(), f.office()
        whole: Line = [Piece(f"{genre} "), Piece(sender, "author"), Piece(to), Piece(recipient, "recipient")]
        opening.insert(0, whole)
    elif f.chance.random() < 0.6:
        opening.insert(
            0, [Piece(f"{f.title()}, {f.word('fields', 'sender', 'ambiguous').lower()} "), Piece(f.name(), "author")]
        )
    elif f.chance.random() < 0.5:
        opening.append(f.field("recipient", f.office(), "recipient"))
    signed: list[Line] = [
        [Piece(f.chance.choice(("", "(Signed) ", "")), "end:"), Piece(f.chance.choice(f.names), "end:author")]
    ]
    return [*opening, *signed]


_LAYOUTS = (
    lambda f: _sprinkled(f, _memo(f)), _memo, _dated, lambda f: _sprinkled(f, _dated(f)), _separate, _source, _letter,
)  # fmt: skip
