"""A collection of the years before and after the year 1: opened, asked, shown and exported."""

import csv
import io
import json
import xml.etree.ElementTree as XML
import zipfile

import icalendar
import pytest

from events.collection import open_collection
from events.exporters import FORMATS, write_file
from events.link import read_link, write_link
from events.query.words import Names, read_words
from events.records import Gazetteer, When
from geodata.days import day_of, from_iso, in_iso
from pages.parts.stops import MOST, stops_between
from tests.conftest import ROW, write_table
from tests.visit import open_page, problems_of

DATES = {
    "long-before": "-0500",
    "begun-before": "../-0480",
    "ides": "-0043-03-15",
    "goes-on": "-0099/..",
    "turn": "0000-12-25/0001-01-06",
    "twenty-one": "0021",
    "unknown-end": "0033-04-03/",
    "last": "0079-08-24",
}


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    rows = ({**ROW, "id": name, "title": name, "date": date} for name, date in DATES.items())
    return write_table(tmp_path_factory.mktemp("ancient") / "ancient.parquet", *rows)


@pytest.fixture(scope="module")
def ancient(path):
    return open_collection(path)


def written(collection, name):
    return write_file(collection, name, collection.offers.view.query, None)


def csv_rows(content):
    return {row["id"]: row for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig")))}


def test_open_ends_reach_to_the_days_of_other_events(ancient):
    assert [in_iso(day) for day in ancient.engine.span] == ["-0500-01-01", "0079-08-24"]
    rows = {name: ancient.engine.row(name) for name in DATES}
    days = {name: (in_iso(row["first"]), in_iso(row["last"])) for name, row in rows.items()}
    assert days["begun-before"] == ("-0500-01-01", "-0480-12-31")
    assert days["goes-on"] == ("-0099-01-01", "0079-08-24")
    assert days["unknown-end"] == ("0033-04-03", "0033-04-03")
    assert rows["goes-on"]["date_limits"] == "end open"
    assert rows["twenty-one"]["date_words"] == "AD 21 (month and day not given)"


def test_events_stand_in_the_order_of_their_days(ancient):
    assert list(ancient.table["id"]) == [
        *("long-before", "begun-before", "goes-on", "ides"),
        *("turn", "twenty-one", "unknown-end", "last"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("44 BC", {"goes-on", "ides"}),
        ("15 March 44 BC", {"goes-on", "ides"}),
        ("-0043-03", {"goes-on", "ides"}),
        ("March 45 BC", {"goes-on"}),
        ("in AD 21", {"goes-on", "twenty-one"}),
        ("21 AD", {"goes-on", "twenty-one"}),
        ("between 1 BCE and 1 CE", {"goes-on", "turn"}),
        ("January 1921", set()),
    ],
)
def test_a_search_reads_years_as_they_are_told(ancient, text, found):
    query = ancient.offers.view.query
    asked = read_words(text, Names(Gazetteer()), ("en",), {"in", "and", "between"})
    first, last = asked.days
    assert asked.rest == ""
    assert set(ancient.engine.select(query.between(first, last), 100)["id"]) == found


@pytest.mark.parametrize("text", ["44", "AD hoc", "0 BC", "12345 BC", "BC 44", "ad", "21"])
def test_a_bare_number_is_a_word_like_others(text):
    assert read_words(text, Names(Gazetteer()), ("en",)).days is None


def test_a_link_holds_days_before_the_year_1(ancient):
    link = {"from": ["-0043-03-15"], "to": ["0021-12-31"]}
    view, problems = read_link(link, ancient.offers)
    assert not problems
    assert (view.query.first, view.query.last) == (day_of(-43, 3, 15), day_of(21, 12, 31))
    assert write_link(view, ancient.offers) == [("from", "-0043-03-15"), ("to", "0021-12-31")]
    _, problems = read_link({"from": ["-0999-01-01"]}, ancient.offers)
    assert problems == ("from: 1 January 1000 BC lies outside the data",)


@pytest.mark.parametrize("name", [name for name in FORMATS if not name.startswith("png")])
def test_every_format_is_written(ancient, name):
    assert written(ancient, name)


def test_spreadsheets_have_days_in_iso_and_no_end_that_is_not_given(ancient):
    rows = csv_rows(written(ancient, "csv"))
    days = {name: (row["date_start"], row["date_end"]) for name, row in rows.items()}
    assert days["twenty-one"] == ("0021-01-01", "0021-12-31")
    assert days["ides"] == ("'-0043-03-15", "'-0043-03-15")  # a spreadsheet would reckon without '
    assert days["goes-on"] == ("'-0099-01-01", "")
    assert days["begun-before"] == ("", "'-0480-12-31")


def test_geojson_has_days_in_iso_and_no_end_that_is_not_given(ancient):
    features = {f["id"]: f for f in json.loads(written(ancient, "geojson"))["features"]}
    assert features["ides"]["when"]["timespans"] == [
        {"start": {"in": "-0043-03-15"}, "end": {"in": "-0043-03-15"}}
    ]
    started = {"earliest": "-0099-01-01", "latest": "-0099-12-31"}
    assert features["goes-on"]["when"]["timespans"] == [{"start": started}]
    assert features["goes-on"]["properties"]["end"] is None
    assert list(features["begun-before"]["when"]["timespans"][0]) == ["end"]


def test_a_data_package_has_text_where_no_date_can_be(ancient):
    with zipfile.ZipFile(io.BytesIO(written(ancient, "datapackage"))) as package:
        described = json.loads(package.read("datapackage.json"))
    fields = {field["name"]: field for field in described["resources"][0]["schema"]["fields"]}
    assert fields["date_start"]["type"] == "string"


def test_a_calendar_says_how_many_events_it_lacks(ancient):
    calendar = icalendar.Calendar.from_ical(written(ancient, "ics"))
    days = {str(e["summary"]): e.decoded("dtstart").isoformat() for e in calendar.walk("VEVENT")}
    assert days == {
        "twenty-one": "0021-01-01",
        "unknown-end": "0033-04-03",
        "last": "0079-08-24",
    }
    assert "Left out: 5 events before the year 1" in str(calendar["x-wr-caldesc"])


def test_a_globe_is_told_no_day_that_it_could_take_for_another(ancient):
    root = XML.fromstring(written(ancient, "kml"))
    kml = "{http://www.opengis.net/kml/2.2}"
    spans = {}
    for mark in root.iter(f"{kml}Placemark"):
        ends = (mark.findtext(f"{kml}TimeSpan/{kml}{end}") for end in ("begin", "end"))
        spans[mark.findtext(f"{kml}name")] = tuple(ends)
    assert spans["ides"] == (None, None)
    assert spans["turn"] == (None, "0001-01-06")
    assert spans["unknown-end"] == ("0033-04-03", None)
    assert spans["last"] == ("0079-08-24", "0079-08-24")


def test_timelinejs_counts_years_before_1_as_historians_do(ancient):
    content = written(ancient, "timelinejs").decode("utf-8-sig")
    rows = {row["Headline"]: row for row in csv.DictReader(io.StringIO(content))}
    assert [rows["ides"][name] for name in ("Year", "Month", "Day", "End Year")] == [
        *("-44", "3", "15", ""),
    ]
    turn = [rows["turn"][name] for name in ("Year", "Month", "Day", "End Year", "End Day")]
    assert turn == ["-1", "12", "25", "1", "6"]
    assert (rows["goes-on"]["Year"], rows["goes-on"]["End Year"]) == ("-100", "")
    assert rows["twenty-one"]["Year"] == "21"


def test_geoparquet_opens_again(ancient, tmp_path):
    (tmp_path / "again.parquet").write_bytes(written(ancient, "geoparquet"))
    again = open_collection(tmp_path / "again.parquet")
    for name in ("id", "first", "last", "date", "date_words", "date_limits"):
        assert again.table[name].tolist() == ancient.table[name].tolist()


def test_the_page_has_a_slider_over_years_and_fields_for_words(path):
    app = open_page("explore", path)
    assert not problems_of(app)
    assert not app.date_input
    assert [app.text_input(key=end).value for end in ("from", "to")] == [
        "1 January 501 BC",
        "24 August AD 79",
    ]
    slider = app.select_slider(key="range")
    assert slider.options[0] == "501 BC"
    assert slider.options[-1] == "AD 79"
    assert {"1 BC", "AD 1"} < set(slider.options)
    slider.set_range(day_of(-43), day_of(21)).run()
    days = [app.text_input(key=end).value for end in ("from", "to")]
    assert days == ["1 January 44 BC", "31 December AD 21"]


@pytest.mark.parametrize(
    ("end", "text", "days"),
    [
        ("from", "15 March 44 BC", ["15 March 44 BC", "24 August AD 79"]),
        ("from", "-0043", ["1 January 44 BC", "24 August AD 79"]),
        ("to", "44 BC", ["1 January 501 BC", "31 December 44 BC"]),
        ("to", "0021", ["1 January 501 BC", "31 December AD 21"]),
        ("to", "1921-01", ["1 January 501 BC", "24 August AD 79"]),
        ("from", "whenever", ["1 January 501 BC", "24 August AD 79"]),
        ("from", "", ["1 January 501 BC", "24 August AD 79"]),
    ],
)
def test_a_day_is_written_in_words_or_in_the_notation(path, end, text, days):
    app = open_page("explore", path)
    app.text_input(key=end).set_value(text).run()
    assert not problems_of(app)
    assert [app.text_input(key=name).value for name in ("from", "to")] == days
    assert len(app.toast) == (text == "whenever")


@pytest.mark.parametrize(
    ("first", "last", "start", "number"),
    [
        ("0079-08-24", "0079-10-24", "24 August AD 79", 62),
        ("0070-06-05", "0079-10-24", "June AD 70", 113),
        ("-0043-03-15", "0079-10-24", "44 BC", 123),
        ("-2999-03-15", "1500-10-24", "3000 BC", 901),
        ("-0004-03-15", "0004-10-24", "March 5 BC", 104),
    ],
)
def test_a_slider_stops_at_days_months_or_round_years(first, last, start, number):
    first, last = map(from_iso, (first, last))
    stops = stops_between(first, last)
    assert (stops.words(stops.first[0]), len(stops.first)) == (start, number)
    assert number <= MOST
    assert stops.holding(first) == stops.first[0]
    assert stops.holding(last) == stops.first[-1]
    for stop, after in zip(stops.first, stops.first[1:], strict=False):
        assert stops.end(stop, last) == after - 1 >= stop
    assert stops.end(stops.first[-1], last) == last


def test_ages_stop_at_the_year_1():
    stops = stops_between(When("Y-20000").first, When("2000").last)
    words = [stops.words(stop) for stop in stops.first]
    assert words[:2] == ["20,050 BC", "20,000 BC"]
    at = words.index("AD 1")
    assert words[at - 1 : at + 2] == ["50 BC", "AD 1", "AD 50"]
    assert words[-1] == "2000"
