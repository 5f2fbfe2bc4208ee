"""Names in context: an agency as written → full name, region, function; where names stand in running text."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg import facts, lexicon, readers, registry, resolve
from kg.fold import fold
from kg.lexicon.names import find_agencies, find_regions, looks_like_agency
from kg.model import Adoption, Extraction, Metadata, Responsibility
from kg.resolve.homes import home
from kg.resolve.places import own_code
from tests.conftest import GOLD
from tests.tables import cases, document

CASES = cases("names")
HOUSES = cases("houses")
WORLD = registry.load()


def resolved(case: dict[str, Any]) -> list[list[str | None]]:
    """Mention, name, region and function of each row of a case."""
    mentions = [row[0] for row in case["rows"]]
    text = case.get("text") or "，".join(mentions) + "。"
    rows, at = [], 0
    for mention in mentions:
        at = text.index(mention, at)
        rows.append(
            Responsibility("1", mention, "lead", False, "annotation", at, at + len(mention), mention, "case")
        )
        at += len(mention)
    head = Metadata(issuers=tuple(case["issuers"]), date=case["date"])
    found = resolve.resolve(Extraction(document(text), head, responsibilities=tuple(rows)), WORLD)
    assert found.metadata.region == case.get("region")
    return [[row.agency, row.name, row.region, row.function] for row in found.responsibilities]


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{' '.join(case['issuers'][:1])} {case['date']}" for case in CASES]
)
def test_agencies_get_their_full_names(case: dict[str, Any]) -> None:
    """Each mention has the name, region and function that the table says."""
    assert resolved(case) == case["rows"]


@pytest.mark.parametrize("case", HOUSES, ids=[case["text"][:24] for case in HOUSES])
def test_the_rules_of_an_institution_name_its_parts(case: dict[str, Any]) -> None:
    """教务部 in the rules of a university that signs them is the university's, and nobody's in a government's."""
    text = f"管理办法\n第一条 为规范管理，制定本办法。\n第二条 {case['text']}\n{case['house']}\n2022年11月7日"
    found = facts.extract(document(text))
    assert [[row.agency, row.role, row.name] for row in found.responsibilities] == case["facts"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("市医保局牵头学习三明医改经验，团市委组织宣传。", ["市医保局", "团市委"]),
        (
            "我市自2017年起借鉴深圳“罗湖模式”，由市卫生健康委会同市财政局完善付费办法。",
            ["市卫生健康委", "市财政局"],
        ),
        ("由市医保局牵头，乌兰察布市探索加入三明采购联盟。", ["乌兰察布市医疗保障局"]),
        ("三明市深化医改，由市医保局牵头。", ["三明市医疗保障局"]),
    ],
)
def test_the_home_of_a_model_is_not_whose_agencies_these_are(text: str, names: list[str]) -> None:
    """三明 in 三明医改经验 says nothing of the city that learns from it."""
    found = facts.extract(document(text)).responsibilities
    assert [row.name for row in found] == names


@pytest.mark.parametrize(
    ("year", "name"),
    [("2013", "广州市机构编制委员会办公室"), ("2025", "中共广州市委机构编制委员会办公室")],
)
def test_a_text_without_a_date_is_no_later_than_what_it_plans(year: str, name: str) -> None:
    """市编办 was the government's until 2018: a plan for 2013 speaks of that one."""
    text = (
        f"广州市人民政府关于促进就业的意见\n一、主要目标\n到{year}年，建成服务站100个。（责任单位：市编办）"
    )
    assert [row.name for row in facts.extract(document(text)).responsibilities] == [name]


def test_the_table_is_large_and_varied() -> None:
    """At least 150 rows of fifteen places."""
    assert sum(len(case["rows"]) for case in CASES) >= 150
    assert len({case.get("region") for case in CASES}) >= 15


