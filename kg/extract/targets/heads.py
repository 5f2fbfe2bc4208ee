"""Figures per head: ``每千人口1.0张床位``, ``每人每月1309元``."""

from __future__ import annotations

import re

from kg.extract.targets import frequencies, names, shared
from kg.extract.targets.evidence import found
from kg.extract.targets.finding import Finding
from kg.extract.targets.pieces import Piece
from kg.extract.targets.words import markers
from kg.grammar import times
from kg.grammar.clauses import CLAUSE, SENTENCE
from kg.lexicon import holds

_PART = "的"
_OWN = 60
_RATES = ("%", "‰")
_SUBJECT = 24


def per(piece: Piece) -> Finding | None:
    """``每千人口婴幼儿托位数达到4.6个`` → 婴幼儿托位数, 4.6 个/千人; ``每个县建成一所医院`` → 1 所/县."""
    text, begin, end = piece.text, piece.begin, piece.start
    if piece.unit is None:
        return None
    years = piece.section.patterns["per_years"].search(text, begin, end)
    if years:
        span = names.before(piece, piece.left.end)
        name = text[span[0] : span[1]].replace(years.group(), "")
        if name.endswith(piece.section.words["taking_part"]):
            noun = names.behind(piece)
            name, span = name + text[slice(*noun)], (span[0], max(span[1], noun[1]))
        return (
            found(piece, name, (span,), "target-per", f"{piece.unit}/{frequencies.digits(years['years'])}年")
            if name
            else None
        )
    if its := _its(piece):
        return its
    whom = _whom(piece)
    if whom is None:
        return None
    base, place = whom
    beside = piece.section.patterns["per_beside"].search(text, begin, place.start())
    if beside and not place.group()[1].isdigit():
        return _each_of(piece, f"{beside['beside']}、{base}", beside.start(), place.end())
    left = piece.left
    between = names.before(piece, max(place.end(), left.end - len(left.verb)), place.end())
    name = text[between[0] : between[1]]
    if (piece.unit in piece.section.words["shown"] and len(name) == 2) or name in piece.section.words[
        "mastering"
    ]:
        noun = names.behind(piece)
        name, between = name + text[noun[0] : noun[1]], (between[0], max(between[1], noun[1]))
    noun = names.behind(piece)
    if noun[1] > noun[0] and (only := piece.section.patterns["only_may"].fullmatch(name)):
        name, between = only["act"] + text[slice(*noun)], (between[0], noun[1])  # 每名学生|只能申报一个项目
    if left.verb and noun[1] > noun[0] and between[0] == place.end() and "goods" in place.re.groupindex:
        name, between = text[slice(*noun)], noun  # 每8户农户有一名农民参加培训
    if name in piece.section.words["change"]:
        subject = names.before(piece, place.start())
        name, between = text[slice(*subject)] + name, (subject[0], end)
    if len(name) < 2 and noun[1] == noun[0] and left.verb and piece.unit in piece.section.words["lessons"]:
        name, between = left.verb, (left.end - len(left.verb), left.end)  # 每名医师每年|培训|不少于10学时
    if len(name) < 2:
        name, between = _per_name(piece, place.start())
        if left.verb in piece.section.words["sending"] and text.startswith(name, noun[0]):
            name = left.verb + name  # 每院选派3名医务人员
    being = piece.section.words["being"][0]
    if len(name) < 2:
        return None
    if between[0] < piece.clause[0] and any(sign.isdigit() for sign in name):  # another figure's clause
        return found(piece, place.group(), (place.span(),), "target-per")
    return found(
        piece,
        name.removesuffix(being).removesuffix(piece.kit.source[1]),
        (between, place.span()),
        "target-per",
        f"{piece.unit}/{base}",
    )


