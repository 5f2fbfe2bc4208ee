"""Duties in running sentences: ``由区卫生计生委统筹安排…``, ``区医改办要加强…``, ``省教育厅会同有关部门…``.

A duty is found at its predicate: where a name may end and a modal, an adverb or a verb follows. The name is then read
backwards to the start of its clause. Reads a block's folded text; yields statements with mentions as offsets into it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from typing import NamedTuple

from kg.extract.responsibilities.annotations import Statement, covers
from kg.extract.responsibilities.bodies import is_named
from kg.extract.responsibilities.lists import Mention, items
from kg.extract.responsibilities.phrases import phrases
from kg.extract.responsibilities.roles import role_here
from kg.lexicon import Section, holds

_ASIDE = "◇"
_PART = "□"
_BRACKET = "（"
_PREDICATES = ("modal", "manner", "preposition", "verb")  # the lists of words that open one
_BACK = 90  # characters of a clause that may stand before its predicate
_AHEAD = 80  # characters of a predicate that tell the role
_BOUNDARY = re.compile(r"[，。；：！？“”《》\t（）]")
_CLAUSE_END = re.compile(r"[，。；！？）]|\Z")
_SENTENCE_END = re.compile(r"[。；！？]|\Z")


@dataclass(frozen=True, slots=True)
class Speech:
    """What is known of the way a document speaks: the words of sentences and of lists, and the roles it defines."""

    section: Section
    lists: Section
    defined: frozenset[str] = frozenset()
    press: bool = False  # a press round-up: only plans are duties
    known: dict[str, bool] = field(default_factory=dict)  # what this document's stretches are: names or not


@dataclass(frozen=True, slots=True)
class Subject:
    """Who a clause speaks of: `start` is the clause's own start, `by` whether 由 stands before the names."""

    start: int
    mentions: tuple[Mention, ...]
    rule: str


def defined_roles(text: str, section: Section) -> frozenset[str]:
    """The roles that a document defines: ``业务主管部门是指…``, ``（以下简称管委会）``, ``…是本地区工作的主管单位``."""
    names = ["short_name", "charged"]
    if holds(text, section.words["defining_word"]):
        names.append("defined")
    patterns = (section.patterns[name] for name in names)
    return frozenset(match["role"] for pattern in patterns for match in pattern.finditer(text))


def subjects(text: str, begin: int, holes: Sequence[Statement], speech: Speech) -> list[Statement]:
    """One statement for each clause with a named agency as the subject of a duty, outside the `holes`."""
    words = _masked(text, speech.section)
    anchors = _predicates(words, begin, len(words), _anchor(speech.section))
    bounds = _bounds(words, anchors[0], anchors[-1]) if anchors else []
    done = begin
    found: list[Statement] = []
    for at in anchors:
        if at <= done or covers(holes, at):
            continue
        subject = _subject(words, max(begin, _before(bounds, at)), at, speech)
        statement = _duty(words, subject, at, speech) if subject else None
        if found and _before(bounds, at) < found[-1].end:
            if statement and statement.mentions[0].start == found[-1].mentions[0].start:
                found[-1] = statement  # 国务院|建设行政主管部门: the longer name of the clause
        elif statement:
            done = max(at, max(mention.end for mention in statement.mentions))
            found.append(statement)
    return [*found, *_phrased(words, begin, holes, found, speech)]


def _masked(text: str, section: Section) -> str:
    """`text` with remarks behind names blanked by ◇, and the brackets that are part of a name by □; offsets stay."""
    if _has_aside(text, _asides(section)):
        text = section.patterns["aside"].sub(lambda match: _ASIDE * len(match.group()), text)
    if _BRACKET not in text:
        return text
    return section.patterns["short_bracket"].sub(lambda match: "□" * len(match.group()), text)


class Anchor(NamedTuple):
    """Where a name may end and a predicate begin."""

    place: re.Pattern[
        str
    ]  # the last sign of a name in front of the first sign of a predicate: most places fail here
    begins: Mapping[str, tuple[str, ...]]  # the first sign of a predicate → the words that begin with it
    no: re.Pattern[str]


def _has_aside(text: str, asides: Sequence[tuple[str, tuple[str, ...]]]) -> bool:
    for sign, words in asides:  # noqa: SIM110 (a generator takes twice as long)
        if sign in text and holds(text, words):
            return True
    return False


