"""Money that a document grants: ``给予单个企业最高50万元资助``; its shares (``按实际投入的30%给予补助``) are read in `rates`.

Reads a piece whose number is an amount of money or a percentage; yields a finding where a word of granting stands by it.
"""

from __future__ import annotations

import re

from kg.extract.targets import names, rates
from kg.extract.targets.carried import adjoins
from kg.extract.targets.demands import quiet
from kg.extract.targets.finding import Finding
from kg.extract.targets.loans import lent
from kg.extract.targets.pieces import ROW, Piece
from kg.grammar.clauses import CLAUSE, SENTENCE
from kg.grammar.times import Time
from kg.lexicon import holds

RULES = frozenset(("target-award", "target-award-rate"))
_OF, _YEARLY = "的", "P1Y"
_TO = ("对", "向", "给", "为")
_NEAR = 30
_FAR, _BRIEF = 90, 8
_RATES = ("%", "‰")


def award(piece: Piece) -> Finding | None:
    """A grant, its cap or its rate."""
    if raised := _raised(piece):
        return raised
    if piece.text.endswith(piece.section.words["threshold"], piece.begin, piece.left.end):
        return None  # 封顶线|提高到30万元
    unit = piece.unit or ""
    if unit in _RATES or piece.quantity.share:
        return None if piece.left.based else rates.rate(piece)
    if piece.kit.money not in unit:
        return None
    return _committed(piece) or lent(piece) or (_amount(piece) if _granted(piece) or piece.grant else None)


def _raised(piece: Piece) -> Finding | None:
    """``提高大病保险最高支付限额3800元``: by how much a standard is raised or cut, its verb in front."""
    text, end, words = piece.text, piece.left.end, piece.section.words
    if end < piece.start or not text.endswith(words["raised_standard"], piece.begin, end):
        return None
    told = piece.section.patterns["raising"].search(text, piece.begin, end)
    if told is None or piece.left.change or piece.kit.money not in (piece.unit or ""):
        return None
    if not quiet(piece):
        return None
    name = text[told.end() : end] + told["verb"]
    sign = piece.comparator if piece.quantity.after else "="
    return Finding(name, told.start("verb"), piece.end, sign, piece.unit, "target-award")


def of_whom(piece: Piece, time: Time) -> bool:
    """Whether a time says for whom or for what a grant is: ``对2024年新升规的企业给予10万元``, ``按一季度用电量给予…``."""
    if piece.budgeted or piece.spent:
        return False
    text, end = piece.text, time.end
    start, stop = piece.scene.cut.around(time.start, CLAUSE)
    if stop > piece.start:
        lead = text[start : time.start]
        told = len(lead) > 1 and not holds(lead, piece.section.words["purse"])
        return told or _OF in text[end : piece.start]
    return stop > end and (text[start] in piece.section.words["upon"] or _OF in text[end:stop])


def _committed(piece: Piece) -> Finding | None:
    """``市财政2024年安排6亿元，用于…`` → 市财政安排; where no purse is named, what the money is for."""
    text, q = piece.text, piece.quantity
    spent = piece.spent
    if spent is None and not piece.budgeted:
        return None
    start = names.trimmed(piece, piece.begin, piece.left.end)[0]
    name, rhythm = text[start : piece.left.end], piece.rhythm
    for time in reversed(piece.scene.between(start, piece.left.end)):
        name = name[: time.start - start] + name[time.end - start :]
    end = q.end
    if spent and not holds(name, piece.section.words["purse"]):
        name, end = spent["use"] or spent["goal"], spent.end()
    recurrence = rhythm.recurrence if rhythm else None
    return Finding(name, start, end, piece.comparator, piece.unit, "target-award", recurrence)


def _granted(piece: Piece) -> bool:
    """A word of granting right before or right behind the amount."""
    text, q = piece.text, piece.quantity
    before = text[max(piece.begin, q.start - _NEAR) : q.start]
    behind = text[q.end : min(piece.stretch[1], q.end + 12)]
    if holds(before, piece.section.words["cap"]):
        before = text[max(piece.stretch[0], q.start - 60) : q.start]
    award = piece.section.words["award"]
    return holds(before, award) or holds(behind, award)


def _noun_before(piece: Piece) -> str:
    """The last that its sentence names in front of the number: ``…给予1000万元奖励，二类的给予500万元``."""
    low = max(piece.scene.cut.around(piece.start, SENTENCE)[0], piece.start - _FAR)
    found = list(piece.section.patterns["granted"].finditer(piece.text, low, piece.start))
    return found[-1]["noun"] if found else ""


