"""Stories of a visitor's own collection: kept in it, there again, changed, removed, and undone."""

import pandas as pd
import pytest

from events.collection import open_collection
from events.saved import pack_folder, unpack_folder
from events.stories import Draft
from pages import PAGES
from pages.parts import own
from pages.parts.present.own_stories import act
from pages.parts.yours.changing import change, rows_of
from pages.parts.yours.history import undo
from tests.visit import buttons, follow, open_page, problems_of, text


@pytest.fixture
def visit():
    """Return the page Present of a visitor who has begun a list with one event."""
    app = follow("dashboard.py")
    app.switch_page(PAGES["yours"].file).run()
    next(button for button in app.button if "empty list" in button.label).click().run()
    mine = mine_of(app)
    assert change(mine, rows_of(mine).assign(title="A ferry sinks"), "Added.") is None
    mine.past.clear()
    app.switch_page(PAGES["present"].file).run()
    yield app
    for each in own.shelf().of(app.session_state["visitor"]):
        own.shelf().remove(each)


def mine_of(app):
    [mine] = own.shelf().of(app.session_state["visitor"])
    return mine


def made(app, title="Ferries"):
    """Make a story of the one event, and keep it."""
    mine = mine_of(app)
    [event] = mine.collection.table["id"]
    making = app.session_state["session"].making
    making.draft = Draft(title=title).add(event)
    app.run()
    return kept(app)


def kept(app):
    app.button(key="making-keep").click().run()
    assert problems_of(app) == []
    return mine_of(app)


def titles(mine):
    return [story.title for story in mine.collection.records.stories]


def test_a_story_is_kept_in_the_collection_and_its_zip(visit, tmp_path):
    mine = made(visit)
    assert titles(mine) == ["Ferries"]
    assert "Ferries" in text(visit, "-story-ferries")
    assert "The story “Ferries” is in your collection." in text(visit, "-undo")
    assert visit.button(key="making-keep").disabled
    again = open_page("present", visitor=mine.visitor, yours=mine.id)
    assert "Ferries" in text(again, "-story-ferries")
    unpack_folder(pack_folder(mine.folder), tmp_path)
    [story] = open_collection(tmp_path).records.stories
    assert story.title == "Ferries"


def test_what_is_kept_is_changed_under_its_name_and_another_gets_another(visit):
    made(visit)
    visit.text_input(key="making-title").set_value("Ferries and storms").run()
    assert visit.button(key="making-keep").label == "Keep the changes in my collection"
    assert titles(kept(visit)) == ["Ferries and storms"]
    mine = made(visit, "Ferries")
    assert {story.id: story.title for story in mine.collection.records.stories} == {
        "ferries": "Ferries and storms",
        "ferries-2": "Ferries",
    }


def test_changes_of_stories_are_undone_like_others(visit):
    mine = made(visit)
    undo(mine)
    assert titles(mine) == []
    assert problems_of(visit.run()) == []
    assert visit.button(key="making-keep").label == "Keep in my collection"
    assert titles(kept(visit)) == ["Ferries"]


def test_what_is_being_made_stays_when_the_collection_changes(visit):
    mine = made(visit)
    making = visit.session_state["session"].making
    making.draft = making.draft.with_text("question", "Who says so?")
    assert change(mine, rows_of(mine).assign(place="Rhodes"), "Moved.") is None
    visit.run()
    assert visit.session_state["session"].making.draft.question == "Who says so?"
    assert visit.session_state["session"].of is mine.collection


def test_a_step_goes_with_its_event(visit):
    rows = rows_of(mine_of(visit))
    more = pd.concat([rows, rows.assign(title="A storm", id="")], ignore_index=True)
    assert change(mine_of(visit), more, "Added.") is None
    events = mine_of(visit).collection.table["id"].tolist()
    visit.run()
    making = visit.session_state["session"].making
    making.draft = Draft(title="Both").add(events[0]).add(events[1])
    visit.run()
    undo(mine_of(visit))
    assert problems_of(visit.run()) == []
    making = visit.session_state["session"].making
    assert [step.event for step in making.draft.steps] == [*mine_of(visit).collection.table["id"]]
    assert "no longer in the collection" in text(visit, "-making-steps")


def test_a_story_is_removed_and_comes_back(visit, monkeypatch):
    mine = made(visit)
    monkeypatch.setattr(own, "opened", lambda: mine)
    [story] = mine.collection.records.stories
    assert buttons(visit, "-story-ferries") == ["present", "change", "remove"]
    act(story, "remove")
    assert titles(mine) == []
    assert mine.past[-1].said == "The story “Ferries” is removed."
    undo(mine)
    assert titles(mine) == ["Ferries"]


def test_an_event_that_a_story_shows_is_not_removed_behind_its_back(visit):
    mine = made(visit)
    rows = rows_of(mine)
    more = pd.concat([rows, rows.assign(title="A storm", id="")], ignore_index=True)
    assert change(mine, more, "Added.") is None
    faults = change(mine, rows_of(mine).drop(0), "Removed.")
    assert faults.lines == (
        "The story “Ferries” shows this event: take it out of the story on Present first.",
    )


def test_the_collection_that_all_see_takes_no_story():
    app = open_page("present")
    assert buttons(app, "-story-over-the-water") == ["present"]
    assert not [button for button in app.button if button.key == "making-keep"]
