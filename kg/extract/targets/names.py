"""What is measured: the noun phrase on the left or on the right of a number, in its shortest form.

``推动人均预期寿命达到80岁`` → 人均预期寿命; ``建设300个具有辐射作用的实训基地`` → 具有辐射作用的实训基地.
"""

from __future__ import annotations

import re

from kg.extract.targets.pieces import Piece
from kg.extract.targets.words import Kit, ready
from kg.grammar import times

_TURNS = 12
_LABEL, _NAME, _SENTENCE = 20, 30, 40
_TAIL = 6
_BEFORE, _EVENT = "前", 16  # how far from its beginning on a name may say before what
_SUBJECT = 3  # shorter is 全市 or 我省
_LONGEST = 60
_SEVERAL, _JOINTS = 2, "、和及与"
_STOP = re.compile(r"[，。；：！？\t]")
_BRACKETS = re.compile(r"（[^（）]*）|“[^“”]*”")
_ASIDE = re.compile(r"（[^（）]{10,}）")
_EDGES = "，、；：。）的"


def before(piece: Piece, end: int, start: int | None = None) -> tuple[int, int]:
    """The span of the name that ends at `end`, without times, adverbs and verbs in front of it."""
    start = piece.begin if start is None else start
    if end - start > _SUBJECT and piece.text.endswith(piece.section.words["led_by"], start, end):
        end -= 1  # 覆盖率以每年1—3个百分点的增速提升
    if piece.scene.times:
        end = _before_years(piece, start, end)
        end = _cut_short(piece, start, end)
        for time in piece.scene.between(start, end):
            if time.kind != times.PAST and start <= time.start and time.end <= end:
                start, end = _without(piece, time, start, end)
    return trimmed(piece, start, end)


def _cut_short(piece: Piece, start: int, end: int) -> int:
    """Where a name ends whose last sign is a time's: ``覆盖率|2025年度达到85%``."""
    for time in piece.scene.backwards(start, piece.start):
        if time.start < end < time.end and time.start - start >= _SUBJECT:
            return time.start
    return end


def _before_years(piece: Piece, start: int, end: int) -> int:
    """Where a name ends behind which several years stand: ``重复利用率|2022年、2025年分别提高到…``."""
    told = piece.scene.between(start + _SUBJECT, end)
    if len(told) < _SEVERAL or told[-1].end != end:
        return end
    for time in reversed(told):
        if time.recurrence or time.end < end - 1:
            return end
        end = time.start
        if piece.text[end - 1] in _JOINTS:
            end -= 1
    return end


def trimmed(piece: Piece, start: int, end: int) -> tuple[int, int]:
    """`text[start:end]` without adverbs and verbs of will in front: ``力争全市森林覆盖率`` → 森林覆盖率."""
    text, opening, firsts = piece.text, piece.kit.opening.opening, piece.kit.opening.firsts
    by_event = text.find(_BEFORE, start, min(end, start + _EVENT)) >= 0
    if start < end and text[start] in piece.section.words["placed_first"]:
        placed = piece.section.patterns["placed"].match(text, start, end)
        start = placed.end() if placed and piece.kit.make.opening(text, placed.end(), end) else start
    if start < end and (field := piece.section.patterns["in_field"].match(text, start, end)):
        start = field.end()
    if start < end and text[start] in piece.section.words["years_first"]:
        years = piece.section.patterns["for_years"].match(text, start, end)
        start = years.end() if years else start
    start = _led(piece, start, end)
    land = piece.words("land").opening(text, start, end)
    if land and text.startswith(piece.section.words["land_wills"], start + len(land)):
        start += len(land)  # 我国|将完成新造林3000万亩
    for _ in range(_TURNS):
        while start < end and text[start] in _EDGES:
            start += 1
        if by_event and (event := piece.section.patterns["by_event"].match(text, start, end)):
            start, by_event = event.end(), False  # 春节前|完成
            continue
        if start >= end or text[start] not in firsts:
            return start, end
        word = opening(text, start, end)
        rest = start + len(word)
        if not word or end - rest == 1 or text.startswith(piece.kit.whole, start):
            return start, end
        if text.startswith(piece.kit.measuring, rest, end) and piece.kit.make.opening(word) == word:
            return start, end  # 建设规模, 开展比例
        if word in piece.section.words["toward"] and text.endswith(
            piece.section.words["toward_measure"], rest, end
        ):
            return start, end  # 对住宿业的综合贡献率
        if word in piece.section.words["apart"] and text.endswith(
            piece.section.words["distance_measure"], rest, end
        ):
            return start, end  # 与学校的距离
        if word in piece.section.words["attributive_verb"] and _of_which(piece, rest, end):
            return start, end
        if word in piece.section.words["granting_name"] and _names_grant(piece, rest, end):
            return start, end  # 支持标准, 鼓励项目
        means = (
            piece.section.patterns["by_means"].match(text, rest, end) if word == piece.kit.through else None
        )
        start = means.end() if means else rest
    return _skip(text, start, end), end


