"""Regions that take up a model of another place: 深入推广福建省三明市经验, 探索借鉴三明做法.

Reads titles, running text and the titles that the text cites; yields the shortest clause that says so, once for each
provision and stance. Who the adopter is (`place` as written) is resolved later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.blocks import SIGNATURE, TITLE, Block, Outline, Speech
from kg.blocks import speech as made
from kg.extract.adoptions.frames import Passage
from kg.extract.adoptions.passages import passages
from kg.extract.adoptions.sources import patterns
from kg.extract.adoptions.words import Words, words
from kg.grammar.roundup import Place
from kg.lexicon import Lexicon, Section, alternation, holds
from kg.lexicon.names import find_regions, place_heads
from kg.model import Adoption, Document
from kg.registry.regions import MUNICIPALITIES

_TITLE = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》")
_SENTENCE = re.compile(r"[。；！？\t]")
_STOP = "。"
_ISSUER = 40  # characters: how far in front of a title its issuer may stand
_LONGEST = 12  # characters of a district with its body: 石景山区人民法院
_MEETING = 90  # characters: how far in front the meeting may be named that asks for it
_BEHIND = 60  # characters: how far behind a passage its subject may stand
_STRAIGHT = re.compile("(['\"])([^'\"\n]{1,40})\\1")
_QUOTING = ("names_itself", "practised", "taken_in")  # of these a passage with a quotation has one
_AND = ("、", "和", "与", "及")


@dataclass(frozen=True, slots=True)
class _Scene:
    """What a block is read with."""

    document: Document
    use: Words
    where: Mapping[str, Place]
    own_title: str
    own_places: re.Pattern[str]
    head: re.Pattern[str]  # what stands in front of a subject
    of_all: bool  # press that speaks of no region as its own: 各地 are the nation's
    national_subject: re.Pattern[str]
    national: re.Pattern[str]
    exemplary: bool  # whether anything is said to be a pattern: 以…为样板

    @property
    def nation(self) -> str:
        """The word for the nation as a place."""
        return self.use.section.words["nation"][0]


def adoptions(
    document: Document, outline: Outline, lexicon: Lexicon, where: Mapping[str, Place]
) -> Iterator[Adoption]:
    """Every adoption: ``2024年,江西省将以推广三明医改经验为抓手`` → 三明医改, adopt, place 江西省.

    `where` are the places of a round-up's paragraphs, by provision.
    """
    section, speech = lexicon["adoptions"], _curled(outline.speech)
    use = words(section)
    signs = [*use.trigger.finditer(speech.whole)]
    said = sorted({speech.number(sign.start()) for sign in signs})
    if not said and not any(use.trigger.search(block.text) for block in outline.frame if block.kind == TITLE):
        return
    blocks = [speech.blocks[index] for index in said if _may(speech.texts[index], use)]
    exemplary = any(sign[0] in section.words["exemplary"] for sign in signs)
    scene = _scene(document, outline, use, where, exemplary)
    own = _issuers(outline)
    seen: set[tuple[str | None, str, str, str | None, bool]] = set()
    for adoption in (
        *_titles(scene, outline),
        *(fact for block in blocks for fact in _of_block(scene, block)),
    ):
        key = (adoption.provision, adoption.model, adoption.stance, adoption.place, adoption.via == "text")
        if key not in seen and adoption.model[:2] not in own:
            seen.add(key)
            yield adoption


def _curled(speech: Speech) -> Speech:
    """What is said with quotation marks that open and close, where they are straight: ``借鉴上海'双法人'模式``."""
    if "'" not in speech.whole and '"' not in speech.whole:
        return speech
    texts = [_STRAIGHT.sub(r"“\2”", text) for text in speech.texts]
    pairs = zip(speech.blocks, texts, strict=True)
    return made(replace(block, view=block.view._replace(text=text)) for block, text in pairs)


def _may(text: str, use: Words) -> bool:
    """Whether `text` may say that a model is taken up: names one, or has a way behind a verb of learning in its clause."""
    if use.learns.search(text) or use.model.search(text) or use.brought.search(text):
        return True
    if use.section.words["benchmark"][0] in text or use.patterns["caught_up"].search(text):
        return True
    if "“" in text and any(use.patterns[name].search(text) for name in _QUOTING):
        return True
    return holds(text, use.section.words["exemplary"])


def _scene(
    document: Document, outline: Outline, use: Words, where: Mapping[str, Place], exemplary: bool
) -> _Scene:
    title = "".join(block.text for block in outline.frame if block.kind == TITLE)
    own, head, subject, national = _compiled(use.section)
    of_all = outline.press and not own.search(outline.speech.whole)
    return _Scene(document, use, where, title, own, head, of_all, subject, national, exemplary)


@lru_cache(maxsize=4)
def _compiled(section: Section) -> tuple[re.Pattern[str], ...]:
    own, national = section.alternation("own_places"), alternation(section.words["national"])
    head = rf"(?:^|[，：、年在]|{section.alternation('sets')})$"
    return tuple(map(re.compile, (own, head, rf"{national}", rf"{national}|（国")))


def _issuers(outline: Outline) -> str:
    """Who signs, and the head of the title up to 关于: a region's own model is no adoption."""
    title = next((block.text for block in outline.frame if block.kind == TITLE), "")
    head = title[:6] if re.match(r"[一-龥]{2,4}[省市区县]", title) else ""
    return head + "\n" + "\n".join(block.text for block in outline.frame if block.kind == SIGNATURE)


