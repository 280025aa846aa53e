"""Words are found however they are spelt and in any script."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from events.query import fold
from events.query.stems import stems_of
from events.query.text import TextIndex

ENGLISH = stems_of("en")


def index_of(*columns):
    return TextIndex(*map(pd.Series, columns), stems=ENGLISH)


def found(index, words):
    """Mark the texts that have every one of some words."""
    marks = [index.word(word) for word in fold(words).split()]
    return np.logical_and.reduce(marks).tolist() if marks else []


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
    assert found(index_of([text]), text) in ([True], [])


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("plume", [True, False, False]),
        ("plume boats", [True, False, False]),
        ("plume vellum", [False, False, False]),
        ("خليج", [True, False, False]),
        ("קלף", [False, True, False]),
        ("CAFE", [False, False, True]),
        ("vell", [False, True, False]),
        ("c", [False, True, True]),
        ("cross", [False, True, False]),
        ("leaving", [True, False, False]),
        ("crosses boat", [False, False, False]),
        ("boat leave", [True, False, False]),
        ("moon", [False, False, False]),
    ],
)
def test_an_event_is_found_when_it_holds_every_word(words, expected):
    assert found(index_of(TEXTS), words) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("plume bay", [True, False, False]),
        ("bay plume", [False, False, False]),
        ("bay", [True, False, False]),
        ("air", [False, False, False]),  # as part of "Cairo": a name this short is a whole word
        ("crossed vellum קלף", [False, True, False]),
    ],
)
def test_a_name_stands_word_by_word(phrase, expected):
    assert index_of(TEXTS).phrase(phrase).tolist() == expected


@pytest.mark.parametrize(
    "forms",
    [
        "withdraw withdraws withdrew withdrawn withdrawing withdrawal withdrawals",
        "flee flees fled fleeing",
        "attack attacks attacked attacking",
        "goes went gone going",
    ],
)
def test_forms_of_a_word_find_each_other(forms):
    forms = forms.split()
    index = index_of([*forms, "withdrawer's goat fleece attackable"][: len(forms)])
    for form in forms:
        assert index.word(form).all()


def test_another_word_that_begins_alike_is_not_found():
    index = index_of(["goat", "fleece", "striker", "university"])
    assert not index.word("goes").any()
    assert not index.word("fled").any()
    assert not index.word("struck").any()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("plmue", "plume"),
        ("familys", "families"),
        ("velum", "vellum"),
        ("moon", None),
        ("by", None),
    ],
)
def test_a_misspelt_word_is_told_as_it_is_meant(typed, meant):
    assert index_of(TEXTS).nearest(typed) == meant


def test_of_two_words_as_near_the_more_frequent_is_meant():
    assert index_of(["cart", "carp", "carp"]).nearest("carx") == "carp"


def test_a_word_that_most_events_have_is_found_too():
    texts = pd.Series(["common rare" if row == 70 else "common" for row in range(100)])
    index = index_of(texts, [""] * 99 + ["late"])
    assert index.word("common").sum() == 100
    assert np.flatnonzero(found(index, "common rare")).tolist() == [70]
    assert np.flatnonzero(index.word("late")).tolist() == [99]
    assert index.word("o").sum() == 100


@given(st.lists(st.text(max_size=30), min_size=1))
def test_the_index_folds_as_a_search_does(texts):
    index = index_of(texts)
    for row, text in enumerate(texts):
        assert all(index.word(word)[row] for word in fold(text).split())


def test_an_index_that_was_prepared_is_not_built_again(monkeypatch):
    built = []
    index_built = "events.query.text._Index"
    monkeypatch.setattr(index_built, lambda columns, size: built.append(size) or object())
    index = index_of(["bread", "harbour"])
    index.prepare()
    index.prepare()
    assert built == [2]
