"""Regions that take up a model of another place: 深入推广福建省三明市经验, 探索借鉴三明做法.

Reads titles, running text and the titles that the text cites; yields the shortest clause that says so, once for each
provision and stance. Who the adopter is (`place` as written) is resolved later.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeAlias

from kg.blocks import SIGNATURE, TITLE, Block, Outline, Speech
from kg.blocks import speech as made
from kg.extract.adoptions.exemplary import benchmarks, campaigns, caught_up, patterns
from kg.extract.adoptions.frames import Passage
from kg.extract.adoptions.passages import passages
from kg.extract.adoptions.subjects import Scene, of_title, subjects
from kg.extract.adoptions.words import Words, words
from kg.grammar.roundup import Place
from kg.lexicon import Lexicon, Section, alternation, holds
from kg.model import Adoption, Document

_TITLE = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》")
_STOP = "。"
_STRAIGHT = re.compile("(['\"])([^'\"\n]{1,40})\\1")
_QUOTES = str.maketrans("‘’「」『』〝〞＂＇", "“”“”“”“”\"'")
_ODD = tuple("‘’「」『』〝〞＂＇'\"")
_CLOSING = re.compile("“[^“”\n]*”|”([^“”，。；\n]{2,16})”")  # a mark that closes where one should open
# A cited title at `start:end` (none at the end of the text), the passages in front of it, and the one in it.
Stretch: TypeAlias = tuple[int, int, list[Passage], Passage | None]
_FRONT = 16  # characters of 在某省某市 in front of a verb
_QUOTING = ("names_itself", "practised", "taken_in", "born")  # of these a passage with a quotation has one


def adoptions(
    document: Document, outline: Outline, lexicon: Lexicon, where: Mapping[str, Place]
) -> Iterator[Adoption]:
    """Every adoption: ``2024年,江西省将以推广三明医改经验为抓手`` → 三明医改, adopt, place 江西省.

    `where` are the places of a round-up's paragraphs, by provision.
    """
    return adoptions_of([(document, outline, where)], lexicon)[0]


def adoptions_of(
    read: Sequence[tuple[Document, Outline, Mapping[str, Place]]], lexicon: Lexicon
) -> list[Iterator[Adoption]]:
    """The same of each of several documents; passages are found in all before the first is read."""
    use = words(lexicon["adoptions"])
    speeches = [_curled(outline.speech) for _, outline, _ in read]
    signs = [[*use.trigger.finditer(speech.whole)] for speech in speeches]
    rare = [any(sign[0] in use.section.words["exemplary"] for sign in own) for own in signs]
    signed = zip(speeches, signs, rare, strict=True)
    blocks = [_blocks(speech, own, use, exemplary) for speech, own, exemplary in signed]
    scenes = [_scene(*one, use, exemplary) for one, exemplary in zip(read, rare, strict=True)]
    found = [
        [(block, _stretches(scene, block)) for block in own]
        for scene, own in zip(scenes, blocks, strict=True)
    ]
    told = zip(scenes, read, signs, found, strict=True)
    rows = [_written(scene, outline, bool(own), some) for scene, (_, outline, _), own, some in told]
    return [_renamed(row, use, speech.whole) for row, speech in zip(rows, speeches, strict=True)]


def _renamed(rows: Iterator[Adoption], use: Words, whole: str) -> Iterator[Adoption]:
    """Ways that the text itself calls by a name: ``推广长汀县在水土流失治理方面的宝贵经验，…称其为“长汀经验”``."""
    called: dict[str, bool] = {}  # names, each looked for once
    for row in rows:
        way = use.patterns["praised_way"].fullmatch(row.model) if "的" in row.model else None
        name = f"{way['place']}{way['kind']}" if way else ""
        if name and name not in called:
            called[name] = f"“{name}”" in whole
        yield row._replace(model=name) if called.get(name) else row


def _blocks(speech: Speech, signs: Iterable[re.Match[str]], use: Words, exemplary: bool) -> list[Block]:
    """The blocks that may say that a model is taken up."""
    said = sorted({speech.number(sign.start()) for sign in signs})
    return [speech.blocks[index] for index in said if _may(speech.texts[index], use, exemplary)]


def _written(
    scene: Scene, outline: Outline, said: bool, found: Sequence[tuple[Block, Sequence[Stretch]]]
) -> Iterator[Adoption]:
    """The adoptions of a document, each once; those of its title only where nothing is `said` of any."""
    trigger = scene.use.trigger
    if not said and not any(trigger.search(block.text) for block in outline.frame if block.kind == TITLE):
        return
    own = _issuers(outline)
    seen: dict[tuple[str | None, str, str, bool], set[str | None]] = {}  # the places of each
    for adoption in (
        *_titles(scene, outline),
        *(fact for block, stretches in found for fact in _of_block(scene, block, stretches)),
    ):
        said_of = (adoption.provision, adoption.model, adoption.stance, adoption.via == "text")
        places = seen.setdefault(said_of, set())
        again = adoption.place in places or (places and adoption.place is None)
        if not again and adoption.model[:2] not in own:
            places.add(adoption.place)
            yield adoption


def _curled(speech: Speech) -> Speech:
    """What is said with quotation marks of one kind that open and close: ``借鉴上海'双法人'模式``, ``推广「枫桥经验」``."""
    if not holds(speech.whole, _ODD) and not _turned(speech.whole):
        return speech
    texts = [_marked(text.translate(_QUOTES)) for text in speech.texts]
    pairs = zip(speech.blocks, texts, strict=True)
    return made(replace(block, view=block.view._replace(text=text)) for block, text in pairs)


def _turned(text: str) -> bool:
    """Whether a mark closes where one should open: ``发展”枫桥经验”``."""
    return text.count("”") > text.count("“")


def _marked(text: str) -> str:
    """A text with quotation marks that open and close, length unchanged."""
    text = _STRAIGHT.sub(r"“\2”", text)
    return _CLOSING.sub(lambda pair: f"“{pair[1]}”" if pair[1] else pair[0], text) if _turned(text) else text


def _may(text: str, use: Words, exemplary: bool) -> bool:
    """Whether `text` may say that a model is taken up: names one, or has a way behind a verb of learning in its clause.

    `exemplary` is whether any text of the document has a word of those that say so without a way: ``对标深圳``.
    """
    if use.learns.search(text) or use.model.search(text) or use.brought.search(text):
        return True
    if holds(text, use.section.words["copies"]) and use.copies.search(text):
        return True
    if "“" in text and any(use.patterns[name].search(text) for name in _QUOTING):
        return True
    return exemplary and holds(text, use.section.words["exemplary"])


def _scene(
    document: Document, outline: Outline, where: Mapping[str, Place], use: Words, exemplary: bool
) -> Scene:
    title = "".join(block.text for block in outline.frame if block.kind == TITLE)
    own, head, subject, national = _compiled(use.section)
    of_all = outline.press and not own.search(outline.speech.whole)
    return Scene(document, use, where, title, own, head, of_all, subject, national, exemplary)


@lru_cache(maxsize=4)
def _compiled(section: Section) -> tuple[re.Pattern[str], ...]:
    own, national = section.alternation("own_places"), alternation(section.words["national"])
    branch = section.patterns["branch"].pattern
    head = rf"(?:^|[，：、年在]|(?:^|[，：、由])(?:{branch})|{section.alternation('sets')})$"
    subject = section.patterns["national_subject"].pattern
    return tuple(map(re.compile, (own, head, subject, rf"{national}|（国")))


def _issuers(outline: Outline) -> str:
    """Who signs, and the head of the title up to 关于: a region's own model is no adoption."""
    title = next((block.text for block in outline.frame if block.kind == TITLE), "")
    head = title[:6] if re.match(r"[一-龥]{2,4}[省市区县]", title) else ""
    return head + "\n" + "\n".join(block.text for block in outline.frame if block.kind == SIGNATURE)


