"""Several numbers for several names: ``甲和乙分别达到50%、60%``, ``到2022年和2030年，甲分别达到50%和60%``, ``1∶1``.

Reads a run of quantities that only 、 and 和 part; yields one finding for each, or nothing where names and numbers do
not pair.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from kg.extract.targets import names
from kg.extract.targets.finding import Finding
from kg.extract.targets.pieces import Piece
from kg.extract.targets.quantities import Quantity
from kg.extract.targets.words import markers, ready
from kg.grammar import numerals
from kg.grammar.clauses import CLAUSE, SENTENCE
from kg.grammar.schedule import Scene
from kg.lexicon import Section, holds

_BETWEEN = re.compile(r"[、，和及与]{1,2}|以及|和")
_JOINT = re.compile(r"、|和|与|及|以及")
_BRACKETS = re.compile(r"（[^（）]*）|“[^“”]*”")
_SHARED = re.compile(r"的[^的]{1,12}$")
_LOOK = 12
_FAR = 60  # how far the parties to a ratio may begin before it
_SHORT = 3
_SECTORS = 3
_FEW = 6  # years in a row: 2021年、2022年…


class Year(NamedTuple):
    """One of several years at the head of a sentence, and its deadline where it governs."""

    start: int
    deadline: str | None


def run(pieces: Sequence[Piece], index: int) -> int:
    """How many quantities from `index` on stand in one row: ``50%、60%和70%`` → 3."""
    end = index + 1
    while end < len(pieces):
        before, this = pieces[end - 1].quantity, pieces[end].quantity
        if not _BETWEEN.fullmatch(pieces[end].text, before.end, this.start):
            break
        end += 1
    return end - index


def paired(pieces: Sequence[Piece]) -> list[tuple[Piece, Finding, str | None]]:
    """The findings of a row of numbers: one for each of several names (分别), one for each of several years, or both."""
    first = pieces[0]
    text, q = first.text, first.quantity
    place = text.rfind(first.section.words["each"][0], max(first.begin, q.start - _LOOK), q.start)
    if place < 0:
        return []
    years = heading_years(first)
    change = first.words("change").ending(text[place + 2 : q.start]) if first.left.change else ""
    span = _names_span(first, place)
    parts = _parts(text, span)
    rows = [] if _whole(text, parts, first.section) else _yearly(pieces, span, years)
    if rows:
        return rows
    if len(parts) == len(pieces):
        return [(p, _finding(p, parts, i, pieces, change), None) for i, p in enumerate(pieces)]
    if len(parts) == 1 and len(pieces) == _SECTORS:
        return _sectors(first, pieces, span, change)
    if len(parts) > 1 and len(parts) * len(years) == len(pieces):
        return _crossed(pieces, parts, years, change)
    return []


def _whole(text: str, parts: Sequence[tuple[int, int]], section: Section) -> bool:
    """Whether each part of a list is a measure by itself: ``绿地率、覆盖率``, not ``宫颈癌和乳腺癌筛查覆盖率``."""
    return len(parts) > 1 and all(text.endswith(section.words["measured"], *part) for part in parts)


def _crossed(
    pieces: Sequence[Piece], parts: list[tuple[int, int]], years: Sequence[Year], change: str
) -> list[tuple[Piece, Finding, str | None]]:
    """``到2022年和2030年，甲、乙分别达到30%、18%和45%、25%``: the values of all names, year by year."""
    rows: list[tuple[Piece, Finding, str | None]] = []
    for i, piece in enumerate(pieces):
        year, name = divmod(i, len(parts))
        rows.append((piece, _finding(piece, parts, name, pieces, change), years[year].deadline))
    return rows


def _sectors(
    first: Piece, pieces: Sequence[Piece], span: tuple[int, int], change: str
) -> list[tuple[Piece, Finding, str | None]]:
    """``一二三产增加值分别增长3.5%、6%、5%``: one name for three."""
    name = first.text[span[0] : span[1]]
    word = next((word for word in first.section.words["sectors"] if name.startswith(word)), "")
    if not word:
        return []
    rest = word[_SECTORS:] + name[len(word) :] + change
    rows = zip(pieces, word, strict=False)
    return [
        (
            p,
            Finding(
                sign + rest, span[0], p.quantity.end, _sign(p, pieces), p.quantity.unit, "target-respective"
            ),
            None,
        )
        for p, sign in rows
    ]


def _names_span(piece: Piece, place: int) -> tuple[int, int]:
    """The names in front of 分别; in the clause before it where this one has none."""
    span = names.before(piece, min(piece.left.end, place))
    if span[1] - span[0] >= 2:
        return span
    return names.trimmed(piece, *piece.clause_before)


def _parts(text: str, span: tuple[int, int], least: int = 2) -> list[tuple[int, int]]:
    """The names of a list: 、 and 和 part them, but not inside brackets."""
    masked = _BRACKETS.sub(lambda found: "·" * len(found.group()), text[span[0] : span[1]])
    parts, start = [], 0
    for joint in _JOINT.finditer(masked):
        if joint.start() > start:
            parts.append((span[0] + start, span[0] + joint.start()))
        start = joint.end()
    parts.append((span[0] + start, span[1]))
    first = max(text.rfind(word, parts[0][0], parts[0][1] - 2) + len(word) for word in ("的", "达到"))
    if text[first - 1 : first] in "的到" and first > parts[0][0] and len(parts) > 1:
        parts[0] = (first, parts[0][1])
    return [part for part in parts if part[1] - part[0] >= least]


def _finding(
    piece: Piece, parts: list[tuple[int, int]], index: int, pieces: Sequence[Piece], change: str
) -> Finding:
    text = piece.text
    last = index == len(pieces) - 1
    noun = names.behind(pieces[-1])
    name = text[parts[index][0] : parts[index][1]]
    name = _completed(piece, name, text[parts[-1][0] : parts[-1][1]]) + change + text[noun[0] : noun[1]]
    return Finding(
        name,
        parts[index][0],
        max(piece.quantity.end, noun[1]) if last else piece.quantity.end,
        _sign(piece, pieces),
        piece.quantity.unit or pieces[-1].quantity.unit,
        "target-respective",
    )


def _completed(piece: Piece, name: str, last: str) -> str:
    """`name` with the end that it shares with the last of the list: 制造业 → 制造业增加值年均增长."""
    if name == last:
        return name
    shared = _SHARED.search(last)
    if shared and not name.endswith(shared.group()):
        return name + shared.group()
    level = last.find(name[-1]) if name[-1] in piece.section.words["level_sign"] else -1
    if level > 0:
        return name + last[level + 1 :]
    parallel = set(name) & set(last[: len(name)]) or name in piece.section.words["paired_names"]
    if len(name) <= _SHORT and parallel and holds(last[len(name) :], piece.section.words["measured"]):
        return name + last[len(name) :]
    rate = piece.section.patterns["shared_rate"].search(last)
    if rate and rate.start() and not holds(name, piece.section.words["measured"]):
        return name + rate.group()
    for word in piece.section.words["measured"]:
        place = last.rfind(word)
        if place > 0 and not holds(name, piece.section.words["measured"]):
            return name + last[place:]
    return name


def _sign(piece: Piece, pieces: Sequence[Piece]) -> str:
    own, shared = piece.comparator, pieces[-1].comparator
    if piece.quantity.after or own != "=":
        return own
    return shared if shared != "=" else pieces[0].left.sign or "="


def by_year(pieces: Sequence[Piece], finding: Finding) -> list[tuple[Piece, Finding, str | None]]:
    """What `finding` says of the first of a row, for each year at the head of the sentence.

    ``提升到20%和30%`` has a value for each, ``均保持在60%以上`` one for all.
    """
    years = heading_years(pieces[0])
    if not years or (len(pieces) == 1 and years[0].deadline is None) or len(pieces) not in (1, len(years)):
        return []
    timed = finding.start <= years[-1].start
    rows: list[tuple[Piece, Finding, str | None]] = []
    for i, year in enumerate(years):
        piece = pieces[min(i, len(pieces) - 1)]
        own = piece.comparator if i and len(pieces) > 1 else finding.comparator
        sign = own if own != "=" or piece.quantity.after else finding.comparator
        start, end = year.start if timed else finding.start, max(piece.quantity.end, finding.end)
        rows.append((piece, finding._replace(start=start, end=end, comparator=sign), year.deadline))
    return rows


def heading_years(piece: Piece) -> list[Year]:
    """The neighbouring years at the head of the sentence (``到2022年和2030年``), none where it has one or none.

    Behind a semicolon they still say what two values are, but give no deadline.
    """
    scene, start = piece.scene, piece.quantity.start
    if len(scene.times) < 2:
        return []
    low, _ = scene.cut.around(start, SENTENCE)
    times = list(islice((time for time in scene.backwards(low, start) if time.deadline), _FEW))
    row = times[:1]
    for time in times[1:]:
        if not _BETWEEN.fullmatch(piece.text, time.end, row[0].start):
            break
        row.insert(0, time)
    if len(row) < 2:
        return []
    governs = piece.governor is not None and piece.governor in row
    return [Year(time.start, time.deadline if governs else None) for time in row]


def _yearly(
    pieces: Sequence[Piece], span: tuple[int, int], years: Sequence[Year]
) -> list[tuple[Piece, Finding, str | None]]:
    """One name, a value for each year; none where they do not pair."""
    if len(years) != len(pieces) or span[1] - span[0] < 2:
        return []
    return [
        (piece, _of_year(piece, span, year, pieces), year.deadline)
        for piece, year in zip(pieces, years, strict=True)
    ]


def _of_year(piece: Piece, span: tuple[int, int], year: Year, pieces: Sequence[Piece]) -> Finding:
    start = min(year.start, span[0]) if year.deadline else span[0]
    unit = piece.quantity.unit or pieces[-1].quantity.unit
    return Finding(
        piece.text[slice(*span)], start, piece.quantity.end, _sign(piece, pieces), unit, "target-respective"
    )


def ratios(scene: Scene, section: Section) -> list[tuple[Quantity, Finding]]:
    """The parts of ``由中央和地方按照8∶2的比例分担``: 中央分担 8, 地方分担 2."""
    found: list[tuple[Quantity, Finding]] = []
    if section.patterns["ratio_key"].search(scene.text) is None:
        return found
    for match in section.patterns["ratio_bare"].finditer(scene.text):
        shared = section.patterns["ratio"].match(scene.text, match.start())
        rows = _shares(scene, section, shared) if shared else []
        found.extend(rows or _proportion(scene, section, match))
    return found


def _proportion(scene: Scene, section: Section, match: re.Match[str]) -> list[tuple[Quantity, Finding]]:
    """The parts of one named proportion: ``职普比大体保持在4∶6``, ``三次产业结构调整为6∶40∶54``."""
    text, at = scene.text, match.start()
    start, _ = scene.cut.around(at, CLAUSE)
    known, _ = markers(section)
    end = at
    while word := known.ending(text, end, start):
        end -= len(word)
    begin = max(start, end - _FAR, *(text.rfind(sign, start, end) + 1 for sign in "、，"))
    while word := ready(section, "opening").opening(text[begin:end]):
        begin += len(word)
    name = text[begin:end]
    if end == at or len(name) < _SHORT or not name.endswith(section.words["ratio_name"]):
        return []
    rows = []
    for value in match["parts"].split("："):
        quantity = Quantity(at, at + len(value), numerals.number(value), None, None)
        rows.append((quantity, Finding(name, begin, quantity.end, "=", None, "target-ratio")))
        at = quantity.end + 1
    return rows


def _shares(scene: Scene, section: Section, match: re.Match[str]) -> list[tuple[Quantity, Finding]]:
    text = scene.text
    values = match["parts"].split("：")
    place = max(text.rfind(word, 0, match.start()) for word in section.words["by"])
    start, _ = scene.cut.around(match.start(), CLAUSE)
    if place < start:
        return []
    lead = max(text.rfind(word, max(start, place - _FAR), place) for word in section.words["source"])
    parts = _parts(text, (max(start, place - _FAR, lead + 1), place), 1)
    if len(parts) != len(values):
        return []
    verb = section.patterns["share_verb"].search(text, match.start("parts"), match.end() + 8)
    rows, at = [], match.start("parts")
    for (begin, end), value in zip(parts, values, strict=True):
        quantity = Quantity(at, at + len(value), numerals.number(value), None, None)
        name = text[begin:end] + (verb.group() if verb else "")
        last = value is values[-1] and verb
        rows.append(
            (
                quantity,
                Finding(
                    name, begin, verb.end() if last and verb else quantity.end, "=", None, "target-ratio"
                ),
            )
        )
        at = quantity.end + 1
    return rows
