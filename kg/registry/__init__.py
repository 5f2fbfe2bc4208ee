"""What exists in the world: regions with their history, bodies with their abbreviations, functions and periods, models.

Reads the tables of ontology/, yields frozen records; nothing here knows a document.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

from kg.errors import LexiconError
from kg.paths import ONTOLOGY
from kg.registry import bodies as _bodies
from kg.registry import grammar as _grammar
from kg.registry import regions as _regions
from kg.registry.bodies import Bodies, Body, Form
from kg.registry.functions import Functions
from kg.registry.functions import read as _functions
from kg.registry.grammar import Grammar
from kg.registry.regions import Region, Regions

__all__ = ["Bodies", "Body", "Change", "Form", "Model", "Region", "Regions", "Registry", "load"]


class Model(NamedTuple):
    """A policy model that other places take up: 三明医改, of 350400."""

    id: str
    name: str
    origin: str  # region code
    aliases: tuple[str, ...]  # other names of it: 三明经验, 三明采购联盟
    places: tuple[str, ...]  # what may stand for it before 经验, 做法, 模式: 三明, 福建省三明市
    suffix: bool  # 经验 or 模式 belongs to the name: 枫桥经验


class Change(NamedTuple):
    """A kind of body gives way to another: health-2013 → health-2018 in 2018-03."""

    before: str
    after: str
    date: str  # YYYY-MM


@dataclass(frozen=True)
class Registry:
    """Regions, bodies and models."""

    grammar: Grammar
    regions: Regions
    bodies: Bodies
    models: tuple[Model, ...]
    functions: Functions

    def region(self, code: str | None, on: str | None = None) -> Region | None:
        """The region that had `code` on a date, or the latest one: 500110 on 2005-01-01 is 万盛区."""
        return self.regions.region(code, on)

    def regions_named(
        self, name: str, within: str | None = None, on: str | None = None
    ) -> tuple[Region, ...]:
        """Regions called 普陀区, or 普陀, inside the region with code `within`; those in force on a date come first."""
        return self.regions.named(name, within, on)

    def body_of(self, name: str, region: str | None, date: str | None = None) -> str | None:
        """Body id of an agency's full `name` in `region`, None outside the table: 佛山市高明区卫生健康局 → health-2018."""
        level, long, short = self.regions.named_in(region, date) or ("nation", "", "")
        national = level == "nation"
        forms = self._national.get(name, []) if national else self._candidates(name, long, short)
        found = _bodies.best(forms, region or "", level, date) if forms else None
        return found.body.id if found else None

    def changes(self) -> tuple[Change, ...]:
        """Every renaming or merger of a kind of body that the table dates, in order of the table."""
        rows = ((b, after) for b in self.bodies for after in b.succeeded_by if b.valid_to)
        return tuple(Change(body.id, after, body.valid_to or "") for body, after in rows)

    @cached_property
    def origins(self) -> dict[str, str]:
        """The region that each model comes from, by its names: 三明经验 → 350400."""
        return {name: model.origin for model in self.models for name in (model.name, *model.aliases)}

    @cached_property
    def _national(self) -> dict[str, list[Form]]:
        """Full names of the nation's bodies → forms."""
        return _by_name(body for body in self.bodies if body.national)

    @cached_property
    def _usual(self) -> dict[str, list[Form]]:
        """Full names, without their region, of local bodies that have the usual form → forms."""
        return _by_name(body for body in self.bodies if body.form == _bodies.OWN and not body.national)

    def _candidates(self, name: str, long: str, short: str) -> list[Form]:
        """The forms whose whole name in a region is `name`; `long` and `short` are the region's."""
        forms = list(self._usual.get(name[len(long) :], ())) if name.startswith(long) else []
        ends, shaped = self._shaped.get(name[:2]) or self._shaped[""]
        for end, form in shaped if name.endswith(ends) else ():
            if name.endswith(end) and self.written(form, long, short) == name:
                forms.append(form)
        return forms

    @cached_property
    def _shaped(self) -> dict[str, tuple[tuple[str, ...], list[tuple[str, Form]]]]:
        """Forms whose names are not simply region and body (国家税务总局上海市税务局), by their first two characters.

        Each with what its names end with, whatever the region (委机构编制委员会办公室), and in front the ends of all.
        Those that begin with the region (上海海关) stand with all others, and by themselves under "".
        """
        index: dict[str, list[tuple[str, Form]]] = {"": []}
        rows = (b for b in self.bodies if b.form != _bodies.OWN and not b.national)
        for form in (Form(body, name) for body in rows for name in body.names):
            whole = form.body.form.replace("{b}", form.name)
            head, end = whole.partition("{")[0], whole.rpartition("}")[2]
            index.setdefault(head[:2] if len(head) > 1 else "", []).append((end, form))
        every = {key: rows + index[""] if key else rows for key, rows in index.items()}
        return {key: (tuple([end for end, _ in rows]), rows) for key, rows in every.items()}

    def written(self, form: Form, long: str, short: str) -> str:
        """A form's whole name in a region: 中共佛山市高明区委机构编制委员会办公室."""
        inner = form.name.replace("{s}", short).replace("{l}", long[-1:])
        return form.body.form.replace("{r}", long).replace("{s}", short).replace("{b}", inner)


def _by_name(bodies: Iterable[Body]) -> dict[str, list[Form]]:
    index: dict[str, list[Form]] = {}
    for body in bodies:
        for name in body.names:
            index.setdefault(name, []).append(Form(body, name))
    return index


@cache
def load(folder: Path = ONTOLOGY) -> Registry:
    """The registry of `folder`; raises LexiconError with the file and the mistake."""
    words = _grammar.read(folder / "names.toml")
    bodies = _bodies.read(folder / "bodies.csv", words)
    return Registry(
        words,
        _regions.read(folder / "regions.csv", folder / "areas.csv", words),
        bodies,
        _models(folder / "models.toml"),
        _functions(folder / "functions.toml", bodies),
    )


def _models(path: Path) -> tuple[Model, ...]:
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["model"]
    try:
        return tuple(
            Model(r["id"], r["name"], r["origin"], tuple(r["aliases"]), tuple(r["places"]), r["suffix"])
            for r in rows
        )
    except KeyError as error:
        raise LexiconError(path.name, "a model", f"lacks {error}") from error
