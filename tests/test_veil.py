"""Outlets are hidden wherever they are named, and figures but for dates."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.telling.veil import Blind, outlet_names, without_figures

NAMES = (
    "New York Post",
    "Morning Star",
    "The National",
    "AP",
    "The Times of Israel",
    "The Week (India)",
    "Inquirer / Cebu Daily News",
    "Business Standard",
    "The Business Standard",
    "news.az",
)
BLIND = Blind(NAMES)


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("New York Post counts 134 hostages", "Outlet A counts 134 hostages"),
        ("as the NEW YORK POST, and new  york\npost, say", "as Outlet A, and Outlet A, say"),
        ("The New York Post’s count", "Outlet A’s count"),
        ("The Post has one unit left", "Outlet A has one unit left"),
        ("a guard left the post", "a guard left the post"),
        ("the New York Postal Service", "the New York Postal Service"),
        ("“Times of Israel” and The Times of Israel", "“Outlet E” and Outlet E"),
        (
            "The National; the national press; THE NATIONAL",
            "Outlet C; the national press; Outlet C",
        ),
        ("UN National Office", "UN National Office"),
        ("AP, the AP and the map", "Outlet D, Outlet D and the map"),
        ("The Week (India), the Week, this week", "Outlet F, Outlet F, this week"),
        ("Inquirer and Cebu Daily News", "Outlet G and Outlet G"),
        ("the inquirer / cebu daily news", "Outlet G"),
        ("The Business Standard is not Business Standard", "Outlet I is not Outlet H"),
        ("News.az", "Outlet J"),
        ("", ""),
    ],
)
def test_a_name_is_hidden_however_it_is_written(text, hidden):
    assert BLIND.text(text) == hidden


def test_the_longest_name_is_found_first():
    blind = Blind(("TRT", "TRT World", "LBC", "LBC Group"))
    assert blind.text("TRT World, TRT, LBC Group") == "Outlet B, Outlet A, Outlet D"


def test_a_short_name_that_two_share_does_not_tell_whose_it_is():
    blind = Blind(("New York Post", "The Washington Post"))
    assert blind.text("The Post says; the Post’s count") == "The outlet says; the outlet’s count"
    assert Blind((*blind.names, "The Post")).text("the Post") == "Outlet C"
    assert Blind(blind.names, frozenset(["New York Post"])).text("The Post") == "The outlet"
    assert Blind(blind.names, frozenset(blind.names)).text("The Post") == "The Post"


@pytest.mark.parametrize(
    ("name", "text", "hidden"),
    [
        ("هآرتس", "كتبت هآرتس: الجيش", "كتبت Outlet A: الجيش"),
        ("ישראל היום", "לפי ישראל היום, הצבא", "לפי Outlet A, הצבא"),
        ("新华社", "据新华社报道", "据Outlet A报道"),
        ("Труд", "Газета ТРУД, труд", "Газета Outlet A, труд"),
        ("El País", "según EL PAÍS", "según Outlet A"),
        ("People's Daily", "the People’s Daily", "Outlet A"),
    ],
)
def test_names_in_other_scripts_are_hidden(name, text, hidden):
    assert Blind((name,)).text(text) == hidden


def test_letters_follow_the_order_given_and_go_on_after_z():
    blind = Blind(tuple(f"Daily {n}" for n in range(28)))
    assert [blind.name(f"Daily {n}") for n in (0, 25, 26, 27)] == [
        "Outlet A",
        "Outlet Z",
        "Outlet AA",
        "Outlet AB",
    ]
    assert Blind(("A", "B", "A", "C")).name("C") == "Outlet C"


def test_what_is_revealed_is_told_and_the_others_keep_their_letters():
    blind = Blind(NAMES, frozenset(["New York Post"]))
    assert blind.text("The Post and the Morning Star") == "The Post and Outlet B"
    assert (blind.name("New York Post"), blind.name("Morning Star")) == (
        "New York Post",
        "Outlet B",
    )
    assert [blind.hides(name) for name in NAMES[:2]] == [False, True]


def test_an_outlet_that_was_not_given_is_an_error():
    with pytest.raises(KeyError, match="Another"):
        BLIND.name("Another")


def test_nothing_is_hidden_where_no_outlet_is_given():
    assert Blind(()).text("The Post says") == "The Post says"


WORDS = st.text(st.characters(categories=["L"]), min_size=1, max_size=8)
PAPERS = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)


@given(st.lists(PAPERS, min_size=1, max_size=5, unique_by=str.casefold), st.data())
def test_every_outlet_is_hidden_in_any_text(names, data):
    blind = Blind(tuple(names))
    name = data.draw(st.sampled_from(names))
    assert blind.text(f"says {name}.") == f"says {blind.name(name)}."


@given(st.lists(st.text()), st.text())
def test_hiding_never_fails_and_what_is_no_name_stays(names, text):
    blind = Blind(tuple(names))
    hidden = blind.text(text)
    if "Outlet " not in hidden and "outlet" not in hidden:
        assert hidden == text


def test_no_outlet_is_named_in_the_curated_set_once_hidden(curated):
    names = outlet_names(curated)
    blind = Blind(names)
    assert {source.outlet for source in curated.sources.values()} <= set(names)
    assert "Press reports" not in names
    for event in curated.events:
        texts = [event.title, event.summary, event.contested or "", event.date_note or ""]
        hidden = blind.text("\n".join([*texts, *(excerpt.text for excerpt in event.excerpts)]))
        assert [n for n in names if re.search(rf"(?<!\w){re.escape(n)}(?!\w)", hidden)] == []
        assert not re.search(r"\bthe (Post|Telegraph|Guardian)\b", hidden, re.IGNORECASE)


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("134 hostages, 33,100 dead, 1.5 km", "▢ hostages, ▢ dead, ▢ km"),
        ("the attack of 7 October", "the attack of 7 October"),
        ("7 to 9 October 2023", "▢ to 9 October 2023"),
        ("5 March 2024 (inferred) to April 2025", "5 March 2024 (inferred) to April 2025"),
        ("In May 2024 42 were freed", "In May 2024 ▢ were freed"),
        ("In May 42 were freed", "In May ▢ were freed"),
        ("in 2024, some 2000", "in ▢, some ▢"),
        ("May 33,100", "May ▢"),
        ("May 2024.5", "May ▢"),
        ("12345 May", "▢ May"),
        ("98th, F-16, 10:30, ½, ٣٤ and 19-mile", "▢th, F-▢, ▢, ▢, ▢ and ▢-mile"),
        ("hundreds", "hundreds"),
    ],
)
def test_figures_are_hidden_and_dates_stay(text, hidden):
    assert without_figures(text) == hidden


@given(st.text(st.sampled_from("0123456789 .,٣½May April-x")) | st.text())
def test_no_digit_is_left_but_those_of_dates(text):
    hidden = without_figures(text)
    left = re.sub(r"\b([0-9]{1,2} )?(May|April)( [0-9]{4})?\b", "", hidden)
    if not re.search("January|February|March|June|July|August|ber", text):
        assert not re.search(r"\d", left)
    assert without_figures(hidden) == hidden
    if not re.search(r"[\d¼-¾⅐-⅞]", text):
        assert hidden == text
