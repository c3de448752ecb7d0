"""The word lists: each entry's examples and counter-examples, their order, and how words are looked up."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from encoder import lexicon
from encoder.lexicon import WordSet, files
from encoder.lexicon.folding import fold
from encoder.lexicon.names import tokens
from tests.conftest import ROOT

FOLDER = Path(lexicon.__file__).parent
BY_HAND = (
    "bodies",
    "brackets",
    "columns",
    "common",
    "counted",
    "dates",
    "fields",
    "letters",
    "meetings",
    "offices",
    "records",
    "roles",
    "saying",
    "several",
    "small",
    "stage",
    "surnames",
    "talk",
    "titles",
)
FROM_CLDR = ("languages", "months", "territories", "weekdays")


def tables(name: str) -> list[dict[str, Any]]:
    return list(tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["entry"])


def listed(words: str) -> list[str]:
    return [" ".join(word.split()) for word in words.split(",")]


def by_value(name: str, entry: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """What the words mean, and the words; one pair with an empty value in most lists made by hand."""
    if name not in files.WITH_VALUES:
        return [("", listed(entry["words"]))]
    lines = entry["words"].strip().split("\n")
    return [(value, listed(words)) for value, words in (line.split(": ") for line in lines)]


HAND_ENTRIES = [
    pytest.param(name, entry, id=f"{name}-{entry['lang']}-{by_value(name, entry)[0][1][0]}")
    for name in BY_HAND
    for entry in tables(name)
]


@pytest.mark.parametrize(("name", "entry"), HAND_ENTRIES)
def test_examples_have_the_words_and_counter_examples_have_not(name: str, entry: dict[str, Any]) -> None:
    own = WordSet(frozenset(fold(word) for _, words in by_value(name, entry) for word in words))
    assert entry["examples"]
    assert entry["not"]
    assert [text for text in entry["examples"] if not own.within(fold(text))] == []
    assert [text for text in entry["not"] if own.within(fold(text))] == []


@pytest.mark.parametrize("name", lexicon.NAMES)
def test_a_file_is_nfc_sorted_and_has_nothing_twice(name: str) -> None:
    text = (FOLDER / f"{name}.toml").read_bytes().decode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert text.endswith("\n")
    assert "\r" not in text
    places: Counter[tuple[str | None, str, tuple[str, ...]]] = Counter()
    for entry in tables(name):
        for value, words in by_value(name, entry):
            forms = [(fold(word), word) for word in words]
            assert forms == sorted(forms)
            assert all(form for form, _ in forms)
            alike = [(word,) for _, word in forms] if name == "common" else [form for form, _ in forms]
            places.update((entry.get("lang"), value, form) for form in alike)
    assert [place for place, count in places.items() if count > 1] == []
    if name in BY_HAND:
        order = [(entry["lang"], fold(listed(entry["words"])[0])) for entry in tables(name)]
        assert order == sorted(order)


@pytest.mark.parametrize("name", lexicon.NAMES)
def test_an_entry_has_known_keys(name: str) -> None:
    flags = {
        "brackets": {
            "illegible",
            "missing",
            "redacted",
            "untranslated",
            "omission",
            "sic",
            "signature",
            "stamp",
            "margin",
            "translator",
            "editor",
            "remark",
            "means",
            "page",
            "reference",
            "unit",
            "attached",
            "ambiguous",
        },
        "titles": {"before", "after", "man", "woman", "military", "ambiguous"},
        "offices": {"chair", "asks", "answers", "collective", "ambiguous"},
        "talk": {"first", "second", "ambiguous"},
        "saying": {"ambiguous"},
        "small": {
            "article",
            "conjunction",
            "copula",
            "particle",
            "after",
            "contracted",
            "place",
            "preposition",
            "ambiguous",
        },
        "fields": {
            "participants",
            "absent",
            "date",
            "place",
            "subject",
            "title",
            "number",
            "secrecy",
            "sender",
            "recipient",
            "ambiguous",
        },
        "bodies": {"firm", "address", "group", "ambiguous"},
        "stage": {"audience", "procedure", "closing", "ambiguous"},
        "columns": {"speaker", "speech", "time", "vague"},
        "records": {"genre", "secrecy", "precedence", "archive", "building", "imprint"},
        "roles": {"modifier"},
        "dates": {"between", "earlier", "later", "of"},
        "meetings": {"between", "beside"},
        "letters": {"salute", "valediction", "below", "recorded", "sent", "sender", "recipient", "about", "ambiguous"},
    }.get(name, set())
    for entry in tables(name):
        assert set(entry) <= {"lang", "words", "examples", "not"} | flags
        assert all(entry[flag] is True for flag in flags & set(entry))
        if name in BY_HAND:
            assert re.fullmatch("[a-z]{2}|mul", entry["lang"])  # mul: any language (ISO 639-2)
        if name == "titles":
            assert "before" in entry or "after" in entry


@pytest.mark.parametrize(
    ("name", "text", "size"),
    [
        ("titles", "Mr. Smith", 1),
        ("titles", "Lt. Gen. Smith", 2),
        ("titles", "The Rt. Hon. J. Smith", 3),
        ("titles", "Dato' Ahmad", 1),
        ("titles", "г-н Петров", 2),
        ("titles", "Smith", 0),
        ("titles", "王先生", 0),  # one token, and no entry
        ("titles", "先生", 1),
        ("offices", "Tuan Yang di-Pertua", 4),
        ("offices", "HERR TALMANNEN:", 2),
        ("offices", "主席：", 1),
        ("stage", "The meeting rose at 6 p.m.", 4),
        ("fields", "Also present:", 2),
        ("fields", "", 0),
    ],
)
def test_longest(name: str, text: str, size: int) -> None:
    assert lexicon.longest(name, fold(text)) == size


def test_longest_looks_where_it_is_told() -> None:
    words = fold("Comrade Prime Minister Smith")
    assert [lexicon.longest("titles", words, at) for at in range(5)] == [1, 2, 1, 0, 0]


def test_contains_finds_words_inside_tokens_of_scripts_without_blanks() -> None:
    assert lexicon.contains("titles", "王先生", man=True)
    assert lexicon.contains("titles", "김의원", after=True)
    assert lexicon.contains("talk", "我们认为")
    assert lexicon.contains("saying", "王主席说")
    assert lexicon.contains("stage", "（笑）")
    assert not lexicon.contains("talk", "적군", lang="ko")
    assert not lexicon.contains("saying", "Mr. Smith")
    assert not lexicon.contains("offices", "the presidency")


def test_flags_and_language_select() -> None:
    assert ("mrs",) in lexicon.words("titles", woman=True)
    assert ("mrs",) not in lexicon.words("titles", woman=False)
    assert ("mrs",) not in lexicon.words("titles", lang="de")
    assert ("several", "members") in lexicon.words("offices", collective=True)
    assert ("the", "speaker") in lexicon.words("offices", collective=False, chair=True)
    assert ("apologies",) in lexicon.words("fields", absent=True)
    assert ("in", "attendance") in lexicon.words("fields", participants=True)
    with pytest.raises(ValueError, match="no flag 'female'"):
        lexicon.words("titles", female=True)
    with pytest.raises(ValueError, match="unknown word list 'title'"):
        lexicon.words("title")


def test_ambiguous_words_can_be_left_out() -> None:
    assert lexicon.longest("titles", fold("On. Rossi")) == 1
    assert lexicon.longest("titles", fold("On the road"), ambiguous=False) == 0
    assert lexicon.words("offices", asks=True, ambiguous=True) >= {("q",)}
    for text in (
        "The size of the army was known on the main road.",
        "Der Minister war in den Sälen.",
        "Il était en ville.",
    ):
        assert not lexicon.contains("talk", text, ambiguous=False)


def test_values() -> None:
    assert lexicon.values("months")["septembre",] == "9"
    assert lexicon.values("months")["марта",] == lexicon.values("months")["март",] == "3"
    assert lexicon.values("months")["三月",] == "3"
    assert {lexicon.values("months", lang="en")[name,] for name in ("may", "dec")} == {"5", "12"}
    assert lexicon.values("weekdays")[fold("segunda-feira")] == "1"
    assert lexicon.values("weekdays")["воскресенье",] == "7"
    assert lexicon.values("languages")[fold("немецкий")] == "de"
    assert lexicon.values("languages")[fold("ハンガリー語")] == "hu"


@pytest.mark.parametrize(
    "text",
    ["Gen. Smith-Jones", "Señor D'Ávila", "São Paulo 1961", "Йошкар-Ола", "김의원", "Straße", "İstanbul", "ﬁ", ""],
)
def test_words_are_folded_as_names_are(text: str) -> None:
    assert fold(text) == tuple(word for word in tokens(text) if not word.isdigit())


@pytest.mark.parametrize("name", lexicon.NAMES)
def test_a_file_is_read_as_tomllib_reads_it(name: str) -> None:
    expected = [
        files.Entry(
            tuple(map(fold, words)),
            entry.get("lang", ""),
            frozenset(key for key, given in entry.items() if given is True),
            value,
        )
        for entry in tables(name)
        for value, words in by_value(name, entry)
    ]
    assert list(files.entries(name)) == expected
    assert lexicon.words(name) == {word for entry in expected for word in entry.words}


def test_each_list_has_a_file() -> None:
    assert set(lexicon.NAMES) == {path.stem for path in FOLDER.glob("*.toml")}


def test_it_imports_nothing_else_of_the_program() -> None:
    code = "import sys, encoder.lexicon as l; l.words('titles'); print(*(m for m in sys.modules if m.startswith('encoder.')))"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    alone = subprocess.run(
        [sys.executable, "-c", "import sys, encoder; print(*sys.modules)"],
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    found = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    own = {name for name in found.stdout.split() if not name.startswith("encoder.lexicon")}
    assert own <= set(alone.stdout.split())
    for path in (FOLDER / f"{name}.py" for name in ("__init__", "files", "folding")):
        assert set(re.findall(r"(?:from|import) (encoder[\w.]*)", path.read_text(encoding="utf-8"))) <= {
            "encoder.lexicon.files",
            "encoder.lexicon.folding",
            "encoder.lexicon.signs",
        }


def test_the_lists_from_cldr_are_those_that_the_script_writes(tmp_path: Path) -> None:
    babel = pytest.importorskip("babel")
    script = ROOT / "tools" / "lexicon_from_cldr.py"
    if not script.is_file():
        pytest.skip("the script is not in the source distribution")
    if f"(Babel {babel.__version__})" not in (FOLDER / "months.toml").read_text(encoding="utf-8"):
        pytest.skip("another version of Babel wrote the files")
    subprocess.run([sys.executable, str(script), str(tmp_path)], check=True)
    for name in FROM_CLDR:
        assert (tmp_path / f"{name}.toml").read_bytes() == (FOLDER / f"{name}.toml").read_bytes()


def test_all_entries_that_stand_in_a_text() -> None:
    found = [
        (m.at, m.size, m.lang)
        for m in lexicon.matches("brackets", fold("two words illegible"))
        if "illegible" in m.flags
    ]
    assert (2, 1, "en") in found
    assert [*lexicon.matches("brackets", fold("Zhou Enlai"))] == []
