"""Ids and numbers of events lead to each other."""

import pandas as pd
import pytest

from events.table import Identifiers
from tests.conftest import CROSSING, LEAVING, SPEECH


def test_each_event_has_its_number_and_back(frame):
    identifiers = Identifiers(frame["id"])
    assert len(identifiers) == 3
    assert [identifiers[number] for number in range(3)] == [LEAVING, CROSSING, SPEECH]
    assert [identifiers.number(name) for name in (LEAVING, CROSSING, SPEECH)] == [0, 1, 2]


@pytest.mark.parametrize("name", ["", "2024-04-07", LEAVING.upper(), "\ud800", "é", None, 0])
def test_what_is_no_id_of_the_table_has_no_number(frame, name):
    identifiers = Identifiers(frame["id"])
    assert identifiers.number(name) is None
    assert name not in identifiers


def test_texts_of_any_type_of_column_are_read():
    assert Identifiers(pd.Series(["a", "b"], dtype="category"))[1] == "b"
