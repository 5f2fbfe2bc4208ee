"""Figures to be reached, read from single sentences: a table of real and realistic ones."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from kg import blocks, facts, fold, lexicon
from kg.blocks import Block, Outline
from kg.extract.targets import targets
from kg.grammar import schedule
from kg.model import Document, Target
from tests.tables import document

TABLE = tomllib.loads((Path(__file__).parent / "cases" / "targets.toml").read_text("utf-8"))
CASES, TODO = TABLE["case"], TABLE.get("todo", [])


def read(text: str, year: str = "2023") -> tuple[Target, ...]:
    """The targets of a document of `year` that has `text` as its only paragraph."""
    outline = Outline(
        (Block(blocks.BODY, fold.view(text, [(0, len(text))])),), (), (("成文日期", f"{year}年1月1日"),)
    )
    scenes = schedule.read(outline, lexicon.load())
    return tuple(targets(Document("one.txt", text, ""), scenes, lexicon.load()))


STACKED = [
    (
        "一、主要指标\n指标 | 2020年 | 2025年 | 属性\n孕产妇死亡率（/10万） | 9.6 | 8.5 | 约束性\n婴儿死亡率（‰） | 3.4 | ≤3.1 | 预期性",
        ["孕产妇死亡率 | = | 8.5 | /10万 | 2025", "婴儿死亡率 | <= | 3.1 | ‰ | 2025"],
    ),
    (
        "指标名称|单位|2020年实际|2025年目标\n人均预期寿命|岁|78.1|79.2\n千人床位数|张|6.2|<7\n千人护士数|人|3.1|3.8",
        [
            "人均预期寿命 | = | 79.2 | 岁 | 2025",
            "千人床位数 | < | 7 | 张 | 2025",
            "千人护士数 | = | 3.8 | 人 | 2025",
        ],
    ),
    ("首页 | 政务 | 服务\n无障碍 | 繁体 | 简体", []),
    (
        "附件\n2024年乡镇造林任务分解表\n乡镇\n造林面积（亩）\n龙门镇\n120\n双溪镇\n85\n岚谷乡\n200\n备注：面积以验收为准。",
        [
            "龙门镇造林面积 | = | 120 | 亩 | -",
            "双溪镇造林面积 | = | 85 | 亩 | -",
            "岚谷乡造林面积 | = | 200 | 亩 | -",
        ],
    ),
    (
        "附件1\n2009年免费手术任务分配表\n县\n区\n任务数\n甲县\n330\n乙区\n150\n丙\n区\n120\n合\n计\n600",
        [
            "甲县任务数 | = | 330 | - | -",
            "乙区任务数 | = | 150 | - | -",
            "丙区任务数 | = | 120 | - | -",
            "合计任务数 | = | 600 | - | -",
        ],
    ),
    (
        "各乡镇改厕任务分解表\n乡镇\n任务数\n（户）\n龙山镇\n45\n清溪镇\n30\n合计\n75",
        [
            "龙山镇任务数 | = | 45 | 户 | -",
            "清溪镇任务数 | = | 30 | 户 | -",
            "合计任务数 | = | 75 | 户 | -",
        ],
    ),
    ("各村户数一览表\n村名\n户数\n（户）\n甲村\n45\n乙村\n30\n丙\n村\n75", []),
    (
        "资助项目\n1.普通高中（1900元/生•年）\n（1）免住宿费，标准为500元/生•年；\n2.中职学校（一、二年级）（1800元/生·年）\n（1）免教科书费，标准为400元/生•年。",
        [
            "普通高中 | = | 1900 | 元/生•年 | -",
            "免住宿费 | = | 500 | 元/生•年 | -",
            "中职学校（一、二年级） | = | 1800 | 元/生·年 | -",
            "免教科书费 | = | 400 | 元/生•年 | -",
        ],
    ),
    ("支出情况\n1.上年共发放补助（1900元/生）等。\n2.会议室（300元）", []),
    (
        "农村户厕改造计划表\n\n序号\n\n县区\n\n2026年改造户数（户）\n\n1\n\n临渭区\n\n900\n\n2\n\n华州区\n\n1500\n\n3\n\n潼关县\n\n≥700",
        [
            "临渭区改造户数 | = | 900 | 户 | 2026",
            "华州区改造户数 | = | 1500 | 户 | 2026",
            "潼关县改造户数 | >= | 700 | 户 | 2026",
        ],
    ),
    (
        "一、主要指标\n指标\n单位\n2025年\n劳动年龄人口平均受教育年限\n年\n11.3\n新增学位\n万个\n2.4\n义务教育巩固率\n%\n96",
        [
            "劳动年龄人口平均受教育年限 | = | 11.3 | 年 | 2025",
            "新增学位 | = | 2.4 | 万个 | 2025",
            "义务教育巩固率 | = | 96 | % | 2025",
        ],
    ),
    (
        "（单位：户、公里）\n城镇供热改造目标任务\n| 市（州） | 管网改造（公里） |\n| --- | --- |\n| 西宁市 | 35 |\n| 海东市 | 20以上 |",
        ["西宁市管网改造 | = | 35 | 公里 | -", "海东市管网改造 | >= | 20 | 公里 | -"],
    ),
    (
        "一、主要指标\n指标\n2015年\n2020年\n公共教育\n毛入园率（%）\n86\n92以上\n公共文化\n图书馆流通人次（万）★\n120\n＞200\n孕产妇死亡率\n9.1\n低于全省平均值",
        ["毛入园率 | >= | 92 | % | 2020", "图书馆流通人次 | > | 200 | 万 | 2020"],
    ),
    (
        "一、主要指标\n指标\t2015年\t2020年\n公共教育\n毛入园率（%）\t86\t92以上",
        ["毛入园率 | >= | 92 | % | 2020"],
    ),
    # what stands below the heading of another part is no row of the table above it
    (
        "一、目标\n指标\t2020年\t2025年\n入园率（%）\t86\t92\n二、经费安排\n甲县\t86\t92",
        ["入园率 | = | 92 | % | 2025"],
    ),
    (
        "一、目标\n指标\t2020年\t2025年\n入园率（%）\t86\t92\n（二）经费安排\n甲县\t86\t92",
        ["入园率 | = | 92 | % | 2025"],
    ),
    # tables of rates: no year stands in them
    (
        "附件1\n另收费用的材料及医保支付限额\n序号\n材料编码\n名称\n最高支付限额（元）\n适用病组\n1\nCL0001\n吻合器\n3000\nK101、K102\n2\nCL0002\n球囊（冠脉）\n1800\n"
        "K103\n3\nCL0003\n特需床位费\nK104",
        ["吻合器支付限额 | <= | 3000 | 元 | -", "球囊（冠脉）支付限额 | <= | 1800 | 元 | -"],
    ),
    (
        "附件\n人群\n三级医院\n二级医院\n基金支 付比例\n个人自付比例\n基金支付比例\n个人自付比例\n在职\n职工\n"
        "本地就医\n80%\n20%\n90%\n10%\n转外就医\n60%\n40%\n70%\n30%",
        [
            "在职职工本地就医三级医院基金支付比例 | = | 80 | % | -",
            "在职职工本地就医三级医院个人自付比例 | = | 20 | % | -",
            "在职职工本地就医二级医院基金支付比例 | = | 90 | % | -",
            "在职职工本地就医二级医院个人自付比例 | = | 10 | % | -",
            "在职职工转外就医三级医院基金支付比例 | = | 60 | % | -",
            "在职职工转外就医三级医院个人自付比例 | = | 40 | % | -",
            "在职职工转外就医二级医院基金支付比例 | = | 70 | % | -",
            "在职职工转外就医二级医院个人自付比例 | = | 30 | % | -",
        ],
    ),
    (
        "附件\n就医类型\t\t一级医院\t\t二级医院\t\n\t\t起付标准（元）\t报销比例\t起付标准（元）\t报销比例\n住院\t首次\t200\t85%\t400\t75%\n\t再次\t100\t90%\t200\t80%",
        [
            "住院首次一级医院起付标准 | = | 200 | 元 | -",
            "住院首次一级医院报销比例 | = | 85 | % | -",
            "住院首次二级医院起付标准 | = | 400 | 元 | -",
            "住院首次二级医院报销比例 | = | 75 | % | -",
            "住院再次一级医院起付标准 | = | 100 | 元 | -",
            "住院再次一级医院报销比例 | = | 90 | % | -",
            "住院再次二级医院起付标准 | = | 200 | 元 | -",
            "住院再次二级医院报销比例 | = | 80 | % | -",
        ],
    ),
    (
        "| 序号 | 项目编码 | 项目名称 | 计价单位 | 价格（元） |\n| 1 | 3301 | 清创术 | 次 | 120 |\n| 2 | 3302 | 换药 | 次 | 15-30 |",
        ["清创术价格 | = | 120 | 元/次 | -", "换药价格 | = | 15~30 | 元/次 | -"],
    ),
    (
        "附件\n对象\n救助标准（元）\n护理标准（元）\n城市特困人员\n1200\n300\n农村特困人员\n900\n200",
        [
            "城市特困人员救助标准 | = | 1200 | 元 | -",
            "城市特困人员护理标准 | = | 300 | 元 | -",
            "农村特困人员救助标准 | = | 900 | 元 | -",
            "农村特困人员护理标准 | = | 200 | 元 | -",
        ],
    ),
    (
        "附件\n待遇\t社区医院\t县级医院\n起付标准（元）\t200\t500\n封顶线（万元）\t15\t12",
        [
            "社区医院起付标准 | = | 200 | 元 | -",
            "县级医院起付标准 | = | 500 | 元 | -",
            "社区医院封顶线 | <= | 15 | 万元 | -",
            "县级医院封顶线 | <= | 12 | 万元 | -",
        ],
    ),
    (
        "附件\n居民住院报销比例表\n人群\t一级医院\t二级医院\n儿童\t85%\t70%\n成人\t80%\t65%",
        [
            "儿童一级医院居民住院报销比例 | = | 85 | % | -",
            "儿童二级医院居民住院报销比例 | = | 70 | % | -",
            "成人一级医院居民住院报销比例 | = | 80 | % | -",
            "成人二级医院居民住院报销比例 | = | 65 | % | -",
        ],
    ),
    (
        "附件\n补助项目\t补助标准\n有机肥\t每亩补助200元\n无人机\t每台不超过5万元\n示范社\t最高50万元\n测土\t据实补助",
        [
            "有机肥补助标准 | = | 200 | 元/亩 | -",
            "无人机补助标准 | <= | 5 | 万元/台 | -",
            "示范社补助标准 | <= | 50 | 万元 | -",
        ],
    ),
    (
        "附件\n缴费档次（元）\t政府补贴标准（元）\n200\t30\n300\t40",
        ["缴费档次200元政府补贴标准 | = | 30 | 元 | -", "缴费档次300元政府补贴标准 | = | 40 | 元 | -"],
    ),
    ("附件\n名称\t原价格（元）\t采购数量（个）\n吻合器\t3000\t20\n球囊\t1800\t30", []),
    ("目录\n一、补助标准\n3\n二、报销比例\n4\n三、收费标准\n5", []),
    ("补助标准\n1\n报销比例\n2\n收费标准\n3\n申报程序\n4", []),
    # another table begins in the same run of rows; what was paid or seen; sums that move; floors
    (
        "附件\n序号\t名称\t最高支付限额（元）\n1\t人工晶体\t3000\n序号\t单位\t床位数（张）\n1\t市医院\t500",
        ["人工晶体支付限额 | <= | 3000 | 元 | -"],
    ),
    ("困难群众补助发放公示\n姓名\t住址\t补助标准（元）\n张三\t列东\t500", []),
    ("设备采购清单\n序号\t设备名称\t规格\t单价（万元）\n1\t呼吸机\tA型\t30", []),
    ("附件\n类别\t收费标准（元）\n手术费\t上浮20%\n挂号费\t10", ["挂号费收费标准 | = | 10 | 元 | -"]),
    ("附件\n品种\t最低限价（元）\n甲种\t50", ["甲种最低限价 | >= | 50 | 元 | -"]),
    (
        "一、报销\n人员类别\n报销比例\n在职职工\n80%\n退休职工\n85%\n二、起付线\n一级医院\n200元\n二级医院\n500元",
        ["在职职工报销比例 | = | 80 | % | -", "退休职工报销比例 | = | 85 | % | -"],
    ),
    ("姓名\t身份证号\t补助标准审核意见\n张三\t350001\t同意\n李四\t350002\t同意", []),
    # items that a mark opens
    (
        "全年预期目标\n●粮食总产量稳定在1100亿斤以上\n●城镇新增就业110万人以上\n●物价涨幅2%左右",
        [
            "粮食总产量 | >= | 1100 | 亿斤 | -",
            "城镇新增就业 | >= | 110 | 万人 | -",
            "物价涨幅 | ~ | 2 | % | -",
        ],
    ),
    (
        "一、目标\n·粮食总产量稳定在1100亿斤以上\n·城镇新增就业110万人以上\n某某县人民政府\n2021年3月2日",
        ["粮食总产量 | >= | 1100 | 亿斤 | -", "城镇新增就业 | >= | 110 | 万人 | -"],
    ),
    (
        "一、目标\n全年主要目标：\n- 粮食总产量稳定在1100亿斤以上\n- 新建粮库12座\n某某县人民政府\n2021年3月2日",
        ["粮食总产量 | >= | 1100 | 亿斤 | -", "新建粮库 | = | 12 | 座 | -"],
    ),
    (
        "一、目标\n—物价涨幅2%左右\n—城镇登记失业率4%以内",
        ["物价涨幅 | ~ | 2 | % | -", "城镇登记失业率 | <= | 4 | % | -"],
    ),
    ("目录\n总体要求\n1\n重点任务\n3\n保障措施\n9\n附则\n12", []),
    ("各镇街2021年造林完成情况\n镇街\n面积（亩）\n龙门镇\n120\n双溪镇\n85\n岚谷乡\n200", []),
    ("培训任务分解表\n姓名\n学时（个）\n张三\n20\n李四\n8\n王五\n16", []),
    ("联系电话任务分解表\n县区\n电话\n临渭区\n8612\n华州区\n4725\n潼关县\n3901", []),
]


@pytest.mark.parametrize(("text", "want"), STACKED)
def test_tables_give_a_target_for_each_area_also_with_each_cell_on_a_line(text: str, want: list[str]) -> None:
    found = facts.extract(Document("one.txt", text, "")).targets
    assert [row(target) for target in found] == [_normal(one) for one in want]


GOALS = [  # a provision, and the deadlines of its targets
    (
        "二、工作目标\n到2026年，自来水普及率达到95%以上；管网漏损率控制在9%以内。建成水厂12座。",
        ["2026", "2026", "2026"],
    ),
    (
        "二、发展目标\n按照《行动方案》（2021—2027年）要求，到2025年，建成基地5个。良种覆盖率达到85%。",
        ["2025", "2025"],
    ),
    (
        "（二）主要目标。到2025年，新增床位3000张；每千人口医师达到3人。",
        ["2025", "2025"],
    ),
    (
        "二、工作目标\n到2025年，建成水库3座；到2030年，建成水库5座。",
        ["2025", "2030"],
    ),
    (
        "三、主要任务\n到2027年，改造管网300公里；新建水库3座。",
        ["2027", None],
    ),
    (  # what the paragraphs below spell out
        "二、发展目标\n到2030年，信息化水平大幅跃升。\n消费规模达到6万亿元，协同创新取得明显进展。\n网速提升。宽带普及率达到98%。",
        ["2030", "2030"],
    ),
    (
        "二、发展目标\n瞄准需求，优化环境。到2028年末，建成产业高地。\n——规模壮大。产值达1000亿元。\n——能力提升。制定10项标准。",
        ["2028", "2028"],
    ),
    (
        "二、发展目标\n瞄准需求，优化环境。到2028年末，建成产业高地。\n产值达1000亿元。",
        [None],
    ),
    (
        "二、主要任务\n瞄准需求，优化环境。到2028年末，建成产业高地。\n——规模壮大。产值达1000亿元。",
        [None],
    ),
    (
        "二、发展目标\n到2030年，建成水厂2座。\n到2035年，建成水厂5座。\n水质达标率达到98%。",
        ["2030", "2035", "2035"],
    ),
    (
        "二、主要目标\n2024年，建成水厂1座。\n水质达标率达到98%。",
        ["2024", None],
    ),
    (
        "二、主要任务\n到2030年，建成水厂2座。\n水质达标率达到98%。",
        ["2030", None],
    ),
    (
        "三、目标考核\n按照要求，到2027年改造管网300公里。新建水库3座。",
        ["2027", None],
    ),
]


@pytest.mark.parametrize(("text", "deadlines"), GOALS)
def test_the_time_that_opens_a_paragraph_of_goals_governs_it(text: str, deadlines: list[str | None]) -> None:
    found = facts.extract(
        Document("one.txt", f"甲市2024年工作方案\n一、总体要求\n坚持统筹。\n{text}", "")
    ).targets
    assert [target.deadline for target in found] == deadlines


UNDATED = [
    ("今年完成高标准农田建设60万亩。", ["高标准农田建设 | = | 60 | 万亩 | -"]),
    ("年内新增城市公共停车位1万个。", ["新增城市公共停车位 | = | 1 | 万个 | -"]),
    ("于6月底前完成不少于20%的老旧管网改造任务。", ["老旧管网改造任务 | >= | 20 | % | -"]),
    ("2024年新建改建农村公路300公里。", ["新建改建农村公路 | = | 300 | 公里 | 2024"]),
    (
        "农作物机械化率2025年达到75%，2030年达到80%。",
        ["农作物机械化率 | = | 75 | % | 2025", "农作物机械化率 | = | 80 | % | 2030"],
    ),
    ("截至2022年底，全市养老机构达到120家，床位1.5万张。", []),
    ("2022年全省GDP同比增长3.1%。", []),
    ("2020年60岁以上人口占比为20.3%。", []),
    ("上半年，全市固定资产投资增长12.5%，工业用电量增长8.3%。", []),
    ("全面推广“社银一体化”经办，新增合作网点38家，社保卡线上签发率达到97.36%。", []),
    ("基本建立三级安宁疗护网络，床位使用率达到71.42%，家属满意度达到98.15%。", []),
    ("成为全国首批儿童友好城市试点，托幼机构卫生评价率达到100%。", []),
    ("新增养老驿站27家，助餐点143个，服务老年人2317名，回访满意率96.4%。", []),
    ("坚持绿色发展，完成造林18.6万亩，全县首家零碳园区建成，空气优良天数达到347天。", []),
    ("争取中央资金6.3亿元，同比增长14.2%，创历史新高。", []),
    ("先后举办专题讲座8期，听课人员达900余人次。", []),
    ("我们坚持项目为王，签约项目67个，落地率达到71.43%，签约企业86.3亿元，位次居全省第二。", []),
    (
        "加快产业集聚，规上工业产值突破1000亿元，研发投入占比达到3%。",
        ["规上工业产值 | > | 1000 | 亿元 | -", "研发投入占比 | = | 3 | % | -"],
    ),
    ("坚持就业优先，积极拓宽渠道，城镇新增就业5万人。", ["城镇新增就业 | = | 5 | 万人 | -"]),
    ("成功创建国家森林城市，城区绿化覆盖率提升到43.2%。", []),
    ("办结群众信访事项1163件，按期答复率100%，好评率98.6%。", []),
    ("2021年，新登记企业4173家，免费刻章3926枚，节约费用约78万元。", []),
    ("残疾人新增就业人数完成年度任务的117%，家庭医生签约率达到72%。", []),
    ("刚刚过去的一年，粮食产量达到210亿斤，设施农业面积增加12万亩。", []),
    ("经济运行稳中有进。固定资产投资增长6%，民间投资增长2.8%，快于全国9.2个百分点。", []),
    (
        "改革取得显著成效，民间投资占比达到45%左右，营商环境进一步优化。",
        ["民间投资占比 | ~ | 45 | % | -"],
    ),
    (
        "新增轨道交通里程40公里以上，新增800处信号灯联网、累计达3000处，持续提升通行效率。",
        [
            "新增轨道交通里程 | >= | 40 | 公里 | -",
            "新增信号灯联网 | = | 800 | 处 | -",
            "新增信号灯联网 | = | 3000 | 处 | -",
        ],
    ),
    # What plans may be precise in one figure, and 取得新进展 is a goal as well.
    (
        "新建高标准农田132万亩，改造中低产田40万亩。",
        ["新建高标准农田 | = | 132 | 万亩 | -", "改造中低产田 | = | 40 | 万亩 | -"],
    ),
    ("乡村治理取得新进展，村务公开率达到95%以上。", ["村务公开率 | >= | 95 | % | -"]),
    ("生态环境质量明显提升，森林覆盖率达到58.2%。", ["森林覆盖率 | = | 58.2 | % | -"]),
    (
        "全年计划改造老旧小区126个，新增停车泊位1860个。",
        ["改造老旧小区 | = | 126 | 个 | -", "新增停车泊位 | = | 1860 | 个 | -"],
    ),
    (
        "力争成功创建国家卫生县城，生活垃圾无害化处理率达到99.12%。",
        ["生活垃圾无害化处理率 | = | 99.12 | % | -"],
    ),
    (
        "到2027年，县域就诊率达到92.35%，签约居民1326户。",
        ["县域就诊率 | = | 92.35 | % | 2027", "签约居民 | = | 1326 | 户 | 2027"],
    ),
]


@pytest.mark.parametrize(("text", "want"), UNDATED)
def test_a_passage_without_a_date_says_itself_what_is_over(text: str, want: list[str]) -> None:
    """今年 has no year there, and no year is past by itself."""
    outline = Outline((Block(blocks.BODY, fold.view(text, [(0, len(text))])),), (), ())
    found = targets(Document("one.txt", text, ""), schedule.read(outline, lexicon.load()), lexicon.load())
    assert [row(target) for target in found] == want


def row(target: Target) -> str:
    """A target as the table writes it."""
    value = f"{target.value:g}" if target.value_max is None else f"{target.value:g}~{target.value_max:g}"
    fields = [target.indicator, target.comparator, value, target.unit or "-", target.deadline or "-"]
    return " | ".join([*fields, *([target.recurrence] if target.recurrence else [])])


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:24] for case in CASES])
def test_a_sentence_gives_its_targets_and_no_others(case: dict[str, object]) -> None:
    """Indicator, comparator, value, unit, deadline and recurrence are those of the table."""
    found = read(str(case["text"]), str(case.get("year", "2023")))
    assert [row(target) for target in found] == [_normal(str(want)) for want in case["want"]]


def test_sentences_that_are_not_read_yet() -> None:
    """Once one is, its row becomes a case."""
    rows = [([row(found) for found in read(case["text"], case.get("year", "2023"))], case) for case in TODO]
    assert [case for found, case in rows if found == [_normal(want) for want in case["want"]]] == []


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:24] for case in CASES])
def test_the_quote_is_what_stands_at_its_place(case: dict[str, object]) -> None:
    """Each quote is `text[start:end]`."""
    text = str(case["text"])
    for target in read(text):
        assert text[target.start : target.end] == target.quote


def _normal(want: str) -> str:
    parts = want.split(" | ")
    low, _, high = parts[2].partition("~")
    parts[2] = f"{float(low):g}" + (f"~{float(high):g}" if high else "")
    return " | ".join(parts)


def _table(text: str) -> tuple[Target, ...]:
    lines, start = [], 0
    for line in text.split("\n"):
        lines.append(Block(blocks.TABLE, fold.View(fold.fold(line), (0,), (start,))))
        start += len(line) + 1
    scenes = schedule.read(Outline(tuple(lines), (), (("成文日期", "2021年1月1日"),)), lexicon.load())
    return tuple(targets(Document("table.txt", text, ""), scenes, lexicon.load()))


def test_an_indicator_table_gives_its_planned_values_only() -> None:
    """The year stands at the head of the column; past columns, / and cells without a number give nothing."""
    text = "序号\t指标\t单位\t2020年现状\t2025年目标\n1\t森林覆盖率\t%\t24.02\t≥25\n2\t托位\t个/千人\t1.8\t4—4.5\n3\t健康素养\t%\t/\t实现"
    found = _table(text)
    assert [row(t) for t in found] == ["森林覆盖率 | >= | 25 | % | 2025", "托位 | = | 4~4.5 | 个/千人 | 2025"]
    assert found[0].quote == "森林覆盖率\t%\t24.02\t≥25"


def test_cells_compare_as_sentences_do() -> None:
    """Comparators in words and signs, brackets, units of the indicator's bracket; where one starts from is no target."""
    text = (
        "序号\t指标\t2020年\t2025年\t属性\n1\t人均预期寿命（岁）\t77.9\t79左右\t预期性\n2\t孕产妇死亡率（1/10万）\t16.9\t＜14.5\t预期性\n"
        "3\t城镇新增就业（万人）\t［1200］\t〔1000〕\t预期性\n4\t县域就诊率（%）\t88\t90以上\t约束性\n5\t细颗粒物浓度（微克/立方米）\t41\t不高于35\t约束性\n"
        "6\t研发经费投入增长（%）\t-\t完成上级任务\t预期性"
    )
    assert [row(t) for t in _table(text)] == [
        "人均预期寿命 | ~ | 79 | 岁 | 2025",
        "孕产妇死亡率 | < | 14.5 | /10万 | 2025",
        "城镇新增就业 | = | 1000 | 万人 | 2025",
        "县域就诊率 | >= | 90 | % | 2025",
        "细颗粒物浓度 | <= | 35 | 微克/立方米 | 2025",
    ]


