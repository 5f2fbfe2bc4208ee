"""What stands in or below a table and is no provision: ``一、水环境保护`` between its rows, ``注：①指标为约束性。`` behind them.

Reads the lines of a text with the ordinals that they open with; yields the numbers of such lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.lexicon import Section
from kg.outline.line import Line
from kg.outline.ordinals import CIRCLED, INSIDE, Ordinal

_DIGITS = 4  # of the number of a row
_NOTE = re.compile(r".{0,40}注：(?:①|（?1[）.、])")
_CIRCLED = re.compile("[①-⑳]")
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
    return int(first) if first.isdecimal() and len(first) <= _DIGITS else None


def notes(parts: Sequence[Line], ordinals: Sequence[Ordinal | None]) -> Iterator[int]:
    """The items of notes below a table: ``注：①指标为约束性。`` / ``②［ ］内为累计数。``."""
    number = 0
    for index, found in enumerate(ordinals):
        if found is None:
            noted = _NOTE.match(parts[index].bare)
            number = 1 if noted else number if parts[index].cells else 0
        elif number and found.style in INSIDE and found.number == number + 1:
            number = found.number
            yield index
        else:
            number = 0


def footnotes(parts: Sequence[Line], ordinals: Sequence[Ordinal | None], words: Section) -> Iterator[int]:
    """Footnotes that explain a word of the text above: ``…森林覆盖率①达到60%。`` / ``①森林覆盖率是指…``."""
    seen: set[str] = set()
    for index, found in enumerate(ordinals):
        text = parts[index].bare
        listed = index > 0 and parts[index - 1].bare[-1] == "："
        if (
            found
            and found.style == CIRCLED
            and text[0] in seen
            and not listed
            and words.patterns["footnote"].match(text, 1)
        ):
            yield index
        else:
            seen.update(_CIRCLED.findall(text, 1))
