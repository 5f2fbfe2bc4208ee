"""Lines that are the names of bodies, what they do below: ``（二）区发改委`` / ``指导在立项阶段支持…``, ``市林业局：`` / ``负责…``.

A line without an ordinal and a colon is one only where the first word below it is a charge: ``县妇联`` / ``负责统筹…``.
"""

from __future__ import annotations

from kg.blocks import HEADING, Speech
from kg.extract.responsibilities.naming import Voice, named
from kg.extract.responsibilities.predicates import may_end, tails
from kg.extract.responsibilities.roles import role_below
from kg.extract.responsibilities.signs import Signs
from kg.extract.responsibilities.statements import Statement

_LONGEST = 40  # characters of such a heading
_ALONE = 20  # characters of one without a sign that it is a heading
_AHEAD = 80  # characters that tell the role
_STOPS = "。：；"
_COLON = "："


def headed(speech: Speech, signs: Signs, voice: Voice) -> dict[int, list[Statement]]:
    """By block: the statement of each such heading, where what stands below does not tell who or what the body is."""
    known, patterns, words = tails(voice.section), voice.section.patterns, voice.section.words
    blocks, texts, charges, ends = speech.blocks, speech.texts, words["line_charge"], words["head_duties_end"]
    heads = [  # a numbered heading, or a line that ends in a colon
        index
        for index, (block, text) in enumerate(zip(blocks[:-1], texts, strict=False))
        if len(text) <= _LONGEST
        and (
            (block.label_end if block.kind == HEADING else text.endswith(_COLON))
            or (len(text) <= _ALONE and texts[index + 1].startswith(charges))
        )
    ]
    found: dict[int, list[Statement]] = {}
    for index in heads:
        start, label = speech.starts[index], blocks[index].label_end
        text = signs.words[start : start + len(texts[index])]
        end = len(text) - (text[-1] in _STOPS)
        told = text.endswith(ends, label, end)  # else it is not looked for: it begins at any sign
        duties = patterns["head_duties"].search(text, label, end) if told else None
        end = duties.start() if duties else end
        if not may_end(text, end, known):
            continue
        below = texts[index + 1][blocks[index + 1].label_end :][:_AHEAD]
        own = blocks[index].kind == HEADING and blocks[index + 1].provision == blocks[index].provision
        if not patterns["head_verb"].match(below) and (not own or patterns["head_told"].match(below)):
            continue
        who = named(text, voice, label, end)
        if who and (not duties or who[0].start == label):
            role = role_below(below.partition("。")[0], voice.section)
            mentions = tuple([mention.acting(role) for mention in who])
            found[index] = [Statement(label, end, mentions, False, "duty-text-charge", "")]
    return found
