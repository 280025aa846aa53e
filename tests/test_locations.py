"""A collection is found by its name, its folder or its file; anything else is one helpful line."""

import pytest

from events.records import CurationError
from events.records.locations import (
    BUILT_IN,
    built_in,
    default_collection,
    geography_of,
    locate,
    locate_folder,
)
from tests.conftest import QUILL

CHOICES = "or a file with a list of events"


def refusal(source):
    with pytest.raises(CurationError) as raised:
        locate(source)
    (line,) = raised.value.problems
    return line


@pytest.mark.parametrize("name", built_in())
def test_a_built_in_collection_is_found_by_its_name(name):
    assert locate(name) == BUILT_IN / name
    assert geography_of(locate(name)).parts[-3:] == ("geodata", "data", name)


def test_without_a_name_the_default_collection_is_found():
    assert default_collection() in built_in()
    assert locate(None) == BUILT_IN / default_collection()


def test_a_folder_is_found_by_its_path_and_brings_its_own_geography():
    assert locate(str(QUILL)) == locate(QUILL) == locate_folder(QUILL) == QUILL
    assert geography_of(QUILL) == QUILL / "geodata"


@pytest.mark.parametrize("name", ["x.parquet", "x.PARQUET", "x.geoparquet", "x.GeoParquet"])
def test_a_geoparquet_file_is_found_in_any_case_of_its_ending(tmp_path, name):
    path = tmp_path / name
    path.touch()
    assert locate(str(path)) == path
    with pytest.raises(CurationError, match="is a table without curated records; name a coll"):
        locate_folder(str(path))


def test_a_path_that_exists_takes_precedence_over_a_name(tmp_path, monkeypatch):
    name = built_in()[0]
    (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path)
    assert not locate(name).is_absolute()
    (tmp_path / name).rmdir()
    assert locate(name) == BUILT_IN / name


def test_any_other_file_is_left_to_the_importers(tmp_path):
    path = tmp_path / "x.csv"
    path.touch()
    assert locate(str(path)) == path
    with pytest.raises(CurationError, match="is a table without curated records"):
        locate_folder(str(path))


@pytest.mark.parametrize("name", ["nowhere", "nowhere.parquet", "nowhere.geojson", "no/where"])
def test_a_missing_path_is_refused_with_what_can_be_opened(name):
    line = refusal(name)
    assert line.startswith(f"{name}: no such file or folder; open a built-in collection (")
    assert line.endswith(CHOICES)
    assert all(known in line for known in built_in())


def test_a_folder_that_is_named_like_a_file_is_refused(tmp_path):
    (tmp_path / "parts.parquet").mkdir()
    assert "is a folder, but its name ends as that of a GeoParquet file" in refusal(
        tmp_path / "parts.parquet"
    )
