"""Times in folded text: ``到2025年底``, ``2022年底前``, ``“十四五”末``, ``2月—5月``, ``每年``, ``三年内``.

Reads a text, the lexicon's section ``times`` and the year that bare months and 年底 belong to; yields the times in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.grammar import numerals
from kg.lexicon import Section, holds

POINT, PERIOD, PLAN, START, EXPIRY, PAST = "point", "period", "plan", "start", "expiry", "past"
RELATIVE, RECURRING = "relative", "recurring"

_BEHIND, _AHEAD = 26, 26  # how far a time reaches around the sign that gives it away
_FIRST_PLAN = 1955  # the first five-year plan ran to 1957; plan n runs to 1955 + 5n − 0: 十五 (10th) to 2005
_ENDS = re.compile("[底末]$")  # of a quarter or a half of the year
_AT = "在"
_QUARTERS = {"一": "03", "二": "06", "三": "09", "四": "12", "1": "03", "2": "06", "3": "09", "4": "12"}
_PARTS = re.compile(r"(?:((?:19|20)\d\d)年?)?(?:(\d{1,2})月?(?:(\d{1,2})日)?)?")
_CELL = frozenset("\t：（，；")  # behind these a date in figures says by when, as it does in front of 前
_YEAR = len("2025")
_CENTURY = "19"  # of 九八年
_AND = frozenset("、和及与")
_UNTIL, _DAY = frozenset("至到—"), re.compile(r"(?:\d{1,2}日?)?")
_FIRST_DAYS = 10  # 第一个月的, 结束后的最后
_SINCE = "起"  # with which all of them end that something counts from: 之日起
_STOPS = re.compile(r"[，。；：、在于自]")
_BEFORE, _MONTH, _YEARLY = "前", "月", "P1Y"
_TITLE = "的《"
_SPARSE = re.compile("[半隔旬]|每(?!一)[\\d二两三四五六七八九十]|每[\\d一][—~至到-]")
_LAST_MONTH = re.compile(
    r"([0-9]{1,2}|[一二三四五六七八九十]{1,2})月(?:(?:\d{1,2}日[—至到])?(\d{1,2})日)?[^月]*$"
)


@dataclass(slots=True, eq=False)
class Time:
    """One time phrase; its span holds what leads it in (``到``, ``有效期至``) and what closes it (``底前``).

    Never changed, and the same as itself alone: a document has hundreds, and each is asked for its slots dozens of times.
    """

    start: int
    end: int
    kind: str
    deadline: str | None = None
    recurrence: str | None = None
    bare: bool = False  # named no year of its own


@dataclass(frozen=True, slots=True)
class Grammar:
    """What times are read with, taken out of the lexicon once."""

    key: re.Pattern[str]
    time: re.Pattern[str]
    near: re.Pattern[str]
    openings: tuple[str, ...]  # with which what opens a limit ends
    limits: tuple[str, ...]  # and with which the limit does
    events: tuple[str, ...]  # how ends what something counts from: 之日起
    next_year: frozenset[str]
    following_year: frozenset[str]
    next_month: tuple[str, ...]
    same_year: tuple[str, ...]
    other_year: tuple[str, ...]  # 当年, 前一年的: in front of a month, longest words first
    unnamed: frozenset[str]  # the last signs of these
    no_reach: tuple[str, ...]  # 关于 leads in no time
    valid: tuple[str, ...]
    edges: tuple[tuple[tuple[str, ...], str], ...]
    edged: frozenset[str]  # the last signs of these
    since_word: tuple[str, ...]  # 以来
    leads: tuple[tuple[tuple[str, ...], str | None], ...]  # longest words first
    led: frozenset[str]  # the last signs of what leads a time in
    against: tuple[str, ...]
    within: tuple[str, ...]  # between a rhythm and the time in it
    onset: re.Pattern[str]
    based: re.Pattern[str]  # behind the time of what one starts from: 在2023年|完成300户的基础上
    issued: re.Pattern[str]  # between a year and the document that was issued in it
    years: re.Pattern[str]  # how many are counted from a year
    since: re.Pattern[str]  # the same behind their year


@lru_cache(maxsize=4)
def grammar(section: Section) -> Grammar:
    """The patterns and words of `section`, the lexicon's ``times``."""
    patterns, words = section.patterns, section.words
    leads = (("expiry", EXPIRY), ("long_ago", PAST), ("reach", None), ("start", START))
    edges = ((words["edge_start"], START), (words["edge_past"], PAST))
    leading = [word for name in ("expiry", "reach", "start", "against") for word in words[name]]
    return Grammar(
        patterns["key"],
        patterns["time"],
        patterns["near_time"],
        words["openings"],
        words["limits"],
        words["events"],
        frozenset((*words["next_year"], *words["year_after"])),
        frozenset(words["following_year"]),
        words["next_month"],
        words["same_year"],
        tuple(sorted((*words["same_year"], *words["year_before"]), key=len, reverse=True)),
        frozenset(word[-1] for word in (*words["same_year"], *words["year_before"])),
        words["no_reach"],
        words["valid"],
        edges,
        frozenset(word[-1] for ends, _ in edges for word in ends),
        words["since_word"],
        tuple((tuple(sorted(words[name], key=len, reverse=True)), kind) for name, kind in leads),
        frozenset(word[-1] for word in leading),
        words["against"],
        words["within"],
        patterns["onset"],
        patterns["based"],
        patterns["issued"],
        patterns["years"],
        patterns["since"],
    )