def _amount(piece: Piece) -> Finding | None:
    text, q = piece.text, piece.quantity
    span = _behind_by(piece, _after_committing(piece, names.before(piece, piece.left.end)))
    fund = piece.section.patterns["fund"].match(text, q.end, piece.clause[1])
    behind = fund or piece.section.patterns["behind"].match(text, q.end, piece.clause[1])
    unit, name, noun = _called(piece, span, fund, behind)
    if len(name + noun) < 2:
        noun = rates.granted_noun(piece, q.end, piece.stretch[1]) or _noun_before(piece)
    one = name.startswith(piece.section.words["for_one"]) and not holds(name, piece.section.words["award"])
    if not noun and one and len(name) <= _BRIEF:
        noun = _noun_before(piece)
    if len(name + noun) < 2:
        return None
    capped = holds(text[piece.begin : q.start], piece.section.words["cap"])
    capped = capped and not piece.left.change  # 最高支付限额提高3000元
    sign = "<=" if capped and piece.comparator == "=" else piece.comparator
    rhythm = piece.rhythm
    yearly = piece.section.patterns["annual_said"].search(text, piece.begin, q.start)
    if noun and (once := _once(piece, name + noun)):
        noun = once + noun
    start = min(_start(piece, span), _led_from(piece))
    if noun and not name and (payer := _payer(piece)):
        name, start = payer["purse"], min(start, payer.start("purse"))
    place = rhythm.start if rhythm else yearly.start() if yearly else start
    if piece.begin <= place < start:
        start = place
    end = behind.end() if behind else q.end
    recurrence = rhythm.recurrence if rhythm else _YEARLY if yearly else None
    return Finding(_part(piece, name) + name + noun, start, end, sign, unit, "target-award", recurrence)


def _payer(piece: Piece) -> re.Match[str] | None:
    """Whose purse pays it, where its sentence names several: ``|市财政|给予200元补助，县财政给予300元补助``."""
    payer = piece.section.patterns["payer"].match(piece.text, piece.begin, piece.start)
    if payer is None:
        return None
    start, end = piece.scene.cut.around(piece.start, SENTENCE)
    return payer if piece.section.patterns["payers"].search(piece.text, start, end) else None


def _called(
    piece: Piece, span: tuple[int, int], fund: re.Match[str] | None, behind: re.Match[str] | None
) -> tuple[str | None, str, str]:
    """The unit of a grant, what stands in front of its sum and the noun behind: ``万元/企业``, ``单个企业``, ``奖励``."""
    text, q, patterns = piece.text, piece.quantity, piece.section.patterns
    name = patterns["qualified"].sub("", _stripped(piece, text[span[0] : span[1]]))
    rowed = text.startswith(ROW, q.end)
    unsaid = fund or (behind is None and _granted(piece) and not rowed)
    noun = "" if unsaid else behind["noun"] if behind else piece.grant
    unit, name = _unit(piece, name)
    name = "" if noun and _given_to(piece, span[0]) else name
    for told in ("for_whom", "dealt_out", "measured_by"):
        name = patterns[told].sub("", name)
    noun = patterns["dealt_out"].sub("", noun)
    name = "" if name in piece.section.words["no_grant"] else name
    noun = "" if rowed and noun and name.endswith(noun) else noun
    if patterns["in_total"].match(name):
        name = (
            "" if noun else (rates.granted_noun(piece, q.end, piece.stretch[1]) or _noun_before(piece)) + name
        )
    return (unit, fund["fund"], name) if fund else (unit, name, noun)


def _given_to(piece: Piece, start: int) -> bool:
    """``对80周岁以上老年人|每人每月发放100元高龄补贴``: who gets it stands in front of how much each gets how often."""
    head = piece.section.patterns["per_head"].search(piece.text, start, piece.start)
    if head is None or not head["rhythm"] or piece.text[start - 1 : start] not in _TO:
        return False
    return not holds(piece.text[start : head.start()], piece.section.words["granting"])


def _part(piece: Piece, name: str) -> str:
    """Which part of a grant it is, in front: ``第一年|奖励5万元，第二年|奖励3万元``."""
    said = piece.section.patterns["nth_year"].match(piece.text, piece.begin, piece.start)
    return said["which"] if said and not name.startswith(said["which"]) else ""


def _once(piece: Piece, name: str) -> str:
    """``给予一次性最高500万元支持`` is 一次性支持; not ``一次性给予5万元奖励``, which tells how it is given."""
    (once,), text = piece.section.words["once"], piece.text
    place = text.rfind(once, piece.begin, piece.start)
    if place < 0 or once in name or holds(text[place : piece.start], piece.section.words["granting"]):
        return ""
    return once


def _led_from(piece: Piece) -> int:
    """Where what leads the number in begins, behind 给予: ``给予|不超过30万元``, ``给予|一次性3万元``, ``给予|人民币5万元``."""
    text, end, words = piece.text, piece.start, piece.section.words
    lead = text[piece.left.end : end]
    if not (piece.left.sign or holds(lead, words["currency"]) or words["once"][0] in lead):
        return end
    given = max([lead.rfind(word) + len(word) for word in words["granting"] if word in lead], default=0)
    return piece.left.end + given


