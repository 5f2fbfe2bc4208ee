"""Figures to be reached: ``到2025年，每千人口托位数达到4.6个以上``.

Reads the scenes of a document (`kg.grammar.scene`); yields a target for each number that is asked for.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from operator import attrgetter
from typing import TypeAlias

from kg import blocks
from kg.extract.targets import (
    allotted,
    awards,
    barred,
    bracketed,
    breakdown,
    carried,
    charges,
    counts,
    dues,
    frequencies,
    heads,
    learnt,
    lists,
    midway,
    priced,
    quantities,
    ratios,
    regranted,
    rises,
    shares,
    tables,
    tariffs,
    told,
    totals,
    years,
)
from kg.extract.targets.demands import firmly
from kg.extract.targets.finding import Finding
from kg.extract.targets.judge import excluded, judge
from kg.extract.targets.left import compared
from kg.extract.targets.means import is_means
from kg.extract.targets.pieces import JOINT, ROW, Ground, Piece, ground
from kg.extract.targets.quantities import Quantity, Signs
from kg.extract.targets.words import kit
from kg.grammar.scene import Scene
from kg.lexicon import Lexicon, Section, holds
from kg.model import Document, Target

Way: TypeAlias = Callable[[Piece], Finding | None]
Row: TypeAlias = tuple[Piece, Finding, str | None]
# The numbers of a row, or else what has been read of several together.
Part: TypeAlias = tuple[list[Piece], list[Row]]
Timed: TypeAlias = tuple[Document, Sequence[Scene]]

_RATES = ("%", "‰")
_RUN_ON = re.compile(r"(?:\d[\d.%]*\D+){2}\d[\d.%]*|（[%‰]）\d")
_GLUED = re.compile(r"[^\d（）][%‰](?:\d|$)")
_NAME = 12  # characters of a name
_KIND = attrgetter("kind")

# Tried in order.
WAYS: tuple[Way, ...] = (
    barred.barred,
    shares.by_each,
    shares.borne,
    midway.rated,
    shares.reach,
    shares.portion,
    learnt.learnt,
    counts.staffed,
    counts.count,
    counts.amount,
)


def targets(document: Document, scenes: Sequence[Scene], lexicon: Lexicon) -> list[Target]:
    """The targets of a document, in order: of its running text and of its tables."""
    return targets_of([(document, scenes)], lexicon)[0]


def targets_of(timed: Sequence[Timed], lexicon: Lexicon) -> list[list[Target]]:
    """The same of each of several documents."""
    section = lexicon["targets"]
    told_in = _told(timed, section)
    for (document, scenes), found in zip(timed, told_in, strict=True):
        if scenes and blocks.TABLE in map(_KIND, scenes[0].frame.speech.blocks):
            rows = list(tables.tabled(document, scenes, section))
            rows += tables.amounts(document, scenes, section)
            rows += allotted.allotted(document, scenes, section)
            rows += tariffs.tariffs(document, scenes, section)
            rows += _listed(document, scenes, section)
            found += _owned(rows, scenes, section) if rows and scenes[0].frame.press else rows
        found.sort(key=_start)
    return told_in


def _owned(rows: list[Target], scenes: Sequence[Scene], section: Section) -> Iterator[Target]:
    """In an unnumbered document a table belongs to the paragraph that shows it: ``主要指标如下：``."""
    owner: dict[int, str | None] = {}
    shown: str | None = None
    for block in [scene.block for scene in scenes]:
        if block.kind == blocks.TABLE:
            owner[block.view.places[0]] = shown
        else:
            shown = block.provision if block.text.endswith(section.words["shows_table"]) else None
    starts = sorted(owner)
    for row in rows:
        at = bisect_right(starts, row.start) - 1
        yield row if row.provision or at < 0 else row._replace(provision=owner[starts[at]])


def _start(target: Target) -> int:
    return target.start


def _told(timed: Sequence[Timed], section: Section) -> list[list[Target]]:
    """The targets of the running text of each document: only scenes in which some number stands are looked at.

    Each step goes through all of them before the next begins: a tenth less time, as its code stays in the cache.
    """
    ready = kit(section)
    signs = [quantities.signs(scenes, ready) if scenes else {} for _, scenes in timed]
    pairs = zip(timed, signs, strict=True)
    numbered = [(scenes[index], given) for (_, scenes), own in pairs for index, given in own.items()]
    asked = quantities.all_asked(numbered, ready)
    stood = zip(numbered, asked, strict=True)
    grounds = [ground(scene, ready) if some else None for (scene, _), some in stood]
    pieces = [_pieces(base, some) if base else [] for base, some in zip(grounds, asked, strict=True)]
    for piece in chain.from_iterable(pieces):
        piece.look_left()
    parts = [_parts(some) for some in pieces]
    judge([piece for some in parts for row, _ in some for piece in row])
    read = zip(numbered, [_findings(some) for some in parts], strict=True)
    return [
        _found(document, islice(read, len(own)), section)
        for (document, _), own in zip(timed, signs, strict=True)
    ]


def _found(
    document: Document, read: Iterable[tuple[tuple[Scene, Signs], list[Row]]], section: Section
) -> list[Target]:
    """The targets of the scenes of one document, of whose numbers these rows have been read."""
    no_unit = section.words["no_unit"]
    found: list[Target] = []
    for (scene, given), rows in read:
        for piece, finding, deadline in [] if rows and told.told(scene, section) else rows:
            due = deadline or dues.due(piece, finding)
            if own := bracketed.due(piece):
                due, finding = own[0], finding._replace(end=max(finding.end, own[1]))
            found.append(_target(document, scene, piece.quantity, finding, due, no_unit))
        if given.digits and "：" in scene.text:
            for quantity, finding in ratios.ratios(scene, section):
                due = scene.deadline(quantity.start)
                found.append(_target(document, scene, quantity, finding, due, no_unit))
    return found


def _listed(document: Document, scenes: Sequence[Scene], section: Section) -> Iterator[Target]:
    """The targets in the task column of a list of tasks, with the deadline of its column of times."""
    ready = kit(section)
    for row in tables.tasks(scenes, section):
        asked = quantities.asked(row.scene, ready, quantities.given(row.scene.text, ready))
        pieces = _pieces(ground(row.scene, ready), asked)
        for piece in pieces:
            piece.look_left()
        for piece, finding, deadline in _read([piece for piece in pieces if row.holds(piece.quantity)]):
            due = deadline or row.due(piece.start) or dues.due(piece, finding)
            if row.recurrence and not (due or finding.recurrence):
                finding = finding._replace(recurrence=row.recurrence)
            yield _target(document, row.scene, piece.quantity, finding, due)


def _pieces(base: Ground, asked: list[Quantity]) -> list[Piece]:
    """The numbers of a scene with what stands around them."""
    pieces: list[Piece] = []
    before, last = None, len(asked) - 1
    for index, quantity in enumerate(asked):
        before = Piece(base, quantity, before, asked[index + 1] if index < last else None)
        pieces.append(before)
    return pieces


def _read(pieces: list[Piece]) -> list[Row]:
    """Each number of a scene that is asked for."""
    parts = _parts(pieces)
    judge([piece for row, _ in parts for piece in row])
    return _findings(parts)


def _parts(pieces: list[Piece]) -> list[Part]:
    """Numbers one by one, or in a row; in their place the findings of rises that are told in rows."""
    parts: list[Part] = []
    index, count = 0, len(pieces)
    while index < count:
        if index + 3 < count and (several := rises.apart(pieces, index)):
            apart = pieces[index : index + 2 * several]
            parts.append(([], [] if excluded(apart[several]) else rises.raised_apart(apart)))
            index += 2 * several
            continue
        near = index + 1 < count and pieces[index + 1].start - pieces[index].end <= JOINT
        length = lists.run(pieces, index) if near else 1
        row = pieces[index : index + length]
        index += length
        goals = pieces[index : index + length] if length > 1 else []
        place = lists.risen(row, goals) if goals else None
        if place is not None:
            index += length
            parts.append(([], [] if excluded(goals[0]) else lists.raised(row, goals, place)))
        else:
            parts.append((row, []))
    return parts


def _findings(parts: list[Part]) -> list[Row]:
    """What each number that is asked for says: a row of 分别 as a whole, else one by one."""
    found, last = list[Row](), None
    for row, raised in parts:
        found += raised
        for piece in row:
            piece.follows = last is not None and _follows(piece, last[0])
        kept = [
            piece for piece in row if not piece.ruled_out and (priced.headed(piece) or not is_means(piece))
        ]
        if last and row and not (kept or row[0].ruled_out) and (listed := _goes_on(row[0], last)):
            last = row[0], listed  # an amount that goes on with a list of standards
            found.append((*last, None))
        if len(row) > 1 and kept and kept[0] is row[0] and (paired := _paired(row, found)):
            found += lists.per_people(paired)
            continue
        for piece in kept:
            finding = _first(piece, last) or _goes_on(piece, last) or _granted_too(piece, last, row)
            if finding is None or _is_run_together(finding.indicator):
                continue
            finding = regranted.named(piece, finding, last[1]) if last else finding
            finding = totals.named(piece, finding, last)
            last = piece, finding
            if piece.ground.rowed and (yearly := years.by_year(row if piece is row[0] else [piece], finding)):
                found += yearly
                if len(row) > 1:
                    break
            else:
                found.append((piece, finding, None))
    if not found:
        return found
    rows = [_bounded(*row) for row in found if row[1].indicator]  # nothing names it: 有3800元
    return breakdown.with_parts(rows, [piece for row, _ in parts for piece in row])


def _bounded(piece: Piece, finding: Finding, deadline: str | None) -> Row:
    """A row with what bounds its number from behind the noun: ``达到450个|品种以上``, ``建成3个重点专科|以上``; no base in its name."""
    finding = priced.sized(piece, priced.named(piece, finding))
    name, words = finding.indicator, piece.section.words
    said = next((word for word in words["or_first"] if name.startswith(word)), "")
    if said and name != said and piece.text.startswith(said, finding.start):
        name = name[len(said) :]  # 或|签约服务覆盖率达到75%
        finding = finding._replace(indicator=name, start=finding.start + len(said))
    if holds(name, words["on_base"]):  # 补助标准在2013年的基础上|提高40元，达到320元
        name = piece.section.patterns["against_base"].sub("", name)
        finding = finding._replace(indicator=name)
    if holds(name, words["obliged"]):  # 消防站应当配备|消防车不少于5辆
        name = piece.section.patterns["outfit"].sub("", name, count=1)
        finding = finding._replace(indicator=name)
    if name.endswith(words["set_aside"]) and finding.end == piece.end:  # 预留不低于30%的|专家号源
        if aside := piece.section.patterns["aside_for"].match(piece.text, piece.end):
            finding = finding._replace(indicator=name + aside["noun"], end=aside.end())
        return piece, finding, deadline
    if finding.comparator != "=" or piece.quantity.most is not None:
        return piece, finding, deadline
    if (
        name.endswith(words["noun_bound"])
        and not name.endswith(words["no_bound"])
        and piece.text.startswith(name[-2:], finding.end - 2)
    ):
        sign = compared(name[-2:], piece.section)
        return piece, finding._replace(indicator=name[:-2], comparator=sign), deadline
    behind = piece.section.patterns["noun_bound"].match(piece.text, piece.end)
    if behind is None or finding.end != piece.end:
        return piece, finding, deadline
    sign = compared(behind["after"], piece.section)
    return piece, finding._replace(comparator=sign, end=behind.end()), deadline


def _paired(row: list[Piece], told: list[Row]) -> list[Row]:
    """A row of numbers as a whole: the growth of totals in front, or one for each of several names."""
    return rises.of_totals(row) or rises.of_same(row, told) or lists.paired(row)


def _follows(piece: Piece, last: Piece) -> bool:
    """Whether a clause in front asks for a number; so does it for all of ``其中小型水库7座、塘坝993个``."""
    if last.clause[1] + 1 == piece.clause[0]:
        return True
    if not last.follows or last.clause != piece.clause:
        return False
    among = piece.text.startswith(piece.section.words["among"], piece.clause[0])
    return among or piece.text[last.end : piece.begin] in ROW  # 建成省级园5家，市级园20家、|县级园50家


def _is_run_together(indicator: str) -> bool:
    """Whether a name is a table's cells without what parted them: ``551.72347.6-8%2氨氮排放总量（万吨）264.4…``, ``9义务教育入学率%``."""
    if _RATES[0] in indicator and _GLUED.search(indicator):
        return True
    return len(indicator) > _NAME and bool(_RUN_ON.search(indicator))


