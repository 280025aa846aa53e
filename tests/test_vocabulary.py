"""The vocabulary of a collection: what it must have, and the one that a table without one gets."""

import pytest
from pydantic import ValidationError

from events.records import Vocabulary
from events.records.vocabulary import OWN_WORDS, PALETTE, derive_vocabulary, phrases
from geodata.colours import contrast
from geodata.files import explain

CATEGORIES = [
    {"id": "trade", "label": "Trade", "letter": "T", "colour": "#56B4E9", "meaning": "Goods"},
    {"id": "talks", "label": "Talks", "letter": "K", "colour": "#0072B2", "meaning": "Words"},
]
SIDES = [
    {"id": "buyers", "label": "Buyers", "meaning": "Who buys", "party": True},
    {"id": "sellers", "label": "Sellers", "meaning": "Who sells", "party": True},
    {"id": "press", "label": "The paper itself", "meaning": "Its own words", "itself": True},
]
KINDS = [
    {"id": "weekly", "label": "Weekly", "such_as": "The Post", "firm": True},
    {"id": "leaflet", "label": "Leaflet", "such_as": "A handbill"},
]


def vocabulary(**changes):
    fields = {"categories": CATEGORIES, "sides": SIDES, "outlet_kinds": KINDS, **changes}
    return Vocabulary.model_validate(fields)


def changed(records, **fields):
    """Return a list of records with the last one changed."""
    return [*records[:-1], {**records[-1], **fields}]


def test_a_vocabulary_tells_what_the_code_needs_to_know():
    right = vocabulary()
    assert list(right.problems()) == []
    assert list(right.category) == ["trade", "talks"]
    assert right.side_labels["press"] == "The paper itself"
    assert (right.itself, right.parties) == ("press", ("buyers", "sellers"))
    assert (right.firm_kinds, right.kind_labels["leaflet"]) == ({"weekly"}, "Leaflet")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        (
            {"categories": changed(CATEGORIES, letter="t")},
            "categories: trade, talks have the same letter",
        ),
        (
            {"categories": changed(CATEGORIES, colour="#56b4e9")},
            "categories: trade, talks have the same col",
        ),
        ({"categories": changed(CATEGORIES, id="trade")}, "categories: 2 have the same id"),
        ({"sides": changed(SIDES, id="buyers")}, "sides: 2 have the same id (got 'buyers')"),
        ({"outlet_kinds": changed(KINDS, id="weekly")}, "outlet_kinds: 2 have the same id"),
        ({"sides": SIDES[:2]}, "sides: exactly one must have `itself: true`"),
        ({"sides": [{**SIDES[0], "itself": True}, *SIDES[1:]]}, "sides: exactly one must have"),
    ],
)
def test_what_clashes_is_a_line_with_its_field(changes, says):
    (line,) = vocabulary(**changes).problems()
    assert line.startswith(says)


def test_every_clash_has_a_line_of_its_own():
    twins = changed(CATEGORIES, letter="T", colour="#56B4E9")
    assert len(list(vocabulary(categories=twins, sides=SIDES[:2]).problems())) == 3


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"categories": []}, "categories: "),
        ({"sides": []}, "sides: "),
        (
            {"categories": changed(CATEGORIES, colour="blue")},
            "categories.1.colour: must be a colour, like #56B4E9 (got 'blue')",
        ),
        ({"categories": changed(CATEGORIES, letter="Tr")}, "categories.1.letter: "),
        ({"categories": changed(CATEGORIES, icon="boat")}, "categories.1.icon: Extra inputs"),
        ({"sides": changed(SIDES, label="Off\nline")}, "sides.2.label: holds the hidden char"),
    ],
)
def test_a_field_that_is_wrong_is_named(changes, says):
    with pytest.raises(ValidationError) as raised:
        vocabulary(**changes)
    (line,) = explain(raised.value)
    assert line.startswith(says)


@pytest.mark.parametrize("colour", PALETTE)
def test_a_letter_can_be_read_on_its_colour(colour):
    category = vocabulary(categories=changed(CATEGORIES, colour=colour)).categories[-1]
    assert contrast(category.ink, colour) >= 4.5


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        (("strike",), "The strike begins", "strike"),
        (("strike",), "STRIKE!", "STRIKE"),
        (("strike",), "Strikes and strikers", None),
        (("walk out", "walk"), "They walk\n out", "walk\n out"),
        (("a.b",), "axb", None),
        (("água",), "A água sobe", "água"),
    ],
)
def test_phrases_are_found_as_whole_words_in_any_case(words, text, found):
    match = phrases(words).search(text)
    assert (match and match.group()) == found


def test_a_table_without_a_vocabulary_gets_one_of_its_values():
    made = derive_vocabulary(["trade", "talks", "trade", "10 days"], ["buyers", "buyers"])
    assert [category.id for category in made.categories] == ["trade", "talks", "10 days"]
    assert [category.letter for category in made.categories] == ["T", "A", "1"]
    assert [category.label for category in made.categories] == ["Trade", "Talks", "10 days"]
    assert list(made.side_labels) == ["buyers", made.itself]
    assert list(made.problems()) == []


@pytest.mark.parametrize("name", ["ااا", "---", "ttt"])
def test_a_name_without_a_free_letter_still_gets_one(name):
    made = derive_vocabulary(["t", name], [])
    assert list(made.problems()) == []


def test_as_many_categories_as_there_are_colours_can_be_told_apart():
    names = [f"category-{number}" for number in range(len(PALETTE))]
    assert list(derive_vocabulary(names, []).problems()) == []
    with pytest.raises(ValueError, match="has 17 different values, and at most 16 can be told"):
        derive_vocabulary([*names, "one-more"], [])


def test_a_table_may_name_the_side_of_an_outlets_own_words_itself():
    made = derive_vocabulary(["trade"], ["buyers", OWN_WORDS])
    assert list(made.problems()) == []
    assert made.side_labels == {"buyers": "Buyers", made.itself: "The outlet itself"}
