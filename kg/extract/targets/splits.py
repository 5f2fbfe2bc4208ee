"""Where the names of a list are cut so that there are as many as values: ``甲和乙、丙分别达到…``, ``“领航”“成长”企业``.

Reads the span of the names; yields the spans of each.
"""

from __future__ import annotations

from kg.extract.targets import names
from kg.extract.targets.pieces import Piece

_COMMA = "、"
_QUOTED_NEXT = "”“"


def matching(piece: Piece, span: tuple[int, int], counts: tuple[int, int]) -> list[tuple[int, int]]:
    """The names of a list, cut so that there are as many as values: 和 may stand inside a name."""
    every = names.parts(piece.text, span, piece.kit)
    if len(every) == 1 and _QUOTED_NEXT in piece.text[slice(*span)]:
        every = quoted(piece.text, span)
    if len(every) in counts or len(every) < counts[1]:
        return every
    for joint in (*piece.section.words["and_too"], _COMMA):
        plain = _cut(piece.text, span, joint)
        if len(plain) in counts and len(plain) > 1:
            return plain
    return every


def quoted(text: str, span: tuple[int, int]) -> list[tuple[int, int]]:
    """Names in quotation marks with nothing between them: ``“领航”“成长”“种子”企业``."""
    parts: list[tuple[int, int]] = []
    start, end = span
    while (place := text.find(_QUOTED_NEXT, start, end)) >= 0:
        parts.append((start, place + 1))
        start = place + 1
    return [*parts, (start, end)]


def _cut(text: str, span: tuple[int, int], joint: str) -> list[tuple[int, int]]:
    """The parts of ``text[slice(*span)]`` between the joints."""
    parts: list[tuple[int, int]] = []
    start, end = span
    while (place := text.find(joint, start + 1, end)) >= 0:
        parts.append((start, place))
        start = place + len(joint)
    return [*parts, (start, end)]
