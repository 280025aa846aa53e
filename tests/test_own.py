"""Private collections: each is seen by one visitor, on every page, and is gone afterwards."""

import gc
import json
import shutil
import weakref
from urllib.parse import urlencode

import pytest
from starlette.requests import Request
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

from events.collection import open_collection
from events.commands.new import TEMPLATE
from events.records import Info
from events.saved import pack_folder
from pages import PAGES
from pages.parts import own, serving
from pages.parts.own import Full, Shelf
from pages.parts.present.presenter import lesson_route
from tests.conftest import CROSSING, LEAVING, SPEECH, write_collection
from tests.visit import address, components, drawn, follow, open_page, problems_of, text

STORY = {
    "id": "first-days",
    "title": "The first days",
    "question": "Who says what?",
    "closing": "What is left open?",
    "steps": [
        {"event": event, "line": f"They leave {n}.", "prompt": "Who says so?"}
        for n, event in enumerate((LEAVING, CROSSING, SPEECH))
    ],
}


def fill(folder):
    """Write a collection of three events, and one story, into an empty folder."""
    write_collection(folder)
    (folder / "stories").mkdir(exist_ok=True)
    (folder / "stories" / "first-days.yaml").write_text(json.dumps(STORY))
    return open_collection(folder)


@pytest.fixture
def shelf():
    return Shelf()


@pytest.fixture(scope="module")
def zipped(tmp_path_factory):
    folder = tmp_path_factory.mktemp("zipped")
    fill(folder)
    return pack_folder(folder)


@pytest.fixture
def visit(zipped):
    """Return a visit that has opened a zip as its own collection."""
    app = open_zip(zipped)
    yield app
    for mine in own.shelf().of(app.session_state["visitor"]):
        own.shelf().remove(mine)


def open_zip(zipped):
    """Return a visit that has opened a zip as its own collection."""
    app = follow("dashboard.py")
    app.switch_page(PAGES["yours"].file).run()
    app.file_uploader(key="file-0").upload("small.zip", zipped).run()
    return app.switch_page(PAGES["explore"].file).run()


def titles(app):
    return text(app, "-listing")


# What the server holds


def test_only_the_name_and_the_visitor_together_lead_to_a_collection(shelf):
    mine, other = shelf.add("ada", fill), shelf.add("ben", fill)
    assert shelf.find(mine.id, "ada") is mine
    for visitor in ("ben", "", None, "Ada", "ädä"):
        assert shelf.find(mine.id, visitor) is None
    assert shelf.find("no such name", "ada") is None
    assert shelf.of("ada") == [mine]
    assert shelf.of("ben") == [other]
    assert shelf.of(None) == []


def test_what_nobody_uses_is_removed_with_its_files(shelf, monkeypatch):
    mine = shelf.add("ada", fill)
    assert (mine.folder / "collection.yaml").exists()
    shelf.sweep()
    assert shelf.find(mine.id, "ada") is mine
    later = mine.used + own.IDLE + 1
    monkeypatch.setattr(own, "monotonic", lambda: later)
    shelf.sweep()
    assert shelf.find(mine.id, "ada") is None
    assert not mine.folder.parent.exists()


def test_a_visitor_has_few_at_a_time_and_the_server_no_end_of_none(shelf, monkeypatch):
    mine = [shelf.add("ada", fill) for _ in range(own.MOST_OF_ONE + 1)]
    assert set(shelf.of("ada")) == set(mine[1:])
    assert not mine[0].folder.exists()
    events = mine[0].collection.engine.size * own.READ_WHOLE
    monkeypatch.setattr(own, "MOST_EVENTS", events * (own.MOST_OF_ONE + 1) - 1)
    with pytest.raises(Full, match="as many private collections as it can"):
        shelf.add("ben", fill)
    monkeypatch.setattr(own, "MOST", own.MOST_OF_ONE)
    with pytest.raises(Full):
        shelf.add("ben", fill)
    assert shelf.of("ben") == []


def test_nothing_stays_of_what_could_not_be_opened(shelf):
    folders = []

    def fail(folder):
        folders.append(folder)
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        shelf.add("ada", fail)
    mine = shelf.add("ada", fill)
    with pytest.raises(ValueError, match="broken"):
        shelf.replace(mine, fail)
    assert not any(folder.parent.exists() for folder in folders)
    assert mine.collection.engine.size == 3
    assert shelf.find(mine.id, "ada").folder.exists()


