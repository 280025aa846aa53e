"""Only what was exported here is imported; anything else is named line by line."""

import json

import pytest

from events.commands.reimport import to_table
from events.records.reading import CurationError, load_dataset
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
        ("{}", "told.geojson: file: is no file that `python -m events export` writes (no 'fe"),
        ('{"features": 5, "dataset": {}}', "told.geojson: file: is no file that"),
        ('{"features": [7], "dataset": {}}', "told.geojson: file: is no file that"),
        ('{"features": [], "dataset": {}}', "told.geojson: file: has no rows"),
        ("[" * 100_000, "told.geojson: file: is not JSON"),
    ],
)
def test_another_file_is_refused_by_name(told, text, said):
    told.write_text(text)
    assert problems(told)[0].startswith(said)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("category", "battle", "told.geojson: category: must be one of"),
        ("title", "Turned \u202eround", "told.geojson: title: must match"),
        ("outlets", [], "told.geojson: source: names nobody"),
        ("outlets", 5, "told.geojson: file: is no file that"),
        ("title", 5, "told.geojson: file: is no file that"),
        ("uncertainty_m", "far", "told.geojson: file: is no file that"),
        ("date", None, "told.geojson: date: 1 rows have no value"),
    ],
)
def test_a_changed_value_is_refused_as_in_a_table(told, name, value, said):
    content = json.loads(told.read_bytes())
    content["features"][1]["properties"][name] = value
    told.write_text(json.dumps(content))
    assert problems(told)[0].startswith(said)


def test_a_missing_file_is_told(tmp_path):
    assert problems(tmp_path / "gone.geojson") == ("gone.geojson: file: is missing",)
