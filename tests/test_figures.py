"""A figure is shown once with all its numbers, and says who gives it and where it stands."""

import json
import re
from datetime import date

import pytest

from events.compare.sections import draw_sections
from events.publish import Options, selection_handout, write_handout
from events.records import Amount, Figure
from events.report.tallies import UNKNOWN, groups_of_dead
from events.stories import event_notes, event_slide
from events.telling.panel import panel
from events.telling.quotations import figure_giver, figure_list, figure_what
from events.telling.veil import OPEN
from tests.conftest import Page, find, said, written
from tests.test_compare import layout_of
from tests.test_report import DEATHS
from tests.test_slides import step_of

WHOLE = "1893-11-18-causeway-washed-away"
LOAVES = "1893-11-20-boats-to-lower-leaf"
WHAT, WORDS = "carts lost with the causeway", "three of the five carts upon it"
PART = "carts on the causeway"


def panel_text(quill):
    return said(panel(WHOLE, quill))


def screen_text(quill):
    event, row = quill.records.by_id[WHOLE], quill.engine.row(WHOLE)
    slide = event_slide(step_of(WHOLE), event, row, quill.records, OPEN)
    return "\n".join(said(part) for part in slide.elements)


def notes_text(quill):
    event, row = quill.records.by_id[WHOLE], quill.engine.row(WHOLE)
    notes = event_notes(step_of(WHOLE), event, row, quill.records)
    return "\n".join(said(part) for part in notes if part)


def handout_text(quill):
    handout = selection_handout(quill.table.loc[[WHOLE]], quill.records)
    return Page(write_handout(handout, quill.records, Options(), date(2026, 11, 23))).spaced


def comparison_text(quill):
    layout = layout_of(quill.records, "outlets", ["Southern Cable", "The Quill Courier"])
    return "\n".join(said(part) for part in draw_sections(layout, 0, None))


def one_page_text(quill):
    content = written("html", quill, quill.table.loc[[WHOLE]])
    (event,) = Page(content).data["events"]
    return json.dumps(event["panel"])


def export_text(name):
    return lambda quill: written(name, quill, quill.table.loc[[WHOLE]]).decode("utf-8-sig")


def unfolded(quill):
    return export_text("ics")(quill).replace("\r\n ", "")


TOLD = {
    "panel": panel_text,
    "slide": screen_text,
    "notes": notes_text,
    "handout": handout_text,
    "comparison": comparison_text,
    "one page": one_page_text,
    "csv": export_text("csv"),
    "kml": export_text("kml"),
    "ics": unfolded,
    "timelinejs": export_text("timelinejs"),
    "storymapjs": export_text("storymapjs"),
}


@pytest.mark.parametrize("place", TOLD)
def test_a_figure_with_parts_is_shown_once_in_its_own_words(quill, place):
    text = TOLD[place](quill)
    assert (text.count(WHAT), text.count(WORDS)) == (1, 1)
    assert text.count(PART) <= 1


def test_a_figure_names_who_gives_it_behind_its_words(quill):
    assert f"{WHAT}; {PART}: {WORDS} (Southern Cable)" in export_text("csv")(quill)


def test_geojson_has_the_numbers_of_a_figure_and_of_its_parts(quill):
    (feature,) = json.loads(written("geojson", quill, quill.table.loc[[WHOLE]]))["features"]
    (figure,) = feature["properties"]["figures"]
    assert (figure["best"], figure["unit"]) == (3, "carts")
    assert figure["parts"] == [
        {"what": PART, "low": None, "best": 5, "high": None, "unit": None}
    ]  # fmt: skip


def test_a_figure_of_which_the_source_is_not_known_says_why_in_the_panel(quill):
    (given,) = find(panel(LOAVES, quill), "dl", class_="figures")
    assert said(find(given, "span", class_="note")[0]).endswith(
        "no source known. Both papers were seen in a scrapbook, where the cuttings overlap."
    )
    event, row = quill.records.by_id[LOAVES], quill.engine.row(LOAVES)
    slide = event_slide(step_of(LOAVES), event, row, quill.records, OPEN)
    assert "scrapbook" not in "".join(map(said, slide.elements))


CABLE, COURIER = "southern-cable-1893-11-19", "quill-courier-1893-11-21"


@pytest.mark.parametrize(
    ("source", "note", "shown"),
    [
        (CABLE, None, "Southern Cable"),
        (CABLE, "In a table.", "Southern Cable. In a table."),
        (COURIER, None, "Southern Cable, in The Quill Courier"),
        (None, None, "Southern Cable, no source known"),
        (None, "The cutting is torn.", "Southern Cable, no source known. The cutting is torn."),
    ],
)
def test_a_figure_names_in_its_line_who_gives_it_and_the_outlet_that_prints_it(
    quill, source, note, shown
):
    figure = figure_of("loaves").model_copy(update={"source": source, "source_note": note})
    (line,) = find(figure_list([figure], quill.records), "span", class_="note")
    assert said(line) == shown
    assert figure_giver(figure, quill.records) == shown.split(". ")[0]


def test_a_figure_says_once_each_thing_that_its_words_count():
    figure = figure_of("trucks looted", "trucks in the convoy", "trucks looted")
    assert figure_what(figure) == "trucks looted; trucks in the convoy"


def figure_of(what, *parts):
    """Build a figure that counts something, with parts that count other things."""
    return Figure(
        what=what,
        as_reported="some",
        parts=tuple(Amount(what=part) for part in parts),
        according_to="southern-cable",
        source=None,
    )


@pytest.mark.parametrize(
    ("figure", "groups"),
    [
        (figure_of("sheep drowned", "sheep in the fold"), {"Sheep"}),
        (figure_of("sheep drowned", "sheep drowned by noon"), {"Sheep"}),
        (figure_of("sheep drowned", "drowned at Margin"), {"Sheep", "At Margin"}),
        (figure_of("drowned that day", "sheep drowned"), {"Sheep"}),
        (figure_of("drowned that day", "drowned that night"), {UNKNOWN}),
        (figure_of("sheep saved", "sheep in the fold"), set()),
    ],
)
def test_a_figure_counts_once_among_the_dead_of_each_group_that_its_words_name(figure, groups):
    assert groups_of_dead(figure, DEATHS) == groups


def test_a_part_stands_in_the_line_of_its_figure(quill):
    (given,) = find(panel(WHOLE, quill), "dl", class_="figures")
    assert [said(what) for what in find(given, "dt")] == [f"{WHAT}; {PART}"]
    assert not re.search(r"\b5\b", said(given))
