"""Whether rules are as good as they say: the confidence of each beside how often its facts are right.

A fact is right where it is found in the gold (`kg.evaluate.matching`); its fields are counted elsewhere. What a rule's
confidence should be is estimated leaving one document out: each document's facts are foretold from all the others, so
that a way of saying that one document has a hundred times is no certainty for the next one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kg.evaluate.comparison import Comparison

BINS = 10

# What is believed of a rule before anything was counted, and how many facts that belief weighs.
PRIOR = 0.85
WEIGHT = 2


class Count(NamedTuple):
    """Facts of something, and how many of them are in the gold: ``Count(50, 48)``."""

    facts: int
    right: int

    @property
    def share(self) -> float:
        """The part that is right; 0.0 where there is nothing."""
        return self.right / self.facts if self.facts else 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """One rule (``target-reach``) or one bin of confidence (``0.9-1.0``): what it says of itself, and what is true."""

    name: str
    confidence: float  # of a bin: the mean over its facts
    facts: int
    right: int

    @property
    def share(self) -> float:
        """The part of the facts that is right."""
        return self.right / self.facts


@dataclass(frozen=True, slots=True)
class Calibration:
    """`error` is the expected calibration error: the mean, over all facts, of how far their bin is off.

    `left_out` is the same error where the facts of each document are foretold from these other documents alone.
    """

    error: float
    left_out: float
    bins: tuple[Line, ...]
    rules: tuple[Line, ...]


def tally(comparisons: Iterable[Comparison]) -> dict[str, dict[str, Count]]:
    """Facts and right ones by rule and document: ``{"target-reach": {"a.txt": Count(9, 8)}}``."""
    facts: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for comparison in comparisons:
        for row in comparison.rows:
            if hasattr(row.found, "rule"):
                key = (row.found.rule, comparison.name)
                facts[key] += 1
                right[key] += row.paired
    out: dict[str, dict[str, Count]] = defaultdict(dict)
    for rule, name in sorted(facts):
        out[rule][name] = Count(facts[rule, name], right[rule, name])
    return dict(out)


def total(counts: Iterable[Count]) -> Count:
    """All documents together: ``[Count(9, 8), Count(1, 1)]`` → ``Count(10, 9)``."""
    both = tuple(counts)
    return Count(sum(count.facts for count in both), sum(count.right for count in both))


def estimate(counts: Mapping[str, Count]) -> float:
    """What a rule's confidence should be: the mean, over its documents, of what all the others foretell.

    A rule of one document or none has `PRIOR`; ``{"a.txt": Count(9, 9), "b.txt": Count(9, 9)}`` → 0.973.
    """
    foretold = [_others(counts, name) for name in counts]
    return sum(foretold) / len(foretold) if foretold else PRIOR


def calibration(comparisons: Iterable[Comparison], confidence: Mapping[str, float]) -> Calibration:
    """How far the `confidence` of each rule is from how often its facts are right."""
    counts = {rule: each for rule, each in tally(comparisons).items() if rule in confidence}
    rules = tuple(Line(rule, confidence[rule], *total(each.values())) for rule, each in counts.items())
    bins = tuple(_bins(rules))
    others = (Line(rule, _others(each, name), *each[name]) for rule, each in counts.items() for name in each)
    return Calibration(_error(bins), _error(tuple(_bins(others))), bins, rules)


def _error(bins: tuple[Line, ...]) -> float:
    off = sum(line.facts * abs(line.share - line.confidence) for line in bins)
    return off / max(1, sum(line.facts for line in bins))


def _others(counts: Mapping[str, Count], name: str) -> float:
    """What all documents but one foretell of a rule."""
    return _smoothed(*total(count for other, count in counts.items() if other != name))


def _smoothed(facts: int, right: int) -> float:
    return (right + PRIOR * WEIGHT) / (facts + WEIGHT)


def _bins(rules: Iterable[Line]) -> Iterator[Line]:
    groups: dict[int, list[Line]] = defaultdict(list)
    for rule in rules:
        groups[min(BINS - 1, int(rule.confidence * BINS))].append(rule)
    for place in sorted(groups):
        facts, right = total(Count(rule.facts, rule.right) for rule in groups[place])
        mean = sum(rule.facts * rule.confidence for rule in groups[place]) / facts
        yield Line(f"{place / BINS:.1f}-{(place + 1) / BINS:.1f}", mean, facts, right)
