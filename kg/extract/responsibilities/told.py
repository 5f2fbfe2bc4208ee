"""What a labelled annotation tells in clauses: ``责任分工：区规划局负责规划编制，嘉源公司作为业主单位，潭城镇政府全力配合``.

Reads a stretch of masked text; yields who acts and in which roles, or None where the stretch is names and role words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from kg.extract.responsibilities.known import Known, patterns_of
from kg.extract.responsibilities.lists import cut
from kg.extract.responsibilities.mentions import GUIDE, LEAD, RESPONSIBLE, SUPPORT, Mention, name_at
from kg.lexicon import Section, holds

_ROLES = ((LEAD, "told_lead"), (GUIDE, "told_guide"), (SUPPORT, "told_support"))


class Told(NamedTuple):
    """Those of whom a clause tells, and the roles that it gives them; none where the next clause says it."""

    mentions: tuple[Mention, ...]
    roles: tuple[str, ...]


def told(text: str, masked: str, start: int, end: int, known: Known) -> Told | None:
    """Who acts in `start:end`: ``区交通与建设局|业务检查指导并协助区规划局`` guides and supports."""
    section = known.section
    clause = section.patterns["told"].fullmatch(masked, start, end)
    if clause is None or patterns_of(section).role_run.fullmatch(clause["does"]):
        return None
    if holds(clause["who"], section.words["with_word"]):
        return None
    names = cut(masked, *clause.span("who"), (), section)
    found = [name_at(text, masked, left, right, section) for left, right, _ in names]
    mentions = tuple([mention for mention in found if mention and mention.fits])
    if not mentions or len(mentions) < len(names):
        return None
    return Told(mentions, _roles(clause["does"], section))


def _roles(does: str, section: Section) -> tuple[str, ...]:
    """The roles of a predicate, each once: ``各司其职`` gives none of its own."""
    patterns = section.patterns
    if patterns["told_later"].fullmatch(does):
        return ()
    parts = does.split(section.words["also"][0])
    said = dict.fromkeys(_role(part, patterns) for part in parts if part)
    return tuple(role for role in said if role) or (RESPONSIBLE,)


def _role(does: str, patterns: Mapping[str, re.Pattern[str]]) -> str:
    return next((role for role, name in _ROLES if patterns[name].match(does)), "")
