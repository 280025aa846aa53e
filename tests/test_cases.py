"""Files as people have them: what each of tests/cases must do, row by row."""

from pathlib import Path

import numpy as np
import pytest

from events.importers import import_file
from events.records import CurationError

CASES = Path(__file__).parent / "cases"


def imported(name, **answers):
    given = {key.replace("_", "-"): value for key, value in answers.items()}
    return import_file(CASES / name, answers=given)


def rows_of(result, outcome, column=None):
    return {
        one.row: one.new
        for one in result.report.remarks
        if one.outcome == outcome and column in (None, one.column)
    }


def questions(result):
    return {question.id: question for question in result.report.questions}


def said(result):
    return " ".join(result.report.said)


OUTCOMES = {
    # file: taken, changed, asked, refused, left out
    "battles-georgian.geojson": (8, 0, 0, 0, 0),
    "battles-text-dates.geojson": (0, 6, 1, 0, 0),
    "events-french.geojson": (0, 2, 4, 0, 0),
    "swapped.geojson": (4, 0, 1, 0, 0),
    "quakes.geojson": (0, 6, 2, 0, 0),
    "quakes-two-calendars.geojson": (6, 0, 0, 0, 0),
    "history.json": (0, 0, 8, 0, 0),
    "linked-places.geojson": (0, 2, 2, 0, 0),
    "linked-places.jsonl": (0, 4, 2, 0, 0),
    "time-spans.kml": (1, 2, 0, 1, 3),
    "time-stamps.kml": (1, 5, 0, 0, 0),
    "gx-track.kml": (0, 0, 1, 0, 0),
    "track.gpx": (0, 0, 1, 0, 0),
    "timelinejs.csv": (0, 0, 8, 1, 1),
    "timelinejs.json": (0, 0, 6, 0, 0),
    "storymapjs.json": (0, 1, 4, 0, 1),
    "timemap-events.json": (0, 3, 5, 0, 0),
    "parquet/crs-4281.parquet": (0, 5, 0, 0, 0),
    "parquet/crs-3857.parquet": (0, 5, 0, 0, 0),
    "parquet/polygons.parquet": (0, 5, 0, 0, 0),
    "parquet/geom-column.parquet": (5, 0, 0, 0, 0),
    "parquet/multipoint.parquet": (0, 4, 1, 0, 0),
    "parquet/categorical.parquet": (5, 0, 0, 0, 0),
    "parquet/timestamps.parquet": (0, 4, 0, 1, 0),
    "parquet/geoarrow.parquet": (5, 0, 0, 0, 0),
    "parquet/string-view.parquet": (5, 0, 0, 0, 0),
    "parquet/years-0-99.parquet": (6, 0, 0, 0, 0),
    "parquet/one-day.parquet": (6, 0, 0, 0, 0),
    "parquet/many-values.parquet": (120, 0, 0, 0, 0),
    "parquet/sources-200.parquet": (4, 0, 0, 0, 0),
    "acled.csv": (0, 7, 2, 1, 0),
    "ucdp-ged.csv": (0, 8, 0, 1, 0),
    "atlos.csv": (1, 1, 4, 0, 0),
    "auto-archiver.csv": (0, 0, 4, 1, 0),
    "auto-archiver-sheet.csv": (0, 3, 1, 1, 0),
    "drone-map.csv": (9, 0, 1, 0, 0),
    "excel-dates.xlsx": (2, 3, 3, 2, 1),
    "semicolon-decimal-comma-latin1.csv": (0, 3, 2, 1, 0),
    "tab-utf16.tsv": (4, 0, 1, 0, 0),
    "bom-crlf.csv": (4, 0, 0, 1, 0),
    "google-sheet-export.csv": (0, 3, 1, 1, 2),
    "lat-lon-one-column.csv": (0, 3, 4, 0, 0),
    "dms.csv": (1, 4, 0, 1, 0),
    "no-header.csv": (0, 0, 5, 0, 0),
    "ambiguous-dates.csv": (1, 3, 3, 1, 0),
}


@pytest.mark.parametrize("name", OUTCOMES)
def test_every_row_of_a_file_has_one_outcome(name):
    result = imported(name)
    outcomes = result.report.outcomes
    names = ("taken", "changed", "asked", "refused", "left out")
    assert tuple(outcomes[outcome] for outcome in names) == OUTCOMES[name]
    assert len(result.events) == outcomes["taken"] + outcomes["changed"]
    assert len(result.waiting) == outcomes["asked"] + outcomes["refused"]
    assert result.events["id"].is_unique
    assert import_file(CASES / name).events.equals(result.events)


def test_every_case_is_tried():
    there = {str(path.relative_to(CASES)) for path in CASES.rglob("*.*")}
    assert there - OUTCOMES.keys() == {"timemap-sources.json"}


