"""Word lists of the lexicon made ready to be looked up at the end or at the beginning of a stretch of text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from kg.lexicon import Section


class Words:
    """A word list, longest first: ``Words(("达到", "到")).ending("比例达到")`` → ``达到``."""

    def __init__(self, words: Iterable[str]) -> None:
        self.by_last: dict[str, list[str]] = defaultdict(list)
        self.by_first: dict[str, list[str]] = defaultdict(list)
        for word in sorted(words, key=len, reverse=True):
            self.by_last[word[-1]].append(word)
            self.by_first[word[0]].append(word)

    def ending(self, text: str, end: int | None = None, begin: int = 0) -> str:
        """The longest word that `text[begin:end]` ends with, else an empty string."""
        end = len(text) if end is None else end
        if end <= begin:
            return ""
        for word in self.by_last.get(text[end - 1], ()):
            if text.endswith(word, begin, end):
                return word
        return ""

    def opening(self, text: str, start: int = 0) -> str:
        """The longest word that stands at `text[start:]`, else an empty string."""
        if start >= len(text):
            return ""
        for word in self.by_first.get(text[start], ()):
            if text.startswith(word, start):
                return word
        return ""

    def first(self, text: str) -> int:
        """Where the first of the words stands in `text`, or -1."""
        places = [text.find(word) for words in self.by_first.values() for word in words]
        return min((place for place in places if place >= 0), default=-1)


@lru_cache(maxsize=64)
def ready(section: Section, name: str) -> Words:
    """The list `name` of `section`, made ready once."""
    return Words(section.words[name])


@lru_cache(maxsize=8)
def markers(section: Section) -> tuple[Words, dict[str, str]]:
    """Every word that may stand between a name and its number, and its kind (``不低于`` → at_least)."""
    kinds: dict[str, str] = {}
    for kind in ("about", "at_least", "more_than", "at_most", "less_than", "reach", "filler", "change"):
        for word in section.words[kind]:
            kinds.setdefault(word, kind)
    return Words(kinds), kinds