def test_a_column_says_what_is_aimed_at_without_a_year() -> None:
    """A five-year plan in the head is its last year; 目标值 alone has none."""
    text = "指标\t“十四五”目标\n新增绿地（公顷）\t500\n\n指标\t目标值\n适龄妇女宫颈癌筛查率\t≥50%"
    assert [row(t) for t in _table(text)] == [
        "新增绿地 | = | 500 | 公顷 | 2025",
        "适龄妇女宫颈癌筛查率 | >= | 50 | % | -",
    ]


def test_a_column_for_a_year_may_say_what_is_done_in_it() -> None:
    """Its year is that of the figures in its cells; where they are all it says it is a column of values."""
    text = (
        "序号\t项目名称\t2024年建设内容\t2025年工作目标\t责任单位\n1\t安防工程\t改造危桥6座，新建护栏30公里\t改造危桥4座\t县交通局\n"
        "2\t养老服务\t新增养老床位120张\t巩固提升\t县民政局\n\n指标\t单位\t2024年目标任务\n新增托位\t个\t300\n"
        "项目名称\t2023年完成情况\t责任单位\n农村公路\t新建农村公路50公里\t县交通局"
    )
    assert [row(t) for t in _table(text)] == [
        "改造危桥 | = | 6 | 座 | 2024",
        "新建护栏 | = | 30 | 公里 | 2024",
        "改造危桥 | = | 4 | 座 | 2025",
        "新增养老床位 | = | 120 | 张 | 2024",
        "新增托位 | = | 300 | 个 | 2024",
    ]


