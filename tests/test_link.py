"""A link says what a visitor sees, and junk in it does no harm."""

import base64
import json
import zlib
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlencode

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.link import (
    LONGEST_TEXT,
    PARAMETERS,
    Offers,
    View,
    disguise,
    read_link,
    write_link,
)
from events.query import FILTERS, Comparison, Query
from events.query.question import BY, MOST_COLUMNS
from events.records import MapView, Step, Story, in_words, to_date, to_day
from events.records.story_files import pack
from events.table import Identifiers

FIRST, LAST = to_day(date(2023, 10, 1)), to_day(date(2025, 5, 23))
VALUES = {
    "category": ("flood", "labour", "vessels"),
    "place": ("inkhaven", "margin", "own-a"),
    "source": ("paper", "post"),
    "side": ("company", "dockers"),
    "status": ("reported", "contested"),
}
STORY = Story(
    id="road",
    title="The road",
    question="Who saw it?",
    closing="",
    steps=(Step(event="a", line="", prompt=""), Step(event="b", line="", prompt="")),
)
OWN_STORY = pack(STORY.model_copy(update={"id": "mine", "title": "كتاب"}))
OFFERS = Offers(
    FIRST,
    LAST,
    values=VALUES,
    events=frozenset(["a", "b"]),
    layers=("sea", "roads", "places"),
    layers_on=("sea", "places"),
    languages=("en", "pt", "fa"),
    stories={"road": STORY},
    showable=frozenset(["a", "b"]),
    versions=("2026.11.2", "2026.11.1"),
    columns={
        "articles": ("paper-1", "post-1", "post-2", "times-1", "times-2"),
        "outlets": ("The Paper", "Post & Times", "none of it"),
        "sides": VALUES["side"],
    },
    subjects=frozenset(["event.a", "place.margin", "period.spring"]),
    bounds=(-26.0, -38.7, -24.0, -37.3),
    zooms=(9, 15),
)


def some(values, least=0, most=None):
    return st.lists(st.sampled_from(values), unique=True, min_size=least, max_size=most).map(tuple)


def in_order(chosen):
    return tuple(layer for layer in OFFERS.layers if layer in chosen)


DAYS = st.integers(FIRST, LAST)
CHOSEN = st.fixed_dictionaries({}, optional={f: some(VALUES[f], 1) for f in FILTERS})
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=LONGEST_TEXT)
LONGITUDES, LATITUDES = st.floats(-180, 180), st.floats(-90, 90)
WITHIN = st.none() | st.tuples(
    LONGITUDES, st.tuples(LATITUDES, LATITUDES).map(sorted), LONGITUDES
).map(lambda sides: (sides[0], sides[1][0], sides[2], sides[1][1]))
QUERIES = st.tuples(DAYS, DAYS, CHOSEN, TEXT, WITHIN).map(
    lambda parts: Query(min(parts[:2]), max(parts[:2]), *parts[2:4]).look(parts[4])
)
COMPARISONS = st.sampled_from(sorted(BY)).flatmap(
    lambda by: st.builds(
        Comparison,
        st.just(by),
        st.none() | some(OFFERS.columns[by], most=MOST_COLUMNS),
        st.none() | st.sampled_from(sorted(OFFERS.subjects)),
        blind=st.booleans(),
    )
)
VIEWS = st.builds(
    View,
    QUERIES,
    event=st.none() | st.sampled_from(sorted(OFFERS.events)),
    history=st.none() | st.sampled_from(VALUES["place"]),
    layers=some(OFFERS.layers).map(in_order),
    language=st.sampled_from(OFFERS.languages),
    comparison=COMPARISONS,
    map=st.none()
    | st.builds(
        MapView,
        longitude=st.floats(-26, -24),
        latitude=st.floats(-38.7, -37.3),
        zoom=st.floats(9, 15),
    ),
    version=st.none() | st.sampled_from(["2026.11.2", "2026.11.1"]),
)
WITH_STORY = st.tuples(
    VIEWS, st.sampled_from(["road", OWN_STORY]), st.integers(0, 3), st.booleans()
)
ALL_VIEWS = VIEWS | WITH_STORY.map(
    lambda parts: replace(parts[0], story=parts[1], step=parts[2], notes=parts[3])
)


