"""How good the facts are: found facts beside gold facts, and gains and losses between two extractions.

`run(Path("tests/gold/seeds"), Path("seeds"))` reads and extracts each document that has a gold file and gives one
Comparison a document; `figures` pools them.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kg import facts, lexicon, readers, sources
from kg.errors import LeftOutError, ReadError
from kg.evaluate.calibration import Calibration
from kg.evaluate.calibration import calibration as beside
from kg.evaluate.changes import Change, changes, counts
from kg.evaluate.comparison import Comparison, compare, figures
from kg.evaluate.gold import Gold, earlier, gold, stem
from kg.evaluate.report import errors, graded, lines, summary
from kg.model import Document, Extraction

__all__ = [
    "Calibration",
    "Change",
    "Comparison",
    "calibration",
    "changes",
    "compare",
    "counts",
    "errors",
    "extractions",
    "figures",
    "gains",
    "gold",
    "graded",
    "lines",
    "run",
    "summary",
]


def run(gold_folder: Path, documents: Path) -> tuple[Comparison, ...]:
    """Each document of `documents` that has a gold file in `gold_folder`, extracted now and compared."""
    files = {path.stem: path for path in sources.find([documents])}
    return tuple(_compared(item, files, documents) for item in gold(gold_folder))


def calibration(comparisons: Iterable[Comparison]) -> Calibration:
    """The confidence that the lexicon gives its rules, beside how often their facts are right."""
    return beside(comparisons, {rule.id: rule.confidence for rule in lexicon.load().rules()})


def extractions(paths: Iterable[Path]) -> dict[str, Extraction]:
    """The facts of every document at `paths`, by file stem."""
    found = {}
    for one in sources.documents(paths):
        if isinstance(one, Document):
            found[stem(one.name)] = facts.extract(one)
        elif not isinstance(one, LeftOutError):
            raise one
    return found


def gains(old: Path, documents: Path) -> tuple[Change, ...]:
    """What the extraction of `documents` gained and lost against `old`, the output of an earlier `kg extract`."""
    new = extractions([documents])
    before = earlier(old, {name: extraction.document for name, extraction in new.items()})
    return tuple(changes(before, new))


def _compared(item: Gold, files: dict[str, Path], documents: Path) -> Comparison:
    name = item.path.stem
    if name not in files:
        raise ReadError(
            documents, f"no document {name}.txt or .html for the gold file {item.path}; give --documents"
        )
    document = readers.read(files[name])
    return compare(item.about(document), facts.extract(document), item.kinds)
