"""Single cells of foreign files: dates, positions, numbers and texts in the forms people write."""

import time
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.importers import import_file
from events.importers.values import (
    DateReader,
    is_fault,
    plain_text,
    read_degrees,
    read_number,
    read_pair,
    slugs,
)
from events.importers.values.dates import _months
from events.importers.values.positions import read_comma, read_comma_pair
from events.records import When
from geodata.region import slug

DATES = {
    "2024-04-03": "2024-04-03", "2024/4/3": "2024-04-03", "2024.04.03": "2024-04-03",
    "2024-04": "2024-04", "2024": "2024", "217": "0217", "04/2024": "2024-04", "4.2024": "2024-04",
    "3.4.2024": "2024-04-03", "25/12/2024": "2024-12-25", "12/25/2024": "2024-12-25",
    "5-5-2024": "2024-05-05", "2024-04-03T23:30:00": "2024-04-03",
    "2024-04-03T23:30:00-05:00": "2024-04-04", "2024-04-03 10:00:00.000": "2024-04-03",
    "3 April 2024": "2024-04-03", "April 3, 2024": "2024-04-03", "3rd of April 2024": "2024-04-03",
    "Apr. 2024": "2024-04", "3. April 2024": "2024-04-03", "1er avril 2024": "2024-04-01",
    "3 de abril de 2024": "2024-04-03", "3 апреля 2024": "2024-04-03", "أبريل 2024": "2024-04",
    "٢٠٢٤/٠٤/٠٥": "2024-04-05", "3 באפריל 2024": None, "4-6 May 1819": "1819-05-04/1819-05-06",
    "June 29 – July 2, 1860": "1860-06-29/1860-07-02", "1998-2001": "1998/2001",
    "1998 – 2001": "1998/2001", "3 April 2024 to 5 April 2024": "2024-04-03/2024-04-05",
    "c. 1840": "1840~", "about 1840": "1840~", "44 BC": "-0043", "1 BC": "0000",
    "753 v. Chr.": "-0752", "1840~": "1840~", "2024-04-07/2024-04-09": "2024-04-07/2024-04-09",
    "1712345678": "2024-04-05", "1712345678000": "2024-04-05",
    "31/13/2024": None, "2024-02-30": None, "30 February 2024": None, "soon": None, "2024-13": None,
    "05/05/2024 - 01/05/2024": None, "32 April 2024": None, "": None, "—": None, "0/0/0000": None,
}  # fmt: skip
"""Dates as people write them, and what they are read as; None where they cannot be taken."""


@pytest.mark.parametrize("text", DATES)
def test_a_date_is_as_vague_as_it_is_written(text):
    assert DateReader({}).read(text).value == DATES[text]


@pytest.mark.parametrize(
    ("text", "question", "offer"),
    [
        ("03/04/2024", "date-order", "2024-04-03 or 2024-03-04"),
        ("17.04.24", "short-years", "2024-04-17"),
        ("01/02/03", "date-order", "2003-02-01 or 2003-01-02"),
        ("45388", "serial-dates", "2024-04-06"),
        ("-44", "years-before-1", "-0043"),
        ("autumn 1841", "seasons", "1841-23"),
    ],
)
def test_what_only_the_owner_knows_is_asked(text, question, offer):
    reading = DateReader({}).read(text)
    assert (reading.outcome, reading.question, reading.offer) == ("asked", question, offer)


@pytest.mark.parametrize(
    ("text", "answers", "value"),
    [
        ("03/04/2024", {"date-order": "day-first"}, "2024-04-03"),
        ("03/04/2024", {"date-order": "month-first"}, "2024-03-04"),
        ("12/25/2024", {"date-order": "day-first"}, "2024-12-25"),
        ("17.04.24", {"short-years": "as-offered"}, "2024-04-17"),
        ("45388", {"serial-dates": "as-offered"}, "2024-04-06"),
        ("-44", {"years-before-1": "as-offered"}, "-0043"),
        ("-44", {"years-before-1": "astronomical"}, "-0044"),
        ("autumn 1841", {"seasons": "as-offered"}, "1841-23"),
    ],
)
def test_an_answer_decides(text, answers, value):
    assert DateReader(answers).read(text).value == value


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["03/04/2024", "25/12/2024"], "day-first"),
        (["03/04/2024", "12/25/2024"], "month-first"),
        (["25/12/2024", "12/25/2024", "2024-04-03"], "mixed"),
        (["03/04/2024"], "unknown"),
        (["25/12/2024", "April 2024"], "unknown"),
        ([], "unknown"),
    ],
)
def test_the_order_of_a_column_is_what_its_values_show(texts, order):
    assert DateReader.of(texts, {}).order == order


DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


@given(DAYS)
def test_any_day_in_figures_comes_back(day):
    reader = DateReader({"date-order": "day-first"})
    assert reader.read(day.isoformat()).value == day.isoformat()
    assert reader.read(f"{day.day}/{day.month}/{day.year:04d}").value == day.isoformat()
    assert reader.read(f"{day.day}. {day.month}. {day.year:04d}").value in (day.isoformat(), None)


@given(DAYS, st.integers(1, 400))
def test_any_span_comes_back(first, days):
    last = min(first, date.max - timedelta(days)) + timedelta(days)
    reading = DateReader({}).read(f"{first.isoformat()} – {last.isoformat()}")
    if first < last:
        assert reading.value == f"{first.isoformat()}/{last.isoformat()}"


