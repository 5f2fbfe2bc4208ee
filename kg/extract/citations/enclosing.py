"""Names without brackets around a bracketed one: 省教育厅关于印发《X》的通知（苏教规〔2021〕3号）.

Reads folded text with its bracketed mentions, yields them with those that stand around them.
"""

from __future__ import annotations

import re

from kg.extract.citations.bare import clause
from kg.extract.citations.items import number_behind
from kg.extract.citations.mentions import Mention, Scene
from kg.lexicon import Section

_LABEL = re.compile(r"\d{1,3}[.、](?!\d)")  # of an item of a list


def enclosing(text: str, named: list[Mention], state: Scene, section: Section) -> list[Mention]:
    """`named` with the unbracketed names around them: 省教育厅关于印发《X》的通知（苏教规〔2021〕3号）."""
    found: list[Mention] = []
    for mention in named:
        outer = None if mention.inside or mention.silent else _outer(text, mention, state, section)
        if outer is None or outer.title is None:
            found.append(mention)
            continue
        rule = state.inner(text[outer.start : mention.start])
        inner = mention._replace(relation=rule.fields["relation"], rule=rule.id, inside=outer.title)
        found += (outer, inner)
    return found


def _outer(text: str, mention: Mention, state: Scene, section: Section) -> Mention | None:
    tail = section.patterns["enclosing_tail"].match(text, mention.end)
    if tail is None:
        return None
    low = clause(text, mention.start, 0)
    label = _LABEL.match(text, low)
    low = label.end() if label else low
    verbs = [verb.end for verb in state.rules.verbs.findall(text, low, mention.start)]
    for start in [*verbs, low, text.rfind("、", low, mention.start) + 1]:
        addressed = section.patterns["addressed"].match(text, start, mention.start)  # 你们关于报批《…》的请示
        start = addressed.end() if addressed else start
        head = section.patterns["enclosing_head"].match(text, start, mention.start)
        if head and head.end() == mention.start and not section.patterns["bare_spoilt"].match(text, start):
            number = number_behind(text, tail.end())
            end, value = number or (tail.end(), None)
            rule = state.relation_at(text, start, end)
            rule = state.lead if state.lead and rule is state.rules.mention else rule
            return Mention(start, end, (start, tail.end()), value, rule.fields["relation"], "bare-enclosing")
    return None
