"""The heads of tables of rates: ``参保对象 | 三级医疗机构 | 二级医疗机构`` over ``支付比例 | 个人负担比例 | 支付比例 | …``.

Reads the first rows of a table; says which columns name, which hold values of what. What is set may also be named by the
rows (``起付标准 | 200 | 500``) or by the title above (``住院报销比例``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.extract.targets import tables
from kg.extract.targets.tables import planned
from kg.grammar.scene import Scene
from kg.lexicon import Section, holds
from kg.model import Document

_TITLE = 24  # characters of the head of a column
_ABOVE = 120  # … in front of a table in which its title stands
_CELL = 24  # … of a value
_SPREAD = re.compile(r"(?<=\d)%(?=[—\-~至])")  # 60%—70%
_UNIT = re.compile(r"（(?:[^（）：]{2,4}：)?(?P<unit>[^（）\d：]{1,10}|%|‰)）")
_STOP = "。"
_WHITE = re.compile(r"\s+")
_YEAR = re.compile(r"\d{4}年")
_RUNNING = re.compile(r"[，。；\s\d]")  # what no title of a table of rates has


class Column(NamedTuple):
    """A column of values: where it stands, the head over several and its own, and in what it counts."""

    place: int
    above: str
    own: str
    unit: str | None

    @property
    def full(self) -> str:
        """All that is said of it."""
        return self.above + self.own


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table: how many rows it takes, the columns of names with their titles, of units and of values."""

    rows: int
    names: tuple[int, ...]
    titles: tuple[str, ...]
    unit: int | None
    columns: tuple[Column, ...]
    turned: bool = False  # the rows name what is set
    first: str = ""  # its first cell


class Row(NamedTuple):
    """A row of a table with its cells."""

    scene: Scene
    cells: tuple[str, ...]


class Paid(NamedTuple):
    """What a cell sets, for whom and how often: ``每人每月500元``."""

    comparator: str
    value: int | float
    most: int | float | None
    unit: str | None
    whom: str
    often: str


def paid(cell: str, section: Section) -> Paid | None:
    """What a cell sets; None where it holds no number, or says more."""
    if not cell or len(cell) > _CELL:
        return None
    whom = often = ""
    cell = _SPREAD.sub("", _WHITE.sub("", cell))
    if head := section.patterns["per_head"].match(cell):
        cell, whom, often = cell[head.end() :], head["whom"], head["often"] or head["rhythm"] or ""
    cell = cell.removeprefix(next(filter(cell.startswith, section.words["awarding"]), ""))
    value = planned(cell, section)
    return Paid(*value, whom, often) if value else None


def counted(cell: str) -> tuple[str, str | None]:
    """The head of a column and in what it counts: ``补助标准（元/人）`` → 补助标准, 元/人."""
    cell = _WHITE.sub("", cell)
    unit = _UNIT.search(cell)
    return (cell[: unit.start()] + cell[unit.end() :], unit["unit"]) if unit else (cell, None)


def is_rate(cell: str, section: Section) -> bool:
    """Whether the head of a column names a rate: ``最高支付限额（元）``."""
    name, unit = counted(cell)
    known = name.endswith(section.words["tariff"])
    return known or (unit is not None and name.endswith(section.words["tariff_counted"]))


def head_of(rows: Sequence[tuple[str, ...]], scene: Scene, section: Section) -> Head | None:
    """The head that the first of `rows` are: no figure stands in it, and one of its cells names a rate."""
    first = rows[0]
    if not _plain(first, section) or tables.head_of(first, scene, section):
        return None
    depth = 1
    while depth < len(rows) - 1 and _goes_on(rows[depth], first, section):
        depth += 1
    return _columns(first, rows[depth - 1] if depth > 1 else (), depth, section)


def ends(head: Head, cells: Sequence[str], section: Section) -> bool:
    """Whether a row without values begins another table: it repeats the first title, or heads a column that counts."""
    if not _plain(cells, section):
        return False
    again = cells[0] != "" and cells[0] in (*head.titles, head.first)
    values = [cells[column.place] for column in head.columns if column.place < len(cells)]
    return again or any(counted(cell)[1] for cell in values)


