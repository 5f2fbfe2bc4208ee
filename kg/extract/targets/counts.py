"""Things counted: ``建设50所学校``, ``新增托位1.5万个``, ``为2万名老年人提供服务``."""

from __future__ import annotations

from kg.extract.targets import again, ahead, among, governing, names
from kg.extract.targets.bracketed import formula
from kg.extract.targets.demands import demanded, each_listed, firmly, large, quiet
from kg.extract.targets.evidence import found
from kg.extract.targets.finding import Finding
from kg.extract.targets.frequencies import told_before
from kg.extract.targets.pieces import Piece
from kg.extract.targets.urged import appointed, urged
from kg.lexicon import holds

_LEAD = 24  # how far what is to become something may stand behind its time
_LEAST = 2  # characters of a noun
_OUTPUT = 48  # how far in front what is done in a year is named
_LEADS = "，、和并"
_SEVERAL = 2  # so many 、 part a list of names


def count(piece: Piece) -> Finding | None:
    """``建设50所高水平高等职业学校``: a verb of making, a number, a noun."""
    text, unit, words = piece.text, piece.unit, piece.section.words
    if told := _output(piece) or among.of_them(piece) or again.once_more(piece):
        return told
    if unit in (None, "次", "%") or (piece.quantity.written and not (firmly(piece) or obliged(piece))):
        return None
    verb = _verb(piece)
    bare = "" if verb else _bare(piece)
    doers = "" if verb or bare else _doers(piece)
    verb = verb or bare or doers
    if not verb:
        return None
    noun = (piece.end, piece.finish) if doers else _noun(piece)
    name = text[slice(*noun)]
    if len(name) < _LEAST or name.endswith(words["given"]) or name in (*words["aims"], *words["met"]):
        return None
    noun = _cut(piece, noun)
    name = _shortest(piece, text[slice(*noun)])
    plainly = piece.section.patterns["excelling"].sub("", name)
    made = (
        plainly == name
        and not doers
        and (verb in piece.kit.made or verb in words["improving"] or _mere(piece, name, verb))
    )
    spans = [] if noun == ahead.shared(piece) else [noun]
    if piece.left.verb:
        spans.append((piece.left.end - len(verb), piece.left.end))
    elif bare:
        spans.append((piece.left.end, piece.start))
    elif made and not plainly.startswith(verb):
        place = text.rfind(verb, piece.begin, piece.start)  # 新开工甲至乙等2个项目
        spans += [(place, piece.start)] if place >= 0 else []
    return found(piece, verb + plainly if made else plainly, tuple(spans), "target-count")


def _output(piece: Piece) -> Finding | None:
    """``形成年产50发商业火箭、600颗商业卫星的批量化制造能力`` → 年产商业火箭, 年产商业卫星."""
    text, low = piece.text, max(piece.clause[0], piece.start - _OUTPUT)
    made = piece.section.patterns["yearly_output"].search(text, low, piece.start)
    start, end = names.behind(piece) if made else (0, 0)
    name = text[start:end].partition("的")[0]
    if made is None or len(name) < _LEAST:
        return None
    led = made.start("rate") if made.end("rate") == piece.start else start
    row = found(piece, made["rate"] + name, ((led, start + len(name)),), "target-count")
    return row._replace(recurrence=None)


def _verb(piece: Piece) -> str:
    """The verb under which so many are counted; empty where nothing asks for them."""
    return (
        piece.left.verb
        or ahead.improved(piece)
        or governing.listed(piece)
        or governing.row(piece)
        or governing.spread(piece)
        or governing.governed(piece)
        or _served(piece)
        or _upon(piece)
        or _taken(piece)
        or urged(piece)
        or _attained(piece)
        or appointed(piece)
        or _of_formula(piece)
        or _able(piece)
    )


def _able(piece: Piece) -> str:
    """``到2027年，具备超过1000条航线的管理能力``: what a body is to be equal to by a time; without one it is who may apply."""
    words, time = piece.section.words, piece.governor
    if time is None or not piece.text.endswith(words["able_to"], piece.begin, piece.left.end):
        return ""
    return words["being"][0] if time.start < piece.start else ""


def _of_formula(piece: Piece) -> str:
    """``打造“1+3”体系（|1个市级中心、3个县级分中心）``: a part of a formula, its noun behind the number."""
    apart = piece.begin == piece.start and piece.around is not None
    return piece.section.words["being"][0] if apart and formula(piece) else ""


