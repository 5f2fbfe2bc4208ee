"""What a document says of itself, in tables (tests/cases/metadata.toml)."""

from __future__ import annotations

import tomllib
import unicodedata
from pathlib import Path

import pytest

from kg import lexicon, outline, readers
from kg.extract.metadata import metadata
from kg.extract.metadata.addressees import split
from kg.extract.metadata.heads import genre
from kg.extract.tasks import with_tasks
from kg.model import Document, Metadata
from tests.conftest import GOLD, SEEDS

CASES = tomllib.loads((Path(__file__).parent / "cases" / "metadata.toml").read_text(encoding="utf-8"))
DOCUMENTS = CASES["document"]
BODY = "各有关单位：\n现将有关事项通知如下。\n一、总体要求\n坚持新发展理念，推动高质量发展。\n"


def read(text: str) -> Metadata:
    document = Document("case.txt", text, "0" * 64)
    return metadata(document, outline.parse(document, lexicon.load()), lexicon.load())


def same(text: str | None) -> str:
    return unicodedata.normalize("NFKC", text or "")


@pytest.mark.parametrize(("line", "expected"), CASES["addressees"]["rows"])
def test_addressees(line: str, expected: list[str]) -> None:
    """A line of addressees gives these, alone and in a document."""
    found = read(
        f"某市教育局关于加强管理的通知\n{line}\n为加强管理，现通知如下。\n一、提高认识。各地要高度重视。\n"
    )
    assert list(found.addressees) == expected
    if expected:
        assert split(line.rstrip(":："), lexicon.load()["metadata"]) == expected


@pytest.mark.parametrize(("line", "expected"), CASES["numbers"]["rows"])
def test_number(line: str, expected: str) -> None:
    """A number is found in front of the text and written in one way."""
    assert (read(f"{line}\n某市人民政府关于加强管理的通知\n{BODY}").number or "") == expected


@pytest.mark.parametrize(("line", "expected"), CASES["dates"]["rows"])
def test_date(line: str, expected: str) -> None:
    """The date under a signature, in every way of writing it."""
    assert (read(f"某市人民政府关于加强管理的通知\n{BODY}某市人民政府\n{line}\n").date or "") == expected


@pytest.mark.parametrize(("sentence", "first", "last"), CASES["force"]["rows"])
def test_force(sentence: str, first: str, last: str) -> None:
    """What a document says of its own days in force, and nothing that it says of a licence or another document."""
    found = read(
        f"某市教育局关于印发《某市校外培训管理办法》的通知\n某教发〔2023〕5号\n{BODY}（二）{sentence}\n某市教育局\n2023年6月30日\n"
    )
    assert (found.valid_from or "", found.valid_to or "") == (first, last)


@pytest.mark.parametrize(("title", "expected"), CASES["types"]["rows"])
def test_type(title: str, expected: str) -> None:
    """The last word of a title, or of what it encloses, is the kind."""
    assert (genre(title, lexicon.load()["metadata"]) or "") == expected


@pytest.mark.parametrize("case", DOCUMENTS, ids=[case["says"] for case in DOCUMENTS])
def test_document(case: dict[str, object]) -> None:
    """A whole head gives these data; a key that the case leaves out is not looked at."""
    found = read(str(case["text"]))
    for key in ("title", "number", "date", "type"):
        if key in case:
            assert same(getattr(found, key)) == same(str(case[key])), key
    for key in ("issuers", "addressees"):
        if key in case:
            assert list(getattr(found, key)) == case[key], key


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("为优化环境，制定本工作方案。\n一、总体要求\n坚持改革。", "方案"),
        ("一、严禁三轮车载客。\n二、由公安部门处罚。\n本通告自发布之日起执行。", "通告"),
        ("第一条 为规范管理，制定本条例。\n第二条 市财政局安排资金。", "法规"),
        ("一、落实本市规划自然资源要求。推进建设。\n二、按照本办法执行。", None),
        ("近日，甲市召开会议，要求推进改革。", "报道"),
        ("甲市启动县域医疗改革试点\n市财政局将安排资金5亿元。", "报道"),
        ("市财政局负责安排资金，市民政局审核。", None),
    ],
)
def test_what_a_text_without_a_title_is(text: str, kind: str | None) -> None:
    """It may call itself 本方案; one paragraph is an article only where it looks like news."""
    assert read(text).type == kind


