"""What an item's heading is: a line of its own, a bracket, or a run-in first sentence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kg import blocks as kinds
from kg.lexicon import Section
from kg.outline.line import TERMINAL, Line
from kg.outline.ordinals import ARTICLE, CHAPTER, PART, SECTION
from kg.outline.roles import signs
from kg.outline.tree import Node

_BRACKETED = re.compile(r"[【〔\[]([^】〕\]]{1,40})[】〕\]]")
_ROUND = re.compile(r"（(?![一二三四五六七八九十\d])[^（）、，；《]{2,16}）(?=.)")
_BRACKET_ONLY = re.compile(r"[（【〔\[][^（）【】〔〕\[\]。]*[）】〕\]]。?")  # an annotation is no sentence
_NAMED = re.compile(r"《[^。；]{2,160}》(?:（[^（）]{2,30}号）)?")  # a document that an item is about
_ASIDE = re.compile(r"(?<=.)（[^（）]*）$")
_STAGE = re.compile(r"（[^（）]*[\d年][月日][^（）]{0,12}）$")  # 动员部署阶段（5月至6月）：
_NO_TERM = re.compile(r"[，。；（《“]")
_FIGURE = re.compile(r"\d(?:%|‰|[万亿]?[元吨米亩人个])?$")  # no heading, with nothing below: 其他公司101.0%
_END = re.compile(r"[。！？；]")
_SPACED = re.compile(
    r"(\S+[、.）]?\s?[^\s，。；：、《》（）“”]{4,30})(?:[^\S\x1f]{2,}|\u3000+)(?=[^\s《（，。]\S{14})"
)
# the only space in a line: 二、考核的范围和内容 考核的范围是各县（市、区）人民政府。
_ONE = re.compile(
    r"(\S{1,6}[、.）]?\s?[\u4e00-\u9fff]{4,16})[ \u3000](?=[\u4e00-\u9fff][^ \u3000。]{11,}。|[\u4e00-\u9fff][^ \u3000。：]{4,40}：$)[^ \u3000]+$"
)
_WIDE = re.compile(r"[^\S\x1f](?:\s|(?<=\u3000))")  # what such a heading cannot be without
_DIVISIONS = frozenset((PART, CHAPTER, SECTION))
_OPEN = frozenset("【〔[（")  # what a heading in a bracket begins with
_NAMES = frozenset("《")
_ENDING = frozenset(TERMINAL + "）")
_SPACED_LEAST = 4
_SPACED_MOST = 64
_ALONE = 60  # characters of a heading on a line of its own
# a stage and what it is for, alone on a line: 第一阶段：集中攻坚; not 第三阶段：6月至9月
_STAGED = re.compile("第[一二三四五六七八九十\\d]{1,2}[\u4e00-\u9fff]{1,3}：[^\\d，。；：]{3,16}")
_CLAUSES = 38  # … that has two commas
_OPENING = 30  # … that ends in a colon
_RUN_IN = 45
_PARALLEL = 30  # … of two phrases with a comma
_NEAR = 4  # characters behind a line
_BRIEF, _BRIEF_ONES = 7, 3  # characters of one that heads an article, the stop included; such in a text
_LABEL = 12  # characters of a label that another word makes longer: 牵头单位及配合单位：
_WHERE, _SHORT = "在", 14  # what opens a sentence that says where; characters of one that may head an item
_TERM = 24  # … of a term with a colon behind it


@dataclass(frozen=True, slots=True)
class Shapes:
    """What first sentences are asked for, taken from the lexicon once a document."""

    rule_said: re.Pattern[str]
    rule_asks: re.Pattern[str]
    rule_opening: re.Pattern[str]
    measure: re.Pattern[str]  # what opens one that heads its siblings as they do
    no_term: re.Pattern[str]
    annotation: re.Pattern[str]
    article: re.Pattern[str]  # what heads an article on a line of its own: 申请条件。
    asked: re.Pattern[str]  # what heads the part of a reply, however long: 关于…的建议。
    names: frozenset[str]  # … and what one that names a document, or what was asked for, begins with
    annotates: frozenset[str]  # what an annotation begins with, or another bracket

    def rules(self, first: str) -> bool:
        """Three looks: one pattern of all would try all of them at every sign."""
        return self.lays_down(first) or self.rule_opening.match(first) is not None

    def lays_down(self, first: str) -> bool:
        """Whether a word in it makes it a rule: ``在市区内不得饲养烈性犬``, not how it opens: ``在新建城区优先布局``."""
        return (self.rule_said.search(first) or self.rule_asks.search(first)) is not None


def shapes(words: Section) -> Shapes:
    """Those of a lexicon."""
    patterns = words.patterns
    return Shapes(
        patterns["rule_said"],
        patterns["rule_asks"],
        patterns["rule_opening"],
        patterns["measure_opening"],
        patterns["no_term"],
        patterns["annotation_head"],
        patterns["article_head"],
        patterns["asked_about"],
        signs(words, "about") | _NAMES,
        signs(words, "annotation") | _OPEN,
    )


def assign(text: str, folded: str, drafts: Sequence[Line], words: Section) -> None:
    """Find the heading of every provision; where a comma makes it doubtful, its siblings decide."""
    items = [draft for draft in drafts if draft.label]
    doubtful: list[tuple[Line, int]] = []
    for draft in items:
        end, sure = (draft.label, False) if _leads(draft, folded) else _heading(draft, words)
        if sure:
            _set(text, folded, draft, end)
        elif end > draft.label:
            doubtful.append((draft, end))
    if doubtful:
        for draft, end in _by_siblings(items, doubtful):
            _set(text, folded, draft, end)


def _leads(draft: Line, folded: str) -> bool:
    """Whether an article leads in its items on the same line, and hence is no heading: ``第四条 …应当具备下列条件：（一）…``."""
    if draft.bare[-1] != "：" or draft.node is None or draft.node.style != ARTICLE:
        return False
    behind = folded[draft.end : draft.end + _NEAR].lstrip(" ")
    return bool(behind) and behind[0] != "\n"


def _by_siblings(items: Sequence[Line], doubtful: Sequence[tuple[Line, int]]) -> list[tuple[Line, int]]:
    """``坚持公益性质，落实政府责任。`` is a heading where its siblings have one, or one of the same shape.

    So is ``生产总值增长6%左右。`` above ``牵头单位：区发改局``, where none of them is running text.
    """
    count: dict[int, int] = defaultdict(int)
    headed: dict[int, int] = defaultdict(int)
    running: set[int] = set()  # those in which an item is surely running text
    for draft in items:
        parent = id(draft.node and draft.node.parent)
        count[parent] += 1
        headed[parent] += draft.heading > draft.label
        if draft.heading <= draft.label and _runs(draft):
            running.add(parent)
    for draft, _ in doubtful:
        headed[id(draft.node and draft.node.parent)] += 1
    found = _brief(doubtful)
    brief = {id(draft) for draft, _ in found}
    for draft, end in doubtful:
        parent = id(draft.node and draft.node.parent)
        whole = end == len(draft.bare)  # with nothing below but who does it
        most = headed[parent] > 1 and headed[parent] * 2 > count[parent]
        if id(draft) not in brief and (parent not in running if whole else most):
            found.append((draft, end))
    return found


def _brief(doubtful: Sequence[tuple[Line, int]]) -> list[tuple[Line, int]]:
    """``第三条 载体建设。被…的载体，给予…``: articles that a few signs head, where there are several such."""
    found = [
        (draft, end)
        for draft, end in doubtful
        if end < len(draft.bare)
        and end - draft.label <= _BRIEF
        and draft.node
        and draft.node.style == ARTICLE
    ]
    return found if len(found) >= _BRIEF_ONES else []


def _runs(draft: Line) -> bool:
    """Whether an item is too long for a heading, or a sentence of many parts."""
    assert draft.node is not None
    return draft.node.alone == draft.label or (draft.bare[-1] == "。" and draft.bare.count("，") > 1)


def _heading(draft: Line, words: Section) -> tuple[int, bool]:
    """Where the heading of an item ends in its view, and whether that is sure."""
    node, text, at = draft.node, draft.bare, draft.label
    assert node is not None
    end = bracketed(text, at, node.style) if text[at : at + 1] in _OPEN else at
    if end == at and not draft.whole and text[-1] in "。：":
        end = _set_off(draft, at)  # also where nothing else ends a sentence in its line
    if end == at and node.alone > at and _heads(node, text, words):
        end = node.alone
        below = node.below or node.divided
        if not below and (text[-1] == "。" or (text[-1] == "）" and not node.filled)):
            return end, False
        draft.kind = kinds.HEADING
    if end == at and not draft.whole:
        end = _set_off(draft, at)
    if end > at:
        return end, True
    end, sure = node.run_in
    return end, sure and node.style != ARTICLE


def _set_off(draft: Line, at: int) -> int:
    """The end of a heading that white space sets off in the first line of an item, else `at`."""
    first = draft.first
    return spaced(first.text, at) if len(first.text) > len(first.bare) else at


def _heads(node: Node, text: str, words: Section) -> bool:
    """Whether a line is a heading: text stands below it, or no sentence ends it; and it lays down no rule in one:

    ``…实施改造的，实施主体必须补交土地出让金。``
    """
    below = node.divided or node.filled
    if not below and (text[-1] in TERMINAL or _FIGURE.search(text)):
        return False
    if not below and text[-1] == "）":  # 3.门诊费用报销（初审）, not 3.完善机制（区财政局）
        aside = _ASIDE.search(text)
        return (
            aside is not None and "《" not in text and not words.patterns["aside_says"].search(aside.group())
        )
    rule = words.patterns["rule_words"]
    if text[-1] != "。" or "，" not in text or not rule.search(text, node.width):
        return True
    return words.patterns["asked_about"].match(text, node.width) is not None


def _set(text: str, folded: str, draft: Line, end: int) -> None:
    """Give the provision its heading as printed, without its final 。 or ： and the brackets around it."""
    assert draft.node is not None
    draft.heading = end
    if end == len(draft.bare):
        draft.kind = kinds.HEADING
    heading = printed(text, folded, draft, draft.label, end)
    if heading[0] in "（(":
        heading = heading[1:-1]
    draft.node.heading = heading.lstrip(".").strip("。｡：:；;【】〔〕[]") or None


def printed(text: str, folded: str, draft: Line, start: int, end: int) -> str:
    """The characters behind `bare[start:end]` of a paragraph as they are printed, without white space."""
    if draft.whole:
        return text[draft.start + start : draft.start + end]
    whole, starts, places = draft.view(folded)
    ends = (*starts[1:], len(whole))
    pieces = [
        text[place + max(start - first, 0) : place + min(end, last) - first]
        for first, last, place in zip(starts, ends, places, strict=True)
        if first < end and last > start
    ]
    return "".join(pieces)


def spaced(line: str, at: int) -> int:
    """The end of a heading that white space sets off: ``（一）加强领导　　各地要…``; else `at`."""
    head = line[:_SPACED_MOST]
    found = _SPACED.match(head) if _WIDE.search(head) else _ONE.match(line)
    if found is None:
        return at
    end = len("".join(found.group(1).split()))
    return end if end - at >= _SPACED_LEAST else at


def bracketed(text: str, at: int, style: str) -> int:
    """The end of ``【支持对象】`` right behind an ordinal, or of ``（部门职责）`` behind that of an article, else `at`."""
    found = _BRACKETED.match(text, at) or (_ROUND.match(text, at) if style == ARTICLE else None)
    return found.end() if found else at


def alone(text: str, at: int, style: str, shapes: Shapes) -> int:
    """The end of a heading that fills its line (more follows on other lines), else `at`."""
    if style in _DIVISIONS:
        return len(text)
    if len(text) - at > _ALONE and text[at + _ALONE] not in "。：；":
        named = text[at] in shapes.names and (_NAMED.fullmatch(text, at) or shapes.asked.match(text, at))
        return len(text) if named else at
    rest = text[at:]
    body = rest.rstrip("。：；")
    if body[-1:] == "）" and (aside := _ASIDE.search(body)) and not shapes.annotation.match(aside.group()):
        body = body[: aside.start()]  # 普通高校（本科：4830元/生；专科：4500元/生）
    asked = body[:-1] if body[-1:] == "？" else body  # 一、制定背景是什么？
    if not asked or _END.search(asked) or len(body) > _ALONE or _quotes(body):
        return at
    if "：" in body and not _STAGED.fullmatch(rest):
        return at
    if style == ARTICLE and rest != body:
        return len(text) if shapes.article.match(rest) else at
    if rest.endswith("：") and (len(body) > _OPENING or body.count("，") > 1):
        return at
    clauses = len(body) > _CLAUSES and body.count("，") > 1 and not shapes.asked.match(text, at)
    return at if clauses else len(text)


def may_go_on(text: str, style: str) -> bool:
    """Whether a sentence may end within a line that is `alone`: in the title of a chapter, before two stops."""
    return style in _DIVISIONS or text[-2] in TERMINAL


def _quotes(text: str) -> bool:
    """Whether a quotation is open at the end: ``将第八条修改为“奖励工作每2年进行一次`` is no sentence of the text."""
    return "“" in text and text.rfind("“") > text.rfind("”")


def run_in(text: str, at: int, shapes: Shapes) -> tuple[int, bool]:
    """The end of a first sentence that heads its paragraph, and whether it is sure (no comma in it)."""
    stop = text.find("。", at, at + _RUN_IN + 1)
    colon = text.find("：", at, at + _TERM + 1)
    if colon > 0 and (stop < 0 or colon < stop):
        return _term(text, at, colon, shapes)
    if stop < 0 or stop + 1 >= len(text):
        return at, False
    first, behind = text[at:stop], text[stop + 1]
    if "；" in first or "！" in first or "？" in first or _quotes(first):
        return at, False
    if behind in shapes.annotates and (
        _BRACKET_ONLY.fullmatch(text, stop + 1) or _says_who(text, stop + 1, shapes)
    ):
        return at, False
    commas = first.count("，")
    if shapes.rules(first):
        may_head = shapes.measure.match(first) or (
            first[0] == _WHERE and len(first) <= _SHORT and not shapes.lays_down(first)
        )
        return (stop + 1, False) if may_head and not commas else (at, False)
    if commas == 0:
        return stop + 1, True
    if (
        commas == 1
        and len(first) <= _PARALLEL
        and abs(first.index("，") * 2 + 1 - len(first)) <= len(first) // 2
    ):
        return stop + 1, False
    return at, False


def _says_who(text: str, at: int, shapes: Shapes) -> bool:
    """Whether a label stands at `at`: ``责任单位：市科委``; in ``牵头部门要加强统筹`` it is a subject."""
    label = shapes.annotation.match(text, at)
    return label is not None and (text[at] in _OPEN or "：" in text[label.end() : label.end() + _LABEL])


def _term(text: str, at: int, colon: int, shapes: Shapes) -> tuple[int, bool]:
    """``首版次软件：是指…``: a term and its explanation."""
    first = text[at:colon]
    if len(first) < 2 or colon + 1 >= len(text) or _NO_TERM.search(_STAGE.sub("", first)):
        return at, False
    if shapes.rules(first) or shapes.no_term.search(first):
        return at, False
    return colon + 1, True
