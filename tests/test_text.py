"""Words are found however they are spelt and in any script."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from events.query import fold
from events.query.text import TextIndex

TEXTS = ["Boats left Plume Bay; خليج الريش", "Families crossed Vellum, קלף", "Café in Cairo"]


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("PLUME Bay", "plume bay"),
        ("Straße", "STRASSE"),
        ("Café", "cafe"),
        ("Bayt Suhayla", "Bayt Suhaylā"),
        ("مَدَّة", "مدة"),
        ("مـــدة", "مدة"),
        ("أريحا", "اريحا"),
        ("מִלָּה", "מלה"),
        ("צ׳אד הים", "צ'אד הים"),
        ("צ'אד הים", "צאד הים"),
        ("Re'em", "Reem"),
        ("Re’em", "Reem"),
        ("Re‘em", "Reem"),
        ("Shuaʿib", "Shuaib"),
        ("Daʾirat", "Dairat"),
        ("Shuaʼib", "Shuaib"),
        ("№ 5", "no 5"),
        ("al-Bahr", "al Bahr"),
        ("Bayt  al-Bahr,", "bayt al bahr"),
    ],
)
def test_two_spellings_of_a_word_are_the_same_to_the_search(written, plain):
    assert fold(written) == fold(plain)


@pytest.mark.parametrize(
    ("one", "other"), [("غدة", "عدة"), ("מלח", "מלה"), ("Noah", "Noa"), ("2024", "2025")]
)
def test_different_words_stay_different(one, other):
    assert fold(one) != fold(other)


@given(st.text())
@example("№ 5")
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_any_text_finds_itself(text):
    assert TextIndex(pd.Series([text])).find(text).tolist() == [True]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", [True, True, True]),
        (" ,.! ", [True, True, True]),
        ("plume", [True, False, False]),
        ("plume boats", [True, False, False]),
        ("plume vellum", [False, False, False]),
        ("خليج", [True, False, False]),
        ("קלף", [False, True, False]),
        ("CAFE", [False, False, True]),
        ("vell", [False, True, False]),
        ("c", [False, True, True]),
        (".*", [True, True, True]),
        ("(", [True, True, True]),
        ("moon", [False, False, False]),
    ],
)
def test_an_event_is_found_when_it_holds_every_word(words, found):
    assert TextIndex(pd.Series(TEXTS)).find(words).tolist() == found


def test_a_word_that_most_events_have_is_found_too():
    texts = pd.Series(["common rare" if row == 70 else "common" for row in range(100)])
    index = TextIndex(texts, pd.Series([""] * 99 + ["late"]))
    assert index.find("common").sum() == 100
    assert np.flatnonzero(index.find("common rare")).tolist() == [70]
    assert np.flatnonzero(index.find("late")).tolist() == [99]
    assert index.find("o").sum() == 100


@given(st.lists(st.text(max_size=30), min_size=1))
def test_the_index_folds_as_a_search_does(texts):
    index = TextIndex(pd.Series(texts))
    for row, text in enumerate(texts):
        assert index.find(text)[row]
