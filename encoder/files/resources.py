"""Where the files lie that travel with the program: schema, stylesheets, the sample record.

In a wheel `schema/` and `xslt/` are inside the package, under `data/`; in a checkout they stand at the top of the
repository. Nothing else needs to know.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent.parent
_CHECKOUT = _PACKAGE.parent


def schema(name: str) -> Path:
    """The path of a file in `schema/`."""
    return _folder("schema") / name


def xslt(name: str) -> Path:
    """The path of a file in `xslt/`."""
    return _folder("xslt") / name


def sample() -> Path:
    """The path of the embedded record, 118978."""
    return _PACKAGE / "sample" / "118978.txt"


def _folder(name: str) -> Path:
    installed = _PACKAGE / "data" / name
    return installed if installed.is_dir() else _CHECKOUT / name
