"""What so many are to attain, or whom somebody is to appoint: ``推动2家企业上市``, ``推进25条河湖达标``, ``明确一名联络员``.

Reads a piece; yields the word under which it is counted, empty where nothing urges it.
"""

from __future__ import annotations

from kg.extract.targets import names
from kg.extract.targets.demands import quiet
from kg.extract.targets.pieces import Piece

_SEVERAL = 2
_UNQUOTE = "”"


def urged(piece: Piece) -> str:
    """``推动2家企业上市``: a word of will, so many, and what they are to attain."""
    text, words = piece.text, piece.section.words
    if piece.left.sign and text.endswith(words["urging"], piece.begin, piece.left.end):
        return words["urging"][0]
    if not text.endswith(words["urging"], piece.begin, piece.start):
        return _pushed(piece) or _urged_beside(piece)
    start, end = names.behind(piece)
    if piece.section.patterns["become"].search(text, start, piece.finish):
        return words["urging"][0] if quiet(piece) and not text.endswith(words["such"], 0, piece.start) else ""
    if piece.quantity.after and piece.section.patterns["achieved"].search(text, start, piece.finish):
        return words["urging"][0]  # 推动5款以上产品完成型式检验
    if piece.quantity.after and text.endswith(words["grown_up"], start + _SEVERAL, piece.finish):
        return words["urging"][0]  # 重点支持2家以上粮食企业发展
    attained, last = words["attained"], piece.finish
    last -= text.endswith(_UNQUOTE, start, last)  # 实现4000家以上企业“链式改造”
    told = text.endswith(attained, start, last) or text.endswith(attained, start, end)
    return words["urging"][0] if told else ""


def _urged_beside(piece: Piece) -> str:
    """``推动85个重大项目开工、|60个项目建成``: the word of will stands in front of the first of a row."""
    before, words = piece.before, piece.section.words
    if before is None or piece.begin != piece.start or before.start < piece.clause[0] or before.left.verb:
        return ""
    attained = words["come_to"]
    if piece.text.endswith(words["urging"], before.begin, before.start):
        attained = (*attained, *words["attained"])  # 推动15家企业扩能、|8家企业转型
    return urged(before) if piece.text.endswith(attained, *names.behind(piece)) else ""


def _pushed(piece: Piece) -> str:
    """``推进25条重点河湖生态流量达标``: works that are given, and what they are to come to; ``抓好3000亩高标准农田建设`` by size."""
    text, words = piece.text, piece.section.words
    sized = piece.unit is not None and piece.unit.endswith(words["sizes"])
    if not text.endswith(words["seeing_to" if sized else "pushing"], piece.begin, piece.start):
        return ""
    start, end = names.behind(piece)
    come = text.endswith(words["built_up" if sized else "come_to"], start + _SEVERAL, end)
    return words["urging"][0] if come and quiet(piece) else ""


def appointed(piece: Piece) -> str:
    """``明确一名联络员``: whom somebody is to appoint."""
    words, first = piece.section.words, piece
    if piece.unit not in words["person"]:
        return ""
    for _ in range(_SEVERAL):  # 明确1名分管领导、|1名联络员
        before = first.before
        if before is None or first.begin != first.start or before.clause != piece.clause:
            break
        first = before
    told = piece.text.endswith(words["appointing"], first.begin, first.start)
    return words["urging"][0] if told and quiet(piece) else ""
