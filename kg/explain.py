"""What stands behind a fact: its sentence with the quote marked, its document, and the rule that read it.

Reads a store; yields an Explanation, which needs none of the original files.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import KgError
from kg.namespaces import pasted
from kg.passage import sentence
from kg.store import Store

FACT = """
SELECT ?class ?document ?title ?number ?sha ?place ?heading ?start ?end ?quote ?rule ?confidence WHERE {
  VALUES ?fact { <%s> }
  ?fact a ?class ; kg:statedIn ?document ; kg:start ?start ; kg:end ?end ; kg:quote ?quote ; kg:rule ?rule .
  ?document kg:sha256 ?sha .
  OPTIONAL { ?document dct:title ?title } OPTIONAL { ?document kg:number ?number }
  OPTIONAL { ?fact kg:inProvision ?place OPTIONAL { ?place dct:title ?heading } }
  OPTIONAL { ?rule kg:confidence ?confidence }
}"""
PROPERTIES = """
SELECT ?property ?value ?label WHERE {
  VALUES ?fact { <%s> } ?fact ?property ?value .
  OPTIONAL { ?value skos:prefLabel|dct:title ?label }
} ORDER BY ?property ?value ?label"""
EVIDENCE = frozenset(["type", "statedIn", "inProvision", "start", "end", "quote", "rule", "saidIn"])


@dataclass(frozen=True, slots=True)
class Explanation:
    """A fact for a person: what it is, where it stands, its `sentence` with 【】 around the quote."""

    iri: str
    kind: str
    document: str
    place: str
    sentence: str
    rule: str
    says: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        """Several lines: kind, document, provision, what it says, the sentence, the rule."""
        says = "\n".join(f"  {name}: {value}" for name, value in self.says)
        return f"{self.kind}  {self.iri}\n{self.document}  {self.place}\n{says}\n  {self.sentence}\n  rule {self.rule}"


def explain(store: Store, iri: str) -> tuple[Explanation, ...]:
    """The fact at `iri`, or every fact of the task, provision or document at `iri`; KgError where there is none.

    `iri` may be pasted from a browser (percent-encoded) or short (``doc:440608/明府办函〔2023〕40号/p/2.1``).
    """
    full = _full(store, iri)
    facts = [full] if _is_fact(store, full) else _inside(store, full)
    if not facts:
        raise KgError(f"{iri}: there is no such fact or provision in the store; facts come from `kg query`")
    return tuple(_explained(store, fact) for fact in facts)


def _full(store: Store, iri: str) -> str:
    prefix, colon, rest = iri.strip().strip("<>").partition(":")
    known = store.prefixes.get(prefix) if colon and not rest.startswith("//") else None
    full = pasted(f"{known}{rest}" if known else iri.strip().strip("<>"))
    if any(sign in full for sign in '<>"{}|^`\\ \n\t'):
        raise KgError(f"{iri}: this is no IRI; give one as `kg query` prints it")
    return full


def _is_fact(store: Store, iri: str) -> bool:
    return bool(len(store.select(FACT % iri)))


def _inside(store: Store, iri: str) -> list[str]:
    """The facts of a provision and of what is under it, or of a document, in the order of the text."""
    found = store.select(
        f"SELECT DISTINCT ?fact ?start WHERE {{ ?fact kg:statedIn|(kg:inProvision/kg:partOf*) <{iri}> ; kg:start ?start }}"
        " ORDER BY ?start ?fact"
    )
    return [str(row["fact"]) for row in found]


def _explained(store: Store, iri: str) -> Explanation:
    row = next(iter(store.select(FACT % iri)))
    text = store.text(str(row["sha"]))
    rule, confidence = str(row["rule"]).rpartition("/")[2], row["confidence"]
    return Explanation(
        iri=iri,
        kind=str(row["class"]).rpartition("#")[2],
        document=" ".join(str(value) for value in (row["title"], row["number"]) if value)
        or str(row["document"]),
        place=" ".join(str(value) for value in (_path(row["place"]), row["heading"]) if value),
        sentence=sentence(text, int(str(row["start"])), int(str(row["end"]))),
        rule=rule if confidence is None else f"{rule} (confidence {confidence})",
        says=tuple(_says(store, iri)),
    )


def _path(place: object) -> str:
    return str(place).partition("/p/")[2] if place else ""


def _says(store: Store, iri: str) -> list[tuple[str, str]]:
    """The fact's own properties, each once, things by their names."""
    said: dict[tuple[str, str], str] = {}
    for row in store.select(PROPERTIES % iri):
        name = str(row["property"]).rpartition("#")[2].rpartition("/")[2]
        if name not in EVIDENCE:
            said.setdefault((name, str(row["value"])), str(row["label"] or row["value"]))
    return [(name, shown) for (name, _), shown in said.items()]