def _titles(scene: Scene, outline: Outline) -> Iterator[Adoption]:
    """The own title, once for all its repeats; each of the models that it takes up together."""
    if outline.press:
        return
    for block in outline.frame:
        if block.kind != TITLE:
            continue
        rare = holds(block.text, scene.use.section.words["exemplary"])
        found = [*(_found if rare else passages)(scene.use, block.text, 0, len(block.text))]
        yield from (
            _adoption(scene, block, one, "title", None) for one in found if one.start == found[0].start
        )
        if found:
            return


def _stretches(scene: Scene, block: Block) -> list[Stretch]:
    """What stands in cited titles and in the running text in front of each."""
    text, low = block.text, block.label_end
    says, found_in, use = scene.use.trigger.search, _found if scene.exemplary else passages, scene.use
    titles = [m.span() for m in _TITLE.finditer(text)]
    stretches: list[Stretch] = []
    for start, end in [*titles, (len(text), len(text))]:
        found = [*found_in(use, text, low, start)] if not titles or says(text, low, start) else []
        named = end > start and says(text, start + 1, end - 1)
        cited = next(passages(use, text, start + 1, end - 1), None) if named else None
        stretches.append((start, end, found, cited))
        low = end
    return stretches


def _of_block(scene: Scene, block: Block, stretches: Sequence[Stretch]) -> Iterator[Adoption]:
    """Cited titles and the running text between them, in order."""
    text = block.text
    told: tuple[int, tuple[str | None, ...]] = (0, (None,))  # until where, and of whom
    for start, end, found_here, cited in stretches:
        for found in found_here:
            places = subjects(scene, block, found)
            if places == (None,) and _STOP not in text[told[0] : found.start]:
                places = told[1]  # 江西省学习…；同时推广…
            told = (found.end, places)
            for place in places:
                yield _adoption(scene, block, found, "text", place)
        if (
            cited
            and scene.use.patterns["document"].search(text, start, end - 1)
            and text[start + 1 : end - 1] not in scene.own_title
        ):
            enclosed = not scene.own_title and scene.use.patterns["enclosed"].match(text, end)
            via = "title" if enclosed else "citation"
            yield _adoption(scene, block, cited, via, of_title(scene, text, cited.start, (start, end)))


