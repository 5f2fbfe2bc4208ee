"""A table of contents, ``目录`` / ``一、总体要求……1`` / …, or a row of headings that nothing calls so: all are printed again below."""

from __future__ import annotations

from collections.abc import Sequence

from kg.lexicon import Section
from kg.outline import roles
from kg.outline.line import Line

_LINE = 80  # characters of an entry: a longer line is running text
_NEAR, _LINES = 80, 300  # lines in front of it, and its own
_PREAMBLE = 12  # paragraphs between it and the first heading
_HEADING, _FEWEST = 40, 3  # characters of a heading there; of them with an ordinal
_HEADINGS_NEAR = 30  # lines in front of them
_SAID = frozenset("。；：，")
_LEADERS = "0123456789.…·"


def without_catalogue(lines: Sequence[Line], words: Section) -> Sequence[Line]:
    """The lines without a 目录 of headings that are printed again below, behind a preamble or not."""
    at, behind_it = _catalogue(lines, words)
    if not behind_it:
        return _without_headings(lines)
    if behind_it + 1 >= len(lines):
        return lines
    bare = [*lines[:at], *lines[behind_it:]]  # without its heading at least
    first = lines[behind_it].bare.rstrip(_LEADERS)
    end = len(lines)  # of the entries: where running text begins
    for index in range(behind_it + 1, len(lines)):
        line = lines[index]
        if line.bare.startswith(first):
            return [*lines[:at], *lines[min(index, end) :]]
        if end > index and len(line.bare) > _LINE:
            if index > behind_it + _LINES:
                return bare
            above = lines[index - 1]
            end = index - (not above.ordinal and roles.names_genre(above.bare, words))
        elif index > end + _PREAMBLE:
            break
    return bare


def _without_headings(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines without a row of headings that is printed again below: a table of contents that nothing calls so."""
    near = min(len(lines), _HEADINGS_NEAR)
    first = 0
    while first < near and lines[first].ordinal is None:
        first += 1
    if first == near:
        return lines
    listed = 0
    for index in range(first, min(first + _LINES, len(lines))):
        line = lines[index]
        if len(line.bare) > _HEADING or line.bare[-1] in _SAID or line.row:
            return lines
        if listed >= _FEWEST and line.bare == lines[first].bare:
            above = bool(first) and lines[first - 1].bare == lines[index - 1].bare  # 1 总则, above 1.1
            return [*lines[: first - above], *lines[index - above :]]
        listed += line.ordinal is not None
    return lines


def _catalogue(lines: Sequence[Line], words: Section) -> tuple[int, int]:
    """Where the heading of a table of contents stands, and the line behind it; it may be in two: ``目`` / ``录``."""
    heads = roles.entire(words, "catalogue")
    most = max(map(len, heads))
    short = [index for index, line in enumerate(lines[:_NEAR]) if len(line.bare) <= most]
    for index in short:
        bare = lines[index].bare
        if bare in heads:
            return index, index + 1
        if index + 1 < len(lines) and bare + lines[index + 1].bare in heads:
            return index, index + 2
    return 0, 0
