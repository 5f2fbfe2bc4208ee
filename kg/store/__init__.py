"""The store: `open_store` gives an rdflib Dataset on memory or on Oxigraph, with fast queries, texts and a manifest.

::

    store = open_store("kg-store")              # a directory that `kg build` wrote, read only
    rows = store.select("SELECT ?t WHERE { ?t a kg:Task }")   # Rows of plain values; prefixes are bound
    store.ask("ASK { … }"); store.construct("CONSTRUCT …")    # bool; N-Triples text
    store.text(sha256)                          # the canonical text of a document
    store.manifest                              # sources, counts, versions
    store.query(…); store.triples(…)            # the whole API of rdflib.Dataset; plain patterns see the union

`open_store()` without a place is an empty store in memory, on rdflib's own engine.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TypeAlias

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from pyparsing import ParseBaseException
from rdflib import Dataset, Graph, URIRef
from rdflib.exceptions import Error as RdflibError
from rdflib.query import Result

from kg.errors import QueryError, StoreError
from kg.namespaces import BASE, bindings, text_hash
from kg.store import manifest, texts
from kg.store.building import TRIPLES, Building, locked, write
from kg.store.manifest import Manifest, Source
from kg.store.rows import Iri, Rows, Value, from_oxigraph, from_rdflib

Found: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples | Result

__all__ = ["Building", "Iri", "Manifest", "Rows", "Source", "Store", "Value", "open_store", "write"]


class Store(Dataset):
    """An rdflib Dataset whose plain patterns see the union of all graphs; `place` is None in memory."""

    def __init__(self, engine: ox.Store | None, made: Manifest, place: Path | None = None) -> None:
        backend = OxigraphStore(store=engine) if engine is not None else "default"
        super().__init__(store=backend, default_union=True)
        self.engine = engine
        self.manifest = made
        self.place = place
        self.open_resources = ExitStack()
        self._texts: dict[str, str] = {}
        self.prefixes = bindings(made.base)
        if engine is None:
            for prefix, name in self.prefixes.items():
                self.bind(prefix, name, replace=True)

    def select(self, sparql: str) -> Rows:
        """The rows of a SELECT over the union of all graphs; QueryError for malformed SPARQL."""
        found = self._run(sparql)
        if isinstance(found, ox.QuerySolutions):
            return from_oxigraph(found)
        if isinstance(found, Result) and found.type == "SELECT":
            return from_rdflib(found)
        raise QueryError("select", "this is no SELECT query")

    def ask(self, sparql: str) -> bool:
        """The answer of an ASK."""
        found = self._run(sparql)
        if isinstance(found, ox.QueryBoolean):
            return bool(found)
        if isinstance(found, Result) and found.type == "ASK":
            return bool(found.askAnswer)
        raise QueryError("ask", "this is no ASK query")

    def construct(self, sparql: str) -> str:
        """The triples of a CONSTRUCT or DESCRIBE as N-Triples, sorted."""
        found = self._run(sparql)
        if isinstance(found, ox.QueryTriples):
            return "".join(sorted({f"{triple} .\n" for triple in found}))
        if isinstance(found, Result) and found.graph is not None:
            return "".join(sorted({f"{triple} .\n" for triple in _parsed(found.graph)}))
        raise QueryError("construct", "this is no CONSTRUCT or DESCRIBE query")

    def text(self, sha256: str) -> str:
        """The canonical text with this SHA-256."""
        if sha256 in self._texts:
            return self._texts[sha256]
        if self.place is None:
            raise StoreError("store in memory", f"it does not hold the text {sha256[:10]}…")
        return texts.get(self.place / self.manifest.data, sha256)

    def keep(self, text: str) -> str:
        """A text for a store in memory; gives its SHA-256."""
        sha256 = text_hash(text)
        self._texts[sha256] = text
        return sha256

    def load(self, quads: str) -> None:
        """Add lines of N-Quads: several documents at once."""
        if self.engine is None:
            self.parse(data=quads, format="nquads")
        else:
            self.engine.bulk_load(quads, format=ox.RdfFormat.N_QUADS)

    def replace(self, graph: str, quads: str) -> None:
        """Put `quads`, N-Quads lines of one graph, in the place of that graph as a whole, in one transaction."""
        if self.engine is None:
            self.remove_graph(self.graph(URIRef(graph)))
            self.load(quads)
            return
        triples = b"".join(
            f"{quad.subject} {quad.predicate} {quad.object} .\n".encode()
            for quad in ox.parse(quads, format=ox.RdfFormat.N_QUADS)
        ).decode()
        update = f"DROP SILENT GRAPH <{graph}> ; INSERT DATA {{ GRAPH <{graph}> {{\n{triples}}} }}"
        try:
            self.engine.update(update)
        except (OSError, RuntimeError) as error:  # pyoxigraph's word for a store opened read only
            raise StoreError(
                self.place, f"the graph cannot be replaced ({error}); open it with write=True"
            ) from error

    def graph_names(self) -> list[str]:
        """The IRIs of the named graphs, sorted."""
        if self.engine is not None:
            return sorted(node.value for node in self.engine.named_graphs() if isinstance(node, ox.NamedNode))
        return sorted(
            str(graph.identifier)
            for graph in self.graphs()
            if len(graph) and graph.identifier != self.default_graph.identifier
        )

    def dump(self) -> Iterator[str]:
        """All N-Quads, one line each, sorted within each graph: the same bytes for the same documents."""
        for name in self.graph_names():
            yield from sorted(f"{line} <{name}> .\n" for line in self._lines(name))

    def close(self, commit_pending_transaction: bool = False) -> None:
        """Let go of the files and of the lock."""
        self.engine = None
        super().close(commit_pending_transaction)
        self.open_resources.close()

    def _lines(self, name: str) -> Iterator[str]:
        if self.engine is None:
            yield from (str(triple) for triple in _parsed(self.graph(URIRef(name))))
            return
        for quad in self.engine.quads_for_pattern(None, None, None, ox.NamedNode(name)):
            yield f"{quad.subject} {quad.predicate} {quad.object}"

    def _run(self, sparql: str) -> Found:
        try:
            if self.engine is not None:
                return self.engine.query(sparql, use_default_graph_as_union=True, prefixes=self.prefixes)
            return self.query(sparql)
        except (SyntaxError, ValueError, RdflibError, ParseBaseException) as error:
            raise QueryError("SPARQL", f"{error}".strip()) from error


def open_store(place: str | Path | None = None, *, write: bool = False, base: str = BASE) -> Store:
    """The store at `place`, read only unless `write`; without a place, an empty one in memory.

    StoreError where there is no store, it is no store, has another schema version, is damaged or in use.
    """
    if place is None:
        return Store(None, Manifest(base=base))
    path = Path(place)
    made = manifest.read(path)
    with ExitStack() as stack:
        if write:
            stack.enter_context(locked(path))
        store = Store(_engine(path, made, write), made, path)
        store.open_resources = stack.pop_all()
    return store


def _engine(path: Path, made: Manifest, write: bool) -> ox.Store:
    folder = str(path / made.data / TRIPLES)
    try:
        return ox.Store(folder) if write else ox.Store.read_only(folder)
    except OSError as error:
        why = str(error).splitlines()[0]
        raise StoreError(path, f"the triples cannot be opened ({why}); build the store again") from error


def _parsed(graph: Graph) -> Iterator[ox.Quad]:
    """Rdflib's triples as pyoxigraph's, so that both engines write a term alike."""
    text = graph.serialize(format="nt", encoding="utf-8")
    return iter(ox.parse(text, format=ox.RdfFormat.N_TRIPLES))