@cache
def _asides(section: Section) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The words that remarks hold, by a sign that they share: without it none of them need be looked for."""
    shared: dict[str, tuple[str, ...]] = {}
    for word in section.words["aside_word"]:
        sign = next((sign for sign in shared if sign in word), word[0])
        shared[sign] = (*shared.get(sign, ()), word)
    return tuple(shared.items())


@cache
def _anchor(section: Section) -> Anchor:
    begins: dict[str, tuple[str, ...]] = {}
    for word in (word for name in _PREDICATES for word in section.words[name]):
        begins[word[0]] = (*begins.get(word[0], ()), word)
    place = re.compile(f"{section.patterns['ending'].pattern}(?=[{''.join(sorted(begins))}])")
    return Anchor(place, begins, section.patterns["not_predicate"])


def _predicates(words: str, start: int, end: int, anchor: Anchor) -> list[int]:
    """Where predicates begin behind what may be a name, in `start:end`."""
    begins, no = anchor.begins, anchor.no.match
    return [
        at
        for match in anchor.place.finditer(words, start, end)
        if words.startswith(begins[words[at := match.end()]], at, end) and not no(words, at, end)
    ]


def _phrased(
    words: str, begin: int, holes: Sequence[Statement], found: Sequence[Statement], speech: Speech
) -> Iterator[Statement]:
    """Set phrases whose bodies no clause has named yet."""
    news = [*phrases(words, begin, partial(named, words, speech), speech.section)]
    if not news:
        return
    taken = {(mention.start, mention.end) for statement in found for mention in statement.mentions}
    said: set[tuple[int, int, str | None]] = set()
    for statement in news:
        mentions = (m for m in statement.mentions if (m.start, m.end) not in taken)
        free = [m for m in mentions if (m.start, m.end, m.role) not in said]
        said.update((m.start, m.end, m.role) for m in free)
        inside = any(covers(holes, m.end) for m in free)
        if free and not inside:
            yield statement._replace(mentions=tuple(free))


def _bounds(words: str, first: int, last: int) -> list[int]:
    """Where clauses begin, from as far back as a name is looked for."""
    return [mark.end() for mark in _BOUNDARY.finditer(words, max(0, first - _BACK - 2), last)]


def _before(bounds: Sequence[int], at: int) -> int:
    """Where the clause of `at` begins."""
    place = bisect_left(bounds, at)
    return bounds[place - 1] if place else 0


def _subject(words: str, start: int, at: int, speech: Speech) -> Subject | None:
    """The names that end at `at`, where nothing else stands in their clause, which begins at `start`, before them."""
    single = not speech.section.patterns["several"].search(words, start, at)
    if at - start > _BACK or (single and not _may_name(words, start, at, speech)):
        return None
    for opening, rule in _openings(words, start, at, speech.section):
        mentions = named(words, speech, opening, at)
        if mentions:
            return Subject(start, mentions, rule)
    return None


def _may_name(words: str, start: int, at: int, speech: Speech) -> bool:
    """Whether `start:at` ends as a name may, wherever the name begins."""
    wrong, right = _tails(speech.section)
    plain = words.endswith(right, start, at) and not words.endswith(wrong, start, at)
    return plain or (bool(speech.defined) and words.endswith(tuple(speech.defined), start, at))


@cache
def _tails(section: Section) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What no name ends in, and what names end in; of masked ones the end is not looked at."""
    words = section.words
    return words["common_tail"], (*words["department_tail"], *words["named_tail"], _ASIDE, _PART)


def _openings(words: str, start: int, end: int, section: Section) -> Iterator[tuple[int, str]]:
    """Where the names of a clause may begin, the surest first: behind 由, at its start, behind an adverbial."""
    by = words.rfind(section.words["by_word"][0], start, end)
    if by >= 0:
        yield by + 1, "duty-text-by"
    yield start, ""
    opening = section.patterns["opening"].match(words, start, end)
    if opening and opening.end() < end:
        yield opening.end(), ""
    for adverbial in section.patterns["adverbial"].finditer(words, start, end):
        yield adverbial.end(), ""
    support = section.patterns["support_x"].match(words, start, end)
    if support and not section.patterns["of_government"].fullmatch(words, support.end(), end):
        yield support.end(), "duty-text-support"


def named(words: str, speech: Speech, start: int, end: int) -> tuple[Mention, ...]:
    """The named bodies of a list, none where one of its items is neither a name nor a generic group."""
    if start >= end:
        return ()
    patterns = speech.section.patterns
    if not patterns["several"].search(words, start, end):
        right = start + len(words[start:end].rstrip(_ASIDE))
        sure = _fits(words[start:right], False, speech) and not patterns["no_start"].match(words, start, end)
        return (Mention(start, right),) if sure else ()
    return () if patterns["no_start"].match(words, start, end) else _listed(words, start, end, speech)


