"""Neutral, plain and short wording, and quotations left alone."""

import pytest

from events.wording import (
    AVOID,
    excerpt_problems,
    question_problems,
    sentence_problems,
    summary_problems,
    title_problems,
)

ONE_OF_EACH = [words.split("|")[0] for words in AVOID]


@pytest.mark.parametrize("word", ONE_OF_EACH)
def test_a_word_that_takes_sides_is_named_with_what_to_write(word):
    (problem,) = summary_problems(f"The army wrote of {word.capitalize()} there")
    assert word in problem.lower()
    assert "write instead: " in problem


@pytest.mark.parametrize("word", ONE_OF_EACH)
@pytest.mark.parametrize("quoted", ["“it was {}”", '"it was {}"'])
def test_the_same_word_may_stand_in_a_quotation(word, quoted):
    assert list(summary_problems(f"A spokesman said {quoted.format(word)} on Sunday")) == []


def test_a_word_behind_a_quotation_is_still_found():
    (problem,) = summary_problems("He said “left”, and the terrorists “stayed”")
    assert "terrorists" in problem


@pytest.mark.parametrize("text", ["The territory", "An error", "Regimen", "Executive board"])
def test_a_word_that_only_begins_alike_is_no_problem(text):
    assert list(summary_problems(text)) == []


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Troops leave Khan Younis", None),
        ("one two three four five six seven eight nine ten eleven twelve", None),
        ("one two three four five six seven eight nine ten eleven twelve more", "13 words"),
        ("Do troops leave?", "question"),
        ("Troops leave!", "exclamation"),
        ("Troops <b>leave</b>", "markup"),
        ("Troops <!-- leave", "markup"),
        ("Troops &lt;leave", "markup"),
        ("Troops [leave](https://example.org)", "markup"),
        ("JavaScript:alert(1)", "markup"),
        ("Fewer than 5 < 6 & more", None),
    ],
)
def test_a_title_is_short_plain_text(title, said):
    problems = " ".join(title_problems(title))
    assert said in problems if said else problems == ""


def test_a_title_can_have_more_than_one_problem():
    assert len(list(title_problems("<b>Brutal regime!"))) == 4


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("left the city on Sunday", None),
        (" ".join(["word"] * 20), None),
        (" ".join(["word"] * 21), "21 words, at most 20"),
        ("Troops left the city on Sunday.", "whole sentence"),
        ("Did the troops leave the city?", "whole sentence"),
        ("Troops left the city", None),
        ("the troops left the city.", None),
        ("War is over.", None),
        ("those terrorists", None),
    ],
)
def test_an_excerpt_is_a_fragment_in_its_own_words(text, said):
    problems = " ".join(excerpt_problems(text))
    assert said in problems if said else problems == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Troops left the city on Sunday.", None),
        ("The spokesman called it “a day of return.”", None),
        ("About 6.5 km of road, says the B.B.C., were built.", None),
        ("Troops left the city on Sunday", "one sentence"),
        ("Troops left. They came back.", "one sentence"),
        ("Did they leave? They did.", "one sentence"),
        ("Troops left the terrorists.", "'terrorists'"),
    ],
)
def test_a_line_of_a_story_is_one_neutral_sentence(text, said):
    problems = " ".join(sentence_problems(text))
    assert said in problems if said else problems == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Who says so?", None),
        ("Two papers tell it. Who says so?", None),
        ("Say who.", "question mark"),
        ("Was it brutal?", "'brutal'"),
    ],
)
def test_a_question_ends_in_its_mark_and_takes_no_side(text, said):
    problems = " ".join(question_problems(text))
    assert said in problems if said else problems == ""
