"""Dates as precise as their source."""

import calendar
from datetime import date

import edtf
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.records import When, extent_of, in_words, month_in_words, to_date, to_day
from events.records.dates import LIMITS
from events.records.days import historical
from events.records.edtf import SEASONS
from geodata.days import FIRST, LAST, day_of, from_iso, in_iso, month_end, parts_of
from geodata.webmap import columns

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
    # Years before 1000, and beyond 9999
    ("0079-08-24", "0079-08-24", "0079-08-24", "24 August AD 79", "day"),
    ("0021", "0021-01-01", "0021-12-31", "AD 21 (month and day not given)", "year"),
    ("0000", "0000-01-01", "0000-12-31", "1 BC (month and day not given)", "year"),
    ("0000-02-29", "0000-02-29", "0000-02-29", "29 February 1 BC", "day"),
    ("-0043-03-15", "-0043-03-15", "-0043-03-15", "15 March 44 BC", "day"),
    (
        "-0043/-0030",
        "-0043-01-01",
        "-0030-12-31",
        "44 BC to 31 BC (month and day not given)",
        "year",
    ),
    ("Y17E4", "+170000-01-01", "+170000-12-31", "170,000 (month and day not given)", "year"),
    ("Y-17000", "-17000-01-01", "-17000-12-31", "17,001 BC (month and day not given)", "year"),
    # Digits that are not known
    ("19XX", "1900-01-01", "1999-12-31", "1900–1999 (year not given)", "years"),
    ("199X", "1990-01-01", "1999-12-31", "1990–1999 (year not given)", "years"),
    ("-01XX", "-0199-01-01", "-0100-12-31", "200 BC–101 BC (year not given)", "years"),
    ("2024-XX", "2024-01-01", "2024-12-31", "2024 (month and day not given)", "year"),
    ("2024-XX-XX", "2024-01-01", "2024-12-31", "2024 (month and day not given)", "year"),
    ("2024-02-XX", "2024-02-01", "2024-02-29", "February 2024 (day not given)", "month"),
    ("2024-02-2X", "2024-02-20", "2024-02-29", "20–29 February 2024 (day not given)", "month"),
    (
        "1984-1X",
        "1984-10-01",
        "1984-12-31",
        "October–December 1984 (month and day not given)",
        "year",
    ),
    (
        "2004-XX-15",
        "2004-01-15",
        "2004-12-15",
        "day 15 of a month of 2004 (month not given)",
        "year",
    ),
    (
        "156X-02-29",
        "1560-02-29",
        "1568-02-29",
        "29 February of a year in 1560–1569 (year not given)",
        "years",
    ),
    # Seasons
    ("1841-21", "1841-03-01", "1841-11-30", "spring 1841 (month and day not given)", "season"),
    ("1841-24", "1841-06-01", "1842-02-28", "winter 1841 (month and day not given)", "season"),
    (
        "1843-28~",
        "1843-12-01",
        "1844-02-29",
        "northern winter 1843 (month and day not given, approximate)",
        "season",
    ),
    (
        "1841-32",
        "1841-06-01",
        "1841-08-31",
        "southern winter 1841 (month and day not given)",
        "season",
    ),
    (
        "1841-36",
        "1841-10-01",
        "1841-12-31",
        "fourth quarter of 1841 (month and day not given)",
        "season",
    ),
    (
        "1841-21/1841-10",
        "1841-03-01",
        "1841-10-31",
        "spring 1841 (month and day not given) to October 1841 (day not given)",
        "season",
    ),
    # Ends that are open, or not known
    ("2024-04-03/", "2024-04-03", "2024-04-03", "from 3 April 2024 (end not known)", "days"),
    ("/2024-04-03", "2024-04-03", "2024-04-03", "until 3 April 2024 (beginning not known)", "days"),
    # Qualifiers of parts
    (
        "2004-06~-11",
        "2004-06-11",
        "2004-06-11",
        "11 June 2004 (approximate in year and month)",
        "day",
    ),
    ("2004-?06-11", "2004-06-11", "2004-06-11", "11 June 2004 (inferred in month)", "day"),
    (
        "2004~-06-?11",
        "2004-06-11",
        "2004-06-11",
        "11 June 2004 (approximate in year, inferred in day)",
        "day",
    ),
    ("~2024-04-07", "2024-04-07", "2024-04-07", "7 April 2024 (approximate in year)", "day"),
    # Sets
    (
        "[1667,1668..1670]",
        "1667-01-01",
        "1670-12-31",
        "one of 1667, 1668 to 1670 (month and day not given)",
        "one-of",
    ),
    (
        "[2024-04-03..2024-04-05]",
        "2024-04-03",
        "2024-04-05",
        "one of 3 April 2024 to 5 April 2024",
        "one-of",
    ),
    (
        "{1960,1961-12}",
        "1960-01-01",
        "1961-12-31",
        "all of 1960 (month and day not given), December 1961 (day not given)",
        "year",
    ),
    (
        "{2024-04-03,2024-04-05}",
        "2024-04-03",
        "2024-04-05",
        "all of 3 April 2024, 5 April 2024",
        "days",
    ),
]