def parameters(pairs):
    """Gather the values of each name, as an address bar gives them."""
    return parse_qs(urlencode(pairs), keep_blank_values=True)


@given(ALL_VIEWS)
def test_a_view_comes_back_from_its_link(view):
    assert read_link(parameters(write_link(view, OFFERS)), OFFERS) == (view, ())


@given(ALL_VIEWS)
def test_a_link_has_only_known_names_in_a_fixed_order(view):
    names = [name for name, _ in write_link(view, OFFERS)]
    assert names == sorted(names, key=list(PARAMETERS).index)


def test_what_a_visitor_without_a_link_sees_needs_no_parameters():
    assert write_link(OFFERS.view, OFFERS) == []
    assert read_link({}, OFFERS) == (OFFERS.view, ())


def test_a_link_reads_as_what_it_means():
    query = Query(FIRST, to_day(date(2024, 4, 7)), {"category": ("flood", "labour")}, "carts north")
    view = View(query, event="b", layers=(), language="fa")
    assert urlencode(write_link(view, OFFERS)) == (
        "to=2024-04-07&cat=flood&cat=labour&q=carts+north&event=b&layers=none&lang=fa"
    )


@given(st.dictionaries(st.sampled_from(list(PARAMETERS)) | st.text(), st.lists(st.text())))
def test_no_link_is_so_broken_that_it_cannot_be_read(junk):
    view, problems = read_link(junk, OFFERS)
    assert FIRST <= view.query.first <= view.query.last <= LAST
    assert view.event in {None, *OFFERS.events}
    assert set(view.layers) <= set(OFFERS.layers)
    assert view.language in OFFERS.languages
    compared = view.comparison
    assert compared.by in BY
    assert compared.about in {None, *OFFERS.subjects}
    assert set(compared.columns or ()) <= set(OFFERS.columns[compared.by])
    assert len(compared.columns or ()) <= MOST_COLUMNS
    assert len(view.query.text) <= LONGEST_TEXT
    assert all(
        set(chosen) <= set(VALUES[name]) and chosen for name, chosen in view.query.chosen.items()
    )
    assert all(problem.split(":")[0] in PARAMETERS for problem in problems)


@given(
    st.sampled_from([name for name in PARAMETERS if name != "q"]),
    # No text in capitals and full stops is a date, a name or an id.
    st.text("JUNK.<>%", min_size=1),
)
def test_what_is_ignored_is_named(name, value):
    view, problems = read_link({name: [value]}, OFFERS)
    assert view == OFFERS.view
    assert len(problems) == 1
    assert problems[0].startswith(f"{name}: ")
    assert value[:40] in problems[0]


