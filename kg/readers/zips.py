"""What a zip is opened and unpacked with: bounds that trust no header, whoever reads the members."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from lzma import LZMAError

_RATIO = 300  # inflated to packed, for members larger than a piece: XML of real documents stays below 60
_PIECE = 1024**2
_LOCKED = 0x1
# What `zipfile` raises on a file that is damaged, cut off or lies; a way of packing that it lacks is a RuntimeError too.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    LZMAError,
    EOFError,
    RuntimeError,
    OSError,
    ValueError,
    OverflowError,
)


class SwollenError(Exception):
    """A member becomes more than its size or the budget allows."""


@dataclass(slots=True)
class Budget:
    """How many bytes may still be inflated, of all members together."""

    left: int


def crowded(data: bytes, most: int) -> bool:
    """Whether the directory has more than `most` entries, asked before it is read: each costs half a kilobyte."""
    return data.count(b"PK\x01\x02") > most


def opened(data: bytes) -> zipfile.ZipFile:
    """The zip in these bytes; raises one of BROKEN."""
    return zipfile.ZipFile(BytesIO(data))


def locked(entry: zipfile.ZipInfo) -> bool:
    """Whether a password protects a member."""
    return bool(entry.flag_bits & _LOCKED)


def pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: Budget) -> Iterator[bytes]:
    """The bytes of a member, inflated piece by piece; raises SwollenError, NotImplementedError or one of BROKEN."""
    size, packed = 0, max(entry.compress_size, 1)
    with archive.open(entry) as stream:
        while piece := stream.read(_PIECE):
            size += len(piece)
            budget.left -= len(piece)
            if budget.left < 0 or (size > _PIECE and size > _RATIO * packed):
                raise SwollenError
            yield piece
