"""Places and layers are where they should be, and the map shows them without a word of events."""

import gzip
import hashlib
import json
import os
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from functools import partial

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point, box
from streamlit_folium import generate_leaflet_string

from events.records import STATUSES
from geodata import POINTS, PRECISION_WORDS, UNPLACED
from geodata.places import PRECISIONS
from geodata.webmap import (
    Addresses,
    Message,
    draw_again,
    draw_map,
    show,
    write_files,
    write_rows,
)
from geodata.webmap.columns import COLUMNS, KEPT, ROWS, TITLES
from geodata.world import land_beyond

ADDRESSES = Addresses(
    "../d/map.js",
    ("../a/map.css",),
    *("../d/events.bin", "../d/base", "../d/titles-*", "../d/rows-*", "../d/part-*"),
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
SCRIPTS = {"ar": r"[\u0621-\u064a]", "he": r"[\u05d0-\u05ea]"}
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
    counts=st.lists(st.integers(0, 10**6), max_size=8).map(tuple),
    chosen=st.integers(0, 2**20),
    within=st.booleans(),
    view=st.none() | st.tuples(st.floats(33.7, 34.9), st.floats(31.0, 31.8), st.floats(9.5, 16.0)),
)


@pytest.fixture(scope="module")
def geography(gaza):
    return gaza.records.geography


@pytest.fixture
def written(tmp_path, gaza, geography):
    """Write the map's files; gives their folder, their names and a function to write again."""

    def again(frame):
        categories, spans = gaza.records.vocabulary.categories, gaza.records.spans
        return write_files(tmp_path, frame, categories, geography, spans, STATUSES)

    return tmp_path, again(gaza.table), again


def unpacked(folder, name):
    return gzip.decompress((folder / name).read_bytes())


def read(folder, name):
    return json.loads(unpacked(folder, name))


@pytest.mark.parametrize(("place", "at"), KNOWN.items(), ids=list(KNOWN))
def test_a_known_place_is_where_it_is_known_to_be(geography, place, at):
    found = geography.places[place]
    assert (found.longitude, found.latitude) == pytest.approx(at, abs=0.1)


def test_all_places_but_the_far_ones_lie_in_or_near_gaza(geography):
    near = [place for place in geography.places.values() if place.id not in FAR]
    assert all(34.1 <= place.longitude <= 34.7 and 31.1 <= place.latitude <= 31.7 for place in near)


def test_shapes_lie_within_the_bounds_of_the_region(geography):
    west, south, east, north = geography.region.bounds.box
    for shape in geography.shapes.values():
        left, bottom, right, top = shape.geometry.bounds
        assert west <= left <= right <= east
        assert south <= bottom <= top <= north


@pytest.mark.parametrize("language", SCRIPTS)
def test_every_place_and_shape_has_its_name_in_arabic_and_hebrew(geography, language):
    things = [*geography.places.values(), *geography.shapes.values()]
    names = {thing.id: thing.names.get(language, "") for thing in things}
    assert [thing for thing, name in names.items() if not re.search(SCRIPTS[language], name)] == []


def test_layers_have_titles_of_their_own(geography):
    assert len({layer.title for layer in geography.layers}) == len(geography.layers)


def test_every_precision_has_words():
    assert tuple(PRECISION_WORDS) == PRECISIONS


def test_the_columns_come_back_as_they_were_packed(written, gaza):
    folder, files, _ = written
    content = unpacked(folder, files.columns)
    offset, columns = 0, {}
    for name, dtype in COLUMNS:
        assert offset % np.dtype(dtype).itemsize == 0, f"{name} is not aligned"
        columns[name] = np.frombuffer(content, dtype, len(gaza.table), offset)
        offset += columns[name].nbytes
    assert offset == len(content)
    assert columns["first"].tolist() == gaza.table["first"].tolist()
    last = columns["first"] + columns["days"]
    assert last.tolist() == gaza.table["last"].tolist()
    assert (columns["decametres"] * 10).tolist() == gaza.table["precision_m"].tolist()
    assert np.allclose(columns["longitude"], gaza.table.geometry.x, atol=1e-5)
    assert np.allclose(columns["latitude"], gaza.table.geometry.y, atol=1e-5)
    base = read(folder, files.base)
    named = [base["categories"][code]["id"] for code in columns["category"]]
    assert named == gaza.table["category"].tolist()
    assert [PRECISIONS[code] for code in columns["precision"]] == list(gaza.table["precision"])
    dated = zip(gaza.table["date_precision"], gaza.table["certain"], strict=True)
    doubts = [(by in ("month", "year")) + 2 * (not certain) for by, certain in dated]
    assert columns["dating"].tolist() == doubts
    assert [list(STATUSES)[code] for code in columns["status"]] == list(gaza.table["status"])
    assert base["statuses"] == list(STATUSES.values())
    at = [base["places"][code]["names"][0] for code in columns["place"]]
    assert at == gaza.table["place_name"].tolist()


