"""A picture as one HTML page that works offline: pyvis draws it, our own template is around it.

The page loads nothing: the drawing engine is inside, and no outside address is left in the file. All text of documents
travels as JSON and is shown as text, so a name like ``</script><img onerror=…>`` is only a name. What things are called and
how they look is in `templates/network.toml`. The only importer of pyvis.
"""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader
from markupsafe import Markup
from pyvis.network import Network

from kg.analysis.picture import Edge, Node, Picture
from kg.views.labels import Name, placed

_TEMPLATES = Path(__file__).parent / "templates"
_ENGINE = "lib/vis-9.1.2/vis-network.min.js"  # in pyvis' own folder of templates
_TOP = 12  # agencies that the first view of the side panel names
_LABEL = 16  # characters of a label; the whole name is in the side panel
_SHORT = 10  # of a task's label
_PLACE = (840, 620)  # pixels that the picture has on a page of 1280 × 800
_ALWAYS = frozenset(["document", "region", "model"])  # kinds whose labels are readable from afar
_FIRST = {
    "model": -3,
    "document": -2,
    "region": 1,
}  # which of two names that cover one another stays; others: 0
_NEAR = 0.6  # from this zoom on, those of all agencies are
_MARGIN = 160  # units around it, for labels
_READABLE = 11.5  # pixels of a label that can be read
_MOST = 25  # edges beyond this make no node larger
_GROWTH = 1.5  # how much a node grows with the root of its edges
_OPTIONS: Mapping[str, Any] = {
    "physics": {"enabled": False},
    "interaction": {
        "hover": True,
        "hideEdgesOnDrag": True,
        "tooltipDelay": 120,
        "keyboard": {"enabled": True, "bindToWindow": False, "autoFocus": False},
    },
    "nodes": {
        "borderWidth": 1.5,
        "borderWidthSelected": 4,
        "font": {"face": "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif", "strokeWidth": 4},
        "scaling": {"label": {"drawThreshold": 9.5}},
    },
    "edges": {"smooth": False, "selectionWidth": 1.2, "hoverWidth": 0.6},
}


def render(picture: Picture, title: str = "") -> str:
    """The page of a picture: ``render(picture(rows), "重庆市綦江区")``; HTML, to be written as UTF-8.

    Every node is drawn where the picture puts it; the head says how many of how many are shown.
    """
    network = Network(cdn_resources="in_line", directed=True)
    ids = {node.id: f"n{number}" for number, node in enumerate(picture.nodes)}
    zoom = _zoom(picture)
    moves = _readable(picture, zoom)
    network.nodes = [_drawn_node(node, ids[node.id], zoom, moves.get(node.id)) for node in picture.nodes]
    # Set directly: add_edge compares each edge with all before it.
    network.edges = [_drawn_edge(edge, ids, number) for number, edge in enumerate(picture.edges)]
    network.options = dict(_OPTIONS)
    loaders = [FileSystemLoader(_TEMPLATES), FileSystemLoader(network.template_dir)]
    network.templateEnv = Environment(loader=ChoiceLoader(loaders), autoescape=True)
    network.templateEnv.filters["data"] = _data
    network.templateEnv.globals["page"] = {
        "title": title or _style()["title"],
        "count": count(picture),
        "engine": Markup(_engine(network.template_dir)),
        "about": _about(picture, ids),
    }
    network.path = "network.html"
    return str(network.generate_html())


def count(picture: Picture) -> str:
    """How many nodes and relations are shown of how many, and how many a cap left out."""
    numbers = {
        "nodes": len(picture.nodes),
        "edges": len(picture.edges),
        "all_nodes": picture.all_nodes,
        "all_edges": picture.all_edges,
        "rest": picture.left_out,
    }
    text = _style()["count"] + (_style()["rest"] if picture.left_out else "")
    return str(text.format(**numbers))


def _zoom(picture: Picture) -> float:
    """How much the whole picture will be made smaller to fit a page, 0 to 1."""
    wide, high = (max(spots) - min(spots) + _MARGIN for spots in _spots(picture))
    return min(_PLACE[0] / wide, _PLACE[1] / high, 1.0)


def _spots(picture: Picture) -> tuple[list[float], list[float]]:
    return [node.x for node in picture.nodes] or [0.0], [node.y for node in picture.nodes] or [0.0]


