"""The registries of the world: regions with their history, kinds of bodies, models."""

from __future__ import annotations

import shutil
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from kg import registry
from kg.errors import LexiconError
from kg.paths import ONTOLOGY
from kg.registry.regions import is_within

WORLD = registry.load()
CLASSES = (
    "government government_office party_committee health medical_security medical_reform finance development_reform "
    "human_resources staffing civil_affairs market_regulation drug_regulation education science_technology "
    "industry_information data public_security publicity commerce natural_resources housing ecology agriculture "
    "transport culture_tourism emergency justice audit statistics taxation state_assets traditional_medicine "
    "disease_control group institution other"
)
FUNCTIONS = frozenset(CLASSES.split())


@pytest.mark.parametrize(
    ("code", "on", "name"),
    [
        ("500110", "2005-01-01", "万盛区"),
        ("500110", "2012-01-01", "綦江区"),
        ("440608", None, "高明区"),
        ("610800", "2018-03-19", "榆林市"),
        ("610821", "2016-12-31", "神木县"),
        ("610881", "2018-01-01", "神木市"),
        ("610823", "2014-01-01", "横山县"),
        ("610803", "2018-01-01", "横山区"),
        ("659900", None, "新疆生产建设兵团"),
        ("000000", None, "全国"),
        ("330113", "2021-06-01", "临平区"),
        ("371200", "2015-01-01", "莱芜市"),
        ("810000", "2005-01-01", "香港特别行政区"),
        ("659005", "2013-01-01", "北屯市"),
    ],
)
def test_a_code_means_one_region_at_a_time(code: str, on: str | None, name: str) -> None:
    """A code that was used twice gives the region of the day."""
    region = WORLD.region(code, on)
    assert region is not None
    assert region.name == name


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("610821-神木县", "610881-神木市"),
        ("610823-横山县", "610803-横山区"),
        ("500222-綦江县", "500110-綦江区"),
        ("500110-万盛区", "500110-綦江区"),
        ("440684-高明市", "440608-高明区"),
        ("310103-卢湾区", "310101-黄浦区"),
        ("371200-莱芜市", "370116-莱芜区"),
        ("350427-沙县", "350405-沙县区"),
    ],
)
def test_a_region_that_is_no_more_names_its_successor(before: str, after: str) -> None:
    """Renamed, raised in rank or merged: the next region is known."""
    old = next(row for row in WORLD.regions if row.id == before)
    assert old.succeeded_by == (after,)
    assert old.valid_to is not None


def test_the_periods_of_a_code_follow_one_another() -> None:
    """No code has two names in one month, every parent exists, every successor is a region of the table."""
    ids = {row.id for row in WORLD.regions}
    by_code: dict[str, list[registry.Region]] = {}
    for row in WORLD.regions:
        by_code.setdefault(row.code, []).append(row)
        assert set(row.succeeded_by) <= ids, row
        assert row.parent is None or WORLD.region(row.parent), row
    for rows in by_code.values():
        for one, two in pairwise(sorted(rows, key=lambda row: row.valid_from or "")):
            assert one.valid_to is not None, (one, two)
            assert one.valid_to <= (two.valid_from or ""), (one, two)


@pytest.mark.parametrize(
    ("name", "within", "code"),
    [
        ("普陀区", "310000", "310107"),
        ("普陀区", "330000", "330903"),
        ("高明", None, "440608"),
        ("内蒙古", None, "150000"),
        ("恩施", "422800", "422801"),
        ("西湖区", "330000", "330106"),
        ("苏州工业园区", None, "320500"),
    ],
)
def test_a_name_is_found_within_a_region(name: str, within: str | None, code: str) -> None:
    """Full names, names without their rank, development zones."""
    assert WORLD.regions_named(name, within)[0].code == code


def test_a_single_character_is_no_alias() -> None:
    """盘县 has no alias 盘."""
    assert WORLD.regions_named("盘") == ()


@pytest.mark.parametrize(
    ("code", "full"),
    [
        ("440608", "佛山市高明区"),
        ("500235", "重庆市云阳县"),
        ("330523", "安吉县"),
        ("610881", "神木市"),
        ("422800", "恩施土家族苗族自治州"),
        ("310000", "上海市"),
        ("000000", ""),
    ],
)
def test_the_full_name_in_front_of_bodies(code: str, full: str) -> None:
    """A district is named with its city, a county alone."""
    region = WORLD.region(code)
    assert region is not None
    assert WORLD.regions.full_name(region) == full


def test_lying_within() -> None:
    """Districts lie in cities, provinces, the nation; not in another province."""
    assert all(is_within("440608", above) for above in ("440608", "440600", "440000", "000000"))
    assert not is_within("440608", "440300")
    assert not is_within("440608", "450000")
    assert not is_within("440600", "440608")


