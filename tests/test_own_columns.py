"""The columns that a list has of its own keep their names and values through every format."""

import csv
import io
import json
import zipfile

import pytest

from events.collection import open_collection
from events.exporters import FORMATS, write_file
from events.exporters.csv import FIELDS, PROVENANCE
from events.exporters.geojson import ADDED
from events.exporters.kml import FIELDS as IN_KML
from events.exporters.own import RESERVED
from events.exporters.resources import EVENT
from events.importers import import_file, open_imported
from events.importers.readers.exported import BESIDE, COLUMNS, DERIVED
from events.importers.readers.kml import TEXTS
from events.table import own_columns
from tests.conftest import ROW, write_table
from tests.test_cases import CASES

EXPORTS = ("csv", "geojson", "kml", "datapackage", "geoparquet")
WITHOUT = {"no-place": "without-place", "no-source": "without-source"}


def exported(collection, name):
    content = write_file(collection, name, collection.offers.view.query, None)
    return content, f"events.{FORMATS[name].ending}"


def again(content, file):
    imported = import_file(content, file, WITHOUT)
    assert imported.report.outcomes["asked"] + imported.report.outcomes["refused"] == 0
    return imported, open_imported(imported)


def own_of(table):
    """Return the own columns of a table with their values, by the ids of its events."""
    table = table.set_index("id").sort_index()
    kept = {name: table[f"own:{name}"].fillna("").tolist() for name in own_columns(table)}
    return {name: values for name, values in kept.items() if any(values)}


def in_file(content, name):
    """Return the own values of an exported file's first event, under the names in the file."""
    if name == "csv":
        return next(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    if name == "datapackage":
        text = zipfile.ZipFile(io.BytesIO(content)).read("events.csv").decode()
        return next(csv.DictReader(io.StringIO(text, newline="")))
    return json.loads(content)["features"][0]["properties"]


def test_every_name_that_a_format_uses_is_reserved():
    columns = {column.name for column in EVENT}
    used = {*FIELDS, *PROVENANCE, *ADDED, *IN_KML, *columns, *TEXTS, *BESIDE, *DERIVED}
    assert used | set(COLUMNS.values()) <= RESERVED


@pytest.fixture(scope="module", params=["acled.csv", "ucdp-ged.csv"])
def coded(request):
    imported = import_file(CASES / request.param, answers=WITHOUT)
    return open_imported(imported)


@pytest.mark.parametrize("name", EXPORTS)
def test_the_codes_of_others_come_back_unchanged(coded, name):
    given = own_of(coded.table)
    assert {"geo_precision", "where_prec"} & given.keys()
    first = exported(coded, name)
    imported, opened = again(*first)
    assert own_of(opened.table) == given
    assert opened.table.set_index("id")["precision"].to_dict() == (
        coded.table.set_index("id")["precision"].to_dict()
    )
    second = exported(opened, name)
    if name not in ("geoparquet", "kml"):
        assert in_file(second[0], name).keys() == in_file(first[0], name).keys()
    _, once_more = again(*second)
    assert own_of(once_more.table) == given
    told = any("have their names again: geo_precision." in said for said in imported.report.said)
    assert told == ("geo_precision" in given and name != "geoparquet")


NAMES = (
    "geo_precision", "own_geo_precision", "location", "outlets", "sides", "start", "end", "made",
    "filter", "address", "Snippet", "description", "name", "Folder", "drawn_at", "when.edtf",
    "date_end", "begin", "pictures", "figures", "excerpts", "other", "until", "Date", "accuracy",
    "own_goal", "jahr", "sources", "uncertainty_m",
)  # fmt: skip
"""Names that a format has itself, and names that an importer would take for a field."""


@pytest.fixture(scope="module")
def listed(tmp_path_factory):
    """A list with columns of its own under all of NAMES."""
    folder = tmp_path_factory.mktemp("listed")
    (folder / "collection.yaml").write_text("title: A list", "utf-8")
    with (folder / "events.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "title", "date", "latitude", "longitude", "source", *NAMES])
        for n in (1, 2):
            values = [f"{name}, {n}" for name in NAMES]
            writer.writerow([f"e{n}", f"Event {n}", f"1906-04-1{n}", 1, 2, "A Paper", *values])
    return open_collection(folder)


@pytest.mark.parametrize("name", EXPORTS)
def test_an_own_column_of_any_name_is_lost_in_no_format(listed, name):
    given = own_of(listed.table)
    assert given.keys() == set(NAMES)
    first = exported(listed, name)
    imported, opened = again(*first)
    assert imported.events["date"].tolist() == ["1906-04-11", "1906-04-12"]
    found = own_of(opened.table)
    assert sorted(map(str, found.values())) == sorted(map(str, given.values()))
    second = exported(opened, name)
    third = exported(again(*second)[1], name)
    for before, after in ((first, second), (second, third)):
        if name in ("geoparquet", "kml"):
            assert own_of(again(*before)[1].table) == own_of(again(*after)[1].table)
        else:
            assert in_file(before[0], name) == in_file(after[0], name)
            assert not any("own_own" in column for column in in_file(after[0], name))


@pytest.mark.parametrize("name", EXPORTS)
def test_what_a_large_table_keeps_as_its_own_is_the_field_again(tmp_path, name):
    notes = {"date_note": "By the almanac", "contested": "One paper denies it", "actors": "A | B"}
    table = open_collection(write_table(tmp_path / "set.parquet", {**ROW, **notes}))
    imported, _ = again(*exported(table, name))
    assert {field: imported.events[field].iloc[0] for field in notes} == notes