@pytest.mark.parametrize(("text", "first", "last", "words", "precision"), READ)
def test_a_date_is_as_precise_as_its_text(text, first, last, words, precision):
    when = When(text)
    assert (in_iso(when.first), in_iso(when.last)) == (first, last)
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
        "2024-04-07T12:00",
        "2024-04-07!",
        "2024-04-07~~",
        "2024-04-07 ",
        "2024-04-07\n",
        "٢٠٢٤-٠٤-٠٧",
        "-0000",
        "2024-42",
        "1841-24-03",
        "2024-02-3X",
        "15XX-02-30",
        "XXXX",
        "XXXX-12-XX",
        "Y2024",
        "Y12024-04",
        "Y-170000002",
        "Y17E7",
        "Y1E99",
        "..",
        "/",
        "../..",
        "../",
        "2024/[2025]",
        "[2024",
        "[]",
        "{2024]",
        "[..]",
        "[2024,]",
        "[..1984,1990..]",
        "[1984,..1990]",
        "[1984..,1990]",
        f"[{','.join(['2024'] * 50)}]",
        "2024/2025/2026",
        "2024-04-09/2024-04-07",
        "2025/2024",
    ],
)
def test_what_is_no_date_is_refused_by_name(text):
    with pytest.raises(ValueError) as refused:
        When(text)
    # Of an interval the message may name only the side that is wrong, and of a long text its start.
    parts = (text, text[:40], *text.partition("/"))
    assert any(repr(part) in str(refused.value) for part in parts)


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
        ("[2024-04-03,2024-04-05]", date(2024, 4, 5), date(2024, 4, 3)),
        ("{2024-04-03,2024-05}", date(2024, 4, 3), date(2024, 5, 1)),
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


FAR = st.integers(-5_000_000, 5_000_000)
"""Days from about 11,700 BC to 15,700."""