# Names that are not read as their annotators wrote them, each with its reason. Strict: one that is has to be taken out.
NOT_YET = {
    "za01_yibao_yaopin_mulu_2025": "an abbreviation of a group is kept as printed",
    "za02_shanghai_kongyan_2010": "市和区 behind the city's name is said once",
    "zb03_pingshan_shiti_2017": "the second name in a bracket has the region too",
    "zc01_yibao_bianmin_2022": "单位 for 部门 behind functions; an office in a bracket is not named",
    "zc03_putian_youdai_2023": "主管部门 behind a field that 优待景区 parts from it",
    "zd02_yedong_2019": "the areas of a list end in 新疆生产建设兵团",
    "ze01_tuopin_liucheng_2019": "村支“两委” and groups of villagers",
    "ze02_guizhou_jiaoyu_2019": "no issuer; the place stands in running text",
    "ze03_yongjing_dianshang_2016": "no issuer; the place stands in running text",
    "zh01_sanming_yiwu_jiaoyu_2018": "规划局 for 城乡规划局; 教科所 spelt out",
    "zh02_pingtan_shebei_gengxin_2024": "区税务局 of a zone; the class of 通管办",
    "zh03_putian_guangming_2008": "县区残联 spelt out; newspapers and committees of no known work",
    "zi01_zhongmiao_2019": "a market of a city; 种苗 and 造林绿化 as the work of forests",
    "zi02_shanghai_zaihai_2019": "the class of commands for 各灾种; 驻沪部队 without the city's name",
    "zi03_guangzhou_dixia_2011": "储备机构 as an institution",
    "zj01": "a bureau of no region, spelt out",
    "zj02": "a bureau of no region, spelt out",
    "zj07": "a committee that the nation's ministry makes",
    "zj20": "残联组织 of a list of departments",
    "zj22": "主管部门 behind words of a field",
    "zj23": "an office with the class of the ministry that it is set up in",
    "zl01_minzhengbu_feifajizi_2022": "a short name for the head department of a mechanism, in full",
    "zl03_pingtan_liangbuchou_2019": "区直各责任单位 without 直; 各乡镇、村 as governments",
    "zl04_sanming_yanglao_2018": "税务局 of a list without its 国家税务总局",
    "zl06_fujian_dibao_2021": "乡镇（街道） spelt out as their governments",
    "zm02_shenzhen_dikong_2025": "companies by their short names; 政务和数据局 as the city has it",
    "zm03_chongming_nongcun_gonglu_2021": "the class of an office for roads of villages",
    "zm05_beijing_xinnengyuan_gongre_2026": "属地发展改革委 spelt out",
    "zm06_shanghai_ranqi_zhengzhi_2023": "the heads of tasks as a group",
    "znd10": "a city's axis names no city in gold",
    "zg02": "法制办公室 of no region",
    "zg04": "监察 and 财政 share the level in front",
    "zg07": "bodies of no region are kept as printed",
    "zg11": "managers of towns and areas in brackets",
    "zg17": "bodies of no region are kept as printed",
    "zg20": "bodies of no region are kept as printed",
    "zg23": "各级纪检监察机关 of the city that is named in front",
    "zg25": "地方各级 of the nation",
    "zg29": "妇联 and 共青团 of no region",
    "eb01_minbao_2016": "a plan of a ministry: only the five-year plan that it rests on is named",
    "eb02_liuhe_chanye": "金融办 of an opinion without a date",
    "ec05_gongtongzi_2011": "the class of 人民检察院, which docs/facts.md does not name",
    "ec11_changji_xianxue_2001": "自治州 alone in a list of governments",
    "ed17_renying8": "省、自治区、直辖市…机构 beside the 国务院's: without region here, the nation's in newer gold",
    "ed19_xiangcun3": "县级以上地方…部门 beside the 国务院's: without region here, the nation's in newer gold",
    "ed20_pudong5": "an article of a city's regulation on one district: only the district is named",
    "ef23_zhize": "省、自治区…部门 beside the 国务院's: without region here, the nation's in newer gold",
    "fa01_shanghai_gongyuan_2026": "the class of 市委社会工作部, which other gold has as other",
    "fa04_jiangsu_dianli_zhuce_2018": "我办 of a supervising office whose name ends in 办公室",
    "fb03_sanming_yuye_2022": "an association that is the province's, and its office in a city",
    "fb04_sanming_yanglao_2022": "市、县两级民政、财政部门: the levels of a list that shares its noun",
    "fb05_putian_shuili_2017": "the class of a bureau's 管理处, and whose 局属 bodies are",
    "fb06_sanming_difangbing_2023": "the class of 疾病预防控制中心, which other gold has as institution",
    "fc02_gwb_2014_56": "the class of 人民检察院, and 供水、供电等部门和单位",
    "fc06_gwb_2020_43": "the class of 副省级城市和计划单列市科技主管部门",
    "fc07_jyb_hulianwang_dasai_2015": "committees named by the contest that founds them",
    "fd04_sanming_jikong_gaige_2019": "市、区人社局 spelt out",
    "fd06_zhejiang_ai_qingdan_2026": "rows of a table without a head of their own",
    "ga01_shanghai_andian_2023": "the class of a platform",
    "ga02_yibao_menzhen_2021": "省级 carried on from the sentence before",
    "ga06_mengxi_xize_2019": "a company in full among the addressees; the region of a supervising office",
    "ga08_songjiang_gengxin_2025": "经开区 and 经济技术开发区 as written",
    "gb02_nyncb_biaozhunhua_2023": "the class of a conference of ministries",
    "gb07_chuangqingchun_dasai_2019": "committees named by the contest that founds them, in a text without issuer",
    "ha06_sichuan_xinnengyuan_2025": "the region of a nation's 派出机构 in a province's document",
    "ha07_pingtan_huanwei_2015": "a group whose members are printed on the same line",
    "hb01_baoshan_laji_2019": "enterprises by their short names",
    "hb05_huangpu_keneng_2025": "the class of an office for investment, which other gold has as commerce",
    "hd10_duty_10": "the class of a coordination group's office",
    "hd19_duty_19": "short names where no region is told, which other gold keeps short",
    "hd26_duty_26": "short names where no region is told, which other gold keeps short",
    "he30_adoption_30": "各市（州）卫生健康委 spelt out",
    "ia03_guangzhou_minzhu_2012": "政协 spelt out, and 市政务办 as written",
    "ia04_pingtan_duijiehui_2015": "a leading group with a day in quotation marks in its name, 区办督查室",
    "ib01_guangzhou_rencai_2012": "办 spelt out",
    "ib02_guangdong_shuzi_2025": "the class of 广电局, which other gold has as publicity",
    "ib03_sanming_aizi_2020": "海关, 工会 and 民航部门 of a city",
    "ic01_sanming_zhikong_2023": "市卫健 without its last word, 县级质控中心 as what is set up",
    "ic03_pingtan_zonghezhengzhi_2015": "towns spelt out, which other gold keeps short; the class of 水务公司",
    "ic05_pingtan_daolu_2012": "a county and a zone that issue together: 各县直有关部门",
    "id01_jianyan_huren_2022": "the class of 质控组织 and of the army's departments",
    "if13_adoption_13": "whose 各县（市、区）卫生健康局 a passage speaks of",
    "if20_adoption_20": "the region of groups all over the country in a passage",
    "if27_duty_01": "short names where no region is told, which other gold keeps short",
    "if30_duty_04": "省人民政府 in front of a list of departments",
    "if31_duty_05": "地方 in front of a list of departments",
    "if32_duty_06": "妇儿工委 where no region is told",
    "if35_duty_09": "short names where no region is told, which other gold keeps short",
    "if37_duty_11": "short names where no region is told, which other gold keeps short",
    "ig26_duty_02": "市 carried on from the sentence before",
    "ig30_duty_06": "the class of 救助点",
    "ja03_sanming_sanchan_2022": "市金融监管局 of 2022, which the gold guesses as 金融监督管理局",
    "ja04_xuhui_zhuangxiu_2017": "各街道、镇 as two groups",
    "jb03_guangzhou_minsheng_2012": "建委 of an opinion without a date; the class of 市法院, which other gold has as justice",
    "jc01_pingtan_taipingjian_2018": "区直 behind the name of a zone that ends in 区",
    "jc04_pingtan_liuxiang_2017": "bodies of a zone that its gold leaves as printed: 党工委, 管委会, 综合执法局; an office with another in a bracket",
    "je05_adopt_05": "the class of 中级人民法院, which other gold has as justice",
    "je09_adopt_09": "云阳县 without its municipality in front",
    "ka01_putian_gongshui_2019": "the class of 物价局, which other gold has as development_reform",
    "ka02_xian_zhaosheng_2023": "开发区管委会, which other gold spells out",
    "kb01_nanjing_zhengwu_zhinengti_2026": "the city in front of a 专班 that the text names without it; other gold has it",
    "kb05_shaanxi_zhongjie_fuwu_2019": "西咸新区管委会 by its official name; 杨凌示范区 as its 管委会",
    "kc03_sanming_jiating_bingchuang_2021": "the class of 建床机构, which the text defines",
    "ke02_guangzhou_dangjian_2012": "党工委 spelt out; 市委, 市直机关工委, which other gold writes otherwise",
    "ke04_lishui_yangchen_2021": "bodies that are named by what they do: 负责监督管理…的部门",
    "la03_zhengzhou_opc_2026": "the class of 市委智慧办",
    "la04_hangzhou_rengong_2025": "a university in the city's district that its name begins with: 西湖大学",
    "la05_pingtan_yiju_2015": "区直各部门 without 直, which other gold keeps; an office behind a heading on one line with it",
    "lb01_yibao_kuasheng_2022": "the class of 就医地经办机构, which other gold has as medical_security",
    "ld23_passage": "本级 and 自然资源主管部门 by the provinces that the sentence before names",
    "ld24_passage": "中华 in front of 全国总工会, spelt out",
    "ld25_passage": "whose 自治区 a passage speaks of",
    "ma01_jiangbei_ruanjian_2026": "a bureau of the zone that the title names",
    "ma02_anshun_chubeiliang_2023": "经开区 spelt out",
    "ma04_shanghai_yangquan_2011": "市 alone as a government; 行政管理 of a list, which this gold leaves out",
    "ma05_guilin_shuxue_2021": "the class of a university's 团委",
    "mc15_passage": "short names where no region is told, which other gold keeps short",
    "mc21_passage": "县级以上各级…部门 of a passage: without region here, the nation's in newer gold",
    "pa02_liuhe_lvyou": "a regulation without a title: 县旅游产业发展领导小组 alone does not tell the county",
    "pa03_shuili_xiaoliuyu_2023": "the level of the first of a list in a list of functions: 省级水利部门会同农业农村、林草、乡村振兴部门",
    "pa05_gwb_sichuan_fuhan_2004": "该委 and 该部, which stand for a body named before",
    "pb01_caizheng_sanxiang_2016": "当地省级财政、农业部门: whose the second is",
    "pb06_guangxi_tepaiyuan_2013": "a notice of an autonomous region that only a title with 自治区 tells",
    "pc18_passage": "专家委员会 of the committee in front of it",
    "pc19_passage": "区规土局, of a passage that names only 本区",
    "pc33_passage": "a passage of 深圳 that only 在深 tells",
    "qa03_jingan_qingdan_2023": "市北高新集团, whose name begins with 市北",
    "qb02_gwb_yanglao_2009": "经办机构 behind 原参保所在地 is of its field elsewhere",
    "qc01_passage": "an area of a city whose districts the passage names",
    "qc12_passage": "an area of a city whose districts the passage names",
    "qc13_passage": "an area of a city whose districts the passage names",
    "qc14_passage": "an area of a city that the passage does not name",
    "qc16_passage": "a county's department beside the nation's: without region elsewhere",
    "qc19_passage": "规划委员会 without a city: a council, or the planning bureau's",
    "sa01": "总参谋部 as the army's, and the class of 军队…业务部门",
    "sa02": "companies by the city of the province that the letter names",
    "sa05": "北京's 国资委 by its official name; the class of 广电局, which other gold has as publicity",
    "sa06": "主管部门 of a fund as the bureau named before",
    "sb04": "the class of 人民法院 and 人民检察院, which other gold has as justice",
    "sb06": "a city's centre whose name leaves 市 out; 市网络理政办 spelt out",
    "sb07": "市金融办 as of 2012, of an opinion without a date",
    "sc02": "局 of a list that shares its last noun",
    "sc04": "市市、区… of a city; the class of 绿化市容局, which other gold has as other",
    "sc05": "the class of 绿化管理部门, which other gold has as other, and of 绿化指导站",
    "se28": "a base of a laboratory without the region in front",
    "se29": "各级…部门 of a passage: without region elsewhere",
    "se30": "各级…部门 of a passage: without region elsewhere",
    "se49": "各督查组 of a passage: without region elsewhere",
    "sg01": "杨凌示范区 as its 管委会",
    "sg07": "the class of a centre's 窗口 and of 道路主管部门",
    "ta02": "工会 spelt out; 民政部门 where 人民政府民政部门 was named",
    "tb02": "所属环境监测机构 of the department named before",
    "tb03": "赔偿权利人, a role that the text defines; the class of courts, which other gold has as justice; 政府 of a list of levels",
    "tb04": "林草主管部门 spelt out; 其指定的部门机构 by whom",
    "tc30": "办公室 of the mechanism named before",
    "tc33": "the class of 热线服务工作机构",
    "tc34": "the class of 热线服务工作机构",
    "tc41": "the army and 民航部门 of a passage: without region elsewhere",
    "tc42": "a university by the city that a passage names beside another",
    "c94_bingtuan": "the class of 组织部, which other gold has as party_committee",
    "ea01_shuzi": "the class of 政法委, which other gold has as party_committee",
    "ua01": "卫计局 of a group, kept as printed in other gold",
    "ua03": "卫健局 of a group, kept as printed in other gold",
    "ua06": "属地卫健部门, said for the first of a list",
    "uc22": "主管机构 behind a long relative clause",
    "uc23": "你局, which stands for whom the letter is to",
    "uc26": "a regulation cut to its first articles, whose passage names its city; the class of 园林",
    "uc27": "the class of a committee for a field",
    "uc29": "a conference of ministries that the passage does not place",
    "uc31": "the class of a conference for a field",
    "uc32": "上海4省市人民政府 with its number in digits",
    "uc44": "the region of a passage by the products that it names",
    "ud11": "各地 and 各经济特区 of a list that shares its department",
    "ud14": "国家级经开区 as governments",
    "ud22": "the region of a passage by its title's place",
    "ud27": "the class of 医疗保障经办机构, which other gold has as medical_security",
    "ud29": "the class of 绿化, which other gold has as other",
    "ud32": "发展改革委 of a passage spelt out, kept as printed in other gold",
    "ue52": "发展改革委 of a passage spelt out, kept as printed in other gold",
    "ud34": "建设局 of a city of 浙江, whose registry name is 住房和城乡建设局",
    "ud37": "审计机关 by the level named before",
    "ud39": "departments of a passage by the place that it speaks of",
    "ud40": "其地方组织 of the body named before",
    "ud66": "the class of a committee that governs a fund",
    "pc17_passage": "departments of every level beside a bureau of the nation, in a passage",
    "qb03_yaojian_fuhan_2019": "你局, which stands for whom the letter is to",
    "qc23_passage": "地市考委, short for examinations of self-study",
    "ra03": "县级局 in a plan of the city's bureau: whose branch it is",
    "ra04": "市、区财政部门 of a city: its levels named behind its own name",
    "ra06": "a passage of a report whose title is cut: only its places say whose",
    "rb01": "the class of 国防科工办",
    "rb07": "我局 of a report that is forwarded, 地震部门",
    "rc02": "领导小组 of a name that a list of adjectives opens",
    "rc03": "the class of 森林消防支队",
    "rc04": "市直有关部门: with the level behind the city here, without it in older gold",
    "rc06": "省、自治区、直辖市 alone in a list",
    "rc07": "roles in a payment system (参与者, 代理结算银行) and a bank's 省级分支机构",
    "rd02": "各项目县、区（管委会）; 农办 as printed here, in full in other gold",
    "rd03": "two short names of a zone's bureaus: 环土局, 交建局",
    "re01": "the class of 电力管理部门 and of forest police",
    "re04": "the class of 老龄办 and 体育局, and 文广局 in the year of the document",
    "re05": "half-width brackets in a name, which are kept here",
    "re06": "a zone's 督查室 and 综合执法局, kept short here",
    "re07": "branches of universities elsewhere by their short names: 哈工大苏州高研院",
    "rf02": "区、县人民政府 in a town's document are the city's",
    "rf03": "国家能源局派出机构 in a region's document: its region here, the nation in older gold",
    "rf04": "区残联 and 镇（街） of a city",
    "rf05": "统筹地区医保部门 and 医保部门 are told apart here",
    "rf06": "the class of a bureau's leading group",
    "va01": "交警支队 spelt out, which other gold keeps; the class of a broadcaster's branch",
    "va02": "市政维护处 below a city's bureau: the bureau's section here, the city's in the gold",
    "va03": "园区建设主体 as a group, by a definition of the document",
    "va05": "其办公室 for the office of a committee that an event has",
    "va06": "the class of 市政道路维护主管部门",
    "vb02": "中央电教馆 spelt out",
    "vb04": "政法委 as other: party_committee in other gold",
    "vb05": "the class of 市容市政管理部门",
    "vb06": "the region of a university: its province's in the gold, that of its city here",
    "vb07": "县交通局 as 交通运输局, which nothing in the text says",
    "wa02": "统筹地区 said once for a list of departments",
    "wa03": "有关镇政府 kept as printed; 消防大队 of 2018",
    "wa05": "昆明学院 without its province",
    "wa07": "环委会 spelt out",
    "xa01": "保监局 of 2012 spelt out",
    "xa02": "the class of 物价局",
    "xa06": "the class of a group of experts and of the bureaus that it advises",
    "xa07": "the class of a role that a regulation defines",
    "xb03": "嘉定新城 without its district",
    "xb04": "各村 of a part of a zone",
    "xb05": "the class of 航油管线经营单位",
    "xb06": "环卫处 spelt out, which other gold keeps",
    "xb07": "台办 as the government's, which is the Party's in other gold",
    "xd11": "铁路 without the noun that it shares",
    "xd15": "县妇联 spelt out: here it is taken for the title of the passage",
    "xd16": "the class of 市政府法制办公室 where no region is known",
    "xd57": "the level of 县 said once for two hospitals",
    "ya02": "国家安全机关 for those of a level that was named before",
    "ya04": "秘书处 with the committee whose it is",
    "ya05": "both levels in front of 设立的血液管理机构",
    "yb25": "自治县 in front of 交通部门 is no part of its name",
} | dict.fromkeys(
    (
        *(f"hd{at:02d}_duty_{at:02d}" for at in (1, 7, 11, 12, 20, 22, 23, 24, 25)),
        "hd52_target_24",
        *(f"hf{at:02d}_adoption_{at:02d}" for at in (7, 8, 27, 36)),
        *(f"hg{at:02d}_adoption_{at:02d}" for at in (2, 5, 6, 13)),
    ),
    "the region of a passage by the place that it speaks of, which other gold leaves open",
)
NOT_YET |= dict.fromkeys(
    ("xc32", "xd20", "xd21", "xd24", "yb27"),
    "a body of a passage without a region spelt out, which other gold keeps as printed",
)
NOT_YET |= dict.fromkeys(
    ("xd01", "xd10", "xd23", "xd48", "xd53", "yb23", "yb24"),
    "the class of a body that a regulation makes for itself, or of a court",
)


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(
            path,
            id=path.stem,
            marks=[pytest.mark.xfail(strict=True, reason=NOT_YET[path.stem])] if path.stem in NOT_YET else [],
        )
        for path in sorted(GOLD.glob("*/*.json"))
    ],
)
def test_the_names_of_the_gold_are_found_again(path: Path) -> None:
    """Blanked names, regions and functions of annotated documents come back, the document's own region too."""
    data = json.loads(path.read_text(encoding="utf-8"))
    source = next(p for p in (path.with_suffix(".txt"), path.with_suffix(".html"), _seed(path)) if p.exists())
    gold = facts.from_json(data, readers.read(source))
    blank = tuple(row._replace(name="", region=None, function="other") for row in gold.responsibilities)
    found = resolve.resolve(
        replace(gold, metadata=replace(gold.metadata, region=None), responsibilities=blank), WORLD
    )
    assert found.metadata.region == gold.metadata.region
    wanted = [(fold(row.name), row.region, row.function) for row in gold.responsibilities]
    assert [(fold(row.name), row.region, row.function) for row in found.responsibilities] == wanted


