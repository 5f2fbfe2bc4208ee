"""Names in title marks: nested, mixed, unbalanced and cut ones.

Reads folded text, in which `<` and `‹` are 〈 already; yields every name with the name that it stands inside.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

_MARK = re.compile(r"[《〈「》〉」。；\t]")
_BRACKETS = re.compile(r"[《〈「》〉」]")
_CLOSES = {"》": "《", "〉": "〈", "」": "「"}
_LONGEST = 200  # characters of a title; the longest of the State Council's has some 120
_DEEPEST = 3
_PLAIN = re.compile(rf"《[^《〈「》〉」。；\t]{{0,{_LONGEST - 1}}}》")


class Name(NamedTuple):
    """A bracketed name: ``text[start:end]`` with its brackets; `outer` is the start of the name it stands inside."""

    start: int
    end: int
    outer: int | None = None
    cut: bool = False  # its closing bracket is missing

    def inner(self) -> tuple[int, int]:
        """The span without the brackets."""
        return self.start + 1, self.end if self.cut else self.end - 1


def names(text: str) -> list[Name]:
    """Every bracketed name in order of position: ``《转发〈关于…的意见〉的通知》`` gives the outer and the inner one."""
    plain = [name.span() for name in _PLAIN.finditer(text)]
    if 2 * len(plain) == len(_BRACKETS.findall(text)):  # nearly always
        return [Name(start, end) for start, end in plain]
    return _tangled(text)


def _tangled(text: str) -> list[Name]:
    """The names of a text some of which stand in others, are mixed, unbalanced or cut."""
    closed: list[tuple[int, int]] = []
    cut: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    marks = list(_MARK.finditer(text))
    for index, mark in enumerate(marks):
        sign, place = mark[0], mark.start()
        if stack and place - stack[0][1] > _LONGEST:
            stack = [item for item in stack if place - item[1] <= _LONGEST]
        if sign in "。；\t":
            if stack and stack[0][0] == "《":
                cut.append((stack[0][1], place))
            stack = []
        elif sign not in _CLOSES:
            stack = [*stack, (sign, place)][-_DEEPEST:]
        else:
            following = marks[index + 1][0] if index + 1 < len(marks) else ""
            depth = _match(stack, sign, following)
            if depth is not None:
                closed.append((stack[depth][1], place + 1))
                stack = stack[:depth]
    cut.extend((start, len(text)) for kind, start in stack[:1] if kind == "《")
    return sorted(_nest(closed) + _cut(cut, closed)) if cut else _nest(closed)


def _match(stack: list[tuple[str, int]], sign: str, following: str) -> int | None:
    """Which open mark `sign` closes: its own kind, or the innermost where the outer one is closed right behind."""
    if not stack:
        return None
    if stack[-1][0] == _CLOSES[sign]:
        return len(stack) - 1
    # 《转发〈意见》的通知》: a half-size mark closed by a full-size one
    if len(stack) > 1 and following == "》":
        return len(stack) - 1
    own = [depth for depth, (kind, _) in enumerate(stack) if kind == _CLOSES[sign]]
    if own:
        return own[-1]
    return len(stack) - 1 if sign == "〉" and following != "》" else None


def _nest(closed: list[tuple[int, int]]) -> list[Name]:
    found: list[Name] = []
    open_names: list[tuple[int, int]] = []
    for start, end in sorted(closed, key=lambda span: (span[0], -span[1])):
        while open_names and open_names[-1][1] <= start:
            open_names.pop()
        found.append(Name(start, end, open_names[-1][0] if open_names else None))
        open_names.append((start, end))
    return found


def _cut(cut: list[tuple[int, int]], closed: list[tuple[int, int]]) -> list[Name]:
    """Names that were opened and never closed: as far as the next name, or the end of their sentence."""
    starts = sorted(start for start, _ in closed)

    def stop(start: int, end: int) -> int:
        following = bisect_right(starts, start)
        return end if following == len(starts) else min(end, starts[following])

    return [Name(start, stop(start, end), cut=True) for start, end in cut]
