"""Sentences that promise a fact: what a fact covers is not listed, what none covers is."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg import facts, lexicon, readers, review
from kg.cli.review import command
from kg.model import Citation, Extraction, Metadata, Responsibility, Target
from tests.conftest import SEEDS
from tests.growth import is_linear
from tests.tables import document

# A sentence, the kind of fact that it states, and the words by which a reader sees that it does.
STATED = [
    ("（一）加强基层医疗。（市卫生健康委牵头，市财政局、市医保局配合）", "responsibilities", "牵头"),
    ("（二）完善救助制度。[责任单位：县民政局、县乡村振兴局]", "responsibilities", "责任单位"),
    ("由市教育局会同市发展改革委制定收费办法。", "responsibilities", "会同"),
    ("市生态环境局负责统筹协调全市黑臭水体治理工作。", "responsibilities", "负责"),
    ("（三）推进职业技能培训。\n责任单位：市人力资源社会保障局、市教育局", "responsibilities", "责任单位"),
    (
        "根据《国务院关于加快发展养老服务业的若干意见》（国发〔2013〕35号），制定本办法。",
        "citations",
        "《国务院",
    ),
    ("贯彻落实《中华人民共和国水污染防治法》，加强饮用水水源保护。", "citations", "《中华"),
    ("《省级储备粮管理办法》自本办法施行之日起同时废止。", "citations", "《省级"),
    ("到2025年，全市森林覆盖率达到46%。", "targets", "达到46%"),
    ("单位生产总值能耗控制在0.5吨以内,空气质量优良天数比率不低于85%。", "targets", "不低于85%"),
    ("到2027年，新建社区养老服务设施20个以上。", "targets", "20个以上"),
    ("2024年底前，完成老旧管网改造方案的编制。", "deadlines", "2024年底前"),
    ("在全省推广福建省三明市医改经验。", "adoptions", "推广福建省"),
]
# A sentence with such words that states none, and the words that are shown.
UNSTATED = [
    ("实行厂长对产品质量负责的制度。", "responsibilities", "负责"),
    ("以上三人由谁牵头都可以。", "responsibilities", "牵头"),
    ("（一）申请条件。资产总额超过500万元的企业可以提出申请。", "targets", "超过500万"),
    ("他参与编写了《城市轨道交通运营标准》。", "citations", "《城市轨道交通运营标准》"),
    ("全国登记在册的患者有581万人，每年因伤害死亡的人数超过60万人。", "targets", "超过60万"),
]
# No promise at all, although the letters are there.
INNOCENT = [
    "项目负责人应当具有高级职称。",
    "各级负责同志要高度重视。",
    "经委员会同意后实施。",
    "考核结果与牵头医院院长薪酬挂钩。",
    "各牵头单位要加强督促指导。",
    "牵头部门应当建立工作台账。",
    "去年已达到80%。",
    "办理时间不超过30个工作日。",
    "6个月以上的婴儿应当及时添加辅食。",
    "截至2018年底，全市共有养老机构30家。",
    "形成一批可复制可推广的经验。",
    "学习贯彻全国教育大会精神，推广先进做法。",
]


def found(text: str) -> Extraction:
    return facts.extract(document(text))


def rows(extraction: Extraction, *kinds: str) -> list[review.Passage]:
    return list(review.missed(extraction, kinds or review.KINDS))


@pytest.mark.parametrize(("text", "kind", "trigger"), STATED)
def test_what_a_fact_covers_is_not_listed_and_without_the_fact_it_is(
    text: str, kind: str, trigger: str
) -> None:
    """The same sentence with its facts, and with all of them taken away."""
    extraction = found(text)
    assert rows(extraction, kind) == []
    nothing = Extraction(extraction.document, Metadata())
    assert trigger in "".join(row.trigger for row in rows(nothing, kind)) or any(
        trigger in row.sentence.replace("【", "") for row in rows(nothing, kind)
    )


@pytest.mark.parametrize(("text", "kind", "trigger"), UNSTATED)
def test_what_no_fact_covers_is_listed(text: str, kind: str, trigger: str) -> None:
    """With the kind, the words and the place at which a person looks."""
    extraction = Extraction(document(text), Metadata())
    shown = rows(extraction, kind)
    assert [row.trigger for row in shown] == [trigger]
    assert text[shown[0].start : shown[0].end] == trigger
    assert f"【{trigger}】" in shown[0].sentence


@pytest.mark.parametrize("text", INNOCENT)
def test_words_that_only_look_alike_are_not_listed(text: str) -> None:
    """负责人, 会同意, a past figure, a term of days."""
    assert rows(Extraction(document(text), Metadata())) == []


def test_one_row_for_each_sentence_and_kind() -> None:
    """Two figures in one sentence are one row, in two sentences two."""
    text = "入园率达到85%，就业率达到90%。\n参保率达到95%；\n满意度达到80%。"
    shown = rows(Extraction(document(text), Metadata()), "targets")
    assert [row.trigger for row in shown] == ["达到85%", "达到95%", "达到80%"]


def test_a_figure_is_covered_by_its_own_fact_only() -> None:
    """Another figure's fact in the same sentence does not hide the one that was missed."""
    text = "入园率达到85%，就业率达到90%。"
    first = Target(None, "入园率", "=", 85, None, "%", None, None, 0, 8, text[:8], "target-reach")
    assert [row.trigger for row in rows(Extraction(document(text), Metadata(), targets=(first,)))] == [
        "达到90%"
    ]