TASKS = [
    ("一、指导思想\n贯彻新发展理念。", [False]),
    (
        "一、总体要求\n（一）基本原则\n1.坚持统筹。统筹推进。\n2.坚持创新。创新机制。",
        [False, False, False, False],
    ),
    ("一、落实目标责任\n各县要签订责任书。", [True]),
    ("一、深化落实五大战略定位和使命任务\n（一）推进生态保护。各地要推进治沙。", [False, True]),
    ("一、战略定位\n（一）开放高地。打造开放平台。", [False, False]),
    ("一、有关法律规定\n噪声污染防治法第二十四条规定：“排放噪声应当符合标准。”", [False]),
    ("一、有关要求\n按照噪声污染防治法规定，各地应当划定“宁静区”。", [True]),
    ("一、主要目标\n到2025年，床位数达到7张。", [False]),
    ("一、重点任务\n（一）推进改革。各地要推进改革。", [False, True]),
    ("一、发展基础\n产业规模不断扩大。", [False]),
    ("第一条 为了加强管理，根据有关法律，制定本办法。\n第二条 市财政局应当安排资金。", [False, True]),
    ("第一条 本办法所称数据，是指信息记录。\n第二条 数据应当共享。", [False, True]),
    (
        "第一条 本办法规定的“以上”包含本数。\n第二条 本办法自2023年7月3日起施行，由市财政局负责解释。",
        [False, True],
    ),
    (
        "第一条 为弘扬教育家精神，市教育局开展评选活动。为规范评选工作，特制定本办法。\n"
        "第二条 评选坚持公开、公正的原则。按照学校推荐、专家评审的方式进行。\n第三条 市教育局应当公布名单。",
        [False, False, True],
    ),
    (
        "第二条 本市养老纠纷的处置工作，适用本办法。本办法所称养老纠纷，是指养老机构和老年人之间的争议。\n"
        "第三条 本办法所称机构，是指养老院。养老院应当公布收费标准。\n"
        "第四条 评审坚持公正、公开的原则，接受监督。市民政局应当公布名单。",
        [False, False, True],
    ),
    (
        "一、本通知执行时间以全省统一结算的时间为准。\n二、各县执行时间以市医保局通知为准，并向社会公布。",
        [False, True],
    ),
    (
        "第三条 对有功人员的表彰，应当贯彻共同富裕理念，坚持精神奖励为主，坚持公开公正。\n第四条 县民政局应当坚持公示制度，向社会公布名单。",
        [False, True],
    ),
    ("一、工作要求\n（一）加强领导。各地要加强领导。\n（二）强化宣传。各地要强化宣传。", [False, True, True]),
    (
        "第一条 本市招牌的设置适用本规定。\n第二条 本规定自2021年5月1日起施行。\n第三条 市城管局应当公布标准。",
        [False, False, True],
    ),
    (
        "第三条 本规定所称的广告包括下列广告：\n（一）商业广告；\n（二）公益广告。\n第四条 市建设局负责审批。",
        [False, False, False, True],
    ),
    ("一、突出重点，落实加快发展的目标任务\n（一）实施建设工程。新建幼儿园。", [False, True]),
    ("一、明确发展目标\n1.2022年，新建幼儿园5所。", [False, False]),
    ("一、筑牢安全发展的空间基础\n各县要守住耕地红线。", [True]),
    ("一、现有基础\n产业体系较为完备。", [False]),
    ("一、《甲市市容管理办法》（2016年12月1日甲市人民政府令第2号发布）\n二、各县要清理文件。", [False, True]),
    ("一、支付标准\n每床日支付300元。", [True]),
    ("一、工作回顾\n完成投资100亿元。\n二、工作安排\n（一）扩大内需。实施消费行动。", [False, False, True]),
    ("一、适用范围\n本办法适用于本市企业，各区可参照执行。", [False]),
    ("一、适用区域\n管控措施适用于三元区内的管控工作。其中，重点区域为城市建成区。", [False]),
    (
        "第三条 救助对象\n（一）生活困难的台胞。\n（二）受灾的台胞。\n第四条 各县负责审核。",
        [False, True, True, True],
    ),
    ("二、救助对象\n生活困难的台胞。\n三、审核\n各县负责审核。", [False, True]),
    ("一、扩大适用范围\n各区将适用范围扩大到民办学校。", [True]),
    ("五、严肃处置违法占用耕地问题\n各地要坚决止住新增。", [True]),
    ("二、救助比例\n救助对象按90%比例救助。自费费用不纳入救助范围。", [True]),
    ("二、除外情形\n自费费用不纳入救助范围。", [False]),
    (
        "一、参保范围\n参加省本级职工医疗保险的人员。\n二、扩大参保范围\n将灵活就业人员纳入保障。",
        [False, True],
    ),
    ("一、发放对象\n新引进到我市的医学毕业生。\n二、生效日期\n于2022年7月1日生效执行。", [False, False]),
    ("一、面临形势\n外部环境复杂严峻。", [False]),
    ("一、适用范围\n本细则适用于省内开展的培训。\n二、补贴标准\n每人1500元。", [False, True]),
    ("一、工作开展情况\n建成1200个。\n二、加强督查\n定期报送工作开展情况。", [False, True]),
    ("一、定期报送工作进展\n每月5日前报市局。\n二、组成人员\n组长：某某", [True, False]),
    ("一、适用范围\n适用于本区医疗机构。\n二、施行时间\n自2022年5月1日起施行。", [False, False]),
    ("一、删去《甲市停车管理意见》（甲政办发〔2018〕3号）第三条。\n二、增加第三方监测点。", [False, True]),
    ("一、主要内容\n《实施意见》共分五个部分。\n二、主要任务\n《条例》第三条要落实。", [False, True]),
    ("一、关于编制问题\n我局将研究完善标准。\n二、主要问题\n力量不足。", [True, False]),
    (
        "一、将第三条修改为：“应当分类。”\n二、删去第二十条。\n三、按照第三条规定开展检查。",
        [False, False, True],
    ),
    (
        "2023年3月，甲市召开推进会。某某出席会议并讲话。\n会议强调，要抓好备耕，确保播种面积。\n会议指出，去年形势总体平稳。",
        [False, True, False],
    ),
    (
        "2023年，甲市取得积极成效，群众获得感提升。\n2024年，甲市将继续深化改革，完善服务体系。\n一是加快项目建设，推进重点工程。",
        [False, True, True],
    ),
    ("2家单位负责考务管理，公安机关负责治安，通信管理局要做好保障。", [True]),
    ("收费标准由甲市港务中心提出方案，报市物价主管部门批准。", [True]),
    ("2021年培育劳模工作室1个；到2022年底，每个街道培育2个。", [True]),
    ("积极推动县级医院创建三级医院，乡镇卫生院达标率提高到90%以上。", [True]),
    ("全年主要预期目标是：生产总值增长6%，粮食产量稳定在20万吨。", [False]),
    ("“浦江经验”诞生于上个世纪90年代，形成了信访下基层的做法。", [False]),
    ("推广长汀经验是生态建设的重要保障，各级给予充分肯定。", [False]),
    ("12月6日，市农业农村局到丙县调研示范村建设工作。", [False]),
    ("2021年，全市PM2.5平均浓度为38微克/立方米，同比下降11%。", [False]),
    ("一、原则同意《丁市生态文明建设规划（2020—2035年）》。\n二、各镇要抓好落实。", [False, True]),
    ("一、同意《丁市湿地规划》，请认真组织实施。\n二、此复。", [True, True]),
    (
        "第二条 戊市粮油交易所是不以营利为目的，提供交易场所的事业法人。\n第三条 交易所应当提供公平的环境。",
        [False, True],
    ),
    (
        "第二条 应急救助基金是甲区管委会为救助困难群众而设立的专项公益基金。\n第三条 基金应当专款专用。",
        [False, True],
    ),
    ("第五条 各县应当从上级补助中安排救助基金。\n第六条 市财政局审核。", [True, True]),
    (
        "第三条 资金管理应遵循以下原则：\n（一）分级管理；\n（二）专款专用。\n第四条 各县财政局审核。",
        [False, False, False, True],
    ),
    ("2024年，甲市将重点做好五项工作。\n一是持续促进协同发展，落实主体责任。", [False, True]),
    (
        "第一条 为规范职业病诊断，依据《职业病防治法》，制订本实施办法。\n第二条 诊断机构应当公示程序。",
        [False, True],
    ),
    ("第一条 按照《农药管理条例》，拟定本细则。\n第二条 经营者应当建立台账。", [False, True]),
    (
        "第三条 本办法所称特困人员，是本市户籍且无劳动能力的老年人。\n第四条 县民政局负责认定。",
        [False, True],
    ),
    (
        "第三条 甲省湿地修复补助资金（以下简称“补助资金”）是指用于湿地修复的资金。\n第四条 各县应当专账核算。",
        [False, True],
    ),
    (
        "第二条 生产安全事故分为特别重大、重大、较大和一般四级。\n第三条 各矿应当建立台账。",
        [False, True],
    ),
    ("二、检查任务分为三批，由市应急局逐批组织实施。\n三、组队分为两步实施，先自查后抽查。", [True, True]),
    ("四、县政府工作的准则是，执政为民、务实清廉。\n五、县长应当向县人大报告工作。", [False, True]),
    ("一、坚持自愿原则，各村要组织农户签订协议。\n二、落实指导思想，编制年度计划。", [True, True]),
    (
        "一、《丙省渔港管理办法》（1996年3月1日丙省人民政府令第20号发布，根据2004年7月1日丙省人民政府令第66号修改）"
        "\n二、各地要清理文件。",
        [False, True],
    ),
    (
        "6月3日，局长主持召开办公会。现纪要如下：\n会议要求，各科室要抓紧整改，落实责任。\n财务科负责人参加了研究。",
        [False, True, False],
    ),
    (
        "2023年全省林业会议以来，各地扎实开展国土绿化，落实林长制，在保护生态方面发挥了示范带动作用。\n为鼓励先进，省林业局决定，"
        "对甲县等10个县予以表彰。希望各地以先进为榜样，推进造林绿化。\n丁省林业局\n2024年1月5日",
        [False, True],
    ),
    ("为规范采砂，根据河道管理条例，现就有关事项通告如下。\n丁省水利局\n2024年1月5日", [False]),
    (
        "近日，甲省召开水利工作会议。\n水利是农业的命脉。会议强调，要加快病险水库加固，守住安全底线。\n同时，推进灌区改造，完善计量设施。",
        [False, True, True],
    ),
    (
        "据甲报报道，今年各地稳步推进脱贫攻坚。\n3月4日，丙县退出贫困县序列。\n至此，甲省仅剩2个贫困县。\n"
        "甲省扶贫办主任某某：要健全防返贫监测机制。",
        [False, False, False, True],
    ),
    ("本报讯（记者某某）4月21日，丁市政协主席一行来我市考察冷链物流。", [False]),
    ("日前，农业农村部印发《种业振兴规划》，明确到2030年建成制种基地200个。", [True]),
    ("戊县与己企业签约，共建钢构件产业园。", [False]),
    ("这座即将建成的大桥，连通两岸。\n时间如河，静静流淌。", [False, False]),
    (
        "一、对象\n本办法所称困难家庭，是指人均收入低于标准的家庭。\n有两套住房的家庭不纳入保障范围。\n二、街道负责审核。",
        [False, True],
    ),
    ("一、起草背景是什么？\n近年来事故多发。\n二、如何落实？\n各地要公布热线。", [False, True]),
    (
        "根据年度安排，现下达你市补助经费预算。请按照管理办法规定加强资金管理。\n丁省财政厅\n2024年1月5日",
        [True],
    ),
    ("为加强林区防火，根据森林防火条例，禁止携带火种进入林区。\n丁县人民政府\n2024年1月5日", [True]),
    (
        "一、依据\n根据有关规定，结合实际，制定本方案。\n二、管理\n根据有关规定，及时出台本省准入细则。",
        [False, True],
    ),
    ("一、前言\n老龄化程度加深。\n二、推进适老化改造\n改造家庭500户。", [False, True]),
    ("（一）关于2030年发展的主要目标。单位能耗降低10%。\n（二）关于编制问题。增加编制10名。", [False, True]),
    ("一、整治范围\n（一）流入水库的排洪沟；\n（二）库区沿岸的村庄。", [False, False, False]),
    (
        "第一章 计税依据\n第一条 从两个以上排放口排放的，分别计算征收。\n第二章 依据\n第二条 有关法律法规。",
        [False, True, False, False],
    ),
    (
        "一、事故分级\n根据危害程度，从重到轻将事故分为特别重大、重大、较大和一般四级。\n二、分级响应\n根据事故等级，分为四级响应启动，由指挥部组织处置。",
        [False, True],
    ),
    ("一、总体情况\n已办结6件，正在办理16件。\n二、掌握总体情况\n各组要摸清底数。", [False, True]),
    (
        "一、政务公开工作情况\n公开文件数量较上季度下降10.2%。\n二、检查情况\n共检查32个政务新媒体。\n三、检查任务落实情况\n各组要实地查看。\n四、公开执行情况\n每季度向社会公布。",
        [False, False, True, True],
    ),
    (
        "为建立薪酬动态调整机制，根据会议纪要精神，决定调整院长年薪基数，在上一年度基础上提高15%。\n某市医改办\n2018年2月12日",
        [True],
    ),
    (
        "为加强领导，根据有关规定，决定成立领导小组，现将有关事项通知如下：\n组长由市长担任。\n丁市人民政府\n2018年2月12日",
        [False, False],
    ),
    (
        "一、检查的重点对象\n（一）流通企业。\n（二）医疗机构。\n二、检查要求\n各站所要检查。",
        [False, False, False, True],
    ),
    (
        "第一条 扬尘防治应当坚持预防为主、污染担责的原则，建立公众参与的工作机制。\n第二条 企业应当坚持公平原则，合理定价，并报备案。",
        [False, True],
    ),
    (
        "第一条 医疗救助的指导思想：以科学发展观为统领，坚持以人为本。\n第二条 县民政局负责救助。",
        [False, True],
    ),
    (
        "第一条 举报人反映违法行为，经查证属实的，适用本实施细则。\n第二条 本办法规定的期限，均以工作日计算。",
        [False, False],
    ),
    ("一、检查整改范围\n全镇范围内各行各业。\n二、扩大检查范围\n各站所要检查学校和医院。", [False, True]),
    ("一、扩大保障范围\n将门诊费用纳入医保支付。\n二、活动主题\n青春建功新时代。", [True, False]),
    ("一、大力发展科技金融，切实解决企业融资难问题\n（一）引导上市。鼓励企业上市融资。", [False, True]),
    ("一、明确园区战略定位\n重点引进高附加值项目。\n二、战略定位\n全国重要的制造业基地。", [True, False]),
    (
        "一、本办法所称孵化企业应当符合以下条件\n（一）成立时间不超过24个月；\n（二）营业收入不超过500万元。",
        [False, False, False],
    ),
    (
        "第一条 本市预付卡经营活动，适用本办法。\n供水单位的经营活动，适用有关法律、法规的规定。\n第二条 市商务局负责实施。",
        [False, True],
    ),
    (
        "一、为什么要制定该办法？\n电动自行车火灾频发。\n二、怎样整治违规停放？\n公安机关要开展整治。",
        [False, True],
    ),
    (
        "一、高度重视。各县要抓好落实。\n附件：下放服务事项清单\n某市民政局\n2020年3月4日\n附件\n下放服务事项清单\n1.老年证办理\n2.残疾人证办理（初审）\n3.低保申请\n由乡镇受理。",
        [True, False, False, True],
    ),
    (
        "一、高度重视。各县要抓好落实。\n附件：重点任务清单\n某市民政局\n2020年3月4日\n附件\n重点任务清单\n1.完善养老设施\n2.建立巡访制度",
        [True, True, True],
    ),
    (
        "一、高度重视。各县要抓好落实。\n附件：申请材料目录\n某市民政局\n2020年3月4日\n申请材料目录\n1.申请表\n2.身份证明",
        [True, False, False],
    ),
    (
        "一、确定指导目标。市发改委确定各县建设目标。\n二、总体目标。到2025年建成10个公园。\n三、以重点工程为抓手，推动解决当前突出的污染问题。实施治污工程。",
        [True, False, True],
    ),
    (
        "一、存在问题。部分机构管理不严。\n二、整改问题。各机构要限期整改。\n三、解决突出问题。县局要督促。",
        [False, True, True],
    ),
]


