"""Tables as people and programs write them: what each of tests/cases must do, cell by cell."""

import io
import time
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from events.importers import import_file, read_mapping, write_folder, write_mapping
from events.importers.mapping import Mapping
from events.importers.readers.printed import taken_apart
from events.records import CurationError
from tests.hostile.files import opendocument

CASES = Path(__file__).parent / "cases"


def imported(name, **answers):
    given = {key.replace("_", "-"): value for key, value in answers.items()}
    return import_file(CASES / name, answers=given)


def remarks(result, outcome, column=None):
    return {
        (one.row, one.column): one.new
        for one in result.report.remarks
        if one.outcome == outcome and column in (None, one.column)
    }


def rows(result, outcome):
    return {one.row for one in result.report.remarks if one.outcome == outcome}


def questions(result):
    return {question.id: question for question in result.report.questions}


def said(result):
    return " ".join(result.report.said)


def dates(result):
    return dict(zip(result.events["id"], result.events["date"], strict=True))


def test_acled_is_as_vague_as_its_codes():
    result = imported("acled.csv")
    assert remarks(result, "refused") == {(7, "event_date"): ""}
    assert questions(result)["same-id"].rows == 2
    assert questions(result)["same-id"].offered == "newest"
    assert {row for row, _ in remarks(result, "changed", "fatalities")} == {1, 3, 5, 6, 7, 10}
    assert remarks(result, "changed", "time_precision") == {
        (2, "time_precision"): "Within a week of 2023-01-25",
        (5, "time_precision"): "2023-02",
    }
    assert remarks(result, "changed", "geo_precision") == {
        (2, "geo_precision"): "near",
        (10, "geo_precision"): "near",
        (3, "geo_precision"): "adm1",
        (5, "geo_precision"): "adm1",
    }
    events = result.events.set_index("id")
    assert events.loc["xtl101", "source"] == "Example Times | Sample Radio"
    assert events.loc["xtl101", "fatalities"] == "not reported"
    assert events.loc["xtl102", "fatalities"] == "3"
    assert events.loc["xtl102", "event_id_cnty"] == "XTL102"
    assert events.loc["xtl106", "summary"].endswith(
        '"sold the last bag twice" in Alderwick (Upper Test).'
    )
    assert events["category"].nunique() == 5
    assert questions(result)["own-categories"].rows == 0
    assert "terms do not let its rows be passed on" in said(result)


def test_the_newer_row_of_an_id_is_taken():
    result = imported("acled.csv", same_id="newest")
    events = result.events.set_index("id")
    assert events.loc["xtl104", "fatalities"] == "2"
    assert result.report.outcomes["left out"] == 1


def test_the_rows_that_wait_stand_as_in_the_file():
    waiting = imported("acled.csv").waiting.set_index("import_row")
    assert list(waiting.index) == [4, 7, 9]
    assert waiting.loc[7, "event_date"] == "2023-02-30"
    assert waiting.loc[7, "fatalities"] == "0"
    assert "date" not in waiting


def test_ucdp_is_as_vague_as_its_codes():
    result = imported("ucdp-ged.csv")
    assert list(dates(result).values()) == [
        "2020-01-06", "2020-02-01/2020-02-04", "2020-02-10/2020-02-16", "2020-03", "2020",
        "2020-05-19", "2020-06-03", "2020-07-22",
    ]  # fmt: skip
    assert result.events["precision"].tolist() == [
        "exact", "near", "adm2", "adm1", "area", "country", "international", "exact",
    ]  # fmt: skip
    events = result.events.set_index("id")
    assert events.loc["900004", "number_of_sources"] == "unknown"
    assert events.loc["900008", "deaths"] == "0 to 4 dead"
    assert events.loc["900002", "source"] == "Example Times | Harbour Post"
    assert events.loc["900002", "source_article"] == (
        "Example Times,2020-02-05,Three nights on the ridge"
        " | Harbour Post,2020-02-06,Ridge quiet again"
    )
    assert (9, "date_end") in remarks(result, "refused")
    assert "Check, so UCDP may change it, in 8" in said(result)


