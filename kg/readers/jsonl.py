"""JSON lines, a document each: ``{"id": "a1", "title": "关于…的通知", "text": "…", "number": "甲政发〔2021〕1号"}``.

``text`` is needed; what else a line says of the document (title, number, date, issuer, or a label in Chinese) stands in
front of the text as ``label：value``, as on the page of a site. A line that cannot be read is named by its number.
"""

from __future__ import annotations

import codecs
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from kg import lexicon
from kg.errors import LeftOutError, ReadError
from kg.model import Document
from kg.readers.bytes import LARGEST, characters

_FIELDS = {"title": "title_label", "number": "number_label", "date": "date_label", "issuer": "issuer_label"}
_OWN = ("id", "text", "file")
_FACTS = {"file", "document", "provisions"}  # keys of a line that `kg extract` wrote
_HEAD = 400  # characters in which a text prints its own title


def members(data: bytes, path: Path) -> Iterator[Document | ReadError]:
    """The document of each line, named by its id or its line number: ``many.jsonl/a1``."""
    labels = _labels()
    seen: Counter[str] = Counter()
    for number, line in enumerate(_lines(data, path), 1):
        if not line.strip():
            continue
        try:
            row = _row(line, path)
            name = _name(row, number)
            seen[name] += 1
            name += f" ({seen[name]})" if seen[name] > 1 else ""
            yield Document(
                f"{path.name}/{name}", _canonical(row, labels, path), hashlib.sha256(line).hexdigest()
            )
        except LeftOutError as error:
            yield error
            return
        except ReadError as error:
            yield ReadError(path, f"line {number}: {error.why}")


def _labels() -> Mapping[str, str]:
    """What a key becomes: ``number`` → 文号; a label in Chinese stays."""
    words = lexicon.load()
    metadata, outline = words["metadata"].words, words["outline"].words
    known = {label: label for key in _FIELDS.values() for label in metadata[key]}
    known |= {label: label for label in outline["page_label"]}
    return known | {key: metadata[name][0] for key, name in _FIELDS.items()}


def _lines(data: bytes, path: Path) -> Iterator[bytes]:
    """The lines as bytes; a file in UTF-16 is decoded as a whole, for its line ends have two bytes."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = characters(data, path).encode("utf-8", "surrogatepass")
    yield from BytesIO(data.removeprefix(codecs.BOM_UTF8))


def _row(line: bytes, path: Path) -> Mapping[str, Any]:
    if len(line) > LARGEST:
        raise ReadError(path, f"longer than {LARGEST // 1024**2} MB; split it into its documents")
    try:
        row = json.loads(characters(line, path))
    except json.JSONDecodeError as error:
        raise ReadError(
            path, f"no JSON ({error.msg} at column {error.colno}); mend it, or leave it out"
        ) from error
    except (ValueError, RecursionError) as error:
        raise ReadError(path, "no JSON of a document; mend it, or leave it out") from error
    if isinstance(row, dict) and row.keys() >= _FACTS:
        raise LeftOutError(path, "facts that kg extract wrote, no documents; left out")
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise ReadError(path, 'no document: it has no "text" of characters; give it one, or leave it out')
    if not row["text"].strip():
        raise ReadError(path, "the text of the document is empty; give it one, or leave it out")
    return row


def _name(row: Mapping[str, Any], number: int) -> str:
    """The document's id, made fit for one line; its line number where it has none."""
    own = row.get("id")
    name = str(own).strip() if isinstance(own, (str, int)) else ""
    return "".join(sign if sign.isprintable() else "_" for sign in name.lstrip("./"))[:200] or str(number)


def _canonical(row: Mapping[str, Any], labels: Mapping[str, str], path: Path) -> str:
    text = str(row["text"]).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    head = "".join(text[:_HEAD].split())
    lines = [
        f"{labels[key]}：{value}\n"
        for key, value in _values(row, labels)
        if "".join(value.split()) not in head
    ]
    return "".join(lines) + (text if text.endswith("\n") else text + "\n")


def _values(row: Mapping[str, Any], labels: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What a line says of its document besides the text."""
    for key, value in row.items():
        several = value if isinstance(value, list) else [value]
        plain = [
            " ".join(str(one).split()) for one in several if isinstance(one, (str, int)) and str(one).strip()
        ]
        if key in labels and key not in _OWN and plain:
            yield key, "、".join(plain)
