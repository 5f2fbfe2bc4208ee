"""To which columns of a table the lines of a row belong, told by what each of them says.

``责任领导 | 责任科室 | 完成时限`` over ``张某某`` / ``李某`` / ``办公室牵头，各科室`` / ``持续推进``: the lines go on from column to
column; what each costs in each column is weighed, so that cells of several lines, and cells that are missing, are found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from kg.lexicon import Section

SERIAL, TEXT, KIND, BODY, PERSON, TIME, FIGURE, NOTE, UNIT = "ntcbpdfru"
LONG, SHORT, NONE, BODIES, MEASURE = "L", "T", "-", "B", "U"  # kinds of lines, beside P, D, F
OUTSIDE, SECTION = -1, -2  # places of lines that stand in no column
SURE = frozenset((BODY, PERSON, TIME))

_HEAD = 16  # characters of the head of a column
_LONG = 18  # characters of a line that is more than a name
_WIDE = 220  # characters of a list of bodies
_TIME, _BRIEF = 40, 8  # characters of a cell of times; of one that needs no other sign of it
_FIGURE = re.compile(r"[≥≤〉〈约]?\d[\d，,.—\-~]{0,15}[^\d，。；]{0,6}")
_ENDED = "。；！"
_GOES_ON = "，、；和及与（"
_SIGNS = re.compile("[，。；：！]")
_JOINTS = re.compile(r"[、，；。]|\s+")
_BRACKET = re.compile(r"（[^（）]*）")
_AWAY = 0.5  # what a line costs that stands behind the table
_ROW = 0.2  # what a new row costs
_NEVER = 1e9
_HEADED = 0.3  # what a line costs that heads a part of the table

# What a line of each kind costs in a column of each kind.
_COSTS: dict[str, dict[str, float]] = {
    SERIAL: {LONG: 9, NONE: 4, SHORT: 4, "B": 5, "P": 5, "D": 5, "F": 2},
    TEXT: {LONG: 0, NONE: 0.6, SHORT: 0, "B": 0.7, "P": 0.8, "D": 1.2, "F": 0.8},
    KIND: {LONG: 1.2, NONE: 0.5, SHORT: 0, "B": 0.5, "P": 0.4, "D": 1.5, "F": 1.2},
    BODY: {LONG: 3, NONE: 0, SHORT: 1, "B": 0, "P": 1.5, "D": 2.5, "F": 2.5},
    PERSON: {LONG: 3, NONE: 0, SHORT: 1.2, "B": 1.3, "P": 0, "D": 2.5, "F": 2.5},
    TIME: {LONG: 1.8, NONE: 0, SHORT: 1, "B": 2, "P": 2, "D": 0, "F": 1.2},
    FIGURE: {LONG: 1.8, NONE: 0, SHORT: 0.7, "B": 2, "P": 2, "D": 0.9, "F": 0},
    NOTE: {LONG: 0.6, NONE: 0, SHORT: 0.4, "B": 0.9, "P": 0.9, "D": 0.8, "F": 0.5},
    UNIT: {LONG: 4, NONE: 0, SHORT: 1.5, "B": 2.5, "P": 2, "D": 1.5, "F": 2.5, MEASURE: 0},
}
for _of in (SERIAL, TEXT, KIND, BODY, PERSON, TIME, FIGURE, NOTE):
    _COSTS[_of][MEASURE] = _COSTS[_of][SHORT]
# What a column costs that is left empty, and what one more line in it costs.
_EMPTY = {
    SERIAL: 0.0,
    TEXT: 0.65,
    KIND: 0.3,
    BODY: 0.9,
    PERSON: 0.6,
    TIME: 0.7,
    FIGURE: 0.5,
    NOTE: 0.1,
    UNIT: 0.7,
}
_AGAIN = 0.8  # … one of a kind that a column in front of it is of already
_MORE = {
    SERIAL: 9.0,
    TEXT: 0.1,
    KIND: 0.3,
    BODY: 0.05,
    PERSON: 0.05,
    TIME: 0.3,
    FIGURE: 0.9,
    NOTE: 0.2,
    UNIT: 0.9,
}


class Fit(NamedTuple):
    """Where each line stands, whether a row begins with it, and what all of it costs."""

    places: tuple[int, ...]
    begins: tuple[bool, ...]
    cost: float


def column(text: str, words: Section) -> str:
    """The kind of column that a line is the head of, ``""`` for none: ``责任单位`` → b, ``完成时限`` → d."""
    patterns = words.patterns
    if len(text) <= _HEAD and patterns["rated"].fullmatch(text):
        return FIGURE
    text = _BRACKET.sub("", text) or text
    if len(text) > _HEAD:
        return ""
    names = ("serial", "body", "person", "time", "note", "kind", "figure", "text")
    found = next((name for name in names if patterns[name].fullmatch(text)), "")
    return _LETTERS.get(found, "")


_LETTERS = {
    "serial": SERIAL,
    "body": BODY,
    "person": PERSON,
    "time": TIME,
    "note": NOTE,
    "kind": KIND,
    "figure": FIGURE,
    "text": TEXT,
}


def kind(text: str, words: Section) -> str:
    """What a line says by itself: ``张某某、李某`` → P, ``市教育局牵头`` → B, ``持续推进`` → D."""
    bare = "".join(text.split())
    patterns = words.patterns
    brief = len(bare) <= _TIME and "。" not in bare[:-1]
    ended = len(bare) <= _BRIEF or bool(brief and patterns["time_end"].search(bare))
    if ended and patterns["cell_time"].fullmatch(bare):
        return "D"
    if len(bare) <= _BRIEF and patterns["cell_none"].fullmatch(bare):
        return NONE
    if len(bare) <= _HEAD and patterns["cell_unit"].fullmatch(bare):
        return MEASURE  # 万人次 is nobody
    if len(bare) <= _TIME and (
        patterns["cell_person"].fullmatch(bare) or patterns["cell_post"].fullmatch(bare)
    ):
        return "P"
    if len(bare) <= _WIDE and _is_bodies(text, words):
        return BODIES
    if _FIGURE.fullmatch(bare):
        return "F"
    return LONG if len(bare) > _LONG or _SIGNS.search(bare) else SHORT


def _is_bodies(text: str, words: Section) -> bool:
    """Whether most of the names of a list are those of bodies."""
    parts = [part for part in _JOINTS.split(_BRACKET.sub("", text)) if part]
    if not parts or len(parts[0]) > 2 * _LONG:
        return False
    match = words.patterns["cell_body"].fullmatch
    return 5 * sum(bool(match(part)) for part in parts) >= 3 * len(parts)


def fitted(texts: Sequence[str], columns: str, words: Section, wraps: bool, ends: bool) -> Fit:
    """The places of lines in columns: in one row, or in as many as there are where it `wraps`.

    Where the table `ends` somewhere, lines may stand behind it.
    """
    weigher = _Weigher(columns, wraps, ends)
    for text in texts:
        weigher.read(text, kind(text, words), wraps and bool(words.patterns["section"].match(text)))
    return weigher.fit()


class _Weigher:
    """The cheapest way through columns, line by line; behind them one state for headings of parts, one for what is outside."""

    def __init__(self, columns: str, wraps: bool, ends: bool) -> None:
        self.columns = columns
        self.wraps = wraps
        self.ends = ends
        self.size = size = len(columns)
        empty = [_EMPTY[one] * (_AGAIN if one in columns[:at] else 1) for at, one in enumerate(columns)]
        self.front = list(accumulate(empty, initial=0.0))  # all in front are empty
        self.rest = [*[self.front[-1] - self.front[i + 1] for i in range(size)], 0.0, 0.0]  # all behind are
        self.best = [_NEVER] * size + [0.0, _NEVER]  # as if a heading stood in front
        self.paths: list[list[tuple[int, bool]]] = []
        self.last = ("", "")  # the line before and its kind

    def read(self, text: str, what: str, heads: bool) -> None:
        """Weigh where one more line stands."""
        size, best, first = self.size, self.best, not self.paths
        fresh, source = min((best[i] + self.rest[i], i) for i in range(size + 1))
        now: list[float] = []
        path: list[tuple[int, bool]] = []
        for state in range(size):
            ways = (
                [(fresh + self.front[state] + (0.0 if first else _ROW), source, True)]
                if first or self.wraps
                else []
            )
            if not first:
                ways += [(best[i] + self._onward(i, state), i, False) for i in range(state + 1)]
                ways[-1] = (best[state] + self._more(self.columns[state], text, what), state, False)
            cost, before, begins = min(ways)
            now.append(cost + _COSTS[self.columns[state]][what])
            path.append((before, begins))
        away = min((fresh, source), (best[-1], size + 1))
        now += [fresh + _HEADED if heads else _NEVER, away[0] + _AWAY if self.ends else _NEVER]
        self.paths.append([*path, (source, True), (away[1], False)])
        self.best, self.last = now, (text, what)

    def _onward(self, before: int, state: int) -> float:
        """What it costs to go on from one column to another, past those that are empty."""
        text, what = self.last
        broken = text[-1:] in _GOES_ON or (
            what == LONG and text[-1:] not in _ENDED and self.columns[before] == self.columns[state] == TEXT
        )
        return self.front[state] - self.front[before + 1] + (0.3 if broken else 0.0)

    def _more(self, column: str, text: str, what: str) -> float:
        """What one more line costs in a column."""
        before, kind_before = self.last
        if before[-1:] in _GOES_ON:
            return 0.02
        if column == TEXT and before[-1:] in _ENDED:
            return 0.35
        if column == TEXT and kind_before == SHORT and what == LONG:
            return 0.6  # a name and what is said under it
        return _MORE[column]

    def fit(self) -> Fit:
        """The cheapest way."""
        cost, state = min((self.best[i] + self.rest[i], i) for i in range(self.size + 2))
        places: list[int] = []
        begins: list[bool] = []
        for path in reversed(self.paths):
            places.append({self.size: SECTION, self.size + 1: OUTSIDE}.get(state, state))
            state, begun = path[state]
            begins.append(begun)
        return Fit(tuple(reversed(places)), tuple(reversed(begins)), cost)
