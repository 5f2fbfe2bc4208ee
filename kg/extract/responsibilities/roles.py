"""Which role a predicate gives its subject: ``牵头制定…`` lead, ``积极配合`` support, ``做好指导工作`` guide."""

from __future__ import annotations

import re

from kg.extract.responsibilities.lists import GUIDE, LEAD, RESPONSIBLE, SUPPORT
from kg.lexicon import Section


def role_here(clause: str, sentence: str, section: Section) -> tuple[str, tuple[re.Match[str], str] | None]:
    """The subject's role, and those named behind 会同 (helpers) or 联合 (partners) with theirs."""
    together = section.patterns["together"].match(clause) or section.patterns["together_next"].match(sentence)
    if together:
        return LEAD, (together, SUPPORT)
    jointly = section.patterns["jointly"].match(clause)
    if jointly:
        return RESPONSIBLE, (jointly, RESPONSIBLE)
    for role, name in ((LEAD, "lead_here"), (GUIDE, "guide_here"), (SUPPORT, "support_here")):
        if section.patterns[name].match(sentence if role == SUPPORT else clause):
            return role, None
    return RESPONSIBLE, None