def test_a_workbook_that_several_people_filled():
    result = imported("excel-dates.xlsx")
    assert "names of the columns stand in row 3" in said(result)
    assert "'Old list' with 3 rows is not read" in said(result)
    assert dates(result) == {
        "1": "2024-04-03/2024-04-05", "2": "2024-04-05", "5": "2024-12-25", "7": "2024-04-13",
        "9": "2024-04",
    }  # fmt: skip
    assert remarks(result, "asked") == {
        (6, "Date"): "2024-04-06",
        (7, "Date"): "2024-04-08",
        (9, "Date"): "2024-04-03 or 2024-03-04",
    }
    refused = {one.row: one.reason for one in result.report.remarks if one.outcome == "refused"}
    assert refused == {11: "is a formula without a stored result", 13: "is empty"}
    assert result.latitude[-1] == 31.352
    assert result.events["Date (time)"].tolist()[1] == "14:30:00"
    assert rows(result, "left out") == {15}
    hidden = imported("excel-dates.xlsx", sheet="Old list")
    assert len(hidden.events) == 3


def test_a_workbook_without_its_parts_is_refused_in_one_line():
    with pytest.raises(CurationError, match=r"empty\.xlsx: file: is no workbook"):
        import_file(zipped({}), "empty.xlsx")
    with pytest.raises(CurationError, match="holds macros"):
        import_file(zipped({"xl/vbaProject.bin": b"x"}), "a.xlsm")
    with pytest.raises(CurationError, match=r"no sheet 'Other'; it has Events, Old list"):
        imported("excel-dates.xlsx", sheet="Other")