def test_an_agency_anywhere_in_the_sentence_covers_its_role_word() -> None:
    """The agency stands apart from 负责; the next sentence is on its own."""
    text = "市水利局具体组织，并负责验收。县水利局负责管护。"
    duty = Responsibility(None, "市水利局", "responsible", False, "text", 0, 4, text[:4], "duty-text-charge")
    shown = rows(Extraction(document(text), Metadata(), responsibilities=(duty,)))
    assert [row.start for row in shown] == [text.index("负责管护")]


def test_a_clause_without_a_subject_goes_on_with_the_one_before() -> None:
    """公安机关负责…；负责…: one agency for all of it, while a clause with a subject of its own stands alone."""
    text = "公安机关负责查处盗窃；负责处置事故；负责网络安全监管；运营企业负责车辆停放。"
    duty = Responsibility(None, "公安机关", "responsible", False, "text", 0, 4, text[:4], "duty-text-charge")
    shown = rows(Extraction(document(text), Metadata(), responsibilities=(duty,)))
    assert [row.start for row in shown] == [text.index("负责车辆")]


def test_a_label_leads_on_to_the_next_line() -> None:
    """`责任单位：` on a line of its own is covered by the agencies under it."""
    text = "一、工作任务\n（一）改善办学条件。新建小学。\n责任单位：\n市教育局、市财政局\n（二）加强教研。\n"
    at = text.index("市教育局")
    duty = Responsibility("1.1", "市教育局", "responsible", False, "annotation", at, at + 4, "市教育局", "x")
    bare = Extraction(document(text), Metadata())
    assert [row.trigger for row in rows(bare, "responsibilities")] == ["责任单位"]
    assert rows(replace(bare, responsibilities=(duty,)), "responsibilities") == []


def test_breaks_and_widths_do_not_matter() -> None:
    """The trigger is found across a line break, and shown on one line."""
    line = "加强山区水土流失综合治理,持续开展大规模国土绿化行动,森林覆盖率达\n到 46％,让绿水青山更多。"
    text = f"一、总体要求\n坚持绿水青山就是金山银山。{line}\n"
    shown = rows(Extraction(document(text), Metadata()), "targets")
    assert [row.trigger for row in shown] == ["达到46％"]
    assert "\n" not in shown[0].sentence


