"""Indicator tables: ``指标 | 单位 | 2020年 | 2025年`` over ``森林覆盖率 | % | 24.02 | 25``.

Reads the rows of a document's tables in order; yields a target for each planned value, its year from the head of its
column. Past columns (基期, 现状, a year before the document's) and cells without a number are no targets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg import blocks
from kg.extract.targets.left import SIGNS, compared
from kg.extract.targets.quantities import Quantity
from kg.extract.targets.words import markers, ready
from kg.grammar import numerals
from kg.grammar.scene import Scene
from kg.lexicon import Section, holds
from kg.model import Document, Target

_YEAR = re.compile(r"(20\d\d)(?!\d)")
_SIGNS = {"≥": ">=", "〉": ">", "≤": "<=", "〈": "<", "": "="}
_VALUE = re.compile(
    rf"[\[［〔【]?(?P<lead>[^\d≥≤〉〈（）\[［〔【]{{0,6}})(?P<sign>[≥≤〉〈]?)(?P<value>{numerals.ARABIC})"
    rf"(?:[—\-~至]{{1,2}}(?P<most>{numerals.ARABIC}))?[\]］〕】]?(?P<unit>[%‰]?[^\d（），。；、]{{0,8}})(?P<close>（[^（）]*）)?(?P<behind>[^\d（），。；、]{{0,3}})"
)
_UNIT = re.compile(r"（1?([^（）\d][^（）]{0,8}|%|‰)）$")
_WORDS = re.compile("[一-龥、与和（）]+")
_ORDINAL = re.compile(r"^(?:\d{1,2}[.、](?!\d)|（\d{1,2}）)")
_RATE, _SUMMED = "%", "[［〔【"  # a figure in brackets is of all years together
_RULE = "target-table"
_MARKS = "*★☆▲△※"  # behind an indicator, of what a note below speaks
_INCLUDED = "（含）"
_SEVERAL = 2
_FIRST_PLAN = 1955  # the first five-year plan ran to 1957, the tenth to 2005
_TITLE = 16  # no head of a column is longer


class Planned(NamedTuple):
    """What a cell says is planned: ``≥90``, ``不高于35``, ``18左右``, ``[1200]``."""

    comparator: str
    value: int | float
    most: int | float | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table: which column names the indicator, which its unit, which plans for which year."""

    width: int
    name: int
    unit: int | None
    years: tuple[tuple[int, str | None], ...]  # None where the column says no year
    rates: frozenset[int] = frozenset()  # of these, the columns of rates: 年均增速（%）


def tabled(document: Document, scenes: Sequence[Scene], section: Section) -> Iterator[Target]:
    """The targets that stand in tables."""
    head: Head | None = None
    for scene in scenes:
        if scene.block.kind != blocks.TABLE:
            head = head if _names_rows(scene) else None
            continue
        cells = scene.text.split("\t")
        found = head_of(cells, scene, section)
        if found:
            head = found
        elif head and len(cells) == head.width:
            yield from _row(document, scene, cells, head, section)


def _names_rows(scene: Scene) -> bool:
    """Whether a line between the rows of a table names those below it: ``健康服务``, and not ``二、经费安排``."""
    return (
        not scene.block.label_end and len(scene.text) <= _TITLE and _WORDS.fullmatch(scene.text) is not None
    )


@dataclass(frozen=True, slots=True)
class Columns:
    """The head of a list of tasks: which column names the task, which its time, which how much of it, which what is asked."""

    width: int
    task: int
    due: int | None
    amount: int | None
    asked: tuple[int, ...]
    years: tuple[tuple[int, str], ...]  # what stands in these columns is for a year: 2024年建设内容


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list of tasks: where its task stands in the scene's text, and by when it is due."""

    scene: Scene
    start: int
    end: int
    deadline: str | None
    amount: tuple[int, int] | None = None  # where the column of amounts says how much
    asked: tuple[tuple[int, int], ...] = ()  # … and where other columns say what is asked
    recurrence: str | None = None  # how often it is due
    years: tuple[tuple[int, int, str], ...] = ()  # what stands here is for that year

    def holds(self, quantity: Quantity) -> bool:
        """Whether `quantity` stands in the task, or in what is asked of it."""
        start, end = quantity.start, quantity.end
        return any(first <= start and end <= last for first, last in ((self.start, self.end), *self.asked))

    def due(self, place: int) -> str | None:
        """By when it is done what stands at `place`: the row's own time, else the year of the column."""
        return self.deadline or next((year for start, end, year in self.years if start <= place < end), None)