WRONG = [
    ({"from": ["2024-02-30"]}, "from: “2024-02-30” is not a date like 2024-04-07"),
    ({"from": ["yesterday"]}, "from: “yesterday” is not a date like 2024-04-07"),
    ({"from": ["1999-01-01"]}, "from: 1 January 1999 lies outside the data"),
    ({"to": ["9999-12-31"]}, "to: 31 December 9999 lies outside the data"),
    ({"from": ["2024-05-01"], "to": ["2024-04-01"]}, "from: 1 May 2024 is after 1 April 2024"),
    ({"cat": ["party"]}, "cat: there is no “party”"),
    ({"cat": ["FLOOD"]}, "cat: there is no “FLOOD”"),
    ({"place": ["atlantis"]}, "place: there is no “atlantis”"),
    ({"source": [""]}, "source: there is no “”"),
    ({"event": ["c"]}, "event: there is no “c”"),
    ({"layers": ["clouds"]}, "layers: there is no “clouds”"),
    ({"lang": ["xx"]}, "lang: there is no “xx”"),
    ({"side": ["<script>"]}, "side: there is no “<script>”"),
    ({"by": ["party"]}, "by: there is no “party”"),
    ({"with": ["nobody"]}, "with: there is no “nobody”"),
    ({"about": ["place.atlantis"]}, "about: there is no “place.atlantis”"),
    ({"blind": ["yes"]}, "blind: there is no “yes”"),
    ({"blind": [""]}, "blind: there is no “”"),
    ({"status": ["x" * 50]}, f"status: there is no “{'x' * 40}…”"),
    *(
        ({"within": [text]}, f"within: “{text}” is not west, south, east and north in degrees")
        for text in (
            "1,2,3",
            "1,2,3,4,5",
            "0,10,1,5",
            "181,0,1,1",
            "0,0,1,91",
            "nan,0,1,1",
            "a,b,c,d",
        )
    ),
]


@pytest.mark.parametrize(("link", "line"), WRONG)
def test_a_wrong_value_is_named_and_all_else_stays(link, line):
    assert read_link(link, OFFERS) == (OFFERS.view, (line,))


def test_right_values_beside_wrong_ones_count():
    view, problems = read_link(
        {
            "cat": ["flood", "party", "labour"],
            "layers": ["roads", "clouds"],
            "from": ["2024-01-01"],
        },
        OFFERS,
    )
    assert view.query.chosen == {"category": ("flood", "labour")}
    assert view.layers == ("roads",)
    assert view.query.first == to_day(date(2024, 1, 1))
    assert len(problems) == 2


def test_of_two_values_where_one_is_wanted_the_last_counts_and_that_is_said():
    view, problems = read_link(
        {"q": ["old", "new"], "from": ["2024-01-01", "2024-02-01"], "event": ["a", "b"]}, OFFERS
    )
    assert (view.query.text, view.event) == ("new", "b")
    assert view.query.first == to_day(date(2024, 2, 1))
    assert [problem.partition(":")[0] for problem in problems] == ["from", "q", "event"]


@pytest.mark.parametrize(
    ("sides", "within"),
    [
        ((34.123456, 31.0, 34.5, 31.5), (34.1235, 31.0, 34.5, 31.5)),
        ((179.0, -1.0, 181.0, 1.0), (179.0, -1.0, -179.0, 1.0)),
        ((-190.0, -95.0, -185.0, 95.0), (170.0, -90.0, 175.0, 90.0)),
        ((-180.0, -1.0, 180.0, 1.0), None),
        ((-500.0, -1.0, 500.0, 1.0), None),
    ],
)
def test_a_part_of_the_map_is_written_as_one_part_of_the_earth(sides, within):
    assert OFFERS.view.query.look(sides).within == within


def test_a_long_text_is_cut_and_that_is_said():
    view, problems = read_link({"q": ["a" * (LONGEST_TEXT + 1)]}, OFFERS)
    assert view.query.text == "a" * LONGEST_TEXT
    assert problems == (f"q: only the first {LONGEST_TEXT} characters are searched for",)


@given(DAYS)
def test_a_link_may_start_on_any_day_of_the_data(day):
    view, problems = read_link({"from": [to_date(day).isoformat()]}, OFFERS)
    assert (view.query.first, problems) == (day, ()), in_words(day)


@pytest.mark.parametrize(
    ("names", "layers"),
    [
        (["none"], ()),
        (["places", "sea"], ("sea", "places")),
        (["roads", "none"], ()),
    ],
)
def test_layers_come_in_drawing_order(names, layers):
    assert read_link({"layers": names}, OFFERS)[0].layers == layers


