"""Where the name in front of a predicate begins: at its clause, behind 由 or an adverbial, behind what says which is meant.

Reads a block's text with its remarks blanked; yields the subject of a clause, its mentions as offsets into the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, TypeAlias

from kg.extract.responsibilities.mentions import Mention
from kg.extract.responsibilities.naming import Voice, named
from kg.lexicon import Section

_AND_SO_ON = "等"  # without 部门
_QUOTES, _QUOTED, _SLOGAN = "“", "”", 14  # … with so many characters between them at most
_OPENINGS = "\n，。；：、"
_COMMA, _STOPS, _LIST = "，", "，。；：\n", 160  # characters of a list in front
_new = tuple.__new__  # of a named tuple: a third of the time that calling it takes

# What reads names in a stretch: a list of them, or one.
Reading: TypeAlias = Callable[[str, Voice, int, int], tuple[Mention, ...]]


class Subject(NamedTuple):
    """Who a clause speaks of: `start` is the clause's own start; the rule where 由 or 支持 gives the name."""

    start: int
    mentions: tuple[Mention, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Openings:
    """The patterns of where a name may begin, and `clause`, which goes back to where its clause does."""

    clause: re.Pattern[str]
    head: re.Pattern[str]  # what may stand in front of a name, or what asks to support it
    adverbial: re.Pattern[str]
    no_support: re.Pattern[str]
    charged: re.Pattern[str]  # whom a law charges without a name: 负有…职责的部门
    relative: re.Pattern[str]  # what says which body is meant: 由查处举报案件的
    by: str
    of: str
    to: str
    by_verb: re.Pattern[str]  # what is a duty only behind it, and only at the end of a clause
    by_first: frozenset[str]  # the first signs of these


@cache
def openings_of(section: Section) -> Openings:
    """Those of a lexicon."""
    patterns = section.patterns
    several = patterns["several"].pattern.strip("[]")
    # to the end where there is one name
    clause = re.compile(rf"(?>(.*[，。；：！？“”《》\t（）])?)[^{several}]*+")
    head = re.compile(f"(?P<opening>{patterns['opening'].pattern})|{patterns['support_x'].pattern}")
    by = section.words["by_word"][0]
    return Openings(
        clause,
        head,
        patterns["adverbial"],
        patterns["of_government"],
        patterns["charged_body"],
        patterns["relative"],
        by,
        section.words["of_word"][0],
        section.words["to_word"][0],
        patterns["by_verb"],
        frozenset(word[0] for word in section.words["by_verb"]),
    )


def subject_of(words: str, start: int, at: int, reading: Reading, voice: Voice) -> Subject | None:
    """The names that end at `at`, the surest place first: behind 由, at the start of the clause, behind an adverbial."""
    tools = openings_of(voice.section)
    by = words.rfind(tools.by, start, at) if reading is named else -1
    if by > start and words.endswith(voice.section.words["done_by"], start, by):
        return None  # 已由市自然资源局|完成
    said = words[at : at + 1] in tools.by_first
    only = tools.by_verb.match(words, at) if said else None  # 由省人民政府|规定。, not 按照省人民政府|规定
    if only and (by < 0 or not only["ends"]):
        return None
    if by >= 0 and (mentions := reading(words, voice, by + 1, at)):
        return _new(Subject, (start, mentions, "duty-text-by"))
    if only:
        return None
    if mentions := reading(words, voice, start, at):
        return _new(Subject, (start, mentions, ""))
    reported = words.startswith(voice.section.words["reported"], start)
    if reported and words.startswith(voice.section.words["together_stem"], at):
        mentions = reading(words, voice, start + 1, at)
        return _new(Subject, (start, mentions, "")) if mentions else None
    head = tools.head.match(words, start, at)
    if head and head["opening"] and head.end() < at and (mentions := reading(words, voice, head.end(), at)):
        return _new(Subject, (start, mentions, ""))
    adverbial = tools.adverbial.search(words, start, at)
    to = words.find(tools.to, start, at)  # 向所在地|市、县民政部门报告: who is told
    while adverbial:
        told = 0 <= to < adverbial.start() and words[adverbial.end() - 1] in voice.section.words["seat_end"]
        told = told or _is_of_kind(words, adverbial.end(), at, voice.section)
        if mentions := () if told else reading(words, voice, adverbial.end(), at):
            return _new(Subject, (start, mentions, ""))
        adverbial = tools.adverbial.search(words, adverbial.end(), at)
    if head and not head["opening"] and not tools.no_support.fullmatch(words, head.end(), at):
        mentions = reading(words, voice, head.end(), at)
        return _new(Subject, (start, mentions, "duty-text-support")) if mentions else None
    behind = words.find(tools.of, start, at) + 1  # a relative clause ends with the first 的
    charged = tools.charged.fullmatch(words, start, at) if behind else None
    if charged:
        return _new(Subject, (start, (Mention(*charged.span("who"), None, False, True),), ""))
    told = words.startswith(voice.section.words["toward"], start)  # 对成绩突出的|三明市医保局|予以表扬
    rest = reading(words, voice, behind, at) if behind and not told else ()
    if not rest or rest[0].start != behind or not tools.relative.match(words, start, behind):
        return None
    if _is_of_kind(words, behind, at, voice.section) or words.endswith(_AND_SO_ON, behind, at):
        return None  # 开展献血的|宣传、组织等|日常管理工作
    return _new(Subject, (start, rest, ""))


def _is_of_kind(words: str, start: int, end: int, section: Section) -> bool:
    """Whether what is meant behind 的 is any of a kind that others have approved: ``市民政局审批的|市级培训中心``."""
    return words[start - 1] == section.words["of_word"][0] and words.endswith(
        section.words["centre"], start, end
    )


def with_quoted(words: str, subject: Subject, voice: Voice) -> Subject:
    """The subject with what stands quoted at the head of its name: ``“两旧一村”改造工作专班``."""
    first = subject.mentions[0]
    if words[first.start - 1 : first.start] != _QUOTED:
        return subject
    start = words.rfind(_QUOTES, max(0, first.start - _SLOGAN), first.start)
    before = words[max(0, start - 1) : start]
    if start < 0 or (before not in _OPENINGS and before != openings_of(voice.section).by):
        return subject
    mentions = (first._replace(start=start), *subject.mentions[1:])
    return subject._replace(start=min(start, subject.start), mentions=mentions)


def with_front(words: str, begin: int, subject: Subject, voice: Voice) -> Subject:
    """The subject with the names of the clauses in front, where these are nothing else: ``各区人民政府，|市直各单位``."""
    front: Subject | None = subject
    while front:
        subject, front = front, _front(words, begin, front, voice)
    return subject


def _front(words: str, begin: int, subject: Subject, voice: Voice) -> Subject | None:
    """The subject with the names of one clause more, None where that is no list of names."""
    comma = subject.start - 1
    if subject.rule or comma <= begin or words[comma] != _COMMA or subject.mentions[0].start != subject.start:
        return None
    low = max(begin, comma - _LIST)
    start = max(low, 1 + max(words.rfind(sign, low, comma) for sign in _STOPS))
    names = named(words, voice, start, comma)
    if not names or names[0].start != start or (len(names) == 1 and names[0].end < comma):
        return None
    return subject._replace(start=start, mentions=(*names, *subject.mentions))
