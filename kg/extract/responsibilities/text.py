"""Duties in running sentences: ``由区卫生计生委统筹安排…``, ``区医改办要加强…``, ``省教育厅会同有关部门…``.

A duty is found at its predicate: where a name may end and a modal, an adverb or a verb follows. The name is then read
backwards to the start of its clause. Predicates are looked for in all that a document says at once; what is read is the
text of a block; statements have mentions as offsets into it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import partial
from itertools import islice
from typing import NamedTuple, TypeAlias

from kg.blocks import HISTORY, TABLE, Speech
from kg.extract.responsibilities.inside import bracketed
from kg.extract.responsibilities.mentions import LEAD, PART, REMARK, RESPONSIBLE, SUPPORT, role_of
from kg.extract.responsibilities.naming import Voice, helpers, named, one
from kg.extract.responsibilities.openings import Subject, openings_of, subject_of, with_front, with_quoted
from kg.extract.responsibilities.phrases import phrases
from kg.extract.responsibilities.predicates import may_end, planned, predicates, tails
from kg.extract.responsibilities.roles import role_here
from kg.extract.responsibilities.signs import ASIDE, GUIDED, LEADING, Signs
from kg.extract.responsibilities.statements import Statement, covers
from kg.lexicon import Section, holds

_BACK = 160  # characters of a clause that may stand before its predicate
_AHEAD = 400  # characters of a predicate that tell the role
_CLAUSE_END = re.compile("[，。；！？）]")
_SENTENCE_END = re.compile("[。；！？]")
_NO_PHRASES = frozenset((ASIDE, LEADING))
_UNSAID = frozenset((TABLE, HISTORY))  # blocks without sentences of duties
_STOP = "。"
_SUPPORT = "duty-text-support"
_COMMA, _TITLE = "，", "《》"
_new = tuple.__new__  # of a named tuple: a third of the time that calling it takes


# A predicate of a block, and whether what stands before it may end in a name, or else only in a list.
Ending: TypeAlias = tuple[int, bool]


# What a document says, the statements found before, its signs, and the way that it speaks.
Talk: TypeAlias = tuple[Speech, Mapping[int, Sequence[Statement]], Signs, Voice]
# Where a clause begins, where its predicate does, and whether it has no sign of a list.
Clause: TypeAlias = tuple[int, int, bool]


class Passage(NamedTuple):
    """A block whose sentences are read."""

    words: str  # its text with its remarks blanked
    begin: int  # where its label ends
    holes: Sequence[Statement]  # what was found in it before
    endings: Sequence[Ending]
    kinds: Set[str] | None  # its signs of set phrases
    text: str
    voice: Voice


def said(talks: Sequence[Talk]) -> list[dict[int, list[Statement]]]:
    """For each block of each document that holds any: the statements of its sentences, outside those found before.

    Each step goes through all blocks before the next begins, as its code stays in the cache.
    """
    passages = [_passages(*talk) for talk in talks]
    every = [passage for own in passages for passage in own.values()]
    clauses = [_clauses(passage) for passage in every]
    subjects = [_subjects(*pair) if pair[1] else [] for pair in zip(every, clauses, strict=True)]
    rows = zip(every, clauses, subjects, strict=True)
    statements = [_statements(*row) if row[1] else [] for row in rows]
    read = zip(every, statements, strict=True)
    spoken = [
        {index: _finished(*one) for index, one in zip(own, islice(read, len(own)), strict=True)}
        for own in passages
    ]
    return [{index: found for index, found in own.items() if found} for own in spoken]


def _passages(
    speech: Speech, found: Mapping[int, Sequence[Statement]], signs: Signs, voice: Voice
) -> dict[int, Passage]:
    """The blocks in which a predicate stands behind what may be a name, or a sign of a set phrase."""
    endings = _endings(speech, signs, voice)
    phrased = {index: kinds for index, kinds in signs.kinds.items() if not kinds <= _NO_PHRASES}
    passages: dict[int, Passage] = {}
    for index in sorted(phrased.keys() | endings):
        block, start, text = speech.blocks[index], speech.starts[index], speech.texts[index]
        if block.kind not in _UNSAID:
            words, ends = signs.words[start : start + len(text)], endings.get(index, ())
            row = (words, block.label_end, found.get(index, ()), ends, phrased.get(index), text, voice)
            passages[index] = _new(Passage, row)
    return passages


def _finished(passage: Passage, statements: list[Statement]) -> list[Statement]:
    """The statements of a passage with those of its set phrases."""
    if passage.kinds:
        statements += [*_phrased(passage, statements, passage.kinds)]
    return bracketed(statements, passage.text, passage.voice) if statements else statements


def _endings(speech: Speech, signs: Signs, voice: Voice) -> dict[int, list[Ending]]:
    """By block: the predicates behind what may be a name or the last of a list, outside its label."""
    words, starts, blocks = signs.words, speech.starts, speech.blocks
    known, defined = tails(voice.section), tuple(voice.defined)
    house, parts = voice.section.words["house_end"], voice.house
    sure = known.sure.difference(known.wrong)
    endings: defaultdict[int, list[Ending]] = defaultdict(list)
    index, end, begin, low = -1, 0, 0, 0  # of the block of the last one
    places = planned(words, voice.section) if voice.press else predicates(words, 0, len(words), voice.section)
    for at in places:
        if at > end:
            index = speech.number(at)
            begin = starts[index]
            end, low = begin + len(speech.texts[index]), begin + blocks[index].label_end
        if at <= low or (not parts and words[at - 1] in house):
            continue
        single = words[at - 1] in sure or may_end(words, at, known)
        single = single or (bool(defined) and words.endswith(defined, begin, at)) or parts
        endings[index].append((at - begin, single))
    return endings


def _clauses(passage: Passage) -> list[Clause]:
    """The clauses in front of predicates outside the holes that may end in a name."""
    words, begin, holes, endings, _, _, voice = passage
    found: list[Clause] = []
    match = openings_of(voice.section).clause.match
    hole = holes[0].start if holes else len(words)
    for at, single in endings:
        if at > hole and covers(holes, at):
            continue
        low = at - _BACK - 1
        low = low if low > begin else begin
        back = match(words, low, at)
        if back is None:
            continue
        alone, start = back.end() == at, back.end(1)
        start = start if start > low else low  # -1 where the clause begins further back
        if at - start <= _BACK and (single or not alone):
            found.append((start, at, alone))
    return found


def _subjects(passage: Passage, clauses: Sequence[Clause]) -> list[Subject | None]:
    """Whom each clause speaks of, None where it names nobody."""
    words, voice = passage.words, passage.voice
    return [subject_of(words, start, at, one if alone else named, voice) for start, at, alone in clauses]


def _statements(
    passage: Passage, clauses: Sequence[Clause], subjects: Sequence[Subject | None]
) -> list[Statement]:
    """One statement for each clause with a named agency as the subject of a duty."""
    words, begin, _, _, _, _, voice = passage
    done = begin
    found: list[Statement] = []
    for (start, at, _), subject in zip(clauses, subjects, strict=True):
        if at <= done:
            continue
        told = subject and not _in_title(words, at)
        whole = (
            with_front(words, begin, with_quoted(words, subject, voice), voice) if told and subject else None
        )
        statement = _duty(words, whole, at, voice) if whole else None
        if statement is None:
            helping = _helping(words, start, at, voice) if found and at < found[-1].end else None
            if helping:
                found.append(helping)
            continue
        if found and start < found[-1].end:
            if _is_longer(statement, found[-1]):
                found[-1] = statement  # 国务院|建设行政主管部门: the longer name of the clause
        else:
            done = max(at, _reach(statement))
            found.append(statement)
    return found


def _is_longer(new: Statement, old: Statement) -> bool:
    """Whether `new` begins with the same name and reaches as far: ``国务院`` and ``国务院建设行政主管部门``."""
    return new.mentions[0].start == old.mentions[0].start and _reach(new) >= _reach(old)


def _reach(statement: Statement) -> int:
    """Where the last of a statement's names ends."""
    return max([mention.end for mention in statement.mentions])


