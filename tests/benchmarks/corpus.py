"""What `build` takes for a folder of records: cold, with nothing changed, with one changed, with the language changed.

    python -m tests.benchmarks.corpus            1,000 records of mixed kinds and sizes
    python -m tests.benchmarks.corpus --quick    100, as CI runs it
    python -m tests.benchmarks.corpus 10000      that many

Records are made by a seeded generator of the embedded one: parts of the conversation, letters, memoranda. Commands are
timed as wholes; the parent's memory is its peak.
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from encoder import resources

RECORD = resources.sample().read_text(encoding="utf-8")
FRONT, TURNS = (
    RECORD[: RECORD.index("Deng Xiaoping: We")],
    RECORD[RECORD.index("Deng Xiaoping: We") : RECORD.index("Break and")],
)
_PEAK = "import resource; print('peak', resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"


def make(folder: Path, number: int, seed: int = 5) -> None:
    """Records of 1 to 40 KB: two thirds conversations, the others letters and memoranda."""
    choose = random.Random(seed)
    turns = re.split(r"(?<=\n)\n(?=\w)", TURNS)
    for at in range(number):
        said = "\n".join(choose.choices(turns, k=choose.randint(3, 200)))
        match at % 3:
            case 0:
                text = f"Letter from Kim Il Sung to Mao Zedong\n\nDear Comrade Mao Zedong,\n\n{said.replace(':', ',')}\n\nKim Il Sung"
            case 1:
                text = f"Memorandum {at} on Grain\n\n{said.replace(':', ',')}"
            case _:
                text = f"{FRONT}{said}\n\nBreak and lunch together.\n"
        (folder / f"{at:06}.txt").write_text(text, encoding="utf-8")


def timed(folder: Path, *options: str) -> tuple[float, str, int]:
    """Seconds, what was said of the records, and the peak of the parent's memory in KB."""
    code = f"from encoder.cli import main\ntry: main()\nfinally: {_PEAK}"
    command = [sys.executable, "-c", code, "build", "records", "--show", "error", *options]
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    said = done.stderr.splitlines()[-2] if "--jobs=0" not in options else ""
    return time.perf_counter() - start, said, int(re.findall(r"peak (\d+)", done.stdout)[0])


def main() -> None:
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdigit()]
    number = 100 if "--quick" in sys.argv else numbers[0] if numbers else 1_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "records").mkdir()
        make(folder / "records", number)
        size = sum(path.stat().st_size for path in (folder / "records").iterdir()) / number / 1000
        one = timed(folder, "-o", "one", "--jobs", "1")
        cold = timed(folder, "-o", "out")
        print(
            f"{number} records of {size:.0f} KB: {1000 * one[0] / number:.0f} ms each in one process, "
            f"{one[0] / cold[0]:.1f} times as fast in as many as there are processors (goal 1.7 for two)"
        )
        (folder / "records" / "000001.txt").write_text("Memorandum on Coal\n\nIt was good.", encoding="utf-8")
        for what, options in (
            ("with one changed", ()), ("with nothing changed", ()), ("with the language changed", ("--language", "de")),
        ):  # fmt: skip
            took, said, peak = timed(folder, "-o", "out", *options)
            print(
                f"    {what}: {1000 * took / number:.2f} ms a record ({said}); the parent's peak {peak / 1000:.0f} MB"
            )


if __name__ == "__main__":
    main()