@pytest.mark.parametrize(
    ("name", "region", "date", "body"),
    [
        ("佛山市高明区卫生健康局", "440608", "2023-02-24", "health-2018"),
        ("上海市普陀区卫生和计划生育委员会", "310107", "2016-12-28", "health-2013"),
        ("中共上海市委机构编制委员会办公室", "310000", "2025-05-17", "party-staffing"),
        ("国家税务总局上海市税务局", "310000", "2025-05-17", "taxation-2018"),
        ("共青团海南省委员会", "460000", "2025-03-17", "youth-league"),
        ("国家卫生健康委员会", "000000", "2019-03-06", "health-2018-n"),
        ("佛山市高明区街道办", "440608", "2023-02-24", None),
        ("佛山市高明区卫生健康局", "440300", "2023-02-24", None),
    ],
)
def test_a_full_name_leads_back_to_its_body(name: str, region: str, date: str, body: str | None) -> None:
    """Level and region are hard keys: a name in another region is nobody."""
    assert WORLD.body_of(name, region, date) == body


def test_the_table_of_bodies_is_sound() -> None:
    """Ids once, successors exist, periods in order, functions of the fixed list."""
    ids = Counter(body.id for body in WORLD.bodies)
    assert [name for name, times in ids.items() if times > 1] == []
    for body in WORLD.bodies:
        assert body.function in FUNCTIONS, body
        assert set(body.succeeded_by) <= set(ids), body
        assert not (body.valid_from and body.valid_to) or body.valid_from < body.valid_to, body
        assert not body.succeeded_by or body.valid_to, f"{body.id} has a successor and no end"


def test_the_reform_of_2018_is_known() -> None:
    """Change events carry both kinds of body and the month."""
    changes = set(WORLD.changes())
    assert registry.Change("health-2013", "health-2018", "2018-03") in changes
    assert registry.Change("land-resources", "natural-resources", "2018-03") in changes
    assert registry.Change("industry-commerce-1978", "market-regulation", "2018-03") in changes


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("医保部门", "medical_security"),
        ("各成员单位", "group"),
        ("有关部门", "group"),
        ("文化广电旅游体育局", "culture_tourism"),
        ("公立医院管理委员会", "other"),
        ("人民医院", "institution"),
        ("出入境管理局", "public_security"),
        ("出入境检验检疫局", "other"),
        ("地方金融监督管理局", "other"),
        ("财政金融局", "finance"),
        ("开发区管委会", "government"),
        ("各镇政府", "government"),
        ("街道办", "government"),
        ("人民政府办公厅", "government_office"),
        ("新闻出版局", "publicity"),
        ("林业主管部门", "natural_resources"),
        ("人才局", "human_resources"),
        ("医改工作领导小组办公室", "medical_reform"),
        ("森林防火指挥部", "other"),
        ("乡村振兴局", "agriculture"),
        ("教育督导委员会", "education"),
        ("妇女联合会", "other"),
        ("知识产权局", "other"),
        ("交通警察大队", "public_security"),
        ("禁毒委员会", "public_security"),
        ("社会治安综合治理办公室", "other"),
        ("未成年人保护委员会办公室", "other"),
        ("无线电管理机构", "industry_information"),
        ("移民管理机构", "public_security"),
        ("省级经办机构", "institution"),
        ("航务管理局", "transport"),
        ("数字经济发展局", "data"),
        ("国家公园管理局", "natural_resources"),
        ("技术监督局", "market_regulation"),
        ("化工厅", "industry_information"),
        ("药品检验所", "institution"),
        ("信用体系建设办公室", "other"),
        ("地质灾害防治指挥部", "other"),
    ],
)
def test_a_name_shows_its_function(name: str, function: str) -> None:
    """Also names outside the table."""
    assert WORLD.functions.of(name) == function


@pytest.mark.parametrize("file", ["bodies.csv", "regions.csv"])
def test_a_broken_row_is_named(file: str, tmp_path: Path) -> None:
    """The file and the line, in one sentence."""
    shutil.copytree(ONTOLOGY, tmp_path / "ontology")
    broken = tmp_path / "ontology" / file
    lines = broken.read_text(encoding="utf-8").splitlines()
    broken.write_text("\n".join([*lines[:3], "one,two", *lines[3:]]), encoding="utf-8")
    with pytest.raises(LexiconError, match=f"{file}: line 4"):
        registry.load(tmp_path / "ontology")


def test_the_models_have_an_origin_and_names_of_their_own() -> None:
    """At least thirty, each alias belongs to one model."""
    names = Counter(name for model in WORLD.models for name in {model.name, *model.aliases})
    assert len(WORLD.models) >= 30
    assert [name for name, times in names.items() if times > 1] == []
    assert all(WORLD.region(model.origin) for model in WORLD.models)
    assert next(model for model in WORLD.models if model.name == "三明医改").origin == "350400"
