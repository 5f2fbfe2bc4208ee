"""What the document itself prints in full: 以下简称, the groups that it names, who founded what.

Reads the folded text of the document; nothing is looked for before it is asked for.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from kg.fold import smooth
from kg.lexicon import Section
from kg.lexicon.names import find_agencies
from kg.model import Document

_END = itemgetter(0)
_QUOTED = re.compile("[“「](?P<name>[^“”「」，。；]{4,40})[”」]$")
_CLIPPED = re.compile("[一-龥]{2,4}")  # a short name in front of its 局
_CLIPPED_STEP = 5  # how far apart its characters stand in the full name, at most
_GROUPS_BACK = 100  # how many named groups back the last one of its kind is looked for
_STOPS = "，。；"
_OPEN, _CLOSED = "（）"
_LISTED = "、"
_LEAST_HEAD = 2  # 工作专班 is no fuller name of a 专班
_HEADING = 16  # characters of a line that is a heading
_LONGEST = 60  # of a group's name with what stands in front of it


class Group(NamedTuple):
    """A group named in the text: 县医改领导小组办公室."""

    end: int
    window: str  # the stretch at whose end its name stands
    bare: int  # how much of the window is left without 办公室


@dataclass(frozen=True)
class Printed:
    """The document's own long names."""

    document: Document
    words: Section
    folded: str = ""  # the document's text in one shape, where somebody made it
    names: dict[str, str] = field(default_factory=dict)  # stretch → the group named at its end
    # a canonical position, and where that is in `text`
    reached: list[int] = field(default_factory=lambda: [0, 0])

    @cached_property
    def whole(self) -> str:
        """The whole text in one shape, place for place."""
        return self.folded or smooth(self.document.text)

    @cached_property
    def text(self) -> str:
        """The whole text in one shape, without white space."""
        return "".join(self.whole.split())

    @cached_property
    def defined(self) -> dict[str, str]:
        """Short name → long name, as defined: 普陀区公立医院管理委员会（以下简称“管委会”）."""
        return dict(self._definitions()) if self._defines() else {}

    def _defines(self) -> bool:
        """Whether anything is said to be called otherwise; a character alone is found four times as fast as a word."""
        whole, words = self.whole, self.words.words["shortly"]
        return any(word[-1] in whole and word in whole for word in words)

    def _definitions(self) -> Iterator[tuple[str, str]]:
        text, words = self.text, self.words.patterns
        for hit in words["defined"].finditer(text):
            heads = self.heads
            head = bisect_right(heads, hit.start() - 1)
            low = max(0, hit.start() - 40, heads[head - 1] if head else 0)
            quoted = _QUOTED.search(text, low, hit.start())
            # 设立“某节组织委员会”（以下简称“组委会”）
            if quoted and quoted["name"].endswith(hit["short"][-1]):
                yield hit["short"], quoted["name"]
                continue
            # 成立|轻度、中度污染应对工作领导小组
            whole = words["founded_whole"].search(text, low, hit.start())
            long = words["defined_long"].search(text, low, hit.start())
            if whole:
                yield hit["short"], whole["name"]
            elif long and _LISTED not in hit["short"]:  # 区、县民防办公室（以下简称区、县民防办）
                name = words["defined_led"].sub("", words["verbs"].sub("", long.group()))
                yield hit["short"], words["below"].sub("", name)

    @cached_property
    def heads(self) -> tuple[int, ...]:
        """Where in `text` the short lines end, which are headings: no name begins in one and goes on behind it."""
        ends, end = [], 0
        for line in self.whole.split("\n"):
            length = len("".join(line.split()))
            end += length
            if 0 < length <= _HEADING:
                ends.append(end)
        return tuple(ends)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Where leading groups, committees … are named."""
        text, heads, found, floor = self.text, (0, *self.heads), [], 0
        for hit in self.words.patterns["group_end"].finditer(text):
            start, end = hit.span()
            begin = max(floor, start - _LONGEST, heads[bisect_right(heads, start) - 1])
            found.append(Group(end, text[begin:end], hit.end("bare") - begin))
            floor = end
        return tuple(found)

    def _ending(self, end: str, groups: Iterable[Group], topic: str = "") -> Iterator[str]:
        """The names among `groups` that end with `end`: what a name ends with is seen before the name is read.

        Nor is one read in whose stretch the characters of `topic` do not stand in order.
        """
        for _, window, bare in groups:
            if not window.endswith(end, 0, bare) or not in_order(topic, window):
                continue
            name = self._name(window)
            if name.endswith(end):
                yield name

    def _name(self, window: str) -> str:
        """The group named at the end of a stretch, as printed with its place or level."""
        if window not in self.names:
            stretch = self.words.patterns["chaired"].sub("", window)
            stretch = stretch[max(map(stretch.rfind, _STOPS)) + 1 :]  # no name reaches over one
            spans = [start for start, end in find_agencies(stretch) if end == len(stretch)]
            name = stretch[spans[0] :] if spans else self.words.patterns["outside"].sub("", stretch)
            founded = self.words.patterns["founded_whole"].search(stretch)
            name = self.words.patterns["founding"].sub("", name)  # 市政府成立|人居环境整治工作专班
            name = founded["name"] if founded else name  # 成立轻度、中度污染天气应对工作领导小组
            if _OPEN not in name and _CLOSED in name:  # 各区（县级市）要建立人才工作领导小组
                name = self.words.patterns["verbs"].sub("", name.rpartition(_CLOSED)[2])
            self.names[window] = self.words.patterns["group_tail"].sub("", name)
        return self.names[window]

    def spelt_out(self, short: str) -> str | None:
        """The one name in the text that a bureau's short one stands for: 农村发展局 for 农发局, where it is printed too."""
        words = self.words.words
        if not short.endswith(words["clipped_ends"]):
            return None
        pairs = zip(words["clipped_ends"], words["unclipped_ends"], strict=True)
        end, full = next(pair for pair in pairs if short.endswith(pair[0]))
        stem = short.removesuffix(end)
        if not _CLIPPED.fullmatch(stem):
            return None
        spans = [(self._clipped_start(stem, at), at) for at in self._places_of(full)]
        found = {self.text[start : at + len(full)] for start, at in spans if 0 <= start < at - len(stem)}
        return found.pop() if len(found) == 1 else None

    def _clipped_start(self, stem: str, end: int) -> int:
        """Where a name begins that ends at `end` and has the characters of `stem` in order, few others between; -1: none."""
        at, gap = end, self.words.patterns["clipped_gap"]
        for sign in reversed(stem):
            below = at
            at = self.text.rfind(sign, max(0, at - _CLIPPED_STEP), at)
            if at < 0 or not gap.fullmatch(self.text, at + 1, below):
                return -1
        return at if self.words.patterns["clipped_head"].match(self.text, at) else -1

    def group_like(self, topic: str, end: str, heads: tuple[str, ...]) -> str | None:
        """The longest printed group of one of `heads` that ends with `end` and has the characters of `topic` in order.

        The heads end with one character: 佛山市高明区, 高明区, 区. What lacks it and the topic in front of every `end` is asked
        no more, which spares most documents the search for their groups.
        """
        shown = heads[-1][-1] + topic
        if not any(in_order(shown, self.text[max(0, at - _LONGEST) : at]) for at in self._places_of(end)):
            return None
        found = self._ending(end, self.groups, shown)
        own = [name[name.index(head) + len(head) :] for name in found for head in heads if head in name]
        fitting = [name for name in own if len(name) > len(topic) + len(end) and in_order(topic, name)]
        return max(fitting, key=len) if fitting else None

    def _places_of(self, word: str) -> Iterator[int]:
        """Where `word` stands in the text."""
        at = self.text.find(word)
        while at >= 0:
            yield at
            at = self.text.find(word, at + 1)

    def last_group(self, start: int, end: str) -> str | None:
        """The printed name that ends with `end` and is longer, the last one in front of a canonical position."""
        position = self._position(start)
        last = bisect_right(self.groups, position, key=_END)
        near = reversed(self.groups[max(0, last - _GROUPS_BACK) : last])
        least, no_name = len(end) + _LEAST_HEAD, self.words.patterns["no_group_name"]
        found = (name for name in self._ending(end, near) if len(name) > least)
        return next((name for name in found if not no_name.search(name.removesuffix(end))), None)

    def _position(self, start: int) -> int:
        """Where a canonical position is in `text`; they are asked for in order, and only what lies between is counted."""
        known, position = self.reached
        if start < known:
            known = position = 0
        self.reached[:] = start, position + len("".join(self.whole[known:start].split()))
        return self.reached[1]

    def before(self, start: int, length: int = 30) -> str:
        """The folded characters in front of a canonical position."""
        return "".join(self.whole[max(0, start - 2 * length) : start].split())[-length:]

    def after(self, end: int, length: int = 16) -> str:
        """The folded characters behind a canonical position."""
        return "".join(self.whole[end : end + 2 * length].split())[:length]


def folded(text: str) -> str:
    """A text in one shape, without white space."""
    return "".join(smooth(text).split())


def in_order(short: str, long: str) -> bool:
    """Whether the characters of `short` stand in `long` in order: 医改 in 深化医药卫生体制改革领导小组."""
    place = 0
    for sign in short:
        place = long.find(sign, place) + 1
        if not place:
            return False
    return True
