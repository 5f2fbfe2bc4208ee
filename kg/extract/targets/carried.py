"""Names that go on from the number before: ``营收达到8400亿元、同比增长7%左右``, ``其中2024年新建320万亩``."""

from __future__ import annotations

import re

from kg.extract.targets import ahead, names
from kg.extract.targets.demands import each_listed
from kg.extract.targets.evidence import found
from kg.extract.targets.finding import Finding
from kg.extract.targets.pieces import Piece
from kg.lexicon import holds

_YEARS = re.compile("(?:[一二三四五两]年)?[内间]?|每[天日周]")  # 三年累计不少于2万个
# Between a figure and the time of the next sentence.
NEXT = re.compile(r"[^，；。]{0,20}(?:（[^（）]{0,40}）)?[；。]")
_REMARK = "（"
_AND, _LISTS = "、", "、，"
_SET_UNITS = ("元", "%", "‰")
_WHOSE, _BRIEF, _RATE, _ALIKE = 8, 12, 3, 2
_PERCENT, _PER = "%", "target-per"


def completed(piece: Piece, finding: Finding, last: Finding) -> Finding:
    """A bare measure takes the thing measured from the name before: 风电装机规模 and 并网 → 风电并网."""
    if finding.unit and (last.unit or "").startswith(f"{finding.unit}/"):
        if _joined(piece):
            sign = last.comparator if finding.comparator == "=" and last.rule == _PER else finding.comparator
            # 各县至少建设1个商场、1个车站
            return finding._replace(unit=last.unit, comparator=sign, rule=_PER)
        if finding.indicator == last.indicator and last.rule == _PER and finding.rule == "target-carried":
            return finding._replace(unit=last.unit)  # 每千人口托位数2024年达到4个、2025年达到|4.5个
        if piece.before and not piece.rhythm and adjoins(piece, piece.before) and names.heading(piece):
            # 一级园每生每月480元，二级园380元
            return finding._replace(unit=last.unit, recurrence=last.recurrence)
    only = piece.section.patterns["only_each"].fullmatch(finding.indicator)
    unit = finding.unit or ""
    if only and unit.endswith(piece.kit.money) and (last.unit or "").startswith(unit):
        # 补助标准为3万元，每户|最多不超过5万元
        return finding._replace(indicator=last.indicator, unit=f"{unit}/{only['of']}")
    per = (last.unit or "").rpartition("/")[2] if "/" in (last.unit or "") else ""
    if per and finding.unit in _counters(piece) and _joined(piece) and last.rule == _PER:
        sign = last.comparator if finding.comparator == "=" else finding.comparator
        # 2辆消防车、8名队员
        return finding._replace(unit=f"{finding.unit}/{per}", comparator=sign, rule=_PER)
    if per and finding.unit in _counters(piece) and each_listed(piece):
        sign = last.comparator if finding.comparator == "=" else finding.comparator
        return finding._replace(unit=f"{finding.unit}/{per}", comparator=sign)  # 救护车2辆，急救医师6名
    before, words = piece.before, piece.section.words
    if before and before.left.based and finding.indicator.startswith(words["or_else"][1]):
        start = max(finding.start, piece.begin + 1)
        return finding._replace(indicator=last.indicator, start=start)  # 为甲总数的5%以内或|乙总数的5‰以内
    if per and before and piece.text[before.end : piece.start] in words["or_else"][1:]:
        return finding._replace(unit=f"{finding.unit}/{per}")  # 每五年不少于3个月或者|500学时
    if per and finding.indicator.endswith(per) and last.unit == f"{finding.unit}/{per}":
        return finding._replace(unit=last.unit)  # 乳儿班每班不超过10人，托小班不超过15人
    part = piece.section.patterns["nth_year"]
    if part.fullmatch(finding.indicator):  # 第一年补贴租金的80%，第二年|给予50%
        return finding._replace(indicator=finding.indicator + part.sub("", last.indicator, count=1))
    if (
        per.startswith(words["peopled"])
        and finding.unit in words["peopled_unit"]
        and piece.quantity.value % 1
    ):
        # 每千人口执业医师达到3.5人，注册护士达到|4.2人
        finding = finding._replace(unit=f"{finding.unit}/{per}")
        measure = piece.words("goal_measure").ending(last.indicator) if piece.around else ""
        named = measure and not finding.indicator.endswith(measure)  # 床位数达到7.8张（其中公立医院|6.3张）
        return finding._replace(indicator=finding.indicator + measure) if named else finding
    name = last.indicator
    if piece.section.patterns["part_of"].match(finding.indicator):
        return finding._replace(indicator=_whole(piece, name) + finding.indicator)
    measured = finding.indicator.endswith(piece.section.words["stated_name"])
    if measured and finding.indicator not in piece.section.words["bare"] and name.endswith(finding.indicator):
        return finding._replace(indicator=name)
    if finding.indicator not in piece.section.words["bare"]:
        told = _among_them(piece, finding, last) or _made_too(piece, finding, last)
        return told or _whose(piece, finding, last)
    ends = [name.rfind(word) for word in (*piece.section.words["measured"], *piece.section.words["bare"])]
    first = min((end for end in ends if end > 1), default=-1)
    if first < 0:
        return finding
    name = piece.section.patterns["grown"].sub("", name[:first])
    return finding._replace(indicator=name + finding.indicator)


