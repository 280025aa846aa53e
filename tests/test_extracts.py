"""What a map holds of more events than a browser can: exact counts, within its bounds."""

import gzip
import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.collection import open_collection
from events.query import Query, extract
from events.query.engines.overview import Spans
from events.query.engines.tiles import Tiles, tiles_at
from events.query.extracts import UNSAID
from events.records import STATUSES, CurationError
from geodata.places import PRECISIONS
from geodata.webmap import Rows, has_part, write_part
from geodata.webmap.columns import BARS, KEPT_PARTS, PART
from pages.parts.serving import map_files, part_of, prepare_maps
from tests.conftest import write_table
from tests.test_databases import events, queries

WORLD = (-180.0, -85.0, 180.0, 85.0)
EAST = (179.0, 0.0, -179.0, 20.0)


@pytest.fixture(scope="module")
def hard(tmp_path_factory):
    """Events of which each has its own mixture of what is hard to tell apart."""
    return open_collection(
        write_table(tmp_path_factory.mktemp("hard") / "hard.parquet", *events(80))
    )


@pytest.fixture
def few_events(monkeypatch):
    """A map that holds next to nothing, so that it has to count."""
    monkeypatch.setattr("events.query.extracts.MOST_EVENTS", 5)


def touching(rows, query):
    return rows[(rows["first"] <= query.last) & (rows["last"] >= query.first)]


