"""Words without which there is no set phrase, remark or convention: looked for once, in all that a document says.

Reads the joined text of the speaking blocks; yields for each block which kinds of them stand in it, and the text with
remarks behind names blanked by ◇ and the brackets that are part of a name by □ (offsets stay).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import NamedTuple

from kg.blocks import Speech
from kg.extract.responsibilities.mentions import PART, REMARK
from kg.extract.responsibilities.predicates import may_end, tails
from kg.lexicon import Section

ASIDE, LEADING, FOUNDED, DEFINED, HEADED = "aside", "leading", "founded", "defined", "headed"
SEATED, MECHANISM, GUIDED, PASSED, AMENDING = "seated", "mechanism", "guided", "passed", "amending"
DUTY_OF, WITH, ODD = "duty_of", "with_first", "odd"
_LINE_END = "\n"
_QUOTED = "〃"  # what blanks the words of another text
_KINDS = {
    "joined_word": "joined",
    "required_word": "required",
    "accept_word": "accept",
    "passed_word": PASSED,
    "submitted_word": "submitted",
    "guided_word": GUIDED,
    "led_below_word": "led_below",
    "helped_word": "helped",
    "arranged_word": "arranged",
    "duty_of_word": DUTY_OF,
    "with_word": WITH,
    "partner_word": "partner",
    "amending_word": AMENDING,
    "entrust_word": "entrust",
    "main_word": "mainly",
    "appointed_word": "appointed",
}
_COMMA = "，"
_LISTED = "、，"  # what stands behind 牵头 where others take part: 省教育厅牵头，省财政厅参加的机制
_THROUGH = ("through", "through_next", "agreed", "approved")
_LABEL = "(?>(?:[一二三四五六七八九十百零〇○]{1,6}，)?)"  # the one kind of ordinal that holds a comma
CLAUSES = "，。；："
_CLAUSE = 400  # characters of a clause, which may be a list of all that a city has
_AND = "、"
_HEAD = 62  # characters of a paragraph's head with its colon


@dataclass(frozen=True, slots=True)
class Scan:
    """One regex for all words, what each of its ways is a sign of, and the patterns that are quick enough by themselves."""

    words: re.Pattern[str]
    kinds: tuple[str, ...]
    through: tuple[tuple[str, re.Pattern[str]], ...]
    opening: re.Pattern[str]  # what stands in front of a block that may have a head
    head: re.Pattern[str]
    aside: re.Pattern[str]
    joint: re.Pattern[str]  # what tells that a clause names others too
    bracket: re.Pattern[str]
    slogan: re.Pattern[str]  # what a name has in quotation marks
    quoted: re.Pattern[str]
    office: tuple[str, ...]  # how a bracket ends that tells whose office a bureau is
    oddly: re.Pattern[str]  # what tells that one of them is named
    odd: tuple[tuple[str, str], ...]  # places whose names hold signs of the grammar, and what is read of them


def by_line(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """The pattern of a block for the joined text: what it leaves out of a class leaves out the end of the line too."""
    return re.compile(pattern.pattern.replace("[^", r"[^\n").replace(r"\Z", "$"), re.MULTILINE)


@cache
def _scan(section: Section, lists: Section) -> Scan:
    words, patterns = section.words, section.patterns
    kinds = dict.fromkeys(words["aside_word"], ASIDE)
    kinds |= {word: kind for name, kind in _KINDS.items() for word in words[name]}
    kinds |= dict.fromkeys(lists.words["lead"], LEADING)
    kinds |= dict.fromkeys(words["seat"], SEATED)
    kinds |= dict.fromkeys(words["found_word"], FOUNDED)
    kinds |= dict.fromkeys(words["charged_word"], DEFINED)
    lasts = "".join(sorted({word[-1] for word in words["founded"]}))
    founds = rf"(?=[^，。；（\n]{{2,80}}+(?:（|(?<=[{lasts}{PART}{REMARK}）”])[，。]))"
    behind = {
        FOUNDED: founds,
        DEFINED: r"(?=[，。；（）、\n]|\Z)",
        PASSED: rf"(?={patterns['passed_end'].pattern}|\n|\Z)",
    }
    fronts = {word: f"[{''.join(words['aside_tail'])}]" for word in words["aside_word"] if word[0] == _COMMA}
    pattern, meant = _by_rarest(kinds, fronts, behind, words["common_sign"])
    through = tuple((name, by_line(patterns[name])) for name in _THROUGH)
    opening = re.compile(
        rf"\n(?={_LABEL}(?:[^\n，。；：]{{2,80}}+[：。]|[^\n，。；：—]{{2,40}}+——){patterns['head_verb'].pattern})"
    )
    asides = patterns["aside"], patterns["aside_joint"]
    head = by_line(patterns["line_head"])
    bracket, slogan = (by_line(patterns[name]) for name in ("short_bracket", "quoted_inside"))
    oddly, _ = _by_rarest(dict.fromkeys(words["odd_place"], ODD), {}, {}, words["common_sign"])
    odd = tuple((name, words["no_sign"][0] * (len(name) - 1) + name[-1]) for name in words["odd_place"])
    quoted, office = patterns["quoted"], words["office_bracket"]
    return Scan(pattern, meant, through, opening, head, *asides, bracket, slogan, quoted, office, oddly, odd)


def _by_rarest(
    kinds: Mapping[str, str], fronts: Mapping[str, str], behind: Mapping[str, str], common: Sequence[str]
) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """An alternation that asks for the rarest sign of each word (立 of 建立) and looks back at those before it.

    A scan stands still at each of the signs that it asks for: most of its time. `fronts` is what stands in front of some
    words, `behind` behind all of a kind. Each way ends with a group of its own, whose number tells the kind.
    """
    rank = {sign: place for place, sign in enumerate("".join(common))}
    ways: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for word, kind in kinds.items():
        place = max(range(len(word)), key=[rank.get(sign, len(rank)) for sign in word].__getitem__)
        front, rest = fronts.get(word, "") + word[: place + 1], word[place + 1 :]
        ways[word[place]].append((f"(?<={front})" * bool(place) + rest + behind.get(kind, "") + "()", kind))
    ordered = {sign: sorted(rests, key=lambda rest: "<" not in rest[0]) for sign, rests in ways.items()}
    pattern = "|".join(f"{sign}(?:{'|'.join(way for way, _ in rests)})" for sign, rests in ordered.items())
    return re.compile(pattern), tuple(kind for rests in ordered.values() for _, kind in rests)


class Signs(NamedTuple):
    """What a document's blocks hold: the kinds of signs in each, and what is read of them."""

    kinds: Mapping[int, set[str]]  # by the number of the block; those without any are left out
    words: str  # the joined text, remarks and short brackets blanked


