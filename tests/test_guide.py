"""The curator's guide says what the models say, and its examples pass the check."""

import re
import subprocess
import sys
from types import NoneType
from typing import get_args

import pytest
from pydantic import TypeAdapter

from events.records import (
    STATUSES,
    Event,
    Excerpt,
    Figure,
    Info,
    MapView,
    OwnPlace,
    Period,
    Source,
    Speaker,
    Step,
    Story,
    Version,
    When,
)
from events.records.dates import QUALIFIERS
from events.records.models import LiteralName, PersonName
from events.records.reading import DATA, load_dataset
from events.records.stories import FEWEST_STEPS, MOST_STEPS
from events.records.vocabulary import CATEGORY, OUTLET_KINDS, SIDES
from events.records.wording import AVOID, AVOID_IN_TITLES, BESIDE, EXCERPT_WORDS, TITLE_WORDS
from geodata import PRECISION_WORDS, Place
from geodata.files import read_yaml
from tests.conftest import write, write_event

MODELS = (
    Event,
    Excerpt,
    Figure,
    OwnPlace,
    Place,
    Source,
    PersonName,
    LiteralName,
    Speaker,
    Period,
    Story,
    Step,
    MapView,
    Version,
    Info,
)
LISTS = {
    "Categories": {name: category.label for name, category in CATEGORY.items()},
    "Status": STATUSES,
    "Kinds of outlet": OUTLET_KINDS,
    "Sides": SIDES,
    "Places": PRECISION_WORDS,
}
EXAMPLE = "events/2024-06-03-water-point.yaml"
# What the guide does to its example before each run of the check that it shows.
SLIPS = [
    {
        "place: khan-younis": "place: khan-yunis",
        "engineer said that": "engineer claimed that",
        "    speaker: nour-example": "    speaker: nour",
    },
    {"date: 2024-06-03?": "date: 2024-06-31", "place_note:": "place_nte:"},
]

each_model = pytest.mark.parametrize("model", MODELS)


@pytest.fixture(scope="module")
def guide(repository):
    return (repository / "events/README.md").read_text("utf-8")


def table(guide, heading):
    """List the rows under a heading, without the head; each cell as it is written."""
    (section,) = re.findall(rf"^##+ {heading}\n(.*?)(?=^#|\Z)", guide, re.DOTALL | re.MULTILINE)
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def readable(words):
    """Write a pattern for a curator: alternatives with commas, those within a word with a slash."""
    grouped = re.sub(r"\(\?:([^)]*)\)\??", lambda m: f"({m[1].replace('|', '/')})", words)
    return grouped.replace("|", ", ")


def code(cell):
    """Return what stands in a cell's only code span."""
    (found,) = re.findall(r"^`([^`]+)`$", cell)
    return found


def examples(guide):
    """Return the worked example's files: each block of YAML, by the file named before it."""
    found = re.findall(r"`([\w./-]+\.yaml)`[^`]*?:\n\n```yaml\n(.*?)```", guide, re.DOTALL)
    assert len(found) == guide.count("```yaml")
    return dict(found)


def needed(field):
    if not field.is_required():
        return "no"
    return "yes, or null" if NoneType in get_args(field.annotation) else "yes"


@each_model
def test_every_field_is_named_in_the_order_of_its_model_and_no_other(guide, model):
    rows = table(guide, model.__name__)
    assert [code(row[0]) for row in rows] == list(model.model_fields)
    assert all(row[2] for row in rows)


@each_model
def test_the_guide_says_which_fields_are_needed(guide, model):
    said = {code(row[0]): row[1] for row in table(guide, model.__name__)}
    assert said == {name: needed(field) for name, field in model.model_fields.items()}


@each_model
def test_each_example_of_a_field_is_right(guide, model, tmp_path):
    for name, _, _, example in table(guide, model.__name__):
        if example:
            (tmp_path / "value.yaml").write_text(f"value: {code(example)}", "utf-8")
            field = TypeAdapter(model.model_fields[code(name)].rebuild_annotation())
            field.validate_python(read_yaml(tmp_path / "value.yaml")["value"])
        else:
            assert code(name) in ("figures", "excerpts", "steps", "view")


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


def test_every_kind_of_place_is_named(guide):
    (meaning,) = [row[2] for row in table(guide, "Place") if row[0] == "`kind`"]
    assert set(re.findall(r"`([^`]+)`", meaning)) == set(
        get_args(Place.model_fields["kind"].annotation)
    )


def test_dates_are_read_as_the_guide_says(guide):
    rows = {code(written): read for written, read in table(guide, "Dates")}
    assert rows == {written: When(written).words for written in rows}
    assert set("".join(rows)) >= {*QUALIFIERS, "/"}


def test_every_rule_of_wording_is_in_the_guide(guide):
    for heading, rules in {"Words": AVOID, "Words in titles": AVOID_IN_TITLES}.items():
        written = {readable(words): advice for words, advice in rules.items()}
        assert dict(table(guide, heading)) == written
    told = [advice for _, advice in table(guide, "Words in summaries")]
    assert told == [advice for _, advice in BESIDE.values()]


def test_the_limits_are_those_of_the_check(guide):
    text = " ".join(guide.split())
    assert f"A title has at most {TITLE_WORDS} words, an excerpt at most {EXCERPT_WORDS}." in text
    assert f"| {FEWEST_STEPS} to {MOST_STEPS} events" in text


def put_example(folder, guide):
    """Write the guide's example into a folder, its records behind those of the registers."""
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
    """Write something in place of the events that the guide's story takes from the set."""
    told = re.findall(r"- event: (\S+)", guide)
    others = [name for name in told if name not in EXAMPLE]
    assert [name for name in others if not (DATA / f"events/{name}.yaml").exists()] == []
    for name in others:
        write_event(folder, name, title=f"Report {name[:10]}")


def run_check(repository, folder):
    command = [sys.executable, "-m", "events", "check", str(folder)]
    done = subprocess.run(command, cwd=repository, capture_output=True, text=True, timeout=60)
    return done.stdout + done.stderr


def test_the_example_is_good(folder, guide):
    put_others(put_example(folder, guide), guide)
    dataset = load_dataset(folder)
    (event,) = [event for event in dataset.events if event.id in EXAMPLE]
    assert event.excerpts[1].crediting == "volunteer-at-the-tap"
    assert "example-times-2024-06-04" in dataset.sources
    assert [len(story.steps) for story in dataset.stories] == [3]


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
def test_the_check_prints_what_the_guide_shows(repository, folder, guide, number):
    put_others(put_example(folder, guide), guide)
    path = folder / EXAMPLE
    text = path.read_text("utf-8")
    for right, wrong in SLIPS[number].items():
        assert right in text
        text = text.replace(right, wrong)
    path.write_text(text, "utf-8")
    shown = re.findall(r"```text\n(.*?)```", guide, re.DOTALL)
    assert len(shown) == len(SLIPS)
    assert run_check(repository, folder) == shown[number]


def test_every_command_and_file_that_the_guide_names_is_there(guide, repository):
    commands = "".join(re.findall(r"```sh\n(.*?)```", guide, re.DOTALL)).splitlines()
    assert commands == [f".venv/bin/python -m events check{folder}" for folder in ("", " FOLDER")]
    assert (repository / "events/__main__.py").exists()
    named = set(re.findall(r"`((?:events|geodata)/[\w./]+|\w+\.yaml)`", guide))
    assert {"events/models.py", "sources.yaml"} <= named
    folders = (repository, DATA)
    assert [name for name in named if not any((f / name).exists() for f in folders)] == []
