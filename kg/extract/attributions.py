"""Which region and year each paragraph of a press round-up is about, and whether it plans or looks back.

Reads the paragraphs of a press article of many regions; yields one row for each of them, none for any other document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache

from kg.blocks import Outline, Speech
from kg.grammar.roundup import Place
from kg.lexicon import Lexicon, Section, alternation, holds
from kg.model import Attribution

_CARRIED = "region-carried-over"
_HEAD = 40  # characters of a paragraph in which its own year stands


def attributions(outline: Outline, lexicon: Lexicon, where: Mapping[str, Place]) -> Iterator[Attribution]:
    """One row for each paragraph: ``2024年,江苏省将继续…`` → 江苏省, 2024, plan. `where` are their places."""
    if not where:
        return
    section, speech = lexicon["attributions"], outline.speech
    rules = {rule.fields["mode"]: rule.id for rule in reversed(tuple(section.rules.values()))}
    years = _years(speech, section)
    base = _base(years)
    name, year = "", None  # what the paragraph before was about
    seen: set[str] = set()
    for index, (block, text) in enumerate(zip(speech.blocks, speech.texts, strict=True)):
        provision = block.provision
        if provision is None or provision in seen or provision not in where:
            continue
        seen.add(provision)
        place, own = where[provision], years.get(index)
        if own and own[1]:
            year = own[0]
        elif base:
            known = year if place.name == name else own[0] if own else str(base)
            year = _year(text[:_HEAD], known, base, section)
        name = place.name
        mode = _mode(text, place, year, base, section) if base else _told(text, section)
        rule = rules[mode] if place.named else _CARRIED
        yield tuple.__new__(Attribution, (provision, year, mode, rule, name, None))


def _years(speech: Speech, section: Section) -> dict[int, tuple[str, bool]]:
    """The first year that each block names, and whether that stands in its head; one search for all."""
    found: dict[int, tuple[str, bool]] = {}
    for year in section.patterns["year"].finditer(speech.whole):
        index = speech.number(year.start())
        if index not in found:
            found[index] = (year[1], year.end() - speech.starts[index] <= _HEAD)
    return found


def _base(years: Mapping[int, tuple[str, bool]]) -> int:
    """The year of the plans: the latest of those that head at least a fifth as many paragraphs as the commonest."""
    heads = Counter(int(year) for year, headed in years.values() if headed)
    common = max(heads.values(), default=0)
    return max((year for year, count in heads.items() if count * 5 >= common), default=0)


def _year(head: str, known: str | None, base: int, section: Section) -> str | None:
    """The year of a paragraph that has none in its head: told by a word there (去年), else what is `known` otherwise."""
    words = section.words
    if not _telling(section).search(head):  # most
        return known
    if holds(head, words["next_year"]) or holds(head, words["this_year"]):
        return str(base)
    if holds(head, words["last_year"]) and section.patterns["last_year_told"].search(head):
        return str(base - 1)
    return None if holds(head, words["undated"]) else known


@lru_cache(maxsize=4)
def _telling(section: Section) -> re.Pattern[str]:
    """All words that tell of which year a head speaks: too many to be looked for one by one."""
    lists = ("next_year", "this_year", "last_year", "undated")
    return re.compile(alternation(tuple(word for name in lists for word in section.words[name])))


def _told(text: str, section: Section) -> str:
    """The mode where no paragraph names a year: told by its words, ``下一步，甘肃将…``, ``日前批准…``."""
    ahead = section.patterns["ahead_undated"].search(text)
    done = section.patterns["done_undated"].search(text)
    if ahead:
        return "mixed" if done else "plan"
    return "review"


def _mode(text: str, place: Place, year: str | None, base: int, section: Section) -> str:
    if year is not None and int(year) < base:
        ahead = holds(text, section.words["announces"]) and section.patterns["ahead_in_review"].search(text)
        return "mixed" if ahead else "review"
    if place.name != section.words["nation"][0] and holds(text, section.words["future"]):
        done = holds(text, section.words["done_word"]) and section.patterns["done_in_plan"].search(text)
        return "mixed" if done else "plan"
    return "review" if holds(text, section.words["past"]) else "plan"
