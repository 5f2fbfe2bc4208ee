"""Names that a document itself gives in full: as it defines them (以下简称), as 我局, as a part of the bureau that signs, as founded.

Reads mentions with what stands before them; yields who they are, or None where the document does not say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.lexicon import Section
from kg.lexicon.names import find_agencies
from kg.model import Responsibility
from kg.registry.functions import EMERGENCY, GROUP, OTHER
from kg.registry.regions import is_within
from kg.resolve.agencies import Namer
from kg.resolve.places import INSTITUTION
from kg.resolve.readings import Named

_OF = "的"


@dataclass(slots=True)
class Given:
    """What one document says of the names that it uses."""

    own: Namer
    words: Section
    bureau: str = field(init=False)  # the one that signs the document, whose parts are named without it
    house: str = field(init=False)  # the same where it is a hospital, a university or a company
    before: dict[str, Named] = field(default_factory=dict)  # who a group is that stands before

    def __post_init__(self) -> None:
        alone = self.own.issuers[0] if len(self.own.issuers) == 1 else ""
        alone = self.words.patterns["own_general_office"].sub("", alone)
        self.bureau = alone if self.words.patterns["bureau_end"].search(alone) else ""
        self.house = alone if alone.endswith(self.words.words["houses"]) else ""

    def from_before(self, row: Responsibility, text: str) -> Named | None:
        """A name that what stands before it gives in full: as a founded body, as the last group named."""
        own = self.words.patterns["level"].match(text)  # 市政府成立|全市房屋安全整治领导小组 is the city's
        if founder := None if own else self._founder(row):
            name = founder.name + text
            return Named(name, founder.region, self.own.of(name))
        if text not in self.words.words["bare"]:
            return None
        office = text == self.words.words["office"][0]
        return self._group_before(row, text) or (self._inside(text) if office else None)

    def defined(self, text: str) -> Named | None:
        """By definition, or as 我局: who signs the document."""
        long = self._long(text)
        if zoned := self._zoned(long or text):
            return self.own.name(self.own.read(zoned))
        # 符合资质的公立医疗机构（以下简称建床机构） is nobody's name
        if long and long != text and _OF not in long:
            whole = long if self.own.places.head(long)[0] else self._agency_in(long)
            return self.own.name(self.own.read(whole))
        if issuer := self._issuer(text):
            answer = self.own.name(self.own.read(issuer))
            staff = "" if self.words.patterns["own_office"].fullmatch(text) else text[1:]
            shown = self.own.of(text)
            function = shown if shown in (GROUP, INSTITUTION) else answer.function
            return answer._replace(name=answer.name + staff, function=function) if staff else answer
        patterns = self.words.patterns
        if self.house and (patterns["house_part"].match(text) or patterns["house_self"].match(text)):
            return self._of_house(text)
        if not self.bureau:
            return None
        if own := patterns["level_part"].match(text):
            return self._part_of_own(own)
        if own := patterns["ministry_part"].match(text):
            return self._part(own)
        if patterns["inner_group"].match(text):
            part = self._inside(text)
            return part._replace(function=GROUP) if part else None
        within = bool(patterns["inner"].match(text)) or self._is_inner_office(text)
        return self._inside(text) if within else self._below(text)

    def _zoned(self, name: str) -> str | None:
        """The committee of a zone that the document calls by its kind: ``开发区管委会``, of 大同经济技术开发区（以下简称开发区）."""
        words = self.words.words
        rest = next((rest for rest in words["area_rests"] if name.endswith(rest)), "")
        area = self.own.printed.defined.get(name.removesuffix(rest)) if rest else None
        return area + rest if area and area.endswith(words["zones"]) else None

    def _below(self, text: str) -> Named | None:
        """What stands below the bureau that signs, which is no government's office: 各派出分局, 永安分局, 直属单位, 县级局."""
        if self.bureau.endswith(self.words.words["general_office"]):
            return None
        patterns = self.words.patterns
        if patterns["own_units"].match(text):
            part = self._inside(text)
            return part._replace(function=GROUP) if part else None
        if patterns["own_branches"].match(text):
            return self._inside(text)
        if patterns["like_bureaus"].match(text):
            answer = self.own.name(self.own.read(self.bureau))
            return self.own.name(self.own.read(text))._replace(function=answer.function)
        placed = patterns["placed_branch"].match(text)
        return self._branch(placed["place"], text) if placed else None

    def _is_inner_office(self, text: str) -> bool:
        """Whether a name is that of an office within a bureau: 督导办 of 教育厅, not 老龄办, which any place has."""
        general = self.bureau.endswith(self.words.words["general_office"])
        if general or text in self.own.registry.bodies.local:
            return False
        if self.own.of(text) not in (OTHER, EMERGENCY):
            return False
        return self.words.patterns["inner_office"].match(text) is not None

    def _long(self, text: str) -> str | None:
        """The long name of a short one as defined, also with the own level in front: 市级质控中心 in a document of a city."""
        known = self.own.printed.defined
        level = self.words.patterns["level"].match(text) if known and text not in known else None
        if level and self.own.places.of_level(level["kind"]) is self.own.places.own:
            bare = text[level.end() :]
            return known.get(bare) or self._office_of(text) or self._office_of(bare)
        return known.get(text) or (self._office_of(text) if known else None)

    def _office_of(self, text: str) -> str | None:
        """The office of a body as defined: 基金管理委员会办公室, where that is a short name of 甲市红十字会基金管理委员会."""
        office, known = self.words.words["office"][0], self.own.printed.defined
        if text.endswith(office):
            long = known.get(text.removesuffix(office))
            return long + office if long else None
        if not text.endswith(office[0]):
            return None
        stem = text.removesuffix(office[0])  # 市城管|办 of 市城管委, which is 市城市管理委员会
        longs = (known.get(stem + end) for end in self.words.words["office_heads"])
        return next((long + office for long in longs if long), None)

    def _inside(self, text: str) -> Named | None:
        """A part of the one bureau that signs: 立法科 → 三明市司法局立法科, with its class of work."""
        if not self.bureau:
            return None
        reading = self.own.read(text)
        if reading.region or reading.national or reading.area:
            return None
        answer = self.own.name(self.own.read(self.bureau))
        short, full = self.words.words["committee_ends"]
        end = short if answer.name.endswith(full) else answer.name[-1]
        own = text.startswith(end) and end in self.words.words["parent_ends"]  # 局医政科, 委基层处
        said = max(own, *(n for n in range(2, 5) if answer.name.endswith(text[:n])), 0)  # 管理局|飞标处
        whole = answer._replace(name=answer.name + text[said:])
        return (
            whole._replace(function=INSTITUTION) if text.endswith(self.words.words["inner_bodies"]) else whole
        )

    def _branch(self, place: str, text: str) -> Named | None:
        """永安分局 in a document of a city's bureau: the bureau's branch for a place in the city."""
        own = self.own.places.own
        served = self.own.places.nearest(place, own.code) if own else None
        if own is None or served is None or served.code == own.code or not is_within(served.code, own.code):
            return None
        answer = self.own.name(self.own.read(self.bureau))
        return answer._replace(name=answer.name + text, region=served.code)

    def _of_house(self, text: str) -> Named | None:
        """A part of the university, the hospital or the company that signs: 教务处 → 四川大学教务处."""
        reading = self.own.read(text)
        if reading.region or reading.national or reading.area:
            return None
        answer, patterns = self.own.name(self.own.read(self.house)), self.words.patterns
        if patterns["house_self"].match(text):
            return answer
        group = GROUP if self.own.of(text) == GROUP else answer.function
        function = OTHER if patterns["house_council"].search(text) else group
        words = self.words.words
        noun = next((noun for noun in words["house_nouns"] if text.startswith(noun)), "")
        own = text[len(noun) or text.startswith(words["house_heads"]) :]
        return answer._replace(name=answer.name + own, function=function)

    def _part_of_own(self, part: re.Match[str]) -> Named | None:
        """省局征管科技处, 省院各部门 in a document of the province's one bureau that signs."""
        place = self.own.places.own
        return self._part(part) if place and place.name.endswith(part["kind"]) else None

    def _part(self, part: re.Match[str]) -> Named | None:
        """部公路局 in a document of the ministry that signs."""
        answer = self.own.name(self.own.read(self.bureau))
        if not answer.name.endswith(part["end"]):
            return None
        group = part["part"].startswith(self.words.words["each"])
        institution = self.own.of(part["part"]) == INSTITUTION
        function = GROUP if group else INSTITUTION if institution else answer.function
        return answer._replace(name=answer.name + part["part"], function=function)

    def _issuer(self, text: str) -> str | None:
        """我局, 本委, 市局 of a city's bureau: who signs the document."""
        own = self.words.patterns["own_office"].fullmatch(text) or self.words.patterns["own_staff"].match(
            text
        )
        place = self.own.places.own
        if own is None or (
            text[0] in self.words.words["kinds"] and not (place and place.name.endswith(text[0]))
        ):
            return None
        cuts = (name.rpartition(own["end"]) for name in self.own.issuers if own["end"] in name)
        offices = self.words.patterns["nation_office"]
        return next((head + end for head, end, tail in cuts if offices.fullmatch(tail)), None)

    def _agency_in(self, text: str) -> str:
        spans = [span for span in find_agencies(text) if span[1] == len(text)]
        return text[spans[0][0] :] if spans else text

    def _group_before(self, row: Responsibility, text: str) -> Named | None:
        """办公室 → the office of the group named last; 联席会议 → the conference named in full before."""
        office, leading = self.words.words["office"][0], self.words.words["leading_group"][0]
        tail = office if text.endswith(office) else ""
        sets = self._sets(row) if text == office else None  # 成立领导小组，|办公室: it has no other name
        kinds = (sets or leading, *self.words.words["leading_kinds"])
        ends = kinds if text == office else (text.removesuffix(office),)
        found = (self.own.printed.last_group(row.start, end) for end in ends)
        long = (self._short_before(row) if text == office else None) or next(filter(None, found), sets)
        if long is None:
            return None
        known = self.before.get(long + tail)
        if known is None:
            whole = self.own.printed.defined.get(long) or self._agency_in(long)
            known = self.own.name(self.own.read(whole + tail))
            self.before[long + tail] = known
        return known

    def _sets(self, row: Responsibility) -> str | None:
        """The group that stands right in front of its office: ``协调小组`` in ``协调小组下设办公室``."""
        sets = self.words.patterns["sets_office"].search(self.own.printed.before(row.start))
        return sets["end"] if sets else None

    def _short_before(self, row: Responsibility) -> str | None:
        """The group in full whose short name stands there: 市城管委 in ``市城管委下设办公室，|办公室设在市城管局``."""
        known = self.own.printed.defined
        sets = self.words.patterns["short_sets"].search(self.own.printed.before(row.start)) if known else None
        if sets is None:
            return None
        longs = (long for short, long in known.items() if sets["front"].endswith(short))
        return next((long for long in longs if long.endswith(self.words.words["group_ends"])), None)

    def _founder(self, row: Responsibility) -> Named | None:
        """管委会成立评价委员会: the founder's name stands in front of the founded body's."""
        if not row.agency.endswith(self.words.words["founded_ends"]):
            return None
        before = self.words.patterns["founded"].search(self.own.printed.before(row.start))
        if before is None:
            return None
        text = before["founder"]
        known = next((long for short, long in self.own.printed.defined.items() if text.endswith(short)), None)
        if known:
            return self.own.name(self.own.read(known))
        spans = [span for span in find_agencies(text) if span[1] == len(text)]
        if not spans:
            return None
        return self.own.name(self.own.read(text[spans[-1][0] :]))
