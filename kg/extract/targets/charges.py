"""What is charged, of each and for how long: ``旅店业按每张床位每月5元计征``, ``小车每月每辆收取4元``.

Reads a piece whose number is an amount of money; yields a finding where a verb of charging stands by it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.extract.targets import names
from kg.extract.targets.finding import Finding
from kg.extract.targets.left import SIGNS
from kg.extract.targets.pieces import Piece
from kg.grammar import times
from kg.grammar.clauses import SENTENCE

RULE = "target-charge"
_TURNS = 6
_EACH = 14  # characters of ``每张床位``
_LABEL = 24  # characters of what a colon says the charges are of
_LEAST, _SUBJECT = 2, 30
_SLASH, _AND = "/", "·"


class _Lead(NamedTuple):
    """What stands between the name and the number, taken apart from its end."""

    end: int  # of the name
    each: tuple[str, ...]
    often: str
    verb: str  # with its object: 收取, 缴纳垃圾处理费
    by: bool


def charged(piece: Piece) -> Finding | None:
    """``旅店业：按每张床位每月5元计征`` → 旅店业, 5 元/床位, P1M; ``小车4元/月·辆，大车8元/月·辆收取`` → 小车, 4 元/月·辆."""
    unit = piece.unit or ""
    if piece.kit.money not in unit or piece.risen_from is not None:
        return None
    behind = _behind(piece)
    lead = _lead(piece)
    if not (lead.each or lead.often or _SLASH in unit or (lead.by and behind)):
        return None
    if not (behind or lead.verb or _listed(piece)):
        return None
    fee = behind["fee"] if behind and not lead.verb else None
    start, name, own = _subject(piece, lead, fee is not None)
    name += (behind["verb"] + fee) if behind and fee else lead.verb
    if len(name) < _LEAST or piece.section.patterns["charge_changed"].search(name):
        return None
    unit, often = _unit(unit, lead)
    end = behind.end() if behind and fee else piece.end
    return Finding(name, min(start, own), end, piece.comparator, unit, RULE, often)


def not_charged(piece: Piece) -> bool:
    """``不得按每生50元收取费用``, ``取消按每亩20元收取的水费``: what nobody is to charge."""
    if piece.kit.money not in (piece.unit or "") or piece.left.sign or piece.quantity.after:
        return False
    patterns = piece.section.patterns
    if patterns["charge_at"].match(piece.text, piece.end, piece.clause[1]) is None:
        return False
    low = max(piece.clause_before[0], piece.start - _SUBJECT)
    return patterns["charge_barred"].search(piece.text, low, piece.start) is not None


def alike(piece: Piece, finding: Finding, last: tuple[Piece, Finding] | None) -> Finding:
    """``商店：20平方米以下的每月30元，|超过部分按…``: the quote of a later class begins with its own clause."""
    if last is None or last[1].rule != RULE or last[1].start > finding.start:
        return finding
    return finding._replace(start=max(finding.start, piece.clause[0]))


def _behind(piece: Piece) -> re.Match[str] | None:
    """``5元|计征``, ``20元的标准|收取|``, ``0.5元|收取占用费``."""
    return piece.section.patterns["charged"].match(piece.text, piece.end, piece.clause[1])


def _listed(piece: Piece) -> bool:
    """``小车4元/月·辆|，中巴车8元/月·辆，大客车10元/月·辆计征``."""
    return piece.section.patterns["charged_list"].match(piece.text, piece.end, piece.stretch[1]) is not None


def _lead(piece: Piece) -> _Lead:
    """Of each of what, how often, and the verb in front of the number, from it backwards: ``|按|每张床位|每月|收取``."""
    text, low, end, patterns = piece.text, piece.begin, _bounded(piece), piece.section.patterns
    each, often, verb, by = list[str](), "", "", False
    for _ in range(_TURNS):
        if not verb and (fee := patterns["charged_fee"].search(text, max(low, end - _LABEL), end)):
            verb, end = fee.group(), fee.start()
            continue
        if word := piece.words("charging_by").ending(text, end, low):
            by, end = True, end - len(word)
            continue
        at = text.rfind(piece.kit.every, max(low, end - _EACH), end)
        told = patterns["charged_each"].fullmatch(text, at, end) if at >= 0 else None
        if told is None:
            break
        often, end = told["often"] or often, at
        each += [told["of"]] if told["of"] else []
    return _Lead(end, tuple(reversed(each)), often, verb, by)


def _bounded(piece: Piece) -> int:
    """Where the words that compare begin: ``每人每月收取|不超过|10元``."""
    end, known, kinds = piece.start, piece.kit.known, piece.kit.kinds
    while (word := known.ending(piece.text, end, piece.begin)) and (
        kinds[word] in SIGNS or kinds[word] == "about"
    ):
        end -= len(word)
    return end


def _subject(piece: Piece, lead: _Lead, fee: bool) -> tuple[int, str, int]:
    """Where the evidence begins, who or what is charged, and where that stands itself."""
    text, patterns = piece.text, piece.section.patterns
    low = piece.begin
    if (sort := patterns["charged_class"].search(text, piece.clause[0], lead.end)) and sort.start() <= low:
        low = sort.start()  # 20平方米以下的|每月30元
    measured = patterns["charged_measure"].search(text, low, lead.end)  # 集贸市场|按营业场所面积
    start, end = names.trimmed(piece, low, measured.start() if measured else lead.end)
    if (led := patterns["charged_led"].match(text, start, end)) and led.end() < end:
        start = led.end()
    name = text[start:end].strip("，、：；")
    if fee and (len(name) < _LEAST or name.endswith(piece.section.words["charged_if"])):
        return lead.end, "", lead.end  # 占用道路的，|按每平方米0.5元收取占用费
    if sort or len(name) < _LEAST:
        at, label = _label(piece)
        return at, label + name.removesuffix("的"), start if start < end else piece.start
    return start, name, start


def _label(piece: Piece) -> tuple[int, str]:
    """What a colon in front says all charges are of, else what the clause in front names: ``旅店业：``, ``住宿费，``."""
    text, cut = piece.text, piece.scene.cut
    low = max(cut.around(piece.start, SENTENCE)[0], piece.scene.block.label_end)
    at = text.find("：", low, min(piece.start, low + _LABEL + 1))
    if at < 0:
        low, at = piece.clause_before
    start, end = names.trimmed(piece, low, at)
    name = text[start:end]
    if end - start > _LABEL or piece.section.patterns["charged_no_label"].search(name):
        return piece.start, ""
    return start, name


def _unit(unit: str, lead: _Lead) -> tuple[str, str | None]:
    """``元`` of each 床位 every month → 元/床位, P1M; a rhythm in the unit itself stays: ``元/月·辆``."""
    base, _, rest = unit.partition(_SLASH)
    often = times.rhythm(lead.often) if lead.often else None
    if not lead.each:
        return unit, often
    if rest:
        often = often or times.rhythm(rest)
    return f"{base}{_SLASH}{_AND.join(lead.each)}", often