def _noun(piece: Piece) -> tuple[int, int]:
    """The span of the noun behind the number, or of what a task that is told of so many is about."""
    noun = names.behind(piece)
    if not (piece.left.verb or ahead.improved(piece)):
        return noun
    if noun[1] - noun[0] < _LEAST and (next_noun := ahead.shared(piece)):
        return next_noun
    if noun[1] - noun[0] < _LEAST and piece.quantity.after:
        described = piece.section.patterns["described"].match(piece.text, piece.end, piece.stretch[1])
        return described.span("what") if described else noun
    task = piece.section.patterns["task_of"].match(piece.text, piece.end, piece.finish)
    return task.span("what") if task and (noun[1] - noun[0] < _LEAST or task.end("what") < noun[1]) else noun


def _cut(piece: Piece, noun: tuple[int, int]) -> tuple[int, int]:
    """The noun without its abbreviation (``…中心（以下简称…）``) and without the rule by which (``…的标准规划布局``)."""
    start, end = noun
    if piece.text.endswith("）", start, end):
        aside = piece.section.patterns["abbreviated"].search(piece.text[start:end])
        end = start + aside.start() if aside else end
    if _inside(piece) and not piece.left.verb:
        done = piece.section.patterns["done_inside"].search(piece.text[start:end])
        end = start + done.end("where") if done else end
    if able := piece.section.patterns["ability"].search(piece.text, start, end):
        end = able.start()  # 1000条航线|的管理能力
    ruled = piece.text.find(piece.section.words["by_rule"][0], start, end)
    return start, (ruled if ruled - start > 1 else end)


def _shortest(piece: Piece, name: str) -> str:
    """The noun without what it is to attain (``…企业上市``), with the noun that its list shares."""
    words, done = piece.section.words, piece.section.patterns["attained_end"].search(name)
    if done and done["done"] and done.start() > 1 and name[: done.start()] not in words["mere_work"]:
        name = name[: done.start()]
    name = name if piece.left.verb else name.replace(words["light"][0], "", 1)
    name = name[: len(name) - len(piece.words("in_the_year").ending(name))]  # 重大项目|年内开工
    return ahead.tiered(piece, name + _level(piece, name))


def _mere(piece: Piece, name: str, verb: str) -> bool:
    """Works that only what is done to them names: 新开工|项目."""
    return name in piece.section.words["mere_work"] and verb in piece.section.words["make"]


def staffed(piece: Piece) -> Finding | None:
    """``内科至少有2名、其他科室至少有1名取得培训证书``: so many of a body's, and what they all are to have."""
    words, patterns, text = piece.section.words, piece.section.patterns, piece.text
    if piece.unit not in words["person"] or not text.endswith(words["having"], piece.begin, piece.start):
        return None
    lead = patterns["staffed"].search(text, piece.begin, piece.start)
    who = names.trimmed(piece, *lead.span("who")) if lead else (0, 0)
    following, beside = piece.following, text.startswith("、", piece.end)
    deed = piece.end, piece.finish
    if beside and following and following.unit == piece.unit:
        deed = following.end, piece.clause[1]
    if not patterns["have_done"].fullmatch(text, *deed):
        return None
    name = text[slice(*who)] + text[slice(*deed)]
    return found(piece, name, (who,) if beside else (who, deed), "target-count")


def _served(piece: Piece) -> str:
    """``为2万名老年人提供上门服务``: 为 with nothing in front of it, and what is done for them."""
    word = piece.section.words["being"][0]
    lead = piece.text[piece.begin : piece.start].lstrip(_LEADS)
    if not piece.section.patterns["served"].match(lead):
        return ""
    return (
        word if any(w in piece.text[piece.end : piece.finish] for w in piece.section.words["serving"]) else ""
    )


def _upon(piece: Piece) -> str:
    """``对全市45个小区实施雨污分流改造``, ``与300家企业开展合作``: what is done to so many, or with so many."""
    words, text, behind = piece.section.words, piece.text, piece.text[piece.end : piece.finish]
    if _inside(piece) and quiet(piece):
        done = piece.section.patterns["done_inside"].search(behind)
        return words["being"][0] if done else ""  # 在50所学校食堂开展厨房建设
    for upon, act in (("upon", "acted"), ("along", "joined")):
        if behind.endswith(words[act]):
            end = piece.start - len(piece.words("everywhere").ending(text, piece.start, piece.begin))
            listed = piece.section.patterns["upon_such"].search(text, piece.clause[0], end)
            if (listed or text.endswith(words[upon], piece.begin, end)) and quiet(piece):
                return words["being"][0]
    return ""


