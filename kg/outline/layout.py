"""Whether a text is hard-wrapped, as one taken out of a PDF, and how wide its lines are.

``…设施承载能力、停放资`` / ``源及停车泊位总量…``: most of its lines are as wide as the print, and end in the midst of a sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence as Row
from dataclasses import dataclass
from itertools import compress, pairwise

from kg.outline.line import TERMINAL, Line

_LABELLED = re.compile("[\u4e00-\u9fff]{2,6}：")  # 责任单位：… ends without a stop, however long
_WIDEST = 150  # columns: a longer line is a paragraph, not a printed line
_NARROW = _WIDEST // 2  # characters of a line that is certainly no wider
_NARROWEST = 28  # columns of a printed line: shorter ones are the items of a short text
_MARGIN = 0.6  # of the lines that go on begin at the margin: there an indent opens a paragraph
_INSIDE = re.compile("[，。；]")


@dataclass(frozen=True, slots=True)
class Layout:
    """How the lines of a document are broken: `full` columns make a full line; 0 where it is not hard-wrapped."""

    full: int
    most: int  # columns of the widest common line
    gap: int  # empty lines between lines of one paragraph
    flush: bool  # paragraphs do not open with an indent
    opens: int = 0  # … and what those open with, where most lines that go on begin at the margin


def layout(lines: Row[Line]) -> Layout:
    """Whether and how wide a document is hard-wrapped: most lines near the greatest common width end no sentence."""
    if _has_wide(lines):
        return Layout(0, 0, 0, True)
    wide = [line.width for line in lines]
    widths = sorted(
        [width for width, line in zip(wide, lines, strict=True) if width <= _WIDEST and not line.cells]
    )
    if len(widths) < 8 or len(widths) < 0.9 * len(lines):
        return Layout(0, 0, 0, True)
    most = widths[int(len(widths) * 0.8)]
    common = [most - 6 <= width <= most + 8 for width in wide]
    near = [line for line in compress(lines, common) if not _LABELLED.match(line.text)]
    broken = sum([line.text[-1] not in TERMINAL for line in near])
    running = sum([_runs_on(a, b) for a, b in compress(pairwise(lines), common)])
    if (
        most < _NARROWEST
        or len(near) < 0.25 * len(lines)
        or broken < 0.6 * len(near)
        or running < max(2, 0.3 * len(near))
    ):
        return Layout(0, 0, 0, True)
    full = int(most * 0.86)
    pairs = [*zip(pairwise(lines), wide, strict=False)]  # each line with the next, and its width
    starts = [b.indent for (a, b), width in pairs if width < full and a.text[-1] in TERMINAL]
    indented = sum(indent >= 2 for indent in starts) > 0.5 * len(starts)
    gap = sorted(line.gap for line in near)[len(near) // 2]
    on = [b.indent for (a, b), width in pairs if width >= full and a.text[-1] not in TERMINAL]
    margin = indented and sum(indent < 2 for indent in on) >= _MARGIN * len(on)
    return Layout(full, most, gap, not indented, Counter(starts).most_common(1)[0][0] if margin else 0)


def _has_wide(lines: Row[Line]) -> bool:
    """Whether more than a tenth of the lines are surely no printed ones, as in most documents: told by the first of them."""
    narrow, enough = len(lines), 0.9 * len(lines)
    for line in lines:
        if len(line.text) > _NARROW:
            narrow -= 1
            if narrow < enough:
                return True
    return False


def _runs_on(line: Line, following: Line) -> bool:
    """Whether a sentence seems to go on from one line to the next."""
    return (
        line.text[-1] not in TERMINAL and following.ordinal is None and bool(_INSIDE.search(following.text))
    )
