"""Names that their company in a list makes names: ``农业农村、生态环境等部门``, ``福州、厦门、泉州市民政局``.

Reads the mentions of one list in masked text; yields them, those that have the shape of a name marked so.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.responsibilities.mentions import Mention
from kg.lexicon import Section

_KNOWN = 1  # names of a list that make a function of what they stand beside


def by_function(masked: str, mentions: list[Mention], section: Section) -> list[Mention]:
    """The names of a list whose noun stands once: ``农业农村、生态环境等部门``, ``安监、质监、|煤监、总工会等部门``."""
    last = mentions[-1] if mentions else None
    if last is None or not (last.open_list or masked.endswith(section.words["bare_noun"], 0, last.end)):
        return mentions
    marked = _marked(masked, mentions, "function_item", section)
    sure = sum([mention.fits for mention in marked])
    if sure > _KNOWN and 2 * sure > len(marked):
        return _marked(masked, marked, "company_item", section)
    return marked


def _marked(masked: str, mentions: Sequence[Mention], item: str, section: Section) -> list[Mention]:
    """`mentions` with those marked as names that are an `item`."""
    whole = section.patterns[item].fullmatch
    return [
        one if one.fits or not whole(masked, one.start, one.end) else one._replace(fits=True)
        for one in mentions
    ]


def by_place(masked: str, mentions: Sequence[Mention], section: Section) -> list[Mention]:
    """The names of a list whose noun stands behind its last place: ``福州、厦门、泉州市民政局``."""
    place, placed, found = section.patterns["place_item"], section.patterns["placed_item"], list(mentions)
    for at in range(len(found) - 2, -1, -1):
        mention, after = found[at], found[at + 1]
        if mention.fits or not after.fits or after.start - mention.end > 1:
            continue
        if not place.fullmatch(masked, mention.start, mention.end):
            continue
        goes_on = at + 2 < len(found) and found[at + 2].fits
        another = goes_on and place.fullmatch(masked, after.start, after.end)
        if another or placed.fullmatch(masked, after.start, after.end):
            found[at] = mention._replace(fits=True)
    return found