def _inside(piece: Piece) -> bool:
    """``在|50所学校食堂开展厨房建设``: where something is done stands behind the number."""
    words, text = piece.section.words, piece.text
    if piece.unit not in words["counted"]:
        return False
    return text.startswith(words["inside"], piece.begin) or text.endswith(words["inside"], 0, piece.start)


def _bare(piece: Piece) -> str:
    """``不超过2名执业医师，执业范围为眼科``: a bound opens the clause, and who they are stands behind the number."""
    text, left, words = piece.text, piece.left, piece.section.words
    alone = left.sign in (">=", "<=") and not left.change and left.end <= left.start
    opens = piece.begin == piece.clause[0] or text[piece.begin - 1] == "）"  # （一）不超过2名
    return words["being"][0] if alone and opens and piece.unit in words["person"] else ""


def _taken(piece: Piece) -> str:
    """``至少将50种药品纳入监管范围``: what is done with so many."""
    words = piece.section.words
    taken = firmly(piece) and piece.text.endswith(words["handling"], piece.begin, piece.start)
    return words["being"][0] if taken else ""


def obliged(piece: Piece) -> bool:
    """``理事会应当有二至三名会员理事``, ``明确一名联络员``: written out, and asked for."""
    wanted = holds(piece.text[piece.begin : piece.left.end], piece.section.words["obliged"])
    return wanted or appointed(piece) != ""


def _attained(piece: Piece) -> str:
    """``到2030年，80平方公里以上建设用地面积达到目标要求``: by a time so much is to have become something."""
    if piece.governor is None or piece.start - piece.begin > _LEAD:
        return ""
    told = piece.section.patterns["attained_end"].search(piece.text, *names.behind(piece))
    return piece.section.words["urging"][0] if told else ""


def _doers(piece: Piece) -> str:
    """The verb of a row of goals whose last clause says who does what: ``组织150个团组，3000家次企业赴境外拓市场``."""
    before, q = piece.before, piece.quantity
    if before is None or q.start != piece.clause[0] or piece.stretch[0] > before.start:
        return ""
    if before.clause[1] + 1 != piece.clause[0]:
        return ""
    if (q.unit or "").endswith(piece.section.words["shown"]):
        return before.left.verb
    acting = q.unit == before.unit and piece.text.endswith(
        piece.section.words["attained"], q.end, piece.finish
    )
    return (before.left.verb or urged(before) or _doers(before)) if acting else ""


def _level(piece: Piece, name: str) -> str:
    """The noun that a list shares: 临床重点专科 for the first of ``25个自治区级、300个旗县级临床重点专科``."""
    if not name.endswith(piece.section.words["grade"]):
        return ""
    shared = piece.section.patterns["level"].search(
        piece.text, piece.finish, min(piece.clause[1], piece.finish + 80)
    )
    return shared["noun"] if shared else ""


