"""Documents joined: resolution is precise, relations have the right subject, nothing depends on the order of files."""

from __future__ import annotations

import random
from collections import Counter

import pyoxigraph as ox
import pytest

from kg import facts
from kg.model import Extraction
from kg.store import Manifest, Store
from tests.graphs import document, example, joined, mention, plain

LONG = "关于深化医药卫生体制改革的实施意见"


def store(*found: Extraction) -> Store:
    made = Store(ox.Store(), Manifest())
    made.load("".join(joined(*found).quads()))
    return made


def resolution(citing: Extraction, *held: Extraction) -> list[tuple[object, object]]:
    """Resolution and the held document's number or title for each citation of the first document."""
    rows = store(citing, *held).select(
        """SELECT ?how (COALESCE(?n, ?t, "-") AS ?what) { ?c a kg:Citation ; kg:resolution ?how
        OPTIONAL { ?c kg:cited ?d OPTIONAL { ?d kg:number ?n } OPTIONAL { ?d dct:title ?t } } } ORDER BY ?how ?what"""
    )
    return [tuple(row) for row in rows.rows]  # type: ignore[misc]


HELD = plain(
    "held.txt", title=f"浙江省人民政府{LONG}", number="浙政发〔2019〕3号", issuers=("浙江省人民政府",)
)


@pytest.mark.parametrize(
    ("title", "number", "region", "expected"),
    [
        (None, "浙政发〔2019〕3号", "110000", "resolved"),
        ("别的题目", "浙政发〔2019〕3号", "110000", "resolved"),
        (f"浙江省人民政府{LONG}", None, "110000", "resolved"),
        (f"浙江省人民政府 {LONG}", None, "110000", "resolved"),
        (LONG, None, "330100", "resolved"),
        (LONG, None, "110000", "stub"),
        (LONG, None, None, "stub"),
        (LONG[:-2], None, "330100", "stub"),
        (f"浙江省人民政府{LONG}的补充通知", None, "330100", "stub"),
        (f"浙江省人民政府{LONG}", "浙政发〔2020〕9号", "330100", "stub"),
        (f"江苏省人民政府{LONG}", None, "330100", "stub"),
    ],
)
def test_resolution_is_by_number_then_by_whole_title(
    title: str | None, number: str | None, region: str | None, expected: str
) -> None:
    citing = plain(
        "a.txt",
        citations=(mention(title, number),),
        title="引用它的通知",
        number="甲发〔2021〕1号",
        region=region,
    )
    assert [how for how, _ in resolution(citing, HELD)] == [expected]


@pytest.mark.parametrize("cited", ["中华人民共和国职业病防治法", "职业病防治法"])
@pytest.mark.parametrize("held", ["中华人民共和国职业病防治法", "职业病防治法"])
def test_the_law_of_the_nation_counts_everywhere_with_and_without_the_name_of_the_state(
    held: str, cited: str
) -> None:
    law = plain("law.txt", title=held, type="法律", region="000000", number=None)
    citing = plain("a.txt", citations=(mention(cited),), number="甲发〔2021〕1号", region="440608")
    assert [how for how, _ in resolution(citing, law)] == ["resolved"]


def test_a_title_that_names_its_region_counts_everywhere() -> None:
    held = plain("held.txt", title="印发普陀区综合改革方案的通知", number="普府〔2016〕1号", region="310107")
    citing = plain(
        "a.txt",
        citations=(mention("印发普陀区综合改革方案的通知"),),
        number="甲发〔2021〕1号",
        region="440608",
    )
    assert [how for how, _ in resolution(citing, held)] == ["resolved"]


def test_two_documents_that_fit_stay_ambiguous_and_visible() -> None:
    two = (
        plain("b.txt", title=LONG, number="浙卫发〔2019〕1号", issuers=("浙江省卫生健康委员会",)),
        plain("c.txt", title=LONG, number="浙政发〔2019〕3号", issuers=("浙江省人民政府",)),
    )
    citing = plain("a.txt", citations=(mention(LONG),), number="甲发〔2021〕1号", region="330100")
    assert resolution(citing, *two) == [("ambiguous", "-")]
    assert store(citing, *two).ask("ASK { ?s a kg:StubDocument ; kg:demand 1 }")


def test_an_order_is_known_by_its_number_with_its_issuer_only() -> None:
    order = plain(
        "o.txt", title="某办法", number="令第45号", issuers=("国家药品监督管理局",), region="000000"
    )
    full = plain(
        "a.txt", citations=(mention("另一题目", "国家药品监督管理局令第45号"),), number="甲发〔2021〕1号"
    )
    bare = plain("a.txt", citations=(mention("另一题目", "令第45号"),), number="甲发〔2021〕1号")
    assert [how for how, _ in resolution(full, order)] == ["resolved"]
    assert [how for how, _ in resolution(bare, order)] == ["stub"]


def relations(made: Store) -> list[tuple[str, str, str]]:
    rows = made.select(
        """SELECT ?s ?p ?o { VALUES ?p { kg:basedOn kg:implements kg:forwards kg:encloses kg:drafts kg:cites } ?s ?p ?o }"""
    ).rows
    return sorted((end(s), end(p), end(o)) for s, p, o in rows)


