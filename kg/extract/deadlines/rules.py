"""Under which rule a time is a deadline: it governs a task, and is neither past nor a target's nor news."""

from __future__ import annotations

from kg.blocks import TABLE
from kg.extract.deadlines.things import attribute, bare_year
from kg.grammar import times
from kg.grammar.clauses import CLAUSE, STRETCH
from kg.grammar.scene import Scene
from kg.grammar.times import Time
from kg.lexicon import Section

_NEXT = 40  # how far behind a year the day may stand that its clause tells
_NAMED = 4  # … in front of a time the last sign of an agency: （市商务局、市市场监管局，2020年6月）
_OPENING, _CLOSING, _PARTING = "（【〔[", "）】〕]", "，；、："
_TAB = "\t"
_OF, _COMMA = "的", "，"
_STOPS, _COLON = "，。；）】〕]\t", "："
_LONG = 160  # no clause is longer
_HEAD = 600  # … nor the head of a table
_SUPPOSED = (times.RECURRING, times.RELATIVE, times.START)
_IDS = {
    times.EXPIRY: "deadline-expiry",
    times.START: "deadline-start",
    times.RECURRING: "deadline-recurring",
    times.RELATIVE: "deadline-relative",
}


def rule(scene: Scene, time: Time, section: Section) -> str | None:
    """The id of the rule under which a time is a row; None where it governs no task."""
    text = scene.text
    if _gone(scene, time) or attribute(text, time, section) or _own_force(scene, time, section):
        return None
    if _supposed(scene, time, section):
        return None
    if scene.block.kind == TABLE and text.startswith(
        section.words["done_cell"], text.rfind(_TAB, 0, time.start) + 1
    ):
        return None
    if scene.block.kind == TABLE and _heads_columns(text, section):
        return None  # 2025年
    if bare_year(scene, time, section) and (scene.frame.roundup or _told_later(scene, time, section)):
        return None  # a round-up's heading
    loose = section.patterns["loose"].fullmatch(text, time.start, time.end)
    if loose and not _to_do(text, time, section):
        return None
    if _dated(scene, time, section) or _event(scene, time, section) or _news(scene, time, section):
        return None
    if section.patterns["happened"].match(text, time.end):
        return None
    if time.kind in _IDS:
        return None if time.kind == times.RECURRING and _quoted(scene, time) else _IDS[time.kind]
    if not _leads(scene, time, section) or _figured(scene, time, section):
        return None
    return None if _told_then(scene, time, section) else "deadline-by"


def _to_do(text: str, time: Time, section: Section) -> bool:
    """Whether something is to be done in a loose time: ``今年，这一模式将向全市推广``; of the coming years it has to follow."""
    if any(section.patterns[name].match(text, time.end) for name in ("to_do", "loose_then", "who_does")):
        return True
    near = section.patterns["loose_year"].fullmatch(text, time.start, time.end)
    return near is not None and section.patterns["will_do"].match(text, time.end) is not None


def _heads_columns(text: str, section: Section) -> bool:
    return len(text) <= _HEAD and any(cell in section.words["table_head"] for cell in text.split(_TAB))


def _supposed(scene: Scene, time: Time, section: Section) -> bool:
    """What is only supposed: ``按月结算的，要及时组织评议``, ``自2023年起取得证书的，给予补贴``."""
    if time.kind not in _SUPPOSED and not (
        time.kind == times.POINT and (time.bare or _not_done(scene.text, time, section))
    ):
        return False
    _, end = scene.cut.around(time.end, CLAUSE)
    text = scene.text
    if end <= time.end or text[end : end + 1] != _COMMA:
        return False
    when = time.kind == times.RELATIVE and section.patterns["whenever"].search(text, time.end, end)
    return text[end - 1] == _OF or bool(when)


def _not_done(text: str, time: Time, section: Section) -> bool:
    """``未|在2023年6月30日前申请的，视为放弃``."""
    return section.patterns["not_done"].search(text, max(0, time.start - _NAMED), time.start) is not None


def _quoted(scene: Scene, time: Time) -> bool:
    """The name of a way of working: ``“月调度、季通报”机制``."""
    around = scene.cut.inside(time.start)
    return around is not None and scene.text[around[0]] == "“"


def _figured(scene: Scene, time: Time, section: Section) -> bool:
    """What is asked for has a figure of its own, whether or not a target was read: ``2024年完成30%``."""
    end = _clause_end(scene, time)
    return section.patterns["figure"].search(scene.text[time.end : min(end, time.end + _LONG)]) is not None


def _clause_end(scene: Scene, time: Time) -> int:
    """The end of the clause that follows a time: its own, or the next where the time stands alone before its comma."""
    last = len(scene.text) - 1
    _, end = scene.cut.around(min(time.end, last), CLAUSE)
    return scene.cut.around(min(end + 1, last), CLAUSE)[1] if end <= time.end else end