def _led(piece: Piece, start: int, end: int) -> int:
    """Where the verb of making stands behind how, in what order or by whom it is done: ``分批|改造老旧小区``."""
    known, at = piece.words("leading_on"), start
    while at < end and (word := known.opening(piece.text, at, end)):
        at += len(word)
    if at < end and piece.text[at] in piece.section.words["by_whom"]:
        whom = piece.section.patterns["made_by"].match(piece.text, at, end)
        at = whom.end() if whom else at
    return at if at > start and piece.kit.make.opening(piece.text, at, end) else start


def _of_which(piece: Piece, start: int, end: int) -> bool:
    """Whether the verb in front belongs to what is counted: ``设立|研发机构的规上工业企业比例``."""
    return piece.section.patterns["attributive"].fullmatch(piece.text, start, end) is not None


def _names_grant(piece: Piece, start: int, end: int) -> bool:
    """Whether nothing but a standard or a mere project is left behind 支持 or 鼓励."""
    rest, words = piece.text[start:end], piece.section.words
    return rest in words["granted_name"] or rest in words["mere_work"]


def label(piece: Piece) -> tuple[int, int] | None:
    """The name in front of a colon or a comma: ``规范化建设率：2023年达到70%``, ``人员支出占比|逐年提高，到2025年达到45%``."""
    if not piece.clause[0] or piece.text[piece.clause[0] - 1] not in "：，":
        return None
    first, last = piece.clause_before
    patterns = piece.section.patterns
    risen = patterns["risen"].search(piece.text, first, last) or patterns["adaptable"].search(
        piece.text, first, last
    )
    start, end = before(piece, risen.start(), first) if risen else trimmed(piece, first, last)
    if piece.text[piece.clause[0] - 1] == "：":
        return (start, end) if _SUBJECT < end - start <= _LABEL else None
    alone = piece.before is None or piece.before.end <= first
    measure = risen or piece.text.endswith(piece.section.words["measured"], start, end)
    return (start, end) if alone and measure and end - start <= _NAME else None


def subject(piece: Piece) -> tuple[int, int] | None:
    """Whose a bare measure is, in the clause in front: ``做强电子信息产业，到2025年产值达到700亿元``."""
    (first, last), words, before = piece.clause_before, piece.section.words, piece.before
    if not piece.clause[0] or piece.text[piece.clause[0] - 1] != "，" or (before and before.start >= first):
        return None
    start, end = trimmed(piece, first, last)
    for name in ("strengthening", "make", "driving"):
        start += len(piece.words(name).opening(piece.text, start, end))
    named = piece.text.endswith(words["subjects"], start, end) and _SUBJECT <= end - start <= _LABEL
    return (start, end) if named else None


def front(piece: Piece) -> tuple[int, int] | None:
    """The subject that a comma parts from its share: ``从事全日制工作的残疾人职工，|应当占职工总数的25%``."""
    (first, last), before = piece.clause_before, piece.before
    if not piece.clause[0] or piece.text[piece.clause[0] - 1] != "，" or (before and before.start >= first):
        return None
    start, end = trimmed(piece, max(first, piece.scene.block.label_end), last)
    return (start, end) if _SUBJECT <= end - start <= _SENTENCE else None


def heading(piece: Piece) -> str:
    """What a list in front of which a colon stands is about: ``稳岗返还比例：大型企业30%，中小微企业60%``."""
    colon = piece.text.rfind("：", piece.stretch[0], piece.start)
    if colon < 0:
        return ""
    low = piece.stretch[0]
    start, end = trimmed(piece, max(low, piece.text.rfind("，", low, colon) + 1), colon)
    end -= len(piece.words("leading_in").ending(piece.text, end, start))  # 报销比例为：
    name = piece.text[start:end]
    return name if len(name) <= _LABEL and name.endswith(piece.section.words["measured"]) else ""


def listed(piece: Piece) -> str:
    """The measure of a list that stands in front of its first comma: ``住院报销比例，一级医院为90%、二级医院为80%``."""
    comma = piece.text.find("，", piece.stretch[0], piece.start)
    start, end = trimmed(piece, piece.stretch[0], comma) if comma > 0 else (0, 0)
    name = piece.text[start:end]
    told = _SUBJECT < len(name) <= _LABEL and name.endswith(piece.section.words["set_measure"])
    return name if told and not any(sign.isdigit() for sign in name) else ""


def kept(piece: Piece, name: str) -> str:
    """`name` without what obliges to keep it, and who is obliged: ``医院的门诊病历应当至少保存`` → 门诊病历保存."""
    if not name.endswith(piece.section.words["keeping"]):
        return name
    name = piece.section.patterns["kept_for"].sub("", name, count=1)
    return piece.section.patterns["kept_by"].sub("", name)


def plain(name: str) -> str:
    """`name` without long asides and loose marks: ``“双师型”教师（同时具备…能力的教师）占比`` → “双师型”教师占比."""
    return _ASIDE.sub("", name).strip("的，、")


