"""The N-Quads of one document, written as UTF-8 from the start: 区卫生健康局 in every second line would make wide strings of all.

A part is what stands between the subject and the graph: space, predicate, space, object. A node's lines are its parts,
joined by what ends one line and begins the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from unicodedata import is_normalized, normalize

from kg.namespaces import utf8
from kg.rdf.terms import ESCAPES, INTEGER, Pair, concept_of, raw

_ESCAPES = tuple((sign.encode(), code.encode()) for sign, code in ESCAPES)


def before(predicate: str) -> bytes:
    """What stands before an object of `predicate`."""
    return f" {predicate} ".encode()


def counted(predicate: str) -> bytes:
    """The part of a whole number, for ``%``: ``b' <…start> "%d"^^<…integer>'``."""
    return f' {predicate} "%d{INTEGER}'.encode()


def said(head: bytes, text: str | None) -> bytes:
    """A part with a plain string, no part for none: 发展指标."""
    if not text:
        return b""
    return exactly(head, text if is_normalized("NFC", text) else normalize("NFC", text))


def exactly(head: bytes, text: str) -> bytes:
    """A part with a string exactly as it stands in the document: a quote."""
    return head + utf8(raw(text))


def column(head: bytes, texts: Sequence[str]) -> list[bytes]:
    """`exactly` of many: signs are escaped and characters encoded in all of them at once, then they are cut apart."""
    whole = utf8("\0".join(texts))
    for sign, code in _ESCAPES:
        whole = whole.replace(sign, code)
    made = (b'%b"%b"' % (head, whole.replace(b"\0", b'"\0%b"' % head))).split(b"\0")
    if len(made) != len(texts):  # none, or one with the sign in it that cuts
        return [exactly(head, text) for text in texts]
    return made


def plain_column(head: bytes, texts: Sequence[str]) -> list[bytes]:
    """`said` of many, none of which is empty or whose empty ones nobody asks for."""
    normal = texts if is_normalized("NFC", "".join(texts)) else [normalize("NFC", text) for text in texts]
    return column(head, normal)


@lru_cache(maxsize=1024)  # the vocabulary is closed
def concept_part(head: bytes, scheme: str, token: str | None) -> bytes:
    """A part with a concept: ``concept_part(STANCE, "stance", "promotes")``."""
    value = concept_of(scheme, token)
    return head + utf8(value) if value else b""


class Lines:
    """Lines of one named graph, each once."""

    __slots__ = ("_blocks", "_tail", "shared")

    def __init__(self, graph: str) -> None:
        self._tail = utf8(f" <{graph}> .\n")
        self._blocks: list[bytes] = []
        self.shared: dict[tuple[bytes, bytes], None] = {}  # what `say` was told

    def node(self, subject: bytes, parts: Iterable[bytes]) -> None:
        """One line for each part, at least one and none of them empty; of a node that is written in one place only."""
        tail = self._tail
        self._blocks += (subject, (tail + subject).join(parts), tail)

    def say(self, subject: bytes, parts: Iterable[bytes]) -> None:
        """The same of a node that several facts may say the same of; empty parts are left out."""
        for part in parts:
            if part:
                self.shared[subject, part] = None

    def data(self) -> bytes:
        """All lines, in the order in which they were written."""
        tail = self._tail
        shared = [tail.join(map(b"".join, self.shared)), tail] if self.shared else []
        return b"".join((*self._blocks, *shared))


def parts(pairs: Iterable[Pair]) -> list[bytes]:
    """Pairs of terms as parts; those without an object are left out."""
    return [utf8(f" {predicate} {value}") for predicate, value in pairs if value is not None]
