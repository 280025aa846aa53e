"""Downloads hold what the dataset holds, whatever its text is."""

import csv
import io
import json
from dataclasses import replace

import geopandas as gpd
import pytest

from events import FORMATS, load_dataset, to_frame
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

hostile = pytest.mark.parametrize("text", HOSTILE)


def saying(dataset, text):
    """Return the dataset with a text everywhere in its first event that the models refuse."""
    first, *others = dataset.events
    excerpt = first.excerpts[0].model_copy(update={"text": text})
    changed = {"title": text, "summary": text, "contested": text, "excerpts": (excerpt,)}
    return replace(dataset, events=(first.model_copy(update=changed), *others))


def written(ending, dataset, frame=None):
    return FORMATS[ending].write(to_frame(dataset) if frame is None else frame, dataset, QUERY)


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
    assert rows[2]["sources"] == "paper post"


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
    assert {row["dataset_version"] for row in lines(unnamed)} == {""}


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
            "timespans": [{"start": {"earliest": "2024-05-01"}, "end": {"latest": "2024-05-31"}}],
            "certainty": "certain",
            "edtf": "2024-05",
        },
        {
            "timespans": [{"start": {"earliest": "2025-02-09"}, "end": {"latest": "2025-02-09"}}],
            "certainty": "less-certain",
            "edtf": "2025-02-09~",
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


@pytest.mark.parametrize("ending", FORMATS)
def test_a_format_writes_only_the_rows_given_and_leaves_them_as_they_were(dataset, frame, ending):
    given = frame.loc[[SPEECH]]
    before = given.copy(deep=True)
    content = written(ending, dataset, given).decode("utf-8-sig")
    assert SPEECH in content
    assert LEAVING not in content
    assert EXCERPT["text"] not in content
    assert given.equals(before)


def test_every_format_is_named_by_its_ending():
    assert {name: known.ending for name, known in FORMATS.items()} == {
        "csv": "csv",
        "geojson": "geojson",
    }
