"""Which files hold one document: its copies are found and reported; different documents under one IRI are told apart.

Files are copies of one another where number and title are the same, where the IRI (number, or date, title and issuers)
and the title are, or where the provisions say the same and no two numbers or dates speak against it: a page and the Word
file that it offers. One of them stands in the graph; the others are its mirrors.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from kg.namespaces import Names, own_number, title_key
from kg.rdf.record import Record

_TAIL = re.compile(r"\([^()]*\)$")  # a draft for comment says so behind its title


@dataclass(frozen=True, slots=True)
class Settled:
    """Which files are left out, which get another IRI, which texts are further copies of a document, and why."""

    # file that is left out → the file that stands for it
    copies: Mapping[str, str] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)  # file → IRI
    mirrors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # IRI → SHA-256 of other texts
    reports: tuple[str, ...] = ()

    @property
    def left_out(self) -> frozenset[str]:
        """The files whose document stands in the graph by another."""
        return frozenset(self.copies)


def settle(records: Iterable[Record], names: Names) -> Settled:
    """Decide over every document that several files have; the same in any order of the files."""
    groups = _groups(sorted(records, key=_worth))
    renamed = dict(_told_apart([group[0] for group in groups], names))
    copies = {record.file: group[0].file for group in groups for record in group[1:]}
    mirrors: dict[str, tuple[str, ...]] = {}
    for first, *others in groups:
        texts = tuple(sorted({record.text for record in others} - {first.text}))
        mirrors.update({renamed.get(first.file, first.iri): texts} if texts else {})
    reports = [f"{file}: another document has its number; it is now {iri}" for file, iri in renamed.items()]
    reports += [report for group in groups for report in _copies(group)]
    return Settled(copies, renamed, mirrors, tuple(sorted(reports)))


def _worth(record: Record) -> tuple[Hashable, ...]:
    """The copy that says most of itself comes first; where two say as much, the text and the name decide."""
    unsaid = sum(1 for told in (record.number, record.date, record.title, record.issuers) if not told)
    return unsaid, -sum(count for _, count in record.counts), record.iri, record.text, record.file


def _groups(records: Sequence[Record]) -> list[list[Record]]:
    """The records of each document, the best first, each document in the place of its best."""
    leader: dict[str, str] = {}
    first: dict[Hashable, str] = {}

    def top(file: str) -> str:
        while leader.setdefault(file, file) != file:
            file = leader[file]
        return file

    rank = {record.file: place for place, record in enumerate(records)}
    speaking = _unopposed(records)
    for record in records:
        for key in _keys(record, speaking):
            one, other = sorted(
                (top(first.setdefault(key, record.file)), top(record.file)), key=rank.__getitem__
            )
            leader[other] = one
    groups: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        groups[top(record.file)].append(record)
    return list(groups.values())


def _keys(record: Record, speaking: frozenset[str]) -> Iterator[Hashable]:
    """What only copies of one document have in common."""
    title = title_key(record.title or "")
    yield "iri", record.iri, title
    if own_number(record.number) and title:
        yield "number", record.number, title
    if record.body in speaking:
        tail = _TAIL.search(title)
        yield "body", record.body, tail and tail[0]


def _unopposed(records: Iterable[Record]) -> frozenset[str]:
    """The provisions that several files have, with one number and one date at most among them."""
    numbers: dict[str, set[str | None]] = defaultdict(set)
    dates: dict[str, set[str | None]] = defaultdict(set)
    for record in records:
        if record.body:
            numbers[record.body].add(record.number)
            dates[record.body].add(record.date)
    return frozenset(
        body for body in numbers if len(numbers[body] - {None}) < 2 and len(dates[body] - {None}) < 2
    )


def _told_apart(kept: Iterable[Record], names: Names) -> Iterator[tuple[str, str]]:
    """Different documents that would share an IRI, each with one of its own."""
    for iri, same in groupby(
        sorted(kept, key=lambda record: (record.iri, record.file)), lambda record: record.iri
    ):
        several = list(same)
        for record in several if len(several) > 1 else ():
            own = names.told_apart(iri, record.title)
            if own != iri:
                yield record.file, own


def _copies(group: Sequence[Record]) -> Iterator[str]:
    first = group[0]
    for record in group[1:]:
        how = "the same text as" if record.text == first.text else "another copy of"
        yield f"{record.file}: {how} {first.file}; both are its sources"
