"""A region is read from its files with every fault at once, and the world frames any extent."""

import copy
import json
import runpy
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from geodata import GeodataError, read_geography, world_geography
from geodata.colours import contrast, ink_on
from geodata.layers import MOST_LAYERS
from geodata.region import MERCATOR_ENDS
from geodata.webmap.background import background
from geodata.world import WORLD

REGION = {
    "subject": "the Lake of Salt",
    "bounds": {"west": 10, "south": -5, "east": 14, "north": -2},
    "centre": {"longitude": 12, "latitude": -3.5},
    "zooms": {"farthest": 7, "nearest": 14},
    "home": "shore",
    "language": "fr",
    "languages": [
        {"code": "fr", "name": "Français", "direction": "ltr"},
        {"code": "fa", "name": "فارسی", "direction": "rtl"},
    ],
    "kinds": [{"id": "harbour", "rank": 1}, {"id": "reef"}],
    "chief": ["salt-harbour"],
    "credits": "Invented",
    "credits_full": "Positions are invented.",
    "thanks": "Nobody was asked.",
    "notice": "Nothing of it is real.",
}
COLOUR = {"light": "#FFFFFF", "dark": "#000000"}
LAYERS = [
    {"id": "lake", "title": "Lake", "kind": "ground", "drawn": True, "colour": COLOUR},
    {
        "id": "dam",
        "title": "Dam",
        "kind": "line",
        "drawn": False,
        "colour": {"light": "#000000", "dark": "#FFFFFF"},
        "width": 3,
        "dashes": [4, 2],
    },
    {"id": "harbours", "title": "Harbours", "kind": "label", "drawn": True, "names": ["harbour"]},
]
ORIGIN = {"source": "Drawn by hand", "licence": "CC0-1.0", "precision_m": 100}
PLACE = {
    "id": "salt-harbour",
    "name": "Port-Sel",
    "names": {"fa": "بندر نمک"},
    **ORIGIN,
    "kind": "harbour",
    "precision": "near",
    "shapes": ["dam-1920"],
    "valid_to": "1931-02",
}
SQUARE = [[[11, -4], [13, -4], [13, -3], [11, -3], [11, -4]]]
BOW = [[[11, -4], [13, -3], [13, -4], [11, -3], [11, -4]]]


def feature(properties, kind="Point", coordinates=(12.0, -3.0)):
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def files():
    """The files of a region that is right, as data that a test may spoil."""
    shore = feature({"id": "shore", "name": "Rive", **ORIGIN}, "Polygon", SQUARE)
    dam = {"id": "dam-1920", "name": "Digue", **ORIGIN, "valid_from": "1920-07-21"}
    return copy.deepcopy(
        {
            "region.yaml": REGION,
            "layers.yaml": LAYERS,
            "places.geojson": {"type": "FeatureCollection", "features": [feature(PLACE)]},
            "layers/lake.geojson": {"type": "FeatureCollection", "features": [shore]},
            "layers/dam.geojson": {
                "type": "FeatureCollection",
                "features": [feature(dam, "LineString", [[11, -4], [13, -3]])],
            },
        }
    )


def write(folder, contents):
    (folder / "layers").mkdir(exist_ok=True)
    for name, content in contents.items():
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        (folder / name).write_text(text, "utf-8")
    return folder


def problems_of(folder):
    with pytest.raises(GeodataError) as raised:
        read_geography(folder)
    return raised.value.problems


def test_a_region_is_read_from_the_folder_that_is_named(tmp_path):
    geography = read_geography(write(tmp_path, files()))
    assert geography.region.codes == ("fr", "fa")
    assert geography.home == (11, -4, 13, -3)
    assert [layer.id for layer in geography.layers] == ["lake", "dam", "harbours"]
    assert [shape.id for shape in geography.shapes_of("dam")] == ["dam-1920"]
    place = geography.places["salt-harbour"]
    assert (place.longitude, place.latitude) == (12, -3)
    assert place.named(["fr", "fa"]) == ["Port-Sel", "بندر نمک"]
    assert geography.shapes["shore"].named(["fr", "fa"]) == ["Rive", "Rive"]


