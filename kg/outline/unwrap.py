"""Lines that were broken after so many characters → whole lines, before anything is read out of them.

A text that went through such a break has many lines of one and the same length, the greatest, that end in the middle of
a sentence: ``…设施承载能力、停放资`` / ``源及停车泊位总量…``. What is broken by columns, as in a PDF, is left to `joining`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from collections.abc import Sequence as Row
from itertools import pairwise

from kg.outline.joining import OPENING
from kg.outline.line import TERMINAL, Line, within
from kg.outline.ordinals import Sequence

_NARROWEST, _WIDEST = 12, 200
_FEWEST, _MANY = 2, 4  # full lines; fewer than many are believed where all of them are running text
_SHARE = 0.1  # of all lines
_LONGER = 0.02  # of all lines may be longer: rows of tables, addresses
_BROKEN = 0.6  # of the full lines end no sentence, and go on without an ordinal
_RUNNING = 0.4  # of them hold a comma or a full stop
_FLUSH = 0.6  # of those that go on begin at the margin: there an indent opens a paragraph
_SHORT = 30  # lines of a text that a print breaks unevenly …
_NARROW, _BROAD, _UNEVEN = 18, 60, 4  # … their lengths, and by how much these differ
_INSIDE = re.compile("[，。；、]")
_ITEM = re.compile(
    r"(?<=[。；：）])\s*(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十百]{1,5}[条章]|\d{1,2}[.、．](?!\d))"
)
_ITEMS = 4  # of these within lines, in a text that had been one line
_FLAT = 2  # and so many times as many as at the margin
_GAP = 3  # white space at a break, which does not count


def unwrapped(lines: Row[Line], alone: Callable[..., bool]) -> Row[Line]:
    """`lines` with those in one that a break after a fixed number of characters has parted; `alone` ones are whole."""
    full, flush = _full(lines)
    full = _ragged(lines) or full
    return list(_whole(lines, full, flush, alone)) if full else lines


def _full(lines: Row[Line]) -> tuple[int, bool]:
    """The number of characters after which the lines are broken, 0 where they are not, and whether they go on without an indent."""
    if _has_long(lines):
        return 0, False
    count = Counter([line.length for line in lines if not line.row])
    most = max((n for n, times in count.items() if times >= _FEWEST and n <= _WIDEST), default=0)
    longer = sum(times for n, times in count.items() if n > most)
    if most < _NARROWEST or count[most] < _SHARE * len(lines) or longer > _LONGER * len(lines):
        return 0, False
    pairs = [(a, b) for a, b in pairwise(lines) if a.length == most and not a.row]
    if not _is_broken(pairs):
        return 0, False
    return most, sum(b.indent == 0 for a, b in pairs) >= _FLUSH * len(pairs)


def _ragged(lines: Row[Line]) -> int:
    """The least number of characters of a line that goes on in a short text without a head, all of it broken unevenly; else 0.

    ``城市地下空间开发利用规划由城乡规划主管部门负责`` / ``组织编制，经规划委员会审议后报市人民政府批准并公布实`` / ``施。``
    """
    if not _FEWEST < len(lines) <= _SHORT or any(line.row for line in lines):
        return 0
    most = max(line.length for line in lines)
    open_ended = [line for line in lines if line.text[-1] not in TERMINAL]
    fits = _NARROW <= most <= _BROAD and len(open_ended) >= _FEWEST
    fits = fits and all(line.length >= most - _UNEVEN for line in open_ended)
    fits = fits and lines[-1].text[-1] in TERMINAL and any(_INSIDE.search(line.text) for line in open_ended)
    return most - _UNEVEN if fits else 0


def _has_long(lines: Row[Line]) -> bool:
    """Whether nobody has broken the lines, as in most documents: told by the first ones that are longer."""
    most = _LONGER * len(lines)
    longer = 0
    for line in lines:
        if line.length > _WIDEST and not line.row:
            longer += 1
            if longer > most:
                return True
    return False


def _is_broken(pairs: Row[tuple[Line, Line]]) -> bool:
    """Whether full lines and those behind them look like pieces of sentences."""
    if len({a.bare for a, _ in pairs}) < _FEWEST:
        return False
    broken = sum(a.text[-1] not in TERMINAL and b.gap == 0 and b.ordinal is None for a, b in pairs)
    running = sum(bool(_INSIDE.search(a.text)) for a, _ in pairs)
    if len(pairs) < _MANY:
        return broken == running == len(pairs)
    return broken >= _BROKEN * len(pairs) and running >= _RUNNING * len(pairs)


def _whole(lines: Row[Line], full: int, flush: bool, alone: Callable[..., bool]) -> Iterator[Line]:
    pieces: list[Line] = []
    depth = 0  # brackets that are open
    sequence = Sequence()
    flat = _was_flat(lines)
    for line in lines:
        opens = flush and line.indent > 1 and not (depth or flat)  # a paragraph
        if pieces and (
            opens or not _goes_on(pieces[-1], line, full, depth > 0, None if flat else sequence, alone)
        ):
            yield _together(pieces)
            pieces, depth = [], 0
        if not pieces and line.ordinal:
            sequence.saw(line.ordinal)
        pieces.append(line)
        depth += sum(map(line.text.count, "《（〔")) - sum(map(line.text.count, "》）〕"))
    if pieces:
        yield _together(pieces)


def _was_flat(lines: Row[Line]) -> bool:
    """Whether the ordinals of a text stand within its lines, as where it had been run together before it was broken."""
    at_the_margin = sum(line.ordinal is not None for line in lines)
    inside = sum(len(_ITEM.findall(line.text)) for line in lines)
    return inside >= _ITEMS and inside > _FLAT * at_the_margin


def _goes_on(
    last: Line,
    line: Line,
    full: int,
    within_brackets: bool,
    sequence: Sequence | None,
    alone: Callable[..., bool],
) -> bool:
    """Whether `line` belongs to `last`; the `sequence` of the ordinals so far is None where these stand within lines."""
    if line.gap or last.row or line.row:
        return False
    if sequence is None and min(last.length, line.length) >= full - _GAP:
        return True
    if last.length < full:
        return False
    sign = last.text[-1]
    if sign in OPENING:
        return True
    # 新增 1000、 / 800、600 万亩: one that is not due is no ordinal
    if line.ordinal and sequence is not None:
        return sign not in TERMINAL and (sign == "第" or not (sequence.due(line.ordinal) or alone(last)))
    if alone(line, last):
        return False
    if within_brackets or sign not in TERMINAL:
        return True
    return sign != "：" and (line.length >= full or bool(_INSIDE.search(line.text)))


def _together(pieces: Row[Line]) -> Line:
    """Lines as one, its length that of the last; white space at a break stays, as one sign."""
    if len(pieces) == 1:
        return pieces[0]
    texts: list[str] = []
    spans: list[tuple[int, int]] = []
    for piece in pieces:
        if spans and piece.start > spans[-1][1] + 1:  # more than a line break lies between them
            texts.append(" ")
            spans[-1] = (spans[-1][0], spans[-1][1] + 1)
        texts.append(piece.text)
        spans += within(piece)
    first, last = pieces[0], pieces[-1]
    return Line(first.start, "".join(texts), first.indent, first.gap, last.length, tuple(spans))
