"""Names without brackets around a bracketed one: 省教育厅关于印发《X》的通知（苏教规〔2021〕3号）.

Reads folded text with its bracketed mentions, yields them with those that stand around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.citations.bare import clause
from kg.extract.citations.items import number_behind
from kg.extract.citations.mentions import Mention, Scene
from kg.lexicon import Section

_LABEL = re.compile(r"\d{1,3}[.、](?!\d)")  # of an item of a list


def enclosing(text: str, named: list[Mention], state: Scene, section: Section) -> list[Mention]:
    """`named` with the unbracketed names around them: 省教育厅关于印发《X》的通知（苏教规〔2021〕3号）.

    A name may stand around several: 关于印发《X》和《Y》的通知.
    """
    found: list[Mention] = []
    for run in _runs(text, named, section):
        before = next((one for one in reversed(found) if not one.inside), None)
        outer = _outer(text, run, before, state, section)
        if outer is None or outer.title is None:
            found += run
            continue
        rule = state.inner(text[outer.start : run[0].start])
        relation, around = rule.fields["relation"], outer.title
        found += [outer, *(one._replace(relation=relation, rule=rule.id, inside=around) for one in run)]
    return found


def _runs(text: str, named: list[Mention], section: Section) -> Iterator[list[Mention]]:
    """The bracketed names that touch or are joined: ``《X》《Y》``, ``《X》和《Y》``; one inside another stands alone."""
    joint = section.patterns["enclosing_joint"].fullmatch
    run: list[Mention] = []
    for mention in named:
        alone = mention.inside or mention.silent
        if run and (alone or run[-1].inside or run[-1].silent or not joint(text, run[-1].end, mention.start)):
            yield run
            run = []
        run.append(mention)
    if run:
        yield run


def _outer(
    text: str, run: list[Mention], before: Mention | None, state: Scene, section: Section
) -> Mention | None:
    """The name around a run of bracketed ones, None where nothing shows it; `before` is the mention in front of it."""
    begin, patterns = run[0].start, section.patterns
    if run[0].inside or run[0].silent:
        return None
    tail = patterns["enclosing_tail"].match(text, run[-1].end)
    if tail is None:
        return None
    low = clause(text, begin, 0)
    label = _LABEL.match(text, low)
    low = label.end() if label else low
    joined = state.rules.joins.match(text, low) if before and before.end == low else None
    low = joined.end() if joined else low
    finished = section.words["finished"]
    verbs = [verb.end for verb in state.rules.verbs.findall(text, low, begin)]
    for start in [*verbs, low, text.rfind("、", low, begin) + 1]:
        addressed = patterns["addressed"].match(text, start, begin)  # 你们关于报批《…》的请示
        start = addressed.end() if addressed else start
        start += text.startswith(finished, start)  # 通过|了|关于修改《X》的决定
        head = patterns["enclosing_head"].match(text, start, begin)
        if head and head.end() == begin and not patterns["bare_spoilt"].match(text, start):
            number = number_behind(text, tail.end())
            end, value = number or (tail.end(), None)
            relation = _relation(text, (start, end), before, state)
            return Mention(start, end, (start, tail.end()), value, relation, "bare-enclosing")
    return None


def _relation(text: str, span: tuple[int, int], before: Mention | None, state: Scene) -> str:
    """What is done with an outer name: as with the one that it is joined to, ``根据《X》（…〔2015〕70号）和|省教育厅关于印发…``."""
    if before and state.rules.joins.fullmatch(text, before.end, span[0]):
        return before.relation
    rule = state.relation_at(text, *span)
    return (state.lead if state.lead and rule is state.rules.mention else rule).fields["relation"]
