"""A site of pages: every link leads somewhere, no text is code, no file lies outside its folder."""

import io
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import PurePosixPath
from urllib.parse import urlsplit

import pytest
from events.exporters.about import describe
from events.query.filters import name_values
from PIL import Image

from events.__main__ import main
from events.commands.export import offered
from events.commands.site import MARK
from events.publish import PATH, Site, write_site
from events.query import Arrays
from events.records.reading import load_dataset
from events.records.vocabulary import VALUE_NAMES
from events.table.curated import to_frame
from tests.conftest import LEAVING, SPEECH, write, write_dataset, write_event
from tests.test_formats import HOSTILE, saying

ADDRESS = "https://example.org/gaza"
STORY = {
    "id": "leaving",
    "title": "Who left",
    "question": "Who says that they left?",
    "closing": "Whose voices did you hear?",
    "steps": [
        {"event": name, "line": "It begins here.", "prompt": "Who says so?"}
        for name in (LEAVING, "2024-05-crossing", SPEECH)
    ],
}


class Page(HTMLParser):
    """A page's elements, and the texts of its title and its main part."""

    def __init__(self, content):
        super().__init__()
        self.elements, self.title, self.text, self._inside = [], "", "", []
        self.feed(content.decode())

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        self._inside.append(tag)

    def handle_endtag(self, tag):
        while self._inside and self._inside.pop() != tag:
            pass

    def handle_data(self, data):
        if "title" in self._inside:
            self.title += data
        elif "script" not in self._inside and "style" not in self._inside:
            self.text += data

    def all(self, name):
        return [given[name] for _, given in self.elements if name in given]

    @property
    def properties(self):
        return {
            given.get("property", given.get("name")): given.get("content")
            for tag, given in self.elements
            if tag == "meta"
        }


def site_of(dataset, address=None):
    frame = to_frame(dataset)
    offers = offered(Arrays(frame))
    labels = name_values(offers.values, frame, VALUE_NAMES)
    about = describe(dataset, offers.view.query, offers, labels)
    return Site(dataset, frame, about, address)


def files_of(dataset, address=None):
    return dict(write_site(site_of(dataset, address), date(2026, 11, 23)))


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """A small set with a story and an event that was withdrawn."""
    folder = write_dataset(tmp_path_factory.mktemp("told") / "small")
    write(folder / "stories" / "leaving.yaml", STORY)
    gone = {"status": "withdrawn", "change_note": "It was counted twice.", "title": "Told twice"}
    write_event(folder, "2024-04-08-twice", date="2024-04-08", **gone)
    return load_dataset(folder)


@pytest.fixture(scope="module")
def files(told):
    return files_of(told, ADDRESS)


@pytest.fixture(scope="module")
def pages(files):
    return {path: Page(content) for path, content in files.items() if path.endswith(".html")}


def test_there_is_a_page_for_each_event_and_story_with_the_data(told, files):
    for event in told.events:
        assert f"events/{event.id}.html" in files
    expected = {"index.html", "dashboard.html", "stories/leaving.html"}
    expected |= {"stories/leaving-handout.html", "data/small.csv", "data/small.parquet"}
    expected |= {"data/small-sources-bibtex.bib", "data/small.1200x630.png", "pictures/all.png"}
    assert expected <= files.keys()


def test_every_link_and_picture_within_the_site_is_there(files, pages):
    for path, page in pages.items():
        ids = set(page.all("id"))
        for target in (*page.all("href"), *page.all("src")):
            parts = urlsplit(target)
            if parts.scheme:
                assert parts.scheme in ("http", "https", "data")
                continue
            if not parts.path:
                assert parts.fragment in ids, (path, target)
                continue
            assert not target.startswith("/")
            steps = []
            for step in PurePosixPath(path).parent.joinpath(parts.path).parts:
                steps = steps[:-1] if step == ".." else [*steps, step]
            assert "/".join(steps) in files, (path, target)


def test_every_page_is_reached_from_the_first(pages):
    first = set(pages["index.html"].all("href"))
    listed = {path for path in pages if path.startswith(("events/", "stories/", "dashboard"))}
    assert listed - first == {"events/2024-04-08-twice.html", "stories/leaving-handout.html"}
    assert "leaving-handout.html" in pages["stories/leaving.html"].all("href")
    assert f"../dashboard.html#event={LEAVING}" in pages[f"events/{LEAVING}.html"].all("href")


def test_titles_differ_and_pages_say_their_language_and_can_be_skipped_into(pages):
    read = {path: page for path, page in pages.items() if "handout" not in path}
    titles = [page.title for path, page in read.items() if path != "dashboard.html"]
    assert len(set(titles)) == len(titles)
    for path, page in read.items():
        html = next(given for tag, given in page.elements if tag == "html")
        assert (html["lang"], html["dir"]) == ("en", "ltr"), path
        skip = next(given for tag, given in page.elements if tag == "a")
        assert skip["class"] == "skip"
        assert [tag for tag, _ in page.elements].count("h1") == 1, path


def test_no_page_but_the_map_runs_anything(pages):
    for path, page in pages.items():
        scripts = [tag for tag, _ in page.elements].count("script")
        assert scripts == (2 if path == "dashboard.html" else 0), path


