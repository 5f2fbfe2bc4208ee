"""Who takes a model up: the regions that a passage is said of, as they are written.

Reads a block and a passage in it; yields places as printed (全省, 郑州市), None for the document's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.blocks import Block
from kg.extract.adoptions.frames import Passage
from kg.extract.adoptions.words import Words
from kg.grammar.roundup import Place
from kg.lexicon.names import find_regions, place_heads
from kg.model import Document
from kg.registry.regions import MUNICIPALITIES

_STOP = "。"
_SENTENCE = re.compile(r"[。；！？\t]")
_TITLES = re.compile(r"《[^《》]*》|^[^《》]*》")
_ISSUER = 40  # characters: how far in front of a title its issuer may stand
_LONGEST = 12  # characters of a district with its body: 石景山区人民法院
_MEETING = 90  # characters: how far in front the meeting may be named that asks for it
_BEFORE = 400  # characters: how far in front the sentences may stand that name it
_LONG = 240  # characters of a sentence in front of a passage
_BEHIND = 60  # characters: how far behind a passage its subject may stand


@dataclass(frozen=True, slots=True)
class Scene:
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


def subjects(scene: Scene, block: Block, found: Passage) -> tuple[str | None, ...]:
    """The regions that the passage is said of: in a round-up its paragraph's, else the subjects of its sentence."""
    place = scene.where.get(block.provision or "")
    wide = place is not None and place.name == scene.nation  # also where four places of a list are named
    of_all = found.place is not None and block.text[slice(*found.place)] == scene.nation
    if place and not wide and not of_all and place.name not in block.text[found.start : found.end]:
        return (place.name,)
    if found.place:
        return tuple(_list_of(scene.use, block.text, *found.place))
    chosen = place_heads().at(block.text, found.start + 1) if found.stance == "pilot" else None
    if chosen and scene.use.patterns["chosen"].match(block.text, chosen[0]):
        return (block.text[found.start + 1 : chosen[0]],)
    before = _SENTENCE.split(block.text[max(block.label_end, found.start - 60) : found.start])[-1]
    if not scene.own_title and scene.use.patterns["asked_all"].search(before):
        return (scene.nation,)
    if any(scene.use.patterns[name].search(before) for name in ("speech", "visitors", "birthplace")):
        return ()
    among = scene.use.patterns["among"].search(before + block.text[found.start : found.start + 2])
    before = before[: among.start()] if among else before
    toured = scene.use.patterns["toured"].search(before)
    before = before[toured.end() :] if toured else before
    last = scene.use.patterns["national_clause"].search(before)
    if last:
        return (scene.nation,)
    untitled = _TITLES.sub("", before)  # 落实《…省…的意见》，推广…: the title names no subject
    runs = [run for run in _runs(scene, untitled) if not scene.own_places.fullmatch(run[1][0])]
    own = [(match.end(), [match[0]]) for match in scene.own_places.finditer(untitled)]
    if runs or own:
        named = max(own + runs)[1]
        if not scene.own_title and named[0] in scene.use.section.words["of_province"]:
            named = [_province(block.text, found) or named[0]]
        return tuple(max(runs)[1] if runs and _is_all_of(scene, named[0], max(runs)[1]) else named)
    if not scene.own_title and (body := _body_of(scene, before)):
        return (body,)
    if bare := _bare(scene, before):
        return (bare,)
    if level := scene.use.patterns["level_body"].search(before):
        return (_all_of(scene.use, level["level"]),)
    if not scene.own_title and (said := _of_sentence(scene, block, found.start)):
        return (said,)
    ahead = block.text[max(block.label_end, found.start - _MEETING) : found.start]
    if _STOP in ahead and scene.use.patterns["national_meeting"].search(ahead):
        return (scene.nation,)
    if not scene.own_title and scene.use.patterns["national_convened"].search(ahead):
        return (scene.nation,)
    if not scene.own_title and (heard := _heard(scene, block, found.start)):
        return (heard,)
    if scene.use.patterns["again"].search(before):
        return _named_before(scene, block.text[block.label_end : found.start - len(before)])
    wide = wide or (scene.of_all and scene.use.patterns["everywhere"].search(before) is not None)
    national = wide or scene.national_subject.match(before) or scene.use.patterns["says"].search(before)
    behind = _named_behind(scene, block.text, found) if wide or not national else None
    if not national and behind is None and not scene.own_title and _is_for_all(scene, block, found.start):
        return (scene.nation,)
    if not national and behind is None and not scene.own_title:
        return (_spoken_for(scene, block, found),)
    return (scene.nation if national and not behind else behind,)


