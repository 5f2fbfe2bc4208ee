"""Which provisions ask somebody to do something."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from kg import blocks as kinds
from kg.blocks import Outline
from kg.fold import fold
from kg.lexicon import Lexicon, Section
from kg.model import Provision, Responsibility

# Patterns of a whole text, which begin with ^: `match` says at once what `search` would ask at every character.
_EXPLAINING = ("title_only", "in_force", "purpose", "definition", "principle", "principles")
_COUNTING = 80  # characters of a sentence that says how figures are counted


class _Shapes(NamedTuple):
    """The patterns that are asked of every provision of a numbered text."""

    explaining: tuple[re.Pattern[str], ...]
    scope: re.Pattern[str]
    counting: re.Pattern[str]


@lru_cache(maxsize=4)
def _shapes(words: Section) -> _Shapes:
    patterns = words.patterns
    return _Shapes(tuple(patterns[name] for name in _EXPLAINING), patterns["scope"], patterns["counting"])


def with_tasks(outline: Outline, duties: Sequence[Responsibility], lexicon: Lexicon) -> tuple[Provision, ...]:
    """The outline's provisions with `task` set: a leaf that asks for something, or has its own annotation."""
    words = lexicon["tasks"]
    annotated = {duty.provision for duty in duties if duty.source == "annotation"}
    asking = _paragraphs(outline, words) if _unnumbered(outline) else _items(outline, words)
    return tuple(
        _with_task(p, asks or p.id in annotated) for p, asks in zip(outline.provisions, asking, strict=True)
    )


def _with_task(p: Provision, task: bool) -> Provision:
    return p if p.task is task else Provision(p.id, p.label, p.heading, p.start, p.end, task, p.parent)


def _unnumbered(outline: Outline) -> bool:
    return bool(outline.provisions) and outline.provisions[0].label is None


def _items(outline: Outline, words: Section) -> Iterator[bool]:
    """For numbered provisions: a leaf neither under a heading of goals or principles nor a mere definition."""
    parents = {provision.parent for provision in outline.provisions}
    texts = _texts(outline)
    glossary = _glossary(outline, words)
    shapes = _shapes(words)
    quiet: dict[str, bool] = {}
    for provision in outline.provisions:
        name, heading = provision.id, provision.heading
        silent = quiet.get(provision.parent or "", False) or bool(heading and _is_background(heading, words))
        quiet[name] = silent or (name in parents and _defines(texts.get(name, ()), words))
        if silent or name in parents or (glossary and name.partition(".")[0] in glossary):
            yield False
        else:
            yield not _all_explain(texts.get(name, ("",)), shapes)


def _is_background(heading: str, words: Section) -> bool:
    """``指导思想`` is, ``落实目标责任`` is not."""
    heading = "".join(fold(heading).split())
    return bool(words.patterns["background"].search(heading)) and not words.patterns["asked"].search(heading)


def _defines(texts: Sequence[str], words: Section) -> bool:
    """``本规定所称的户外广告包括下列商业广告和公益广告：``, whose items explain as it does."""
    return bool(texts) and all(words.patterns["definition"].match(text) for text in texts)


def _all_explain(texts: Sequence[str], shapes: _Shapes) -> bool:
    for text in texts:  # noqa: SIM110 (asked of every provision: a generator takes twice as long)
        if not _explains(text, shapes):
            return False
    return True


def _explains(text: str, shapes: _Shapes) -> bool:
    """``本办法所称…是指…``; ``为…，制定本办法``; ``…适用本办法``; ``本办法自…起施行``."""
    for pattern in shapes.explaining:
        if pattern.match(text):
            return True
    if shapes.scope.search(text):
        return True
    return len(text) <= _COUNTING and bool(shapes.counting.search(text))


def _texts(outline: Outline) -> Mapping[str, list[str]]:
    """The running text of each provision, block by block."""
    texts: dict[str, list[str]] = defaultdict(list)
    for block in outline.blocks:
        kind, (text, _, _), provision, _, end = block
        if provision and kind == kinds.BODY and len(text) > end:
            texts[provision].append(text[end:])
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
    latest: str | None = None
    for block in outline.blocks:
        if block.provision is None:
            continue
        text = block.view.text
        if outline.press:
            planning = _plans(text, planning, words)
            if planning is None:
                latest = _latest(outline, words) if latest is None else latest
                planning = latest in text[:12]
            yield planning and not text.endswith(words.words["lead_in"])
        else:
            yield bool(words.patterns["asks"].search(text)) and not words.patterns["introduces"].search(text)


def _latest(outline: Outline, words: Section) -> str:
    """The latest year of an article: ``2024年``; a tab parts its blocks, as it does cells."""
    text = "\t".join([block.view.text for block in outline.blocks])
    return max(words.patterns["year"].findall(text), default="")


def _plans(text: str, before: bool | None, words: Section) -> bool | None:
    """Whether a paragraph of an article plans something; None where that hangs on the year that it begins with.

    One that says nothing of time goes on as the one before; the first plans where it asks for something.
    """
    patterns = words.patterns
    if patterns["reported"].search(text):
        return False
    if patterns["will"].search(text) or patterns["future"].search(text):
        return True
    if patterns["done"].search(text):
        return False
    if patterns["past"].match(text):  # it begins with ^
        return None
    return bool(patterns["asks"].search(text)) if before is None else before