def test_noise_title_and_own_number_are_not_listed() -> None:
    """The number line, the title, the signature, a page number and the site's labels state nothing."""
    text = (
        "发文字号：青政办〔2023〕18号\n\n"
        "某某市人民政府办公室关于印发\n《某某市供水管理办法》的通知\n"
        "青政办〔2023〕18号\n\n各县（区）人民政府：\n"
        "《某某市供水管理办法》已经市政府同意，请认真执行。\n\n"
        "某某市人民政府办公室\n2023年5月8日\n— 1 —\n"
    )
    extraction = found(text)
    assert extraction.metadata.number == "青政办〔2023〕18号"
    assert rows(replace(extraction, citations=())) == []


def test_another_number_in_the_text_is_listed_when_nothing_cites_it() -> None:
    """The own number is known; a foreign one that no rule reads is a miss."""
    text = "一、工作要求\n（一）照青政发〔2020〕7号办理。\n"
    at = text.index("青政发")
    cited = Citation(
        None, "青政发〔2020〕7号", "cites", None, at, at + 12, text[at : at + 12], "cite-number-alone"
    )
    bare = Extraction(document(text), Metadata(number="青政办〔2023〕18号"))
    assert [row.provision for row in rows(bare, "citations")] == ["1.1"]
    assert rows(replace(bare, citations=(cited,)), "citations") == []


def test_doubtful_facts_are_those_of_weak_rules() -> None:
    """By the confidence that the lexicon gives, the quote marked."""
    extraction = facts.extract(readers.read(SEEDS / "qijiang-2022.txt"))
    weights = {rule.id: rule.confidence for rule in lexicon.load().rules()}
    least = min(weights[fact.rule] for fact in extraction.facts())
    shown = list(review.doubtful(extraction, least))
    assert {weights[row.trigger] for row in shown} == {least}
    assert 0 < len(shown) < len(extraction.facts())
    assert all(f"【{extraction.document.text[row.start : row.end]}】" in row.sentence for row in shown)
    assert list(review.doubtful(extraction, 0.0)) == []


@pytest.mark.parametrize(
    "piece", ["负责", "牵头，", "达到1%", "9", "《", "《法》", "（", "2025年前", "推广省", "甲〔2022〕5号"]
)
def test_time_is_linear(piece: str) -> None:
    """Four times the text takes no more than about four times the time, on any one line."""

    def seconds(length: int) -> float:
        extraction = Extraction(document((piece * length)[:length]), Metadata())
        start = time.process_time()
        list(review.missed(extraction))
        return time.process_time() - start

    assert is_linear(seconds, 50_000)


# The command.


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "a.txt"
    file.write_text(
        "一、工作要求\n（一）实行厂长对产品质量负责的制度，返修率超过5%的企业停产。\n", encoding="utf-8"
    )
    return file


def run(*arguments: str) -> str:
    result = CliRunner().invoke(command, arguments)
    assert result.exit_code == 0, result.output
    return result.output


def test_the_command_lists_file_provision_place_trigger_and_sentence(page: Path) -> None:
    """The same rows as table, CSV and JSON."""
    table = run("--missed", str(page))
    assert "【负责】" in table
    lines = run("--missed", "--format", "csv", "--kind", "responsibilities", str(page)).splitlines()
    assert lines[0] == "file,provision,kind,start,trigger,sentence"
    assert lines[1].startswith("a.txt,1.1,responsibilities,")
    assert len(lines) == 2
    assert json.loads(run("--missed", "--format", "json", str(page)))
    out = page.with_name("out.csv")
    assert run("--missed", "--format", "csv", "-o", str(out), str(page)) == ""
    assert "负责" in out.read_text(encoding="utf-8")


def test_the_command_wants_to_know_what_to_look_for(page: Path) -> None:
    """Neither --missed nor --doubtful is a wrong call, and says what to add."""
    result = CliRunner().invoke(command, [str(page)])
    assert result.exit_code == 2
    assert "--missed" in result.output