def tells(document: Document, row: Row, head: Head, section: Section) -> bool:
    """Whether a table tells what was paid or seen, by its title or by whom it names: 补助发放公示, 姓名 | 补助标准."""
    title, _ = _title(document, row, section)
    return holds(title + "".join(head.titles), section.words["tariff_told"])


def other(document: Document, rows: Sequence[Row], section: Section) -> Head | None:
    """A head that names no rate, where the title above does, or what its rows are of: ``项目 | 一级医院``."""
    scene, first = rows[0]
    if len(rows) < 2 or not _plain(first, section) or tables.head_of(first, scene, section):
        return None
    below = rows[1].cells
    places = [at for at, cell in enumerate(below) if paid(cell, section) and at < len(first) and first[at]]
    names = tuple([at for at in range(places[0]) if not _is_aside(first[at], section)]) if places else ()
    if not names:
        return None
    titles = tuple([first[at] for at in names])
    measure, unit = _title(document, rows[0], section)
    heads = [(at, *counted(first[at])) for at in places]
    if is_rate(below[names[-1]], section):
        columns = [Column(at, "", own, own_unit or unit) for at, own, own_unit in heads]
        return Head(1, names[-1:], titles[-1:], None, tuple(columns), turned=True)
    if not measure.endswith(section.words["tariff"]) or _RUNNING.search(measure):
        return None
    columns = [Column(at, measure, own, own_unit or unit) for at, own, own_unit in heads]
    return Head(1, names, titles, None, tuple(columns))


def _title(document: Document, row: Row, section: Section) -> tuple[str, str | None]:
    """What the title above a table names, and in what it counts: ``住院报销比例表`` / ``单位：%``."""
    start = row.scene.block.view.span(0, 1).start
    above = document.text[max(0, start - _ABOVE) : start].replace(":", "：").split("\n")
    lines = [line.strip() for line in above if line.strip()]
    unit = section.patterns["unit_given"].search(lines[-1]) if lines else None
    if unit:
        lines[-1] = lines[-1][: unit.start()].strip()
    title = next(filter(None, reversed(lines)), "").removesuffix(section.words["table"][0])
    return section.patterns["titled_place"].sub("", title), unit["unit"] if unit else None


def _plain(cells: Sequence[str], section: Section) -> bool:
    """Whether a row may be of a head: several short cells, none with a value."""
    if len([cell for cell in cells if cell]) < 2:
        return False
    return all(len(cell) <= _TITLE and planned(cell, section) is None and _STOP not in cell for cell in cells)


def _goes_on(cells: Sequence[str], first: Sequence[str], section: Section) -> bool:
    """Whether a second row of a head follows: nothing new in front, and heads of columns behind."""
    return cells[0] in ("", first[0]) and _plain(cells, section)


def _columns(first: Sequence[str], lower: Sequence[str], depth: int, section: Section) -> Head | None:
    """The columns of a head of one or two rows; a cell of the first that is empty belongs to the one beside it."""
    words = section.words
    values: list[Column] = []
    names: list[int] = []
    unit, spread = None, ""
    for place, cell in enumerate(first):
        spread = cell or spread
        below = lower[place] if place < len(lower) and lower[place] != spread else ""
        above = spread if below or not (cell or values) else cell
        told = above + below
        if told in words["tariff_unit"]:
            unit = place
        elif is_rate(below or above, section) or (below and is_rate(above, section)):
            if not holds(told, words["tariff_past"]) and not _YEAR.match(below or above):
                over, over_unit = counted(above if below else "")
                own, own_unit = counted(below or above)
                values.append(Column(place, over, own, own_unit or over_unit))
        elif told and not values and not _is_aside(told, section):
            names.append(place)
    if not values or not names:
        return None
    named = [place for place in names if first[place].endswith(words["tariff_name"])][-1:] or names
    titles = tuple([first[at] for at in named])
    return Head(depth, tuple(named), titles, unit, tuple(values), first=first[0])


def _is_aside(cell: str, section: Section) -> bool:
    return not cell or holds(cell, section.words["tariff_aside"])
