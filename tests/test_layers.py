"""Imports go one way, and from a package rather than from its modules."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = [
    ROOT / "dashboard.py",
    *sorted(
        path
        for name in ("geodata", "events", "pages", "deploy")
        for path in ROOT.glob(f"{name}/**/*.py")
    ),
]
# What each part of the project may not import.
FORBIDDEN = {
    "geodata": {"events", "pages", "deploy", "dashboard", "streamlit", "streamlit_folium", "tests"},
    "events": {"pages", "deploy", "dashboard", "streamlit", "streamlit_folium", "folium", "tests"},
    "pages": {"deploy", "dashboard", "tests"},
    "deploy": {"dashboard", "tests"},
    "dashboard": {"deploy", "tests"},
}

each_module = pytest.mark.parametrize(
    "path", MODULES, ids=[str(path.relative_to(ROOT)) for path in MODULES]
)


def part_of(path):
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(path):
    """Yield the full name of every module that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield node.module


@each_module
def test_imports_go_one_way(path):
    roots = {name.split(".")[0] for name in imported(path)}
    assert roots & FORBIDDEN[part_of(path)] == set()


@each_module
def test_outsiders_import_from_the_package(path):
    others = [name for name in imported(path) if name.split(".")[0] in ("geodata", "events")]
    own = part_of(path)
    assert [name for name in others if "." in name and name.split(".")[0] != own] == []


@pytest.mark.parametrize("package", ["geodata", "events"])
def test_a_package_lists_every_name_that_it_offers_once(package):
    tree = ast.parse((ROOT / package / "__init__.py").read_text("utf-8"))
    (listed,) = [
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and node.targets[0].id == "__all__"
    ]
    brought = {
        name.asname or name.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for name in node.names
    }
    assert set(listed) == brought
    assert len(listed) == len(set(listed))


def test_the_map_and_the_timeline_do_not_know_each_other():
    on_the_map = set(imported(ROOT / "geodata" / "map.py"))
    on_the_timeline = set(imported(ROOT / "events" / "timeline" / "lanes.py"))
    assert "folium" in on_the_map
    assert "altair" not in on_the_map
    assert "altair" in on_the_timeline
    assert "folium" not in on_the_timeline


@each_module
def test_every_module_and_function_for_others_is_documented(path):
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree)
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    public = [node for node in functions if not node.name.startswith("_")]
    assert [node.name for node in public if not ast.get_docstring(node)] == []