@given(FAR)
def test_a_day_far_away_comes_back_and_is_the_next_after_the_one_before(day):
    year, month, number = parts_of(day)
    assert day_of(year, month, number) == day
    assert parts_of(day - 1) < parts_of(day) < parts_of(day + 1)
    assert day <= month_end(year, month) == day_of(year + month // 12, month % 12 + 1) - 1


@given(FAR)
def test_numpy_counts_days_alike(day):
    year, month, number = parts_of(day)
    theirs = np.datetime64(day, "D")
    assert theirs.astype("datetime64[Y]").astype(int) + 1970 == year
    assert theirs.astype("datetime64[M]").astype(int) % 12 + 1 == month
    assert (theirs - theirs.astype("datetime64[M]")).astype(int) + 1 == number


@given(st.integers(FIRST, LAST))
def test_a_day_in_iso_comes_back(day):
    assert from_iso(in_iso(day)) == day


WRITTEN = FAR.filter(lambda day: abs(parts_of(day)[0]) <= 9999)
"""Days that EDTF can write."""


@given(WRITTEN, WRITTEN)
def test_days_are_read_in_their_order(one, other):
    first, last = sorted([one, other])
    when = When(f"{in_iso(first)}/{in_iso(last)}")
    assert (when.first, when.last) == (first, last)
    assert when.first <= when.first_at_latest
    assert when.last_at_earliest <= when.last


@pytest.mark.parametrize(
    "text", ["2024-4-7", "-0000-01-01", "2023-02-29", "24-04-07", "9999999-01-01", "+2024-04-07 "]
)
def test_what_is_no_day_in_iso_is_refused(text):
    with pytest.raises(ValueError):
        from_iso(text)


@given(st.integers(-9998, 9999))
def test_years_are_counted_as_historians_do_without_a_year_0(year):
    words = in_words(day_of(year, 3, 15))
    number = str(abs(historical(year)))
    assert (
        words
        == {
            True: f"15 March {number} BC",
            False: f"15 March {'AD ' if year < 1000 else ''}{number}",
        }[year <= 0]
    )
    assert month_in_words(12 * year + 2) == words.removeprefix("15 ")


@pytest.mark.parametrize(
    ("text", "first", "last", "words"),
    [
        ("2024-04-03/..", "2024-04-03", LAST, "from 3 April 2024 on (end open)"),
        ("../2024", FIRST, "2024-12-31", "until 2024 (month and day not given, beginning open)"),
        ("[..1984]", FIRST, "1984-12-31", "1984 or earlier (month and day not given)"),
        ("{1984-03-01..}", "1984-03-01", LAST, "1 March 1984 and later"),
        (
            "[1960-01-02,1984-03-01..]",
            "1960-01-02",
            LAST,
            "one of 2 January 1960, 1 March 1984 or later",
        ),
    ],
)
def test_an_open_end_goes_on_as_far_as_days_are_counted(text, first, last, words):
    when = When(text)
    wanted = [from_iso(day) if isinstance(day, str) else day for day in (first, last)]
    assert [when.first, when.last] == wanted
    assert when.words == words
    assert when.limits == ("end open" if last == LAST else "beginning open")


def test_open_ends_reach_to_the_days_that_other_dates_give():
    dates = [When(text) for text in ("2024-04-03/..", "../2023", "2022-05-01", "2023-12/")]
    assert [in_iso(day) for day in extent_of(dates)] == ["2022-05-01", "2024-04-03"]


def test_the_map_knows_the_same_limits_and_what_gives_no_day():
    assert columns.LIMITS == LIMITS
    vague = {When(text).precision for text in ("2024-04", "1841-21", "19XX", "2024", "[2024,2025]")}
    assert set(columns.VAGUE) == vague


ASKED = st.sampled_from(["{}", "{}~", "{}?", "{}%"])


@settings(max_examples=40)
@given(WRITTEN, ASKED, st.sampled_from([0, 3, 6]))
def test_another_reader_of_edtf_finds_the_same_days(day, form, digits):
    text = form.format(in_iso(day)[: len(in_iso(day)) - digits])
    when, theirs = When(text), edtf.parse_edtf(text)
    for ours, their in ((when.first, theirs.lower_strict()), (when.last, theirs.upper_strict())):
        assert ours == day_of(*their[:3])


@pytest.mark.parametrize(
    "text",
    [
        *("19XX", "199X", "1XXX", "2024-XX", "2024-02-XX", "156X-12-25", "2004-06~-11"),
        *("[1667,1668..1670]", "{1960,1961-12}", "-0043-03", "0021", "2004-06-11/2005?", "Y12024"),
        *(f"1841-{number}" for number in (25, 26, 27, 33, 34, 35, 36)),
    ],
)
def test_another_reader_finds_the_same_days_of_what_is_not_all_known(text):
    when, theirs = When(text), edtf.parse_edtf(text)
    assert in_iso(when.first) == in_iso(day_of(*theirs.lower_strict()[:3]))
    assert in_iso(when.last) == in_iso(day_of(*theirs.upper_strict()[:3]))


@pytest.mark.parametrize("number", [21, 22, 23, 24])
def test_a_season_covers_the_months_that_it_has_on_either_half_of_the_earth(number):
    season = When(f"1841-{number}")
    for half in (When(f"1841-{number + 4}"), When(f"1841-{number + 8}")):
        assert season.first <= half.first < half.last <= season.last
        assert SEASONS[number][0] in half.words