def _made_too(piece: Piece, finding: Finding, last: Finding) -> Finding | None:
    """``新增托育机构20家、|社区托育点50个``: what is made anew, said once for a list."""
    before, words = piece.before, piece.section.words
    if finding.rule != "target-amount" or before is None or piece.text[before.end : piece.begin] != _AND:
        return None
    verb = piece.kit.make.opening(last.indicator)
    if verb not in words["made_anew"] or piece.left.marked or piece.left.change:
        return None
    counters, name = (*_counters(piece), *words["counted"]), finding.indicator
    if finding.unit != last.unit and not (finding.unit in counters and last.unit in counters):
        return None
    if name.endswith(words["measured"]) or piece.kit.make.opening(name):
        return None
    return finding._replace(indicator=verb + name)


def _counters(piece: Piece) -> tuple[str, ...]:
    """Units of what is counted one by one."""
    return (*piece.section.words["counter"], *piece.section.words["person"])


def _whole(piece: Piece, name: str) -> str:
    """What is a part of something, by the name in front: ``文化产业增加值年均增长8%，|占GDP比重达到5%`` → 文化产业增加值."""
    patterns = piece.section.patterns
    part = patterns["part_of"].search(name, 1)
    name = name[: part.start()] if part else name
    base = patterns["changing"].sub("", patterns["growth"].sub("", name))
    return base if len(base) >= _RATE else ""


def _joined(piece: Piece) -> bool:
    """``每班配备2名教师和|1名保育员``: what the first counts by is what the second does, too."""
    before = piece.before
    return (
        before is not None
        and before.clause == piece.clause
        and piece.begin == piece.start
        and not piece.rhythm
    )


def _whose(piece: Piece, finding: Finding, last: Finding) -> Finding:
    """``职工医保报销比例稳定在80%左右，城乡居民稳定在70%左右``: only whose it is is said again."""
    name, unit, recurrence = last.indicator, finding.unit, finding.recurrence
    if unit and last.rule == _PER and finding.indicator.startswith(piece.kit.every):
        each = piece.section.patterns["per_thing"].fullmatch(finding.indicator)
        if each:  # 每万名居民有3名全科医生，每个乡镇卫生院至少2名
            return finding._replace(indicator=name, unit=f"{unit}/{each['thing'] or each['bare']}")
    if unit and not recurrence and (last.unit or "").startswith(f"{unit}/"):
        unit, recurrence = last.unit, recurrence or last.recurrence
    own, words, before = finding.indicator, piece.section.words, piece.before
    if _unmeasured(piece, finding, last):
        if piece.around and (tail := piece.words("shared_tail").ending(name)):
            return finding._replace(indicator=own + tail)  # 粮食播种面积1253万亩（其中大豆|52.8万亩）
        place = max(name.rfind(word) for word in words["measured"])
        if (area := piece.words("located").opening(name)) and own.endswith(words["areas"]):
            return finding._replace(indicator=own + name[len(area) :])  # 市区学前入园率…，县（市）达到30%
        if (per := piece.section.patterns["shared_per"].search(name)) and unit != finding.unit:
            return finding._replace(indicator=own + per.group(), unit=unit, recurrence=recurrence)
        place = len(name) - _RATE if place == len(name) - 1 else place  # 绿地率
        alike = name.find(own[-_ALIKE:]) + _ALIKE
        place = alike if _ALIKE <= alike < place else place  # 职工|医保|住院支付比例…，居民|医保|稳定在70%
        return finding._replace(indicator=own + name[place:])
    if (
        len(own) > _WHOSE
        or not own.endswith(words["whose"])
        or not (piece.left.marked or own.endswith(words["grade"]) or _located(piece, own))
    ):
        return finding
    if before is None or before.unit != piece.unit or before.clause[1] + 1 < piece.clause[0]:
        return finding
    one = next((word for word in words["whose"] if name.endswith(word)), "")
    # 报销比例|一级医院为90%，二级医院为80%; 小学每班不超过45人，初中不超过50人
    if one and name.endswith(one):
        return finding._replace(indicator=name[: -len(one)] + own, unit=unit, recurrence=recurrence)
    name = piece.section.patterns["of_grades"].sub("", name)
    name = own + words_off(name, (*words["whose"], *words["after"]))
    return finding._replace(indicator=name, unit=unit, recurrence=recurrence)


