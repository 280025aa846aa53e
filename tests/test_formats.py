"""Downloads hold what the dataset holds, whatever its text is."""

import csv
import html
import io
import json
from dataclasses import replace
from datetime import date, timedelta

import fastkml.validator
import geopandas as gpd
import icalendar
import pyarrow.parquet as pq
import pyogrio
import pytest
from events.commands.reimport import to_table
from events.exporters.about import About
from geojson_pydantic import FeatureCollection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from events.exporters import BINARY, FORMATS
from events.exporters.geoparquet import write_rows
from events.exporters.timelinejs import COLUMNS
from events.records.reading import load_dataset
from events.table.curated import to_frame
from events.table.geoparquet import read_table
from tests.conftest import CROSSING, EXCERPT, LEAVING, OWN_PLACE, SPEECH, write_event

QUERY = "cat=withdrawal&to=2024-04-07"
HOSTILE = [
    "<img src=x onerror=1>",
    "</script><script>alert(1)</script>",
    "`id` and ```",
    "${x}",
    "{{ 7*7 }}",
    "{% x %}",
    "![a](http://x/y.png)",
    "\"double\", 'single', “curly”",
    "one, two; three\tfour",
    "one\ntwo\r\nthree\rfour",
    "back\\slash \\n \\u0041",
    "غزة רפיח é 🙂",
    "a | b",
]
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "|calc", "＝1+1", "－1"]

TEXTS = [name for name in FORMATS if name not in BINARY]

hostile = pytest.mark.parametrize("text", HOSTILE)


def saying(dataset, text):
    """Return the dataset with a text everywhere in its first event that the models refuse."""
    first, *others = dataset.events
    excerpt = first.excerpts[0].model_copy(update={"text": text})
    changed = {"title": text, "summary": text, "contested": text, "excerpts": (excerpt,)}
    return replace(dataset, events=(first.model_copy(update=changed), *others))


def told(dataset):
    """What a file says of itself, with an address and a filter that need escaping."""
    info = dataset.info
    return About(
        info.title,
        info.version,
        info.licence,
        info.disclaimer,
        "Positions from the tests",
        "before 7 April 2024; Search: “R&D <b>”",
        QUERY,
        f"https://example.org/?{QUERY}",
        date(2026, 11, 23),
    )


def written(name, dataset, frame=None):
    rows = to_frame(dataset) if frame is None else frame
    return b"".join(FORMATS[name].write(rows, dataset, told(dataset)))


def lines(dataset, frame=None):
    text = written("csv", dataset, frame).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def collection(dataset, frame=None):
    return json.loads(written("geojson", dataset, frame))


def test_csv_starts_with_one_byte_order_mark_and_ends_lines_as_the_standard_says(dataset):
    content = written("csv", dataset)
    assert content.startswith(b"\xef\xbb\xbfid,title,date,")
    assert content.count(b"\xef\xbb\xbf") == 1
    assert content.count(b"\n") == content.count(b"\r\n") == 4


@hostile
def test_any_text_comes_back_from_csv(dataset, text):
    row = lines(saying(dataset, text))[0]
    assert [row[name] for name in ("title", "summary", "contested")] == [text] * 3
    assert row["excerpts"] == f"“{text}” (The Paper, The Paper)"
    assert None not in row


@hostile
def test_any_text_comes_back_from_geojson(dataset, text):
    properties = collection(saying(dataset, text))["features"][0]["properties"]
    assert [properties[name] for name in ("title", "summary", "contested")] == [text] * 3
    assert properties["excerpts"][0]["text"] == text


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_a_spreadsheet_would_run_is_held_by_an_apostrophe(dataset, text):
    row = lines(saying(dataset, text))[0]
    assert (row["title"], row["summary"]) == (f"'{text}", f"'{text}")
    assert row["excerpts"].startswith("“")


def test_a_number_below_zero_stays_a_number(folder):
    write_event(folder, place=OWN_PLACE)
    row = lines(load_dataset(folder))[0]
    assert (float(row["longitude"]), float(row["latitude"])) == (-34.3, 31.4)


