"""What no linter knows about the house: ceilings, empty inits, a test file for each module."""

from __future__ import annotations

import ast
import sys
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "cocreate"
MODULES = sorted(path for path in HOUSE.rglob("*.py"))
MAX_MODULE_LINES = 400
MAX_CLASS_LINES = 250
TOP_LEVEL = {
    "pyproject.toml",
    "README.md",
    "cocreate",
    "resources",
    "tests",
    "packaging",
    "LICENSE",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "requirements.lock",
}
IGNORED_AT_TOP = {"tour", "build", "dist"}


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_stays_below_its_ceilings(path: Path):
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= MAX_MODULE_LINES
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef):
            assert node.end_lineno is not None
            assert node.end_lineno - node.lineno + 1 <= MAX_CLASS_LINES, node.name


@pytest.mark.parametrize("path", [p for p in MODULES if p.name == "__init__.py"], ids=_name)
def test_an_init_holds_its_docstring_and_nothing_else(path: Path):
    body = ast.parse(path.read_text(encoding="utf-8")).body
    assert isinstance(body[0], ast.Expr)
    rest = [node for node in body[1:] if not isinstance(node, ast.ImportFrom)]
    is_root = path == HOUSE / "__init__.py"
    assert [type(node).__name__ for node in rest] == (["Assign"] if is_root else [])
    for node in body[1:]:
        if isinstance(node, ast.ImportFrom):
            assert node.module == "__future__"


def test_every_module_has_a_test_file():
    missing = [
        _name(path)
        for path in MODULES
        if path.name not in {"__init__.py", "__main__.py"}
        and not (ROOT / "tests" / path.relative_to(HOUSE).parent / f"test_{path.stem}.py").is_file()
    ]
    assert missing == []


def test_every_folder_of_tests_is_a_package():
    folders = {path.parent for path in (ROOT / "tests").rglob("test_*.py")}
    assert [str(folder) for folder in folders if not (folder / "__init__.py").is_file()] == []


def test_no_module_name_stands_twice_in_one_floor():
    names = Counter(
        (path.relative_to(HOUSE).parts[0], path.stem)
        for path in MODULES
        if path.name != "__init__.py"
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_nothing_else_lies_at_the_top():
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert found - IGNORED_AT_TOP <= TOP_LEVEL


def test_the_qt_binding_keeps_its_references_to_none():
    # PySide6 6.12.0 on Python 3.11 loses one reference to None with every call that returns
    # nothing, until the interpreter aborts.
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(1000):
        thing.setObjectName("x")
        QPoint().setX(1)
    assert abs(sys.getrefcount(None) - before) < 200