def zipped(files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def test_a_german_list_with_decimal_commas():
    result = imported("semicolon-decimal-comma-latin1.csv")
    assert "Latin-1 (ISO 8859-1), with a semicolon" in said(result)
    assert "Breite (latitude), Länge (longitude)" in said(result)
    assert dates(result) == {"1": "2024-04-03", "2": "2024-04-05", "4": "2024-04"}
    assert result.events["Betrag"].tolist()[0] == "1250.5"
    assert result.latitude.tolist() == [31.3471, 31.352, 31.3602]
    assert remarks(result, "asked", "Datum") == {(3, "Datum"): "2024-04-17"}
    assert questions(result)["decimal-comma"].rows == 1
    assert remarks(result, "refused").keys() == {(5, "Datum")}
    answered = imported(
        "semicolon-decimal-comma-latin1.csv", short_years="as-offered", decimal_comma="as-offered"
    )
    assert dates(answered)["3"] == "2024-04-17"
    assert answered.events["Betrag"].tolist()[-1] == "1"


def test_unicode_text_of_a_spreadsheet():
    result = imported("tab-utf16.tsv")
    assert "UTF-16, with a tab" in said(result)
    assert result.events["title"].tolist()[1:4] == [
        "إشعار مختلق عن السوق", "הודעה מומצאת על הגשר", "A cell with a tab and a second line",
    ]  # fmt: skip
    assert dates(result)["t-3"] == "2024-04"
    assert remarks(result, "asked").keys() == {(5, "latitude, longitude")}


def test_ids_are_text_whatever_they_look_like():
    result = imported("bom-crlf.csv")
    assert result.events["id"].tolist() == ["001", "007", "042", "na"]
    assert result.events["id (file)"].tolist() == ["001", "007", "042", "NA"]
    assert dates(result)["007"] == "2024-04-05/2024-04-09"
    assert result.waiting["id"].tolist() == ["1e3"]
    assert (
        "ends on 2024-04-11, before it begins on 2024-04-14" in result.waiting["import_reason"][0]
    )


def test_a_sheet_in_arabic():
    result = imported("google-sheet-export.csv")
    assert list(dates(result).values()) == ["2024-04-03", "2024-04-05", "2024-04-17"]
    assert (result.latitude[2], result.longitude[2]) == (31.3388, 34.2971)
    assert result.events["place"][2] == "ساحة المثال"
    assert questions(result)["columns"].rows == 0
    assert questions(result)["no-source"].rows == 1
    assert rows(result, "left out") == {6, 7}
    assert [row for row, _ in remarks(result, "refused")] == [4, 4, 4]
    taken = imported("google-sheet-export.csv", no_source="without-source")
    assert list(dates(taken).values())[3] == "2024-04"
    waiting = imported("google-sheet-export.csv", columns="wait")
    assert waiting.events.empty


def test_both_numbers_in_one_cell():
    result = imported("lat-lon-one-column.csv")
    assert "latitude first" in said(result)
    assert result.latitude.tolist() == [31.34, 31.3521, 31.3388]
    assert {one.row: one.question for one in result.report.remarks if one.outcome == "asked"} == {
        4: "swapped", 5: "no-place", 6: "decimal-comma", 7: "no-place",
    }  # fmt: skip
    answered = imported(
        "lat-lon-one-column.csv",
        swapped="turn",
        no_place="without-place",
        decimal_comma="as-offered",
    )
    assert len(answered.events) == 7
    assert (answered.latitude[3], answered.longitude[3]) == (31.36, 34.33)
    assert (answered.latitude[5], answered.longitude[5]) == (31.345, 34.308)
    assert np.isnan(answered.latitude[[4, 6]]).all()


def test_degrees_minutes_and_seconds():
    result = imported("dms.csv")
    assert result.latitude.tolist() == [31.34, 31.352111, 31.3388, -16.812778, 31.345]
    assert result.longitude.tolist() == [34.3, 34.3105, 34.2971, -179.987222, 34.308]
    (refused,) = (one for one in result.report.remarks if one.outcome == "refused")
    assert (refused.row, refused.reason) == (5, "minutes go to 59")


def test_a_table_without_names():
    result = imported("no-header.csv")
    assert result.report.rows == 5
    assert (questions(result)["columns"].rows, result.events.empty) == (5, True)
    taken = imported("no-header.csv", columns="as-guessed")
    assert len(taken.events) == 5
    assert taken.events["source"][4] == "Sample Radio"
    assert taken.events["place"][1] == "Birch Mill"


def test_dates_of_two_hands():
    result = imported("ambiguous-dates.csv")
    assert "both orders, so no order holds for all" in said(result)
    assert dates(result) == {
        "a-3": "2024-12-25", "a-4": "2024-12-25", "a-5": "2024-05-05", "a-6": "2024-04-03",
    }  # fmt: skip
    assert {row for row, _ in remarks(result, "asked")} == {1, 2, 7}
    assert {row for row, _ in remarks(result, "refused")} == {8}
    answered = imported("ambiguous-dates.csv", date_order="month-first")
    assert dates(answered)["a-1"] == "2024-03-04"


def test_a_list_of_videos_has_titles_and_makes_ids():
    result = imported("drone-map.csv")
    assert result.events["title"][0] == "crane beside tower mill"
    assert result.events["id"][0] == "crane-beside-tower-mill-2026-09-21"
    assert result.events["row"].tolist()[:2] == ["1", "2"]
    assert result.latitude[1] == 33.34011667
    asked = questions(result)
    assert (asked["running-number"].answer, asked["source"].answer) == ("make", "unknown")
    assert asked["no-place"].rows == 1
    answered = imported("drone-map.csv", running_number="take", source="Example Observatory")
    assert answered.events["id"].tolist()[:2] == ["1", "2"]
    assert set(answered.events["source"]) == {"Example Observatory"}


def test_atlos_keeps_back_what_is_sensitive():
    result = imported("atlos.csv")
    events = result.events.set_index("id")
    assert (result.latitude[1], result.longitude[1]) == (-34.6133, -58.4021)
    assert events.loc["atlos-h1n6ce", "title"] == "=SUM of the boxes on the quay"
    assert events["precision_m"].tolist() == ["10", "1000"]
    assert events.loc["atlos-k7q2md", "url"].count("https://") == 2
    assert events.loc["atlos-k7q2md", "Kind of crossing"] == "Gate"
    assert {key: one.rows for key, one in questions(result).items() if one.rows} == {
        "sensitive": 2, "withheld": 2, "no-date": 1, "no-place": 1,
    }  # fmt: skip
    assert "not the day of the event" in said(result)
    taken = imported("atlos.csv", sensitive="take", withheld="take")
    care = taken.events.set_index("id")["content_note"]
    assert care["atlos-b3xw9t"].startswith("Graphic Violence")
    assert len(taken.events) == 4


def test_auto_archiver_is_taken_apart_and_never_run():
    result = imported("auto-archiver.csv")
    assert {key: one.rows for key, one in questions(result).items() if one.rows} == {
        "posted": 3, "no-date": 1, "no-place": 4, "same-id": 2,
    }  # fmt: skip
    assert "when a post was made, not when what it shows happened" in said(result)
    taken = imported("auto-archiver.csv", posted="take", no_place="without-place", same_id="all")
    assert taken.events["date"].tolist() == ["2024-04-30", "2024-05-01", "2024-04-30"]
    assert taken.events["date_note"][0] == "The day on which it was posted"
    assert taken.events["summary"][0] == 'A cart at the gate, and "nobody" near it. Second line.'
    assert taken.events["title"][1] == "إشعار مختلق"


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('touch /tmp/run')",
        "{'a': open('/etc/passwd').read()}",
        "[x for x in (1,)]",
        "datetime.datetime(*range(9))",
        "datetime.datetime(99999, 1, 1)",
        "f'{1+1}'",
        "1 + 1",
        "(" * 500,
        "[" * 100_000,
        "{**{}}['a']",
        "lambda: 1",
        "f'" + "{1}" * 300_000 + "'",
        "<".join(["1"] * 450_000),
        "datetime.datetime(2024, 1, 1",
        "{'a': 1} {}",
        r"'\N{no such sign}'",
        "",
        None,
    ],
)
def test_what_is_no_plain_value_is_nothing(text):
    assert taken_apart(text) is None


