"""Regions in a document's context: which region a document is of, and which one a name, a level word or 全省 means."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from kg.fold import fold
from kg.lexicon import Section
from kg.lexicon.names import find_regions
from kg.model import CORPS, NATION, Metadata
from kg.registry import Region, Registry
from kg.registry.bodies import best
from kg.registry.regions import CITY, COUNTY, PROVINCE, is_within
from kg.resolve.printed import folded

INSTITUTION = "institution"
_RANKS = (PROVINCE, CITY)
_BELOW = {PROVINCE: CITY, CITY: COUNTY}


def _rank(region: Region) -> int:
    return _RANKS.index(region.level) if region.level in _RANKS else len(_RANKS)


@dataclass(frozen=True)
class Places:
    """The registry of regions seen from one document: `code` is its own region, `date` its day."""

    registry: Registry
    words: Section
    code: str | None
    date: str | None
    text: str = ""  # of the document: it tells apart regions of one name
    guessed: bool = False  # the region is no document's own, but where the text speaks of
    # how often it says a name
    counts: dict[str, int] = field(default_factory=dict, init=False, compare=False)

    @cached_property
    def own(self) -> Region | None:
        """The document's own region."""
        return self.registry.region(self.code, self.date)

    @cached_property
    def chain(self) -> tuple[Region, ...]:
        """The own region and those above it."""
        return self.registry.regions.above(self.own, self.date) if self.own and self.code != NATION else ()

    def head(self, text: str, within: str | None = None) -> tuple[Region | None, int]:
        """The region that `text` begins with, and how far its name reaches: 福建省三明市医保局 → 三明市, 6."""
        for length in self.registry.regions.lengths.get(text[:2], ()):
            name = text[:length]
            if name not in self.registry.regions.by_name or length > len(text):
                continue
            if length == 2 and name[-1] not in self.words.words["county"]:
                continue
            region = self.nearest(name, within)
            if region is None:
                continue
            inner, further = self.head(text[length:], region.code) if length < len(text) else (None, 0)
            return (inner, length + further) if inner else (region, length)
        return None, 0

    def short_head(self, text: str) -> tuple[Region | None, int]:
        """The region whose short name `text` begins with: 上海海关 → 上海市, 2; 高明公安分局 → 高明区, 2."""
        regions = self.registry.regions
        for length in regions.stem_lengths.get(text[:2], ()):
            if length <= min(5, len(text) - 1) and text[:length] in regions.by_stem:
                return self.nearest(text[:length]), length
        return None, 0

    def is_model(self, text: str) -> bool:
        """Whether a text begins with a place's model, which others take up: 三明医改经验, 三明市医改."""
        length = max(self.head(text)[1], self.short_head(text)[1])
        return bool(length) and text.startswith(self.words.words["model_tails"], length)

    def by_stem(self, text: str) -> Region | None:
        """A place without its kind, for its government: 陕西 in 陕西、山西、甘肃省人民政府; a county in its city's document."""
        place = self.nearest(text) if text in self.registry.regions.by_stem else None
        if place is None or place.level in (PROVINCE, CITY):
            return place
        own = self.own if place.level == COUNTY else None
        return place if own and own.level == CITY and is_within(place.code, own.code) else None

    def nearest(self, name: str, within: str | None = None) -> Region | None:
        """The region of that name that is meant here: in `within`, else in the own region or those above, else the only one."""
        if within:
            found = self.registry.regions_named(name, within, self.date)
            inside = [row for row in found if row.code != within]
            return min(inside, key=_rank, default=None)  # 湖南湘潭 is the city, not 湘潭县
        for above in self.chain:
            if found := self.registry.regions_named(name, above.code, self.date):
                if above in found:
                    return above  # 嘉峪关市 has a county of its name
                # 长沙海关 in a document of 湖南省 is the city's, not 长沙县's
                return min(found, key=_rank) if len(found) > 1 else found[0]
        found = self.registry.regions_named(name, None, self.date)
        if len(found) < 2:
            return found[0] if found else None
        # 吉林 is the province, also where a city in it has the name
        found = tuple(sorted(found, key=self._weight, reverse=True))
        high = [row for row in found if row.level in ("province", "city") and row.in_force(self.date)]
        return next(iter(high or found), None)

    def _weight(self, region: Region) -> tuple[bool, int]:
        return region.level == PROVINCE, self._mentions(region) if self.text else 0

    def _mentions(self, region: Region) -> int:
        """How often the document's text names the regions above one: 上海市 for 310107, 舟山市 for 330903."""
        above = self.registry.regions.above(region, self.date)[1:]
        return sum([self._count(self.registry.regions.stem(row)) for row in above])

    def _count(self, name: str) -> int:
        """How often the text says a name: the whole text is asked once for each."""
        count = self.counts.get(name)
        if count is None:
            count = self.counts[name] = self.text.count(name)
        return count

    def of_level(self, kind: str) -> Region | None:
        """The region that a level word means: 市 in a document of 佛山市高明区 is 佛山市, 区 is 高明区."""
        if kind == self.words.words["corps"][0]:
            return self.registry.region(CORPS)
        whole, short = self.words.words["prefecture"]
        kind = whole if kind == short else kind
        rows = (row for row in self.chain if row.name.endswith(kind))
        return next((row for row in rows if kind == whole or not row.name.endswith(whole)), None)

    def below(self, name: str, region: Region) -> Region | None:
        """The place a level below whose short name a body begins with: 永安职业中专学校 in a document of 三明市."""
        lower = _BELOW.get(region.level)
        place = self.short_head(name)[0] if lower else None
        return place if place and place.level == lower and is_within(place.code, region.code) else None

    def code_of(self, place: str | None) -> str | None:
        """The code of a place as written: None, 本区 → the own region; 全省; 河北省; 三明; None where nothing has that name."""
        if place is None:
            return self.code
        place = fold(place)
        if place in self.words.words["nation"]:
            return NATION
        region, _ = self.head(place)
        if region is None and self.words.patterns["own_place"].fullmatch(place):
            region = self._own_word(place)  # 全州 is no 全州县
        elif region is None:
            region = self.nearest(place) or self._short_chain(place)
        return region.code if region else None

    def bare(self, name: str) -> str:
        """A name without 中共 in front."""
        if not name.startswith(self.words.words["party"]):
            return name
        return name.removeprefix(next(word for word in self.words.words["party"] if name.startswith(word)))

    def is_national(self, name: str) -> bool:
        """Whether this is a body of the nation or an office of one: 教育部, 教育部办公厅."""
        lengths = self.registry.bodies.national_lengths.get(name[:2], ())
        heads = (
            n for n in lengths if 2 < n <= min(18, len(name)) and name[:n] in self.registry.bodies.national
        )
        length = next(heads, 0)
        return bool(length and self.words.patterns["nation_office"].match(name, length))

    def inside(self, name: str) -> str | None:
        """The first place that a name has in it: 中国（上海）自由贸易试验区管理委员会 → 310000."""
        codes = (self.code_of(name[start:end]) for start, end, codes in find_regions(name) if codes)
        return next(codes, None)

    def stationed(self, name: str) -> tuple[str, Region | None]:
        """Full name and place of a national body's local office: 人行安吉县支行 → 中国人民银行安吉县支行, 330523."""
        national = self.registry.bodies.national
        if not name.endswith(self.words.words["local_ends"]):
            return "", None
        for length in self.registry.bodies.national_lengths.get(name[:2], ()):
            if 1 < length <= min(16, len(name) - 3) and name[:length] in national:
                tail, place = self._branch_of(name[length:])
                form = best(national[name[:length]], NATION, "nation", self.date)
                for short, full in (self.words.words["sub_branch"], self.words.words["managing_branch"]):
                    tail = tail.removesuffix(short) + full if tail.endswith(short) else tail
                return (form.name if form else name[:length]) + tail, place
        return "", None

    def _branch_of(self, tail: str) -> tuple[str, Region | None]:
        """An office's place: 人行市中心支行 in a document of 安阳市 is 安阳市中心支行, and nobody's of 乐山市市中区."""
        kinds = self.words.words["kinds"]
        if not tail.startswith(kinds) or self.head(tail)[0]:
            return tail, self.head(tail)[0] or self.short_head(tail)[0]
        own = self.of_level(tail[0])
        if own is None:
            return tail, None
        whole = tail.endswith(self.words.words["banks"])  # 安阳市中心支行, but 安阳调查队
        return (own.name if whole else self.registry.regions.stem(own)) + tail[1:], own

    def _short_chain(self, place: str) -> Region | None:
        """福建三明, 广西百色市田阳区: a province and a place in it, both or the first without their rank."""
        for cut in (2, 3):
            above = self.nearest(place[:cut])
            if above is None or len(place) <= cut + 1:
                continue
            below = self.nearest(place[cut:], above.code) or self.head(place[cut:], above.code)[0]
            if below:
                return below
        return None

    def _own_word(self, place: str) -> Region | None:
        level = self.words.patterns["own_place"].fullmatch(place)
        if level is None:
            return None
        return self.of_level(level["kind"]) or self.own


