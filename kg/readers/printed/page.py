"""What stands on a printed page: signs, rules and pictures, in points from its upper left corner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

_SLANT = 0.1  # of a base line that still counts as level
_THIN = 3.0  # points: a path no thicker is a stroke


class Glyph(NamedTuple):
    """One sign and the place of its foot: ``Glyph("牵", 90.0, 106.0, 140.2, 16.0)``."""

    text: str
    x0: float
    x1: float
    y: float  # of its base line
    size: float
    turn: int = 0  # quarter turns of its base line, clockwise; -1 for any other slope


class Rule(NamedTuple):
    """A straight stroke, level or upright."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True)
class Page:
    """One page as it is described; `pictures` counts its images."""

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictures: int = 0


def upright(page: Page) -> Page:
    """The page turned so that most of its text can be read, without the signs that then stand askew, as in a seal."""
    turns = Counter(glyph.turn for glyph in page.glyphs if glyph.turn >= 0)
    turn = min(turns, key=lambda one: (-turns[one], one), default=0)
    glyphs = [glyph for glyph in page.glyphs if glyph.turn == turn]
    if turn == 0:
        return replace(page, glyphs=glyphs)
    width, height = (page.height, page.width) if turn % 2 else (page.width, page.height)
    rules = [_turned_rule(rule, page, turn) for rule in page.rules]
    return Page(width, height, [_turned(one, page, turn) for one in glyphs], rules, page.pictures)


def _turned(glyph: Glyph, page: Page, turn: int) -> Glyph:
    x, y = _place(glyph.x0, glyph.y, page, turn)
    return glyph._replace(x0=x, x1=x + glyph.x1 - glyph.x0, y=y, turn=0)


def _turned_rule(rule: Rule, page: Page, turn: int) -> Rule:
    (x0, y0), (x1, y1) = (_place(rule.x0, rule.y0, page, turn), _place(rule.x1, rule.y1, page, turn))
    return Rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _place(x: float, y: float, page: Page, turn: int) -> tuple[float, float]:
    """A point on the page after it was turned back by `turn` quarters."""
    if turn == 1:
        return y, page.width - x
    if turn == 2:
        return page.width - x, page.height - y
    return page.height - y, x


def turn(a: float, b: float) -> int:
    """Quarter turns of a base line that goes `a` to the right and `b` down, clockwise; -1 for a slope."""
    if abs(b) <= _SLANT * abs(a):
        return 0 if a > 0 else 2
    if abs(a) <= _SLANT * abs(b):
        return 1 if b > 0 else 3
    return -1


def strokes(points: Sequence[tuple[float, float]], drawn: bool) -> list[Rule]:
    """The rules that a path makes: itself where it is thin, else its level and upright edges if they are `drawn`."""
    if len(points) < 2:
        return []
    xs, ys = [x for x, _ in points], [y for _, y in points]
    if min(max(xs) - min(xs), max(ys) - min(ys)) <= _THIN:
        return [_thin(min(xs), min(ys), max(xs), max(ys))]
    edges = pairwise(points) if drawn else ()
    straight = (one for one in edges if min(abs(one[0][0] - one[1][0]), abs(one[0][1] - one[1][1])) <= _THIN)
    return [_thin(min(a, c), min(b, d), max(a, c), max(b, d)) for (a, b), (c, d) in straight]


def _thin(x0: float, y0: float, x1: float, y1: float) -> Rule:
    """A stroke without breadth, along its middle."""
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    return Rule(x0, y, x1, y) if x1 - x0 >= y1 - y0 else Rule(x, y0, x, y1)


def middle(values: Sequence[float]) -> float:
    """The middle one of some values, 0 of none."""
    return sorted(values)[len(values) // 2] if values else 0.0
