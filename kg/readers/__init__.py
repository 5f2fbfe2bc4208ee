"""Files → documents: one canonical text each, decoded before any parser sees it.

A table says which module reads which kind of file; it is imported when the first such file comes, so that plain text
needs no HTML parser.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

from kg.errors import ReadError
from kg.model import Document
from kg.readers.bytes import characters, content

# suffix → module with `canonical(text, path) -> str`
READERS = {
    ".txt": "kg.readers.text",
    ".md": "kg.readers.text",
    ".html": "kg.readers.html",
    ".htm": "kg.readers.html",
    ".shtml": "kg.readers.html",
}
_NO_DOCUMENTS = ("manifest.csv", "README", "readme", ".", "~$")


def read(path: Path | str) -> Document:
    """The document in a file (``gaoming-2023.txt``, a saved page); raises ReadError with file, mistake and remedy."""
    path = Path(path)
    data = content(path)
    module = READERS.get(path.suffix.lower())
    if module is None:
        raise ReadError(path, f"files of this kind cannot be read; save it as one of {' '.join(READERS)}")
    text = import_module(module).canonical(characters(data, path), path)
    if not text.strip():
        raise ReadError(path, "there is no text in it; save the page with its text, or leave the file out")
    return Document(path.name, text, hashlib.sha256(data).hexdigest())


def find(paths: Iterable[Path | str]) -> list[Path]:
    """The files to read: those named, and all documents in folders, sorted (no manifest, no README, nothing hidden)."""
    found: dict[Path, None] = {}
    for path in map(Path, paths):
        if path.is_dir():
            found |= dict.fromkeys(_documents(path))
        elif path.exists():
            found[path] = None
        else:
            raise ReadError(path, "there is no such file or folder; check the path")
    return list(found)


def _documents(folder: Path) -> list[Path]:
    inside = (path for path in folder.rglob("*") if path.suffix.lower() in READERS)
    found = sorted(path for path in inside if path.is_file() and _is_document(path.relative_to(folder)))
    if not found:
        raise ReadError(
            folder, f"there are no documents in this folder; put {' or '.join(READERS)} files into it"
        )
    return found


def _is_document(path: Path) -> bool:
    return not path.name.startswith(_NO_DOCUMENTS) and not any(part.startswith(".") for part in path.parts)