def test_battles_in_two_languages():
    result = imported("battles-georgian.geojson")
    assert result.events["date"].tolist()[:2] == ["1493", "1081"]
    assert [one.id for one in questions(result)["column-title"].choices] == ["Name_Geo", "Name_Eng"]
    assert "2 and 4 have the same title, place and date" in said(result)
    other = imported("battles-georgian.geojson", column_title="Name_Geo")
    assert other.events["title"].iloc[0] == "ნისლიანი"


def test_dates_in_english_words():
    result = imported("battles-text-dates.geojson")
    assert rows_of(result, "changed", "date") == {
        1: "1819-05-04",
        2: "1853-10-21/1853-10-22",
        3: "1872-01-30",
        4: "1866-08-13/1866-08-16",
        5: "1860-06-29/1860-07-02",
        6: "1840~",
    }
    assert rows_of(result, "asked", "date") == {7: "1841-23"}
    answered = imported("battles-text-dates.geojson", seasons="as-offered")
    assert answered.events["date"].iloc[6] == "1841-23"


def test_a_press_watch_in_french():
    result = imported("events-french.geojson")
    assert set(rows_of(result, "asked", "position")) == {1, 4}
    assert set(rows_of(result, "asked", "id")) == {3, 5}
    assert rows_of(result, "changed") == {2: "", 6: "Journal d'Essai | Échos 12"}
    assert "spellings" in questions(result)
    assert "position exacte is none of" in said(result)
    assert "Confirmé par deux sources is none of" in said(result)
    assert "`metadata.event_count` 6 agrees." in said(result)
    for gap in ("`confidence` in 2", "`location` in 4", "`actor` in 6", "`source_url` in 6"):
        assert gap in said(result)
    whole = imported(
        "events-french.geojson", no_place="without-place", same_id="all", spellings="together"
    )
    assert len(whole.events) == 6
    assert whole.events["id"].tolist()[2::2] == [
        "media-90c1aa5527d8e31b",
        "media-90c1aa5527d8e31b-2",
    ]
    assert whole.events["category"].str.casefold().value_counts()["vie locale"] == 2
    assert whole.events["category"].nunique() == 4
    assert np.isnan(whole.longitude[0])
    assert whole.events["status (file)"].iloc[5] == "Confirmé par deux sources"
    meant = {"status": {"Confirmé par deux sources": "corroborated"}}
    mapping = whole.mapping.model_copy(update={"values": meant})
    again = import_file(CASES / "events-french.geojson", mapping=mapping)
    assert again.events["status"].dropna().tolist() == ["corroborated"]


def test_a_place_that_is_turned_round():
    result = imported("swapped.geojson")
    (remark,) = [one for one in result.report.remarks if one.question == "swapped"]
    assert (remark.row, remark.reason) == (
        3,
        "lies far from the others, and near them exchanged",
    )
    assert questions(result)["spellings"].offered == "Manutençao = Manutenção"
    turned = imported("swapped.geojson", swapped="turn")
    assert (turned.latitude[2], turned.longitude[2]) == (-7.8236, -35.2289)


def test_earthquakes_in_milliseconds():
    result = imported("quakes.geojson")
    assert rows_of(result, "changed", "time") == {
        1: "2025-03-09", 2: "2025-03-08", 3: "2025-03-08", 4: "2025-03-07", 5: "2025-03-06",
        6: "1966-06-27", 7: "2025-03-05", 8: "2025-03-08",
    }  # fmt: skip
    assert rows_of(result, "asked", "id") == {3: "newest", 8: "newest"}
    assert "another day there in 1, 4" in said(result)
    assert "Beside the 180° line, where clocks can show another day: 7." in said(result)
    assert "`mag` in 4, `place` in 6" in said(result)
    newest = imported("quakes.geojson", same_id="newest")
    assert newest.report.outcomes["left out"] == 1
    assert newest.events["third_coordinate"].iloc[0] == "10"


def test_a_date_in_two_calendars():
    result = imported("quakes-two-calendars.geojson")
    question = questions(result)["column-date"]
    assert (question.answer, [one.id for one in question.choices]) == (
        "date_ad", ["date_bs", "date_ad"],
    )  # fmt: skip
    assert "`utc_time` of 1, 4, 6 belongs to the day before" in said(result)
    assert result.events["title"].iloc[0] == "magnitude 4.2, Samplepur"


def test_history_before_the_year_1():
    result = imported("history.json")
    assert questions(result)["years-before-1"].rows == 4
    for name in ("样本城", "练习港", "试验镇"):
        assert name in said(result)
    known = imported("history.json", years_before_1="as-offered", no_place="without-place")
    assert known.events["date"].tolist()[:5] == ["-2109", "-1559", "-0722", "-0030", "0217"]
    counted = imported("history.json", years_before_1="astronomical", no_place="without-place")
    assert counted.events["date"].iloc[3] == "-0031"


