"""A site of pages: every link leads somewhere, no text is code, no file lies outside its folder."""

import io
from datetime import date
from pathlib import PurePosixPath
from urllib.parse import urlsplit
from xml.etree import ElementTree

import feedparser
import pytest
from PIL import Image

from events.__main__ import main
from events.collection import open_collection
from events.commands.site import MARK
from events.exporters import describe_file
from events.publish import PATH, Site, write_site
from events.publish.sitemap import MOST_LISTED, Listed, write_sitemap
from tests.conftest import (
    HOSTILE,
    LEAVING,
    OWN_PLACE,
    SPEECH,
    Page,
    changed,
    saying,
    write_collection,
    write_event,
)
from tests.test_linked_data import read_page, things, values
from tests.test_stories import STORY, write_story

ADDRESS = "https://example.org/quill"
TWICE = "2024-04-08-twice"
HANDOUTS = {"stories/road-handout.html", "stories/road-teacher-handout.html"}


def site_of(collection, address=None):
    provenance = describe_file(collection, collection.offers.view.query)
    return Site(collection, provenance, address)


def files_of(collection, address=None):
    return dict(write_site(site_of(collection, address), date(2026, 11, 23)))


@pytest.fixture(scope="module")
def collection(tmp_path_factory):
    """The small collection with a story and an event that was withdrawn."""
    folder = write_collection(tmp_path_factory.mktemp("site"))
    write_story(folder)
    gone = {"status": "withdrawn", "change_note": "It was counted twice.", "title": "Told twice"}
    write_event(folder, TWICE, date="2024-04-08", **gone)
    return open_collection(folder)


@pytest.fixture(scope="module")
def files(collection):
    return files_of(collection, ADDRESS)


@pytest.fixture(scope="module")
def pages(files):
    return {path: Page(content) for path, content in files.items() if path.endswith(".html")}


def leave_out_pictures(patch):
    """Leave out what takes most of the time: the pictures, and the formats that are pictures."""
    patch.setattr("events.publish.site.draw_pictures", lambda site: ())
    patch.setattr("events.publish.site._data", lambda site: ())


@pytest.fixture
def without_pictures(monkeypatch):
    leave_out_pictures(monkeypatch)


@pytest.fixture(scope="module")
def invented(quill):
    """The site of the invented collection, without pictures."""
    with pytest.MonkeyPatch.context() as patch:
        leave_out_pictures(patch)
        return files_of(quill)


def test_there_is_a_page_for_each_event_and_story_with_the_data(collection, files):
    for event in collection.records.events:
        assert f"events/{event.id}.html" in files
    expected = {"index.html", "dashboard.html", "stories/road.html"}
    expected |= {*HANDOUTS, "data/small.csv", "data/small.parquet"}
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
    assert listed - first == {f"events/{TWICE}.html", *HANDOUTS}
    assert {f"stories/{name}" for name in pages["stories/road.html"].all("href")} >= HANDOUTS
    places = {path for path in pages if path.startswith("places/")}
    names = ("inkhaven", "isle-of-quill", "quill-causeway")
    assert places == {f"places/{name}.html" for name in names}
    assert places <= set(pages["places.html"].all("href"))
    for path, page in pages.items():
        if "handout" not in path and path not in ("places.html", "dashboard.html"):
            assert page.all("href").count("../" * path.count("/") + "places.html") >= 1, path
    assert f"../dashboard.html#event={LEAVING}" in pages[f"events/{LEAVING}.html"].all("href")


def test_every_page_of_ours_names_the_feed(files, pages):
    feed = feedparser.parse(files["feed.xml"])
    assert feed.bozo is False
    assert {entry.link for entry in feed.entries} == {
        f"{ADDRESS}/{path}" for path in pages if path.startswith("events/")
    }
    assert {link.rel: link.href for link in feed.feed.links} == {
        "alternate": f"{ADDRESS}/index.html", "self": f"{ADDRESS}/feed.xml",
    }  # fmt: skip
    for path, page in pages.items():
        named = [link for link in page.of("link") if link.get("type") == "application/atom+xml"]
        own = path != "dashboard.html" and "handout" not in path
        up = "../" * path.count("/")
        assert [link["href"] for link in named] == ([f"{up}feed.xml"] if own else []), path


