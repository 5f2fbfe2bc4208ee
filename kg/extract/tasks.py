"""Which provisions ask somebody to do something."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg import blocks as kinds
from kg.blocks import Outline, Speech
from kg.fold import fold
from kg.lexicon import Lexicon, Section, alternation
from kg.model import Provision, Responsibility

# Patterns of a whole text, which begin with ^: `match` says at once what `search` would ask at every character.
_EXPLAINING = (
    "title_only",
    "agreed",
    "in_force",
    "applies",
    "contents",
    "amends",
    "purpose",
    "definition",
    "principles",
    "divides",
    "guides",
    "quotes",
)
_HEAD = (
    48  # characters in which the words of the head of an explaining text stand, as its patterns limit them
)
_TAIL = 16  # … and those of its end
_COUNTING = 80  # characters of a sentence that says how figures are counted
_NO_TEXT = ("",)


@dataclass(frozen=True, slots=True)
class _Shapes:
    """What is asked of every provision of a numbered text."""

    explaining: re.Pattern[str]
    opens: frozenset[str]  # what some of these begin with
    head: re.Pattern[str]  # words that others are never without, near their head
    tail: re.Pattern[str]  # … at their end
    principle: re.Pattern[str]
    scope: re.Pattern[str]
    excluded: re.Pattern[str]
    founded: re.Pattern[str]
    counting: re.Pattern[str]
    background: tuple[re.Pattern[str], ...]  # of a heading, to be searched in many, a line each


@lru_cache(maxsize=4)
def _shapes(words: Section) -> _Shapes:
    patterns = words.patterns
    return _Shapes(
        re.compile("|".join([patterns[name].pattern for name in _EXPLAINING])),
        frozenset(word[0] for word in words.words["explains_first"]),
        patterns["explains_head"],
        patterns["explains_tail"],
        patterns["principle"],
        patterns["scope"],
        patterns["excluded"],
        patterns["founded"],
        patterns["counting"],
        tuple(re.compile(patterns[name].pattern, re.MULTILINE) for name in ("background", "praising")),
    )


def with_tasks(outline: Outline, duties: Sequence[Responsibility], lexicon: Lexicon) -> tuple[Provision, ...]:
    """The outline's provisions with `task` set: a leaf that asks for something, or has its own annotation."""
    words = lexicon["tasks"]
    annotated = {duty.provision for duty in duties if duty.source == "annotation"}
    asking = (_paragraphs if _unnumbered(outline) else _items)(outline, words)
    found: list[Provision] = []
    for provision, asks in zip(outline.provisions, asking, strict=True):
        name, label, heading, start, end, task, parent = provision
        if task is not (asks or name in annotated):
            provision = tuple.__new__(Provision, (name, label, heading, start, end, not task, parent))
        found.append(provision)
    return tuple(found)


def _unnumbered(outline: Outline) -> bool:
    return bool(outline.provisions) and outline.provisions[0].label is None


def _items(outline: Outline, words: Section) -> list[bool]:
    """For numbered provisions: a leaf neither under a heading of goals or principles nor a mere definition."""
    parents = {provision.parent for provision in outline.provisions}
    texts = _texts(outline)
    glossary, listing = _glossary(outline, words), _listing(outline, words)
    shapes = _shapes(words)
    background = _background(outline.provisions, shapes, words)
    quiet: set[str] = set()
    found: list[bool] = []
    for number, (name, _, heading, _, _, _, parent) in enumerate(outline.provisions):
        silent = number in background or parent in quiet
        if name in parents:
            whom = silent and parent not in quiet and _tells_whom(heading or "", words)
            if (silent and not whom) or _defines(texts.get(name, ()), words):
                quiet.add(name)
            found.append(False)
        else:
            within = name.partition(".")[0]
            named = within in glossary or (within in listing and name not in texts)
            found.append(not silent and not named and not _all_explain(texts.get(name, _NO_TEXT), shapes))
    return found


def _tells_whom(heading: str, words: Section) -> bool:
    """``救助对象``, whose items lay down who is helped; ``整治对象`` lists only."""
    return heading.endswith(words.words["whom"]) and not heading.endswith(words.words["looked_at"])


def _background(provisions: Sequence[Provision], shapes: _Shapes, words: Section) -> set[int]:
    """The places of those whose heading says that nothing is asked: ``指导思想`` does, ``落实目标责任`` does not."""
    headings = fold("\n".join([provision.heading or "" for provision in provisions]))
    found: set[int] = set()
    number = before = 0
    for place in sorted([hit.start() for pattern in shapes.background for hit in pattern.finditer(headings)]):
        number += headings.count("\n", before, place)
        before = place
        first, end = headings.rfind("\n", 0, place) + 1, headings.find("\n", place)
        heading = headings[first:] if end < 0 else headings[first:end]
        if not words.patterns["asked"].search(heading):
            found.add(number)
    return found


def _defines(texts: Sequence[str], words: Section) -> bool:
    """``本规定所称的户外广告包括下列商业广告和公益广告：``, ``应当遵循下列原则：``, whose items explain as it does."""
    if (
        texts
        and texts[-1][-3:-1] in words.words["background"]
        and words.patterns["principled"].search(texts[-1])
    ):
        return True
    return bool(texts) and all(words.patterns["definition"].match(text) for text in texts)


def _all_explain(texts: Sequence[str], shapes: _Shapes) -> bool:
    for text in texts:  # noqa: SIM110 (asked of every provision: a generator takes twice as long)
        if not (_explains(text, shapes) or _twice(text, shapes)):
            return False
    return True


def _twice(text: str, shapes: _Shapes) -> bool:
    """Whether each of two sentences explains: ``本市…适用本条例。本条例所称…，是指…。``."""
    end = text.find("。") + 1
    if not 0 < end == text.rfind("。", 0, -1) + 1 or text[-1] != "。":
        return False
    return _explains(text[:end], shapes) and _explains(text[end:], shapes)


