"""Lines → drafts of blocks: fronts, provisions with what stands in them, signatures, attachments, annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg import blocks as kinds
from kg.lexicon import Section
from kg.outline import headings, roles
from kg.outline.columns import BAR
from kg.outline.front import LEAD_ENDS, front, front_end, signature_end, signature_kind
from kg.outline.line import Line
from kg.outline.ordinals import (
    ARABIC,
    ARTICLE,
    CHAPTER,
    CHINESE,
    CIRCLED,
    DECIMAL,
    INSIDE,
    Ordinal,
    begun_inside,
    chapter,
    decimal_majors,
    goes_on_inside,
    match,
)
from kg.outline.sections import in_tables, notes
from kg.outline.tree import Node, Tree

_ATTACHMENT_LINE = 80
_ATTACHMENTS = 400
_TITLE = 60
_OUTER = frozenset((CHINESE, CHAPTER, ARTICLE))  # that no row of a table opens with
_DOUBTFUL = frozenset((CIRCLED, DECIMAL))  # that may be none: ② above a column, 2.3 at the head of a line
_NOTE_SIGN, _NOTES = "注", "注："
_CLOSING = 200
_ORDINAL_PIECE = 3
_ANNOTATION = 200
_SUBHEAD = 30  # characters of a heading without an ordinal
_SAYS = re.compile("[，。；：]")
_SIGNS = re.compile("[。；：，|]|^[表图附注（【]")


class Reader:
    """Walks the paragraphs of one document and keeps the provision that is open."""

    def __init__(self, text: str, folded: str, parts: Sequence[Line], words: Section) -> None:
        self.text = text
        self.folded = folded
        self.parts = parts
        self.words = words
        self.shapes = headings.shapes(words)
        self.tree = Tree()
        self.drafts: list[Line] = []
        self._cover = ""  # the first title
        self._of_several = False  # whether an annotation behind three items or more was that of them all
        majors = decimal_majors([part.ordinal for part in parts])
        self._ordinals = [
            self._ordinal(part, majors) if part.ordinal or majors or part.lines else None for part in parts
        ]
        if majors:
            self.tree.inside = begun_inside(self._ordinals)
        if _NOTE_SIGN in folded and _NOTES in folded:  # one sign is found sooner than two
            for index in list(notes(parts, self._ordinals)):
                self._ordinals[index] = None
        for index in list(in_tables(parts, self._ordinals)) if "\t" in folded else ():
            parts[index].columns, self._ordinals[index] = True, None
        self._ahead = 0  # up to which paragraph it is known what comes …
        self._coming: Ordinal | None = None  # … and this is it

    def read(self) -> None:
        """Fill `tree` and `drafts`."""
        parts, ordinals = self.parts, self._ordinals
        index, in_front = 0, True
        while index < len(parts):
            if in_front:
                index, begun = self._front(index), index
                in_front = index > begun and self._leads(parts[index - 1].bare)
                continue
            found, text = ordinals[index], parts[index].bare
            if found is not None and (found.style not in _DOUBTFUL or self._takes(found, text)):
                self._open(parts[index], found)
            elif found is not None or roles.is_running(text, self.words):
                self._body(index)
                in_front = self._leads(text)
            else:
                index, in_front = self._step(index)
                continue
            index += 1

    def _takes(self, found: Ordinal, text: str) -> bool:
        """Whether an ordinal has a place here: a ② that nothing is above, and no sentence behind, is the head of a column."""
        if found.style == CIRCLED:
            return self.tree.top is not None or _SAYS.search(text) is not None
        return self.tree.takes(found)

    def _draft(self, part: Line, kind: str) -> None:
        part.kind, part.node, part.label, part.heading = kind, None, 0, 0
        self.drafts.append(part)

    # -- one step

    def _step(self, index: int) -> tuple[int, bool]:
        """Read what stands at `index` without an ordinal; where to go on, and whether a new front begins there."""
        part = self.parts[index]
        signed = signature_end(self.parts, index, self.words)
        if signed > index:
            for one in self.parts[index:signed]:
                self._draft(one, signature_kind(one))
            self.tree.leave()
            return signed, True
        attaches = part.bare[0] == roles.ATTACHES
        if attaches and len(part.bare) < _ATTACHMENTS and roles.ATTACHMENTS.match(part.bare):
            behind = self._attachments(index)
            return behind, self.tree.top is None and signature_end(self.parts, behind, self.words) == behind
        if (attaches and roles.ATTACHED.fullmatch(part.bare)) or part.bare in self.words.words["appendix"]:
            self._annex(index)
            return index + 1, True
        if roles.is_imprint(part.bare, self.words) or roles.is_disclosure(part, self.words):
            self._draft(part, kinds.NOTE)
            return index + 1, False
        if self._is_plan_title(index):
            self.tree.leave()
            return index, True
        self._body(index)
        return index + 1, self._leads(part.bare)

    def _leads(self, text: str) -> bool:
        """Whether a news site's lead ends here and the document begins: ``…印发《…方案》。全文如下：``."""
        return (
            text[-1] in LEAD_ENDS
            and self.tree.top is None
            and bool(self.words.patterns["in_full"].search(text))
        )

    def _front(self, index: int) -> int:
        limit = front_end(self.parts, index, self.words)
        end = next((at for at in range(index, limit) if self._ordinals[at]), limit)
        if end == index and not self._ordinals[index] and self._is_title(index):
            end = index + 1
        for kind, part in front(self.parts[index:end], not (self._cover or self.tree.nodes), self.words):
            if kind == kinds.TITLE:
                self._cover = self._cover or part.bare
            if kind == kinds.ANNEX:
                self._name_annex(part.bare, index)
            self._draft(part, kind)
        return end

    def _is_title(self, index: int) -> bool:
        text = self.parts[index].bare
        return len(text) <= _TITLE and "，" not in text and roles.names_genre(text, self.words)

    def _is_plan_title(self, index: int) -> bool:
        """A title line in the middle of the text, behind which ordinals begin anew."""
        if not self._is_title(index) or self._ordinals[index] or self.parts[index - 1].bare[-1] not in "。）":
            return False
        following = self._following(index)
        if following is None or following.numbers != (1,):
            return False
        return not self.tree.nodes or self.tree.rank(following) <= self.tree.nodes[0].rank

    # -- annexes and attachments

    def _annex(self, index: int) -> None:
        part = self.parts[index]
        self._name_annex(part.bare, index)
        self._draft(part, kinds.ANNEX)

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
        name = self.parts[index + 1].bare if index + 1 < len(self.parts) else ""
        return len(name) > 4 and name in self._cover and not self.tree.prefix

    def _attachments(self, index: int) -> int:
        """``附件：1.…`` and the lines of its list."""
        self._draft(self.parts[index], kinds.ATTACHMENT)
        if self._named_below(index):
            index += 1
            self._draft(self.parts[index], kinds.ATTACHMENT)
        index += 1
        while index < len(self.parts) and (self._lists(self.parts[index]) or self._lists_on(index)):
            self._draft(self.parts[index], kinds.ATTACHMENT)
            index += 1
        if index < len(self.parts) and self._is_table(self.parts[index]):
            self.tree.leave()  # the annex itself
        return index

    def _named_below(self, index: int) -> bool:
        """Whether the name of the one annex stands below its label: ``附件：`` / ``2017年度公立医院院长年薪基数表``."""
        part = self.parts[index + 1] if index + 1 < len(self.parts) else None
        if part is None or self.parts[index].bare[-1] != "：" or part.ordinal or not _may_attach(part):
            return False
        if roles.is_date(part.bare) or self.words.patterns["body_end"].search(part.bare):
            return False
        return signature_end(self.parts, index + 2, self.words) > index + 2

    def _is_table(self, part: Line) -> bool:
        """Whether a table begins here, its cells run together or not: ``序号 案件名称 案件类型 1 2 3``."""
        return part.columns or part.bare.startswith(self.words.words["numbers_rows"])

    def _lists(self, part: Line) -> bool:
        found = part.ordinal
        return found is not None and found.style == ARABIC and _may_attach(part)

    def _lists_on(self, index: int) -> bool:
        """Whether a line is the rest of a name that the next one follows: ``附件1.某局关于`` / ``…领导小组`` / ``2.…标准``."""
        rest = self.parts[index]
        following = self.parts[index + 1] if index + 1 < len(self.parts) else None
        return rest.ordinal is None and _may_attach(rest) and following is not None and self._lists(following)

    # -- provisions

    def _ordinal(self, part: Line, majors: frozenset[int]) -> Ordinal | None:
        found = part.ordinal or _broken(part) or chapter(part.text, majors)
        if (
            found is None
            or (part.cells and part.text.count("\t") > 1)
            or (part.columns and (found.style not in _OUTER or BAR in part.text))
            or (found.style in INSIDE and goes_on_inside(found, part.bare))
            or (found.style == ARTICLE and self.words.patterns["amended"].match(part.bare, found.width))
        ):
            return None
        return found

    def _following(self, index: int) -> Ordinal | None:
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
            if (text[-1] in roles.DATED and roles.is_date(text)) or _attaches(text):
                return None
        self._ahead = len(self.parts)
        return None

    def _body(self, index: int) -> None:
        part, tree = self.parts[index], self.tree
        node = None
        if tree.top is not None:
            node = self._owner(index)
            if node is None:
                tree.leave()
            else:
                node.end = part.end
                node.filled += 1
                node.below = node.below or node.text[-1] != "。" or not self._says_who(index)
        row = part.columns or part.cells or part.text[0] == "|"
        part.kind = kinds.TABLE if row else kinds.BODY
        part.node, part.label, part.heading = node, 0, 0
        self.drafts.append(part)

    def _open(self, part: Line, found: Ordinal) -> None:
        text, start, width, style = part.bare, part.start, found.width, found.style
        node = self.tree.add(found, start, part.end)
        if part.whole:
            node.label = self.text[start : start + width]
        else:
            behind = part.view(self.folded).position(width - 1) + 1
            node.label = "".join(self.text[start:behind].split())
        node.text = text
        node.alone = alone = headings.alone(text, width, style, self.shapes)
        within = alone == width or headings.may_go_on(text, style)
        node.run_in = headings.run_in(text, width, self.shapes) if within else (width, False)
        node.runs = node.alone == width or self._as_before(node)
        part.kind, part.node, part.label, part.heading = kinds.BODY, node, width, 0
        self.drafts.append(part)

    def _as_before(self, node: Node) -> bool:
        """A short sentence is running text where the item in front of it was one, with nothing under it."""
        before = node.before
        if before is None or before.filled or before.divided or before.run_in[0] > before.width:
            return False
        last, own = before.text[-1], node.text[-1]
        return (last in "。；" and own in "。；") or last == own == "）"

    def _owner(self, index: int) -> Node | None:
        """The provision that an unnumbered paragraph belongs to, None for one that closes the whole document."""
        top, text, following = self.tree.top, self.parts[index].bare, self._following(index)
        if top is None or self._annotates(index):
            return self._of_all(index, top, following) or top
        if len(text) <= _SUBHEAD and following is not None and self._subheads(index, top, following):
            return top.parent
        if following is None and len(text) <= _CLOSING and self._closes(text, top):
            return self._article(text)
        force = self.words.patterns["in_force"]
        if following is None and top.style != ARTICLE and force.match(text) and not self._of_force(top):
            return None
        if following is None and self._annotated(index - 1) and not self._annotated(index):
            return top if not top.filled and not top.runs and "。" not in top.text else None
        if not top.runs and not (top.filled and top.text[-1] == "："):
            return top
        if following is not None and self.tree.rank(following) >= top.rank:
            self.tree.many.add(top.style)
            return top
        if top.style in self.tree.many or top.style == ARTICLE:
            return top
        if following is None:
            return top.parent if top.parent and _in_article(top.parent) else None
        return top.parent or top

    def _of_all(self, index: int, top: Node | None, following: Ordinal | None) -> Node | None:
        """What stands above several items of which none says who does it, for a ``责任单位：…`` behind the last of them."""
        if top is None or top.parent is None or not roles.is_annotation(self.parts[index].first, self.words):
            return None
        if top.before is None or (top.before.before is None and not self._of_several):
            return None
        if following is not None and self.tree.rank(following) >= top.rank:
            return None
        for at in range(index - 1, -1, -1):
            node = self.parts[at].node
            if node is top.parent:
                self._of_several = True
                return node
            if node is None or self._annotated(at):
                return None
        return None

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

    def _says_who(self, index: int) -> bool:
        return self.parts[index].text[0] not in "—|" and self._annotates(index)

    def _annotated(self, index: int) -> bool:
        """Whether a paragraph ends by saying who does it."""
        part = self.parts[index]
        if roles.is_annotation(part.first, self.words):
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


def _may_attach(part: Line) -> bool:
    """Whether a line is as short as the name of an attachment, and no sentence."""
    return len(part.bare) <= _ATTACHMENT_LINE and part.bare[-1] not in "。：；"


def _attaches(text: str) -> bool:
    return text[0] == roles.ATTACHES and bool(roles.ATTACHED.fullmatch(text) or roles.ATTACHMENTS.match(text))


def _broken(part: Line) -> Ordinal | None:
    """An ordinal in pieces: ``（`` / ``四`` / ``）资源利用提升。``."""
    if not part.lines or len(part.first.bare) > _ORDINAL_PIECE:
        return None
    return match(part.bare)
