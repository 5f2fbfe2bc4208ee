"""Rules that one annotation sets for itself and later ones: 列第一位者为牵头单位，下同; 按职责分工负责，下同."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extract.responsibilities.lists import LEAD, Mention, role_of
from kg.lexicon import Section, holds


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds for every annotation from here on."""

    first_leads: bool = False
    others: str | None = None  # the role of all but the first: 其余为配合单位
    shared: bool = False


def standing(text: str, before: Standing, section: Section) -> tuple[Standing, Standing]:
    """What holds in the annotation `text` itself, and what holds after it: the same only where it says 下同."""
    if not section.patterns["standing_hint"].search(text):
        return before, before
    lasting = bool(section.patterns["same_below"].search(text))
    here = before
    if section.patterns["first_leads"].search(text):
        others = section.patterns["others_role"].search(text)
        here = replace(here, first_leads=True, others=role_of(others["role"], section) if others else None)
    if lasting and section.patterns["shared_below"].search(text):
        here = replace(here, shared=True)
    return here, (here if lasting else before)


def noted(text: str, before: Standing, section: Section) -> Standing:
    """A convention that running text sets for all: ``注：排在第一位的为牵头单位``."""
    if holds(text, section.words["first_stem"]) and section.patterns["first_leads"].search(text):
        return standing(text, before, section)[0]
    return before


def led(mentions: Sequence[Mention], rule: Standing) -> tuple[Mention, ...]:
    """`mentions` with the first as lead, unless somebody is said to lead."""
    if not rule.first_leads or not mentions or any(mention.role == LEAD for mention in mentions):
        return tuple(mentions)
    rest = (mention._replace(role=rule.others or mention.role) for mention in mentions[1:])
    return (mentions[0]._replace(role=LEAD), *rest)
