"""Where predicates begin behind what may be a name: ``区医改办|要加强…``, looked for in all that a document says.

Reads the joined text with its remarks blanked; yields offsets into it, each with whether a single name may end there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from string import digits
from typing import NamedTuple

from kg.extract.responsibilities.mentions import PART, REMARK, by_last
from kg.lexicon import Section, spans

_LINE_END = "\n"
_PREDICATES = ("modal", "manner", "preposition", "verb", "by_verb")  # the lists of words that open one
_NAMES = ("body", "institution", "national", "part_tail")  # … and of what names end in


class Anchor(NamedTuple):
    """Where a name may end and a predicate begin."""

    # The last sign of a name in front of the first signs of a predicate, and of none that only seems one: most places fail.
    place: re.Pattern[str]
    begins: Mapping[str, tuple[str, ...]]  # the first sign of a predicate → the words that begin with it


@dataclass(frozen=True, slots=True)
class Tails:
    """What names end in, by the last sign, so that few words are compared."""

    sure: frozenset[str]  # signs that are enough; of masked names the end is not looked at
    longer: Mapping[str, tuple[str, ...]]  # the last sign of others → what ends in it, departments too
    department: Mapping[str, tuple[str, ...]]
    wrong: Mapping[str, tuple[str, ...]]  # what no name ends in


@cache
def anchor(section: Section) -> Anchor:
    """How predicates are found: behind a sign of `ending`, in front of one of their words."""
    words = sorted({word for name in _PREDICATES for word in section.words[name]})
    begins: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for word in words:
        begins[word[0]] += (word,)
    single = {word for word in words if len(word) == 1}
    longer = [word for word in words if word[0] not in single]
    first, second = ("".join(sorted({word[place] for word in longer})) for place in (0, 1))
    by_when = section.patterns["by_when"].pattern  # 市教育局|9月底前制定…
    ahead = (
        f"(?=[{''.join(sorted(single))}]|[{first}][{second}]|{by_when})"
        f"(?!{section.patterns['not_predicate'].pattern})"
    )
    begins.update((digit, (digit,)) for digit in digits)
    ending, whole = section.patterns["ending"].pattern, section.patterns["ending_whole"].pattern
    return Anchor(re.compile(ending + ahead + whole), dict(begins))


@cache
def tails(section: Section) -> Tails:
    """What names end in and what only seems to."""
    words = section.words
    names = {word for name in _NAMES for word in words[name] if word.endswith(words["named_tail"])}
    sure = frozenset(word for word in names if len(word) == 1)
    others = sorted(word for word in names if word[-1] not in sure)
    longer = by_last([*others, *words["department_tail"], *words["town_tail"]])
    return Tails(
        sure | {PART, REMARK}, longer, by_last(words["department_tail"]), by_last(words["common_tail"])
    )


def may_end(words: str, at: int, known: Tails) -> bool:
    """Whether what ends at `at` ends as a name may, wherever the name begins: ``…卫生局|``, not ``…社区医院|``."""
    last = words[at - 1]
    if last not in known.sure:
        ends = known.longer.get(last)
        if ends is None or not words.endswith(ends, 0, at):
            return False
    wrong = known.wrong.get(last)
    return wrong is None or not words.endswith(wrong, 0, at)


def predicates(words: str, start: int, end: int, section: Section) -> list[int]:
    """Where predicates begin behind what may be a name, in `start:end`."""
    place, begins = anchor(section)
    starts = words.startswith
    return [
        at for match in place.finditer(words, start, end) if starts(begins[words[at := match.end()]], at, end)
    ]


def planned(words: str, section: Section) -> list[int]:
    """As `predicates`, in the plans of a press round-up only: behind ``下一步`` in its paragraph, and from ``将`` on."""
    place, begins = anchor(section)
    found: set[int] = set()
    end = 0
    for start, stop in spans(words, section.words["plan"]):
        if start >= end:
            end = words.find(_LINE_END, stop)
            end = end if end >= 0 else len(words)
            found.update(predicates(words, stop - 2, end, section))
    for word in section.words["future"]:
        at = words.find(word, 1)
        while at > 0:
            if place.match(words, at - 1) and words.startswith(begins[word[0]], at):
                found.add(at)
            at = words.find(word, at + 1)
    return sorted(found)
