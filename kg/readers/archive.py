"""A zip of documents → each of its members, read by its own kind: ``汇编.zip/方案.docx``.

Inflated within bounds that trust no header; a zip inside a zip is opened once, no deeper. Names without the UTF-8 flag are
of the system that packed them: UTF-8 or GB18030.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kg.errors import LeftOutError, ReadError
from kg.model import Document
from kg.readers import kinds, table, zips
from kg.readers.bytes import LARGEST
from kg.readers.zips import Budget

_ENTRIES = 100_000
_TOTAL = 1024**3  # bytes of all members together
_UTF8 = 0x800
_DAMAGED = "the zip is damaged or incomplete; fetch it again, or pack it anew"
_SWOLLEN = "it grows beyond all measure when unpacked; leave it out"


def members(data: bytes, path: Path) -> Iterator[Document | ReadError]:
    """Every document in the zip, in the order of its directory, and an error for each that cannot be read."""
    yield from _opened(data, path, Budget(_TOTAL), nested=False)


def _opened(data: bytes, path: Path, budget: Budget, nested: bool) -> Iterator[Document | ReadError]:
    archive = _archive(data, path)
    seen: Counter[str] = Counter()
    found = 0
    for entry in archive.infolist():
        name = _name(entry)
        if entry.is_dir() or kinds.left_behind(name):
            continue
        seen[name] += 1
        if seen[name] > 1:
            suffix = Path(name).suffix
            name = f"{name.removesuffix(suffix)} ({seen[name]}){suffix}"
        for one in _member(archive, entry, path / name, budget, nested):
            found += not isinstance(one, LeftOutError)
            yield table.inside(one, path.name, name)
        if budget.left <= 0:
            raise ReadError(path, "it grows beyond all measure when unpacked; unpack it, and name its folder")
    if not found:
        raise ReadError(path, f"no documents in this zip; documents end in {', '.join(table.READERS)}")


def _archive(data: bytes, path: Path) -> zipfile.ZipFile:
    if zips.crowded(data, _ENTRIES):
        raise ReadError(path, f"it has more than {_ENTRIES} members; unpack it, and name its folder")
    try:
        return zips.opened(data)
    except zips.BROKEN as error:
        raise ReadError(path, _DAMAGED) from error


def _member(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path, budget: Budget, nested: bool
) -> Iterator[Document | ReadError]:
    try:
        if not table.readable(path):
            yield LeftOutError(path, "no reader takes files of this kind; left out")
            return
        data = _inflated(archive, entry, path, budget)
        if kinds.kind(data, path.suffix.lower()) != ".zip":
            yield from table.contained(data, path)
        elif nested:
            yield ReadError(path, "a zip in a zip in a zip is not opened; unpack it, and name its folder")
        else:
            yield from _opened(data, path, budget, nested=True)
    except ReadError as error:
        yield error


def _inflated(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path, budget: Budget) -> bytes:
    """The bytes of a member, given up where they become more than a document has."""
    if zips.locked(entry):
        raise ReadError(path, "it is protected with a password; unpack it, and name its folder")
    pieces, size = [], 0
    try:
        for piece in zips.pieces(archive, entry, budget):
            size += len(piece)
            pieces.append(piece)
            if size > LARGEST:
                raise zips.SwollenError
    except zips.SwollenError as error:
        raise ReadError(path, _SWOLLEN) from error
    except NotImplementedError as error:
        raise ReadError(
            path, f"it is packed in a way not known here ({error}); pack it as plain zip"
        ) from error
    except zips.BROKEN as error:
        raise ReadError(path, _DAMAGED) from error
    if not size:
        raise ReadError(path, "the file is empty; fetch it again, or leave it out")
    return b"".join(pieces)


def _name(entry: zipfile.ZipInfo) -> str:
    """The path of a member: no way out of the zip, nothing that breaks a line."""
    name = entry.filename
    if not entry.flag_bits & _UTF8:
        raw = name.encode("cp437", "replace")
        try:
            name = raw.decode("utf-8")
        except UnicodeDecodeError:
            name = raw.decode("gb18030", "replace")
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return "".join(sign if sign.isprintable() else "_" for sign in "/".join(parts)) or "_"
