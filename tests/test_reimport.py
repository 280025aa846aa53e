"""Only what was exported here is imported; what is wrong with anything else is a line each."""

import json

import pytest

from events.collection import open_collection
from events.exporters import FORMATS, describe_file
from events.importers import geojson_table
from events.records import CurationError
from events.table import read_geoparquet
from tests.conftest import LEAVING, OWN_PLACE, write_event


def export(collection, path):
    """Write all events of a collection as GeoJSON."""
    about = describe_file(collection, collection.offers.view.query)
    pieces = FORMATS["geojson"].write(collection.table, collection.records, about)
    path.write_bytes(b"".join(pieces))
    return path


@pytest.fixture
def exported(tmp_path, small):
    return export(small, tmp_path / "exported.geojson")


def problems(path):
    with pytest.raises(CurationError) as caught:
        geojson_table(path)
    return caught.value.problems


def test_an_event_without_a_point_keeps_where_the_map_draws_it(tmp_path, folder):
    write_event(folder, place={**OWN_PLACE, "precision": "country"})
    collection = open_collection(folder)
    path = export(collection, tmp_path / "exported.geojson")
    path.write_bytes(geojson_table(path))
    row = read_geoparquet(path)[1].iloc[0]
    assert (row["id"], row["precision"]) == (LEAVING, "country")
    assert row["longitude"] == pytest.approx(collection.table["longitude"].iloc[0], abs=1e-5)


def test_the_days_of_changes_come_back(tmp_path, quill, quill_table):
    for collection in (quill, open_collection(quill_table)):
        path = export(collection, tmp_path / "exported.geojson")
        path.write_bytes(geojson_table(path))
        table = read_geoparquet(path)[1]
        names = ["id", "created", "modified"]
        assert table[names].to_dict("list") == quill.table[names].to_dict("list")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("no JSON", "exported.geojson: file: is not JSON"),
        ("[]", "exported.geojson: file: is not a FeatureCollection"),
        ("{}", "in it `features` must be a list"),
        ('{"features": 5, "dataset": {}}', "in it `features` must be a list"),
        ('{"features": []}', "in it `dataset` must be an object"),
        (
            '{"features": [7], "dataset": {}}',
            "exported.geojson: feature 1: record: Input should be",
        ),
        ('{"features": [], "dataset": {}}', "exported.geojson: file: has no rows"),
        ("[" * 100_000, "exported.geojson: file: is not JSON"),
    ],
)
def test_another_file_is_refused_by_name(exported, text, said):
    exported.write_text(text)
    (line,) = problems(exported)
    assert said in line


def changed(exported, number, **properties):
    """Change properties of a feature, counted from 1."""
    content = json.loads(exported.read_bytes())
    content["features"][number - 1]["properties"].update(properties)
    exported.write_text(json.dumps(content))
    return exported


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("category", "battle", "category: must be one of"),
        ("title", "Turned \u202eround", "title: must not be empty or contain line breaks"),
        ("title", "", "title: must not be empty"),
        (
            "url",
            "",
            "url: must be an address that starts with https:// or http://, or have no value",
        ),
        ("sides", "d", "sides: must be one of dockers"),
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
def test_a_changed_value_is_refused_by_the_name_that_the_file_has(exported, name, value, said):
    (line,) = problems(changed(exported, 2, **{name: value}))
    assert line.startswith(f"exported.geojson: {said}")
    assert "\\x" not in line


def test_a_text_alone_is_a_list_of_one(exported):
    changed(exported, 1, outlets="A Paper", sides="dockers")
    exported.write_bytes(geojson_table(exported))
    row = read_geoparquet(exported)[1].iloc[0]
    assert (row["outlet"], row["sides"]) == (("A Paper",), ("dockers",))


def test_all_faults_are_reported_at_once_and_a_flood_of_them_is_cut(exported):
    changed(exported, 1, title=None)
    assert len(problems(changed(exported, 3, sides=None, date=None))) == 3
    content = json.loads(exported.read_bytes())
    content["features"] *= 20
    exported.write_text(json.dumps(content))
    lines = problems(exported)
    assert len(lines) == 21
    assert lines[-1] == "exported.geojson: features: and 40 more faults like these"


def test_an_event_without_any_position_is_named(exported):
    content = json.loads(exported.read_bytes())
    content["features"][1]["geometry"] = None
    content["features"][1]["properties"].pop("drawn_at", None)
    exported.write_text(json.dumps(content))
    (line,) = problems(exported)
    assert line.startswith("exported.geojson: feature 2: geometry: is null")


def test_a_missing_file_is_named(tmp_path):
    assert problems(tmp_path / "gone.geojson") == ("gone.geojson: file: is missing",)
