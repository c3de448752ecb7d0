"""A project: what an edition of many records is, and how it is made, in its file `edition.toml`.

    title = "Conversations with Korea"
    records = "records"
    people = "people.tsv"

    [site]
    address = "https://example.org/korea/"

The keys are one table in `keys.py`: the file that `tei-encoder init` writes, what is refused, and the JSON Schema by
which editors complete and check the file all come from it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from encoder.files.toml import TomlFile
from encoder.project.keys import NAME, SITE, VALIDATE, placed, values
from encoder.values.errors import EncoderError


@dataclass(frozen=True, slots=True)
class Project:
    """What `edition.toml` says. Paths are as seen from here, so that messages lead to files."""

    folder: Path
    title: str = ""
    publisher: str | None = None
    licence: str | None = None
    records: Path = Path("records")
    output: Path = Path("output")
    profile: str = "auto"
    people: Path | None = None
    weights: Path | None = None
    schema: Path | None = None
    schematron: tuple[Path, ...] = ()
    outputs: tuple[str, ...] = ("html", "text")
    language: str = "en"
    date: str | None = None
    time_limit: float | None = None
    has_site: bool = False
    site_address: str = ""
    site_description: str = ""
    site_about: str = ""
    site_contact: str = field(default="")


def at(path: Path) -> Path | None:
    """The project's file that is meant by a path: the file itself, or the one in a folder; None where there is none."""
    if path.name == NAME and path.is_file():
        return path
    inside = path / NAME
    return inside if inside.is_file() else None


def around(record: Path) -> Path | None:
    """The file of the project that a record, or a folder of them, belongs to; None where it belongs to none.

    Raises `EncoderError` where the file above it is wrong.
    """
    place = record.resolve()
    file = next((found for folder in place.parents if (found := folder / NAME).is_file()), None)
    return file if file and place.is_relative_to(read(file).records.resolve()) else None


def read(path: Path) -> Project:
    """The project in a file; `EncoderError` with the line of what is wrong in it, and the nearest known key."""
    file = TomlFile(path)
    given = values(file, {name: each for name, each in file.given.items() if name not in (SITE, VALIDATE)}, "")
    given |= values(file, file.table(SITE, file.given), SITE, f"[{SITE}]")
    values(file, file.table(VALIDATE, file.given), VALIDATE, f"[{VALIDATE}]")  # of `validate`
    given["has_site"] = SITE in file.given
    if "title" not in given:
        raise EncoderError('the edition has no title: title = "…"', path, 1)
    project = Project(path.parent, **{"records": placed(path, "records"), "output": placed(path, "output"), **given})
    if project.records.resolve().is_relative_to(project.output.resolve()):
        raise file.error(
            "output", f"the records in {project.records} would be taken for results: choose another folder"
        )
    if project.has_site and "html" not in project.outputs:
        raise file.error("outputs", "a site is made of pages: “outputs” has “html”, or there is no [site]")
    if project.profile.endswith(".toml"):
        return replace(project, profile=str(placed(path, project.profile)))
    return project