def _seed(path: Path) -> Path:
    return GOLD.parent.parent / "seeds" / f"{path.stem}.txt"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("由区卫生计生委统筹安排经费", ["区卫生计生委"]),
        ("区卫生计生委与区财政局共同强化追踪监管", ["区卫生计生委", "区财政局"]),
        ("佛山市高明区卫生健康局会同市公安局高明分局", ["佛山市高明区卫生健康局", "市公安局高明分局"]),
        ("各市（州）医保部门要做好衔接", ["各市（州）医保部门"]),
        ("省级医保部门负责制定", ["省级医保部门"]),
        ("市市场监管局牵头", ["市市场监管局"]),
        ("国务院教育行政部门统筹", ["国务院教育行政部门"]),
        ("民政部牵头，公安部、国家卫生健康委配合", ["民政部", "公安部", "国家卫生健康委"]),
        ("各成员单位要各司其职", ["各成员单位"]),
        ("区政府办公室督办", ["区政府办公室"]),
        ("广东省卫生健康委联合省医保局印发", ["广东省卫生健康委", "省医保局"]),
        ("市委宣传部、市委编办、团市委", ["市委宣传部", "市委编办", "团市委"]),
        ("成立普陀区公立医院管理委员会", ["普陀区公立医院管理委员会"]),
        ("向区医改工作领导小组报告", ["区医改工作领导小组"]),
        ("上海金融监管局、上海海关", ["上海金融监管局", "上海海关"]),
        ("县级以上人民政府卫生健康主管部门", ["县级以上人民政府卫生健康主管部门"]),
        ("促进教育公平，发展卫生事业", []),
        ("优化城市布局，把握大局", []),
        ("财政投入逐年增加，医保基金平稳运行", []),
        ("加强部门协同", []),
    ],
)
def test_agencies_are_found_in_running_text(text: str, names: list[str]) -> None:
    """Places, level words, offices and branches belong to the mention; words that only sound like one are none."""
    assert [text[start:end] for start, end in find_agencies(text)] == names