def signs(speech: Speech, section: Section, lists: Section, defined: frozenset[str]) -> Signs:
    """The signs in all blocks: ``经市财政局审核后拨付。`` has one of "through"; the document has `defined` some roles."""
    scan, number = _scan(section, lists), speech.number
    kinds: defaultdict[int, set[str]] = defaultdict(set)
    whole, meant = speech.whole, scan.kinds
    for hit in scan.words.finditer(whole):
        index, kind = number(hit.end() - 1), meant[(hit.lastindex or 1) - 1]
        kinds[index].add(kind)
        if kind == LEADING and whole[hit.end() : hit.end() + 1] in _LISTED:
            kinds[index].add(MECHANISM)
    words = _blanked(speech, kinds, scan)
    for name, pattern in scan.through:
        for hit in pattern.finditer(words):
            kinds[number(hit.start())].add(name)
    known, several = tails(section), section.patterns["several"].search
    for index, start, end in _headed(words, speech, scan):
        if (
            may_end(words, end, known)
            or several(words, start, end)
            or words[start:end].endswith(tuple(defined))
        ):
            kinds[index].add(HEADED)
    for start, _, _ in heads(words, 0, section):
        kinds[number(start)].add(HEADED)
    return Signs(kinds, words)


def heads(words: str, begin: int, section: Section) -> Iterator[tuple[int, int, int]]:
    """Where sentences open as ``公安部门：一是…`` and ``教育部门，负责…`` do: start and end of what may be names, and the duty's start."""
    lists, patterns, known = section.words, section.patterns, tails(section)
    duty = patterns["head_duty"].match
    for mark in lists["head_mark"]:
        at = words.find(mark, begin)
        while at >= 0:
            if at > begin and may_end(words, at, known) and duty(words, at + 1):
                low = max(begin, at - _HEAD)
                start = max([words.rfind(stop, low, at) for stop in (*lists["head_stop"], _LINE_END)]) + 1
                bullet = patterns["bullet"].match(words, start, at)
                start = bullet.end() if bullet else start
                listed = bullet or mark[0] not in lists["head_stop"]  # 4.卫生部门。负责防疫
                whole = start > low or low == begin
                if listed and whole and not patterns["head_no"].match(words, max(start, low)):
                    yield max(start, low), at, at + 1
            at = words.find(mark, at + 1)


