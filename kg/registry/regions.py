"""Administrative divisions with their history: look-up by code, by name, and what a region is called in full.

Reads the rows of ontology/regions.csv.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from kg.errors import LexiconError
from kg.model import CORPS, NATION
from kg.registry.grammar import Grammar

NATIONAL, PROVINCE, CITY, COUNTY = "nation", "province", "city", "county"
_REMEMBERED = 4096  # answers of each kind: facts of the table, which are asked for at every name
_RENAMED = 9  # times that a region changed its name or code since 1980
MUNICIPALITIES = ("11", "12", "31", "50")


class Region(NamedTuple):
    """An administrative division in one period: 500110 was 万盛区 until 2011-10, then 綦江区."""

    code: str
    name: str
    parent: str | None  # code of the region above; None for 全国
    valid_from: str | None  # YYYY-MM
    valid_to: str | None  # first month in which it was no more
    succeeded_by: tuple[str, ...]  # ids of regions

    @property
    def id(self) -> str:
        """What its IRI ends with: ``500110-綦江区``."""
        return f"{self.code}-{self.name}"

    @property
    def level(self) -> str:
        """``nation``, ``province``, ``city`` (佛山市, 恩施土家族苗族自治州) or ``county`` (高明区, 神木市)."""
        if not self.code.endswith("00"):
            return COUNTY
        if self.code == NATION:
            return NATIONAL
        return PROVINCE if self.code.endswith("0000") or self.code == CORPS else CITY

    def in_force(self, date: str | None) -> bool:
        """Whether it was valid on a day (``2012-05-01``) or in a month; without a date, whether it is valid now."""
        if date is None:
            return self.valid_to is None
        return (self.valid_from or "") <= date[:7] and (self.valid_to is None or date[:7] < self.valid_to)


class Regions:
    """All regions of all periods, with the indexes that finding them needs."""

    def __init__(
        self, rows: Iterable[Region], grammar: Grammar, areas: dict[str, str], officials: dict[str, str]
    ) -> None:
        self.rows = tuple(rows)
        self.areas = areas  # functional areas without a code of their own → containing region
        self._officials = officials
        self._official_names = tuple(officials)
        self._grammar = grammar
        self._by_code: dict[str, list[Region]] = defaultdict(list)
        for row in self.rows:
            self._by_code[row.code].append(row)

    def __iter__(self) -> Iterator[Region]:
        return iter(self.rows)

    @lru_cache(_REMEMBERED)  # noqa: B019 (the table lives as long as the process)
    def region(self, code: str | None, on: str | None = None) -> Region | None:
        """The region that had `code` on a date; without one, or where no row covers it, the latest."""
        rows = self._by_code.get(code or "")
        if not rows:
            return None
        return next((row for row in rows if on and row.in_force(on)), rows[-1])

    @cached_property
    def by_name(self) -> dict[str, list[Region]]:
        """Every full name → the regions that have or had it: 普陀区 → 310107, 330903; 黔南州 and 威宁县 as they are said."""
        index: dict[str, list[Region]] = defaultdict(list)
        for row in self.rows:
            index[row.name].append(row)
            for said in self._grammar.said(row.name):
                index[said].append(row)
        return dict(index)

    @cached_property
    def lengths(self) -> dict[str, tuple[int, ...]]:
        """How long the full names are that begin with two characters, longest first: 普陀 → 3."""
        return by_head(self.by_name)

    @cached_property
    def _area_lengths(self) -> dict[str, tuple[int, ...]]:
        return by_head(self.areas)

    @cached_property
    def stem_lengths(self) -> dict[str, tuple[int, ...]]:
        """How long the short names are that begin with two characters, longest first: 呼伦 → 4."""
        return by_head(self.by_stem)

    @cached_property
    def by_stem(self) -> dict[str, list[Region]]:
        """Names without 省, 市, 区, 县 … where two characters or more are left: 高明, 恩施, 内蒙古."""
        index: dict[str, list[Region]] = defaultdict(list)
        for row in self.rows:
            stem = self._grammar.stem(row.name)
            if stem != row.name:
                index[stem].append(row)
        return dict(index)

    def named(self, name: str, within: str | None = None, on: str | None = None) -> tuple[Region, ...]:
        """Regions called `name` (高明区, or 高明) inside the region `within`: those in force first, full names first."""
        known = name in self.by_name or name in self.by_stem or name in self.areas
        return self._named(name, within, on) if known else ()

    @lru_cache(_REMEMBERED)  # noqa: B019 (the table lives as long as the process)
    def _named(self, name: str, within: str | None, on: str | None) -> tuple[Region, ...]:
        found = self.by_name.get(name) or self.by_stem.get(name) or []
        if name in self.areas:
            found = [*found, *filter(None, [self.region(self.areas[name], on)])]
        inside = [row for row in found if within is None or is_within(row.code, within)]
        valid = [row for row in inside if row.in_force(on)] or inside
        return tuple(sorted(valid, key=lambda row: (row.valid_to or "9999", row.code), reverse=True)[:24])

    def today(self, region: Region) -> Region | None:
        """What a region of the past is now: 寿光县 → 寿光市, 370783; None where it was parted.

        Where the table does not say what came after, the only one of its name in the province: 上饶地区 → 上饶市.
        """
        for _ in range(_RENAMED):
            if region.valid_to is None:
                return region
            after = [self.region(one.partition("-")[0], region.valid_to) for one in region.succeeded_by[:2]]
            if len(after) != 1 or after[0] is None:
                break
            region = after[0]
        named = [row for row in self.by_stem.get(self.stem(region), ()) if row.valid_to is None]
        near = [row for row in named if row.code[:2] == region.code[:2] and row.level == region.level]
        return near[0] if len(near) == 1 and not region.succeeded_by else None

    @lru_cache(_REMEMBERED)  # noqa: B019 (the table lives as long as the process)
    def above(self, region: Region, on: str | None = None) -> tuple[Region, ...]:
        """The region itself and those above it, without the nation: 高明区, 佛山市, 广东省."""
        chain = [region]
        while (up := self.region(chain[-1].parent, on)) and up.code not in (NATION, chain[-1].code):
            chain.append(up)
        return tuple(chain)

    @lru_cache(_REMEMBERED)  # noqa: B019 (the table lives as long as the process)
    def full_name(self, region: Region, on: str | None = None) -> str:
        """What stands in front of its bodies' names: 佛山市高明区, 重庆市云阳县, but 安吉县, 神木市, 恩施土家族苗族自治州."""
        if region.code == NATION:
            return ""
        above = self.above(region, on)
        if region.level == COUNTY and len(above) > 1 and self._needs_parent(region):
            return above[1].name + region.name
        return region.name

    def _needs_parent(self, region: Region) -> bool:
        return region.code[:2] in MUNICIPALITIES or self._grammar.is_district(region.name)

    @lru_cache(_REMEMBERED)  # noqa: B019 (the table lives as long as the process)
    def named_in(self, code: str | None, on: str | None) -> tuple[str, str, str] | None:
        """Level, full name and short name of the region that had `code` on a date: county, 佛山市高明区, 高明."""
        row = self.region(code, on)
        return (row.level, self.full_name(row, on), self.stem(row)) if row else None

    @lru_cache(_REMEMBERED)  # noqa: B019 (the table lives as long as the process)
    def stem(self, region: Region) -> str:
        """Its short name: 高明, 上海, 恩施, 内蒙古."""
        return self._grammar.stem(region.name)

    def official(self, text: str) -> str | None:
        """A name with the official name of the area at its head, where it has a longer one: 临港新片区管理委员会."""
        if not text.startswith(self._official_names):
            return None
        hit = next(name for name in self._officials if text.startswith(name))
        return self._officials[hit] + text[len(hit) :]

    def area_at(self, text: str) -> str:
        """The development zone or new area named at the head of `text`, or nothing: 苏州工业园区管委会 → 苏州工业园区."""
        for length in self._area_lengths.get(text[:2], ()):
            if text[:length] in self.areas:
                return text[:length]
        return ""

    def whole_area(self, name: str) -> str:
        """The name of a division of the corps with that of its city: 第八师 → 第八师石河子市."""
        return next((area for area in self.areas if area.startswith(name) and area != name), name)

    def of_area(self, text: str) -> Region | None:
        """The region that contains the area named at the head of `text`: 苏州工业园区 → 苏州市."""
        area = self.area_at(text)
        return self.region(self.areas[area]) if area else None


def by_head(names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """The lengths of names by their first two characters, longest first."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for name in names:
        lengths[name[:2]].add(len(name))
    return {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()}


def is_within(code: str, above: str) -> bool:
    """Whether `code` is `above` or lies in it: 440608 lies in 440600, 440000 and 000000."""
    return code.startswith(above.rstrip("0")) if not above.endswith("00") else code.startswith(_prefix(above))


def _prefix(code: str) -> str:
    if code == NATION:
        return ""
    return code[:2] if code.endswith("0000") else code[:4]


def read(path: Path, areas: Path, grammar: Grammar) -> Regions:
    """The regions of a CSV file, and the functional areas of another."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        next(lines)
        try:
            rows = [
                Region(c, n, up or None, a or None, b or None, tuple(s.split()))
                for c, n, up, a, b, s in lines
            ]
        except ValueError as error:
            raise LexiconError(path.name, f"line {lines.line_num}", str(error)) from error
    with areas.open(encoding="utf-8", newline="") as file:
        places = list(csv.DictReader(file))
    officials = {row["name"]: row["official"] for row in places if row["official"]}
    return Regions(rows, grammar, {row["name"]: row["within"] for row in places}, officials)
