"""What the sentence does with a named document: the governing verb → relation.

Reads the folded text in front of a run of names (《A》《B》以及《C》 share one verb) and behind it, yields a rule.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from kg.lexicon import Rule, Section

_SENTENCE = re.compile(r"[。；！？\t]")
_REACH = 160  # characters in front of a name in which its verb may stand
AHEAD = 160  # characters behind a name in which what is done with it may stand: 已由…通过，经…批准，现予公布
_QUOTED = re.compile(r"“[^“”]*”")
_EDITION = re.compile(r"^（[^（）]{0,20}）")  # 《A》（2019年修订）、《B》: no verb
_ASIDE = re.compile(r"）|(?:（[^（）]{1,60}）){1,2}")  # （以下简称《规程》）, （见附件）
_OPEN = frozenset((None, "cites"))  # 年底前印发《X》: what has no other verb may be still to come
DRAFTS = "drafts"
_NEW = frozenset((None, DRAFTS))
# 根据《X》，…现印发: X is not what is issued
_SETTLED = frozenset(("based_on", "implements", "amends", "repeals"))


class Verb(NamedTuple):
    """A verb in front of a name: ``text[start:end]``, and the number of its rule among those that look to the left."""

    start: int
    end: int
    rule: int


class Verbs:
    """The verbs in front of a name, as one pattern with a group for each rule.

    It is a class of their first characters, to which the regex engine skips, and a look at the verbs from there.
    """

    __slots__ = ("pattern", "rules")

    def __init__(self, heads: Sequence[str], rules: Sequence[Rule]) -> None:
        groups = "|".join(f"(?P<r{i}>{rule.pattern.pattern})" for i, rule in enumerate(rules) if rule.pattern)
        head = f"[{''.join(heads)}]"
        self.pattern = re.compile(f"{head}(?<=(?={groups}){head})")
        self.rules = {f"r{i}": i for i in range(len(rules))}

    def findall(self, text: str, low: int, high: int) -> list[Verb]:
        """Every verb in ``text[low:high]``, leftmost longest."""
        found: list[Verb] = []
        last = low
        for match in self.pattern.finditer(text, low, high):
            start = match.start()
            if start >= last:
                rule = match.lastgroup or ""
                last = match.end(rule)
                found.append(tuple.__new__(Verb, (start, last, self.rules[rule])))
        return found


@dataclass(frozen=True, slots=True)
class Grammar:
    """The rules of one lexicon section, compiled by the side of the name on which they look."""

    verbs: Verbs
    left: tuple[Rule, ...]
    relations: tuple[str, ...]  # of these
    sides: dict[str, tuple[Rule, ...]]
    connector: re.Pattern[str]
    carries: re.Pattern[str]
    opener: re.Pattern[str]
    joins: re.Pattern[str]  # what stands between two names inside another
    push: re.Pattern[str]
    now: re.Pattern[str]
    now_far: re.Pattern[str]  # with clauses that say more of the name
    now_word: str
    takes: re.Pattern[str]
    takes_words: tuple[str, ...]  # right in front of a name
    joined: re.Pattern[str]  # 结合 right in front of a name
    issued_by: re.Pattern[str]  # 印发的, right in front of a name
    be: re.Pattern[str]  # 是, behind a verb
    be_word: str
    passive: tuple[str, ...]  # 被
    handles: tuple[str, ...]  # 对, 将: the name is the object of what follows
    mention: Rule
    of: str  # 的
    beside: tuple[str, ...]  # 清理与《X》不一致的文件: another thing is done
    these: str  # what stands in front of such a list: 下列
    lead_ends: tuple[str, ...]  # what the head of a list of documents ends with
    made: re.Pattern[str]  # whose clause tells of a notice that is out: 市财政局会同市民政局制定|《…的通知》
    notice: tuple[str, ...]  # 的通知
    told: tuple[str, ...]  # 近日，省政府出台《X》: it exists
    stopped_leads: tuple[str, ...]  # … where a full stop follows
    lead_signs: frozenset[str]  # and the last sign of a block that does


class Governor(NamedTuple):
    """The verb that a name stands under: `rule` as read from the front (None for none), `clause` the text in front."""

    rule: Rule | None
    clause: str


@lru_cache(maxsize=4)
def grammar(section: Section) -> Grammar:
    """The verbs of `section` as one pattern with a group for each rule, and the rest by side."""
    sides: dict[str, list[Rule]] = {}
    for rule in section.rules.values():
        sides.setdefault(rule.fields.get("side", ""), []).append(rule)
    left = tuple(rule for rule in sides["left"] if rule.pattern)
    sides["right-settled"] = [
        rule for rule in sides["right"] if rule.fields["relation"] not in ("encloses", "forwards")
    ]
    joins = section.alternation("connectors")
    lead_ends = (*section.words["lead_ends"], *section.words["repeals"])
    return Grammar(
        Verbs(_heads(section), left),
        left,
        tuple(rule.fields["relation"] for rule in left),
        {side: tuple(rules) for side, rules in sides.items()},
        re.compile(
            rf"(?:[等、，]|{joins}|{section.alternation('after_name')})*[^，。；：{''.join(section.words['handles'])}]{{0,30}}(?<!{section.words['finished'][0]})"
        ),
        section.patterns["carries"],
        re.compile(rf"[、，]|{joins}"),
        re.compile(rf"[、，]?(?:{joins})?"),
        re.compile(f"{section.alternation('push')}[^，。；]{{0,12}}$"),
        re.compile(section.words["now"][0] + r"[^，。；]{0,30}$"),
        re.compile(section.words["now"][0] + r"[^。；]{4,120}$"),
        section.words["now"][0],
        re.compile(rf"{section.alternation('takes')}[^，。；]{{0,24}}$"),
        section.words["takes"],
        section.patterns["joined"],
        section.patterns["issued_by"],
        section.patterns["is_of_it"],
        section.words["is"][0],
        section.words["passive"],
        section.words["handles"],
        section.rules["cite-mention"],
        section.words["of"][0],
        section.words["beside"],
        section.words["these"][0],
        lead_ends,
        section.patterns["made"],
        section.words["issued_as"][:1],
        section.words["told"],
        section.words["stopped_leads"],
        frozenset("：。）") | {word[-1] for word in lead_ends},
    )


def _heads(section: Section) -> list[str]:
    """The first characters of all verbs."""
    return sorted({word[0] for name in section.words["verb_lists"] for word in section.words[name]})


def governor(rules: Grammar, text: str, before: int, start: int, previous: Governor | None) -> Governor:
    """The verb of the name at `start`; `before` is where the name in front of it ends, `previous` what governs that."""
    gap = text[max(before, start - _REACH) : start]
    gap = without_edition(_QUOTED.sub("", gap) if "“" in gap else gap)
    if previous is not None:
        carried = rules.carries.match(gap)
        between = gap[carried.end() :] if carried else gap
        done_by = between.endswith(rules.passive)
        beside = done_by or (
            between.endswith(rules.beside) and not rules.joins.fullmatch(between.rpartition("，")[2])
        )
        if not beside and rules.connector.fullmatch(between) and not rules.verbs.pattern.search(between):
            return previous
    sentence = _SENTENCE.split(gap)[-1]
    head, comma, clause = sentence.rpartition("，")
    rule = _last(rules, clause)
    if rule is None and comma and clause and rules.opener.match(clause):
        rule = _last(rules, head)
    if rule is not None and rule.fields["relation"] == DRAFTS and head.startswith(rules.told):
        rule = None
    new = rule is None or rule.fields["relation"] == DRAFTS
    if new and comma and clause.endswith(rules.of) and rules.now_far.search(sentence):
        rule, clause = None, rules.now_word  # 现将A、B制定，经市政府同意的《X》印发给你们
    return tuple.__new__(Governor, (rule, clause))


def without_edition(gap: str) -> str:
    """What stands between two names without the bracket of the first: ``（2019年修订）、`` → ``、``."""
    return _EDITION.sub("", gap) if gap[:1] == "（" else gap


def without_aside(ahead: str, clause: str = "") -> str:
    """What stands behind a name without the bracket of it: ``（以下简称新版目录）。现印发给你们`` → ``。现印发给你们``.

    That bracket may end behind another name, 《X》|（以下简称《规程》|）。, unless the `clause` in front opens it.
    """
    aside = _ASIDE.match(ahead) if ahead[:1] in ("（", "）") else None
    if aside is None or not ahead.startswith("。", aside.end()) or (ahead[0] == "）" and "（" in clause):
        return ahead
    return ahead[aside.end() :]


def relation(rules: Grammar, governed: Governor, ahead: str) -> Rule:
    """The rule for a name: what is said behind its run first (《X》同时废止), then the verb in front, else a mention."""
    clause = governed.clause
    if clause.endswith(rules.passive):
        return rules.mention
    known = governed.rule.fields["relation"] if governed.rule else None
    ahead = without_aside(ahead, clause)
    if ahead.startswith("。") and (known in _NEW or known in _OPEN):  # 我局制定了《X》。现印发给你们
        passed_on = _first(rules.sides["right-next"], ahead)
        if passed_on:
            return passed_on
    ahead = in_sentence(ahead[:AHEAD])
    if rules.now.search(clause):
        behind = _first(rules.sides["right-now"], ahead)
        if behind:
            return behind
    if known == DRAFTS and (served := _first(rules.sides["right-served"], in_sentence(ahead))):
        return served  # 制定《X》实施细则
    if known in _OPEN:
        due = _first(rules.sides["left-due"], clause, anywhere=True)
        if due:
            return due
    if known == "based_on":
        if not clause.endswith(rules.handles):
            return governed.rule or rules.mention
        governed = governed._replace(rule=None)
    behind = _first(rules.sides["right-settled" if known in _SETTLED else "right"], ahead)
    if behind is None and rules.push.search(clause):
        behind = _first(rules.sides["right-push"], ahead)
    if behind is None and rules.takes.search(clause):
        behind = _first(rules.sides["right-with"], ahead)
    if behind is None and known == "cites" and rules.joined.search(clause):
        behind = _first(rules.sides["right-joined"], ahead)
    if behind is None and governed.rule is None and not clause.endswith(rules.of):  # 省政府公布的《X》
        behind = _first(rules.sides["right-subject"], ahead)
    return behind or governed.rule or rules.mention


def settled(rules: Grammar, ahead: str, before: str = "", pushed: bool = False) -> Rule | None:
    """The rule of what its sentence says behind a name: ``修改，…`` → amends, ``以…为依据`` → based_on; else None.

    `ahead` is the rest of the sentence. With `pushed`, also what is to be done with it: ``确保|森林法|得到贯彻实施`` → implements.
    """
    if before.endswith(rules.takes_words):
        return _first(rules.sides["right-with"], ahead)
    behind = _first(rules.sides["right-settled"], ahead)
    if behind is None and pushed and rules.push.search(before):
        behind = _first(rules.sides["right-push"], ahead)
    return behind


def carried_out(rules: Grammar, ahead: str) -> bool:
    """Whether the rest of a sentence says that the name in front is carried out: ``确保森林法|得到贯彻实施``."""
    return _first(rules.sides["right-push"], ahead) is not None


def in_sentence(ahead: str) -> str:
    """What is left of the sentence that `ahead` begins in."""
    stop = _SENTENCE.search(ahead)
    return ahead[: stop.start()] if stop else ahead


def issued(rule: Rule) -> bool:
    """Whether the text says that it issues what it names: 现将《X》印发给你们."""
    if rule.fields["side"] == "right-subject" or "of_itself" in rule.fields:
        return False
    return rule.fields["relation"] in ("encloses", "forwards")


def changed(rule: Rule) -> bool:
    """Whether the text says that it changes what it names, before it is issued anew: 对《X》（…号）作如下修改."""
    return rule.fields["relation"] == "amends" and rule.fields["side"] == "right"


def inner_relation(rules: Grammar, before: str, behind: str = "") -> Rule:
    """What the outer name does with the inner one, from its words in front, ``…关于印发`` → encloses, or ``实施办法`` behind."""
    found = _first(rules.sides["inside"], before, anywhere=True) or rules.mention
    # 印发〈X〉实施细则: X is not what is issued
    if found.fields["relation"] == rules.mention.fields["relation"] or issued(found):
        found = _first(rules.sides["inside-behind"], behind) or found
    return found


def _last(rules: Grammar, clause: str) -> Rule | None:
    verbs = rules.verbs.findall(clause, 0, len(clause)) if clause else ()
    if not verbs or (rules.be_word in clause and rules.be.search(clause, verbs[-1].end)):
        return None
    governing = verbs[-1]
    if len(verbs) > 1 and clause.endswith(rules.of) and rules.issued_by.search(clause):
        bases = [verb for verb in verbs if rules.relations[verb.rule] == "based_on"]
        governing = bases[0] if bases else governing
    return rules.left[governing.rule]


def _first(candidates: Sequence[Rule], text: str, anywhere: bool = False) -> Rule | None:
    for rule in candidates:
        if rule.pattern and (rule.pattern.search(text) if anywhere else rule.pattern.match(text)):
            return rule
    return None