def _listed(words: str, start: int, end: int, speech: Speech) -> tuple[Mention, ...]:
    """The named bodies of a list of several."""
    spans = [span for span in items(words, start, end, speech.lists) if span[0] < span[1]]
    mentions: list[Mention] = []
    rest: list[Mention] = []
    for place, (left, stop, more) in enumerate(spans):
        right = left + len(words[left:stop].rstrip(_ASIDE))
        mention = Mention(left, right, open_list=more)
        noun = place > 0 and spans[place - 1][2]  # what follows 等 is the noun that the list shares
        fits = not noun and _fits(words[left:right], more or place < len(spans) - 1, speech)
        (mentions if fits else rest).append(mention)
    return _all_named(words, mentions, rest, speech.section) if mentions else ()


def _all_named(
    words: str, mentions: list[Mention], rest: list[Mention], section: Section
) -> tuple[Mention, ...]:
    """`mentions` and those of the `rest` that their company makes names; none where one of these is no name at all."""
    sure = tuple(mentions)
    for mention in rest:
        name = words[mention.start : mention.end]
        if section.patterns["generic_item"].fullmatch(name):
            continue
        if not _by_company(name, words, sure, section):
            return ()
        mentions.append(mention)
    return tuple(sorted(mentions, key=_start))


def _start(mention: Mention) -> int:
    return mention.start


def _by_company(name: str, words: str, mentions: Sequence[Mention], section: Section) -> bool:
    """``市政`` in ``交通、市政、园林等部门``; ``上海市`` in ``上海市、江苏省人民政府``."""
    if not mentions:
        return False
    if name.endswith(section.words["institution"]):
        return not section.patterns["stopper"].search(name)
    last = words[mentions[-1].start : mentions[-1].end]
    if section.patterns["place"].fullmatch(name):
        return last.endswith(section.words["shared_noun"])
    listed = sum(bool(section.patterns["list_word"].fullmatch(words, m.start, m.end)) for m in mentions)
    return listed > 1 and bool(section.patterns["loose_word"].fullmatch(name))


def _fits(name: str, listed: bool, speech: Speech) -> bool:
    if name not in speech.known:
        speech.known[name] = name in speech.defined or is_named(name, speech.section)
    if speech.known[name]:
        return True
    return listed and bool(speech.section.patterns["list_word"].fullmatch(name))


def _duty(words: str, subject: Subject, at: int, speech: Speech) -> Statement | None:
    """The statement of a subject whose predicate begins at `at`, or None where it is no duty."""
    section = speech.section
    clause = words[at : _end(_CLAUSE_END, words, at)]
    sentence = words[at : _end(_SENTENCE_END, words, at)]
    if section.patterns["review"].search(clause) or section.patterns["no_duty"].match(clause):
        return None
    if section.patterns["done"].match(sentence):
        return None
    if section.patterns["past"].search(
        words, max(words.rfind("。", max(0, at - _BACK), at), at - _BACK, 0), at
    ):
        return None
    if speech.press and not section.patterns["plan"].search(words, 0, at + 1):
        return None
    role, helpers = role_here(clause, sentence, section)
    rule = subject.rule or _rule(clause, section)
    mentions = [mention.acting(role) for mention in subject.mentions]
    mentions += _helpers(words, at, helpers, speech)
    divided = bool(section.patterns["shared_here"].search(sentence))
    return Statement(subject.start, at + len(clause), tuple(mentions), divided, rule, "")


def _helpers(
    words: str, at: int, found: tuple[re.Match[str], str] | None, speech: Speech
) -> Iterator[Mention]:
    """Those named behind 会同 or 联合."""
    if found is None:
        return
    match, role = found
    start, end = at + match.start("with"), at + match.end("with")
    spans = list(items(words, start, end, speech.lists))
    for place, (left, right, more) in enumerate(spans):
        listed = more or place < len(spans) - 1
        whole = _fits(words[left:right], listed, speech)
        stop = right if whole else _name_end(words, left, right, listed, speech)
        if stop:
            yield Mention(left, stop, role, more)
        if more:
            return


def _name_end(words: str, start: int, end: int, listed: bool, speech: Speech) -> int | None:
    """Where the name ends that begins at `start`, a predicate behind it: ``公安局|审核校车使用许可``."""
    section = speech.section
    if section.patterns["common_head"].match(words, start, end):
        return None
    for at in _predicates(words, start, end, _anchor(section)):
        if is_named(words[start:at], section):
            return at
    if section.patterns["unnamed"].search(words, start, end):
        return None
    name = section.patterns["named"].match(words, start, end)
    return name.end() if name and (name.end() == end or not listed) else None


def _rule(clause: str, section: Section) -> str:
    for rule in ("charge", "modal"):
        if section.patterns[f"{rule}_first"].match(clause):
            return f"duty-text-{rule}"
    return "duty-text-verb"


def _end(mark: re.Pattern[str], words: str, at: int) -> int:
    match = mark.search(words, at, min(len(words), at + _AHEAD))
    return match.start() if match else min(len(words), at + _AHEAD)
