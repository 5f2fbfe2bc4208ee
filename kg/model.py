"""The nouns of the project: a document and what it says. Frozen values, standard library only.

What a document has many of is a named tuple: a frozen dataclass takes three times as long to make.

Positions are code points into the document's canonical text, end exclusive. Every fact carries the characters
that say it (`quote == text[start:end]`) and the `rule` that read it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

NATION = "000000"  # GB/T 2260 has no code for the whole nation; this is the guidelines' one
CORPS = "659900"  # 新疆生产建设兵团: a private code


class Span(NamedTuple):
    """A stretch of the canonical text: `text[start:end]`."""

    start: int
    end: int


class Attachment(NamedTuple):
    """A file that a page offers with its document: ``附件1：任务分工表.xlsx`` and its address, as the page has them."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Document:
    """One document as read: `name` is the file's name (``gaoming-2023.txt``), `text` never changes again."""

    name: str
    text: str
    sha256: str  # of the file's bytes, in hexadecimal
    attachments: tuple[Attachment, ...] = ()  # not read
    # whether the file is `text` in UTF-8 and nothing else, so that one hash is of both; said by who read the file
    plain: bool = field(default=False, init=False, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the document says of itself: title, 文号, issuers, 成文日期, genre, region, 主送机关, first and last day in force."""

    title: str | None = None
    number: str | None = None
    issuers: tuple[str, ...] = ()
    date: str | None = None
    type: str | None = None
    region: str | None = None
    addressees: tuple[str, ...] = ()
    valid_from: str | None = None
    valid_to: str | None = None


class Provision(NamedTuple):
    """A node of the outline: `id` is the path of its ordinals (``2.1``), `label` its ordinal as printed (``（一）``)."""

    id: str
    label: str | None
    heading: str | None
    start: int
    end: int
    task: bool = False
    parent: str | None = None


class Citation(NamedTuple):
    """One mention of a document: 《…通知》(佛府办函〔2022〕161号)."""

    title: str | None
    number: str | None
    relation: str
    inside: str | None
    start: int
    end: int
    quote: str
    rule: str
    provision: str | None = None


class Responsibility(NamedTuple):
    """One mention of an agency in one role; `name`, `region`, `function` are filled in by `kg.resolve`."""

    provision: str | None
    agency: str
    role: str
    shared: bool
    source: str  # "annotation" or "text"
    start: int
    end: int
    quote: str
    rule: str
    rank: int = 1  # 1-based place within its role in its annotation
    open_list: bool = False  # 等
    said_in: Span | None = None  # the whole annotation or statement
    name: str = ""
    region: str | None = None
    function: str = "other"


class Target(NamedTuple):
    """A figure to be reached: 到2025年…比例达到70%."""

    provision: str | None
    indicator: str
    comparator: str
    value: float | int
    value_max: float | int | None
    unit: str | None
    deadline: str | None
    recurrence: str | None
    start: int
    end: int
    quote: str
    rule: str


class Deadline(NamedTuple):
    """A time without a figure by which something is to be done: 到2025年，基本完成…调整规范."""

    provision: str | None
    deadline: str | None
    recurrence: str | None
    start: int
    end: int
    quote: str
    rule: str


class Adoption(NamedTuple):
    """A region takes up a model: 深入推广福建省三明市经验.

    `place` is the adopter as written (``全省``, ``河北省``) or None for the document's own region; `kg.resolve`
    turns it into the code in `region`.
    """

    model: str
    stance: str
    via: str
    start: int
    end: int
    quote: str
    rule: str
    place: str | None = None
    provision: str | None = None
    region: str | None = None


class Attribution(NamedTuple):
    """Which region, which year, plan or review: one row for each paragraph of a press round-up."""

    provision: str
    year: str | None
    mode: str
    rule: str
    place: str | None = None
    region: str | None = None


Fact: TypeAlias = Citation | Responsibility | Target | Deadline | Adoption


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one document says."""

    document: Document
    metadata: Metadata
    provisions: tuple[Provision, ...] = ()
    citations: tuple[Citation, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    targets: tuple[Target, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    adoptions: tuple[Adoption, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    # The text in one shape, and what its provisions say of it, without white space; none where nobody made them.
    folded: str = field(default="", repr=False, compare=False)
    spoken: str = field(default="", repr=False, compare=False)

    def facts(self) -> tuple[Fact, ...]:
        """Every fact with a span, kind after kind."""
        return (*self.citations, *self.responsibilities, *self.targets, *self.deadlines, *self.adoptions)
