"""Canonical text → blocks and provisions, by numbering style.

Tags of HTML and what a generator of pages writes around a text are made white (`tags`, `matter`),
lines (`line`) freed from marks and page numbers (`lines`) and, where figures stand on lines of
their own, those of a sentence put together (`runs`), a text on one line is cut (`flat`), breaks after so many characters
undone (`unwrap`), items that run on in a line parted (`within`), a site's page is taken off (`edges`, `catalogue`), lines are
joined to paragraphs (`layout`, `joining`, `pieces`); those with an ordinal (`ordinals`) make the tree (`tree`), the others go to
the provision that they stand in (`parts`, `owners`); headings are told from running text at the end (`headings`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from kg import blocks as kinds
from kg.blocks import Block, Outline
from kg.fold import View, curled, smooth, view
from kg.lexicon import Lexicon, Section
from kg.model import Document, Provision
from kg.outline import headings, roles, torn, within
from kg.outline.cited import goes_on
from kg.outline.dumped import gapped, unpacked
from kg.outline.edges import Page, page
from kg.outline.flat import unfolded
from kg.outline.joining import paragraphs
from kg.outline.line import BULLETS, TERMINAL, Line
from kg.outline.lines import lines
from kg.outline.matter import unwrapped as unfronted
from kg.outline.parts import Reader
from kg.outline.rows import row
from kg.outline.scanned import figured
from kg.outline.tags import untagged
from kg.outline.unwrap import unwrapped

_OFFICIAL = frozenset((kinds.NUMBER, kinds.ADDRESSEES, kinds.SIGNATURE, kinds.DATE))
_SUBTITLE = 40
_LABEL = 8  # characters of a label above names
_CLOSED = frozenset("》〉”")  # what a headline may end with that tells of a document


def parse(document: Document, lexicon: Lexicon) -> Outline:
    """The outline of a document: ``一、`` → 1, ``（一）`` under it → 1.1; an unnumbered one has p1, p2 …"""
    return parse_all((document,), lexicon)[0]


def parse_all(documents: Sequence[Document], lexicon: Lexicon) -> list[Outline]:
    """The same of each of several: each step goes through all before the next begins, as its code stays in the cache."""
    words, columns = lexicon["outline"], lexicon["columns"]
    alone, body = partial(roles.is_alone, words=words), partial(roles.is_body, words=words)
    plain = [untagged(unpacked(figured(smooth(document.text)), words)) for document in documents]
    folded = [curled(gapped(unfronted(text, words))) for text in plain]
    printed = [lines(text, words, columns) for text in folded]
    whole = [unfolded(unwrapped(some, alone), words) for some in printed]
    sheets = [page(within.parted(some), words) for some in whole]
    lonely = [roles.lonely(sheet.lines, words) for sheet in sheets]
    pairs = zip(sheets, lonely, strict=True)
    cited, broken, says_of = (partial(rule, words) for rule in (goes_on, torn.goes_on, torn.says_of))
    parts = [paragraphs(sheet.lines, apart, body, cited, broken, says_of) for sheet, apart in pairs]
    texts = zip(documents, folded, parts, strict=True)
    readers = [Reader(document.text, text, some, words) for document, text, some in texts]
    for reader in readers:
        reader.read()
    for reader in readers:
        headings.assign(reader.text, reader.folded, reader.drafts, words)
    return [_outline(reader, sheet, words) for reader, sheet in zip(readers, sheets, strict=True)]


def _outline(reader: Reader, sheet: Page, words: Section) -> Outline:
    """The outline of what has been read, with what stands around it on its page."""
    folded, found = reader.folded, _blocks(reader.text, reader.folded, reader.drafts)
    if sheet.labels:
        labels = [Block(kinds.META, view(reader.text, line.spans)) for line in sheet.labels]
        found += [block for block in labels if block.view.text]
        found.sort(key=_place)
    provisions = reader.tree.provisions()
    if provisions:
        if sheet.notices:
            notices = [Block(kinds.BODY, line.view(folded)) for line in sheet.notices]
            found = sorted([*found, *notices], key=_place)
        return Outline(tuple(found), provisions, sheet.meta, folded=folded)
    return _unnumbered(found, sheet.meta, folded, words)


def _place(block: Block) -> int:
    return block.view.places[0]


def _blocks(text: str, folded: str, drafts: Sequence[Line]) -> list[Block]:
    found: list[Block] = []
    for draft in drafts:
        kind, node = draft.kind, draft.node
        if kind == kinds.TABLE:
            seen = row(text, folded, draft)
            if not seen.text:
                continue
        elif draft.whole:
            seen = tuple.__new__(View, (draft.bare, (0,), (draft.start,)))
        else:
            seen = draft.view(folded)
        if node is None:
            found.append(Block(kind, seen))
            continue
        label, heading = draft.label, draft.heading
        found.append(Block(kind, seen, node.id, label, heading if heading > label else label))
    return found


def _unnumbered(
    found: list[Block], meta: tuple[tuple[str, str], ...], folded: str, words: Section
) -> Outline:
    """A document without ordinals has its paragraphs as provisions: p1, p2 …"""
    blocks: list[Block] = []
    provisions: list[Provision] = []
    for index, block in enumerate(found):
        seen = block.view
        text, starts, places = seen
        if block.kind == kinds.BODY and (
            len(text) > _SUBTITLE
            or len(found) == 1
            or (text[-1] in TERMINAL and not (_asks(found, index, words) or _labels(text)))
            or text.endswith("。”")
            or _is_listed(found, index)
        ):
            name = f"p{len(provisions) + 1}"
            end = places[-1] + len(text) - starts[-1]
            provisions.append(tuple.__new__(Provision, (name, None, None, places[0], end, False, None)))
            block.provision = name  # nobody has seen it yet
        blocks.append(block)
    press = (
        bool(provisions)
        and _OFFICIAL.isdisjoint([block.kind for block in blocks])
        and not _is_official(blocks, words)
    )
    return Outline(tuple(blocks), tuple(provisions), meta, press, folded)


def _is_listed(found: Sequence[Block], index: int) -> bool:
    """Whether a short line is marked as an item, or opens a list of such: ``全年预期目标`` / ``●粮食产量1100亿斤以上``."""
    return any(block.text[0] in BULLETS for block in found[index : index + 2])


def _asks(found: Sequence[Block], index: int, words: Section) -> bool:
    """Whether a short line is a subtitle that asks what the paragraph below answers: ``目标的表述有哪些变化？``."""
    text = found[index].text
    if text[-1] not in roles.CALLS or index + 1 == len(found) or "。" in text:
        return False
    below = found[index + 1]
    long = below.kind == kinds.BODY and len(below.text) > _SUBTITLE
    return long and not words.patterns["salutes"].search(text)


def _labels(text: str) -> bool:
    """Whether a paragraph is a label whose names stand on other lines: ``副组长：``, not ``现公告如下：``."""
    return text[-1] == "：" and len(text) <= _LABEL and text[-2:-1] != "下"


def _is_official(blocks: Sequence[Block], words: Section) -> bool:
    """Whether a document without a mark of office is none of the press all the same.

    Its title says so (``某市人大常委会关于批准…的决议``), it is a table with its title, or an annex alone;
    or its first paragraph says what it is: ``现纪要如下：``.
    """
    title = next((block.text for block in blocks if block.kind == kinds.TITLE), "")
    opening = next((block.text for block in blocks if block.kind == kinds.BODY), "")
    if opening[-1:] in "：。" and words.patterns["announces"].search(opening):
        return True  # …参加会议。现纪要如下：
    if not roles.names_genre(title, words):
        return False
    about = title.find(words.words["about"][0])
    told = words.patterns["told"].search(title)
    if about >= 0 and title[-1] not in _CLOSED:
        return told is None or told.start() > about
    sheet = blocks[0].kind == kinds.ANNEX or any(block.kind == kinds.TABLE for block in blocks)
    return sheet and told is None
