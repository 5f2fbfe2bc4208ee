"""Paragraphs → drafts of blocks: fronts, provisions with what stands in them, signatures, attachments, annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg import blocks as kinds
from kg.lexicon import Section
from kg.outline import headings, roles
from kg.outline.drafts import Draft
from kg.outline.front import front, front_end, signature_end, signature_kind
from kg.outline.joining import Paragraph
from kg.outline.ordinals import (
    ARABIC,
    ARTICLE,
    CHAPTER,
    CHINESE,
    Ordinal,
    chapter,
    decimal_majors,
    goes_on_inside,
    match,
)
from kg.outline.tree import Node, Tree

_ATTACHMENT_LINE = 80
_ATTACHMENTS = 400
_TITLE = 60
_OUTER = frozenset((CHINESE, CHAPTER, ARTICLE))  # that no row of a table opens with
_CLOSING = 200
_ORDINAL_PIECE = 3
_ANNOTATION = 200


class Reader:
    """Walks the paragraphs of one document and keeps the provision that is open."""

    def __init__(self, text: str, folded: str, parts: Sequence[Paragraph], words: Section) -> None:
        self.text = text
        self.folded = folded
        self.parts = parts
        self.words = words
        self.tree = Tree()
        self.drafts: list[Draft] = []
        self._cover = ""  # the first title
        self._majors = decimal_majors(part.lines[0].text for part in parts)
        self._ordinals = [
            self._ordinal(part) if part.lines[0].ordinal or self._majors or len(part.lines) > 1 else None
            for part in parts
        ]
        self._following = self._look_ahead()

    def read(self) -> None:
        """Fill `tree` and `drafts`."""
        index, in_front = 0, True
        while index < len(self.parts):
            if in_front:
                index, in_front = self._front(index), False
            elif self._ordinals[index] is not None:
                self._body(index)
                index += 1
            else:
                index, in_front = self._step(index)

    # -- one step

    def _step(self, index: int) -> tuple[int, bool]:
        """Read what stands at `index` without an ordinal; where to go on, and whether a new front begins there."""
        part = self.parts[index]
        signed = signature_end(self.parts, index, self.words)
        if signed > index:
            self.drafts += [Draft(one, signature_kind(one)) for one in self.parts[index:signed]]
            self.tree.leave()
            return signed, True
        attaches = part.text[0] == roles.ATTACHES
        if attaches and len(part.text) < _ATTACHMENTS and roles.ATTACHMENTS.match(part.text):
            behind = self._attachments(index)
            return behind, self.tree.top is None and signature_end(self.parts, behind, self.words) == behind
        if (attaches and roles.ATTACHED.fullmatch(part.text)) or part.text in self.words.words["appendix"]:
            self._annex(index)
            return index + 1, True
        if roles.is_imprint(part.text, self.words):
            self.drafts.append(Draft(part, kinds.NOTE))
            return index + 1, False
        if self._is_plan_title(index):
            self.tree.leave()
            return index, True
        self._body(index)
        return index + 1, False

    def _front(self, index: int) -> int:
        limit = front_end(self.parts, index)
        end = next((at for at in range(index, limit) if self._ordinals[at]), limit)
        if end == index and not self._ordinals[index] and self._is_title(index):
            end = index + 1
        for kind, part in front(self.folded, self.parts[index:end], not self._cover, self.words):
            if kind == kinds.TITLE:
                self._cover = self._cover or part.text
            if kind == kinds.ANNEX:
                self._name_annex(part.text, index)
            self.drafts.append(Draft(part, kind))
        return end

    def _is_title(self, index: int) -> bool:
        text = self.parts[index].text
        return (
            len(text) <= _TITLE and "，" not in text and bool(self.words.patterns["genre_end"].search(text))
        )

    def _is_plan_title(self, index: int) -> bool:
        """A title line in the middle of the text, behind which ordinals begin anew."""
        if self._ordinals[index] or not self._is_title(index) or self.parts[index - 1].text[-1] not in "。）":
            return False
        following = self._following[index]
        if following is None or following.numbers != (1,):
            return False
        return not self.tree.nodes or self.tree.rank(following) <= self.tree.nodes[0].rank

    # -- annexes and attachments

    def _annex(self, index: int) -> None:
        part = self.parts[index]
        self._name_annex(part.text, index)
        self.drafts.append(Draft(part, kinds.ANNEX))

    def _name_annex(self, text: str, index: int) -> None:
        """Ordinals behind ``附件2`` go under a2; a plan enclosed in its notice, or a file that is an annex, has plain ids."""
        if not self.tree.nodes or self._encloses(index):
            self.tree.leave()
            return
        digits = re.search(r"\d+", text)
        before = re.match(r"a(\d+)", self.tree.prefix)
        count = int(digits.group()) if digits else int(before.group(1)) + 1 if before else 1
        self.tree.leave(f"a{count}.")

    def _encloses(self, index: int) -> bool:
        """Whether the title behind this line is the one that the notice's title names."""
        name = self.parts[index + 1].text if index + 1 < len(self.parts) else ""
        return len(name) > 4 and name in self._cover and not self.tree.prefix

    def _attachments(self, index: int) -> int:
        """``附件：1.…`` and the lines of its list."""
        self.drafts.append(Draft(self.parts[index], kinds.ATTACHMENT))
        index += 1
        while index < len(self.parts) and self._lists(self.parts[index]):
            self.drafts.append(Draft(self.parts[index], kinds.ATTACHMENT))
            index += 1
        return index

    def _lists(self, part: Paragraph) -> bool:
        found = part.lines[0].ordinal
        short = len(part.text) <= _ATTACHMENT_LINE and part.text[-1] not in "。：；"
        return found is not None and found.style == ARABIC and short

    # -- provisions

    def _ordinal(self, part: Paragraph) -> Ordinal | None:
        line = part.lines[0]
        found = line.ordinal or _broken(part) or chapter(line.text, self._majors)
        if (
            found is None
            or line.text.count("\t") > 1
            or (line.columns and found.style not in _OUTER)
            or goes_on_inside(found, part.text)
            or (found.style == ARTICLE and self.words.patterns["amended"].match(part.text, found.width))
        ):
            return None
        return found

    def _look_ahead(self) -> list[Ordinal | None]:
        """For each paragraph the next ordinal behind it, before a signature's date or an annex."""
        following: list[Ordinal | None] = []
        coming: Ordinal | None = None
        for part, ordinal in zip(reversed(self.parts), reversed(self._ordinals), strict=True):
            following.append(coming)
            if roles.is_date(part.text) or _attaches(part.text):
                coming = None
            coming = ordinal or coming
        return following[::-1]

    def _body(self, index: int) -> None:
        part, found = self.parts[index], self._ordinals[index]
        if found is not None and self.tree.takes(found):
            self._open(part, found)
            return
        node = self._owner(index)
        if node is None and self.tree.top is not None:
            self.tree.leave()
        if node is not None:
            node.reach(part.end)
            node.filled += 1
        line = part.lines[0]
        table = line.columns or "\t" in line.text or line.text.startswith("|")
        self.drafts.append(Draft(part, kinds.TABLE if table else kinds.BODY, node))

    def _open(self, part: Paragraph, found: Ordinal) -> None:
        whole = part.view
        behind = whole.position(found.width - 1) + 1 if len(whole.starts) > 1 else part.start + found.width
        label = self.text[part.start : behind]
        node = self.tree.add(found, "".join(label.split()), part.start, part.end)
        node.ended = part.text[-1] in "。；"
        node.run_in = headings.run_in(part.text, found.width, self.words)
        node.alone = headings.alone(part.text, found.width, found.style)
        node.headed = node.run_in[0] > found.width
        node.runs = node.alone == found.width or self._as_before(node)
        node.lists = part.text.endswith("：")
        self.drafts.append(Draft(part, kinds.BODY, node, found.width))

    def _as_before(self, node: Node) -> bool:
        """A short sentence is running text where the item in front of it was one, with nothing under it."""
        before = node.before
        if before is None or before.headed or not (before.ended and node.ended):
            return False
        return not (before.filled or before.children)

    def _owner(self, index: int) -> Node | None:
        """The provision that an unnumbered paragraph belongs to, None for one that closes the whole document."""
        top, text, following = self.tree.top, self.parts[index].text, self._following[index]
        if top is None or self._annotates(index):
            return top
        if following is None and len(text) <= _CLOSING and self._closes(text) and (top.runs or top.filled):
            return None
        if following is None and top.style != ARTICLE and self.words.patterns["in_force"].match(text):
            return None
        if following is None and self._annotated(index - 1) and not self._annotated(index):
            return None
        if not top.runs and not (top.lists and top.filled):
            return top
        if following is not None and self.tree.rank(following) >= top.rank:
            self.tree.many.add(top.style)
            return top
        if top.style in self.tree.many or top.style == ARTICLE:
            return top
        if following is None:
            return top.parent if top.parent and top.parent.style == ARTICLE else None
        return top.parent or top

    def _annotates(self, index: int) -> bool:
        """``责任单位：…``, ``（区财政局负责）``, ``——…``, ``一是…`` and table rows go with the item above them."""
        line, text = self.parts[index].lines[0], self.parts[index].text
        if (
            line.columns
            or "\t" in line.text
            or text.startswith(("——", "|"))
            or roles.is_annotation(line, self.words)
        ):
            return True
        return text[0] in "（【〔[" and bool(self.words.patterns["annotation_end"].match(text))

    def _annotated(self, index: int) -> bool:
        """Whether a paragraph ends by saying who does it."""
        part = self.parts[index]
        tail = part.text[-_ANNOTATION:]
        return roles.is_annotation(part.lines[0], self.words) or bool(
            self.words.patterns["annotation_end"].search(tail)
        )

    def _closes(self, text: str) -> bool:
        return bool(self.words.patterns["closing"].search(text))


def _attaches(text: str) -> bool:
    return text[0] == roles.ATTACHES and bool(roles.ATTACHED.fullmatch(text) or roles.ATTACHMENTS.match(text))


def _broken(part: Paragraph) -> Ordinal | None:
    """An ordinal in pieces: ``（`` / ``四`` / ``）资源利用提升。``."""
    if len(part.lines) == 1 or len(part.lines[0].bare) > _ORDINAL_PIECE:
        return None
    return match(part.text)