def test_titles_differ_and_pages_say_their_language_and_can_be_skipped_into(pages):
    read = {path: page for path, page in pages.items() if "handout" not in path}
    titles = [page.texts["title"] for path, page in read.items() if path != "dashboard.html"]
    assert len(set(titles)) == len(titles)
    for path, page in read.items():
        (html,) = page.of("html")
        assert (html["lang"], html["dir"]) == ("en", "ltr"), path
        assert page.of("a")[0]["class"] == "skip"
        assert page.tags.count("h1") == 1, path


def test_events_of_one_title_and_date_have_titles_that_differ(folder, without_pictures):
    write_event(folder, "2024-04-07-again")
    files = files_of(open_collection(folder))
    titles = {
        Page(files[f"events/{name}.html"]).texts["title"] for name in (LEAVING, "2024-04-07-again")
    }
    assert titles == {
        f"Ferries leave Inkhaven (7 April 2024) [{name}] · A small collection"
        for name in (LEAVING, "2024-04-07-again")
    }


def test_no_page_but_the_map_runs_anything(pages):
    for path, page in pages.items():
        assert len(page.scripts) == (1 if path == "dashboard.html" else 0), path


def test_an_event_is_shown_as_in_the_panel(collection, pages):
    page = pages[f"events/{SPEECH}.html"]
    for excerpt in collection.records.by_id[SPEECH].excerpts:
        assert f"“{excerpt.text}”" in page.text
    assert "a spokesman" in page.text
    assert "Same place: Quill causeway" in page.text
    assert "Stories with this event" in page.text
    assert STORY["title"] in page.text


def test_an_event_leads_to_the_page_of_its_place(pages):
    assert "../places/quill-causeway.html" in pages[f"events/{SPEECH}.html"].all("href")
    assert "../places/quill-causeway.html" not in pages[f"events/{LEAVING}.html"].all("href")
    assert not [path for path in pages[f"events/{TWICE}.html"].all("href") if "places/" in path]


def test_a_place_has_its_outlines_by_their_dates_and_all_its_events_in_order(invented):
    page = Page(invented["places/quill-causeway.html"])
    events = [path for path in page.all("href") if path.startswith("../events/")]
    assert events == [
        "../events/1892-06-causeway-opens.html",
        "../events/1893-05-02-causeway-widened.html",
        "../events/1893-11-18-causeway-washed-away.html",
    ]
    read = [
        "Quill causeway",
        "گذرگاه قلم",
        "June 1892 (day not given) to 1 May 1893",
        "Causeway (single track)",
        "Open at low water only.",
        "2 May 1893 to 18 November 1893",
        "3 events, in order of time",
    ]
    at = [page.text.index(words) for words in read]
    assert at == sorted(at)
    assert {given["dir"] for given in page.of("bdi") if given["lang"] == "fa"} == {"rtl"}
    assert page.texts["title"].startswith("Place: Quill causeway · ")
    assert "button" not in page.tags


def test_a_place_of_an_events_own_has_a_page(invented):
    quarry = "1893-01-quarry-closes"
    page = Page(invented[f"places/own-{quarry}.html"])
    assert page.texts["h1"] == "Slate quarry above Vellum"
    assert f"../events/{quarry}.html" in page.all("href")
    assert "1 event" in page.text


def test_places_of_one_name_have_titles_that_differ(folder, without_pictures):
    for name in ("2024-06-one", "2024-07-two"):
        write_event(folder, name, date=name[:7], place=OWN_PLACE)
    files = files_of(open_collection(folder))
    titles = {
        Page(files[f"places/own-{n}.html"]).texts["title"] for n in ("2024-06-one", "2024-07-two")
    }
    assert titles == {
        f"Place: A field [own-{name}] · A small collection"
        for name in ("2024-06-one", "2024-07-two")
    }


def test_a_withdrawn_event_says_why(pages):
    page = pages[f"events/{TWICE}.html"]
    assert "It was counted twice." in page.text
    assert page.texts["title"] == "Withdrawn: Told twice · A small collection"


def test_a_story_has_its_steps_and_questions(pages):
    text = pages["stories/road.html"].text
    assert text.count(STORY["steps"][0]["line"]) == text.count(STORY["steps"][0]["prompt"]) == 3
    assert STORY["closing"] in text


