"""The seeds, many times over: each copy with other numbers, years, regions, agencies and figures, so that no cache helps."""

from __future__ import annotations

import csv
import random
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
REGIONS = ROOT / "ontology" / "regions.csv"
PLACES = ("佛山", "高明", "普陀", "綦江", "榆林", "上海", "重庆", "三明")
BODIES = ("卫生健康", "卫生计生", "医疗保障", "市场监管", "发展改革", "人力资源", "教育", "民政", "财政")
NUMBER = re.compile(r"\d+")


def copies(megabytes: float) -> list[tuple[str, str]]:
    """Named texts of about `megabytes` MB of UTF-8 in all, the same on every machine."""
    rng = random.Random(20260101)
    seeds = [(path.stem, path.read_text(encoding="utf-8-sig")) for path in sorted(SEEDS.glob("*.txt"))]
    out: list[tuple[str, str]] = []
    places = stems()
    size = 0
    while size < megabytes * 1_000_000:
        stem, text = seeds[len(out) % len(seeds)]
        out.append((f"{stem}-{len(out)}.txt", _varied(text, rng, places)))
        size += len(out[-1][1].encode())
    return out


def stems() -> list[str]:
    """Two characters that begin the names of real cities, counties and districts."""
    with REGIONS.open(encoding="utf-8") as file:
        names = {row["name"][:2] for row in csv.DictReader(file) if not row["code"].endswith("0000")}
    return sorted(names)


def _varied(text: str, rng: random.Random, places: list[str]) -> str:
    for place in PLACES:
        text = text.replace(place, rng.choice(places))
    for body in rng.sample(BODIES, 4):
        text = text.replace(body, rng.choice(BODIES))
    return NUMBER.sub(lambda match: _number(match.group(), rng), text)


def _number(digits: str, rng: random.Random) -> str:
    if len(digits) == 4 and digits.startswith("20"):
        return str(rng.randint(2009, 2035))
    if len(digits) < 3:  # ordinals keep the outline what it is
        return digits if int(digits) < 31 else str(rng.randint(31, 99))
    return "".join(str(rng.randint(1, 9)) for _ in digits)
