"""Of which level the bodies of a list are, where that is said for the first alone: 县级农业农村、生态环境部门.

Only levels that are no region of the document's own are meant: 市卫健委、财政局 of a city is read by its region.
"""

from __future__ import annotations

from kg.registry.functions import GOVERNMENT
from kg.resolve.agencies import Namer
from kg.resolve.readings import Reading, Written


def level_of(reading: Reading, namer: Namer) -> str:
    """The level that holds for what a list names next: 县级, 区县, 各市、县（区）; none of a 厅, which says it itself."""
    if reading.national and reading.rest.endswith(namer.words.words["authorities"]):
        council = namer.words.words["council"][0]
        return council if reading.rest.startswith(council) else ""  # 国务院发展改革部门、商务部门
    if reading.region or reading.national:
        return ""
    head = namer.words.patterns["level_head"].match(
        reading.rest
    )  # before the class is asked for: most have none
    if head is None and reading.rest.endswith(namer.words.words["committees"]):
        town = namer.words.patterns["town"].fullmatch(reading.rest)
        return town["town"] if town else ""  # 石塘镇党委、|政府
    if head is None or head.end() == len(reading.rest) or _is_provincial(reading.rest, namer):
        return ""
    # 南山区政府、市公安局: what follows a government is not its body
    return "" if namer.of(reading.rest) == GOVERNMENT else head.group()


def under(name: Written, head: str, namer: Namer) -> str:
    """A whole name with the level that its list says once: 区县水务局、财政局 names 区县财政局."""
    local = name.text in namer.registry.bodies.local and head not in namer.words.words["anywhere"]
    if (
        not head
        or name.head
        or name.text.startswith((head, *namer.words.words["of_state"]))
        or not (name.authority or (local and not _is_provincial(name.text, namer)))
    ):
        return name.text
    return name.text if says_level(name.text, namer) else head + name.text


def says_level(name: str, namer: Namer) -> bool:
    """Whether a name says itself whose it is: 市公安局, 有关部门."""
    patterns = namer.words.patterns
    own = patterns["level_head"].match(name) or patterns["group_head"].match(name)
    return bool(own or namer.places.head(name)[0])


def _is_provincial(name: str, namer: Namer) -> bool:
    bare = name[: name.rfind("（")] if name.endswith("）") else name  # 财政厅（局）
    return bare.endswith(namer.words.words["of_province"])
