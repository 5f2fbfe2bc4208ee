"""The graph page: what it holds, and what a browser makes of it."""

from __future__ import annotations

import itertools
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from kg import query
from kg.analysis.layout import positions
from kg.analysis.picture import Edge, Node, Picture, picture
from kg.query import Rows
from kg.views import network
from kg.views.labels import Name, placed
from tests import expected, stores

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
HOSTILE = '</script><img src=x onerror="window.hacked=1"><script>window.hacked=1</script>{{7*7}}\'"&<b>'
COLUMNS = (
    "source",
    "source_kind",
    "source_name",
    "relation",
    "target",
    "target_kind",
    "target_name",
    "sentence",
)


@pytest.fixture(scope="module")
def rows() -> Rows:
    store = stores.gold_store()
    return query.with_sentences(store, query.run(store, "network"))


@pytest.fixture(scope="module")
def whole(rows: Rows) -> Picture:
    return picture(rows)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium here; on Debian: apt-get install chromium fonts-noto-cjk")
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that remembers what it asked for and what went wrong."""
    opened = browser.new_page(viewport={"width": 1280, "height": 800})
    opened.asked, opened.wrong = [], []  # type: ignore[attr-defined]
    opened.on("request", lambda request: opened.asked.append(request.url))  # type: ignore[attr-defined]
    opened.on("pageerror", lambda error: opened.wrong.append(str(error)))  # type: ignore[attr-defined]
    opened.on("console", lambda said: opened.wrong.append(said.text))  # type: ignore[attr-defined]
    opened.on("dialog", lambda dialog: (opened.wrong.append(dialog.message), dialog.dismiss()))  # type: ignore[attr-defined]
    yield opened
    opened.close()


def show(page: Page, html: str, folder: Path) -> Page:
    """The page opened from a file, drawn."""
    file = folder / "view.html"
    file.write_text(html, encoding="utf-8")
    page.goto(file.as_uri())
    page.wait_for_selector("html[data-drawn]", state="attached", timeout=30_000)
    return page


def chain(length: int, name: str = "单位") -> Rows:
    """Agencies and tasks in one line: a0 – t0 – a1 – t1 …"""
    return Rows(
        COLUMNS,
        tuple(
            (
                f"a:{i + side}",
                "agency",
                f"{name}{i + side}",
                "lead",
                f"t:{i}",
                "task",
                f"任务{i}",
                f"由⟦{name}⟧牵头。",
            )
            for i in range(length)
            for side in (0, 1)
        ),
    )


def test_a_browser_draws_as_many_nodes_as_the_page_prints(page: Page, whole: Picture, tmp_path: Path) -> None:
    show(page, network.render(whole), tmp_path)
    printed = page.inner_text("#count")
    drawn = page.evaluate(
        "Object.values(network.body.nodes).filter(n => n.id[0] === 'n' && !n.options.hidden).length"
    )
    assert f"{drawn} of {whole.all_nodes} nodes" in printed
    assert drawn == len(whole.nodes) > 200
    assert page.evaluate("Object.values(network.body.edges).length") == len(whole.edges)
    assert page.wrong == []  # type: ignore[attr-defined]


def test_the_drawing_is_not_blank_and_all_of_it_is_in_sight(
    page: Page, whole: Picture, tmp_path: Path
) -> None:
    show(page, network.render(whole), tmp_path)
    colours = page.evaluate(
        """() => { const c = document.querySelector('canvas'), d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
        const seen = new Set(); for (let i = 0; i < d.length; i += 4) if (d[i + 3]) seen.add(d[i] + ',' + d[i + 1] + ',' + d[i + 2]);
        return seen.size; }"""
    )
    assert colours > 100
    out = page.evaluate(
        """() => { const b = document.getElementById('graph').getBoundingClientRect();
        return data.nodes.filter(n => { const p = network.canvasToDOM(network.getPosition(n.id));
          return p.x < 0 || p.y < 0 || p.x > b.width || p.y > b.height; }).length; }"""
    )
    assert out == 0


def test_every_agency_that_leads_a_task_of_the_seeds_is_there(
    page: Page, whole: Picture, tmp_path: Path
) -> None:
    show(page, network.render(whole), tmp_path)
    names = set(page.evaluate("data.nodes.map(node => node.name)"))
    leaders = {name for name, led, _ in expected.agencies_by_led_tasks() if led}
    assert len(leaders) > 5
    assert leaders <= names


def test_a_click_on_a_node_shows_its_sentence(page: Page, whole: Picture, tmp_path: Path) -> None:
    """On an agency: its tasks and the words that name it; on a task: its text."""
    show(page, network.render(whole), tmp_path)
    for kind in ("agency", "task", "region", "document"):
        spot = page.evaluate(
            """kind => { const n = data.nodes.find(n => n.kind === kind && near.get(n.id).length);
            network.moveTo({position: network.getPosition(n.id), scale: 3}); network.redraw();
            const p = network.canvasToDOM(network.getPosition(n.id)), b = document.getElementById('graph').getBoundingClientRect();
            return {x: p.x + b.x, y: p.y + b.y, name: n.name}; }""",
            kind,
        )
        page.mouse.click(spot["x"], spot["y"])
        page.locator("#side h2").get_by_text(spot["name"], exact=True).wait_for()
        assert page.locator("#side blockquote").count() >= 1
        assert page.locator("#side blockquote mark").count() >= 1
        assert "⟦" not in page.inner_text("#side")


def test_the_page_asks_for_nothing_and_holds_no_address(page: Page, whole: Picture, tmp_path: Path) -> None:
    html = network.render(whole)
    assert not re.search(r"https?://|//cdn|<link|src\s*=\s*[\"']?(?!\{)\w+:", html)
    show(page, html, tmp_path)
    page.fill("#search", "财政")
    page.press("#search", "Enter")
    page.wait_for_timeout(300)
    assert [url for url in page.asked if not url.startswith("file:")] == []  # type: ignore[attr-defined]
    assert len(page.asked) == 1  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", ["agency", "task", "document", "stub", "region", "model", "group"])
def test_hostile_names_are_shown_and_never_run(page: Page, tmp_path: Path, kind: str) -> None:
    """A document can hold any characters; title of the page, names and sentences are text."""
    node = Node(f"x:{HOSTILE}", kind, HOSTILE, 1, 1, 0, 0, f"⟦{HOSTILE}⟧ https://example.org/ ⟦未闭合")
    other = Node("x:other", "task", "任务", 1, 0, 90, 0)
    held = Picture((node, other), (Edge(node.id, other.id, "lead", HOSTILE),), 2, 1)
    show(page, network.render(held, HOSTILE), tmp_path)
    page.fill("#search", "onerror")
    page.press("#search", "Enter")
    page.hover("#graph")
    page.wait_for_timeout(400)
    assert page.inner_text("#side h2") == HOSTILE
    assert page.inner_text("h1") == HOSTILE
    assert page.evaluate("window.hacked") is None
    assert page.locator("img").count() == 0
    assert page.wrong == []  # type: ignore[attr-defined]


def test_the_keyboard_reaches_every_node(page: Page, whole: Picture, tmp_path: Path) -> None:
    """`/` to search, arrows among the results, Enter to open, Escape to go back."""
    show(page, network.render(whole), tmp_path)
    page.keyboard.press("/")
    page.keyboard.insert_text("卫生健康")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    second = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    assert page.inner_text("#side h2") == second
    page.keyboard.press("Escape")
    assert "点一个节点" in page.inner_text("#side h2")
    page.keyboard.press("/")
    page.keyboard.insert_text("没有这样的名字")
    assert "No such name" in page.inner_text("#found")


def test_a_neighbour_in_the_panel_leads_on_and_a_kind_can_be_hidden(
    page: Page, whole: Picture, tmp_path: Path
) -> None:
    show(page, network.render(whole), tmp_path)
    page.locator("#side button.go").first.click()
    agency = page.inner_text("#side h2")
    page.locator("#side .near button.go").first.click()
    assert page.inner_text("#side h2") != agency
    page.locator("#legend input").first.uncheck()
    hidden = page.evaluate("Object.values(network.body.nodes).filter(n => n.options.hidden).length")
    assert hidden == sum(node.kind == "agency" for node in whole.nodes)


def test_the_page_is_fit_for_a_narrow_screen(browser: Browser, whole: Picture, tmp_path: Path) -> None:
    """On a telephone nothing sticks out sideways."""
    phone = browser.new_page(viewport={"width": 390, "height": 800})
    show(phone, network.render(whole), tmp_path)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.close()


def test_the_same_rows_give_the_same_page(rows: Rows, whole: Picture) -> None:
    """Also in another process, with another hash seed."""
    assert network.render(picture(rows)) == network.render(whole)
    code = "from tests import test_network as t; p = t.picture(t.chain(9)); print([(n.id, n.x, n.y) for n in p.nodes])"
    printed = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[1],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1


def test_hops_keep_what_is_near() -> None:
    """Around a3 in a0 – t0 – a1 – t1 – a2 – t2 – a3 – …: one hop gives its two tasks, two the agencies behind them."""
    for hops, names in ((0, {"a:3"}), (1, {"a:3", "t:2", "t:3"}), (2, {"a:2", "a:3", "a:4", "t:2", "t:3"})):
        assert {node.id for node in picture(chain(8), ["a:3"], hops).nodes} == names
    assert picture(chain(8), ["a:3"]) == picture(chain(8), ["a:3"], 2)
    assert picture(chain(8), ["a:nobody"]).nodes == ()


def test_around_a_region_its_documents_their_tasks_and_whose_these_are(rows: Rows) -> None:
    (region,) = query.lookup(stores.gold_store(), "region", "500110")
    near = picture(rows, [region])
    assert {"region", "document", "task", "agency", "model"} <= {node.kind for node in near.nodes}
    assert len(near.nodes) < near.all_nodes


def test_a_cap_keeps_what_matters_most_and_says_what_is_left_out(whole: Picture, rows: Rows) -> None:
    small = picture(rows, cap=20)
    assert len(small.nodes) == 20
    assert small.left_out == len(whole.nodes) - 20
    assert f"{small.left_out} nodes left out" in network.count(small)
    assert "left out" not in network.count(whole)
    leaders = sorted((node.leads for node in whole.nodes), reverse=True)[:5]
    assert sorted((node.leads for node in small.nodes), reverse=True)[:5] == leaders
    assert len(small.edges) >= 20, "what is kept hangs together"


def test_no_two_nodes_stand_on_one_another(whole: Picture) -> None:
    spots = [(node.x, node.y) for node in whole.nodes]
    nearest = min((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 for i, a in enumerate(spots) for b in spots[:i])
    assert nearest**0.5 > 12


def test_of_two_names_that_would_cover_one_another_one_moves_up_and_a_third_waits() -> None:
    """In the order given; a wide name covers more than a narrow one."""
    names = [
        Name(key, "綦江区", x, 0.0, 10.0, 12.0)
        for key, x in (("a", 0.0), ("b", 30.0), ("c", 15.0), ("d", 300.0))
    ]
    moves = placed(names)
    assert moves["a"] == moves["d"] == 0
    assert moves["b"] < -20
    assert "c" not in moves
    assert placed([names[0], Name("e", "a", 30.0, 0.0, 10.0, 12.0)])["e"] == 0


def test_the_names_of_all_documents_can_be_read_at_first_sight(
    page: Page, whole: Picture, tmp_path: Path
) -> None:
    """And those of whoever leads most, unless another such name stands there."""
    show(page, network.render(whole), tmp_path)
    large = set(
        page.evaluate(
            "nodes.get().filter(node => node.font.size * network.getScale() > 9.5).map(node => node.title)"
        )
    )
    assert {node.name for node in whole.nodes if node.kind in ("document", "model")} <= large
    leaders = [node.name for node in whole.nodes if node.leads > 5]
    assert len(large.intersection(leaders)) >= len(leaders) // 2


@pytest.mark.parametrize("size", [0, 1, 2, 3])
def test_tiny_pictures_have_places(size: int) -> None:
    nodes = [f"n{i}" for i in range(size)]
    places = positions(nodes, list(itertools.pairwise(nodes)))
    assert set(places) == set(nodes)
    assert len(set(places.values())) == size
    assert network.render(Picture((), (), 0, 0))


def test_twelve_hundred_nodes_are_laid_out_and_written_in_seconds() -> None:
    """A long chain with many names; the page stays small and its making does not grow with the square of its edges."""
    big = picture(chain(600), cap=1200)
    assert len(big.nodes) == 1200
    assert len(network.render(big)) < 3_000_000