@pytest.mark.parametrize(
    ("link", "named"),
    [
        ({"story": ["gone"]}, "story: there is no “gone”"),
        ({"story": ["~junk"]}, "story: the link is damaged"),
        ({"story": ["road"], "step": ["4"]}, "step: “4” is not a number from 0 to 3"),
        ({"story": ["road"], "step": ["-1"]}, "step: “-1” is not a number from 0 to 3"),
        ({"story": ["road"], "step": ["٣"]}, "step: “٣” is not a number from 0 to 3"),
        ({"map": ["11/-38.1"]}, "map: “11/-38.1” is not a zoom, a latitude and a longitude"),
        ({"map": ["11/51.5/0"]}, "map: “11/51.5/0” is not a zoom"),
        ({"map": ["nan/-38.1/-25.1"]}, "map: “nan/-38.1/-25.1” is not a zoom"),
        ({"map": ["16/-38.1/-25.1"]}, "map: “16/-38.1/-25.1” is not a zoom"),
        ({"map": ["11/-38.1/-25.1/0"]}, "map: “11/-38.1/-25.1/0” is not a zoom"),
        ({"v": ["1999.1.1"]}, "v: there is no “1999.1.1”"),
        ({"story": ["road"], "notes": ["yes"]}, "notes: “yes” is not a number from 0 to 1"),
    ],
)
def test_a_story_a_map_or_a_version_that_is_not_there_is_named(link, named):
    view, problems = read_link(link, OFFERS)
    assert (view.step, view.notes) == (0, False)
    assert len(problems) == 1
    assert problems[0].startswith(named)


def test_a_story_of_ones_own_is_unpacked_and_its_events_must_be_there():
    unknown = pack(STORY.model_copy(update={"steps": (Step(event="c", line="", prompt=""),)}))
    assert OFFERS.story(OWN_STORY).title == "كتاب"
    assert read_link({"story": [OWN_STORY], "step": ["2"]}, OFFERS)[0].step == 2
    view, problems = read_link({"story": [unknown]}, OFFERS)
    assert view.story is None
    assert "'c'" in problems[0]
    assert "is not in this set" in problems[0]
    withdrawn = replace(OFFERS, withdrawn={"c"})
    assert "'c'" in read_link({"story": [unknown]}, withdrawn)[1][0]
    assert "is withdrawn" in read_link({"story": [unknown]}, withdrawn)[1][0]


def test_a_story_with_half_a_character_for_an_event_is_no_story():
    parts = ["a", "Title", "Question?", "Closing", ["\ud800", "", ""]]
    packed = base64.urlsafe_b64encode(zlib.compress(json.dumps(parts).encode())).decode()
    known = replace(OFFERS, showable=Identifiers(pd.Series(["a", "b"])))
    view, problems = read_link({"story": [f"~{packed.rstrip('=')}"]}, known)
    assert view.story is None
    assert problems[0].startswith("story: ")


def compared(**link):
    view, problems = read_link(link, OFFERS)
    return view.comparison, problems


def test_columns_are_those_of_what_is_compared():
    assert compared(by=["outlets"], **{"with": ["The Paper", "paper-1"]}) == (
        Comparison("outlets", ("The Paper",)),
        ("with: there is no “paper-1”",),
    )


def test_more_columns_than_fit_are_named():
    comparison, problems = compared(**{"with": list(OFFERS.columns["articles"])})
    assert comparison.columns == OFFERS.columns["articles"][:MOST_COLUMNS]
    assert problems == (f"with: only the first {MOST_COLUMNS} are compared",)


def test_no_column_at_all_is_something_else_than_no_choice():
    assert compared(**{"with": ["none"]}) == (Comparison(columns=()), ())
    assert compared() == (Comparison(), ())


def test_a_blind_link_does_not_tell_whose_the_columns_are():
    comparison = Comparison("outlets", ("Post & Times",), blind=True)
    view = replace(OFFERS.view, comparison=comparison)
    pairs = write_link(view, OFFERS)
    assert pairs == [("by", "outlets"), ("with", disguise("Post & Times")), ("blind", "1")]
    assert read_link(parameters(pairs), OFFERS) == (view, ())


