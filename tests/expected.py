"""The answers to questions, computed a second way: from tests/gold/seeds/*.json alone, without the project's own code.

`python tests/expected.py [QUESTION]` prints them. Each function of EXPECTED gives the rows that a question must give on the
seeds, as a list of tuples in the columns named beside it; where a row's order is not asked for, both sides are sorted.
"""

from __future__ import annotations

import json
import sys
from calendar import monthrange
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

GOLD = Path(__file__).parent / "gold" / "seeds"
SEEDS = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(GOLD.glob("*.json"))}
ROLE_ORDER = ("lead", "responsible", "support", "guide")
Rows = list[tuple[Any, ...]]


def document(number: str) -> dict[str, Any]:
    """The seed with a 文号."""
    return next(seed for seed in SEEDS.values() if seed["document"]["number"] == number)


def title(seed: dict[str, Any]) -> str:
    """The title, or the first 24 characters of the first provision of a text that has none."""
    return seed["document"]["title"] or opening(seed)


def opening(seed: dict[str, Any]) -> str:
    stem = next(stem for stem, one in SEEDS.items() if one is seed)
    text = (GOLD.parents[2] / "seeds" / f"{stem}.txt").read_text(encoding="utf-8-sig")
    return "".join(text[seed["provisions"][0]["start"] :][:240].split())[:24] + "…"


def last_day(deadline: str) -> str:
    parts = [int(part) for part in deadline.split("-")] + [12][: 2 - len(deadline.split("-"))]
    day = parts[2] if len(parts) > 2 else monthrange(parts[0], parts[1])[1]
    return f"{parts[0]:04}-{parts[1]:02}-{day:02}"


def region_of(seed: dict[str, Any], provision: str | None) -> str | None:
    """The region that a provision is about: its attribution, else the document's own."""
    about = {row["provision"]: row["region"] for row in seed["attributions"]}
    return about.get(provision) or seed["document"]["region"]


def tasks_led_by_agency(agency: str = "重庆市綦江区医疗保障局") -> Rows:
    """title, number, provision: every provision in which the agency is `lead`."""
    found = {
        (title(seed), seed["document"]["number"], row["provision"])
        for seed in SEEDS.values()
        for row in seed["responsibilities"]
        if row["role"] == "lead" and row["name"] == agency and row["provision"]
    }
    return sorted(found)


def who_does_what(number: str = "綦医改〔2022〕3号") -> Rows:
    """provision, role, full name, function, shared, source, mention: one row for each responsibility."""
    rows = document(number)["responsibilities"]
    return sorted(
        (r["provision"], r["role"], r["name"], r["function"], r["shared"], r["source"], r["quote"])
        for r in rows
    )


def due_in_year(year: str = "2025") -> Rows:
    """due, kind, quote of every target and deadline of that year."""
    return sorted(
        (last_day(row["deadline"]), kind, row["quote"])
        for seed in SEEDS.values()
        for kind, key in (("target", "targets"), ("deadline", "deadlines"))
        for row in seed[key]
        if row["deadline"] and row["deadline"].startswith(year)
    )


def targets_of_region(region: str = "610800") -> Rows:
    """indicator, comparator, value, unit, deadline, recurrence, provision, quote."""
    return sorted(
        (
            (
                t["indicator"],
                t["comparator"],
                float(t["value"]),
                t["unit"],
                t["deadline"],
                t["recurrence"],
                t["provision"],
                t["quote"],
            )
            for seed in SEEDS.values()
            for t in seed["targets"]
            if region_of(seed, t["provision"]) == region
        ),
        key=str,
    )


def targets_by_indicator(words: str = "床位") -> Rows:
    """indicator, comparator, value, quote of the targets whose indicator holds the words."""
    return sorted(
        (t["indicator"], t["comparator"], float(t["value"]), t["quote"])
        for seed in SEEDS.values()
        for t in seed["targets"]
        if words in t["indicator"]
    )


def based_on(number: str = "明府办函〔2023〕4号") -> Rows:
    """title and number of what the document is based on; the seeds hold none of these, so the chain ends there."""
    rows = document(number)["citations"]
    return sorted((row["title"], row["number"]) for row in rows if row["relation"] == "based_on")


def citations_of_document(number: str = "綦医改〔2022〕3号") -> Rows:
    """relation, title, number, quote."""
    rows = document(number)["citations"]
    return sorted(((r["relation"], r["title"], r["number"], r["quote"]) for r in rows), key=str)


def cited_by(number: str = "国医改发〔2021〕2号") -> Rows:
    """number of the citing document, relation, quote."""
    return sorted(
        (seed["document"]["number"], row["relation"], row["quote"])
        for seed in SEEDS.values()
        for row in seed["citations"]
        if row["number"] == number
    )