def _titles(scene: _Scene, outline: Outline) -> Iterator[Adoption]:
    """The own title, once for all its repeats."""
    if outline.press:
        return
    for block in outline.frame:
        if block.kind != TITLE:
            continue
        found = next(passages(scene.use, block.text, 0, len(block.text)), None)
        if found:
            yield _adoption(scene, block, found, "title", None)
            return


def _of_block(scene: _Scene, block: Block) -> Iterator[Adoption]:
    """Cited titles and the running text between them, in order."""
    text, low = block.text, block.label_end
    told: tuple[int, tuple[str | None, ...]] = (0, (None,))  # until where, and of whom
    says, found_in = scene.use.trigger.search, _found if scene.exemplary else passages
    for start, end in [*(m.span() for m in _TITLE.finditer(text)), (len(text), len(text))]:
        for found in found_in(scene.use, text, low, start) if says(text, low, start) else ():
            places = _subjects(scene, block, found)
            if places == (None,) and _STOP not in text[told[0] : found.start]:
                places = told[1]  # 江西省学习…；同时推广…
            told = (found.end, places)
            for place in places:
                yield _adoption(scene, block, found, "text", place)
        named = end > start and says(text, start + 1, end - 1)
        cited = next(passages(scene.use, text, start + 1, end - 1), None) if named else None
        if (
            cited
            and scene.use.patterns["document"].search(text, start, end - 1)
            and text[start + 1 : end - 1] not in scene.own_title
        ):
            yield _adoption(
                scene, block, cited, "citation", _of_title(scene, text, cited.start, (start, end))
            )
        low = end


def _found(use: Words, text: str, low: int, high: int) -> Iterator[Passage]:
    """Every passage of a stretch, with what is called a pattern."""
    yield from passages(use, text, low, high)
    yield from patterns(use, text, low, high)


def _subjects(scene: _Scene, block: Block, found: Passage) -> tuple[str | None, ...]:
    """The regions that the passage is said of: in a round-up its paragraph's, else the subjects of its sentence."""
    place = scene.where.get(block.provision or "")
    wide = place is not None and place.name == scene.nation  # also where four places of a list are named
    if place and not wide and place.name not in block.text[found.start : found.end]:
        return (place.name,)
    if found.place:
        return tuple(_list_of(block.text, *found.place))
    chosen = place_heads().at(block.text, found.start + 1) if found.stance == "pilot" else None
    if chosen and scene.use.patterns["chosen"].match(block.text, chosen[0]):
        return (block.text[found.start + 1 : chosen[0]],)
    before = _SENTENCE.split(block.text[max(block.label_end, found.start - 60) : found.start])[-1]
    if any(scene.use.patterns[name].search(before) for name in ("speech", "visitors")):
        return ()
    among = scene.use.patterns["among"].search(before + block.text[found.start : found.start + 2])
    before = before[: among.start()] if among else before
    toured = scene.use.patterns["toured"].search(before)
    before = before[toured.end() :] if toured else before
    last = scene.use.patterns["national_clause"].search(before)
    if last:
        return (scene.nation,)
    runs = [run for run in _runs(scene, before) if not scene.own_places.fullmatch(run[1][0])]
    own = [(match.end(), [match[0]]) for match in scene.own_places.finditer(before)]
    if runs or own:
        named = max(own + runs)[1]
        return tuple(max(runs)[1] if runs and _is_all_of(scene, named[0], max(runs)[1]) else named)
    if not scene.own_title and (body := _body_of(scene, before)):
        return (body,)
    ahead = block.text[max(block.label_end, found.start - _MEETING) : found.start]
    if _STOP in ahead and scene.use.patterns["national_meeting"].search(ahead):
        return (scene.nation,)
    if scene.use.patterns["again"].search(before):
        return _named_before(scene, block.text[block.label_end : found.start - len(before)])
    wide = wide or (scene.of_all and scene.use.patterns["everywhere"].search(before) is not None)
    national = wide or scene.national_subject.match(before) or scene.use.patterns["says"].search(before)
    behind = _named_behind(scene, block.text, found) if wide or not national else None
    return (scene.nation if national and not behind else behind,)


