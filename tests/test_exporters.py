"""Downloads contain what the collection contains, whatever its texts are."""

import csv
import html
import io
import json
import zipfile
from dataclasses import replace
from datetime import date, timedelta

import fastkml.validator
import geopandas as gpd
import icalendar
import pyarrow.parquet as pq
import pyogrio
import pytest
from geojson_pydantic import FeatureCollection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from events.collection import open_collection
from events.exporters import BINARY, FORMATS, describe_file, write_file
from events.exporters.csv import PROVENANCE
from events.exporters.geoparquet import write_rows
from events.exporters.provenance import UNKNOWN_CREDITS
from events.exporters.timelinejs import COLUMNS
from events.importers import geojson_table
from events.records import OwnPlace
from events.records.vocabulary import derive_vocabulary
from tests.conftest import (
    ADDRESS,
    CROSSING,
    EXCERPT,
    FILTER,
    LATER,
    LEAVING,
    OWN_PLACE,
    ROW,
    SPEECH,
    changed,
    hostile,
    provenance_of,
    saying,
    write_table,
    written,
)

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "|calc", "＝1+1", "－1"]

TEXTS = [name for name in FORMATS if name not in BINARY]


def lines(collection, table=None):
    return _read(written("csv", collection, table))


def csv_lines(collection, about):
    return _read(b"".join(FORMATS["csv"].write(collection.table, collection.records, about)))


def _read(content):
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text, strict=True))


def geojson(collection, table=None):
    return json.loads(written("geojson", collection, table))


def with_place(collection, **values):
    """Return a collection whose first event has a place of its own."""
    return changed(collection, place=OwnPlace(**{**OWN_PLACE, **values}))


# What a file says of itself.


def test_a_file_is_described_by_its_collection_query_and_address(quill):
    query = quill.offers.view.query.choose("category", ("flood", "labour"))
    query = replace(query, text="tea")
    described = describe_file(quill, query, "https://example.org/quill?old=1#map")
    assert described.title == quill.records.info.title
    assert described.filter == (
        "all dates (1 January 1891 to 20 November 1893); "
        "Category: Flood and weather or Labour and wages; Search: “tea”"
    )
    assert described.question == "cat=flood&cat=labour&q=tea"
    assert described.address == "https://example.org/quill?cat=flood&cat=labour&q=tea"
    assert described.credits.startswith(quill.records.geography.region.credits_full)
    assert describe_file(quill, query).address is None


def test_the_credits_of_a_table_are_not_known(tmp_path):
    table = open_collection(write_table(tmp_path / "set.parquet", ROW, LATER))
    described = describe_file(table, table.offers.view.query)
    assert described.credits == UNKNOWN_CREDITS
    assert dict(described.lines)["licence"] == "not known"


def test_a_download_holds_exactly_what_a_query_finds(quill):
    query = quill.offers.view.query.choose("category", ("flood",))
    content = json.loads(write_file(quill, "geojson", query, None))
    assert len(content["features"]) == quill.engine.count(query) > 0
    assert {f["properties"]["category"] for f in content["features"]} == {"flood"}
    assert content["dataset"]["filter"] == "cat=flood"


@pytest.mark.parametrize("name", TEXTS)
def test_every_text_file_names_its_origin(small, name):
    content = written(name, small).decode("utf-8-sig").replace("\r\n ", "")
    info = small.records.info
    for text in (
        *(info.title, info.version, info.licence),
        *("2026-11-23", "Positions from the tests", ADDRESS.partition("&")[0]),
    ):
        assert text in content.replace("\\,", ","), text
    escaped = html.escape(FILTER, quote=False)
    assert any(text in content.replace("\\;", ";") for text in (FILTER, escaped))


def test_where_a_csv_comes_from_stands_on_its_first_line_alone(small):
    first, *others = csv_lines(small, provenance_of(small))
    assert first["filter"] == FILTER
    assert {line[name] for line in others for name in PROVENANCE} == {""}


