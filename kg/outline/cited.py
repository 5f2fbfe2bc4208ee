"""Names of documents on lines of their own, as pages have them that print them as links.

``为贯彻落实`` / ``《…条例》`` / ``（国务院令第586号）要求，现将有关事项通知如下：`` is one paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.lexicon import Section
from kg.outline.line import TERMINAL, Line

# the number of the name above, that of a standard too
_NUMBERED = re.compile(r"（(?:[^（）]{0,30}[〔\[【（令告][^（）]{0,12}(?:号|$)|[A-Z]{2,4}[/\dT\s])")
_NAMED = re.compile(r"》(?:（[^（）]{1,40}）)?(?:第[一二三四五六七八九十百零\d]{1,6}[条款项])*$")
_TAIL = 40  # characters in front of a name in which the word stands that it goes on from
_LINES = 6


def goes_on(words: Section, block: Sequence[Line], line: Line) -> bool:
    """Whether a paragraph goes on with a name in title marks, or behind one."""
    text, named = line.text, line.text[0] == "《"
    if len(block) == 1 and block[0].text in words.words["name_front"]:
        return line.ordinal is None  # 根据 / 国土资源部《…》
    if named:
        if block[-1].text[-1] in TERMINAL:
            return False
    else:
        rest = _NUMBERED if text[0] == "（" else words.patterns["name_rest"]
        if (line.ordinal and text[0] != "第") or not rest.match(text):  # nearly every one
            return False
    near = "".join([piece.text for piece in block[-_LINES:]])
    return (named or bool(_NAMED.search(near))) and _leads(words, block, near)


def _leads(words: Section, block: Sequence[Line], near: str) -> bool:
    """Whether a paragraph has come to a name: ``根据``, ``为认真贯彻落实``, ``依据《…条例》``; no heading ``二、抓好贯彻落实``."""
    named = _NAMED.search(near)
    front = near[: near.rfind("《")] if named else near
    front = front[-_TAIL:]
    if not front:
        return False
    if front[-1] in "》、" or words.patterns["name_ahead"].search(front):
        return True
    heading = block[0].ordinal and len(block) == 1 and not named
    return not heading and bool(words.patterns["name_due"].search(front))
