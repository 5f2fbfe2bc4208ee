"""An agency as written → its full name, region and function, in the context of one document.

A mention is read from the left: a place or a level word says whose body it is (市, 高明区, 各级, nothing), what is left is
a body of the registry (卫健委 → 卫生健康委员会), a branch (公安分局), a town, a group, or a name that only the document explains.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.lexicon import holds
from kg.model import CORPS, NATION
from kg.registry import Region
from kg.registry.bodies import OWN
from kg.registry.functions import GOVERNMENT, GROUP, OTHER, PARTY
from kg.registry.regions import CITY, COUNTY, MUNICIPALITIES, PROVINCE, is_within
from kg.resolve import branches
from kg.resolve.forms import Forms
from kg.resolve.places import INSTITUTION
from kg.resolve.printed import Printed
from kg.resolve.readings import Named, Reading


@dataclass(frozen=True)
class Namer(Forms):
    """Gives full names in one document's context."""

    printed: Printed
    area: str  # the zone, the new area or the town that issues the document: 苏州工业园区
    readings: dict[str, Reading] = field(default_factory=dict)  # what this document's mentions were read as
    names: dict[Reading, Named] = field(default_factory=dict)

    def read(self, mention: str) -> Reading:
        """Whose and what a folded mention says."""
        if mention not in self.readings:
            self.readings[mention] = self._read(mention)
        return self.readings[mention]

    def name(self, reading: Reading) -> Named:
        """The full name, region and function of what was read; without a region of its own it is the document's."""
        known = self.names.get(reading)
        if known is None:
            known = self.names[reading] = self._name(reading)
        return known

    def _read(self, mention: str) -> Reading:
        if self._is_national(mention) or self.places.stationed(mention)[1]:
            return Reading(None, mention, national=True)
        text = self.places.bare(mention)
        region, length = self.places.head(text)
        if region and (text[length:] not in self.words.words["area_rests"] or self._is_near(region)):
            return Reading(region, text[length:], shared=True)
        if text in self.registry.bodies.local:
            return Reading(None, text)
        if area := self.registry.regions.of_area(text):
            name = self.registry.regions.area_at(text)
            own = name if text[len(name) :] in self.registry.bodies.local else ""
            return Reading(self._area_region(area), text.removeprefix(own), area=own)
        zone = self._level_of_area().match(text) if self.area else None
        if zone and zone.end() < len(text):
            rest = text[zone.end() :]
            if text in self.registry.bodies.local:  # 管委会|办公室
                return Reading(self.places.own, text, area=self.area)
            if self.places.stationed(rest)[1]:  # 区人民银行平潭支行
                return Reading(None, rest, national=True)
            return Reading(self.places.own, rest, area=self.area, shared=True)
        if beside := self._beside(text):
            return Reading(beside, text, shared=True)
        if text.endswith(self.words.words["government"][1]) and (counted := self._counted(text)):
            return counted
        joined = self.words.patterns["levels_joined"].match(text)
        if joined and (region := self.places.of_level(joined["kind"])):
            return Reading(region, text, shared=True)
        level = self.words.patterns["level"].match(text)
        if level and (region := self.places.of_level(level["kind"])) and level.end() < len(text):
            return Reading(region, text[level.end() :], shared=True)
        if text not in self.registry.bodies.functions and (place := self.places.by_stem(text)):
            return Reading(place, "")
        league = self.words.patterns["league"].match(text)
        if league and (region := self.places.of_level(league["kind"])):
            return Reading(region, self.words.words["league"][0] + (league["part"] or ""))
        leagues = text.startswith(self.words.words["league_heads"])
        whose = self.words.patterns["league_of"].fullmatch(text) if leagues else None
        if whose and (region := self._whole(whose["place"])):
            return Reading(region, self.words.words["league"][1])
        region, length = self.places.short_head(text)
        if region and text.endswith(self.words.words["wide_ends"]):
            return Reading(self.places.own, text)
        if region and self._is_body_of(region, text[:length], text[length:]):
            return self._of_its_city(region, text, text[length:]) or Reading(region, text[length:])
        return Reading(None, self._of_one_level(mention))

    def _of_its_city(self, region: Region, text: str, rest: str) -> Reading | None:
        """A bureau of a county's city that is named after the county: 永安生态环境局 → 三明市永安生态环境局."""
        if region.level != COUNTY or rest not in self.words.words["city_bureaus"]:
            return None
        above = self.registry.regions.above(region, self.places.date)[1:2]
        return Reading(above[0], text) if above and above[0].level == CITY else None

    def _counted(self, text: str) -> Reading | None:
        """The last of so many governments: 浙江两省人民政府 behind 江苏、 is 浙江省人民政府."""
        told = self.words.patterns["counted_last"].fullmatch(text)
        place = self.places.by_stem(told["place"]) if told else None
        return Reading(place, self.words.words["government"][0]) if place else None

    def _level_of_area(self) -> re.Pattern[str]:
        """What stands for the area in the names of its bodies: 管委会, 园区; 师市; 镇."""
        words, patterns = self.words.words, self.words.patterns
        if self.area.endswith(words["towns"]):
            return patterns["town_level"]
        return patterns["division_level" if self.area.startswith(words["divisions"]) else "area_level"]

    def _beside(self, text: str) -> Region | None:
        """The region of all the districts and counties of which the document's own is one: 区、县人民政府 in 上海市奉贤区."""
        own = self.places.own
        if own is None or own.level != COUNTY or not self.words.patterns["peers"].match(text):
            return None
        return next(iter(self.places.chain[1:]), None)

    def _is_near(self, region: Region) -> bool:
        """Whether a region is part of the document's own: 新城区管委会 in one of 平顶山市 is of a new town, not of 西安市新城区."""
        own = self.places.own
        return own is None or is_within(region.code, own.code) or is_within(own.code, region.code)

    def _whole(self, place: str) -> Region | None:
        """The region that is all of a name: 山东省, 市."""
        region, length = self.places.head(place)
        return region if length == len(place) else self.places.of_level(place)

    def _of_one_level(self, mention: str) -> str:
        """省级发展改革委 in a document of the nation is 省级发展和改革委员会."""
        level = self.words.patterns["one_level"].match(mention)
        own = self.places.own or self.registry.regions.region(NATION)
        form = self.form(mention[level.end() :], own) if level and own else None
        return mention[: level.end()] + form.name if level and form else mention

    def _area_region(self, area: Region) -> Region:
        """An area belongs to the city or municipality whose document names it, else to the region that contains it."""
        own = self.places.own
        if own is None or not is_within(area.code, own.code):
            return area
        return own if own.level == CITY or own.code.startswith(MUNICIPALITIES) else area

    def _is_body_of(self, region: Region, stem: str, rest: str) -> bool:
        """Whether a short name in front is a region's: 上海海关, 高明公安分局, not the 公安 of 公安分局 (there is a 公安县)."""
        if rest in self.registry.bodies.local:
            own = stem in self.registry.bodies.functions  # 公安|消防支队
            return not own and rest not in self.words.words["as_written"]
        if rest.endswith(self.words.words["by_function"]) and stem not in self.registry.bodies.functions:
            shown = self.words.patterns["of_function"].fullmatch(rest) and self.of(rest)
            return shown not in (None, OTHER, GROUP)  # 湖北|司法行政机关
        near = bool(self.places.chain) and is_within(region.code, self.places.chain[-1].code)
        return (
            near
            and rest.endswith(self.words.words["branch"][0])
            and stem not in self.registry.bodies.functions
        )

    def _name(self, reading: Reading) -> Named:
        region, rest = reading.region or self._above(reading.rest), reading.rest
        if reading.region is None and self.places.guessed and self._is_below(rest):
            return Named(rest, NATION if self._of_all_levels(rest) else None, self.of(rest))
        if region is None and (area := self._unplaced(reading)):
            return Named(area + rest, None, self.of(rest))
        if reading.national or region is None or region.code == NATION:
            code = NATION if self.places.code or reading.national else None
            return self._national(rest) or self._of_anyone(rest, code)
        if (
            reading.region is None
            and rest not in self.registry.bodies.local
            and (found := self._national(rest))
        ):
            return found
        area = reading.area or ("" if reading.region else self.area)
        if not area and rest.endswith("）") and (aside := self._with_aside(rest, region)):
            return aside
        if area:
            return self._of_area(area, region, rest)
        if rest.endswith(self.words.words["work_committees"]) and (own := self._party_work(rest, region)):
            return own
        if reading.region and self.words.patterns["party_organ"].match(rest) and not self.form(rest, region):
            return Named(
                self.words.words["party"][0] + self.prefix(region) + rest, region.code, self.of(rest)
            )
        return self._local(region, rest)

    def _party_work(self, rest: str, region: Region) -> Named | None:
        """A committee of the party for a work that the registry has not: 市社会组织党工委 → 中共广州市社会组织工作委员会."""
        work = self.words.patterns["party_work"].match(rest)
        if work is None or self.form(rest, region):
            return None
        words = self.words.words
        name = words["party"][0] + self.prefix(region) + work["front"] + words["work_committee"][0]
        return Named(name, region.code, PARTY)

    def _unplaced(self, reading: Reading) -> str:
        """The town whose body a name is, where nobody tells its county: 各村 in a document of 石桥镇."""
        own = reading.national or self.words.patterns["level"].match(reading.rest)
        return reading.area or ("" if own else self.area)

    def _above(self, rest: str) -> Region | None:
        """Whose a body without a place is: the document's own region's, but its province's of a 厅, which no city has."""
        own = self.places.own
        if own is None or not rest.endswith(self.words.words["of_province"]):
            return own
        return self.registry.regions.above(own, self.places.date)[-1] if self._is_bureau(rest) else own

    def _is_bureau(self, rest: str) -> bool:
        """Whether a name is that of a body with a work of its own: 财政厅, not 办公厅."""
        return rest in self.registry.bodies.local and rest[:-1] in self.registry.bodies.functions

    def _of_area(self, area: str, region: Region, rest: str) -> Named:
        """A body of a zone: 园区卫生健康委 in a document of the zone → 苏州工业园区卫生健康委员会."""
        form, words = self.form(rest, region), self.words.words
        bureau = "" if form or not rest.endswith(words["branch"]) else self.head_body(rest, region)
        if bureau:  # 区市场监管局|苏平分局
            above = self._of_area(area, region, bureau)
            return above._replace(name=above.name + rest.removeprefix(bureau))
        if form:
            name = self.registry.written(form, area, area)
        elif rest.startswith((area, self.registry.regions.stem(region))):
            name = self.ended(rest)
        elif (town := self._town_stem(area, region)) and rest.startswith(town):  # 湖头派出所 of 湖头镇
            name = self.prefix(region) + self.ended(rest)
        else:
            rest = self.printed.spelt_out(rest) or rest
            committee = rest in words["short_ends"] or rest.endswith(words["party_link"][0])
            name = area + (self.ended(rest) if committee else rest)
        zone = not area.endswith(words["towns"]) and not area.startswith(words["divisions"])
        if zone and name.startswith(words["party"][0]):  # 党工委组织部
            link, full = words["party_link"][0], words["work_committee"][0]
            name = name if area + full in name else name.replace(area + link, area + full, 1)
        aside = None if form else self.words.patterns["aside"].fullmatch(rest)
        form = form or (self.form(aside["main"], region) if aside else None)  # 管委会办公室（档案局）
        whole = area + rest if rest in words["area_rests"] else rest  # a zone's 管理委员会 is a government
        return Named(name, region.code, form.body.function if form else self.of(whole))

    def _town_stem(self, area: str, region: Region) -> str:
        """The short name of the town that issues a document: 湖头 of 安溪县湖头镇; empty for any other area."""
        towns, above = self.words.words["towns"], self.prefix(region)
        if not area.endswith(towns) or not area.startswith(above):
            return ""
        kind = next(town for town in towns if area.endswith(town))
        return area.removeprefix(above).removesuffix(kind)

    def _with_aside(self, rest: str, region: Region) -> Named | None:
        """市发展改革委（市粮食局) has two names, both in full; 发改委（审改办） keeps what stands alone, 党校（行政学院） is 党校."""
        aside = self.words.patterns["aside"].fullmatch(rest)
        if aside is None or not self.form(aside["main"], region):
            return None
        main, other = self.name(Reading(region, aside["main"])), self.read(aside["other"])
        if (
            other.region is None
            and other.rest.endswith(self.words.words["twin_ends"])
            and not self.form(other.rest, region)
        ):
            return main._replace(name=f"{main.name}（{aside['other']}）")  # as printed: （审改办）
        if (other.region or region) != region or not self.form(other.rest, region):
            return main
        twin = self.name(other._replace(region=region))
        return main._replace(name=f"{main.name}（{twin.name}）")

    def _is_below(self, rest: str) -> bool:
        """Whether a body is of a lower level than the place that its text tells of: 市农业农村局 beside 吉林省委."""
        level = self.words.patterns["level"].match(rest)
        if level is None or level["kind"] != level[0]:
            return False  # 市级有关部门, 我市
        return not self.places.of_level(level["kind"])

    def _of_anyone(self, rest: str, code: str | None) -> Named:
        """A body of the nation, or of nobody knows whom; a university is where its name says: 吉林大学."""
        campus = code and rest.endswith(self.words.words["universities"])
        place = self.places.short_head(rest)[0] if campus else None
        whole = NATION if rest.startswith(self.words.words["of_the_nation"]) else code  # 中国信息通信研究院
        if whole is None and self._of_all_levels(rest):
            whole = NATION
        return Named(self._department(rest), place.code if place else whole, self.of(rest))

    def _of_all_levels(self, rest: str) -> bool:
        """Whether a group is the nation's: 各省…, or 县级以上地方人民政府 in words that speak of 国务院."""
        if rest.startswith(self.words.words["nationwide"]):
            return True
        if not rest.startswith(self.words.words["levels_of_all"]):
            return False
        return holds(self.printed.document.text, self.words.words["of_the_whole"])

    def _local(self, region: Region, rest: str) -> Named:
        prefix = self.prefix(region)
        if not rest:  # 新疆生产建设兵团 is called by its name alone
            name = prefix + self.words.words["government"][0]
            return Named(prefix if region.code == CORPS else name, region.code, self.of(name))
        form = self.form(rest, region)
        if signed := None if form and form.name == rest else self.signed(rest, prefix, region):
            return Named(prefix + signed, region.code, self.of(signed))
        if form:
            return Named(self.written(form, region, rest), region.code, form.body.function)
        if several := self._of_levels(rest, region, prefix):
            return several
        if branch := branches.branch(self, rest, region) or branches.below(self, rest, region):
            return branch
        if parent := self.parent(rest, region):
            whole, part = self._local(region, parent), rest.removeprefix(parent)
            own = self.places.own
            serves = own is not None and own.level == COUNTY and self.registry.regions.stem(own) in part
            code = own.code if own and serves else whole.region  # 市公安局交警支队|蜀山大队
            return whole._replace(name=whole.name + part, region=code)
        words, patterns = self.words.words, self.words.patterns
        if holds(rest, words["towns"]) and (town := patterns["town"].fullmatch(rest)):
            return self._town(town, region)
        placed = rest.endswith(words["placed_ends"])
        local = placed or (region.level == CITY and self.of(rest) == INSTITUTION)
        zone = region.level == PROVINCE and patterns["area"].match(rest) is not None
        if (local or zone) and (place := self.places.below(rest, region)):
            return Named(self.ended(rest), place.code, self.of(rest))
        printed, rest = rest, self._spelt_out(rest, region)
        official = self.registry.regions.official(rest)
        if patterns["standalone"].match(rest) or (self.area and rest.startswith(self.area)):
            prefix, rest = "", self._leveled(rest)
        elif (
            rest.endswith(words["zones"])
            and patterns["zone"].match(rest)
            and not patterns["group_head"].match(rest)
        ):
            rest += words["full_ends"][0]
        shows = printed if printed.endswith(words["short_ends"]) else rest  # 中关村管委会 is an area's
        return Named(official or self._before(rest, region, prefix) + rest, region.code, self.of(shows))

    def _of_levels(self, rest: str, region: Region, prefix: str) -> Named | None:
        """A body of several levels with its full name: 市|、区残联 → 广州市、区残疾人联合会; governments stay as printed."""
        levels = self.words.patterns["level_more"].match(rest)
        form = self.form(rest[levels.end() :], region) if levels else None
        if levels is None or form is None or form.body.form != OWN or form.body.function == GOVERNMENT:
            return None
        return Named(prefix + levels.group() + form.name, region.code, form.body.function)

    def _leveled(self, rest: str) -> str:
        """A company's branch with its region: 国网省电力公司 in a document of 河南省 → 国网河南省电力公司."""
        hit = self.words.patterns["level_inside"].match(rest)
        region = self.places.of_level(hit["kind"]) if hit else None
        return hit["who"] + region.name + rest[hit.end() :] if hit and region else rest

    def _before(self, rest: str, region: Region, prefix: str) -> str:
        """What stands in front of a name that may begin with a place itself: 神木高新区管理委员会, 广州市 + 花都供电局."""
        regions = self.registry.regions
        for up in regions.above(region, self.places.date)[1:]:
            if rest.startswith(regions.stem(up)):
                return ""
        stem, words = regions.stem(region), self.words.words
        if holds(rest, words["wide_ends"]) and self.places.short_head(rest)[0]:  # 南昌铁路局永安车务段
            return ""
        if rest.endswith(words["placed_ends"]):
            wide = rest.endswith(words["wide_ends"]) and self.places.short_head(rest)[0]
            if stem in rest or wide:
                return ""
        return prefix.removesuffix(region.name) if rest.startswith(stem) else prefix

    def _town(self, town: re.Match[str], region: Region) -> Named:
        """更合镇政府 → 佛山市高明区更合镇人民政府; 荷城街道办 → 佛山市高明区荷城街道办事处; 更合镇 stays 佛山市高明区更合镇."""
        place = town["town"]
        if town["office"] in self.words.words["committees"]:
            name = self.prefix(region) + place + town["office"]
            return Named(name, region.code, self.of(town["office"]))
        office = self.words.words[
            "street_office" if place.endswith(self.words.words["street"]) else "government"
        ][0]
        name = self.prefix(region) + place + (office if town["office"] else "")
        return Named(name, region.code, self.of(place + office))

    def _spelt_out(self, rest: str, region: Region) -> str:
        """What the document prints in full, or the usual spelling: 医改办, 管委会, 农发局."""
        words = self.words.words
        if rest.endswith(words["group_offices"]):
            hit = self.words.patterns["group_office"].fullmatch(rest)
            if hit and (long := self._group(hit, region)):
                return long
        if long := self.printed.spelt_out(rest):
            return long
        if rest.endswith(words["short_ends"]) and rest not in words["short_ends"]:
            group = self.words.patterns["group_head"].match(rest)  # 各开发区管委会 are several
            return rest if group else self.ended(rest)
        full, short = words["prefecture_government"]  # 行署教育局
        if not rest.startswith(short):
            full, short = words["government"]
            stem = rest.removesuffix(words["office"][0][1:])  # 政府妇儿工委办|公室
            if not rest.startswith(short) or not stem.endswith(words["staff_ends"]):
                return rest
        own = rest.removeprefix(short)
        form = self.form(own, region)  # 市政府国资委
        name = form.name if form and form.body.form == OWN else own
        return full + name.removeprefix(full)

    def _group(self, hit: re.Match[str], region: Region) -> str | None:
        leading, office = self.words.words["leading_group"][0], self.words.words["office"][0]
        kind = leading if hit["end"] in self.words.words["leading_ends"] else hit["end"]
        heads = (self.prefix(region), region.name, region.name[-1])
        long = self.printed.group_like(hit["topic"], kind, heads)
        tail = office if hit["end"].endswith((office, office[0])) else ""
        return long + tail if long else None