def test_what_is_read_cannot_be_changed(tmp_path):
    geography = read_geography(write(tmp_path, files()))
    for thing in (geography.region, geography.layers[0], *geography.places.values()):
        with pytest.raises(ValidationError):
            thing.id = "other"


@pytest.mark.parametrize(
    ("days", "stands"),
    [((-18_062, -18_062), False), ((-18_061, -18_061), True), ((-99_999, 0), True)],
)
def test_a_shape_stands_from_its_first_day_on(tmp_path, days, stands):
    dam = read_geography(write(tmp_path, files())).shapes["dam-1920"]
    assert dam.stood_between(*days) == stands  # 21 July 1920 is day -18061


def test_a_place_stands_to_the_last_day_of_its_month(tmp_path):
    place = read_geography(write(tmp_path, files())).places["salt-harbour"]
    assert place.last == -14_187  # 28 February 1931
    assert place.stood_between(-14_187, 0)
    assert not place.stood_between(-14_186, 0)


def spoil(contents, file, path, value):
    """Set what is at a path in a file, or take it away where the value is None."""
    *parents, last = path
    target = contents[file]
    for step in parents:
        target = target[step]
    if value is None:
        del target[last]
    else:
        target[last] = value


PLACES, LAKE, DAM = "places.geojson", "layers/lake.geojson", "layers/dam.geojson"
IN_PLACE = ("features", 0, "properties")
AT = ("features", 0, "geometry")


