"""The README and what lies beside it say what is there, and their commands work."""

import ast
import re
import sys
from importlib.metadata import packages_distributions, requires

import pytest

from events.__main__ import main
from events.commands import COMMANDS
from events.commands.export import OPTIONS
from events.exporters import FORMATS
from events.query.engines.sql.addresses import KINDS, REQUIREMENTS
from tests.conftest import QUILL
from tests.test_layers import ORDER

# Named by the README but made by its commands, or a stand-in for the reader's own.
MADE = {
    ".venv", "FOLDER", "FILE.parquet", "FILE.geojson", "FILE.kml", "handout.html", "lesson.html",
    "robots.txt", "sitemap.xml", "feed.xml",
}  # fmt: skip

# What is imported and not listed, since a package that is listed cannot do without it.
BROUGHT_ALONG = {
    "branca": "folium",
    "markupsafe": "jinja2",
    "numpy": "geopandas",
    "pandas": "geopandas",
    "pygeoif": "fastkml",
    "shapely": "geopandas",
    "uvicorn": "streamlit",
}


PAGES = ("README.md", "docs/house.md", "docs/recipes.md")

each_page = pytest.mark.parametrize("page", PAGES)


@pytest.fixture(scope="module")
def readme(repository):
    return (repository / "README.md").read_text("utf-8")


def code_of(readme):
    """List the code spans and the lines of code blocks."""
    blocks = re.findall(r"```sh\n(.*?)```", readme, re.DOTALL)
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", readme, flags=re.DOTALL))
    return [*spans, *(line for block in blocks for line in block.splitlines())]


def paths_in(readme):
    """List the paths named in code and behind links, without what the commands make."""
    code = re.sub(r"-m [\w.]+", "", "\n".join(code_of(readme)))
    words = code.split()
    named = [word for word in words if re.fullmatch(r"[\w./-]*(/|\.\w+|/\w+)", word)]
    named += ["LICENSE"] if "`LICENSE`" in readme else []
    named += re.findall(r"\]\(([^)]+)\)", readme)
    paths = [word for word in named if not word.startswith(("http", "-"))]
    return sorted(path for path in set(paths) if path.split("/")[0] not in MADE)


@each_page
def test_every_file_that_is_named_is_there(page, repository):
    paths = paths_in((repository / page).read_text("utf-8"))
    assert len(paths) > 5
    # A curated file is named without the folder of its collection.
    folders = [repository, QUILL, repository / "docs"]
    missing = [path for path in paths if not any((f / path).exists() for f in folders)]
    assert missing == []


def test_every_module_that_the_readme_runs_is_there(readme, repository):
    modules = re.findall(r"python3? -m ([\w.]+)", readme)
    assert {"events", "tests.picture"} <= set(modules)
    for module in set(modules) - {"venv"}:
        path = repository / module.replace(".", "/")
        assert path.with_suffix(".py").exists() or (path / "__main__.py").exists(), module


def test_the_readme_names_every_folder(readme, repository):
    folders = {
        path.name for path in repository.iterdir() if path.is_dir() and path.name[0] not in "._"
    }
    assert {"events", "geodata", "pages", "tests"} <= folders
    assert [name for name in sorted(folders) if f"{name}/" not in readme] == []


def test_checking_works_as_the_readme_says(readme, monkeypatch, capsys):
    command = ".venv/bin/python -m events check"
    assert command in code_of(readme)
    monkeypatch.setattr(sys, "argv", command.split()[2:])
    assert main() == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert re.fullmatch(r"\d+ events, \d+ excerpts, \d+ sources: good\n", printed.out)


def test_every_format_is_in_the_readmes_table(readme):
    rows = re.findall(r"^\| (`[^|]*) \| [^|]+ \| ([\d,]+) \|$", readme, re.MULTILINE)
    said = {name: most for names, most in rows for name in re.findall(r"`([^`]+)`", names)}
    assert said == {name: f"{form.most:,}" for name, form in FORMATS.items()}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(readme, command):
    assert f".venv/bin/python -m events {command}" in "\n".join(code_of(readme))


