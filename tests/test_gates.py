"""What is asked first, because it is cheap, lets through all that the pattern behind it reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from kg import lexicon
from kg.lexicon import holds

_PLAIN = "甲"  # what stands for any sign
_ENOUGH = 4000  # strings of one pattern
# The file of the lexicon, the gate (a list of words or a pattern), what is searched behind it.
GATES = [
    ("duties", "first_stem", "lead_mark lead_before lead_count first_leads"),
    ("duties", "standing_hint", "lead_mark lead_before lead_count first_leads shared_leads"),
    ("duties", "aside_hint", "time_only standing_only"),
    ("duties", "party_beside", "government_beside"),
    ("duties_text", "together_stem", "together together_next drafted"),
    ("duties_text", "jointly_stem", "jointly"),
    ("duties_text", "lead_stem", "lead_here"),
    ("duties_text", "guide_stem", "guide_here"),
    ("duties_text", "support_stem", "support_here"),
    ("duties_text", "guided_word", "guided"),
    ("duties_text", "led_below_word", "led_below"),
    ("duties_text", "helped_word", "helped"),
    ("duties_text", "arranged_word", "arranged"),
    ("duties_text", "duty_of_word", "duty_of"),
    ("duties_text", "required_word", "required"),
    ("duties_text", "accept_word", "accept"),
    ("duties_text", "passed_word", "passed"),
    ("duties_text", "submitted_word", "submitted"),
    ("duties_text", "found_word", "founder"),
    ("duties_text", "seat", "seated"),
    ("duties_text", "short_word", "short_name"),
    ("duties_text", "defining_word", "defined"),
    ("adoptions", "trigger", "born"),
    ("attributions", "last_year", "last_year_told"),
    ("attributions", "done_word", "done_in_plan"),
    ("times", "key", "written"),
    ("targets", "ratio_key", "ratio_bare"),
    ("targets", "supposing_sign", "supposed"),
    ("targets", "eligible_key", "eligible"),
    ("targets", "on_base", "against_base"),
    ("targets", "obliged", "outfit"),
]


def ways(tree: Any) -> list[str]:
    """Strings that a parsed pattern may read: each of its alternatives once, all else at its first."""
    whole = [""]
    for op, value in tree:
        parts = _ways_of(op, value)
        whole = [whole[0] + part for part in parts] + [one + parts[0] for one in whole[1:]]
    return whole


def _ways_of(op: Any, value: Any) -> list[str]:
    if op is ops.LITERAL:
        return [chr(value)]
    if op is ops.IN:
        return [chr(one) for kind, one in value if kind is ops.LITERAL and value[0][0] is not ops.NEGATE] or [
            "5" if (ops.CATEGORY, ops.CATEGORY_DIGIT) in value else _PLAIN
        ]
    if op is ops.BRANCH:
        return [way for one in value[1] for way in ways(one)]
    if op is ops.SUBPATTERN:
        return ways(value[3])
    if op is ops.ATOMIC_GROUP:
        return ways(value)
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
        least, _, inner = value
        some = ways(inner)
        return [some[0] * least, *([some[0] * (least - 1) + one for one in some] if least else some)]
    return [_PLAIN] if op in (ops.ANY, ops.NOT_LITERAL) else [""]


def read_by(pattern: re.Pattern[str]) -> Iterator[str]:
    """Strings in which `pattern` is found, with what may have to stand around them."""
    for way in ways(parser.parse(pattern.pattern, pattern.flags)):
        for text in (way, f"，{way}", f"{way}，", f"{way}。", f"{_PLAIN}{way}{_PLAIN * 2}"):
            if pattern.search(text):
                yield text
                break


@pytest.mark.parametrize(("file", "gate", "behind"), GATES, ids=[f"{row[0]}-{row[1]}" for row in GATES])
def test_a_gate_lets_through_all_that_is_read_behind_it(file: str, gate: str, behind: str) -> None:
    """``前[两二三]`` in front of ``前[两二三四2-4]家为牵头单位`` would lose all that four lead."""
    section = lexicon.load()[file]
    for name in behind.split():
        texts = list(islice(read_by(section.patterns[name]), _ENOUGH))
        assert texts
        if gate in section.words:
            assert [text for text in texts if not holds(text, section.words[gate])] == []
        else:
            assert [text for text in texts if not section.patterns[gate].search(text)] == []