def test_a_plain_value_is_what_python_printed():
    value = {
        "a": [1, -2.5, 1e300, None, True, ("x",), {}],
        "quotes": "'\"\\\n\u200f",
        "nested": {"b": []},
    }
    assert taken_apart(repr(value)) == {**value, "a": [*value["a"][:5], ["x"], {}]}
    zone = "datetime.timezone(datetime.timedelta(seconds=7200), 'x')"
    assert taken_apart(f"[datetime.datetime(2024, 5, 1, 8, 30, tzinfo={zone}), 7]") == [
        "2024-05-01T08:30:00",
        7,
    ]


def test_the_rows_of_auto_archiver_that_wait_are_read_as_the_file_was(tmp_path):
    write_folder(imported("auto-archiver.csv"), tmp_path)
    saved = read_mapping(tmp_path / "import/mapping.yaml").with_answers({"posted": "take"})
    again = import_file(
        tmp_path / "import/waiting.csv", answers={"no-place": "without-place"}, mapping=saved
    )
    assert {row for row, _ in remarks(again, "refused")} == {4}
    assert {row for row, _ in remarks(again, "changed")} == {1, 2, 5}
    assert again.events["date"].tolist() == ["2024-05-01"]  # 1 and 5 have one address, so they wait


def test_an_answer_to_another_file_is_left_out_of_a_saved_mapping(tmp_path):
    write_folder(imported("excel-dates.xlsx", sheet="Events"), tmp_path)
    saved = read_mapping(tmp_path / "import/mapping.yaml")
    assert saved.answers == {"sheet": "Events"}
    again = import_file(tmp_path / "import/waiting.csv", mapping=saved)
    assert again.report.outcomes["asked"] == 3
    with pytest.raises(CurationError, match="answer sheet: is to no question"):
        import_file(tmp_path / "import/waiting.csv", answers={"sheet": "Events"})


