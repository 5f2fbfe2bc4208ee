"""Tables that share a task out among areas: ``县别 | 推广面积（万亩）`` over ``梅列区 | 5``.

Reads the rows of a document's tables in order; yields a target for each area and each measure that its head plans.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg import blocks
from kg.extract.targets.tables import head_of, planned, year_of
from kg.grammar.scene import Scene
from kg.lexicon import Section, holds
from kg.model import Document, Target

_UNIT = re.compile(r"（([^（）\d]{1,8}|%|‰)）")
_RULE = "target-allotted"
_TITLE = 20  # no head of a column is longer
_ABOVE = 90  # characters in front of a table in which its title stands
_YEARLY = "/年"


class _Measure(NamedTuple):
    column: int
    name: str
    unit: str | None
    year: str | None
    recurrence: str | None


class _Head(NamedTuple):
    width: int
    area: int
    measures: tuple[_Measure, ...]


def allotted(document: Document, scenes: Sequence[Scene], section: Section) -> Iterator[Target]:
    """The targets of tables whose rows are areas and whose columns are measures."""
    head: _Head | None = None
    inside = False
    for scene in scenes:
        if scene.block.kind != blocks.TABLE:
            head, inside = None, False
            continue
        cells = scene.text.split("\t")
        if not inside:
            inside, head = True, _head(document, scene, cells, section)
        elif head and len(cells) == head.width:
            yield from _row(document, scene, cells, head, section)


def _head(document: Document, scene: Scene, cells: Sequence[str], section: Section) -> _Head | None:
    """The first row of a table, if it names areas and the table says that it shares out what is to be done."""
    if max(map(len, cells)) > _TITLE:
        return None
    areas = [i for i, cell in enumerate(cells) if cell in section.words["area_column"]]
    if not areas or head_of(cells, scene, section):
        return None
    start = scene.block.view.span(0, 1).start
    above = document.text[max(0, start - _ABOVE) : start]
    plans = section.words["allotting"]
    if not (holds(above, plans) or any(holds(cell, plans) for cell in cells)):
        return None
    measures = [_measure(i, cell, scene, section) for i, cell in enumerate(cells) if i != areas[0]]
    columns = tuple([measure for measure in measures if measure])
    return _Head(len(cells), areas[0], columns) if columns else None


def _measure(column: int, cell: str, scene: Scene, section: Section) -> _Measure | None:
    """What a column plans: ``示范推广有机肥面积（万亩）/年``, ``2024年改造任务（户）``; None where it tells of what is."""
    unit = _UNIT.search(cell)
    if unit is None and not cell.endswith(section.words["allotting"] + section.words["value_column"]):
        return None
    year, base = year_of(cell, section), scene.frame.base
    if holds(cell, section.words["column_past"]) or (year and base and year < base):
        return None
    name = cell.replace(unit[0], "") if unit else cell
    yearly = _YEARLY in name or holds(name, section.words["annual"])
    if name not in section.words["allotted_alone"]:
        name = section.patterns["allotted_name"].sub("", name.replace(_YEARLY, ""))
    if len(name) <= 1:
        return None
    return _Measure(column, name, unit[1] if unit else None, year, "P1Y" if yearly else None)


def _row(
    document: Document, scene: Scene, cells: Sequence[str], head: _Head, section: Section
) -> Iterator[Target]:
    area = cells[head.area]
    if len(area) <= 1 or area[0].isdigit():
        return
    starts = [0]
    for cell in cells:
        starts.append(starts[-1] + len(cell) + 1)
    for column, name, unit, year, recurrence in head.measures:
        value = planned(cells[column], section)
        if value is None:
            continue
        first, last = sorted((head.area, column))
        span = scene.block.view.span(starts[first], starts[last] + len(cells[last]))
        yield Target(
            scene.block.provision,
            area + name,
            value.comparator,
            value.value,
            value.most,
            value.unit or unit,
            year,
            recurrence,
            span.start,
            span.end,
            document.text[span.start : span.end],
            _RULE,
        )
