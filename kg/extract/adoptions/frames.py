"""A passage that adopts, the clause that it stands in, and the frame around it (以…为抓手, 将…作为…, …试点).

Reads folded text; what a model is called is said by `passages` and `sources`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.extract.adoptions.words import REACH, Words

_CLAUSE = re.compile(r".*[。；！？，：\t《》]", re.DOTALL)  # up to the last sign that ends a clause


class Passage(NamedTuple):
    """A passage that adopts: ``text[start:end]``, the model, the stance; `known` where the lexicon names the model."""

    start: int
    end: int
    model: str
    stance: str
    known: bool
    place: tuple[int, int] | None = None  # the region that it names itself: 三明医改经验在青海省推广


def clause(text: str, place: int, floor: int) -> int:
    """Where the clause begins that `place` stands in, no farther back than `floor` and than a verb may stand."""
    low = max(floor, place - REACH)
    mark = _CLAUSE.match(text, low, place)
    return mark.end() if mark else low


def framed(use: Words, text: str, at: tuple[int, int, int], verbs: str, model: tuple[str, bool]) -> Passage:
    """The passage with its frame (以…为抓手, 将…作为…) or its 试点, and the stance."""
    start, end, high = at
    opener = text[start - 1 : start]
    frame = None
    if opener not in use.openers and text[start + len(verbs) : start + len(verbs) + 1] in use.openers:
        held = use.patterns["frame_by"].match(text, end, high)  # 坚持|以“千万工程”经验为引领
        end = held.end() if held else end
    elif opener in use.openers:
        frame = use.patterns["frame_as"].match(text, end, high) or use.patterns["frame_by"].match(
            text, end, high
        )
    if frame:
        start, end = start - 1, frame.end()
    elif joined := use.patterns["joined_with"].match(text, end, high):
        frame = use.patterns["joined_in"].search(text, clause(text, start, 0), start)
        start, end = (frame.start(), joined.end()) if frame else (start, end)
    else:
        used = use.patterns["put_to_use"].match(text, end, high)
        end = used.end() if used else end
    pilot = use.patterns["pilot"].match(text, end, high)
    if pilot:
        return Passage(start, pilot.end(), model[0], "pilot", model[1])
    if any(trial in verbs for trial in use.section.words["on_trial"]):
        return Passage(start, end, model[0], "pilot", model[1])
    stance = "explore" if use.patterns["explores"].search(verbs) else "adopt"
    return Passage(start, end, model[0], stance, model[1])


def borrowed(use: Words, found: Passage, said: str) -> Passage:
    """The passage as one that explores where what is `said` behind its model does: ``加强对三明医改经验|的学习借鉴``."""
    tried = found.stance == "adopt" and use.patterns["borrows"].search(said)
    return found._replace(stance="explore") if tried else found


def reached(use: Words, text: str, end: int, high: int) -> int:
    """The end of a passage whose verb has an object behind `end`: ``将“枫桥经验”融入|基层社会治理实践|``."""
    behind = use.patterns["object"].match(text, end, high)
    return behind.end() if behind and text.endswith(use.reaching, 0, end) else end


def in_title(use: Words, text: str, end: int, high: int) -> int | None:
    """Where 推广 ends behind a model that a plan is named by: ``兰考模式|推广|方案``."""
    said = use.patterns["spreads_in_title"].match(text, end, high)
    return said.end() if said else None
