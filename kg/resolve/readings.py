"""What a mention of an agency is read as: whose and what it names, who that is, and what of it holds for its list."""

from __future__ import annotations

from typing import NamedTuple

from kg.registry import Region


class Named(NamedTuple):
    """Who a mention is: full name, region code, function."""

    name: str
    region: str | None
    function: str


class Reading(NamedTuple):
    """A mention cut into whose and what: 市 + 公安局高明分局 → (佛山市, "公安局高明分局")."""

    region: Region | None  # None: not said
    rest: str
    national: bool = False
    area: str = ""  # the zone or new area of the region whose body it is: 苏州工业园区
    shared: bool = False  # the region holds for what a list names next: 市卫健委、财政局


class Written(NamedTuple):
    """What a name as written shows by itself; asked for once a document, however often the name stands in it."""

    text: str  # folded, without numbers of pages
    whole: bool  # ends as names of bodies do: nothing that a list says once is missing
    authority: bool  # …部门
    head: str  # 各级
    founded: bool  # ends as what somebody founds: 评价委员会


class Answer(NamedTuple):
    """Who a name is, as far as this does not hang on where it stands."""

    reading: Reading
    named: Named | None  # None: what was said before it decides
    later: bool  # a fuller name said before would be meant, or of a place the body that its list says later
    head: str  # 各级, for the next in a list
    leads: Reading | None  # what holds for the next in a list: 市, of 市卫健委
