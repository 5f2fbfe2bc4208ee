"""The document's own names: its title, the plan that it encloses, and the short forms that it gives to others.

Reads the title lines of the outline; what a text calls 《规划》 or 《办法》 without having said whose is its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.blocks import BODY, NUMBER, TITLE, Block, Outline
from kg.grammar.numbers import numbers
from kg.lexicon import Section

_SHAPE = re.compile(r"[\s（）()〈〉《》<>“”\"'‘’—\-~·.、，,]")


_OF_YEAR_SIGN = "年"
_OF_YEAR = re.compile(r"年(?<=\d年)")  # （2015-2020年） and （2015-2020）
_IN_BRACKETS = re.compile(r"《([^《》]+)》")
_CLAUSES = re.compile("[。，：；]")
_ASKS = ("？", "！")
_MANY = 8  # lines of titles
_LONGEST_LINE = 60  # characters of a title line


def key(title: str) -> str:
    """A folded title as it is compared with others: without brackets, quotation marks, dashes and white space."""
    bare = _SHAPE.sub("", title)
    return _OF_YEAR.sub("", bare) if _OF_YEAR_SIGN in bare else bare


@dataclass(frozen=True, slots=True)
class Own:
    """What the document is called, and whether its title says that it issues another (关于印发《X》的通知)."""

    title: str  # all title lines, as a key
    issues: bool
    replies: bool = False  # 关于《X》的批复
    verbs: tuple[str, ...] = ()  # what stands in front of the plan in the title: 印发
    ends: tuple[str, ...] = ()  # … and behind it: 的通知
    # title lines, and what they name in brackets: 关于印发《X》的通知 → X
    named: frozenset[str] = frozenset()
    joins: tuple[str, ...] = ()  # what stands between two plans: 关于印发A和B的通知
    bodies: tuple[str, ...] = ()  # what the body of a plan that is passed on ends in: 批转市财政局X的通知
    numbers: frozenset[str] = frozenset()  # 某省人民政府令第348号
    about: tuple[str, ...] = ()  # what a title begins with: 关于
    explains: bool = False  # 《X》政策解读: what it explains is another document
    genres: tuple[str, ...] = ()  # what names of documents end in
    marks: tuple[str, ...] = ()  # what may follow one within the own name: 试行, 修订
    issuers: tuple[str, ...] = ()  # what the name of a body ends in: 厅, 办公室

    def is_plan(self, title: str) -> bool:
        """Whether `title` is the plan that the own title names: 关于印发《X》的通知 → X."""
        return self.issues and self._names(key(title), whole=True)

    def _names(self, short: str, whole: bool = False) -> bool:
        """Whether the own title names it: a part of it with the verb in front or 的通知 behind will do unless `whole`."""
        if len(short) < 6 or not self.title.replace(short, ""):
            return False
        if short in self.named:
            return True
        at = self.title.find(short)
        while at >= 0:
            if self._whole(short, at) if whole else self._touches(short, at):
                return True
            at = self.title.find(short, at + len(short))
        return False  # 关于印发贯彻国家标准化发展纲要实施方案的通知 issues no 纲要

    def _touches(self, short: str, at: int) -> bool:
        end = at + len(short)
        return (
            end == len(self.title)
            or self.title.endswith(self.verbs, 0, at)
            or self.title.startswith(self.ends, end)
        )

    def _whole(self, short: str, at: int) -> bool:
        """Whether the name at `at` is no piece of a longer one: 关于印发某市廉租住房保障办法的通知 issues no 廉租住房保障办法."""
        end = at + len(short)
        behind = self.title.startswith(self.ends, end) or end == len(self.title)
        if self.title.endswith(self.verbs, 0, at):
            return behind or self.title.startswith(self.joins, end)
        return behind and (
            short.startswith(self.about) or self.title.endswith((*self.joins, *self.bodies), 0, at)
        )

    def holds(self, title: str) -> bool:
        """Whether the short form given to `title` is one of the own plan, issued, approved or explained: 关于《X》的批复 → X."""
        short = key(title)
        about = (self.replies or self.explains) and len(short) >= 6
        return self.is_plan(title) or (about and short in self.title)

    def is_self(self, title: str) -> bool:
        """Whether `title` is the own title or its beginning or end: 健康中国行动, 关于加快…的意见."""
        own = self.title  # most are none of it by its first and last sign
        return own != "" and (own[0] in title or own[-1] in title) and self._is(key(title))

    def _is(self, short: str) -> bool:
        if not short or not self.title:
            return False
        if not self.title.replace(short, ""):
            return True
        if self.explains:
            return False
        if self.issues or len(short) < 6:
            return False
        return self.title.endswith(short) or (self.title.startswith(short) and not self._serves(short))

    def _serves(self, short: str) -> bool:
        """Whether the own title names another that it serves: …税法|实施条例, not 健康中国行动|2019—2030年 or …规划|（2021—2025年）."""
        behind = self.title[len(short) : len(short) + 1]
        return short.endswith(self.genres) and not behind.isdecimal() and behind not in self.marks

    def is_foreign(self, issuer: str) -> bool:
        """Whether `issuer`, the end of what stands in front of a title, is a body that the own title does not name: 省教育厅."""
        return issuer.endswith(self.issuers) and issuer.isalpha() and issuer not in self.title

    def is_headline(self, text: str) -> bool:
        """Whether a line repeats the head of the own title: the table 2021年《政府工作报告》任务分解表 of such a notice."""
        if len(text) > _LONGEST_LINE or _CLAUSES.search(text):
            return False
        head = key(text)
        return len(head) >= 10 and head[: len(head) * 3 // 4] in self.title

    def is_known(self, title: str) -> bool:
        """Whether `title` is one of the own names."""
        short = key(title)
        return self._is(short) or (self.issues and self._names(short))


def own(outline: Outline, section: Section) -> Own:
    """The own names of the document of `outline`."""
    titles = [block for block in outline.frame if block.kind == TITLE]
    if len(titles) > _MANY:
        titles = _cover(outline)
    lines = dict.fromkeys([key(block.view.text) for block in titles])
    title = "".join(lines) or _relayed(outline, section)
    words = section.words
    verbs = (*words["issues"], *words["forwards"])
    explains = title.endswith(words["explains"])
    asks = title.endswith(_ASKS)  # the headline of an article: what it speaks of is another's
    cut = [*_cut_fronts(titles, words["issued_as"])]
    issues = not (explains or asks or outline.press) and (bool(cut) or any(word in title for word in verbs))
    replies = title.endswith(words["replies"])
    return Own(
        title,
        issues,
        replies,
        verbs,
        words["issued_as"],
        frozenset(lines).union(_named(titles, section), cut) if issues else frozenset(),
        words["connectors"],
        words["organ_ends"],
        _numbers(outline),
        words["heads"][:1],
        explains,
        words["genres"],
        words["edition_signs"],
        (*words["organ_ends"], *words["organs"]),
    )


def _relayed(outline: Outline, section: Section) -> str:
    """The title that the lead of a site names, where the text below has none: 市教育局发布《…的通知》，全文如下."""
    first = next((block.text for block in outline.blocks if block.kind == BODY), "")
    lead = section.patterns["relayed"].search(first)
    return key(lead["title"]) if lead else ""


def _named(titles: Sequence[Block], section: Section) -> Iterator[str]:
    """What title lines name in brackets and issue: not the law of 关于印发《…条例》实施细则的通知 or of 印发贯彻《…条例》的方案."""
    serves, parts = section.words["serves"], section.patterns["issued_part"].match
    for block in titles:
        text = block.text
        for name in _IN_BRACKETS.finditer(text) if "《" in text else ():
            if not text.endswith(serves, 0, name.start()) and not parts(text, name.end()):
                yield key(name[1])


def _cut_fronts(titles: Sequence[Block], issued_as: tuple[str, ...]) -> Iterator[str]:
    """The plans of title lines that have lost what stood in front of them: ``养老服务管理办法》的通知``."""
    for block in titles:
        text = block.view.text
        end = text.find("》")
        if end > 0 and "《" not in text[:end] and text.startswith(issued_as, end + 1):
            yield key(text[:end])


def _numbers(outline: Outline) -> frozenset[str]:
    return frozenset(
        [found.value for block in outline.frame if block.kind == NUMBER for found in numbers(block.text)]
    )


def _cover(outline: Outline) -> list[Block]:
    """The title lines up to the text behind the first of them, where there are many: tables and annexes have titles too."""
    titles: list[Block] = []
    lines: set[str] = set()
    for block in outline.blocks:
        if block.kind == TITLE:
            titles.append(block)
            lines.add(key(block.text))
        elif len(lines) > _MANY and block.kind != NUMBER:
            break
    return titles