@pytest.mark.parametrize(
    "name", ["区财政局", "各镇政府", "各成员单位", "浦东新区", "市水投集团", "街道办", "各有关单位"]
)
def test_these_may_be_agencies(name: str) -> None:
    """Items of a list in an annotation."""
    assert looks_like_agency(name)


@pytest.mark.parametrize("name", ["统筹安排", "按职责分工", "改善布局", "把握大局", "持续推进"])
def test_these_are_no_agencies(name: str) -> None:
    """What else stands in such brackets."""
    assert not looks_like_agency(name)


def test_places_are_found_in_running_text() -> None:
    """全省 and 我市 are the document's own; 三明市 is 350400, whatever else was called so."""
    text = "我市学习福建省三明市经验，全省推广"
    assert [codes for _, _, codes in find_regions("安徽省推进")] == [("340000",)]
    found = [(text[start:end], codes[:1]) for start, end, codes in find_regions(text)]
    assert found == [("我市", ()), ("福建省", ("350000",)), ("三明市", ("350400",)), ("全省", ())]


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (Metadata(issuers=("中共重庆市綦江区委全面深化改革委员会医药卫生体制改革专项小组",)), "500110"),
        (Metadata(issuers=("国家林业和草原局", "民政部")), "000000"),
        (Metadata(issuers=("国家税务总局佛山市税务局",)), "440600"),
        (Metadata(issuers=("新疆生产建设兵团办公厅",)), "659900"),
        (Metadata(issuers=("苏州工业园区管理委员会",)), "320500"),
        (Metadata(issuers=("河北雄安新区管理委员会",)), "130600"),
        (Metadata(issuers=("上海海关",)), "310000"),
        (Metadata(issuers=("国家能源局江苏监管办公室",)), "320000"),
        (Metadata(issuers=("国家能源局市场监管司",)), "000000"),
        (Metadata(issuers=("全国老龄工作委员会办公室",)), "000000"),
        (Metadata(number="国办发〔2018〕123号", title="关于海南省试点的通知"), "000000"),
        (
            Metadata(
                title="关于印发《綦江区深化医药卫生体制改革实施方案》的通知", number="綦江府发〔2016〕1号"
            ),
            "500110",
        ),
        (Metadata(number="粤府办〔2023〕4号", title="关于做好防汛工作的通知"), "440000"),
        (Metadata(number="鄂州政发〔2023〕4号", title="关于做好防汛工作的通知"), "420700"),
        (Metadata(number="恩施州政办发〔2023〕4号", title="全州防汛工作方案"), "422800"),
        (Metadata(number="鄂政发〔2023〕4号", title="关于做好防汛工作的通知"), "420000"),
        (
            Metadata(
                number="宁新区管规字〔2026〕4号", title="关于印发《南京江北新区促进软件产业发展措施》的通知"
            ),
            "320100",
        ),
        (Metadata(number="吉府办发〔2019〕4号", title="吉安中心城区停车管理办法"), "360800"),
        (Metadata(number="宁政办发〔2024〕4号", title="关于转发《南京市停车管理办法》的通知"), "640000"),
        (Metadata(number="宁医改发〔2024〕4号", title="南京模式推广方案"), "640000"),
        (Metadata(number="青政办发〔2020〕4号", title="青岛港口发展规划"), "370200"),
        (Metadata(number="皖政办发〔2024〕4号", title="关于印发《三明医改经验推广方案》的通知"), "340000"),
        (Metadata(number="皖政办发〔2024〕4号", title="三明市医改做法学习方案"), "340000"),
        (Metadata(number="宁政规发〔2019〕4号", title="宁夏园区管理办法"), "640000"),
        (Metadata(number="长政发〔2023〕4号", title="全州防汛工作方案"), None),
        (Metadata(title="海南省儿童健康促进专项行动计划"), "460000"),
        (Metadata(title="多地推进医改", type="报道"), None),
        (Metadata(title="关于做好防汛工作的通知"), None),
        (Metadata(title="关于加强清远市农贸市场管理的通知"), "441800"),
        (Metadata(title="关于调整温州市泰顺县农村供水价格的通知"), "330329"),
        (Metadata(title="关于支持海南省建设自由贸易港的通知"), None),
        (Metadata(title="关于同意庐江县设立创业园的批复"), None),
        (Metadata(title="关于清远市和韶关市界线的公告"), None),
        (Metadata(title="关于深化三明市医改经验运用的通知"), None),
    ],
)
def test_the_region_of_a_document(head: Metadata, code: str | None) -> None:
    """From its issuers, else its number or its title; never from a place that is merely named."""
    assert home(Extraction(document("学"), head), WORLD, lexicon.load()["names"]) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("一、总体要求\n服务海南发展，海南省级统筹。\n二、主要任务\n把海南建成示范区。", "460000"),
        (
            "一、总体要求\n在广东、深圳先行先试。\n二、主要任务\n深圳市财政局安排资金，深圳各区落实。",
            "440300",
        ),
        ("一、总体要求\n学习三明经验，推广三明做法，深化三明医改。\n二、主要任务\n各县推进改革。", None),
        ("一、总体要求\n河南、湖北、湖南加强协作，湖南、湖北共建，湖北牵头。", None),
        ("一、总体要求\n青海要加强保护。", None),
        ("甲省教育厅关于规范办学的通知\n一、总体要求\n借助海南、海南省和海南各市力量。", None),
    ],
)
def test_a_document_without_its_head_is_of_the_place_that_it_speaks_of(text: str, code: str | None) -> None:
    """Often, of no other, and not of its model; one that has a title is asked for its issuer."""
    assert facts.extract(document(text)).metadata.region == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "关于推进人才强市的意见\n一、培养人才\n用好在肇庆企业，鼎湖区先行。（市教育局负责）\n二、引进人才\n面向肇庆招聘。（市财政局负责）",
            "441200",
        ),
        (
            "标题: 关于推进乡村全面振兴的意见\n发布机构: 市委农办\n一、强农业\n在肇庆办学，建设肇庆，学习台州做法。\n二、美乡村\n办好肇庆马拉松。",
            "441200",
        ),
        (
            "加强养老服务的意见\n一、扩大供给\n发挥岳西县优势，我县建设岳西县养老中心。\n二、落实政策\n我县兜底。",
            "340828",
        ),
        (
            "促进消费的若干措施\n一、办节会\n石家庄、唐山、唐山市、石家庄市联动。（市商务局负责）\n二、发券（市财政局负责）",
            None,
        ),
        ("促进就业的意见\n一、开发岗位\n借鉴温州、温州市做法。\n二、提供补贴\n各地落实。", None),
        ("关于防汛的意见\n一、备料\n市场监管局检查，市政管养，肇庆、肇庆市。", None),
    ],
)
def test_a_document_that_nobody_signs_is_of_the_place_of_its_agencies_level(
    text: str, code: str | None
) -> None:
    """市 is 肇庆市 where its agencies are a city's, or it calls itself 我市, and no other city is named as often."""
    assert facts.extract(document(text)).metadata.region == code


