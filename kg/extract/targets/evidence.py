"""The span of evidence of a figure: its number, its name, and the time or rhythm of its own: ``到2025年，托位数达到4.6个``."""

from __future__ import annotations

from kg.extract.targets.finding import Finding
from kg.extract.targets.pieces import Piece

_YEARLY, _YEAR = "P1Y", "年"
_LEADS = "，、；：并及和"


def _annual(piece: Piece) -> str:
    """``年度完成投资80亿元``, ``年培训干部1万人次``: so much a year; not ``年度目标任务完成率``, ``年度最大负荷``."""
    text, begin, words = piece.text, piece.begin, piece.section.words
    while text[begin] in _LEADS:
        begin += 1
    if text[begin] != _YEAR:
        return ""
    (word,) = words["annual_figure"]
    if not text.startswith(word, begin):
        return _YEAR if text.startswith(words["schooling"], begin + 1) else ""
    begin += len(word)
    told = text.startswith(words["within"], begin) or piece.kit.make.opening(text, begin)
    return word if told else ""


def found(
    piece: Piece,
    name: str,
    spans: tuple[tuple[int, int], ...],
    rule: str,
    unit: str | None = None,
    recurrence: str | None = None,
) -> Finding:
    """A finding whose span holds the number, those of `spans` that are not empty, and its own time or rhythm."""
    start, end, rhythm, time = piece.start, piece.end, piece.rhythm, piece.own_time
    if rhythm and rhythm.start >= end and piece.text.startswith(piece.section.words["gradual"], rhythm.start):
        rhythm = None  # 达到90%以上并逐年提高
    for first, last in spans:
        if last > first:
            start = first if first < start else start
            end = last if last > end else end
    if 0 <= piece.left.distant < start:
        start = piece.left.distant
    if time and time.start < start:
        start = time.start
    if rhythm:
        recurrence = rhythm.recurrence
        name = piece.section.patterns["in_a_year"].sub("", name)
        name = name.replace(piece.text[rhythm.start : rhythm.end], "", 1)  # 覆盖率|每年|提升
        if rhythm.start >= piece.begin:
            start, end = min(start, rhythm.start), max(end, rhythm.end)
    elif recurrence is None and (word := _annual(piece)):
        recurrence, start = _YEARLY, min(start, piece.text.index(word, piece.begin))
        name = (
            name.removeprefix(_YEAR) if word == _YEAR else piece.section.patterns["in_a_year"].sub("", name)
        )
    by = next((word for word in piece.section.words["by_it"] if name.endswith(word)), "")
    name = name.removesuffix(by) if len(name) > len(by) + 1 else name  # 救助标准|按|不低于低保标准的1.3倍
    row = (name, start, end, piece.comparator, unit or piece.unit, rule, recurrence)
    return tuple.__new__(Finding, row)
