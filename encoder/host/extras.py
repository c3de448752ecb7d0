"""Extras: optional packages, and the command that installs them in the way this copy of the program was installed."""

from __future__ import annotations

import json
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, distribution
from urllib.parse import urlsplit
from urllib.request import url2pathname

_NAME = "tei-encoder"


def install(extra: str) -> str:
    """The command: from the index, or from the checkout or wheel that `direct_url.json` (PEP 610) names."""
    with suppress(PackageNotFoundError, ValueError, KeyError, AttributeError, TypeError):
        told = json.loads(distribution(_NAME).read_text("direct_url.json") or "{}")
        url = told["url"]
        if told.get("dir_info", {}).get("editable"):
            return f'pip install -e "{url2pathname(urlsplit(url).path)}[{extra}]"'
        if "vcs_info" in told:
            url = f"{told['vcs_info']['vcs']}+{url}@{told['vcs_info']['commit_id']}"
        return f'pip install "{_NAME}[{extra}] @ {url}"'
    return f'pip install "{_NAME}[{extra}]"'
