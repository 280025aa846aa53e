"""Only what was exported here is imported; anything else is named line by line."""

import json

import pytest
from events.commands.reimport import to_table

from events.records import CurationError
from events.records.reading import load_dataset
from events.table.curated import to_frame
from events.table.geoparquet import read_table
from tests.conftest import LEAVING, OWN_PLACE, write_event
from tests.test_formats import written


@pytest.fixture
def told(tmp_path, dataset):
    path = tmp_path / "told.geojson"
    path.write_bytes(written("geojson", dataset))
    return path


def problems(path):
    with pytest.raises(CurationError) as caught:
        to_table(path)
    return caught.value.problems


def test_an_event_without_a_point_keeps_where_the_map_draws_it(tmp_path, folder):
    write_event(folder, place={**OWN_PLACE, "precision": "country"})
    dataset = load_dataset(folder)
    path = tmp_path / "told.geojson"
    path.write_bytes(written("geojson", dataset))
    path.write_bytes(to_table(path))
    row = read_table(path)[1].iloc[0]
    assert (row["id"], row["precision"]) == (LEAVING, "country")
    assert row["longitude"] == pytest.approx(to_frame(dataset)["longitude"].iloc[0], abs=1e-5)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("no JSON", "told.geojson: file: is not JSON"),
        ("[]", "told.geojson: file: is no FeatureCollection"),
        ("{}", "in it `features` must be a list"),
        ('{"features": 5, "dataset": {}}', "in it `features` must be a list"),
        ('{"features": []}', "in it `dataset` must be an object"),
        ('{"features": [7], "dataset": {}}', "told.geojson: feature 1: record: Input should be"),
        ('{"features": [], "dataset": {}}', "told.geojson: file: has no rows"),
        ("[" * 100_000, "told.geojson: file: is not JSON"),
    ],
)
def test_another_file_is_refused_by_name(told, text, said):
    told.write_text(text)
    (line,) = problems(told)
    assert said in line


def changed(told, number, **properties):
    """Change properties of a feature, counted from 1."""
    content = json.loads(told.read_bytes())
    content["features"][number - 1]["properties"].update(properties)
    told.write_text(json.dumps(content))
    return told


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("category", "battle", "category: must be one of"),
        ("title", "Turned \u202eround", "title: must not be empty, nor hold line breaks"),
        ("title", "", "title: must not be empty"),
        ("url", "", "url: must be an address that starts with https:// or http://, or no value"),
        ("outlets", [], "outlets: names nobody in 1 rows (first in row 2)"),
        ("sides", "i", "sides: must be one of israeli"),
        ("location", "x" * 201, "location: has more than 200 characters"),
        ("date", "18/04/1906", "date: '18/04/1906': '18' is not YYYY"),
        ("outlets", 5, "feature 2: outlets: Input should be a valid list (got 5)"),
        ("sides", None, "feature 2: sides: Input should be a valid list (got None)"),
        ("outlets", [5], "feature 2: outlets.0: Input should be a valid string (got 5)"),
        ("title", 5, "feature 2: title: Input should be a valid string (got 5)"),
        ("uncertainty_m", "far", "feature 2: uncertainty_m: Input should be a valid integer"),
        ("date", None, "feature 2: date: Input should be a valid string (got None)"),
    ],
)
def test_a_changed_value_is_refused_by_the_name_that_the_file_has(told, name, value, said):
    (line,) = problems(changed(told, 2, **{name: value}))
    assert line.startswith(f"told.geojson: {said}")
    assert "\\x" not in line


def test_a_text_alone_is_a_list_of_one(told):
    changed(told, 1, outlets="A Paper", sides="israeli")
    told.write_bytes(to_table(told))
    row = read_table(told)[1].iloc[0]
    assert (row["outlet"], row["sides"]) == (("A Paper",), ("israeli",))


def test_all_faults_are_told_at_once_and_a_flood_of_them_is_cut(told):
    changed(told, 1, title=None)
    assert len(problems(changed(told, 3, sides=None, date=None))) == 3
    content = json.loads(told.read_bytes())
    content["features"] *= 20
    told.write_text(json.dumps(content))
    lines = problems(told)
    assert len(lines) == 21
    assert lines[-1] == "told.geojson: features: and 40 more faults like these"


def test_an_event_without_any_position_is_named(told):
    content = json.loads(told.read_bytes())
    content["features"][1]["geometry"] = None
    content["features"][1]["properties"].pop("drawn_at", None)
    told.write_text(json.dumps(content))
    (line,) = problems(told)
    assert line.startswith("told.geojson: feature 2: geometry: is null")


def test_a_missing_file_is_told(tmp_path):
    assert problems(tmp_path / "gone.geojson") == ("gone.geojson: file: is missing",)
