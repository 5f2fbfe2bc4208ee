"""Rules that one annotation sets for itself and later ones: 列第一位者为牵头单位，下同; 按职责分工负责，下同."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from kg.extract.responsibilities.mentions import LEAD, Mention, mask, role_of
from kg.grammar.numerals import number
from kg.lexicon import Section, holds

_RULES = ("lead_mark", "lead_before", "lead_count", "first_leads")  # the first that is found holds


class Leads(NamedTuple):
    """Which of a list lead: so many of the first, all in front of a sign (``，``), or those that a mark stands at (``★``)."""

    first: int = 1
    before: str = ""
    mark: str = ""
    other: re.Pattern[str] | None = None  # who is passed over: 列第一位的市直单位为牵头单位

    def of(self, mentions: Sequence[Mention], text: str) -> list[bool]:
        """Of each mention in `text` whether it leads."""
        if self.mark:
            return [
                self.mark in (text[max(0, one.start - 1) : one.start], text[one.end : one.end + 1])
                for one in mentions
            ]
        if self.other:
            own = [not self.other.match(text[one.start : one.end]) for one in mentions]
            return [place == own.index(True) for place in range(len(own))] if any(own) else own
        if not self.before:
            return [place < self.first for place in range(len(mentions))]
        first, last = mentions[0].start, mentions[-1].start
        sign = mask(text[first:last]).find(self.before)
        end = first + sign if sign >= 0 else last + 1
        return [one.start < end for one in mentions]


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds for every annotation from here on."""

    leads: Leads | None = None
    others: str | None = None  # the role of all but those: 其余为配合单位
    shared: bool = False
    several: bool = False  # shared where several lead: 多个牵头部门的按照职责分工负责 …
    own: bool = False  # … as this very annotation says


def sets_leads(text: str, section: Section, start: int = 0, end: int | None = None) -> Leads | None:
    """Who leads by the rule that an annotation sets: ``分号前为牵头单位``, ``标★的为牵头单位``, ``前两位为牵头单位``."""
    for name in _RULES:
        hit = section.patterns[name].search(text, start, len(text) if end is None else end)
        if hit is None:
            continue
        found = hit.groupdict()
        if found.get("comma") or found.get("semicolon"):
            return Leads(before="，" if found["comma"] else "；")
        count, other = (
            found.get("count") or "1",
            section.patterns["not_direct"] if found.get("direct") else None,
        )
        return Leads(int(number(count)), mark=found.get("mark") or "", other=other)
    return None


def standing(text: str, before: Standing, section: Section) -> tuple[Standing, Standing]:
    """What holds in the annotation `text` itself, and what holds after it: the same only where it says 下同."""
    if not section.patterns["standing_hint"].search(text):
        return before, before
    lasting = bool(section.patterns["same_below"].search(text))
    here = before
    if leads := sets_leads(text, section):
        others = section.patterns["others_role"].search(text)
        here = replace(here, leads=leads, others=role_of(others["role"], section) if others else None)
    if section.patterns["shared_leads"].search(text):
        here = replace(here, several=True, own=True)
    elif lasting and section.patterns["shared_below"].search(text):
        here = replace(here, shared=True)
    return here, (replace(here, own=False) if lasting else before)


def noted(text: str, before: Standing, section: Section) -> Standing:
    """A convention that running text sets for all: ``注：排在第一位的为牵头单位``."""
    if holds(text, section.words["first_stem"]) and sets_leads(text, section):
        return standing(text, before, section)[0]
    return before


def led(mentions: Sequence[Mention], rule: Standing, text: str) -> tuple[Mention, ...]:
    """`mentions` in a block's `text` with those as lead that the rule says, unless somebody is said to lead."""
    if not rule.leads or not mentions or any(mention.role == LEAD for mention in mentions):
        return tuple(mentions)
    leading = rule.leads.of(mentions, text)
    if not any(leading):
        return tuple(mentions)
    pairs = zip(mentions, leading, strict=True)
    return tuple([one._replace(role=LEAD if leads else rule.others or one.role) for one, leads in pairs])


def is_shared(mentions: Sequence[Mention], divided: bool, rule: Standing) -> bool:
    """Whether an annotation's duty is shared: it says so, or a rule does for those with several who lead."""
    if len(mentions) == 1 and not mentions[0].open_list:
        return False
    several = rule.several and sum(mention.role == LEAD for mention in mentions) > 1
    return (divided and not rule.own) or rule.shared or several
