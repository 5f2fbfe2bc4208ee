"""Paragraphs → blocks: cover, titles, addressees, provisions, signatures, attachments, annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg import blocks as kinds
from kg.blocks import Block, Outline
from kg.fold import view
from kg.lexicon import Section
from kg.model import Provision
from kg.outline import headings, roles
from kg.outline.joining import TERMINAL, Paragraph, paragraphs
from kg.outline.lines import Line
from kg.outline.ordinals import ARABIC, Ordinal, match
from kg.outline.titles import titles
from kg.outline.tree import Node, Tree

_SHORT = 70  # characters: a longer line is no title, signature or furniture
_ADDRESSEES = 500


@dataclass(slots=True)
class Draft:
    """A block while the provisions are still open."""

    paragraph: Paragraph
    kind: str
    node: Node | None = None
    opens: bool = False  # it begins with the ordinal of its provision
    label: int = 0  # where its label ends in the view
    heading: int = 0  # where its heading ends


class Reader:
    """Reads one document's lines into its outline."""

    def __init__(self, text: str, words: Section) -> None:
        self.text = text
        self.words = words
        self.tree = Tree()
        self.drafts: list[Draft] = []

    def outline(self, lines: Sequence[Line]) -> Outline:
        """Blocks and provisions of the document."""
        kept, meta, meta_lines = self._edges(list(lines))
        parts = paragraphs(kept, self._alone, lambda line: match(line.text) is not None)
        self._walk(parts)
        self._headings()
        found = [Block(kinds.META, view(self.text, line.spans)) for line in meta_lines]
        found += [self._block(draft) for draft in self.drafts]
        found.sort(key=lambda block: block.view.places[0] if block.view.places else 0)
        provisions = self.tree.provisions()
        if provisions:
            return Outline(tuple(found), provisions, tuple(meta))
        return self._press(found, tuple(meta))

    # -- the edges of a page

    def _edges(self, lines: list[Line]) -> tuple[list[Line], list[tuple[str, str]], list[Line]]:
        body = self._body_start(lines)
        tail = self._tail_start(lines, body)
        head, after = (
            list(roles.metadata(lines[:body], self.words)),
            list(roles.metadata(lines[tail:], self.words)),
        )
        taken = {index for index, _ in head} | {index + tail for index, _ in after}
        meta = [pair for _, pair in (*head, *after) if pair[1]]
        cut = next((i for i in range(tail, len(lines)) if roles.ends_page(lines[i], self.words)), len(lines))
        kept = [
            line
            for i, line in enumerate(lines[:cut])
            if i not in taken and not ((i < body or i >= tail) and self._noise(line))
        ]
        return kept, meta, [lines[i] for i in sorted(taken)]

    def _noise(self, line: Line) -> bool:
        return roles.is_furniture(line, self.words) and not self.words.patterns["genre_end"].search(line.bare)

    def _body_start(self, lines: list[Line]) -> int:
        """The first line of running text: an ordinal, or a long line with a sentence in it."""
        for index, line in enumerate(lines):
            if match(line.text) or (len(line.bare) > 45 and "。" in line.bare):
                return index
        return len(lines)

    def _tail_start(self, lines: list[Line], body: int) -> int:
        """Behind the last line of running text."""
        for index in range(len(lines) - 1, body - 1, -1):
            bare = lines[index].bare
            if roles.labels(lines[index], self.words):
                continue
            if (
                match(lines[index].text)
                or roles.is_date(lines[index])
                or (bare[-1] in "。；）" and len(bare) > 12)
            ):
                return index + 1
        return len(lines)

    def _alone(self, line: Line) -> bool:
        return (
            roles.is_date(line)
            or roles.is_number(line)
            or roles.is_annotation(line, self.words)
            or bool(roles.ATTACHED.fullmatch(line.bare))
            or "\t" in line.text
        )

    # -- the walk

    def _walk(self, parts: list[Paragraph]) -> None:
        index, front = 0, True
        while index < len(parts):
            if front:
                index = self._front(parts, index)
                front = False
                continue
            part = parts[index]
            text = part.text
            signed = self._signature(parts, index)
            if signed > index:
                for one in parts[index:signed]:
                    self._put(one, kinds.DATE if roles.is_date(one.lines[0]) else kinds.SIGNATURE)
                self.tree.leave()
                index, front = signed, True
                continue
            if roles.ATTACHMENTS.match(text) and len(text) < 400:
                index = self._attachments(parts, index)
                continue
            if roles.ATTACHED.fullmatch(text) or text in self.words.words["appendix"]:
                self._annex(text)
                self._put(part, kinds.ANNEX)
                index, front = index + 1, True
                continue
            self._body(parts, index)
            index += 1

    def _annex(self, text: str) -> None:
        digits = re.search(r"\d+", text)
        count = (
            int(digits.group()) if digits else int(self.tree.prefix[1:-1] or 0) + 1 if self.tree.prefix else 1
        )
        self.tree.leave(f"a{count}." if self.tree.nodes else None)

    def _front(self, parts: list[Paragraph], index: int) -> int:
        """Titles, number and addressees at the head of a text; returns where running text begins."""
        end = index
        while end < len(parts) and self._is_front(parts[end].text, parts[end].lines[0]):
            end += 1
        run = list(range(index, end))
        loose: list[int] = []
        for i in run:
            kind = self._front_kind(parts[i])
            if kind:
                self._titles(parts, loose)
                loose = []
                self._put(parts[i], kind)
            else:
                loose.append(i)
        self._titles(parts, loose)
        return end

    def _is_front(self, text: str, line: Line) -> bool:
        if match(line.text):
            return False
        if len(text) <= _ADDRESSEES and text.endswith("：") and "。" not in text:
            return True
        return len(text) <= 2 * _SHORT and text[-1] not in TERMINAL

    def _front_kind(self, part: Paragraph) -> str | None:
        line, text = part.lines[0], part.text
        if roles.is_number(line):
            return kinds.NUMBER
        if roles.is_date(line):
            return kinds.DATE
        if roles.is_note(line):
            return kinds.NOTE
        if text.endswith("："):
            return kinds.ADDRESSEES
        if roles.ATTACHED.fullmatch(text):
            return kinds.ANNEX
        return None

    def _titles(self, parts: list[Paragraph], loose: list[int]) -> None:
        run = [parts[i] for i in loose]
        for group in titles(run, self.words):
            lines = tuple(line for i in group for line in run[i].lines)
            self._put(Paragraph(lines), kinds.TITLE)

    def _signature(self, parts: list[Paragraph], index: int) -> int:
        """The end of a signature with its date that begins at `index`, else `index`."""
        end = index
        while end < len(parts) and end - index < 20:
            text = parts[end].text
            if roles.is_date(parts[end].lines[0]):
                return end + 1
            if len(text) > _SHORT or text[-1] in TERMINAL or match(parts[end].lines[0].text):
                return index
            end += 1
        return index

    def _attachments(self, parts: list[Paragraph], index: int) -> int:
        """``附件：1.…`` and the lines of its list."""
        self._put(parts[index], kinds.ATTACHMENT)
        index += 1
        while index < len(parts) and len(parts[index].text) <= _SHORT:
            found = match(parts[index].lines[0].text)
            if found is None or found.style != ARABIC or parts[index].text[-1] in TERMINAL:
                break
            self._put(parts[index], kinds.ATTACHMENT)
            index += 1
        return index

    def _body(self, parts: list[Paragraph], index: int) -> None:
        part = parts[index]
        found = match(part.lines[0].text)
        if found is not None:
            self._open(part, found)
            return
        kind = kinds.TABLE if "\t" in part.lines[0].text else kinds.BODY
        node = self._owner(parts, index)
        if node is not None:
            node.reach(part.end)
        self._put(part, kind, node)

    def _open(self, part: Paragraph, found: Ordinal) -> None:
        whole = view(self.text, part.spans)
        label = self.text[whole.position(0) : whole.position(found.width - 1) + 1]
        node = self.tree.add(found, "".join(label.split()), part.start, part.end)
        self.drafts.append(Draft(part, kinds.BODY, node, True, found.width))

    def _put(self, part: Paragraph, kind: str, node: Node | None = None) -> None:
        self.drafts.append(Draft(part, kind, node))

    def _owner(self, parts: list[Paragraph], index: int) -> Node | None:
        """The provision that an unnumbered paragraph belongs to."""
        top = self.tree.top
        if top is None:
            return None
        text = parts[index].text
        if roles.is_annotation(parts[index].lines[0], self.words) or text.startswith("——"):
            return top
        following = self._next(parts, index)
        last = self._last_draft(top)
        runs = (
            last is not None
            and last.opens
            and last.paragraph.text[-1] in TERMINAL + "）"
            and len(last.paragraph.text) > 40
        )
        if not runs:
            if following is None and self.words.patterns["closing"].search(text) and len(text) < 160:
                return None
            return top
        if following is not None and self.tree.rank(following) == top.rank:
            return top
        if following is None:
            return None
        return top.parent or top

    def _next(self, parts: list[Paragraph], index: int) -> Ordinal | None:
        for part in parts[index + 1 :]:
            found = match(part.lines[0].text)
            if found is not None:
                return found
        return None

    def _last_draft(self, node: Node) -> Draft | None:
        return next((draft for draft in reversed(self.drafts) if draft.node is node), None)

    # -- headings

    def _headings(self) -> None:
        filled = {id(draft.node) for draft in self.drafts if draft.node is not None and not draft.opens}
        unsure: list[Draft] = []
        for draft in self.drafts:
            if draft.opens and draft.node is not None:
                follows = id(draft.node) in filled or bool(draft.node.children)
                if not self._heading(draft, follows):
                    unsure.append(draft)
        for draft in unsure:
            self._by_siblings(draft)

    def _heading(self, draft: Draft, follows: bool) -> bool:
        node, text, at = draft.node, draft.paragraph.text, draft.label
        assert node is not None
        end = headings.bracketed(text, at)
        if end == at and (follows or text[-1] not in TERMINAL + "）"):
            end = headings.alone(text, at, node.style)
            if end > at:
                draft.kind = kinds.HEADING
        sure = end > at
        if end == at:
            end, sure = headings.run_in(text, at, self.words)
        if sure:
            self._set_heading(node, text[at:end])
            draft.heading = end
        return sure

    def _set_heading(self, node: Node, text: str) -> None:
        node.heading = text.rstrip("。：；").strip("【】〔〕[]")

    def _by_siblings(self, draft: Draft) -> None:
        pass

    # -- results

    def _block(self, draft: Draft) -> Block:
        node = draft.node
        whole = view(self.text, draft.paragraph.spans)
        return Block(
            draft.kind, whole, node.id if node else None, draft.label, max(draft.label, draft.heading)
        )

    def _press(self, found: list[Block], meta: tuple[tuple[str, str], ...]) -> Outline:
        blocks: list[Block] = []
        provisions: list[Provision] = []
        for block in found:
            if block.kind == kinds.BODY:
                name = f"p{len(provisions) + 1}"
                span = block.view.span(0, len(block.text))
                provisions.append(Provision(name, None, None, span.start, span.end))
                block = Block(block.kind, block.view, name)
            blocks.append(block)
        return Outline(tuple(blocks), tuple(provisions), meta, press=True)
