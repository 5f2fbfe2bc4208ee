"""Where the data files are: in a checkout beside the package, in a wheel inside it."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def _data(name: str) -> Path:
    """The folder `name`, installed (``kg/data/ontology``) or in a checkout (``ontology``)."""
    installed = _PACKAGE / "data" / name
    return installed if installed.exists() else _PACKAGE.parent / name


ONTOLOGY = _data("ontology")
SEEDS = _data("seeds")
LEXICON = _PACKAGE / "lexicon"
QUERIES = _PACKAGE / "queries"
