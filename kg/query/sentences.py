"""The sentence behind each row: columns `sha256`, `start`, `end` of an answer become one column `sentence`."""

from __future__ import annotations

from functools import lru_cache

from kg.passage import sentence
from kg.store import Rows, Store

MARKS = ("⟦", "⟧")  # around the very words; brackets that policy documents do not use
_PLACE = ("sha256", "start", "end")


def with_sentences(store: Store, rows: Rows, marks: tuple[str, str] = MARKS) -> Rows:
    """`rows` with the sentence that says it, ``⟦区财政局⟧负责落实资金。``, in the place of text id and positions.

    A row without positions gets None.
    """
    text_of = lru_cache(maxsize=64)(store.text)
    at = [rows.columns.index(name) for name in _PLACE]
    keep = [index for index in range(len(rows.columns)) if index not in at]

    def said(row: tuple[object, ...]) -> str | None:
        sha256, start, end = (row[index] for index in at)
        if not isinstance(start, int) or not isinstance(end, int):
            return None
        return sentence(text_of(str(sha256)), start, end, marks)

    columns = (*(rows.columns[index] for index in keep), "sentence")
    return Rows(columns, tuple((*(row[index] for index in keep), said(row)) for row in rows.rows))