def amount(piece: Piece) -> Finding | None:
    """``新增婴幼儿托位1.5万个``: a name and a number that closes its part."""
    left = piece.left
    bare = piece.unit is None and piece.text.endswith(
        piece.section.words["unitless"], piece.begin, piece.start
    )
    if not bare and piece.unit in (None, "次", *piece.section.words["no_unit"]):
        return None  # 全面开展|7大领域问题排查
    kept = piece.text.endswith(piece.section.words["keeping"], piece.begin, left.end)
    if piece.quantity.written and not (kept or large(piece) or each_listed(piece)):
        return None
    right = piece.right
    if right and not (right.startswith(("，", "（", "的")) or right in piece.section.words["aims"]):
        return None
    span = _made_with(piece, names.before(piece, left.end))
    measured = piece.text.endswith(piece.section.words["measured"], *span)
    headed = "" if left.marked or left.verb or measured else names.heading(piece)
    if not headed and not demanded(piece):
        return None
    if (
        span[1] - span[0] < 2
        and piece.text[max(piece.clause[0], piece.start - 8) : piece.start] in piece.section.words["alone"]
    ):
        span = names.trimmed(piece, *piece.clause_before)
    if span[1] - span[0] < _LEAST and piece.unit in piece.section.words["shown"]:
        span = told_before(piece, piece.clause[0]) or span  # 组织活动，|全年不少于30场
    span = _undone(piece, span)
    done = _done(piece, span)
    name = piece.section.patterns["for_whom"].sub("", names.plain(piece.text[done : span[1]]))
    if done > span[0] and piece.text.endswith(piece.section.words["upon"], 0, span[0]):
        name = piece.text[span[0] : done - _verb_length(piece, done)] + name
    else:
        span = (done, span[1])
    deed = piece.text.endswith(piece.section.words["deed_verb"], 0, span[0])
    trained = (
        bool(piece.rhythm or piece.quantity.after)
        and name in piece.section.words["schooling"]
        and piece.unit in piece.kit.people
    )
    name = names.kept(piece, name)
    words = piece.section.words
    bare = name in words["make"] and name not in words["deed_name"]
    if bare and _goes_on(piece):
        span = names.trimmed(piece, *piece.clause_before)  # 车站增加电扶梯，三年累计|新增|19台
        name, bare = piece.text[slice(*span)], False
    if len(name) < 2 or (bare and not (deed or trained)) or name in words["concerning"]:
        return None
    if name.endswith(piece.section.words["such"]):
        name = _such(piece, span) if name == piece.text[slice(*span)] else ""
    if not name or _compares(piece, name):
        return None
    prize = piece.section.patterns["prize_set"].match(name)
    if prize:
        name, span = name[prize.end() :], (span[1] - len(name) + prize.end(), span[1])
    verb = piece.kit.make.opening(name)
    plainly = piece.section.patterns["excelling"].sub("", name[len(verb) :])
    if verb + plainly != name:  # 培育具有国际影响力的|模型2个
        name, span = plainly, (max(span[0], span[1] - len(plainly)), span[1])
    row = found(piece, name + headed, (span,), "target-amount")
    most = headed and row.comparator == "=" and holds(headed, piece.section.words["highest_name"])
    return row._replace(comparator="<=") if most else row


def _goes_on(piece: Piece) -> bool:
    """Whether a clause that opens with a span of years says how much of what stands in front: ``…增加电扶梯，三年累计新增19台``."""
    before, (first, _) = piece.before, piece.clause_before
    alone = piece.clause[0] > 0 and (before is None or before.end <= first)
    return alone and piece.section.patterns["for_years"].match(piece.text, piece.clause[0]) is not None


def _made_with(piece: Piece, span: tuple[int, int]) -> tuple[int, int]:
    """The name behind the verb that makes it: ``支持沙县等县建设|展示评价基地``, ``选择田块建设|试制基地``."""
    begin = piece.begin
    while piece.text[begin] in _LEADS:
        begin += 1
    told = piece.section.patterns["made_with"].match(piece.text, begin, span[1])
    if told is None:
        return span
    place = told.start("verb") if told["verb"] in piece.kit.made else told.end()
    return max(span[0], place), span[1]


def _such(piece: Piece, span: tuple[int, int]) -> str:
    """The kinds of which there are to be so many: ``新组建省实验室、产业创新研究院等10家``; empty where nothing founds them."""
    words, end = piece.section.words, span[1] - len(piece.words("such").ending(piece.text, span[1], span[0]))
    low = max(piece.begin, span[0] - _LEAD)
    verb = piece.kit.make.opening(piece.text, *span) or piece.kit.make.ending(piece.text, span[0], low)
    listed = piece.text.count("、", *span) > 0 and piece.unit in words["counted"]
    return names.plain(piece.text[span[0] : end]) if listed and verb not in ("", *words["completing"]) else ""


def _compares(piece: Piece, name: str) -> bool:
    """A name that only says against what: ``较2022年增加``."""
    return piece.left.change and piece.section.patterns["merely"].fullmatch(name) is not None


def _undone(piece: Piece, span: tuple[int, int]) -> tuple[int, int]:
    """The name without the verb that ends it: ``长江大桥建设将完成10亿元`` → 长江大桥建设."""
    verb = piece.left.verb
    if verb not in piece.section.words["completing"] or span[1] != piece.left.end:
        return span
    end = span[1] - len(verb)
    end -= len(piece.words("led_on").ending(piece.text, end, span[0]))
    return (span[0], end) if end - span[0] >= _SEVERAL else span


def _done(piece: Piece, span: tuple[int, int]) -> int:
    """Where the name begins behind a verb inside it: ``围绕重点群体开展职业技能培训`` → 职业技能培训."""
    places = [(piece.text.rfind(word, *span), word) for word in piece.section.words["doing"]]
    place, word = max(places)
    return place + len(word) if place >= 0 and span[1] - place - len(word) > 2 else span[0]


def _verb_length(piece: Piece, end: int) -> int:
    return next(len(word) for word in piece.section.words["doing"] if piece.text.endswith(word, 0, end))
