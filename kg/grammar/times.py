"""Times in folded text: ``到2025年底``, ``2022年底前``, ``“十四五”末``, ``2月—5月``, ``每年``, ``三年内``.

Reads a text, the lexicon's section ``times`` and the year that bare months and 年底 belong to; yields the times in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.grammar import numerals
from kg.lexicon import Section

POINT, PERIOD, PLAN, START, EXPIRY, PAST = "point", "period", "plan", "start", "expiry", "past"
RELATIVE, RECURRING = "relative", "recurring"

_BEHIND, _AHEAD = 26, 26  # how far a time reaches around the sign that gives it away
_FIRST_PLAN = 1955  # the first five-year plan ran to 1957; plan n runs to 1955 + 5n − 0: 十五 (10th) to 2005
_QUARTERS = {"一": "03", "二": "06", "三": "09", "四": "12", "1": "03", "2": "06", "3": "09", "4": "12"}
_PARTS = re.compile(r"(?:((?:19|20)\d\d)年?)?(?:(\d{1,2})月?(?:(\d{1,2})日)?)?")
_BEFORE = "前"
_HALF = re.compile(r"上半年$")
_MONTH = re.compile(r"([0-9]{1,2}|[一二三四五六七八九十]{1,2})月")


class Time(NamedTuple):
    """One time phrase; its span holds what leads it in (``到``, ``有效期至``) and what closes it (``底前``)."""

    start: int
    end: int
    kind: str
    deadline: str | None = None
    recurrence: str | None = None
    bare: bool = False  # named no year of its own


def find(text: str, section: Section, base: str | None = None) -> list[Time]:
    """All times in `text`; `base` is the year of a bare ``6月底前`` until the text names one."""
    found: list[Time] = []
    year, due = base, base
    for match in _matches(text, section):
        time = _edged(text, _time(match, due if _by(match) else year, section), section)
        time = _led(text, time, section)
        if time.deadline and not time.bare:
            year = time.deadline[:4]
            due = base if base and time.kind == PAST else year
        if time.bare and found and found[-1].recurrence and found[-1].end == time.start:
            time = found.pop()._replace(end=time.end)  # 每年12月底前
        found.append(time)
    return found


def _by(match: re.Match[str]) -> bool:
    """``4月底前`` says by when: behind ``2013年以来`` its year is the document's."""
    return match["bare_month"] is not None and (match["edge"] or "").endswith(_BEFORE)


def _matches(text: str, section: Section) -> Iterator[re.Match[str]]:
    """Matches of the time pattern, looked for only around the signs that a time cannot be without."""
    pattern, done = section.patterns["time"], 0
    for key in section.patterns["key"].finditer(text):
        limit = key.end() + _AHEAD
        while done < key.end():
            match = pattern.search(text, max(done, key.start() - _BEHIND), limit)
            if match is None or match.start() > key.end():
                break
            done = match.end()
            yield match


def _time(match: re.Match[str], year: str | None, section: Section) -> Time:
    start, end = match.span()
    groups = match.groupdict()
    if groups["recurrence"]:
        return Time(start, end, RECURRING, None, rhythm(match.group()))
    if groups["relative"]:
        return Time(start, end, RELATIVE)
    if groups["plan"]:
        return Time(start, end, PLAN, _plan_year(groups["plan"], groups["plan_tail"]))
    if groups["season"]:
        return _season(match, year, section)
    return _dated(match, year)


def _dated(match: re.Match[str], year: str | None) -> Time:
    """A time with digits: ``2021—2025年``, ``2月—5月``, ``2023年6月底前``, ``6月30日前``, ``二〇二五年``."""
    groups = match.groupdict()
    start, end = match.span()
    if groups["till"]:
        first = _PARTS.match(groups["from"])
        own = first[1] if first else year
        return Time(start, end, PERIOD, _parts(groups["till"], own))
    if groups["till_month"]:
        return Time(start, end, PERIOD, _join(year, groups["till_month"], groups["till_day"]), bare=True)
    if groups["bare_month"]:
        return Time(
            start,
            end,
            POINT,
            _join(year, groups["bare_month"], groups["bare_day"]),
            bare=True,
        )
    own = groups["year"] or str(numerals.han(re.sub("[○O0]", "〇", groups["written"])))
    deadline = _join(own, groups["month"], groups["day"])
    return Time(start, end, POINT, deadline and _within(deadline, groups["tail"] or ""))


