"""Lines → paragraphs: hard line breaks undone, as in a text taken out of a PDF.

A line is joined to the one in front of it where a bracket is open, where the break stands at a comma, or where the
document is hard-wrapped and the line in front is full and ends no sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.outline.lines import Line

TERMINAL = "。！？；：…"
_CLOSING = "，。、；：！？）》〉”’」』】〕%％·"
_OPENING = "《（〈“‘「『【〔"
_PENDING = "，、（《〈“‘「『【〔"
_WIDEST = 150  # columns: a longer line is a paragraph, not a printed line
_NARROWEST = 16
_LONGEST_TAIL = 160  # characters that an open bracket may still reach over a line break


@dataclass(frozen=True, slots=True)
class Layout:
    """How the lines of a document are broken: `full` columns make a full line; 0 where it is not hard-wrapped."""

    full: int
    flush: bool  # paragraphs do not open with an indent


@dataclass(frozen=True, eq=False, slots=True)
class Paragraph:
    """The lines of one paragraph."""

    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The folded lines without white space, in one: ``（一）加强领导。``."""
        return "".join(line.bare for line in self.lines)

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Its places in the canonical text."""
        return tuple(span for line in self.lines for span in line.spans)

    @property
    def start(self) -> int:
        """Where it begins in the canonical text."""
        return self.lines[0].start

    @property
    def end(self) -> int:
        """Where it ends in the canonical text."""
        return self.lines[-1].end


def layout(lines: Sequence[Line]) -> Layout:
    """Whether and how wide a document is hard-wrapped: most lines near the greatest common width end no sentence."""
    widths = sorted(line.width for line in lines if line.width <= _WIDEST and "\t" not in line.text)
    if len(widths) < 8 or len(widths) < 0.9 * len(lines):
        return Layout(0, True)
    most = widths[int(len(widths) * 0.8)]
    near = [line for line in lines if most - 6 <= line.width <= most + 8]
    broken = sum(line.bare[-1] not in TERMINAL for line in near)
    if most < _NARROWEST or len(near) < 0.25 * len(lines) or broken < 0.6 * len(near):
        return Layout(0, True)
    full = int(most * 0.86)
    starts = [
        b.indent for a, b in zip(lines, lines[1:], strict=False) if a.width < full and a.bare[-1] in TERMINAL
    ]
    indented = sum(indent >= 2 for indent in starts) > 0.5 * len(starts)
    return Layout(full, not indented)


def paragraphs(
    lines: Sequence[Line], alone: Callable[[Line], bool], opens: Callable[[Line], bool]
) -> list[Paragraph]:
    """The paragraphs of a document. `alone`: a line never joined (a label, a date); `opens`: one that starts a paragraph."""
    shape = layout(lines)
    found: list[Paragraph] = []
    block: list[Line] = []
    depth = _Depth()
    barrier = True
    for line in lines:
        lonely = alone(line)
        if not block or barrier or lonely or not _joins(block, line, shape, depth, opens):
            if block:
                found.append(Paragraph(tuple(block)))
            block, depth = [], _Depth()
        block.append(line)
        depth.read(line.bare)
        barrier = lonely
    if block:
        found.append(Paragraph(tuple(block)))
    return found


class _Depth:
    """How many brackets are open at the end of what was read, and since how many characters."""

    def __init__(self) -> None:
        self.open = 0
        self.since = 0

    def read(self, text: str) -> None:
        self.open = max(0, self.open + sum(map(text.count, "《（")) - sum(map(text.count, "》）")))
        self.since = self.since + len(text) if self.open else 0


def _joins(
    block: list[Line], line: Line, shape: Layout, depth: _Depth, opens: Callable[[Line], bool]
) -> bool:
    last = block[-1]
    head, tail = line.bare[0], last.bare[-1]
    if head in _CLOSING:
        return True
    if tail == "第" and last.width >= shape.full:
        return True
    if opens(line):
        return False
    if depth.open and depth.since <= _LONGEST_TAIL and line.gap <= 1:
        return True
    if tail in _PENDING and (line.gap == 0 or shape.full):
        return True
    if not shape.full or "\t" in line.text:
        return False
    return _continues(block, line, shape)


def _continues(block: list[Line], line: Line, shape: Layout) -> bool:
    """In a hard-wrapped document: whether the last line was broken for want of space."""
    last = block[-1]
    if _indented(block, line, shape):
        return False
    if last.width >= shape.full:
        ended = last.bare[-1] in TERMINAL
        return not ended or (line.gap == 0 and last.bare[-1] in "。；" and _running(block, shape))
    return len(block) > 1 and last.bare[-1] not in TERMINAL and line.bare[0] in _OPENING and line.gap == 0


def _indented(block: list[Line], line: Line, shape: Layout) -> bool:
    """A new indent begins a paragraph, where the document indents them."""
    return not shape.flush and line.indent >= 2 and line.indent > block[-1].indent


def _running(block: list[Line], shape: Layout) -> bool:
    return not shape.flush or len(block) > 0
