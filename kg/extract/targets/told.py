"""Paragraphs that tell what was done without a word like 已: ``发放贷款16.69亿元，惠及20余万人，获评国家示范市``.

Reads a scene whose figures were read as asked for; says whether all of it is told.
"""

from __future__ import annotations

from kg.grammar.scene import Scene
from kg.grammar.telling import GOVERNING
from kg.grammar.times import PLAN, Time
from kg.lexicon import Section

_YEAR = "年"
_ENOUGH = 2  # weak signs
# What a sign of each kind weighs, and from when on a paragraph tells.
_WEIGHTS = {"told_sign": 3, "told_figure": 2, "told_hint": 1, "told_bound": -3}
_TELLS = 3


def told(scene: Scene, section: Section) -> bool:
    """Whether a paragraph tells: its words say so, and none of them plans, orders or says by when."""
    text, patterns = scene.text, section.patterns
    if scene.inherited:
        return False
    lightly = patterns["planned"].search(text) is not None  # most; 积极, 坚持 and 加快 stand in reports, too
    if lightly and (scene.frame.now is not None or patterns["planned_firmly"].search(text)):
        return False
    coming = [time for time in scene.times if time.kind in GOVERNING and not _base(text, time, section)]
    if any(not (_bare(text, time, section) or _counted_up(text, time, section)) for time in coming):
        return False
    bounded = patterns["told_bound"].search(text) is not None
    if not (lightly or bounded) and patterns["surely_told"].search(text):
        return True
    if scene.frame.now is not None:
        return False
    if patterns["goal"].search(text) and not patterns["told_sign"].search(text):
        return False
    if not (coming or lightly or bounded) and len(_hints(text, section)) >= _ENOUGH:
        return True
    return _weight(text, section) >= _TELLS


def _weight(text: str, section: Section) -> int:
    """How much tells: ranks and what was won, figures too precise for a plan (``1328件``, ``99.19%``), none twice."""
    return sum(
        weight * len({sign.group() for sign in section.patterns[kind].finditer(text)})
        for kind, weight in _WEIGHTS.items()
    )


def _hints(text: str, section: Section) -> set[str | None]:
    """The kinds of weak signs: a round-about number (20余万), one of two decimals, 累计, 惠及."""
    return {hint.lastgroup for hint in section.patterns["hint"].finditer(text)}


def _bare(text: str, time: Time, section: Section) -> bool:
    """``2023年，``, ``2023年末，``: nothing says that the year is still to come."""
    said = text[time.start : time.end]
    end, last = section.words["year_ends"]
    return said.removesuffix(end).removesuffix(last).removesuffix(_YEAR).isdecimal()


def _counted_up(text: str, time: Time, section: Section) -> bool:
    """``据统计，“十一五”期间，``, ``“十一五”期间，…，连续三年位居全市第一``: a plan's years that are counted up."""
    if time.kind != PLAN:
        return False
    counted = text.endswith(section.words["counted_up"], 0, time.start)
    return counted or section.patterns["kept_rank"].match(text, time.end) is not None


def _base(text: str, time: Time, section: Section) -> bool:
    """The time that a figure rose against: ``比“十二五”末提高``."""
    return text.endswith(section.words["against"], 0, time.start)
