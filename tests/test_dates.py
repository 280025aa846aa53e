"""Dates as precise as their source."""

import calendar
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.records import When, in_words, to_date, to_day

DAYS = st.dates(date(1000, 1, 1), date(9998, 12, 31))

READ = [
    ("2024-04-07", "2024-04-07", "2024-04-07", "7 April 2024", "day"),
    ("2024-02", "2024-02-01", "2024-02-29", "February 2024 (day not given)", "month"),
    ("2023-02", "2023-02-01", "2023-02-28", "February 2023 (day not given)", "month"),
    ("2024", "2024-01-01", "2024-12-31", "2024 (month and day not given)", "year"),
    ("2024-04-07~", "2024-04-07", "2024-04-07", "7 April 2024 (approximate)", "day"),
    ("2024-04-07?", "2024-04-07", "2024-04-07", "7 April 2024 (inferred)", "day"),
    (
        "2024-04%",
        "2024-04-01",
        "2024-04-30",
        "April 2024 (day not given, approximate and inferred)",
        "month",
    ),
    ("2024-04-07/2024-04-09", "2024-04-07", "2024-04-09", "7 April 2024 to 9 April 2024", "days"),
    (
        "2024-04-07~/2024-04-09",
        "2024-04-07",
        "2024-04-09",
        "7 April 2024 (approximate) to 9 April 2024",
        "days",
    ),
    (
        "2025-01-19?/2025-03-01?",
        "2025-01-19",
        "2025-03-01",
        "19 January 2025 to 1 March 2025 (inferred)",
        "days",
    ),
    (
        "2023-10-07/2025-01~",
        "2023-10-07",
        "2025-01-31",
        "7 October 2023 to January 2025 (day not given, approximate)",
        "month",
    ),
    (
        "2023/2024-02",
        "2023-01-01",
        "2024-02-29",
        "2023 (month and day not given) to February 2024 (day not given)",
        "year",
    ),
    ("2024-04-07/2024-04-07", "2024-04-07", "2024-04-07", "7 April 2024", "day"),
]


@pytest.mark.parametrize(("text", "first", "last", "words", "precision"), READ)
def test_a_date_is_as_precise_as_its_text(text, first, last, words, precision):
    when = When(text)
    assert to_date(when.first).isoformat() == first
    assert to_date(when.last).isoformat() == last
    assert when.words == words
    assert when.precision == precision


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2024-4-7",
        "24-04-07",
        "07-04-2024",
        "2024-02-30",
        "2023-02-29",
        "2024-13",
        "2024-00",
        "2024-04-00",
        "2024-00-05",
        "0000",
        "2024-04-07T12:00",
        "2024-04-07!",
        "~2024-04-07",
        "2024-04-07~~",
        "2024-04-07 ",
        "2024-04-07\n",
        "٢٠٢٤-٠٤-٠٧",
        "/2024",
        "2024/",
        "2024/2025/2026",
        "2024-04-09/2024-04-07",
        "2025/2024",
    ],
)
def test_what_is_no_date_is_refused_by_name(text):
    with pytest.raises(ValueError) as refused:
        When(text)
    # Of an interval the message may name only the side that is wrong.
    assert any(repr(part) in str(refused.value) for part in (text, *text.partition("/")))


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("2024-04-07", True),
        ("2024", True),
        ("2024-04-07~", False),
        ("2024-04-07?", False),
        ("2024-04-07/2024-04-09%", False),
        ("2024-04-07?/2024-04-09", False),
    ],
)
def test_a_date_with_a_qualifier_on_either_side_is_not_certain(text, certain):
    assert When(text).is_certain is certain


@pytest.mark.parametrize(
    ("text", "begun_at_latest", "ended_at_earliest"),
    [
        ("2024-04", date(2024, 4, 30), date(2024, 4, 1)),
        ("2024-04/2024-04-07", date(2024, 4, 7), date(2024, 4, 7)),
        ("2024-04-20/2024-04", date(2024, 4, 20), date(2024, 4, 20)),
        ("2023-10-07/2025-01~", date(2023, 10, 7), date(2025, 1, 1)),
    ],
)
def test_an_uncertain_date_has_a_latest_beginning_and_an_earliest_end(
    text, begun_at_latest, ended_at_earliest
):
    when = When(text)
    assert to_date(when.first_at_latest) == begun_at_latest
    assert to_date(when.last_at_earliest) == ended_at_earliest


@given(st.dates())
def test_a_date_counted_in_days_comes_back(day):
    assert to_date(to_day(day)) == day


@given(DAYS)
def test_any_day_is_read_as_itself(day):
    when = When(day.isoformat())
    assert (to_date(when.first), to_date(when.last)) == (day, day)
    assert when.words == in_words(when.first)
    assert when.precision == "day"


@given(DAYS, st.sampled_from(["%Y-%m", "%Y"]))
def test_a_vaguer_date_contains_the_exact_one(day, vaguer):
    exact, vague = When(day.isoformat()), When(day.strftime(vaguer))
    assert vague.first <= exact.first <= exact.last <= vague.last


@given(st.integers(1000, 9998), st.integers(1, 12))
def test_a_month_has_each_of_its_days_and_no_other(year, month):
    when = When(f"{year}-{month:02}")
    assert when.last - when.first + 1 == calendar.monthrange(year, month)[1]
    assert {to_date(day).month for day in (when.first, when.last)} == {month}


@given(DAYS, DAYS)
def test_an_interval_reaches_from_its_first_to_its_last_day(one, other):
    start, end = sorted([one, other])
    when = When(f"{start}/{end}")
    assert (when.first, when.last) == (to_day(start), to_day(end))


@given(DAYS, st.sampled_from("~?%"))
def test_a_qualifier_changes_the_words_and_not_the_days(day, qualifier):
    plain, qualified = When(day.isoformat()), When(f"{day}{qualifier}")
    assert (qualified.first, qualified.last) == (plain.first, plain.last)
    assert qualified.words.startswith(f"{plain.words} (")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("18/04/1906", "'18/04/1906': '18' is not YYYY"),
        ("18/04", "'18/04': '18' is not YYYY"),
        ("2024-01/2024-13", "'2024-01/2024-13': '2024-13' is no day of the calendar"),
        ("yesterday", "'yesterday' is not YYYY"),
    ],
)
def test_a_wrong_date_is_quoted_whole(text, says):
    with pytest.raises(ValueError) as raised:
        When(text)
    assert str(raised.value).startswith(says)
    assert ("slash separates" in str(raised.value)) == ("/" in text)
