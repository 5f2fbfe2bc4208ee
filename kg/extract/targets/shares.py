"""Figures with a comparator, and shares of a whole: ``占比提高到45%左右``, ``至少40%为负压救护车``."""

from __future__ import annotations

import re

from kg.extract.targets import frequencies, names, shared
from kg.extract.targets.demands import demanded, firmly, labelled, quiet
from kg.extract.targets.evidence import found
from kg.extract.targets.finding import Finding
from kg.extract.targets.left import SIGNS
from kg.extract.targets.pieces import Piece
from kg.lexicon import holds

_LEAST, _ALL = 4, 100
_RATE, _BRIEF = "%", 8
_OF = "的"
_STROKE, _LEADS = "/", "，、"
_OPENING = "（"
_TENTHS, _BY, _TAKING = "成", "按", ("将", "把")
_TURNED = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_UNIT = re.compile(r"（([^（）\d]{1,6})）$")  # 优良天数比率（%）≥85


def reach(piece: Piece) -> Finding | None:
    """``公立医院人员支出占比提高到45%左右``: a name, a comparator, a number."""
    left, text = piece.left, piece.text
    above = "" if left.marked or left.change else _above(piece)
    told = left.marked or left.change or above or _part(piece) or labelled(piece)
    if not told or not (above or demanded(piece)):
        return None
    if left.verb and piece.unit is not None and _noun(piece) and _counted(piece):
        return None
    if piece.unit and _taken(piece) and _noun(piece):
        return None  # 至少将50种药品纳入监管范围, 应将不低于20%的号源留给基层
    if piece.right and (piece.unit is None or _served(piece)):
        return None
    if piece.quantity.written and not piece.quantity.share and not firmly(piece):
        return None
    span = names.before(piece, left.end, left.named if left.named >= 0 else None)
    name = piece.section.patterns["evenly"].sub("", names.plain(names.timeless(piece, *span)))
    name = names.kept(piece, piece.section.patterns["seen_to"].sub("", name))
    if _BY in name:
        name = piece.section.patterns["as_asked"].sub("", name)
    if left.change:
        name = piece.section.patterns["against_base"].sub("", name)
        name = piece.section.patterns["kept_basis"].sub(r"\g<what>", name)
    if len(name) < 2 and (label := names.label(piece)):
        span = label
        name = names.plain(names.timeless(piece, *span))
    yearly = _yearly(piece, span)
    if yearly:
        return yearly
    brief = name.startswith(piece.kit.every) or len(name) <= _LEAST
    rhythm, led = frequencies.rhythmic(piece) if brief else ("", piece.start)
    if rhythm and (own := rhythm.rpartition("/")[2]) in name:
        name = name.partition(own)[2]
    if name in piece.section.words["able_to"]:
        return None  # 具备|超过1000条航线的管理能力
    if len(name) < 2 or (name in piece.section.words["make"] and not (rhythm or _lessons(piece, name))):
        return None
    spans = [span, (led, piece.end)]
    if piece.unit == _RATE and len(name) <= _BRIEF and not holds(name, piece.section.words["measured"]):
        name += names.listed(piece) or names.heading(piece)
    apart = name.startswith(piece.section.words["apart"]) and name.endswith(
        piece.section.words["distance_measure"]
    )
    if (apart or name.startswith(piece.section.words["shares"])) and (whose := names.front(piece)):
        name, spans = text[slice(*whose)] + name, [whose, span]  # 专职安全员，|应当占从业人员总数的2%
    bare = piece.section.words
    if name in (*bare["bare"], *bare["bare_alone"]) and (subject := names.subject(piece)):
        name, spans = text[slice(*subject)] + name, [subject, span]
    if piece.unit in piece.section.words["lasting"] and _noun(piece) and left.sign:
        spans.append((piece.end, piece.end + len(piece.right)))
        name += piece.right
    unit, inside = rhythm or None, _UNIT.search(name) if piece.unit is None and name[-1] == "）" else None
    if inside:
        name, unit = name[: inside.start()], inside[1]
    people = piece.section.patterns["per_people"].match(name) if name[0] == piece.kit.every else None
    if people and people["count"] and piece.unit and people.end() < len(name) - 1:
        name, unit = (
            name[people.end() :],
            f"{piece.unit}/{shared.people(people, piece.section)}",
        )  # 每千人口执业医师数：3.2人
    forbidden = piece.words("forbidding").opening(name)
    row = found(piece, name[len(forbidden) :], tuple(spans), "target-reach", unit)
    forbidden = forbidden or _forbidden(piece)
    if forbidden and row.comparator in _TURNED:
        return row._replace(comparator=_TURNED[row.comparator])
    return row._replace(comparator=above) if above and not piece.quantity.after else row