def _province(text: str, found: Passage) -> str | None:
    """The one province that a text without a title names, not as a model's: ``全省传承“晋江经验”，…成为|福建|发展的特色``."""
    named = {
        codes[0]: text[start:end]
        for start, end, codes in find_regions(text)
        if codes
        and codes[0].endswith("0000")
        and not (found.start <= start < found.end)
        and text[end : end + 1] != "“"
    }
    named = {code: name for code, name in named.items() if name not in found.model}
    return next(iter(named.values())) if len(named) == 1 else None


def _spoken_for(scene: Scene, block: Block, found: Passage) -> str | None:
    """The region that a passage without a title speaks for: ``坚持…“枫桥经验”，建设更高水平的平安浙江``."""
    low, high = max(block.label_end, found.start - _BEFORE), found.end + _BEFORE
    whole = False
    for said in scene.use.patterns["speaks_for"].finditer(block.text, low, high):
        name = said["slogan"] or said["ours"] or said["future"] or said["plan"]
        plan = place_heads().at(name, 0) if said["plan"] else None
        if plan or name in scene.use.short:
            return name[: plan[0]] if plan else name
        whole = whole or name in scene.use.section.words["china"]
    return scene.nation if whole else None


def _heard(scene: Scene, block: Block, end: int) -> str | None:
    """Whose meeting or speech a passage is from whose head stands sentences before: ``河南省委…会议召开。会议指出，要…``."""
    said = block.text[max(block.label_end, end - _BEFORE) : end]
    told = scene.use.patterns["meeting_told"].search(said) or scene.use.patterns["speaking"].search(said)
    head = told["of"] if told else ""
    if not head or scene.use.patterns["speech"].search(head):
        return None
    if scene.national_subject.match(head):
        return scene.nation
    ends = [*scene.use.place_ends(head, 0)]
    return head[: ends[-1]] if ends else None


def _is_for_all(scene: Scene, block: Block, end: int) -> bool:
    """Whether a passage without a place of its own has spoken to all before: ``…，各地认真贯彻…。更要学习三明经验``."""
    said = block.text[max(block.label_end, end - _BEFORE) : end]
    return bool(scene.use.patterns["for_all"].search(said)) and not scene.own_places.search(said)


def _of_sentence(scene: Scene, block: Block, end: int) -> str | None:
    """Who is the subject of a long sentence, or of the clause by a bare name: ``全国公安机关…``, ``晋江要牢记…，传承…``."""
    said = _SENTENCE.split(block.text[max(block.label_end, end - _LONG) : end])[-1]
    if scene.use.patterns["to_all"].search(said) or scene.use.patterns["long_subject"].search(said):
        return scene.nation
    named = [one["place"] or one["fits"] for one in scene.use.patterns["bare_head"].finditer(said)]
    return next((name for name in reversed(named) if name in scene.use.short), None)


def _list_of(use: Words, text: str, start: int, end: int) -> Iterator[str]:
    """The place at ``text[start:end]`` and those behind it in one list: ``吐鲁番市高昌区、托克逊县``."""
    yield text[start:end]
    while text[end : end + 1] in use.joints and (named := place_heads().at(text, end + 1)):
        yield text[end + 1 : named[0]]
        end = named[0]