def test_csv_has_a_line_for_each_event_with_its_days_and_place(dataset, places):
    rows = lines(dataset)
    assert [row["id"] for row in rows] == [LEAVING, CROSSING, SPEECH]
    crossing, place = rows[1], places.loc["netzarim-corridor"]
    assert (crossing["date"], crossing["date_precision"]) == ("2024-05", "month")
    assert (crossing["date_start"], crossing["date_end"]) == ("2024-05-01", "2024-05-31")
    assert crossing["location"] == place["name"]
    assert (crossing["geo_precision"], int(crossing["uncertainty_m"])) == (
        place["precision"],
        place["precision_m"],
    )
    assert (rows[2]["sources"], rows[2]["outlets"]) == ("paper post", "The Paper | The Post")
    assert rows[2]["sides"].split() == list(to_frame(dataset)["sides"].iloc[2])


def test_every_excerpt_is_downloaded_with_its_speaker_and_outlet(curated):
    features = {feature["id"]: feature for feature in collection(curated)["features"]}
    rows = {row["id"]: row for row in lines(curated)}
    for event in curated.events:
        for excerpt, shown in zip(
            event.excerpts, features[event.id]["properties"]["excerpts"], strict=True
        ):
            speaker = curated.speakers[excerpt.speaker].name
            outlet = curated.sources[excerpt.source].outlet
            assert f"“{excerpt.text}” ({speaker}, {outlet})" in rows[event.id]["excerpts"]
            assert (shown["text"], shown["speaker_name"], shown["outlet"]) == (
                excerpt.text,
                speaker,
                outlet,
            )


def test_every_event_is_downloaded_with_its_record_of_changes(folder):
    write_event(folder, modified="2025-03-01", change_note="The day was Sunday, not Monday.")
    dataset = load_dataset(folder)
    row, properties = lines(dataset)[0], collection(dataset)["features"][0]["properties"]
    for told in (row, properties):
        assert (told["created"], told["modified"]) == ("2025-01-01", "2025-03-01")
        assert told["change_note"] == "The day was Sunday, not Monday."
    assert lines(dataset)[1]["change_note"] == ""


def test_both_downloads_name_the_version_of_the_dataset(dataset):
    assert {row["dataset_version"] for row in lines(dataset)} == {"2025.1.0"}
    assert collection(dataset)["dataset"]["version"] == "2025.1.0"
    unnamed = replace(dataset, info=dataset.info.model_copy(update={"version": None}))
    assert {row["dataset_version"] for row in lines(unnamed)} == {"not known"}


def test_figures_are_downloaded_with_who_gives_them(folder):
    figure = {"what": "people", "as_reported": "hundreds", "low": "100", "source": "paper"}
    write_event(folder, figures=[{**figure, "according_to": "minister"}])
    dataset = load_dataset(folder)
    assert lines(dataset)[0]["figures"] == "people: hundreds (Dana Levi)"
    (shown,) = collection(dataset)["features"][0]["properties"]["figures"]
    assert (shown["low"], shown["best"], shown["according_to"]) == (100, None, "minister")


def test_geojson_is_longitude_first(dataset, places):
    point = places.loc["khan-younis", "geometry"]
    geometry = collection(dataset)["features"][0]["geometry"]
    assert geometry == {"type": "Point", "coordinates": [point.x, point.y]}
    assert point.x > 34 > 32 > point.y


def test_an_event_of_which_only_the_country_is_known_has_no_point(folder):
    write_event(folder, place={**OWN_PLACE, "precision": "country"})
    assert collection(load_dataset(folder))["features"][0]["geometry"] is None


