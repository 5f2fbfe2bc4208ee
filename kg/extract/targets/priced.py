"""Amounts whose name stands apart: ``免住宿费，标准为500元/生·年``, the heading ``普通高中（1900元/生·年）``."""

from __future__ import annotations

import re

from kg.extract.targets import names
from kg.extract.targets.demands import quiet
from kg.extract.targets.finding import Finding
from kg.extract.targets.pieces import Piece
from kg.lexicon import holds

_COMMA, _EACH = "，", "/"
_OPENING, _CLOSING = "（", "）"
_LEAST, _MOST = 2, 16  # characters of a name
_NAME = re.compile(r"[\u4e00-\u9fff]+(?:（[^（）\d]{1,10}）)?")


def headed(piece: Piece) -> bool:
    """Whether a heading ends with the number in a bracket: ``1.普通高中|（1900元/生·年）``."""
    text, unit = piece.text, piece.unit or ""
    if piece.kit.money not in unit or _EACH not in unit or not piece.text.endswith(_OPENING, 0, piece.start):
        return False
    start, end = piece.scene.block.label_end, piece.start - 1
    if not _LEAST <= end - start <= _MOST or not piece.scene.block.label_end:
        return False
    return text[piece.end :] == _CLOSING and _NAME.fullmatch(text, start, end) is not None


def priced(piece: Piece) -> Finding | None:
    """The amount of such a heading: ``普通高中``, 1900 元/生·年."""
    if not headed(piece):
        return None
    start = piece.scene.block.label_end
    name = piece.text[start : piece.start - 1]
    return Finding(name, start, piece.end, piece.comparator, piece.unit, "target-charge")


def sized(piece: Piece, finding: Finding) -> Finding:
    """``2-3人|间病房比例`` → 2-3人间病房比例: a size in front of which a rate is, and that belongs to its name."""
    name, text = finding.indicator, piece.text
    if not piece.quantity.share or not name.startswith(piece.section.words["sized_noun"]):
        return finding
    place = text.rfind(name, piece.clause[0], piece.start)
    size = piece.section.patterns["size_ahead"].search(text, max(piece.clause[0], place - _MOST), place)
    if place < 0 or size is None:
        return finding
    own = piece.governor  # 到2027年|2-3人间病房比例
    start = own.start if own is not None and own.end == size.start() else size.start()
    return finding._replace(indicator=size.group() + name, start=min(finding.start, start))


def named(piece: Piece, finding: Finding) -> Finding:
    """``国家助学金，|资助标准为每生每年2000元`` → 国家助学金: what only 标准 names is what the clause in front names."""
    words, (first, last) = piece.section.words, piece.clause_before
    if finding.indicator not in words["standard_name"] or piece.kit.money not in (finding.unit or ""):
        return finding
    if finding.start < piece.clause[0] or piece.text[piece.clause[0] - 1 : piece.clause[0]] != _COMMA:
        return finding
    start, end = names.trimmed(piece, first, last)
    before = piece.before
    own = before is None or before.end <= first
    if not own or not _LEAST <= end - start <= _MOST or not quiet(piece):
        return finding
    name = piece.text[start:end]
    if not name.endswith(words["granted_end"]) or not _NAME.fullmatch(name):
        return finding
    if holds(name, words["granting"]) or name.endswith(words["free"]):
        return finding
    return finding._replace(indicator=name, start=start)
