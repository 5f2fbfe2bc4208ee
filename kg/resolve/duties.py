"""The agencies of a document's responsibilities, in order, so that a list's common head and tail reach all its members.

市卫健委、财政局: the level stands once; 民政、公安等部门: the noun stands once; 办公室, 管委会: named in full before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from operator import itemgetter
from typing import TypeAlias

from kg.lexicon import Section
from kg.model import NATION, Extraction, Responsibility
from kg.registry import Registry
from kg.registry.functions import GOVERNMENT, GROUP, OTHER
from kg.resolve.agencies import Namer
from kg.resolve.given import Given
from kg.resolve.issuers import area, prefixes
from kg.resolve.levels import level_of, says_level, under
from kg.resolve.places import Places
from kg.resolve.printed import Printed, folded
from kg.resolve.readings import Answer, Named, Reading, Written

_FIRST = itemgetter(0)
_DIGITS = re.compile(r"\d+")
_UNNAMED = Responsibility._fields.index("name")  # name, region and function stand last, as in Named
_new = tuple.__new__  # a third of the time of calling the class
# A document, its places, and the codes of those that its paragraphs are about.
Read: TypeAlias = tuple[Extraction, Places, Mapping[str | None, str | None]]
_TAIL = 32  # characters of what a list shares behind its last name
_LONGEST_LIST = 30  # how far the common noun of a list is looked for
_LONGEST_LINK = 6
_TWICE = 2  # characters of a work that a name ends in and its noun begins with


def named(read: Sequence[Read], registry: Registry, words: Section) -> list[tuple[Responsibility, ...]]:
    """The responsibilities of each document with name, region and function, in their order."""
    runs = [_run(*one, registry, words) for one in read]
    for run, (found, _, _) in zip(runs, read, strict=True):
        run.know(found.responsibilities)
    return [run.named(found.responsibilities) for run, (found, _, _) in zip(runs, read, strict=True)]


def _run(
    found: Extraction,
    places: Places,
    codes: Mapping[str | None, str | None],
    registry: Registry,
    words: Section,
) -> Run:
    """The pass over a document that has yet to begin."""
    issuers = tuple(folded(name) for name in found.metadata.issuers)
    printed, front = Printed(found.document, words, found.folded), prefixes(found.metadata.issuers, places)
    own = Namer(registry, words, places, front, issuers, printed, area(issuers, places))
    about = {} if places.code else {a.provision: codes[a.place] or a.region for a in found.attributions}
    return Run(own, words, about)


@dataclass(slots=True)
class Run:
    """One pass over a document's mentions; remembers what was named before."""

    own: Namer
    words: Section
    about: dict[str, str | None]  # in a press round-up: the region of each paragraph
    others: dict[str, Namer] = field(default_factory=dict)  # the namers of these regions
    known: dict[str, Written] = field(default_factory=dict)
    given: dict[str, Named | None] = field(default_factory=dict)  # what the document defines a name as
    # what stands between two names: whether it joins them
    links: dict[str, bool] = field(default_factory=dict)
    # whether a department is spoken of as the State Council's only
    councils: dict[str, bool] = field(default_factory=dict)
    # of names that neither a list nor a region holds for
    plain: dict[str, Answer] = field(default_factory=dict)
    answers: dict[tuple[str | None, str, bool, Reading | None], Answer] = field(default_factory=dict)
    document: Given = field(init=False)  # what the document itself says of its names

    def __post_init__(self) -> None:
        self.document = Given(self.own, self.words)

    def know(self, duties: Sequence[Responsibility]) -> None:
        """Look at what each name shows by itself."""
        for duty in duties:
            if duty.agency not in self.known:
                self._written(duty.agency)

    def named(self, duties: Sequence[Responsibility]) -> tuple[Responsibility, ...]:
        """The duties with name, region and function, in their order."""
        starts = [duty.start for duty in duties]
        by_place = sorted(range(len(starts)), key=starts.__getitem__)
        rows = zip(by_place, self.rows([duties[i] for i in by_place]), strict=True)
        return tuple([row for _, row in sorted(rows, key=_FIRST)])

    def rows(self, ordered: Sequence[Responsibility]) -> Iterator[Responsibility]:
        """Each mention with its name, region and function."""
        seen: dict[str, Named] = {}
        before: Answer | None = None
        last, one = 0, None  # where the mention before ends, and who it is
        known, plain, about, authorities = self.known, self.plain, self.about, self.words.words["authorities"]
        towns, governments = self.words.words["towns"], self.words.words["government"]
        for index, row in enumerate(ordered):
            name = known.get(row.agency) or self._written(row.agency)
            if before is not None and not self._linked(last, row.start):
                before = None
            head, leads = (before.head, before.leads) if before else ("", None)
            if leads and ordered[index - 1].role != row.role:  # 市人民政府交通主管部门会同|物价主管部门
                leads = leads._replace(rest=leads.rest.removeprefix(self.words.words["government"][0]))
            whole, complete, _, _, founded = name
            if head or not complete:
                whole = self._completed(name, ordered, index, head)
            if before is not None and whole in governments:
                whole = self._of_the_same(folded(ordered[index - 1].agency), whole)
            if whole.endswith(towns):
                whole += self._town_office(whole, ordered, index)
            code = about.get(row.provision or "") if about else None
            if code is None and leads is None and not founded:
                answer = plain.get(whole) or plain.setdefault(whole, self._answer(None, whole, False, None))
            else:
                answer = self._known(code, whole, founded, leads)
            named = (
                (before and one and self._beneath(row, whole, one))
                or answer.named
                or self.document.from_before(row, whole)
                or self._namer(code).name(answer.reading)
            )
            if answer.later:
                if answer.reading.region:
                    named = self._placed(ordered, index, answer.reading) or named
                else:
                    named = self._as_earlier(named, answer.reading, seen)
            if named.name.endswith(authorities):
                seen.setdefault(named.name, named)
            before, last, one = answer, row.end, named
            yield _new(Responsibility, row[:_UNNAMED] + named)

    def _of_the_same(self, party: str, government: str) -> str:
        """The government beside a committee of the party, of the same places: 各乡镇党委和|人民政府 → 各乡镇人民政府."""
        ends = self.words.words["committees"]
        whose = next((party.removesuffix(end) for end in ends if party.endswith(end)), "")
        return whose + government

    def _beneath(self, row: Responsibility, text: str, above: Named) -> Named | None:
        """What stands below the body before it: ``市科技行政主管部门及其|下属事业单位``, ``银保监会及|其派出机构``, ``指挥部及其|办公室``."""
        words = self.words.words
        branch = self.words.patterns["its_branch"].fullmatch(text) if text.startswith(words["its"]) else None
        if branch or text in words["its_parts"]:
            return self._part(above, branch["branch"] if branch else text)
        own = row.agency == words["office"][0] and self.own.printed.before(row.start).endswith(words["its"])
        return above._replace(name=above.name + row.agency) if own else None

    def _part(self, above: Named, below: str) -> Named:
        """A body's 下属事业单位, which are of a class of their own, or its 派出机构, which do its work."""
        function = self.own.of(below)
        units = below.endswith(self.words.words["unit_ends"])
        function = above.function if function in (OTHER, GROUP) and not units else function
        return above._replace(name=above.name + below, function=function)

    def _known(self, *key: *tuple[str | None, str, bool, Reading | None]) -> Answer:
        if key not in self.answers:
            self.answers[key] = self._answer(*key)
        return self.answers[key]

    def _answer(self, code: str | None, whole: str, founded: bool, before: Reading | None) -> Answer:
        """What a name is in a paragraph about the region `code`, behind `before` in a list."""
        namer = self._namer(code)
        reading = self._read(namer, whole, before)
        if beneath := self.words.patterns["beneath"].fullmatch(whole):
            above = self._answer(code, beneath["above"], founded, before)
            return above._replace(named=self._part(above.named, beneath["part"])) if above.named else above
        if whole not in self.given:
            self.given[whole] = self.document.defined(whole)
        named = self.given[whole]
        if named is None and not founded and whole not in self.words.words["bare"]:
            named = namer.name(reading)
        later = not reading.rest if reading.region else self._is_authority(reading.rest)
        leads = reading if reading.shared and reading.rest else None
        head = level_of(reading, self.own) or self._written(whole).head
        return _new(Answer, (reading, named, later, head, leads))

    def _is_authority(self, name: str) -> bool:
        return name.endswith(self.words.words["authorities"])

    def _written(self, name: str) -> Written:
        known = self.known.get(name)
        if known is None:
            text, words, patterns = self._clean(folded(name)), self.words.words, self.words.patterns
            head = patterns["shared_head"].match(text) if text.startswith(words["shared_heads"]) else None
            bare = text[: text.rfind("（")] if text.endswith("）") else text  # 财政厅（局）
            whole = bare.endswith(words["complete"]) or text in self.own.registry.bodies.national
            whole = whole and not bare.endswith(words["incomplete"])
            ends = text.endswith(words["departments"]), head.group() if head else ""
            known = _new(Written, (text, whole, *ends, name.endswith(words["founded_ends"])))
            self.known[name] = known
        return known

    def _clean(self, text: str) -> str:
        """工业和53信息化部, with the number of a page in it, is 工业和信息化部 where that is a name."""
        if text.isalpha():  # most: no digit is a letter
            return text
        clean = _DIGITS.sub("", text)
        bodies = self.own.registry.bodies
        return clean if clean != text and (clean in bodies.national or clean in bodies.local) else text

    def _namer(self, code: str | None) -> Namer:
        if code is None:
            return self.own
        if code not in self.others:
            places = replace(self.own.places, code=code)
            self.others[code] = replace(self.own, places=places, readings={}, names={})
        return self.others[code]

    def _as_earlier(self, answer: Named, reading: Reading, seen: dict[str, Named]) -> Named:
        """登记管理机关, once 社会团体登记管理机关 was named: the fuller name."""
        rest = self.words.patterns["shared_head"].sub("", reading.rest)
        head = reading.rest.removesuffix(rest)
        fuller = [one for name, one in seen.items() if name.endswith(rest) and self._is_fuller(name, rest)]
        if self.own.places.own is None or not rest or not fuller:
            return self._of_council(answer, reading.rest)
        if head and self._prefixed(fuller[0].name):
            return answer  # 各级民政部门, where 某省民政部门 was named
        return fuller[0]._replace(name=head + fuller[0].name) if head else fuller[0]

    def _prefixed(self, name: str) -> bool:
        own = self.own.places.own
        prefix = self.own.prefix(own) if own else ""
        return bool(prefix) and name.startswith(prefix)

    def _of_council(self, answer: Named, rest: str) -> Named:
        """教育行政部门 in a document of the nation that speaks of 国务院教育行政部门; 相关部门 are whichever.

        Where it speaks of those of governments too (县级以上地方人民政府卫生行政部门), any of them is meant.
        """
        if answer.function == GROUP or answer.region != NATION or answer.name != rest:
            return answer
        name = self.words.words["council"][0] + rest
        if rest not in self.councils:
            text, governments = self.own.printed.document.text, self.words.words["government"][1] + rest
            self.councils[rest] = name in text and governments not in text
        return answer._replace(name=name) if self.councils[rest] else answer

    def _is_fuller(self, name: str, rest: str) -> bool:
        own = self.own.places.own
        prefix = self.own.prefix(own) if own else ""
        extra = name.removeprefix(prefix).removesuffix(rest)
        return name.startswith(prefix) and bool(extra) and not self.words.patterns["not_fuller"].match(extra)

    def _read(self, namer: Namer, text: str, before: Reading | None) -> Reading:
        reading = namer.read(text)
        if (
            before is None
            or reading.region
            or reading.national
            or text.endswith(self.words.words["own_ends"])
        ):
            return reading
        if more := self._levels(text, before):
            return reading._replace(
                region=before.region, rest=more + reading.rest, area=before.area, shared=True
            )
        if namer.of(before.rest) == GOVERNMENT or self.words.patterns["group_head"].match(text):
            return reading
        if before.region and text.endswith(self.words.words["part_ends"]):  # 市交通委科技信息处、港务监管处
            parent = namer.parent(before.rest, before.region)
            return before._replace(rest=parent + reading.rest)
        government = self.words.words["government"][0]
        led = before.rest.startswith(government) and text.endswith(self.words.words["departments"])
        rest = government + reading.rest if led else reading.rest  # 省人民政府司法行政部门、市场监督管理部门
        return reading._replace(region=before.region, rest=rest, area=before.area, shared=True)

    def _levels(self, text: str, before: Reading) -> str:
        """The further levels that hold for an authority behind `before`: ``市或者区、县民族事务部门和|商业部门`` → 或者区、县."""
        patterns = self.words.patterns
        if before.region is None or not self._is_authority(text) or patterns["group_head"].match(text):
            return ""
        levels = patterns["level_more"].match(before.rest) or patterns["levels_joined"].match(before.rest)
        return levels.group() if levels else ""

    def _linked(self, end: int, start: int) -> bool:
        """Whether what stands between two names joins them: 、, 会同."""
        if not 0 <= start - end <= _LONGEST_LINK:
            return False
        gap = self.own.printed.document.text[end:start]
        joins = self.links.get(gap)
        if joins is None:
            joins = self.links[gap] = bool(self.words.patterns["separators"].fullmatch(folded(gap)))
        return joins

    def _completed(self, name: Written, ordered: Sequence[Responsibility], index: int, head: str) -> str:
        """民政、公安等部门: what the list says once is added to each member: 民政部门, 各级卫生健康部门."""
        if name.whole:
            return under(name, head, self.own)
        last = index
        role = ordered[index].role
        for after in range(index + 1, min(len(ordered), index + _LONGEST_LIST)):
            if ordered[after].role != role or not self._linked(ordered[last].end, ordered[after].start):
                break
            last = after
        if tail := self._area_tail(name.text, [folded(row.agency) for row in ordered[index + 1 : last + 1]]):
            return name.text + tail
        tail = (
            self._shared_noun(name.text, ordered[index + 1 : last + 1])
            or self._tail(ordered[last])
            or self._noun(name.text.removeprefix(name.head))
        )
        said = not tail or name.head or name.text.startswith(head) or says_level(name.text, self.own)
        twice = name.text.endswith(tail[:2]) and len(tail) > _TWICE  # 食品药品监督等|监督管理部门
        return ("" if said else head) + name.text + tail[2 * twice :]

    def _shared_noun(self, name: str, others: Sequence[Responsibility]) -> str:
        """What a work lacks whose list says it behind the next whole one: 局, of 市教育、财政、卫健局."""
        bodies, levels, nouns = (
            self.own.registry.bodies,
            self.words.patterns["level"],
            self.words.words["nouns"],
        )
        work = levels.sub("", name, count=1)
        if work not in bodies.functions:
            return ""
        texts = (folded(row.agency) for row in others)
        last = next((text for text in texts if text not in bodies.functions), "")
        shares = last.endswith(nouns) and last[:-1] in bodies.functions
        return last[-1] if shares and work + last[-1] in bodies.local else ""

    def _area_tail(self, name: str, others: Sequence[str]) -> str:
        """What a bare place lacks whose list says it behind another: 片区开发管理局, of 金井、澳前片区开发管理局."""
        bare, bodies = self.words.patterns["bare_area"].fullmatch, self.own.registry.bodies
        if not bare(name) or name in bodies.functions or name in bodies.local or self.own.read(name).region:
            return ""
        last = next((one for one in others if not bare(one)), "")
        found = self.words.patterns["area_body"].fullmatch(last)
        return found["tail"] if found else ""

    def _town_office(self, name: str, ordered: Sequence[Responsibility], index: int) -> str:
        """What a town lacks whose list says it behind the last: 人民政府, of 岚城乡、北厝镇、澳前镇人民政府."""
        town = self.words.patterns["town"].fullmatch
        if not town(name):
            return ""
        for before, row in pairwise(ordered[index : index + _LONGEST_LIST]):
            gap = self.own.printed.document.text[before.end : row.start]
            joined = row.role == before.role and gap in self.words.words["one_list"]
            hit = town(folded(row.agency)) if joined else None
            if hit is None:
                return ""
            if hit["office"]:
                return hit["office"]
        return ""

    def _placed(self, ordered: Sequence[Responsibility], index: int, place: Reading) -> Named | None:
        """A place whose body its list says behind the last one: 北京市, of 北京市、天津市、重庆市医疗保障局."""
        for before, row in pairwise(ordered[index : index + _LONGEST_LIST]):
            if row.role != before.role or not self._linked(before.end, row.start):
                return None
            text = folded(row.agency)
            reading = self.own.read(text)
            if reading.region is None or place.region is None or reading.region.level != place.region.level:
                return None
            if reading.rest:
                own = self.own.places.head(text)[0]
                return self.own.name(place._replace(rest=reading.rest)) if own else None
        return None

    def _tail(self, last: Responsibility) -> str:
        behind = self.words.patterns["shared_tail"].match(self.own.printed.after(last.end, _TAIL))
        name = folded(last.agency)
        group = self.words.patterns["group_head"].match(name)  # 安监及|各行业主管、监管部门 share no noun
        inside = None if group else self.words.patterns["authority"].search(name)
        return behind["tail"] if behind else inside["tail"] if inside else ""

    def _noun(self, text: str) -> str:
        """What a function that stands for its body lacks, where its list says 等单位: 市发展改革 → 部门."""
        rest = self.words.patterns["level"].sub("", text, count=1)
        return self.words.words["departments"][0] if rest in self.own.registry.bodies.functions else ""