def of_each(piece: Piece, finding: Finding) -> Finding:
    """What is done so often, by each of whom: ``每名医师每年培训不少于10学时`` → 培训, 学时/医师, P1Y."""
    whom = _whom(piece) if finding.unit == piece.unit else None
    if whom is None:
        return finding
    base, place = whom
    name = finding.indicator.replace(place.group(), "", 1)
    name = name[len(piece.words("at_least").opening(name)) :]
    often = piece.rhythm
    if len(name) < 2 or (often and often.start <= place.start() < often.end):
        return finding
    return finding._replace(
        indicator=name, unit=f"{finding.unit}/{base}", start=min(finding.start, place.start())
    )


def _its(piece: Piece) -> Finding | None:
    """What is measured of each, and of what: ``每个班的总学时`` → 总学时, 学时/班; ``每门课程约15学时`` → 课程, 学时/门."""
    patterns, low, end = piece.section.patterns, piece.begin, piece.left.end
    its = patterns["each_owned"].search(piece.text, low, end)
    base = (its["base"] or its["sole"]) if its else ""
    if its is None and piece.unit in piece.section.words["lessons"]:
        its = patterns["each_lesson"].search(piece.text, low, end)
        base = its["base"] if its else ""
    if its is None or not (piece.left.marked or piece.left.about or piece.quantity.after):
        return None
    span = its.span("what")
    named = piece.text[slice(*span)]
    return found(piece, named, (its.span(), span), "target-per", f"{piece.unit}/{base}")


def _whom(piece: Piece) -> tuple[str, re.Match[str]] | None:
    """Of what there is so much each, and where it says so: 千人, 百户, 县."""
    text, begin, end, patterns = piece.text, piece.begin, piece.start, piece.section.patterns
    people, many = (
        patterns["per_people"].search(text, begin, end),
        patterns["per_many"].search(text, begin, end),
    )
    if many:
        return many["many"] + many["goods"], many
    if people and people["count"]:
        return shared.people(people, piece.section), people
    thing = patterns["per_thing"].search(text, begin, end)
    if thing is None and (its := patterns["each_its"].search(text, begin, end)):
        return its["its"].removeprefix(piece.section.words["grade"][0]), its  # 各级文明单位
    if thing and thing["thing"] and patterns["measured_thing"].search(thing["thing"]):
        return None  # 每间床位数: what is measured
    if thing and thing["thing"] and _PART in thing["thing"].removesuffix(thing["fit"] or ""):
        return None  # 每个班的总学时: what is measured, not of what there is so much
    if thing is None:
        return None
    if thing["thing"] and thing["thing"].endswith(piece.section.words["measured"]):
        sort = patterns["each_sort"].match(text, thing.start(), end)  # 每个村|集体经济收入
        if sort:
            return sort["of"], sort
    return patterns["each_verb"].sub("", thing["thing"] or "") or thing["bare"] or thing["thing"], thing


def _each_of(piece: Piece, base: str, start: int, end: int) -> Finding | None:
    """``每个村、每个社区至少有一名大学生`` → 1 名/村、社区."""
    noun = names.behind(piece)
    name = piece.text[noun[0] : noun[1]]
    if len(name) < 2:
        return None
    return found(piece, name, ((start, end), noun), "target-per", f"{piece.unit}/{base}")