def tasks(scenes: Sequence[Scene], section: Section) -> Iterator[Row]:
    """The rows under a head that names tasks: ``序号 | 工作任务 | 牵头单位 | 完成时限``."""
    head: Columns | None = None
    for scene in scenes:
        if scene.block.kind != blocks.TABLE:
            head = None
            continue
        cells = scene.text.split("\t")
        found = _task_head(cells, section) if _is_short(cells) else None
        if found and (found.years or not head_of(cells, scene, section)):
            head = found
        elif head and len(cells) == head.width and not _is_counted(cells, head, section):
            yield _task(scene, cells, head, section)


def _is_counted(cells: Sequence[str], head: Columns, section: Section) -> bool:
    """Whether a row says no more of its years than figures, as one of indicators does: ``造林面积 | 3.7``."""
    said = [cells[column] for column, _ in head.years if cells[column]]
    return bool(said) and all(planned(cell, section) for cell in said)


def _task_head(cells: Sequence[str], section: Section) -> Columns | None:
    if cells[0].isdigit():
        return None  # the row of a numbered task may name measures too
    past = section.words["column_past"]
    tasks = [
        i
        for i, cell in enumerate(cells)
        if holds(cell, section.words["task_column"]) and not holds(cell, past)
    ]
    due = [i for i, cell in enumerate(cells) if holds(cell, section.words["time_column"])]
    if not tasks and (due or any(holds(cell, section.words["who_column"]) for cell in cells)):
        tasks = [i for i, cell in enumerate(cells) if cell.endswith(section.words["task_named"])][:1]
    if not tasks:
        return None
    amounts = [i for i, cell in enumerate(cells) if cell.endswith(section.words["value_column"])]
    words = (*section.words["task_column"], *section.words["asked_column"])
    asked = tuple(i for i, cell in enumerate(cells) if i != tasks[-1] and cell.endswith(words))
    years = tuple((i, year) for i in (tasks[-1], *asked) if (year := year_of(cells[i], section)))
    return Columns(
        len(cells), tasks[-1], due[0] if due else None, amounts[0] if amounts else None, asked, years
    )


def _task(scene: Scene, cells: Sequence[str], head: Columns, section: Section) -> Row:
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
        tuple((starts[i], starts[i + 1] - 1) for i in head.asked if planned(cells[i], section) is None),
        times[0].recurrence if times and not times[0].deadline else None,
        tuple((starts[i], starts[i + 1], year) for i, year in head.years),
    )


def amounts(document: Document, scenes: Sequence[Scene], section: Section) -> Iterator[Target]:
    """The targets of a column of amounts beside the tasks: ``新建农村公厕 | 45座 | 2023年10月底前``."""
    for row in tasks(scenes, section):
        text = row.scene.text
        if row.end - row.start < _SEVERAL or text[row.start].isdigit():
            continue
        for cell in filter(None, (row.amount, *row.asked)):
            value = (
                _amount(text[slice(*cell)], section)
                if cell != row.amount
                else planned(text[slice(*cell)], section)
            )
            if value is None:
                continue
            span = row.scene.block.view.span(min(row.start, cell[0]), max(row.end, cell[1]))
            yield Target(
                row.scene.block.provision,
                text[row.start : row.end],
                value.comparator,
                value.value,
                value.most,
                value.unit,
                row.due(cell[0]),
                None,
                span.start,
                span.end,
                document.text[span.start : span.end],
                _RULE,
            )


def _amount(cell: str, section: Section) -> Planned | None:
    """What a cell asks that says no more than how much is done: ``改造35公里``, ``更新10台（套）以上``."""
    verb = ready(section, "make").opening(cell)
    return planned(cell[len(verb) :], section) if verb else None


def _said(cell: str, section: Section) -> tuple[str, Planned | None]:
    """What a cell plans that may say it in words: ``较“十二五”下降30%以上``, ``6人（含）以下``, ``“十三五”时期零发生``."""
    value = planned(cell, section)
    if value is not None or not cell:
        return "", value
    if section.patterns["zero"].search(cell):
        return "", Planned("=", 0, None, None)
    told = section.patterns["against_cell"].match(cell)
    change = told["change"] if told else ""
    return change, planned(cell[told.end() if told else 0 :].replace(_INCLUDED, ""), section)