def test_a_collection_without_bounds_shows_any_place_on_earth():
    anywhere = replace(OFFERS, bounds=None, zooms=None)
    view, problems = read_link({"map": ["3/-51.5/-179.9"]}, anywhere)
    assert (view.map, problems) == (MapView(longitude=-179.9, latitude=-51.5, zoom=3), ())
    for nowhere in ("3/91/0", "3/0/181", "25/0/0", "-1/0/0", "3/0/inf"):
        assert read_link({"map": [nowhere]}, anywhere)[0].map is None


def test_a_story_that_shows_what_the_map_cannot_is_refused():
    far = STORY.steps[0].model_copy(update={"view": MapView(longitude=0, latitude=-38.1, zoom=12)})
    packed = pack(STORY.model_copy(update={"steps": (far,)}))
    view, problems = read_link({"story": [packed]}, OFFERS)
    assert view.story is None
    assert problems == ("story: steps.0.view.longitude: must be from -26 to -24 (got 0)",)


def test_names_are_in_the_first_language_that_a_collection_offers():
    portuguese = replace(OFFERS, languages=("pt", "en"))
    assert portuguese.view.language == "pt"
    assert read_link({"lang": ["xx"]}, portuguese)[0].language == "pt"
    assert write_link(replace(portuguese.view, language="en"), portuguese) == [("lang", "en")]


def test_what_counts_only_once_is_left_out_of_the_address_bar():
    shown = MapView(longitude=-25.1, latitude=-38.1, zoom=12)
    view = replace(OFFERS.view, event="a", map=shown, version="2026.11.1")
    assert [name for name, _ in write_link(view, OFFERS)] == ["event", "map", "v"]
    assert write_link(view, OFFERS, lasting=True) == [("event", "a")]


def test_a_step_of_a_story_that_cannot_be_read_adds_no_line():
    link = {"story": ["gone"], "step": ["2"], "notes": ["1"]}
    assert read_link(link, OFFERS) == (OFFERS.view, ("story: there is no “gone”",))


def test_what_a_link_names_beside_its_parameters_is_passed_over():
    assert read_link({"utm_source": ["x"], "embed": ["true"]}, OFFERS) == (OFFERS.view, ())


@pytest.mark.parametrize("name", ["quill", "small", "gaza"])
def test_a_collection_offers_what_it_has(name, request):
    """What a link may name is read from the records, the table and the region."""
    collection = request.getfixturevalue(name)
    offers, records = collection.offers, collection.records
    assert (offers.first, offers.last) == collection.engine.span
    assert all(event.id in offers.events for event in records.events)
    assert offers.layers == tuple(layer.id for layer in records.geography.layers)
    assert offers.languages[0] == records.geography.region.language
    assert set(offers.columns) == set(BY)
    view, problems = read_link({"cat": list(offers.values["category"])}, offers)
    assert (len(view.query.chosen["category"]), problems) == (len(offers.values["category"]), ())


def test_a_link_opens_a_withdrawn_event_and_no_story_shows_it(quill):
    withdrawn = "1892-07-whale-in-plume-bay"
    assert read_link({"event": [withdrawn]}, quill.offers)[0].event == withdrawn
    assert withdrawn in quill.offers.withdrawn
    assert withdrawn not in quill.offers.showable


@pytest.mark.parametrize(
    ("about", "offered"),
    [
        ("place.old-pier", True),
        ("period.the-flood", True),
        ("event.1891-10-house-elected", True),
        ("event.1892-07-whale-in-plume-bay", False),
        ("place.blotter-landing", False),
        ("period.winter", False),
    ],
)
def test_a_comparison_can_be_about_what_has_events(quill, about, offered):
    assert (about in quill.offers.subjects) == offered