def test_the_foot_of_each_page_names_the_origin(pages):
    for path, page in pages.items():
        if "handout" not in path:
            assert "2025.1.0" in page.text, path
            assert "CC BY 4.0" in page.text, path


def test_links_to_other_hosts_open_in_a_tab_of_their_own(pages):
    outward = [
        given
        for path, page in pages.items()
        if path.startswith("events/")
        for given in page.of("a")
        if given["href"].startswith("https://")
    ]
    assert outward
    assert {(a["target"], a["rel"]) for a in outward} == {("_blank", "noopener noreferrer")}


def test_previews_name_absolute_addresses(pages):
    shown = pages[f"events/{SPEECH}.html"].properties
    assert shown["og:url"] == f"{ADDRESS}/events/{SPEECH}.html"
    assert shown["og:image"] == f"{ADDRESS}/pictures/quill-causeway.png"
    assert shown["og:title"] == "A spokesman praises the crossing (9 February 2025 (approximate))"
    assert shown["og:description"] == "The Paper writes that the ferries left the harbour."


def test_every_page_has_an_icon_a_description_and_its_own_address(files, pages):
    assert files["favicon.svg"].startswith(b"<svg ")
    for path, page in pages.items():
        icons = [given["href"] for given in page.of("link") if given["rel"] == "icon"]
        up = "../" * path.count("/")
        inside = path == "dashboard.html" or path.endswith("-handout.html")
        assert len(icons) == 1
        assert icons[0].startswith("data:") if inside else icons[0] == f"{up}favicon.svg"
        assert len(page.properties["description"]) > 10, path
        canonical = [given["href"] for given in page.of("link") if given["rel"] == "canonical"]
        assert canonical == [f"{ADDRESS}/{'' if path == 'index.html' else path}"], path
        assert page.properties.get("og:url", canonical[0]) == canonical[0]


def test_where_no_address_is_known_none_is_named(collection, without_pictures):
    files = files_of(collection)
    assert not {"sitemap.xml", "robots.txt"} & files.keys()
    for path, content in files.items():
        if path.endswith(".html"):
            page = Page(content)
            assert {given["rel"] for given in page.of("link")} - {"alternate"} == {"icon"}, path
            assert not {"og:url", "og:image"} & page.properties.keys(), path
            assert b"example.org/quill" not in content


def test_the_sitemap_lists_each_page_once_but_not_what_was_withdrawn(files, pages):
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    root = ElementTree.fromstring(files["sitemap.xml"])
    assert root.tag == f"{name}urlset"
    assert {entry.tag for entry in root} == {f"{name}url"}
    listed = {entry.findtext(f"{name}loc"): entry for entry in root}
    (gone,) = [path for path, page in pages.items() if "robots" in page.properties]
    assert (gone, pages[gone].properties["robots"]) == (f"events/{TWICE}.html", "noindex")
    expected = {f"{ADDRESS}/{path}" for path in pages.keys() - {gone, "index.html"}}
    assert listed.keys() == expected | {f"{ADDRESS}/"}
    assert len(root) == len(listed)
    assert listed[f"{ADDRESS}/events/{LEAVING}.html"][1].tag == f"{name}lastmod"
    assert listed[f"{ADDRESS}/events/{LEAVING}.html"][1].text == "2025-01-02"
    assert [child.tag for child in listed[f"{ADDRESS}/stories/road.html"]] == [f"{name}loc"]


def test_a_sitemap_holds_as_many_pages_as_its_form_allows(monkeypatch):
    assert MOST_LISTED == 50_000
    monkeypatch.setattr("events.publish.sitemap.MOST_LISTED", 5)
    pages = (Listed(f"https://example.org/?a={number}&b=<") for number in range(7))
    root = ElementTree.fromstring(write_sitemap(pages))
    assert len(root) == 5
    assert root[-1][0].text == "https://example.org/?a=4&b=<"


def test_rules_for_crawlers_are_written_only_where_they_look_for_them(
    collection, files, without_pictures
):
    assert "robots.txt" not in files
    for address in ("https://example.org", "https://example.org/"):
        rules = files_of(collection, address)["robots.txt"].decode().splitlines()
        assert rules[:2] == ["User-agent: *", "Disallow: "]
        assert rules[-1] == "Sitemap: https://example.org/sitemap.xml"


