"""The engine's bounded answers, against the same question asked event by event."""

import tracemalloc
from collections import Counter
from unittest.mock import patch

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.query.engines import Arrays, blocks
from events.query.filters import FILTERS
from events.query.question import Query
from events.records.vocabulary import CATEGORY
from events.timeline.bins import cut
from tests.conftest import LEAVING
from tests.test_query import over, questions, rows

COLUMNS = [entry.column for entry in FILTERS.values()]
STRIP = (34.2, 31.2, 34.6, 31.6)


def matching(frame, query):
    """List the rows that match, by what each event itself says; without a search for words."""

    def has(row, facet, wanted):
        value = row[FILTERS[facet].column]
        return not wanted or bool(set(wanted) & ({value} if isinstance(value, str) else set(value)))

    return [
        number
        for number, row in enumerate(frame.to_dict("records"))
        if row["first"] <= query.last
        and row["last"] >= query.first
        and all(has(row, facet, wanted) for facet, wanted in query.chosen.items())
    ]


def without_words(engine):
    return questions(engine).map(lambda query: Query(query.first, query.last, query.chosen))


@given(data=st.data())
def test_the_answers_agree_with_the_events_themselves(curated_frame, curated_engine, data):
    query = data.draw(without_words(curated_engine))
    expected = matching(curated_frame, query)
    assert rows(curated_engine, query) == expected
    assert curated_engine.count(query) == len(expected)
    number = data.draw(st.integers(0, len(curated_frame) - 1))
    assert curated_engine.matches(query, number) == (number in expected)


@given(data=st.data(), length=st.integers(1, 9))
def test_pages_hold_every_match_once_and_what_begins_in_the_range_first(
    curated_frame, curated_engine, data, length
):
    query = data.draw(questions(curated_engine))
    number = curated_engine.count(query)
    pages = [curated_engine.page(query, start, length) for start in range(0, number, length)]
    assert all(len(page) <= length for page in pages)
    listed = [row for page in pages for row in page]
    assert sorted(listed) == rows(curated_engine, query)
    begins = [bool(curated_frame["first"].iloc[row] >= query.first) for row in listed]
    assert begins == sorted(begins, reverse=True)
    assert curated_engine.page(query, number, length) == []
    places = [curated_engine.position(query, row) for row in range(len(curated_frame))]
    assert places == [listed.index(row) if row in listed else None for row in range(len(places))]


@given(data=st.data(), across=st.integers(1, 9), down=st.integers(1, 9))
def test_groups_hold_each_match_in_the_box_once(curated_frame, curated_engine, data, across, down):
    query = data.draw(without_words(curated_engine))
    west, south, east, north = STRIP
    inside = [
        row
        for row in matching(curated_frame, query)
        if west <= curated_frame["longitude"].iloc[row] <= east
        and south <= curated_frame["latitude"].iloc[row] <= north
    ]
    groups = curated_engine.groups(query, STRIP, across, down)
    assert groups.counts.sum() == len(inside)
    assert len(groups.counts) <= across * down
    assert (groups.counts > 0).all()
    assert set(groups.first) <= set(inside)
    assert ((groups.longitude >= west - 1e-5) & (groups.longitude <= east + 1e-5)).all()
    if inside:
        assert min(inside) == groups.first.min()


def test_a_group_stands_in_the_middle_of_its_events(frame, engine):
    groups = engine.groups(over(""), (30, 30, 40, 40), 1, 1)
    assert groups.counts.tolist() == [3]
    assert groups.longitude[0] == pytest.approx(frame["longitude"].mean(), abs=1e-4)
    assert groups.latitude[0] == pytest.approx(frame["latitude"].mean(), abs=1e-4)
    assert frame["id"].iloc[groups.first[0]] == LEAVING


@given(data=st.data())
def test_bars_count_what_passes_the_filters_by_first_day(curated_frame, curated_engine, data):
    query = data.draw(without_words(curated_engine))
    edges = cut(curated_engine.span)
    bars = curated_engine.bars(query, edges)
    categories = curated_engine.values("category")
    found = curated_frame.iloc[matching(curated_frame, query.filters)]
    run = np.searchsorted(edges, found["first"], side="right") - 1
    expected = Counter(zip(run.tolist(), found["category"], strict=True))
    assert bars.shape == (len(edges) - 1, len(categories))
    assert {
        (int(n), categories[c]): int(bars[n, c]) for n, c in zip(*bars.nonzero(), strict=True)
    } == expected


def test_filters_are_worked_out_once_for_all_dates(curated_engine):
    query = over("2024", chosen={"category": (next(iter(CATEGORY)),)})
    once = curated_engine.passing(query)
    assert curated_engine.passing(query.between(0, 1)) is once
    assert curated_engine.passing(over("2024")) is None


def test_an_answer_is_no_copy_of_the_table(curated_frame):
    """What a question costs is a mask and a few numbers, whatever columns the table has."""
    needed = ["first", "last", "first_at_latest", "longitude", "latitude", "text", *COLUMNS]
    engine = Arrays(curated_frame[needed])
    query = over("2024", chosen={"side": ("israeli",)})
    assert rows(engine, query) == rows(Arrays(curated_frame), query)


def test_filters_alone_ask_about_all_days(curated_frame, curated_engine):
    assert curated_engine.count(over("2024").filters) == len(curated_frame)


@given(data=st.data(), length=st.integers(1, 9), block=st.integers(1, 200))
def test_blocks_of_any_length_give_the_same_answers(curated_engine, data, length, block):
    query = data.draw(questions(curated_engine))
    edges = cut(curated_engine.span)

    def answers():
        counts = [curated_engine.counts(query, facet) for facet in FILTERS]
        page = curated_engine.page(query, length, length)
        return counts, page, curated_engine.bars(query, edges).tolist()

    expected = answers()
    with patch.object(blocks, "BLOCK", block):
        assert answers() == expected


def test_a_move_of_the_dates_needs_little_more_than_a_mask(curated_frame):
    """Long arrays are kept by the C library after they are freed, in a store for each thread."""
    many = pd.concat([curated_frame] * 5_000, ignore_index=True).sort_values("first")
    engine = Arrays(many)
    query = Query(*engine.span).between(engine.span[0] + 90, engine.span[1])
    tracemalloc.start()
    engine.count(query)
    engine.page(query, 0, 20)
    for facet in FILTERS:
        engine.counts(query, facet)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 4 * len(many)  # of which a mask is one; rows as numbers would be eight
