"""Lists whose verb stands in front of them: ``决定对下列文件予以废止：`` and then ``1.《…》（…号）`` on lines of their own.

Reads the blocks of the outline; says for each which rule the head of its list gives to the bare names in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.blocks import SPEAKING, Block
from kg.extract.citations.relations import Grammar
from kg.lexicon import Rule


def leads(blocks: Sequence[Block], rules: Grammar) -> Iterator[tuple[Block, Rule | None]]:
    """Each speaking block with the rule of the list that it is an item of: ``一、废止下列规章`` governs 一、(一)《…》."""
    rule: Rule | None = None
    scope: str | None = None
    for block in blocks:
        if block.kind in SPEAKING and block.text.startswith("《", block.label_end):
            yield block, rule if rule and _within(block.provision, scope) else None
            continue
        if block.kind in SPEAKING:
            yield block, None
        found = _lead(block, rules)
        if found or not _within(block.provision, scope):
            rule, scope = found, block.provision


def _within(provision: str | None, scope: str | None) -> bool:
    return scope is None or provision == scope or (provision or "").startswith(scope + ".")


def _lead(block: Block, rules: Grammar) -> Rule | None:
    """The rule whose words end the block, which has to be the head of a list: a heading, or a sentence before a colon."""
    text = block.text
    if not (text.endswith("：") or block.heading_end == len(text)):
        return None
    tail = text[max(block.label_end, len(text) - 60) :].rstrip("：。")
    return next((rule for rule in rules.sides["lead"] if rule.pattern and rule.pattern.search(tail)), None)
