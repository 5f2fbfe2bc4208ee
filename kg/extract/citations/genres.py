"""Whether a bracketed name is a document of policy: 《…实施方案(试行)》 is, 《人民日报》 and 《申请表》 are not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.lexicon import Section

_TAIL = re.compile(r"(?:（[^（）]*（?[^（）]*）?[^（）]*）|\([^()]*\)|[0-9—\-~年版、.“”]|GB[/TZ]*\d*)+$")
_TAIL_ENDS = frozenset("）)0123456789—-~年版、.“”GB/TZ")  # with which alone a tail ends
# The number of a technical standard, which is neither 文号 nor title: GB/T39116-2020, GBZ70—2015, DB31/T1234—2020, YY0505
STANDARD = re.compile(
    r"（?[A-Z]{2,4}\d{0,2}(?:/[A-Z]{1,3})?\s*(?:\d{2,6}(?:\.\d+)*(?:[-—]\d{2,4})?|\d(?:\.\d+)+[-—]\d{4})）?"
)


@dataclass(frozen=True, slots=True)
class Endings:
    """Words that a title may end in, looked up by length: an alternation is tried at every sign of the title."""

    words: frozenset[str]
    lengths: tuple[int, ...]  # longest first
    last: frozenset[str]  # their last characters, which spare most titles the rest

    def of(self, title: str) -> int:
        """How long the longest of them is that `title` ends in: ``养老服务条例`` → 2; 0 for none."""
        if title[-1:] not in self.last:
            return 0
        for length in self.lengths:
            end = title[-length:]
            if end in self.words:
                return len(end)
        return 0


def endings(words: tuple[str, ...]) -> Endings:
    """`words`, to be asked for at the end of a text: ``民法典``, ``预算法``."""
    lengths = tuple(sorted({len(word) for word in words}, reverse=True))
    return Endings(frozenset(words), lengths, frozenset(word[-1] for word in words))


@dataclass(frozen=True, slots=True)
class Genres:
    """The words that decide, compiled."""

    genre: Endings
    form: Endings
    known: frozenset[str]
    head: re.Pattern[str]
    only: re.Pattern[str]
    longest: int  # of what `only` matches
    draft: re.Pattern[str]
    laid_before: re.Pattern[str]  # what a body reports to those above it: 财政部关于…的报告


@lru_cache(maxsize=4)
def genres(section: Section) -> Genres:
    """The genre words of `section`."""
    words = section.words
    names = f"{section.alternation('short_names')}|{section.alternation('genres')}"
    return Genres(
        endings(words["genres"]),
        endings(words["forms"]),
        frozenset(words["documents"]),
        re.compile(section.alternation("heads")),
        re.compile(f"(?:{section.alternation('levels')})?(?:{names})"),
        max(map(len, words["levels"])) + max(map(len, (*words["short_names"], *words["genres"]))),
        re.compile(section.alternation("marks_of_a_draft")),
        section.patterns["laid_before"],
    )


def stem(title: str) -> str:
    """The title without what follows its genre word: ``管理办法（试行）`` → ``管理办法``, ``规划（2016—2020年）`` → ``规划``."""
    return _TAIL.sub("", title[-60:]) if title[-1:] in _TAIL_ENDS else title[-60:]


def is_document(kinds: Genres, title: str, numbered: bool) -> bool:
    """Whether the folded `title` (without brackets) names a document; a 文号 behind it proves it."""
    bare = stem(title)
    if numbered or bare in kinds.known or title in kinds.known:
        return True
    if len(bare) < 2:
        return False
    genre, form = kinds.genre.of(bare), kinds.form.of(bare)
    if form and genre <= form:
        return kinds.laid_before.fullmatch(bare) is not None
    return bool(
        genre or kinds.draft.search(title[len(bare) :]) or (kinds.head.match(title) and len(title) >= 12)
    )


def is_short(kinds: Genres, title: str) -> bool:
    """Whether `title` is a genre word alone, a short form of some other name: ``规划``, ``实施方案``, ``省办法``."""
    return len(title) <= kinds.longest and title not in kinds.known and bool(kinds.only.fullmatch(title))