def _in_title(words: str, at: int) -> bool:
    """Whether a predicate stands in a title: ``《市教育局|推进课后服务方案》`` tells nobody to do anything."""
    low = max(0, at - _BACK)
    return words.rfind(_TITLE[0], low, at) > words.rfind(_TITLE[1], low, at)


def _helping(words: str, start: int, at: int, voice: Voice) -> Statement | None:
    """Who helps the one that leads in front of the same comma: ``乡镇政府牵头、村委会|配合，…``."""
    cuts = [
        words.rfind(led, start, at) + len(led) for led in voice.section.words["led"] if led in words[start:at]
    ]
    subject = subject_of(words, max(cuts), at, named, voice) if cuts else None
    return _duty(words, subject, at, voice) if subject else None


def _duty(words: str, subject: Subject, at: int, voice: Voice) -> Statement | None:
    """The statement of a subject whose predicate begins at `at`, or None where it is no duty."""
    patterns = voice.section.patterns
    clause = words[at : _end(_CLAUSE_END, words, at)]
    sentence = words[at : _end(_SENTENCE_END, words, at)]
    by_alone = bool(subject.rule) and clause in voice.section.words["by_alone"]
    if patterns["review"].search(clause) and not patterns["where_ought"].match(sentence):
        return None
    if patterns["no_duty"].match(clause) and not by_alone:
        return None
    if clause.startswith(voice.section.words["together_stem"]) and patterns["drafted"].match(words, at):
        return None
    if patterns["done"].match(sentence) or _is_told(words, subject, at, clause, voice.section):
        return None
    if clause.endswith(voice.section.words["when_end"]) and patterns["when"].match(sentence):
        return None
    before = max(words.rfind(_STOP, max(0, at - _BACK), at), at - _BACK, 0)
    if patterns["past"].search(words, before, at):
        return None
    if patterns["dated"].search(words, before, at) and not patterns["modal_first"].match(clause):
        return None
    (role, others), behind = role_here(clause, sentence, voice.section), at
    if others is None and len(sentence) > len(clause):
        further = sentence[len(clause) + 1 :]  # 按照职责分工，|负责指导…: the clause behind says what is done
        led = patterns["led_in"].match(clause)
        if led and patterns["did_then"].match(further):
            return None
        if role == RESPONSIBLE and (led or patterns["ought_in"].match(clause)):
            then, company = role_here(further.partition(_COMMA)[0], further, voice.section)
            helps = then == SUPPORT and holds(further, voice.section.words["help_stem"])
            if led or then == LEAD or helps:
                role, others, behind = then, company, at + len(clause) + 1
    if clause.startswith(voice.section.words["member"]) and not patterns["led_before"].search(
        words, before, subject.start
    ):
        return None
    if patterns["closely"].fullmatch(clause) and patterns["led_before"].search(words, before, subject.start):
        role = SUPPORT
    if role == RESPONSIBLE and subject.mentions[-1].end < at:
        role = role_of(words[subject.mentions[-1].end : at], voice.lists)
    mentions = [mention.acting(role) for mention in subject.mentions]
    mentions += helpers(words, behind, others, voice)
    share = patterns["shared_here"].search(sentence)
    divided = share is not None and not patterns["shared_others"].search(sentence, 0, share.start())
    if divided and len(mentions) > 1:  # 卫生行政部门或者交通部门: one of them acts
        divided = voice.section.words["or_word"][0] not in words[mentions[0].end : subject.mentions[-1].start]
    rule = subject.rule or _rule(clause, voice.section)
    return _new(Statement, (subject.start, at + len(clause), tuple(mentions), divided, rule, ""))