@pytest.mark.parametrize("name", TEXTS)
def test_no_address_is_invented(small, name):
    unknown = replace(provenance_of(small), address=None)
    content = b"".join(FORMATS[name].write(small.table, small.records, unknown))
    assert b"example.org/?" not in content


@pytest.mark.parametrize("name", TEXTS)
def test_a_format_writes_only_the_rows_given_and_leaves_them_as_they_were(small, name):
    rows = small.table.loc[[SPEECH]]
    before = rows.copy(deep=True)
    content = written(name, small, rows).decode("utf-8-sig").replace("\r\n ", "")
    assert "A spokesman praises the crossing" in content
    assert "Families cross the causeway" not in content
    assert EXCERPT["text"] not in content
    assert rows.equals(before)


def test_endings_differ_so_that_no_file_overwrites_another():
    assert len({form.ending for form in FORMATS.values()}) == len(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_too_many_and_too_few_events_are_refused_in_words(name):
    form = FORMATS[name]
    assert form.refuse(form.most) is None
    assert f"at most {form.most:,} events, not {form.most + 1:,}" in form.refuse(form.most + 1)
    assert "at most 5 events, not 6" in form.refuse(6, 5)
    assert (form.refuse(0) is None) == (form.least == 0)


@pytest.mark.parametrize("name", FORMATS)
def test_a_table_without_records_can_be_downloaded(tmp_path, name):
    table = open_collection(write_table(tmp_path / "set.parquet", LATER, ROW))
    about = describe_file(table, table.offers.view.query)
    content = b"".join(FORMATS[name].write(table.table, table.records, about))
    if name == "geoparquet":
        again = tmp_path / "again.parquet"
        again.write_bytes(content)
        assert list(open_collection(again).table["id"]) == ["event-1", "event-2"]
    elif name == "datapackage":
        assert zipfile.is_zipfile(io.BytesIO(content))
    elif name in BINARY:
        assert content.startswith(b"\x89PNG")
    else:
        for words in (ROW["title"], "2024", "Inkhaven", "The Paper", "not known"):
            assert words in content.decode("utf-8-sig")


# CSV


def test_csv_starts_with_one_byte_order_mark_and_ends_lines_as_the_standard_says(small):
    content = written("csv", small)
    assert content.startswith(b"\xef\xbb\xbfid,title,date,")
    assert content.count(b"\xef\xbb\xbf") == 1
    assert content.count(b"\n") == content.count(b"\r\n") == 4


@hostile
def test_any_text_comes_back_from_csv(small, text):
    row = lines(saying(small, text))[0]
    assert [row[name] for name in ("title", "summary", "contested")] == [text] * 3
    assert row["excerpts"] == f"“{text}” (The Paper, The Paper)"
    assert None not in row


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_a_spreadsheet_would_run_has_an_apostrophe_before_it(small, text):
    row = lines(saying(small, text))[0]
    assert (row["title"], row["summary"]) == (f"'{text}", f"'{text}")
    assert row["excerpts"].startswith("“")


def test_a_number_below_zero_stays_a_number(small):
    row = lines(with_place(small))[0]
    assert (float(row["longitude"]), float(row["latitude"])) == (-25.3, -38.1)


def test_csv_has_a_line_for_each_event_with_its_days_and_place(small):
    rows = lines(small)
    assert [row["id"] for row in rows] == [LEAVING, CROSSING, SPEECH]
    crossing, place = rows[1], small.records.geography.places["quill-causeway"]
    assert (crossing["date"], crossing["date_precision"]) == ("2024-05", "month")
    assert (crossing["date_start"], crossing["date_end"]) == ("2024-05-01", "2024-05-31")
    assert crossing["location"] == place.name
    assert crossing["geo_precision"] == place.precision
    assert int(crossing["uncertainty_m"]) == place.precision_m
    assert (rows[2]["sources"], rows[2]["outlets"]) == ("paper post", "The Paper | The Post")
    assert rows[2]["sides"].split() == list(small.table["sides"].iloc[2])


# GeoJSON


@hostile
def test_any_text_comes_back_from_geojson(small, text):
    properties = geojson(saying(small, text))["features"][0]["properties"]
    assert [properties[name] for name in ("title", "summary", "contested")] == [text] * 3
    assert properties["excerpts"][0]["text"] == text


def test_geojson_is_longitude_first(small):
    point = small.records.geography.places["inkhaven"].geometry
    geometry = geojson(small)["features"][0]["geometry"]
    assert geometry == {"type": "Point", "coordinates": [point.x, point.y]}
    assert point.x > -26 > -37 > point.y


def test_an_event_of_which_no_more_than_the_country_is_known_has_no_point(small):
    (feature, *_) = geojson(with_place(small, precision="country"))["features"]
    assert feature["geometry"] is None
    assert feature["properties"]["drawn_at"] == [-25.3, -38.1]


def test_when_gives_the_days_and_how_certain_they_are(small):
    whens = [feature["when"] for feature in geojson(small)["features"]]
    month = {"earliest": "2024-05-01", "latest": "2024-05-31"}
    assert whens[1:] == [
        {
            "timespans": [{"start": month, "end": month}],
            "certainty": "certain",
            "edtf": "2024-05",
            "label": "May 2024 (day not given)",
        },
        {
            "timespans": [{"start": {"in": "2025-02-09"}, "end": {"in": "2025-02-09"}}],
            "certainty": "less-certain",
            "edtf": "2025-02-09~",
            "label": "9 February 2025 (approximate)",
        },
    ]


def test_geojson_says_which_collection_filter_vocabulary_and_sources(small):
    content = geojson(small, small.table.loc[[LEAVING]])
    assert content["dataset"]["title"] == small.records.info.title
    assert content["dataset"]["licence"] == small.records.info.licence
    assert content["dataset"]["filter"] == ADDRESS.partition("?")[2]
    assert content["vocabulary"]["categories"][0]["id"] == "vessels"
    assert [source["id"] for source in content["sources"]] == ["paper"]


# CSV and GeoJSON alike


def test_every_excerpt_is_downloaded_with_its_speaker_and_outlet(quill):
    records = quill.records
    features = {feature["id"]: feature for feature in geojson(quill)["features"]}
    rows = {row["id"]: row for row in lines(quill)}
    assert rows.keys() == features.keys() == {event.id for event in records.shown}
    for event in records.shown:
        excerpts = features[event.id]["properties"]["excerpts"]
        for excerpt, shown in zip(event.excerpts, excerpts, strict=True):
            speaker = records.speakers[excerpt.speaker].name
            outlet = records.sources[excerpt.source].outlet
            assert f"“{excerpt.text}” ({speaker}, {outlet})" in rows[event.id]["excerpts"]
            assert shown["text"] == excerpt.text
            assert (shown["speaker_name"], shown["outlet"]) == (speaker, outlet)


def test_every_event_is_downloaded_with_its_record_of_changes(small):
    note = "The day was Sunday, not Monday."
    collection = changed(small, modified=date(2025, 3, 1), change_note=note)
    row, feature = lines(collection)[0], geojson(collection)["features"][0]
    for properties in (row, feature["properties"]):
        assert (properties["created"], properties["modified"]) == ("2025-01-01", "2025-03-01")
        assert properties["change_note"] == note
    assert lines(collection)[1]["change_note"] == ""


def test_the_version_is_named_or_said_to_be_unknown(small):
    assert lines(small)[0]["dataset_version"] == "2025.1.0"
    assert geojson(small)["dataset"]["version"] == "2025.1.0"
    unnamed = replace(provenance_of(small), version=None)
    assert dict(unnamed.lines)["dataset_version"] == "not known"


def test_figures_are_downloaded_with_who_gives_them(quill):
    event = "1892-03-04-ferry-held"
    row = next(row for row in lines(quill) if row["id"] == event)
    assert row["figures"] == "passengers who waited: dozens (The Harbour Courier)"
    (feature,) = [f for f in geojson(quill)["features"] if f["id"] == event]
    (figure,) = feature["properties"]["figures"]
    assert (figure["low"], figure["best"], figure["according_to"]) == (
        None,
        None,
        "harbour-courier",
    )


def test_nothing_chosen_is_a_file_without_events(small):
    none = small.table.head(0)
    assert lines(small, none) == []
    assert written("csv", small, none) == written("csv", small).splitlines(True)[0]
    content = geojson(small, none)
    assert (content["features"], content["sources"]) == ([], [])


# Pictures


@pytest.mark.parametrize("size", [(1200, 630), (1920, 1080)])
def test_a_picture_has_its_size_and_says_where_it_comes_from(small, size):
    with Image.open(io.BytesIO(written("png-{}x{}".format(*size), small))) as picture:
        assert (picture.format, picture.size) == ("PNG", size)
        texts = picture.text
    info = small.records.info
    assert (texts["Title"], texts["Copyright"]) == (info.title, info.licence)
    assert texts["Description"] == FILTER
    assert texts["Source"] == "Positions from the tests"
    assert texts["dataset_version"] == info.version
    assert texts["address"] == ADDRESS


# Read by other programs


def test_geojson_is_read_by_other_tools(tmp_path, quill):
    path = tmp_path / "events.geojson"
    path.write_bytes(written("geojson", quill))
    read, table = gpd.read_file(path), quill.table
    assert list(read["id"]) == list(table["id"])
    assert list(read["title"]) == list(table["title"])
    assert read.crs == table.crs
    placed = read[read.geometry.notna()]
    expected = table.loc[placed["id"]].geometry.reset_index(drop=True)
    assert placed.geometry.reset_index(drop=True).geom_equals_exact(expected, 0.00001).all()
    assert 0 < len(placed) < len(read)


@pytest.mark.parametrize("number", [0, 3])
def test_geojson_is_geojson_to_a_model_of_the_standard(small, number):
    content = written("geojson", small, small.table.head(number))
    assert len(FeatureCollection.model_validate_json(content).features) == number


def placemarks(tmp_path, collection, table=None):
    path = tmp_path / "events.kml"
    path.write_bytes(written("kml", collection, table))
    assert fastkml.validator.validate(file_to_validate=path)
    folders = [name for name, _ in pyogrio.list_layers(path)]
    return {name: gpd.read_file(path, layer=name) for name in folders}


def test_kml_has_a_folder_for_each_category_and_the_days_of_each_event(tmp_path, small):
    folders = placemarks(tmp_path, small)
    assert list(folders) == [
        "Vessels and ferries", "Parliament and elections", "Building and works",
    ]  # fmt: skip
    (crossing,) = folders["Building and works"].to_dict("records")
    assert crossing["Name"] == "Families cross the causeway"
    assert [str(crossing[name])[:10] for name in ("begin", "end")] == ["2024-05-01", "2024-05-31"]
    assert "Date: May 2024 (day not given)" in crossing["description"]
    assert crossing["uncertainty_m"] == str(small.table["precision_m"].iloc[1])


def test_kml_contains_every_event_where_it_is(tmp_path, quill):
    found = {
        row["id"]: row["geometry"]
        for folder in placemarks(tmp_path, quill).values()
        for row in folder.to_dict("records")
    }
    assert set(found) == set(quill.table["id"])
    for row in quill.table.to_dict("records"):
        if row["precision"] in ("country", "international"):
            assert found[row["id"]] is None
        else:
            assert found[row["id"]].distance(row["geometry"]) < 0.0001


def test_kml_of_nothing_is_kml(tmp_path, small):
    assert sum(map(len, placemarks(tmp_path, small, small.table.head(0)).values())) == 0


@hostile
def test_any_text_comes_back_from_kml_and_is_no_html_in_a_balloon(tmp_path, small, text):
    (event,) = placemarks(tmp_path, saying(small, text))["Vessels and ferries"].to_dict("records")
    assert event["Name"] == text
    assert "<" not in event["description"]
    assert html.unescape(event["description"]).startswith(f"{text}\n{text}\nDate:")


def entries(collection):
    calendar = icalendar.Calendar.from_ical(written("ics", collection))
    return calendar, {str(entry["uid"]): entry for entry in calendar.walk("VEVENT")}


def test_a_calendar_shows_each_event_on_the_days_that_it_may_cover(small):
    calendar, found = entries(small)
    info = small.records.info
    assert str(calendar["x-wr-calname"]) == info.title
    assert set(found) == {f"{event.id}@{info.id}" for event in small.records.events}
    crossing = found[f"{CROSSING}@{info.id}"]
    days = [crossing.decoded(name) for name in ("dtstart", "dtend")]
    assert days == [date(2024, 5, 1), date(2024, 6, 1)]
    assert "Date: May 2024 (day not given)" in str(crossing["description"])
    assert not calendar.walk("VALARM")
    assert {str(entry["transp"]) for entry in found.values()} == {"TRANSPARENT"}
    assert written("ics", small) == written("ics", small)


def test_the_entries_of_two_tables_have_different_identifiers(tmp_path):
    uids = [
        set(entries(open_collection(write_table(tmp_path / name, ROW)))[1])
        for name in ("one.parquet", "two.parquet")
    ]
    assert uids == [{"event-1@one.parquet"}, {"event-1@two.parquet"}]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1948-05-14", date(1948, 5, 14), date(1948, 5, 14)),
        ("0933", date(933, 1, 1), date(933, 12, 31)),
        ("9999", date(9999, 1, 1), date(9999, 12, 31)),
    ],
)
def test_a_calendar_goes_back_before_1970_and_up_to_the_last_day(small, text, first, last):
    entry = entries(changed(small, date=text))[1][f"{LEAVING}@{small.records.info.id}"]
    assert entry.decoded("dtstart") == first
    days = entry.decoded("duration") if "duration" in entry else entry.decoded("dtend") - first
    assert days == last - first + timedelta(days=1)