def _news(scene: Scene, time: Time, section: Section) -> bool:
    """What an article or a text without a date tells of a day, or an article of a place's year: none is a row."""
    if time.kind not in (times.POINT, times.PERIOD) or not (scene.frame.press or scene.frame.now is None):
        return False
    text, end = scene.text, time.end
    if scene.frame.press and bare_year(scene, time, section):
        return section.patterns["telling"].match(text, end) is not None
    if not text[time.start].isdigit() or text[end : end + 1] != "，":
        return False
    if text.endswith(section.words["month_end"], 0, end):
        end -= 1
    if scene.frame.press and text[end - 1] in section.words["thirds"]:
        return section.patterns["to_do"].match(text, time.end) is None
    if text[end - 1] == "日" and (time.kind == times.POINT or time.bare):
        return True
    if text[end - 1] != "月" or time.kind != times.POINT:
        return False
    return not any(section.patterns[name].match(text, time.end) for name in ("to_do", "each_does"))


def _event(scene: Scene, time: Time, section: Section) -> bool:
    """What somebody did, in a text without a date or before it: ``今年3月，公安部印发《…》``, ``2004年，省委提出…``."""
    text, words, now, due = scene.text, section.words, scene.frame.now, time.deadline
    over = due is not None and now is not None and due < now[: len(due)]
    if time.kind not in (times.POINT, times.PERIOD) or not (over or scene.frame.press or now is None):
        return False
    if text[time.end - 1] in words["closing"] or text.startswith(words["until"], time.start):
        return False
    return section.patterns["told_event"].match(text, time.end) is not None


def _told_then(scene: Scene, time: Time, section: Section) -> bool:
    """What was made, said or found then: ``3月份，我厅启动了…``; ``2021年，某市司法局…，作出了贡献`` of a text without a date."""
    text, words, patterns = scene.text, section.words, section.patterns
    if text.endswith(words["done_by"], 0, time.start):
        return True
    by = text[time.end - 1] == words["closing"][0]  # （5月底前出台） is still to come
    if not by and patterns["told_then"].match(text, time.end):
        return True
    if text.startswith(words["so_far"], time.start):
        return patterns["to_do"].match(text, time.end) is None
    if text[time.end - 1] in words["closing"] or text.startswith(words["until"], time.start):
        return False
    if patterns["finished"].match(text, time.end):
        return True
    undated = scene.frame.now is None and bare_year(scene, time, section)
    return undated and patterns["told_year"].match(text, time.end) is not None


def _told_later(scene: Scene, time: Time, section: Section) -> bool:
    """The year names something for which its clause tells the day: ``2024年征兵工作于8月启动``."""
    _, end = scene.cut.around(time.end, CLAUSE)
    later = scene.between(time.end + 1, min(end, time.end + _NEXT))
    return any(t.bare and scene.text.startswith(section.words["leading"], t.start) for t in later)


def _dated(scene: Scene, time: Time, section: Section) -> bool:
    """Whether its clause tells the day of the thing that it names: ``上半年征兵|2月15日开始``."""
    if time.kind != times.POINT or len(time.deadline or "") > len("2024-06"):
        return False
    _, end = scene.cut.around(time.end, CLAUSE)
    later = next(iter(scene.between(time.end + 1, min(end, time.end + _NEXT))), None)
    if (
        later is None
        or later.kind not in (times.POINT, times.START)
        or section.words["day"][0] not in scene.text[later.start : later.end]
    ):
        return False
    return section.patterns["dated_thing"].fullmatch(scene.text, time.end, later.start) is not None


def _gone(scene: Scene, time: Time) -> bool:
    return scene.gone(time) and time.kind != times.EXPIRY


def _own_force(scene: Scene, time: Time, section: Section) -> bool:
    """The document's own start of force: ``本办法自2024年1月1日起施行``."""
    if time.kind != times.START:
        return False
    start, _ = scene.cut.around(time.start, STRETCH)
    _, end = scene.cut.around(time.start, CLAUSE)
    own = section.patterns["own"].search(scene.text, max(start, time.start - _LONG), time.start)
    return (
        time.kind == times.START
        and bool(own)
        and bool(section.patterns["force"].match(scene.text, time.end, end))
    )


def _leads(scene: Scene, time: Time, section: Section) -> bool:
    """The time opens its clause, or is led in (到, 前): it says by when, it does not describe a thing."""
    start, _ = scene.cut.around(time.start, CLAUSE)
    text = scene.text
    if text.startswith(section.words["leading"], time.start):
        return True
    if time.kind == times.PERIOD and text.endswith(section.words["lasting"], 0, time.start):
        return True
    if time.start - start <= 12 or text[time.end - 1] in section.words["closing"]:
        return True
    if text.startswith(_COMMA, time.start - 1) and text[time.end : time.end + 1] not in _STOPS:
        return True  # （8月报送草案，10月提请审议）
    ends = time.end == len(text) or text[time.end] in _STOPS
    if (
        ends
        and text[time.start - 1 : time.start] == _COLON
        and text.endswith(section.words["stating"], 0, time.start)
    ):
        return True
    if text[time.end : time.end + 1] in _CLOSING:
        if text[time.start - 1] in _OPENING:  # the bracket of a stage
            return time.kind == times.PERIOD or len(time.deadline or "") > len("2024")
        if text[time.start - 1] in _PARTING and section.patterns["named_before"].search(
            text, max(0, time.start - _NAMED), time.start
        ):
            return True
    return section.patterns["to_do"].match(text, time.end) is not None