def test_a_collection_that_is_changed_keeps_its_name_and_leaves_no_files(shelf):
    mine = shelf.add("ada", fill)
    folder, maps, collection = mine.folder, mine.maps, mine.collection
    shelf.replace(mine, fill)
    assert shelf.find(mine.id, "ada") is mine
    assert mine.collection is not collection
    assert (mine.folder.exists(), folder.exists()) == (True, False)
    assert mine.maps != maps


def test_map_files_are_found_by_a_secret_alone(shelf):
    mine = shelf.add("ada", fill)
    names = [path.name for path in (mine.folder.parent / "maps").iterdir()]
    assert names
    assert all(shelf.map_file(mine.maps, name) for name in names)
    for secret in (mine.id, "", "ä"):
        assert shelf.map_file(secret, names[0]) is None
    for name in ("../collection/collection.yaml", "none", "", "."):
        assert shelf.map_file(mine.maps, name) is None


def test_what_is_removed_leaves_nothing_in_memory(shelf):
    mine = shelf.add("ada", fill)
    assert mine.collection.offers.events
    collection = weakref.ref(mine.collection)
    shelf.remove(mine)
    del mine
    gc.collect()
    assert collection() is None


def test_a_file_that_is_brought_is_not_kept_by_streamlit(monkeypatch):
    managers, add = [], MemoryUploadedFileManager.add_file

    def noted(manager, *given):
        managers.append(manager)
        add(manager, *given)

    monkeypatch.setattr(MemoryUploadedFileManager, "add_file", noted)
    app = follow("dashboard.py")
    app.switch_page(PAGES["yours"].file).run()
    app.file_uploader(key="file-0").upload("a.csv", b"title,date\nA storm,2024\n").run()
    assert "a.csv" in text(app, "-check")
    assert not any(files for kept in managers for files in kept.file_storage.values())
    assert managers


def test_all_folders_are_removed_when_the_server_stops(shelf, monkeypatch):
    monkeypatch.setattr(serving, "_scratch", set())
    mine = [shelf.add("ada", fill) for _ in range(2)]
    serving.clear_scratch()
    assert not any(each.folder.parent.exists() for each in mine)


# What a visitor sees


def test_an_own_collection_is_open_on_every_page_and_the_link_says_so(visit):
    [mine] = own.shelf().of(visit.session_state["visitor"])
    assert "Ferries leave Inkhaven" in titles(visit)
    for page in PAGES.values():
        visit.switch_page(page.file).run()
        assert problems_of(visit) == []
        assert address(visit) == [["yours", mine.id]]
        assert "A small collection" in text(visit, "-pages")
        assert "Only you see this" in text(visit, "-pages")


def test_links_of_a_page_keep_to_the_own_collection(visit):
    visit.switch_page(PAGES["compare"].file).run()
    [(_, own_id)] = address(visit)
    found = json.dumps([part["tree"] for part in components(visit) if "tree" in part])
    assert f"./Data?yours={own_id}" in found
    visit.switch_page(PAGES["present"].file).run()
    assert f"./lesson?story=first-days&yours={own_id}#teacher" in json.dumps(
        drawn(visit, "story-first-days")
    )


def test_the_browser_is_asked_to_keep_whose_it_is(visit):
    [kept] = components(visit, "-remember")
    assert kept == {"name": own.cookie(), "value": visit.session_state["visitor"]}
    assert len(kept["value"]) >= 43


def test_nobody_else_sees_it(visit):
    [mine] = own.shelf().of(visit.session_state["visitor"])
    others = open_page("explore", yours=mine.id)
    assert "Ferries leave Inkhaven" not in titles(others)
    assert "only the browser that opened it can see" in text(others, "-elsewhere")
    assert address(others) == []
    assert components(others, "-remember") == []
    guessing = open_page("explore", visitor="somebody-else", yours=mine.id)
    assert "Ferries leave Inkhaven" not in titles(guessing)


def test_a_new_session_of_the_same_browser_finds_it_again(visit):
    [mine] = own.shelf().of(visit.session_state["visitor"])
    kept = visit.session_state["visitor"]
    again = open_page("explore", visitor=kept, yours=mine.id, event=LEAVING)
    assert address(again) == [["yours", mine.id], ["event", LEAVING]]
    assert components(again, "-remember") == []


