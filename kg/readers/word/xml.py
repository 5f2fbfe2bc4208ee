"""The names of WordprocessingML elements and values, in the transitional, the strict and Word's older namespaces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_OFF = frozenset(("0", "false", "off", "none"))


def name(element: Any) -> str:
    """The name without its namespace: ``{…/wordprocessingml/…}tbl`` → ``tbl``; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, wanted: str) -> str | None:
    """The value of ``w:val`` and the like, in whatever namespace the file uses; None where there is none."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == wanted:
            return str(value)
    return None


def child(element: Any, *path: str) -> Any | None:
    """The first element down a path of names (``pPr``, ``numPr``), None where there is none."""
    for step in path:
        element = next((one for one in element if name(one) == step), None)
        if element is None:
            return None
    return element


def children(element: Any, *names: str) -> Iterator[Any]:
    """The elements right below that bear one of the names."""
    return (one for one in element if name(one) in names)


def value(element: Any, *path: str) -> str | None:
    """The ``w:val`` of the element down a path; None where there is none."""
    found = child(element, *path)
    return None if found is None else attribute(found, "val")


def number(element: Any, *path: str) -> int | None:
    """The ``w:val`` of the element down a path as a small number; None where it is none."""
    text = value(element, *path)
    if text is None or len(text) > 9 or not text.removeprefix("-").isdecimal():
        return None
    return int(text)


def switch(element: Any, *path: str) -> bool | None:
    """Whether a property (``w:vanish``) is on; None where it is not named."""
    found = child(element, *path)
    if found is None:
        return None
    return (attribute(found, "val") or "on") not in _OFF
