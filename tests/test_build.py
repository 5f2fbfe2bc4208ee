"""The main job: one build over the seeds, over more, again, in any order, with any number of workers."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kg.build import build
from kg.store import open_store
from kg.validate import validate
from kg.verify import figures, verify
from tests.conftest import GOLD, SEEDS

SEED = SEEDS / "gaoming-2023.txt"


def dump(place: Path) -> str:
    with closing(open_store(place)) as store:
        return "".join(store.dump())


FOLDERS = [SEEDS, GOLD / "corpus", GOLD / "held"]


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("all") / "store"
    build(FOLDERS, place)
    return place


def test_everything_can_be_read_where_it_says(everything: Path) -> None:
    """`kg verify` over all annotated documents: sources, quotes, contents."""
    with closing(open_store(everything)) as store:
        verdict = verify(store, FOLDERS)
    assert verdict.problems == ()
    files = sum(len([*folder.glob("*.txt"), *folder.glob("*.html")]) for folder in FOLDERS)
    assert (verdict.documents, verdict.sources) == (files, files)
    assert verdict.facts > 500


def test_the_cells_of_a_table_row_are_read_each_for_itself() -> None:
    """As are the figures of running text that is broken over lines."""
    assert {16.1, 25} <= figures("专业技术人员比重（%）\t16.1\t25")
    assert {16.1, 25} <= figures("专业技术人员比重（%）\n16.1\n25")
    assert 16.1 in figures("专业技术人员比重达到1\n6.1%")
    assert {2.5, 0.95} <= figures("按照百分之二点五提取，不小于零点九五米")


def test_the_graph_keeps_its_promises(everything: Path) -> None:
    """`kg validate` over all annotated documents."""
    with closing(open_store(everything)) as store:
        assert validate(store).findings == ()


def test_the_summary_counts_what_is_in_the_store(tmp_path: Path) -> None:
    """Documents, facts by kind, quads."""
    summary = build([SEEDS], tmp_path / "store")
    with closing(open_store(summary.store)) as store:
        rows = store.select(
            "SELECT ?class (COUNT(?fact) AS ?n) { ?fact kg:rule ?r ; a ?class } GROUP BY ?class"
        )
        stored = {str(row["class"]).rpartition("#")[2]: row["n"] for row in rows}
        assert summary.quads == len(dump(summary.store).splitlines())
    assert summary.documents == 5
    assert summary.facts["citations"] == stored["Citation"]
    assert summary.facts["responsibilities"] == stored["Responsibility"]
    assert summary.facts["targets"] == stored["Target"]
    assert sum(summary.cited.values()) == stored["Citation"]
    assert summary.gained is None


def test_the_same_documents_give_the_same_bytes(tmp_path: Path) -> None:
    """In any order, from folders or files, with one worker or two."""
    files = sorted(SEEDS.glob("*.txt"))
    build([SEEDS], tmp_path / "a")
    build(files[::-1], tmp_path / "b")
    build(files, tmp_path / "c", workers=2)
    assert dump(tmp_path / "a") == dump(tmp_path / "b") == dump(tmp_path / "c")


def test_a_second_build_tells_what_it_gained_and_lost(tmp_path: Path) -> None:
    """A document more is gained, a document less is lost, the same again is neither."""
    store = tmp_path / "store"
    one = build([SEED], store)
    assert set(build([SEED], store).gained.values()) == {0}
    both = build([SEED, SEEDS / "qijiang-2022.txt"], store)
    assert both.gained["responsibilities"] == both.facts["responsibilities"] - one.facts["responsibilities"]
    assert set(both.lost.values()) == {0}
    again = build([SEED], store)
    assert again.lost["responsibilities"] == both.gained["responsibilities"]


def test_a_document_twice_counts_once(tmp_path: Path) -> None:
    """A copy under another name is reported and left out."""
    folder = tmp_path / "in"
    folder.mkdir()
    shutil.copy(SEED, folder / "a.txt")
    shutil.copy(SEED, folder / "b.txt")
    summary = build([folder], tmp_path / "store")
    assert summary.documents == 1
    assert any("b.txt" in report for report in summary.reports)


SAME = "甲市人民政府关于加强管理的通知\n甲政发〔2021〕1号\n\n各区县人民政府:\n一、总体要求\n(一)推进改革。(市卫生健康委牵头,市财政局配合)\n{body}"
LONG = "二、主要任务\n" + "加强组织领导,完善工作机制,推动各项任务落地见效。\n" * 12


@pytest.mark.parametrize(
    ("copy", "documents"),
    [
        pytest.param(lambda text: text.replace("(", "（ ").replace(")", "）\n"), 1, id="other widths and breaks"),
        pytest.param(lambda text: text.replace("甲政发〔2021〕1号\n", ""), 1, id="no number, the same provisions"),
        pytest.param(lambda text: "甲市\n" + text.replace("甲市人民政府关于", "关于"), 1, id="another title, the same provisions"),
        pytest.param(lambda text: text.replace("1号", "2号"), 2, id="the same words under another number"),
        pytest.param(lambda text: text.replace("甲政发〔2021〕1号\n", "").replace("通知", "通知（征求意见稿）"), 2, id="the draft of it"),
        pytest.param(lambda text: text.replace("甲政发〔2021〕1号\n", "").replace("推动", "推进"), 2, id="other provisions, no number"),
    ],
)  # fmt: skip
def test_one_document_in_two_files(tmp_path: Path, copy: Callable[[str], str], documents: int) -> None:
    """One graph of the file that says most, two sources, and the other text as its mirror."""
    folder = tmp_path / "in"
    folder.mkdir()
    text = SAME.format(body=LONG)
    (folder / "z.txt").write_text(text, encoding="utf-8")
    (folder / "a.md").write_text(copy(text), encoding="utf-8")
    summary = build([folder], tmp_path / "store")
    assert summary.documents == documents
    with closing(open_store(tmp_path / "store")) as store:
        told = {source.name: source.document for source in store.manifest.sources}
        assert len(told) == 2
        assert len(set(told.values())) == documents
        assert store.ask("ASK { ?d kg:mirror ?sha }") == (documents == 1)
        assert verify(store, [folder]).problems == ()
        assert validate(store).findings == ()


def test_the_same_name_in_two_folders_is_two_documents(tmp_path: Path) -> None:
    """Files are told apart by their folders."""
    for folder, seed in (("x", "gaoming-2023.txt"), ("y", "qijiang-2022.txt")):
        (tmp_path / folder).mkdir()
        shutil.copy(SEEDS / seed, tmp_path / folder / "notice.txt")
    summary = build([tmp_path / "x", tmp_path / "y"], tmp_path / "store")
    assert summary.documents == 2
    with closing(open_store(tmp_path / "store")) as store:
        assert verify(store, [tmp_path / "x", tmp_path / "y"]).problems == ()


def test_a_page_that_ends_inside_a_name_is_no_part_of_it(tmp_path: Path) -> None:
    """The page number stands in the quote, not in the agency; the quote says the agency all the same."""
    text = SEED.read_text(encoding="utf-8").replace("区卫生健康局", "区卫生\n                   58\n健康局")
    (tmp_path / SEED.name).write_text(text, encoding="utf-8")
    build([tmp_path / SEED.name], tmp_path / "store")
    with closing(open_store(tmp_path / "store")) as store:
        verdict = verify(store, [tmp_path / SEED.name])
    assert verdict.problems == ()
    assert r"卫生\n                   58\n健康局" in dump(tmp_path / "store")


def test_page_noise_in_front_changes_no_name(tmp_path: Path) -> None:
    """Ten lines of furniture in front of a document: every fact keeps its IRI, positions move."""
    noise = "".join(
        f"{line}\n"
        for line in (
            "首页",
            "当前位置:首页>政务公开",
            "浏览量:128",
            "扫描二维码",
            "打印",
            "关闭",
            "字号:大 中 小",
            "分享到",
            "验证码",
            "上一篇",
        )
    )
    build([SEED], tmp_path / "a")
    (tmp_path / SEED.name).write_text(noise + SEED.read_text(encoding="utf-8"), encoding="utf-8")
    build([tmp_path / SEED.name], tmp_path / "b")
    assert subjects(dump(tmp_path / "a")) == subjects(dump(tmp_path / "b"))


def subjects(quads: str) -> set[str]:
    return {line.partition(" ")[0] for line in quads.splitlines()}


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build([SEEDS], tmp_path_factory.mktemp("seeds") / "store").store


def corrupted(store: Path, place: Path, change: Callable[[str], str]) -> Path:
    """A copy of a store whose texts have not changed, but whose facts have."""
    shutil.copytree(store, place)
    with closing(open_store(place, write=True)) as store:
        lines = list(store.dump())
        for graph in store.graph_names():
            if "/doc/" in graph:
                store.replace(
                    graph, "".join(change(line) for line in lines if line.endswith(f"<{graph}> .\n"))
                )
    return place


def only(kind: str, prop: str, old: str, new: str) -> Callable[[str], str]:
    """Change the values of a property of the facts of a kind."""

    def change(line: str) -> str:
        subject, name, rest = line.split(" ", 2)
        meant = f"/{kind}-" in subject if kind else True
        return (
            f"{subject} {name} {rest.replace(old, new, 1)}" if meant and name.endswith(f"#{prop}>") else line
        )

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(
            only("responsibility", "quote", '"', '"某'), "does not stand at", id="an agency's quote"
        ),
        pytest.param(only("citation", "quote", '"', '"某'), "does not stand at", id="a citation's quote"),
        pytest.param(only("target", "quote", '"', '"某'), "does not stand at", id="a target's quote"),
        pytest.param(only("deadline", "start", '"', '"1'), "does not stand at", id="a deadline's position"),
        pytest.param(only("adoption", "end", '"', '"9'), "does not stand at", id="an adoption's end"),
        pytest.param(only("target", "value", '"', '"987'), "cannot be read in", id="a target's value"),
        pytest.param(only("", "text", '"', '"某'), "does not stand at", id="the text of a task"),
        pytest.param(
            only("responsibility", "agency", "/agency/", "/agency/x/"), "its quote says", id="an agency"
        ),
        pytest.param(only("citation", "names", "/cited/", "/cited/x/"), "can be read in", id="what is cited"),
    ],
)
def test_what_is_corrupted_is_found(
    seeds: Path, tmp_path: Path, change: Callable[[str], str], said: str
) -> None:
    """One sentence for each fact that was changed."""
    with closing(open_store(corrupted(seeds, tmp_path / "store", change))) as store:
        problems = verify(store, [SEEDS]).problems
    assert problems
    assert any(said in problem for problem in problems)


def test_a_changed_source_is_found(tmp_path: Path) -> None:
    """A file that is not what was read, and one that is gone."""
    source = tmp_path / "a.txt"
    shutil.copy(SEED, source)
    build([source], tmp_path / "store")
    source.write_text(source.read_text(encoding="utf-8").replace("一", "二", 1), encoding="utf-8")
    with closing(open_store(tmp_path / "store")) as store:
        assert "is not what was read" in verify(store, [source]).problems[0]
        assert "not among the files given" in verify(store, [SEED]).problems[0]