@pytest.mark.parametrize(
    ("file", "path", "value", "line"),
    [
        ("region.yaml", ["subject"], None, "region.yaml: subject: Field required"),
        ("region.yaml", ["colour"], "red", "region.yaml: colour: Extra inputs are not permitted"),
        ("region.yaml", ["bounds", "west"], 14, "region.yaml: bounds: west must be less than east"),
        ("region.yaml", ["bounds", "north"], 89, "region.yaml: bounds.north: Input should be less"),
        ("region.yaml", ["centre", "latitude"], 3, "region.yaml: centre: must lie within the boun"),
        ("region.yaml", ["zooms", "farthest"], 15, "region.yaml: zooms: farthest must be less th"),
        ("region.yaml", ["home"], "hill", "region.yaml: home: is the id of no shape in layers/"),
        ("region.yaml", ["home"], {"west": 1}, "region.yaml: home.bounds.south: Field required"),
        ("region.yaml", ["language"], "fa", "region.yaml: languages: must begin with 'fa'"),
        ("region.yaml", ["languages", 1, "code"], "fr", "region.yaml: languages: stands twice"),
        ("region.yaml", ["kinds", 1, "id"], "harbour", "region.yaml: kinds: stands twice"),
        ("region.yaml", ["kinds", 1, "rank"], 2, "region.yaml: kinds: has a rank, but no layer"),
        ("region.yaml", ["chief"], ["hill"], "region.yaml: chief: is not in places.geojson (got"),
        (
            "layers.yaml",
            [0, "colour", "light"],
            "white",
            "layers.yaml: lake: colour.light: must be a colour",
        ),
        ("layers.yaml", [0, "colour"], None, "layers.yaml: lake: colour: is missing"),
        ("layers.yaml", [2, "colour"], COLOUR, "layers.yaml: harbours: colour: a layer of kind l"),
        ("layers.yaml", [2, "names"], None, "layers.yaml: harbours: names: is missing"),
        ("layers.yaml", [1, "names"], ["harbour"], "layers.yaml: dam: names: only a layer of kin"),
        ("layers.yaml", [0, "width"], 2, "layers.yaml: lake: width, dashes: a layer of kind grou"),
        ("layers.yaml", [2, "names"], ["reef"], "layers.yaml: harbours: names: needs a rank"),
        ("layers.yaml", [2, "names"], ["hill"], "layers.yaml: harbours: names: must be one of th"),
        ("layers.yaml", [1, "id"], "lake", "layers.yaml: lake: id: stands twice"),
        ("layers.yaml", [1, "id"], "weir", "layers/dam.geojson: file: belongs to no layer"),
        ("layers.yaml", [1, "id"], "weir", "layers/weir.geojson: file: is missing"),
        (PLACES, [*IN_PLACE, "kind"], "hill", "places.geojson: salt-harbour: kind: must be one o"),
        (PLACES, [*IN_PLACE, "names"], {"he": "נמל"}, "salt-harbour: names: must be a further lan"),
        (PLACES, [*IN_PLACE, "shapes"], ["hill"], "salt-harbour: shapes: is in no layer (got 'hil"),
        (
            PLACES,
            [*IN_PLACE, "parent"],
            "moon",
            "salt-harbour: parent: is not among the places (got",
        ),
        (PLACES, [*IN_PLACE, "parent"], "salt-harbour", "salt-harbour: parent: leads back to the"),
        (PLACES, [*IN_PLACE, "colour"], "red", "salt-harbour: colour: Extra inputs are not permi"),
        (PLACES, [*IN_PLACE, "layer"], "lake", "salt-harbour: properties: must be an object with"),
        (PLACES, [*IN_PLACE, "precision"], "vague", "salt-harbour: precision: Input should be 'e"),
        (PLACES, [*IN_PLACE, "precision_m"], 0, "salt-harbour: precision_m: Input should be great"),
        (PLACES, [*IN_PLACE, "wikidata"], "281", "salt-harbour: wikidata: must be Q and digits"),
        (PLACES, [*IN_PLACE, "valid_to"], "1931-13", "salt-harbour: valid_to: month must be in"),
        (PLACES, [*IN_PLACE, "valid_from"], "1999-01", "salt-harbour: record: valid_to lies bef"),
        (PLACES, [*AT, "coordinates"], [340, 0], "salt-harbour: longitude: must lie between -180"),
        (PLACES, [*AT, "coordinates"], [34, 99], "salt-harbour: latitude: must lie between -90"),
        (PLACES, [*AT, "coordinates"], "here", "salt-harbour: geometry: is not GeoJSON"),
        (PLACES, [*AT, "coordinates"], [], "salt-harbour: geometry: must be Point (got nothing)"),
        (PLACES, [*AT], {"type": "Blob"}, "salt-harbour: geometry: is not GeoJSON"),
        (PLACES, ["features", 0], 7, "places.geojson: row 1: properties: must be an object"),
        (PLACES, ["features"], None, "places.geojson: file: must be a GeoJSON FeatureCollection"),
        (LAKE, [*AT, "coordinates"], BOW, "layers/lake.geojson: shore: geometry: is not valid"),
        (DAM, [*AT], {"type": "Point", "coordinates": [1, 2]}, "dam-1920: geometry: must be Line"),
        (DAM, [*IN_PLACE, "id"], "shore", "layers: shore: id: stands twice"),
    ],
)
def test_a_mistake_is_told_by_file_and_field(tmp_path, file, path, value, line):
    contents = files()
    spoil(contents, file, path, value)
    found = problems_of(write(tmp_path, contents))
    assert [problem for problem in found if line in problem] != [], found


