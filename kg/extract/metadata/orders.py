"""Who gives an order or passes a law, by its masthead, its number or its session; and names that stand with nothing between.

Reads the outline, yields names.
"""

from __future__ import annotations

import re

from kg import blocks as kinds
from kg.blocks import Block, Outline
from kg.extract.metadata.numbering import numbered
from kg.fold import fold
from kg.lexicon import Section

SHORTEST = 3  # characters of a name
_BRACKETS = re.compile("[（）]")  # of an order's number: 令（2021年第3号）


def is_name(text: str, words: Section) -> bool:
    """Whether `text` ends as names of bodies do: ``某市财政局``."""
    return len(text) >= SHORTEST and bool(words.patterns["body_end"].search(fold(text)))


def apart(text: str, words: Section) -> list[str]:
    """``民政部国家卫生健康委员会`` → 民政部, 国家卫生健康委员会; ``财政部、司法部`` → the two."""
    if "、" in text and all(is_name(name, words) for name in text.split("、")):
        return [piece for name in text.split("、") for piece in apart(name, words)]
    starts, folded = words.words["national"], fold(text)
    place = words.patterns["place"].match(folded)
    again = words.patterns["party_head"].sub("", place.group()) if place else ""
    starts = (*starts, again, *(f"{party}{again}" for party in words.words["party"])) if again else starts
    ends = [sign.end() for sign in words.patterns["name_ends"].finditer(folded)]
    cuts = [end for end in ends if folded.startswith(starts, end)]
    return [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]


def from_order(outline: Outline, title: str | None, words: Section) -> list[str]:
    """``常州市人民政府令`` → 常州市人民政府; ``（…上海市第十五届人民代表大会第二次会议通过）`` → 上海市人民代表大会.

    So does an order's number: ``辽阳市人民政府令第26号``, and ``政府令〔2009〕8号`` of a title that names the place.
    """
    for block in outline.blocks:
        if block.kind == kinds.TITLE and (named := _of_order(block.text, title, words)):
            return named
        if block.kind == kinds.NUMBER and (named := _of_number(block.text, title, words)):
            return named
        if block.kind != kinds.NOTE and not words.patterns["adopted"].match(block.text):
            continue
        promulgated = words.patterns["passed_then"].match(block.text)
        promulgated = promulgated or words.patterns["promulgated"].match(block.text)
        if promulgated:
            body = promulgated["body"]
            return apart(body, words) if is_name(body, words) else _plainly(f"{body}令", title, words)
        if noted := issued_note(block, words):
            return apart(noted["body"], words)
        passed = words.patterns["enacted"].search(block.text)
        if passed:
            return [passed["place"] + passed["body"]]
    return []


def issued_note(block: Block, words: Section) -> re.Match[str] | None:
    """A bracket of the head that says who issued a document and when: ``（民政部1996年4月22日发布）``."""
    if block.kind != kinds.NOTE:
        return None
    found = words.patterns["note_signed"].match(block.text) or words.patterns["note_issued"].match(block.text)
    return found if found and is_name(found["body"], words) else None


def _of_order(line: str, title: str | None, words: Section) -> list[str]:
    """``某省人民政府令``, ``农业部公告``, the session of a congress left out; ``…规定（农业部公告第278号）``."""
    found = words.patterns["order"].match(line) or words.patterns["announcer"].match(line)
    if found:
        return apart(words.patterns["of_session"].sub("", found["body"]), words)
    behind = words.patterns["order_inside"].match(line) or numbered(line)
    return _of_number(behind[1], title, words) if behind else []


def _of_number(number: str, title: str | None, words: Section) -> list[str]:
    number = _BRACKETS.sub("", number)
    ordered = words.patterns["order_of"].match(number)
    if ordered:
        return apart(words.patterns["of_session"].sub("", ordered["body"]), words)
    return _plainly(number, title, words)


def _plainly(number: str, title: str | None, words: Section) -> list[str]:
    """The government of the place that a title names, by an order that does not: ``政府令〔2009〕8号``, ``粤府令第197号``."""
    place = words.patterns["place"].match(fold(title or ""))
    plain = place and words.patterns["plain_order"].match(number)
    return [place.group() + words.words["government"][0]] if place and plain else []
