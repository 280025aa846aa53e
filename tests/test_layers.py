"""The structure of the house: imports go one way, and each name has one home."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PARTS = ("geodata", "events", "pages", "deploy")
MODULES = [
    ROOT / "dashboard.py",
    *sorted(path for name in PARTS for path in ROOT.glob(f"{name}/**/*.py")),
]
# What each part of the project may not import.
FORBIDDEN = {
    "geodata": {"events", "pages", "deploy", "dashboard", "streamlit", "streamlit_folium", "tests"},
    "events": {"pages", "deploy", "dashboard", "streamlit", "streamlit_folium", "folium", "tests"},
    "pages": {"deploy", "dashboard", "tests"},
    "deploy": {"dashboard", "tests"},
    "dashboard": {"deploy", "tests"},
}
# The parts of `events`, each of which imports only itself and those before it.
ORDER = (
    "markup", "records", "table", "query", "link", "collection", "asking", "cite", "telling",
    "linked_data", "report", "stories", "compare", "lesson", "exporters", "importers", "saved",
    "publish", "commands", "__main__",
)  # fmt: skip

each_module = pytest.mark.parametrize(
    "path", MODULES, ids=[str(path.relative_to(ROOT)) for path in MODULES]
)


def part_of(path):
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


@cache
def tree_of(path):
    return ast.parse(path.read_text("utf-8"))


@cache
def imports(path):
    """List the module of every import in a file, with the names that are taken from it."""
    found = []
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found += [(name.name, ()) for name in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            found.append((node.module, tuple(name.name for name in node.names)))
    return found


@cache
def listed(package):
    """Return the names that a package lists in `__all__`; none where it lists none."""
    for node in tree_of(package / "__init__.py").body:
        if isinstance(node, ast.Assign) and node.targets[0].id == "__all__":
            return set(ast.literal_eval(node.value))
    return set()


@each_module
def test_imports_go_one_way(path):
    roots = {name.split(".")[0] for name, _ in imports(path)}
    assert roots & FORBIDDEN[part_of(path)] == set()


@pytest.mark.parametrize(
    "path",
    [path for path in MODULES if part_of(path) == "events" and path.parent.name != "events"],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_the_parts_of_events_import_only_those_before_them(path):
    own = ORDER.index(path.relative_to(ROOT).parts[1])
    others = {name.split(".")[1] for name, _ in imports(path) if name.startswith("events.")}
    assert {name for name in others if ORDER.index(name) > own} == set()


@each_module
def test_a_name_that_a_package_lists_is_imported_from_the_package(path):
    astray = []
    for module, names in imports(path):
        parts = module.split(".")
        for depth in range(1, len(parts)):
            package = ROOT.joinpath(*parts[:depth])
            inside = package in path.parents
            if parts[0] in PARTS and (package / "__init__.py").exists() and not inside:
                astray += [f"{module}.{name}" for name in names if name in listed(package)]
    assert astray == []


def test_the_facades_are_gone():
    assert list(listed(ROOT / "events")) == []
    assert len(listed(ROOT / "geodata")) <= 16


HEAVY = ("altair", "lxml", "icalendar", "matplotlib", "fastkml", "geopandas", "folium", "pandas")


def test_the_check_loads_nothing_that_it_does_not_need():
    code = (
        "import sys; sys.argv = ['events', 'check']\n"
        "from events.__main__ import main\n"
        "assert main() == 0\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_collection_of_files_opens_without_what_asks_databases():
    code = (
        "import sys\n"
        "from pages.parts.serving import prepare_maps\n"
        "from events.collection import open_collection\n"
        "from events.query import Query\n"
        f"collection = open_collection({str(ROOT / 'tests/collections/quill')!r})\n"
        "assert collection.engine.count(Query(*collection.engine.span))\n"
        "print([name for name in ('ibis', 'duckdb', 'sqlglot') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


@each_module
def test_every_module_and_function_for_others_is_documented(path):
    tree = tree_of(path)
    assert ast.get_docstring(tree)
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    public = [node for node in functions if not node.name.startswith("_")]
    assert [node.name for node in public if not ast.get_docstring(node)] == []
