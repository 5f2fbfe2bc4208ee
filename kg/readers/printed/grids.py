"""Rules → grids: strokes that touch one another make a table, and where none parts two fields they are one cell."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.readers.printed.page import Rule

_NEAR = 2.5  # points: strokes this near to one another are one
_SHORTEST = 4.0
_MOST_FIELDS = 40_000  # of one page; no table that is read by people has more


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of a grid with the rows and columns that it covers, the last ones not included."""

    x0: float
    y0: float
    x1: float
    y1: float
    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one table; `xs` and `ys` are its lines."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[Cell, ...]


def grids(rules: Sequence[Rule]) -> list[Grid]:
    """The tables that the strokes of a page draw; frames with one column of fields are none."""
    level = _merged([rule for rule in rules if rule.x1 - rule.x0 >= max(_SHORTEST, rule.y1 - rule.y0)])
    turned = [_mirrored(rule) for rule in rules if rule.y1 - rule.y0 >= max(_SHORTEST, rule.x1 - rule.x0)]
    plumb = [_mirrored(rule) for rule in _merged(turned)]
    found: list[Grid] = []
    fields = 0
    for rows, columns in map(_closed, _touching(level, plumb)):
        xs, ys = _places(rule.x0 for rule in columns), _places(rule.y0 for rule in rows)
        fields += len(xs) * len(ys)
        if len(xs) > 2 and len(ys) > 1 and fields <= _MOST_FIELDS:
            found.append(Grid(tuple(xs), tuple(ys), tuple(_cells(xs, ys, rows, columns))))
    return found


def _closed(strokes: tuple[list[Rule], list[Rule]]) -> tuple[list[Rule], list[Rule]]:
    """With the edges of a table that is open at its sides, or where a page ends."""
    rows, columns = strokes
    every = [*rows, *columns]
    x0, x1 = min(one.x0 for one in every), max(one.x1 for one in every)
    y0, y1 = min(one.y0 for one in every), max(one.y1 for one in every)
    return (
        [*rows, Rule(x0, y0, x1, y0), Rule(x0, y1, x1, y1)],
        [*columns, Rule(x0, y0, x0, y1), Rule(x1, y0, x1, y1)],
    )


def _mirrored(rule: Rule) -> Rule:
    return Rule(rule.y0, rule.x0, rule.y1, rule.x1)


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Level strokes with those in one that lie on one another or go on where another ends."""
    found: list[Rule] = []
    for band in _bands(rules):
        y = sum((rule.y0 + rule.y1) / 2 for rule in band) / len(band)
        x0, x1 = band[0].x0, band[0].x1
        for rule in sorted(band):
            if rule.x0 > x1 + _NEAR:
                found.append(Rule(x0, y, x1, y))
                x0, x1 = rule.x0, rule.x1
            x0, x1 = min(x0, rule.x0), max(x1, rule.x1)
        found.append(Rule(x0, y, x1, y))
    return found


def _bands(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Strokes at the same height, each band from left to right."""
    band: list[Rule] = []
    for rule in sorted(rules, key=lambda one: one.y0):
        if band and rule.y0 - band[0].y0 > _NEAR:
            yield sorted(band)
            band = []
        band.append(rule)
    if band:
        yield sorted(band)


def _touching(level: Sequence[Rule], plumb: Sequence[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """The strokes of each table: those that cross or meet, directly or by others."""
    owner = list(range(len(level) + len(plumb)))

    def top(one: int) -> int:
        while owner[one] != one:
            owner[one] = owner[owner[one]]
            one = owner[one]
        return one

    ordered = sorted(range(len(level)), key=lambda index: level[index].y0)
    heights = [level[index].y0 for index in ordered]
    checks = 0
    for number, rule in enumerate(plumb, len(level)):
        for place in range(bisect_left(heights, rule.y0 - _NEAR), len(ordered)):
            stroke = level[ordered[place]]
            checks += 1
            if stroke.y0 > rule.y1 + _NEAR or checks > 25 * _MOST_FIELDS:
                break
            if stroke.x0 - _NEAR <= rule.x0 <= stroke.x1 + _NEAR:
                owner[top(ordered[place])] = top(number)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for index, rule in enumerate([*level, *plumb]):
        groups[top(index)][index >= len(level)].append(rule)
    yield from (group for group in groups.values() if group[0] and group[1])


def _places(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _cells(
    xs: Sequence[float], ys: Sequence[float], rows: Sequence[Rule], columns: Sequence[Rule]
) -> Iterator[Cell]:
    """The fields between the lines; fields that no stroke parts are one cell."""
    above = _drawn([(r.y0, r.x0, r.x1) for r in rows], ys, xs)  # (line, field) that has a stroke above it
    left = _drawn([(c.x0, c.y0, c.y1) for c in columns], xs, ys)
    taken: set[tuple[int, int]] = set()
    for i in range(len(ys) - 1):
        for j in range(len(xs) - 1):
            if (i, j) in taken:
                continue
            wide = high = 1
            while j + wide < len(xs) - 1 and (j + wide, i) not in left and (i, j + wide) not in taken:
                wide += 1
            while i + high < len(ys) - 1 and not any((i + high, j + k) in above for k in range(wide)):
                high += 1
            taken.update((i + a, j + b) for a in range(high) for b in range(wide))
            yield Cell(xs[j], ys[i], xs[j + wide], ys[i + high], i, j, high, wide)


def _drawn(
    strokes: Iterable[tuple[float, float, float]], lines: Sequence[float], fields: Sequence[float]
) -> set[tuple[int, int]]:
    """Which edges of fields are drawn: (number of the line, number of the field along it)."""
    found: set[tuple[int, int]] = set()
    for place, begin, end in strokes:
        line = min(range(len(lines)), key=lambda index: abs(lines[index] - place))
        for field in range(max(0, bisect_left(fields, begin) - 1), len(fields) - 1):
            if (fields[field] + fields[field + 1]) / 2 > end:
                break
            if begin <= (fields[field] + fields[field + 1]) / 2:
                found.add((line, field))
    return found