def _first(piece: Piece, last: tuple[Piece, Finding] | None) -> Finding | None:
    """What the first way that fits reads; a number without a name takes that of the number before it."""
    unit = piece.unit
    every = piece.text.find(piece.kit.every, piece.begin, piece.start) >= 0
    every = every or piece.text.find(piece.kit.all_of, piece.begin, piece.start) >= 0
    if unit in _RATES or piece.quantity.share or (unit and piece.kit.money in unit):
        if at_head := priced.priced(piece):
            return at_head
        if charge := charges.charged(piece):
            return charges.alike(piece, charge, last)
        if last and (listed := carried.listed(piece, *last, whole=False)):
            return listed
        granted = (heads.allowance(piece) if every and unit not in _RATES else None) or awards.award(piece)
        if granted:
            return awards.alike_granted(piece, granted, last) if last else granted
    if last is None or last[0].stretch != piece.stretch:
        return (carried.later(piece, *last) if last else None) or _way(piece, every)
    found = carried.carried(piece, last[0], last[1].indicator) or _way(piece, every)
    return found and carried.completed(piece, found, last[1])


def _goes_on(piece: Piece, last: tuple[Piece, Finding] | None) -> Finding | None:
    """What a number is that only goes on with a list of standards."""
    return (
        carried.listed(piece, *last, whole=False) or carried.listed(piece, *last, whole=True)
        if last
        else None
    )


