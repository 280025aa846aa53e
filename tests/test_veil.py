"""Outlets are hidden wherever they are named, and figures except in dates."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.telling import Veil, draw_veil
from events.telling.veil import OPEN, outlet_names, without_figures

NAMES = (
    "Inkhaven Post",
    "Morning Quill",
    "The Keeper",
    "AX",
    "The Times of Quill",
    "The Week (Vellum)",
    "Observer / Margin Daily News",
    "Harbour Standard",
    "The Harbour Standard",
    "news.qi",
)
VEIL = Veil(NAMES, ("Post",))


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Inkhaven Post counts 134 sheep", "Outlet A counts 134 sheep"),
        ("as the INKHAVEN POST, and inkhaven \npost, say", "as Outlet A, and Outlet A, say"),
        ("The Inkhaven Post’s count", "Outlet A’s count"),
        ("The Post has one crew left", "Outlet A has one crew left"),
        ("a guard left the post", "a guard left the post"),
        ("the Inkhaven Postal Service", "the Inkhaven Postal Service"),
        ("“Times of Quill” and The Times of Quill", "“Outlet E” and Outlet E"),
        (
            "The Keeper; the keeper of a light; THE KEEPER",
            "Outlet C; the keeper of a light; Outlet C",
        ),
        ("Nib Keeper Office", "Nib Keeper Office"),
        ("AX, the AX and the wax", "Outlet D, Outlet D and the wax"),
        ("The Week (Vellum), the Week, this week", "Outlet F, Outlet F, this week"),
        ("Observer and Margin Daily News", "Outlet G and Outlet G"),
        ("the observer / margin daily news", "Outlet G"),
        ("The Harbour Standard is not Harbour Standard", "Outlet I is not Outlet H"),
        ("News.qi", "Outlet J"),
        ("", ""),
    ],
)
def test_a_name_is_hidden_however_it_is_written(text, hidden):
    assert VEIL.text(text) == hidden


def test_the_longest_name_is_found_first():
    veil = Veil(("QRT", "QRT World", "LBC", "LBC Group"))
    assert veil.text("QRT World, QRT, LBC Group") == "Outlet B, Outlet A, Outlet D"


def test_a_short_name_that_two_share_does_not_tell_whose_it_is():
    names, short = ("Inkhaven Post", "The Vellum Post"), ("Post",)
    veil = Veil(names, short)
    assert veil.text("The Post says; the Post’s count") == "The outlet says; the outlet’s count"
    assert Veil((*names, "The Post"), short).text("the Post") == "Outlet C"
    assert Veil(names, short, frozenset(names[:1])).text("The Post") == "The outlet"
    assert Veil(names, short, frozenset(names)).text("The Post") == "The Post"


def test_without_short_names_a_word_of_a_name_is_not_hidden():
    assert Veil(("Inkhaven Post",)).text("The Post says") == "The Post says"


@pytest.mark.parametrize(
    ("name", "text", "hidden"),
    [
        ("هآرتس", "كتبت هآرتس: الجيش", "كتبت Outlet A: الجيش"),
        ("ישראל היום", "לפי ישראל היום, הצבא", "לפי Outlet A, הצבא"),
        ("چراغ", "به نوشتهٔ چراغ، سیل", "به نوشتهٔ Outlet A، سیل"),
        ("新华社", "据新华社报道", "据Outlet A报道"),
        ("Труд", "Газета ТРУД, труд", "Газета Outlet A, труд"),
        ("El País", "según EL PAÍS", "según Outlet A"),
        ("Dockers' Sheet", "the Dockers’ Sheet", "Outlet A"),
    ],
)
def test_names_in_other_scripts_are_hidden(name, text, hidden):
    assert Veil((name,)).text(text) == hidden


def test_letters_follow_the_order_given_and_go_on_after_z():
    veil = Veil(tuple(f"Daily {n}" for n in range(28)))
    letters = [veil.name(f"Daily {n}") for n in (0, 25, 26, 27)]
    assert letters == ["Outlet A", "Outlet Z", "Outlet AA", "Outlet AB"]
    assert Veil(("One", "Two", "One", "Three")).name("Three") == "Outlet C"


def test_no_letter_is_itself_the_name_of_an_outlet():
    veil = Veil((*(f"Paper {number}" for number in range(26)), "AA", "AB Wire", "C"))
    hidden = "Outlet A, Outlet B, Outlet D, Outlet AC, Outlet AD"
    assert veil.text("Paper 0, Paper 1, Paper 2, AA, AB Wire") == hidden


def test_what_is_revealed_is_shown_and_the_others_keep_their_letters():
    veil = Veil(NAMES, ("Post",), frozenset(["Inkhaven Post"]))
    assert veil.text("The Post and the Morning Quill") == "The Post and Outlet B"
    assert [veil.name(name) for name in NAMES[:2]] == ["Inkhaven Post", "Outlet B"]
    assert [veil.hides(name) for name in NAMES[:2]] == [False, True]


def test_an_outlet_that_was_not_given_is_an_error():
    with pytest.raises(KeyError, match="Another"):
        VEIL.name("Another")


def test_an_open_veil_hides_nothing():
    assert OPEN.text("The Post says 134") == "The Post says 134"
    assert OPEN.name("Another") == "Another"
    assert not OPEN.is_blind


def test_figures_are_hidden_where_they_give_the_answer_and_stay_in_titles():
    veil = Veil(NAMES, ("Post",), hides_figures=True)
    assert veil.text("The Post counts 134") == "Outlet A counts ▢"
    assert veil.dated("The Post counts 134") == "Outlet A counts 134"
    assert not Veil(hides_figures=True).is_blind


def test_the_outlets_of_a_collection_are_its_sources_and_speakers_that_are_named(quill):
    names = outlet_names(quill.records)
    assert {source.outlet for source in quill.records.sources.values()} <= set(names)
    assert "Southern Cable" in names
    assert "Handbills" not in names  # stands for outlets that nobody names
    assert "Mira Tolland" not in names


def test_a_veil_is_drawn_over_all_outlets_with_those_that_come_first_in_front(quill):
    veil = draw_veil(quill.records, ["Southern Cable"], revealed=frozenset(["O Farol"]))
    assert veil.name("Southern Cable") == "Outlet A"
    assert veil.name("O Farol") == "O Farol"
    assert set(veil.names) == set(outlet_names(quill.records))
    # Two papers are the Courier for short.
    assert veil.text("The Courier and the Lantern").startswith("The outlet and Outlet ")


@pytest.mark.parametrize("name", ["quill", "gaza"])
def test_no_outlet_of_a_collection_is_named_once_hidden(request, name):
    records = request.getfixturevalue(name).records
    names, veil = outlet_names(records), draw_veil(records)
    short = re.compile(rf"\bthe ({'|'.join(records.vocabulary.short_names)})\b", re.IGNORECASE)
    for event in records.events:
        texts = [event.title, event.summary, event.contested or "", event.date_note or ""]
        hidden = veil.text("\n".join([*texts, *(excerpt.text for excerpt in event.excerpts)]))
        assert [n for n in names if re.search(rf"(?<!\w){re.escape(n)}(?!\w)", hidden)] == []
        assert not short.search(hidden)


WORDS = st.text(st.characters(categories=["L"]), min_size=1, max_size=8)
PAPERS = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)


@given(st.lists(PAPERS, min_size=1, max_size=5, unique_by=str.casefold), st.data())
def test_every_outlet_is_hidden_in_any_text(names, data):
    veil = Veil(tuple(names))
    name = data.draw(st.sampled_from(names))
    assert veil.text(f"says {name}.") == f"says {veil.name(name)}."


@given(st.lists(st.text()), st.text())
def test_hiding_never_fails_and_what_is_no_name_stays(names, text):
    veil = Veil(tuple(names))
    hidden = veil.text(text)
    if "Outlet " not in hidden and "outlet" not in hidden:
        assert hidden == text


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