def _explains(text: str, shapes: _Shapes) -> bool:
    """``本办法所称…是指…``; ``为…，制定本办法``; ``…适用本办法``; ``本办法自…起施行``."""
    opens = text[:1] in shapes.opens or shapes.head.search(text, 0, _HEAD)
    if opens and shapes.explaining.match(text):
        return True
    if shapes.tail.search(text, max(0, len(text) - _TAIL)) and (
        shapes.scope.search(text)
        or shapes.principle.match(text)
        or shapes.founded.match(text)
        or shapes.excluded.search(text)
    ):
        return True
    return len(text) <= _COUNTING and bool(shapes.counting.search(text))


def _texts(outline: Outline) -> Mapping[str, list[str]]:
    """The running text of each provision, block by block."""
    texts: dict[str, list[str]] = {}
    last = ""
    for block, text in zip(outline.speech.blocks, outline.speech.texts, strict=True):
        provision, end = block.provision, block.heading_end
        if block.label_end and provision:
            last = provision
        elif provision and provision != last and last.startswith(provision + "."):
            continue  # behind the items of a part: no more what heads them
        if provision and block.kind == kinds.BODY and len(text) > end:
            if provision in texts:
                texts[provision].append(text[end:])
            else:
                texts[provision] = [text[end:]]
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


def _listing(outline: Outline, words: Section) -> set[str]:
    """The annexes that list things, whose items are their names: ``下放服务事项清单`` → a1; a list of tasks lists what is asked."""
    found: set[str] = set()
    title = ""
    for block in outline.blocks:
        if block.kind in (kinds.ANNEX, kinds.TITLE):
            title = block.text
        elif block.provision and block.provision[0] == "a" and title:
            if words.patterns["lists_things"].search(title):
                found.add(block.provision.partition(".")[0])
            title = ""
    return found


def _paragraphs(outline: Outline, words: Section) -> list[bool]:
    """For paragraphs without numbers: what is asked for, in an article what is planned."""
    if outline.press:
        return _planned(outline, words)
    speech = outline.speech
    asks, patterns = words.patterns["asks"], words.patterns
    return [
        bool(asks.search(text)) and bool(patterns["urged"].search(text) or not _introduces(text, patterns))
        for block, text in zip(speech.blocks, speech.texts, strict=True)
        if block.provision is not None
    ]


def _introduces(text: str, patterns: Mapping[str, re.Pattern[str]]) -> bool:
    """Whether a paragraph says why and on what grounds, or what has been done, and asks nothing yet."""
    return bool(patterns["introduces"].search(text) or patterns["reviewed"].match(text))


def _planned(outline: Outline, words: Section) -> list[bool]:
    """For those of an article: what is planned, not what was done.

    One that says nothing of time goes on as the one before; the first plans where it asks for something. One that
    begins with a year plans where that is the latest of the article; a passage alone unless it tells or explains.
    """
    patterns, speech = words.patterns, outline.speech
    reported, planned, done = _times(speech, words)
    planning: bool | None = None
    latest: str | None = None
    alone = len(outline.provisions) == 1
    found: list[bool] = []
    for number, (block, text) in enumerate(zip(speech.blocks, speech.texts, strict=True)):
        if block.provision is None:
            continue
        if alone and patterns["goals_only"].match(text) and not patterns["sets_about"].search(text):
            found.append(False)
            continue
        willed = number in planned and number not in reported  # most, and looked up sooner than searched
        if willed or patterns["urges"].match(text) or patterns["urges_then"].search(text):
            planning = True
        elif number in reported:
            planning = alone and bool(patterns["aims"].search(text))
        elif number in done:
            planning = False
        elif alone:
            planning = not patterns["told"].search(text) or bool(patterns["aims"].search(text))
        elif patterns["stated"].match(text):
            planning = False
        elif patterns["past"].match(text):  # it begins with ^
            latest = _latest(outline, words) if latest is None else latest
            planning = latest in text[:12] if latest else bool(patterns["calls"].search(text))
        elif planning is None:
            planning = bool(patterns["asks"].search(text))
        found.append(planning and not text.endswith(words.words["lead_in"]))
    return found


def _times(speech: Speech, words: Section) -> tuple[set[int], set[int], set[int]]:
    """The numbers of the blocks that report of a meeting, that speak of the future, that speak of what is done."""
    pattern, reporting, planning = _of_time(words)
    whole = speech.whole
    reported: set[int] = set()
    planned = {speech.number(hit.start()) for hit in words.patterns["will"].finditer(whole)}
    done: set[int] = set()
    hit = pattern.search(whole)
    while hit:
        word, start = hit.group(), hit.start()
        if word != words.words["plan"][0] or not whole.endswith(words.words["plan_front"], 0, start):
            number = speech.number(start)
            (reported if word in reporting else planned if word in planning else done).add(number)
        hit = pattern.search(whole, start + 1)  # one word may overlap another: 取得新的一年
    return reported, planned, done


@lru_cache(maxsize=4)
def _of_time(words: Section) -> tuple[re.Pattern[str], frozenset[str], frozenset[str]]:
    """Three lists in one flat alternation, whose first signs are found fast; the lists that tell whose a word is."""
    reported, future, done = (words.words[name] for name in ("reported", "future", "done"))
    return re.compile(alternation((*reported, *future, *done))), frozenset(reported), frozenset(future)


def _latest(outline: Outline, words: Section) -> str:
    """The latest year of an article: ``2024年``; a tab parts its blocks, as it does cells."""
    text = "\t".join([block.view.text for block in outline.blocks])
    return max(words.patterns["year"].findall(text), default="")
