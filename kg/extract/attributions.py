"""Which region and year each paragraph of a press round-up is about, and whether it plans or looks back.

Reads the paragraphs of a press article of many regions; yields one row for each of them, none for any other document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kg.blocks import Outline
from kg.grammar.roundup import Place
from kg.lexicon import Lexicon, Section, holds
from kg.model import Attribution

_CARRIED = "region-carried-over"
_HEAD = 40  # characters of a paragraph in which its own year stands


class _State(NamedTuple):
    """What the paragraph before was about."""

    place: str = ""
    year: str | None = None


def attributions(outline: Outline, lexicon: Lexicon, where: Mapping[str, Place]) -> Iterator[Attribution]:
    """One row for each paragraph: ``2024年,江苏省将继续…`` → 江苏省, 2024, plan. `where` are their places."""
    section = lexicon["attributions"]
    if not where:
        return
    rules = {rule.fields["mode"]: rule.id for rule in reversed(tuple(section.rules.values()))}
    base = _base(outline, section)
    state = _State()
    seen: set[str] = set()
    for block in outline.speaking():
        provision = block.provision
        if provision is None or provision in seen or provision not in where:
            continue
        seen.add(provision)
        place = where[provision]
        year = _year(block.text, place, state, base, section)
        mode = _mode(block.text, place, year, base, section)
        yield Attribution(provision, year, mode, rules[mode] if place.named else _CARRIED, place.name)
        state = _State(place.name, year)


def _base(outline: Outline, section: Section) -> int:
    """The year of the plans: the latest of those that head at least a fifth as many paragraphs as the commonest."""
    heads = Counter[int]()
    for block in outline.speaking():
        match = section.patterns["year"].search(block.text[:_HEAD])
        if match:
            heads[int(match[1])] += 1
    common = max(heads.values(), default=0)
    return max((year for year, count in heads.items() if count * 5 >= common), default=0)


def _year(text: str, place: Place, state: _State, base: int, section: Section) -> str | None:
    head = text[:_HEAD]
    match = section.patterns["year"].search(head)
    if match:
        return match[1]
    for words, shift in (("next_year", 0), ("this_year", 0), ("last_year", -1)):
        if holds(head, section.words[words]):
            return str(base + shift)
    if holds(head, section.words["undated"]):
        return None
    if place.name == state.place:
        return state.year
    match = section.patterns["year"].search(text)
    return match[1] if match else str(base)


def _mode(text: str, place: Place, year: str | None, base: int, section: Section) -> str:
    if year is not None and int(year) < base:
        ahead = holds(text, section.words["announces"]) and section.patterns["ahead_in_review"].search(text)
        return "mixed" if ahead else "review"
    if place.name != section.words["nation"][0] and holds(text, section.words["future"]):
        return "plan"
    return "review" if holds(text, section.words["past"]) else "plan"
