"""Readers of foreign formats: what stands in a file becomes rows, and nothing else happens."""

import io
import json
import zipfile
from pathlib import Path

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from events.importers.readers.geoparquet import read_geoparquet
from events.importers.readers.gpx import read_gpx
from events.importers.readers.json_files import read_json_file, read_json_zip
from events.importers.readers.kml import read_kml, read_kmz
from events.importers.readers.zipped import files_of

CASES = Path(__file__).parent / "cases"


def read(name, answers=None):
    readers = {".kml": read_kml, ".gpx": read_gpx}
    content = (CASES / name).read_bytes()
    return readers.get(Path(name).suffix, read_json_file)(content, answers or {})


def dates(sheet):
    return [None if date != date else date for date in sheet.cells["date"]]


def of(sheet, outcome):
    return {remark.row: remark for remark in sheet.remarks if remark.outcome == outcome}


def feature(geometry, **properties):
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def collected(*features, **beside):
    content = {"type": "FeatureCollection", "features": features, **beside}
    return read_json_file(json.dumps(content).encode(), {})


def test_properties_of_features_are_columns_and_what_stands_beside_them_too():
    sheet = read("quakes.geojson")
    assert sheet.noun == "feature"
    assert sheet.numbers.tolist() == list(range(1, 9))
    assert sheet.cells["id"].iloc[2] == sheet.cells["id"].iloc[7] == "xx7000t003"
    assert sheet.cells["third_coordinate"].tolist()[:2] == ["10", "12.4"]
    assert sheet.geometry[0].equals(shapely.Point(84.1511, 28.2963))
    assert sheet.about == {"title": "Invented earthquakes, past week"}


def test_a_faulty_geometry_costs_its_own_row_only():
    point = {"type": "Point", "coordinates": [34.3, 31.3]}
    wrong = [
        {"type": "Point", "coordinates": ["far", 31.3]},
        {"type": "Point", "coordinates": [10**400, 1]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]},
        {"type": "Spiral", "coordinates": [0, 0]},
        {"type": "LineString"},
        "POINT (1 2)",
    ]
    missing = [
        None,
        {"type": "Point", "coordinates": []},
        {"type": "Point", "coordinates": [None, 1]},
    ]
    sheet = collected(*(feature(one, title="A") for one in [point, *wrong, *missing]))
    assert sheet.geometry[0].equals(shapely.Point(34.3, 31.3))
    assert list(sheet.geometry[1:]) == [None] * 9
    assert list(of(sheet, "refused")) == [2, 3, 4, 5, 6, 7]
    assert all("longitude first" in remark.mend for remark in sheet.remarks)


def test_an_area_that_crosses_itself_is_mended():
    bow = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 1], [1, 0], [0, 0]]]}
    (area,) = collected(feature(bow)).geometry
    assert area.is_valid
    assert area.geom_type == "MultiPolygon"


def test_numbers_that_json_does_not_have_are_missing():
    text = '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point",'
    text += '"coordinates":[NaN, 3]},"properties":{"dead":NaN,"code":123456789012345678901234}}]}'
    sheet = read_json_file(text.encode(), {})
    assert sheet.geometry[0] is None
    assert list(sheet.cells.iloc[0]) == ["123456789012345678901234"]


def test_half_a_character_does_not_stop_a_file():
    sheet = collected(feature(None, title="\ud800 half"))
    assert sheet.cells["title"].tolist() == ["? half"]


def test_a_reference_system_that_an_old_file_names_is_followed():
    point = {"type": "Point", "coordinates": [3819371.73, 3674377.34]}
    named = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}
    sheet = collected(feature(point), crs=named)
    assert sheet.geometry[0].equals_exact(shapely.Point(34.31, 31.32), 1e-6)
    assert "moved from WGS 84 / Pseudo-Mercator" in sheet.remarks[0].reason


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"[" * 100_000, "is nested too deeply|is JSON that is nested too deeply"),
        (b"", "is not JSON"),
        (b"{", "is not JSON"),
        ('{"type": "Größe"}'.encode("latin-1"), "is not UTF-8"),
        (b"7", "without a list of features"),
        (b'{"type": "Topology"}', "is TopoJSON"),
        (b"[" + b"[],[]," * 5_000_000 + b"[]]", "holds more than 8,000,000 values"),
        (b"<OGRVRTDataSource/>", "is not JSON"),
        (json.dumps([{f"n{n}": 1 for n in range(501)}]).encode(), "has more than 500 names"),
        (
            b'{"type":"FeatureCollection","features":[],"crs":{"properties":{"name":"/etc/passwd"}}}',
            "names no reference system that is known",
        ),
    ],
)
def test_a_file_that_is_no_list_of_events_is_refused_by_what_it_is(content, said):
    with pytest.raises(ValueError, match=said):
        read_json_file(content, {})