def _blanked(speech: Speech, kinds: Mapping[int, set[str]], scan: Scan) -> str:
    """The joined text with what stands behind names or inside them blanked, and what it quotes to amend it."""
    whole = speech.whole
    asides = [index for index, found in kinds.items() if ASIDE in found]
    if asides:
        texts = list(speech.texts)
        for index in asides:
            texts[index] = scan.aside.sub(partial(_aside, scan.joint), texts[index])
        whole = "\n".join(texts)
    if any(AMENDING in found for found in kinds.values()):
        whole = scan.quoted.sub(_other, whole)
    if scan.oddly.search(whole):
        for name, plain in scan.odd:
            whole = whole.replace(name, plain)
    whole = scan.slogan.sub(partial(_part, ()), whole)
    return scan.bracket.sub(partial(_part, scan.office), whole)


def _aside(joint: re.Pattern[str], match: re.Match[str]) -> str:
    """A remark blanked; the comma of ``市财政局，|根据…`` only where its clause names nobody else, ``市财政局，|以及`` joined."""
    start, end = match.span()
    if match["led"] is not None:
        if joint.search(match.string, behind_last(match.string, max(0, start - _CLAUSE), start), start):
            return match[0]
        if match["joined"] is not None:
            return _AND
    return REMARK * (end - start)


def behind_last(words: str, low: int, at: int, signs: Iterable[str] = CLAUSES) -> int:
    """Where the clause in front of `at` begins, behind the last of `signs` from `low` on; `low` where none stands there."""
    return max(low, 1 + max([words.rfind(sign, low, at) for sign in signs]))


def _other(match: re.Match[str]) -> str:
    """A quotation blanked, its lines kept: what it says is another text's."""
    return "".join([_LINE_END if sign == _LINE_END else _QUOTED for sign in match[0]])


def _part(office: tuple[str, ...], match: re.Match[str]) -> str:
    """A part of a name blanked, or what tells whose office it is too: ``市住建局（市城市更新领导小组办公室）``."""
    return (REMARK if match[0].endswith(office) else PART) * (match.end() - match.start())


def _headed(words: str, speech: Speech, scan: Scan) -> Iterator[tuple[int, int, int]]:
    """The blocks that open as ``市教育局：负责…`` does, and where what may be names stands."""
    opening = [0, *[speech.number(hit.end()) for hit in scan.opening.finditer(words)]]
    for index in opening if speech.blocks else ():
        begin = speech.starts[index] + speech.blocks[index].label_end
        hit = scan.head.match(words, begin)
        if hit and hit.end() - begin <= _HEAD:
            yield index, *hit.span("who")
