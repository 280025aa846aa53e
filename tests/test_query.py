"""Questions to the small collection, and what is true of any question to a larger one."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from events.query import FILTERS, Arrays, Query
from events.records import When, read_records, to_day
from events.table import build_table
from tests.conftest import CROSSING, LEAVING, SPEECH, questions, write_event

ALWAYS = (to_day(date(2024, 1, 1)), to_day(date(2025, 12, 31)))


def over(days, **rest):
    """Ask about the days of a date, or about all days where there is none."""
    when = When(days) if days else None
    first, last = (when.first, when.last) if when else ALWAYS
    return Query(first, last, **rest)


def ids(engine, query):
    """List all events that match, in the order of the table."""
    return list(engine.select(query, engine.size)["id"])


def engine_of(folder):
    return Arrays(build_table(read_records(folder)))


QUESTIONS = [
    (over(""), [LEAVING, CROSSING, SPEECH]),
    (over("2024"), [LEAVING, CROSSING]),
    (over("2024-04-07"), [LEAVING]),
    (over("2024-04-08/2024-04-30"), []),
    (over("2024-05-31"), [CROSSING]),
    (over("2024-04-07/2024-05-01"), [LEAVING, CROSSING]),
    (over("2024-06/2025-01"), []),
    (over("", chosen={"category": ("vessels",)}), [LEAVING]),
    (over("", chosen={"category": ("vessels", "parliament")}), [LEAVING, SPEECH]),
    (over("", chosen={"category": ()}), [LEAVING, CROSSING, SPEECH]),
    (over("", chosen={"category": ("flood",)}), []),
    (over("", chosen={"place": ("quill-causeway",)}), [CROSSING, SPEECH]),
    (over("", chosen={"source": ("The Post",)}), [SPEECH]),
    (over("", chosen={"source": ("The Paper", "The Post")}), [LEAVING, CROSSING, SPEECH]),
    (over("", chosen={"side": ("company",)}), [SPEECH]),
    (over("", chosen={"status": ("reported",), "side": ("dockers",)}), [SPEECH]),
    (over("2024", chosen={"side": ("dockers",)}), []),
    (over("", text="CAUSEWAY"), [CROSSING, SPEECH]),
    (over("", text="causeway families"), [CROSSING]),
    (over("", text="  "), [LEAVING, CROSSING, SPEECH]),
    (over("2024", text="return"), []),
    (over("", text="😀"), []),
    (over("", text=" ,.! "), []),
    (over("", text=".* ("), []),
    (over("", text="left crosses"), [CROSSING, SPEECH]),
    (over("", text="ink haven"), [LEAVING]),
    (over("", text="Inkhaven Port"), [LEAVING]),
    (over("", text="بندر مرکب"), [LEAVING]),
    (over("", text="7 April 2024"), [LEAVING]),
    (over("", text="April 7th, 2024"), [LEAVING]),
    (over("", text="2024-05"), [CROSSING]),
    (over("", text="the crossing in May 2024"), [CROSSING]),
    (over("", text="crossed between abr. 2024 and maio 2024"), [CROSSING]),
    (over("", text="moon in May 2024"), []),
    (over("", text="31 April 2024"), []),
    (over("", chosen={"place": ("isle-of-quill",)}), [LEAVING]),
    (over("", chosen={"place": ("isle-of-quill", "quill-causeway")}), [LEAVING, CROSSING, SPEECH]),
    (over("", within=(-24.9, -38.1, -24.8, -38.0)), [LEAVING]),
    (over("", within=(-24.856, -38.004, -24.856, -38.004)), [LEAVING]),
    (over("", within=(-24.8, -38.1, -24.9, -38.0)), []),
    (over("", within=(170.0, -39.0, -25.0, -37.0)), [CROSSING, SPEECH]),
]


@pytest.mark.parametrize(("query", "expected"), QUESTIONS)
def test_a_question_has_its_answer(small, query, expected):
    assert ids(small.engine, query) == expected
    assert small.engine.count(query) == len(expected)


@given(data=st.data())
def test_filtering_twice_changes_nothing(quill, data):
    query = data.draw(questions(quill.engine))
    once = quill.engine.select(query, quill.engine.size)
    assume(len(once))
    assert Arrays(once, quill.records.gazetteer).count(query) == len(once)


@given(data=st.data(), days=st.integers(0, 400))
def test_a_wider_range_loses_no_event(quill, data, days):
    query = data.draw(questions(quill.engine))
    wider = query.between(query.first - days, query.last + days)
    assert set(ids(quill.engine, query)) <= set(ids(quill.engine, wider))


@given(data=st.data(), name=st.sampled_from(list(FILTERS)))
def test_one_more_value_of_a_filter_loses_no_event(quill, data, name):
    query = data.draw(questions(quill.engine))
    assume(query.chosen.get(name))
    value = data.draw(st.sampled_from(quill.engine.values(name)))
    more = query.choose(name, {*query.chosen[name], value})
    assert set(ids(quill.engine, query)) <= set(ids(quill.engine, more))


@given(data=st.data())
def test_every_answer_lies_in_the_range(quill, data):
    query = data.draw(questions(quill.engine))
    found = quill.engine.select(query, quill.engine.size)
    assert (found["first"] <= query.last).all()
    assert (found["last"] >= query.first).all()


@given(data=st.data(), name=st.sampled_from(list(FILTERS)))
def test_a_count_is_what_choosing_the_value_alone_shows(quill, data, name):
    query = data.draw(questions(quill.engine))
    counts = quill.engine.counts(query, name)
    assert list(counts) == quill.engine.values(name)
    for value, number in counts.items():
        assert number == quill.engine.count(query.choose(name, [value]))


@given(data=st.data())
def test_the_next_step_back_is_where_one_came_from(quill, data):
    filters = data.draw(questions(quill.engine))
    steps = quill.engine.steps(filters)
    assume(steps)
    here = data.draw(st.integers(0, len(steps) - 1))
    before, after = quill.engine.neighbours(filters.between(*steps[here]))
    assert before == (steps[here - 1] if here else None)
    assert after == (steps[here + 1] if here + 1 < len(steps) else None)


def test_steps_are_days_and_whole_months(small):
    assert small.engine.steps(over("2024-04-07")) == [
        (to_day(date(2024, 4, 7)), to_day(date(2024, 4, 7))),
        (to_day(date(2024, 5, 1)), to_day(date(2024, 5, 31))),
        (to_day(date(2025, 2, 9)), to_day(date(2025, 2, 9))),
    ]


def test_a_year_is_one_step_and_days_step_to_their_first(folder):
    write_event(folder, "a-year", date="2023")
    write_event(folder, "some-days", date="2026-01-05/2026-01-09")
    steps = engine_of(folder).steps(over(""))
    assert steps[0] == (to_day(date(2023, 1, 1)), to_day(date(2023, 12, 31)))
    assert steps[-1] == (to_day(date(2026, 1, 5)),) * 2


def test_days_before_1970_are_steps_like_others(folder):
    write_event(folder, "a-day", date="1948-05-14")
    write_event(folder, "a-month", date="1947-11")
    steps = engine_of(folder).steps(over("1940/1950"))
    month = (to_day(date(1947, 11, 1)), to_day(date(1947, 11, 30)))
    assert steps[:2] == [month, (to_day(date(1948, 5, 14)),) * 2]


def test_steps_skip_what_the_filters_leave_out(small):
    query = over("2024-05", chosen={"place": ("inkhaven",)})
    assert small.engine.steps(query) == [(to_day(date(2024, 4, 7)),) * 2]


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
def test_neighbours_are_the_steps_around_what_is_shown(small, shown, before, after):
    wanted = tuple(text and (When(text).first, When(text).last) for text in (before, after))
    assert small.engine.neighbours(over(shown)) == wanted


def test_choosing_nothing_is_choosing_all():
    query = over("2024", text="a").choose("side", ["company"]).choose("side", [])
    assert query == over("2024", text="a")


def test_the_span_is_from_the_first_to_the_last_day_of_any_event(folder):
    write_event(folder, "a-year", date="2023")
    assert engine_of(folder).span == (to_day(date(2023, 1, 1)), to_day(date(2025, 2, 9)))


def test_asking_leaves_the_table_as_it_was(quill):
    before = quill.table.copy(deep=True)
    engine = Arrays(quill.table)
    query = Query(*engine.span, {"side": ("company",)}, "inkhaven")
    engine.counts(query, "place")
    assert engine.steps(query)
    assert engine.page(query, 0, 9)
    assert ids(engine, query)
    assert quill.table.equals(before)
