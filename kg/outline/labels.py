"""A site's metadata block: labels with their values on one line, in columns, on lines of their own, with or without colons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from kg.lexicon import Section
from kg.outline import roles
from kg.outline.line import Line, Row

_LABEL_ENDS = re.compile(r"[：】\]|\t]")  # what stands behind a label
_LABEL_FRONT = frozenset("[|】。")  # what stands in front of one, beside 【
_LABELS = 400  # characters of a line of labels
_ADDRESS = "http"  # of a page, however long: 来源：https://…
_BAR = "|"  # between the cells of a table
_BLOCK = 3  # lines that make a metadata block
_NUMBERED, _NUMBER_LINES = "号", 4  # what a 文号 ends in; lines that it may be broken over
_VALUE = 120
_KIND = 8  # characters of a kind of document: 政府工作报告
_SHORT = 60
_HEAD_LINES = 24  # of a page, in which it stands whose site it is


@cache
def _labels(section: Section, name: str) -> re.Pattern[str]:
    words = section.words[name]
    spaced = "|".join(r"\s*".join(map(re.escape, word)) for word in sorted(words, key=lambda w: (-len(w), w)))
    return re.compile(rf"(?:^|(?<=[\s|】。；;]))[【\[|]?\s*({spaced})\s*(?:[】\]]\s*[：|]?|：|\||(?=\t))\s*")


def read(line: Line, words: Section) -> list[tuple[str, str]]:
    """The pairs of a metadata line: ``索引号：X  主题分类：Y``, ``索引号：X；主题分类：Y``."""
    if (len(line.text) > _LABELS and _ADDRESS not in line.text[:_SHORT]) or not _LABEL_ENDS.search(line.text):
        return []
    if line.text[0] not in roles.signs(words, "meta") and line.text[0] not in _LABEL_FRONT:
        return []
    if isinstance(line, Row):
        return []  # 编号 / 任务名称 / 牵头单位
    label = _labels(words, "meta")
    if not (label.match(line.text) or label.match(line.text, 1)):
        return []  # at every sign behind it would be tried in vain
    marks = list(label.finditer(line.text))
    value = line.text[marks[0].end() :].strip()
    if len(marks) == 1 and "\t" in value and value.endswith(words.words["column_ends"]):
        return []  # 编号 ⇥ 任务 ⇥ 责任单位: the head of a table
    ends = [mark.start() for mark in marks[1:]] + [len(line.text)]
    return [
        ("".join(mark.group(1).split()), line.text[mark.end() : end].strip(" \t|；;"))
        for mark, end in zip(marks, ends, strict=True)
    ]


def glued(lines: Sequence[Line], words: Section) -> dict[int, list[tuple[str, str]]]:
    """The pairs of a metadata block without colons: ``发文机关某市人民政府`` / ``发文日期2021年12月21日`` / ``时效性现行有效``."""
    label = _glued(words)
    heads = roles.signs(words, "page_label")
    plain = [(i, line) for i, line in enumerate(lines) if line.bare[0] in heads and not line.cells]
    found = {i: match for i, line in plain if (match := label.match(line.bare))}
    columns = [i for i, line in plain if i not in found and _opens_columns(line, words)]
    alone = [i for i, line in plain if line.bare in roles.entire(words, "page_label")]  # above their values
    if len(found) + len(columns) + len(alone) < _BLOCK:
        return {}
    pairs = {i: _pairs(lines[i], words) or [(match[1], match[2])] for i, match in found.items()}
    pairs |= {i: [(lines[i].bare, "")] for i in alone}
    return pairs | {i: _pairs(lines[i], words) for i in columns}


def _opens_columns(line: Line, words: Section) -> bool:
    """Whether a label without a colon opens a line on which others may have one: ``文号 甲政〔2022〕21号 成文日期: 2022年10月27日``."""
    first, _, rest = _tidied(line.text, words).partition(" ")
    return (
        bool(rest)
        and not rest.lstrip().startswith("：")
        and len(line.text) <= _SHORT * 2
        and first in roles.entire(words, "page_label")
    )


def _pairs(line: Line, words: Section) -> list[tuple[str, str]]:
    """Labels and values in columns: ``索引号 0143-2020  成文日期 2020-10-15``, ``文号 | 甲政〔2020〕7号 |``; a label may have no value."""
    found: list[tuple[str, str]] = []
    barred = _BAR in line.text
    labels = roles.entire(words, "meta" if barred else "page_label")
    for piece in map(str.strip, line.text.split(_BAR)) if barred else _tidied(line.text, words).split():
        if piece.removesuffix("：") in labels:
            found.append((piece.removesuffix("："), ""))
        elif found:
            label, value = found[-1]
            found[-1] = (label, f"{value} {piece}".strip())
    return found


def _tidied(text: str, words: Section) -> str:
    """`text` with labels whose signs stand apart as one word: ``文  号 甲财〔2023〕45号`` → ``文号 甲财…``."""
    return _apart(words).sub(lambda label: "".join(label[0].split()), text)


@cache
def _apart(section: Section) -> re.Pattern[str]:
    """The labels with white space between all their signs."""
    words = [r"\s+".join(map(re.escape, word)) for word in section.words["page_label"]]
    return re.compile(rf"(?<!\S)(?:{'|'.join(words)})(?=[\s：])")


@cache
def _glued(section: Section) -> re.Pattern[str]:
    words = sorted(section.words["page_label"], key=lambda w: (-len(w), w))
    return re.compile(rf"({'|'.join(map(re.escape, words))})([^，。：；]{{2,60}})$")


def body_label(line: Line, words: Section) -> int:
    """The length of ``【法规正文】`` or ``正文：`` at the head of a line, else 0."""
    found = _labels(words, "body_label").match(line.text)
    return found.end() if found else 0


def metadata(lines: Sequence[Line], offset: int, words: Section) -> Iterator[tuple[int, tuple[str, str]]]:
    """The (line, pair) of a metadata block in `lines`; a label's value may stand on the next line."""
    pending: str | None = None
    without = {offset + at: pair for at, pair in glued(lines, words).items()}
    for index, line in enumerate(lines, offset):
        pairs = without[index] if index in without else read(line, words)
        if pairs:
            rest = lines[index - offset + 1 : index - offset + 2]
            if len(pairs) == 1 and rest and _goes_on(pairs[0], rest[0], words):
                pairs = [(pairs[0][0], pairs[0][1] + rest[0].text)]
                yield index + 1, (pairs[0][0], "")
            yield from ((index, pair) for pair in pairs)
            waits = len(pairs) == 1 and not pairs[0][1] and pairs[0][0] in words.words["page_label"]
            pending = pairs[0][0] if waits else None
        elif pending and not line.ordinal and _is_value(line, pending, words):
            rest = _number_rest(lines[index - offset : index - offset + _NUMBER_LINES], pending)
            yield index, (pending, line.text + "".join([one.text for one in rest]))
            yield from ((index + further, (pending, "")) for further in range(1, len(rest) + 1))
            pending = None
        else:
            pending = None


