"""Plain text (and Markdown): the canonical text is the decoded file, nothing else changed."""

from __future__ import annotations

from pathlib import Path


def canonical(text: str, path: Path) -> str:
    """The text itself."""
    return text
