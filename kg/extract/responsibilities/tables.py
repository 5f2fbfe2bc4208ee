"""Tables whose columns say who: 牵头单位, 责任单位, 数据采集单位; or whose first column is the agency (部门 / 职责).

Reads the rows of tables (cells parted by tabs) and tables printed with one cell a line; yields statements by block.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.blocks import HEADING, TABLE, Block, Speech
from kg.extract.responsibilities.grammar import parse
from kg.extract.responsibilities.known import Known
from kg.extract.responsibilities.lists import Spaces
from kg.extract.responsibilities.mentions import RESPONSIBLE, Mention, is_agency, mask, role_of
from kg.extract.responsibilities.statements import LINE_LABEL, Statement
from kg.lexicon import Section

_COLON, _CLOSING = "：", "）"
_LONGEST_HEAD = 14  # characters of a column's head
_SAYING = 2  # the first column that may say who, where no head tells: behind a number and what is said
_LEAST = 3  # rows of a table without a head
_PERSON = 4  # characters of a person's name, at most
_STARS = "*★☆▲△"  # what may mark the number of a row


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns name agencies in which role, of how many; `rule` tells the kind of table."""

    roles: Mapping[int, str]
    width: int
    rule: str = "duty-table-column"
    people: frozenset[int] = frozenset()  # columns that name persons behind their agencies
    duty: int | None = None  # the column that says what an agency does


def tabled(speech: Speech, known: Known) -> dict[int, tuple[Statement, ...]]:
    """For each block that is part of a table with such a column: its statements (often none)."""
    blocks = speech.blocks
    found: dict[int, tuple[Statement, ...]] = {}
    columns: Columns | None = None
    plain: list[int] = []  # rows under no head that says who
    for index, block in enumerate(blocks):
        if block.kind != TABLE:
            columns = columns if block.kind != HEADING else None
            continue
        cells = _cells(block.text)
        head = heads([block.text[start:end] for start, end in cells], known.section)
        columns = head or columns
        if head is None and columns is not None:
            found[index] = tuple(_row(block, cells, columns, known))
        else:
            found[index] = () if head else tuple(_told(block, cells, known))
            plain += [] if head else [index]
    if plain:
        found |= _headless(blocks, plain, known)
    short = [index for index, text in enumerate(speech.texts) if len(text) <= _LONGEST_HEAD]
    if short:  # heads and labels on lines of their own
        found |= _hung(blocks, short, known)
        for start, head in _stacked(blocks, short, known.section):
            found |= _unstacked(blocks, start, head, known)
    return found


def heads(cells: Sequence[str], section: Section) -> Columns | None:
    """The columns that a row announces: ``序号, 重点任务, 牵头单位, 配合单位`` → lead in 2, support in 3."""
    if len(cells) < 2:
        return None
    patterns, cells = section.patterns, [_without_note(cell, section) for cell in cells]
    short = [cell if len(cell) <= _LONGEST_HEAD else "" for cell in cells]
    hits = {place: patterns["column"].fullmatch(mask(cell)) for place, cell in enumerate(short) if cell}
    duties = {place for place, cell in enumerate(short) if patterns["duty_column"].fullmatch(cell)}
    roles = {
        place: role_of(cells[place], section) for place, hit in hits.items() if hit and place not in duties
    }
    if roles:
        people = frozenset(place for place in roles if (hit := hits[place]) and hit["people"])
        return Columns(roles, len(cells), people=people)
    agency = [place for place, cell in enumerate(short) if patterns["agency_column"].fullmatch(mask(cell))]
    if duties and agency:
        return Columns({agency[0]: RESPONSIBLE}, len(cells), "duty-table-agency", duty=min(duties))
    roles = {place: role_of(cells[place], section) for place, hit in hits.items() if hit}
    return Columns(roles, len(cells)) if roles else None


def _without_note(cell: str, section: Section) -> str:
    """A column's head without what it says of its cells: ``责任单位（排在第一位的为牵头单位）``."""
    note = section.patterns["head_note"].search(cell) if cell.endswith(_CLOSING) else None
    return cell[: note.start()] if note else cell


def _cells(text: str) -> list[tuple[int, int]]:
    cells, begin = [], 0
    for cell in text.split("\t"):
        cells.append((begin, begin + len(cell)))
        begin += len(cell) + 1
    return cells


