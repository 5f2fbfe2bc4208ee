"""The provision that a paragraph without an ordinal belongs to, as far as the paragraphs behind it tell.

What stands under an item goes with it; ``责任单位：…`` may speak of several; what closes a document belongs to none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from kg.lexicon import Section
from kg.outline import attachments, roles
from kg.outline.line import Line
from kg.outline.ordinals import ARTICLE, Ordinal
from kg.outline.tree import Node, Tree

_CLOSING = 200  # characters of a paragraph that closes a document
_ANNOTATION = 200
_LABEL = 12  # … of a label above names
_GROUP = 2  # items, and groups of so many, which are few
_SUBHEAD = 30  # characters of a heading without an ordinal
_SIGNS = re.compile("[。；：，|]|^[表图附注（【]")


class Owners:
    """Asked from the first paragraph to the last, of a document whose provisions are put into `tree`."""

    def __init__(
        self, parts: Sequence[Line], ordinals: Sequence[Ordinal | None], tree: Tree, words: Section
    ) -> None:
        self.parts = parts
        self.tree = tree
        self.words = words
        self._ordinals = ordinals
        self._behind: set[str] = set()  # styles of groups behind whose last item a paragraph stands
        self._ahead = 0  # up to which paragraph it is known what comes …
        self._coming: Ordinal | None = None  # … and this is it

    def following(self, index: int) -> Ordinal | None:
        """The next ordinal behind a paragraph, before a signature's date or an annex; asked from the first to the last."""
        if index < self._ahead:
            return self._coming
        self._coming = None
        for at in range(index + 1, len(self.parts)):
            self._ahead = at
            found, text = self._ordinals[at], self.parts[at].bare
            if found is not None:
                self._coming = found
                return found
            if (text[-1] in roles.DATED and roles.is_date(text)) or attachments.attaches(text):
                return None
        self._ahead = len(self.parts)
        return None

    def owner(self, index: int) -> Node | None:
        """The provision that an unnumbered paragraph belongs to, None for one that closes the whole document."""
        top, text, following = self.tree.top, self.parts[index].bare, self.following(index)
        if index and top is not None and self._is_label(index - 1):
            return self.parts[index - 1].node or top
        if top is None or self._annotates(index):
            return self._of_all(index, top, following) or top
        if len(text) <= _SUBHEAD and following is not None:
            if self._subheads(index, top, following):
                return top.parent
            if counted := self._begins_anew(index, top, following):
                return counted.parent
        if following is None and len(text) <= _CLOSING and self._closes(text, top):
            return self._article(text)
        force = self.words.patterns["in_force"]
        if following is None and top.style != ARTICLE and force.match(text) and not self._of_force(top):
            return None
        if following is None and self._annotated(index - 1) and not self._annotated(index):
            return top if not top.filled and not top.runs and "。" not in top.text else None
        if self._closes_list(top, following):
            return top.parent
        if not top.runs and not (top.filled and top.text[-1] == "："):
            return top
        if following is not None and self.tree.rank(following) >= top.rank:
            self.tree.many.add(top.style)
            return top
        if top.style in self.tree.many or top.style == ARTICLE or self._is_later_goal(text, top):
            return top
        if following is None:
            last = top.parent and (_in_article(top.parent) or top.parent.style in self._behind)
            return top.parent if last else None
        if top.parent:
            self._behind.add(top.parent.style)
        return top.parent or top

    def _closes_list(self, top: Node, following: Ordinal | None) -> bool:
        """Whether a paragraph behind the last of an article's items, each of one sentence, is the article's.

        ``（三）办理划拨手续。`` / ``（四）申请土地登记，领取使用证。`` / ``用地单位应当在开工前完成评价手续。``
        """
        parent = top.parent
        if (
            parent is None
            or parent.style != ARTICLE
            or top.filled
            or top.text.find("。") != len(top.text) - 1
        ):
            return False
        if following is not None and self.tree.rank(following) >= top.rank:
            return False
        items = filled = 0
        node = top.before
        while node is not None:
            items += 1
            filled += bool(node.filled)
            node = node.before
        return items > 2 * filled

    def _begins_anew(self, index: int, top: Node, following: Ordinal) -> Node | None:
        """The last of the items that a line parts from others, which are counted anew: ``办理流程：`` / ``1.省内学校…``."""
        if following.numbers != (1,) or self.parts[index].bare[-1] != "：":
            return None
        if self._ordinals[index + 1] is not following:
            return None
        node: Node | None = top
        while node is not None and node.style != following.style:
            node = node.parent
        return node if node is not None and node.numbers > (1,) else None

    def _is_later_goal(self, text: str, top: Node) -> bool:
        """Whether a paragraph says what is to be by a later year than the item in front: ``到2030年，…`` behind ``…。到2025年，…``."""
        goal = self.words.patterns["by_year"]
        return goal.match(text) is not None and goal.search(top.text) is not None

    def _of_all(self, index: int, top: Node | None, following: Ordinal | None) -> Node | None:
        """What stands above several items of which none says who does it, for a ``责任单位：…`` behind the last of them."""
        if top is None or top.parent is None or not roles.is_annotation(self.parts[index].first, self.words):
            return None
        if (top.before is None or top.before.before is None) and not self._of_several:
            return None
        if following is not None and self.tree.rank(following) >= top.rank:
            return None
        for at in range(index - 1, -1, -1):
            node = self.parts[at].node
            if node is top.parent:
                return node
            if node is None or self._annotated(at):
                return None
        return None

    def _is_label(self, index: int) -> bool:
        """Whether names stand on the line below their label: ``责任单位：`` / ``市教育局，市财政局``."""
        line = self.parts[index]
        return line.bare[-1] == "：" and len(line.bare) <= _LABEL and roles.is_annotation(line, self.words)

    @cached_property
    def _of_several(self) -> bool:
        """Whether lines that say who does something speak of all items of a group, so that one of two items, or of one, does too.

        One stands behind three of which none says it, or several behind two, and none between two items.
        """
        behind = between = 0
        run, said = 0, False  # items since one said it; whether something has said it since the last
        last: Ordinal | None = None
        for at, found in enumerate(self._ordinals):
            if found is None:
                if run and roles.is_annotation(self.parts[at].first, self.words):
                    said = True
                elif run and self._annotated(at):
                    run = 0
                continue
            follows = last is not None and found.style == last.style and found.number == last.number + 1
            if said:
                between += follows
                behind += run >= _GROUP and not follows
                if run > _GROUP and not follows:
                    return True
            run = 0 if self._annotated(at) else run + 1 if follows and not said else 1
            last, said = found, False
        return behind > _GROUP and not between

    def _subheads(self, index: int, top: Node, following: Ordinal) -> bool:
        """A line without an ordinal between items that run on, as a heading over the next ones: ``深化数据改革`` / ``3.完善制度``."""
        if top.runs or not top.filled or following not in self._ordinals[index + 1 : index + 3]:
            return False
        if following.style != top.style or following.number != top.numbers[-1] + 1:
            return False
        text = self.parts[index].bare
        if _SIGNS.search(text) or self.words.patterns["body_end"].search(text):
            return False
        return self.parts[index - 1].bare[-1] == "。" or self._annotates(index - 1)

    def _article(self, text: str) -> Node | None:
        """The article that ends with ``本办法自2020年1月1日起实施。`` on a line of its own: in a regulation that is no closing.

        Nor is any such line under a heading of force: ``五、其他规定``.
        """
        if self.words.patterns["outside"].match(text):
            return None
        top = self.tree.top
        found = top if top is None or top.style == ARTICLE else top.parent
        if found and found.style == ARTICLE:
            return found
        return top if top and self.words.patterns["of_other"].search(top.text) else None

    def _of_force(self, top: Node) -> bool:
        """Whether a heading with nothing under it yet asks when all holds: ``3.2 实施时间``."""
        return not (top.runs or top.filled) and bool(self.words.patterns["of_force"].search(top.text))

    def _annotates(self, index: int) -> bool:
        """``责任单位：…``, ``（区财政局负责）``, ``——…``, ``一是…`` and table rows go with the item above them."""
        part = self.parts[index]
        text = part.bare
        if (
            part.columns
            or part.cells
            or text.startswith(("——", "|"))
            or roles.is_annotation(part.first, self.words)
        ):
            return True
        return text[0] in "（【〔[" and bool(self.words.patterns["annotation_end"].match(text))

    def says_who(self, index: int) -> bool:
        """Whether a paragraph does no more than say who does the item above it: ``（区财政局负责）``."""
        return self.parts[index].text[0] not in "—|" and self._annotates(index)

    def _annotated(self, index: int) -> bool:
        """Whether a paragraph ends by saying who does it."""
        part = self.parts[index]
        if roles.is_annotation(part.first, self.words):
            return True
        if "：" in part.bare[-_ANNOTATION:] and self.words.patterns["annotation_behind"].search(part.bare):
            return True
        return part.bare[-1] in "）】〕]" and bool(
            self.words.patterns["annotation_end"].search(part.bare[-_ANNOTATION:])
        )

    def _closes(self, text: str, top: Node) -> bool:
        patterns = self.words.patterns
        if (top.runs or top.filled) and patterns["closing"].search(text):
            return True
        return top.runs and top.run_in[0] > top.width and patterns["closing_call"].match(text) is not None


def _in_article(node: Node) -> bool:
    """Whether a provision is an article or stands under one: ``第二条`` → ``三、`` → ``（一）``."""
    return node.style == ARTICLE or (node.parent is not None and _in_article(node.parent))
