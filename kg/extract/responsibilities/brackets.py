"""Annotations in brackets of any shape: ``（牵头单位：市教育局）``, ``【市教育局牵头】``, ``…改善供水。（市水利局）``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from kg.blocks import Speech
from kg.extract.responsibilities.conventions import sets_leads
from kg.extract.responsibilities.known import Known, Parsed, worth_reading
from kg.extract.responsibilities.mentions import RESPONSIBLE
from kg.extract.responsibilities.statements import (
    OPENING,
    SENTENCE_END,
    Statement,
    breaks_in,
    read_part,
    statement_of,
)
from kg.lexicon import Section

_BRACKET = re.compile(
    r"[（〔【\[](?>(?:[^（）〔〕【】\[\]\n]{0,600}+(?>(?:[（〔【\[][^（）〔〕【】\[\]\n]{0,200}+[）〕】\]])?)){0,40})[）〕】\]]"
)
_INNER = re.compile(r"[（〔【\[]([^（）〔〕【】\[\]]{0,600}+)[）〕】\]]")
# The number of its block, where it stands in it, and whether it names a role.
Bracket: TypeAlias = tuple[int, tuple[int, int], bool]
_CLOSING, _STRICT = "closing", "strict"
_COMPANY = 2  # annotations in brackets that a document has where its weakest are believed
_NAME = 4  # characters of a name that is told by its company alone
_ORDINAL = 3  # characters of （一）


def worth(speech: Speech, tables: Mapping[int, tuple[Statement, ...]], section: Section) -> list[Bracket]:
    """The brackets outside tables that are read at all, those of all blocks looked for at once."""
    whole, starts = speech.whole, speech.starts
    trigger, told_or_strong = section.patterns["trigger"].search, worth_reading(section).search
    found: list[Bracket] = []
    for start, end in _brackets(whole):
        tells = told_or_strong(whole, start + 1, end - 1) or _closes(whole, start, end)
        if tells and (index := speech.number(start)) not in tables:
            told = trigger(whole, start + 1, end - 1) is not None
            found.append((index, (start - starts[index], end - starts[index]), told))
    return found


def bracketed(
    speech: Speech, brackets: Sequence[Bracket], known: Known, printed: str
) -> defaultdict[int, list[Statement]]:
    """By block the annotations in `brackets`."""
    found: defaultdict[int, list[Statement]] = defaultdict(list)
    # those that close a paragraph and may be lists of weak names
    left: list[tuple[int, tuple[int, int]]] = []
    spaces: dict[int, Sequence[int]] = {}  # by block, told once: one may be all of brackets
    for index, where, told in brackets:
        if index not in spaces:
            spaces[index] = breaks_in(speech.blocks[index], printed)
        text, breaks = speech.texts[index], spaces[index]
        mine = [*_within(text, where, breaks, known)] if told else []
        if not mine and (strict := _stands(text, where, known.section)):  # 市招生考试指导中心 names no role
            mine = [*_plain(text, where, breaks, strict == _STRICT, known)]
            if not mine and strict == _CLOSING and where[0]:
                left.append((index, where))
        found[index] += mine
    if left and sum(map(len, found.values())) >= _COMPANY:
        for index, where in left:
            found[index] += _weak(speech.texts[index], where, spaces[index], known)
    return found


def _closes(whole: str, start: int, end: int) -> bool:
    """Whether a bracket closes its paragraph behind a full stop: ``…整治村容村貌。（各乡镇）``."""
    return whole[start - 1 : start] == "。" and whole[end : end + 1] in ("", "\n")


def _brackets(whole: str) -> list[tuple[int, int]]:
    """Where brackets stand that may hold a name; each of their signs is looked for alone, which is twice as quick."""
    found: list[tuple[int, int]] = []
    done = 0
    for at in sorted([at for sign in OPENING for at in _places(whole, sign)]):
        match = _BRACKET.match(whole, at) if at >= done else None
        if match:
            done = match.end()
            if done - at > _ORDINAL:
                found.append((at, done))
    return found


def _places(whole: str, sign: str) -> Iterator[int]:
    at = whole.find(sign)
    while at >= 0:
        yield at
        at = whole.find(sign, at + 1)


def _within(text: str, where: tuple[int, int], breaks: Sequence[int], known: Known) -> Iterator[Statement]:
    """The statement of a bracket, else those of the brackets inside it."""
    statement = _bracket(text, where, breaks, known)
    if statement:
        yield statement
        return
    for inner in _INNER.finditer(text, where[0] + 1, where[1] - 1):
        statement = _bracket(text, inner.span(), breaks, known)
        if statement:
            yield statement


def _bracket(text: str, where: tuple[int, int], breaks: Sequence[int], known: Known) -> Statement | None:
    parsed = read_part(text, where[0] + 1, where[1] - 1, breaks, known)
    if parsed and parsed.pure and not parsed.roles and len(parsed.mentions) > 1:
        if not sets_leads(text, known.section, *where):
            return None  # 列第一位者为牵头单位，下同: the rule is all that is said of roles
        parsed = parsed._replace(mentions=tuple(m.acting(RESPONSIBLE) for m in parsed.mentions))
        return statement_of(text, *where, parsed, "duty-bracket-list")
    if parsed is None or not parsed.roles:
        return None
    if not (
        parsed.labelled
        or parsed.pure
        or (parsed.named and _headed_list(text, where[1], parsed, known.section))
    ):
        return None
    rule = "duty-bracket-label" if parsed.labelled else "duty-bracket-role"
    return statement_of(text, *where, parsed, rule)


def _headed_list(text: str, end: int, parsed: Parsed, section: Section) -> bool:
    """Whether all of a bracket that a body opens are names, also those that do not look it: ``市住建局牵头，华润燃气配合``."""
    first, patterns = parsed.mentions[0], section.patterns
    if not patterns["strong"].fullmatch(text, first.start, first.end):
        return False
    if text.startswith(section.words["anyone"], first.start) or not patterns["closing_role"].search(
        text, end - 8, end - 1
    ):
        return False
    function = patterns["function_item"].fullmatch  # 安监局牵头，|监察配合
    return all(
        one.fits or one.end - one.start >= _NAME or function(text, one.start, one.end) is not None
        for one in parsed.mentions
    )


def _stands(text: str, where: tuple[int, int], section: Section) -> str:
    """Where a bracket of mere names may be an annotation: ``…改善供水。（市水利局）`` closes its paragraph.

    Inside a paragraph and in front of a full stop (``…改善供水（市水利局、市住建局）。``) its names have to be plain ones.
    """
    start, end = where
    behind = text[end : end + 2]
    before = text[start - 1] if start else "。"
    if before in SENTENCE_END:
        return _CLOSING if behind in ("", "。") else _STRICT
    if behind[:1] not in ("", "。") or before in section.words["explained"]:
        return ""
    return _STRICT if section.patterns["enumerated"].search(text[start + 1 : end - 1]) else ""


def _weak(text: str, where: tuple[int, int], breaks: Sequence[int], known: Known) -> Iterator[Statement]:
    """A list of names that only the company of other annotations tells: ``（各乡镇）``, ``（县供销社）``, but no place alone."""
    parsed = read_part(text, where[0] + 1, where[1] - 1, breaks, known)
    if parsed is None or not (parsed.pure and all(mention.fits for mention in parsed.mentions)):
        return
    places, groups = known.section.words["place_end"], known.section.patterns["weak_group"]
    sure = [
        groups.match(text, one.start, one.end) or not text.endswith(places, one.start, one.end)
        for one in parsed.mentions
    ]
    if any(sure):
        named = parsed._replace(mentions=tuple(m.acting(m.role or RESPONSIBLE) for m in parsed.mentions))
        yield statement_of(text, *where, named, "duty-bracket-list")


def _plain(
    text: str, where: tuple[int, int], breaks: Sequence[int], strict: bool, known: Known
) -> Iterator[Statement]:
    """A bracket that holds nothing but names of agencies."""
    parsed = read_part(text, where[0] + 1, where[1] - 1, breaks, known)
    strong = known.section.patterns["strong"]
    if parsed is None or not parsed.pure or (where[0] == 0 and len(parsed.mentions) == 1):
        return
    places, plain = known.section.words["place_end"], 0
    count = len(parsed.mentions)
    for mention in parsed.mentions:
        twin = text.find("（", mention.start, mention.end)  # 市市场监管局|（知识产权局）
        if strong.fullmatch(text, mention.start, mention.end) or strong.fullmatch(text, mention.start, twin):
            plain += 1
        elif not strict and text.endswith(places, mention.start, mention.end):
            count -= 1  # 省民政厅，福州市、厦门市
    if plain and (plain == count or (2 * plain >= count and not strict)):
        named = parsed._replace(mentions=tuple(m.acting(m.role or RESPONSIBLE) for m in parsed.mentions))
        yield statement_of(text, *where, named, "duty-bracket-list")