def test_a_column_of_times_is_nearer_than_the_year_above_the_task() -> None:
    """A row's own time wins."""
    text = "项目\t2024年工作内容\t完成时限\n水利\t修复山塘12座\t2024年10月底\n林业\t完成造林3万亩\t长期"
    assert [row(t) for t in _table(text)] == [
        "修复山塘 | = | 12 | 座 | 2024-10",
        "造林 | = | 3 | 万亩 | 2024",
    ]


def test_a_column_of_amounts_beside_the_tasks_is_read_with_its_column_of_times() -> None:
    """A cell without a number is no figure, and a task without one keeps its time for the deadlines."""
    text = (
        "序号\t重点任务\t目标值\t牵头单位\t完成时限\n1\t新建口袋公园\t12个\t市城管局\t2023年10月底前\n"
        "2\t雨污分流改造\t≥30公里\t市水务局\t2023年底前\n3\t编制防洪规划\t/\t市水务局\t2023年6月底前"
    )
    found = _table(text)
    assert [row(t) for t in found] == [
        "新建口袋公园 | = | 12 | 个 | 2023-10",
        "雨污分流改造 | >= | 30 | 公里 | 2023",
    ]
    assert found[0].quote == "新建口袋公园\t12个"


def test_a_column_of_rises_beside_those_of_years_plans_too() -> None:
    """In brackets stands what comes together in all years, in the unit of the figure; ordinals are no part of a name."""
    text = (
        "指标\t单位\t2020年\t2025年\t年均增速（%）\n1.文化产业增加值\t亿元\t35\t60\t11.4\n"
        "2.公共图书馆\t个\t12\t—\t〔2〕\n3.文化站\t个\t96\t—\t—"
    )
    assert [row(t) for t in _table(text)] == [
        "文化产业增加值 | = | 60 | 亿元 | 2025",
        "文化产业增加值 | = | 11.4 | % | 2025",
        "公共图书馆 | = | 2 | 个 | 2025",
    ]


