"""Parts of a whole in proportion: ``由中央和地方按照8∶2的比例分担``, ``职普比大体保持在4∶6``.

Reads a scene; yields a number and a finding for each part.
"""

from __future__ import annotations

import re

from kg.extract.targets import names
from kg.extract.targets.finding import Finding
from kg.extract.targets.left import SIGNS, compared
from kg.extract.targets.quantities import Quantity
from kg.extract.targets.words import kit, markers, ready
from kg.grammar import numerals
from kg.grammar.clauses import CLAUSE
from kg.grammar.scene import Scene
from kg.lexicon import Section

_FAR = 60  # how far the parties to a ratio may begin before it
_SHORT = 3
_BOUND = 8  # characters of a bound behind a number: （含本数）以上


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


def _begin(scene: Scene, at: int) -> int:
    """Where the clause of a proportion begins: behind the one in front, whose colon parts no clause."""
    start, _ = scene.cut.around(at, CLAUSE)
    while start < at and scene.text[start].isdecimal():
        start += 1
    return start


def _proportion(scene: Scene, section: Section, match: re.Match[str]) -> list[tuple[Quantity, Finding]]:
    """The parts of one named proportion: ``职普比大体保持在4∶6``, ``三次产业结构调整为6∶40∶54``."""
    text, at = scene.text, match.start()
    start = _begin(scene, at)
    known, kinds = markers(section)
    end, sign = at, "="
    if text[at - 1 : at] in section.words["source"]:
        return []  # 由|18∶42∶40|调整为12∶45∶43
    risen = section.patterns["ratio_from"].search(text, max(0, at - _FAR), at)
    if risen:
        start, end = scene.cut.around(risen.start(), CLAUSE)[0], risen.start()
    while word := known.ending(text, end, start):
        sign, end = SIGNS.get(kinds[word], sign), end - len(word)
    begin = max(start, end - _FAR, *(text.rfind(stop, start, end) + 1 for stop in "、，）"))
    while word := ready(section, "opening").opening(text[begin:end]):
        begin += len(word)
    name = text[begin:end]
    if (end == at and not risen) or len(name) < _SHORT or not name.endswith(section.words["ratio_name"]):
        return []
    done = match.end("parts")
    if after := ready(section, "after").opening(text[done : done + _BOUND]):  # 2.1∶1|左右
        sign = compared(after, section)
    rows = []
    for value in match["parts"].split("："):
        stop = at + len(value)
        quantity = Quantity(
            at, stop + len(after) * (stop == done), numerals.number(value), None, None, False, after
        )
        rows.append((quantity, Finding(name, begin, quantity.end, sign, None, "target-ratio")))
        at = stop + 1
    return rows


def _shares(scene: Scene, section: Section, match: re.Match[str]) -> list[tuple[Quantity, Finding]]:
    text = scene.text
    values = match["parts"].split("：")
    place = max(text.rfind(word, 0, match.start()) for word in section.words["by"])
    start = _begin(scene, match.start())
    if place < start:
        return []
    lead = max(text.rfind(word, max(start, place - _FAR), place) for word in section.words["source"])
    parts = names.parts(text, (max(start, place - _FAR, lead + 1), place), kit(section), 1)
    direct = _beside(text, place, match.start(), section)
    parts = direct if len(direct) == len(values) else parts
    if not parts:
        return []
    paid = section.patterns["paid"].search(text, start, lead) if lead > start else None
    tiers = section.patterns["tiers"].search(text, *parts[-1])
    body = (tiers["body"] or "") if tiers else ""
    if tiers:
        parts[-1] = (parts[-1][0], tiers.start())
    glued = section.patterns["glued_levels"].search(text, *parts[0]) if len(parts) == 1 else None
    if glued and len(glued["levels"]) == len(values):  # 补助资金|市县按1∶1比例承担
        parts = [(at, at + 1) for at in range(*glued.span("levels"))]
        paid = paid or (glued if glued["what"] else None)
    if len(parts) != len(values):
        return []
    body = body or _purse(text, parts, section)
    verb = section.patterns["share_verb"].search(text, match.start("parts"), match.end() + 8)
    rows, at = [], match.start("parts")
    for index, ((begin, end), value) in enumerate(zip(parts, values, strict=True)):
        quantity = Quantity(at, at + len(value), numerals.number(value), None, None)
        own = text[begin:end] if text.endswith(body, begin, end) else text[begin:end] + body
        name = (paid["what"] if paid else "") + own + (verb.group() if verb else "")
        begin = paid.start("what") if paid and paid is not glued else begin
        last = index == len(values) - 1 and verb
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


def _beside(text: str, place: int, end: int, section: Section) -> list[tuple[int, int]]:
    """The parties that stand right in front of their ratio: ``按照|中央、省、市、县|6∶2∶1∶1的比例``."""
    start = place + len(ready(section, "by").opening(text, place, end))
    return names.parts(text, (start, end), kit(section), 1) if end - start >= _SHORT else []


def _purse(text: str, parts: list[tuple[int, int]], section: Section) -> str:
    """What the last of several levels says for all of them: ``中央和地方|财政``."""
    last = next((word for word in section.words["shared_purse"] if text.endswith(word, *parts[-1])), "")
    levels = section.patterns["bare_level"].fullmatch
    return last if last and all(levels(text, *part) for part in parts[:-1]) else ""