def _row(
    block: Block, cells: Sequence[tuple[int, int]], columns: Columns, known: Known
) -> Iterator[Statement]:
    """The agencies of one row, all of one annotation: ``市体育局\\t市住建局、市园林局``."""
    mentions: list[Mention] = []
    divided = False
    shift = _shift(block, cells, columns, known) if len(cells) < columns.width else 0
    for place, role in columns.roles.items():
        start, end = cells[place - shift] if 0 <= place - shift < len(cells) else (0, 0)
        end = _without_person(block, start, end, known) if place in columns.people else end
        cell = _cell(block, start, end, _as_told(block, cells, columns, role, known), columns.rule, known)
        mentions += cell.mentions if cell else ()
        divided = divided or bool(cell and cell.divided)
    if mentions:
        start, end = min(m.start for m in mentions), max(m.end for m in mentions)
        yield Statement(start, end, tuple(mentions), divided, columns.rule, block.text[start:end])


def _as_told(
    block: Block, cells: Sequence[tuple[int, int]], columns: Columns, role: str, known: Known
) -> str:
    """The role that the duty beside an agency opens with: ``市民政局`` | ``牵头制定规划``."""
    if columns.duty is None or len(cells) != columns.width:
        return role
    start, end = cells[columns.duty]
    opens = known.section.patterns["duty_opens"].match(block.text, start, end)
    return role_of(opens["role"], known.section) if opens else role


def _shift(block: Block, cells: Sequence[tuple[int, int]], columns: Columns, known: Known) -> int:
    """How many cells a row lacks in front, where one of the row above reaches down to it; 0 where it lacks the last ones."""

    def named(place: int) -> bool:
        text = block.text[slice(*cells[place])] if 0 <= place < len(cells) else ""
        return bool(known.section.patterns["strong"].match(text))

    short = columns.width - len(cells)
    if all(named(place) for place in columns.roles):
        return 0
    return short if all(named(place - short) for place in columns.roles) else 0


def _without_person(block: Block, start: int, end: int, known: Known) -> int:
    """Where the agency ends of ``市民政局 李某``, whose person stands behind white space."""
    for place in block.view.starts:
        if start < place < end and is_agency(block.text[start:place], known.section):
            return place
    return end


def _headless(
    blocks: Sequence[Block], plain: Sequence[int], known: Known
) -> dict[int, tuple[Statement, ...]]:
    """Rows that are numbered one by one under no head at all, one of whose columns is of agencies in each of them."""
    found: dict[int, tuple[Statement, ...]] = {}
    for rows in _numbered([(index, blocks[index].text.split("\t")) for index in plain]):
        width = len(rows[0][1])
        for column in range(_SAYING, width):
            cells = [cell[column] for _, cell in rows]
            if not all(cell and is_agency(cell, known.section) for cell in cells):
                continue
            columns = Columns({column: RESPONSIBLE}, width)
            read = [tuple(_row(blocks[at], _cells(blocks[at].text), columns, known)) for at, _ in rows]
            if all(row and _all_fit(row[0]) for row in read):
                found |= dict(zip([at for at, _ in rows], read, strict=True))
                break
    return found


def _numbered(rows: Sequence[tuple[int, list[str]]]) -> Iterator[list[tuple[int, list[str]]]]:
    """Runs of rows of as many cells, numbered 1, 2, 3, that say more than a name; none right below a row of heads."""
    run: list[tuple[int, list[str]]] = []
    above = (-1, 0)  # the row before: where it stands, and of how many cells it is
    for index, cells in rows:
        number, width = cells[0].lstrip(_STARS), len(cells)
        goes_on = bool(run) and width == len(run[0][1]) and number == str(len(run) + 1)
        if not goes_on:
            yield from [run] if len(run) >= _LEAST else []
            run = []
        starts = number == "1" and above != (index - 1, width)
        if (goes_on or starts) and width > _SAYING and len(cells[1]) > _PERSON:
            run.append((index, cells))
        above = (index, width)
    yield from [run] if len(run) >= _LEAST else []


def _told(block: Block, cells: Sequence[tuple[int, int]], known: Known) -> Iterator[Statement]:
    """A row that begins with its label: ``牵头单位：\t市卫生健康委``."""
    text = block.text
    if len(cells) < 2 or cells[0][1] - cells[0][0] > _LONGEST_HEAD:
        return
    head = text[slice(*cells[0])].rstrip(_COLON)
    if known.section.patterns["column"].fullmatch(mask(head)):
        cell = _cell(block, *cells[1], role_of(head, known.section), "duty-table-column", known)
        if cell and _all_fit(cell):
            yield cell


