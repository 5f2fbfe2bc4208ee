"""The time in a bracket behind a number: ``完成率85%以上（2023—2025年）``, ``新建10个（2023年）``.

Reads a piece; yields the deadline and where its bracket ends.
"""

from __future__ import annotations

import re

from kg.extract.targets.pieces import Piece

_OPENING, _CLOSING = "（", "）"
_PERIOD = re.compile(r"（(?:19|20)\d\d年?[—~至到-](?P<last>(?:19|20)\d\d)年?）")
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