def test_what_a_column_beside_the_tasks_asks_is_read_with_its_column_of_times() -> None:
    """A rhythm in the column of times is that of the figure; a cell that only counts what there is asks for nothing."""
    text = (
        "序号\t工作任务\t目标要求\t责任单位\t完成时限\n"
        "1\t实施农村供水保障工程\t新建集中供水工程12处，改造供水管网86公里\t县水利局\t2024年12月底前\n"
        "2\t开展农村文化活动\t送戏下乡不少于60场\t县文广旅局\t每年12月底前\n"
        "3\t完善制度\t印发农村公路养护管理办法\t县交通运输局\t2023年9月底前"
    )
    assert [row(t) for t in _table(text)] == [
        "新建集中供水工程 | = | 12 | 处 | 2024-12",
        "改造供水管网 | = | 86 | 公里 | 2024-12",
        "送戏下乡 | >= | 60 | 场 | - | P1Y",
    ]


SWAPS = [("，", ","), ("（", "("), ("）", ")"), ("；", ";"), ("：", ":"), ("%", "％")]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:24] for case in CASES])
def test_widths_and_line_breaks_change_no_figure(case: dict[str, object]) -> None:
    """The same sentence in the other width, with a line break or a space behind every seventh character."""
    text, year = str(case["text"]), str(case.get("year", "2023"))
    want = [(t.value, t.comparator, t.unit and fold.fold(t.unit), t.deadline) for t in read(text, year)]
    other = text
    for full, half in SWAPS:
        other = other.replace(full, half)
    broken = "".join(sign + ("\n" if index % 7 == 6 else "") for index, sign in enumerate(text))
    for variant in (other, broken):
        assert [
            (t.value, t.comparator, t.unit and fold.fold(t.unit), t.deadline) for t in read(variant, year)
        ] == want


