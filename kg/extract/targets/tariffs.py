"""Tables of rates, caps and standards that name no year: ``名称 | 最高支付限额（元）`` over ``起搏器 | 25000``.

Reads the rows of a document's tables in order with the heads of `tariff_heads`; yields a target for each value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from kg import blocks
from kg.extract.targets.tariff_heads import (
    Column,
    Head,
    Paid,
    Row,
    counted,
    ends,
    head_of,
    is_rate,
    other,
    paid,
    tells,
)
from kg.grammar import times
from kg.grammar.scene import Scene
from kg.lexicon import Section, holds
from kg.model import Document, Target

_RULE = "target-tariff"
_HEADS, _LOOK = 3, 6  # rows that a head may take; … that are looked at for one
_LABEL = 60  # characters of what a row is of
_CODE = re.compile(r"[A-Za-z]{1,6}[\d.\-—]{1,24}[A-Za-z]?|[\d.\-—]{1,24}|[一二三四五六七八九十]{1,3}")
_MARK = re.compile(r"[*★☆▲△①②③④⑤#\s]+$|^（?\d{1,3}[）.、]\s*(?!\d)|^[一二三四五六七八九十]{1,3}、")


def tariffs(document: Document, scenes: Sequence[Scene], section: Section) -> Iterator[Target]:
    """The targets of tables of rates."""
    for kind, group in groupby(scenes, lambda scene: scene.block.kind):
        if kind == blocks.TABLE:
            rows = [Row(scene, tuple(scene.text.split("\t"))) for scene in group if not scene.review]
            yield from _table(document, rows, section)


def _table(document: Document, rows: Sequence[Row], section: Section) -> Iterator[Target]:
    """The values of the rows behind a head, until another table begins in the same run of rows."""
    head: Head | None = None
    place, above = 0, tuple[str, ...]()
    while place < len(rows):
        row = rows[place]
        if head and ends(head, row.cells, section):
            head = None
        found = head_of([row.cells for row in rows[place : place + _HEADS]], row.scene, section)
        if found is None and place == 0:
            found = other(document, rows[:_LOOK], section)
        if found:
            head, above = None if tells(document, row, found, section) else found, ()
            place += found.rows
            continue
        place += 1
        label = _label(row.cells, head, above) if head else ()
        if head and label:
            above = label
            yield from _values(document, row, label, head, section)


def _label(cells: Sequence[str], head: Head, above: Sequence[str]) -> tuple[str, ...]:
    """What a row is of, cell by cell; one that reaches down from the row above is taken from there."""
    label: list[str] = []
    as_above = bool(above)
    for place in head.names:
        cell = cells[place] if place < len(cells) else ""
        as_above = as_above and not cell
        label.append(above[len(label)] if as_above else cell)
    return () if as_above else tuple(label) if any(label) else ()


def _values(
    document: Document, row: Row, label: Sequence[str], head: Head, section: Section
) -> Iterator[Target]:
    cells, scene = row.cells, row.scene
    own = [place for place in head.names if place < len(cells) and cells[place]]
    told = next(one for one in label if one)
    if not own or len("".join(label)) > _LABEL or holds(told, section.words["tariff_total"]):
        return
    if head.turned and not is_rate(told, section):
        return
    name = _name(label, head)
    starts = [0]
    for cell in cells:
        starts.append(starts[-1] + len(cell) + 1)
    whom = cells[head.unit] if head.unit is not None and head.unit < len(cells) else ""
    for column in head.columns:
        value = paid(cells[column.place], section) if column.place < len(cells) else None
        if value is None or len(name) < 2 or _moved(value, cells[column.place], column.unit, section):
            continue
        first, last = sorted((own[-1], column.place))
        span = scene.block.view.span(starts[first], starts[last] + len(cells[last]))
        measure, unit = _measured(name, column, head, section)
        yield Target(
            scene.block.provision,
            measure,
            _sign(value, column.full + (told if head.turned else ""), section),
            value.value,
            value.most,
            _unit(value, unit, whom, section),
            None,
            times.rhythm(value.often) if value.often else None,
            span.start,
            span.end,
            document.text[span.start : span.end],
            _RULE,
        )


def _moved(value: Paid, cell: str, unit: str | None, section: Section) -> bool:
    """Whether a cell says by how much a sum in money moves: ``上浮20%`` under 收费标准（元）."""
    share = (value.unit or "") in section.words["rate_sign"] and (unit or "").endswith(section.words["money"])
    return share or cell.startswith(section.words["moved"])


def _sign(value: Paid, told: str, section: Section) -> str:
    """Caps and floors by the name of what is set: 最高支付限额, 最低限价."""
    if value.comparator != "=":
        return value.comparator
    if holds(told, section.words["tariff_floor"]):
        return ">="
    return "<=" if holds(told, section.words["tariff_cap"]) else "="


def _name(label: Sequence[str], head: Head) -> str:
    """What a row is of: its cells without codes; a figure with what it counts: ``缴费档次（元）`` over ``200`` → 缴费档次200元."""
    parts: list[str] = []
    for one, title in zip(label, head.titles, strict=True):
        title, unit = counted(title)
        if not _CODE.fullmatch(one):
            parts.append(_MARK.sub("", one))
        elif unit and one[0].isdecimal():
            parts.append(f"{title}{one}{unit}")
    return "".join(parts)


def _measured(name: str, column: Column, head: Head, section: Section) -> tuple[str, str | None]:
    """The name of a value and in what it counts: of its row, then of its column; where rows name the rates, the other way round."""
    if head.turned:
        rate, unit = counted(name)
        return column.own + _short(rate, section), unit or column.unit
    over, own = column.above, column.own
    if over and not is_rate(own, section):
        over, own = own, over  # 价格 over 三级
    return name + over + _short(own, section), column.unit


def _short(rate: str, section: Section) -> str:
    """Without what its sign says: ``最高支付限额`` → 支付限额."""
    most = next(filter(rate.startswith, section.words["tariff_most"]), "")
    return rate.removeprefix(most)


def _unit(value: Paid, unit: str | None, per: str, section: Section) -> str | None:
    """In what a value counts: ``元`` for each ``次`` is 元/次."""
    found, per = value.unit or unit, value.whom or per
    money = section.words["money"]
    return f"{found}/{per}" if found and per and found.endswith(money) and not per.endswith(money) else found