def test_every_option_that_the_readme_names_is_there(readme):
    commands = [line.split() for line in code_of(readme) if "-m events export" in line]
    (words,) = [line for line in commands if "-o" in line]
    options = {word.removeprefix("--") for word in words if word.startswith("--")}
    assert options <= {"format", "data", "address", *OPTIONS}
    assert [f"`--{name}`" for name in OPTIONS if f"`--{name}`" not in readme] == []


def test_the_map_of_the_house_has_the_parts_in_the_order_of_imports(repository):
    house = (repository / "docs/house.md").read_text("utf-8")
    named = re.findall(r"^\| `events/(\w+)(?:/|\.py)` \|", house, re.MULTILINE)
    assert named == [name for name in ORDER if not name.startswith("__")]


def test_the_entries_of_the_recipes_are_python(repository):
    recipes = (repository / "docs/recipes.md").read_text("utf-8")
    blocks = re.findall(r"```python\n(.*?)```", recipes, re.DOTALL)
    assert len(blocks) == 2
    for block in blocks:
        ast.parse(block if block.startswith("def") else f"{{{block}}}")


def named(lines):
    """Return the packages that lines of requirements name, as they are normalised."""
    found = (re.match(r"[\w.-]+", line) for line in lines)
    return {name[0].lower().replace("_", "-") for name in found if name}


def imported(path):
    """List the packages that a file imports, by the names that it uses."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def test_all_that_is_imported_is_required(repository):
    """The first command installs what requirements.txt lists, and what that needs itself.

    What only some kind of database needs is named where it is missing.
    """
    kinds = [*KINDS.values()]
    always = {each for kind in kinds if kind.install == REQUIREMENTS for each in kind.packages}
    optional = {each for kind in kinds for each in kind.packages} - always
    listed = named((repository / "requirements.txt").read_text("utf-8").splitlines())
    ours = {"dashboard", "pages", "events", "geodata", "deploy", *sys.stdlib_module_names}
    files = [repository / "dashboard.py"]
    files += [
        f for name in ("pages", "events", "geodata") for f in (repository / name).rglob("*.py")
    ]
    brought = {package for file in files for package in imported(file)}
    brought -= ours | optional
    distributions = packages_distributions()
    missing = {package for package in brought if not listed & named(distributions[package])}
    assert missing == BROUGHT_ALONG.keys()
    for package, by in BROUGHT_ALONG.items():
        assert by in listed
        assert named(distributions[package]) & named(requires(by))


def test_the_test_script_does_what_the_readme_says(readme, repository):
    script = (repository / "tests/run").read_text("utf-8")
    assert "bash tests/run" in code_of(readme)
    for step in ("pytest", "ruff check", "mypy", "yamllint", "-m events check"):
        assert step in script
    assert "bash tests/run" in (repository / ".ci/run").read_text("utf-8")


# What is tested under another name than its own.
ELSEWHERE = {
    "cite": "test_citations.py",
    "collection": "test_collections.py",
    "colours": "test_geography.py",
    "days": "test_dates.py",
    "files": "test_reading.py",
    "importers": "test_reimport.py",
    "layers": "test_geography.py",
    "lesson": "test_tasks.py",
    "places": "test_geography.py",
    "publish": "test_handout.py",
    "records": "test_reading.py",
    "region": "test_geography.py",
    "telling": "test_panel.py",
    "webmap": "test_geodata.py",
    "world": "test_geography.py",
}


def test_there_is_a_test_file_for_each_part(repository):
    parts = {
        path.stem
        for folder in ("events", "geodata")
        for path in (repository / folder).iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
        if not path.stem.startswith("_")
    }
    files = {name: ELSEWHERE.get(name, f"test_{name}.py") for name in parts}
    assert [n for n, file in files.items() if not (repository / "tests" / file).exists()] == []
    assert ELSEWHERE.keys() <= parts
