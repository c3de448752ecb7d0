"""What the program costs beside the bare engines, and how encoding grows: ratios of one run.

    python tests/benchmarks/speed.py            all of it
    python tests/benchmarks/speed.py --quick    up to 2 MB, as CI runs it

Nothing here has a threshold: the table is for people, and for the README's evidence.
"""

from __future__ import annotations

import gc
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from lxml import etree
from saxonche import PySaxonProcessor

import encoder
from encoder.files import resources
from encoder.publish import rendering
from encoder.tei.serialize import serialize
from encoder.values.source import Source

RECORD = resources.sample().read_text(encoding="utf-8")


def best(action: Callable[[], object], times: int) -> float:
    """The least time of several runs, in seconds."""
    found = []
    for _ in range(times):
        gc.collect()
        start = time.perf_counter()
        action()
        found.append(time.perf_counter() - start)
    return min(found)


def build() -> None:
    edition = encoder.encode(resources.sample())
    assert not list(encoder.validate(edition))
    rendering.render_all(edition, {"html": {}, "text": {}})
    serialize(edition)


def bare(schema: etree.RelaxNG, sheets: list[tuple[object, object]], xml: bytes) -> Callable[[], None]:
    """lxml's parser, libxml2's RELAX NG and two Saxon transformations, with nothing around them."""
    processor, executables = sheets[0][0], [sheet for _, sheet in sheets]
    text = xml.decode().partition("\n")[2]

    def run() -> None:
        assert schema.validate(etree.fromstring(xml))
        for executable in executables:
            executable.transform_to_string(xdm_node=processor.parse_xml(xml_text=text))  # type: ignore[attr-defined]

    return run


def compare() -> None:
    xml = serialize(encoder.encode(resources.sample()))
    schema = etree.RelaxNG(etree.parse(resources.schema("tei-encoder.rng")))
    build()  # compiles what is compiled once in a process
    processor = PySaxonProcessor(license=False)
    processor.set_configuration_property("http://saxon.sf.net/feature/xml-version", "1.1")
    compiler = processor.new_xslt30_processor()
    sheets = [
        (processor, compiler.compile_stylesheet(stylesheet_file=str(resources.xslt(name))))
        for name in ("html.xsl", "text.xsl")
    ]
    ours, engines = best(build, 15), best(bare(schema, sheets, xml), 15)
    print(
        f"build of 118978: {ours * 1000:.1f} ms; bare parse, RELAX NG and two transformations of the file: "
        f"{engines * 1000:.1f} ms; ratio {ours / engines:.2f} (goal: at most 2)"
    )


def conversation(size: int) -> str:
    """A long conversation of about ``size`` characters: the record's turns over and over."""
    start = RECORD.index("Deng Xiaoping: We")
    turns = RECORD[start : RECORD.index("Break and")]
    return RECORD[:start] + turns * max(1, size // len(turns))


def grow(sizes: tuple[int, ...]) -> None:
    before = 0.0
    for size in sizes:
        text = conversation(size)
        taken = best(lambda text=text: encoder.encode(Source(text, "long.txt")), 3 if size < 5_000_000 else 1)  # type: ignore[misc]
        ratio = f"; {taken / before:.1f} times the tenth of it" if before else ""
        print(f"encode {len(text) / 1e6:7.2f} MB: {taken:7.3f} s, {len(text) / 1e6 / taken:.1f} MB/s{ratio}")
        before = taken


def memory(sizes: tuple[int, ...]) -> None:
    """What the peak of a process grows by when it encodes a long text and saves it, as multiples of the source.

    Read from /proc (Linux): the figures of `getrusage` are inherited from the process that starts another. A process
    that has made one edition is the base.
    """
    if not Path("/proc/self/status").exists():
        print("memory: not measured, there is no /proc")
        return
    before: tuple[float, int] | None = None
    for size in sizes:
        grown, length = _grown(size)
        each = f"; each further byte: {(grown - before[0]) / (length - before[1]):.1f}" if before else ""
        print(f"memory for {length / 1e6:5.2f} MB: {grown / length:.1f} times the source{each} (goal: at most 20)")
        before = (grown, length)


def _grown(size: int) -> tuple[float, int]:
    """By how many bytes a process grows for a text of about that size, and the text's own length in bytes."""
    code = (
        "import re, sys, encoder\nfrom pathlib import Path\nfrom encoder.files import resources\n"
        "from encoder.values.source import Source\nfrom tests.benchmarks.speed import conversation\n"
        "def peak(): return int(re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1]) * 1024\n"
        "encoder.save(encoder.encode(resources.sample()), sys.argv[1])\nbase = peak()\n"
        f"text = conversation({size})\nedition = encoder.encode(Source(text, 'x.txt'))\n"
        "encoder.save(edition, sys.argv[1])\n"
        "print(peak() - base, len(text.encode()))"
    )
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", code, f"{folder}/x.xml"]
        out = subprocess.run(command, capture_output=True, text=True, check=True, cwd=".").stdout.split()
    return float(out[0]), int(out[1])


if __name__ == "__main__":
    quick = "--quick" in sys.argv
    compare()
    grow((20_000, 200_000, 2_000_000) if quick else (20_000, 200_000, 2_000_000, 20_000_000))
    memory((500_000, 2_000_000) if quick else (2_000_000, 20_000_000))
