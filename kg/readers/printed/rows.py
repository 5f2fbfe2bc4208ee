"""Signs → rows: what stands on one base line, in one string, with the gaps that can be seen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from kg.readers.printed.page import Glyph, middle
from kg.readers.printed.signs import UNKNOWN

_SAME_LINE = 0.45  # of the size of type: signs this much above one another stand on one line
_GAP = 0.9  # of the size: a wider gap may part two columns
_GAP_OF_WORDS = 0.18  # of the size, more than between the other signs of a line
_MIXED_GAP = 0.45  # between Chinese and Latin signs, which are set apart a little
_WIDE_GAP = 1.8  # a gap that is shown as wide as it is
_DOUBLE = 0.3  # of the width: the same sign printed twice, to make it bold
_OPENING = "《（〈“‘「『【〔([｛"
_CLOSING = "，。、；：！？）》〉”’」』】〕,.;:!?)]%％‰℃—…·"
_UNIT = r"(?:[A-Za-z0-9.%,\-/&:_+]+|.)"
# No line is broken in front of or behind a quotation mark by browsers.
_WORD = re.compile(
    rf"[{re.escape(_OPENING)}]*{_UNIT}(?:[{re.escape(_CLOSING)}]*[“”‘’]+{_UNIT}?)*[{re.escape(_CLOSING)}]*",
    re.S,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One printed line, or the piece of one that stands in a column; `word` is the width of what cannot be parted at its head."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    word: float

    @property
    def top(self) -> float:
        """Where it begins, from the head of the page."""
        return self.y - 0.85 * self.size

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self.y + 0.15 * self.size

    @property
    def width(self) -> float:
        """From its first sign to its last."""
        return self.x1 - self.x0


def pieces(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """The signs of each line, parted at wide gaps."""
    return [_without_bullet(piece) for line in _lines(glyphs) for piece in _parted(line)]


def _without_bullet(piece: list[Glyph]) -> list[Glyph]:
    """A piece without the sign of a symbol font in front of it."""
    return piece[1:] if len(piece) > 1 and piece[0].text == UNKNOWN else piece


def row(glyphs: Sequence[Glyph]) -> Row:
    """A row of signs that stand on one line, from left to right."""
    text = "".join(_spaced(glyphs))
    size = middle([glyph.size for glyph in glyphs])
    y = middle([glyph.y for glyph in glyphs])
    return Row(text, glyphs[0].x0, max(glyph.x1 for glyph in glyphs), y, size, _first_word(glyphs))


def _lines(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    line: list[Glyph] = []
    first = 0.0
    for glyph in sorted((one for one in glyphs if not one.text.isspace()), key=attrgetter("y")):
        if line and glyph.y - first > _SAME_LINE * max(glyph.size, line[-1].size):
            yield _without_doubles(sorted(line, key=attrgetter("x0")))
            line = []
        first = first if line else glyph.y
        line.append(glyph)
    if line:
        yield _without_doubles(sorted(line, key=attrgetter("x0")))


def _without_doubles(line: Sequence[Glyph]) -> list[Glyph]:
    found: list[Glyph] = []
    for glyph in line:
        near = found[-3:]
        if not any(
            one.text == glyph.text and glyph.x0 - one.x0 < _DOUBLE * (glyph.x1 - glyph.x0) for one in near
        ):
            found.append(glyph)
    return found


def _parted(line: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    piece: list[Glyph] = []
    for glyph in line:
        if piece and glyph.x0 - piece[-1].x1 > _GAP * max(glyph.size, piece[-1].size):
            yield piece
            piece = []
        piece.append(glyph)
    yield piece


def _spaced(glyphs: Sequence[Glyph]) -> Iterator[str]:
    """The signs with white space where they stand farther from one another than the others of the line."""
    gaps = [(b.x0 - a.x1) / max(a.size, b.size) for a, b in pairwise(glyphs)]
    even = max(0.0, middle(gaps))
    yield glyphs[0].text
    for gap, last, glyph in zip(gaps, glyphs, glyphs[1:], strict=False):
        yield _space(gap, even, last.text[-1:], glyph.text) + glyph.text


def _space(gap: float, even: float, last: str, sign: str) -> str:
    if gap > _WIDE_GAP:
        return " " * min(40, round(2 * gap))
    mixed = last.isascii() != sign[:1].isascii()
    return " " if gap > even + (_MIXED_GAP if mixed else _GAP_OF_WORDS) else ""


def _first_word(glyphs: Sequence[Glyph]) -> float:
    """The width of what would have gone up to the line in front, had there been room."""
    head = "".join(glyph.text for glyph in glyphs[:60])
    found = _WORD.match(head)
    length = found.end() if found else 1
    x1 = glyphs[0].x1
    for glyph in glyphs:
        if length <= 0:
            break
        length -= len(glyph.text)
        x1 = max(x1, glyph.x1)
    return x1 - glyphs[0].x0
