"""What is wrong with a collection is reported all at once: a line each, with file and field."""

import json
import shutil
import sys

import pytest

from events.__main__ import main
from events.collection import open_collection
from events.records import CurationError, read_records
from geodata.files import read_yaml
from tests.conftest import (
    CROSSING,
    EVENT,
    INFO,
    LEAVING,
    OWN_PLACE,
    SPEAKERS,
    SPEECH,
    write,
    write_event,
    write_source,
)

UNUSED = "no event is of this category"


def change(folder, name, edit):
    """Rewrite a YAML file with what `edit` does to its content."""
    content = read_yaml(folder / name)
    edit(content)
    write(folder / name, content)


def problems(folder):
    with pytest.raises(CurationError) as raised:
        read_records(folder)
    return list(raised.value.problems)


def set_in(name, *path, to):
    """Return what sets a value deep in a file."""

    def edit(content):
        for key in path[:-1]:
            content = content[key]
        content[path[-1]] = to

    return lambda folder: change(folder, name, edit)


def without(name, *path):
    """Return what removes a value deep in a file."""

    def edit(content):
        for key in path[:-1]:
            content = content[key]
        del content[path[-1]]

    return lambda folder: change(folder, name, edit)


def absent(name):
    return lambda folder: (folder / name).unlink()


def renamed_category(folder):
    set_in("vocabulary.yaml", "categories", 0, "id", to="ships")(folder)


LAYERS, REGION, WORDS = "geodata/layers.yaml", "geodata/region.yaml", "vocabulary.yaml"
MISTAKES = {
    "no region": (absent(REGION), f"{REGION}: file: is missing"),
    "no layers": (absent(LAYERS), f"{LAYERS}: file: is missing"),
    "no places": (absent("geodata/places.geojson"), "geodata/places.geojson: file: is missing"),
    "a layer's file missing": (
        absent("geodata/layers/causeway.geojson"),
        "geodata/layers/causeway.geojson: file: is missing",
    ),
    "a file of no layer": (
        lambda folder: write(folder / "geodata/layers/rails.geojson", {}),
        "geodata/layers/rails.geojson: file: belongs to no layer of layers.yaml",
    ),
    "a pale line": (
        set_in(LAYERS, 3, "colour", "light", to="#DCE9F2"),
        f"{LAYERS}: shoreline: colour.light: contrast with ocean (#DCE9F2) must be 3:1 or more "
        "(got #DCE9F2, 1.00:1)",
    ),
    "a pale zone on dark pages": (
        set_in(LAYERS, 4, "colour", "dark", to="#101C26"),
        f"{LAYERS}: causeway: colour.dark: contrast with ocean (#101C26) must be 3:1 or more",
    ),
    "a colour in words": (
        set_in(LAYERS, 0, "colour", "light", to="blue"),
        f"{LAYERS}: ocean: colour.light: must be a colour, like #56B4E9 (got 'blue')",
    ),
    "a home that is nowhere": (
        set_in(REGION, "home", to="atlantis"),
        f"{REGION}: home: is the id of no shape in layers/ (got 'atlantis')",
    ),
    "no vocabulary": (absent(WORDS), f"{WORDS}: file: is missing"),
    "a category that is not listed": (
        renamed_category,
        f"events/{LEAVING}.yaml: category: is not in vocabulary.yaml: categories (got 'vessels')",
    ),
    "one letter for two": (
        set_in(WORDS, "categories", 1, "letter", to="v"),
        f"{WORDS}: categories: vessels, labour have the same letter (got 'V')",
    ),
    "one colour for two": (
        set_in(WORDS, "categories", 1, "colour", to="#332288"),
        f"{WORDS}: categories: vessels, labour have the same colour (got '#332288')",
    ),
    "a side that is not listed": (
        lambda folder: write(
            folder / "speakers.yaml", [*SPEAKERS[:2], {**SPEAKERS[2], "side": "moon"}]
        ),
        "speakers.yaml: spokesman: side: is not in vocabulary.yaml: sides (got 'moon')",
    ),
    "a kind that is not listed": (
        lambda folder: write_source(folder, kind="blog"),
        "sources.yaml: paper: kind: is not in vocabulary.yaml: outlet_kinds (got 'blog')",
    ),
    "no side for own words": (
        without(WORDS, "sides", 3, "itself"),
        f"{WORDS}: sides: exactly one must have `itself: true`, the side of an outlet's own words",
    ),
    "a comparison of nothing": (
        lambda folder: write(
            folder / "collection.yaml", {**INFO, "compare": {"articles": ["gone"]}}
        ),
        "collection.yaml: compare.articles: is not in sources.yaml (got 'gone')",
    ),
    "a comparison of no side": (
        lambda folder: write(folder / "collection.yaml", {**INFO, "compare": {"sides": ["gone"]}}),
        "collection.yaml: compare.sides: is not in vocabulary.yaml: sides (got 'gone')",
    ),
    "an old name of a file": (
        lambda folder: (folder / "collection.yaml").rename(folder / "dataset.yaml"),
        "collection.yaml: file: is missing",
    ),
    "a rule without words": (
        lambda folder: write(folder / "wording.yaml", [{"write": "said"}]),
        "wording.yaml: record 1: record: needs either `words` or `numbers_with`",
    ),
    "a rule of a third level": (
        lambda folder: write(
            folder / "wording.yaml", [{"words": ["x"], "write": "y", "level": "shout"}]
        ),
        "wording.yaml: record 1: level: Input should be 'refuse' or 'warn' (got 'shout')",
    ),
    "rules that are no list": (
        lambda folder: write(folder / "wording.yaml", {"words": ["x"]}),
        "wording.yaml: file: must be a list",
    ),
}