def _list_of(text: str, start: int, end: int) -> Iterator[str]:
    """The place at ``text[start:end]`` and those behind it in one list: ``吐鲁番市高昌区、托克逊县``."""
    yield text[start:end]
    while text[end : end + 1] in _AND and (named := place_heads().at(text, end + 1)):
        yield text[end + 1 : named[0]]
        end = named[0]


def _named_behind(scene: _Scene, text: str, found: Passage) -> str | None:
    """The region that a passage without a head names only behind: ``深入学习上海经验，更好地推动深圳…``."""
    if scene.own_title:
        return None
    for behind in scene.use.patterns["behind_clause"].finditer(text, found.end, found.end + _BEHIND):
        if _STOP in text[found.end : behind.start()]:
            break
        named = place_heads().at(text, behind.end())
        if named and text.startswith(scene.use.section.words["together"], behind.end()):
            continue  # 会同县司法局 speaks of no 会同县
        if named and not scene.use.patterns["no_subject"].match(text, named[0]):
            return text[behind.end() : named[0]]
        if body := _body_of(scene, text[behind.end() : behind.end() + _LONGEST]):
            return body
    return None


def _body_of(scene: _Scene, clause: str) -> str | None:
    """The district that a body at the head of `clause` is called by, without its kind: ``石景山法院推出…`` → 石景山."""
    body = scene.use.patterns["of_district"].search(clause)
    return body["place"] if body and body["place"] in scene.use.short else None


def _named_before(scene: _Scene, text: str) -> tuple[str | None, ...]:
    """The region that the sentences before last spoke of: ``大同市…。该市借鉴…``."""
    runs = _runs(scene, text)
    return (max(runs)[1][0],) if runs else (None,)


def _is_all_of(scene: _Scene, place: str, named: list[str]) -> bool:
    """Whether ``全省`` speaks of the region that the sentence named before: ``甘肃省卫生健康委要求全省各地…``."""
    code = "".join([codes for _, _, codes in find_regions(named[0])][-1][:1])
    if len(named) > 1 or not code:
        return False
    level = "city" if code.endswith("00") else "county"
    if code.endswith("0000") and not code.startswith(MUNICIPALITIES):
        level = "province"
    return bool(scene.use.patterns[f"whole_{level}"].match(place))


def _runs(scene: _Scene, before: str) -> list[tuple[int, list[str]]]:
    """The regions that a sentence says something of, those of one list together: ``郑州市和开封市``."""
    runs: list[tuple[int, list[str]]] = []
    for start, end in _regions(before):
        if runs and before[runs[-1][0] : start] in _AND:
            runs[-1] = (end, [*runs[-1][1], before[start:end]])
        elif scene.use.patterns["venue"].match(before, end):
            continue
        elif scene.head.search(before[:start]) or _at_verb(scene, before, start, end):
            runs.append((end, [before[start:end]]))
    return runs


def _at_verb(scene: _Scene, before: str, start: int, end: int) -> bool:
    """Whether a region stands at the verb as its subject: ``力推贵州学用…``, not ``到浙江学习…``."""
    return end == len(before) and not scene.use.patterns["away"].search(before[:start])


def _regions(text: str) -> list[tuple[int, int]]:
    """Where regions are named, one with what it lies in: 贵州省台江县."""
    found: list[tuple[int, int]] = []
    for start, end, _ in find_regions(text):
        if found and found[-1][1] == start:
            start = found.pop()[0]
        found.append((start, end))
    return found


def _of_title(scene: _Scene, text: str, start: int, title: tuple[int, int]) -> str | None:
    """The region of a cited title: the last one named before its model, the nation's for 国务院 and the like."""
    low = title[0] + 1
    named = _regions(text[low:start])
    if named:
        begin, end = named[-1]
        return text[low + begin : low + end]
    issued = scene.use.patterns["issued"].search(text, max(0, title[0] - _ISSUER), title[0])
    issuer = issued["by"] if issued else ""
    if named := _regions(issuer):
        return issuer[slice(*named[0])]
    level = scene.use.patterns["of_level"].match(text[low:start])
    if level:  # 省人民政府办公厅关于…: of the own province
        return next(word for word in scene.use.section.words["own_places"] if word[1:] == level["level"])
    near = issuer + text[low:start] + text[title[1] : title[1] + 6]
    return scene.nation if scene.national.search(near) else None


def _adoption(scene: _Scene, block: Block, found: Passage, via: str, place: str | None) -> Adoption:
    start, end = block.view.span(found.start, found.end)
    names = {"title": "adopts-in-title", "citation": "adopts-in-citation"}
    verb = {"adopt": "adopts", "explore": "explores", "pilot": "pilots"}[found.stance]
    by_text = f"{verb}-model" if found.known or found.stance == "pilot" else f"{verb}-place"
    rule = names.get(via, by_text)
    provision = None if via == "title" else block.provision
    quote = scene.document.text[start:end]
    return Adoption(found.model, found.stance, via, start, end, quote, rule, place, provision)
