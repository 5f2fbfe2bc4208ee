"""Where a person should look again: sentences that promise a fact and gave none, and facts of doubtful rules.

``由市卫生健康委牵头制定方案。`` holds 牵头; where no responsibility was read in it, it is listed. Many such sentences hold
none (``对本级党委负责``), but what documents say in a way that no rule knows yet is among them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise
from re import Pattern
from typing import NamedTuple

from kg import lexicon, outline
from kg.blocks import HEADING, TABLE, Block
from kg.fold import fold
from kg.lexicon import Section
from kg.model import Extraction, Span
from kg.passage import bounds, marked

# What is looked for, the facts that say it, and whether one anywhere in the sentence is enough: an agency stands apart
# from its 牵头, while a number or a figure is part of its own fact.
_PROMISES = {
    "responsibilities": (("responsibilities",), True),
    "citations": (("citations",), False),
    "targets": (("targets",), False),
    "deadlines": (("deadlines", "targets"), True),
    "adoptions": (("adoptions",), True),
}
KINDS = tuple(_PROMISES)
_TITLED = (
    "citations",
    "adoptions",
)  # the own title says them, wherever it is repeated, once and at its own place


class Passage(NamedTuple):
    """A sentence to look at, for one `kind` of fact: `text[start:end]` is what stands between 【 and 】 in it."""

    file: str
    provision: str | None
    kind: str
    start: int
    end: int
    trigger: str  # the words that promise a fact (``牵头``), or the rule that read one (``bare-measures``)
    sentence: str  # on one line


@dataclass(frozen=True, slots=True)
class _Places:
    """Where facts stand, so that asking for one between here and there is one look."""

    starts: Sequence[int]
    reaches: Sequence[int]  # the last end of all facts up to this one

    def within(self, start: int, end: int) -> bool:
        """Whether a fact shares a character with ``text[start:end]``."""
        before = bisect_left(self.starts, end)
        return before > 0 and self.reaches[before - 1] > start


@dataclass(frozen=True, slots=True)
class _Search:
    """One kind of fact in one document: its triggers, and where its facts are."""

    kind: str
    trigger: Pattern[str]
    end: Pattern[str]  # of a sentence
    facts: _Places
    whole: bool  # a fact anywhere in the sentence will do
    own: str  # the document's own title and number, which promise nothing

    def uncovered(self, block: Block, following: Block | None) -> Iterator[tuple[Span, Span]]:
        """The first trigger without a fact of every sentence of a block, and that sentence, as canonical spans."""
        ends: list[int] = []
        seen = -1
        for match in self.trigger.finditer(block.text):
            ends = ends or self._ends(block.text)
            place = bisect_right(ends, match.start())
            trigger = block.view.span(*match.span())
            first, last = ends[place - 1] if place else 0, max(ends[place], match.end())
            sentence = block.view.span(first, last)
            known = place == seen or match[0].strip("《》") in self.own
            if not known and not self._covered(trigger, sentence, following if last == ends[-1] else None):
                seen = place
                yield trigger, sentence

    def _ends(self, text: str) -> list[int]:
        """Where sentences end: ``甲。乙`` → ``[2, 3]``."""
        ends = [match.end() for match in self.end.finditer(text)]
        return ends if ends and ends[-1] == len(text) else [*ends, len(text)]

    def _covered(self, trigger: Span, sentence: Span, following: Block | None) -> bool:
        if not self.whole:
            return self.facts.within(*trigger)
        end = following.view.span(0, len(following.text)).end if following else sentence.end
        return self.facts.within(sentence.start, end)


def missed(extraction: Extraction, kinds: Iterable[str] = KINDS) -> Iterator[Passage]:
    """Every sentence of a document that holds the words of a kind of fact and gave no such fact, in the text's order.

    One row for each sentence and kind, at the first trigger that no fact covers. The noise of a page, the own number,
    titles and signatures state nothing and are not looked at.
    """
    words = lexicon.load()
    searches = tuple(_search(extraction, kind, words["review"]) for kind in kinds)
    for block, following in pairwise(chain(outline.parse(extraction.document, words).speaking(), (None,))):
        assert block is not None
        for search in searches:
            for trigger, sentence in search.uncovered(block, following if _leads_on(block) else None):
                said = "".join(extraction.document.text[trigger.start : trigger.end].split())
                yield _passage(extraction, (block.provision, search.kind), trigger, said, sentence)


def doubtful(extraction: Extraction, confidence: float, kinds: Iterable[str] = KINDS) -> Iterator[Passage]:
    """Every fact that a rule of at most this `confidence` read, kind after kind, in its sentence."""
    weak = {rule.id for rule in lexicon.load().rules() if rule.confidence <= confidence}
    for kind in kinds:
        for fact in getattr(extraction, kind):
            if fact.rule in weak:
                sentence = Span(*bounds(extraction.document.text, fact.start, fact.end))
                yield _passage(
                    extraction, (fact.provision, kind), Span(fact.start, fact.end), fact.rule, sentence
                )


def _passage(
    extraction: Extraction, about: tuple[str | None, str], mark: Span, trigger: str, sentence: Span
) -> Passage:
    shown = marked(extraction.document.text, mark, sentence)
    return Passage(extraction.document.name, *about, *mark, trigger, shown)


def _search(extraction: Extraction, kind: str, words: Section) -> _Search:
    head = extraction.metadata
    own = fold("".join(f"{head.title} {head.number}".split())) if kind in _TITLED else ""
    trigger, end = words.patterns[kind], words.patterns["sentence_end"]
    return _Search(kind, trigger, end, _places(extraction, kind), _PROMISES[kind][1], own)


def _leads_on(block: Block) -> bool:
    """Whether what a block announces may stand in the next one: ``责任单位：``, a heading, the head of a table."""
    return block.kind in (HEADING, TABLE) or block.text[-1] == "："


def _places(extraction: Extraction, kind: str) -> _Places:
    spans = [(fact.start, fact.end) for name in _PROMISES[kind][0] for fact in getattr(extraction, name)]
    if kind == "responsibilities":  # an annotation is said as a whole
        spans += [said for fact in extraction.responsibilities if (said := fact.said_in)]
    spans.sort()
    return _Places([start for start, _ in spans], list(accumulate((end for _, end in spans), max)))
