"""The lexicon proves itself: each rule by its examples and counterexamples, each literal by its generality."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from kg import facts, lexicon
from kg.errors import LexiconError
from kg.lexicon import Rule
from kg.paths import LEXICON
from tests.conftest import GOLD, SEEDS
from tests.tables import document

RULES = lexicon.load().rules()
HAN = re.compile(r"[一-龥]{7,}")
# ``)?+``, ``)*+``, ``){0,40}+``, in an f-string ``){{0,40}}+``
POSSESSIVE_GROUP = re.compile(r"(?<!\\)\)(?:[?*+]|\{{1,2}\d*,?\d*\}{1,2})\+")
SOURCES = [path for path in LEXICON.parent.rglob("*") if path.suffix in {".py", ".toml"}]
# Names of the world, which are no ways of saying something.
NAMES = {
    "妇幼保健计划生育服务中心",
    "法定主动公开内容",
    "市政府办公室文件",
    "全国人大常委会",
    "国家外汇管理局",
    "出入境检验检疫",
    "共产主义青年团",
    "中华人民共和国",
    "住房和城乡建设",
    "人力资源社会保障部",
    "疾病预防控制中心",
    "领导小组办公室",
    "人口和计划生育",
    "人口与计划生育",
    "自然资源和规划",
    "各乡镇人民政府",
    "劳动和社会保障",
    "中长期发展规划",
    "人力资源和社会保障部",
    "人力资源与社会保障",
    "卫生与计划生育",
    "公共资源交易中心",
    "卫生和计划生育",
    "协调小组办公室",
    "住房公积金管理",
    "住房公积金管理中心",
    "网络安全和信息化",
}


@cache
def rules_of(text: str) -> frozenset[str]:
    """The ids of all rules that read something out of a text that is a document of its own."""
    found = facts.extract(document(text))
    return frozenset(fact.rule for fact in (*found.facts(), *found.attributions))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_example_gives_a_fact_of_its_rule(rule: Rule) -> None:
    """An example that its own rule does not read is no example."""
    assert rule.examples
    assert [text for text in rule.examples if rule.id not in rules_of(text)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_no_counterexample_gives_a_fact_of_its_rule(rule: Rule) -> None:
    """A counterexample holds the words of its rule and is not read by it."""
    assert [text for text in rule.counterexamples if rule.id in rules_of(text)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_rule_says_what_it_does_not_read(rule: Rule) -> None:
    """A rule without a counterexample claims that its words never mean anything else; one that is an example is none."""
    assert rule.counterexamples
    assert not set(rule.examples) & set(rule.counterexamples)


def test_ids_are_unique_in_the_whole_lexicon() -> None:
    """A wrong statement in the graph points to one line of one file."""
    counts = Counter(rule.id for rule in RULES)
    assert [rule for rule, count in counts.items() if count > 1] == []


def test_no_list_says_a_word_twice() -> None:
    """Whoever takes a word out of a list has taken it out."""
    lists = [
        (name, key, words)
        for name, section in lexicon.load().sections.items()
        for key, words in section.words.items()
    ]
    twice = [(name, key) for name, key, words in lists if len(set(words)) < len(words)]
    assert twice == [("names", "standards")]  # one for each of `variants`


def test_confidence_is_honest_and_graded() -> None:
    """Between doubt and certainty, and not the same for all."""
    assert all(0 < rule.confidence < 1 for rule in RULES)
    assert len({rule.confidence for rule in RULES}) >= 5


def test_no_long_literal_comes_from_one_document() -> None:
    """A phrase of seven characters that only one document prints is that document's, not the language's."""
    texts = [path.read_text(encoding="utf-8") for folder in (SEEDS, GOLD) for path in folder.rglob("*.txt")]
    squeezed = {re.sub(r"\s", "", text) for text in texts}
    lonely = [
        f"{file}: {literal}"
        for file, literal, examples in _literals()
        if sum(literal in text for text in squeezed) == 1 and literal not in examples and literal not in NAMES
    ]
    assert lonely == []


def _literals() -> list[tuple[str, str, str]]:
    """Every run of seven and more characters in words and patterns, with the examples of its file."""
    rows: list[tuple[str, str, str]] = []
    for path in sorted(LEXICON.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        words = [word for group in data.get("words", {}).values() for word in group]
        patterns = [
            *data.get("patterns", {}).values(),
            *(rule.get("pattern", "") for rule in data.get("rule", ())),
        ]
        examples = "".join(text for rule in data.get("rule", ()) for text in rule["examples"])
        rows += [(path.name, run, examples) for text in (*words, *patterns) for run in HAN.findall(str(text))]
    return rows


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[[rule]]\nid = 'a'\nconfidence = 0.9\npattern = '('\nexamples = ['x']\n", "a"),
        ("[[rule]]\nid = 'a'\nconfidence = 0.9\npattern = '$none'\nexamples = ['x']\n", "a"),
        ("[[rule]]\nid = 'a'\nconfidence = 0.9\nexamples = ['x']\n" * 2, "twice"),
        ("[[rule]]\nid = 'a'\nexamples = ['x']\n", "confidence"),
        ("[words\n", "TOML"),
    ],
)
def test_a_mistake_in_a_file_names_file_and_rule(tmp_path: Path, text: str, place: str) -> None:
    """A broken pattern, an unknown word list, a doubled id, a missing key, broken TOML."""
    (tmp_path / "duties.toml").write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=rf"duties\.toml.*{place}"):
        lexicon.load(tmp_path)


def test_a_broken_pattern_is_named_when_it_is_asked_for(tmp_path: Path) -> None:
    """Named patterns are compiled at first use, and the mistake names file and pattern then."""
    (tmp_path / "duties.toml").write_text("[patterns]\nlist = '(市教育局'\n", encoding="utf-8")
    words = lexicon.load(tmp_path)
    with pytest.raises(LexiconError, match=r"duties\.toml.*list"):
        words["duties"].patterns["list"]


@pytest.mark.parametrize("path", sorted(LEXICON.glob("*.toml")), ids=lambda path: path.stem)
def test_every_named_pattern_compiles(path: Path) -> None:
    """No named pattern of the lexicon is broken, asked for or not."""
    names = tomllib.loads(path.read_text(encoding="utf-8")).get("patterns", {})
    assert all(lexicon.load()[path.stem].patterns[name].pattern for name in names)


@pytest.mark.parametrize("path", sorted(SOURCES), ids=lambda path: str(path.relative_to(LEXICON.parent)))
def test_no_group_is_repeated_possessively(path: Path) -> None:
    """``(?:市|县){2,9}+``: releases before 3.11.5 misread it (gh-106052); ``(?>(?:市|县){2,9})`` says the same to all."""
    assert POSSESSIVE_GROUP.findall(path.read_text(encoding="utf-8")) == []
