"""The canonical texts of a store, compressed, found by their SHA-256: any quote can be shown without its source file."""

from __future__ import annotations

import zlib
from pathlib import Path

from kg.errors import StoreError
from kg.namespaces import text_hash

FOLDER = "texts"


def put(folder: Path, text: str) -> str:
    """Keep a text under `folder`; gives its SHA-256."""
    sha = text_hash(text)
    file = _file(folder, sha)
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(zlib.compress(text.encode("utf-8", "surrogatepass"), 6))
    return sha


def get(folder: Path, sha: str) -> str:
    """The text with this SHA-256; StoreError where it is missing or damaged."""
    file = _file(folder, sha)
    try:
        text = zlib.decompress(file.read_bytes()).decode("utf-8", "surrogatepass")
    except (OSError, zlib.error, UnicodeDecodeError) as error:
        raise StoreError(
            file, f"the text of a document cannot be read ({error}); build the store again"
        ) from error
    if text_hash(text) != sha:
        raise StoreError(file, "the text of a document is not what it was; build the store again")
    return text


def _file(folder: Path, sha: str) -> Path:
    return folder / FOLDER / sha[:2] / f"{sha}.z"