def _located(piece: Piece, own: str) -> bool:
    """``建成70座公厕（其中旧城区7座）``: nothing but where a part of them is."""
    return piece.around is not None and not piece.right and own.endswith(piece.section.words["located"])


def _among_them(piece: Piece, finding: Finding, last: Finding) -> Finding | None:
    """``新建公厕70座，其中|农村20座``: nothing but where a part of them is → 新建农村公厕."""
    words, own, name = piece.section.words, finding.indicator, last.indicator
    sort = own in words["located"] or (len(own) <= _WHOSE and own.endswith(words["sort_only"]))
    if not sort or finding.unit != last.unit or piece.left.marked or piece.right:
        return None
    if not piece.text.startswith(words["among"], piece.clause[0]):
        return None
    verb = piece.kit.make.opening(name)
    verb += piece.kit.make.opening(name, len(verb))  # 新建|改扩建
    kept, rest = "", name[len(verb) :]
    if own in words["located"]:
        kept, rest = verb, words_off(rest, words["located"])
    if own.endswith(words["level_sign"]):
        rest = piece.section.patterns["own_level"].sub("", rest)  # 百亿级|产业集群5个，其中千亿级1个
    if rest == name[len(verb) :]:
        rest = rest[len(next((word for word in words["whose"] if rest.startswith(word)), "")) :]  # 中央|补助
    return finding._replace(indicator=kept + own + rest)


def _unmeasured(piece: Piece, finding: Finding, last: Finding) -> bool:
    """``绿地率不低于30%，其中旧城改造区不低于25%``: a name without a measure behind one that ends with it."""
    own, before, words = finding.indicator, piece.before, piece.section.words
    if before is None or len(own) > _BRIEF:
        return False
    if piece.around is None and (not piece.left.marked or own.endswith(words["whose"])):
        return False
    counted = (last.unit or "").partition("/")[0] == finding.unit  # 每生每年1200元，特殊学校达到|6000元
    alike = before.unit == piece.unit and last.unit == finding.unit
    if not (alike or (counted and _set_rate(piece, last))) or before.clause[1] + 1 < piece.clause[0]:
        return False
    if own.partition("（")[0][-_ALIKE:] == last.indicator[-_ALIKE - 1 : -1]:
        return False  # 结余率不超过15%，累计结余不超过筹资总额的25%
    return last.indicator.endswith(words["measured"]) and not (
        own.endswith(words["measured"]) or holds(own, words["sharing"])
    )


def _set_rate(piece: Piece, last: Finding) -> bool:
    """``生均公用经费标准``: so much of each, by its name."""
    return piece.section.patterns["shared_per"].search(last.indicator) is not None


def words_off(name: str, whose: tuple[str, ...]) -> str:
    """``成人男性腰围`` → 腰围, ``新培育市级以上龙头企业`` → 龙头企业: without whose it is."""
    ends = [name.find(word) + len(word) for word in whose if word in name[:-2]]
    if not ends:
        return name
    name = name[min(ends) :]
    while owner := next((word for word in whose if name.startswith(word)), ""):
        name = name[len(owner) :]
    return name


