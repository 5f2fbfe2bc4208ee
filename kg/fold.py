"""A view of a piece of text in which one thing is written in one way, with a map back to the canonical text.

Folding makes widths uniform (full-width Chinese punctuation, half-width digits and letters, one shape of dash), writes
traditional characters as simplified ones and takes white space out, so that rules are written once:
``（區衛生 健康局,\\n区财政局负责)`` → ``（区卫生健康局，区财政局负责）``.
Only `\\t` may stand in a view: it separates the cells of a table row.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kg.model import Span
from kg.paths import ONTOLOGY

# One character to one character, so that positions survive.
_FULL = {ord(a): b for a, b in zip("(),:;?!<>", "（），：；？！〈〉", strict=True)}
_HALF = {code: chr(code - 0xFEE0) for code in range(0xFF10, 0xFF5B) if chr(code - 0xFEE0).isalnum()}
_SHAPES = {
    "％": "%",
    "．": ".",
    "﹝": "〔",
    "﹞": "〕",
    "〖": "【",
    "〗": "】",
    "［": "〔",
    "］": "〕",
    "‹": "〈",
    "›": "〉",
    "＜": "〈",
    "＞": "〉",
    "≧": "≥",
    "≦": "≤",
    "⩾": "≥",
    "⩽": "≤",
    "–": "—",
    "―": "—",
    "−": "-",
    "－": "-",
    "﹣": "-",
    "～": "~",
    "〜": "~",
    "∶": "：",
    "﹑": "、",
    "､": "、",
    "｡": "。",
    "︰": "：",
    "﹕": "：",
    "＋": "+",
    "／": "/",
    "＊": "*",
}
_TRADITIONAL = {ord(row[0]): row[2] for row in (ONTOLOGY / "characters.csv").read_text("utf-8").split()[1:]}
# Quotation marks where characters are traditional; elsewhere they may be the marks of a title.
_QUOTES = dict(zip(map(ord, "「」『』"), "“”‘’", strict=True))
TABLE = {**_TRADITIONAL, **_FULL, **_HALF, **{ord(a): b for a, b in _SHAPES.items()}}

# `str.translate` asks the table for every character; a class finds the few that change six times faster, unless there
# are many kinds of them: in a text that is printed in traditional characters.
_ODD = re.compile("[" + re.escape("".join(map(chr, TABLE))) + "]")
_ZERO_WIDTH = "\u200b\u200c\u200d\ufeff\u00ad"
_SMOOTH = TABLE | dict.fromkeys(map(ord, _ZERO_WIDTH), " ")
_ROUGH = re.compile("[" + re.escape("".join(map(chr, _SMOOTH))) + "]")
_MANY = 40  # kinds that are replaced one by one
# Straight quotation marks around Chinese words, in one line.
_STRAIGHT = re.compile("(['\"])(?=[^'\"\n]{0,20}[\u4e00-\u9fff])([^'\"\n]{1,600})\\1")

# A point between words is a full stop: 达到20%以上.水质…; none is that of an ordinal (一.目标), of a number, or in a title.
_STOP = "."
_POINT = re.compile(
    r"\.(?<=[\u4e00-\u9fff%]\.)(?<![一二三四五六七八九十章条节甲乙丙丁]\.)(?=[\u4e00-\u9fff]{2}|20\d\d年)(?![^《》。\n]{1,40}》)"
)

_RUN = re.compile(rf"[^\s{_ZERO_WIDTH}]+")


def fold(text: str) -> str:
    """`text` with one shape for each sign, white space kept, length unchanged: ``(2022) 5號`` → ``（2022） 5号``."""
    return _replaced(text, _ODD, TABLE)


def smooth(text: str) -> str:
    """As `fold`, signs without width made spaces."""
    return _replaced(text, _ROUGH, _SMOOTH)


def curled(folded: str) -> str:
    """A folded text with quotation marks that open and close where they are straight, length unchanged: ``修改为"甲局"``."""
    if '"' not in folded and "'" not in folded:
        return folded
    return _STRAIGHT.sub(r"“\2”", folded)


def _replaced(text: str, signs: re.Pattern[str], table: Mapping[int, str]) -> str:
    found, kinds, traditional = signs.search(text), 0, False
    while found and kinds < _MANY:  # each kind at once: a document has a handful of kinds, hundreds of signs
        code = ord(found[0])
        traditional = traditional or code in _TRADITIONAL
        text = text.replace(found[0], table[code])
        found, kinds = signs.search(text, found.end()), kinds + 1
    if found:
        text = text.translate(table)
    if _STOP in text and _POINT.search(text):
        text = _POINT.sub("。", text)
    return text.translate(_QUOTES) if traditional else text


class View(NamedTuple):
    """Folded text without white space; `position(i)` is where its i-th character stands in the canonical text."""

    text: str
    starts: tuple[int, ...]  # where each run begins in the view
    places: tuple[int, ...]  # where each run begins in the canonical text

    def position(self, index: int) -> int:
        """The canonical position of the view's character `index` (0 ≤ index < len(text))."""
        run = bisect_right(self.starts, index) - 1
        return self.places[run] + index - self.starts[run]

    def span(self, start: int, end: int) -> Span:
        """The canonical span of `text[start:end]` of the view (start < end)."""
        _, starts, places = self
        if len(starts) == 1:  # a paragraph on one line, without white space
            shift = places[0]
            return tuple.__new__(Span, (start + shift, end + shift))
        first, last = bisect_right(starts, start) - 1, bisect_right(starts, end - 1) - 1
        return tuple.__new__(Span, (places[first] + start - starts[first], places[last] + end - starts[last]))


def view(text: str, spans: Iterable[tuple[int, int]]) -> View:
    """The view of `text` over `spans` (in order), e.g. the lines of one paragraph."""
    raw = joined(text, spans)
    return View(fold(raw.text), raw.starts, raw.places)


def joined(folded: str, spans: Iterable[tuple[int, int]]) -> View:
    """As `view`, of a text that is folded already."""
    parts: list[str] = []
    starts: list[int] = []
    places: list[int] = []
    length = 0
    for start, end in spans:
        place, text = start, folded[start:end]
        if text.isprintable() and " " not in text:  # no white space in it: most lines, and most cells
            if text:
                parts.append(text)
                starts.append(length)
                places.append(place)
                length += end - start
            continue
        for run in _runs(text):
            place = folded.index(run, place, end)
            parts.append(run)
            starts.append(length)
            places.append(place)
            length += len(run)
            place += len(run)
    return View("".join(parts), tuple(starts), tuple(places))


def _runs(text: str) -> list[str]:
    """What white space and signs without width part; `split` does not know these, but they are not printable."""
    runs = text.split()
    return runs if all(map(str.isprintable, runs)) else _RUN.findall(text)
