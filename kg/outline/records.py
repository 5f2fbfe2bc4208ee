"""The record of JSON that holds a text: ``{"title": "X", "文号": "Y", "content": "…\\n…", "url": "Z"}``.

Its other pairs become lines of a metadata block, what is around them white space, so that every position stays.
"""

from __future__ import annotations

import re

from kg.lexicon import Section
from kg.outline import roles

_OPENS = ("{", "[", '"')
_STRING = r'"(?:[^"\\\n]|\\(?![nr]).){0,400}"'
_VALUE = rf"(?:{_STRING}|[\d.]{{1,20}}|null|true|false|\[\s*(?:{_STRING}(?:\s*，\s*{_STRING}){{0,20}})?\s*\])"
_PAIR = re.compile(rf'"(?P<key>[^"\n]{{1,30}})"\s*：\s*(?P<value>{_VALUE})')
_HEAD = re.compile(
    rf'\s*\[?\s*\{{\s*(?P<pairs>(?:"[^"\n]{{1,30}}"\s*：\s*{_VALUE}\s*，\s*){{0,30}})"[^"\n]{{1,30}}"\s*：\s*(?:\[\s*(?=")|")'
)
_BEHIND = re.compile(rf'"(?:\s*，\s*"[^"\n]{{1,30}}"\s*：\s*{_VALUE}){{0,30}}\s*\}}\s*(?:\]\s*)?$')
_TAIL = 2000  # characters in which the pairs behind the text stand
_SIGNS = re.compile(r'["\[\]]')


def unrecorded(folded: str, words: Section) -> str:
    """A folded text without the record around it, as long as it was; also one that is nothing but a string."""
    head = folded[:20].lstrip()[:1]
    if head not in _OPENS or not head:
        return folded
    if head == '"':
        return _unquoted(folded)
    opened = _HEAD.match(folded)
    if opened is None:
        return folded
    start = next((at for at in _closings(folded, opened.end()) if _BEHIND.match(folded, at)), len(folded))
    front, behind = folded[: opened.end()], folded[start:]
    return _lines(front, words) + folded[opened.end() : start] + _lines(behind, words)


def _closings(folded: str, first: int) -> list[int]:
    """Where the text may end: each quotation mark that no other sign escapes, near the end."""
    near = range(max(first, len(folded) - _TAIL), len(folded))
    return [at for at in near if folded[at] == '"' and folded[at - 1] != "\\"]


def _unquoted(folded: str) -> str:
    text = folded.strip()
    if len(text) < 2 or text[-1] != '"' or "\\n" not in text or '"' in text[1:-1].replace('\\"', ""):
        return folded
    start = folded.index('"')
    return f"{folded[:start]} {text[1:-1]} {folded[start + len(text) :]}"


def _lines(around: str, words: Section) -> str:
    """What stands around a text with each pair that says something of it on a line, its title alone."""
    kept: list[str] = []
    place = 0
    for pair in _PAIR.finditer(around):
        key = pair["key"].lower()
        titled = key in roles.entire(words, "matter_title")
        if not (titled or key in roles.entire(words, "matter")):
            continue
        front = "\n".rjust(pair.start() - place) + " " + ("" if titled else f"{pair['key']}：")
        kept += (front.ljust(pair.start("value") - place), _SIGNS.sub(" ", pair["value"]))
        place = pair.end()
    return "".join(kept) + "\n".rjust(len(around) - place) if kept else " " * len(around)
