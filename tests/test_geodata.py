"""Places and layers are where they should be, and the map shows them without a word of events."""

import gzip
import hashlib
import json
import os
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, astuple
from functools import partial
from typing import get_args

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.records.vocabulary import CATEGORIES
from geodata.load import GeodataError, load_layers, load_places
from geodata.models import BASE_MAP, PRECISION_WORDS, Precision
from geodata.webmap.columns import COLUMNS, KEPT, PRECISIONS, ROWS, TITLES, write_files, write_rows
from geodata.webmap.map import Addresses, Message, draw_map, show
from geodata.webmap.scripts import write_scripts

ADDRESSES = Addresses(
    "../d/map.js", ("../a/map.css",), "../d/events.bin", "../d/base", "../d/titles-*", "../d/rows-*"
)
# Longitude and latitude to a tenth of a degree, looked up apart from our data.
KNOWN = {
    "cairo": (31.2, 30.0),
    "doha": (51.5, 25.3),
    "el-arish": (33.8, 31.1),
    "jerusalem": (35.2, 31.8),
    "the-hague": (4.3, 52.1),
    "new-york": (-74.0, 40.7),
    "washington": (-77.0, 38.9),
    "khan-younis": (34.3, 31.3),
    "rafah": (34.2, 31.3),
    "gaza-city": (34.5, 31.5),
}
FAR = ["cairo", "doha", "el-arish", "jerusalem", "new-york", "the-hague", "washington"]
SCRIPTS = {"name_ar": r"[\u0621-\u064a]", "name_he": r"[\u05d0-\u05ea]"}
MESSAGES = st.builds(
    Message,
    first=st.integers(-(2**31), 2**31),
    last=st.integers(-(2**31), 2**31),
    rows=st.just("") | st.from_regex(r"[0-9a-f]{16}", fullmatch=True),
    selected=st.integers(-1, 10**6),
    layers=st.integers(0, 2**13),
    language=st.integers(0, 2),
    dark=st.booleans(),
    reach=st.integers(0, 10**6),
    seen=st.integers(0, 2**43),
    view=st.none() | st.tuples(st.floats(33.7, 34.9), st.floats(31.0, 31.8), st.floats(9.5, 16.0)),
)


@pytest.fixture
def written(tmp_path, curated_frame, places, shapes):
    """Write the map's files; gives their folder, their names and a function to write again."""

    def again(frame):
        categories = [asdict(category) for category in CATEGORIES]
        return write_files(tmp_path, frame, categories, load_layers(), places, shapes)

    return tmp_path, again(curated_frame), again


def unpacked(folder, name):
    return gzip.decompress((folder / name).read_bytes())


def read(folder, name):
    return json.loads(unpacked(folder, name))


@pytest.mark.parametrize(("place", "at"), KNOWN.items(), ids=list(KNOWN))
def test_a_known_place_is_where_it_is_known_to_be(places, place, at):
    point = places.loc[place, "geometry"]
    assert (point.x, point.y) == pytest.approx(at, abs=0.1)


def test_all_places_but_the_far_ones_lie_in_or_near_gaza(places):
    near = places.drop(FAR).geometry
    assert near.x.between(34.1, 34.7).all()
    assert near.y.between(31.1, 31.7).all()


def test_shapes_lie_in_and_around_gaza(shapes):
    west, south, east, north = shapes.total_bounds
    assert 33.6 <= west < east <= 35.0
    assert 30.9 <= south < north <= 31.9


def test_ids_of_places_and_shapes_are_unique(places, shapes):
    assert places.index.is_unique
    assert shapes.index.is_unique


def test_every_shape_of_a_place_exists(places, shapes):
    named = {shape for place in places["shapes"] for shape in place}
    assert named
    assert named <= set(shapes.index)


@pytest.mark.parametrize("column", SCRIPTS)
def test_every_place_has_its_name_in_arabic_and_hebrew(places, column):
    without = [row["id"] for _, row in places.iterrows() if not isinstance(row[column], str)]
    wrong = [name for name in places[column].dropna() if not re.search(SCRIPTS[column], name)]
    assert (without, wrong) == ([], [])


def test_every_layer_with_a_geometry_has_its_file_and_every_file_its_layer(repository):
    registered = {layer.id for layer in load_layers() if layer.kind != "label"}
    files = {path.stem for path in (repository / "geodata/data/gaza/layers").glob("*")}
    assert registered == files


def test_layers_have_ids_and_titles_of_their_own():
    layers = load_layers()
    assert len({layer.id for layer in layers}) == len({layer.title for layer in layers})
    assert len({layer.id for layer in layers}) == len(layers)


def test_every_precision_has_words_and_a_number():
    assert get_args(Precision) == PRECISIONS == tuple(PRECISION_WORDS)


