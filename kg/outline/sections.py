"""What heads a part of a table and is no provision: ``一、水环境保护`` between rows whose numbers go on behind it.

Reads the lines of a text with the ordinals that they open with; yields the numbers of such lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.outline.lines import Line
from kg.outline.ordinals import Ordinal

_DEEP = 2  # headings of parts that stand on one another: 一、生态环境 / （一）水环境


def in_tables(parts: Sequence[Line], ordinals: Sequence[Ordinal | None]) -> Iterator[int]:
    """Lines with an ordinal and without tabs, behind a head or a row, in front of the row that is next by its number."""
    number: int | None = None  # of the row before, 0 of the head; None outside tables
    parted = False
    for index, part in enumerate(parts):
        if part.cells:
            serial = _serial(part)
            number = serial if serial is not None else number or 0
            continue
        behind = _behind(parts, ordinals, index) if number is not None and ordinals[index] else None
        if behind is not None and (behind == (number or 0) + 1 or (parted and behind == 1)):
            parted = True
            yield index
        else:
            number, parted = None, False


def _behind(parts: Sequence[Line], ordinals: Sequence[Ordinal | None], index: int) -> int | None:
    """The number of the row behind a heading, and behind those that stand under it."""
    for at in range(index + 1, min(index + _DEEP + 1, len(parts))):
        if parts[at].cells:
            return _serial(parts[at])
        if ordinals[at] is None:
            return None
    return None


def _serial(part: Line) -> int | None:
    """The number of a row, in its first cell."""
    first = part.text.partition("\t")[0].strip()
    return int(first) if first.isdecimal() else None