def test_a_calendar_names_a_point_only_where_the_place_is_one(small):
    found = entries(small)[1].values()
    assert [entry["geo"].to_ical() if "geo" in entry else None for entry in found] == [
        "-38.004;-24.856",
        None,
        None,
    ]


@hostile
def test_any_text_comes_back_from_a_calendar_with_its_line_ends(small, text):
    collection = saying(small, text)
    content = written("ics", collection)
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    first = next(iter(entries(collection)[1].values()))
    assert str(first["summary"]).split() == text.split()


def slides(collection, table=None):
    return json.loads(written("storymapjs", collection, table))["storymap"]["slides"]


def timeline(collection):
    text = written("timelinejs", collection).decode()
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_timelinejs_gets_its_columns_and_dates_as_precise_as_they_are(small):
    title, *rows = timeline(changed(small, date="2024-04-07~/2024-04-09"))
    assert tuple(title) == COLUMNS
    assert (title["Type"], title["Year"]) == ("title", "")
    names = ("Year", "Month", "Day", "End Year", "End Month", "End Day")
    assert [[row[name] for name in names] for row in rows] == [
        ["2024", "4", "7", "2024", "4", "9"],
        ["2024", "5", "", "2024", "5", "31"],
        ["2025", "2", "9", "", "", ""],
    ]
    assert rows[1]["Display Date"] == "May 2024 (day not given)"