def find(text: str, section: Section, base: str | None = None) -> list[Time]:
    """All times in `text`; `base` is the year of a bare ``6月底前`` until the text names one."""
    use = grammar(section)
    keys = [key.span() for key in use.key.finditer(text)]
    return said(text, matches(text, keys, use), use, base) if keys else []


def said(text: str, matched: Iterable[re.Match[str]], use: Grammar, base: str | None) -> list[Time]:
    """The times that the matches in a text say; those of `matches`, which many texts may be asked for first."""
    found: list[Time] = []
    year, due, named = base, base, None
    row = "\t" in text
    for match in matched:
        if row and found and year != base and _next_cell(text, found[-1], match.start()):
            year = due = base
        time = _time(text, match, use, (base, year, due, named))
        if time.deadline and not time.bare:
            year = named = time.deadline[:4]
            due = base if time.kind == PAST else year
        elif time.bare and time.deadline is None and text.find(use.same_year[0], time.start, time.end) >= 0:
            year = due = named = None  # 当年6月底前公布、7月1日起执行
        if (
            found
            and found[-1].kind == RECURRING
            and (_within_it(text, found[-1], time, use) or _till(text, found[-1], time))
        ):
            time = replace(found.pop(), end=time.end)  # 每年12月底前, 每季度结束后15日内
        elif time.bare and found and found[-1].recurrence and _goes_on(text, found[-1], time):
            # 和次年1月前
            time = replace(time, kind=RECURRING, deadline=None, recurrence=found[-1].recurrence)
        elif time.kind == RELATIVE and found and found[-1].kind == START:
            time = _counted_from(text, found, time, use)
        elif time.kind == RELATIVE and (since := use.since.match(text, time.start, time.end)):
            last = int(since["since"]) + numerals.number(since["years"]) - 1
            time = replace(time, kind=PERIOD, deadline=str(last))  # 自2022年起3年内
        if found and found[-1].kind == PAST and _since_till(text, found[-1], time, use):
            time = replace(time, kind=PAST)  # 2012年以来至2017年10月
        found.append(time)
    return found


def _since_till(text: str, since: Time, time: Time, use: Grammar) -> bool:
    """Whether `time` only ends what has been since another: ``2012年以来至2017年10月``."""
    return since.end == time.start and text.endswith(use.since_word, since.start, since.end)


def _goes_on(text: str, rhythm: Time, time: Time) -> bool:
    """Whether `time` is another of a `rhythm`: ``每年3月底前和9月底前``, ``每年3月底前完成自评，4月15日前报送``."""
    between = text[rhythm.end : time.start]
    if between in _AND:
        return True
    dated = rhythm.recurrence == _YEARLY and text.find(_MONTH, rhythm.start, rhythm.end) >= 0
    return dated and "。" not in between and "；" not in between and text[time.end - 1] == _BEFORE


def _next_cell(text: str, time: Time, place: int) -> bool:
    """Whether `place` stands in another cell than `time`, which is not all that its own says: a task may name another year."""
    if text.find("\t", time.end, place) < 0:
        return False
    before, after = text[: time.start], text[time.end :]
    return bool(before.rpartition("\t")[2] or after.partition("\t")[0])


def _counted_from(text: str, found: list[Time], time: Time, use: Grammar) -> Time:
    """``从2012年起5年内`` ends with 2016: the years that are counted from a year, as one time."""
    begun, years = found[-1], use.years.search(text, time.start, time.end)
    if years is None or text[begun.end : time.start] not in ("", "，"):
        return time
    if begun.deadline and len(begun.deadline) != _YEAR:
        return time
    found.pop()
    if begun.deadline is None:
        return replace(begun, end=time.end, kind=RELATIVE)  # 从今年起，用两年时间
    last = int(begun.deadline) + numerals.number(years["years"]) - 1
    return replace(begun, end=time.end, kind=PERIOD, deadline=str(last))


