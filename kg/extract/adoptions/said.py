"""What is said around the name of a model, where no verb of learning stands in front of it.

Reads folded text around a model that the lexicon names; yields passages, and whether what is said of it takes it up.
"""

from __future__ import annotations

import re

from kg.extract.adoptions.frames import Passage, framed
from kg.extract.adoptions.words import Words
from kg.lexicon.names import region_ending

_HEAD = 16  # characters of a region in front of a verb
_HELD = 6  # characters of 召开了全省


def tried(use: Words, text: str, at: tuple[int, int, int, int], name: str) -> Passage | None:
    """A trial of the model itself: ``在高新区先行开展罗湖模式试点``; `at` is of the clause, the model and where both end."""
    low, start, end, high = at
    promoted = use.patterns["promoted"].match(text, end, high)  # 三明医改经验|重点推广地区
    trial = promoted or use.patterns["pilot"].match(text, end, high)
    chain = use.patterns["pilot_chain"].search(text, low, start) if trial else None
    if chain is None:
        return None
    end = promoted.end() if promoted else end
    printed = use.canonical.get(name, name)
    return framed(use, text, (chain.start(1), end, high), chain[1], (printed, True))


def taken_up(use: Words, text: str, start: int, end: int) -> bool:
    """Whether a meeting is held to take the model up, or what is said behind is said of the quotation around it.

    ``召开总结推广“浦江经验”交流会``, ``某市学习运用“千万工程”经验现场会``; ``“创新和发展‘晋江经验’”|写入文件``.
    """
    if text[start - 1 : start] == "“" and text[end : end + 1] == "”":
        return True
    held = use.patterns["convened"].search(text, max(0, start - _HELD), start)
    head = text[max(0, start - _HEAD) : start]
    by_whom = held or region_ending(head) is not None or head.endswith(use.own_places)
    return bool(by_whom) and use.patterns["meeting"].match(text, end) is not None


def instructed(use: Words, text: str, model: re.Match[str]) -> bool:
    """Whether the model is named in what was told: ``落实总书记关于“把‘枫桥经验’坚持好、发展好”的重要指示``."""
    behind = text.find("”的", model.end(), model.end() + _HEAD * 4)
    if behind < 0 or not use.patterns["instructed"].match(text, model.end()):
        return False
    return (
        use.patterns["instructs"].search(text, max(0, model.start() - _HEAD * 2), model.start()) is not None
    )


def gets_about(use: Words, text: str, model: re.Match[str], at: tuple[int, int, int, int]) -> Passage | None:
    """A model that gets about, and heads its clause: ``三明医改经验得到全面推广``; `at` as for `tried`."""
    low, start, end, high = at
    if use.patterns["heads_clause"].fullmatch(text, low, start) is None:
        return None
    gets = use.patterns["gets"].match(text, model.end(), high) or use.patterns["gets"].match(text, end, high)
    whole = model[0] not in use.places
    if gets is None or not whole:
        return None
    start -= text[start - 1 : start] in ("“", "‘")
    start = low if use.place_end(text, low) == start else start  # 徐州|“马庄经验”
    return Passage(start, gets.end(), use.canonical.get(model[0], model[0]), "adopt", True)


def begun(use: Words, text: str, model: re.Match[str], at: tuple[int, int, int, int]) -> Passage | None:
    """A model that is begun to be learnt, said behind its name: ``“安吉游戏”项目启动，…，开始为期两年的学习、推广``."""
    begun = use.patterns["begun"].match(text, at[2], at[3]) if model[0] not in use.places else None
    if begun is None:
        return None
    stance = "pilot" if use.patterns["tried"].search(begun["said"]) else "adopt"
    return Passage(*begun.span("said"), use.canonical.get(model[0], model[0]), stance, True)
