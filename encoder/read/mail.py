"""Mail as files keep it (`.eml`): its fields as lines, and its text decoded (RFC 5322, RFC 2045).

Of a message with parts the plain text is read, or else the HTML; what is attached is listed by its name.
"""

from __future__ import annotations

import re
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from encoder.read import left_out
from encoder.read.page import html
from encoder.values.diagnostics import Report
from encoder.values.errors import EncoderError
from encoder.values.source import Source

_FIELDS = ("From", "To", "Cc", "Date", "Subject")
"""Those that are shown, in this order."""
# two fields or more, and a blank line
_HEAD = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}\r?\n")
_MIME = re.compile(rb"^(?:MIME-Version|Message-ID|Content-Transfer-Encoding|Received):", re.IGNORECASE | re.MULTILINE)


def stands(data: bytes) -> bool:
    """Whether a file begins with the fields of a message, one of which only programs write."""
    head = _HEAD.match(data[:65_536].removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n"))
    return head is not None and _MIME.search(head[0]) is not None


def read(data: bytes, name: str, report: Report) -> Source:
    """The text of a message below its fields. Raises `EncoderError` if it has none."""
    message = BytesParser(policy=policy.default).parsebytes(data)
    assert isinstance(message, EmailMessage)
    try:
        body = message.get_body(("plain", "html"))
        words = body.get_content() if body is not None else ""
    except (KeyError, LookupError, ValueError, AttributeError) as error:
        raise EncoderError(f"this message cannot be decoded: {error}", name) from None
    if body is not None and body.get_content_type() == "text/html":
        words = html.read(words.encode(), name, report, encoding="utf-8").text
    if not words.strip():
        raise EncoderError("this message has no text", name)
    for part in message.iter_attachments():
        report(left_out.finding("an attachment", part.get_filename() or part.get_content_type()))
    others = [key for key in dict.fromkeys(message.keys()) if key.title() not in _FIELDS]
    if others:
        report(left_out.finding(f"{len(others)} fields of the message", ", ".join(others)))
    shown = [f"{key}: {' '.join(str(message[key]).split())}" for key in _FIELDS if message[key]]
    return Source("\n".join(shown) + "\n\n" + words.replace("\r\n", "\n").strip() + "\n", name)