def place_file(folder, *features):
    content = {"type": "FeatureCollection", "features": list(features)}
    (folder / "places.geojson").write_text(json.dumps(content), "utf-8")
    return folder


def feature(at=(34.3, 31.3), geometry="Point", **overrides):
    required = {"id": "a", "name": "A", "kind": "town", "source": "s", "licence": "l"}
    properties = {**required, "precision": "near", "precision_m": 100, **overrides}
    return {"properties": properties, "geometry": {"type": geometry, "coordinates": at}}


@pytest.mark.parametrize(
    ("features", "line"),
    [
        ([feature(at=(340, 31))], "a: longitude: must lie between"),
        ([feature(at=(34, 131))], "a: latitude: must lie between"),
        ([feature(), feature()], "a: id: used twice"),
        ([feature(colour="red")], "a: colour: Extra inputs are not permitted (got 'red')"),
        ([feature(precision_m=0)], "a: precision_m: Input should be greater than 0 (got 0)"),
        ([feature(precision="vague")], "a: precision: Input should be 'exact'"),
        ([feature(wikidata="281165")], "a: wikidata: must be Q and digits, like Q281165"),
        (
            [feature(at=[[[34, 31], [35, 32], [35, 31], [34, 32], [34, 31]]], geometry="Polygon")],
            "a: geometry: is not valid",
        ),
    ],
)
def test_a_mistake_in_a_place_is_named(tmp_path, features, line):
    with pytest.raises(GeodataError) as raised:
        load_places(place_file(tmp_path, *features))
    assert any(line in problem for problem in raised.value.problems)


def test_the_columns_come_back_as_they_were_packed(written, curated_frame):
    folder, files, _ = written
    content = unpacked(folder, files.columns)
    offset, columns = 0, {}
    for name, dtype in COLUMNS:
        assert offset % np.dtype(dtype).itemsize == 0, f"{name} is not aligned"
        columns[name] = np.frombuffer(content, dtype, len(curated_frame), offset)
        offset += columns[name].nbytes
    assert offset == len(content)
    assert columns["first"].tolist() == curated_frame["first"].tolist()
    last = columns["first"] + columns["days"]
    assert last.tolist() == curated_frame["last"].tolist()
    assert (columns["decametres"] * 10).tolist() == curated_frame["precision_m"].tolist()
    assert np.allclose(columns["longitude"], curated_frame.geometry.x, atol=1e-5)
    assert np.allclose(columns["latitude"], curated_frame.geometry.y, atol=1e-5)
    base = read(folder, files.base)
    named = [base["categories"][code]["id"] for code in columns["category"]]
    assert named == curated_frame["category"].tolist()
    assert [PRECISIONS[code] for code in columns["precision"]] == list(curated_frame["precision"])
    at = [base["places"][code]["names"][0] for code in columns["place"]]
    assert at == curated_frame["place_name"].tolist()


def test_the_browser_is_told_the_columns_it_gets(written, curated_frame):
    folder, files, _ = written
    base = read(folder, files.base)
    assert base["count"] == len(curated_frame)
    assert [(name, np.dtype(kind)) for name, kind in base["columns"]] == [
        (name, np.dtype(kind)) for name, kind in COLUMNS
    ]
    assert [layer["id"] for layer in base["layers"]] == [layer.id for layer in load_layers()]
    assert read(folder, files.titles.replace("*", "0")) == list(curated_frame["title"])


def test_a_file_changes_its_name_with_its_content_alone(written, curated_frame):
    _, files, again = written
    assert again(curated_frame) == files
    renamed = again(curated_frame.assign(title="Another"))
    assert renamed.titles != files.titles
    assert (renamed.columns, renamed.base) == (files.columns, files.base)
    assert again(curated_frame.assign(last=curated_frame["last"] + 1)).columns != files.columns


