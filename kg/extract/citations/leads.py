"""Lists whose verb stands in front of them: ``决定对下列文件予以废止：`` and then ``1.《…》（…号）`` on lines of their own.

Reads the blocks of the outline; says for each which rule the head of its list gives to the names in it, and reads names
that such a list prints without title marks.
"""

from __future__ import annotations

from kg.blocks import ANNEX, SPEAKING, TABLE, TITLE, Block, Outline
from kg.extract.citations.genres import is_document, stem
from kg.extract.citations.items import number_behind
from kg.extract.citations.mentions import Mention, Scene
from kg.extract.citations.relations import Grammar
from kg.grammar.numbers import numbers
from kg.lexicon import Rule

_SHORTEST = 8  # characters of a title without title marks: a shorter one may be a heading
_NAMED = "cite-named-in-list"  # the rule of a head that only announces names: 主要法规
_DUTY = 4  # characters that open a task rather than a name
_VERB = 8  # characters of a cell that says what is done
_HEADS = frozenset((TITLE, ANNEX))


def leads(outline: Outline, rules: Grammar) -> dict[int, Rule]:
    """The rule of the list of which a speaking block may be an item, by its number: ``一、废止下列规章`` governs 一、(一)《…》."""
    governed: dict[int, Rule] = {}
    if not _any_lead(outline, rules):  # nearly every document
        return governed
    rule: Rule | None = None
    scope: str | None = None
    index = 0
    for block in outline.blocks:
        named = block.text.startswith("《", block.label_end)
        found = None if named else _lead(block, rules)
        if found or block.kind in _HEADS or not (named or _within(block.provision, scope)):
            rule, scope = found, block.provision
        if block.kind in SPEAKING:
            if rule and not found and _within(block.provision, scope):
                governed[index] = rule
            index += 1
    return governed


def _any_lead(outline: Outline, rules: Grammar) -> bool:
    signs = rules.lead_signs
    for block in outline.blocks:
        text = block.view.text
        last = text[-1:]
        if block.heading_end != len(text) and last not in "：。" and block.kind not in _HEADS:  # running text
            continue
        if (
            last in signs
            and (last not in "：。" or text[-2:-1] in signs)
            and _rule(text, block.label_end, rules)
        ):
            return True
    return False


def _within(provision: str | None, scope: str | None) -> bool:
    return scope is None or provision == scope or (provision or "").startswith(scope + ".")


def _lead(block: Block, rules: Grammar) -> Rule | None:
    """The rule whose words end the block, which has to be the head of a list: a heading, or a sentence before a colon."""
    text = block.text
    stopped = text.endswith("。") and text.endswith(rules.stopped_leads, 0, len(text) - 1)
    if not (text[-1:] == "：" or block.kind in _HEADS or block.heading_end == len(text) or stopped):
        return None
    return _rule(text, block.label_end, rules)


def _rule(text: str, start: int, rules: Grammar) -> Rule | None:
    tail = text[max(start, len(text) - 60) :].rstrip("：。")
    tail = tail.partition("（")[0] if tail.endswith("）") else tail  # 废止的文件目录（共12件）
    if not tail.endswith(rules.lead_ends):  # nearly every heading
        return None
    for rule in rules.sides["lead"]:
        if rule.pattern and rule.pattern.search(tail):
            return rule
    return None


def listed(block: Block, rule: Rule, state: Scene) -> list[Mention]:
    """The name that an item of a list prints without title marks: ``1.关于城市节水工作的通知（明政〔2005〕12号）``."""
    text = block.text
    cells = _cells(text) if block.kind == TABLE else [(block.label_end, len(text.rstrip("。；")))]
    for start, stop in cells:
        end = start + len(text[start:stop].partition("（" if "号）" in text[start:stop] else "\n")[0])
        behind = number_behind(text, end) if end < stop else None
        if behind is None:
            end = stop
        if (behind or (end, ""))[0] == stop and _is_name(text[start:end], state):
            if rule.id == _NAMED and state.rules.verbs.findall(text, start, start + _DUTY):
                break  # 制定出台登记管理实施细则
            number = behind[1] if behind else _number_beside(text, stop)
            return [Mention(start, stop, (start, end), number, rule.fields["relation"], "bare-in-list")]
    return []


def tabled(block: Block, state: Scene) -> list[Mention]:
    """The name in a row of a table that has its number in a cell beside it, and what the row says is done to it."""
    rule = state.rules.mention
    for cell in block.text.split("\t"):
        if len(cell) <= _VERB and cell.endswith(state.rules.lead_ends):
            rule = _rule(state.rules.these + cell, 0, state.rules) or rule
    found = listed(block, rule, state)
    return [mention for mention in found if mention.number]


def _cells(text: str) -> list[tuple[int, int]]:
    cells, start = [], 0
    for cell in text.split("\t"):
        cells.append((start, start + len(cell)))
        start += len(cell) + 1
    return cells


def _is_name(name: str, state: Scene) -> bool:
    genre = state.kinds.genre.of(stem(name)) > 0
    return genre and (len(name) >= _SHORTEST and "，" not in name and is_document(state.kinds, name, False))


def _number_beside(text: str, end: int) -> str | None:
    """The number in a further cell of the row."""
    beside = numbers(text, None, end)
    return beside[0].value if beside else None
