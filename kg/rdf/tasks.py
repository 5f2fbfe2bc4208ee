"""Which nodes are tasks: a provision that asks for something, or its stretches where it holds several annotations.

``…（区财政局负责）…（区医保局负责）`` in one provision makes two tasks, ``<provision>/1`` and ``<provision>/2``: each stretch
ends with its annotation. What follows the last annotation belongs to the provision itself.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import repeat
from typing import NamedTuple

from kg.model import Extraction, Provision, Responsibility, Span
from kg.namespaces import Names, escaped, utf8
from kg.rdf.terms import iri

_CLOSING = "）)】]〕。；;"
_BETWEEN = frozenset(" \t\r\n　（()）【】[]〔〕。；;|")  # white space and brackets: two annotations are one
_ENDS = (
    "。",
    "\n",
    "）",
    ")",
)  # without a recorded annotation: what cannot stand between two agencies of one
_new = tuple.__new__  # a third of the time of calling the class
_NONE = repeat(())


class Place(NamedTuple):
    """A provision in the graph, as a term; `ends` and `nodes` are those of its stretches, none where it is one task or none."""

    provision: Provision
    term: bytes
    stretches: tuple[Span, ...] = ()
    ends: tuple[int, ...] = ()
    nodes: tuple[bytes, ...] = ()

    def node(self, start: int) -> bytes:
        """The node in which a fact at `start` stands: a stretch, or the provision."""
        index = bisect_left(self.ends, start + 1)
        return self.nodes[index] if index < len(self.ends) else self.term


def places(found: Extraction, names: Names, document: str) -> dict[str, Place]:
    """Every provision of `document` by its id, cut into stretches where it holds several annotations."""
    ids = [provision.id for provision in found.provisions]
    head, whole = utf8(f"<{names.provision(document, '')}"), utf8("\0".join(escaped(ids)))
    terms = (head + whole.replace(b"\0", b">\0" + head) + b">").split(b"\0")
    rows = zip(found.provisions, terms, _NONE, _NONE, _NONE)  # noqa: B905 (these do not end)
    out = dict(zip(ids, map(_new, repeat(Place), rows), strict=False)) if ids else {}
    text, several = found.document.text, {}
    for id_, said in _annotations(found).items():
        if len(said) > 1 and id_ in out and len(spans := _joined(text, sorted(said))) > 1:
            several[id_] = spans
    inner = _children(found.provisions) if several else {}
    for id_, spans in several.items():
        stretches = _stretches(text, out[id_].provision, spans, inner.get(id_, []))
        ends, own = tuple(stretch.end for stretch in stretches), names.provision(document, id_)
        nodes = (utf8(iri(names.stretch(own, count))) for count in range(1, len(ends) + 1))
        out[id_] = Place(out[id_].provision, out[id_].term, stretches, ends, tuple(nodes))
    return out


def _stretches(text: str, provision: Provision, spans: Iterable[Span], below: list[int]) -> tuple[Span, ...]:
    """One stretch for each annotation; `below` are the ends of the provision's items."""
    stretches, begin = [], provision.start
    for span in spans:
        child = bisect_right(below, span.start)  # the item that ends last before the annotation
        begin = _skip_space(text, max(begin, below[child - 1] if child else begin))
        end = _closed(text, span.end, provision.end)
        stretches.append(Span(begin, end))
        begin = end
    return tuple(stretches)


def _annotations(found: Extraction) -> dict[str, set[Span]]:
    spans: dict[str, set[Span]] = {}
    last: Responsibility | None = None
    for duty in found.responsibilities:
        provision = duty.provision
        if duty.source != "annotation" or provision is None:
            continue
        said = duty.said_in or _said_in(found.document.text, duty, last)
        if provision in spans:
            spans[provision].add(said)
        else:
            spans[provision] = {said}
        last = duty
    return spans


def _said_in(text: str, duty: Responsibility, last: Responsibility | None) -> Span:
    """The annotation of a duty where none is recorded: it reaches back to the mention before it."""
    near = last is not None and last.provision == duty.provision and last.end <= duty.start
    between = text[last.end : duty.start] if near and last else ""
    joined = near and last is not None and not any(mark in between for mark in _ENDS)
    return Span(last.start if joined and last else duty.start, duty.end)


def _joined(text: str, spans: list[Span]) -> list[Span]:
    """Spans that overlap, or have only white space and brackets between them, as one."""
    joined: list[Span] = []
    for span in spans:
        if joined and _BETWEEN.issuperset(text[joined[-1].end : span.start]):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _children(provisions: Iterable[Provision]) -> dict[str, list[int]]:
    """Where the items of each provision end, in order."""
    ends: dict[str, list[int]] = {}
    for provision in provisions:
        if provision.parent:
            ends.setdefault(provision.parent, []).append(provision.end)
    return {parent: sorted(children) for parent, children in ends.items()}


def _skip_space(text: str, index: int) -> int:
    while index < len(text) and text[index].isspace():
        index += 1
    return index


def _closed(text: str, end: int, limit: int) -> int:
    while end < limit and text[end] in _CLOSING:
        end += 1
    return end