def _cell(block: Block, start: int, end: int, role: str, rule: str, known: Known) -> Statement | None:
    text = block.text[start:end]
    places = block.view.starts
    breaks = Spaces(
        [place - start for place in places[bisect_left(places, start) : bisect_left(places, end)]]
    )
    nobody = not text or text in known.section.words["nobody"]
    parsed = None if nobody else parse(text, breaks, known, role, start)
    if parsed is None:
        return None
    return Statement(start, end, parsed.mentions, parsed.divided, rule, text)


def _hung(blocks: Sequence[Block], short: Sequence[int], known: Known) -> dict[int, tuple[Statement, ...]]:
    """A label alone on its line and its list on the next ones: ``牵头单位：`` ⏎ ``市教育局``, ``（一）牵头单位`` ⏎ ``市教育局``."""
    found: dict[int, tuple[Statement, ...]] = {}
    ends = (_COLON, *known.section.words["bare_label_end"])
    for index in short:
        if not blocks[index].text.endswith(ends):  # most
            continue
        marked = blocks[index].text.endswith(_COLON)
        role, below = _hangs(blocks, index, known), index + 1
        while role and below < len(blocks):
            block = blocks[below]
            if block.kind == TABLE or (block.label_end and not (marked and below == index + 1)):
                break
            if _is_head(block, known.section):
                break
            statement = _cell(block, block.label_end, len(block.text), role, LINE_LABEL, known)
            if statement is None or not _all_fit(statement):
                break
            found[below] = (statement,)
            below += 1
    return found


def _hangs(blocks: Sequence[Block], index: int, known: Known) -> str | None:
    """The role of a line that is a label and no more, and no head in a row of them."""
    text, begin = blocks[index].text, blocks[index].label_end
    marked = text.endswith(_COLON)
    label = known.section.patterns["label"].fullmatch(mask(text) + ("" if marked else _COLON), begin)
    if label is None or not label["named"]:
        return None
    near = () if marked else [at for at in (index - 1, index + 1) if 0 <= at < len(blocks)]
    if any(_is_head(blocks[at], known.section) and not blocks[at].label_end for at in near):
        return None
    return role_of(label["named"], known.section)


def _all_fit(statement: Statement) -> bool:
    return all(mention.fits for mention in statement.mentions)


def _stacked(
    blocks: Sequence[Block], short: Sequence[int], section: Section
) -> Iterator[tuple[int, Columns]]:
    """Where a table with one cell a line begins: the place behind its heads, and its columns."""
    if not any(blocks[index].text.endswith(section.words["label_noun"]) for index in short):
        return
    index = 0
    while index < len(blocks):
        end = index
        while end < len(blocks) and _is_head(blocks[end], section):
            end += 1
        columns = heads([block.text for block in blocks[index:end]], section) if end - index > 1 else None
        if columns:
            numbered = blocks[index].text in section.words["head_number"]
            lost = numbered and end < len(blocks) and not blocks[end].text[:1].isdigit()
            yield end, _without_first(columns) if lost else columns
        index = max(end, index + 1)


def _without_first(columns: Columns) -> Columns:
    return replace(
        columns, roles={place - 1: role for place, role in columns.roles.items()}, width=columns.width - 1
    )


def _is_head(block: Block, section: Section) -> bool:
    if block.kind == TABLE or len(block.text) > _LONGEST_HEAD:
        return False
    return bool(section.patterns["head_word"].fullmatch(mask(block.text)))


def _unstacked(
    blocks: Sequence[Block], start: int, columns: Columns, known: Known
) -> dict[int, tuple[Statement, ...]]:
    """The cells behind the heads, taken in rows of as many; a row whose agencies cannot be read ends the table."""
    found: dict[int, tuple[Statement, ...]] = {}
    cells = [place for place in range(start, len(blocks)) if blocks[place].kind != HEADING]
    for first in range(0, len(cells) - columns.width + 1, columns.width):
        row: dict[int, tuple[Statement, ...]] = {}
        for place, role in columns.roles.items():
            block = blocks[cells[first + place]]
            statement = _cell(block, 0, len(block.text), role, columns.rule, known)
            if statement is None and block.text not in known.section.words["nobody"]:
                return found
            row[cells[first + place]] = (statement,) if statement else ()
        found |= row
    return found