def test_linked_places_keep_what_they_say():
    # 53 BC comes in: the format counts years as ISO 8601 does, and a date can be before the year 1.
    result = imported("linked-places.geojson", parts="each", no_place="without-place")
    assert result.events["date"].tolist() == [
        "1610/1689", "1690", "1340~/1402-06", "-0052/0014-08-19", "1801-03-05/1801-03-09",
    ]  # fmt: skip
    assert result.shapes[4].geom_type == "LineString"
    assert "uncertain" in result.events["geometry"].iloc[1]
    lines = imported("linked-places.jsonl")
    assert lines.events["date"].tolist() == ["1731/", "1571/", "1588/", "1529/1803"]
    assert lines.events["title"].iloc[2] == "Ciudad de Ensayo"


def test_placemarks_with_open_times():
    result = imported("time-spans.kml")
    assert result.events["date"].tolist() == ["2011-02/2011-06-30", "../2011", "2011-07-01/.."]
    assert "stone by stone" in result.events["summary"].iloc[0]
    (refused,) = [one for one in result.report.remarks if one.outcome == "refused"]
    assert (refused.row, refused.column) == (7, "begin, end")
    assert refused.reason == "ends on 2011-09-10, before it begins on 2011-09-12"


def test_stamps_and_tracks():
    stamps = imported("time-stamps.kml")
    assert set(stamps.events["date"]) == {"2009-03-21"}
    assert stamps.events["title"].iloc[0] == "Point 1"
    track = imported("gx-track.kml", track="line")
    assert (track.events["date"].item(), track.shapes[0].geom_type) == ("2012-08-14", "LineString")
    assert "by the sun it was another day there in 1" in said(track)
    assert len(imported("track.gpx", track="points").events) == 6


def test_timelines_count_44_bc():
    # That row waits for a place like all others: a timeline has none, whatever its year.
    for name in ("timelinejs.csv", "timelinejs.json"):
        result = imported(name, no_place="without-place", media_place="take")
        dates = result.events["date"].tolist()
        assert "-0043-10" in dates
        assert "1911-08/1915" in dates
        assert result.about["title"] == "Wells of an Invented Valley"
        assert 48.1391027 in result.latitude.tolist()
    assert rows_of(imported("timelinejs.csv"), "refused") == {10: ""}
    notes = imported("timelinejs.csv", no_place="without-place").events["date_note"]
    assert "the dry sixties" in notes.tolist()


def test_slides_without_dates_and_places():
    result = imported("storymapjs.json")
    assert result.events["date"].tolist() == ["1790/1811"]
    # A season is offered as EDTF has it: 1794~ would lose that it was spring. It is asked about.
    assert rows_of(result, "asked", "date")[3] == "1794-21"
    assert rows_of(result, "asked", "text.headline") == {6: "1801-05-12"}
    assert rows_of(result, "asked", "location.lat, location.lon") == {5: ""}
    known = imported(
        "storymapjs.json", title_date="as-offered", seasons="as-offered", no_place="without-place"
    )
    assert known.events["date"].tolist() == ["1790/1811", "1794-21", "1799-06-03", "1801-05-12"]
    assert known.events["place"].iloc[3] == "Boat yard"
    assert "iframe" in known.events["media.url"].iloc[3]


def test_a_timemap():
    result = imported("timemap-events.json")
    assert rows_of(result, "changed", "date")[2] == "2022-03-04"
    assert rows_of(result, "changed", "date")[3] == "2022-04-01"
    assert "the month comes first" in said(result)
    assert set(rows_of(result, "asked", "latitude, longitude")) == {4, 8}
    assert set(rows_of(result, "asked", "id")) == {6, 7}
    assert set(rows_of(result, "asked", "date")) == {5}
    with pytest.raises(CurationError, match="holds the sources of a timemap"):
        imported("timemap-sources.json")


@pytest.mark.parametrize("name", ["crs-4281", "crs-3857", "geom-column", "geoarrow"])
def test_geoparquet_lies_where_it_is(name):
    result = imported(f"parquet/{name}.parquet")
    assert result.longitude[0] == pytest.approx(34.31, abs=1e-6)
    assert result.latitude[0] == pytest.approx(31.32, abs=1e-6)


def test_shapes_and_times_of_geoparquet():
    areas = imported("parquet/polygons.parquet")
    assert {one.geom_type for one in areas.shapes} == {"Polygon"}
    many = imported("parquet/multipoint.parquet", several_points="shape")
    assert [one and one.geom_type for one in many.shapes] == [None] * 4 + ["MultiPoint"]
    times = imported("parquet/timestamps.parquet").events
    assert times["date"].iloc[3] == "2024-04-09"
    assert times["date (file)"].iloc[3] == "2024-04-09T22:30:00"
    assert imported("parquet/years-0-99.parquet").events["date"].iloc[0] == "0021"
