"""A page saved as one file (``.mhtml``, ``.mht``) → the text of its HTML part, as `kg.readers.html` reads it."""

from __future__ import annotations

from email import message_from_bytes
from email.errors import MessageError
from email.message import Message
from pathlib import Path
from typing import Any

from kg.errors import ReadError
from kg.readers import html
from kg.readers.bytes import characters

_DEEPEST = 20  # parts within parts
_REMEDY = "save the page itself (.html), or its text as .txt"


def canonical_bytes(data: bytes, path: Path) -> str:
    """The lines of the page's document; ReadError for a file without a page."""
    part = _page(_message(data, path), path)
    body = part.get_payload(decode=True)
    if not isinstance(body, bytes) or not body.strip():
        raise ReadError(path, f"its page is empty; {_REMEDY}")
    text = characters(body, path, str(part.get_content_charset() or ""))
    return html.canonical(text, path) if part.get_content_type() != "text/plain" else text


def _message(data: bytes, path: Path) -> Message[Any, Any]:
    try:
        return message_from_bytes(data)
    except (MessageError, ValueError, LookupError, RecursionError) as error:
        raise ReadError(path, f"this is no saved page; {_REMEDY}") from error


def _page(message: Message[Any, Any], path: Path) -> Message[Any, Any]:
    """The part that is the page: that of the address the file was saved from, else the first page, else a text."""
    parts = [part for part in _parts(message) if part.get_content_maintype() == "text"]
    address = message.get("Snapshot-Content-Location")
    pages = [part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    own = [part for part in pages if address and part.get("Content-Location") == address]
    texts = [part for part in parts if part.get_content_type() == "text/plain" and "Content-Type" in part]
    found = [*own, *pages, *texts]
    if not found:
        raise ReadError(path, f"there is no page in it; {_REMEDY}")
    return found[0]


def _parts(message: Message[Any, Any]) -> list[Message[Any, Any]]:
    """The parts that have no parts, to a depth that saved pages have."""
    level, found = [message], []
    for _ in range(_DEEPEST):
        inner: list[Message[Any, Any]] = []
        for part in level:
            payload = part.get_payload()
            if part.is_multipart() and isinstance(payload, list):
                inner += [one for one in payload if isinstance(one, Message)]
            else:
                found.append(part)
        level = inner
    return found