def _again(piece: Piece, name: str) -> Finding | None:
    """A verb and a number alone: ``累计建成高标准农田8759万亩，其中2024年新建320万亩`` → 新建高标准农田."""
    before = piece.before
    if piece.left.marked or piece.right or before is None or not _alike(before, piece):
        return None
    if ahead.shared(piece):
        return None  # 新建养老机构8家，引进5家、培育20家|企业
    span = names.before(piece, piece.left.end)
    verb = piece.text[span[0] : span[1]] or piece.left.verb
    improved = piece.text[piece.begin : piece.left.end].lstrip(_LISTS)
    improved = improved if improved in piece.section.words["improving"] else ""
    verb = improved or verb
    for word in piece.section.words["nearly"]:
        verb = verb.removeprefix(word)
    span = (min(span[0], piece.left.end - len(verb)), span[1])
    if (verb != piece.kit.make.opening(verb) and not improved) or not verb:
        return None
    if verb in piece.section.words["deed_name"]:
        return None  # 营造林180万亩，其中|人工造林|45万亩
    named = verb if improved or verb in piece.kit.made or verb in piece.section.words["begun"] else ""
    begun = piece.section.words["begun"]
    if verb in begun and name.endswith(begun):  # 新能源开工1600万千瓦、|投产1000万千瓦
        name = name[: -len(verb)].removesuffix(piece.section.words["newly"][0])
        return found(piece, name + verb, (span,), "target-carried")
    done = piece.kit.make.opening(name) if verb != piece.section.words["completing"][0] else ""
    return found(piece, named + name[len(done) :], (span,), "target-carried")


def _counted_too(piece: Piece, before: Piece, name: str) -> Finding | None:
    """The same in a second unit: ``改造老旧小区86个、|1.2万户``, ``河道清淤32条、|118公里``."""
    if piece.right or None in (before.unit, piece.unit) or _alike(before, piece):
        return None
    if (
        piece.text[before.end : piece.start] not in piece.section.words["or_else"]
        or before.quantity.share
        or piece.quantity.share
    ):
        return None
    finding = found(piece, name, ((names.before(before, before.left.end)[0], piece.end),), "target-carried")
    over = before.left.sign  # 不少于86个、1.2万户
    return finding._replace(comparator=over) if over else finding


def listed(piece: Piece, last: Piece, finding: Finding, whole: bool) -> Finding | None:
    """The next of a list of standards: ``住院报销比例职工80%、居民70%``, ``第一阶梯水价每立方米2.3元，第二阶梯3.45元``.

    `whole` is whether the name of the `last` ends with the measure, as in the second.
    """
    left, base = piece.left, (finding.unit or "").partition("/")[0]
    if (
        piece.unit not in (base, finding.unit)
        or not base.endswith(_SET_UNITS)
        or piece.right
        or left.verb
        or left.sign
    ):
        return None
    if left.change or not (_same_kind(piece, last) if last.right else adjoins(piece, last)):
        return None
    span = names.before(piece, left.end)
    own, name, words = piece.text[slice(*span)], finding.indicator, piece.section.words
    each = own.find(piece.kit.every)
    if each > 0 and "/" in (finding.unit or "") and piece.section.patterns["per_head"].fullmatch(own, each):
        span, own = (span[0], span[0] + each), own[:each]  # 集中供养每人每月1900元、分散供养|每人每月1500元
    if (
        piece.kit.every in own
        or not 1 < len(own) <= _WHOSE
        or holds(own, words["measured"])
        or holds(own, words["award"])
    ):
        return None
    told = [(name.rfind(word) + len(word), word) for word in words["set_measure"] if word in name]
    at, word = max(told, default=(0, ""))
    if not word or any(sign.isdigit() for sign in own) or names.heading(piece):
        return None
    if (at == len(name)) is not whole:
        return None
    row = found(piece, own + word if whole else name[:at] + own, (span,), "target-carried", finding.unit)
    # 最高限额职工3000元、居民2000元
    headed = not whole and last.left.end == last.start and row.comparator == "="
    sign = finding.comparator if headed else row.comparator
    return row._replace(comparator=sign, recurrence=row.recurrence or finding.recurrence)


