"""Write the lists that come from CLDR: months, weekdays and names of languages and countries.

    python -m pip install "tei-encoder[lexicon]"
    python tools/lexicon_from_cldr.py [FOLDER]

Babel carries CLDR. The same Babel writes the same bytes; the first line of each file names both versions.
Source: Unicode CLDR, https://cldr.unicode.org (Unicode License v3).
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import babel
from babel import Locale
from babel.core import get_cldr_version

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("de", "en", "es", "fr", "hu", "it", "ja", "ko", "pl", "pt", "ro", "ru", "zh")
DATED = tuple(
    sorted((*LANGUAGES, *"ar bg cs da el et fi hr id lt lv ms nb nl sk sl sr sv tr uk".split()))
)  # months and weekdays are needed to read a date, in more languages than are named
_LOCALES = {"zh": ("zh", "zh_Hant")}
"""Where a language needs more than one locale: both Chinese scripts."""
_USES, _WIDTHS = ("format", "stand-alone"), ("wide", "abbreviated")


IN_RECORDS = {  # names that CLDR has not: of states that are no more (ISO 3166-3), and others of the time
    "BF": "Upper Volta, Haute-Volta, Obervolta",
    "BJ": "Dahomey",
    "CN": "PRC, P.R.C., Communist China, КНР",
    "CS": "Czechoslovakia, Tschechoslowakei, ČSSR, Československo, Tchécoslovaquie, "
    "Checoslovaquia, Cecoslovacchia, "
    "Tchecoslováquia, Czechosłowacja, Csehszlovákia, Cehoslovacia, Чехословакия, ЧССР, "
    "捷克斯洛伐克, チェコスロバキア, 체코슬로바키아",
    "DD": "East Germany, German Democratic Republic, GDR, G.D.R., DDR, "
    "Deutsche Demokratische Republik, Ostdeutschland, "
    "République démocratique allemande, NRD, ГДР, NDK, 东德, 東德, 東ドイツ, 동독",
    "DE": "West Germany, Federal Republic of Germany, FRG, F.R.G., BRD, Westdeutschland, ФРГ, 西德, 西ドイツ, 서독",
    "ET": "Abyssinia, Abessinien, Abyssinie",
    "GB": "Great Britain, Britain, U.K., Großbritannien, Grande-Bretagne, Gran Bretaña, "
    "Gran Bretagna, Grã-Bretanha, "
    "Wielka Brytania, Nagy-Britannia, Marea Britanie, Англия",
    "IR": "Persia, Persien, Perse, Персия",
    "KP": "DPRK, D.P.R.K., КНДР",
    "KR": "ROK, R.O.K.",
    "LK": "Ceylon, Ceylan, Цейлон",
    "SU": "Soviet Union, USSR, U.S.S.R., Sowjetunion, UdSSR, Union soviétique, URSS, "
    "Unión Soviética, Unione Sovietica, "
    "União Soviética, Związek Radziecki, ZSRR, Szovjetunió, Uniunea Sovietică, СССР, "
    "Советский Союз, 苏联, 蘇聯, ソ連, 소련",
    "TH": "Siam",
    "TW": "Formosa",
    "US": "U.S., U.S.A., USA, США, 美国, 美國, 米国, 미국",
    "VD": "North Vietnam, North Viet-Nam, North Viet Nam, DRV, Nordvietnam, ДРВ, 北越, 북베트남",
    "VN": "Viet-Nam, Viet Nam, South Vietnam, South Viet-Nam, Südvietnam, 南越",
    "YU": "Yugoslavia, Jugoslawien, Yougoslavie, Jugoslavia, Iugoslávia, Jugosławia, "
    "Jugoszlávia, Iugoslavia, Югославия, "
    "СФРЮ, 南斯拉夫, ユーゴスラビア, 유고슬라비아",
    "ZR": "Zaire, Zaïre",
    "ZW": "Rhodesia, Southern Rhodesia, Rhodesien, Rhodésie",
}


def months() -> Iterator[str]:
    """An entry per language, with the forms beside a day (марта) and alone (март)."""
    for tag in DATED:
        used = [locale.months for locale in _locales(tag)]
        yield from _entry(((str(month), _forms(used, month)) for month in range(1, 13)), tag)


def weekdays() -> Iterator[str]:
    """An entry per language; Monday is 1, Sunday 7, as in ISO 8601."""
    for tag in DATED:
        used = [locale.days for locale in _locales(tag)]
        yield from _entry(((str(day + 1), _forms(used, day)) for day in range(7)), tag)


def languages() -> Iterator[str]:
    """Two entries: the languages that have a tag of two letters (ISO 639-1), in English and in all of `LANGUAGES`."""
    named = [locale.languages for tag in LANGUAGES for locale in _locales(tag)]
    english = Locale("en").languages
    tags = sorted(str(tag) for tag in english if len(str(tag)) == 2)
    yield from _entry(((tag, (english[tag],)) for tag in tags), "en")
    yield from _entry((tag, (names[tag] for names in named if tag in names)) for tag in tags)


def territories() -> Iterator[str]:
    """One entry: countries by their two letters (ISO 3166-1), with their names in all of `LANGUAGES`."""
    named = [locale.territories for tag in LANGUAGES for locale in _locales(tag)]
    codes = sorted(str(code) for code in Locale("en").territories if re.fullmatch("[A-Z]{2}", str(code)))
    today = {
        code: [form for names in named if code in names and "," not in names[code] for form in _both(names[code])]
        for code in codes
    }
    every = sorted({*today, *IN_RECORDS})
    yield from _entry((code, (*today.get(code, ()), *_listed(IN_RECORDS.get(code, "")))) for code in every)


def _both(name: str) -> Iterator[str]:
    """A name, and both of its names if one stands in parentheses: `Myanmar (Burma)`."""
    yield name
    if found := re.fullmatch(r"(.+?) ?[(（](.+)[)）]", name):
        yield from found.groups()


def _listed(words: str) -> list[str]:
    return words.split(", ") if words else []


def _locales(tag: str) -> list[Locale]:
    return [Locale.parse(name) for name in _LOCALES.get(tag, (tag,))]


def _forms(used: Iterable[Any], number: int) -> Iterator[str]:
    """The forms of a month or day beside a date and alone, in full and short."""
    return (names[use][width][number] for names in used for use in _USES for width in _WIDTHS)


def _entry(meant: Iterable[tuple[str, Iterable[str]]], tag: str = "") -> Iterator[str]:
    """The entry with a line per value; nothing if no form is left."""
    lines = [f"{value}: {', '.join(words)}\n" for value, forms in meant if (words := _words(forms))]
    if lines:
        lang = f'lang = "{tag}"\n' if tag else ""
        yield f"[[entry]]\n{lang}words = '''\n{''.join(lines)}'''\n"


def _words(forms: Iterable[str]) -> list[str]:
    """The forms in order, each once; without those that have digits: 3月 says nothing without the 3."""
    by_word: dict[tuple[str, ...], str] = {}
    for form in sorted(unicodedata.normalize("NFC", form) for form in forms):
        if not re.search(r"\d", form):
            by_word.setdefault(_folded(form), form.strip("."))
    words = [form for _, form in sorted(by_word.items())]
    if any("," in word or "'''" in word for word in words):
        raise ValueError(f"a name has a comma or quotes: {words}")
    return words


def _folded(form: str) -> tuple[str, ...]:
    """As `encoder.lexicon.fold` compares words."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", form) if not unicodedata.combining(c))
    return tuple(re.findall(r"[^\W\d_]+", plain.casefold()))


FILES = {
    "months": ("The names of months. Chinese, Japanese and Korean also number them (3月); that is not a word.", months),
    "weekdays": ("The names of weekdays; Monday is 1.", weekdays),
    "languages": ("The names of languages, and their BCP 47 tags.", languages),
    "territories": ("The names of countries, and their codes (ISO 3166-1).", territories),
}


def main(folder: Path) -> None:
    """Write the files into a folder."""
    version = f"CLDR {get_cldr_version()} (Babel {babel.__version__})"
    for name, (about, entries) in FILES.items():
        head = f"# From {version} by tools/lexicon_from_cldr.py; do not edit.\n# {about}\n"
        (folder / f"{name}.toml").write_bytes("\n".join([head, *entries()]).encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "encoder" / "lexicon")
