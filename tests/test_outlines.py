"""Lines and areas of events: where their mark stands, how they are drawn, which files keep them."""

import json
import time

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
import shapely
from shapely.geometry import LineString, Point

from events.collection import open_collection
from events.exporters import FORMATS
from events.records import CurationError
from geodata.outlines import MOST_IN_ALL, MOST_POINTS, outlines, point_within, read_shape, simple
from geodata.picture import draw_picture
from geodata.webmap.background import outline_events
from tests.conftest import written

LINE = "LINESTRING (-25 -38, -24.9 -38.1, -24.8 -38)"
AREA = "POLYGON ((-25 -38, -24.9 -38, -24.9 -38.1, -25 -38.1, -25 -38))"
HEAD = "id,title,date,latitude,longitude,precision,shape\n"


def quoted(shape):
    return f'"{shape}"'


def open_list(folder, *rows):
    (folder / "collection.yaml").write_text("title: Shapes\n", "utf-8")
    (folder / "events.csv").write_text(HEAD + "".join(f"{row}\n" for row in rows), "utf-8")
    return open_collection(folder)


@pytest.fixture(scope="module")
def shaped(tmp_path_factory):
    return open_list(
        tmp_path_factory.mktemp("shaped"),
        f"road,A road is laid,1892,,,,{quoted(LINE)}",
        f"field,A field is flooded,1893,-38.05,-24.95,near,{quoted(AREA)}",
        "point,A bell is hung,1894,-38.2,-24.7,,",
    )


def test_a_point_of_the_shape_carries_the_mark_unless_one_is_given(shaped):
    rows = {row["id"]: row for row in shaped.engine.rows(["road", "field"])}
    road = Point(rows["road"]["longitude"], rows["road"]["latitude"])
    assert read_shape(LINE).distance(road) < 1e-9
    assert rows["road"]["precision"] == "area"
    assert (rows["field"]["longitude"], rows["field"]["precision"]) == (-24.95, "near")


def test_the_map_gets_each_shape_by_its_row(shaped):
    drawn = outline_events(shaped.table)
    assert [one["row"] for one in drawn] == [0, 1]
    assert [one["geometry"]["type"] for one in drawn] == ["LineString", "Polygon"]


def test_pictures_draw_shapes(shaped):
    days = int(shaped.table["first"].min()), int(shaped.table["last"].max())
    without = shaped.table.assign(shape=None)
    categories = shaped.records.vocabulary.categories
    one, other = (
        draw_picture(
            table, categories, 400, 400, geography=shaped.records.geography, days=days
        ).png()
        for table in (shaped.table, without)
    )
    assert one != other


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_be_written(shaped, name):
    assert written(name, shaped)


def test_files_keep_shapes(shaped, tmp_path):
    features = {f["id"]: f for f in json.loads(written("geojson", shaped))["features"]}
    assert features["road"]["geometry"]["type"] == "LineString"
    assert features["field"]["properties"]["drawn_at"] == [-24.95, -38.05]
    assert features["point"]["geometry"]["type"] == "Point"
    kml = written("kml", shaped).decode()
    assert kml.count("LineString>") == 2
    assert "Polygon>" in kml
    assert LINE in written("csv", shaped).decode("utf-8-sig")
    path = tmp_path / "again.parquet"
    path.write_bytes(written("geoparquet", shaped))
    again = open_collection(path)
    assert list(pq.read_table(path)["shape"].to_pylist()) == [LINE, AREA, None]
    assert [row for row, _ in outlines(again.table)] == [0, 1]
    assert written("geojson", again).count(b'"LineString"') == 1


@pytest.mark.parametrize(
    ("shape", "what"),
    [
        ("a line", "is not WKT"),
        ("POINT (0 0)", "must be one of LineString"),
        ("LINESTRING EMPTY", "must be one of LineString"),
        ("LINESTRING (0 0, 200 0)", "must lie within -180 to 180"),
        ("GEOMETRYCOLLECTION (POINT (0 0))", "must be one of LineString"),
    ],
)
def test_what_is_no_shape_is_named(tmp_path, shape, what):
    with pytest.raises(CurationError) as raised:
        open_list(tmp_path, f"road,A road is laid,1892,,,,{quoted(shape)}")
    (line,) = raised.value.problems
    assert line.startswith("events.csv: row 1: shape: ")
    assert what in line


def test_a_long_shape_is_drawn_with_few_points():
    coast = Point(0, 0).buffer(1, quad_segs=5_000)
    assert shapely.get_num_coordinates(simple(coast)) <= MOST_POINTS
    assert abs(simple(coast).area - coast.area) < 0.01
    zigzag = shapely.LineString([(n / 1e3, n % 2) for n in range(2 * MOST_POINTS)])
    assert shapely.get_num_coordinates(simple(zigzag)) <= MOST_POINTS


def test_a_map_holds_so_many_points_and_no_more():
    ring = Point(0, 0).buffer(1, quad_segs=100).wkt
    table = pd.DataFrame({"shape": [ring] * 3_000})
    drawn = list(outlines(table))
    assert len(drawn) == 3_000
    assert sum(shapely.get_num_coordinates(shape) for _, shape in drawn) <= MOST_IN_ALL


def test_the_point_of_a_shape_lies_on_it():
    bent = shapely.MultiLineString([[(0, 0), (1, 0)], [(5, 5), (9, 5)]])
    assert point_within(bent) == (7.0, 5.0)
    horseshoe = shapely.Polygon([(0, 0), (3, 0), (3, 3), (2, 3), (2, 1), (1, 1), (1, 3), (0, 3)])
    assert horseshoe.contains(Point(point_within(horseshoe)))


def test_a_long_zigzag_is_drawn_within_seconds():
    heights = np.linspace(1, 5, 20_000) * (np.arange(20_000) % 2)
    start = time.perf_counter()
    drawn = simple(LineString(np.column_stack([np.linspace(0, 10, 20_000), heights])))
    assert time.perf_counter() - start < 3
    assert 2 <= shapely.get_num_coordinates(drawn) <= MOST_POINTS


def test_a_long_coast_keeps_its_form():
    angle = np.linspace(0, 2 * np.pi, 20_000)
    coast = shapely.Polygon(np.column_stack([np.cos(angle), np.sin(angle)]))
    drawn = simple(coast)
    assert shapely.get_num_coordinates(drawn) <= MOST_POINTS
    assert drawn.symmetric_difference(coast).area < 0.01 * coast.area
