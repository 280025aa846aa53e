"""Neutral, plain and short wording by rules that are data, and quotations left alone."""

import pytest
from pydantic import ValidationError

from events.records.wording import (
    EXCERPT_WORDS,
    GENERAL,
    TITLE_WORDS,
    Rule,
    Rules,
    Wording,
    excerpt_faults,
    general_rules,
)
from geodata.files import read_yaml
from tests.conftest import QUILL

LANGUAGES = sorted(path.stem for path in GENERAL.glob("*.yaml"))
OWN = Rules.validate_python(read_yaml(QUILL / "wording.yaml"))
ENGLISH = Wording(general_rules("en"))
WORDS = [
    (rule, word)
    for rule in (*general_rules("en"), *OWN)
    if rule.words and not rule.beside and "text" in rule.where
    for word in rule.words
]

each_word = pytest.mark.parametrize(("rule", "word"), WORDS, ids=[word for _, word in WORDS])


def rule(**fields):
    given = {"write": "other words", **fields}
    if "numbers_with" not in given:
        given.setdefault("words", ["bad"])
    return Rule.model_validate(given)


def said(faults):
    return [fault.words for fault in faults]


@each_word
def test_a_word_to_avoid_is_named_with_what_to_write_instead(rule, word):
    (fault,) = Wording((rule,)).note(f"The paper wrote of {word.upper()} there")
    assert fault.words.startswith(repr(word.upper()))
    assert fault.words.endswith(f"; write instead: {rule.write}")
    assert fault.level == rule.level


@each_word
@pytest.mark.parametrize("quoted", ["“it was {}”", '"it was {}"', "‘it wasn’t {}’"])
def test_the_same_word_may_stand_in_a_quotation(rule, word, quoted):
    assert said(Wording((rule,)).note(f"A woman said {quoted.format(word)} on Sunday")) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_general_rules_of_a_language_are_right_and_each_word_stands_once(language):
    rules = general_rules(language)
    assert rules
    for place in ("title", "text"):
        words = [w.casefold() for r in rules if place in r.where for w in r.words]
        assert sorted(words) == sorted(set(words))


def test_a_language_without_a_list_has_no_rules():
    assert general_rules("xx") == ()


TEXTS = ("title", "note", "summary")


@pytest.mark.parametrize(
    ("where", "applies"),
    [
        (["text"], {"title", "note", "summary"}),
        (["title"], {"title"}),
        (["summary"], {"summary"}),
        (["title", "summary"], {"title", "summary"}),
    ],
)
def test_a_rule_applies_where_it_says(where, applies):
    wording = Wording((rule(**{"in": where}),))
    found = {name for name in TEXTS if said(getattr(wording, name)("It was bad there"))}
    assert found == applies


def test_the_texts_of_a_story_follow_the_rules_of_summaries():
    wording = Wording((rule(**{"in": ["summary"]}),))
    assert len(said(wording.sentence("It was bad there."))) == 1
    assert len(said(wording.question("Was it bad there?"))) == 1


def test_a_rule_without_a_place_applies_to_every_text_and_refuses():
    assert (rule().where, rule().level) == (("text",), "refuse")


@pytest.mark.parametrize("level", ["refuse", "warn"])
def test_a_fault_has_the_level_of_its_rule(level):
    (fault,) = Wording((rule(level=level),)).note("It was bad there")
    assert fault.level == level


def test_what_is_no_matter_of_words_always_refuses():
    wording = Wording((rule(level="warn"),))
    assert {fault.level for fault in wording.title(f"<b> {'word ' * 13}?")} == {"refuse"}


