"""Which role a predicate gives its subject: ``牵头制定…`` lead, ``积极配合`` support, ``做好指导工作`` guide."""

from __future__ import annotations

import re

from kg.extract.responsibilities.mentions import GUIDE, LEAD, RESPONSIBLE, SUPPORT
from kg.lexicon import Section, holds

_COMMA = "，"
# Role, whether its sentence is read rather than its clause, the words that its pattern cannot do without, the pattern.
_ROLES = (
    (LEAD, False, "lead_stem", "lead_here"),
    (GUIDE, False, "guide_stem", "guide_here"),
    (SUPPORT, True, "support_stem", "support_here"),
)


def role_here(clause: str, sentence: str, section: Section) -> tuple[str, tuple[re.Match[str], str] | None]:
    """The subject's role, and those named behind 会同 (helpers) or 联合 (partners) with theirs."""
    words, patterns = section.words, section.patterns
    if holds(sentence, words["together_stem"]):
        together = patterns["together"].match(clause) or patterns["together_next"].match(sentence)
        if together:
            return LEAD, (together, SUPPORT)
    if holds(clause, words["jointly_stem"]) and (jointly := patterns["jointly"].match(clause)):
        return RESPONSIBLE, (jointly, RESPONSIBLE)
    if holds(sentence, words["jointly_after"]) and (jointly := patterns["jointly_next"].match(sentence)):
        return _alone(clause, sentence, section), (jointly, RESPONSIBLE)
    return _alone(clause, sentence, section), None


def role_below(said: str, section: Section) -> str:
    """The role of whom a line names that `said` is of: ``市农办：`` / ``按照属地管理的原则，|负责牵头…`` leads."""
    clause, _, further = said.partition(_COMMA)
    role = role_here(clause, said, section)[0]
    if role == RESPONSIBLE and further and section.patterns["led_in"].match(clause):
        return role_here(further.partition(_COMMA)[0], further, section)[0]
    return role


def _alone(clause: str, sentence: str, section: Section) -> str:
    """The subject's role where no other is named with it."""
    words, patterns = section.words, section.patterns
    for role, said, stem, name in _ROLES:
        where = sentence if said else clause
        if holds(where, words[stem]) and patterns[name].match(where):
            return role
    return RESPONSIBLE