def test_an_event_is_told_as_in_the_panel(told, pages):
    event = next(event for event in told.events if event.id == SPEECH)
    page = pages[f"events/{SPEECH}.html"]
    for excerpt in event.excerpts:
        assert f"“{excerpt.text}”" in page.text
    assert "a spokesman" in page.text
    assert "Same place" in page.text
    assert "Who left" in page.text
    assert "It was counted twice." in pages["events/2024-04-08-twice.html"].text


def test_a_story_tells_its_steps_and_questions(pages):
    text = pages["stories/leaving.html"].text
    assert text.count("It begins here.") == text.count("Who says so?") == 3
    assert "Whose voices did you hear?" in text


def test_previews_name_whole_addresses_only_where_one_is_known(told, pages):
    shown = pages[f"events/{SPEECH}.html"].properties
    assert shown["og:url"] == f"{ADDRESS}/events/{SPEECH}.html"
    assert shown["og:image"] == f"{ADDRESS}/pictures/netzarim-corridor.png"
    assert shown["og:title"] == "A spokesman praises the crossing (9 February 2025 (approximate))"
    assert shown["og:description"] == "The Paper writes that troops left the city."
    for path, content in files_of(told).items():
        if path.endswith(".html"):
            assert not {"og:url", "og:image"} & Page(content).properties.keys()


def test_a_place_has_one_picture_for_all_its_events(files):
    pictures = [path for path in files if path.startswith("pictures/")]
    assert len(pictures) == 3
    for path in pictures:
        assert Image.open(io.BytesIO(files[path])).size == (1200, 630)


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_stays_text(dataset, text, monkeypatch):
    monkeypatch.setattr("events.site.draw_pictures", lambda site: ())
    files = files_of(saying(dataset, text), ADDRESS)
    page = Page(files[f"events/{LEAVING}.html"])
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    assert plain in page.text.replace("\r\n", "\n").replace("\r", "\n")
    assert not [tag for tag, _ in page.elements if tag in ("script", "b")]
    assert [given["src"] for tag, given in page.elements if tag == "img"] == [
        "../pictures/khan-younis.png"
    ]


@pytest.mark.parametrize("name", ["../../out", "a/b", "", ".hidden", "A", "a\nb", "c:d"])
def test_an_id_that_would_leave_the_folder_is_refused(dataset, name, monkeypatch):
    monkeypatch.setattr("events.site.draw_pictures", lambda site: ())
    first, *others = dataset.events
    spoilt = replace(dataset, events=(first.model_copy(update={"id": name}), *others))
    with pytest.raises(ValueError, match="no file of the site can have this name"):
        files_of(spoilt)


@pytest.mark.parametrize("path", ["events/a.html", "index.html", "data/a-b.timelinejs.csv"])
def test_names_of_files_are_allowed(path):
    assert PATH.fullmatch(path)


@pytest.fixture
def run(monkeypatch, capsys, folder):
    def run(*words, data=folder):
        monkeypatch.setattr("events.site.draw_pictures", lambda site: ())
        monkeypatch.setattr("sys.argv", ["events", "site", "--data", str(data), *map(str, words)])
        return main(), capsys.readouterr()

    return run


def test_a_site_is_written_anew_without_what_it_no_longer_has(run, tmp_path, folder):
    out = tmp_path / "out"
    write_event(folder, "2024-06-more", date="2024-06")
    assert run("-o", out)[0] == 0
    assert (out / "events/2024-06-more.html").exists()
    (out / "own.txt").write_text("mine")
    (folder / "events/2024-06-more.yaml").unlink()
    code, said = run("-o", out)
    assert (code, said.err) == (0, "")
    assert not (out / "events/2024-06-more.html").exists()
    assert (out / "own.txt").read_text() == "mine"
    assert (out / f"events/{LEAVING}.html").exists()


def test_what_a_forged_list_names_elsewhere_is_not_removed(run, tmp_path):
    out = tmp_path / "out"
    assert run("-o", out)[0] == 0
    kept = tmp_path / "kept.txt"
    kept.write_text("mine")
    with (out / MARK).open("a") as mark:
        mark.write(f"../kept.txt\n{kept}\nevents/../../kept.txt\n")
    assert run("-o", out)[0] == 0
    assert kept.read_text() == "mine"


def test_what_cannot_be_written_is_said_on_a_line(run, tmp_path):
    full = tmp_path / "full"
    full.mkdir()
    (full / "letter.txt").write_text("mine")
    for words, line in (
        (["-o", full], f"output: {full} is not empty, and this command did not write it; name"),
        (["-o", full / "letter.txt"], f"output: {full / 'letter.txt'} is a file; name a folder"),
        (["-o", tmp_path / "x", "--address", "javascript:1"], "address: must start with https://"),
        (["-o", tmp_path / "x", "--address", f"{ADDRESS}?a=b"], "address: must name a folder"),
    ):
        code, said = run(*words)
        assert (code, said.out) == (2, "")
        assert said.err.startswith(line)
    assert run("-o", tmp_path / "x", data=tmp_path / "set.parquet")[0] == 2
    assert [path.name for path in full.iterdir()] == ["letter.txt"]
    assert not (tmp_path / "x").exists()