def _within_it(text: str, rhythm: Time, time: Time, use: Grammar) -> bool:
    """Whether `time` says when in a `rhythm`: ``每年12月底前``, ``每季度首月10日前``."""
    if time.kind == RELATIVE:
        return time.start - rhythm.end <= _FIRST_DAYS and not _STOPS.search(text, rhythm.end, time.start)
    return time.bare and text[rhythm.end : time.start] in use.within  # 每年的5月30日


def _till(text: str, rhythm: Time, time: Time) -> bool:
    """Whether `time` ends a span of days that comes again: ``每月25日|至次月5日``."""
    return (
        time.bare and text[time.start] in _UNTIL and _DAY.fullmatch(text, rhythm.end, time.start) is not None
    )


def matches(text: str, keys: Iterable[tuple[int, int]], use: Grammar) -> list[re.Match[str]]:
    """Matches of the time pattern, looked for only around `keys`, the signs that a time cannot be without."""
    found: list[re.Match[str]] = []
    done = 0
    limited, since = holds(text, use.limits), _SINCE in text and holds(text, use.events)
    for start, end in keys:
        while done < end:
            low, limit = max(done, start - _BEHIND), end + _AHEAD
            # the openings of a limit may begin anywhere, and are tried at each sign: five times the time
            piece = text[low:limit] if limited or since else ""
            opened = (limited and _opens(piece, use)) or (since and holds(piece, use.events))
            match = (use.time if opened else use.near).search(text, low, limit)
            if match is None or match.start() > end:
                break
            done = match.end()
            found.append(match)
    return found


def _opens(piece: str, use: Grammar) -> bool:
    """Whether a limit and what opens it may stand in `piece`: ``自通知之日起10日内``."""
    return holds(piece, use.limits) and holds(piece, use.openings)


def _time(text: str, match: re.Match[str], use: Grammar, years: tuple[str | None, ...]) -> Time:
    """The time of a match, with what its end says and what leads it in.

    `years` are those of 今年, of a bare ``下半年`` behind ``2024年上半年``, of a bare ``4月底前``, and that which 次年 follows.
    """
    base, year, due, said = years
    start, end = match.span()
    named, recurrence, bare, kind = match["year"], None, False, POINT
    if named is not None:  # most
        deadline = named if match["month"] is None else _join(named, match["month"], match["day"])
        if match["dot_month"]:
            deadline = _join(named, match["dot_month"], match["dot_day"])
            kind = POINT if match["edge"] or text[max(0, start - 1) : start] in _CELL else PAST
        deadline = _within(deadline, match["tail"]) if deadline and match["tail"] else deadline
        if text.find(_TITLE, end, end + _AHEAD) > 0 and use.issued.match(text, end):
            return Time(start, end, PAST, deadline)  # 1988年教育部颁布的《…标准》
    elif match["recurrence"]:
        kind, deadline, recurrence = RECURRING, None, rhythm(match.group())
    elif match["relative"]:
        (start, kind), deadline = _limit(text, match, use), None
    elif match["plan"]:
        kind = PAST if match["plan_base"] else PLAN
        deadline = plan_year(match["plan"], match["plan_tail"])
    elif match["season"]:
        own = said if match["this"] in use.following_year else base
        deadline, bare = _season(match, own if match["this"] else year, use), True
    elif month := match["bare_month"] or match["han_month"]:
        # 4月底前 says by when: behind 2013年以来 its year is the document's
        own = due if (match["edge"] or "").endswith(_BEFORE) else year
        deadline, bare = _join(own, month, match["bare_day"] or match["han_day"]), True
    else:
        kind, deadline, bare = _stretch(match, year, use)
    if bare and start and text[start - 1] in use.unnamed and text.endswith(use.other_year, 0, start):
        start, deadline = start - _longest(text, start, use.other_year), None
    if kind == POINT and text[end - 1] in use.edged:
        for words, meant in use.edges:  # 2024年起 begins there, 2019年以来 is past
            kind = meant if kind == POINT and text.endswith(words, start, end) else kind
    if start and text[start - 1] in use.led:
        began, led = _led(text, start, kind, use)
        if led == PAST and kind == POINT and text[began] not in use.against and use.onset.match(text, end):
            led = START
        if kind in (POINT, PERIOD, PLAN) and text[began] == _AT and use.based.match(text, end):
            led = PAST
        start, kind = began, led
    return Time(start, end, kind, deadline, recurrence, bare)


