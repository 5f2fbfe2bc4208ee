"""Indicator tables: ``指标 | 单位 | 2020年 | 2025年`` over ``森林覆盖率 | % | 24.02 | 25``.

Reads the rows of a document's tables in order; yields a target for each planned value, its year from the head of its
column. Past columns (基期, 现状, a year before the document's) and cells without a number are no targets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg import blocks
from kg.extract.targets.quantities import Quantity
from kg.grammar import numerals
from kg.grammar.schedule import Scene
from kg.lexicon import Section, holds
from kg.model import Document, Target

_YEAR = re.compile(r"(20\d\d)(?!\d)")
_SIGNS = {"≥": ">=", "〉": ">", "≤": "<=", "〈": "<", "": "="}
_VALUE = re.compile(
    rf"(?P<sign>[≥≤〈〉]?)(?P<value>{numerals.ARABIC})(?:[—\-~]{{1,2}}(?P<most>{numerals.ARABIC}))?(?P<unit>[%‰]|[^\d（）]{{0,6}})(?P<close>（[^（）]*）)?"
)
_UNIT = re.compile(r"（([^（）\d][^（）]{0,8}|%|‰)）$")
_RULE = "target-table"
_TITLE = 16  # no head of a column is longer


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


@dataclass(frozen=True, slots=True)
class Columns:
    """The head of a list of tasks: which column names the task, which its time, which how much of it."""

    width: int
    task: int
    due: int | None
    amount: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list of tasks: where its task stands in the scene's text, and by when it is due."""

    scene: Scene
    start: int
    end: int
    deadline: str | None
    amount: tuple[int, int] | None = None  # where the column of amounts says how much

    def holds(self, quantity: Quantity) -> bool:
        """Whether `quantity` stands in the task."""
        return self.start <= quantity.start and quantity.end <= self.end


def tasks(scenes: Sequence[Scene], section: Section) -> Iterator[Row]:
    """The rows under a head that names tasks: ``序号 | 工作任务 | 牵头单位 | 完成时限``."""
    head: Columns | None = None
    for scene in scenes:
        if scene.block.kind != blocks.TABLE:
            head = None
            continue
        cells = scene.text.split("\t")
        found = (
            _task_head(cells, section)
            if scene.base is None or not _head(cells, scene.base, section)
            else None
        )
        if found:
            head = found
        elif head and len(cells) == head.width:
            yield _task(scene, cells, head)


def _task_head(cells: Sequence[str], section: Section) -> Columns | None:
    tasks = [i for i, cell in enumerate(cells) if holds(cell, section.words["task_column"])]
    due = [i for i, cell in enumerate(cells) if holds(cell, section.words["time_column"])]
    if not tasks or max(map(len, cells)) > _TITLE:
        return None
    amounts = [i for i, cell in enumerate(cells) if cell.endswith(section.words["value_column"])]
    return Columns(len(cells), tasks[-1], due[0] if due else None, amounts[0] if amounts else None)


def _task(scene: Scene, cells: Sequence[str], head: Columns) -> Row:
    starts = [0]
    for cell in cells:
        starts.append(starts[-1] + len(cell) + 1)
    times = scene.between(starts[head.due], starts[head.due + 1]) if head.due is not None else ()
    amount = head.amount
    return Row(
        scene,
        starts[head.task],
        starts[head.task + 1] - 1,
        times[0].deadline if times else None,
        None if amount in (None, head.task) else (starts[amount], starts[amount + 1] - 1),
    )


def amounts(document: Document, scenes: Sequence[Scene], section: Section) -> Iterator[Target]:
    """The targets of a column of amounts beside the tasks: ``新建农村公厕 | 45座 | 2023年10月底前``."""
    for row in tasks(scenes, section):
        text = row.scene.text
        value = _VALUE.fullmatch(text, *row.amount) if row.amount else None
        if value and row.amount and row.end - row.start > 1 and not text[row.start].isdigit():
            span = row.scene.block.view.span(min(row.start, row.amount[0]), max(row.end, row.amount[1]))
            yield Target(
                row.scene.block.provision,
                text[row.start : row.end],
                _SIGNS[value["sign"]],
                numerals.number(value["value"]),
                numerals.number(value["most"]) if value["most"] else None,
                value["unit"] or None,
                row.deadline,
                None,
                span.start,
                span.end,
                document.text[span.start : span.end],
                _RULE,
            )


def _head(cells: Sequence[str], base: str | None, section: Section) -> Head | None:
    """The head that `cells` are, if one of them names the indicators and another a year to come."""
    names = [i for i, cell in enumerate(cells) if holds(cell, section.words["column_name"])]
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
