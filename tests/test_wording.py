"""Neutral, plain and short wording, and quotations left alone."""

import re

import pytest

from events.records.wording import (
    AVOID,
    AVOID_IN_TITLES,
    BESIDE,
    excerpt_problems,
    note_problems,
    question_problems,
    sentence_problems,
    summary_problems,
    title_problems,
)


def alternatives(words):
    """List what a pattern stands for, where it is words alone or has one group of them."""
    if "(?:" not in words:
        return words.split("|")
    return IN_WORDS[words]


IN_WORDS = {
    "(?:al-)?Muwasi|Al Mawasi|Muwassi": ["al-Muwasi", "Muwasi", "Muwassi"],
    "Philadelphia (?:corridor|route|axis)": ["Philadelphia corridor", "Philadelphia route"],
    "(?:broke|breaks|violated|violates|breached|breaches) the (?:ceasefire|truce)": [
        "broke the truce",
        "violates the ceasefire",
    ],
}
EACH = [word for words in AVOID for word in alternatives(words)]
EACH_IN_TITLES = [word for words in AVOID_IN_TITLES for word in alternatives(words)]


@pytest.mark.parametrize("word", EACH)
def test_a_word_that_takes_sides_is_named_with_what_to_write(word):
    (problem,) = summary_problems(f"The army wrote of {word.capitalize()} there")
    assert word.lower() in problem.lower()
    assert "write instead: " in problem


@pytest.mark.parametrize("word", EACH)
@pytest.mark.parametrize("quoted", ["“it was {}”", '"it was {}"', "‘it wasn’t {}’"])
def test_the_same_word_may_stand_in_a_quotation(word, quoted):
    assert list(summary_problems(f"A spokesman said {quoted.format(word)} on Sunday")) == []


@pytest.mark.parametrize("word", EACH_IN_TITLES)
def test_a_word_can_be_kept_from_titles_alone(word):
    (problem,) = title_problems(f"He wrote that it {word} there")
    assert "write instead: " in problem
    assert list(title_problems(f"He wrote “it {word}” there")) == []
    assert list(note_problems(f"He wrote that it {word} there")) == []


ALONE = [
    ("The IDF left the city.", "The Israeli military (IDF) left the city.", "IDF"),
    (
        "The Israel Defense Forces left.",
        "The Israeli military, the Israel Defense Forces, left.",
        "Israel Defense Forces",
    ),
    (
        "Gaza’s health ministry said so.",
        "Gaza’s health ministry, in the Hamas-run territory, said so.",
        "Gaza’s health ministry",
    ),
    ("Trucks at Karem Abu Salem", "Trucks at Kerem Shalom (Karem Abu Salem)", "Karem Abu Salem"),
    (
        "Along the Salah al-Din axis",
        "Along the Philadelphi corridor (the Salah al-Din axis)",
        "Salah al-Din axis",
    ),
    ("There 12 people were killed.", "There 12 people were killed, police said.", "12 people"),
    ("The blast killed at least 1,200.", "It killed at least 1,200, by Israel's count.", "killed"),
]


@pytest.mark.parametrize(("alone", "beside", "found"), ALONE)
def test_some_words_of_a_summary_need_others_beside_them(alone, beside, found):
    (problem,) = summary_problems(alone)
    assert found in problem
    assert "stands alone; write: " in problem
    assert list(summary_problems(beside)) == []
    assert list(summary_problems(f"He wrote “{alone}” there")) == []
    assert list(note_problems(alone)) == []


def test_each_rule_of_what_stands_beside_is_tried():
    assert {next(p for p in BESIDE if re.search(p, alone)) for alone, _, _ in ALONE} == set(BESIDE)


def test_an_apostrophe_ends_no_quotation():
    (problem,) = summary_problems("He said ‘it wasn’t left’, and the regime’s “troops”")
    assert "regime" in problem


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
