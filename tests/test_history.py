"""The history of a place: its names, its outlines by their dates, and its events in order."""

import json
from dataclasses import replace
from itertools import pairwise

import pytest

from events.collection import open_collection
from events.telling.history import history_panel, history_parts, place_history, stood
from events.telling.panel import HEADING, Position, panel
from pages.parts import session
from pages.parts.explore.reading import position, turn_panel
from pages.parts.session import Session
from tests.conftest import (
    HOSTILE,
    LATER,
    LEAVING,
    OWN_PLACE,
    QUILL,
    ROW,
    find,
    said,
    write_event,
    write_table,
)
from tests.test_engines import PARENTS, upward
from tests.visit import address, buttons, drawn, open_page, text

CAUSEWAY, LANDING = "quill-causeway", "blotter-landing"
OPENS, WIDENED, WASHED = (
    "1892-06-causeway-opens",
    "1893-05-02-causeway-widened",
    "1893-11-18-causeway-washed-away",
)
QUARRY = "1893-01-quarry-closes"
WHALE = "1892-07-whale-in-plume-bay"
"""An event that was withdrawn, at a place of its own."""


def opened(shown):
    """List what the buttons of a panel's list of events do."""
    (listed,) = find(shown, "ol", class_="history")
    return [dict(button.attributes)["data-action"] for button in find(listed, "button")]


def facts(shown):
    """Return the description of each term."""
    return {said(find(pair, "dt")[0]): said(find(pair, "dd")[0]) for pair in find(shown, "div")}


# What is read of a place


def test_a_place_has_its_names_in_all_languages_each_with_its_direction(quill):
    shown = history_panel(CAUSEWAY, quill)
    (heading,) = find(shown, "h2")
    assert said(heading) == "Quill causeway"
    for name, language, direction in (
        ("Quill causeway", "en", "ltr"),
        ("Passagem da Pena", "pt", "ltr"),
        ("گذرگاه قلم", "fa", "rtl"),
    ):
        assert name in map(said, find(shown, "bdi", lang=language, dir=direction))


def test_a_name_that_is_not_known_in_a_language_is_said_to_be_so(quill):
    (names,) = find(history_panel("old-pier", quill), "dl")
    lines = [said(line) for line in find(names, "li")]
    assert lines == ["English: Old Pier", "Português: Cais Velho", "فارسی: not known"]


def test_a_place_says_its_kind_its_precision_and_where_its_position_is_from(quill):
    said_of = facts(history_panel(CAUSEWAY, quill))
    assert said_of["Kind"] == "causeway"
    words = "within about 2.5 km; along a line or in an area, not one point"
    assert said_of["Precision"] == words
    assert said_of["Position"] == "Drawn by hand for the tests (CC0-1.0)"
    assert "Stood" not in said_of
    assert facts(history_panel("inkhaven", quill))["Also written"] == "Ink Haven, Inkhaven Port"


def test_a_place_that_stood_for_a_time_says_when(folder):
    write_event(folder, place=LANDING)
    said_of = facts(history_panel(LANDING, open_collection(folder)))
    assert said_of["Stood"] == "June 1892 (day not given) to 18 November 1893"
    assert said_of["Note"] == "In use only while the causeway stood."


def outlines(shown):
    (listed,) = find(shown, "ol", class_="outlines")
    return [said(line) for line in find(listed, "li")]


OUTLINES = [
    "June 1892 (day not given) to 1 May 1893: Causeway (single track)"
    "Source: Drawn by hand for the tests (CC0-1.0); within about 150 m"
    "Open at low water only.",
    "2 May 1893 to 18 November 1893: Causeway (widened)"
    "Source: Drawn by hand for the tests (CC0-1.0); within about 300 m"
    "Stood until the flood.",
]


def test_outlines_are_dated_and_in_order_of_time(quill):
    assert outlines(history_panel(CAUSEWAY, quill)) == OUTLINES


def change_features(path, change):
    """Change the properties of each feature of a file."""
    content = json.loads(path.read_text("utf-8"))
    for feature in content["features"]:
        change(feature["properties"])
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")


def test_the_order_of_outlines_is_that_of_their_dates_and_not_of_the_file(folder):
    def turn(place):
        if place["id"] == CAUSEWAY:
            place["shapes"] = ["causeway-1893", "quill-land", "causeway-1892"]

    change_features(folder / "geodata/places.geojson", turn)
    whole, *others = outlines(history_panel(CAUSEWAY, open_collection(folder)))
    assert whole.startswith("Dates not given: ")
    assert others == OUTLINES


