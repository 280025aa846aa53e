"""The README says what is there, and its commands work."""

import ast
import re
import subprocess
import sys
from importlib.metadata import packages_distributions, requires

import pytest

# Named by the README but made by its commands, or a stand-in for the reader's own.
MADE = {".venv", "FOLDER", "FILE.parquet", "FILE.geojson", "FILE.kml", "handout.html"}

# What is imported and not listed, since a package that is listed cannot do without it.
BROUGHT_ALONG = {
    "branca": "folium",
    "numpy": "geopandas",
    "pandas": "geopandas",
    "pygeoif": "fastkml",
    "shapely": "geopandas",
}


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


def test_everything_that_the_readme_names_is_there(readme, repository):
    paths = paths_in(readme)
    assert {"dashboard.py", "events/data/", "requirements.txt", "tests/run"} <= set(paths)
    # A register is named without its folder, as its readers know it.
    folders = [repository, repository / "events/data/gaza"]
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


def test_checking_works_as_the_readme_says(readme, repository):
    command = ".venv/bin/python -m events check"
    assert command in code_of(readme)
    arguments = [sys.executable, *command.split()[1:]]
    done = subprocess.run(arguments, cwd=repository, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(r"\d+ events, \d+ excerpts, \d+ sources: good\n", done.stdout)


def named(lines):
    """Return the packages that lines of requirements name, as they are normalised."""
    found = (re.match(r"[\w.-]+", line) for line in lines)
    return {name[0].lower().replace("_", "-") for name in found if name}


def imported(path):
    """List the packages that a file imports, as it names them."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def test_all_that_is_imported_is_required(repository):
    """The first command installs what requirements.txt lists, and what that needs itself."""
    listed = named((repository / "requirements.txt").read_text("utf-8").splitlines())
    ours = {"dashboard", "pages", "events", "geodata", "deploy", *sys.stdlib_module_names}
    files = [repository / "dashboard.py"]
    files += [
        f for name in ("pages", "events", "geodata") for f in (repository / name).rglob("*.py")
    ]
    brought = {package for file in files for package in imported(file)} - ours
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


def test_there_is_a_test_file_for_each_module_and_package(repository):
    """The README promises it; what is tested under another name says so here."""
    elsewhere = {
        "accounts": "test_cards.py",
        "background": "test_geodata.py",
        "boxes": "test_picture.py",
        "canvas": "test_picture.py",
        "checks": "test_load.py",
        "columns": "test_geodata.py",
        "comparison": "test_compare.py",
        "document": "test_handout.py",
        "drawing": "test_picture.py",
        "files": "test_load.py",
        "ground": "test_picture.py",
        "handouts": "test_handout.py",
        "map": "test_geodata.py",
        "marks": "test_picture.py",
        "models": "test_load.py",
        "quotations": "test_cards.py",
        "register": "test_cards.py",
        "scripts": "test_geodata.py",
        "signs": "test_cards.py",
        "symbols": "test_picture.py",
        "vocabulary": "test_cards.py",
        "window": "test_picture.py",
    }
    named = {
        path.stem
        for package in ("events", "geodata")
        for path in (repository / package).iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
        if not path.stem.startswith("_")
    }
    files = {name: elsewhere.get(name, f"test_{name}.py") for name in named}
    assert [n for n, file in files.items() if not (repository / "tests" / file).exists()] == []
    assert elsewhere.keys() <= named
