"""The curator's guide says what the models say, and its examples pass the check."""

import re
import sys
from pathlib import Path
from types import NoneType
from typing import get_args

import pytest
from pydantic import TypeAdapter

from events.__main__ import main
from events.records import (
    STATUSES,
    Amount,
    CardRule,
    Category,
    Event,
    Excerpt,
    Figure,
    Info,
    MapView,
    OwnPlace,
    Period,
    Picture,
    Source,
    Speaker,
    Step,
    Story,
    Version,
    Vocabulary,
    When,
    read_records,
)
from events.records.checks import DATED, OWED, PLACED
from events.records.edtf import QUALIFIERS
from events.records.lists import COLUMNS
from events.records.models import CardKind, CardMeasure, FirstComparison
from events.records.pictures import SAID
from events.records.plans import (
    Answer,
    Criterion,
    Evidence,
    Part,
    Plan,
    StepPlan,
    Term,
    Use,
)
from events.records.plans import (
    Path as LessonPath,
)
from events.records.stories import FEWEST_STEPS, MOST_STEPS
from events.records.vocabulary import Deaths, OutletKind, Side
from events.records.wording import EXCERPT_WORDS, GENERAL, TITLE_WORDS, Rule
from geodata import PRECISION_WORDS, Layer, Place, Region, Shape
from geodata.files import read_yaml
from tests.conftest import QUILL, write, write_event

MODELS = (
    Event, Excerpt, Picture, Figure, Amount, OwnPlace, Place, Source, Speaker, Period, Story, Step,
    MapView, Plan, LessonPath, Part, StepPlan, Answer, Evidence, Criterion, Term, Use, Version,
    Info, FirstComparison, CardRule, Vocabulary, Category, Side, OutletKind, Deaths, Rule, Region,
    Layer, Shape,
)  # fmt: skip
LISTS = {"Status": STATUSES, "Places": PRECISION_WORDS}
# Fields that no file has: they come from a feature's geometry and from the name of its file.
ELSEWHERE = {"geometry", "layer"}
# Fields whose value is a list of records that have a table of their own.
RECORDS = {
    "figures", "excerpts", "pictures", "steps", "view", "categories", "sides", "outlet_kinds",
    "plan", "paths", "parts", "answers", "rests_on", "rubric", "uses", "cards",
}  # fmt: skip
EXAMPLE = "events/1892-08-02-water-tap.yaml"
# What the guide does to its example before each run of the check that it shows.
SLIPS = [
    {
        "place: inkhaven": "place: ink-haven",
        "engineer said\n  that": "engineer claimed\n  that",
        "    speaker: nour-example": "    speaker: nour",
    },
    {"date: 1892-08-02?": "date: 1892-08-32", "place_note:": "place_nte:"},
]

# Fields that only a curated collection must have.
OWED_BY = {Event: (*OWED, *DATED), OwnPlace: PLACED, Picture: tuple(SAID)}

each_model = pytest.mark.parametrize("model", MODELS)


@pytest.fixture(scope="module")
def guide(repository):
    return (repository / "events/README.md").read_text("utf-8")


def table(guide, heading):
    """List the rows under a heading, without the head; each cell as it is written."""
    (section,) = re.findall(rf"^##+ {heading}\n(.*?)(?=^#|\Z)", guide, re.DOTALL | re.MULTILINE)
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def code(cell):
    """Return what stands in a cell's only code span."""
    (found,) = re.findall(r"^`([^`]+)`$", cell)
    return found


def examples(guide):
    """Return the worked example's files: each block of YAML, by the file named before it."""
    found = re.findall(r"`([\w./-]+\.yaml)`[^`]*?:\n\n```yaml\n(.*?)```", guide, re.DOTALL)
    assert len(found) == guide.count("```yaml")
    return dict(found)


def fields_of(model):
    """Return the fields of a model by the names that they have in files."""
    fields = model.model_fields.items()
    return {field.alias or name: field for name, field in fields if name not in ELSEWHERE}


def needed(model, name, field):
    if name in OWED_BY.get(model, ()):
        return "curated"
    if not field.is_required():
        return "no"
    return "yes, or null" if NoneType in get_args(field.annotation) else "yes"


@each_model
def test_every_field_is_named_in_the_order_of_its_model_and_no_other(guide, model):
    rows = table(guide, model.__name__)
    assert [code(row[0]) for row in rows] == list(fields_of(model))
    assert all(row[2] for row in rows)


@each_model
def test_the_guide_says_which_fields_are_needed(guide, model):
    said = {code(row[0]): row[1] for row in table(guide, model.__name__)}
    assert said == {name: needed(model, name, field) for name, field in fields_of(model).items()}


@each_model
def test_each_example_of_a_field_is_right(guide, model, tmp_path):
    for name, _, _, example in table(guide, model.__name__):
        if example:
            (tmp_path / "value.yaml").write_text(f"value: {code(example)}", "utf-8")
            field = TypeAdapter(fields_of(model)[code(name)].rebuild_annotation())
            field.validate_python(read_yaml(tmp_path / "value.yaml")["value"])
        else:
            assert code(name) in RECORDS


def test_every_kind_and_measure_of_cards_is_named(guide):
    for heading, names in (("Kinds of cards", CardKind), ("Measures of cards", CardMeasure)):
        assert [code(row[0]) for row in table(guide, heading)] == list(get_args(names))


@pytest.mark.parametrize("heading", LISTS)
def test_every_value_of_a_closed_list_is_explained(guide, heading):
    rows = table(guide, heading)
    assert {code(row[0]): row[1] for row in rows} == LISTS[heading]
    assert all(row[2] for row in rows)


