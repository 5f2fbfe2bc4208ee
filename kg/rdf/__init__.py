"""Facts → quads: what one document says, as N-Quads text of its named graph, with evidence on every fact.

``describe(extraction)`` gives a Description: the document's IRI, its lines, and a small record from which `kg.link` joins
documents. Nothing here looks at a second document.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from kg import registry as registries
from kg.fold import smooth
from kg.model import Extraction
from kg.namespaces import Names, text_hash
from kg.rdf import document
from kg.rdf.context import Context
from kg.rdf.facts import Facts
from kg.rdf.lines import Lines
from kg.rdf.record import AgencyName, CitedName, Record, Taken
from kg.rdf.tasks import places
from kg.registry import Registry

__all__ = ["AgencyName", "CitedName", "Description", "Record", "Taken", "describe", "quads"]
_SHORT = 200  # characters: 同意你市的请示 is said of many things
KINDS = ("provisions", "citations", "responsibilities", "targets", "deadlines", "adoptions", "attributions")


@dataclass(frozen=True, slots=True)
class Description:
    """One document in the graph: the record of it, and its N-Quads, one statement a line."""

    record: Record
    data: bytes  # UTF-8

    @property
    def quads(self) -> str:
        """The same as text."""
        return self.data.decode("utf-8", "surrogatepass")


def describe(
    found: Extraction,
    registry: Registry | None = None,
    names: Names | None = None,
    iri: str | None = None,
) -> Description:
    """All quads of one document, in an order that depends on its text only.

    `iri` overrides the document's own IRI, where `kg.link.renamed` says that two texts would share one.
    """
    names, registry = names or Names(), registry or registries.load()
    read = found.document
    text = read.sha256 if read.plain else text_hash(read.text)
    subject = iri or names.document(found.metadata, _own_hash(found))
    context = Context(found, subject, names, registry, Lines(names.graph(subject)), text)
    document.document(context)
    plans = document.plans(context)
    where = places(found, names, subject)
    document.provisions(context, where)
    facts = Facts(context, where)
    cited = tuple(facts.citations(plans))
    facts.responsibilities()
    facts.targets()
    facts.deadlines()
    adopted = tuple(facts.adoptions())
    facts.attributions()
    record = _record(context, text, tuple(facts.nodes.rules), cited, adopted)
    return Description(record, context.lines.data())


def quads(found: Extraction) -> str:
    """The N-Quads of one document under the default base."""
    return describe(found).quads


def _own_hash(found: Extraction) -> str:
    """SHA-256 of what an anonymous document itself says: its provisions' text, so that page noise changes nothing."""
    meta = found.metadata
    if meta.number or (meta.title and meta.date):
        return ""  # it has a name
    return text_hash(_spoken(found, found.document.text) or found.document.text)


def _spoken(found: Extraction, text: str) -> str:
    """The text of all provisions, without white space."""
    tops = [text[row.start : row.end] for row in found.provisions if row.parent is None]
    return "".join("".join(tops).split())


def _body(found: Extraction) -> str:
    """SHA-256 of what the provisions say, whatever their white space and widths; two short texts may say the same."""
    spoken = found.spoken or _spoken(found, smooth(found.document.text))
    if len(spoken) < _SHORT:
        return ""
    return sha256(spoken.encode("utf-16-le", "surrogatepass")).hexdigest()  # half as much to hash as UTF-8


def _record(
    context: Context,
    text: str,
    rules: tuple[str, ...],
    cited: tuple[CitedName, ...],
    adopted: tuple[Taken, ...],
) -> Record:
    meta = context.found.metadata
    enclosed = dict.fromkeys(name.title for name in cited if name.plan and name.title)
    return Record(
        file=context.found.document.name,
        iri=context.document,
        title=meta.title,
        number=meta.number,
        issuers=meta.issuers,
        date=meta.date,
        region=meta.region,
        genre=meta.type,
        text=text,
        plans=tuple(enclosed),
        citations=cited,
        agencies=tuple(sorted(context.written, key=lambda agency: (agency.iri, agency.written))),
        adoptions=adopted,
        rules=rules,
        regions=context.codes(),
        counts=tuple((kind, len(getattr(context.found, kind))) for kind in KINDS),
        body=_body(context.found),
    )
