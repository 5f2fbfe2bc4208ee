"""Bracketed names of one block of text → mentions, with number and relation.

Reads folded text and what the blocks before it have left behind (short forms, the verb of an unfinished list).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from kg.extract.citations.brackets import Name, names
from kg.extract.citations.genres import STANDARD, Genres, genres, is_document, is_short, stem
from kg.extract.citations.items import OPENING, Item, with_numbers
from kg.extract.citations.own import Own, key
from kg.extract.citations.relations import (
    AHEAD,
    DRAFTS,
    Governor,
    Grammar,
    changed,
    governor,
    grammar,
    inner_relation,
    issued,
    relation,
    without_edition,
)
from kg.grammar.numbers import numbers
from kg.lexicon import Rule, Section, alternation, holds

# Which the number of a standard has; a search skips to a class, to none with a count.
_LETTERS = re.compile("[A-Z][A-Z]")
# What may stand between a title and its short form: 》（国发〔2016〕1号，以下简称
_OWN_BRACKET = re.compile(r"[》〉」]?(?:（[^（）]*）){0,2}（[^（）《]*")
_BEGINS = frozenset(("", "，", "。", "；", "“"))  # in front of the subject of a sentence
_BEHIND = 10  # characters behind an inner name that tell what the outer one is: 〉实施办法
_ISSUER = 4  # characters in front of a title that tell whose it is: 省教育厅
_LINK = 24  # characters of a title in which the ending of a file stands: .docx（13页）
# a link to a file
_FILE = re.compile(r"[^，。；：、（]{0,8}\.(?:pdf|docx?|wps|ofd|xlsx?|zip|html?)", re.IGNORECASE)


class Mention(NamedTuple):
    """One mention in folded text: spans of the whole, of the title and of the outer title; `silent` gives no row."""

    start: int
    end: int
    title: tuple[int, int] | None
    number: str | None
    relation: str
    rule: str
    inside: tuple[int, int] | None = None
    silent: bool = False


@dataclass(slots=True)
class Scene:
    """What is known when a block is read: the rules, the own names, and what earlier blocks said, which grows."""

    rules: Grammar
    kinds: Genres
    own: Own
    short_for: tuple[str, ...]
    declares: re.Pattern[str]  # one of these, in front of a name
    own_marks: tuple[str, ...]  # 本
    its: tuple[str, ...]  # 其
    says: tuple[str, ...]  # 提出, behind the short form in an article
    press: bool  # whether the text is one
    stops: re.Pattern[str]  # the words behind which a number's agency code begins: 根据国发〔2016〕1号
    # Short forms given to other documents: 以下简称《膳食指南》
    shorts: set[str] = field(default_factory=set)
    # … and those that stand before any name they could be short for: a 解读 opens with its own 《通知》
    own_shorts: set[str] = field(default_factory=set)
    kinds_named: set[str] = field(default_factory=set)  # what names of others end with: 《…决定》
    open_list: Governor | None = None  # the verb of a list that the last block left unfinished
    lead: Rule | None = None  # what the head of the list says of the bare names of this block

    def relation_at(self, text: str, start: int, end: int) -> Rule:
        """The rule of an unbracketed mention at ``text[start:end]``."""
        return relation(self.rules, governor(self.rules, text, 0, start, None), text[end : end + AHEAD])

    def inner(self, head: str) -> Rule:
        """The rule of a name inside another, whose words in front are `head`."""
        return inner_relation(self.rules, head)


def scene(section: Section, own: Own, press: bool = False) -> Scene:
    """The scene before the first block."""
    short_for, stops = section.words["short_for"], section.patterns["number_stop"]
    return Scene(
        grammar(section),
        genres(section),
        own,
        short_for,
        _declares(section),
        section.words["own_marks"],
        section.words["its"],
        section.words["says"],
        press,
        stops,
    )


@lru_cache(maxsize=4)
def _declares(section: Section) -> re.Pattern[str]:
    return re.compile(alternation(section.words["short_for"]) + "[^，。；《]{0,6}$")


def bracketed(text: str, state: Scene) -> list[Mention]:
    """The bracketed mentions of a block; `state` learns what it says for the next one."""
    listed, state.open_list = state.open_list, None
    found = names(text) if holds(text, OPENING) else []
    if not found:
        return []
    items = with_numbers(text, found, state.stops)
    runs = _run_ends(state, text, items)
    mentions: list[Mention] = []
    governed: Governor | None = None
    before = 0
    for index, item in enumerate(items):
        carried = governed if index else (listed if item.start == 0 else None)
        governed = governor(state.rules, text, before, item.start, carried)
        before = item.end
        rule = relation(state.rules, governed, text[runs[index] : runs[index] + AHEAD])
        if rule.fields["relation"] == DRAFTS and _is_out(text, item, governed, state):
            rule = state.rules.mention
        if state.lead and rule is state.rules.mention and runs[index] == runs[0]:
            rule = state.lead
        _read(text, item, rule, state, mentions)
    if len(found) > len(items):
        mentions += _inner(text, found, mentions, state)
    if items and text[before:] in ("", "、", "，"):
        state.open_list = governed
    return mentions


def _is_out(text: str, item: Item, governed: Governor, state: Scene) -> bool:
    """Whether what is drafted exists: ``市政府出台《X》（成府发〔2022〕10号）``, ``市财政局会同市民政局制定《…的通知》``."""
    if item.number is not None:
        return True
    notice = text.endswith(state.rules.notice, *item.name.inner())
    return notice and state.rules.made.fullmatch(governed.clause) is not None


def _run_ends(state: Scene, text: str, items: Sequence[Item]) -> list[int]:
    """For each name where its run ends: what is said behind a run (《A》《B》同时废止) holds for all of it."""
    ends = [item.end for item in items]
    for index in range(len(items) - 2, -1, -1):
        gap = without_edition(text[items[index].end : min(items[index + 1].start, items[index].end + 41)])
        whole = (
            len(gap) <= 40
            and state.rules.connector.fullmatch(gap)
            and not state.rules.verbs.pattern.search(gap)
        )
        apart = items[index + 1].start >= items[index].end  # no short form in its bracket
        ends[index] = ends[index + 1] if whole and apart else ends[index]
    return ends


def _read(text: str, item: Item, rule: Rule, state: Scene, out: list[Mention]) -> None:
    """Adds the mention of `item`, silent where it gives no row, and to the scene what it declares."""
    start, end = item.name.inner()
    end = item.title_end or end
    title = text[start:end]
    if (
        title.endswith("号")
        and (alone := numbers(title))
        and alone[0].start == 0
        and alone[0].end == len(title)
    ):
        relation_of = rule.fields["relation"]
        out.append(Mention(item.start, item.end, None, alone[0].value, relation_of, "cite-number-alone"))
        return
    standard = STANDARD.search(title) if _LETTERS.search(title) else None
    span = _unstandard(start, end, standard)
    proven = item.number is not None or standard is not None or bool(STANDARD.match(text, item.name.end))
    silent = not (is_document(state.kinds, title, proven) or state.own.is_plan(title))
    at = text.find(".", max(start, end - _LINK), item.end + 9)
    if at >= 0 and _FILE.match(text, at if at < end else item.end):
        silent = True  # 《…办法.docx》, 《…办法》.pdf
    before = text[max(0, item.start - 12) : item.start]
    if holds(before, state.short_for) and state.declares.search(before):
        of_others = (
            bool(out) and _declared(text, out[-1], item.start) and not state.own.holds(_title(text, out[-1]))
        )
        if of_others:
            state.shorts.add(title)
        silent = True
    elif item.number is None and is_short(state.kinds, title):
        silent = title not in state.shorts and not _of_other(text, item, title, state)
        if silent:
            state.own_shorts.add(title)
    elif state.own.is_self(title):
        earlier = rule.fields["relation"] == "repeals" or changed(rule)  # that of an earlier year
        silent = not (issued(rule) or earlier or _of_another(text, item, rule, state))
    elif state.own.is_headline(text):
        silent = True
    name, known = _own_rule(state, title, rule)
    if item.name.cut:
        name, silent = "cite-cut-bracket", silent or item.number is None
    if not silent:
        state.kinds_named.add(title[-2:])
    row = (item.start, item.end, span, item.number, known, name, None, silent)
    out.append(tuple.__new__(Mention, row))


def _of_other(text: str, item: Item, title: str, state: Scene) -> bool:
    """Whether 《决定》 that nobody has defined is one named before, and the document is no such: 本《决定》 is its own.

    What an article tells of, 《计划》提出, is never its own.
    """
    tells = state.press and state.own.title and text.startswith(state.says, item.end)
    if tells and text[item.start - 1 : item.start] in _BEGINS:
        return True
    if text[item.start - 1 : item.start] in state.its:
        return True  # 《医疗机构管理条例》及其《实施细则》
    return (
        state.own.title != ""  # what a passage goes on to tell of is what it has named already
        and title in state.kinds_named
        and title not in state.own_shorts
        and title not in state.own.title
        and text[item.start - 1 : item.start] not in state.own_marks
    )


def _of_another(text: str, item: Item, rule: Rule, state: Scene) -> bool:
    """Whether what is called as the document itself has another number or another issuer: 根据省教育厅《关于…的通知》."""
    if rule.fields["relation"] not in ("based_on", "implements"):
        return False
    if item.number is not None:
        return item.number not in state.own.numbers
    return state.own.is_foreign(text[max(0, item.start - _ISSUER) : item.start])


def _unstandard(start: int, end: int, standard: re.Match[str] | None) -> tuple[int, int]:
    """The span of a title without the number of a standard in front of it or behind: 《GB 18483—2001 油烟排放标准》."""
    if standard and standard.start() > 2:
        return start, start + standard.start()
    if standard and standard.start() == 0 and start + standard.end() < end:
        return start + standard.end(), end
    return start, end


def _title(text: str, mention: Mention) -> str:
    return text[slice(*(mention.title or (0, 0)))]


def _declared(text: str, mention: Mention, start: int) -> bool:
    """Whether the short form at `start` is that of `mention`: nothing but its own bracket stands between."""
    end = mention.title[1] if mention.title else mention.start
    return bool(_OWN_BRACKET.fullmatch(text, end, start))


def _own_rule(state: Scene, title: str, rule: Rule) -> tuple[str, str]:
    """Rule id and relation; the plan that the document issues is enclosed, whatever is said of it."""
    known = rule.fields["relation"]
    if not changed(rule) and known not in ("encloses", "forwards", "repeals") and state.own.is_plan(title):
        return "cite-own-plan", "encloses"
    return rule.id, known


def _inner(text: str, found: Sequence[Name], outer: Sequence[Mention], state: Scene) -> Iterator[Mention]:
    """The names inside names, each with what the outer one does to it."""
    by_start = {name.start: name for name in found}
    loud = {mention.title[0] - 1 for mention in outer if mention.title and not mention.silent}
    last: tuple[Name, Rule] | None = None  # 印发〈A〉和〈B〉的通知: both are enclosed
    for name in found:
        if name.outer is None or _root(by_start, name) not in loud or _aside(text, name, state):
            continue
        around = by_start[name.outer]
        if (
            last
            and last[0].outer == name.outer
            and state.rules.joins.fullmatch(text, last[0].end, name.start)
        ):
            rule = last[1]
        else:
            before = text[max(around.start + 1, name.start - 60) : name.start]
            rule = inner_relation(state.rules, before, text[name.end : min(name.end + _BEHIND, around.end)])
        last = name, rule
        start, end = name.inner()
        title = text[start:end]
        form = rule.fields["relation"] == "encloses" and state.kinds.form.of(stem(title)) > 0
        if is_document(state.kinds, title, False) or (not form and key(stem(title))):
            inside = around.inner()
            yield Mention(name.start, name.end, (start, end), None, rule.fields["relation"], rule.id, inside)


def _aside(text: str, name: Name, state: Scene) -> bool:
    """Whether it is another word for the kind in front of it: 实施方案〈计划〉."""
    start, end = name.inner()
    return (
        is_short(state.kinds, text[start:end]) and state.kinds.genre.of(text[name.start - 8 : name.start]) > 0
    )


def _root(by_start: dict[int, Name], name: Name) -> int:
    while name.outer is not None:
        name = by_start[name.outer]
    return name.start
