"""Figures that are goals by where they stand: ``主要目标：森林覆盖率：79%；…``, ``床位数5000张`` on a line of its own.

Reads a piece; says whether what stands around it makes a goal of its name and number.
"""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter

from kg.blocks import HEADING, Block
from kg.extract.targets.pieces import Piece
from kg.lexicon import holds

_COLON, _STOP = "：", "。"
_LEAST, _NAME = 3, 24  # characters of a name
_WINDOW = 160
_ABOVE = 20  # lines of a list of goals
_BRIEF = 40  # characters of a line that is one of such a list
_PLACES = attrgetter("view.places")


def headed(piece: Piece) -> bool:
    """``居民健康素养水平：|30%``: a measure, a colon and its number, where something bounds it or calls it a goal."""
    words, (first, last) = piece.section.words, piece.clause_before
    if not _LEAST <= last - first <= _NAME or not piece.text.endswith(words["goal_measure"], first, last):
        return False
    if piece.quantity.after or piece.left.sign or piece.scene.inherited:
        return True
    return (piece.governor is not None and piece.governor.deadline is not None) or _aimed(piece, first)


def alone(piece: Piece) -> bool:
    """``床位数5000张``: nothing else on a line, under what calls the lines goals."""
    text, block, words = piece.text, piece.scene.block, piece.section.words
    start = block.label_end
    if piece.begin != start or piece.end < len(text.rstrip("；，。")) or piece.left.end - start < _LEAST:
        return False
    return text.endswith(words["goal_measure"], start, piece.left.end) and _aimed(piece, start)


def _aimed(piece: Piece, start: int) -> bool:
    """Whether what stands in front in the paragraph, or else at the head of its list, speaks of goals."""
    words = piece.section.words["goal_head"]
    if holds(piece.text[max(0, start - _WINDOW) : start], words):
        return True
    blocks, place = piece.scene.frame.speech.blocks, piece.scene.block.view.places
    at = bisect_right(blocks, place, key=_PLACES) - 1
    for block in reversed(blocks[max(0, at - _ABOVE) : max(0, at)]):
        if _leads(block):
            return holds(block.view.text, words)
        if len(block.view.text) > _BRIEF or _STOP in block.view.text[:-1]:
            return False
    return False


def _leads(block: Block) -> bool:
    """A heading, or a line that opens a list."""
    return block.kind == HEADING or block.view.text.endswith(_COLON)