def _without(piece: Piece, time: times.Time, start: int, end: int) -> tuple[int, int]:
    """A time in front is left out; one behind the name (``产量2030年达到``) ends it; one in the middle stays."""
    lead = piece.text[start : time.start]
    if not time.recurrence and piece.text[time.end : end] == "" and len(lead) > 1:
        return start, time.start - len(piece.words("hedging").ending(lead))
    if len(lead) > 1 and (time.recurrence or _years(piece, time)):
        return start, end
    if len(lead) > _SUBJECT:
        first, last = trimmed(piece, start, time.start)
        tail = piece.text[time.end : end]
        if last - first > _SUBJECT and (time.bare or _measure(piece, tail)):
            return start, end  # 高校毕业生年底就业率, 街道调解组织2019年规范化率
    return time.end, end


def _years(piece: Piece, time: times.Time) -> bool:
    """Whether a time is a rhythm of years: 教师|每5年|参加培训."""
    return piece.section.patterns["per_years"].fullmatch(piece.text, time.start, time.end) is not None


def _measure(piece: Piece, tail: str) -> bool:
    """Whether `tail` is nothing but a measure: 规范化率."""
    return 1 < len(tail) <= _TAIL and tail.endswith(piece.section.words["measured"])


def timeless(piece: Piece, start: int, end: int) -> str:
    """`text[start:end]` without the years in it: ``街道调解组织2019年规范化率`` → 街道调解组织规范化率."""
    name = piece.text[start:end]
    for time in reversed(piece.scene.between(start + 1, end)):
        if time.deadline and not time.bare and time.kind != times.PAST and time.end < end:
            name = name[: time.start - start] + name[time.end - start :]
    return name


def _skip(text: str, start: int, end: int) -> int:
    while start < end and text[start] in _EDGES:
        start += 1
    return start


def behind(piece: Piece) -> tuple[int, int]:
    """The span of the noun behind the number: up to the end of its part, or to a verb that leaves it."""
    if piece.noun is None:  # every way of reading a number asks for it
        piece.noun = _behind(piece)
    return piece.noun


def granted(last: Piece) -> tuple[int, int]:
    """The noun behind the last of a row; of ``20万元的标准给予补助`` only what is granted."""
    if not last.text.startswith(last.section.words["granted_by"], last.end):
        return behind(last)
    told = last.section.patterns["behind"].match(last.text, last.end, last.clause[1])
    return told.span("noun") if told else behind(last)


def _behind(piece: Piece) -> tuple[int, int]:
    start, end = piece.end, piece.finish
    text = piece.text
    start = _skip(text, start, end)
    if text[start : start + 1] in ("（", "”"):
        return start, start
    stop = _STOP.search(text, start, min(end, start + _LONGEST))
    end = min(stop.start() if stop else end, start + _LONGEST)
    leaving = piece.kit.leaving.search(text, start + 2, end)
    if leaving and text.endswith(piece.section.words["reached"], start, leaving.start()):
        leaving = piece.kit.leaving.search(text, leaving.end(), end)  # 12个县达|到国家标准
    if leaving:
        end = leaving.start()
    while end > start and text[end - 1] in "、，和及与并":
        end -= 1 + text.startswith(piece.section.words["and_too"], max(start, end - 2))
    return start, end


def parts(text: str, span: tuple[int, int], kit: Kit, least: int = 2) -> list[tuple[int, int]]:
    """The names of a list: 、 and 和 part them, but not inside brackets."""
    masked = _BRACKETS.sub(lambda found: "·" * len(found.group()), text[span[0] : span[1]])
    parts: list[tuple[int, int]] = []
    start = 0
    for joint in kit.joint.finditer(masked):
        if joint.start() > start:
            parts.append((span[0] + start, span[0] + joint.start()))
        start = joint.end()
    parts.append((span[0] + start, span[1]))
    first = max(text.rfind(word, parts[0][0], parts[0][1] - 2) + len(word) for word in ("的", "达到"))
    if text[first - 1 : first] in "的到" and first > parts[0][0] and len(parts) > 1:
        parts[0] = (first, parts[0][1])
    words = kit.section.words
    short = (*words["ranks"], *words["classes"], *words["one_sign"])
    kept = [part for part in parts if part[1] - part[0] >= least or text[slice(*part)] in short]
    if len(kept) > 1:
        kept[0] = _class(text, kept, kit)
    return kept


def _class(text: str, parts: list[tuple[int, int]], kit: Kit) -> tuple[int, int]:
    """The first of a list of classes, without what all of them are of: ``创业大赛|一、二、三等奖``, ``应届|博士、硕士``."""
    (start, end), second, section = parts[0], text[slice(*parts[1])], kit.section
    first = ready(section, "degrees").ending(text, end, start)
    if first and second.startswith(section.words["degrees"]):
        return end - len(first), end
    named = section.patterns["class_head"].match(second) and section.patterns["class_end"].search(
        text, start, end
    )
    return (named.start() if named else start), end