@pytest.mark.parametrize(("encoding", "word"), [("latin_1", "Länge"), ("cp1251", "Lдnge")])
def test_the_encoding_can_be_chosen(encoding, word):
    name = "semicolon-decimal-comma-latin1.csv"
    asked = questions(imported(name))["encoding"]
    assert encoding in {choice.id for choice in asked.choices}
    assert "cp1255" not in {choice.id for choice in asked.choices}  # the file cannot be that
    result = imported(name, encoding=encoding)
    assert word in said(result) + " ".join(result.events)
    assert questions(result)["encoding"].answer == encoding


def test_a_saved_encoding_does_not_spoil_rows_that_wait(tmp_path):
    write_folder(imported("semicolon-decimal-comma-latin1.csv", encoding="cp1252"), tmp_path)
    saved = read_mapping(tmp_path / "import/mapping.yaml")
    again = import_file(
        tmp_path / "import/waiting.csv",
        answers={"short-years": "as-offered", "decimal-comma": "as-offered"},
        mapping=saved,
    )
    assert again.events["place"].tolist() == ["Café Erle", "Wehr"]


def test_the_sheet_that_feeds_auto_archiver():
    result = imported("auto-archiver-sheet.csv")
    assert result.events["date"].tolist() == ["2024-04-30", "2024-05-02", "2024-05-04"]
    assert remarks(result, "asked") == {(2, "Date"): "2024-05-01", (2, "Coordinates"): ""}
    assert {row for row, _ in remarks(result, "refused")} == {4}
    assert "the day comes first" in said(result)
    taken = imported("auto-archiver-sheet.csv", posted="take", no_place="without-place")
    days = ["2024-04-30", "2024-05-01", "2024-05-02", "2024-05-04"]
    assert taken.events["date"].tolist() == days
    assert remarks(taken, "changed", "Date")[2, "Date"] == "2024-05-01"


def test_a_mapping_is_saved_and_used_again(tmp_path):
    result = imported("google-sheet-export.csv", no_source="without-source")
    saved = tmp_path / "mapping.yaml"
    saved.write_text(write_mapping(result.mapping), "utf-8")
    again = import_file(CASES / "google-sheet-export.csv", mapping=read_mapping(saved))
    assert again.events.equals(result.events)
    assert again.report.outcomes == result.report.outcomes


def test_a_mapping_gives_one_value_to_all_rows():
    mapping = Mapping(
        columns={"title": "title", "date": "date"},
        constants={"source": "A Box"},
        answers={"no-place": "without-place"},
    )
    result = import_file(CASES / "ambiguous-dates.csv", mapping=mapping)
    assert set(result.events["source"]) == {"A Box"}


@pytest.mark.parametrize(
    ("answers", "line"),
    [
        ({"no-question": "yes"}, "answer no-question: is to no question"),
        ({"date-order": "both"}, "answer date-order: must be one of day-first, month-first, wait"),
    ],
)
def test_an_answer_that_is_none_is_refused(answers, line):
    with pytest.raises(CurationError, match=line):
        import_file(CASES / "ambiguous-dates.csv", answers=answers)


def test_a_total_is_left_out_and_nothing_else():
    total = [one for one in imported("excel-dates.xlsx").report.remarks if one.row == 15]
    assert [one.outcome for one in total] == ["left out"]


def test_one_answer_is_enough_for_a_day_whose_year_is_short_too():
    result = imported("ambiguous-dates.csv")
    assert [key for key, one in questions(result).items() if one.rows] == ["date-order"]
    for order, day in (("day-first", "2003-02-01"), ("month-first", "2003-01-02")):
        answered = imported("ambiguous-dates.csv", date_order=order)
        assert (dates(answered)["a-7"], answered.report.outcomes["asked"]) == (day, 0)


NEVER_WAITED_FOR = {
    "source": "drone-map.csv", "running-number": "drone-map.csv", "own-categories": "acled.csv",
    "spellings": "swapped.geojson",
}  # fmt: skip


@pytest.mark.parametrize(("question", "name"), NEVER_WAITED_FOR.items())
def test_rows_are_not_said_to_wait_for_what_they_never_wait_for(question, name):
    assert "wait" not in [one.id for one in questions(imported(name))[question].choices]
    if question != "source":  # to which any text is an answer
        with pytest.raises(CurationError, match=f"answer {question}: must be one of"):
            imported(name, **{question: "wait"})