def planned(cell: str, section: Section) -> Planned | None:
    """What a cell plans; None where it holds no number, or words that do not compare (``完成下达任务``)."""
    value = _VALUE.fullmatch(cell)
    if value is None:
        return None
    known, kinds = markers(section)
    lead, sign = value["lead"], _SIGNS[value["sign"]]
    while lead:
        word = known.opening(lead)
        if not word:
            return None
        sign = SIGNS.get(kinds[word], "~" if kinds[word] == "about" else sign)
        lead = lead[len(word) :]
    unit = value["unit"] + ((value["close"] or "") + value["behind"] if value["behind"] else "")
    after = ready(section, "after").ending(unit)
    if after:
        unit = unit[: len(unit) - len(after)]
        sign = compared(after, section)
    most = numerals.number(value["most"]) if value["most"] else None
    return Planned(sign, numerals.number(value["value"]), most, unit or None)


def _is_short(cells: Sequence[str]) -> bool:
    """Whether a row may be the head of a table."""
    return max([len(cell) for cell in cells]) <= _TITLE


def head_of(cells: Sequence[str], scene: Scene, section: Section) -> Head | None:
    """The head that `cells` are, if one of them names the indicators and another a year to come, or what is aimed at."""
    if not _is_short(cells) or cells[0].isdigit():
        return None
    names = [i for i, cell in enumerate(cells) if holds(cell, section.words["column_name"])]
    if not names:
        return None
    columns: Sequence[tuple[int, str | None]] = _years(cells, scene, section)
    if columns:
        rises = [i for i, cell in enumerate(cells) if _is_rise(cell, section)]
        columns = [*columns, *((i, columns[-1][1]) for i in rises)]
    else:
        aims = section.words["value_column"]
        columns = [(i, None) for i, cell in enumerate(cells) if cell.endswith(aims) and i != names[0]][:1]
    if not columns:
        return None
    units = [i for i, cell in enumerate(cells) if cell in section.words["column_unit"]]
    rates = frozenset(i for i, _ in columns if cells[i].endswith(section.words["rate_column"]))
    return Head(len(cells), names[0], units[0] if units else None, tuple(columns), rates)


def _is_rise(cell: str, section: Section) -> bool:
    """Whether a column says how much its figures rise until the last year: ``年均增速``, ``累计``."""
    words = section.words
    return (
        holds(cell, words["rise_column"])
        and not holds(cell, words["column_past"])
        and year_of(cell, section) is None
    )


def _years(cells: Sequence[str], scene: Scene, section: Section) -> list[tuple[int, str]]:
    """The columns of years to come; the first of several, some years before the next, is where one starts from."""
    past, base = section.words["column_past"], scene.frame.base
    told = [(i, year_of(cell, section), holds(cell, past)) for i, cell in enumerate(cells)]
    years = [(i, year) for i, year, gone in told if year and not gone and not (base and year < base)]
    if len(years) < _SEVERAL or any(gone for _, _, gone in told):
        return years
    (first, begin), (_, next_year) = years[:2]
    if (base and begin > base) or holds(cells[first], section.words["value_column"]):
        return years
    return years[1:] if int(next_year) - int(begin) >= _SEVERAL else years


def year_of(cell: str, section: Section) -> str | None:
    """The year that a column's head names: ``2025年目标``, ``“十四五”目标``."""
    found = _YEAR.search(cell)
    if found:
        return found[1]
    plan = section.patterns["plan_column"].search(cell)
    return str(_FIRST_PLAN + 5 * numerals.han(plan["plan"])) if plan else None


def _row(
    document: Document, scene: Scene, cells: Sequence[str], head: Head, section: Section
) -> Iterator[Target]:
    name = cells[head.name].rstrip(_MARKS)
    inside = _UNIT.search(name)
    unit = cells[head.unit] if head.unit is not None else inside[1] if inside else None
    name = _ORDINAL.sub("", name[: inside.start()] if inside else name)
    starts = [0]
    for cell in cells:
        starts.append(starts[-1] + len(cell) + 1)
    for column, year in head.years:
        change, value = _said(cells[column], section)
        if value and len(name) > 1:
            first, last = sorted((head.name, column))
            span = scene.block.view.span(starts[first], starts[last] + len(cells[last]))
            yield Target(
                scene.block.provision,
                name if name.endswith(change) else name + change,
                value.comparator,
                value.value,
                value.most,
                value.unit or (_RATE if column in head.rates and cells[column][0] not in _SUMMED else unit),
                year,
                None,
                span.start,
                span.end,
                document.text[span.start : span.end],
                _RULE,
            )
