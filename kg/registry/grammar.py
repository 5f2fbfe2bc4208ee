"""The grammar of names that the registry needs: how a region's name is shortened, how offices are abbreviated.

Reads ontology/names.toml.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Grammar:
    """Suffixes of regions and offices, compiled."""

    region_suffix: re.Pattern[str]
    district: tuple[str, ...]
    no_district: tuple[str, ...]  # 神农架林区 stands alone
    autonomous: tuple[str, ...]  # 自治州, 自治县: what peoples are named in front of
    offices: dict[str, str]  # 委员会 → 委
    party: tuple[str, ...]  # 委, 党委: what stands between a region and its party organs
    authorities: tuple[str, ...]  # 部门, 主管部门 …
    provinces: dict[str, str]  # 粤 → 440000
    cities: dict[str, str]  # 宁 → 320100, which is 宁夏's sign too

    def stem(self, region: str) -> str:
        """A region's name without its rank, where two characters are left: 高明区 → 高明, 盘县 → 盘县."""
        return self.region_suffix.sub("", region)

    def said(self, region: str) -> tuple[str, ...]:
        """What an autonomous region is called without its peoples: 黔南布依族苗族自治州 → 黔南自治州, 黔南州."""
        rank = next((rank for rank in self.autonomous if region.endswith(rank)), "")
        stem = self.stem(region)
        return (stem + rank, stem + rank[-1]) if rank and stem + rank != region else ()

    def is_district(self, region: str) -> bool:
        """Whether a county-level name is a city's district, which is named with its city: 高明区."""
        return region.endswith(self.district) and not region.endswith(self.no_district)


def read(path: Path) -> Grammar:
    """The grammar of a TOML file."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    peoples = "|".join(data["region"]["peoples"])
    ranks = "|".join(sorted(data["region"]["ranks"], key=len, reverse=True))
    pattern = rf"(?<=..)(?:(?:{peoples})*(?:{ranks}))$"
    return Grammar(
        re.compile(pattern),
        tuple(data["region"]["district"]),
        tuple(data["region"]["no_district"]),
        tuple(data["region"]["autonomous"]),
        data["office"]["short"],
        tuple(data["party"]["links"]),
        tuple(sorted(data["office"]["authorities"], key=len, reverse=True)),
        data["province"],
        data["city"],
    )
