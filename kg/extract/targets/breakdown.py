"""The parts of a total by area or by year: ``建设分类屋145座。其中，仙游县40座，荔城区30座``, ``完成6000户改造，其中2023年1500户``.

Reads what has been found of the numbers of a scene in order; yields the same with a row for each part, which is named as the whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

from kg.extract.targets.finding import Finding
from kg.extract.targets.pieces import Piece

Row: TypeAlias = tuple[Piece, Finding, str | None]

_RULE = "target-part"
_PARTS = 40
_BEHIND = "、，；。）（"  # what may stand behind the number of a part
_RATES = ("%", "‰")
_KIND = 2  # signs that say what a part is of


def with_parts(rows: Sequence[Row], pieces: Sequence[Piece]) -> list[Row]:
    """`rows` and the parts of their totals, in place of what was read of these alone."""
    if not rows or not _alike(pieces):
        return list(rows)
    places = {id(piece): place for place, piece in enumerate(pieces)}
    found: list[Row] = []
    taken: set[int] = set()
    for row in rows:
        piece, finding, _ = row
        if id(piece) in taken:
            continue
        found.append(row)
        if id(piece) not in places:
            continue  # one of a row of rises, which is read as a whole
        for part in _parts(pieces, places[id(piece)], finding):
            taken.add(id(part[0]))
            found.append(part)
    return found


def _alike(pieces: Sequence[Piece]) -> bool:
    """Whether two numbers that follow each other count the same."""
    last = None
    for piece in pieces:
        unit = piece.quantity.unit
        if unit is not None and unit == last and unit not in _RATES:
            return True
        last = unit
    return False


def _parts(pieces: Sequence[Piece], place: int, whole: Finding) -> list[Row]:
    """The parts that follow a total, in its unit; none unless most are areas or years, or all of them make up the total."""
    total = pieces[place]
    patterns = total.section.patterns
    if whole.unit is None or whole.unit in _RATES or total.quantity.share or "/" in whole.unit:
        return []
    found: list[Row] = []
    pattern, end = patterns["part_first"], total.end
    summed: float = 0
    named = 0
    for piece in pieces[place + 1 : place + 1 + _PARTS]:
        own = pattern.fullmatch(piece.text, end, piece.start) if piece.unit == total.unit else None
        if own is None and not found and total.own_time and piece.unit == total.unit:
            own = patterns["part_year"].fullmatch(piece.text, end, piece.start)
        if own is None or piece.quantity.after or piece.text[piece.end : piece.end + 1] not in _BEHIND:
            break
        if own["area"] and _is_kind(piece, own["area"], whole):
            break
        areas = patterns["part_joint"].split(own["area"]) if own["area"] else []
        named += bool(own["year"] or any(patterns["part_area"].search(area) for area in areas))
        summed += piece.quantity.value * (len(areas) if own["each"] else 1)
        start = own.start("year") if own["year"] else own.start("area")
        name = whole.indicator if own["year"] else own["area"] + whole.indicator
        row = Finding(name, start, piece.end, "=", whole.unit, _RULE)
        found.append((piece, row, own["year"]))
        pattern, end = patterns["part_next"], piece.end
    whole_sum = abs(summed - total.quantity.value) < 1e-6 * max(1.0, total.quantity.value)
    return found if named and (2 * named > len(found) or whole_sum) else []


def _is_kind(piece: Piece, own: str, whole: Finding) -> bool:
    """Whether a part says what it is of itself, or what is done: ``景区旅游公厕20座``, ``改造提升460万亩``."""
    bare = re.sub("（.*", "", own)
    return bare[-_KIND:] == whole.indicator[-_KIND:] or piece.kit.make.opening(bare) != ""