def end(iri: object) -> str:
    return str(iri).rpartition("/")[2].rpartition("#")[2] or str(iri).rpartition("/")[2]


def test_the_outer_document_does_what_is_said_of_the_inner_one() -> None:
    """《浙江省卫生健康委员会转发〈关于改善医疗服务的意见〉的通知》: not the citing document forwards the opinion."""
    found = relations(store(example()))
    own, outer = "金政办发〔2021〕58号", "浙卫发〔2020〕7号"
    assert (own, "implements", outer) in found
    assert (own, "cites", outer) in found
    inner = [o for s, p, o in found if (s, p) == (outer, "forwards")]
    assert len(inner) == 1
    assert (outer, "cites", inner[0]) in found
    assert not [row for row in found if row[0] == own and row[2] == inner[0]]


def test_a_notices_own_plan_makes_no_stub_and_is_not_cited() -> None:
    made = store(example())
    assert made.select("SELECT ?t { ?d kg:promulgates ?p . ?p a kg:EnclosedPlan ; dct:title ?t }").rows == (
        ("金华市医疗服务提升方案",),
    )
    assert made.ask("ASK { ?c kg:cited ?p ; kg:relation kg:encloses . ?d kg:promulgates ?p }")
    assert not made.ask('ASK { ?s a kg:StubDocument ; dct:title "金华市医疗服务提升方案" }')
    assert not [row for row in relations(made) if row[1] == "encloses"]


def test_a_document_still_to_be_written_is_not_cited() -> None:
    found = relations(store(example()))
    drafted = [o for _, p, o in found if p == "drafts"]
    assert len(drafted) == 1
    assert not [row for row in found if row[1] == "cites" and row[2] == drafted[0]]
    assert store(example()).ask(
        'ASK { ?s a kg:StubDocument ; dct:title "金华市互联网诊疗管理办法" ; kg:demand 0 }'
    )


def test_who_cites_the_plan_means_the_plan_and_relates_to_the_document_that_carries_it() -> None:
    citing = plain(
        "b.txt",
        citations=(mention("金华市医疗服务提升方案"),),
        title="某通知",
        number="乙发〔2022〕1号",
        region="330782",
    )
    made = store(example(), citing)
    assert made.ask("ASK { ?c kg:cited ?p ; kg:relation kg:basedOn . ?p a kg:EnclosedPlan }")
    assert ("乙发〔2022〕1号", "basedOn", "金政办发〔2021〕58号") in relations(made)


def test_what_was_a_stub_points_to_the_document_once_it_is_held() -> None:
    citing = plain("a.txt", citations=(mention(None, "浙政发〔2019〕3号"),), number="甲发〔2021〕1号")
    query = "ASK { <https://w3id.org/zhengce/id/cited/浙政发〔2019〕3号> dct:isReplacedBy ?d . ?d a kg:PolicyDocument }"
    assert not store(citing).ask(query)
    assert store(citing, HELD).ask(query)
    assert not store(citing, HELD).ask("ASK { ?s a kg:StubDocument }")


def test_stubs_are_listed_by_demand() -> None:
    wanted = mention(None, "国发〔2016〕78号")
    documents = [
        plain(f"{n}.txt", citations=(wanted, wanted), number=f"甲发〔2021〕{n}号") for n in (1, 2, 3)
    ]
    rows = store(*documents).select("SELECT ?n ?d { ?s a kg:StubDocument ; kg:number ?n ; kg:demand ?d }")
    assert rows.rows == (("国发〔2016〕78号", 3),)


def test_two_titles_under_one_number_are_told_apart_and_reported() -> None:
    one = plain("one.txt", title="甲通知", number="甲发〔2021〕1号")
    other = plain("other.txt", title="乙通知", number="甲发〔2021〕1号")
    made = joined(one, other)
    names = [record.iri.rpartition("/")[2] for record in made.records]
    assert all(name.startswith("甲发〔2021〕1号-") for name in names)
    assert len(set(names)) == 2
    assert [report.split(":")[0] for report in made.settled.reports] == ["one.txt", "other.txt"]


def test_a_copy_of_a_document_is_left_out_reported_and_known_as_mirror() -> None:
    one = plain("one.txt", text="甲通知正文。", title="甲通知", number="甲发〔2021〕1号")
    copy = plain("copy.txt", text="甲通知正文。\n打印", title="甲通知", number="甲发〔2021〕1号")
    same = plain("same.txt", text="甲通知正文。", title="甲通知", number="甲发〔2021〕1号")
    made = joined(one, copy, same)
    assert len(made.records) == 1
    assert {report.split(":")[0] for report in made.settled.reports} == {
        "one.txt",
        "copy.txt",
        "same.txt",
    } - {made.records[0].file}
    assert made.derived.count("#mirror") == 1