def _number_rest(lines: Sequence[Line], label: str) -> Sequence[Line]:
    """The lines that a 文号 is broken over, but for the first: ``京发改`` / ``〔2026〕`` / ``341号``."""
    if not label.endswith(_NUMBERED) or lines[0].text.endswith(_NUMBERED):
        return ()
    for end in range(2, len(lines) + 1):
        if roles.NUMBER.fullmatch("".join([line.bare for line in lines[:end]])):
            return lines[1:end]
    return ()


def _goes_on(pair: tuple[str, str], line: Line, words: Section) -> bool:
    """Whether the title behind a label is broken: ``标题：某市人民政府关于促进工业经济若`` / ``干措施的通知``."""
    label, value = pair
    if not label.endswith(words.words["title_like"]) or line.ordinal or line.gap or "：" in line.text:
        return False
    if roles.names_genre(value, words) or not roles.names_genre(line.bare, words):
        return False
    act = words.patterns["about"]
    if act.search(value) is not None:
        return act.search(line.bare.partition("《")[0]) is None
    return act.match(line.bare) is not None and words.patterns["body_end"].search(value) is not None


def _is_value(line: Line, label: str, words: Section) -> bool:
    """What a label waits for: no title but for 标题, no 文号 but for a number."""
    if len(line.text) > _VALUE or line.text[-1] in "：。" or line.gap > 1:
        return False
    if roles.is_number(line) and not label.endswith("号"):
        return False
    titled = label.endswith(words.words["title_like"]) or (line.gap == 0 and len(line.bare) <= _KIND)
    return titled or not (roles.names_genre(line.bare, words) or words.patterns["about"].search(line.bare))


def site(lines: Sequence[Line], words: Section) -> Iterator[tuple[str, str]]:
    """Whose site a page is of, as it stands above the links: ``四川省医疗保障局`` / ``首页 / 政务公开 / 政策解读``."""
    for above, below in pairwise(lines[:_HEAD_LINES]):
        name = above.bare
        if len(name) <= _VALUE and roles.is_trail(below, words) and words.patterns["body_end"].search(name):
            yield words.words["site_of"][0], name
            return
