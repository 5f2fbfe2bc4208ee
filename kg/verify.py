"""Whether everything in a store can be read where it says: sources, quotes, and what the quotes are said to say.

Reads a store and, where they are given, the source files again; yields one sentence for each thing that does not hold. The
content of a fact is read from its quote anew: an agency is its quote without white space, a citation's title and number
and a target's value can be read in theirs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg import sources
from kg.errors import KgError, ReadError
from kg.fold import fold
from kg.grammar import numerals
from kg.model import Document
from kg.namespaces import title_key
from kg.store import Source, Store

FACTS = """
SELECT ?fact ?class ?sha ?start ?end ?quote ?agency ?names ?value ?most WHERE {
  ?fact kg:rule ?rule ; a ?class ; kg:statedIn ?document ; kg:start ?start ; kg:end ?end ; kg:quote ?quote .
  ?document kg:sha256 ?sha .
  OPTIONAL { ?fact kg:agency ?agency } OPTIONAL { ?fact kg:names ?names }
  OPTIONAL { ?fact kg:value ?value } OPTIONAL { ?fact kg:maxValue ?most }
}"""
TASKS = """
SELECT ?task ?sha ?start ?end ?text WHERE {
  ?task a kg:Task ; kg:start ?start ; kg:end ?end ; kg:text ?text ; kg:partOf+ ?document . ?document kg:sha256 ?sha .
}"""
LABELS = "SELECT ?thing ?name WHERE { ?thing a ?class ; skos:prefLabel|skos:altLabel ?name . ?fact kg:agency ?thing }"
TITLES = """
SELECT ?thing ?name WHERE {
  ?citation kg:names ?thing .
  { ?thing dct:title ?name } UNION { ?thing dct:isReplacedBy/dct:title ?name }
  UNION { ?thing dct:isReplacedBy/kg:promulgates/dct:title ?name } UNION { ?citation kg:cited/dct:title ?name }
}"""
NUMBERS = """
SELECT ?thing ?name WHERE {
  ?citation kg:names ?thing . { ?thing kg:number ?name } UNION { ?thing dct:isReplacedBy/kg:number ?name }
}"""
_FIGURE = re.compile(rf"\d+(?:\.\d+)?|{numerals.DECIMAL}|{numerals.NUMBER}")
_FRACTION = re.compile(rf"{numerals.NUMBER}分之{numerals.NUMBER}")
HALF = "半"
# a page ends inside a name: its number stands on a line of its own
_PAGE = re.compile(r"(?m)^[ \t—-]*\d{1,4}[ \t—-]*$")
_WITHIN = re.compile(r"[/#]")
_SIGNS = re.compile(r"[\W_]+")

Names = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was checked, and every sentence about what does not hold."""

    documents: int
    sources: int  # files that were read again
    facts: int
    tasks: int
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What the graph calls things, for reading a quote: names of agencies, titles and numbers of what is cited."""

    labels: Names
    titles: Names
    numbers: Names


def verify(store: Store, paths: Iterable[Path | str] = ()) -> Verdict:
    """Check every fact and task of `store`; with `paths`, also that the sources there are what was read."""
    files = sources.named(paths) if (paths := tuple(paths)) else {}
    texts, problems = _texts(store)
    problems += _sources(store, files, texts) if files else []
    known = Known(*(_names(store, sparql) for sparql in (LABELS, TITLES, NUMBERS)))
    facts = list(store.select(FACTS))
    tasks = list(store.select(TASKS))
    problems += [f"{row['fact']}: {why}" for row in facts for why in _fact(row, texts, known)]
    problems += [f"{row['task']}: {why}" for row in tasks for why in _quoted(row, str(row["text"]), texts)]
    return Verdict(len(texts), len(files), len(facts), len(tasks), tuple(problems))


def _texts(store: Store) -> tuple[dict[str, str], list[str]]:
    """The canonical texts by SHA-256; the store itself compares each with its hash."""
    texts: dict[str, str] = {}
    problems: list[str] = []
    for row in store.select("SELECT DISTINCT ?sha WHERE { ?document kg:sha256 ?sha }"):
        try:
            texts[str(row["sha"])] = store.text(str(row["sha"]))
        except KgError as error:
            problems.append(str(error))
    return texts, problems


def _sources(store: Store, files: Mapping[str, Path], texts: Mapping[str, str]) -> Iterator[str]:
    """The source files read again, containers with all their members."""
    expected: dict[str, dict[str, Source]] = defaultdict(dict)
    for source in store.manifest.sources:
        file = next((name for name in _containers(source.name) if name in files), None)
        if file is None:
            yield f"{source.name}: this source is not among the files given"
        else:
            expected[file][source.name] = source
    for file, wanted in expected.items():
        yield from _file(sources.at(file, files[file]), wanted, texts)


def _containers(name: str) -> Iterator[str]:
    """The names that the file of a document may have: ``b.zip/a.txt#2`` is in ``b.zip/a.txt``, or in ``b.zip``."""
    yield name
    for match in reversed(list(_WITHIN.finditer(name))):
        yield name[: match.start()]


