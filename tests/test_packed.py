"""Many values of a filter make a short link, which lasts, and which tells when it was cut."""

from dataclasses import replace
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.link import read_link, too_long, write_link
from tests.test_link import OFFERS, VALUES, parameters

MANY = tuple(f"خان يونس، حي رقم {number}" for number in range(600))
MANY_OFFERS = replace(OFFERS, values={**VALUES, "place": MANY})


def many(number, first=0):
    """Return a view of so many places, and the link that it gives."""
    query = OFFERS.view.query.choose("place", MANY[first : first + number])
    view = replace(OFFERS.view, query=query)
    return view, write_link(view, MANY_OFFERS)


@pytest.mark.parametrize("number", [1, 3, 90, 600])
def test_many_names_fit_through_a_proxy_and_come_back(number):
    view, pairs = many(number)
    assert len(urlencode(pairs)) <= 3_200
    assert len(pairs) <= 3
    assert read_link(parameters(pairs), MANY_OFFERS) == (view, ())
    assert too_long(pairs) is None


def test_a_few_names_stay_as_they_are_and_old_links_open():
    assert many(1)[1] == [("place", MANY[0])]
    view, problems = read_link({"place": list(MANY[:90])}, MANY_OFFERS)
    assert (view, problems) == (many(90)[0], ())


def test_a_packed_link_lasts_when_other_values_come_and_some_go():
    _, pairs = many(90)
    grown = replace(OFFERS, values={**VALUES, "place": ("new", *MANY[5:], "newer")})
    view, problems = read_link(parameters(pairs), grown)
    assert view.query.chosen["place"] == MANY[5:90]
    assert problems == ("place: 5 of the values of the link are not in this set",)


@given(st.integers(1, 440))
def test_a_packed_link_that_was_cut_says_so(length):
    _, [(name, packed)] = many(90)
    view, problems = read_link({name: [packed[:length]]}, MANY_OFFERS)
    assert len(problems) == 1
    assert problems[0].startswith("place: “~")
    assert "was cut or changed" in problems[0]
    assert set(view.query.chosen.get("place", ())) <= set(MANY[:90])


def test_values_that_share_a_code_are_written_as_they_are(monkeypatch):
    monkeypatch.setattr("events.packed.WIDTH", 1)
    offers = replace(OFFERS, values={**VALUES, "place": MANY[:100]})
    view = replace(OFFERS.view, query=OFFERS.view.query.choose("place", MANY[:100]))
    read, problems = read_link(parameters(write_link(view, offers)), offers)
    assert set(read.query.chosen["place"]) == set(MANY[:100])
    assert problems == ()


def test_a_link_that_servers_refuse_is_told():
    assert too_long([("q", "x" * 7_000)]) is None
    assert "This link has 8,002 characters" in too_long([("q", "x" * 8_000)])