def again(result, tmp_path, change=lambda rows: rows, **answers):
    """Import the rows that wait, mended or not."""
    write_folder(result, tmp_path)
    path = tmp_path / "import/waiting.csv"
    change(pd.read_csv(path, dtype=str, keep_default_na=False)).to_csv(path, index=False)
    given = {key.replace("_", "-"): value for key, value in answers.items()}
    return import_file(path, answers=given, mapping=read_mapping(tmp_path / "import/mapping.yaml"))


WAITING = {
    "lat-lon-one-column.csv": 4, "google-sheet-export.csv": 1, "no-header.csv": 5, "acled.csv": 2,
    "semicolon-decimal-comma-latin1.csv": 2, "ambiguous-dates.csv": 3, "excel-dates.xlsx": 3,
    "swapped.geojson": 1, "auto-archiver-sheet.csv": 1, "drone-map.csv": 1, "atlos.csv": 4,
}  # fmt: skip


@pytest.mark.parametrize("name", WAITING)
def test_what_waits_goes_on_waiting_until_it_is_mended(tmp_path, name):
    first = imported(name)
    assert first.report.outcomes["asked"] == WAITING[name]
    second = again(first, tmp_path)
    assert second.events.empty
    assert second.report.outcomes["asked"] == WAITING[name]
    assert again(second, tmp_path).events.empty


def test_an_exchanged_position_is_mended_or_answered_for(tmp_path):
    first = imported("lat-lon-one-column.csv")

    def mend(rows):
        column = first.mapping.columns["position"]
        return rows.assign(**{column: rows[column].replace("34.33, 31.36", "31.36, 34.33")})

    assert again(first, tmp_path, mend).latitude.tolist() == [31.36]
    turned = again(first, tmp_path, swapped="turn")
    assert (turned.latitude.tolist(), turned.longitude.tolist()) == ([31.36], [34.33])
    kept = again(first, tmp_path, swapped="keep")
    assert kept.latitude.tolist() == [34.33]


def test_rows_without_a_source_or_names_are_mended_or_answered_for(tmp_path):
    sheet = imported("google-sheet-export.csv")
    column = sheet.mapping.columns["source"]
    mended = again(sheet, tmp_path, lambda rows: rows.assign(**{column: "Example Times"}))
    assert mended.events["source"].tolist() == ["Example Times"]
    assert len(again(sheet, tmp_path, no_source="without-source").events) == 1
    assert len(again(imported("no-header.csv"), tmp_path, columns="as-guessed").events) == 5


@pytest.mark.parametrize("choice", ["newest", "first", "last", "all"])
@pytest.mark.parametrize("name", ["acled.csv", "quakes.geojson"])
def test_a_choice_among_rows_of_one_id_lets_in_what_it_promises(name, choice):
    before, after = imported(name), imported(name, same_id=choice)
    promised = {one.id: one.rows for one in questions(before)["same-id"].choices}[choice]
    assert len(after.events) - len(before.events) == promised


def test_the_report_says_which_columns_nobody_asked_for_and_where_is_a_place(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("When,What happened,Where,Mood,Told by\n2024-04-03,A bridge opens,Bank,x,y\n")
    result = import_file(path)
    assert result.mapping.columns["place"] == "Where"
    assert "Kept beside the events as they are: Mood, Told by." in said(result)


def test_empty_rows_that_a_sheet_repeats_cost_nothing_and_keep_the_numbers_of_the_others():
    content = opendocument((True, 2), (False, 1_000_000), (True, 1))
    start = time.perf_counter()
    report = import_file(content, "table.ods").report
    assert time.perf_counter() - start < 2
    assert report.outcomes["taken"] == 3
    waits = opendocument((False, 999_999), (True, 1), cells=("No day is given", "", "1", "2"))
    for sheet in ("Events", "Again"):
        (remark,) = import_file(waits, "table.ods", {"sheet": sheet}).report.remarks
        assert remark.row == 1_000_001
