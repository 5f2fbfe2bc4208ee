"""What the tasks of an agency or a region are about: the words that mark them off from everybody else's.

Rows of the question `task_texts` become, for each group, the words of its tasks weighted by tf–idf: how often a word
stands in the group's tasks, times the logarithm of how few groups use it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from math import log
from typing import NamedTuple

from kg.query import Rows

UNITS = {"agency": "name", "region": "place"}


class Keyword(NamedTuple):
    """A word of a group: ``Keyword("佛山市高明区民政局", "托育", 3, 2.08)``."""

    group: str
    word: str
    times: int  # occurrences in the group's tasks
    weight: float  # tf-idf, without a unit


def keywords(
    rows: Rows, words: Callable[[str], Iterable[str]], unit: str = "agency", limit: int = 10
) -> list[Keyword]:
    """The `limit` weightiest words of each group, groups in order of name; `words` cuts a text (`kg.words.content`)."""
    counts = _counts(rows, words, unit)
    spread = Counter(word for group in counts.values() for word in group)
    return [row for group in sorted(counts) for row in _of_group(group, counts, spread)[:limit]]


def table(found: Iterable[Keyword]) -> Rows:
    """Keywords as rows to print, weights with four decimals."""
    rows = ((row.group, row.word, row.times, Decimal(f"{row.weight:.4f}")) for row in found)
    return Rows(Keyword._fields, tuple(rows))


def _counts(rows: Rows, words: Callable[[str], Iterable[str]], unit: str) -> dict[str, Counter[str]]:
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for group, text in sorted(set(_texts(rows, UNITS[unit]))):
        counts[group].update(words(text))
    return counts


def _texts(rows: Rows, column: str) -> Iterator[tuple[str, str]]:
    """Each task of a group once: rows repeat a task for each of its agencies."""
    group, text = rows.columns.index(column), rows.columns.index("text")
    return ((str(row[group]), str(row[text])) for row in rows.rows if row[group])


def _of_group(group: str, counts: dict[str, Counter[str]], spread: Counter[str]) -> list[Keyword]:
    weighed = (
        Keyword(group, word, count, count * log((1 + len(counts)) / spread[word]))
        for word, count in counts[group].items()
    )
    return sorted(weighed, key=lambda row: (-row.weight, row.word))