def _season(match: re.Match[str], year: str | None, section: Section) -> Time:
    """A time without digits for its year: ``年底前``, ``今年上半年``, ``第三季度``, ``今年6月底``."""
    tail = match["this_tail"] or match["bare_tail"] or ""
    month = _MONTH.match(tail)
    if year and match["this"] in section.words["next_year"]:
        year = str(int(year) + 1)
    if year is None:
        deadline = None
    elif month:
        deadline = _join(year, str(numerals.number(month[1])), None)
    else:
        deadline = _within(year, tail)
    return Time(*match.span(), POINT, deadline, bare=True)


def _edged(text: str, time: Time, section: Section) -> Time:
    """`time` with what its end says: ``2024年起`` begins there, ``2019年以来`` is past."""
    if time.kind == RELATIVE and text.startswith(section.words["valid"], time.start):
        return time._replace(kind=EXPIRY)
    if time.kind != POINT:
        return time
    for name, kind in (("edge_start", START), ("edge_past", PAST)):
        if text.endswith(section.words[name], time.start, time.end):
            return time._replace(kind=kind)
    return time


def rhythm(word: str) -> str | None:
    """``每年`` → P1Y, ``按季度`` → P3M, ``每月`` → P1M; a rhythm without a name of its own (每周) → None."""
    if "季" in word:
        return "P3M"
    if "月" in word:
        return "P1M"
    return "P1Y" if "半" not in word and "年" in word and "学" not in word else None


def _plan_year(plan: str, tail: str) -> str:
    """The last year of a five-year plan: ``十四五`` (14 × 5) → 2025, ``十五五`` → 2030; ``“十四五”前三年`` → 2023."""
    last = _FIRST_PLAN + 5 * numerals.han(plan[:-1])
    return str(last - 5 + numerals.han(tail[1]) if tail.startswith("前") else last)


def _within(year: str, tail: str) -> str:
    """``2023`` and ``第三季度`` → 2023-09; what ends with the year stays the year."""
    if tail == "上半年":
        return f"{year}-06"
    if tail.endswith("季度"):
        return f"{year}-{_QUARTERS[tail[-3]]}"
    return year


def _parts(text: str, year: str | None) -> str | None:
    found = _PARTS.match(text)
    return _join(found[1] or year, found[2], found[3]) if found else None


def _join(year: str | None, month: str | None, day: str | None) -> str | None:
    """``2023``, ``6``, None → ``2023-06``; None without a year or with a month that there is not."""
    if year is None or (month and not 1 <= int(month) <= 12) or (day and not 1 <= int(day) <= 31):
        return None
    return "-".join([year, *(part.zfill(2) for part in (month, day) if part)])


def _led(text: str, time: Time, section: Section) -> Time:
    """`time` with what leads it in: ``到2025年``, ``有效期至2030年7月31日``, ``从2019年起``."""
    head = text[max(0, time.start - 8) : time.start]
    for name, kind in (("expiry", EXPIRY), ("reach", None), ("start", START)):
        if head.endswith(section.words[name]):
            longest = max((w for w in section.words[name] if head.endswith(w)), key=len)
            return time._replace(start=time.start - len(longest), kind=_led_kind(time, kind))
    if head.endswith(section.words["against"]) and time.kind == POINT:
        return time._replace(kind=PAST)
    return time


def _led_kind(time: Time, kind: str | None) -> str:
    if kind is None or time.kind in (RECURRING, RELATIVE, PAST):
        return time.kind
    if (
        kind == START
    ):  # 从2012年的42.1%: a start only where 起 or 开始 says so; 自2023年1月至2027年12月 is a period
        return time.kind if time.kind in (START, PERIOD) else PAST
    return kind
