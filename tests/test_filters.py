"""Every value of a filter has a name for a reader."""

import pytest
from events.query.filters import name_values

from events.query import FILTERS
from events.records.vocabulary import VALUE_NAMES


@pytest.fixture(scope="module")
def values(curated_engine):
    return {name: curated_engine.values(name) for name in FILTERS}


@pytest.fixture(scope="module")
def labels(values, curated_frame):
    return name_values(values, curated_frame, VALUE_NAMES)


def test_every_value_of_every_filter_has_a_name(labels, values):
    assert list(labels) == list(FILTERS)
    assert {name: list(known) for name, known in labels.items()} == values


def test_the_vocabulary_names_categories_sides_and_statuses(labels):
    for name in ("category", "side", "status"):
        assert labels[name] == {value: VALUE_NAMES[name][value] for value in labels[name]}


def test_the_table_names_places_and_outlets_name_themselves(labels):
    assert labels["place"]["khan-younis"] == "Khan Younis"
    assert labels["source"]["New York Post"] == "New York Post"


def test_a_value_that_nobody_names_names_itself(values, curated_frame):
    labels = name_values(values, curated_frame, {})
    assert set(labels["status"]) == set(labels["status"].values())


def test_no_two_filters_share_a_column_a_title_or_a_parameter():
    for field in ("column", "title", "parameter"):
        assert len({getattr(entry, field) for entry in FILTERS.values()}) == len(FILTERS)