@given(st.lists(st.booleans(), min_size=1, max_size=200))
def test_rows_travel_as_a_bit_each_under_a_name_of_their_own(tmp_path_factory, kept):
    folder = tmp_path_factory.mktemp("rows")
    name = write_rows(folder, np.array(kept))
    packed = unpacked(folder, ROWS.replace("*", name))
    assert len(packed) == -(-len(kept) // 8)
    assert np.unpackbits(np.frombuffer(packed, "u1"))[: len(kept)].astype(bool).tolist() == kept
    assert write_rows(folder, np.array(kept)) == name
    assert write_rows(folder, ~np.array(kept)) != name or len(kept) == 0


def test_old_selections_of_rows_make_room_for_new_ones(tmp_path):
    names = [write_rows(tmp_path, np.arange(400) == number) for number in range(KEPT + 20)]
    for number, name in enumerate(names):  # as files of one moment have no order
        path = tmp_path / ROWS.replace("*", name)
        if path.exists():
            os.utime(path, (number, number))
    newest = write_rows(tmp_path, np.arange(400) < 7)
    kept = {path.name for path in tmp_path.glob(ROWS)}
    assert len(kept) <= KEPT + 1
    assert {ROWS.replace("*", name) for name in (*names[-20:], newest)} <= kept


def test_many_visitors_write_rows_at_once_and_leave_no_half_of_a_file(tmp_path):
    masks = [np.arange(4_000) % 97 == number % 40 for number in range(KEPT)] * 3
    with ThreadPoolExecutor(8) as threads:
        names = list(threads.map(partial(write_rows, tmp_path), masks))
    for name in set(names):
        packed = gzip.decompress((tmp_path / ROWS.replace("*", name)).read_bytes())
        assert hashlib.sha256(packed).hexdigest().startswith(name)
    assert list(tmp_path.glob("*.part")) == []


def test_titles_come_in_parts_of_bounded_size(tmp_path, curated_frame, places, shapes):
    times = TITLES // len(curated_frame) + 1
    many = pd.concat([curated_frame] * times, ignore_index=True)
    categories = [asdict(category) for category in CATEGORIES]
    files = write_files(tmp_path, many, categories, load_layers(), places, shapes)
    parts = [read(tmp_path, files.titles.replace("*", str(number))) for number in (0, 1)]
    assert [len(part) for part in parts] == [TITLES, len(many) - TITLES]
    assert parts[0] + parts[1] == many["title"].tolist()


def drawn(message=None):
    base = draw_map(ADDRESSES)
    if message:
        show(message).add_to(base)
    return base.get_root().render()


def test_the_map_is_the_same_on_every_run_apart_from_ids():
    one, other = (re.sub(r"[0-9a-f]{32}", "", drawn()) for _ in range(2))
    assert one == other
    assert "Corridors.start" in one


def test_the_script_is_told_what_the_map_is_for():
    assert '"mode": "exploring"' in drawn()
    making = draw_map(ADDRESSES, "making").get_root().render()
    assert re.sub(r"[0-9a-f]{32}", "", making) == re.sub(
        r"[0-9a-f]{32}", "", drawn().replace('"exploring"', '"making"')
    )


def test_the_map_asks_no_other_host_for_anything():
    # A scheme or two slashes before a host; a comment has a space behind its slashes.
    assert re.findall(r"https?:|[\"'(]//\w", drawn()) == []
    for part in [draw_map(ADDRESSES), *draw_map(ADDRESSES)._children.values()]:
        asked = [*getattr(part, "default_js", []), *getattr(part, "default_css", [])]
        assert [address for _, address in asked if "http" in address] == []


def test_no_script_or_style_of_the_map_names_another_host(repository):
    assets = sorted((repository / "geodata/webmap/web").iterdir())
    assert {path.suffix for path in assets} == {".js", ".css"}
    named = [path.name for path in assets if re.search(r"https?:|[\"'(]//\w", path.read_text())]
    assert named == []


def test_python_and_the_script_agree_on_where_the_base_map_ends(repository):
    script = (repository / "geodata/webmap/web/base_map.js").read_text("utf-8")
    (bounds,) = re.findall(r"bounds: L\.latLngBounds\((.*)\),$", script, re.MULTILINE)
    south, west, north, east = (float(number) for number in re.findall(r"[\d.]+", bounds))
    assert (west, south, east, north) == astuple(BASE_MAP)


@given(MESSAGES)
def test_a_message_is_numbers_and_the_name_of_a_file(message):
    value = r'(?:-?\d+|true|false|"[0-9a-f]*")'
    view = r"(?:null|\[[\d.,]+\])"
    assert re.fullmatch(rf"\[{value}(?:,{value})*,{view}\]", message.script)
    assert json.loads(message.script)[2] == message.rows
    assert len(json.loads(message.script)) == len(astuple(message))


def test_the_map_and_its_message_hold_no_text_of_an_event(curated_frame):
    message = Message(19637, 20231, "00ff" * 4, 3, 8191, 1, True, 2, 0)
    page = drawn(message)
    assert f"window.corridors.show({message.script});" in page
    for column in ("id", "title", "summary", "place_name"):
        assert [text for text in curated_frame[column] if text in page] == []


def test_all_scripts_of_the_map_come_as_one_file_named_by_its_content(tmp_path, repository):
    (tmp_path / "leaflet.js").write_text("var L = {} // no line end")
    name = write_scripts(tmp_path, tmp_path / "leaflet.js")
    text = (tmp_path / name).read_text("utf-8")
    assets = sorted((repository / "geodata/webmap/web").glob("*.js"))
    assert text.startswith("var L = {} // no line end\n")
    assert all(path.read_text("utf-8") in text for path in assets)
    (tmp_path / "leaflet.js").write_text("var L = { newer: true }")
    assert write_scripts(tmp_path, tmp_path / "leaflet.js") != name
