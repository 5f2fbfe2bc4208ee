"""OFD (GB/T 33190) → text: the signs and rules of its pages, laid out as they are printed.

Templates (what every page has in common), annotations and seals lie in parts of their own and are left out.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from math import hypot
from pathlib import Path
from typing import Any

from kg.errors import ReadError
from kg.readers import printed
from kg.readers.package import Package
from kg.readers.printed import MOST_RULES, MOST_SIGNS, Glyph, Page
from kg.readers.printed.page import strokes
from kg.readers.printed.page import turn as turned
from kg.readers.printed.signs import readable

_POINTS = 72 / 25.4  # in a millimetre
_PAPER = (0.0, 0.0, 210.0, 297.0)
_DEEPEST = 20  # blocks in blocks
_DRAW = re.compile(r"([MLSCBQA])((?:\s*[-+.\deE]+)*)")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,2})?")

_Matrix = tuple[float, float, float, float, float, float]


def canonical_bytes(data: bytes, path: Path) -> str:
    """The text of an OFD file; ReadError where it is locked, broken or a scan."""
    package = Package(data, path, "an OFD reader")
    if any(posixpath.basename(name) in ("encryptions.xml", "decryptseed.dat") for name in package.names()):
        raise ReadError(path, "the file is encrypted; save it without protection")
    return printed.canonical(_pages(package), path)


def _pages(package: Package) -> Iterator[Page]:
    root = package.tree("OFD.xml")
    if root is None:
        raise package.broken()
    for body in root.iter("{*}DocRoot"):
        name = _place("OFD.xml", body.text)
        document = package.tree(name)
        if document is None:
            raise package.broken()
        paper = _box(document.findtext("./{*}CommonData/{*}PageArea/{*}PhysicalBox"))
        for one in document.iterfind("./{*}Pages/{*}Page"):
            content = package.tree(_place(name, one.get("BaseLoc")))
            if content is None:
                raise package.broken()
            yield _Drawing(package, content, paper).page


def _place(name: str, target: str | None) -> str:
    """The name of a part that another one refers to; one that begins with ``/`` counts from the top."""
    folder = posixpath.dirname(name)
    return posixpath.normpath(posixpath.join("/", folder, (target or "").strip())).lstrip("/")


class _Drawing:
    """One page as it is drawn."""

    def __init__(self, package: Package, content: Any, paper: tuple[float, ...]) -> None:
        own = content.findtext("./{*}Area/{*}PhysicalBox")
        self.package = package
        self.x, self.y, width, height = _box(own) if own else paper
        self.page = Page(width * _POINTS, height * _POINTS)
        for layer in content.iterfind("./{*}Content/{*}Layer"):
            if layer.get("Type") != "Background":
                self._block(layer, 0)

    def _block(self, block: Any, depth: int) -> None:
        for one in block.iterchildren("{*}*"):
            kind = one.tag.rpartition("}")[2]
            if kind == "TextObject":
                self._text(one)
            elif kind == "PathObject":
                self._path(one)
            elif kind == "ImageObject":
                self.page.pictures += 1
            elif kind == "PageBlock" and depth < _DEEPEST:
                self._block(one, depth + 1)

    def _count(self) -> None:
        if len(self.page.glyphs) > MOST_SIGNS:
            raise self.package.error(f"a page of it has more than {MOST_SIGNS} signs; split it")

    def _matrix(self, one: Any) -> _Matrix:
        """From the places of an object to points on the page."""
        given = _numbers(one.get("CTM"))
        a, b, c, d, e, f = given if len(given) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        corner = _numbers(one.get("Boundary"))
        left, top = corner[:2] if len(corner) == 4 else (0.0, 0.0)
        k = _POINTS
        return a * k, b * k, c * k, d * k, (e + left - self.x) * k, (f + top - self.y) * k

    def _text(self, one: Any) -> None:
        matrix = self._matrix(one)
        size = _number(one.get("Size"), 0.0)
        scale = _number(one.get("HScale"), 1.0)
        x = y = 0.0
        for code in one.iterchildren("{*}TextCode"):
            x, y = _number(code.get("X"), x), _number(code.get("Y"), y)
            self._code(code, (x, y), size, scale, matrix)

    def _code(
        self, code: Any, start: tuple[float, float], size: float, scale: float, matrix: _Matrix
    ) -> None:
        text = code.text or ""
        right, down = _steps(code.get("DeltaX"), len(text)), _steps(code.get("DeltaY"), len(text))
        a, b, c, d, e, f = matrix
        turn = -1 if down and not right and len(text) > 1 else turned(a, b)
        x, y = start
        for place, sign in enumerate(text):
            usual = size * scale * (0.5 if sign.isascii() else 1.0)
            step = right[place] if place < len(right) else 0.0 if down else usual
            width = min(step, size * scale) if step > 0 else usual
            px, py = a * x + c * y + e, b * x + d * y + f
            shown = readable(sign)
            if shown and size > 0 and 0 <= px <= self.page.width and 0 <= py <= self.page.height:
                self._count()
                end = px + width * hypot(a, b)
                self.page.glyphs.append(Glyph(shown, px, end, py, size * hypot(c, d), turn))
            x, y = x + step, y + (down[place] if place < len(down) else 0.0)

    def _path(self, one: Any) -> None:
        """Straight strokes of a path, level and upright ones."""
        if one.get("Visible") == "false":
            return
        matrix = self._matrix(one)
        stroked = one.get("Stroke") != "false"
        points: list[tuple[float, float]] = []
        for kind, given in _DRAW.findall(one.findtext("./{*}AbbreviatedData") or ""):
            if kind in "MS":
                self._strokes(points, stroked)
                points = []
            numbers = _numbers(given)
            if len(numbers) >= 2:
                points.append(_put(matrix, numbers[-2], numbers[-1]))
        self._strokes(points, stroked)

    def _strokes(self, points: list[tuple[float, float]], stroked: bool) -> None:
        if len(self.page.rules) < MOST_RULES:  # a page with more is a map
            self.page.rules += strokes(points, stroked)


def _put(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _numbers(text: str | None) -> list[float]:
    return [float(one) for one in _NUMBER.findall(text or "")]


def _number(text: str | None, otherwise: float) -> float:
    found = _numbers(text)
    return found[0] if found else otherwise


def _box(text: str | None) -> tuple[float, ...]:
    found = tuple(_numbers(text))
    return found if len(found) == 4 and found[2] > 0 and found[3] > 0 else _PAPER


def _steps(text: str | None, most: int) -> list[float]:
    """How far each sign is from the one before: ``g 3 6.35 5`` is 6.35 three times, then 5."""
    found: list[float] = []
    words = iter((text or "").split())
    for word in words:
        if word == "g":
            times, step = _number(next(words, ""), 0.0), _number(next(words, ""), 0.0)
            found += [step] * min(int(max(times, 0)), most)
        else:
            found.append(_number(word, 0.0))
        if len(found) > most:
            break
    return found