@hostile
def test_knight_lab_gets_no_markup_and_every_word(small, text):
    collection = saying(small, text)
    first = timeline(collection)[1]
    headline, body = first["Headline"], first["Text"]
    (slide,) = slides(collection, collection.table.head(1))[1:]
    assert (headline, body) == (slide["text"]["headline"], slide["text"]["text"])
    assert "<" not in headline + body.replace("<p>", "").replace("</p>", "")
    assert body.count("<p>") == body.count("</p>") > 4
    assert html.unescape(headline) == text


def test_storymapjs_zooms_as_far_as_the_place_is_known_and_draws_no_route(small):
    overview, leaving, crossing, speech = slides(with_place(small, precision_m=20_000))
    assert overview["type"] == "overview"
    assert (leaving["location"]["lat"], leaving["location"]["lon"]) == (-38.1, -25.3)
    assert leaving["location"]["zoom"] < speech["location"]["zoom"]
    assert not any(slide["location"]["line"] for slide in (leaving, crossing, speech))
    assert slides(with_place(small, precision="country"))[1]["location"] == {"line": False}


# Opened again by the dashboard

SAME = [
    *("id", "title", "summary", "date", "first", "last", "first_at_latest", "date_words"),
    *("certain", "category", "status", "place_name", "precision", "precision_m", "outlets"),
]


