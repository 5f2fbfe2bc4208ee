"""Nouns that stand behind a later number of the same row: ``新建12个、改建8个村卫生室``.

Reads a piece; yields the noun or its span, or what the last of a row of sizes says (``3家营收超百亿、5家超十亿的企业``).
"""

from __future__ import annotations

from kg.extract.targets.pieces import Piece

_JOINTS = "、，和及与并"
_MOST = 4  # numbers in such a row
_LEAST = 2  # characters of a noun


def shared(piece: Piece) -> tuple[int, int] | None:
    """The span of the noun that a later number of the row says for this one, too."""
    return _of_later_time(piece) or _of_other_verb(piece)


def improved(piece: Piece) -> str:
    """The verb of ``新建20座、|提升|30座农村公厕``: one that makes nothing, beside one that does."""
    text, before, start = piece.text, piece.before, piece.begin
    while start < piece.start and text[start] in _JOINTS:
        start += 1
    verb = piece.words("improving").opening(text, start, piece.start)
    if not verb or start + len(verb) != piece.start:
        return ""
    beside = before is not None and before.start >= piece.clause[0] and before.left.verb != ""
    return verb if beside or _of_other_verb(piece) else ""


def tiered(piece: Piece, name: str) -> str:
    """`name` with what the last of a row of sizes says: ``3家营收超百亿、5家超十亿的|企业`` → 营收超百亿的企业."""
    if piece.section.patterns["tier"].search(name) is None:
        return name
    kind = piece.section.patterns["tier_kind"].search(piece.text, piece.finish, piece.clause[1])
    return name + kind.group() if kind else name


def _of_later_time(piece: Piece) -> tuple[int, int] | None:
    """What is made first and made again by a later time: ``2024年建成2个、2025年建成3个|省级示范园``."""
    following, patterns = piece.following, piece.section.patterns
    if following is None or following.unit != piece.unit or piece.governor is None:
        return None
    if patterns["made_next"].fullmatch(piece.text, piece.end, following.start) is None:
        return None
    noun = patterns["noun_next"].match(piece.text, following.end)
    return noun.span() if noun else None


def _of_other_verb(piece: Piece) -> tuple[int, int] | None:
    """What is made and, so many more, made otherwise: ``新建12个、改建8个、修缮5个|村卫生室``."""
    text, kit, end = piece.text, piece.kit, piece.clause[1]
    improving, at = piece.words("improving"), piece.end
    for _ in range(_MOST):
        start = at
        while at < end and at < start + _LEAST and text[at] in _JOINTS:
            at += 1
        verb = (kit.make.opening(text, at, end) or improving.opening(text, at, end)) if at > start else ""
        number = kit.number.match(text, at + len(verb), end) if verb else None
        if number is None or number["unit"] != piece.unit:
            return None
        at = number.end()
        noun = piece.section.patterns["noun_next"].match(text, at, end)
        if noun:
            return noun.span()
    return None
