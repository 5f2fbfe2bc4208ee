"""Zhengce KG: who must do what, by when, to what figure, on whose authority.

The public verbs, imported when they are first used, so that ``import kg`` costs nothing::

    summary = kg.build(["seeds/"], "kg-store")
    store = kg.open_store("kg-store")
    rows = kg.query(store, "tasks_led_by_agency", {"agency": "重庆市綦江区医疗保障局"})
    document = kg.read("seeds/gaoming-2023.txt")
    facts = kg.extract(document)

`build`, `extract`, `query` and some others are modules of the same name as well; these are called as their verb.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any

VERBS = {
    "build": ("kg.build", "build"),
    "evaluate": ("kg.evaluate", "run"),
    "explain": ("kg.explain", "explain"),
    "export": ("kg.export", "export"),
    "extract": ("kg.facts", "extract"),
    "extract_all": ("kg.facts", "extract_all"),
    "keywords": ("kg.analysis.keywords", "keywords"),
    "open_store": ("kg.store", "open_store"),
    "picture": ("kg.analysis.picture", "picture"),
    "query": ("kg.query", "run"),
    "missed": ("kg.review", "missed"),
    "rank": ("kg.analysis.centrality", "rank"),
    "read": ("kg.readers", "read"),
    "validate": ("kg.validate", "validate"),
    "verify": ("kg.verify", "verify"),
    "view": ("kg.views.network", "render"),
}


def _verb(name: str) -> Any:
    module, function = VERBS[name]
    return getattr(importlib.import_module(module), function)


class _Verb(ModuleType):
    """A module that is called as the verb of its name: ``kg.build(["seeds/"])`` is ``kg.build.build(["seeds/"])``."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return _verb(self.__name__.rpartition(".")[2])(*args, **kwargs)


class _Package(ModuleType):
    """The package itself: the import system sets ``kg.build`` to the module, which then has to be the verb as well."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name in VERBS and isinstance(value, ModuleType):
            value.__class__ = _Verb
        super().__setattr__(name, value)

    def __getattr__(self, name: str) -> Any:
        if name not in VERBS:
            raise AttributeError(f"module kg has no attribute {name}; its verbs are {', '.join(VERBS)}")
        verb = _verb(name)
        return vars(self).get(name, verb)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *VERBS})


sys.modules[__name__].__class__ = _Package