def allowance(piece: Piece) -> Finding | None:
    """``低保标准为每人每月1309元`` → 低保标准, 1309 元/人, P1M."""
    text, begin, end = piece.text, piece.begin, piece.start
    unit = piece.unit or ""
    head = piece.section.patterns["per_head"].search(text, begin, end)
    if head is None or piece.left.end > head.end():
        return None
    unit, _, often = unit.partition("/")
    often = head["often"] or head["rhythm"] or (often if often in piece.section.words["rhythm_unit"] else "")
    if not often:
        return None
    granted = holds(text[begin : head.start()], piece.section.words["granting"])
    behind = text[piece.end : min(piece.clause[1], piece.end + 8)]
    told = piece.section.patterns["by_standard"].match(text, piece.end, piece.stretch[1])
    arranged = behind.startswith(piece.section.words["arranging"]) and told is not None
    if granted or (holds(behind, piece.section.words["award"]) and not arranged):
        return None
    if _caps(piece):
        return None
    span = _of_whom(piece, head.start())
    if told:
        span = told.span("noun" if told["noun"] else "granted")
    if span[1] - span[0] < 2:
        return None
    if told is None and text[span[1] - 1].isdigit():  # 3年内按每人每年6000元定额扣减税费
        span = names.behind(piece)
        if span[1] - span[0] < 2:
            return None
    if text[slice(*span)] in piece.section.words["standard"]:
        granted_before = piece.section.patterns["granted"].search(text, *piece.clause_before)
        span = (granted_before.start("noun") if granted_before else span[0]), span[1]
    name = text[span[0] : span[1]].replace("，", "")
    if piece.section.patterns["age_class"].fullmatch(name):  # 高龄津贴，其中80—89周岁|每人每月50元
        low = piece.scene.cut.around(piece.start, SENTENCE)[0]
        nouns = list(piece.section.patterns["granted"].finditer(text, low, span[0]))
        name = nouns[-1]["noun"] if nouns else name
    name = piece.section.patterns["evenly"].sub("", name)
    name = piece.section.patterns["changing"].sub("", name)
    if told is None and not name.endswith(piece.section.words["measured"]):
        name += names.heading(piece)
    return Finding(
        name,
        min(span[0], head.start()),
        max(span[1], piece.end),
        piece.comparator,
        f"{unit}/{head['whom']}",
        "target-per",
        times.rhythm(often),
    )


def _caps(piece: Piece) -> bool:
    """``按年薪的10%给予补贴，|每人每年不超过10万元``: the most of what the rate in front grants."""
    before = piece.before
    if before is None or before.unit not in _RATES or before.clause[1] + 1 != piece.clause[0]:
        return False
    return holds(piece.text[before.end : before.clause[1]], piece.section.words["award"])


def _of_whom(piece: Piece, stop: int) -> tuple[int, int]:
    """What is paid per head: the name in front of 每, of the clause, or of the number before."""
    text, begin, before = piece.text, piece.begin, piece.before
    known, _ = markers(piece.section)
    if piece.risen_from is not None:
        stop = min(stop, piece.risen_from)  # 标准由现行的|每人每月1440元调整为1584元
    if text.endswith(piece.section.words["up_to"], begin, stop):
        stop -= 1  # 提高补助标准|至每人每年640元
    while word := known.ending(text, stop, begin) or piece.words("by").ending(text, stop, begin):
        stop -= 1 if word.startswith(piece.section.words["standard"]) else len(word)
    span = names.trimmed(piece, begin, stop)
    if span[1] - span[0] < 2:
        span = names.trimmed(piece, max(piece.clause[0], stop - _OWN), stop)
    if (
        span[1] - span[0] < 2
        and before
        and before.clause == piece.scene.cut.around(piece.clause[0] - 1, CLAUSE)
    ):
        span = names.before(before, before.left.end)
    return span if span[1] - span[0] >= 2 else names.trimmed(piece, *piece.clause_before)


def _per_name(piece: Piece, place: int) -> tuple[str, tuple[int, int]]:
    """The name of a figure per head that stands behind the number, or in front of 每: ``县级按照每千人2.45张床位``."""
    text = piece.text
    noun = names.behind(piece)
    name = piece.section.patterns["standard"].sub("", text[noun[0] : noun[1]])
    known, by = piece.kit.known, piece.words("by")
    while word := known.ending(text, place, piece.begin):
        place -= len(word)  # 使用强度|控制在|每百人天40DDDs
    subject = names.before(piece, place)
    while word := known.ending(text, subject[1], subject[0]) or by.ending(text, subject[1], subject[0]):
        subject = (subject[0], subject[1] - len(word))  # 小区|按照不低于|每千人口10个托位
    if subject[1] - subject[0] < 2 and not name and piece.clause[0]:
        subject = names.trimmed(piece, *piece.clause_before)
    end = text.find(name, noun[0]) + len(name) if name else piece.end
    name = piece.section.patterns["excelling"].sub("", name)
    start = subject[0] if 2 <= subject[1] - subject[0] <= _SUBJECT else place
    return (text[subject[0] : subject[1]] if start != place else "") + name, (start, end)