@pytest.mark.parametrize(("text", "expected"), TASKS)
def test_tasks(text: str, expected: list[bool]) -> None:
    """A leaf that asks for something is a task; goals, principles, background and definitions are none."""
    press = text.startswith("2")
    document = Document("case.txt", text if press else f"某市工作方案\n{text}\n", "0" * 64)
    found = with_tasks(outline.parse(document, lexicon.load()), (), lexicon.load())
    assert [p.task for p in found] == expected


WRAPPED = [
    path
    for path in sorted([*SEEDS.glob("*.txt"), *(GOLD / "corpus").glob("*.txt")])
    if not path.name.startswith(("provinces", "010", "015"))  # an article; texts that are wrapped already
]


@pytest.mark.parametrize(("text", "expected"), CASES["passages"]["rows"])
def test_passages(text: str, expected: bool) -> None:
    """A passage alone is a task where it plans something, not where it tells, explains or guides."""
    found = with_tasks(
        outline.parse(Document("case.txt", text, "0" * 64), lexicon.load()), (), lexicon.load()
    )
    assert [p.task for p in found] == [expected]


@pytest.mark.parametrize("path", WRAPPED, ids=lambda path: path.stem)
@pytest.mark.parametrize("width", [20, 28, 36, 45])
def test_hard_wrapping_changes_nothing(path: Path, width: int) -> None:
    """Titles, names, numbers and labels broken after so many characters are put together."""
    lines = readers.read(path).text.split("\n")
    cut = [line[i : i + width] for line in lines for i in range(0, max(len(line), 1), width)]
    assert read("\n".join(cut)) == read("\n".join(lines))