def test_when_gives_the_days_and_how_certain_they_are(dataset):
    whens = [feature["when"] for feature in collection(dataset)["features"]]
    assert whens[1:] == [
        {
            "timespans": [
                {
                    "start": {"earliest": "2024-05-01", "latest": "2024-05-31"},
                    "end": {"earliest": "2024-05-01", "latest": "2024-05-31"},
                }
            ],
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


def test_geojson_says_which_dataset_question_and_sources(dataset, frame):
    content = collection(dataset, frame.loc[[LEAVING]])
    assert content["dataset"]["title"] == dataset.info.title
    assert content["dataset"]["licence"] == dataset.info.licence
    assert content["dataset"]["filter"] == QUERY
    assert [source["id"] for source in content["sources"]] == ["paper"]


def test_geojson_is_read_by_other_tools(tmp_path, curated, curated_frame):
    path = tmp_path / "events.geojson"
    path.write_bytes(written("geojson", curated))
    read = gpd.read_file(path)
    assert list(read["id"]) == list(curated_frame["id"])
    assert list(read["title"]) == list(curated_frame["title"])
    assert read.geometry.geom_equals_exact(
        curated_frame.geometry.reset_index(drop=True), 0.00001
    ).all()
    assert read.crs == curated_frame.crs


def test_nothing_chosen_is_a_file_without_events(dataset, frame):
    assert lines(dataset, frame.head(0)) == []
    assert written("csv", dataset, frame.head(0)) == written("csv", dataset).splitlines(True)[0]
    content = collection(dataset, frame.head(0))
    assert (content["features"], content["sources"]) == ([], [])


@pytest.mark.parametrize("name", TEXTS)
def test_a_format_writes_only_the_rows_given_and_leaves_them_as_they_were(dataset, frame, name):
    rows = frame.loc[[SPEECH]]
    before = rows.copy(deep=True)
    content = written(name, dataset, rows).decode("utf-8-sig").replace("\r\n ", "")
    assert "A spokesman praises the crossing" in content
    assert "Families cross the corridor" not in content
    assert EXCERPT["text"] not in content
    assert rows.equals(before)


def test_endings_differ_so_that_no_file_takes_the_place_of_another():
    assert len({form.ending for form in FORMATS.values()}) == len(FORMATS)


@pytest.mark.parametrize("name", TEXTS)
def test_every_file_says_what_it_is_of(dataset, name):
    content = written(name, dataset).decode("utf-8-sig").replace("\r\n ", "")
    filtered = "before 7 April 2024; Search: “R&D <b>”"
    escaped = filtered.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for text in (
        *(dataset.info.title, dataset.info.version, dataset.info.licence),
        *("2026-11-23", "Positions from the tests", "https://example.org/?cat=withdrawal"),
    ):
        assert text in content.replace("\\,", ","), text
    assert any(text in content.replace("\\;", ";") for text in (filtered, escaped))


def test_no_address_is_invented(dataset, frame):
    about = replace(told(dataset), address=None)
    for name in TEXTS:
        assert b"example.org/?" not in b"".join(FORMATS[name].write(frame, dataset, about))


@pytest.mark.parametrize("name", FORMATS)
def test_too_many_and_too_few_events_are_refused_in_words(name):
    form = FORMATS[name]
    assert form.refuse(form.most) is None
    assert f"at most {form.most:,} events, not {form.most + 1:,}" in form.refuse(form.most + 1)
    assert "at most 5 events, not 6" in form.refuse(6, 5)
    assert (form.refuse(0) is None) == (form.least == 0)


@pytest.mark.parametrize("size", [(1200, 630), (1920, 1080)])
def test_a_picture_has_its_size_and_says_what_it_is_of(dataset, size):
    with Image.open(io.BytesIO(written("png-{}x{}".format(*size), dataset))) as picture:
        assert (picture.format, picture.size) == ("PNG", size)
        texts = picture.text
    assert (texts["Title"], texts["Copyright"]) == (dataset.info.title, dataset.info.licence)
    assert texts["Description"] == "before 7 April 2024; Search: “R&D <b>”"
    assert texts["Source"] == "Positions from the tests"
    assert texts["dataset_version"] == dataset.info.version
    assert texts["address"].startswith("https://example.org/")


# Read by programs that are not ours.


def test_geojson_is_geojson_to_a_model_of_the_standard(curated, dataset, frame):
    for content, number in (
        (written("geojson", curated), len(curated.events)),
        (written("geojson", dataset, frame.head(0)), 0),
    ):
        assert len(FeatureCollection.model_validate_json(content).features) == number


def placemarks(tmp_path, dataset, frame=None):
    path = tmp_path / "events.kml"
    path.write_bytes(written("kml", dataset, frame))
    assert fastkml.validator.validate(file_to_validate=path)
    folders = [name for name, _ in pyogrio.list_layers(path)]
    return {name: gpd.read_file(path, layer=name) for name in folders}


def test_kml_has_a_folder_for_each_category_and_the_days_of_each_event(tmp_path, dataset):
    folders = placemarks(tmp_path, dataset)
    assert list(folders) == ["Withdrawal", "Displacement and return", "Statement or ruling"]
    (crossing,) = folders["Displacement and return"].to_dict("records")
    assert crossing["Name"] == "Families cross the corridor"
    assert [str(crossing[name])[:10] for name in ("begin", "end")] == ["2024-05-01", "2024-05-31"]
    assert "Date: May 2024 (day not given)" in crossing["description"]
    assert crossing["uncertainty_m"] == str(to_frame(dataset)["precision_m"].iloc[1])


def test_kml_holds_every_event_of_the_curated_set_where_it_is(tmp_path, curated, curated_frame):
    folders = placemarks(tmp_path, curated)
    points = {
        row["id"]: row["geometry"]
        for folder in folders.values()
        for row in folder.to_dict("records")
    }
    assert set(points) == set(curated_frame["id"])
    for row in curated_frame.to_dict("records"):
        assert points[row["id"]].distance(row["geometry"]) < 0.0001


def test_kml_gives_no_point_to_an_event_of_which_only_the_country_is_known(tmp_path, folder):
    write_event(folder, place={**OWN_PLACE, "precision": "country"})
    (event,) = placemarks(tmp_path, load_dataset(folder))["Withdrawal"].to_dict("records")
    assert event["geometry"] is None


def test_kml_of_nothing_is_kml(tmp_path, dataset, frame):
    assert sum(map(len, placemarks(tmp_path, dataset, frame.head(0)).values())) == 0


@hostile
def test_any_text_comes_back_from_kml_and_is_no_html_in_a_balloon(tmp_path, dataset, text):
    (event,) = placemarks(tmp_path, saying(dataset, text))["Withdrawal"].to_dict("records")
    assert event["Name"] == text
    assert "<" not in event["description"]
    assert html.unescape(event["description"]).startswith(f"{text}\n{text}\nDate:")


def entries(dataset, frame=None):
    calendar = icalendar.Calendar.from_ical(written("ics", dataset, frame))
    return calendar, {str(entry["uid"]): entry for entry in calendar.walk("VEVENT")}


def test_a_calendar_shows_each_event_on_the_days_that_it_may_cover(dataset):
    calendar, found = entries(dataset)
    assert str(calendar["x-wr-calname"]) == dataset.info.title
    assert set(found) == {f"{event.id}@{dataset.info.id}" for event in dataset.events}
    crossing = found[f"{CROSSING}@{dataset.info.id}"]
    assert (crossing.decoded("dtstart"), crossing.decoded("dtend")) == (
        date(2024, 5, 1),
        date(2024, 6, 1),
    )
    assert "Date: May 2024 (day not given)" in str(crossing["description"])
    assert not calendar.walk("VALARM")
    assert {str(entry["transp"]) for entry in found.values()} == {"TRANSPARENT"}
    assert written("ics", dataset) == written("ics", dataset)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1948-05-14", date(1948, 5, 14), date(1948, 5, 14)),
        ("0933", date(933, 1, 1), date(933, 12, 31)),
        ("9999", date(9999, 1, 1), date(9999, 12, 31)),
    ],
)
def test_a_calendar_goes_back_before_1970_and_up_to_the_last_day(folder, text, first, last):
    write_event(folder, date=text)
    entry = entries(load_dataset(folder))[1][f"{LEAVING}@{load_dataset(folder).info.id}"]
    assert entry.decoded("dtstart") == first
    days = entry.decoded("duration") if "duration" in entry else entry.decoded("dtend") - first
    assert days == last - first + timedelta(days=1)