def test_every_type_of_source_is_named(guide):
    (meaning,) = [row[2] for row in table(guide, "Source") if row[0] == "`type`"]
    assert set(re.findall(r"`([^`]+)`", meaning)) == set(
        get_args(Source.model_fields["type"].annotation)
    )


def test_every_kind_of_layer_is_named(guide):
    (meaning,) = [row[2] for row in table(guide, "Layer") if row[0] == "`kind`"]
    assert set(re.findall(r"`([^`]+)`", meaning)) == set(
        get_args(Layer.model_fields["kind"].annotation)
    )


def test_every_file_of_a_collection_is_named(guide):
    named = {code(row[0]).rstrip("/") for row in table(guide, "A collection")}
    files = {str(path.relative_to(QUILL)) for path in QUILL.rglob("*")}
    ours = {name for name in files if name.split("/")[0] not in ("events", "pictures", "stories")}
    shapes = {name for name in ours if name.startswith("geodata/layers/")}
    assert named == (ours - shapes - {"geodata"}) | {"events", "pictures", "stories"}


def test_the_collection_without_what_is_not_needed_is_still_good(guide, folder):
    for name, _, is_needed in table(guide, "A collection"):
        if is_needed == "no":
            assert not (folder / code(name)).exists()
    assert read_records(folder).events


def test_every_column_of_a_list_is_named(guide):
    (section,) = re.findall(r"^## A list\n(.*?)^## ", guide, re.DOTALL | re.MULTILINE)
    firsts = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    assert set(re.findall(r"`(\w+)`", "".join(firsts))) == set(COLUMNS)


def test_dates_are_read_as_the_guide_says(guide):
    rows = {code(written): read for written, read in table(guide, "Dates")}
    assert rows == {written: When(written).words for written in rows}
    assert set("".join(rows)) >= {*QUALIFIERS, "/"}


def test_the_limits_are_those_of_the_check(guide):
    text = " ".join(guide.split())
    assert f"A title has at most {TITLE_WORDS} words, an excerpt at most {EXCERPT_WORDS}." in text
    assert f"| {FEWEST_STEPS} to {MOST_STEPS} events" in text


def put_example(folder, guide):
    """Write the guide's example into a folder, its records after those that are there."""
    for name, text in examples(guide).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        if path.exists():
            before = read_yaml(path)
            path.write_text(text, "utf-8")
            write(path, before + read_yaml(path))
        else:
            path.write_text(text, "utf-8")
    return folder


def put_others(folder, guide):
    """Write something in place of the events that the guide's story takes from the collection."""
    events = re.findall(r"- event: (\S+)", guide)
    others = [name for name in events if name not in EXAMPLE]
    assert [name for name in others if not (QUILL / f"events/{name}.yaml").exists()] == []
    for name in others:
        write_event(folder, name, title=f"Report {name[:10]}")


def run_check(folder, monkeypatch, capsys):
    """Return what the check prints, first its output and then its errors."""
    monkeypatch.setattr(sys, "argv", ["events", "check", str(folder)])
    main()
    return "".join(capsys.readouterr())


def test_the_example_is_good(folder, guide):
    put_others(put_example(folder, guide), guide)
    records = read_records(folder)
    (event,) = [event for event in records.events if event.id in EXAMPLE]
    assert event.excerpts[1].crediting == "volunteer-at-the-tap"
    assert "example-times-1892-08-04" in records.sources
    assert [len(story.steps) for story in records.stories] == [3]


def test_the_fields_of_the_example_stand_in_the_order_of_the_tables(folder, guide):
    put_example(folder, guide)
    event = read_yaml(folder / EXAMPLE)
    (source,) = read_yaml(folder / "sources.yaml")[2:]
    for record, model in ((event, Event), (event["figures"][0], Figure), (source, Source)):
        assert list(record) == [name for name in model.model_fields if name in record]


def test_the_example_quotes_its_article_letter_for_letter(folder, guide):
    article = " ".join(" ".join(re.findall(r"^> (.*)$", guide, re.MULTILINE)).split())
    event = read_yaml(put_example(folder, guide) / EXAMPLE)
    texts = [excerpt["text"] for excerpt in event["excerpts"]]
    texts += [figure["as_reported"] for figure in event["figures"]]
    assert [text for text in texts if text not in article] == []


@pytest.mark.parametrize("number", range(len(SLIPS)))
def test_the_check_prints_what_the_guide_shows(folder, guide, number, monkeypatch, capsys):
    put_others(put_example(folder, guide), guide)
    path = folder / EXAMPLE
    text = path.read_text("utf-8")
    for right, wrong in SLIPS[number].items():
        assert right in text
        text = text.replace(right, wrong)
    path.write_text(text, "utf-8")
    shown = re.findall(r"```text\n(.*?)```", guide, re.DOTALL)
    assert len(shown) == len(SLIPS)
    assert run_check(folder, monkeypatch, capsys) == shown[number]


def test_every_command_and_file_that_the_guide_names_is_there(guide, repository, folder):
    put_example(folder, guide)
    commands = "".join(re.findall(r"```sh\n(.*?)```", guide, re.DOTALL)).splitlines()
    assert commands == [f".venv/bin/python -m events check{folder}" for folder in ("", " FOLDER")]
    assert (repository / "events/__main__.py").exists()
    named = set(re.findall(r"`((?:events|geodata|tests)/[\w./-]+|\w+\.yaml)`", guide))
    assert {"events/records/", "sources.yaml", "tests/collections/quill/"} <= named
    folders = (repository, QUILL, folder)
    assert [name for name in named if not any((f / name).exists() for f in folders)] == []
    assert GENERAL.relative_to(repository) == Path("events/data/wording")
