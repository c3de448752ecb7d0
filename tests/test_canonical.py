"""One way to write TEI: nothing said is changed, twice is once, what we write is so already."""

from __future__ import annotations

from pathlib import Path

import pytest

import encoder
from encoder.tei.canonical import canonical
from encoder.tei.serialize import serialize
from tests.conftest import ROOT, corpus_folder
from tests.test_cli import run

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
CASES = (  # inside of <TEI>, as written, and in the one way
    ("<text><body><div><p>One</p>\n\n\n<p>Two</p></div></body></text>", "<text>\n    <body>\n      <div>\n        <p>One</p>\n        <p>Two</p>\n      </div>\n    </body>\n  </text>"),
    ("<text>\n<body><p>A <hi>b</hi>\n   <hi>c</hi></p></body></text>", "<text>\n    <body>\n      <p>A <hi>b</hi>\n   <hi>c</hi></p>\n    </body>\n  </text>"),
    ("<text><body xml:space='preserve'> <p/> </body></text>", '<text>\n    <body xml:space="preserve"> <p/> </body>\n  </text>'),
    ("<text><!-- a --><body><?b c?></body></text>", "<text>\n    <!-- a -->\n    <body>\n      <?b c?>\n    </body>\n  </text>"),
    ("<text><body>stray<p/></body></text>", "<text>\n    <body>stray<p/></body>\n  </text>"),
    ("<text who='#a' n='1' xml:id='b' zzz='2' aaa='3'/>", '<text xml:id="b" n="1" who="#a" aaa="3" zzz="2"/>'),
    ("<text><body><p>&#x41;&#xe9; &lt;&amp; <choice><sic>a</sic> <corr>b</corr></choice></p></body></text>", "<text>\n    <body>\n      <p>Aé &lt;&amp; <choice><sic>a</sic> <corr>b</corr></choice></p>\n    </body>\n  </text>"),
    ('<text><body xmlns:x="urn:x"><x:y> <x:z/> </x:y></body></text>', '<text>\n    <body xmlns:x="urn:x">\n      <x:y> <x:z/> </x:y>\n    </body>\n  </text>'),
)  # fmt: skip


@pytest.mark.parametrize(("given", "wanted"), CASES)
def test_one_way(given: str, wanted: str) -> None:
    def whole(inside: str) -> str:
        return f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{inside}</TEI>'

    made = canonical(encoder.open_edition(f"<!-- x -->{whole(given)}<?y?>".encode())).decode()
    inside = whole(f"\n  {wanted}\n")
    assert made == f"{HEAD}<!-- x -->\n{inside}\n<?y?>\n"
    assert canonical(encoder.open_edition(made.encode())).decode() == made


RECORDS = sorted((corpus_folder() or Path()).glob("corpus/*/*.txt"))
FOREIGN = sorted((corpus_folder() or Path()).glob("suites/tei/*.xml"))


@pytest.mark.parametrize("path", [ROOT / "encoder" / "sample" / "118978.txt", *RECORDS], ids=lambda path: path.stem)
def test_what_we_write_is_so_already(path: Path) -> None:
    made = serialize(encoder.encode(path, date="2026-11-25"))
    assert canonical(encoder.open_edition(made)) == made


@pytest.mark.parametrize("path", FOREIGN, ids=lambda path: path.stem)
def test_twice_is_once_and_the_schema_sees_no_difference(path: Path) -> None:
    try:
        edition = encoder.open_edition(path)
    except encoder.EncoderError:
        pytest.skip("no TEI root")
    made = canonical(edition)
    again = encoder.open_edition(made)
    assert canonical(again) == made
    assert len(list(encoder.validate(again))) == len(list(encoder.validate(edition)))


def test_the_command(capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    good = (ROOT / "output" / "118978.xml").read_bytes()
    file = tmp_path / "a.xml"
    file.write_bytes(good.replace(b"      <titleStmt>", b"<titleStmt>"))
    before = file.read_bytes()
    assert run(capsysbinary, "format", "--check", tmp_path)[0] == 1
    code, out, err = run(capsysbinary, "format", "--diff", file)
    assert (code, err, file.read_bytes()) == (1, "1 of 1 would be written anew\n", before)
    assert b"\n-<titleStmt>\n+      <titleStmt>\n" in out
    assert run(capsysbinary, "format", tmp_path) == (0, b"", "1 of 1 written anew\n")
    assert file.read_bytes() == good
    assert run(capsysbinary, "format", "--check", tmp_path) == (0, b"", "0 of 1 would be written anew\n")
    file.write_bytes(b"no")
    code, _, err = run(capsysbinary, "format", tmp_path)
    assert (code, "not well-formed" in err, file.read_bytes()) == (2, True, b"no")
