"""The notebook runs from top to bottom and shows what it says; it holds no logic of its own."""

from __future__ import annotations

import ast

import nbformat
import pytest
from nbclient import NotebookClient

from tests.conftest import ROOT

TOUR = ROOT / "notebooks" / "tour.ipynb"


@pytest.fixture(scope="module")
def ran() -> nbformat.NotebookNode:
    notebook = nbformat.read(TOUR, as_version=4)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(TOUR.parent)}}).execute()
    return notebook


def test_every_cell_runs(ran: nbformat.NotebookNode) -> None:
    """No cell fails, and the last one has drawn a picture with nodes."""
    outputs = [output for cell in ran.cells if cell.cell_type == "code" for output in cell.outputs]
    assert not [output for output in outputs if output.output_type == "error"]
    shown = "".join(output.data["text/plain"] for output in outputs if output.output_type == "execute_result")
    assert "responsibilities" in shown
    assert "view.html" in shown
    assert "0 nodes" not in shown.replace("00 nodes", "")


def test_it_holds_no_logic() -> None:
    """Calls only: no function, class, loop or branch is written in it."""
    notebook = nbformat.read(TOUR, as_version=4)
    code = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    logic = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.If, ast.Try)
    assert not [node for node in ast.walk(ast.parse(code)) if isinstance(node, logic)]


def test_no_output_is_stored() -> None:
    """Outputs come from running it; a stored one would grow old and names a machine."""
    notebook = nbformat.read(TOUR, as_version=4)
    assert not [
        cell for cell in notebook.cells if cell.cell_type == "code" and (cell.outputs or cell.execution_count)
    ]