@pytest.mark.parametrize(("spoil", "line"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_a_line_with_file_and_field(folder, spoil, line):
    spoil(folder)
    found = problems(folder)
    assert [problem for problem in found if problem.startswith(line)], found


def test_all_mistakes_of_all_files_are_reported_at_once(folder):
    chosen = [
        "a layer's file missing", "a pale line", "one letter for two", "one colour for two",
        "a side that is not listed", "a kind that is not listed", "no side for own words",
        "a comparison of no side", "a rule without words",
    ]  # fmt: skip
    for name in chosen:
        MISTAKES[name][0](folder)
    write_event(folder, category="party")
    found = problems(folder)
    for line in (MISTAKES[name][1] for name in chosen):
        assert [problem for problem in found if problem.startswith(line)], line
    assert [line for line in found if "category: is not in vocabulary.yaml" in line]


def test_one_missing_category_is_one_line_and_the_unused_one_a_warning(folder):
    renamed_category(folder)
    assert len(problems(folder)) == 1
    write_event(folder, category="ships")
    warnings = read_records(folder).warnings
    assert f"vocabulary.yaml: categories: labour: {UNUSED}" in warnings
    assert not [line for line in warnings if "ships" in line]


@pytest.fixture
def nowhere(folder):
    """The small collection without places and layers: its events bring their own positions."""
    shutil.rmtree(folder / "geodata")
    for name in (LEAVING, CROSSING, SPEECH):
        write_event(folder, name, place=OWN_PLACE)
    return folder


def test_a_collection_without_geodata_is_shown_on_the_world_with_a_warning(nowhere):
    collection = open_collection(nowhere)
    warning = "geodata: folder: is missing; the map shows the world around the events"
    assert warning in collection.records.warnings
    bounds = collection.records.geography.region.bounds
    assert bounds.holds(float(OWN_PLACE["longitude"]), float(OWN_PLACE["latitude"]))
    assert len(collection.table) == 3
    assert not collection.records.geography.places


def test_without_geodata_every_event_needs_a_place_of_its_own(nowhere):
    write_event(nowhere)
    (line,) = problems(nowhere)
    where = f"events/{LEAVING}.yaml: place: is not in geodata/places.geojson"
    assert line == f"{where} (got {EVENT['place']!r})"


def run(monkeypatch, capsys, *words):
    """Return the exit code of a command, its output and its errors."""
    monkeypatch.setattr(sys, "argv", ["events", *map(str, words)])
    code = main()
    printed = capsys.readouterr()
    return code, printed.out, printed.err


@pytest.fixture
def warned(folder):
    """The small collection with a word in a summary that its own rules warn about."""
    write(folder / "wording.yaml", [{"words": ["grand"], "write": "plain words", "level": "warn"}])
    write_event(folder, summary="The Paper writes that the grand ferries left.")
    return folder


def test_the_check_prints_warnings_and_finds_the_collection_good(warned, monkeypatch, capsys):
    code, out, err = run(monkeypatch, capsys, "check", warned)
    assert (code, out) == (0, "3 events, 4 excerpts, 2 sources: good, 3 warnings\n")
    word = "summary: 'grand' outside a quotation; write instead: plain words"
    assert f"warning: events/{LEAVING}.yaml: {word}" in err.splitlines()


@pytest.mark.parametrize(
    "words",
    [
        ("report", "{folder}"),
        ("cite", "{folder}"),
        ("export", "--data", "{folder}", "--format", "geojson", "-o", "{out}"),
        ("handout", "--event", LEAVING, "-o", "{out}", "{folder}"),
        ("site", "--data", "{folder}", "-o", "{out}"),
    ],
    ids=lambda words: words[0],
)
def test_a_warning_stops_no_command(warned, tmp_path, monkeypatch, capsys, words):
    monkeypatch.setattr("events.publish.site.draw_pictures", lambda site: ())
    monkeypatch.setattr("events.publish.site._data", lambda site: ())
    out = tmp_path / "out"
    filled = [word.format(folder=warned, out=out) for word in words]
    code, _, err = run(monkeypatch, capsys, *filled)
    assert (code, err) == (0, "")
    assert out.exists() == ("{out}" in words)


def test_the_same_rule_at_the_other_level_stops_every_command(warned, monkeypatch, capsys):
    rules = json.loads((warned / "wording.yaml").read_text("utf-8"))
    write(warned / "wording.yaml", [{**rules[0], "level": "refuse"}])
    for command in ("check", "report", "cite"):
        code, out, err = run(monkeypatch, capsys, command, warned)
        assert code == 1
        assert "'grand' outside a quotation" in out + err