def test_a_timeline_has_its_dates_in_parts_and_counts_from_the_year_1():
    sheet = read("timelinejs.json")
    assert dates(sheet) == [
        "1821-05-09/1874-02-03", "1903-04-17", "1911-08/1915", "1911-07-02", "1938", "-0043-10",
    ]  # fmt: skip
    assert sheet.about["title"] == "Wells of an Invented Valley"
    assert "latitude" not in sheet.cells or sheet.cells["latitude"].isna().all()
    (question,) = sheet.questions
    assert (question.id, question.rows) == ("media-place", 1)
    answered = read("timelinejs.json", {"media-place": "take"})
    assert answered.cells["latitude"].iloc[3] == "48.1391027"


def test_the_overview_of_a_story_map_is_its_title():
    sheet = read("storymapjs.json")
    assert sheet.about["title"] == "A walk round an invented bay"
    assert of(sheet, "left out").keys() == {1}
    assert sheet.numbers.tolist() == [2, 3, 4, 5, 6]
    assert sheet.cells["location.lat"].iloc[-1] == "41.9055"


def test_events_of_a_timemap_find_their_sources_in_the_other_file_of_a_zip():
    alone = read("timemap-events.json")
    assert alone.cells["sources"].iloc[0] == "s1 | s2"
    assert [question.id for question in alone.questions] == ["sources-file"]
    sheet = read_json_zip(zipped("timemap-events.json", "timemap-sources.json"), {})
    assert sheet.cells["source names"].iloc[0] == "Example Times | Walk along the yard"
    said = " ".join(sheet.said)
    for line in (
        "s99 (event 6)",
        "a1, a2, a3",
        "`paths`: s3",
        "docs/4.pdf (s4)",
        "stands for it: s2",
    ):
        assert line in said
    with pytest.raises(ValueError, match="holds the sources of a timemap, not its events"):
        read("timemap-sources.json")


def zipped(*names):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.write(CASES / name, name)
    return file.getvalue()


def test_places_with_times_are_events_of_those_times():
    sheet = read("linked-places.geojson")
    assert dates(sheet) == [
        "1610/1690",
        "1340~/1402-06",
        "-0052/0014-08-19",
        "1801-03-05/1801-03-09",
    ]
    assert of(sheet, "asked")[1].question == "parts"
    assert "1350" in sheet.cells["when"].iloc[1]
    each = read("linked-places.geojson", {"parts": "each"})
    assert dates(each)[:2] == ["1610/1689", "1690"]
    assert dates(read("linked-places.geojson", {"parts": "each-open"}))[1] == "1690/.."
    assert each.numbers.tolist() == [1, 1, 2, 3, 4]


def test_a_gazetteer_a_line_writes_unknown_as_a_number():
    sheet = read("linked-places.jsonl")
    assert dates(sheet) == [None, "1731/", None, "1571/", "1588/", "1529/1803"]
    assert sheet.said[0] == "It is read as Linked Places, one JSON value a line."
    assert "-1 means unknown here; it is never a year." in sheet.said


def test_a_bare_list_asks_how_it_counts_years_before_1():
    sheet = read("history.json")
    (question,) = sheet.questions
    assert (question.rows, question.offered) == (4, "as-offered")
    assert list(of(sheet, "asked")) == [1, 2, 3, 4]
    assert dates(read("history.json", {"years-before-1": "as-offered"}))[3] == "-0030"
    assert dates(read("history.json", {"years-before-1": "astronomical"}))[3:6] == [
        "-0031", "0217", "1871-09-14",
    ]  # fmt: skip