def again(path, collection):
    path.write_bytes(written("geoparquet", collection))
    return open_collection(path)


def assert_same(one, other):
    for name in SAME:
        assert one[name].astype(object).tolist() == other[name].astype(object).tolist(), name
    for name in ("outlet", "sides"):
        lists = [[(v,) if isinstance(v, str) else tuple(v) for v in t[name]] for t in (one, other)]
        assert lists[0] == lists[1], name
    for name in ("longitude", "latitude"):
        assert one[name].to_numpy() == pytest.approx(other[name].to_numpy(), abs=2e-5), name


def test_curated_events_open_again_from_geoparquet_with_their_vocabulary(tmp_path, quill):
    opened = again(tmp_path / "set.parquet", quill)
    table = opened.table
    assert_same(table, quill.table.set_index("id").loc[table["id"]].reset_index())
    assert any(len(sides) != 1 for sides in table["sides"])
    assert opened.records.vocabulary == quill.records.vocabulary


def test_geoparquet_is_read_by_geopandas_and_names_its_origin(tmp_path, small):
    path = tmp_path / "set.parquet"
    path.write_bytes(written("geoparquet", small))
    read = gpd.read_parquet(path)
    assert read.crs == "OGC:CRS84"
    assert list(read["id"]) == list(small.table["id"])
    about = json.loads(pq.read_schema(path).metadata[b"about"])
    info = small.records.info
    assert (about["dataset"], about["licence"]) == (info.title, info.licence)
    path.write_bytes(written("geoparquet", small, small.table.head(0)))
    assert gpd.read_parquet(path).empty


