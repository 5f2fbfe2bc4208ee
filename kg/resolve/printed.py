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

from kg.fold import View, fold, view
from kg.lexicon import Section
from kg.lexicon.names import find_agencies
from kg.model import Document

_GAPS = re.compile(r"[\s\u200b\u200c\u200d\ufeff\u00ad]+")
_END = itemgetter(0)
_GROUPS_BACK = 100  # how many named groups back the last one of its kind is looked for
_LONGEST = 60  # of a group's name with what stands in front of it


class Group(NamedTuple):
    """A group named in the view: 县医改领导小组办公室."""

    end: int
    start: int  # of the stretch in which its name stands
    bare: int  # where it ends without 办公室


@dataclass(frozen=True)
class Printed:
    """The document's own long names."""

    document: Document
    words: Section
    names: dict[str, str] = field(default_factory=dict)  # stretch → the group named at its end

    @cached_property
    def view(self) -> View:
        """The whole text, folded and without white space."""
        return view(self.document.text, [(0, len(self.document.text))])

    @cached_property
    def defined(self) -> dict[str, str]:
        """Short name → long name, as defined: 普陀区公立医院管理委员会（以下简称“管委会”）."""
        if not any(word in self.document.text for word in self.words.words["shortly"]):
            return {}
        return dict(self._definitions())

    def _definitions(self) -> Iterator[tuple[str, str]]:
        text, words = self.view.text, self.words.patterns
        for hit in words["defined"].finditer(text):
            long = words["defined_long"].search(text, max(0, hit.start() - 40), hit.start())
            if long:
                yield hit["short"], words["verbs"].sub("", long.group())

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Where leading groups, committees … are named in the view."""
        text, found, floor = self.view.text, [], 0
        for hit in self.words.patterns["group_end"].finditer(text):
            start, end = hit.span()
            found.append(Group(end, max(floor, start - _LONGEST), hit.end("bare")))
            floor = end
        return tuple(found)

    def _ending(self, end: str, groups: Iterable[Group]) -> Iterator[str]:
        """The names among `groups` that end with `end`: what a name ends with is seen before the name is read."""
        text = self.view.text
        for last, start, bare in groups:
            if text.endswith(end, start, bare) and (name := self._name(text[start:last])).endswith(end):
                yield name

    def _name(self, window: str) -> str:
        """The group named at the end of a stretch, as printed with its place or level."""
        if window not in self.names:
            stretch = self.words.patterns["chaired"].sub("", window)
            spans = [start for start, end in find_agencies(stretch) if end == len(stretch)]
            name = stretch[spans[0] :] if spans else self.words.patterns["outside"].sub("", stretch)
            self.names[window] = self.words.patterns["group_tail"].sub("", name)
        return self.names[window]

    def group_like(self, topic: str, end: str, heads: tuple[str, ...]) -> str | None:
        """The longest printed group of one of `heads` that ends with `end` and has the characters of `topic` in order."""
        found = list(self._ending(end, self.groups))
        own = [name[name.index(head) + len(head) :] for name in found for head in heads if head in name]
        fitting = [name for name in own if len(name) > len(topic) + len(end) and in_order(topic, name)]
        return max(fitting, key=len) if fitting else None

    def last_group(self, start: int, end: str) -> str | None:
        """The printed name that ends with `end` and is longer, the last one in front of a canonical position."""
        run = max(0, bisect_right(self.view.places, start) - 1)
        position = self.view.starts[run] + start - self.view.places[run] if self.view.places else 0
        last = bisect_right(self.groups, position, key=_END)
        near = reversed(self.groups[max(0, last - _GROUPS_BACK) : last])
        return next((name for name in self._ending(end, near) if len(name) > len(end)), None)

    def before(self, start: int, length: int = 30) -> str:
        """The folded characters in front of a canonical position."""
        return folded(self.document.text[max(0, start - 2 * length) : start])[-length:]

    def after(self, end: int, length: int = 16) -> str:
        """The folded characters behind a canonical position."""
        return folded(self.document.text[end : end + 2 * length])[:length]

    def between(self, end: int, start: int) -> str:
        """The folded characters between two canonical positions."""
        return folded(self.document.text[end:start])


def folded(text: str) -> str:
    """A short text in one shape, without white space."""
    return _GAPS.sub("", fold(text))


def in_order(short: str, long: str) -> bool:
    """Whether the characters of `short` stand in `long` in order: 医改 in 深化医药卫生体制改革领导小组."""
    return re.search(".*?".join(map(re.escape, short)), long) is not None
