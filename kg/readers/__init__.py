"""Files → documents: one canonical text each, decoded before any parser sees it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kg.model import Document


def read(path: Path | str) -> Document:
    """The document in a file (.txt, .html); raises ReadError with file, what is wrong, and the remedy."""
    path = Path(path)
    data = path.read_bytes()
    text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    return Document(path.name, text, hashlib.sha256(data).hexdigest())
