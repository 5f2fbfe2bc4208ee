"""When a fact that was found is the gold fact, and which of its fields are right.

Found means: the same name (citation title, agency, value, region and model) at the same place. Widths, white space and
the shape of dashes do not count in names (``《关于…（试行）》`` = ``《关于…(试行)》``); offsets count as they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

Agree: TypeAlias = Callable[[Any, Any], bool]
Score: TypeAlias = Callable[[Any, Any], float]  # 0 for no match

_SHAPES = {
    **dict.fromkeys("—–－−", "-"),
    **dict.fromkeys("“”„‟″", '"'),
    **dict.fromkeys("‘’", "'"),
    **dict.fromkeys("﹝[【", "〔"),
    **dict.fromkeys("﹞]】", "〕"),
    **dict.fromkeys("<‹", "〈"),
    **dict.fromkeys(">›", "〉"),
}
_TABLE = {ord(old): new for old, new in _SHAPES.items()}
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Kind:
    """How facts of one kind are compared: `same` pairs them, `fields` are then compared one by one."""

    name: str
    same: Score
    fields: Mapping[str, Agree]
    groups: tuple[str, ...] = ()  # parts that are also counted apart
    group: Callable[[Any], str] | None = None


def plain(value: Any) -> Any:
    """A name as it is compared: ``明府办函[2023] 40号`` → ``明府办函〔2023〕40号``; numbers and None as they are."""
    if not isinstance(value, str):
        return value
    return _SPACE.sub("", unicodedata.normalize("NFKC", value).translate(_TABLE))


def overlap(gold: Any, found: Any) -> float:
    """Intersection over union of two spans: 1.0 for equal ones, 0.0 for separate ones."""
    shared = min(gold.end, found.end) - max(gold.start, found.start)
    return float(max(0, shared) / max(1, max(gold.end, found.end) - min(gold.start, found.start)))


def pairs(gold: Sequence[Any], found: Sequence[Any], same: Score) -> list[tuple[int, int]]:
    """One-to-one pairs of positions in both lists, best score first."""
    scored = ((same(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found))
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    out: list[tuple[int, int]] = []
    for _, i, j in sorted((s for s in scored if s[0] > 0), key=lambda s: (-s[0], s[1], s[2])):
        if i not in taken_gold and j not in taken_found:
            taken_gold.add(i)
            taken_found.add(j)
            out.append((i, j))
    return out


def _dice(one: str, other: str) -> float:
    """Shared characters, counted with multiplicity, so that a long answer does not win by holding everything."""
    a, b = Counter(plain(one)), Counter(plain(other))
    return 2 * sum((a & b).values()) / max(1, sum(a.values()) + sum(b.values()))


def _equal(*keys: str) -> Agree:
    return lambda g, f: all(plain(getattr(g, key)) == plain(getattr(f, key)) for key in keys)


def _figure(key: str) -> Agree:
    return lambda g, f: _rounded(getattr(g, key)) == _rounded(getattr(f, key))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(float(value), 6)


def _unit(g: Any, f: Any) -> bool:
    return bool((plain(g.unit) or None) == (plain(f.unit) or None))


def _where(agree: Agree, least: float, bonus: Agree | None = None) -> Score:
    """A score for what agrees and overlaps by at least `least`; `bonus` counts with the overlap."""

    def score(g: Any, f: Any) -> float:
        """0 for another fact, else the more the better it fits."""
        shared = overlap(g, f)
        if not agree(g, f) or shared < least:
            return 0
        return 1 + shared + (bonus(g, f) if bonus else 0)

    return score


def _exactly(g: Any, f: Any) -> bool:
    return bool((g.start, g.end) == (f.start, f.end))


def _nearly(g: Any, f: Any) -> bool:
    return overlap(g, f) >= 0.7


def _outlined(g: Any, f: Any) -> bool:
    return bool(abs(g.start - f.start) <= 1 and abs(g.end - f.end) <= 2)


def _source(row: Any) -> str:
    return "text" if row.source == "text" else "annotation"


def _bracket(row: Any) -> str:
    return "bracketed" if row.number or row.quote[:1] in tuple("《〈<‹「") else "bare"


KINDS = (
    Kind(
        "provisions",
        lambda g, f: 1 + (g.start == f.start) if g.id == f.id else 0,
        {"span": _outlined, "heading": _equal("heading"), "label": _equal("label"), "task": _equal("task")},
    ),
    Kind(
        "citations",
        _where(_equal("title"), 0.5),
        {
            "span": _exactly,
            "number": _equal("number"),
            "relation": _equal("relation"),
            "inside": _equal("inside"),
        },
        ("bracketed", "bare"),
        _bracket,
    ),
    Kind(
        "responsibilities",
        _where(_equal("agency"), 0.5, _equal("role")),
        {
            "span": _exactly,
            **{key: _equal(key) for key in ("provision", "role", "name", "region", "function", "shared")},
        },
        ("annotation", "text"),
        _source,
    ),
    Kind(
        "targets",
        _where(_figure("value"), 0.3, _unit),
        {
            "span": _nearly,
            "provision": _equal("provision"),
            "indicator": lambda g, f: _dice(g.indicator, f.indicator) >= 0.6,
            "comparator": _equal("comparator"),
            "value_max": _figure("value_max"),
            "unit": _unit,
            "deadline": _equal("deadline"),
            "recurrence": _equal("recurrence"),
        },
    ),
    Kind(
        "deadlines",
        _where(lambda g, f: True, 0.3),
        {key: _equal(key) for key in ("provision", "deadline", "recurrence")},
    ),
    Kind(
        "adoptions",
        _where(_equal("region", "model"), 0.3, _equal("stance")),
        {"span": _nearly, "stance": _equal("stance"), "via": _equal("via")},
    ),
    Kind(
        "attributions",
        lambda g, f: 1 if g.provision == f.provision else 0,
        {key: _equal(key) for key in ("region", "year", "mode")},
    ),
)