@given(st.text(max_size=30))
@settings(max_examples=400)
def test_any_text_is_a_date_or_has_a_reason(text):
    reading = DateReader({}).read(text)
    if reading.value is None:
        assert reading.reason
        assert reading.outcome in ("asked", "refused")
    else:
        assert When(reading.value).first <= When(reading.value).last


DEGREES = {
    "31.34": 31.34, "-31.34": -31.34, "−31.34": -31.34, "31.34° N": 31.34,
    "31.34S": -31.34, "W 31.34": -31.34, "31°20'24\"N": 31.34, "31° 20′ 24″ S": -31.34,
    "16°48'46''S": -16.812778, "N 31°20.328'": 31.3388, "31º 20’ 24” N": 31.34, "-0°30'": -0.5,
}  # fmt: skip


@pytest.mark.parametrize("text", DEGREES)
def test_degrees_in_many_forms(text):
    assert read_degrees(text) == pytest.approx(DEGREES[text], abs=1e-6)


@pytest.mark.parametrize("text", ["31°75'00\"N", "31°20'60\"N", "north", "", "31.3.4", "1e999"])
def test_what_is_no_degrees_is_said(text):
    with pytest.raises(ValueError, match=r"go to 59|is no number"):
        read_degrees(text)


@given(st.floats(-180, 180).map(lambda number: round(number, 6)))
def test_any_degrees_come_back(degrees):
    text = f"{degrees:.6f}"
    assert read_degrees(text) == degrees
    assert read_comma(text.replace(".", ",")) == degrees
    assert read_pair(f"({text}; {text})") == (degrees, degrees)


def test_pairs_in_one_cell():
    assert read_pair("31.34, 34.30") == (31.34, 34.3)
    assert read_pair("31°20'24\"N, 34°18'00\"E") == (31.34, 34.3)
    assert read_comma_pair("31,345, 34,308") == (31.345, 34.308)
    for text in ("near Elm Lane", "31.34", "1,2,3", "", "31,345 34,308"):
        assert read_pair(text) is None


@pytest.mark.parametrize(
    ("text", "decimal", "number"),
    [
        ("1,250.5", "point", 1250.5), ("1.250,50", "comma", 1250.5), ("1250", "comma", 1250),
        ("٣١٫٥", "comma", 31.5), ("1'250", "point", 1250), ("−5", "point", -5),
        ("1,2", "point", None), ("12,34,567", "point", None), ("x", "point", None),
        ("", "comma", None), ("nan", "point", None), ("inf", "point", None),
        ("0x10", "point", None),
    ],
)  # fmt: skip
def test_numbers_with_points_and_commas(text, decimal, number):
    assert read_number(text, decimal) == number


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<p>A <b>bold</b> word</p>", "A bold word"),
        ("<script>alert(1)</script>after", "after"),
        ("<img src=x onerror=alert(1)>", ""),
        ("one<br>two", "one two"),
        ("R&amp;D", "R&D"),
        ("a < b & c > d", "a < b & c > d"),
        ("Turned\u202e round\u200f", "Turned round"),
        ("null\x00byte\x07", "nullbyte"),
        ("  two\n\n lines\t", "two lines"),
        ("e\u0301", "é"),
        ("<<<>>>", "<<<>>>"),
        ("<a href='javascript:x'>link</a>", "link"),
    ],
)
def test_markup_becomes_text(text, plain):
    assert plain_text(text) == plain


@given(st.text(max_size=60))
def test_plain_text_is_plain(text):
    plain = plain_text(text)
    assert plain == " ".join(plain.split())
    assert not any(sign in plain for sign in "\x00\n\u202e\u200f")


@given(st.lists(st.none() | st.text(max_size=100), max_size=6))
def test_a_column_is_written_as_ids_as_each_text_is(texts):
    column = pd.Series(pd.array(texts, dtype="str"))
    expected = [None if text is None else slug(text) for text in texts]
    assert [None if pd.isna(text) else text for text in slugs(column)] == expected


def test_errors_of_spreadsheets_are_known():
    assert all(map(is_fault, ["#REF!", "#n/a", " #DIV/0! ", "#FORMULA!"]))
    assert not any(map(is_fault, ["#1", "REF", "", "#hashtag"]))


def test_the_months_of_every_language_are_read():
    reader = DateReader({})
    for name, number in _months().items():
        assert reader.read(f"3 {name} 1984").value == f"1984-{number:02d}-03", name


def test_many_distinct_dates_that_cannot_be_read_are_refused_in_bounded_time():
    lines = "".join(f"A {n},no date {n}\nB {n},{n} Foo 2020\n" for n in range(25_000))
    start = time.process_time()
    result = import_file(f"title,date\n{lines}".encode(), "a.csv")
    assert time.process_time() - start < 12  # a fifth of that on a free machine; once 40
    assert result.report.outcomes["refused"] == 50_000
    told = [one for one in result.report.remarks if one.outcome == "refused"]
    assert [one.value for one in told[:3]] == ["no date 0", "0 Foo 2020", "no date 1"]
    assert told[-1].reason.endswith("(and 49,000 more rows)")
