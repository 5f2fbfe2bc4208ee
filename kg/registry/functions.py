"""Which class of work a body does, told from its name: 文化广电旅游体育局 → culture_tourism.

Reads ontology/functions.toml: classes with the words that show them, and the kinds of names that come before all words.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg.registry.bodies import Bodies

OTHER, GROUP, EMERGENCY = "other", "group", "emergency"
PARTY, GOVERNMENT = "party_committee", "government"


@dataclass(frozen=True, slots=True, eq=False)
class Functions:
    """Ordered rules on whole names, then the word that stands first.

    Compared by identity, as what is remembered of each registry's answers has to be.
    """

    rules: tuple[tuple[re.Pattern[str], str], ...]
    words: re.Pattern[str]
    classes: dict[str, str]
    named: re.Pattern[str]  # a department named by work that has no class: 户外广告管理部门
    group: re.Pattern[str]
    trade: re.Pattern[str]  # behind a work, for whoever watches over it: 教育|行业主管部门
    above: re.Pattern[str]  # whose department it is: 县级以上人民政府交通运输主管部门

    @lru_cache(maxsize=4096)  # noqa: B019 (it depends on the name and the registry only, which is read once)
    def of(self, name: str) -> str:
        """The class of a body's name without its region: 医保部门 → medical_security, 各成员单位 → group."""
        name = self.above.sub("", name)
        if trade := self.classes.get(self.trade.sub("", name)):
            return trade
        for pattern, function in self.rules:
            if pattern.search(name):
                return function
        hit = self.words.search(name)
        if hit:
            return self.classes[hit.group()]
        return GROUP if self.group.search(name) and not self.named.search(name) else OTHER


def read(path: Path, bodies: Bodies) -> Functions:
    """The rules of a TOML file; the short stems of the bodies' table count as words."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    classes = {stem: function for stem, function in bodies.functions.items() if len(stem) > 1}
    classes.update((word, function) for function, words in data["words"].items() for word in words)
    longest = sorted(classes, key=lambda word: (-len(word), word))
    rules = tuple((re.compile(row["name"]), row["function"]) for row in data["rule"])
    words = re.compile("|".join(map(re.escape, longest)))
    patterns = (re.compile(data[key]) for key in ("named", "group", "trade", "above"))
    return Functions(rules, words, classes, *patterns)
