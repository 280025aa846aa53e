"""Tiles of Web Mercator cover what a map shows."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.query.engines.overview import Spans
from events.query.engines.tiles import FINEST, MOST_TILES, Tiles, tiles_at

longitudes = st.floats(-180, 180)
latitudes = st.floats(-85, 85)


@pytest.mark.parametrize(
    ("longitude", "latitude", "tile"),
    [
        (0, 0, (1 << 23, 1 << 23)),
        (-180, 85.06, (0, 0)),
        (180, -90, ((1 << 24) - 1, (1 << 24) - 1)),
        (-180, 90, (0, 0)),
        # A tile of the zoom 10 that maps on the web name 611/417: Gaza.
        (34.9, 31.5, (611 << 14, 417 << 14)),
    ],
)
def test_a_point_is_in_the_tile_that_others_number_the_same(longitude, latitude, tile):
    column, row = tiles_at(np.array([longitude]), np.array([latitude]))
    digits = 14 if tile[0] == 611 << 14 else 0
    assert (column[0] >> digits, row[0] >> digits) == (tile[0] >> digits, tile[1] >> digits)


def test_what_is_no_number_has_a_tile_without_a_warning():
    columns, rows = tiles_at(np.array([np.nan]), np.array([np.nan]))
    assert (columns[0], rows[0]) == (1 << 23, 1 << 23)


@given(longitudes, latitudes, longitudes, latitudes, st.integers(1, MOST_TILES))
def test_tiles_hold_the_corners_of_what_they_cover(west, south, east, north, most):
    south, north = sorted((south, north))
    tiles = Tiles.cover((west, south, east, north), most)
    assert 1 <= tiles.columns * tiles.rows <= most
    assert 0 <= tiles.west < tiles.around
    columns, rows = tiles_at(np.array([west, east]), np.array([south, north]))
    for column, row in zip(columns >> tiles.shift, rows >> tiles.shift, strict=True):
        assert (column - tiles.west) % tiles.around < tiles.columns
        assert 0 <= row - tiles.north < tiles.rows


def test_the_whole_world_is_covered_once():
    tiles = Tiles.cover((-180, -85, 180, 85))
    assert (tiles.zoom, tiles.columns, tiles.rows) == (4, 16, 16)
    around = Tiles.cover((10, -85, 9.99, 85))
    assert around.columns == around.around


def test_a_point_is_covered_by_the_finest_tile():
    assert Tiles.cover((34.5, 31.5, 34.5, 31.5)).zoom == FINEST


days = st.integers(-1_000, 1_000)


@given(st.integers(1, 90), days, days, st.integers(0, 2_000))
def test_a_day_is_in_the_days_of_its_span_and_in_no_other(length, first, last, after):
    spans = Spans(-1_000, length, *sorted((first, last)))
    day = spans.origin + after
    begins, ends = spans.days(spans.number(day))
    assert begins <= day <= ends
    assert {spans.number(each) for each in range(begins, ends + 1)} == {spans.number(day)}
    assert spans.number(begins - 1) != spans.number(day) or begins == spans.origin