@pytest.mark.parametrize(
    "unit", ["1", "建设1个", "分别50%、60%、", "2025年达到5%", "给予1万元", "每1个", "一二三", "（"]
)
def test_a_long_line_is_read_in_good_time(unit: str) -> None:
    """A line of 40 000 characters without a stop: a quadratic reading would take minutes."""
    assert isinstance(read(unit * (40_000 // len(unit))), tuple)


def test_no_number_is_written_out_without_its_key() -> None:
    """A scene is read for written numbers only where the key stands, and for proportions where theirs does."""
    patterns = lexicon.load()["targets"].patterns
    found = [
        (match, key)
        for case in CASES
        for name, key in (("written", "figure_key"), ("share", "figure_key"), ("ratio_bare", "ratio_key"))
        for match in patterns[name].finditer(fold.fold(str(case["text"])))
    ]
    assert len(found) > 25
    assert [m.group() for m, key in found if not patterns[key].search(m.string, *m.span())] == []
    units = ["五十余万吨", "三至五个百分点", "两期", "十多份", "百分之四十五", "五分之一", "一半", "8：2"]
    keys = ["ratio_key" if "：" in text else "figure_key" for text in units]
    assert [text for text, key in zip(units, keys, strict=True) if not patterns[key].search(text)] == []


def test_a_plan_named_in_a_heading_says_by_when() -> None:
    """“十五五”主要目标 hands 2030 down, “十四五”规划实施情况 nothing."""
    text = "一、“十五五”主要目标任务\n（一）城镇化。常住人口城镇化率达到67%左右。\n二、“十四五”规划衔接\n（一）民生。新建学校12所。\n"
    found = facts.extract(Document("two.txt", text, "")).targets
    assert [(target.provision, target.deadline) for target in found] == [("1.1", "2030"), ("2.1", None)]


@pytest.mark.parametrize(
    ("heading", "asked"),
    [
        ("工作目标", True),
        ("主要目标", True),
        ("目标任务", True),
        ("年度目标要求", True),
        ("工作情况", False),
        ("上年工作", False),
        ("目标完成情况", False),
    ],
)
def test_rises_against_the_year_before_are_asked_for_under_a_heading_of_goals(
    heading: str, asked: bool
) -> None:
    """Elsewhere 同比 and 比上年 tell what has been; under 工作目标 they say against what a goal is measured."""
    text = (
        f"某市水污染防治方案\n一、{heading}\n（一）水质。断面氨氮浓度同比下降3%，不高于2毫克/升。\n"
        "（二）种植。化肥施用量比上年减少1.5%，农药使用量减少1%。"
    )
    found = [(row.indicator, row.value) for row in facts.extract(document(text)).targets]
    if asked:
        assert found == [
            ("断面氨氮浓度同比下降", 3),
            ("断面氨氮浓度", 2),
            ("化肥施用量减少", 1.5),
            ("农药使用量减少", 1),
        ]
    else:
        assert not {name for name, _ in found} & {"断面氨氮浓度同比下降", "化肥施用量减少"}


@pytest.mark.parametrize(
    ("heading", "asked"), [("工作目标", True), ("主要预期目标", True), ("工作进展", False)]
)
def test_what_is_completed_under_a_heading_of_goals_is_asked_for(heading: str, asked: bool) -> None:
    """完成 may tell what has been; under 工作目标 it says what is to be, of money and of names in quotation marks."""
    text = (
        f"某县经济工作方案\n一、{heading}\n（一）财政。一般公共预算收入完成50亿元，增长6%，其中税收收入35亿元。\n"
        "（二）工业。规上工业总产值完成500亿元，同比增长12%。\n（三）主体。“个转企”300家、“小升规”60家。\n（四）项目。总投资80亿元。"
    )
    found = [(row.indicator, row.value) for row in facts.extract(document(text)).targets]
    goals = [
        ("一般公共预算收入", 50),
        ("一般公共预算收入增长", 6),
        ("税收收入", 35),
        ("规上工业总产值", 500),
        ("规上工业总产值同比增长", 12),
        ("“个转企”", 300),
        ("“小升规”", 60),
    ]
    assert found == (goals if asked else [])


def test_the_day_at_the_head_of_an_article_is_none_by_when_its_next_paragraphs_are_due() -> None:
    """``1月11日，…票决`` tells when something was decided."""
    text = "某市确定民生实事项目\n2024年1月11日，市人大会议票决确定实事项目。\n主要包括：新建充电桩100个；新增停车泊位300个。\n"
    found = facts.extract(document(text)).targets
    assert [(row.value, row.deadline) for row in found] == [(100, None), (300, None)]


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("环境形势", False),
        ("规划背景", False),
        ("发展基础", False),
        ("机遇与挑战", False),
        ("发展形势和主要任务", True),
        ("适应形势要求，扩大绿化", True),
        ("夯实工作基础，加快设施建设", True),
        ("持续优化发展环境", True),
        ("加大扶持力度，营造园区良好发展环境", True),
        ("规划背景和发展环境", False),
        ("着力破解存在的问题", True),
        ("工作基础", False),
        ("推进绿化工作情况", False),
    ],
)
def test_figures_under_a_heading_of_the_state_of_things_are_none(heading: str, told: bool) -> None:
    """How things stand is told before what is to be reached, with the same verbs."""
    text = f"某市国土绿化规划\n一、{heading}\n森林覆盖率提高到40%，新建公园30个。\n二、主要任务\n（一）造林。营造林20万亩。"
    found = facts.extract(document(text)).targets
    assert [row.provision for row in found] == (["1", "1", "2.1"] if told else ["2.1"])


def test_the_cells_of_a_table_run_together_are_no_targets() -> None:
    """What parted them is lost: nobody can say which figure is whose."""
    text = (
        "专栏1：主要指标序号指标2015年2020年2020年比2015年增长1化学需氧量排放总量（万吨）2551.72347.6-8%2氨氮排放总量（万吨）264.4238.0-10%"
        "3地表水国控断面劣Ⅴ类水质的比例（%）17.7<15-2.7个百分点4七大水系水质好于Ⅲ类的比例（%）55>605个百分点。"
    )
    assert facts.extract(document(text)).targets == ()
    text = (
        "专栏1主要指标类别序号指标名称单位2021年2022年2025年属性保障1残疾人纳入低保比例%100100100约束性2残疾儿童少年义务教育入学率%≥95≥97≥99"
        "预期性3残疾人基本医疗保险参保率%9596≥96约束性4辅助器具适配率%≥90≥90≥90约束性三、主要任务完善制度。"
    )
    assert facts.extract(document(text)).targets == ()


@pytest.mark.parametrize("skipped", [0, 2])
def test_a_heading_without_a_number_hands_its_year_down(skipped: int) -> None:
    """``2026年重点工作`` on a line of its own says by when, until the next such line; one of the past does not."""
    lines = (
        "现在，我代表市人民政府，向大会报告工作，请予审议。",
        "过去一年，我们攻坚克难、砥砺前行。",
        "各位代表！成绩来之不易。",
        "2026年重点工作",
        "改造老旧小区120个。",
        "2027年目标任务",
        "新增城镇就业3万人。",
    )[skipped:]
    text, start, placed = "\n".join(lines), 0, []
    for line in lines:
        placed.append(Block(blocks.BODY, fold.view(text, [(start, start + len(line))])))
        start += len(line) + 1
    outline = Outline(tuple(placed), (), (("成文日期", "2026年1月20日"),))
    scenes = schedule.read(outline, lexicon.load())
    found = targets(Document("one.txt", text, ""), scenes, lexicon.load())
    assert [(target.indicator, target.deadline) for target in found] == [
        ("改造老旧小区", "2026"),
        ("新增城镇就业", "2027"),
    ]


SUMMED = [  # a paragraph of a document signed on 25 September 2024, and how many figures it asks for
    ("1—8月，全县新建学校5所，完成投资20亿元。", 0),
    ("今年1月至8月，全县新建学校5所。", 0),
    ("今年上半年，全县新建学校5所，发放补贴200万元。", 0),
    ("截至9月底，全县新建学校5所，增长8.5%。", 0),
    ("截至2024年9月底，改造老旧小区12个。", 0),
    ("10月底前，新建学校5所。", 1),
    ("10月—12月，新建学校5所。", 1),
    ("到2024年底，新建学校5所。", 1),
]


@pytest.mark.parametrize(("text", "count"), SUMMED)
def test_what_was_over_when_a_document_was_signed_is_told_of(text: str, count: int) -> None:
    """``1—8月，…``, ``截至9月底，…`` sum up; ``10月底前，…`` says by when."""
    signed = f"某某县工作情况\n{text}\n某某县人民政府\n2024年9月25日"
    assert len(facts.extract(document(signed)).targets) == count
