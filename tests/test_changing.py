"""A list of one's own, changed on the page: what is wrong is said at the value, and undone."""

import json
import shutil
from unittest.mock import patch

import pytest

from events.collection import open_collection
from events.commands.new import TEMPLATE
from pages import PAGES
from pages.parts import own
from pages.parts.own import Shelf
from pages.parts.yours import changing, form, history
from pages.parts.yours.changing import change, rename, rows_of
from pages.parts.yours.history import put, undo
from tests.hostile.files import picture
from tests.visit import buttons, components, drawn, follow, messages, open_page, problems_of, text


def fill(folder):
    """Write the template of a list into a folder."""
    shutil.copytree(TEMPLATE, folder, dirs_exist_ok=True)
    return open_collection(folder)


@pytest.fixture
def mine(monkeypatch):
    kept = Shelf()
    monkeypatch.setattr(own, "shelf", lambda: kept)
    return kept.add("ada", fill)


def titles(mine):
    return mine.collection.table["title"].tolist()


def with_row(rows, **values):
    """Return a list with one more row."""
    more = rows.copy()
    more.loc[len(rows)] = ""
    more.loc[len(rows), list(values)] = list(values.values())
    return more


def test_a_list_has_all_columns_that_a_form_asks_for(mine):
    rows = rows_of(mine)
    assert set(changing.COLUMNS) <= set(rows)
    assert rows["title"].tolist() == titles(mine)
    (mine.folder / changing.EVENTS).unlink()
    assert rows_of(mine) is None


def test_what_is_added_is_open_at_once_and_can_be_undone(mine):
    rows = rows_of(mine)
    assert change(mine, with_row(rows, title="A ferry sinks", date="2024-02"), "Added.") is None
    assert "A ferry sinks" in titles(mine)
    assert open_collection(mine.folder).engine.size == 2
    undo(mine)
    assert titles(mine) == rows["title"].tolist()
    assert change(mine, with_row(rows, title="A storm", date="3 April 2024"), "Added.") is None
    assert "2024-04-03" in rows_of(mine)["date"].tolist()
    undo(mine)
    undo(mine)
    assert titles(mine) == rows["title"].tolist()


def test_what_is_wrong_is_said_of_its_value_and_nothing_is_changed(mine):
    before = titles(mine)
    faults = change(
        mine, with_row(rows_of(mine), title="A ferry sinks", date="2024-02-31"), "Added."
    )
    [fault] = faults.remarks
    assert (fault.row, fault.column) == (2, "date")
    assert "no day of the calendar" in fault.reason
    assert titles(mine) == before
    assert mine.past == []


def test_other_files_of_a_collection_stay(mine):
    (mine.folder / "periods.yaml").write_text("[]")
    change(mine, with_row(rows_of(mine), title="A ferry sinks", date="2024"), "Added.")
    rename(mine, "Ferries: a *list*")
    assert mine.collection.records.info.title == "Ferries: a *list*"
    assert "A ferry sinks" in titles(mine)
    assert (mine.folder / "periods.yaml").exists()


def test_changes_of_every_kind_have_one_history(mine):
    rename(mine, "Ferries")
    change(mine, with_row(rows_of(mine), title="A ferry sinks", date="2024"), "A ferry is added.")
    put(mine, {"stories/x.yaml": None, "notes.md": b"ours"}, "Notes are written.")
    assert [each.said for each in mine.past] == [
        "The title is “Ferries”.",
        "A ferry is added.",
        "Notes are written.",
    ]
    undo(mine)
    assert not (mine.folder / "notes.md").exists()
    assert mine.taken_back == "Notes are written."
    undo(mine)
    assert titles(mine) == ["An example to be replaced"]
    assert mine.collection.records.info.title == "Ferries"
    undo(mine)
    undo(mine)
    assert mine.collection.records.info.title == "My collection"
    assert mine.past == []


def test_no_more_changes_are_kept_than_can_be_undone(mine):
    for number in range(history.MOST_UNDONE + 2):
        rename(mine, f"Title {number}")
    for _ in range(history.MOST_UNDONE + 2):
        undo(mine)
    assert mine.collection.records.info.title == "Title 1"


def test_a_title_that_cannot_be_kept_is_refused_in_words(mine):
    for title in ("", "  ", "A hidden \u202e sign"):
        assert rename(mine, title).lines
    assert mine.collection.records.info.title == "My collection"
    assert mine.past == []


