"""Times that only name a thing: ``2023年度考核``, ``“十四五”规划``, ``对2018年以来建成的厕所``, ``每年新发病例``."""

from __future__ import annotations

from kg.grammar import times
from kg.grammar.scene import Scene
from kg.grammar.times import Time
from kg.lexicon import Section, holds

_POINTS = (times.POINT, times.PERIOD)
_PHRASE = 6  # no word that takes a time as its own is longer
_BESIDE = 16  # how far what tells of a thing may stand
_YEAR = len("同年")
_PLANNED = 48  # how far in front it may stand that the years are a plan's


def attribute(text: str, time: Time, section: Section) -> bool:
    """A time that only names something: ``2023年度考核``, ``“十四五”规划``, ``每年的``."""
    patterns, words = section.patterns, section.words
    start, end, kind = time.start, time.end, time.kind
    if kind == times.RECURRING:
        loose = text.startswith("的", end) or text.startswith(words["gradual"], start)
        return (
            loose
            or _happens(text, time, section)
            or _described(text, time, section)
            or patterns["planned"].search(text, max(0, start - _PLANNED), start) is not None
        )
    if kind == times.EXPIRY and patterns["foreign"].search(text, max(0, start - _BESIDE), start):
        return True
    if time.bare and patterns["same_year"].search(text, max(0, start - _YEAR), start):
        return True
    if kind == times.START and (
        patterns["over"].match(text, end) or patterns["already"].search(text, max(0, start - _YEAR), start)
    ):
        return True
    if kind == times.PERIOD and patterns["told_of"].match(text, end):
        return True
    if kind in _POINTS and _told_of(text, time, section):
        return True
    if text.startswith(words["naming"], end):
        return True
    if text.endswith(words["annual"], start, end) and not (time.bare and patterns["willed"].match(text, end)):
        return True
    if kind == times.RELATIVE and (patterns["had"].match(text, end) or _granted(text, time, section)):
        return True
    if text.startswith(words["as_of"], start) and holds(text[end : end + _BESIDE], words["already"]):
        return True
    if start and (
        holds(text[max(0, start - 6) : start], words["planning"])
        or patterns["planned"].search(text, max(0, start - _PLANNED), start)
    ):
        return True
    if _of_year(text, time, section) or _of_month(text, time, section):
        return True
    if kind == times.PLAN and (
        any(patterns[name].match(text, end) for name in ("comes", "subject"))
        or patterns["object"].search(text, max(0, start - 8), start)
    ):
        return True
    if kind in (times.POINT, times.RELATIVE) and _whose(text, time, section):
        return True
    return kind != times.START and patterns["attribute"].match(text, end) is not None


def _told_of(text: str, time: Time, section: Section) -> bool:
    """What is sent on of a time, foretold or said of what is its own: ``报送上半年工作总结``, ``明年开展的项目应提前谋划``."""
    patterns, start, end = section.patterns, time.start, time.end
    if text[end - 1] in section.words["closing"]:
        return False
    ahead = max(0, start - _PHRASE)
    if patterns["sent"].search(text, ahead, start) and patterns["matter"].match(text, end):
        return True
    if patterns["foretold"].search(text, ahead, start) and patterns["weather"].match(text, end):
        return True
    led = text.startswith(section.words["leading"], start)
    return not led and patterns["whose_time"].match(text, end) is not None


def _granted(text: str, time: Time, section: Section) -> bool:
    """What is granted for some years, that count from no event: ``三年内免征企业所得税``."""
    since = section.words["after_event"]
    granted = section.patterns["granted"].match(text, time.end) is not None
    return granted and not any(text.endswith(since, 0, place) for place in (time.start, time.end))


def _whose(text: str, time: Time, section: Section) -> bool:
    """``对6月底前进度滞后的乡镇进行约谈``."""
    whom = section.patterns["whom"].search(text, max(0, time.start - 1), time.start)
    return whom is not None and section.patterns["whose"].match(text, time.end) is not None


def _of_year(text: str, time: Time, section: Section) -> bool:
    """A bare year that is a thing's: ``做好2024年工作``, ``2024年安排的资金，要尽快下达``, ``2024年（第一批）``."""
    if text[time.end - 1] != section.words["year"][0]:
        return False
    if section.patterns["subject"].match(text, time.end):
        return True
    if not text[time.start].isdigit():
        return False
    if text[time.end : time.end + 1] == "（" or section.patterns["thing"].match(text, time.end):
        return True
    return section.patterns["object"].search(text, max(0, time.start - 8), time.start) is not None


def _of_month(text: str, time: Time, section: Section) -> bool:
    """A month that is a thing's: ``做好12月份工资发放工作``."""
    if not time.bare or not text.endswith(section.words["month_end"], time.start, time.end):
        return False
    return section.patterns["object"].search(text, max(0, time.start - 8), time.start) is not None


def _happens(text: str, time: Time, section: Section) -> bool:
    """What happens every year, not what is done: ``每年新发病例约380万``, ``逐年增多``; or how often anybody does it."""
    if section.patterns["happening"].match(text, time.end):
        return True
    if section.patterns["happening_ahead"].search(text, max(0, time.start - _BESIDE), time.start):
        return True
    often = "times_a_week" if time.recurrence is None else "times"
    return bool(section.patterns[often].match(text, time.end))


def _described(text: str, time: Time, section: Section) -> bool:
    """A rhythm that only describes whom: ``按月领取养老金的人员``."""
    start = time.start + text.startswith(section.words["until"], time.start)  # 收到|按季度上报的申请
    by = text.startswith(section.words["by"], start)
    return by and section.patterns["whose_rhythm"].match(text, time.end) is not None


def bare_year(scene: Scene, time: Time, section: Section) -> bool:
    """``2024年`` with nothing that says by when: no 到 in front, no 底前 behind."""
    bare = (
        time.kind == times.POINT
        and len(time.deadline or "") == 4
        and scene.text[time.end - 1] == section.words["year"][0]
    )
    return bare and not scene.text.startswith(section.words["until"], time.start)
