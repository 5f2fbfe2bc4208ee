"""Lines → drafts of blocks: fronts, provisions with what stands in them, signatures, attachments, annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg import blocks as kinds
from kg.lexicon import Section
from kg.outline import attachments, headings, roles
from kg.outline.columns import BAR
from kg.outline.front import LEAD_ENDS, front, front_end, signature_end, signature_kind
from kg.outline.line import Line
from kg.outline.ordinals import (
    ARTICLE,
    CHAPTER,
    CHINESE,
    CHINESE_BRACKET,
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
from kg.outline.owners import Owners
from kg.outline.sections import footnotes, in_tables, notes
from kg.outline.tree import Node, Tree

_ATTACHMENTS = 400
_SIGNED = 24  # blocks in front of an annex among which its notice is signed
_TITLE = 60
_LABELS = 3  # blocks in front of a title among which its label stands
_ANNEX_LABEL = 5  # characters of 附件10
_OUTER = frozenset((CHINESE, CHAPTER, ARTICLE))  # that no row of a table opens with
_DOUBTFUL = frozenset((CIRCLED, DECIMAL))  # that may be none: ② above a column, 2.3 at the head of a line
_NOTE_SIGN, _NOTES = "注", "注："
_ORDINAL_PIECE = 3
_SECOND = re.compile("[。；]（二）")
_LABEL_END = re.compile(r"\s*：\s*|\s+")  # between 附件1 and its title
_SAYS = re.compile("[，。；：]")


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
        self._listed: bool | None = None  # whether annexes stand behind a signed notice without ordinals
        self._attached: list[
            tuple[int, str]
        ] = []  # what has been listed as attached, until its title is read
        majors = decimal_majors([part.ordinal for part in parts])
        self._ordinals = [
            self._ordinal(part, majors) if part.ordinal or majors or part.lines else None for part in parts
        ]
        if majors:
            self.tree.inside = begun_inside(self._ordinals)
        if _NOTE_SIGN in folded and _NOTES in folded:  # one sign is found sooner than two
            for index in list(notes(parts, self._ordinals)):
                self._ordinals[index] = None
        if any(one is not None and one.style == CIRCLED for one in self._ordinals):
            for index in list(footnotes(parts, self._ordinals, words)):
                self._ordinals[index] = None
        for index in list(in_tables(parts, self._ordinals)) if "\t" in folded else ():
            parts[index].columns, self._ordinals[index] = True, None
        self._owners = Owners(parts, self._ordinals, self.tree, words)

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
            if found is not None and self._runs_on(found, text):
                self._body(index)
            elif found is not None and (found.style not in _DOUBTFUL or self._takes(found, text)):
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
        if attaches and self._is_annex(index):
            self._annex(index)
            return index + 1, True
        if attaches and len(part.bare) < _ATTACHMENTS and roles.ATTACHMENTS.match(part.bare):
            behind = attachments.end(self.parts, index, self.words)
            self._attached += attachments.names(self.parts[index:behind])
            for one in self.parts[index:behind]:
                self._draft(one, kinds.ATTACHMENT)
            if behind < len(self.parts) and attachments.is_table(self.parts[behind], self.words):
                self.tree.leave()  # the annex itself
            return behind, self.tree.top is None and signature_end(self.parts, behind, self.words) == behind
        if (attaches and roles.ATTACHED.fullmatch(part.bare)) or part.bare in self.words.words["appendix"]:
            self._annex(index)
            return index + 1, True
        if roles.is_imprint(part.bare, self.words) or roles.is_disclosure(part, self.words):
            self._draft(part, kinds.NOTE)
            return index + 1, False
        if self._listed_at(index):
            return index, True
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
        if self._is_annex(index):
            return index
        titled = self._begin_listed(index)
        limit = max(titled, front_end(self.parts, index, self.words))
        end = next((at for at in range(index, limit) if self._ordinals[at]), limit)
        if end == index and not self._ordinals[index] and self._is_title(index):
            end += not attachments.lists(self.parts, index)
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
        following = self._owners.following(index)
        if following is None or following.numbers != (1,):
            return False
        return not self.tree.nodes or self.tree.rank(following) <= self.tree.nodes[0].rank

    # -- annexes and attachments

    def _annex(self, index: int) -> None:
        part = self.parts[index]
        self._name_annex(_LABEL_END.split(part.text.strip(), maxsplit=1)[0], index)
        self._draft(part, kinds.ANNEX)

    def _is_annex(self, index: int) -> bool:
        """Whether a line right behind a signature opens the annex: ``附：水库管理实施方案`` / ``一、总体要求``, ``附件：`` / its title."""
        if self.parts[index].bare[0] != roles.ATTACHES:
            return False
        label, name = [*_LABEL_END.split(self.parts[index].text.strip(), maxsplit=1), ""][:2]
        if len(label) > _ANNEX_LABEL:
            return False
        signed = any(draft.kind == kinds.SIGNATURE for draft in self.drafts[-_SIGNED:])
        if not (signed and self.tree.nodes):
            return False
        at = index + 1 if name else index + 2
        if not name:
            name = self.parts[index + 1].bare if at < len(self.parts) else ""
        while at < len(self.parts) - 1 and self.parts[at].bare.startswith(("（", name)):
            at += 1  # （征求意见稿）; the title once more
        begins = self._ordinals[at] if at < len(self.parts) and name else None
        return (
            begins is not None
            and begins.style in _OUTER
            and begins.number == 1
            and roles.names_genre(name, self.words)
        )

    def _listed_at(self, index: int) -> tuple[int, int] | None:
        """Which annex of the list has its title here, with no label above it, and where that ends."""
        found = attachments.title(self.parts, index, self._attached) if self._attached else None
        if found is None or any(draft.kind == kinds.ANNEX for draft in self.drafts[-_LABELS:]):
            return None
        following, behind = self._owners.following(index), self.parts[found[1] : found[1] + 1]
        begins = following is not None and following.numbers == (1,)
        return found if begins or (behind and attachments.is_table(behind[0], self.words)) else None

    def _begin_listed(self, index: int) -> int:
        """Go over to the annex of the list whose title stands here; where that ends, else `index`."""
        found = self._listed_at(index)
        if found is None:
            return index
        self._attached = [one for one in self._attached if one[0] != found[0]]
        self._name_annex(str(found[0] or ""), index - 1)
        return found[1]

    def _name_annex(self, text: str, index: int) -> None:
        """Ordinals behind ``附件2`` go under a2; a plan enclosed in its notice, or a file that is an annex, has plain ids.

        So have those behind a notice without ordinals of its own, unless it says that it issues something.
        """
        if (not self.tree.nodes and not self._lists_behind()) or self._encloses(index):
            self.tree.leave()
            return
        digits = re.search(r"\d+", text)
        before = re.match(r"a(\d+)", self.tree.prefix)
        count = int(digits.group()) if digits else int(before.group(1)) + 1 if before else 1
        self.tree.leave(f"a{count}.")

    def _lists_behind(self) -> bool:
        """Whether a signed notice without ordinals stands in front that issues nothing: 关于废止部分文件的通知."""
        if self._listed is None and any(draft.kind == kinds.SIGNATURE for draft in self.drafts[-_SIGNED:]):
            said = [self._cover, *(draft.bare for draft in self.drafts if draft.kind == kinds.BODY)]
            self._listed = not any(map(self.words.patterns["issues"].search, said))
        return bool(self._listed)

    def _encloses(self, index: int) -> bool:
        """Whether the title behind this line is the one that the notice's title names."""
        name = self.parts[index + 1].bare if index + 1 < len(self.parts) else ""
        return len(name) > 4 and name in self._cover and not self.tree.prefix

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

    def _runs_on(self, found: Ordinal, text: str) -> bool:
        """Whether an item begins a list within its paragraph, under one of its own kind: ``（一）常态化清理。（二）完善建设。``."""
        if found.style != CHINESE_BRACKET or found.number != 1 or _SECOND.search(text, found.width) is None:
            return False
        return self.tree.top is not None and self.tree.top.style == CHINESE_BRACKET

    def _body(self, index: int) -> None:
        part, tree = self.parts[index], self.tree
        node = None
        if tree.top is not None:
            node = self._owners.owner(index)
            if node is None:
                tree.leave()
            else:
                node.end = part.end
                node.filled += 1
                node.below = node.below or node.text[-1] != "。" or not self._owners.says_who(index)
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


def _broken(part: Line) -> Ordinal | None:
    """An ordinal in pieces: ``（`` / ``四`` / ``）资源利用提升。``."""
    if not part.lines or len(part.first.bare) > _ORDINAL_PIECE:
        return None
    return match(part.bare)