def _found(use: Words, text: str, low: int, high: int) -> Iterator[Passage]:
    """Every passage of a stretch, with the places that are measured against, caught up with or called a pattern."""
    yield from passages(use, text, low, high)
    yield from benchmarks(use, text, low, high)
    yield from caught_up(use, text, low, high)
    yield from patterns(use, text, low, high)
    yield from campaigns(use, text, low, high)


def _placed(use: Words, block: Block, start: int) -> int:
    """`start` moved in front of where it is said that a model is taken up: ``|在全省|推广…``, ``|向全国|复制推广…``."""
    front = use.patterns["placed_front"].search(block.text, max(block.label_end, start - _FRONT), start)
    if front is None or use.patterns["among"].match(block.text, front.start()):
        return start  # 在全国率先推广
    where = use.section.patterns["wide_place"].fullmatch(front["where"])
    return front.start() if where or use.place_end(front["where"], 0) == len(front["where"]) else start


def _adoption(scene: Scene, block: Block, found: Passage, via: str, place: str | None) -> Adoption:
    low = _placed(scene.use, block, found.start) if via == "text" else found.start
    start, end = block.view.span(low, found.end)
    names = {"title": "adopts-in-title", "citation": "adopts-in-citation"}
    verb = {"adopt": "adopts", "explore": "explores", "pilot": "pilots"}[found.stance]
    by_text = f"{verb}-model" if found.known or found.stance == "pilot" else f"{verb}-place"
    rule = names.get(via, by_text)
    provision = None if via == "title" else block.provision
    quote = scene.document.text[start:end]
    return Adoption(found.model, found.stance, via, start, end, quote, rule, place, provision)
