"""What the container image holds, read from Dockerfile and .dockerignore; none is built here."""

import re
import shlex
import subprocess
from pathlib import PurePosixPath

import pytest

CACHES = {"__pycache__"}


@pytest.fixture(scope="module")
def is_left_out(repository):
    """Tell of a path what Docker would: the last line that names it, or a folder of it, counts."""
    lines = (repository / ".dockerignore").read_text("utf-8").splitlines()
    rules = [(not line.startswith("!"), line.removeprefix("!")) for line in lines]
    rules = [(out, as_regex(pattern)) for out, pattern in rules if pattern and pattern[0] != "#"]

    def is_left_out(path):
        path = PurePosixPath(path)
        names = [str(path), *(str(parent) for parent in path.parents)]
        matching = [out for out, rule in rules if any(map(rule.fullmatch, names))]
        return matching[-1] if matching else False

    return is_left_out


def as_regex(pattern):
    wild = {"**/": "(.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", pattern.rstrip("/"))
    return re.compile("".join(wild.get(part, re.escape(part)) for part in parts))


@pytest.fixture(scope="module")
def dockerfile(repository):
    text = (repository / "Dockerfile").read_text("utf-8")
    return text.replace("\\\n", " ").splitlines()


@pytest.fixture(scope="module")
def copied(dockerfile):
    """The files and folders that the image takes from the repository."""
    copies = [shlex.split(line)[1:-1] for line in dockerfile if line.startswith("COPY ")]
    return [path for paths in copies for path in paths]


@pytest.mark.parametrize(
    "path",
    [
        "deploy/.env",
        "deploy/.env.production",
        "events/.env",
        ".streamlit/secrets.toml",
        "deploy/.streamlit/secrets.toml",
        "deploy/tls/server.key",
        "pages/server.pem",
        ".git/config",
        ".venv/bin/python",
        ".ci/run",
        "tests/conftest.py",
        "tests/requirements.txt",
        "benchmarks/run.py",
        "events/__pycache__/load.cpython-311.pyc",
        ".mypy_cache/x.json",
        "notes.txt",
    ],
)
def test_what_nobody_needs_there_stays_out(path, is_left_out):
    assert is_left_out(path)


def test_everything_that_is_copied_is_let_in(repository, copied, is_left_out):
    assert {"dashboard.py", "events", "geodata", "pages", "deploy", ".streamlit"} <= set(copied)
    for path in copied:
        there = repository / path
        assert there.exists(), path
        files = [there] if there.is_file() else list(there.rglob("*.*"))
        assert any(not is_left_out(file.relative_to(repository)) for file in files), path


@pytest.mark.parametrize("folder", ["geodata", "events", "pages"])
def test_nothing_of_the_dashboard_is_missing(folder, repository, is_left_out):
    files = [file for file in (repository / folder).rglob("*") if file.is_file()]
    missing = {file for file in files if is_left_out(file.relative_to(repository))}
    assert all(CACHES & set(file.parts) for file in missing), missing
    assert len(files) - len(missing) > 10


def test_the_app_and_its_settings_are_let_in(repository, is_left_out):
    modules = {f"deploy/{file.name}" for file in (repository / "deploy").glob("*.py")}
    assert "deploy/app.py" in modules
    for name in modules | {".streamlit/config.toml", "deploy/.streamlit/config.toml"}:
        assert not is_left_out(name), name


def test_the_image_installs_all_that_is_required_but_pytest(repository, dockerfile, tmp_path):
    """The command that leaves pytest out is run here as it stands in the Dockerfile."""
    (run,) = [line for line in dockerfile if "pip install" in line]
    leaves_out, *rest = run.removeprefix("RUN ").split("&&")
    (file,) = re.findall(r"-r (\S+)", " ".join(rest))
    required = (repository / "requirements.txt").read_text("utf-8")
    (tmp_path / "requirements.txt").write_text(required, "utf-8")
    subprocess.run(["sh", "-ec", leaves_out], cwd=tmp_path, check=True, timeout=10)
    kept = (tmp_path / file).read_text("utf-8").splitlines()
    gone = set(required.splitlines()) - set(kept)
    assert [re.match(r"[a-z]+", line)[0] for line in gone] == ["pytest"]
    named = [line for line in kept if line and not line.startswith("#")]
    assert not any("pytest" in line for line in named)
    assert len(named) > 10