LINES = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf"]), min_size=1, max_size=30)
SIDES = ("dockers", "company", "paper")
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "title": LINES,
            "summary": LINES,
            "date": st.sampled_from(["2024-05", "1948~", "0933-02-03", "2024-04-07~/2024-05?"]),
            "category": st.sampled_from(["vessels", "flood"]),
            "status": st.sampled_from(["reported", "contested"]),
            "place": LINES,
            "precision": st.sampled_from(["exact", "area", "country"]),
            "precision_m": st.integers(1, 100_000),
            "source": st.lists(LINES, min_size=1, max_size=3, unique=True),
            "side": st.lists(st.sampled_from(SIDES), max_size=2, unique=True),
            "url": st.sampled_from([None, 'https://example.org/a,b?c="d']),
            "geometry": st.tuples(st.floats(-180, 180), st.floats(-90, 90)),
        }
    ),
    min_size=1,
    max_size=5,
)


@given(ROWS, st.sampled_from([None, derive_vocabulary(["flood", "vessels"], SIDES)]))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_table_comes_back_from_geoparquet_geojson_and_csv(tmp_path, rows, vocabulary):
    numbered = [{**row, "id": f"event-{number}"} for number, row in enumerate(rows)]
    path = tmp_path / "set.parquet"
    path.write_bytes(write_rows(numbered, {}, vocabulary))
    collection = open_collection(path)
    assert_same(again(tmp_path / "again.parquet", collection).table, collection.table)
    text = tmp_path / "set.geojson"
    text.write_bytes(written("geojson", collection))
    path.write_bytes(geojson_table(text))
    imported = open_collection(path)
    assert_same(imported.table, collection.table)
    assert imported.records.vocabulary == collection.records.vocabulary
    titles = [row["title"] for row in lines(collection)]
    for title, original in zip(titles, collection.table["title"], strict=True):
        assert title in (original, f"'{original}")