@pytest.mark.parametrize(
    ("file", "content", "line"),
    [
        ("region.yaml", None, "region.yaml: file: is missing"),
        ("region.yaml", "", "region.yaml: file: is empty"),
        ("region.yaml", "a: [", "region.yaml: line 1: "),
        ("layers.yaml", "a: b", "layers.yaml: file: must be a list of layers"),
        (PLACES, None, "places.geojson: file: is missing"),
        (PLACES, "{\n]", "places.geojson: line 2: "),
        (PLACES, "[" * 100_000, "places.geojson: file: is nested too deep"),
        (LAKE, None, "layers/lake.geojson: file: is missing"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(tmp_path, file, content, line):
    folder = write(tmp_path, files())
    if content is None:
        (folder / file).unlink()
    else:
        (folder / file).write_text(content, "utf-8")
    assert [problem for problem in problems_of(folder) if problem.startswith(line)] != []


def test_the_problems_of_all_files_are_told_at_once(tmp_path):
    contents = files()
    del contents["region.yaml"]["subject"]
    contents["layers.yaml"][0]["kind"] = "water"
    contents[PLACES]["features"][0]["properties"]["licence"] = ""
    contents[DAM]["features"][0]["properties"]["id"] = "A Dam"
    told = {problem.split(":")[0] for problem in problems_of(write(tmp_path, contents))}
    assert told >= {"region.yaml", "layers.yaml", PLACES, DAM}


def test_a_line_that_is_hard_to_see_is_told_with_its_contrast(tmp_path):
    contents = files()
    contents["layers.yaml"][1]["colour"]["dark"] = "#333333"
    assert problems_of(write(tmp_path, contents)) == [
        "layers.yaml: dam: colour.dark: contrast with lake (#000000) must be 3:1 or more "
        "(got #333333, 1.66:1)"
    ]


def test_there_are_no_more_layers_than_a_message_can_name(tmp_path):
    contents = files()
    contents["layers.yaml"] += [
        {"id": f"l{n}", "title": "L", "kind": "label", "drawn": True, "names": ["harbour"]}
        for n in range(MOST_LAYERS)
    ]
    line = f"layers.yaml: file: at most {MOST_LAYERS} layers (got {MOST_LAYERS + 3})"
    assert line in problems_of(write(tmp_path, contents))


def test_a_layer_comes_to_the_browser_as_it_is_described(tmp_path):
    base = background(read_geography(write(tmp_path, files())))
    _, dam, harbours = base["layers"]
    assert (dam["colour"], dam["width"]) == ({"light": "#000000", "dark": "#FFFFFF"}, 3)
    assert list(dam["dashes"]) == [4, 2]
    assert harbours["shapes"] == []
    (label,) = base["labels"]
    assert (label["layer"], label["kind"], list(label["at"])) == ("harbours", "harbour", [-3, 12])


def test_a_sea_is_named_where_no_land_lies_on_it(tmp_path):
    contents = files()
    contents["layers.yaml"][0]["named"] = True
    island = {**LAYERS[0], "id": "island", "title": "Island"}
    contents["layers.yaml"].insert(1, island)
    inner = [[[11.1, -3.95], [13, -3.95], [13, -3.05], [11.1, -3.05], [11.1, -3.95]]]
    shape = feature({"id": "isle", "name": "Île", **ORIGIN}, "Polygon", inner)
    contents["layers/island.geojson"] = {"type": "FeatureCollection", "features": [shape]}
    base = background(read_geography(write(tmp_path, contents)))
    (latitude, longitude) = base["layers"][0]["shapes"][0]["at"]
    assert longitude < 11.1 or not -3.95 < latitude < -3.05


def test_reading_a_region_brings_no_table_map_or_drawing():
    heavy = {"pandas", "geopandas", "folium", "matplotlib", "streamlit"}
    script = f"import sys, geodata; print(sorted({heavy!r} & set(sys.modules)))"
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#FFFFFF", "#000000", 21), ("#777777", "#FFFFFF", 4.48), ("#0000FF", "#FFFFFF", 8.59)],
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.005)


@given(st.integers(0, 0xFFFFFF))
def test_ink_is_read_on_every_colour(number):
    colour = f"#{number:06X}"
    assert contrast(colour, ink_on(colour)) >= 4.5


def test_the_whole_world_is_a_region_without_places():
    world = read_geography(WORLD)
    assert world.places == {}
    assert len(world.shapes_of("countries")) == 177
    west, south, east, north = world.shapes["land"].geometry.bounds
    assert (west, south, east) == (-180, -MERCATOR_ENDS, 180)
    assert 83 < north < 84  # the north of Greenland


@pytest.mark.parametrize(
    ("country", "west", "south", "east", "north"),
    [("iceland", -24.5, 63.4, -13.6, 66.6), ("new-zealand", 166.5, -46.7, 178.6, -34.4)],
)
def test_a_country_lies_where_it_is_known_to_lie(country, west, south, east, north):
    bounds = read_geography(WORLD).shapes[country].geometry.bounds
    assert bounds == pytest.approx((west, south, east, north), abs=0.5)


def test_shapes_at_the_antimeridian_are_cut_and_not_drawn_across_the_map():
    shapes = read_geography(WORLD).shapes
    for name in ("russia", "fiji"):
        parts = shapes[name].geometry.geoms
        widths = [part.bounds[2] - part.bounds[0] for part in parts]
        assert max(widths) < 160
        assert {part.bounds[0] == -180 for part in parts} == {True, False}


@pytest.mark.parametrize(
    ("ring", "bounds", "area"),
    [
        ([(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)], (0, 0, 10, 10), 100),
        ([(170, 0), (-170, 0), (-170, 10), (170, 10), (170, 0)], (-180, 0, 180, 10), 200),
        ([(-180, -80), (-60, -80), (60, -80), (-180, -80)], (-180, -85.05, 180, -80), 1818),
    ],
)
def test_a_ring_of_the_globe_is_cut_for_a_flat_map(ring, bounds, area):
    build = runpy.run_path(str(WORLD / "build.py"))
    flat = build["flatten"]([ring])
    assert flat.bounds == bounds
    assert flat.area == pytest.approx(area)


def test_the_world_stays_small(repository):
    folder = repository / "geodata/data/world"
    assert sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) < 400_000


def test_an_extent_is_framed_with_room_around_and_no_far_countries():
    geography = world_geography(5.9, 45.8, 10.5, 47.8)
    west, south, east, north = geography.home
    assert west < 5.9 < 10.5 < east
    assert south < 45.8 < 47.8 < north
    names = {shape.name for shape in geography.shapes.values()}
    assert {"Switzerland", "Italy", "Land", "Sea"} <= names
    assert not {"Turkey", "Ukraine", "Brazil"} & names


def test_one_point_is_framed_by_half_a_degree():
    west, south, east, north = world_geography(-70.67, -33.45, -70.67, -33.45).home
    assert east - west == pytest.approx(0.5)
    assert north - south == pytest.approx(0.5 * 0.834, abs=0.01)  # as wide as high on the map


def test_an_extent_across_the_antimeridian_is_framed_by_all_longitudes():
    geography = world_geography(177, -19, -178, -16)
    assert (geography.home[0], geography.home[2]) == (-180, 180)
    assert geography.home[1] < -19 < -16 < geography.home[3]


@pytest.mark.parametrize(("south", "north"), [(88, 90), (-90, -89), (-90, 90)])
def test_a_pole_is_framed_as_far_as_the_map_reaches(south, north):
    bounds = world_geography(0, south, 10, north).region.bounds
    assert -MERCATOR_ENDS <= bounds.south < bounds.north <= MERCATOR_ENDS


@pytest.mark.parametrize("extent", [(0, 5, 1, 4), (-181, 0, 1, 1), (0, 0, float("nan"), 1)])
def test_what_is_no_extent_is_refused(extent):
    with pytest.raises(ValueError, match="extent: is not one in degrees"):
        world_geography(*extent)


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=2, max_size=2, unique=True
    )
)
def test_every_extent_lies_in_its_frame(corners):
    (west, east), (south, north) = (sorted(axis) for axis in zip(*corners, strict=True))
    geography = world_geography(west, south, east, north)
    region, home = geography.region, geography.home
    within = max(-MERCATOR_ENDS, min(south, MERCATOR_ENDS))
    assert home[0] <= west + 1e-9
    assert east - 1e-9 <= home[2]
    assert home[1] <= within + 1e-9
    assert region.bounds.west <= home[0] < home[2] <= region.bounds.east
    assert region.bounds.south <= home[1] < home[3] <= region.bounds.north
    assert region.bounds.holds(region.centre.longitude, region.centre.latitude)
    assert 0 <= region.zooms.farthest < region.zooms.nearest