def test_a_list_without_events_is_kept_and_counts_none(mine):
    assert (mine.is_empty, mine.size) == (True, 0)
    rows = with_row(rows_of(mine).iloc[:0], title="A ferry sinks", date="2024")
    assert change(mine, rows, "Added.") is None
    assert (mine.is_empty, mine.size) == (False, 1)
    assert change(mine, rows_of(mine).iloc[:0], "Removed.") is None
    assert (mine.is_empty, mine.size) == (True, 0)
    undo(mine)
    assert titles(mine) == ["A ferry sinks"]


# The page


@pytest.fixture
def visit():
    """Return the page of a visitor who has begun an empty list."""
    app = follow("dashboard.py")
    app.switch_page(PAGES["yours"].file).run()
    next(button for button in app.button if "empty list" in button.label).click().run()
    assert problems_of(app) == []
    yield app
    for each in own.shelf().of(app.session_state["visitor"]):
        own.shelf().remove(each)


def box(app, label):
    return next(each for each in [*app.text_input, *app.text_area] if each.label == label)


def press(app, words):
    next(button for button in app.button if button.label == words).click().run()
    assert problems_of(app) == []


def test_a_beginner_writes_over_the_example(visit):
    assert box(visit, "Title of the collection").value == "My collection"
    assert box(visit, "Date").value == box(visit, "Place").value == ""
    box(visit, "Title").set_value("A ferry sinks")
    assert '"mode": "placing"' in messages(visit)[0].replace("\\", "")
    box(visit, "Date").set_value("2024-02-30")
    box(visit, "Place").set_value("Rhodes")
    press(visit, "Add this event")
    assert "no day of the calendar" in text(visit, "-fault-date")
    assert "Not kept yet: mend 1 field: Date." in text(visit, "-form-said")
    assert focused(visit, "-form-said") == f"form-{one(visit).maps}-0-date"
    press(visit, "Add this event")
    assert focused(visit, "-form-said") == f"form-{one(visit).maps}-0-date"
    box(visit, "Date").set_value("2024-02-28")
    press(visit, "Add this event")
    assert "is kept" in text(visit, "-form-said")
    [mine] = own.shelf().of(visit.session_state["visitor"])
    [event] = mine.collection.records.events
    assert (event.title, event.id) == ("A ferry sinks", "a-ferry-sinks-2024-02-28")
    assert mine.collection.table["date_words"].tolist() == ["28 February 2024"]
    assert rows_of(mine)[["place", "source", "url"]].iloc[0].tolist() == ["Rhodes", "", ""]
    assert event.other == {}


@pytest.mark.parametrize("page", ["explore", "present", "compare", "data", "about"])
def test_every_page_says_that_there_are_no_events_and_leads_to_the_first(visit, page):
    [mine] = own.shelf().of(visit.session_state["visitor"])
    assert "0 events" in text(visit, f"own-{mine.id}")
    visit.switch_page(PAGES[page].file).run()
    assert problems_of(visit) == []
    assert text(visit, "-no-events").startswith("0 events. Add the first")
    assert buttons(visit, "-no-events") == ["add"]
    [shown] = messages(visit)
    assert '"mode": "placing"' in shown.replace("\\", "")
    everything = json.dumps(components(visit)) + shown
    assert "example" not in everything.casefold()


def test_an_empty_table_is_empty(visit):
    assert len(visit.session_state["table-begins"]) == 0
    adds(visit, "A ferry sinks")
    assert visit.session_state["table-begins"]["title"].tolist() == ["A ferry sinks"]
    press(visit, "Remove this event")
    assert len(visit.session_state["table-begins"]) == 0
    assert text(visit, "-form-heading").startswith("A new event")


def one(visit):
    """The only collection of the visitor."""
    [mine] = own.shelf().of(visit.session_state["visitor"])
    return mine


def focused(visit, key):
    """What the keyboard is sent to by a part of the page; None for nothing."""

    def walk(node):
        if not isinstance(node, str):
            yield from [node[1]["data-focus"]] if "data-focus" in node[1] else []
            for child in node[2:]:
                yield from walk(child)

    return next(walk(drawn(visit, key)["tree"]), None)


def picture_box(visit):
    return next(each for each in visit.file_uploader if "picture" in each.label.casefold())


