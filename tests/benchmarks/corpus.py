"""What `build` takes for a project of many records: cold, with nothing changed, with one changed, with other pages.

    python -m tests.benchmarks.corpus              100 and 1,000 records of mixed kinds and sizes
    python -m tests.benchmarks.corpus --quick      100, as CI runs it
    python -m tests.benchmarks.corpus 100 10000    so many; the time per record should stay flat
    python -m tests.benchmarks.corpus --dask       besides, the work done by a Dask cluster of two processes

Records are made by a seeded generator of the embedded one: parts of the conversation with other names, letters,
memoranda. Commands are timed as wholes; the parent's memory is its peak. The bare engines (lxml's parser, libxml2's
RELAX NG, two Saxon transformations) do the same editions in the same run, in one process.
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lxml import etree
from saxonche import PySaxonProcessor

from encoder.files import resources
from tests.benchmarks.speed import bare

RECORD = resources.sample().read_text(encoding="utf-8")
FRONT, TURNS = (
    RECORD[: RECORD.index("Deng Xiaoping: We")],
    RECORD[RECORD.index("Deng Xiaoping: We") : RECORD.index("Break and")],
)
NAMES = "An Bo Chen Dong Fan Gao He Jiang Li Ma Ning Peng Qian Song Tan Wang Xie Yang Zhao Zhu".split()
_PEAK = "print('peak', next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
_ENGINES = 200
"""So many editions of a corpus are given to the bare engines."""


def make(folder: Path, number: int, seed: int = 5) -> None:
    """Records of 1 to 40 KB: two thirds conversations, the others letters and memoranda, of thirty years."""
    choose = random.Random(seed)
    turns = re.split(r"(?<=\n)\n(?=\w)", TURNS)
    for at in range(number):
        said = "\n".join(choose.choices(turns, k=choose.randint(3, 200)))
        date = f"{choose.choice(('March', 'May', 'June'))} {choose.randint(1, 28)}, {choose.randint(1945, 1975)}"
        other = f"{choose.choice(NAMES)} {choose.choice(NAMES)}{choose.choice(NAMES).lower()}"
        match at % 3:
            case 0:
                text = f"Letter from {other} to Mao Zedong, {date}\n\nDear Comrade Mao Zedong,\n\n{said.replace(':', ',')}\n\n{other}"
            case 1:
                text = f"Memorandum {at} on Grain, {date}\n\n{said.replace(':', ',')}"
            case _:
                front = FRONT.replace("September 10, 1961", date).replace("118978", str(at))
                text = f"{front}{said}\n\nBreak and lunch together.\n".replace("Kang Sheng", other)
                text = text.replace("Kang:", f"{other.partition(' ')[0]}:")
        (folder / f"{at:06}.txt").write_text(text, encoding="utf-8")


def timed(folder: Path, *options: str) -> tuple[float, str, int]:
    """Seconds, what was said of the records, and the peak of the parent's memory in KB."""
    code = f"from encoder.cli import main\ntry: main()\nfinally: {_PEAK}"
    command = [sys.executable, "-c", code, "build", ".", "--show", "error", *options]
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    said = "; ".join(done.stderr.splitlines()[-3:-1])
    return time.perf_counter() - start, said, int(re.findall(r"peak (\d+)", done.stdout)[0])


def engines(editions: list[Path]) -> float:
    """Seconds that the bare engines take for each of some editions; what they compile once is not counted."""
    schema = etree.RelaxNG(etree.parse(resources.schema("tei-encoder.rng")))
    processor = PySaxonProcessor(license=False)
    processor.set_configuration_property("http://saxon.sf.net/feature/xml-version", "1.1")
    compiler = processor.new_xslt30_processor()
    sheets = [
        (processor, compiler.compile_stylesheet(stylesheet_file=str(resources.xslt(name))))
        for name in ("html.xsl", "text.xsl")
    ]
    runs = [bare(schema, sheets, path.read_bytes()) for path in editions]
    runs[0]()
    start = time.perf_counter()
    for run in runs:
        run()
    return (time.perf_counter() - start) / len(runs)


@contextmanager
def cluster() -> Iterator[str]:
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as started:
        yield started.scheduler_address


def project(folder: Path, *, has_site: bool) -> None:
    (folder / "edition.toml").write_text(f'title = "Talks"\n{"[site]" if has_site else ""}\n', encoding="utf-8")


def measure(number: int, *, dask: bool) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "records").mkdir()
        make(folder / "records", number)
        size = sum(path.stat().st_size for path in (folder / "records").iterdir()) / number / 1000
        project(folder, has_site=False)

        def told(what: str, *options: str) -> float:
            took, said, peak = timed(folder, *options)
            print(
                f"    {what}: {1000 * took / number:.2f} ms a record ({said}); the parent's peak {peak / 1000:.0f} MB"
            )
            return took

        print(f"{number} records of {size:.0f} KB")
        one = told("cold, one process", "--jobs", "1")
        editions = sorted((folder / "output" / "records").glob("*.xml"))
        step = max(1, len(editions) // _ENGINES)
        each = engines(editions[::step])
        print(f"    the bare engines: {1000 * each:.2f} ms; ratio {one / number / each:.2f} (goal 1.5)")
        two = told("anew, as many processes as processors", "--anew")
        print(f"    {one / two:.1f} times as fast (goal 1.7 for two)")
        if dask:
            with cluster() as address:
                told("anew, a Dask cluster of two", "--anew", "--cluster", address)
        told("nothing changed (goal 1)")
        record = folder / "records" / "000001.txt"
        record.write_text("Memorandum on Coal\n\nIt was good.", encoding="utf-8")
        told("one changed")
        told("other pages", "--language", "de")
        project(folder, has_site=True)
        told("with a site, cold")
        told("with a site, nothing changed")
        record.write_text("Memorandum on Iron\n\nIt was good.", encoding="utf-8")
        told("with a site, one changed")
        index = sum(path.stat().st_size for path in (folder / "output" / "pagefind").rglob("*") if path.is_file())
        lists = (path for name in ("browse", "person", "people") for path in (folder / "output" / name).rglob("*.html"))
        heaviest = max(path.stat().st_size for path in lists)
        print(f"    index {index / number / 1000:.1f} KB a record; heaviest list {heaviest / 1000:.0f} KB")


def main() -> None:
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdigit()]
    for number in (100,) if "--quick" in sys.argv else numbers or (100, 1_000):
        measure(number, dask="--dask" in sys.argv)


if __name__ == "__main__":
    main()