def test_what_was_removed_gives_way_to_the_collection_that_all_see(visit):
    [mine] = own.shelf().of(visit.session_state["visitor"])
    own.shelf().remove(mine)
    visit.run()
    assert problems_of(visit) == []
    assert "Ferries leave Inkhaven" not in titles(visit)
    assert address(visit) == []
    assert "it is removed some hours after its last use" in text(visit, "-elsewhere")


def test_what_is_opened_on_a_page_is_open_whatever_its_address_still_says(visit):
    [before] = own.shelf().of(visit.session_state["visitor"])
    visit.switch_page(PAGES["yours"].file).run()
    visit.query_params.update({"yours": before.id, "event": LEAVING})
    [begin] = [each for each in visit.button if each.label == "Start with an empty list"]
    begin.click().run()
    opened, _ = own.shelf().of(visit.session_state["visitor"])
    assert address(visit) == [["yours", opened.id]] != [["yours", before.id]]
    assert components(visit, "-ignored") == []
    visit.run()
    assert address(visit) == [["yours", opened.id]]


def test_a_link_to_a_collection_that_is_not_here_is_not_asked_of_another(visit):
    [mine] = own.shelf().of(visit.session_state["visitor"])
    others = open_page("explore", yours=mine.id, event=LEAVING)
    assert "only the browser that opened it can see" in text(others, "-elsewhere")
    assert components(others, "-ignored") == []


def test_two_visitors_have_their_own_at_once(visit):
    theirs = own.shelf().add("somebody-else", fill)
    others = open_page("explore", visitor="somebody-else", yours=theirs.id)
    assert address(others) == [["yours", theirs.id]] != address(visit)
    own.shelf().remove(theirs)
    visit.run()
    assert "Ferries leave Inkhaven" in titles(visit)


# What is fetched beside a page


def ask(route, *, cookie=None, path=None, **asked):
    headers = [(b"cookie", f"{own.cookie()}={cookie}".encode())] if cookie else []
    scope = {"type": "http", "query_string": urlencode(asked).encode(), "headers": headers}
    return route.endpoint(Request({**scope, "path_params": path or {}}))


def test_a_lesson_is_given_to_its_owner_alone(visit):
    secret = visit.session_state["visitor"]
    [mine] = own.shelf().of(secret)
    given = ask(lesson_route(), cookie=secret, story="first-days", yours=mine.id)
    assert "They leave 0." in given.body.decode()
    assert given.headers["Cache-Control"] == "no-store"
    for cookie in (None, "somebody-else"):
        refused = ask(lesson_route(), cookie=cookie, story="first-days", yours=mine.id)
        assert refused.status_code == 404
        assert "private collection" in refused.body.decode()


def test_map_files_are_given_under_their_secret_and_kept_by_nobody(visit):
    [mine] = own.shelf().of(visit.session_state["visitor"])
    name = next((mine.folder.parent / "maps").glob("base*")).name
    given = ask(own.map_route(), path={"maps": mine.maps, "name": name})
    assert given.status_code == 200
    assert given.headers["Cache-Control"] == "no-store"
    refused = ask(own.map_route(), path={"maps": mine.id, "name": name})
    assert refused.status_code == 404


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Ferries: a *list*", "the-id"),
        ("Fähren 1906", "the-id"),
        ("Паромы / залива: 1906", "Паромы-залива-1906"),
        ("北京 2020", "北京-2020"),
        ("हिन्दी", "हिन्दी"),
        ("../..", "the-id"),
        ("水" * 90, "水" * 60),
    ],
)
def test_files_are_called_by_the_title_in_any_script(title, name):
    assert Info(id="the-id", title=title).file_name == name


def test_files_of_an_own_collection_are_called_by_its_title(tmp_path):
    for folder, title, name in (("collection", "Ferries", "ferries"), ("bay", "Ferries", "bay")):
        made = tmp_path / folder
        shutil.copytree(TEMPLATE, made)
        (made / "collection.yaml").write_text(f"title: {title}\n")
        info = open_collection(made).records.info
        assert (info.id, info.file_name) == (name, name)