def test_a_place_without_outlines_has_no_list_of_them(quill):
    assert find(history_panel("inkhaven", quill), "ol", class_="outlines") == []


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2024-02-19", "2024-07", "19 February 2024 to July 2024 (day not given)"),
        ("2024-07", "2024-07", "July 2024 (day not given)"),
        ("2025-04-12", None, "From 12 April 2025"),
        (None, "2024-05-29", "Until 29 May 2024"),
        (None, None, "Dates not given"),
    ],
)
def test_dates_are_as_precise_as_they_are_known(first, last, words):
    assert stood(first, last) == words


def test_a_place_of_an_events_own_says_what_it_rests_on(quill):
    shown = history_panel(f"own-{QUARRY}", quill)
    assert said(find(shown, "h2")[0]) == "Slate quarry above Vellum"
    said_of = facts(shown)
    assert said_of["Kind"] == "Named by this event alone"
    assert said_of["Precision"] == "within about 1.2 km; at or near the named place"
    assert said_of["Position"] == quill.records.by_id[QUARRY].place.basis
    assert opened(shown) == [f"select:{QUARRY}"]
    assert "1 event" in said(shown)


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    path = tmp_path_factory.mktemp("table") / "set.parquet"
    earlier = {**ROW, "id": "event-0", "date": "2024-04-06"}
    return open_collection(write_table(path, LATER, ROW, earlier))


def test_a_place_of_a_table_is_known_by_its_name_alone(table):
    shown = history_panel("Inkhaven", table)
    assert said(find(shown, "h2")[0]) == "Inkhaven"
    assert list(facts(shown)) == ["Known"]
    assert opened(shown) == ["select:event-0", "select:event-1"]


# Its events


def test_every_place_lists_all_its_events_in_order_of_time(quill):
    listed = []
    for place in quill.engine.values("place"):
        history = place_history(place, quill)
        ids = [row["id"] for row in history.rows]
        held = [each for each in quill.table["place"] if place in upward(each, PARENTS)]
        assert ids == list(quill.table["id"][quill.table["place"].isin(held)])
        assert all(one["first"] <= two["first"] for one, two in pairwise(history.rows))
        assert history.more == 0
        listed += [row["id"] for row in history.rows if row["place"] == place]
    assert sorted(listed) == sorted(event.id for event in quill.records.shown)
    assert WHALE not in listed


def test_an_event_at_a_place_that_another_holds_names_its_own(quill):
    town = history_panel("inkhaven", quill)
    at_the_pier = find(town, "button", data_action="select:1892-03-04-ferry-held")[0]
    assert "4 March 1892 · Vessels and ferries · Old Pier" in said(at_the_pier)
    own = find(
        history_panel("old-pier", quill), "button", data_action="select:1892-03-04-ferry-held"
    )
    assert "ferries · Old Pier" not in said(own[0])


def test_each_event_is_a_button_and_the_open_one_is_marked(quill):
    shown = history_panel(CAUSEWAY, quill, WIDENED)
    assert opened(shown) == [f"select:{OPENS}", f"select:{WIDENED}", f"select:{WASHED}"]
    (current,) = find(shown, "button", aria_current="true")
    assert "Widened causeway opens to two carts abreast" in said(current)
    assert "2 May 1893 · Building and works" in said(current)
    (back,) = find(shown, "button", data_action="back")
    assert said(back) == "Back to the event"
    assert find(history_panel(CAUSEWAY, quill), "button", aria_current="true") == []


def test_more_events_than_fit_are_counted_and_lead_to_the_list(quill, monkeypatch):
    assert "more" not in said(history_panel(CAUSEWAY, quill))
    history = place_history(CAUSEWAY, quill, most=2)
    assert ([row["id"] for row in history.rows], history.more) == ([OPENS, WIDENED], 1)
    monkeypatch.setattr("events.telling.history.place_history", lambda *_: history)
    shown = history_panel(CAUSEWAY, quill)
    assert "3 events, in order of time" in said(shown)
    assert "and 1 more" in said(shown)
    (only,) = find(shown, "button", data_action=f"only:{CAUSEWAY}")
    assert said(only) == "Show only these 3 events"


@pytest.mark.parametrize("name", [text for text in HOSTILE if "\n" not in text])
def test_any_name_stays_text(folder, name, monkeypatch):
    write_event(folder, place=OWN_PLACE)
    collection = open_collection(folder)
    place = f"own-{LEAVING}"
    monkeypatch.setitem(collection.labels["place"], place, name)
    shown = history_panel(place, collection)
    assert said(find(shown, "h2")[0]) == name
    assert find(shown, "script") == find(shown, "img") == []


def test_the_parts_without_the_events_have_no_button(quill):
    parts = history_parts(place_history(CAUSEWAY, quill), quill.records)
    assert [button for part in parts if part for button in find(part, "button")] == []