def _readable(picture: Picture, zoom: float) -> dict[str, float]:
    """The nodes whose names can be read when all is in sight, and how far each name is moved so as to cover no other."""
    matter = [
        node
        for node in picture.nodes
        if node.kind in _ALWAYS or node.leads > 1 or (node.kind == "agency" and zoom > _NEAR)
    ]
    matter.sort(key=lambda node: (_FIRST.get(node.kind, 0), -node.leads, -node.edges, node.id))
    names = [
        Name(node.id, _label(node), node.x, node.y, _size(node, zoom), round(_READABLE / zoom))
        for node in matter
    ]
    return placed(names)


def _label(node: Node) -> str:
    short = _SHORT if node.kind == "task" else _LABEL
    return node.name if len(node.name) <= short else node.name[: short - 1] + "…"


def _size(node: Node, zoom: float) -> float:
    size = float(_style()["kinds"][node.kind]["size"])
    return round((size + _GROWTH * math.sqrt(min(node.edges, _MOST))) / math.sqrt(zoom), 1)


def _drawn_node(node: Node, key: str, zoom: float, move: float | None) -> dict[str, Any]:
    """One node for the engine, its name readable from afar where `move` is given."""
    style = _style()["kinds"][node.kind]
    colors = {"background": style["color"], "border": "#ffffff"}
    return {
        "id": key,
        "x": node.x,
        "y": node.y,
        "label": _label(node),
        "title": node.name,
        "shape": style["shape"],
        "size": _size(node, zoom),
        "color": {
            **colors,
            "highlight": {**colors, "border": "#1c2733"},
            "hover": {**colors, "border": "#1c2733"},
        },
        "font": {
            "size": style["font"] if move is None else round(_READABLE / zoom),
            "color": "#1c2733",
            "vadjust": move or 0,
        },
    }


def _drawn_edge(edge: Edge, ids: Mapping[str, str], number: int) -> dict[str, Any]:
    style = _style()["relations"][edge.relation]
    return {
        "id": f"e{number}",
        "from": ids[edge.source],
        "to": ids[edge.target],
        "color": style["color"],
        "width": style["width"],
        "dashes": style.get("dashes", False),
        "arrows": {"to": {"enabled": style.get("arrow", False), "scaleFactor": 0.5}},
    }


def _about(picture: Picture, ids: Mapping[str, str]) -> dict[str, Any]:
    """What the side panel, the search box and the legend say."""
    kinds, relations = _style()["kinds"], _style()["relations"]
    used = {edge.relation for edge in picture.edges}
    leaders = sorted(
        (node for node in picture.nodes if node.leads), key=lambda node: (-node.leads, node.name)
    )
    busy = sorted(
        (node for node in picture.nodes if node.kind == "agency"), key=lambda node: (-node.edges, node.name)
    )
    return {
        "kinds": kinds,
        "relations": relations,
        "used": [name for name in relations if name in used],
        "leaders": [[ids[node.id], node.leads] for node in leaders[:_TOP]],
        "busy": [[ids[node.id], node.edges] for node in busy[:_TOP]],
        "nodes": [_panel(node, ids[node.id]) for node in picture.nodes],
        "edges": [_line(edge, ids) for edge in picture.edges],
    }


def _panel(node: Node, key: str) -> dict[str, Any]:
    return {
        "id": key,
        "iri": node.id,
        "kind": node.kind,
        "name": node.name,
        "text": node.sentence,
    }


def _line(edge: Edge, ids: Mapping[str, str]) -> dict[str, str]:
    return {
        "from": ids[edge.source],
        "to": ids[edge.target],
        "relation": edge.relation,
        "sentence": edge.sentence,
    }


def _data(value: Any) -> Markup:
    """JSON that can stand inside a script element: it holds no tag and no address, and parses to the same value."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text.replace("//", "\\/\\/"))


@cache
def _engine(folder: str) -> str:
    """The drawing engine's script without addresses: those in comments and messages lose their scheme."""
    text = (Path(folder) / _ENGINE).read_text(encoding="utf-8")
    # The name of the SVG namespace must stay what it is, but need not look like an address.
    text = text.replace('"http://www.w3.org/2000/svg"', '"http:"+"//www.w3.org/2000/svg"')
    return text.replace("https://", "").replace("http://", "").replace("</script", "<\\/script")


@cache
def _style() -> dict[str, Any]:
    return tomllib.loads((_TEMPLATES / "network.toml").read_text(encoding="utf-8"))
