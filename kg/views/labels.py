"""Which names in a picture can be read from afar: those that matter most, where they cover no other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from unicodedata import east_asian_width

_GAP = 3.0  # units between a node and its name, as the engine draws it
_LINE = 1.25  # height of a line in sizes of its font
_WIDE = frozenset("WFA")  # as wide as high; others are half as wide


class Name(NamedTuple):
    """A name of `font` units to be written at a node of radius `size`: 重庆市綦江区医疗保障局."""

    id: str
    text: str
    x: float
    y: float
    size: float
    font: float


class Box(NamedTuple):
    """Where a name would stand; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float


def placed(names: Iterable[Name]) -> dict[str, float]:
    """How far each name that has room is moved from its place below the node, 0 or up above it; the first come first."""
    taken: list[Box] = []
    moves: dict[str, float] = {}
    for name in names:
        up = -(2 * (name.size + _GAP) + _LINE * name.font)
        for move in (0.0, up):
            box = _box(name, move)
            if not any(_meet(box, other) for other in taken):
                taken.append(box)
                moves[name.id] = round(move, 1)
                break
    return moves


def _box(name: Name, move: float) -> Box:
    wide = name.font * sum(1.0 if east_asian_width(sign) in _WIDE else 0.55 for sign in name.text)
    top = name.y + name.size + _GAP + move
    return Box(name.x - wide / 2, top, name.x + wide / 2, top + _LINE * name.font)


def _meet(one: Box, other: Box) -> bool:
    return (
        one.left < other.right
        and other.left < one.right
        and one.top < other.bottom
        and other.top < one.bottom
    )