def test_the_browser_is_told_the_columns_it_gets(written, gaza):
    folder, files, _ = written
    base = read(folder, files.base)
    assert base["count"] == len(gaza.table)
    assert [(name, np.dtype(kind)) for name, kind in base["columns"]] == [
        (name, np.dtype(kind)) for name, kind in COLUMNS
    ]
    fields = ("id", "label", "letter", "colour", "ink")
    assert base["categories"] == [
        {field: getattr(category, field) for field in fields}
        for category in gaza.records.vocabulary.categories
    ]
    assert read(folder, files.titles.replace("*", "0")) == list(gaza.table["title"])


def test_the_browser_is_told_the_region(written, geography):
    folder, files, _ = written
    base = read(folder, files.base)
    assert base["region"] == {
        "subject": "the Gaza Strip",
        "bounds": [33.7, 31.0, 34.9, 31.8],
        "limits": pytest.approx([32.5, 29.8, 36.1, 33.0]),
        "home": list(geography.home),
        "zooms": [9.5, 16],
        "named_from": [8, 9, 11, 12, 13],
        "languages": [
            {"code": "en", "direction": "ltr"},
            {"code": "ar", "direction": "rtl"},
            {"code": "he", "direction": "rtl"},
        ],
        "credits": "© OpenStreetMap contributors, GeoNames, OCHA",
    }
    assert base["precisions"] == list(PRECISIONS)
    chief = {label["id"] for label in base["labels"] if label["chief"]}
    assert chief == set(geography.region.chief)
    assert {each["place"] for each in base["subjects"]} == {
        "netzarim-corridor",
        "morag-corridor",
        "philadelphi-corridor",
    }
    assert base["precisions"][: base["vague"]] == list(POINTS)
    assert base["precisions"][base["placeless"] :] == list(UNPLACED)


def test_the_browser_is_told_how_layers_are_drawn(written, geography):
    folder, files, _ = written
    base = read(folder, files.base)
    layers = {layer.pop("id"): layer for layer in base["layers"]}
    assert list(layers) == [layer.id for layer in geography.layers]
    assert {name: layer for name, layer in layers["borders"].items() if name != "shapes"} == {
        "title": "Borders",
        "kind": "line",
        "named": False,
        "colour": {"light": "#4A4A4A", "dark": "#B8BCC4"},
        "width": 2,
        "dashes": [],
    }
    assert layers["netzarim"]["dashes"] == [6, 4]
    assert layers["sea"]["named"]
    assert layers["places"]["colour"] is None
    dates = {shape["id"]: (shape["first"], shape["last"]) for shape in layers["netzarim"]["shapes"]}
    assert dates["netzarim-2024-07"] == (19_905, 20_058)  # 1 July to 1 December 2024


def test_the_land_goes_on_beyond_the_bounds_and_is_not_drawn_twice(geography):
    west, south, east, north = geography.region.bounds.box
    land = land_beyond(geography.region.bounds)
    assert land.covers(Point(east + 0.5, 31.4))
    assert not land.intersects(Point(33.0, 32.5))
    assert (land & box(west, south, east, north)).area == pytest.approx(0)


