"""Items and headings whose first line breaks off where the type changes, as editors of web pages leave them.

``（三）对本`` / ``措施`` / ``涉及的各项奖励，由…承担。`` is one paragraph, ``二、关于`` / ``“科技赋能”的建议`` one heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.lexicon import Section, holds
from kg.outline import roles
from kg.outline.line import TERMINAL, Line

_SAYS = frozenset("，。；")
_NAME = re.compile("[^，。；：、（）]+$")  # the last of a list that breaks off …
_REST = re.compile("[^，。；：、（）\\s]{1,8}(?=[，；、（]|$)")  # … and what it goes on with
_WORD = 8  # characters of a word between two breaks
_WORDS = 4  # … of a few of them, the line behind included
_HEADED, _HEADING = 2, 24  # lines of an ordinal and its verb; characters of the rest of its heading
_ASKED = 80  # … of a heading that names what was asked for


def goes_on(words: Section, block: Sequence[Line], line: Line) -> bool:
    """Whether an item goes on with `line` behind a word that awaits more, or with what a heading ``关于…的建议`` lacks."""
    last = block[-1]
    if line.ordinal or line.row or line.gap > 1 or last.text[-1] in TERMINAL:
        return False
    if block[0].ordinal is None:
        return _names_on(words, block, line) or _issues(words, block, line)
    if _awaits(words, last.text) or line.text in words.words["never_alone"]:
        return True
    if len(block) == _HEADED and _heads(words, block, line):
        return True
    about = words.words["about"][0]
    if len(block) > 1 and _awaited(words, block):
        return not block[-2].text.endswith(about) and (
            len(line.text) <= _WORD or not _SAYS.isdisjoint(line.text)
        )
    return len(line.bare) < _ASKED and _asks(words, block, line, about)


def _issues(words: Section, block: Sequence[Line], line: Line) -> bool:
    """Whether a sentence that issues something goes on: ``…，现将`` / ``市残联、市财政局`` / ``制定的`` / ``《…方案》`` / ``印发给你们。``."""
    last = block[-1].text
    if last.endswith(words.words["presents"]):
        return True
    if last[-1] != "》" or not words.patterns["issues"].match(line.text):
        return False
    return holds("".join([piece.text for piece in block]), words.words["presents"])


def _names_on(words: Section, block: Sequence[Line], line: Line) -> bool:
    """Whether a line that says who does it ends within a name: ``配合单位：市水利局、自然资源`` / ``局、林业局``."""
    if not roles.is_annotation(block[0], words):
        return False
    name = _NAME.search(block[-1].text)
    rest = _REST.match(line.text)
    ends = words.patterns["body_end"]
    return bool(name and rest and not ends.search(name[0]) and ends.search(name[0] + rest[0]))


def _heads(words: Section, block: Sequence[Line], line: Line) -> bool:
    """Whether an ordinal and a verb stand alone, and `line` says of what: ``11.`` / ``探索`` / ``实现“智慧办”。``."""
    label, verb = block
    if label.ordinal is None or len(label.bare) > label.ordinal.width or len(line.bare) > _HEADING:
        return False
    verbs = words.words["heading_verb"], words.words["sentence_verb"]
    return any(verb.bare in some for some in verbs) and _SAYS.isdisjoint(line.bare[:-1])


def says_of(words: Section, last: Line, line: Line) -> bool:
    """Whether a line ends with the bracket of a name, of which the next says something: ``各县（区、管委会）`` / ``要成立…``."""
    said = words.patterns["said_of_name"].match(line.text)  # sooner asked than what ends a line
    return said is not None and words.patterns["named_aside"].search(last.text) is not None


def _awaited(words: Section, block: Sequence[Line]) -> bool:
    """Whether a paragraph ends in a word or two behind one that awaits more: ``根据本`` / ``措施``, ``检查组于`` / ``3月`` / ``3日``."""
    for above, piece in zip(block[-2:-_WORDS:-1], block[:-_WORDS:-1], strict=False):
        if len(piece.text) > _WORD or not _SAYS.isdisjoint(piece.text):
            return False
        if _awaits(words, above.text):
            return True
    return False


def _awaits(words: Section, text: str) -> bool:
    """Whether a line ends in a word behind which more must come; each is of one sign, so that only the last is looked at."""
    return words.patterns["awaits_more"].match(text, len(text) - 1) is not None


def _asks(words: Section, block: Sequence[Line], line: Line, about: str) -> bool:
    """Whether ``一、关于…，要让优质资产`` becomes whole with ``“活起来”的建议``."""
    first, asked = block[0], words.patterns["asked_for"]
    assert first.ordinal is not None
    text = "".join([piece.bare for piece in block])
    return (
        text.startswith(about, first.ordinal.width)
        and len(text) + len(line.bare) <= _ASKED
        and asked.search(line.bare) is not None
        and asked.search(text) is None
    )