def cited_not_held() -> Rows:
    """title, number, mentions of every document that is cited, exists, and is none of the seeds nor the plan inside one."""
    held = {title(seed) for seed in SEEDS.values()}
    found: Counter[tuple[str, str | None]] = Counter()
    for seed in SEEDS.values():
        for row in seed["citations"]:
            own = row["relation"] == "encloses" and row["inside"] is None
            if not own and row["relation"] != "drafts" and row["title"] not in held:
                found[row["title"], row["number"]] += 1
    return sorted(((*key, count) for key, count in found.items()), key=str)


def adopters_of_model(model: str = "三明医改") -> Rows:
    """region code, stance, via, quote."""
    return sorted(
        (row["region"], row["stance"], row["via"], row["quote"])
        for seed in SEEDS.values()
        for row in seed["adoptions"]
        if row["model"] == model
    )


def same_function_in_two_regions(
    function: str = "medical_security", regions: tuple[str, str] = ("440608", "500110")
) -> Rows:
    """full name, role, provision: each once."""
    return sorted(
        {
            (row["name"], row["role"], row["provision"])
            for seed in SEEDS.values()
            for row in seed["responsibilities"]
            if row["function"] == function and row["region"] in regions and row["provision"]
        }
    )


def tasks_without_agency() -> Rows:
    """title, provision of every task that no responsibility stands in."""
    found = []
    for seed in SEEDS.values():
        busy = {row["provision"] for row in seed["responsibilities"]}
        found += [(title(seed), p["id"]) for p in seed["provisions"] if p["task"] and p["id"] not in busy]
    return sorted(found, key=str)


def shared_responsibilities() -> Rows:
    """title, provision, number of agencies that share it."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for seed in SEEDS.values():
        for row in seed["responsibilities"]:
            if row["shared"] and row["provision"]:
                found[title(seed), row["provision"]].add(row["name"])
    return sorted((*key, len(names)) for key, names in found.items())


def agencies_by_led_tasks() -> Rows:
    """full name, provisions led, provisions in which it is responsible: of agencies, groups left out."""
    found: dict[str, dict[str, set[tuple[str, str]]]] = defaultdict(lambda: defaultdict(set))
    for stem, seed in SEEDS.items():
        for row in seed["responsibilities"]:
            if row["function"] != "group" and row["provision"]:
                found[row["name"]][row["role"]].add((stem, row["provision"]))
    return sorted((name, len(roles["lead"]), len(roles["responsible"])) for name, roles in found.items())


def provisions_of_document(number: str = "綦医改〔2022〕3号") -> Rows:
    """provision, ordinal as printed, heading, task."""
    rows = document(number)["provisions"]
    return [(p["id"], "".join(p["label"].split()), p["heading"], p["task"]) for p in rows]


def passages_about_region(region: str = "330000") -> Rows:
    """provision, year, mode of the paragraphs about a region."""
    return sorted(
        (row["provision"], int(row["year"]) if row["year"] else None, row["mode"])
        for seed in SEEDS.values()
        for row in seed["attributions"]
        if row["region"] == region
    )


def document_overview() -> Rows:
    """title, number, tasks, responsibilities, targets, deadlines, citations, adoptions of each document."""
    kinds = ("responsibilities", "targets", "deadlines", "citations", "adoptions")
    return sorted(
        (
            (
                title(seed),
                seed["document"]["number"],
                sum(p["task"] for p in seed["provisions"]),
                *(len(seed[kind]) for kind in kinds),
            )
            for seed in SEEDS.values()
        ),
        key=str,
    )


EXPECTED = {
    tasks_led_by_agency: ("document", "number", "path"),
    who_does_what: ("path", "role", "agency", "function", "shared", "source", "mention"),
    due_in_year: ("due", "kind", "quote"),
    targets_of_region: (
        "indicator",
        "comparator",
        "value",
        "unit",
        "deadline",
        "recurrence",
        "path",
        "quote",
    ),
    targets_by_indicator: ("indicator", "comparator", "value", "quote"),
    based_on: ("parent", "number"),
    citations_of_document: ("relation", "title", "number", "quote"),
    cited_by: ("citing_number", "relation", "quote"),
    cited_not_held: ("title", "number", "mentions"),
    adopters_of_model: ("code", "stance", "via", "quote"),
    same_function_in_two_regions: ("agency", "role", "path"),
    tasks_without_agency: ("title", "path"),
    shared_responsibilities: ("title", "path", "agencies"),
    agencies_by_led_tasks: ("agency", "led", "responsible"),
    provisions_of_document: ("path", "ordinal", "heading", "is_task"),
    passages_about_region: ("path", "year", "mode"),
    document_overview: (
        "title",
        "number",
        "tasks",
        "responsibilities",
        "targets",
        "deadlines",
        "citations",
        "adoptions",
    ),
}

if __name__ == "__main__":
    for question, columns in EXPECTED.items():
        if len(sys.argv) < 2 or question.__name__ in sys.argv[1:]:
            print(f"# {question.__name__}: {', '.join(columns)}")
            print(*(json.dumps(row, ensure_ascii=False) for row in question()), sep="\n")