@settings(max_examples=20)
@given(data=st.data(), sides=st.sampled_from([WORLD, EAST]), most=st.sampled_from([5, 40]))
def test_counts_are_exact_for_the_days_asked_for(hard, data, sides, most):
    engine = hard.engine
    query, cells = data.draw(queries(engine)), data.draw(st.sampled_from([30, 1_000]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("events.query.extracts.MOST_EVENTS", most)
        patch.setattr("events.query.extracts.MOST_CELLS", cells)
        found = extract(engine, query, sides)
    rows, passing = found.rows, engine.count(query.filters)
    assert list(rows["first"]) == sorted(rows["first"])
    if passing <= most:
        assert found.bars is None
        assert list(rows["number"]) == list(engine.seen(query, None, passing)["number"])
        return
    ends = found.bars["ends"]
    bars, ended = found.bars[~ends], found.bars[ends]
    assert list(ends) == sorted(ends)
    assert all(list(each["day"]) == sorted(each["day"]) for each in (bars, ended))
    before = ended["weight"][ended["day"] < query.first].sum()
    assert bars["weight"][bars["day"] <= query.last].sum() - before == engine.count(query)
    assert len(rows) <= max(cells, most)
    tiles = {Tiles.cover(sides, 400 // 2**half) for half in range(9)}
    in_view = [engine.seen(query, each, 1_000) for each in tiles]
    shown = touching(rows, query)["weight"].replace(0, 1)
    assert shown.sum() in {len(touching(seen, query)) for seen in in_view}
    if (rows["weight"] == 0).all():
        assert list(rows["id"]) in [list(seen["id"]) for seen in in_view]


def test_the_mark_of_a_count_lies_among_its_events(hard, few_events):
    engine = hard.engine
    query = Query(*engine.span)
    rows = extract(engine, query, WORLD).rows
    tiles = Tiles.cover(WORLD)
    columns, lines = tiles_at(rows["longitude"].to_numpy(), rows["latitude"].to_numpy())
    cells = engine.cells(query, tiles, _whole(engine), 1_000)
    marks = set(zip(columns >> tiles.shift, lines >> tiles.shift, strict=True))
    assert marks == set(zip(cells["column"], cells["row"], strict=True))
    alone = rows[rows["weight"] == 1]
    assert {*alone["number"]} <= set(range(engine.size))
    assert (rows[rows["weight"] > 1]["number"] == -1).all()


def _whole(engine):
    first, last = engine.span
    return Spans(first, last - first + 1, first, last)


def test_the_open_event_is_here_for_what_is_known_of_it(hard, few_events):
    engine = hard.engine
    event = engine.at(7)
    found = extract(engine, Query(*engine.span), WORLD, event)
    own = found.rows.iloc[found.hidden]
    assert (own["id"], own["number"], own["weight"]) == (event, 7, 0)
    assert own["title"] == engine.row(event)["title"]
    assert list(found.rows["first"]) == sorted(found.rows["first"])
    assert extract(engine, Query(*engine.span), WORLD, "gone").hidden == -1


def test_an_event_that_is_here_already_is_not_there_twice(hard):
    engine = hard.engine
    found = extract(engine, Query(*engine.span), WORLD, engine.at(7))
    assert (found.hidden, len(found.rows)) == (-1, engine.size)


def test_what_a_count_does_not_say_is_known_to_the_map():
    assert UNSAID["status"] in STATUSES
    assert UNSAID["precision"] in PRECISIONS


def rows_of_part(folder, name):
    part = json.loads(gzip.decompress((folder / f"part-{name}.json.gz").read_bytes()))
    packed = gzip.decompress((folder / f"part-{name}.bin.gz").read_bytes())
    read, offset = {}, 0
    for prefix, columns, count in (("", PART, part["count"]), ("bar ", BARS, part["bars"])):
        for column, dtype in columns:
            read[prefix + column] = np.frombuffer(packed, dtype, count, offset)
            offset += np.dtype(dtype).itemsize * count
    assert offset == len(packed)
    return part, read


@pytest.fixture
def written(hard, few_events, tmp_path):
    """A function that writes the part that is seen with an event open; its folder."""

    def write(event=None, sides=WORLD):
        found = extract(hard.engine, Query(*hard.engine.span), sides, event)
        rows = Rows(found.rows, found.bars, hidden=found.hidden, bar_days=found.bar_days)
        signs, geography = hard.records.vocabulary.categories, hard.records.geography
        return found, write_part(tmp_path, rows, signs, geography, STATUSES)

    return write, tmp_path


def test_a_part_has_its_rows_and_behind_them_the_counts_of_the_timeline(written, hard):
    write, folder = written
    found, name = write(hard.engine.at(7))
    part, read = rows_of_part(folder, name)
    assert part["hidden"] == found.hidden
    assert part["bar_days"] == found.bar_days
    assert read["number"].tolist() == found.rows["number"].tolist()
    assert read["weight"].tolist() == found.rows["weight"].tolist()
    assert (read["first"] + read["days"].astype(int)).tolist() == found.rows["last"].tolist()
    assert read["bar weight"][read["bar ends"] == 0].sum() == hard.engine.size
    titles = json.loads(gzip.decompress((folder / f"part-{name}-0.json.gz").read_bytes()))
    assert titles[found.hidden] == hard.engine.row(hard.engine.at(7))["title"]


def test_the_same_part_is_written_once_and_old_ones_go(written, hard):
    write, folder = written
    _, name = write()
    when = (folder / f"part-{name}.bin.gz").stat().st_mtime_ns
    assert write()[1] == name
    assert (folder / f"part-{name}.bin.gz").stat().st_mtime_ns == when
    for number in range(KEPT_PARTS + 3):
        (folder / f"part-{number:016}.json.gz").write_bytes(b"")
        (folder / f"part-{number:016}.bin.gz").write_bytes(b"")
    _, newest = write(hard.engine.at(7))
    assert len(list(folder.glob("part-*.bin.gz"))) == KEPT_PARTS
    assert has_part(folder, newest)
    assert not list(folder.glob(f"part-{name}*"))


@pytest.fixture
def served(hard, few_events, tmp_path, monkeypatch):
    """The collection as a server gives it, whose visitors' browsers get no more than a part."""
    monkeypatch.setenv("CORRIDORS_IN_BROWSER", "10")
    prepare_maps(hard, tmp_path)
    return hard, map_files(hard)


def test_who_asks_for_the_same_gets_the_same_part(served):
    collection, files = served
    query = Query(*collection.engine.span)
    name = part_of(collection, query, None, None)
    assert has_part(files.folder, name)
    assert part_of(collection, query, WORLD, None) == name
    assert part_of(collection, query.between(12_540, 12_541), None, None) != name
    assert part_of(collection, query, EAST, None) != name
    assert part_of(collection, query, None, collection.engine.at(7)) != name
    (files.folder / f"part-{name}.json.gz").unlink()
    assert part_of(collection, query, None, None) == name
    assert has_part(files.folder, name)


def test_the_map_begins_with_a_part_of_all_that_the_region_shows(served):
    collection, files = served
    base = json.loads(gzip.decompress((files.folder / files.names.base).read_bytes()))
    assert not base["live"]
    assert base["span"] == list(collection.engine.span)
    assert base["bars"] > 0
    assert [name for name, _ in base["columns"]] == [name for name, _ in PART]


def test_a_map_that_has_all_events_asks_for_no_part(hard, tmp_path):
    prepare_maps(hard, tmp_path)
    assert part_of(hard, Query(*hard.engine.span), WORLD, hard.engine.at(7)) == ""


def test_a_variable_that_is_no_number_is_told(hard, tmp_path, monkeypatch):
    monkeypatch.setenv("CORRIDORS_IN_BROWSER", "many")
    with pytest.raises(CurationError, match="CORRIDORS_IN_BROWSER: write a number of events"):
        prepare_maps(hard, tmp_path)