def _same_kind(piece: Piece, last: Piece) -> bool:
    """Whether two numbers are of a kind: ``A类人才给予100万元安家补贴，B类|60万元``, ``一等奖给予5万元奖励，二等奖|3万元``."""
    text, own = piece.text, piece.text[piece.begin : piece.left.end].lstrip(_LISTS)
    if piece.begin - last.finish > 1 or not last.right.endswith(piece.section.words["award"]) or not own:
        return False
    degrees = piece.section.words["degrees"]
    lead = text[max(last.begin, last.start - _BRIEF) : last.start]
    return own[-1] in lead or (own.endswith(degrees) and holds(lead, degrees))


def adjoins(piece: Piece, last: Piece) -> bool:
    """Whether nothing stands between two numbers but a comma and what the second is called."""
    return piece.begin - last.end <= 1 and piece.text[last.end] in _LISTS


def _alike(before: Piece, piece: Piece) -> bool:
    """Whether both count the same, be it in 万公里 and 公里."""
    one, other = before.unit or "", piece.unit or ""
    if one == other:
        return True
    scale = piece.words("scale")
    return one[len(scale.opening(one)) :] == other[len(scale.opening(other)) :] != ""


def carried(piece: Piece, last: Piece, name: str) -> Finding | None:
    """A number that takes the `name` of the `last` one: ``营收达到8400亿元、同比增长7%左右``, ``…，达到6000亿元``."""
    left = piece.left
    again = _again(piece, name) or _counted_too(piece, last, name)
    striving = piece.text[piece.begin : left.end].lstrip("，、") + piece.text[left.end : piece.start]
    ended = not piece.right or piece.right.startswith(_REMARK)  # 力争达到92%（不含外地）
    if not again and striving in piece.section.words["striving"] and ended:
        return found(piece, name, ((_named_at(piece), piece.end),), "target-carried")
    if (
        again
        or not (left.marked or left.change)
        or (piece.unit is None and not _bounded(piece))
        or not (ended or len(piece.right) == 1 or piece.right in piece.section.words["mark"])
    ):
        return again
    span = names.before(piece, left.end)
    own = piece.text[span[0] : span[1]]
    if own and _YEARS.fullmatch(own):
        return found(piece, name, ((span[0], piece.end),), "target-carried")
    if own and not (left.change and piece.section.patterns["merely"].fullmatch(own)):
        return None
    if not own and piece.section.patterns["adaptable"].search(piece.text, *piece.clause_before):
        return None  # 派驻周期可以结合实际，但|不少于6个月
    base = piece.section.patterns["changing"].sub("", name)
    if left.change and piece.unit == _PERCENT and piece.section.patterns["part_of"].search(base, 1):
        base = _whole(piece, base) or base  # 增加值占比重提高到35%，年均增长8%
    if not base:
        return None
    start = span[0] if own else _named_at(piece)
    own = piece.section.patterns["against_base"].sub("", own) if own else own
    own = piece.section.patterns["again"].sub("", own)
    return found(piece, base + own, ((start, piece.end),), "target-carried")


def later(piece: Piece, last: Piece, finding: Finding) -> Finding | None:
    """The same by a later time, in the next sentence or behind ；: ``到2020年，覆盖率达到30%；到2025年，达到33%``."""
    time, words = piece.own_time, piece.section.words
    if time is None or piece.before is not last or not piece.left.marked or piece.right:
        return None
    if piece.unit != last.unit or (last.governor and last.governor.deadline == time.deadline):
        return None
    if NEXT.fullmatch(piece.text, last.end, time.start) is None:
        return None
    start, end = names.before(piece, piece.left.end)
    own = piece.text[max(start, time.end) : end].strip(_LISTS)
    if own and own not in words["striving"]:
        return None
    return found(piece, finding.indicator, ((piece.begin, piece.end),), "target-carried")


def _bounded(piece: Piece) -> bool:
    """The second bound of a bare number: ``容积率不低于1.2且不高于2.5``."""
    before = piece.before
    return piece.left.sign is not None and before is not None and before.unit is None


def _named_at(piece: Piece) -> int:
    """Where the name stands that a number takes from the one in front of it; its own part, where a time stands there."""
    before = piece.before
    if piece.begin != piece.clause[0]:
        return piece.begin
    if before is None or piece.own_time or before.clause[1] + 1 < piece.clause[0]:
        return piece.clause[0]
    return names.before(before, before.left.end)[0]
