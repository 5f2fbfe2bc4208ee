"""What brackets inside the names of a sentence tell: another body, or a role: ``市文旅局（牵头）、市体育局（配合）共同推进``.

Reads the statements of a block with its text, in which nothing is blanked; yields them with what the brackets say.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.responsibilities.bodies import is_named
from kg.extract.responsibilities.mentions import Mention, mask, name_at
from kg.extract.responsibilities.naming import Voice
from kg.extract.responsibilities.statements import Statement
from kg.lexicon import Section, holds


def bracketed(statements: Sequence[Statement], text: str, voice: Voice) -> list[Statement]:
    """The statements with the bodies and the roles that brackets name: ``乡（镇）人民政府（或街道办事处）``."""
    words, found = voice.section.words, list(statements)
    if words["either"][0] in text:
        found = [_either(statement, text, voice.section) for statement in found]
    if words["twin_bracket"][0] in text:
        found = [_twins(statement, text, voice.section) for statement in found]
    if holds(text, words["role_in"]):
        masked = mask(text)
        found = [_in_roles(statement, text, masked, voice.lists) for statement in found]
    return found


def _either(statement: Statement, text: str, section: Section) -> Statement:
    """The statement with what a bracket names as an alternative: ``乡（镇）人民政府（或街道办事处）`` names two."""
    mentions: list[Mention] = []
    either = section.words["either"][0]
    for mention in statement.mentions:
        at = text.find(either, mention.start, mention.end)
        mentions += (
            [mention]
            if at < 0
            else [
                mention._replace(end=at),
                mention._replace(start=at + len(either), end=mention.end - 1),
            ]
        )
    return statement._replace(mentions=tuple(mentions))


def _twins(statement: Statement, text: str, section: Section) -> Statement:
    """The statement with the department behind which another stands in a bracket: ``教育部门（体育部门）`` names two."""
    opening, closing = section.words["twin_bracket"]
    mentions: list[Mention] = []
    for mention in statement.mentions:
        bracket = text.find(opening, mention.start, mention.end) + len(opening) - 1
        inner = mention._replace(start=bracket + 1, end=mention.end - 1)
        two = bracket > mention.start and text.endswith(closing, mention.start, mention.end)
        two = two and is_named(text[inner.start : inner.end], section)
        mentions += [mention._replace(end=bracket), inner] if two else [mention]
    return statement._replace(mentions=tuple(mentions))


def _in_roles(statement: Statement, text: str, masked: str, lists: Section) -> Statement:
    """The statement with the roles that stand behind its names: ``市文旅局（牵头）``."""
    read = [name_at(text, masked, old.start, old.end, lists) for old in statement.mentions]
    pairs = zip(statement.mentions, read, strict=True)
    told = (old._replace(end=new.end, role=new.role) if new and new.role else old for old, new in pairs)
    return statement._replace(mentions=tuple(told))