def _taken(piece: Piece) -> bool:
    """``至少将|50种药品纳入…``, ``医院应将|不低于20%的号源留给基层``: of what stands behind the number something is done with so much."""
    text, left = piece.text, piece.left
    ends = any(text.endswith(_TAKING, piece.begin, end) for end in (piece.start, left.end))
    return ends or (text.startswith(_OF, piece.end) and holds(text[left.end : piece.start], _TAKING))


def _served(piece: Piece) -> bool:
    """``免费为|5万名妇女开展筛查``: for whom something is done, no name of a figure."""
    if not piece.text.endswith(piece.section.words["being"], piece.begin, piece.start):
        return False
    return piece.section.patterns["served"].match(piece.text[piece.begin : piece.start]) is not None


def _lessons(piece: Piece, name: str) -> bool:
    """``每年再培训不少于8学时``: a verb that its unit makes a measure."""
    words = piece.section.words
    return piece.unit in words["lessons"] and (piece.rhythm is not None or name in words["schooling"])


def _forbidden(piece: Piece) -> str:
    """What forbids at the head of the list: ``禁止留样量低于125克、留样时间少于48小时``."""
    start = piece.clause[0]
    if piece.begin == start or piece.left.sign not in ("<", ">"):
        return ""
    return piece.words("forbidding").opening(piece.text, start)


def clear(piece: Piece) -> Finding | None:
    """``严禁在离地下管线2m以内进行机械作业``: how far one has to keep away."""
    text, patterns, (distance,) = piece.text, piece.section.patterns, piece.section.words["distance"]
    near = piece.end if piece.quantity.after else 0
    if not near and (inside := patterns["near"].match(text, piece.end)):
        near = inside.end()
    kept = patterns["kept_clear"].search(text, piece.begin, piece.start) if near else None
    if kept is None:
        return None
    if piece.quantity.after not in ("", *piece.section.words["inward"]):
        return None
    name = kept["what"] if kept["what"].startswith(distance) else kept["what"] + distance
    return found(piece, name, (kept.span(), (piece.start, near)), "target-reach")._replace(comparator=">=")


def borne(piece: Piece) -> Finding | None:
    """``所需资金由市、县各承担一半``: who bears how much of what."""
    text, begin, end = piece.text, piece.begin, piece.left.end
    if not (piece.quantity.share and text.endswith(piece.section.words["borne"], begin, end)) or piece.right:
        return None
    if piece.left.end != piece.start or not quiet(piece):
        return None
    span = names.before(piece, end)
    name = text[slice(*span)].replace(piece.kit.source[1], "", 1)
    return found(piece, name, (span,), "target-portion") if len(name) > _LEAST else None


def none(piece: Piece) -> Finding | None:
    """``重大生产安全事故零发生``, ``化肥使用量实现零增长``: none at all, where it is asked for."""
    told = piece.section.patterns["zero"].match(piece.text, piece.start)
    if told is None or not demanded(piece):
        return None
    grown = told["what"] if told["what"] in piece.section.words["change"] else ""
    span = names.before(piece, piece.left.end)
    places = [(piece.text.rfind(word, *span), word) for word in piece.section.words["realising"]]
    begin = max([place + len(word) for place, word in places if place >= 0], default=0)
    span = (begin, span[1]) if span[0] < begin < span[1] - 1 else span
    name = names.plain(piece.text[slice(*span)])
    return found(piece, name + grown, (span, told.span()), "target-reach") if len(name) > 1 else None


def _above(piece: Piece) -> str:
    """``农民收入增速高于城镇居民1个百分点`` is more than that above them."""
    left, unit = piece.left, piece.unit or ""
    if not unit.endswith(piece.section.words["points"]):
        return ""
    above = piece.section.patterns["above"].search(piece.text, left.start, left.end)
    if above is None or above.start() - left.start < _LEAST or not quiet(piece):
        return ""
    return SIGNS.get(piece.kit.kinds.get(above["sign"], ""), ">")


def _counted(piece: Piece) -> bool:
    """What is counted, or the share of what, stands behind: ``完成不少于20%的老旧管网改造``."""
    return piece.unit != "%" or piece.text.startswith("的", piece.end)


def _part(piece: Piece) -> bool:
    """A share whose name says of what: ``占全部药品的30%``; one with a stroke that opens its clause only tells."""
    left, word = piece.left, piece.section.words["part"][0]
    if piece.unit not in (None, "%", "‰", _TENTHS) or word not in piece.text[left.start : left.end]:
        return False
    begin = piece.begin + (piece.text[piece.begin] in _LEADS)
    stroke = piece.text.find(_STROKE, piece.start, piece.end) > 0  # 首创5项，占总数的1/3
    return not (stroke and piece.text.startswith(word, begin))