def _granted_too(piece: Piece, last: tuple[Piece, Finding] | None, row: list[Piece]) -> Finding | None:
    """One in the middle of a row of grants: ``给予100万元、|50万元、|30万元的一次性创业资助``."""
    if last is None or last[1].rule not in awards.RULES or last[0].unit != piece.unit or piece is row[-1]:
        return None
    if piece.before is not last[0] or piece.begin != piece.start or last[0] not in row:
        return None
    return last[1]._replace(start=piece.start, end=piece.end)


def _way(piece: Piece, every: bool) -> Finding | None:
    """What the first of the ways reads: of how often, of how much for each, or of `WAYS`."""
    q = piece.quantity
    if q.unit in piece.kit.frequent and (found := frequencies.frequency(piece) or frequencies.deed(piece)):
        return heads.of_each(piece, found) if every else found
    if every and (found := heads.per(piece)):
        return found
    if q.value == 0 and q.written:
        return shares.none(piece)
    if q.unit in piece.kit.length and (found := shares.clear(piece)):
        return found
    if q.written and not q.share and not firmly(piece) and not counts.obliged(piece):
        return learnt.learnt_too(piece)  # no other way reads what is only told
    for way in WAYS:
        if found := way(piece):
            return found
    return None


def _target(
    document: Document,
    scene: Scene,
    quantity: Quantity,
    finding: Finding,
    deadline: str | None,
    no_unit: tuple[str, ...] = (),
) -> Target:
    start, end = scene.block.view.span(finding.start, finding.end)
    row = (
        scene.block.provision,
        finding.indicator,
        finding.comparator,
        quantity.value,
        quantity.most,
        None if finding.unit in no_unit else finding.unit,
        deadline,
        finding.recurrence,
        start,
        end,
        document.text[start:end],
        finding.rule,
    )
    return tuple.__new__(Target, row)
