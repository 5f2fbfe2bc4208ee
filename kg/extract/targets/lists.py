"""Several numbers for several names: ``甲和乙分别达到50%、60%``, ``到2022年和2030年，甲分别达到50%和60%``, ``1∶1``.

Reads a run of quantities that only 、 and 和 part; yields one finding for each, or nothing where names and numbers do
not pair.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.targets import names, shared, splits, years
from kg.extract.targets.demands import demanded
from kg.extract.targets.finding import Finding
from kg.extract.targets.pieces import BETWEEN, Piece
from kg.extract.targets.years import Year, sign_of
from kg.lexicon import Section, holds

_COMMA = "、"
_LOOK = 12
_SECTORS = 3
_MOST = 9  # values of one name: 五个产业产值分别突破800亿元、1000亿元、…
_RATE = "%"


def run(pieces: Sequence[Piece], index: int) -> int:
    """How many quantities from `index` on stand in one row: ``50%、60%和70%`` → 3."""
    end = index + 1
    while end < len(pieces):
        before, this = pieces[end - 1].quantity, pieces[end].quantity
        if not BETWEEN.fullmatch(pieces[end].text, before.end, this.start):
            break
        end += 1
    return end - index


def paired(pieces: Sequence[Piece]) -> list[tuple[Piece, Finding, str | None]]:
    """The findings of a row of numbers: one for each of several names (分别), one for each of several years, or both."""
    first = pieces[0]
    text, q = first.text, first.quantity
    low = max(first.begin, q.start - _LOOK)
    place = max([text.rfind(word, low, q.start) for word in first.section.words["each"]])
    if place < 0:
        return _each_his(pieces)
    heads = years.heading(first)
    change = first.words("change").ending(text[place + 2 : q.start]) if first.left.change else ""
    span = _names_span(first, place)
    rhythm = first.rhythm
    if rhythm and rhythm.end == span[1] and rhythm.start > span[0] + 1:
        span = (span[0], rhythm.start)
    middle = (
        names.trimmed(first, place + len(first.section.words["each"][0]), first.left.end)
        if first.left.end > place
        else (0, 0)
    )
    whom = first.section.patterns["per_head"].search(text, place, q.start)
    if whom and middle[0] < whom.start() < middle[1]:
        middle = middle[0], whom.start()  # 分别发放生活补贴|每人每月3000元、1500元
    granted = "" if change else _granted(first, middle)
    granted = "" if whom and not holds(granted, first.section.words["award"]) else granted
    if graded := _by_result(pieces, span):
        return graded
    parts = splits.matching(first, span, (len(pieces), len(pieces) // max(1, len(heads))))
    measure = _measure_of_all(first, parts)
    rows = [] if measure or _whole(text, parts, first.section) else years.yearly(pieces, span, heads)
    rows = rows or _made_yearly(pieces, span, heads)
    if rows:
        return rows
    if len(parts) == len(pieces):
        rows = [(p, finding(p, parts, i, pieces, change or granted), None) for i, p in enumerate(pieces)]
        if measure:
            own = text[parts[0][0] + len(measure) : parts[0][1]]
            own = own[len(first.words("by").opening(own)) :]
            rows[0] = (first, rows[0][1]._replace(indicator=measure + own), None)
            rows[1:] = [(p, f._replace(indicator=measure + f.indicator), due) for p, f, due in rows[1:]]
        elif label := "" if change or granted else _label(first, parts):
            rows = [(p, f._replace(indicator=f.indicator + label), due) for p, f, due in rows]
        each = whom["whom"] if whom else _each_of(first, place)
        return [(p, for_each(first, f, each), due) for p, f, due in rows] if each else rows
    if len(parts) == 1 and len(pieces) == _SECTORS:
        rows = _sectors(first, pieces, span, change)
        if rows:
            return rows
    if len(parts) == 1 and (rows := _both(pieces, parts, change)):
        return [(p, for_each(first, f, whom["whom"]), due) for p, f, due in rows] if whom else rows
    if len(parts) > 1 and len(parts) * len(heads) == len(pieces):
        return _crossed(pieces, parts, heads, change)
    if len(parts) == 1 and not heads and (graded := _graded(pieces, parts[0], granted)):
        return graded
    if len(parts) == 1 and not heads and len(pieces) <= (_SECTORS if granted else _MOST):
        head = first.section.patterns["per_head"].search(text, *parts[0])
        parts = [(parts[0][0], head.start())] if head and head.end() == parts[0][1] else parts
        inside = head.group() if head and head.end() < parts[0][1] else ""  # 门诊|每人每年|限额
        head = head or whom
        rows = [(p, finding(p, parts * len(pieces), i, pieces, change), None) for i, p in enumerate(pieces)]
        rows = [(p, f._replace(indicator=f.indicator.replace(inside, "", 1)), due) for p, f, due in rows]
        return [(p, for_each(first, f, head["whom"]), due) for p, f, due in rows] if head else rows
    return []


def _made_yearly(
    pieces: Sequence[Piece], span: tuple[int, int], heads: Sequence[Year]
) -> list[tuple[Piece, Finding, str | None]]:
    """``2023年、2024年分别建成2个、3个示范园区``: a value for each year, what is made behind the last."""
    last, noun = pieces[-1], names.behind(pieces[-1])
    if len(heads) != len(pieces) or span[1] - span[0] > 1 or noun[1] - noun[0] < _SECTORS - 1:
        return []
    name = last.text[slice(*noun)]
    verb = pieces[0].left.verb
    name = verb + name if verb in last.kit.made else name
    rows: list[tuple[Piece, Finding, str | None]] = []
    for piece, year in zip(pieces, heads, strict=True):
        end = noun[1] if piece is last else piece.end
        row = (name, year.start, end, sign_of(piece, pieces), shared.unit(piece, last))
        rows.append((piece, Finding(*row, "target-respective"), year.deadline))
    return rows


def _by_result(pieces: Sequence[Piece], span: tuple[int, int]) -> list[tuple[Piece, Finding, str | None]]:
    """``按等次分别给予50万元、30万元、20万元奖励``: what decides which of them it is is no part of what they are."""
    first, last, words = pieces[0], pieces[-1], pieces[0].section.words
    text, named = first.text, first.text[slice(*span)]
    judged = named.startswith(words["judging"]) or text.endswith(words["judging"], first.clause[0], span[0])
    behind = last.section.patterns["behind"].match(text, last.end, last.clause[1]) if judged else None
    if behind is None or named.count(_COMMA):
        return []
    rows: list[tuple[Piece, Finding, str | None]] = []
    for piece in pieces:
        cap = piece.words("cap").ending(text, piece.start, piece.begin)
        end = behind.end() if piece is last else piece.end
        row = (behind["noun"], piece.start - len(cap), end, sign_of(piece, pieces), shared.unit(piece, last))
        rows.append((piece, Finding(*row, "target-respective", None), None))
    return rows


def _graded(
    pieces: Sequence[Piece], part: tuple[int, int], granted: str
) -> list[tuple[Piece, Finding, str | None]]:
    """``2—5星级示范单位分别给予2万元、4万元、8万元、15万元奖励``: as many grades as amounts."""
    grades = pieces[0].section.patterns["grades"].search(pieces[0].text, *part)
    if grades is None or int(grades["last"]) - int(grades["first"]) + 1 != len(pieces):
        return []
    rows: list[tuple[Piece, Finding, str | None]] = []
    for index, piece in enumerate(pieces):
        row = finding(piece, [part] * len(pieces), index, pieces, granted)
        grade = str(int(grades["first"]) + index)
        rows.append((piece, row._replace(indicator=row.indicator.replace(grades.group(), grade, 1)), None))
    return rows


def _each_his(pieces: Sequence[Piece]) -> list[tuple[Piece, Finding, str | None]]:
    """``改造供热、燃气、排水管网800公里、600公里、300公里``: as many amounts of one kind as names, without 分别."""
    first = pieces[0]
    if len({p.unit for p in pieces}) > 1:
        return []
    if classes := first.section.patterns["quoted_classes"].search(first.text, first.begin, first.start):
        parts = splits.quoted(first.text, classes.span("names"))
        if len(parts) == len(pieces):
            return [(p, finding(p, parts, i, pieces, ""), None) for i, p in enumerate(pieces)]
    if first.left.sign:
        return []
    span = names.before(first, first.left.end)
    if not (demanded(first) or first.text.endswith(first.section.words["granting"], 0, span[0])):
        return []
    whom = first.section.patterns["per_head"].search(first.text, *span)
    if whom and whom.end() == span[1]:
        span = span[0], whom.start()  # 博士、硕士|每人每月6000元、4000元
    else:
        whom = None
    if first.text.count(_COMMA, *span) != len(pieces) - 1:
        return []
    parts = names.parts(first.text, span, first.kit)
    if len(parts) != len(pieces):
        return []
    rows = [finding(p, parts, i, pieces, "") for i, p in enumerate(pieces)]
    rows = [for_each(first, row, whom["whom"]) for row in rows] if whom else rows
    verb = first.kit.make.opening(first.text, *parts[0])
    if verb in first.kit.made:  # 新建小学、|初中
        verb += first.words("aged").opening(first.text, parts[0][0] + len(verb), parts[0][1])
        rows[1:] = [row._replace(indicator=verb + row.indicator) for row in rows[1:]]
    return [(piece, row, None) for piece, row in zip(pieces, rows, strict=True)]


def _both(
    pieces: Sequence[Piece], parts: list[tuple[int, int]], change: str
) -> list[tuple[Piece, Finding, str | None]]:
    """``城乡居民收入分别增长5%、7%``: one word for two."""
    both, *two = pieces[0].section.words["both"]
    if len(pieces) != len(two) or not pieces[0].text.startswith(both, *parts[0]):
        return []
    rest = pieces[0].text[parts[0][0] + len(both) : parts[0][1]] + change
    rows = [(p, finding(p, parts * 2, i, pieces, change), None) for i, p in enumerate(pieces)]
    return [(p, f._replace(indicator=who + rest), due) for (p, f, due), who in zip(rows, two, strict=True)]


def risen(bases: Sequence[Piece], goals: Sequence[Piece]) -> int | None:
    """Where 由 or 从 stands in front of two rows of numbers: ``甲、乙分别由58%、40%提高到65%、48%``."""
    first, text = bases[0], bases[0].text
    each, joined = first.section.words["each"][0], text[bases[-1].end : goals[0].start if goals else 0]
    if len(joined) > _LOOK or len(goals) != len(bases):
        return None
    if run(goals, 0) != len(goals) or not joined.removeprefix(each).startswith(first.kit.rising):
        return None
    place = max([text.rfind(word, first.begin, first.start) for word in first.kit.source])
    return place if first.begin < place and first.start - place <= _LOOK else None


def raised(
    bases: Sequence[Piece], goals: Sequence[Piece], place: int
) -> list[tuple[Piece, Finding, str | None]]:
    """The findings of the second row, each by the name in front of the first; `place` is what `risen` found."""
    first, last = bases[0], goals[-1]
    each, head = first.section.words["each"][0], first.section.patterns["per_head"]
    if first.text.endswith(each, first.begin, place):
        place -= len(each)
    parts = splits.matching(first, names.before(first, place), (len(goals), len(goals)))
    rows: list[tuple[Piece, Finding, str | None]]
    if len(parts) == len(goals):
        rows = [(p, finding(p, parts, i, goals, ""), None) for i, p in enumerate(goals)]
    else:
        rows = _both(goals, parts, "") if len(parts) == 1 else []
    whom = head.search(first.text, place, last.start)
    return [(p, for_each(first, f, whom["whom"]), due) for p, f, due in rows] if whom else rows


def _granted(piece: Piece, middle: tuple[int, int]) -> str:
    """What is granted, between 分别 and the first number: ``分别一次性奖励50万元``; not to whom (``分别给予企业50万元``)."""
    name = piece.text[slice(*middle)]
    if name in piece.section.words["award"]:
        return name
    name = name.removeprefix(piece.kit.make.opening(piece.text, *middle))
    whom = piece.text.endswith(piece.section.words["granting"], 0, middle[0])
    return name if not whom or holds(name, piece.section.words["award"]) else ""


def per_people(rows: list[tuple[Piece, Finding, str | None]]) -> list[tuple[Piece, Finding, str | None]]:
    """``每千人口执业医师数、注册护士数分别达到3.2人、3.8人``: so many to so many, which the first may say for all."""
    first = rows[0][0]
    found: list[tuple[Piece, Finding, str | None]] = []
    base, unit = "", rows[0][1].unit
    for piece, row, due in rows:
        people = first.section.patterns["per_people"].match(row.indicator)
        if people and people["count"]:
            base = f"/{shared.people(people, first.section)}"
            row = row._replace(indicator=row.indicator[people.end() :])
        counted = row.unit == unit or row.unit in first.section.words["peopled_unit"]
        per = base if row.unit and counted else ""
        found.append((piece, row._replace(unit=f"{row.unit}{per}" if per else row.unit), due))
    return found


def for_each(piece: Piece, finding: Finding, whom: str) -> Finding:
    """``特困人员基本生活标准每人每月分别为2413元、2512元``: so much for each of them, so often."""
    recurrence = piece.rhythm.recurrence if piece.rhythm else None
    return finding._replace(unit=f"{finding.unit}/{whom}", recurrence=recurrence)


def _whole(text: str, parts: Sequence[tuple[int, int]], section: Section) -> bool:
    """Whether each part of a list is a measure by itself: ``绿地率、覆盖率``, not ``宫颈癌和乳腺癌筛查覆盖率``."""
    return len(parts) > 1 and all(text.endswith(section.words["measured"], *part) for part in parts)


def _measure_of_all(piece: Piece, parts: Sequence[tuple[int, int]]) -> str:
    """What is measured, said once in front of whose it is: ``住院费用报销比例|职工医保、居民医保分别稳定在80%、70%``."""
    if len(parts) < _SECTORS - 1:
        return ""
    (start, end), (first, last), words = parts[0], parts[1], piece.section.words
    at = end - (last - first)
    at -= len(piece.words("by").ending(piece.text, at, start))  # 补贴标准按|全自理、半护理
    alike = piece.text[end - 1] == piece.text[last - 1] or piece.text.endswith(words["whose"], first, last)
    if at - start < _SECTORS or not alike:
        return ""
    measured = piece.text.endswith(words["measured"], start, at)
    return (
        piece.text[start:at] if measured and not piece.text.endswith(words["measured"], first, last) else ""
    )


def _label(piece: Piece, parts: Sequence[tuple[int, int]]) -> str:
    """The measure in the clause in front of whose it is: ``处方占比，三级、二级医院分别不低于60%、70%``."""
    words, text = piece.section.words, piece.text
    if piece.unit != _RATE or any(holds(text[slice(*part)], words["measured"]) for part in parts):
        return ""
    span = names.label(piece)
    return text[slice(*span)] if span and text.endswith(words["measured"], *span) else ""


def _crossed(
    pieces: Sequence[Piece], parts: list[tuple[int, int]], heads: Sequence[Year], change: str
) -> list[tuple[Piece, Finding, str | None]]:
    """``到2022年和2030年，甲、乙分别达到30%、18%和45%、25%``: the values of all names, year by year."""
    rows: list[tuple[Piece, Finding, str | None]] = []
    for i, piece in enumerate(pieces):
        year, name = divmod(i, len(parts))
        rows.append((piece, finding(piece, parts, name, pieces, change), heads[year].deadline))
    return rows


def _sectors(
    first: Piece, pieces: Sequence[Piece], span: tuple[int, int], change: str
) -> list[tuple[Piece, Finding, str | None]]:
    """``一二三产增加值分别增长3.5%、6%、5%``: one name for three."""
    name = first.text[span[0] : span[1]]
    word = next((word for word in first.section.words["sectors"] if name.startswith(word)), "")
    if not word:
        return []
    rest = word[_SECTORS:] + name[len(word) :] + change
    rows = zip(pieces, word, strict=False)
    return [
        (
            p,
            Finding(sign + rest, span[0], p.end, sign_of(p, pieces), p.unit, "target-respective"),
            None,
        )
        for p, sign in rows
    ]


def _each_of(piece: Piece, place: int) -> str:
    """Of what there is so much each, in front of 分别: ``国际标准、国家标准的，每项|分别给予100万元、50万元``."""
    told = piece.section.patterns["per_thing"].search(piece.text, piece.clause[0], piece.start)
    return (told["thing"] or told["bare"]) if told and told.end() == place else ""


def _names_span(piece: Piece, place: int) -> tuple[int, int]:
    """The names in front of 分别; in the clause before it where this one has none."""
    span = names.before(piece, min(piece.left.end, place))
    if _graded_ahead(piece, span[0]):
        return names.before(piece, min(piece.left.end, place), piece.clause[0])
    lasting = piece.section.patterns["over_years"].sub("", piece.text[slice(*span)]) == ""  # 连续三年|分别按
    if not lasting and not (piece.text[span[0]] == piece.kit.every and _each_of(piece, place)):
        return span
    return names.trimmed(piece, *piece.clause_before)


def _graded_ahead(piece: Piece, start: int) -> bool:
    """``年营收突破10亿元、20亿元|的企业分别按…``: sums that say who gets them belong to the names of a row."""
    before = piece.before
    if before is None or not before.ruled_out or before.clause != piece.clause:
        return False
    return piece.kit.money in (before.unit or "") and start - before.end <= 1


def finding(
    piece: Piece, parts: list[tuple[int, int]], index: int, pieces: Sequence[Piece], change: str
) -> Finding:
    """That of the number `index` of a row, by its own part of the names: ``甲、乙分别达到50%、60%``."""
    text = piece.text
    last = index == len(pieces) - 1
    noun = names.granted(pieces[-1])
    recognised = piece.section.patterns["recognised"]
    goes_on = piece.section.patterns["respective_before"]
    name = goes_on.sub("", recognised.sub("", text[slice(*parts[index])]))
    start = parts[index][0] + max(0, text[slice(*parts[index])].find(name))
    ending = text[slice(*parts[-1])].endswith(piece.section.words["yielded"]) and piece.unit != _RATE
    based = piece.section.patterns["against_base"]
    whole = goes_on.sub("", recognised.sub("", text[slice(*parts[-1])]))
    if change:
        name, whole = based.sub("", name), based.sub("", whole)  # 化肥、农药使用量|较2020年|分别减少3%、5%
    if ending or piece.unit is None or shared.plain(piece) == "" or shared.alike(piece, pieces[-1]):
        name = shared.completed(piece, name, whole)
    name = piece.section.patterns["levels_said"].sub("", name, count=1) + change + text[noun[0] : noun[1]]
    return Finding(
        name,
        start,
        max(piece.end, noun[1]) if last else piece.end,
        sign_of(piece, pieces),
        shared.unit(piece, pieces[-1]),
        "target-respective",
        piece.rhythm.recurrence if piece.rhythm else None,
    )
