"""Sums of a grant of which the sentence has spoken: ``按销售额的20%给予奖励，国家级最高500万元``, ``每人每月增加100元``.

Reads a piece with its finding and the one in front; yields the finding with the name of the grant.
"""

from __future__ import annotations

from kg.extract.targets.finding import Finding
from kg.extract.targets.pieces import Piece

_STOP = "。"
_PER = "/"


def named(piece: Piece, finding: Finding, last: Finding) -> Finding:
    """`finding` with what is granted where its name says no more than whose it is."""
    before, unit, name = piece.before, finding.unit or "", finding.indicator
    if before is None or piece.kit.money not in unit or _STOP in piece.text[before.end : piece.start]:
        return finding
    if name in piece.section.words["grade_only"]:
        grant = piece.section.patterns["grant_noun"].search(last.indicator)
        return finding._replace(indicator=name + grant.group()) if grant else finding
    if name in piece.section.words["head_only"] and piece.kit.money in (last.unit or ""):
        of = last.unit or ""
        same = _PER not in unit and of.startswith(unit + _PER)
        return finding._replace(indicator=last.indicator, unit=of if same else unit)
    return finding