def own_code(metadata: Metadata, registry: Registry, words: Section, text: str = "") -> str | None:
    """The region that a document says: from its issuers, else a number of the nation, or its title."""
    if metadata.type in words.words["press"]:
        return None
    places = Places(registry, words, None, metadata.date, text)
    for issuer in metadata.issuers:
        if code := issuer_code(fold(issuer), places):
            return code
    number, title = fold(metadata.number or ""), fold(metadata.title or "")
    if number and words.patterns["national_number"].match(number):
        return NATION
    return _titled(title, places)


def issuer_code(issuer: str, places: Places) -> str | None:
    """The region of an issuer: 中共重庆市綦江区委… → 500110, 教育部 → 000000, 国家税务总局上海市税务局 → 310000."""
    name = places.bare(issuer)
    division = places.words.patterns["division"].match(name)
    if division and (region := places.registry.regions.of_area(division["area"])):
        return region.code
    region, _ = places.head(name)
    if region:
        return region.code
    if area := places.registry.regions.of_area(name):
        return area.code
    if places.words.words["corps"][0] in name:
        return CORPS
    if inner := places.stationed(name)[1]:
        return inner.code
    if places.is_national(issuer) or places.is_national(name):
        return NATION
    if places.words.patterns["national"].match(issuer):
        return NATION
    if name.startswith(places.words.words["own_places"]):  # 全州安全生产…
        return None
    short, _ = places.short_head(name)
    whole = NATION if name.startswith(places.words.words["of_the_nation"]) else None  # 中国石油天然气集团
    return short.code if short else places.inside(name) or whole


