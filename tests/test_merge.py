"""Three editions made one: what only one has changed is taken, what both have is a conflict."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from encoder.tei.merge import CONFLICT, merge
from encoder.values.namespaces import TEI
from tests.test_cli import run

CASES = (  # what the program made, what a hand made of it, what the program makes now, what comes of it
    ("<p>One. Two.</p>", "<p>One. Two!</p>", "<p>One. Two.</p>", "<p>One. Two!</p>"),
    ("<p>One. Two.</p>", "<p>One. Two.</p>", "<p>One. Three.</p>", "<p>One. Three.</p>"),
    ("<p>a b c d</p>", "<p>A b c d</p>", "<p>a b c D</p>", "<p>A b c D</p>"),
    ("<p>a b c</p>", "<p>a B c</p>", "<p>a B c</p>", "<p>a B c</p>"),
    ("<p>a b c</p>", "<p>a B c</p>", "<p>a X c</p>", f"<p>a <?{CONFLICT} X?>B c</p>"),
    ("<p>a b c</p>", "<p>a b c<!-- seen --></p>", "<p>a b d</p>", f"<p>a b <?{CONFLICT} d?>c<!-- seen --></p>"),
    ("<p>a b</p>", "<p><!-- seen -->a b</p>", "<p>a c</p>", "<p><!-- seen -->a c</p>"),
    ("<p>a b</p>", "<p><?pi x?>a b</p>", "<p>a b</p>", "<p><?pi x?>a b</p>"),
    ("<p>a <hi>b</hi> c</p>", "<p>a b c</p>", "<p>a <hi>b</hi> d</p>", None),  # who knows, but nothing is lost
    ("<p>a <hi>b c</hi></p>", '<p>a <hi rend="i">b c</hi></p>', "<p>a <hi>b d</hi></p>", '<p>a <hi rend="i">b d</hi></p>'),
    ('<p n="1">a</p>', '<p n="2">a</p>', '<p n="3">a</p>', f'<p n="2"><?{CONFLICT} @n="3"?>a</p>'),
    ('<p n="1">a</p>', "<p>a</p>", '<p n="2">a</p>', f'<p><?{CONFLICT} @n="2"?>a</p>'),
    ('<p n="1">a</p>', '<p n="2">a</p>', "<p>a</p>", f'<p n="2"><?{CONFLICT} @n taken away?>a</p>'),
    ('<p n="1" cert="low">a</p>', '<p n="1">a</p>', '<p n="2" cert="low">a</p>', '<p n="2">a</p>'),
    ("<body><p>a</p><p>b</p></body>", "<body><p>a</p><p>b</p><p>hand</p></body>", "<body><p>new</p><p>a</p><p>b</p></body>",
     "<body><p>new</p><p>a</p><p>b</p><p>hand</p></body>"),
    ("<body><p>a b c d e</p><p>b</p></body>", "<body><p>b</p></body>", "<body><p>a b c d f</p><p>b</p></body>",
     f"<body><?{CONFLICT} a b c d f?><p>b</p></body>"),
    ("<body><p>a</p><p>b</p></body>", "<body><p>a</p></body>", "<body><p>a</p><p>b</p></body>", "<body><p>a</p></body>"),
)  # fmt: skip


def tree(xml: str) -> etree._Element:
    return etree.fromstring(f'<TEI xmlns="{TEI}">{xml}</TEI>')


def written(root: etree._Element) -> str:
    text = etree.tostring(root, encoding="unicode")
    return text.removeprefix(f'<TEI xmlns="{TEI}">').removesuffix("</TEI>")


@pytest.mark.parametrize(("before", "by_hand", "now", "expected"), CASES)
def test_merge(before: str, by_hand: str, now: str, expected: str | None) -> None:
    root, conflicts = merge(tree(before), tree(by_hand), tree(now))
    if expected is not None:
        assert written(root) == expected
        assert conflicts == expected.count(CONFLICT)


WORDS = st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), max_size=6).map(" ".join)
BODIES = st.lists(WORDS, min_size=1, max_size=5).map(
    lambda each: f"<body>{''.join(f'<p>{text}</p>' for text in each)}</body>"
)


@given(BODIES, BODIES)
def test_what_only_one_side_has_changed_is_taken_whole(before: str, after: str) -> None:
    assert written(merge(tree(before), tree(after), tree(before))[0]) == written(tree(after))
    assert written(merge(tree(before), tree(before), tree(after))[0]) == written(tree(after))
    assert merge(tree(before), tree(after), tree(after))[1] == 0


@given(BODIES, BODIES, BODIES)
def test_no_word_of_either_is_lost(before: str, by_hand: str, now: str) -> None:
    """Words that are not in what was before are in the text, or quoted by a conflict."""
    root, conflicts = merge(tree(before), tree(by_hand.replace("a", "hand")), tree(now.replace("b", "now")))
    told = etree.tostring(root, encoding="unicode")
    assert told.count("hand") >= by_hand.count("a")
    if conflicts == 0:
        assert told.count("now") >= now.count("b")


def test_ids_that_count_on_are_followed_by_the_hands_pointers() -> None:
    speech = '<sp xml:id="sp{0}" n="{0}"><p>{1}</p></sp>'
    before = "".join(speech.format(number, text) for number, text in enumerate(("one", "two", "three"), 1))
    by_hand = before.replace("<p>three</p>", '<p>three <ref target="#sp2">see there</ref></p>')
    now = "".join(speech.format(number, text) for number, text in enumerate(("new", "one", "two", "three"), 1))
    root, conflicts = merge(*(tree(f"<body>{each}</body>") for each in (before, by_hand, now)))
    assert conflicts == 0
    assert '<sp xml:id="sp4" n="4"><p>three <ref target="#sp3">see there</ref></p></sp>' in written(root)


def test_what_both_put_in_under_one_name_is_told_apart() -> None:
    speech = '<sp xml:id="sp{0}" n="{0}"><p>{1}</p></sp>'
    before = speech.format(1, "one") + speech.format(2, "two")
    by_hand = speech.format(1, "one") + speech.format(3, "of the hand") + speech.format(2, "two")
    root, conflicts = merge(
        *(tree(f"<body>{each}</body>") for each in (before, by_hand, before + speech.format(3, "three")))
    )
    assert conflicts == 0
    assert [str(each) for each in root.xpath("//@*[name()='xml:id']")] == ["sp1", "sp3-2", "sp2", "sp3"]


def test_a_long_edition_is_merged_in_time_that_grows_with_it() -> None:
    import time

    def seconds(number: int) -> float:
        speech = '<sp xml:id="sp{0}" n="{0}"><p>Word {0} and then others that follow it, {1}.</p></sp>'
        versions = ("as before", "by the hand", "as before")
        before, by_hand, now = (
            "".join(speech.format(at, words) for at in range(number)).replace("others", other)
            for words, other in zip(versions, ("others", "others", "more"), strict=True)
        )
        start = time.perf_counter()
        root, conflicts = merge(*(tree(f"<body>{each}</body>") for each in (before, by_hand, now)))
        assert conflicts == 0
        assert written(root).count("more that follow it, by the hand") == number
        return time.perf_counter() - start

    assert seconds(800) < 12 * seconds(200)  # 16 times, were it each with each


def test_what_a_hand_has_moved_is_called_as_the_program_calls_it_now() -> None:
    texts = ("first of all", "one two three", "four five six", "seven eight nine", "ten eleven twelve")
    speech = '<sp xml:id="sp{0}" n="{0}"><p>{1}</p></sp>'
    speeches = [speech.format(number, text) for number, text in enumerate(texts, 1)]
    before = "".join(speeches)
    by_hand = "".join((speeches[0], speeches[3], speeches[2], speeches[1], speeches[4]))
    now = "".join(speech.format(number, text) for number, text in enumerate(("new and other", *texts), 1))
    root, _ = merge(*(tree(f"<body>{each}</body>") for each in (before, by_hand, now)))
    ids = [str(each) for each in root.xpath("//@*[name()='xml:id']")]
    assert sorted(ids) == [f"sp{number}" for number in range(1, 7)]
    assert '<sp xml:id="sp5" n="5"><p>seven eight nine</p></sp><sp xml:id="sp4" n="4">' in written(root)


@pytest.fixture(name="built")
def _built(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("records").mkdir()
    for name in ("1", "2"):
        Path(f"records/{name}.txt").write_text(
            f"Talks {name}\n\nKim: One [two].\n\nDeng: Two.\n\nKim: Three.\n\nDeng: Four.\n"
        )
    assert run(capsysbinary, "build", "records")[0] == 0
    return tmp_path


@pytest.mark.usefixtures("built")
def test_a_change_of_the_record_comes_into_the_edited_edition(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    edition, record = Path("output/1.xml"), Path("records/1.txt")
    edition.write_text(edition.read_text().replace("Three.", "Three, by hand.<!-- seen -->"))
    record.write_text(record.read_text().replace("Four.", "Four and five."))
    _, _, err = run(capsysbinary, "build", "records")
    assert "its record or the program has changed since" in err
    code, _, err = run(capsysbinary, "merge", "records")
    assert (code, err.splitlines()) == (0, ["output/1.xml: merged", "1 edition merged, 0 conflicts"])
    assert "Three, by hand.<!-- seen -->" in edition.read_text()
    assert "Four and five." in edition.read_text()
    merged = edition.read_bytes()
    code, _, err = run(capsysbinary, "build", "records", "--show", "error")
    assert (code, "1 edited, 1 same" in err) == (0, True)
    assert "Four and five." in Path("output/1.html").read_text()
    assert edition.read_bytes() == merged
    assert run(capsysbinary, "merge", "records")[2].splitlines() == ["0 editions merged, 0 conflicts"]


@pytest.mark.usefixtures("built")
def test_a_conflict_is_an_error_until_it_is_decided(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    edition, record = Path("output/1.xml"), Path("records/1.txt")
    edition.write_text(edition.read_text().replace("Three.", "Three, by hand."))
    record.write_text(record.read_text().replace("Three.", "Three, by the archive."))
    code, _, err = run(capsysbinary, "merge", "records")
    assert (code, err.splitlines()[-1]) == (1, "1 edition merged, 1 conflict")
    code, out, _ = run(capsysbinary, "validate", edition)
    assert code == 1
    assert b"the record now has here: Three, by the archive. [merge-conflict]" in out
    edition.write_text(edition.read_text().replace(f"<?{CONFLICT} Three, by the archive.?>", ""))
    assert run(capsysbinary, "validate", edition)[0] == 0


@pytest.mark.usefixtures("built")
def test_without_what_was_made_before_nothing_is_merged(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    edition = Path("output/1.xml")
    edition.write_text(edition.read_text().replace("Three.", "By hand."))
    by_hand = edition.read_bytes()
    Path("records/1.txt").write_text("Talks\n\nKim: Other.\n\nDeng: Two.\n\nKim: Three.\n\nDeng: Four.\n")
    Path("output/.made/1.xml.gz").write_bytes(b"none")
    code, _, err = run(capsysbinary, "merge", "records")
    assert code == 2
    assert "is not in .made/ beside it" in err
    assert edition.read_bytes() == by_hand