def _limit(text: str, match: re.Match[str], use: Grammar) -> tuple[int, str]:
    """Start and kind of a limit: ``三年内``, ``有效期为5年``, ``实施|期限为5年``, ``开幕|前两个月`` with the word in front."""
    start, end = match.span()
    if match["occasion"]:
        return match.start("occasion"), RELATIVE
    if match["in_force"]:
        return match.start("in_force"), EXPIRY
    before = holds(text[start:end], use.openings)  # 有效期届满前: a limit, no end of force
    return start, EXPIRY if text.startswith(use.valid, start) and not before else RELATIVE


def _stretch(match: re.Match[str], year: str | None, use: Grammar) -> tuple[str, str | None, bool]:
    """Kind, deadline and whether it names no year, of ``2021—2025年``, ``2月—5月``, ``二〇二五年``, ``九八年``."""
    if match["till"]:
        first = _PARTS.match(match["from"])
        month = first[2] if first and "月" not in match["till"] and match["till"][-1:] == "日" else None
        till = f"{month}月{match['till']}" if month else match["till"]
        base = first[1] if first else year
        named = next((word for word in use.next_year if till.startswith(word)), "")
        if named and base:
            base, till = str(int(base) + 1), till.removeprefix(named)
        return PERIOD, _parts(till, base), False
    if match["from_month"]:
        month, day = match["till_month"] or match["from_month"], match["till_day"] or match["same_month"]
        if match["till_next"] and year:
            year = str(int(year) + 1)
        return PERIOD, _join(year, month, day), True
    own = str(numerals.han(re.sub("[○O0]", "〇", match["written"])))
    own = own if len(own) == _YEAR else _CENTURY + own
    if match["written_month"]:
        return POINT, _join(own, match["written_month"], match["written_day"]), False
    return POINT, _within(own, match["tail"] or ""), False


def _season(match: re.Match[str], year: str | None, use: Grammar) -> str | None:
    """When a time ends that has no digits for its year: ``年底前``, ``今年上半年``, ``第三季度``, ``今年6月底``."""
    if year is None or match["this"] in use.next_month:
        return None
    tail = match["this_tail"] or match["bare_tail"] or ""
    month = _LAST_MONTH.search(tail)
    if match["this"] in use.next_year:
        year = str(int(year) + 1)
    return _join(year, str(numerals.number(month[1])), month[2]) if month else _within(year, tail)


def rhythm(word: str) -> str | None:
    """``每年`` → P1Y, ``按季度`` → P3M, ``每月`` → P1M; a rhythm without a name of its own (每周, 每三年) → None."""
    if _SPARSE.search(word):
        return None
    if "季" in word:
        return "P3M"
    if "月" in word:
        return "P1M"
    return "P1Y" if "年" in word and "学" not in word else None


def plan_year(plan: str, tail: str = "") -> str:
    """The last year of a five-year plan: ``十四五`` (14 × 5) → 2025, ``十五五`` → 2030; ``“十四五”前三年`` → 2023."""
    last = _FIRST_PLAN + 5 * numerals.han(plan[:-1])
    return str(last - 5 + numerals.han(tail[1]) if tail.startswith("前") else last)


def _within(year: str, tail: str) -> str:
    """``2023`` and ``第三季度末`` → 2023-09; what ends with the year stays the year."""
    tail = _ENDS.sub("", tail)
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
    parts = [numerals.number(part) for part in (month, day) if part]
    if year is None or not all(1 <= part <= most for part, most in zip(parts, (12, 31), strict=False)):
        return None
    return "-".join([year, *(f"{part:02d}" for part in parts)])


def _led(text: str, start: int, kind: str, use: Grammar) -> tuple[int, str]:
    """Start and kind of a time with what leads it in: ``到2025年``, ``有效期至2030年7月31日``, ``从2019年起``."""
    for words, led in use.leads:
        if text.endswith(words, 0, start):
            if text.endswith(use.no_reach, 0, start):
                break
            return start - _longest(text, start, words), _led_kind(kind, led)
    against = text.endswith(use.against, 0, start) and not text.endswith(use.no_reach, 0, start)
    return start, PAST if kind in (POINT, PLAN) and against else kind


def _longest(text: str, end: int, words: tuple[str, ...]) -> int:
    """The length of the first of `words`, longest first, that ends at `end`."""
    return len(next(word for word in words if text.endswith(word, 0, end)))


def _led_kind(kind: str, led: str | None) -> str:
    if led is None or kind in (RECURRING, RELATIVE, PAST):
        return kind
    # from 42.1% in 2012: a start only where the end says so; 自2023年1月至2027年12月 is a period
    if led == START:
        return kind if kind in (START, PERIOD) else PAST
    return led