def test_pictures_over_the_ground_are_left_out_and_the_next_item_keeps_its_number():
    sheet = read("time-spans.kml")
    assert of(sheet, "left out").keys() == {1, 2, 3}
    assert sheet.numbers.tolist() == [4, 5, 6, 7]
    assert sheet.about == {"title": "Seasons of an invented island"}
    assert sheet.cells["begin"].iloc[0] == "2011-02"


def test_points_without_names_can_be_one_walk():
    sheet = read("time-stamps.kml")
    assert len(sheet.cells) == 6
    assert [question.rows for question in sheet.questions] == [0]
    walk = read("time-stamps.kml", {"walk": "walk"})
    assert [one.geom_type for one in walk.geometry] == ["LineString"]


@pytest.mark.parametrize(("name", "points", "day"), [
    ("gx-track.kml", 6, "2012-08-14"),
    ("track.gpx", 7, "2009-10-02"),
])  # fmt: skip
def test_a_track_is_one_event_or_many(name, points, day):
    sheet = read(name)
    assert of(sheet, "asked")[1].new == day
    assert sheet.geometry[0].geom_type == "LineString"
    assert sheet.cells["begin"].iloc[0][:10] == sheet.cells["end"].iloc[0][:10] == day
    many = read(name, {"track": "points"})
    assert (len(many.cells), many.questions[0].rows) == (points, 0)
    assert not of(many, "asked")


def test_points_of_a_track_that_are_odd_are_said():
    said = read("track.gpx").said
    assert said == (
        "Points 1 to 4 of track 1 are the same.",
        "Of track 1 no time is given for point 7.",
    )


BOMB = b'<!DOCTYPE kml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE kml [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (BOMB + b"<kml><Placemark><name>&b;</name></Placemark></kml>", "declares a document type"),
        (OUTSIDE + b"<kml><Placemark><name>&x;</name></Placemark></kml>", "a document type"),
        (b"<kml><Placemark>", "is not XML"),
        (b"", "is not XML"),
        (b"<kml>" + b"<a>" * 10_000, "Excessive depth"),
        (b"{}", "is not XML"),
    ],
)
def test_xml_expands_and_fetches_nothing(content, said):
    for reader in (read_kml, read_gpx):
        if reader is read_kml or b"Placemark" not in content:
            with pytest.raises(ValueError, match=said):
                reader(content, {})


def placemark(inside):
    text = f"<kml><Document><Placemark><name>A</name>{inside}</Placemark></Document></kml>"
    return read_kml(text.encode(), {})


def test_geometries_of_placemarks_are_read_with_their_faults():
    ring = "<LinearRing><coordinates>0,0 1,0 1,1 0,0</coordinates></LinearRing>"
    area = f"<Polygon><outerBoundaryIs>{ring}</outerBoundaryIs></Polygon>"
    point = "<Point><coordinates> 34.3, 31.3, 0 </coordinates></Point>"
    assert placemark(area).geometry[0].area == 0.5
    assert placemark(point).geometry[0].equals(shapely.Point(34.3, 31.3))
    assert placemark(f"<MultiGeometry>{point}{area}</MultiGeometry>").geometry[0].geom_type == (
        "GeometryCollection"
    )
    for wrong in ("34.3;31.3", "34,3 31,x", "nan,1", "1e999,2"):
        sheet = placemark(f"<Point><coordinates>{wrong}</coordinates></Point>")
        assert (sheet.geometry[0], list(of(sheet, "refused"))) == (None, [1])


def test_the_data_of_a_placemark_are_columns():
    data = '<ExtendedData><Data name="side"><value>dockers</value></Data></ExtendedData>'
    assert placemark(data).cells["side"].tolist() == ["dockers"]


def test_a_kmz_is_read_in_memory():
    sheet = read_kmz(zipped("time-spans.kml", "track.gpx"), {})
    assert len(sheet.cells) == 4


def archive(name="a.kml", content=b"<kml/>", link=False, compression=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as opened:
        member = zipfile.ZipInfo(name)
        member.external_attr = (0o120777 if link else 0o100644) << 16
        member.compress_type = compression
        opened.writestr(member, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (archive("../../evil.kml"), "leads out of it"),
        (archive("/etc/evil.kml"), "leads out of it"),
        (archive("..\\evil.kml"), "leads out of it"),
        (archive("C:evil.kml"), "leads out of it"),
        (archive(link=True), "holds a link instead of a file"),
        (archive(content=b"\0" * 50_000_000), "grows more than 200 times"),
        (archive()[:40], "is not a zip that can be read"),
        (b"<kml/>", "is not a zip that can be read"),
        (archive("a.txt"), "holds no KML"),
    ],
)
def test_a_zip_that_is_a_trap_is_refused_by_what_it_does(content, said):
    with pytest.raises(ValueError, match=said):
        read_kmz(content, {})