def _is_told(words: str, subject: Subject, at: int, clause: str, section: Section) -> bool:
    """Whether a sentence only tells of a town: ``佛堂镇建成…``; ``佛堂镇负责…`` gives it a duty."""
    last, rule = subject.mentions[-1], subject.rule
    whole = words[last.start : last.end]
    name, several = whole.rstrip(PART), whole.startswith(section.words["towns_all"])
    if not name.endswith(section.words["town_tail"]):
        return False
    if several or len(name) == len(whole):
        duty = "towns_duty" if several else "town_duty"
        return not rule and not section.patterns[duty].match(clause)
    if rule == _SUPPORT or words[last.end : at].strip(REMARK):
        return True  # 支持|乡镇（街道）建设…, 由乡镇（街道）|与开发区按比例分担
    return not section.patterns["towns_duty" if rule else "kind_duty"].match(clause)


def _rule(clause: str, section: Section) -> str:
    for rule in ("charge", "modal"):
        if section.patterns[f"{rule}_first"].match(clause):
            return f"duty-text-{rule}"
    return "duty-text-verb"


def _end(mark: re.Pattern[str], words: str, at: int) -> int:
    match = mark.search(words, at, at + _AHEAD)
    return match.start() if match else min(len(words), at + _AHEAD)


def _phrased(passage: Passage, found: Sequence[Statement], kinds: Set[str]) -> Iterator[Statement]:
    """Set phrases whose bodies no clause has named yet."""
    words, begin, holes, _, _, _, voice = passage
    kinds = kinds - {GUIDED} if voice.press else kinds  # 在国家卫生健康委的指导下，某市建成…
    news = [*phrases(words, begin, partial(named, words, voice), kinds, voice.section)]
    if not news:
        return
    taken = {(mention.start, mention.end) for statement in found for mention in statement.mentions}
    done: set[tuple[int, int, str | None]] = set()
    for statement in news:
        mentions = (m for m in statement.mentions if (m.start, m.end) not in taken)
        free = [m for m in mentions if (m.start, m.end, m.role) not in done]
        done.update((m.start, m.end, m.role) for m in free)
        inside = any(covers(holes, m.end) for m in free)
        if free and not inside:
            yield statement._replace(mentions=tuple(free))