def _yearly(piece: Piece, span: tuple[int, int]) -> Finding | None:
    """``年度基础研究投入占比不低于10%`` → 基础研究投入占比, P1Y."""
    word = piece.section.words["annual_figure"][0]
    place = piece.text.find(word, piece.begin, span[1])
    if place < 0 or piece.text.endswith(piece.section.words["this_annual"], piece.begin, place + len(word)):
        return None
    whole = span[0] < place - 1 and piece.text[place - 1] == _OF  # 保障性住房的年度土地供应量
    name = names.plain(piece.text[span[0] if whole else place + len(word) : span[1]])
    name = piece.section.patterns["in_a_year"].sub("", name)
    if len(name) < 2 or any(sign.isdigit() for sign in name) or piece.rhythm:
        return None
    return found(piece, name, ((place, span[1]),), "target-reach", recurrence="P1Y")


def each_does(piece: Piece) -> re.Match[str] | None:
    """What each of a share is to do: ``85%以上|的学生至少参加一个社团``."""
    if not piece.quantity.share or not piece.text.startswith(_OF, piece.end):
        return None
    return piece.section.patterns["share_each"].match(piece.text, piece.end, piece.clause[1])


def by_each(piece: Piece) -> Finding | None:
    """``确保85%以上的学生至少参加一个社团`` → 学生至少参加一个社团, >= 85 %."""
    told = each_does(piece)
    if told is None:
        return None
    return found(piece, told["who"] + told["deed"], ((piece.start, told.end()),), "target-portion")


def portion(piece: Piece) -> Finding | None:
    """``至少40%为负压救护车``, ``三级医院50%出院患者按照临床路径管理``: a share of what is named behind it."""
    left, text = piece.left, piece.text
    if not piece.quantity.share:
        return None
    if not left.verb and piece.section.patterns["aimed"].match(text, piece.end):
        return None  # 就诊率65%左右的目标
    taken = text.endswith(piece.section.words["taking"], piece.begin, piece.start)
    shared = _shared(piece)
    whole = piece.quantity.value == _ALL and _wholly(piece)
    among = _among(piece)
    if not (taken or shared or whole or among or firmly(piece) or _done_with(piece)):
        return None
    noun = (names.behind(piece)[0], piece.end + len(piece.right))
    if noun[1] - noun[0] < 2 or (text[noun[0]] == _OPENING and text[noun[0] + 1].isdigit()):
        return None  # 完成率85%以上（2023—2025年）
    span = names.before(piece, left.end)
    name = names.plain(text[span[0] : span[1]])
    kept = len(name) >= 2 and not left.marked and not left.verb
    behind = text[noun[0] : noun[1]].removeprefix(piece.section.words["being"][0])
    spans = (span, noun) if kept else (noun,)
    if among and not kept:
        name, kept, spans = text[slice(*among)], True, (among, noun)
    start = next((text.rfind(w, piece.begin, piece.start) for w in _bound(piece)), -1)
    extra = ((start, piece.end),) if start >= 0 else ()
    return found(piece, (name if kept else "") + behind + shared, (*spans, *extra), "target-portion")


def _done_with(piece: Piece) -> bool:
    """``60%|公办中小学校纳入集团化管理``: the share opens its part, and what is done with it stands behind."""
    if piece.unit != _RATE or piece.begin != piece.start:
        return False
    return piece.section.patterns["share_do"].match(piece.text, piece.end) is not None and quiet(piece)


def _among(piece: Piece) -> tuple[int, int] | None:
    """Whose share it is, where the clause in front asks the same of all: ``专任教师基本达到大专以上学历，其中60%达到本科``."""
    if not piece.text.startswith(piece.section.words["among"], piece.begin):
        return None
    told = piece.section.patterns["among_whom"].fullmatch(piece.text, *piece.clause_before)
    return told.span("who") if told and quiet(piece) else None


def _wholly(piece: Piece) -> bool:
    """What is done to all stands right behind: ``企业100%完成…``, ``医疗废物100%无害化处置``; not ``100%股权``."""
    if piece.text[piece.end : piece.end + 1] == _OF:
        return quiet(piece) and piece.section.patterns["all_do"].search(piece.right) is not None
    made = piece.kit.make.opening(piece.text, piece.end)
    return made != "" or piece.text.startswith(piece.section.words["wholly"], piece.end)


def _shared(piece: Piece) -> str:
    """What the next share does too: 能够提供服务 for the first of ``100%的服务站和80%以上的卫生室能够提供服务``."""
    following = piece.following
    if following is None or not following.share or following.start - piece.finish > 1:
        return ""
    if not piece.text.startswith("的", piece.end):
        return ""
    end = piece.clause[1]
    able = piece.section.patterns["able"].search(piece.text, following.end, end)
    return piece.text[able.start() : end] if able else ""


def _bound(piece: Piece) -> list[str]:
    before = piece.text[piece.begin : piece.start]
    return [word for word in piece.section.words["at_least_distant"] if word in before]


def _noun(piece: Piece) -> bool:
    start, end = names.behind(piece)
    return end - start >= 2