def test_a_damaged_member_of_a_zip_is_refused():
    content = archive(content=b"<kml/>" * 10, compression=zipfile.ZIP_STORED)
    with pytest.raises(ValueError, match="is not a zip that can be read"):
        files_of(content.replace(b"<kml/><kml/>", b"<kml/><kmx/>", 1), ".kml")


@pytest.mark.parametrize("name", [
    "crs-4281", "crs-3857", "geom-column", "categorical", "geoarrow", "string-view", "timestamps",
])  # fmt: skip
def test_geoparquet_of_any_kind_has_its_first_point_where_it_is(name):
    sheet = read_geoparquet((CASES / f"parquet/{name}.parquet").read_bytes())
    assert sheet.geometry[0].equals_exact(shapely.Point(34.31, 31.32), 1e-6)
    assert sheet.cells["title"].iloc[0] == "Invented notice 1"
    assert sheet.cells["date"].iloc[0][:10] == "2024-04-03"
    assert (bool(sheet.remarks)) == name.startswith("crs")
    assert "geom" not in " ".join(sheet.cells)


def test_lists_and_times_of_geoparquet_are_text():
    times = read_geoparquet((CASES / "parquet/timestamps.parquet").read_bytes()).cells["date"]
    assert times.iloc[3] == "2024-04-09T22:30:00"
    assert times.isna().tolist() == [False] * 4 + [True]
    many = read_geoparquet((CASES / "parquet/sources-200.parquet").read_bytes())
    assert many.cells["source"].iloc[0].count(" | ") == 199
    assert many.about == {"title": "sources-200.parquet"}


def parquet(columns, geo=None):
    file = io.BytesIO()
    table = pa.table(columns)
    metadata = {"geo": json.dumps(geo)} if geo is not None else {}
    pq.write_table(table.replace_schema_metadata(metadata), file)
    return file.getvalue()


def test_every_type_of_a_column_is_text():
    moment = pa.array([0], pa.timestamp("us", "UTC"))
    sheet = read_geoparquet(parquet({
        "whole": [1], "part": [0.5], "said": [True], "at": moment, "both": [{"a": [1]}],
        "some": [[1, 2]], "raw": [b"\xff"], "none": pa.nulls(1), "empty": [""],
    }))  # fmt: skip
    assert sheet.geometry is None
    assert sheet.cells.iloc[0].dropna().to_dict() == {
        "whole": "1", "part": "0.5", "said": "true", "at": "1970-01-01T00:00:00Z",
        "both": '{"a": [1]}', "some": "1 | 2", "raw": '"b\'\\\\xff\'"',
    }  # fmt: skip


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PAR1", "is not Parquet"),
        (b"", "is not Parquet"),
        (parquet({"geometry": [7]}, {}), "geometry of a kind that is not read"),
        (
            parquet({"geometry": [b""]}, {"columns": {"geometry": {"crs": "/etc/passwd"}}}),
            "names no reference system",
        ),
        (
            parquet({"geometry": [b""]}, {"columns": {"geometry": {"crs": {"type": "BoundCRS"}}}}),
            "names no reference system",
        ),
    ],
)
def test_parquet_that_cannot_be_read_is_refused(content, said):
    with pytest.raises(ValueError, match=said):
        read_geoparquet(content)


def test_geoarrow_of_lines_and_areas_is_read(tmp_path):
    shapes = [shapely.LineString([(0, 0), (1, 1)]), shapely.box(0, 0, 1, 1)]
    for shape in shapes:
        frame = gpd.GeoDataFrame({"title": ["A"]}, geometry=[shape], crs=4326)
        frame.to_parquet(tmp_path / "a.parquet", geometry_encoding="geoarrow")
        sheet = read_geoparquet((tmp_path / "a.parquet").read_bytes())
        assert sheet.geometry[0].equals(shape)
