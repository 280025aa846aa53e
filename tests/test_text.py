"""Words are found however they are spelt and in any script."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from events.query import fold
from events.query.text import TextIndex

TEXTS = ["Troops left Khan Younis; خان يونس", "Families crossed Netzarim, נצרים", "Café in Cairo"]


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("KHAN Younis", "khan younis"),
        ("Straße", "STRASSE"),
        ("Café", "cafe"),
        ("Bani Suhayla", "Banī Suhaylā"),
        ("غَزَّة", "غزة"),
        ("غـــزة", "غزة"),
        ("أريحا", "اريحا"),
        ("עַזָּה", "עזה"),
        ("ח׳אן יונס", "ח'אן יונס"),
        ("ח'אן יונס", "חאן יונס"),
        ("Be'eri", "Beeri"),
        ("Be’eri", "Beeri"),
        ("Be‘eri", "Beeri"),
        ("Khuzaʿa", "Khuzaa"),
        ("Daʾirat", "Dairat"),
        ("Khuzaʼa", "Khuzaa"),
        ("№ 5", "no 5"),
        ("al-Mawasi", "al Mawasi"),
        ("Deir  al-Balah,", "deir al balah"),
    ],
)
def test_two_spellings_of_a_word_are_the_same_to_the_search(written, plain):
    assert fold(written) == fold(plain)


@pytest.mark.parametrize(
    ("one", "other"), [("غزة", "عزة"), ("רפיח", "רפה"), ("Rafah", "Rafa"), ("2024", "2025")]
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
        ("younis", [True, False, False]),
        ("younis troops", [True, False, False]),
        ("younis netzarim", [False, False, False]),
        ("خان", [True, False, False]),
        ("נצרים", [False, True, False]),
        ("CAFE", [False, False, True]),
        ("netz", [False, True, False]),
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
