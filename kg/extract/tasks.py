"""Which provisions ask somebody to do something."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from kg import blocks as kinds
from kg.blocks import Outline
from kg.fold import fold
from kg.lexicon import Lexicon, Section
from kg.model import Provision, Responsibility

_EXPLAINING = ("definition", "purpose", "scope", "principle", "principles", "title_only", "in_force")
_COUNTING = 80  # characters of a sentence that says how figures are counted


def with_tasks(outline: Outline, duties: Sequence[Responsibility], lexicon: Lexicon) -> tuple[Provision, ...]:
    """The outline's provisions with `task` set: a leaf that asks for something, or has its own annotation."""
    words = lexicon["tasks"]
    annotated = {duty.provision for duty in duties if duty.source == "annotation"}
    asking = _paragraphs(outline, words) if _unnumbered(outline) else _items(outline, words)
    return tuple(
        Provision(p.id, p.label, p.heading, p.start, p.end, asks or p.id in annotated, p.parent)
        for p, asks in zip(outline.provisions, asking, strict=True)
    )


def _unnumbered(outline: Outline) -> bool:
    return bool(outline.provisions) and outline.provisions[0].label is None


def _items(outline: Outline, words: Section) -> Iterator[bool]:
    """For numbered provisions: a leaf neither under a heading of goals or principles nor a mere definition."""
    parents = {provision.parent for provision in outline.provisions}
    texts = _texts(outline)
    glossary = _glossary(outline, words)
    quiet: dict[str, bool] = {}
    for provision in outline.provisions:
        silent = quiet.get(provision.parent or "", False) or _is_background(provision, words)
        quiet[provision.id] = silent or (provision.id in parents and _defines(texts[provision.id], words))
        if silent or provision.id in parents or provision.id.partition(".")[0] in glossary:
            yield False
        else:
            yield not all(_explains(text, words) for text in texts.get(provision.id, [""]))


def _is_background(provision: Provision, words: Section) -> bool:
    """``（一）指导思想`` is, ``（四）落实目标责任`` is not."""
    heading = "".join(fold(provision.heading or "").split())
    return bool(words.patterns["background"].search(heading)) and not words.patterns["asked"].search(heading)


def _defines(texts: Sequence[str], words: Section) -> bool:
    """``本规定所称的户外广告包括下列商业广告和公益广告：``, whose items explain as it does."""
    return bool(texts) and all(words.patterns["definition"].match(text) for text in texts)


def _explains(text: str, words: Section) -> bool:
    """``本办法所称…是指…``; ``为…，制定本办法``; ``…适用本办法``; ``本办法自…起施行``."""
    if any(words.patterns[name].search(text) for name in _EXPLAINING):
        return True
    return len(text) <= _COUNTING and bool(words.patterns["counting"].search(text))


def _texts(outline: Outline) -> dict[str, list[str]]:
    """The running text of each provision, block by block."""
    texts: dict[str, list[str]] = defaultdict(list)
    for block in outline.blocks:
        if block.provision and block.kind == kinds.BODY and len(block.text) > block.heading_end:
            texts[block.provision].append(block.text[block.heading_end :])
    return texts


def _glossary(outline: Outline, words: Section) -> set[str]:
    """The annexes that explain words: ``名词解释`` → a1."""
    found: set[str] = set()
    explains = False
    for block in outline.blocks:
        if block.kind == kinds.ANNEX:
            explains = block.text in words.words["glossary"]
        elif explains and block.provision and re.match(r"a\d", block.provision):
            found.add(block.provision.partition(".")[0])
    return found


def _paragraphs(outline: Outline, words: Section) -> Iterator[bool]:
    """For paragraphs without numbers: what is planned, not what was done."""
    planning: bool | None = None
    year = max(
        (m.group() for b in outline.blocks for m in words.patterns["year"].finditer(b.text)), default=""
    )
    for block in outline.blocks:
        if block.provision is None:
            continue
        if outline.press:
            planning = _plans(block.text, planning, year, words)
            yield planning and not words.patterns["lead_in"].search(block.text)
        else:
            yield bool(words.patterns["asks"].search(block.text)) and not words.patterns["introduces"].search(
                block.text
            )


def _plans(text: str, before: bool | None, year: str, words: Section) -> bool:
    """Whether a paragraph of an article plans something.

    One that says nothing of time goes on as the one before; the first plans where it asks for something.
    """
    opening = words.patterns["past"].search(text)
    if words.patterns["reported"].search(text):
        return False
    if words.patterns["future"].search(text):
        return True
    if opening or words.patterns["done"].search(text):
        return bool(opening) and year in text[:12] and not words.patterns["done"].search(text)
    return bool(words.patterns["asks"].search(text)) if before is None else before
