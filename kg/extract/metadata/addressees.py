"""主送机关: to whom a document is sent, split as the guidelines say."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kg import blocks as kinds
from kg import registry
from kg.blocks import Outline
from kg.extract.metadata.heads import printed
from kg.fold import fold
from kg.lexicon import Section
from kg.model import Document

# What begins with ^ is asked by `match`: `search` would ask it at every character.
_SHORTEST = 4  # a shorter piece that ends in no body's noun goes with the next: 内蒙古、大兴安岭…公司


def addressees(document: Document, outline: Outline, words: Section) -> tuple[str, ...]:
    """``各镇政府、街道办,区政府有关部门:`` → 各镇政府, 街道办, 区政府有关部门."""
    for block in outline.frame:
        if block.kind == kinds.ADDRESSEES:
            if block.text.startswith(words.words["salutation"]):
                return ()
            return tuple(split(printed(document, block).rstrip(":：∶"), words))
    return ()


def split(text: str, words: Section) -> list[str]:
    """The addressees of a line without its final colon, each as printed."""
    pieces: list[str] = []
    for part in _cut(fold(text), "，；"):
        pieces += _merged(_together(_by_function(_cut(part, "、"), words), words), words)
    return list(_printed(text, [piece for piece in pieces if piece]))


def _printed(text: str, pieces: list[str]) -> Iterator[str]:
    """Folded pieces as they stand in `text`, in order."""
    folded, place = fold(text), 0
    for piece in pieces:
        place = folded.index(piece, place)
        yield text[place : place + len(piece)]
        place += len(piece)


def _cut(text: str, signs: str) -> list[str]:
    """`text` cut at `signs` outside brackets."""
    if "(" not in text and "（" not in text:  # as most are
        for sign in signs[1:]:
            text = text.replace(sign, signs[0])
        return text.split(signs[0])
    pieces, depth, start = [], 0, 0
    for index, sign in enumerate(text):
        depth += (sign in "（(") - (sign in "）)")
        if sign in signs and depth <= 0:
            pieces.append(text[start:index])
            start = index + 1
    return [*pieces, text[start:]]


def _merged(pieces: list[str], words: Section) -> list[str]:
    if words.patterns["persons"].search(pieces[-1]):
        return pieces
    merged: list[str] = []
    open_end = False
    for piece in pieces:
        if merged and (
            (open_end and not words.patterns["alone_region"].match(piece))
            or _continues_run(merged[-1], piece, words)
        ):
            merged[-1] += "、" + piece
        else:
            merged.append(piece)
        open_end = _incomplete(piece, words)
    return merged


def _continues_run(before: str, piece: str, words: Section) -> bool:
    """``区政府各委`` and ``办``."""
    last = before.rpartition("、")[2]
    if len(piece) == 1 and words.patterns["run_end"].search(last):
        return words.patterns["run_next"].match(piece) is not None  # 公安厅、局
    return bool(
        words.patterns["run_next"].match(piece)
        and (words.patterns["run_head"].search(last) or words.patterns["run_next"].match(last))
    )


def _together(pieces: list[str], words: Section) -> list[str]:
    """``上海市``, ``江苏省``, ``浙江省人民政府``: places that share the noun behind the last of them are one."""
    found = pieces[-1:]
    shared = words.patterns["shares"].match(pieces[-1])  # what the last of a run ends in
    for piece in reversed(pieces[:-1]):
        if shared and words.patterns["named_region"].match(piece):
            found[0] = f"{piece}、{found[0]}"
        else:
            found.insert(0, piece)
            shared = words.patterns["shares"].match(piece)
    return found


def _by_function(pieces: list[str], words: Section) -> list[str]:
    """``各市科技``, ``农业农村主管部门``: functions that share the noun behind the last of them are one."""
    found: list[str] = []
    shared = words.patterns["shared_noun"].search(pieces[-1]) is not None
    for piece in pieces:
        last = found[-1] if found else ""
        if shared and last.endswith(_functions()) and not words.patterns["body_end"].search(last):
            found[-1] += "、" + piece
        else:
            found.append(piece)
    return found


@cache
def _functions() -> tuple[str, ...]:
    """What an addressee without its noun ends in: ``教育``, ``工业和信息化``."""
    return tuple(stem for stem in registry.load().bodies.functions if len(stem) > 1)


def _incomplete(piece: str, words: Section) -> bool:
    if words.patterns["regions_only"].match(piece):
        return True
    return (
        len(piece) < _SHORTEST and not piece.startswith("各") and not piece.endswith(words.words["addressed"])
    )