def _after_committing(piece: Piece, span: tuple[int, int]) -> tuple[int, int]:
    """The name behind 安排 or 给予, where there is one: who gets it stands in front, if not ``单个项目给予…``."""
    for word in piece.section.words["committing"]:
        place = piece.text.rfind(word, span[0], piece.start)
        if place >= 0:
            if place - span[0] <= _BRIEF and piece.text.startswith(piece.section.words["for_one"], span[0]):
                return span[0], place
            return place + len(word), max(place + len(word), span[1])
    for word in piece.section.words["enjoying"]:
        place = piece.text.rfind(word, *span) + len(word)
        if place >= len(word) and (place == span[1] or piece.text[place] == piece.kit.every):
            return place, span[1]
    return span


def _behind_by(piece: Piece, span: tuple[int, int]) -> tuple[int, int]:
    """The name behind 按: ``对经营者按照|重箱30元/TEU给予支持``; whom it is for is no part of it."""
    by = piece.section.patterns["by_what"].search(piece.text, *span)
    if by is None:
        return span
    low = max(piece.clause[0], by.start() - _FAR)
    upon = piece.text.find(piece.section.words["upon"][0], low, by.start()) >= 0
    each = piece.text.startswith(piece.kit.every, by.end())  # 按照|每千瓦200元
    if upon and (by["whom"] or (by.end() < span[1] and not each)):
        return by.end(), span[1]
    return (span[0], by.start("by")) if each or by.end() == span[1] else span


def _start(piece: Piece, span: tuple[int, int]) -> int:
    per = _per(piece)
    caps = [piece.text.find(w, piece.begin, piece.start) for w in piece.section.words["cap"]]
    places = [p for p in caps if p >= 0] + ([span[0]] if span[1] - span[0] >= 2 else [])
    return min([*places, per.start()] if per else places, default=piece.start)


def _stripped(piece: Piece, name: str) -> str:
    """``单个企业年度最高资助`` → 单个企业资助: caps and rhythms are no part of the name."""
    named = name.endswith(piece.section.words["capped_name"])  # 最高支付限额
    name = piece.section.patterns["in_a_year"].sub("", name)
    for word in (
        *(() if named else piece.section.words["cap"]),
        *piece.section.words["annual"],
        *piece.section.words["monthly"],
        *piece.section.words["granting"],
    ):
        name = name.replace(word, "")
    for word in piece.section.words["by"]:
        name = name.removeprefix(word)
    return piece.section.patterns["evenly"].sub("", name)


def _per(piece: Piece) -> re.Match[str] | None:
    """Of what there is so much each: in its part, or in the clause in front (``每招用1名失业人员，|给予2000元``)."""
    pattern, text, (first, last) = piece.section.patterns["per_thing"], piece.text, piece.clause_before
    found = pattern.search(text, piece.begin, piece.start)
    if found or piece.begin != piece.clause[0] or text.find(piece.kit.every, first, last) < 0:
        return found
    for told in (pattern, piece.section.patterns["per_made"]):
        made = told.search(text, first, last)
        if made and made.end() == last and made.group().startswith(piece.kit.each_made):
            return made
    return None


def _unit(piece: Piece, name: str) -> tuple[str, str]:
    """``每家企业补助100万元`` → 万元/企业, and the name without 每家企业."""
    unit = piece.unit or ""
    found = _per(piece)
    if not found or "/" in unit:
        return unit, name
    thing = found["thing"] or found["bare"]
    lead, _, rest = name.partition(found.group())
    lead = "" if lead.endswith(_OF) and rest else lead  # 主导制定国际标准的|每项奖励100万元
    rest = piece.section.patterns["over_years"].sub("", rest)
    name = lead.removesuffix(piece.section.words["upon"][0]) + rest
    ending = piece.words("reach").ending(name) or piece.words("by").ending(name)
    return f"{unit}/{thing}", name[: len(name) - len(ending)] if ending else name


def alike_granted(piece: Piece, finding: Finding, last: tuple[Piece, Finding]) -> Finding:
    """``一级古树每株每年补助2000元，二级1000元``: what the first is counted by is what the next grade is, too."""
    unit, grades = last[1].unit or "", piece.section.words["ranked"]
    bound = piece.section.words["bound"]
    if finding.unit == unit and finding.recurrence and finding.indicator.endswith(bound):
        return finding._replace(indicator=last[1].indicator)  # 高龄津贴100元，100周岁以上|每人每月300元
    if "/" in (finding.unit or "/") or not unit.startswith(f"{finding.unit}/") or not adjoins(piece, last[0]):
        return finding
    if piece.rhythm or not piece.text.endswith(grades, piece.begin, piece.left.end):
        return finding
    return finding._replace(unit=unit, recurrence=last[1].recurrence)
