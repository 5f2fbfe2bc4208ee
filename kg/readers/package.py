"""Zip packages of XML parts (``.docx``, ``.xlsx``, ``.ofd``), read within bounds whatever their headers say.

A part is inflated piece by piece and given up where it grows beyond what documents are; XML with a DOCTYPE is refused
(no entities, nothing fetched), and so is a tree of more nodes than memory should hold.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from kg.errors import ReadError
from kg.readers import zips

_ENTRIES = 20_000  # parts of one package; an entry of the directory costs half a kilobyte of memory
_TOTAL = 96 * 1024**2  # bytes of all parts that are read
_NODES = 3_000_000  # tags and attributes of one tree: 120 bytes each
_DOCTYPE = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E", re.I)


class Package:
    """The parts of one zip file; `program` is what opens and mends it: ``Word``, ``Excel``."""

    def __init__(self, data: bytes, path: Path, program: str) -> None:
        self.path = path
        self.program = program
        self._budget = zips.Budget(_TOTAL)
        if zips.crowded(data, _ENTRIES):
            raise self.error(f"it has more than {_ENTRIES} parts, which no document has; leave it out")
        try:
            self._zip = zips.opened(data)
        except zips.BROKEN as error:
            raise self.broken() from error
        # Names are the same in any case, and some programs write them with \ between folders.
        self._parts = {_plain(one.filename): one for one in self._zip.infolist() if not one.is_dir()}

    def error(self, why: str) -> ReadError:
        """What is wrong with this package."""
        return ReadError(self.path, why)

    def broken(self) -> ReadError:
        """That it cannot be read to its end."""
        return self.error(f"the file is damaged or incomplete; open it in {self.program} and save it anew")

    def names(self) -> tuple[str, ...]:
        """The names of the parts in lower case, in the order of the directory."""
        return tuple(self._parts)

    def unparsed(self, error: Exception) -> ReadError:
        """That its XML is none, or beyond what the parser takes: 256 elements deep, ten million characters in one."""
        if any(word in str(error).lower() for word in ("depth", "huge", "loop", "too long")):
            return self.error("it is nested deeper or has a longer paragraph than any document; leave it out")
        return self.broken()

    def holds(self, name: str) -> bool:
        """Whether there is such a part."""
        return _plain(name) in self._parts

    def part(self, name: str) -> bytes | None:
        """The bytes of a part (``word/document.xml``), None where there is none."""
        return b"".join(self.pieces(name)) if self.holds(name) else None

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of a part, inflated piece by piece."""
        entry = self._parts[_plain(name)]
        if zips.locked(entry):
            raise self.error(
                f"it is protected with a password; open it in {self.program} and save it without"
            )
        try:
            yield from zips.pieces(self._zip, entry, self._budget)
        except zips.SwollenError as error:
            raise self.error(
                "it grows beyond all measure when unpacked; leave it out, or save its text as .txt"
            ) from error
        except zips.BROKEN as error:
            raise self.broken() from error

    def tree(self, name: str) -> Any | None:
        """The root element of an XML part, None where there is no such part."""
        data = self.part(name)
        if data is None:
            return None
        if data.count(b"<") + data.count(b"=") > _NODES:
            raise self.error("it holds more marks than a document has; split it, or save its text as .txt")
        if _DOCTYPE.search(data):  # before the parser sees what it declares
            raise self._doctype()
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError, LookupError) as error:
            raise self.unparsed(error) from error
        self.refuse_document_type(root)
        return root

    def refuse_document_type(self, element: Any) -> None:
        """Raise where the tree of an element has a document type, in whatever encoding it was written."""
        if element.getroottree().docinfo.internalDTD is not None:
            raise self._doctype()

    def _doctype(self) -> ReadError:
        return self.error(
            f"its XML has a DOCTYPE, which no {self.program} file has; save it anew in {self.program}"
        )

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """What a part refers to inside the package: id → kind and name (``numbering``, ``word/numbering.xml``)."""
        folder, file = posixpath.split(name)
        root = self.tree(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for one in root.iter("{*}Relationship") if root is not None else ():
            if one.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/")
                found[one.get("Id", "")] = (one.get("Type", "").rpartition("/")[2], target)
        return found


def _plain(name: str) -> str:
    return name.replace("\\", "/").lower().lstrip("/")
