"""What people and machines see of findings: a format a file, each a function from findings and files to text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module

from encoder.check.located import Located

FORMATS = {  # name, module and function; a module is imported when its format is asked for
    "text": ("text", "concise"),
    "full": ("text", "full"),
    "json": ("data", "as_json"),
    "jsonl": ("data", "as_lines"),
    "sarif": ("sarif", "report"),
    "github": ("forges", "github"),
    "gitlab": ("forges", "gitlab"),
    "junit": ("xml", "junit"),
    "checkstyle": ("xml", "checkstyle"),
    "tap": ("tap", "report"),
    "markdown": ("markdown", "report"),
    "html": ("html", "report"),
}


def formatter(name: str) -> Callable[[Sequence[Located], Sequence[str]], str]:
    """The function of a format in `FORMATS`: of findings, and of all files that were looked at, clean ones too."""
    module, function = FORMATS[name]
    return getattr(import_module(f"encoder.publish.reports.{module}"), function)  # type: ignore[no-any-return]
