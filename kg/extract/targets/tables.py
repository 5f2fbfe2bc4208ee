"""Indicator tables: ``指标 | 单位 | 2020年 | 2025年`` over ``森林覆盖率 | % | 24.02 | 25``.

Reads the rows of a document's tables in order; yields a target for each planned value, its year from the head of its
column. Past columns (基期, 现状, a year before the document's) and cells without a number are no targets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg import blocks
from kg.grammar import numerals
from kg.grammar.schedule import Scene
from kg.lexicon import Section
from kg.model import Document, Target

_YEAR = re.compile(r"(20\d\d)(?!\d)")
_SIGNS = {"≥": ">=", "〉": ">", "≤": "<=", "〈": "<", "": "="}
_VALUE = re.compile(
    rf"(?P<sign>[≥≤〈〉]?)(?P<value>{numerals.ARABIC})(?:[—\-~]{{1,2}}(?P<most>{numerals.ARABIC}))?(?P<unit>[%‰]|[^\d（）]{{0,6}})(?P<close>（[^（）]*）)?"
)
_UNIT = re.compile(r"（([^（）\d][^（）]{0,8}|%|‰)）$")
_RULE = "target-table"


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table: which column names the indicator, which its unit, which plans for which year."""

    width: int
    name: int
    unit: int | None
    years: tuple[tuple[int, str], ...]


def tabled(document: Document, scenes: Sequence[Scene], section: Section) -> Iterator[Target]:
    """The targets that stand in tables."""
    head: Head | None = None
    for scene in scenes:
        if scene.block.kind != blocks.TABLE:
            head = None
            continue
        cells = scene.text.split("\t")
        found = _head(cells, scene.base, section)
        if found:
            head = found
        elif head and len(cells) == head.width:
            yield from _row(document, scene, cells, head)


def _head(cells: Sequence[str], base: str | None, section: Section) -> Head | None:
    """The head that `cells` are, if one of them names the indicators and another a year to come."""
    names = [i for i, cell in enumerate(cells) if any(word in cell for word in section.words["column_name"])]
    past = section.words["column_past"]
    years = [
        (i, year[1])
        for i, cell in enumerate(cells)
        if (year := _YEAR.search(cell))
        and not any(word in cell for word in past)
        and not (base and year[1] < base)
    ]
    if not names or not years:
        return None
    units = [i for i, cell in enumerate(cells) if cell in section.words["column_unit"]]
    return Head(len(cells), names[0], units[0] if units else None, tuple(years))


def _row(document: Document, scene: Scene, cells: Sequence[str], head: Head) -> Iterator[Target]:
    name = cells[head.name]
    inside = _UNIT.search(name)
    unit = cells[head.unit] if head.unit is not None else inside[1] if inside else None
    name = name[: inside.start()] if inside else name
    starts = [0]
    for cell in cells:
        starts.append(starts[-1] + len(cell) + 1)
    for column, year in head.years:
        value = _VALUE.fullmatch(cells[column])
        if value and len(name) > 1:
            first, last = sorted((head.name, column))
            span = scene.block.view.span(starts[first], starts[last] + len(cells[last]))
            yield Target(
                scene.block.provision,
                name,
                _SIGNS[value["sign"]],
                numerals.number(value["value"]),
                numerals.number(value["most"]) if value["most"] else None,
                value["unit"] or unit,
                year,
                None,
                span.start,
                span.end,
                document.text[span.start : span.end],
                _RULE,
            )