def test_the_name_of_the_place_in_the_panel_leads_to_its_history(quill, table):
    (button,) = find(panel(WASHED, quill), "button", class_="place")
    assert said(button) == "Quill causeway"
    assert dict(button.attributes)["data-action"] == f"history:{CAUSEWAY}"
    (button,) = find(panel("event-2", table), "button", class_="place")
    assert dict(button.attributes)["data-action"] == "history:Sandrock"
    (button,) = find(panel(QUARRY, quill), "button", class_="place")
    assert dict(button.attributes)["data-action"] == f"history:own-{QUARRY}"


# On the page


def test_a_link_opens_the_history_with_its_event_marked():
    app = open_page("explore", history=CAUSEWAY, event=WIDENED)
    shown = text(app, "-panel")
    assert "Passagem da Pena" in shown
    assert "2 May 1893 to 18 November 1893" in shown
    assert [a for a in buttons(app, "-panel") if a.startswith("select:")] == [
        f"select:{OPENS}", f"select:{WIDENED}", f"select:{WASHED}",
    ]  # fmt: skip
    assert address(app) == [["event", WIDENED], ["history", CAUSEWAY]]
    assert drawn(app, "-panel")["reach"] == [f"history:{CAUSEWAY}", 0]


def test_places_that_are_filtered_for_offer_their_history():
    assert buttons(open_page("explore"), "-panel") == []
    app = open_page("explore", place=["margin", CAUSEWAY])
    assert buttons(app, "-panel") == ["history:margin", f"history:{CAUSEWAY}"]
    assert "History of Margin" in text(app, "-panel")


@pytest.fixture
def turned(quill, monkeypatch):
    """Press a button of the panel; return the visit, and the parts that are drawn again."""

    def turn(action, **seen):
        visit = Session(replace(quill.offers.view, **seen), parts=PARTS)
        redrawn = []
        monkeypatch.setattr(session, "current", lambda: visit)
        monkeypatch.setattr(session.st, "rerun", redrawn.extend)
        turn_panel(quill, action)
        return visit, set(redrawn)

    return turn


PARTS = {
    "map": frozenset({"query", "event"}),
    "panel": frozenset({"event", "membership", "history", "places"}),
    "listing": frozenset({"query", "event"}),
}


def test_the_panel_turns_to_the_history_and_back(turned):
    visit, redrawn = turned(f"history:{CAUSEWAY}", event=WASHED)
    assert (visit.view.event, visit.view.history) == (WASHED, CAUSEWAY)
    assert redrawn == {"panel"}
    visit, redrawn = turned("back", event=WASHED, history=CAUSEWAY)
    assert (visit.view.event, visit.view.history) == (WASHED, None)
    assert redrawn == {"panel"}


def test_an_event_of_the_history_opens_in_its_place(turned):
    visit, redrawn = turned(f"select:{OPENS}", event=WASHED, history=CAUSEWAY)
    assert (visit.view.event, visit.view.history) == (OPENS, None)
    assert redrawn == {"map", "panel", "listing"}


def test_the_list_of_all_events_of_a_place_leaves_other_filters(turned, quill):
    narrow = quill.offers.view.query.choose("category", ["flood"])
    visit, _ = turned(f"only:{CAUSEWAY}", event=WASHED, history=CAUSEWAY, query=narrow)
    assert visit.view == replace(
        quill.offers.view, query=quill.offers.view.query.choose("place", [CAUSEWAY])
    )
    assert quill.engine.count(visit.view.query) == 3


@pytest.mark.parametrize("action", ["history:nowhere", "only:nowhere", "compare", "history"])
def test_a_forged_action_does_nothing(turned, quill, action):
    visit, redrawn = turned(action)
    assert visit.view == quill.offers.view
    assert redrawn == set()


def test_a_table_has_histories_too(quill_table):
    app = open_page("explore", quill_table, history="Quill causeway")
    assert "3 events, in order of time" in text(app, "-panel")
    assert "only:Quill causeway" in buttons(app, "-panel")
    assert QUILL.name not in text(app, "-panel")


def test_an_unknown_place_of_a_link_is_said_to_be_so():
    app = open_page("explore", history="nowhere")
    assert "history: there is no “nowhere”" in text(app, "-ignored")
    assert HEADING not in json.dumps(drawn(app, "-panel"))


def test_an_event_stands_between_its_neighbours_in_the_list(quill, monkeypatch):
    floods = quill.offers.view.query.choose("category", ["flood"])
    visit = Session(replace(quill.offers.view, query=floods))
    monkeypatch.setattr(session, "current", lambda: visit)
    ids = [row["id"] for row in quill.engine.page(floods, 0, 100)]
    for number, name in enumerate(ids, 1):
        before = ids[number - 2] if number > 1 else None
        after = ids[number] if number < len(ids) else None
        assert position(name, quill) == Position(number, len(ids), before, after)
    assert position(QUARRY, quill) is None
    assert position(WHALE, quill) is None