def test_names_on_the_map_belong_to_a_layer_that_switches_them(written):
    folder, files, _ = written
    base = read(folder, files.base)
    labels = {label["id"]: label for label in base["labels"]}
    assert labels["gaza-city"]["names"] == ["Gaza City", "غزة", "עזה"]
    assert (labels["gaza-city"]["layer"], labels["gaza-city"]["sign"]) == ("places", "dot")
    assert (labels["rafah-crossing"]["layer"], labels["rafah-crossing"]["sign"]) == (
        "crossings",
        "diamond",
    )
    assert "netzarim-corridor" not in labels


def test_a_file_changes_its_name_with_its_content_alone(written, gaza):
    _, files, again = written
    assert again(gaza.table) == files
    renamed = again(gaza.table.assign(title="Another"))
    assert renamed.titles != files.titles
    assert (renamed.columns, renamed.base) == (files.columns, files.base)
    assert again(gaza.table.assign(last=gaza.table["last"] + 1)).columns != files.columns


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


def test_titles_come_in_parts_of_bounded_size(tmp_path, gaza, geography):
    times = TITLES // len(gaza.table) + 1
    many = pd.concat([gaza.table] * times, ignore_index=True)
    files = write_files(tmp_path, many, gaza.records.vocabulary.categories, geography, (), STATUSES)
    parts = [read(tmp_path, files.titles.replace("*", str(number))) for number in (0, 1)]
    assert [len(part) for part in parts] == [TITLES, len(many) - TITLES]
    assert parts[0] + parts[1] == many["title"].tolist()


@pytest.fixture(scope="module")
def drawn(geography):
    """A function that writes the map's page, with a message or without."""
    return partial(page_of, geography.region)


def page_of(region, message=None):
    base = draw_map(region, ADDRESSES)
    page = base.get_root().render()
    return f"{page}\n{generate_leaflet_string(show(message))}" if message else page


def test_a_map_that_is_drawn_again_is_the_same_and_keeps_what_is_added_to_itself(geography):
    base = draw_map(geography.region, ADDRESSES)
    page = base.get_root().render()
    again = draw_again(base)
    show(Message(1, 2, "", -1, 0, 0, False, 0, 0)).add_to(again)
    assert len(again._children) == len(base._children) + 1
    assert base.get_root().render() == page
    assert generate_leaflet_string(draw_again(base)) == generate_leaflet_string(base)


def test_the_map_is_the_same_on_every_run_apart_from_ids(drawn):
    one, other = (re.sub(r"[0-9a-f]{32}", "", drawn()) for _ in range(2))
    assert one == other
    assert "Corridors.start" in one


def test_the_script_is_told_what_the_map_is_for(drawn, geography):
    assert '"mode": "exploring"' in drawn()
    making = draw_map(geography.region, ADDRESSES, "making").get_root().render()
    assert re.sub(r"[0-9a-f]{32}", "", making) == re.sub(
        r"[0-9a-f]{32}", "", drawn().replace('"exploring"', '"making"')
    )


def test_the_map_asks_no_other_host_for_anything(drawn, geography):
    # A scheme or two slashes before a host; a comment has a space behind its slashes.
    assert re.findall(r"https?:|[\"'(]//\w", drawn()) == []
    page = draw_map(geography.region, ADDRESSES)
    for part in [page, *page._children.values()]:
        asked = [*getattr(part, "default_js", []), *getattr(part, "default_css", [])]
        assert [address for _, address in asked if "http" in address] == []


@given(MESSAGES)
def test_a_message_is_numbers_and_the_name_of_a_file(message):
    value = r'(?:-?\d+|true|false|"[0-9a-f]*"|null|\[[\d.,]*\])'
    assert re.fullmatch(rf'{{"\w+":{value}(?:,"\w+":{value})*}}', message.script)
    sent = json.loads(message.script)
    lists = {"view": message.view and list(message.view), "counts": list(message.counts)}
    assert sent == {**asdict(message), **lists}


def test_the_map_and_its_message_hold_no_text_of_an_event(drawn, gaza):
    message = Message(19637, 20231, "00ff" * 4, 3, 8191, 1, True, 2, 0)
    page = drawn(message)
    assert f"window.corridors.show({message.script});" in page
    for column in ("id", "title", "summary", "place_name"):
        assert [text for text in gaza.table[column] if text in page] == []
