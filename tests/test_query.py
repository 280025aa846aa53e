"""Queries to the small dataset, and what is true of any query to the curated one."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from events.query.engines import Arrays
from events.query.filters import FILTERS
from events.query.question import Query
from events.records.dates import When, to_day
from events.records.reading import load_dataset
from events.table.curated import to_frame
from tests.conftest import CROSSING, LEAVING, SPEECH, write_event

ALWAYS = (to_day(date(2024, 1, 1)), to_day(date(2025, 12, 31)))
WORDS = ["", "netzarim", "troops", "rafah hostages", "خان", "moon"]


def over(days, **rest):
    """Ask about the days of a date, or about all days where there is none."""
    when = When(days) if days else None
    first, last = (when.first, when.last) if when else ALWAYS
    return Query(first, last, **rest)


def rows(engine, query):
    """Number all events that match, in the order of the table."""
    return sorted(engine.page(query, 0, 10**6))


QUESTIONS = [
    (over(""), [LEAVING, CROSSING, SPEECH]),
    (over("2024"), [LEAVING, CROSSING]),
    (over("2024-04-07"), [LEAVING]),
    (over("2024-04-08/2024-04-30"), []),
    (over("2024-05-31"), [CROSSING]),
    (over("2024-04-07/2024-05-01"), [LEAVING, CROSSING]),
    (over("2024-06/2025-01"), []),
    (over("", chosen={"category": ("withdrawal",)}), [LEAVING]),
    (over("", chosen={"category": ("withdrawal", "statement")}), [LEAVING, SPEECH]),
    (over("", chosen={"category": ()}), [LEAVING, CROSSING, SPEECH]),
    (over("", chosen={"category": ("aid",)}), []),
    (over("", chosen={"place": ("netzarim-corridor",)}), [CROSSING, SPEECH]),
    (over("", chosen={"source": ("The Post",)}), [SPEECH]),
    (over("", chosen={"source": ("The Paper", "The Post")}), [LEAVING, CROSSING, SPEECH]),
    (over("", chosen={"side": ("israeli",)}), [SPEECH]),
    (over("", chosen={"status": ("reported",), "side": ("palestinian",)}), [SPEECH]),
    (over("2024", chosen={"side": ("palestinian",)}), []),
    (over("", text="CORRIDOR"), [CROSSING, SPEECH]),
    (over("", text="corridor families"), [CROSSING]),
    (over("", text="  "), [LEAVING, CROSSING, SPEECH]),
    (over("2024", text="return"), []),
]


@pytest.mark.parametrize(("query", "expected"), QUESTIONS)
def test_a_question_has_its_answer(frame, engine, query, expected):
    assert list(frame["id"].iloc[rows(engine, query)]) == expected


def questions(engine):
    """Any question that the filters of an engine can ask."""
    first, last = engine.span
    days = st.tuples(st.integers(first - 9, last + 9), st.integers(first - 9, last + 9)).map(sorted)
    chosen = st.fixed_dictionaries(
        {},
        optional={
            name: st.lists(st.sampled_from(engine.values(name)), unique=True).map(tuple)
            for name in FILTERS
        },
    )
    parts = st.tuples(days, chosen, st.sampled_from(WORDS))
    return parts.map(lambda p: Query(p[0][0], p[0][1], p[1], p[2]))


@given(data=st.data())
def test_filtering_twice_changes_nothing(curated_frame, curated_engine, data):
    query = data.draw(questions(curated_engine))
    once = curated_frame.iloc[rows(curated_engine, query)]
    assume(len(once))
    assert Arrays(once).count(query) == len(once)


@given(data=st.data(), days=st.integers(0, 400))
def test_a_wider_range_loses_no_event(curated_engine, data, days):
    query = data.draw(questions(curated_engine))
    wider = query.between(query.first - days, query.last + days)
    assert set(rows(curated_engine, query)) <= set(rows(curated_engine, wider))


@given(data=st.data(), name=st.sampled_from(list(FILTERS)))
def test_one_more_value_of_a_filter_loses_no_event(curated_engine, data, name):
    query = data.draw(questions(curated_engine))
    assume(query.chosen.get(name))
    value = data.draw(st.sampled_from(curated_engine.values(name)))
    more = query.choose(name, {*query.chosen[name], value})
    assert set(rows(curated_engine, query)) <= set(rows(curated_engine, more))


@given(data=st.data())
def test_every_answer_lies_in_the_range(curated_frame, curated_engine, data):
    query = data.draw(questions(curated_engine))
    found = curated_frame.iloc[rows(curated_engine, query)]
    assert (found["first"] <= query.last).all()
    assert (found["last"] >= query.first).all()


@given(data=st.data(), name=st.sampled_from(list(FILTERS)))
def test_a_count_is_what_choosing_the_value_alone_shows(curated_engine, data, name):
    query = data.draw(questions(curated_engine))
    counts = curated_engine.counts(query, name)
    assert list(counts) == curated_engine.values(name)
    for value, number in counts.items():
        assert number == curated_engine.count(query.choose(name, [value]))


@given(data=st.data())
def test_the_next_step_back_is_where_one_came_from(curated_engine, data):
    filters = data.draw(questions(curated_engine))
    steps = curated_engine.steps(filters)
    assume(steps)
    here = data.draw(st.integers(0, len(steps) - 1))
    before, after = curated_engine.neighbours(filters.between(*steps[here]))
    assert before == (steps[here - 1] if here else None)
    assert after == (steps[here + 1] if here + 1 < len(steps) else None)


def test_steps_are_days_and_whole_months(engine):
    assert engine.steps(over("2024-04-07")) == [
        (to_day(date(2024, 4, 7)), to_day(date(2024, 4, 7))),
        (to_day(date(2024, 5, 1)), to_day(date(2024, 5, 31))),
        (to_day(date(2025, 2, 9)), to_day(date(2025, 2, 9))),
    ]


def test_a_year_is_one_step_and_days_step_to_their_first(folder):
    write_event(folder, "a-year", date="2023")
    write_event(folder, "some-days", date="2026-01-05/2026-01-09")
    steps = Arrays(to_frame(load_dataset(folder))).steps(over(""))
    assert steps[0] == (to_day(date(2023, 1, 1)), to_day(date(2023, 12, 31)))
    assert steps[-1] == (to_day(date(2026, 1, 5)),) * 2


def test_days_before_1970_are_steps_like_others(folder):
    write_event(folder, "a-day", date="1948-05-14")
    write_event(folder, "a-month", date="1947-11")
    steps = Arrays(to_frame(load_dataset(folder))).steps(over("1940/1950"))
    month = (to_day(date(1947, 11, 1)), to_day(date(1947, 11, 30)))
    assert steps[:2] == [month, (to_day(date(1948, 5, 14)),) * 2]


def test_steps_skip_what_the_filters_leave_out(engine):
    query = over("2024-05", chosen={"place": ("khan-younis",)})
    assert engine.steps(query) == [(to_day(date(2024, 4, 7)),) * 2]


@pytest.mark.parametrize(
    ("shown", "before", "after"),
    [
        ("", None, "2024-04-07"),
        ("2023", None, "2024-04-07"),
        ("2024-04-07", None, "2024-05"),
        ("2024-04-08/2024-04-20", "2024-04-07", "2024-05"),
        ("2024-04-07/2024-04-20", None, "2024-04-07"),
        ("2024-05", "2024-04-07", "2025-02-09"),
        ("2024-05-10/2024-06-30", "2024-04-07", "2025-02-09"),
        ("2024-06", "2024-05", "2025-02-09"),
        ("2026", "2025-02-09", None),
    ],
)
def test_neighbours_are_the_steps_around_what_is_shown(engine, shown, before, after):
    wanted = tuple(text and (When(text).first, When(text).last) for text in (before, after))
    assert engine.neighbours(over(shown)) == wanted


def test_choosing_nothing_is_choosing_all():
    query = over("2024", text="a").choose("side", ["israeli"]).choose("side", [])
    assert query == over("2024", text="a")


def test_the_span_is_from_the_first_to_the_last_day_of_any_event(folder):
    write_event(folder, "a-year", date="2023")
    first, last = Arrays(to_frame(load_dataset(folder))).span
    assert (first, last) == (to_day(date(2023, 1, 1)), to_day(date(2025, 2, 9)))


def test_asking_leaves_the_frame_as_it_was(curated_frame):
    before = curated_frame.copy(deep=True)
    engine = Arrays(curated_frame)
    query = Query(*engine.span, {"side": ("israeli",)}, "gaza")
    engine.counts(query, "place")
    assert engine.steps(query)
    assert rows(engine, query)
    assert curated_frame.equals(before)
