"""A TOML file that people write: what is wrong in it is told with file, line and the nearest known key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from encoder.values.errors import EncoderError

_KINDS = {str: "a text", int: "a number", float: "a number", bool: "true or false", list: "a list", dict: "a table"}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class TomlFile:
    """What a file says, and for messages the lines that say it. Raises `EncoderError` where it is no TOML."""

    def __init__(self, path: Path, text: str | None = None) -> None:
        self.path = path
        try:
            self.text = path.read_text(encoding="utf-8-sig") if text is None else text
            self.given: dict[str, Any] = tomllib.loads(self.text)
        except (OSError, UnicodeDecodeError) as error:
            raise EncoderError(f"cannot be read: {getattr(error, 'strerror', None) or error}", path) from None
        except tomllib.TOMLDecodeError as error:
            raise EncoderError(f"this is no TOML: {error}", path) from None
        except RecursionError:
            raise EncoderError("its arrays or tables are nested too deeply", path) from None
        except ValueError as error:  # a number of thousands of digits
            raise EncoderError(f"this cannot be read: {str(error).partition(';')[0]}", path) from None

    def known(self, key: str, keys: Iterable[str], after: str = "") -> None:
        """Refuse a key that is not among those that are known; ``after`` is text behind which it stands."""
        keys = [*keys]
        if key not in keys:
            near = get_close_matches(key, keys, n=1, cutoff=0.5)
            hint = f"did you mean “{near[0]}”?" if near else f"known are {', '.join(keys)}"
            raise self.error(key, f"there is no key “{key}”; {hint}", after)

    def table(self, key: str, given: dict[str, Any]) -> dict[str, Any]:
        """The table of that name, empty where there is none."""
        value = given.get(key, {})
        if not isinstance(value, dict):
            raise self.error(key, f"“{key}” is a table: [{key}]")
        return value

    def text_of(self, key: str, value: Any, after: str = "") -> str:
        """A value that must be a text."""
        if not isinstance(value, str):
            raise self.error(key, f"“{key}” is a text, not {self.kind(value)}", after)
        if wrong := _CONTROL.search(value):
            raise self.error(key, f"“{key}” has U+{ord(wrong[0]):04X}, which XML cannot have", after)
        return value

    def texts(self, key: str, value: Any, after: str = "") -> tuple[str, ...]:
        """A value that must be a list of texts."""
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self.error(key, f"“{key}” is a list of texts", after)
        return tuple(self.text_of(key, each, after) for each in value)

    @staticmethod
    def kind(value: Any) -> str:
        """What a value is, in words."""
        return _KINDS.get(type(value), f"a {type(value).__name__}")

    def error(self, key: str, message: str, after: str = "") -> EncoderError:
        """The message, with the line on which the key stands."""
        pattern = re.compile(rf"^\s*\[*[\"']?{re.escape(key)}[\"']?\s*[\]=]", re.MULTILINE)
        start = max(self.text.find(after), 0)
        found = pattern.search(self.text, start) or pattern.search(self.text.replace("_", "-"), start)
        line = self.text.count("\n", 0, found.start() + len(found[0]) - len(found[0].lstrip())) + 1 if found else 1
        return EncoderError(message, self.path, line)
