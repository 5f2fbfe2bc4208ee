"""What brackets inside the names of a sentence tell: another body, or a role: ``市文旅局（牵头）、市体育局（配合）共同推进``.

Reads the statements of a block with its text, in which nothing is blanked; yields them with what the brackets say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.responsibilities.bodies import OF_KIND
from kg.extract.responsibilities.mentions import Mention, mask, name_at
from kg.extract.responsibilities.naming import Voice
from kg.extract.responsibilities.statements import Statement
from kg.lexicon import Section, holds

BESIDE = 24  # characters behind a committee in which its government stands, and what that is no part of


def bracketed(statements: Sequence[Statement], text: str, voice: Voice) -> list[Statement]:
    """The statements with the bodies and the roles that brackets name: ``乡（镇）人民政府（或街道办事处）``."""
    words, found = voice.section.words, list(statements)
    if holds(text, words["either"]):
        found = [_either(statement, text, voice.section) for statement in found]
    if holds(text, words["twin_department"]):
        found = [_twins(statement, text, voice.section) for statement in found]
    if holds(text, words["role_in"]):
        masked = mask(text)
        found = [_in_roles(statement, text, masked, voice.lists) for statement in found]
    return found


def with_government(mentions: Sequence[Mention], text: str, beside: re.Pattern[str]) -> tuple[Mention, ...]:
    """The mentions, a committee of the party and its government each by itself: ``各乡镇党委和|人民政府``, ``各区党委、|政府``."""
    found: list[Mention] = []
    starts = {mention.start for mention in mentions}
    for mention in mentions:
        hit = beside.search(text, mention.start, mention.end + BESIDE)
        if hit is None or not mention.start < hit.start("party") <= mention.end:
            found.append(mention)
            continue
        found.append(mention._replace(end=hit.end("party")))
        if hit.start("government") not in starts:
            found.append(mention._replace(start=hit.start("government"), end=hit.end("government")))
    return tuple(found)


def _either(statement: Statement, text: str, section: Section) -> Statement:
    """The statement with what a bracket names as an alternative: ``乡（镇）人民政府（或街道办事处）`` names two."""
    mentions: list[Mention] = []
    for mention in statement.mentions:
        said = text[mention.start : mention.end]
        either = next((word for word in section.words["either"] if word in said), None)
        if either is None:
            mentions.append(mention)
            continue
        at = mention.start + said.index(either)
        mentions += (mention._replace(end=at), mention._replace(start=at + len(either), end=mention.end - 1))
    return statement._replace(mentions=tuple(mentions))


def _twins(statement: Statement, text: str, section: Section) -> Statement:
    """The statement with the other department of a bracket: ``工商行政管理部门（市场监督管理部门）`` names two."""
    mentions: list[Mention] = []
    tails = section.words["department_tail"]
    for mention in statement.mentions:
        at = text.rfind("（", mention.start, mention.end)
        short = mention.end - at <= OF_KIND
        if at < 0 or short or not text.endswith(tails, mention.start, at) or text[mention.end - 1] != "）":
            mentions.append(mention)
            continue
        mentions.append(mention._replace(end=at))
        if text.endswith(tails, at + 1, mention.end - 1):
            mentions.append(mention._replace(start=at + 1, end=mention.end - 1))
    return statement._replace(mentions=tuple(mentions))


def _in_roles(statement: Statement, text: str, masked: str, lists: Section) -> Statement:
    """The statement with the roles that stand behind its names: ``市文旅局（牵头）``."""
    read = [name_at(text, masked, old.start, old.end, lists) for old in statement.mentions]
    pairs = zip(statement.mentions, read, strict=True)
    told = (old._replace(end=new.end, role=new.role) if new and new.role else old for old, new in pairs)
    return statement._replace(mentions=tuple(told))