def _titled(title: str, places: Places) -> str | None:
    for at in [0, *(hit.end() for hit in places.words.patterns["title_own"].finditer(title))]:
        if places.is_model(title[at:]):
            continue  # 三明医改经验推广方案
        region, _ = places.head(title[at:])
        if region:
            return region.code
        if (
            title
            and at == 0
            and (code := issuer_code(places.words.patterns["title_issuer"].sub("", title), places))
        ):
            return code
    return None


def explained(metadata: Metadata, places: Places) -> str | None:
    """The region of who explains a regulation that nobody signs: 本规范由国家中医药管理局、卫生部负责解释 → 000000."""
    if not metadata.title or metadata.issuers or places.words.words["explains"][0] not in places.text:
        return None
    found = places.words.patterns["explained"].search(folded(places.text))
    return issuer_code(found["body"], places) if found else None


def numbered(number: str | None, registry: Registry, words: Section) -> str | None:
    """The province whose abbreviation heads a number (粤府〔2023〕1号 → 440000), or the place: 鄂州政发〔2023〕1号 → 420700."""
    number = fold(number or "")
    if head := words.patterns["numbered_place"].match(number):
        regions, place = registry.regions, head["place"]
        named = regions.by_name.get(place + head["rank"]) or regions.by_stem.get(place, [])
        if len({row.code for row in named}) == 1:
            return named[0].code
    provinces = registry.grammar.provinces
    heads = [number[:length] for length in (3, 2, 1) if number[:length] in provinces]
    return provinces[heads[0]] if heads else None