def test_the_same_documents_give_the_same_bytes_in_any_order() -> None:
    documents = [
        example(),
        HELD,
        plain(
            "b.txt",
            citations=(mention(LONG), mention("金华市医疗服务提升方案")),
            number="乙发〔2022〕1号",
            region="330782",
        ),
        plain("c.txt", title="同号", number="乙发〔2022〕1号", region="330782"),
    ]
    first = "".join(joined(*documents).quads())
    for seed in range(4):
        random.Random(seed).shuffle(documents)
        assert "".join(joined(*documents).quads()) == first


def test_no_triple_stands_in_two_graphs() -> None:
    twin = plain(
        "b.txt",
        citations=(mention(None, "浙卫发〔2020〕7号"),),
        number="乙发〔2022〕1号",
        issuers=("金华市人民政府办公室",),
        region="330700",
    )
    quads = "".join(joined(example(), twin).quads())
    triples = Counter(
        (q.subject, q.predicate, str(q.object)) for q in ox.parse(quads, format=ox.RdfFormat.N_QUADS)
    )
    assert [triple for triple, count in triples.items() if count > 1] == []


def test_each_agency_has_one_description_with_all_its_written_names() -> None:
    made = store(example())
    rows = made.select(
        'SELECT ?also ?f { ?a skos:prefLabel "金华市医疗保障局" ; skos:altLabel ?also ; kg:function/skos:notation ?f }'
    )
    assert rows.rows == (("市医保局", "medical_security"),)


def test_a_part_of_a_body_says_of_which() -> None:
    """By its name, which goes on from that of the body: nobody says it of departments, nor of those of all places."""
    made = store(
        plain(
            "a.txt",
            number="佛府发〔2021〕1号",
            region="440600",
            issuers=(
                "佛山市医疗保障局",
                "佛山市医疗保障局高明分局",
                "佛山市人民政府",
                "佛山市人民政府办公室",
            ),
        ),
        plain("b.txt", number="公通字〔2021〕1号", region="000000", issuers=("公安部", "公安部门")),
    )
    rows = made.select(
        "SELECT ?part ?whole { ?a org:subOrganizationOf ?b . ?a skos:prefLabel ?part . ?b skos:prefLabel ?whole }"
    )
    assert sorted(rows.rows) == [
        ("佛山市人民政府办公室", "佛山市人民政府"),
        ("佛山市医疗保障局高明分局", "佛山市医疗保障局"),
    ]


def test_a_renamed_body_is_another_agency_joined_by_a_change_event() -> None:
    rows = store(example()).select(
        """SELECT ?before ?date { ?e a org:ChangeEvent ; dct:date ?date ; org:resultingOrganization ?new ;
        org:originalOrganization/skos:prefLabel ?before . ?new skos:prefLabel "金华市卫生健康委员会" }"""
    )
    assert ("金华市卫生和计划生育委员会", "2018-03-01") in {(before, str(date)) for before, date in rows.rows}


def test_a_region_that_takes_up_a_model_says_so_directly() -> None:
    assert store(example()).ask(
        'ASK { ?r kg:adoptsModel ?m . ?r skos:prefLabel "金华市" . ?m skos:prefLabel "三明医改" ; kg:origin ?o }'
    )


def test_a_code_that_was_given_to_another_region_names_two_regions() -> None:
    """500110 was 万盛区 until 2011."""
    old = plain("old.txt", title="旧通知", number="万盛府〔2005〕1号", region="500110", date="2005-05-01")
    new = plain("new.txt", title="新通知", number="綦江府〔2015〕1号", region="500110", date="2015-05-01")
    rows = store(old, new).select(
        "SELECT ?n { ?d a kg:PolicyDocument ; kg:region/skos:prefLabel ?n } ORDER BY ?n"
    )
    assert [row["n"] for row in rows] == ["万盛区", "綦江区"]
    assert store(old).ask('ASK { ?a skos:prefLabel "万盛区" ; kg:succeededBy/skos:prefLabel "綦江区" }')


def test_a_code_that_no_table_has_is_a_region_all_the_same() -> None:
    made = store(
        plain("a.txt", title="某通知", number="甲发〔2021〕1号", region="999901", issuers=("某开发区管委会",))
    )
    rows = made.select(
        "SELECT ?code { ?d a kg:PolicyDocument ; kg:region ?r . ?r a kg:Region ; skos:notation ?code }"
    )
    assert rows.rows == (("999901",),)
    assert made.ask("ASK { ?a a kg:Agency ; kg:region/skos:notation '999901' }")


def test_what_two_agencies_have_in_between_has_one_name() -> None:
    """广州市卫生局 became what 广州市卫生健康委员会 was before: both tell of it, as 局 and as 委员会."""
    said = "关于做好工作的通知\n各区：\n一、加强管理。（责任单位：{}）\n广州市人民政府\n{}\n"
    texts = [
        said.format("市卫生局", "2012年5月6日"),
        said.format("市卫生健康委", "2020年5月6日"),
    ]
    found = [facts.extract(document(text, f"{number}.txt")) for number, text in enumerate(texts)]
    names = Counter(
        row["agency"]
        for row in store(*found).select(
            "SELECT DISTINCT ?agency ?name { ?agency skos:prefLabel ?name FILTER(CONTAINS(STR(?agency), '/agency/')) }"
        )
    )
    assert len(names) > 2
    assert set(names.values()) == {1}