@pytest.mark.parametrize(
    ("alone", "beside"),
    [
        ("The Harbour Company paid.", "The Inkhaven Harbour Company paid."),
        ("There 12 sailors drowned.", "There 12 sailors drowned, the keeper said."),
        ("The sea drowned at least 1,200.", "It drowned at least 1,200, by the keeper's count."),
    ],
)
def test_some_words_and_numbers_need_others_beside_them(alone, beside):
    wording = Wording(OWN)
    (line,) = said(wording.summary(alone))
    assert "stands alone; write instead: " in line
    assert said(wording.summary(beside)) == []
    assert said(wording.summary(f"He wrote “{alone}” there")) == []
    assert said(wording.note(alone)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12 drowned", True),
        ("12 of the brave sailors drowned", True),
        ("12 of the very brave sailors drowned", False),
        ("drowned were 1,200", True),
        ("drowned there that day 3", True),
        ("drowned there on that day 3", False),
        ("nobody drowned", False),
        ("12 undrowned", False),
    ],
)
def test_a_number_is_found_near_its_word(text, found):
    numbers = rule(numbers_with=["drowned"])
    assert bool(said(Wording((numbers,)).note(text))) is found


@pytest.mark.parametrize("fields", [{"words": []}, {"words": ["a"], "numbers_with": ["b"]}])
def test_a_rule_has_either_words_or_numbers(fields):
    with pytest.raises(ValidationError, match="needs either `words` or `numbers_with`"):
        rule(**fields)


def test_an_apostrophe_ends_no_quotation():
    (line,) = said(ENGLISH.summary("He said ‘it wasn’t left’, and the regime’s “troops”"))
    assert "regime" in line


def test_a_word_after_a_quotation_is_still_found():
    (line,) = said(ENGLISH.summary("He said “left”, and the terrorists “stayed”"))
    assert "terrorists" in line


@pytest.mark.parametrize("text", ["The territory", "An error", "Regimen", "Executive board"])
def test_a_word_that_only_begins_alike_is_no_fault(text):
    assert said(ENGLISH.summary(text)) == []


TWELVE = "one two three four five six seven eight nine ten eleven twelve"


@pytest.mark.parametrize(
    ("title", "says"),
    [
        ("Ferries leave Inkhaven", None),
        (TWELVE, None),
        (f"{TWELVE} more", f"13 words, at most {TITLE_WORDS}"),
        ("Do ferries leave?", "question"),
        ("Ferries leave!", "exclamation"),
        ("Ferries <b>leave</b>", "markup"),
        ("Ferries <!-- leave", "markup"),
        ("Ferries &lt;leave", "markup"),
        ("Ferries [leave](https://example.org)", "markup"),
        ("JavaScript:alert(1)", "markup"),
        ("Fewer than 5 < 6 & more", None),
    ],
)
def test_a_title_is_short_plain_text(title, says):
    faults = " ".join(said(ENGLISH.title(title)))
    assert says in faults if says else faults == ""


def test_a_title_can_have_several_faults():
    assert len(said(ENGLISH.title("<b>Brutal regime!"))) == 4


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("left the harbour on Sunday", None),
        (" ".join(["word"] * EXCERPT_WORDS), None),
        (" ".join(["word"] * (EXCERPT_WORDS + 1)), f"21 words, at most {EXCERPT_WORDS}"),
        ("Ferries left the harbour on Sunday.", "whole sentence"),
        ("Did the ferries leave the harbour?", "whole sentence"),
        ("Ferries left the harbour", None),
        ("the ferries left the harbour.", None),
        ("War is over.", None),
        ("those terrorists", None),
    ],
)
def test_an_excerpt_is_a_fragment_in_its_own_words(text, says):
    faults = " ".join(said(excerpt_faults(text)))
    assert says in faults if says else faults == ""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Ferries left the harbour on Sunday.", None),
        ("The pilot called it “a day of return.”", None),
        ("About 6.5 km of road, says the H.P.B., were built.", None),
        ("Ferries left the harbour on Sunday", "one sentence"),
        ("Ferries left. They came back.", "one sentence"),
        ("Did they leave? They did.", "one sentence"),
        ("Ferries left the terrorists.", "'terrorists'"),
    ],
)
def test_a_line_of_a_story_is_one_neutral_sentence(text, says):
    faults = " ".join(said(ENGLISH.sentence(text)))
    assert says in faults if says else faults == ""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Who says so?", None),
        ("Two papers tell it. Who says so?", None),
        ("Say who.", "question mark"),
        ("Was it brutal?", "'brutal'"),
    ],
)
def test_a_question_ends_in_its_mark_and_is_neutral(text, says):
    faults = " ".join(said(ENGLISH.question(text)))
    assert says in faults if says else faults == ""