def test_machines_read_an_event_with_its_address_and_its_set(files):
    graph = read_page(files[f"events/{SPEECH}.html"])
    (event,) = things(graph, "Event")
    assert values(graph, event, "identifier") == {SPEECH}
    assert values(graph, event, "url") == {f"{ADDRESS}/events/{SPEECH}.html"}
    (dataset,) = things(graph, "Dataset")
    assert values(graph, dataset, "url") == {f"{ADDRESS}/"}


def test_machines_read_the_set_with_its_files(files):
    graph = read_page(files["index.html"])
    (dataset,) = things(graph, "Dataset")
    assert values(graph, dataset, "identifier") == {"small"}
    downloads = {
        str(address)
        for file in things(graph, "DataDownload")
        for address in values(graph, file, "contentUrl")
    }
    assert f"{ADDRESS}/data/small.geojson" in downloads
    written = {f"{ADDRESS}/{path}" for path in files if path.startswith("data/small.")}
    assert downloads == written


def test_machines_read_a_story_with_its_events(files):
    graph = read_page(files["stories/road.html"])
    told = {name for event in things(graph, "Event") for name in values(graph, event, "identifier")}
    assert told == {step["event"] for step in STORY["steps"]}


def test_a_withdrawn_event_is_no_event_for_machines(pages):
    assert pages[f"events/{TWICE}.html"].of("script") == []


def test_a_place_has_one_picture_for_all_its_events(files):
    pictures = [path for path in files if path.startswith("pictures/")]
    assert len(pictures) == 4
    for path in pictures:
        assert Image.open(io.BytesIO(files[path])).size == (1200, 630)


def test_a_place_that_has_no_picture_is_shown_among_all(small, monkeypatch, without_pictures):
    monkeypatch.setattr("events.publish.site.layout.MOST_PLACES", 1)
    files = files_of(small, ADDRESS)
    shown = {
        name: Page(files[f"events/{name}.html"]).properties["og:image"].rpartition("/")[2]
        for name in (LEAVING, SPEECH)
    }
    assert shown == {LEAVING: "all.png", SPEECH: "quill-causeway.png"}


def test_any_text_stays_text(small, without_pictures):
    files = files_of(saying(small, *HOSTILE), ADDRESS)
    for number, text in enumerate(HOSTILE):
        page = Page(files[f"events/{LEAVING}{f'-{number}' if number else ''}.html"])
        plain = text.replace("\r\n", "\n").replace("\r", "\n")
        assert plain in page.text.replace("\r\n", "\n").replace("\r", "\n")
        assert "b" not in page.tags, text
        assert page.of("script") == [{"type": "application/ld+json"}], text
        assert [given["src"] for given in page.of("img")] == ["../pictures/inkhaven.png"], text


@pytest.mark.parametrize("name", ["../../out", "a/b", "", ".hidden", "A", "a\nb", "c:d"])
def test_an_id_that_would_leave_the_folder_is_refused(small, name, without_pictures):
    collection = changed(small, id=name)
    with pytest.raises(ValueError, match="no file of the site can have this name"):
        files_of(collection)


@pytest.mark.parametrize("path", ["events/a.html", "index.html", "data/a-b.timelinejs.csv"])
def test_names_of_files_are_allowed(path):
    assert PATH.fullmatch(path)


@pytest.fixture
def run(monkeypatch, capsys, folder, without_pictures):
    def run(*words, data=folder):
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
    code, output = run("-o", out)
    assert (code, output.err) == (0, "")
    assert not (out / "events/2024-06-more.html").exists()
    assert (out / "own.txt").read_text() == "mine"
    assert (out / f"events/{LEAVING}.html").exists()


def test_what_a_forged_list_names_elsewhere_is_not_removed(run, tmp_path):
    out = tmp_path / "out"
    assert run("-o", out)[0] == 0
    outside = tmp_path / "outside.txt"
    outside.write_text("mine")
    with (out / MARK).open("a") as mark:
        mark.write(f"../outside.txt\n{outside}\nevents/../../outside.txt\n")
    assert run("-o", out)[0] == 0
    assert outside.read_text() == "mine"


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
        code, output = run(*words)
        assert (code, output.out) == (2, "")
        assert output.err.startswith(line)
    assert run("-o", tmp_path / "x", data=tmp_path / "set.parquet")[0] != 0
    assert [path.name for path in full.iterdir()] == ["letter.txt"]
    assert not (tmp_path / "x").exists()