def _named_behind(scene: Scene, text: str, found: Passage) -> str | None:
    """The region that a passage without a head names only behind: ``深入学习上海经验，更好地推动深圳…``."""
    if scene.own_title:
        return None
    for behind in scene.use.patterns["behind_clause"].finditer(text, found.end, found.end + _BEHIND):
        if _STOP in text[found.end : behind.start()]:
            break
        end = max(scene.use.place_ends(text, behind.end()), default=None)
        if end is None and (behind["verb"] or behind["must"] is not None):
            end = scene.use.short_end(text, behind.end())
        if end and text.startswith(scene.use.section.words["together"], behind.end()):
            continue  # 会同县司法局 speaks of no 会同县
        if end and not scene.use.patterns["no_subject"].match(text, end):
            return text[behind.end() : end]
        if scene.national_subject.match(text, behind.end()):
            return scene.nation
        if body := _body_of(scene, text[behind.end() : behind.end() + _LONGEST]):
            return body
    return None


def _body_of(scene: Scene, clause: str) -> str | None:
    """The district that a body at the head of `clause` is called by, without its kind: ``石景山法院推出…`` → 石景山."""
    body = scene.use.patterns["of_district"].search(clause)
    return body["place"] if body and body["place"] in scene.use.short else None


def _bare(scene: Scene, before: str) -> str | None:
    """The county that stands by its bare name in front of the verb: ``开州复制“寿光模式”``."""
    bare = scene.use.patterns["bare"].search(before)
    return bare["place"] if bare and bare["place"] in scene.use.short else None


def _named_before(scene: Scene, text: str) -> tuple[str | None, ...]:
    """The region that the sentences before last spoke of: ``大同市…。该市借鉴…``."""
    text = text[-_BEFORE:]
    runs = _runs(scene, text)
    if runs:
        return (max(runs)[1][0],)
    said = [hit.end() for hit in scene.use.patterns["spoken_of"].finditer(text)]
    named = [text[at:end] for at in said if (end := scene.use.short_end(text, at))]
    return (named[-1] if named else None,)


def _is_all_of(scene: Scene, place: str, named: list[str]) -> bool:
    """Whether ``全省`` speaks of the region that the sentence named before: ``甘肃省卫生健康委要求全省各地…``."""
    code = "".join([codes for _, _, codes in find_regions(named[0])][-1][:1])
    if len(named) > 1 or not code:
        return False
    level = "city" if code.endswith("00") else "county"
    if code.endswith("0000") and not code.startswith(MUNICIPALITIES):
        level = "province"
    return bool(scene.use.patterns[f"whole_{level}"].match(place))


def _runs(scene: Scene, before: str) -> list[tuple[int, list[str]]]:
    """The regions that a sentence says something of, those of one list together: ``郑州市和开封市``."""
    runs: list[tuple[int, list[str]]] = []
    for start, end in _regions(before):
        short = scene.use.short_end(before, end)
        end = short if short and scene.use.patterns["headline"].match(before, short) else end
        between = before[runs[-1][0] : start] if runs else ""
        if runs and (between in scene.use.joints or scene.use.patterns["beside_body"].fullmatch(between)):
            runs[-1] = (end, [*runs[-1][1], before[start:end]])
        elif scene.use.patterns["venue"].match(before, end):
            continue
        elif scene.head.search(before[:start]) or _at_verb(scene, before, start, end):
            runs.append((end, [before[start:end]]))
    return runs


def _at_verb(scene: Scene, before: str, start: int, end: int) -> bool:
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


def _all_of(use: Words, level: str) -> str:
    """The word for the own region of a level: 全省."""
    return next(word for word in use.section.words["own_places"] if word[1:] == level)


def of_title(scene: Scene, text: str, start: int, title: tuple[int, int]) -> str | None:
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
        return _all_of(scene.use, level["level"])
    if scene.use.patterns["issuer_national"].search(text, max(0, title[0] - _ISSUER), title[0]):
        return scene.nation
    near = issuer + text[low:start] + text[title[1] : title[1] + 6]
    return scene.nation if scene.national.search(near) else None
