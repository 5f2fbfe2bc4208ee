"""What brackets tell: a time behind a number, ``完成率85%以上（2023—2025年）``; the parts of a formula, ``“1+3”（中心1个、站点3个）``.

Reads a piece; yields the deadline and where its bracket ends, or whether its bracket tells such parts.
"""

from __future__ import annotations

import re

from kg.extract.targets.pieces import Piece

_OPENING, _CLOSING = "（", "）"
_PERIOD = re.compile(r"（(?:19|20)\d\d年?[—~至到-](?P<last>(?:19|20)\d\d)年?）")
_FORMULA = 40  # characters of a formula and the verb in front of it
_JOINED = 3  # a time right behind a bracket begins within so many characters


def due(piece: Piece) -> tuple[str, int] | None:
    """The deadline alone in a bracket right behind the number, and where that ends."""
    text, end = piece.text, piece.end
    if text[end : end + 1] != _OPENING:
        return None
    if period := _PERIOD.match(text, end):
        return period["last"], period.end()
    behind = piece.scene.between(end + 1, end + _JOINED)
    if not behind or behind[0].deadline is None or text[behind[0].end : behind[0].end + 1] != _CLOSING:
        return None
    return behind[0].deadline, behind[0].end + 1


def formula(piece: Piece) -> bool:
    """``建成“1+3+10”（市级中心1个、县级分中心3个、镇级站点10个）布局``: what the parts of a formula are, where it is made."""
    around = piece.around
    if around is None or piece.text[around[0]] != _OPENING:
        return False
    low = max(0, around[0] - _FORMULA)
    told = piece.section.patterns["formula"].search(piece.text, low, around[0])
    return told is not None and not piece.kit.told.search(
        piece.text, max(0, told.start() - _FORMULA), told.start()
    )
