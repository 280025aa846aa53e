"""Suggestions while a search is typed, and the ways on where nothing matches."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.asking import suggest, ways_out
from events.asking.suggestions import MOST
from events.exporters.provenance import filter_words
from events.records import When, to_date
from pages.parts import session
from tests.conftest import questions
from tests.test_query import over
from tests.visit import address, buttons, open_page, text


def places(text, collection):
    return [(found.place, found.count) for found in suggest(text, collection).places]


@pytest.mark.parametrize("typed", ["Inkh", "inkhaven", "Porto da Ti", "بندر", "ink haven"])
def test_a_place_is_suggested_by_any_of_its_names(quill, typed):
    place, count = places(typed, quill)[0]
    assert place == "inkhaven"
    assert count == quill.engine.count(quill.offers.view.query.choose("place", ["inkhaven"]))


def test_the_place_of_exactly_this_name_comes_first_then_those_that_begin_so(quill):
    found = [place for place, _ in places("quill", quill)]
    assert found[0] == "quill-causeway"
    assert "isle-of-quill" in found[1:]
    assert "little-quill" not in found  # no event is there, nor at a place that it holds


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Inkhavne", "inkhaven"),
        ("dokcers strike", "dockers strike"),
        ("inkhaven", None),
        ("zzzzzzzz", None),
        ("😀", None),
        ("", None),
    ],
)
def test_what_finds_nothing_is_offered_as_it_is_meant(quill, typed, meant):
    assert suggest(typed, quill).meant == meant


@pytest.mark.parametrize(
    ("typed", "dates", "rest"),
    [
        ("strike March 1892", "1892-03", "strike"),
        ("4 March 1892", "1892-03-04", ""),
        ("1892-03-04 strike", "1892-03-04", "strike"),
        ("março 1892", "1892-03", ""),
    ],
)
def test_days_in_words_are_recognised(quill, typed, dates, rest):
    found = suggest(typed, quill).dates
    assert (found.first, found.last, found.rest) == (When(dates).first, When(dates).last, rest)


def test_days_outside_the_data_are_none(quill):
    assert suggest("March 1999", quill).dates is None
    year = to_date(quill.offers.first).year
    assert suggest(f"January {year}", quill).dates is None or year


@given(text=st.text(max_size=30))
def test_any_text_has_few_suggestions(quill, text):
    found = suggest(text, quill)
    assert len(found.places) + bool(found.meant) + bool(found.dates) <= MOST
    assert all(place.count for place in found.places)


def lines(query, collection):
    return [way.label for way in ways_out(query, collection)]


def test_the_filter_to_blame_is_named(small):
    query = over("2024-05", chosen={"source": ("The Post",)})
    assert lines(query, small) == [
        "Without Source: The Post: 1 event",
        "Dates to 9 February 2025: 1 event",
    ]


def test_the_nearest_day_widens_the_dates_to_either_side(small):
    assert lines(over("2024-06"), small) == ["Dates from 1 May 2024: 1 event"]
    assert lines(over("2025-02-01/2025-02-03"), small) == ["Dates to 9 February 2025: 1 event"]


def test_a_misspelt_search_has_its_own_way(small):
    assert lines(over("", text="causewya"), small) == [
        "Without Search: “causewya”: 3 events",
        "Search for “causeway”: 2 events",
    ]


def test_a_part_of_the_map_can_be_left(small):
    assert lines(over("", within=(0.0, 0.0, 1.0, 1.0)), small) == [
        "Beyond what the map shows: 3 events"
    ]


def test_two_filters_change_together_where_one_is_not_enough(small):
    chosen = {"source": ("The Post",), "category": ("vessels",)}
    assert lines(over("2024-06", chosen=chosen), small) == [
        "Without Category: Vessels and ferries; dates to 9 February 2025: 1 event",
        "Without Source: The Post; dates from 7 April 2024: 1 event",
    ]


def test_of_many_values_two_are_named(quill):
    values = tuple(quill.engine.values("place"))
    query = replace(quill.offers.view.query.choose("place", values), text="zzzzzzzz")
    query = query.choose("status", ["nothing"])
    words = [way.words for way in ways_out(query, quill)]
    assert words
    assert all("Place" not in way or f"or {len(values) - 2} more" in way for way in words)


@given(data=st.data())
def test_every_way_leads_to_events(quill, data):
    query = data.draw(questions(quill.engine))
    for way in ways_out(query, quill):
        assert way.count == quill.engine.count(way.query) > 0


def test_what_happens_in_and_around_a_town_is_found_by_its_name(gaza):
    when = When("2024-05")
    query = gaza.offers.view.query.between(when.first, when.last)
    assert gaza.engine.count(query.choose("place", ["rafah"])) >= 8


SPELLINGS = ["Khan Younis", "Khan Yunis", "khan-younis", "خان يونس", "ח'אן יונס", "חאן יונס"]


def test_all_spellings_of_a_town_find_the_same_events(gaza):
    everything = gaza.offers.view.query
    found = {
        tuple(gaza.engine.select(replace(everything, text=text), 999)["id"]) for text in SPELLINGS
    }
    assert len(found) == 1
    assert len(found.pop()) >= 23


@pytest.mark.parametrize(
    ("typed", "meant"), [("Kahn Yunis", "khan yunis"), ("Netzrim", "netzarim")]
)
def test_misspelt_names_of_the_curated_collection_are_understood(gaza, typed, meant):
    assert suggest(typed, gaza).meant == meant


def test_ways_on_are_buttons_of_the_list(quill):
    app = open_page("explore", q="inkhavne")
    assert "No event matches." in text(app, "listing")
    assert buttons(app, "listing") == ["way:0", "way:1", "all"]
    assert "Search for “inkhaven”: " in text(app, "listing")
    signs = open_page("data", q="😀")
    assert "The search “😀” has no letter and no digit." in text(signs, "table")


@pytest.mark.parametrize(
    ("action", "asked"), [("way:0", ""), ("way:1", "inkhaven"), ("way:7", None), ("way:x", None)]
)
def test_a_way_is_gone_by_its_number(quill, monkeypatch, action, asked):
    query = replace(quill.offers.view.query, text="inkhavne")
    visit = session.Session(replace(quill.offers.view, query=query))
    monkeypatch.setattr(session, "current", lambda: visit)
    monkeypatch.setattr(session.st, "rerun", lambda _: None)
    session.act(action, quill)
    assert visit.view.query.text == ("inkhavne" if asked is None else asked)


def test_what_the_map_shows_is_told_in_words(quill):
    app = open_page("data", within="-25,-38.1,-24.8,-37.9")
    assert "where the map looks" in text(app, "-table")
    assert ["within", "-25,-38.1,-24.8,-37.9"] in address(app)
    query = quill.offers.view.query.look((-25.0, -38.1, -24.8, -37.9))
    words = "Part of the map: west -25, south -38.1, east -24.8, north -37.9 degrees, "
    words += "without events of whole territories"
    assert words in filter_words(query, quill)
