"""Which module reads which kind of file, and the way from bytes to documents.

A module is imported when the first such file comes, so that plain text needs no HTML parser. It has one of

- ``canonical(text: str, path: Path) -> str``: a kind made of characters, which are decoded here;
- ``canonical_bytes(data: bytes, path: Path) -> str``: a binary kind;
- ``members(data: bytes, path: Path) -> Iterator[Document | ReadError]``: a container of several documents.

The first may have ``attachments(text: str) -> tuple[Attachment, ...]``, the files that a page offers with its document.
Each raises ReadError with file, mistake and remedy. The canonical text has a paragraph on each line, the cells of a table
row parted by tabs, and what a site says around the document first, as ``label：value`` lines.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

from kg.errors import ReadError
from kg.model import Document
from kg.readers import kinds, mastheads
from kg.readers.bytes import characters, content, is_stdin
from kg.readers.encodings import plain

READERS = {
    ".txt": "kg.readers.text",
    ".md": "kg.readers.text",
    ".html": "kg.readers.html",
    ".htm": "kg.readers.html",
    ".shtml": "kg.readers.html",
    **dict.fromkeys((".docx", ".docm", ".dotx", ".dotm"), "kg.readers.word"),
    **dict.fromkeys((".xlsx", ".xlsm"), "kg.readers.excel"),
    **dict.fromkeys((".csv", ".tsv"), "kg.readers.csv"),
    ".pdf": "kg.readers.pdf",
    ".ofd": "kg.readers.ofd",
    **dict.fromkeys((".doc", ".dot", ".wps", ".rtf", ".xls", ".et"), "kg.readers.legacy"),
    ".mhtml": "kg.readers.mhtml",
    ".mht": "kg.readers.mhtml",
    ".jsonl": "kg.readers.jsonl",
    ".ndjson": "kg.readers.jsonl",
    ".zip": "kg.readers.archive",
}


def read(path: Path | str) -> Document:
    """The one document in a file (``gaoming-2023.txt``, a saved page); ReadError with file, mistake and remedy.

    A file of several documents in a row is read whole; `documents` takes it apart.
    """
    path = path if isinstance(path, Path) else Path(path)  # else it is taken apart once more
    data = content(path)
    module = _module(data, path)
    if not hasattr(module, "members"):
        return _document(module, data, path)
    found = list(module.members(data, path))
    if len(found) != 1:
        raise ReadError(path, f"it holds {len(found)} documents; name it where several are read (kg extract)")
    return _or_raise(found[0])


def documents(path: Path | str) -> Iterator[Document | ReadError]:
    """Every document in a file, in order, and an error for each that cannot be read: ``bundle.zip/notice.docx``."""
    path = path if isinstance(path, Path) else Path(path)
    try:
        yield from contained(content(path), path)
    except ReadError as error:
        yield error


def contained(data: bytes, path: Path) -> Iterator[Document | ReadError]:
    """As `documents`, of bytes that are called `path`."""
    try:
        module = _module(data, path)
        if hasattr(module, "members"):
            yield from module.members(data, path)
        else:
            yield from mastheads.parts(_document(module, data, path))
    except ReadError as error:
        yield error


def inside(one: Document | ReadError, outer: str, inner: str) -> Document | ReadError:
    """A member of a container under a name of its own: ``方案.docx`` → ``汇编.zip/附件/方案.docx``."""
    if isinstance(one, ReadError):
        return one
    last = inner.rpartition("/")[2]
    return replace(one, name=f"{outer}/{inner}{one.name.removeprefix(last)}")


def readable(path: Path) -> bool:
    """Whether a file is of a kind that is read, by its name."""
    return path.suffix.lower() in READERS


def _module(data: bytes, path: Path) -> Any:
    """The reader of what the bytes are, whatever the file is called."""
    suffix = ".txt" if is_stdin(path) else path.suffix.lower()
    kind = kinds.kind(data, suffix)
    name = READERS.get(kind)
    if kind == kinds.ENCRYPTED:
        raise ReadError(path, "it is protected with a password; open it in its program and save it without")
    if name is None:
        raise ReadError(path, f"files of this kind cannot be read; save it as one of {' '.join(READERS)}")
    return import_module(name)


def _document(module: Any, data: bytes, path: Path) -> Document:
    binary = hasattr(module, "canonical_bytes")
    as_it_is = None if binary else plain(data)
    decoded = "" if binary else characters(data, path) if as_it_is is None else as_it_is
    text = module.canonical_bytes(data, path) if binary else module.canonical(decoded, path)
    if not text.strip():
        raise ReadError(path, "there is no text in it; save the page with its text, or leave the file out")
    offered = module.attachments(decoded) if hasattr(module, "attachments") else ()
    document = Document(path.name, text, hashlib.sha256(data).hexdigest(), offered)
    object.__setattr__(document, "plain", text is as_it_is)
    return document


def _or_raise(one: Document | ReadError) -> Document:
    if isinstance(one, ReadError):
        raise one
    return one
