"""Extras: optional packages, and the command that installs them in the way this copy of the program was installed."""

from __future__ import annotations

import json
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, distribution
from urllib.parse import unquote, urlsplit

_NAME = "tei-encoder"


def install(extra: str) -> str:
    """The command: from the index, or from the checkout or wheel that `direct_url.json` (PEP 610) names."""
    with suppress(PackageNotFoundError, ValueError, KeyError):
        told = json.loads(distribution(_NAME).read_text("direct_url.json") or "{}")
        if told.get("dir_info", {}).get("editable"):
            return f'pip install -e "{unquote(urlsplit(told["url"]).path)}[{extra}]"'
        return f'pip install "{_NAME}[{extra}] @ {told["url"]}"'
    return f'pip install "{_NAME}[{extra}]"'
