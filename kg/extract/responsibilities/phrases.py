"""Set phrases that give a body a duty without its being the subject of a plain clause.

成立…委员会，负责…; 办公室设在…，牵头…; 经…审核; 接受…指导; 委托…作为…; …是…的主管单位; 市教育局：负责…
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence, Set
from typing import TypeAlias

from kg.extract.responsibilities.mentions import GUIDE, LEAD, REMARK, RESPONSIBLE, SUPPORT, Mention
from kg.extract.responsibilities.predicates import predicates
from kg.extract.responsibilities.roles import role_below, role_here
from kg.extract.responsibilities.signs import (
    CLAUSES,
    DEFINED,
    DUTY_OF,
    FOUNDED,
    HEADED,
    MECHANISM,
    SEATED,
    WITH,
    behind_last,
    heads,
)
from kg.extract.responsibilities.statements import Statement
from kg.lexicon import Section, holds, spans

Named: TypeAlias = Callable[[int, int], tuple[Mention, ...]]

# Pattern, which is the sign that it cannot do without too, role, rule: each pattern marks the names as `who`.
_PLAIN = (
    ("through", RESPONSIBLE, "duty-text-through"),
    ("through_next", RESPONSIBLE, "duty-text-through"),
    ("agreed", RESPONSIBLE, "duty-text-through"),
    ("approved", RESPONSIBLE, "duty-text-through"),
    ("joined", SUPPORT, "duty-text-founded"),
    ("required", RESPONSIBLE, "duty-text-through"),
    ("passed", RESPONSIBLE, "duty-text-through"),
    ("submitted", RESPONSIBLE, "duty-text-through"),
    ("accept", GUIDE, "duty-text-through"),
    ("guided", GUIDE, "duty-text-through"),
    ("led_below", LEAD, "duty-text-through"),
    ("helped", SUPPORT, "duty-text-through"),
    ("arranged", RESPONSIBLE, "duty-text-through"),
    ("with_first", SUPPORT, "duty-text-charge"),
    ("partner", RESPONSIBLE, "duty-text-charge"),
    ("entrust", RESPONSIBLE, "duty-text-through"),
    ("mainly", LEAD, "duty-text-by"),
    ("appointed", RESPONSIBLE, "duty-text-definition"),
)
_DEFINED_BACK = 100  # characters from those whom a definition names to its noun
_NAME_END = re.compile(r"[（，。□◇]")
_CLAUSE_END = re.compile(r"[。；]|\Z")
_COMMA, _BESIDE = "，", "with"
_BEFORE = 60  # characters in front of what tells whose duty it is
_FUNCTION = 20  # characters of a function with its level: 省级人力资源社会保障


def phrases(words: str, begin: int, named: Named, kinds: Set[str], section: Section) -> Iterator[Statement]:
    """The statements of the set phrases in `words` whose signs are of these `kinds`; `named` reads names in a stretch."""
    for name, role, rule in _PLAIN:
        if name in kinds:
            for match in section.patterns[name].finditer(words, begin):
                beside = _BESIDE in match.re.groupindex and match[_BESIDE]
                yield from _one(match.span(), named(*match.span("who")), LEAD if beside else role, rule)
                if beside:
                    yield from _one(match.span(), named(*match.span(_BESIDE)), SUPPORT, rule)
    if DUTY_OF in kinds:
        yield from _duty_of(words, begin, named, section)
    if WITH in kinds:
        yield from _with_function(words, begin, named, section)
    if FOUNDED in kinds:
        yield from _founded(words, begin, section)
    if MECHANISM in kinds:
        yield from _mechanism(words, begin, named, section)
    if SEATED in kinds:
        yield from _seated(words, begin, section)
    if (
        DEFINED in kinds
        and holds(words, section.words["copula"])
        and section.patterns["defining_hint"].search(words)
    ):
        yield from _defined(words, begin, named, section)
    if HEADED in kinds:
        yield from _headed(words, begin, named, section)


def _one(
    span: tuple[int, int], mentions: Sequence[Mention], role: str, rule: str, divided: bool = False
) -> Iterator[Statement]:
    if mentions:
        yield Statement(*span, tuple(m.acting(role) for m in mentions), divided, rule, "")


def _duty_of(words: str, begin: int, named: Named, section: Section) -> Iterator[Statement]:
    """Whose duties are told: ``市疾控中心|的主要职责是负责…``, ``市指挥部|主要职责：``."""
    for told in section.patterns["duty_of"].finditer(words, begin):
        at = told.start()
        start = behind_last(words, max(begin, at - _BEFORE), at)
        yield from _one((start, told.end()), named(start, at), RESPONSIBLE, "duty-text-charge")


def _with_function(words: str, begin: int, named: Named, section: Section) -> Iterator[Statement]:
    """Who is named by his function alone, as those with whom he acts: ``由医保会同财政、民政等部门研究制定``."""
    patterns, signs = section.patterns, (*CLAUSES, *section.words["by_word"])
    for at, _ in spans(words, section.words["with_word"]):
        start = behind_last(words, max(begin, at - _FUNCTION), at, signs)
        others = start < at and patterns["acting"].fullmatch(words, start, at)
        match = patterns["with_function"].match(words, at) if others else None
        helping = named(*match.span(_BESIDE)) if match else ()
        if match and helping:
            lead = Mention(start, at, LEAD, False, True)
            mentions = (lead, *(other.acting(SUPPORT) for other in helping))
            yield Statement(start, match.end(), mentions, False, "duty-text-charge", "")


def _founded(words: str, begin: int, section: Section) -> Iterator[Statement]:
    """A body that the document founds and gives a duty: ``成立全面预算管理委员会，负责…``."""
    for match in section.patterns["founding"].finditer(words, begin):
        end = _NAME_END.search(words, match.start(), match.end())
        stop = end.start() if end else match.end()
        founder = section.patterns["founder"].search(words, max(begin, stop - 80), stop)
        if founder and not founder["urged"]:  # 鼓励企业设立研究中心
            body = Mention(*founder.span("who"))
            yield from _one((founder.start(), match.end()), [body], RESPONSIBLE, "duty-text-founded")


def _mechanism(words: str, begin: int, named: Named, section: Section) -> Iterator[Statement]:
    """``建立生态环境部门牵头，发展改革、财政等部门参加的协调机制``."""
    for match in section.patterns["mechanism"].finditer(words, begin):
        for part, role in (("lead", LEAD), ("with", SUPPORT)):
            yield from _one(match.span(), named(*match.span(part)), role, "duty-text-founded")


def _seated(words: str, begin: int, section: Section) -> Iterator[Statement]:
    """``办公室设在区卫生计生委，牵头制定…，负责综合…``: the office leads, and is responsible."""
    for match in section.patterns["seated"].finditer(words, begin):
        what = match["what"]
        roles = [LEAD] if any(stem in what for stem in section.words["lead_stem"]) else []
        charged = section.patterns["charged_with"].search(what)
        roles += [RESPONSIBLE] if charged or not roles else []
        for role in roles:
            yield from _one(match.span(), [Mention(*match.span("who"))], role, "duty-text-founded")


def _defined(words: str, begin: int, named: Named, section: Section) -> Iterator[Statement]:
    """``区工业和信息化局是本措施的实施部门``: the subject of 是 before a word for who is in charge."""
    for noun in section.patterns["charge"].finditer(words, begin):
        low = max(begin, noun.start() - _DEFINED_BACK)
        clause = section.patterns["defining"].search(words[low : noun.start()])
        if clause and _is_whole(words, noun.end()):
            start, end = low + clause.start("who"), low + clause.end("who")
            role = _role_of(noun.group(), section)
            others: tuple[Mention, ...] = ()
            if role == RESPONSIBLE and words.startswith((_COMMA, REMARK), noun.end()):
                role, others = _behind(words, noun.end() + 1, named, section)
            who = named(start, end) or _body(words, start, end, section)
            yield from _one((start, noun.end()), who, role, "duty-text-definition")
            yield from _one((start, noun.end()), others if who else (), SUPPORT, "duty-text-definition")


def _behind(words: str, at: int, named: Named, section: Section) -> tuple[str, tuple[Mention, ...]]:
    """What the clause behind a definition gives: ``市城管局为主管部门，负责指导…`` guides, ``，会同市水利局…`` leads another."""
    stop = _CLAUSE_END.search(words, at)
    said = words[at : stop.start() if stop else None]
    clause = said.partition(_COMMA)[0]
    if not section.patterns["charge_first"].match(clause):
        return RESPONSIBLE, ()
    role, others = role_here(clause, clause, section)
    if role == LEAD and others:
        start, end = at + others[0].start(_BESIDE), at + others[0].end(_BESIDE)
        names = (named(start, cut) for cut in predicates(words, start, end, section))
        return LEAD, next((found for found in names if found), ())
    return role if role in (GUIDE, LEAD) else RESPONSIBLE, ()


def _role_of(noun: str, section: Section) -> str:
    """The role that a word for who is in charge gives: ``牵头单位``, ``协办单位``."""
    if holds(noun, section.words["lead_stem"]):
        return LEAD
    return SUPPORT if holds(noun, section.words["support_stem"]) else RESPONSIBLE


def _body(words: str, start: int, end: int, section: Section) -> tuple[Mention, ...]:
    """What a definition makes a body by naming it: ``国务院各部门办公厅（室）``."""
    return (Mention(start, end),) if section.patterns["defined_body"].fullmatch(words, start, end) else ()


def _is_whole(words: str, end: int) -> bool:
    return end == len(words) or words[end] in f"，。；（）、{REMARK}"


def _headed(words: str, begin: int, named: Named, section: Section) -> Iterator[Statement]:
    """A paragraph or a sentence that opens with its agency: ``市教育局：负责…``, ``公安部门：一是…``."""
    match = section.patterns["line_head"].match(words, begin)
    opening = [(*match.span("who"), match.end())] if match else []
    for start, end, at in (*opening, *heads(words, begin, section)):
        who = named(start, end)
        if who:
            stop = _CLAUSE_END.search(words, at)
            span = (start, stop.start() if stop else at)
            said = words[at : span[1]]
            listed = section.patterns["head_list"].match(said)
            role = RESPONSIBLE if listed else role_below(said, section)
            yield from _one(span, who, role, "duty-text-charge")
            if company := None if listed else role_here(said.partition(_COMMA)[0], said, section)[1]:
                low, high = (at + place for place in company[0].span(_BESIDE))
                stops = (*predicates(words, low, high, section), high)
                beside = next((found for stop in stops if (found := named(low, stop))), ())
                yield from _one((low, high), beside, company[1], "duty-text-charge")