@pytest.mark.parametrize(
    ("text", "code"),
    [("上海市人民政府要求", "310107"), ("舟山市人民政府要求", "330903"), ("浙江省、舟山市", "330903")],
)
def test_regions_of_one_name_are_told_apart_by_the_text(text: str, code: str) -> None:
    """普陀区 is a district of 上海市 and of 舟山市."""
    head = Metadata(issuers=("普陀区人民政府",), date="2020-01-01")
    assert own_code(head, WORLD, lexicon.load()["names"], text) == code


@pytest.mark.parametrize(
    ("place", "code"),
    [
        (None, "440608"),
        ("本区", "440608"),
        ("我市", "440600"),
        ("全省", "440000"),
        ("全国", "000000"),
        ("河北省", "130000"),
        ("福建三明", "350400"),
        ("南海区", "440605"),
    ],
)
def test_who_adopts(place: str | None, code: str) -> None:
    """Places as written in a document of 佛山市高明区."""
    adoption = Adoption("余村经验", "adopt", "text", 0, 1, "学", "case", place=place)
    head = Metadata(issuers=("佛山市高明区人民政府",), date="2023-02-24")
    found = resolve.resolve(Extraction(document("学"), head, adoptions=(adoption,)), WORLD)
    assert found.adoptions[0].region == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("学习运用“千万工程”经验，加快大同、朔州、忻州等城市建设。", "140000"),
        ("深入推广三明医改经验，漯河市医疗保障局按月通报进展。", "411100"),
        ("借鉴义乌经验，赣州市南康区、龙南市建设内陆口岸。", "360700"),
        ("学习江苏启东医改经验，在宜阳县、嵩县组建医疗集团。", "410300"),
        ("认真学习义乌市场经验，发挥我县区位优势，为浠水发展作贡献。", "421125"),
        (
            "以学习推广三明医改经验为抓手，支持在皋兰县、永登县先行推进。（兰州市医改领导小组秘书处牵头）",
            "620100",
        ),
        ("县农业农村局要学习“枫桥经验”，会同县司法局在息烽县试行。", "520122"),
        ("学习运用“千万工程”经验，建设乡村振兴示范县，维护长治久安。", None),
        ("学习运用“千万工程”经验，建成玉树农网。", None),
        ("学习运用“千万工程”经验。太原、郑州两市往来日益密切。", None),
        ("推广浙江省“最多跑一次”改革经验，压减材料。", None),
        ("在全州范围内推行罗平县“一站式”矛盾调解做法。", None),  # 全州 is no 全州县
    ],
)
def test_a_passage_of_unknown_origin_adopts_for_the_places_that_it_names(text: str, code: str | None) -> None:
    """Those in front, those behind with their kind, several of one province; never the model's own."""
    assert [adoption.region for adoption in facts.extract(document(text)).adoptions] == [code]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("县级以上地方人民政府应当加强领导。公安机关应当依法查处传销行为。", "000000"),
        ("第四条 国务院水行政主管部门负责监督。水利部门应当制定规划。", "000000"),
        ("各省（区、市）人民政府要加强督导。财政、卫生计生等有关部门要各司其职。", "000000"),
        ("各省、自治区、直辖市教育厅（教委）要摸清底数，教育部门要抓好落实。", "000000"),
        ("各省（自治区、直辖市）及新疆生产建设兵团民政厅（局）要抓好落实，教育部门要配合。", "000000"),
        ("委托各省、自治区、直辖市、新疆生产建设兵团水利部门审批，公安机关应当依法查处。", "000000"),
        ("县级以上人民政府应当加强领导。公安机关应当依法查处传销行为。", None),
        ("按照国务院关于加强领导的要求，公安机关应当依法查处传销行为。", None),
        ("区财政局要安排资金，税务机关应当依法征收。", None),
    ],
)
def test_a_passage_that_speaks_to_the_governments_of_all_places_is_of_the_nation(
    text: str, code: str | None
) -> None:
    """Only the nation's own say 县级以上地方人民政府, which a province calls 县级以上人民政府."""
    assert [duty.region for duty in facts.extract(document(text)).responsibilities][-1] == code