def _file(
    found: Iterable[Document | ReadError], wanted: dict[str, Source], texts: Mapping[str, str]
) -> Iterator[str]:
    """The documents of one file: the same bytes, and the same canonical texts."""
    errors: list[str] = []
    for one in found:
        if isinstance(one, ReadError):
            errors.append(str(one))
        elif source := wanted.pop(one.name, None):
            if one.sha256 != source.sha256:
                yield f"{one.name}: the file is not what was read; build the store again"
            elif one.text != texts.get(source.text, one.text):
                yield f"{one.name}: its text is not read as it was; build the store again"
    if wanted:
        yield from errors or (f"{name}: it is in its file no more; build the store again" for name in wanted)


def _names(store: Store, sparql: str) -> Names:
    found: dict[str, set[str]] = defaultdict(set)
    for row in store.select(sparql):
        found[str(row["thing"])].add(str(row["name"]))
    return {thing: frozenset(names) for thing, names in found.items()}


def _fact(row: Mapping[str, Any], texts: Mapping[str, str], known: Known) -> Iterator[str]:
    """What does not hold of one fact: its place first, then what its quote says."""
    yield from _quoted(row, row["quote"], texts)
    check = CHECKS.get(str(row["class"]).rpartition("#")[2])
    if check:
        yield from check(row, known)


def _quoted(row: Mapping[str, Any], quote: str, texts: Mapping[str, str]) -> Iterator[str]:
    text = texts.get(str(row["sha"]))
    if text is None:
        yield "the text of its document is missing"
    elif text[row["start"] : row["end"]] != quote:
        yield f"{quote!r} does not stand at {row['start']}–{row['end']}, there is {text[row['start'] : row['end']]!r}"


def _responsibility(row: Mapping[str, Any], known: Known) -> Iterator[str]:
    said = "".join(_PAGE.sub("", row["quote"]).split())
    names = known.labels.get(str(row["agency"]), frozenset())
    if said not in {"".join(name.split()) for name in names}:
        yield f"its agency is {' or '.join(sorted(names)) or 'nobody'}, its quote says {said}"


def _citation(row: Mapping[str, Any], known: Known) -> Iterator[str]:
    said, name = _bare(row["quote"]), str(row["names"])
    titles, numbers = known.titles.get(name, frozenset()), known.numbers.get(name, frozenset())
    if any(_bare(title) in said or _inner(said, title) for title in titles):
        return
    if any(_digits(number) <= _digits(row["quote"]) for number in numbers):
        return  # one document may be cited by two forms of its title and the same number
    if titles:
        yield f"the title {' or '.join(sorted(titles))} cannot be read in {row['quote']!r}"
    else:
        yield f"neither title nor number can be read in {row['quote']!r}"


def _target(row: Mapping[str, Any], _: Known) -> Iterator[str]:
    readable = figures(row["quote"])
    for value in (row["value"], row["most"]):
        if value is not None and round(float(value), 6) not in readable:
            yield f"the value {value} cannot be read in {row['quote']!r}"


_CELLS = re.compile(r"[\t\n]")

CHECKS: dict[str, Callable[[Mapping[str, Any], Known], Iterator[str]]] = {
    "Responsibility": _responsibility,
    "Citation": _citation,
    "Target": _target,
}


def figures(quote: str) -> set[float]:
    """Every number that can be read in a quote: ``三分之一以上、不低于1,000张`` → 1/3, 3, 1, 1000 …

    The cells of a table row are read each for itself too: ``16.1\t25``.
    """
    folded = "|".join("".join(fold(part).split()) for part in (quote, *_CELLS.split(quote)))
    found = {numerals.fraction(match[0]) for match in _FRACTION.finditer(folded)}
    found |= {numerals.number(match[0]) for match in _FIGURE.finditer(folded)}
    found |= {numerals.number(match[0]) for match in re.finditer(numerals.NUMBER, folded)}
    halves = {0.5} if HALF in folded else set()
    return halves | {round(float(value), 6) for value in found if value is not None}


def _bare(name: str) -> str:
    """A name without brackets, marks and white space, as it is compared."""
    return _SIGNS.sub("", title_key(name))


def _inner(said: str, title: str) -> bool:
    """Whether what is said is a title without its issuer: the own words of a held document may be longer."""
    return len(said) > 3 and said in _bare(title)


def _digits(text: str) -> set[str]:
    return set(re.findall(r"\d+", title_key(text)))
