"""文号 of a document: on a line of its own, of an order, behind its title, or in a site's metadata block.

Reads the outline, yields the number in its normal form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg import blocks as kinds
from kg.blocks import Block, Outline
from kg.fold import fold
from kg.lexicon import Section, holds
from kg.outline.roles import OLD

NUMBER = re.compile(
    r"(?P<agency>(?:(?![据照按由经以])[一-龥]（[一-龥]）)?[^\s〔\[【（）〕，。、；：《》]{1,24}?)第?[〔\[【（](?P<year>(?:19|20)\d\d)[〕\]】）]第?(?P<serial>[综文地]?\d{1,5})号"
)
_NO_CODE = re.compile(r"[〔\[【（](?P<year>(?:19|20)\d\d)[〕\]】）]第?(?P<serial>[综文地]?\d{1,5})号")
_BEHIND = re.compile(rf"（({NUMBER.pattern})）$")
# 莆市水利[2017]131, as a site has it
_UNENDED = re.compile(r"[\u4e00-\u9fff]{2,12}[〔\[【（](?:19|20)\d\d[〕\]】）]\d{1,5}")
# An order's number: 农业部公告第278号, 财政部令（2013年第73号）; and in a bracket behind the title of what it issues
_ORDERED = (
    r"[^，。《》（）]{2,30}(?:令|公告|通告)(?:（?(?:\d{4}年)?第?[\d一二三四五六七八九十百零〇]{1,6}号）?)"
)
_ORDER = re.compile(_ORDERED)
_ORDER_BEHIND = re.compile(rf"（({_ORDERED}|\d{{4}}年第\d{{1,5}}号)）$")


def labelled(outline: Outline, labels: Iterable[str]) -> str | None:
    """The first value of a metadata block under one of `labels`."""
    return next(values(outline, labels), None)


def values(outline: Outline, labels: Iterable[str]) -> Iterator[str]:
    """All of them; a page may say ``字号：大 中 小`` in front of ``文号：戊教规〔2022〕7号``."""
    wanted = set(labels)
    return (value for label, value in outline.meta if label.lower() in wanted and value)


def numbered(text: str) -> re.Match[str] | None:
    """The 文号 in a bracket behind a title: ``…的通知（陕政办发〔2021〕25号）``, ``…规定（农业部公告第278号）``."""
    if text[-1:] not in ("）", ")"):
        return None
    return _BEHIND.search(fold(text)) or _ORDER_BEHIND.search(fold(text))


def leading(title: str, words: Section) -> re.Match[str] | None:
    """The 文号 that a title opens with, not one of which it speaks: ``…关于贯彻国办发〔2017〕32号文件的意见``."""
    found = NUMBER.match(title)
    return found if found and not holds(found["agency"], words.words["about_number"]) else None


def number(outline: Outline, words: Section) -> str | None:
    """The 文号, normalised: ``明府办函[2023]第40号`` → ``明府办函〔2023〕40号``."""
    above = ""
    signed = False
    for block in outline.frame:
        signed = signed or block.kind == kinds.SIGNATURE
        if block.kind == kinds.NUMBER and not (signed and _is_quoted(block, outline)):
            ordered = words.patterns["order_number"].match(block.text) and _is_ordered(above, words)
            wrapped = block.text.startswith("（") and not OLD.fullmatch(block.text)
            bare = block.text.strip("（）") if wrapped else block.text
            return normal_number(above + block.text.strip("（）") if ordered else bare)
        if block.kind == kinds.TITLE:
            above = block.text
    for value in values(outline, words.words["number_label"]):
        bare = fold("".join(value.split()))
        if _UNENDED.fullmatch(bare):
            bare = f"{bare}号"
        if NUMBER.search(bare) or _ORDER.fullmatch(bare):
            return normal_number(bare)
    for block in outline.frame:
        dated = words.patterns["number_date"].match(block.text) if block.kind == kinds.NOTE else None
        if dated:
            return normal_number(dated["number"])
        if block.kind == kinds.TITLE:
            headed = words.patterns["order_inside"].match(block.text)
            headed = headed or words.patterns["order_about"].match(block.text)
            if headed:
                return headed["number"]
            inside = numbered(block.text)
            if inside or leading(block.text, words):
                return normal_number(inside[1] if inside else block.text)
    named = (numbered("".join(value.split())) for value in values(outline, words.words["title_label"]))
    return next((normal_number(inside[1]) for inside in named if inside), None)


def _is_quoted(block: Block, outline: Outline) -> bool:
    """Whether a number behind a signature is that of another document, of which the text has spoken: 现将《…》（某教函〔2021〕5号）转发."""
    return block.text in outline.speech.whole


def _is_ordered(above: str, words: Section) -> bool:
    """Whether a title is the front of a number: ``财政部公告`` / ``2023年第12号``, not ``某县人民政府土地征收公告``."""
    announced = words.patterns["announced"].match(above)
    topic = announced["topic"] if announced else None
    return bool(words.patterns["ordered"].match(above)) and (
        not topic or bool(words.patterns["body_end"].search(topic))  # 某市公安局|交通警察支队|公告
    )


def normal_number(text: str) -> str:
    """``国发(2016)3号`` → ``国发〔2016〕3号``; the number of an order stays as printed."""
    found = NUMBER.search(text)
    if found is None:
        old = OLD.fullmatch(text)  # (98)卫字第66号
        if old:
            year = old["year"] if len(old["year"]) > len("98") else f"19{old['year']}"
            return f"{old['agency']}〔{year}〕{old['serial']}号"
        bare = _NO_CODE.fullmatch(text)
        return f"〔{bare['year']}〕{bare['serial']}号" if bare else text
    return f"{found['agency']}〔{found['year']}〕{found['serial']}号"
