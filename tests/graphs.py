"""Short documents for tests of the graph, put together from their own words: a span is where the quote stands."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TypeVar

from kg import link, rdf
from kg.model import (
    Adoption,
    Citation,
    Deadline,
    Document,
    Extraction,
    Metadata,
    Provision,
    Responsibility,
    Span,
    Target,
)

T = TypeVar("T", Citation, Responsibility, Target, Deadline, Adoption, Provision)

TEXT = """金华市人民政府办公室关于印发金华市医疗服务提升方案的通知
金政办发〔2021〕58号
各县（市、区）人民政府，市政府各部门：
为贯彻落实《浙江省卫生健康委员会转发〈关于改善医疗服务的意见〉的通知》（浙卫发〔2020〕7号），现将《金华市医疗服务提升方案》印发给你们。
一、重点任务
（一）深入学习三明医改经验。到2022年底，全市"两票制"执行率达到95%以上。（市医保局牵头，市财政局配合）
2023年6月前，完成信息系统改造。（市卫生健康委、市财政局等负责）
（二）建设区域医疗中心。每县建设1—2个。（市卫生健康委负责）
（三）研究制定《金华市互联网诊疗管理办法》。
二、附则
本方案由市医保局负责解释。
金华市人民政府办公室
2021年9月3日
"""


def span(text: str, quote: str, nth: int = 1) -> Span:
    """Where the n-th `quote` stands."""
    start = -1
    for _ in range(nth):
        start = text.index(quote, start + 1)
    return Span(start, start + len(quote))


def document(text: str = TEXT, name: str = "jinhua.txt") -> Document:
    return Document(name, text, sha256(text.encode()).hexdigest())


def citation(text: str, quote: str, **fields: object) -> Citation:
    start, end = span(text, quote)
    given = {
        "title": quote.strip("《》"),
        "number": None,
        "relation": "cites",
        "inside": None,
        "rule": "gold",
        **fields,
    }
    return Citation(start=start, end=end, quote=quote, **given)  # type: ignore[arg-type]


def duty(text: str, agency: str, role: str, said: str, nth: int = 1, **fields: object) -> Responsibility:
    """An agency in the n-th annotation `said`."""
    around = span(text, said, nth)
    start = text.index(agency, around.start)
    given = {
        "provision": None,
        "shared": False,
        "source": "annotation",
        "region": "330700",
        "rule": "gold",
        **fields,
    }
    name = {
        "市医保局": "金华市医疗保障局",
        "市财政局": "金华市财政局",
        "市卫生健康委": "金华市卫生健康委员会",
    }[agency]
    function = {"市医保局": "medical_security", "市财政局": "finance", "市卫生健康委": "health"}[agency]
    return Responsibility(
        agency=agency,
        name=name,
        function=function,
        role=role,
        start=start,
        end=start + len(agency),
        quote=agency,
        said_in=around,
        **given,  # type: ignore[arg-type]
    )


def provision(
    text: str, id: str, label: str, heading: str | None, body: str, task: bool = False
) -> Provision:
    start, end = span(text, body)
    return Provision(id, label, heading, start, end, task, id.rpartition(".")[0] or None)


def example(text: str = TEXT, name: str = "jinhua.txt") -> Extraction:
    """What the document of Jinhua says, as a person would write it down."""

    def part(first: str, last: str) -> str:
        return text[text.index(first) : text.index(last) + len(last)]

    first, two = "（市医保局牵头，市财政局配合）", "（市卫生健康委、市财政局等负责）"
    provisions = (
        provision(text, "1", "一、", "重点任务", part("一、", "管理办法》。")),
        provision(text, "1.1", "（一）", "深入学习三明医改经验", part("（一）", two), True),
        provision(text, "1.2", "（二）", "建设区域医疗中心", part("（二）", "（市卫生健康委负责）"), True),
        provision(text, "1.3", "（三）", None, part("（三）", "管理办法》。"), True),
        provision(text, "2", "二、", "附则", part("二、", "解释。"), False),
    )
    outer = "《浙江省卫生健康委员会转发〈关于改善医疗服务的意见〉的通知》"
    citations = (
        citation(
            text,
            outer + "（浙卫发〔2020〕7号）",
            title=outer[1:-1],
            number="浙卫发〔2020〕7号",
            relation="implements",
        ),
        citation(
            text,
            "〈关于改善医疗服务的意见〉",
            title="关于改善医疗服务的意见",
            relation="forwards",
            inside=outer[1:-1],
        ),
        citation(text, "《金华市医疗服务提升方案》", relation="encloses"),
        citation(text, "《金华市互联网诊疗管理办法》", relation="drafts", provision="1.3"),
    )
    duties = (
        duty(text, "市医保局", "lead", first, provision="1.1"),
        duty(text, "市财政局", "support", first, provision="1.1"),
        duty(text, "市卫生健康委", "responsible", two, provision="1.1", open_list=True),
        duty(text, "市财政局", "responsible", two, provision="1.1", rank=2, open_list=True),
        duty(text, "市卫生健康委", "responsible", "（市卫生健康委负责）", provision="1.2"),
        duty(text, "市医保局", "responsible", "市医保局负责解释", provision="2", source="text"),
    )
    rate = '到2022年底，全市"两票制"执行率达到95%以上'
    figures = (
        Target("1.1", '"两票制"执行率', ">=", 95, None, "%", "2022", None, *span(text, rate), rate, "gold"),
        Target(
            "1.2",
            "区域医疗中心",
            "=",
            1,
            2,
            "个/县",
            None,
            None,
            *span(text, "每县建设1—2个"),
            "每县建设1—2个",
            "gold",
        ),
    )
    time = "2023年6月前，完成信息系统改造"
    model = "深入学习三明医改经验"
    return Extraction(
        document(text, name),
        Metadata(
            "金华市人民政府办公室关于印发金华市医疗服务提升方案的通知",
            "金政办发〔2021〕58号",
            ("金华市人民政府办公室",),
            "2021-09-03",
            "通知",
            "330700",
            ("各县（市、区）人民政府", "市政府各部门"),
        ),
        provisions,
        citations,
        duties,
        figures,
        (Deadline("1.1", "2023-06", None, *span(text, time), time, "gold"),),
        (Adoption("三明医改", "adopt", "text", *span(text, model), model, "gold", None, "1.1", "330700"),),
    )


def plain(
    name: str, text: str = "关于某项工作。", citations: tuple[Citation, ...] = (), **meta: object
) -> Extraction:
    """A document that says little more than who it is."""
    known = {"date": "2020-01-01", "type": "通知", "region": "330000", **meta}
    return Extraction(document(text, name), Metadata(**known), citations=citations)  # type: ignore[arg-type]


def mention(
    title: str | None, number: str | None = None, relation: str = "based_on", inside: str | None = None
) -> Citation:
    """A citation of something, wherever it stands."""
    quote = f"《{title}》" if title else number or ""
    return Citation(title, number, relation, inside, 0, len(quote), quote, "gold")


def joined(*found: Extraction) -> link.Joined:
    """These documents as one graph."""
    by_name = {one.document.name: one for one in found}
    return link.join(
        [rdf.describe(one) for one in found], lambda file, iri: rdf.describe(by_name[file], iri=iri)
    )


def without_positions(found: Extraction, noise: str) -> Extraction:
    """The same facts when `noise` stands in front of the document."""

    def moved(fact: T) -> T:
        by = len(noise)
        said = getattr(fact, "said_in", None)
        more = {"said_in": Span(said.start + by, said.end + by)} if said else {}
        return fact._replace(start=fact.start + by, end=fact.end + by, **more)

    return replace(
        found,
        document=document(noise + found.document.text, found.document.name),
        provisions=tuple(map(moved, found.provisions)),
        citations=tuple(map(moved, found.citations)),
        responsibilities=tuple(map(moved, found.responsibilities)),
        targets=tuple(map(moved, found.targets)),
        deadlines=tuple(map(moved, found.deadlines)),
        adoptions=tuple(map(moved, found.adoptions)),
    )
