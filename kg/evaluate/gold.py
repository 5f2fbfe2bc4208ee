"""Facts from files: gold folders (one JSON a document) and the JSON lines of an earlier `kg extract`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from kg import facts
from kg.errors import ReadError
from kg.model import Document, Extraction

_PART = re.compile(r"#\d+$")  # of a file that holds several documents


@dataclass(frozen=True, slots=True)
class Gold:
    """The gold facts of one document, as in their file: `kinds` are the keys that it has."""

    path: Path
    data: Mapping[str, Any]

    @property
    def kinds(self) -> frozenset[str]:
        """``{"provisions", "citations", …}``: a kind that the file does not speak of is not compared."""
        return frozenset(self.data)

    def about(self, document: Document) -> Extraction:
        """The gold facts as facts of `document`."""
        return _facts(self.path, self.data, document)


def gold(folder: Path) -> tuple[Gold, ...]:
    """Every ``<stem>.json`` of `folder`; raises ReadError where there is none or one is no gold file."""
    files = sorted(folder.glob("*.json")) if folder.is_dir() else ()
    if not files:
        raise ReadError(folder, "no gold files (<document>.json) in this folder")
    return tuple(Gold(path, _object(path, path.read_text(encoding="utf-8"), 1)) for path in files)


def stem(name: str) -> str:
    """What a document's gold file is called: ``b.zip/notice.docx`` → notice, the second part of ``h.txt`` → h#2."""
    part = _PART.search(name)
    return PurePosixPath(name[: part.start()] if part else name).stem + (part[0] if part else "")


def earlier(path: Path, texts: Mapping[str, Document]) -> dict[str, Extraction]:
    """The facts of a ``.jsonl`` file by document stem; a document's text comes from `texts` where it is there."""
    if not path.is_file():
        raise ReadError(path, "no such file; make one with `kg extract PATH -o FILE`")
    out = {}
    for name, data in _lines(path):
        document = texts.get(stem(name), Document(name, "", ""))
        out[stem(name)] = _facts(path, data, document)
    return out


def _lines(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            data = _object(path, line, number)
            yield str(data.get("file", "")), data


def _object(path: Path, text: str, line: int) -> Mapping[str, Any]:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise ReadError(path, f"line {line + error.lineno - 1}: not JSON ({error.msg})") from error
    if not isinstance(data, dict) or "document" not in data:
        raise ReadError(path, f"line {line}: not the facts of a document; it has no key `document`")
    return data


def _facts(path: Path, data: Mapping[str, Any], document: Document) -> Extraction:
    try:
        return facts.from_json(data, document)
    except (TypeError, KeyError, AttributeError) as error:
        raise ReadError(path, f"not the shape of docs/facts.md ({error})") from error
