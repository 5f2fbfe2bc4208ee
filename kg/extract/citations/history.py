"""What a law says of its own past: it was amended on the basis of a decision, which it names and does not amend.

Reads a block of kind `HISTORY` with its bracketed mentions and the text above it; yields the mentions with their relation.
"""

from __future__ import annotations

from kg.extract.citations.mentions import Mention
from kg.lexicon import Section

REACH = 200  # characters above in which 根据 may stand: 根据2020年…通过 / 2020年…批准的《…的决定》修正


def past(text: str, above: str, named: list[Mention], section: Section) -> list[Mention]:
    """`named` with based_on where 根据 stands in the same note, else cites: ``根据…通过，…批准的《…的决定》修正``."""
    said, low = section.patterns["based_past"], 0
    found: list[Mention] = []
    for mention in named:
        if not mention.inside:
            front = (above if low == 0 else "") + text[low : mention.start]
            rule = section.rules["cite-based-on" if said.search(front) else "cite-mention"]
            mention = mention._replace(relation=rule.fields["relation"], rule=rule.id)
            low = mention.end
        found.append(mention)
    return found
