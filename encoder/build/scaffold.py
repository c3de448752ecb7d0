"""A new project: its files, proposed from the records that are there.

A sample of them is encoded to see which archive they are of and who is in them. Nothing is claimed that they do not
say: publisher and licence stay comments until somebody fills them in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from encoder.build.plan import twins
from encoder.files import writing as on_disk
from encoder.project.keys import NAME
from encoder.project.written import as_toml, written
from encoder.values.errors import EncoderError
from encoder.work.paths import RECORDS, files_in

if TYPE_CHECKING:
    from encoder.values.edition import OpenedEdition
    from encoder.work.pool import Workers

SAMPLE = 200
"""Records that are read to describe a folder."""
_MOST = 0.9
"""This share of the sample must be of one archive, for it to be proposed; else each record is asked."""
_WORKFLOW = """\
# Builds the edition at each push, reports findings next to the lines, and publishes the site.
name: edition
on: [push, pull_request]
permissions:
  contents: read
  pages: write
  id-token: write
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      # wherever tei-encoder is: a version, or the address of its repository
      - run: pip install "tei-encoder[site]"
      - run: tei-encoder build --show warning --format github
      - uses: actions/upload-pages-artifact@v3
        with:
          path: {output}
  publish:
    if: github.ref == 'refs/heads/main'
    needs: build
    runs-on: ubuntu-latest
    environment: github-pages
    steps:
      - uses: actions/deploy-pages@v4
"""
_IGNORED = """\
# Made anew by each build; the TEI files in {output}/records may be edited by hand, and belong to the repository.
# If “output” of edition.toml becomes another folder, so must these.
.venv/
*.tei-encoder-part
{output}/*.html
{output}/*.css
{output}/*.js
{output}/sitemap*.xml
{output}/feed.*
{output}/robots.txt
{output}/schema/
{output}/browse/
{output}/person/
{output}/people/
{output}/places/
{output}/pagefind/
{output}/records/*.html
{output}/records/*.txt
{output}/records/*.md
{output}/records/*.json
{output}/records/*.jsonl
{output}/records/*.csv
"""


_NAMED = 5
"""Most doubts that are reported."""


class Proposal(NamedTuple):
    """The files of a new project by name, and in words what the records said."""

    files: dict[str, bytes]
    told: tuple[str, ...]


def propose(folder: Path, records: str, workers: Workers | None) -> Proposal:
    """What a project in a folder would have; ``records`` is the folder of the records, as seen from there."""
    import encoder
    from encoder.read.beside.people import COLUMNS
    from encoder.tei import persons

    if (folder / NAME).exists():
        raise EncoderError("is there already; nothing is written", folder / NAME)
    there = files_in((str(folder / records),), RECORDS) if (folder / records).is_dir() else ()
    found = tuple(path for path in there if not Path(path).is_dir())  # an empty folder stands for itself
    sample = found[:: max(1, -(-len(found) // SAMPLE))]
    seen = [*_seen(sample, workers)]
    house, told_of_house = _house(seen)
    editions = [encoder.open_edition(each.tei, name=each.path) for each in seen if each.tei]
    doubts = _doubts(editions)
    doubtful = {key for doubt in doubts for key in doubt.keys}
    known = {key: found for key, found in persons.collect(editions).items() if key not in doubtful}
    people = persons.table(known, list(COLUMNS), [])
    values = {
        "title": as_toml(folder.resolve().name), "records": as_toml(records), "output": as_toml("output"),
        "profile": as_toml(house), "people": as_toml("people.tsv"), "outputs": '["html", "text"]', "language": '"en"',
    }  # fmt: skip
    table = "".join("\t".join(" ".join(cell.split()) for cell in row) + "\n" for row in people)
    files = {
        NAME: f"#:schema output/schema/edition.schema.json\n{written(values)}".encode(),
        "people.tsv": table.encode(),
        ".github/workflows/edition.yml": _WORKFLOW.format(output="output").encode(),
        ".gitignore": _IGNORED.format(output="output").encode(),
    }
    has_people = (folder / "people.tsv").exists()
    told = [
        f"{len(found)} records in {folder / records}, {len(sample)} read" if found
        else f"no records in {folder / records} yet: put them there",
        *([told_of_house] if found else []),
        f"people.tsv: {len(people) - 1} persons" if found and not has_people else "people.tsv: no new persons",
        *_left(doubts),
        *(f"{on_disk.shown(each.path)}: cannot be read" for each in seen if not each.tei),
        *(f"{path}: {why}" for path, why in twins([*found], str(folder / records)).items()),
    ]  # fmt: skip
    return Proposal(files, tuple(told))


class _Doubt(NamedTuple):
    """Names that may be of one person, or one that may be of two: the keys, and in words what is doubted."""

    keys: tuple[str, ...]
    told: str


def _doubts(editions: list[OpenedEdition]) -> list[_Doubt]:
    from encoder.corpus import candidates, index
    from encoder.corpus.describe import describe

    listed = index.of(describe(edition, edition.id) for edition in editions)
    twice = ((person, candidates.apart(person)) for person in listed.persons.values())
    return [
        *(_Doubt((person.key,), f"{person.name}, who {why}") for person, why in twice if why),
        *(_Doubt((one.key, two.key), f"{one.name} and {two.name}") for one, two in candidates.pairs(listed)),
    ]


def _left(doubts: list[_Doubt]) -> Iterator[str]:
    """What is told of the names that nobody but the editor can decide."""
    if doubts:
        named = "; ".join(doubt.told for doubt in doubts[:_NAMED])
        rest = f"; and {len(doubts) - _NAMED} more" if len(doubts) > _NAMED else ""
        yield f"for you to decide, possibly the same person: {named}{rest}; `build` reports each with the evidence"


class _Seen(NamedTuple):
    """A record of the sample: its edition and its archive; nothing where it cannot be read."""

    path: str
    tei: bytes = b""
    house: str = ""


def _seen(paths: tuple[str, ...], workers: Workers | None) -> Iterator[_Seen]:
    if workers is None or len(paths) < 4:
        return map(_see, paths)
    from encoder.work.pool import each

    return each(_see, paths, workers, _Seen)


def _see(path: str) -> _Seen:
    import encoder
    from encoder import read
    from encoder.archives.auto import choose
    from encoder.tei.serialize import serialize

    try:
        source = read.read_file(Path(path), lambda _: None)
        house = choose(source, lambda _: None, has_data=read.metadata.beside(Path(path)) is not None)
        return _Seen(path, serialize(encoder.encode(path, profile=house)), house.name)
    except EncoderError:
        return _Seen(path)


def _house(seen: list[_Seen]) -> tuple[str, str]:
    """The archive of most records, if it is that of nearly all; and how many each has."""
    counts = Counter(each.house for each in seen if each.house)
    if not counts:
        return "auto", "profile: auto, since no record could be read"
    told = ", ".join(f"{name} {number}" for name, number in counts.most_common())
    best, number = counts.most_common(1)[0]
    house = best if number >= _MOST * counts.total() else "auto"
    return house, f"profile: {house}; records by profile: {told}"