PLAIN = [case for case in DOCUMENTS if "site" not in case]
NOISE = {
    "links and counts": (
        "首页 > 政务公开 > 政策文件\n登录 | 注册 | 无障碍 | 长者版\n浏览量：1234\n扫一扫在手机打开当前页\n"
        "分享到：微信 微博 QQ空间\n字号：大 中 小\n打印 关闭\n来源：市政府办公室 发布时间：2021-03-05 10:20\n"
    ),
    "words to visitors": (
        "欢迎访问某某市人民政府门户网站！\n为了获得更好的浏览体验，建议您使用谷歌浏览器、火狐浏览器或者360浏览器极速模式访问本网站，"
        "不建议使用IE浏览器。\n繁體版 | English | 无障碍浏览 | 适老化\n浏览次数：12345 次   发布日期：2020-01-01   信息来源：市政府办\n"
    ),
    "entries": (
        "要闻动态\n政务要闻\n部门动态\n县区动态\n通知公告\n政策文件\n市政府文件\n部门规范性文件\n政策解读\n"
    ),
    "menus": "网站支持IPv6\n今天是：2024年5月6日 星期一\n请输入关键字\n搜索\n市财政局 市教育局 市卫生健康委员会\n",
}


@pytest.mark.parametrize("noise", NOISE.values(), ids=NOISE.keys())
@pytest.mark.parametrize("case", PLAIN, ids=[case["says"] for case in PLAIN])
def test_page_noise_in_front_changes_nothing(case: dict[str, str], noise: str) -> None:
    """``字号：大 中 小`` is no 文号, a list of links to bureaus no issuer."""
    assert read(noise + case["text"].lstrip("\n")) == read(case["text"])