@hostile
def test_any_text_comes_back_from_a_calendar_with_its_line_ends(dataset, text):
    content = written("ics", saying(dataset, text))
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    first = next(iter(entries(saying(dataset, text))[1].values()))
    assert str(first["summary"]).split() == text.split()


def slides(dataset, frame=None):
    return json.loads(written("storymapjs", dataset, frame))["storymap"]["slides"]


def timeline(dataset, frame=None):
    text = written("timelinejs", dataset, frame).decode()
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_timelinejs_gets_its_columns_and_dates_as_precise_as_they_are(folder):
    write_event(folder, date="2024-04-07~/2024-04-09")
    title, *rows = timeline(load_dataset(folder))
    assert tuple(title) == COLUMNS
    assert (title["Type"], title["Year"]) == ("title", "")
    dates = [
        [row[name] for name in ("Year", "Month", "Day", "End Year", "End Month", "End Day")]
        for row in rows
    ]
    assert dates == [
        ["2024", "4", "7", "2024", "4", "9"],
        ["2024", "5", "", "2024", "5", "31"],
        ["2025", "2", "9", "", "", ""],
    ]
    assert rows[1]["Display Date"] == "May 2024 (day not given)"


@hostile
def test_knight_lab_gets_no_markup_and_every_word(dataset, text):
    changed = saying(dataset, text)
    first = timeline(changed)[1]
    headline, body = first["Headline"], first["Text"]
    (slide,) = slides(changed, to_frame(changed).head(1))[1:]
    assert (headline, body) == (slide["text"]["headline"], slide["text"]["text"])
    assert "<" not in headline + body
    assert html.unescape(headline) == text


