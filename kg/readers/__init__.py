"""Files → documents: one canonical text each, decoded before any parser sees it.

`read` gives the document of a file that is one; `documents` gives all that a file holds, and an error for each part of
it that cannot be read. What reads which kind of file stands in `kg.readers.table`.
"""

from __future__ import annotations

from kg.readers.bytes import SETS, STDIN
from kg.readers.kinds import left_behind
from kg.readers.table import READERS, documents, read, readable

__all__ = ["READERS", "SETS", "STDIN", "documents", "left_behind", "read", "readable"]
