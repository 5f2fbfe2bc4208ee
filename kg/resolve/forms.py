"""What a name behind its region, or a body of the nation, stands for in one document: the registry's, the one that signs, the usual spelling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.lexicon import Section, holds
from kg.model import NATION
from kg.registry import Form, Region, Registry
from kg.registry.bodies import IN_TIME, best
from kg.resolve.places import INSTITUTION, Places
from kg.resolve.printed import in_order
from kg.resolve.readings import Named


@dataclass(frozen=True)
class Forms:
    """Names of bodies as the registry has them, as the document's issuers are called and as they are spelt."""

    registry: Registry
    words: Section
    places: Places
    prefixes: dict[str, str]  # what issuers print in front of their bodies, where it is longer: 湖州市安吉县
    issuers: tuple[str, ...]
    functions: dict[str, str] = field(default_factory=dict, kw_only=True)  # what names show

    def of(self, name: str) -> str:
        """The function that a name shows."""
        known = self.functions.get(name)
        if known is None:
            known = self.functions[name] = self.registry.functions.of(name)
        return known

    def prefix(self, region: Region) -> str:
        """What stands in front of a region's bodies."""
        return self.prefixes.get(region.code) or self.registry.regions.full_name(region, self.places.date)

    def form(self, rest: str, region: Region) -> Form | None:
        """The registry's body that a name behind its region stands for, on the document's date."""
        named = self.registry.bodies.local
        forms: Sequence[Form] = named.get(rest) or named.get(self._normal(rest), ())
        office = self.words.words["office"][0]
        if rest == office:  # anybody's
            return None
        if not forms and rest.endswith(office):  # 防汛办公室 is what 防汛办 is
            forms = named.get(rest.removesuffix(office[1:]), ())
        if not forms:
            return None
        code, level, date = region.code, region.level, self.places.date
        if len(forms) > 1:
            local = [f for f in forms if f.body.where and f.fits(code, level, date) > IN_TIME]
            forms = local or [f for f in forms if f.name == rest and f.fits(code, level, None)] or forms
        return best(forms, code, level, date)

    def _normal(self, rest: str) -> str:
        words = self.words.words
        if holds(rest, words["variants"]):
            for old, new in zip(words["variants"], words["standards"], strict=True):
                rest = rest.replace(old, new)
        return rest

    def signed(self, rest: str, prefix: str, region: Region) -> str | None:
        """The body that signs the document in full: 文旅局 where 佛山市文化广电旅游体育局 signs, 交通委 where 上海市交通委员会 does."""
        committee = self.words.words["committee"]
        rest += committee[1] if rest.endswith(committee[0]) else ""
        for name in self.issuers:
            tail = name.removeprefix(prefix)
            if not name.startswith(prefix) or not tail or rest[-1] != tail[-1]:
                continue
            kind = self.of(tail)  # a centre is called by what it is for: 数治中心, 城市数字治理中心
            if rest[0] != tail[0] and kind != INSTITUTION:
                continue
            if in_order(rest, tail) and kind == self.of(rest) and self._is_full(tail, region):
                return tail
        return None

    def _is_full(self, tail: str, region: Region) -> bool:
        """Whether a signature is no short form itself: 广东省发展改革委 signs for the 发展和改革委员会."""
        form = self.form(tail, region)
        return form is None or form.name == tail

    def written(self, form: Form, region: Region, rest: str = "") -> str:
        """A body of the registry as `region` calls it, `rest` as it is printed: 中共大兴安岭地委组织部 of 大兴安岭地区."""
        words = self.words.words
        name = self.registry.written(form, self.prefix(region), self.registry.regions.stem(region))
        (whole, short), party_link = words["prefecture"], words["party_link"][0]
        if region.name.endswith(whole) and form.body.form.startswith(words["party"][0]):
            return name.replace(whole + party_link, short + party_link)
        committee = words["committee"]
        link = self.prefix(region) + party_link
        own = rest.startswith(committee[0]) or region.name.endswith(words["autonomous"][0])
        if own and link in name and link + committee[1] not in name and name != link:
            return name.replace(link, self.prefix(region) + committee[0])
        return name + committee[1] if name.endswith(link) else name

    def parent(self, rest: str, region: Region) -> str:
        """The body at the head of the name of one of its parts: 交通委 of 交通委科技信息处; empty where there is none."""
        return self.head_body(rest, region) if rest.endswith(self.words.words["part_ends"]) else ""

    def head_body(self, rest: str, region: Region) -> str:
        """The longest body that a name begins with: 市场监管局 of 市场监管局苏平分局."""
        words = self.words.words
        ends = (end for end in range(len(rest) - 2, 1, -1) if rest[end - 1] in words["parent_ends"])
        rooms = words["office"][0][1:]  # 防汛办|公室
        heads = (rest[:end] for end in ends if not rest.startswith(rooms, end))
        return next((head for head in heads if self.form(head, region)), "")

    def ended(self, rest: str) -> str:
        """A name with its last word in full: 管委会 → 管理委员会."""
        words = self.words.words
        pairs = zip(words["short_ends"], words["full_ends"], strict=True)
        return next((rest.removesuffix(short) + full for short, full in pairs if rest.endswith(short)), rest)

    def _department(self, rest: str) -> str:
        """A department of a national body with the body in full: 国家卫生健康委基层司 → 国家卫生健康委员会基层司."""
        length = self._nation_head(rest)
        form = (
            best(self.registry.bodies.national[rest[:length]], NATION, "nation", self.places.date)
            if length
            else None
        )
        return (form.name if form else rest[:length]) + rest[length:]

    def _nation_head(self, rest: str) -> int:
        """How much of a department's name is that of its national body: 3 of 教育部高等教育司, 0 of 教育部门综合处."""
        words, bodies = self.words.words, self.registry.bodies
        if not rest.endswith(words["department_ends"]):
            return 0
        lengths = bodies.national_lengths.get(rest[:2], ())
        heads = (n for n in lengths if 2 < n < len(rest) - 1 and rest[:n] in bodies.national)
        return next((n for n in heads if not rest.startswith(words["no_department"], n)), 0)

    def _is_national(self, mention: str) -> bool:
        bodies = self.registry.bodies
        if mention in bodies.national and mention not in bodies.local:
            return True
        head = self._nation_head(mention)
        if head and mention[:head] not in bodies.local:
            return True
        return bool(self.words.patterns["national"].match(mention)) and not self.places.head(mention)[0]

    def _national(self, name: str) -> Named | None:
        form = best(self.registry.bodies.national.get(name, ()), NATION, "nation", self.places.date)
        if form:
            return Named(form.name, NATION, form.body.function)
        full, place = self.places.stationed(name)
        return Named(full, place.code, self.of(full)) if place else self._two_of_nation(name)

    def _two_of_nation(self, name: str) -> Named | None:
        """中央网信办（国家网信办）, which has two names, both in full."""
        aside = self.words.patterns["aside"].fullmatch(name) if name.endswith("）") else None
        main = self._national(aside["main"]) if aside else None
        twin = self._national(aside["other"]) if aside and main else None
        return main._replace(name=f"{main.name}（{twin.name}）") if main and twin else None
