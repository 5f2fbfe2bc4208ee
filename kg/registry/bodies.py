"""Bodies of government and party: what kinds there are, in which period, and how their names are formed and shortened.

Reads ontology/bodies.csv (one row a kind: stem, offices, short stems, form, period) and ontology/functions.toml.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from kg.errors import LexiconError
from kg.registry.grammar import Grammar
from kg.registry.regions import by_head

NATION_ONLY = "N"
IN_TIME = 4  # what a body that existed on the day scores more
PINNED = "="  # 教委=委员会: a short name that has its office in it
OWN = "{r}{b}"  # the usual form of a name: region, then body


class Body(NamedTuple):
    """A kind of body with its period: `health-2018` is 卫生健康委员会, 卫生健康局."""

    id: str
    names: tuple[str, ...]  # full names without region: 卫生健康委员会, 卫生健康局
    function: str
    valid_from: str | None  # YYYY-MM
    valid_to: str | None
    succeeded_by: tuple[str, ...]  # body ids; the change is dated by this body's valid_to
    national: bool
    shorts: tuple[str, ...]  # short stems
    offices: tuple[str, ...]
    form: str  # how region {r} (or its stem {s}) and body {b} are put together
    levels: str  # of P, C, X where it is said
    where: tuple[str, ...]  # prefixes of region codes where only some regions have it


class Form(NamedTuple):
    """One full name that a written name may stand for."""

    body: Body
    name: str

    def fits(self, code: str, level: str, date: str | None) -> int:
        """How well it suits a region (by code and level) and a date: 0 not at all; more is better."""
        body = self.body
        if body.where and not code.startswith(body.where):
            return 0
        if body.levels and _LETTER.get(level, "X") not in body.levels:
            return 0
        in_time = (body.valid_from or "") <= (date or "9")[:7] < (body.valid_to or "9999")
        return 1 + IN_TIME * in_time + 2 * bool(body.where) + bool(body.levels)


_LETTER = {"province": "P", "city": "C", "county": "X", "nation": NATION_ONLY}


@dataclass(frozen=True)
class Bodies:
    """All kinds of bodies, with the names that stand for them."""

    rows: tuple[Body, ...]
    grammar: Grammar

    def __iter__(self) -> Iterator[Body]:
        return iter(self.rows)

    @cached_property
    def by_id(self) -> dict[str, Body]:
        """Body by id."""
        return {row.id: row for row in self.rows}

    @cached_property
    def local(self) -> dict[str, tuple[Form, ...]]:
        """What is written behind a region or level word → the full names it may stand for: 卫健委, 委编办, 人社局."""
        index: dict[str, dict[Form, None]] = defaultdict(dict)
        for body in self.rows:
            if not body.national:
                for key, form in self._forms(body):
                    index[key][form] = None
        return {key: tuple(forms) for key, forms in index.items()}

    @cached_property
    def national(self) -> dict[str, tuple[Form, ...]]:
        """Names of national bodies, full and short: 国家卫生健康委, 卫生健康委, 教育部, 中央网信办."""
        index: dict[str, dict[Form, None]] = defaultdict(dict)
        for body in self.rows:
            if body.national:
                for key in (*body.names, *body.shorts):
                    index[key][Form(body, body.names[0])] = None
        return {key: tuple(forms) for key, forms in index.items()}

    @cached_property
    def national_lengths(self) -> dict[str, tuple[int, ...]]:
        """How long the names of national bodies are that begin with two characters, longest first."""
        return by_head(self.national)

    @cached_property
    def functions(self) -> dict[str, str]:
        """Short stems of local bodies → function: 卫健, 医保, 市场监管."""
        pairs = (
            (stem, body.function)
            for body in self.rows
            if body.offices
            for stem in body.shorts
            if PINNED not in stem
        )
        return dict(pairs)

    def _forms(self, body: Body) -> Iterator[tuple[str, Form]]:
        for office, name in zip(body.offices or ("",), body.names, strict=True):
            short = self.grammar.offices.get(office, office)
            stems = [stem for stem in body.shorts if PINNED not in stem]
            pinned = [
                key for key, _, end in (s.partition(PINNED) for s in body.shorts) if end == office != ""
            ]
            keys = [name, *(stem + end for stem in stems for end in (office, short)), *pinned]
            for key in filter(None, dict.fromkeys(keys)):
                yield from ((shape, Form(body, name)) for shape in self._shapes(body, key))

    def _shapes(self, body: Body, key: str) -> Iterator[str]:
        """As a party organ is written: 委编办, 党委编办, 编办; other bodies as they are."""
        links = self.grammar.party
        if "{r}" in body.form and body.form.endswith("{b}") and body.form != OWN and links[0] in body.form:
            yield from (link + key for link in links)
            if len(key) > 2 or not key.startswith(links[0]):
                yield key
        else:
            yield key


def read(path: Path, grammar: Grammar) -> Bodies:
    """The bodies of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        next(lines)
        try:
            return Bodies(tuple(_body(line) for line in lines), grammar)
        except ValueError as error:
            raise LexiconError(path.name, f"line {lines.line_num}", str(error)) from error


def _body(line: list[str]) -> Body:
    id_, stem, short, offices, function, form, levels, where, since, until, after = line
    ends = tuple(offices.split())
    shorts = (*((stem,) if ends else ()), *short.split())
    names = tuple(stem + end for end in ends) or (stem,)
    national = levels == NATION_ONLY
    spots, later = tuple(where.split()), tuple(after.split())
    return Body(
        id_,
        names,
        function,
        since or None,
        until or None,
        later,
        national,
        shorts,
        ends,
        form or OWN,
        levels,
        spots,
    )


def best(forms: Sequence[Form], code: str, level: str, date: str | None) -> Form | None:
    """The form that suits best, the first of equals; None where none does."""
    if not forms:
        return None
    if len(forms) == 1 and not forms[0].body.where and not forms[0].body.levels:  # which fits anywhere
        return forms[0]
    found, top = None, 0
    for form in forms:
        score = form.fits(code, level, date)
        if score > top:
            found, top = form, score
    return found
