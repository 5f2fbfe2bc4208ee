"""Headings that are the names of bodies, what they do below: ``（二）区发改委`` / ``指导在立项阶段支持…``."""

from __future__ import annotations

from kg.blocks import HEADING, Speech
from kg.extract.responsibilities.naming import Voice, named
from kg.extract.responsibilities.predicates import may_end, tails
from kg.extract.responsibilities.roles import role_here
from kg.extract.responsibilities.statements import Statement

_LONGEST = 40  # characters of such a heading
_AHEAD = 80  # characters that tell the role
_STOPS = "。：；"


def headed(speech: Speech, voice: Voice) -> dict[int, list[Statement]]:
    """By block: the statement of each such heading, where what stands below does not tell who or what the body is."""
    known, patterns = tails(voice.section), voice.section.patterns
    blocks, texts = speech.blocks, speech.texts
    headings = [index for index, block in enumerate(blocks[:-1]) if block.kind == HEADING]
    found: dict[int, list[Statement]] = {}
    for index in headings:
        text, label = texts[index], blocks[index].label_end
        end = len(text) - (text[-1] in _STOPS)
        if not label or end > _LONGEST or not may_end(text, end, known):
            continue
        below = texts[index + 1][blocks[index + 1].label_end :][:_AHEAD]
        own = blocks[index + 1].provision == blocks[index].provision
        if not patterns["head_verb"].match(below) and (not own or patterns["head_told"].match(below)):
            continue
        who = named(text, voice, label, end)
        if who:
            sentence = below.partition("。")[0]
            role = role_here(sentence.partition("，")[0], sentence, voice.section)[0]
            mentions = tuple([mention.acting(role) for mention in who])
            found[index] = [Statement(label, end, mentions, False, "duty-text-charge", "")]
    return found
