"""Every value of a filter has a name for a reader."""

import pytest

from events.query import FILTERS
from events.query.question import name_values
from events.records import STATUSES


@pytest.fixture(scope="module")
def values(quill):
    return {name: quill.engine.values(name) for name in FILTERS}


def test_every_value_of_every_filter_has_a_name(quill, values):
    assert list(quill.labels) == list(FILTERS)
    assert {name: list(known) for name, known in quill.labels.items()} == values


def test_the_vocabulary_names_categories_and_sides(quill):
    vocabulary = quill.records.vocabulary
    assert quill.labels["category"]["labour"] == "Labour and wages"
    for name, label in quill.labels["category"].items():
        assert label == vocabulary.category[name].label
    for name, label in quill.labels["side"].items():
        assert label == vocabulary.side_labels[name]


def test_statuses_have_the_same_names_in_every_collection(quill):
    assert set(quill.labels["status"].items()) <= set(STATUSES.items())


def test_the_table_names_places_and_outlets_name_themselves(quill):
    assert quill.labels["place"]["old-pier"] == "Old Pier"
    assert quill.labels["source"]["The Quill Courier"] == "The Quill Courier"


def test_a_value_that_nobody_names_names_itself(quill, values):
    labels = name_values(values, {name: {} for name in FILTERS}, {})
    assert set(labels["status"]) == set(labels["status"].values())


def test_no_two_filters_share_a_column_a_title_or_a_parameter():
    for field in ("column", "title", "parameter"):
        assert len({getattr(entry, field) for entry in FILTERS.values()}) == len(FILTERS)