def test_storymapjs_comes_as_near_as_the_place_is_known_and_draws_no_way(folder):
    write_event(folder, place={**OWN_PLACE, "precision_m": "20000"})
    write_event(folder, CROSSING, date="2024-05", place={**OWN_PLACE, "precision": "country"})
    overview, leaving, crossing, speech = slides(load_dataset(folder))
    assert overview["type"] == crossing["type"] == "overview"
    assert crossing["location"] == {"line": False}
    assert leaving["location"]["zoom"] < speech["location"]["zoom"]
    assert (leaving["location"]["lat"], leaving["location"]["lon"]) == (31.4, -34.3)
    assert not any(slide["location"]["line"] for slide in (leaving, crossing, speech))


# Opened here again.

KEPT = [
    *("id", "title", "summary", "date", "first", "last", "first_at_latest", "date_words"),
    *("certain", "category", "status", "place_name", "precision", "precision_m", "outlets"),
]


def again(path, dataset, frame=None):
    path.write_bytes(written("geoparquet", dataset, frame))
    return read_table(path)


def assert_same(kept, frame):
    for name in KEPT:
        assert kept[name].astype(object).tolist() == frame[name].astype(object).tolist(), name
    for name in ("outlet", "sides"):
        lists = [[(v,) if isinstance(v, str) else tuple(v) for v in f[name]] for f in (kept, frame)]
        assert lists[0] == lists[1], name
    for name in ("longitude", "latitude"):
        assert kept[name].to_numpy() == pytest.approx(frame[name].to_numpy(), abs=2e-5), name


def test_the_curated_events_open_again_from_geoparquet(tmp_path, curated, curated_frame):
    _, frame = again(tmp_path / "set.parquet", curated)
    assert_same(frame, curated_frame.set_index("id").loc[frame["id"]].reset_index())
    assert any(len(sides) != 1 for sides in frame["sides"])


def test_geoparquet_is_read_by_geopandas_and_says_what_it_is_of(tmp_path, dataset, frame):
    path = tmp_path / "set.parquet"
    again(path, dataset)
    read = gpd.read_parquet(path)
    assert read.crs == "OGC:CRS84"
    assert list(read["id"]) == list(frame["id"])
    said = json.loads(pq.read_schema(path).metadata[b"about"])
    assert (said["dataset"], said["licence"]) == (dataset.info.title, dataset.info.licence)
    path.write_bytes(written("geoparquet", dataset, frame.head(0)))
    assert gpd.read_parquet(path).empty


LINES = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf"]), min_size=1, max_size=30)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "title": LINES,
            "summary": LINES,
            "date": st.sampled_from(["2024-05", "1948~", "0933-02-03", "2024-04-07~/2024-05?"]),
            "category": st.sampled_from(["talks", "aid"]),
            "status": st.sampled_from(["reported", "contested"]),
            "place": LINES,
            "precision": st.sampled_from(["exact", "area", "country"]),
            "precision_m": st.integers(1, 100_000),
            "source": st.lists(LINES, min_size=1, max_size=3, unique=True),
            "side": st.lists(
                st.sampled_from(["israeli", "palestinian", "us"]), max_size=2, unique=True
            ),
            "url": st.sampled_from([None, 'https://example.org/a,b?c="d']),
            "geometry": st.tuples(st.floats(-180, 180), st.floats(-90, 90)),
        }
    ),
    min_size=1,
    max_size=5,
)


@given(ROWS)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_table_comes_back_from_geoparquet_and_from_geojson(tmp_path, rows):
    numbered = [{**row, "id": f"event-{number}"} for number, row in enumerate(rows)]
    path = tmp_path / "set.parquet"
    path.write_bytes(write_rows(numbered, {}))
    dataset, frame = read_table(path)
    assert_same(again(tmp_path / "again.parquet", dataset, frame)[1], frame)
    told = tmp_path / "set.geojson"
    told.write_bytes(written("geojson", dataset, frame))
    path.write_bytes(to_table(told))
    assert_same(read_table(path)[1], frame)
    assert [row["title"] for row in csv_rows(dataset, frame)] == list(frame["title"])


def csv_rows(dataset, frame):
    """Read CSV without the apostrophes that hold formulas."""
    rows = lines(dataset, frame)
    return [
        {**row, "title": row["title"][1:] if title != row["title"] else title}
        for row, title in zip(rows, frame["title"], strict=True)
    ]
