"""The nouns of the outline: what the lines of a document are, as views ready for the extractors."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from itertools import accumulate

from kg.fold import View
from kg.model import Provision

# What a block is. Page noise is no block at all.
META = "meta"  # a line of a site's metadata block: 文号：…, 成文日期：…
NUMBER = "number"  # the document's own 文号 line
TITLE = "title"  # a title line, of the document or of the plan it encloses
ADDRESSEES = "addressees"  # 各区人民政府，…：
SIGNATURE = "signature"
DATE = "date"  # the 成文日期 line
ATTACHMENT = "attachment"  # 附件：1.…
HEADING = "heading"  # a heading on a line of its own, with its ordinal
BODY = "body"  # running text: of a provision (with its ordinal and run-in heading), a preamble, a closing paragraph
TABLE = "table"  # one row of a table, cells separated by \t in the view
HISTORY = "history"  # who passed a text, and what has amended it: （…通过 根据…《…的决定》修正）
NOTE = "note"  # a bracket on a line of its own beside title or signature: （此件公开发布）
ANNEX = "annex"  # the line that opens an annex: 附件1

# the kinds in which facts stand; of a history, citations
SPEAKING = frozenset((HEADING, BODY, TABLE, HISTORY))


@dataclass(slots=True)
class Block:
    """One paragraph (hard line breaks joined, Markdown marks left out), one heading line or one table row.

    In the view, `[0:label_end]` is the ordinal as printed (``（一）``), `[label_end:heading_end]` the heading with its
    final 。 or ：, and the rest running text. `heading_end` is 0 where there is neither label nor heading, and equals
    `label_end` where an item has running text only.

    Nobody changes one, though it is not frozen: that would take three times as long to make. The fields of a named tuple
    take three times as long to read, and nothing is read as often as these.
    """

    kind: str
    view: View
    provision: str | None = None  # id of the smallest provision it stands in
    label_end: int = 0
    heading_end: int = 0

    @property
    def text(self) -> str:
        """The folded text of the view."""
        return self.view.text


@dataclass(frozen=True, slots=True)
class Speech:
    """The blocks in which facts stand, and their texts in one, to be searched once for all of them: ``一、目标\\n（一）…``.

    A view holds no line break, so one parts the texts in `whole`; a class such as ``[^，]`` takes it in and must name it.
    """

    blocks: tuple[Block, ...]
    texts: tuple[str, ...]  # the folded text of each
    whole: str  # these, a line each
    starts: tuple[int, ...]  # where each begins in `whole`
    # The number of the block in which `whole[offset]` stands: no function of our own, for it is asked at every sign.
    number: Callable[[int], int] = field(repr=False, compare=False)


def speech(blocks: Iterable[Block]) -> Speech:
    """What is said in `blocks`: in those of a kind in which facts stand."""
    speaking = tuple([block for block in blocks if block.kind in SPEAKING])
    texts = tuple([block.view.text for block in speaking])
    ends = accumulate([len(text) + 1 for text in texts], initial=0)
    starts = tuple(ends)[: len(texts)]
    return Speech(speaking, texts, "\n".join(texts), starts, partial(bisect_right, starts[1:]))


def holding(speech: Speech, words: Iterable[str]) -> set[int]:
    """The numbers of the blocks in which one of `words` stands: for signs that few blocks have."""
    whole, starts = speech.whole, speech.starts
    found: set[int] = set()
    for word in words:
        at = whole.find(word)
        while at >= 0:
            index = speech.number(at)
            found.add(index)
            at = whole.find(word, starts[index + 1]) if index + 1 < len(starts) else -1
    return found


@dataclass(frozen=True, slots=True)
class Outline:
    """A document cut into blocks and provisions.

    `meta` holds the pairs of a site's metadata block, labels folded and without white space (``("文号", "明医保规〔2023〕20号")``).
    `press` is true for an unnumbered document whose paragraphs are its provisions (``p1``, ``p2`` …).
    """

    blocks: tuple[Block, ...]
    provisions: tuple[Provision, ...]
    meta: tuple[tuple[str, str], ...] = ()
    press: bool = False
    folded: str = field(default="", repr=False, compare=False)  # the whole text in one shape, place for place
    # Made at once, for every extractor asks for them: what is said, and the few blocks that stand around it.
    speech: Speech = field(init=False, repr=False, compare=False)
    # titles, number, signatures, annexes
    frame: tuple[Block, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "speech", speech(self.blocks))
        around = tuple([block for block in self.blocks if block.kind not in SPEAKING])
        object.__setattr__(self, "frame", around)

    def spoken(self) -> str:
        """What the provisions say, without white space: no preamble, no signature, no page noise."""
        pairs = zip(self.speech.blocks, self.speech.texts, strict=True)
        return "".join([text for block, text in pairs if block.provision is not None])

    def speaking(self) -> tuple[Block, ...]:
        """The blocks in which facts stand, in order."""
        return self.speech.blocks