def test_a_chosen_picture_waits_like_what_is_typed(visit):
    adds(visit, "A ferry sinks")
    mine = one(visit)
    picture_box(visit).upload("sea.png", picture("PNG")).run()
    assert "Typed and not kept yet: Picture." in text(visit, "-form-said")
    visit.switch_page(PAGES["data"].file).run()
    visit.switch_page(PAGES["yours"].file).run()
    assert "Typed and not kept yet: Picture." in text(visit, "-form-said")
    assert "A picture is chosen" in text(visit, "-form-chosen")
    press(visit, "Take back what is typed")
    assert (mine.typed, mine.pictures) == ({}, {})
    picture_box(visit).upload("sea.png", picture("PNG")).run()
    press(visit, "Keep the changes")
    [event] = mine.collection.records.events
    assert len(event.pictures) == 1
    assert (mine.typed, mine.pictures) == ({}, {})
    picture_box(visit).upload("no.png", b"<svg/>").run()
    assert "is no picture by its content" in text(visit, "-fault-picture")
    press(visit, "Keep the changes")
    assert "Not kept yet: mend 1 field: Picture." in text(visit, "-form-said")
    assert focused(visit, "-form-said").startswith(f"form-{mine.maps}-0-picture")


def test_the_form_keeps_nothing_while_the_table_waits(visit):
    adds(visit, "A ferry sinks")
    mine = one(visit)
    with patch.object(mine, "table", rows_of(mine)):  # the table is run again apart from the form
        assert form._apply(mine, rows_of(mine), 0, "Kept.") is False
    assert titles(mine) == ["A ferry sinks"]


def test_the_event_that_is_open_is_the_one_that_is_changed(visit):
    for title in ("A ferry sinks", "A storm"):
        adds(visit, title)
        press(visit, "Add another event")
    mine = one(visit)
    assert text(visit, "-form-heading").startswith("A new event")
    ids = rows_of(mine)["id"].tolist()
    again = follow("dashboard.py", visitor=mine.visitor, yours=mine.id, event=ids[1])
    assert "change" in buttons(again, "-panel")
    again.switch_page(PAGES["yours"].file).run()
    assert text(again, "-form-heading").startswith("Event 2 of 2")
    press(again, "Add another event")
    assert text(again, "-form-heading").startswith("A new event")


def adds(visit, title):
    """Add an event by the form."""
    box(visit, "Title").set_value(title)
    box(visit, "Date").set_value("2024-05")
    press(visit, "Add this event")


def test_what_is_typed_is_not_lost_on_the_way(visit):
    [mine] = own.shelf().of(visit.session_state["visitor"])
    adds(visit, "A ferry sinks")
    box(visit, "Title").set_value("A ferry sinks at night").run()
    assert "not kept yet: Title" in text(visit, "-form-said")
    press(visit, "Add another event")
    assert text(visit, "-form-heading").startswith("A new event")
    assert "Not kept yet of others: A ferry sinks." in text(visit, "-form-said")
    box(visit, "Title").set_value("A storm").run()
    box(visit, "Title of the collection").set_value("Ferries").run()
    assert box(visit, "Title").value == "A storm"
    visit.switch_page(PAGES["data"].file).run()
    visit.switch_page(PAGES["yours"].file).run()
    assert box(visit, "Title").value == "A storm"
    again = open_page("yours", visitor=mine.visitor, yours=mine.id)
    assert box(again, "Title").value == "A storm"
    again.selectbox[0].set_value(0).run()
    assert box(again, "Title").value == "A ferry sinks at night"
    press(again, "Take back what is typed")
    assert box(again, "Title").value == "A ferry sinks"
    assert mine.typed == {"": {"title": "A storm"}}
    assert titles(mine) == ["A ferry sinks"]


def test_events_are_added_and_removed(visit):
    adds(visit, "A first")
    press(visit, "Add another event")
    adds(visit, "A second <b>event</b>")
    [mine] = own.shelf().of(visit.session_state["visitor"])
    assert titles(mine) == ["A first", "A second event"]
    press(visit, "Remove this event")
    assert "A second event" not in titles(mine)
    assert "“A second event” is removed." in text(visit, "-undo")


def test_a_collection_can_be_shown_renamed_and_removed(visit):
    [mine] = own.shelf().of(visit.session_state["visitor"])
    box(visit, "Title of the collection").set_value("Ferries").run()
    assert "Change “Ferries”" in text(visit, "-edit")
    assert "The title is “Ferries”." in text(visit, "-undo")
    assert buttons(visit, f"own-{mine.id}") == ["show", "change", "ask"]
    assert "Ferries" in str(drawn(visit, f"own-{mine.id}"))
