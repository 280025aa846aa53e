"""What the hosted app answers beside Streamlit: heads of pages, data, oEmbed, headers."""

import asyncio
import csv
import io
import json
import re
import runpy
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlencode, urlsplit
from xml.etree import ElementTree

import feedparser
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from PIL import Image
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse
from starlette.routing import Route

from deploy import routes
from deploy.headers import Headers
from deploy.listing import ADDRESSES, describe, listed_pages
from deploy.routes import Site
from deploy.settings import ADDRESS, FRAMED_BY, Settings, read_settings
from deploy.shell import HEIGHT, WIDTH, Addresses, Preview, fill, read_shell
from deploy.unknown import Unknown
from events.collection import open_collection
from events.link import read_link
from events.records import CurationError, Story
from events.records.story_files import pack
from pages.parts.base import below
from tests.conftest import (
    CROSSING,
    LEAVING,
    ROW,
    SPEECH,
    write_collection,
    write_event,
    write_table,
)
from tests.test_linked_data import SCHEMA, found_in, read, read_page, things, values
from tests.test_stories import write_story

HOME = "https://corridors.example.org"
HOSTILE = "\"><script>alert(1)</script></title><!-- {{7*7}} ' &amp; جزيرة"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def text(self):
        return self.content.decode()


class Head(HTMLParser):
    """Reads a page's head as a site does that draws previews."""

    def __init__(self, page):
        super().__init__()
        self.title, self.language, self.scripts = "", None, 0
        self.named, self.links, self._open = {}, {}, None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self._open = tag
        self.scripts += tag == "script"
        if tag == "html":
            self.language = given["lang"]
        if tag == "meta" and "content" in given:
            self.named[given.get("property") or given["name"]] = given["content"]
        if tag == "link":
            self.links[given["rel"]] = given
            self.links[given.get("type", given["rel"])] = given

    def handle_data(self, data):
        if self._open == "title":
            self.title += data
            self._open = None


@pytest.fixture(scope="module")
def collection(tmp_path_factory):
    folder = write_collection(tmp_path_factory.mktemp("hosted") / "small")
    write_event(
        folder, "2024-04-08-gone", status="withdrawn", change_note="It was another day.",
        modified="2025-01-03",
    )  # fmt: skip
    write_story(folder)
    return open_collection(folder)


@pytest.fixture(scope="module")
def ask(collection):
    """Ask the app without a server."""
    return asking(collection)


@pytest.fixture
def ask_of():
    """Return what asks the app of another collection."""
    return asking


def asking(collection):
    def ask(target, settings=None, method="GET", **headers):
        settings = settings or Settings((HOME,))
        shell = read_shell()
        guard = Middleware(Headers, shell=shell, framed_by=settings.framed_by, base=settings.base)
        # Streamlit answers with its page whatever the address.
        streamlit = Route("/{path:path}", lambda request: HTMLResponse(shell))
        app = Starlette(
            routes=[
                *below(settings.base, Site(settings, shell, lambda: collection).routes()),
                streamlit,
            ],
            middleware=[guard, Middleware(Unknown, base=settings.base)],
        )
        address = urlsplit(target)
        scope = {
            "type": "http", "method": method, "path": address.path, "root_path": "",
            "query_string": address.query.encode(), "scheme": "http", "server": ("x", 80),
            "headers": [(name.replace("_", "-").encode(), value.encode())
                        for name, value in {"host": "corridors.example.org", **headers}.items()],
        }  # fmt: skip
        answered = []

        async def receive():
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message):
            answered.append(message)

        # In a thread of its own: the browser tests leave a loop running in this one.
        with ThreadPoolExecutor(1) as thread:
            thread.submit(lambda: asyncio.run(app(scope, receive, send))).result()
        names = {name.decode(): value.decode() for name, value in answered[0]["headers"]}
        return Answer(
            answered[0]["status"], names, b"".join(m.get("body", b"") for m in answered[1:])
        )

    return ask


def test_a_link_to_an_event_is_shown_with_its_title_words_and_picture(ask):
    head = Head(ask(f"/?event={LEAVING}&utm_source=x").text)
    page = f"{HOME}/?event={LEAVING}"
    assert head.title == "Ferries leave Inkhaven · A small collection"
    assert head.language == "en"
    assert head.named["og:title"] == head.title
    description = head.named["og:description"]
    assert description == head.named["description"]
    # When, where, how surely and who says so stand before our own summary.
    words = ("7 April 2024", "Inkhaven", "known within", "told by The Paper", "writes that")
    places = [description.index(word) for word in words]
    assert places == sorted(places)
    assert head.named["og:url"] == page == head.links["canonical"]["href"]
    assert head.named["og:image"] == f"{HOME}/preview.png?event={LEAVING}"
    assert (head.named["og:image:width"], head.named["og:image:height"]) == ("1200", "630")
    assert head.named["og:image:alt"]
    assert head.links["alternate"]["type"] == "application/json+oembed"
    assert parse_qs(urlsplit(head.links["alternate"]["href"]).query) == {"url": [page]}


@pytest.mark.parametrize(
    ("link", "title", "words"),
    [
        ("/", "A small collection", "Three events at two places."),
        ("/Sources", "Sources · A small collection", "Three events"),
        (
            "/?cat=vessels",
            "Vessels and ferries · A small collection",
            "1 of 3 events, 7 April 2024 to",
        ),
        ("/?q=cross", "“cross” · A small collection", "2 of 3 events"),
        ("/?to=2024-04-07", "A small collection", "1 of 3 events, 7 April 2024."),
        (
            "/?history=quill-causeway",
            "Quill causeway · A small collection",
            "2 events, in order of time. Three events",
        ),
        ("/?event=gone", "A small collection", "Three events"),
        ("/?event=2024-04-08-gone", "This event was withdrawn · A small collection", "another day"),
    ],
)
def test_a_link_is_shown_as_what_it_leads_to(ask, link, title, words):
    head = Head(ask(link).text)
    assert head.title == title
    assert words in head.named["og:description"]


def own_story(title):
    steps = [{"event": LEAVING, "line": "", "prompt": ""}]
    return pack(Story(id="own", title=title, question=HOSTILE, closing="", steps=steps))


def test_text_of_a_link_stays_text(ask):
    """A story of a visitor's own, and words to search for, are anybody's text."""
    plain = Head(ask("/").text)
    for link in (urlencode({"story": own_story(HOSTILE)}), urlencode({"q": HOSTILE})):
        head = Head(ask(f"/Present?{link}").text)
        assert HOSTILE in head.title
        assert HOSTILE in head.named["og:title"]
        # What anybody wrote into a link is not listed, and no machine is told of it.
        assert head.scripts == plain.scripts - 1
        assert head.named.pop("robots") == "noindex"
        assert head.named.keys() == plain.named.keys()


def test_every_part_of_a_head_is_escaped():
    preview = Preview(*[HOSTILE] * 4)
    page = fill(read_shell(), preview, Addresses(*[HOSTILE] * 4))
    head = Head(page)
    assert head.scripts == Head(read_shell()).scripts
    assert head.links["canonical"]["href"] == HOSTILE
    assert {head.named[name] for name in ("og:title", "og:url", "og:image", "og:image:alt")} == {
        HOSTILE
    }


@pytest.mark.parametrize(
    ("link", "own"),
    [
        (f"/Sources?event={LEAVING}&cat=vessels&lang=pt", f"/?event={LEAVING}"),
        ("/?cat=vessels&from=2024-05-01", "/"),
        ("/Compare?by=sides&blind=1", "/Compare"),
        ("/?story=road&step=2", "/Present?story=road"),
    ],
)
def test_whatever_a_link_filters_its_page_has_one_address(ask, link, own):
    head = Head(ask(link).text)
    assert head.links["canonical"]["href"] == f"{HOME}{own}"
    assert head.named["og:url"] != f"{HOME}{own}"


def test_machines_read_the_event_of_a_link(ask):
    graph = read_page(ask(f"/?event={LEAVING}").content)
    (event,) = things(graph, "Event")
    assert values(graph, event, "identifier") == {LEAVING}
    assert values(graph, event, "startDate") == {"2024-04-07"}
    assert values(graph, event, "url") == {f"{HOME}/?event={LEAVING}"}
    (page,) = things(graph, "WebPage")
    (report,) = graph.objects(page, SCHEMA.citation)
    assert values(graph, report, "identifier") == {"paper"}


def test_machines_read_the_set_and_where_its_files_are(ask):
    graph = read_page(ask("/About?cat=vessels").content)
    (dataset,) = things(graph, "Dataset")
    assert values(graph, dataset, "url") == {f"{HOME}/"}
    files = {str(url) for file in things(graph, "DataDownload")
             for url in graph.objects(file, SCHEMA.contentUrl)}  # fmt: skip
    assert f"{HOME}/data/events.geojson" in files
    assert {ask(address.removeprefix(HOME)).status for address in files} == {200}
    nowhere = read_page(ask("/", Settings()).content)
    (dataset,) = things(nowhere, "Dataset")
    assert values(nowhere, dataset, "url") == set()
    assert things(nowhere, "DataDownload") == []


def test_machines_read_a_story_with_its_address(ask):
    graph = read_page(ask("/Present?story=road&step=1").content)
    (page,) = things(graph, "WebPage")
    assert values(graph, page, "url") == {f"{HOME}/Present?story=road"}
    assert things(graph, "Event")


def test_a_withdrawn_event_is_not_listed(ask):
    page = ask("/?event=2024-04-08-gone")
    assert Head(page.text).named["robots"] == "noindex"
    assert found_in(page.content) == []


def listed_in(answer):
    root = ElementTree.fromstring(answer.content)
    return [entry[0].text for entry in root], root


def test_the_sitemap_lists_every_page_once(ask):
    answer = ask("/sitemap.xml")
    assert answer.headers["content-type"].startswith("application/xml")
    listed, root = listed_in(answer)
    assert root.tag == "{http://www.sitemaps.org/schemas/sitemap/0.9}urlset"
    expected = [*ADDRESSES, "/Present?story=road"]
    expected += [f"/?event={name}" for name in (LEAVING, CROSSING, SPEECH)]
    assert listed == [f"{HOME}{path}" for path in expected]
    for address in listed:
        head = Head(ask(address.removeprefix(HOME)).text)
        assert head.links["canonical"]["href"] == address
        assert "robots" not in head.named
    assert ask("/sitemap.xml", if_none_match=answer.headers["etag"]).status == 304


def test_crawlers_are_told_of_the_sitemap_where_there_is_one(ask):
    rules = ask("/robots.txt").text
    assert "Disallow: /data/*?\n" in rules
    assert f"Sitemap: {HOME}/sitemap.xml\n" in rules
    assert "Sitemap" not in ask("/robots.txt", Settings()).text
    nowhere = ask("/sitemap.xml", Settings())
    assert (nowhere.status, nowhere.text[:17]) == (404, ADDRESS)


def test_a_table_is_listed_and_described_too(quill_table):
    table = open_collection(quill_table)
    pages = list(listed_pages(table, HOME))
    assert len({page.address for page in pages}) == len(pages)
    assert len(pages) == len(ADDRESSES) + table.engine.size
    name = table.table["id"].iloc[0]
    view, _ = read_link({"event": [name]}, table.offers)
    (event,) = things(read(describe(view, table, HOME)), "Event")
    assert event
    assert describe(table.offers.view, table, None)["name"] == quill_table.name


def test_a_host_that_is_not_ours_is_never_named(ask):
    forged = {"host": "evil.example", "x_forwarded_host": "evil.example"}
    assert "evil" not in ask("/", **forged).text
    nowhere = Head(ask("/", Settings(), **forged).text)
    assert nowhere.title == "A small collection"
    assert not nowhere.named.keys() & {"og:url", "og:image"}
    local = Head(ask("/", Settings(), host="localhost:8501", x_forwarded_proto="https").text)
    assert local.named["og:url"] == "http://localhost:8501/"


def test_one_of_several_addresses_is_chosen_by_the_host():
    settings = read_settings({ADDRESS: f"{HOME} http://other.example:8080"})
    assert settings.address("OTHER.example:8080") == "http://other.example:8080"
    assert settings.address("other.example") == HOME


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (ADDRESS, "corridors.example.org"),
        (ADDRESS, f"{HOME}/path/"),
        (ADDRESS, f"{HOME}/../path"),
        (FRAMED_BY, "https://a.example;script-src"),
    ],
)
def test_a_setting_that_is_no_address_is_refused_by_name(name, value):
    with pytest.raises(ValueError, match=rf"{name}: write it as .*\(got '"):
        read_settings({name: value})


SHARED = "https://school.example/corridors"


def test_below_a_path_every_answer_names_and_reads_addresses_below_it(ask):
    settings = read_settings({ADDRESS: SHARED})
    head = Head(ask(f"/corridors/?event={LEAVING}", settings).text)
    assert head.links["canonical"]["href"] == f"{SHARED}/?event={LEAVING}"
    assert head.named["og:image"] == f"{SHARED}/preview.png?event={LEAVING}"
    assert head.links["application/atom+xml"]["href"] == f"{SHARED}/data/feed.atom"
    assert Head(ask("/corridors/Sources", settings).text).title.startswith("Sources")
    assert ask("/corridors?cat=vessels", settings).headers["location"] == "/corridors/?cat=vessels"
    slash = ask("/corridors/Present/?story=a", settings)
    assert slash.headers["location"] == "/corridors/Present?story=a"
    for address in listed_in(ask("/corridors/sitemap.xml", settings))[0]:
        assert address.startswith(f"{SHARED}/")
        assert ask(address.removeprefix("https://school.example"), settings).status == 200
    rules = ask("/corridors/robots.txt", settings).text
    assert "Disallow: /corridors/data/*?\n" in rules
    assert f"Sitemap: {SHARED}/sitemap.xml\n" in rules
    url = urlencode({"url": f"{SHARED}/Present?story=road"})
    assert json.loads(ask(f"/corridors/oembed?{url}", settings).text)["provider_url"] == SHARED
    elsewhere = urlencode({"url": "https://school.example/Present"})
    assert ask(f"/corridors/oembed?{elsewhere}", settings).status == 404
    frame = ask("/corridors/component/map", settings).headers["content-security-policy"]
    assert frame.startswith("sandbox")


def test_beside_its_path_nothing_is_answered(ask):
    settings = read_settings({ADDRESS: SHARED})
    for path in ("/", "/Sources", "/data/events.csv", "/corridors/corridors/", "/corridorsx"):
        answer = ask(path, settings)
        assert answer.status == 404, path
    assert '<a href="/corridors/">' in answer.text


def test_a_path_that_contradicts_another_is_refused():
    assert read_settings({ADDRESS: SHARED}, "/corridors").base == "/corridors"
    assert (
        read_settings({}, "/corridors").address("localhost:80") == "http://localhost:80/corridors"
    )
    for addresses, base in ((SHARED, "/other"), (f"{SHARED} {HOME}", ""), (HOME, "/other")):
        with pytest.raises(
            ValueError, match=rf"^{ADDRESS}: write one path in all.*\(got .*, .*\)$"
        ):
            read_settings({ADDRESS: addresses}, base)


def test_every_page_of_the_dashboard_has_a_head_of_its_own(ask):
    for path in ADDRESSES:
        answer = ask(path)
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert 'property="og:title"' in answer.text


@pytest.mark.parametrize(
    "path", ["/wp-login.php", "/present", "/event/a", "/static/", "/a//evil.example/"]
)
def test_where_there_is_no_page_nobody_is_shown_one(ask, path):
    answer = ask(path)
    assert answer.status == 404
    assert '<a href="/">' in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert path not in answer.text


def test_a_slash_too_many_leads_to_the_page(ask):
    answer = ask("/Present/?story=a%26b")
    assert (answer.status, answer.headers["location"]) == (308, "/Present?story=a%26b")


def test_the_map_s_frame_is_a_page(ask):
    assert ask("/component/map/index.html").status == 200


def test_the_picture_has_the_size_that_the_head_names(ask):
    answer = ask(f"/preview.png?event={LEAVING}")
    assert answer.headers["content-type"] == "image/png"
    assert Image.open(io.BytesIO(answer.content)).size == (WIDTH, HEIGHT)


def test_data_are_those_that_the_link_filters(ask):
    every = json.loads(ask("/data/events.geojson").text)
    assert [f["id"] for f in every["features"]] == [LEAVING, CROSSING, SPEECH]
    some = ask(f"/data/events.geojson?cat=vessels&event={CROSSING}&lang=fa")
    assert [f["id"] for f in json.loads(some.text)["features"]] == [LEAVING]
    text = ask("/data/events.csv?from=2025-01-01").content.decode("utf-8-sig")
    assert [row["id"] for row in csv.DictReader(io.StringIO(text))] == [SPEECH]


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ("bbox=-180,-90,180,90", [LEAVING, CROSSING, SPEECH]),
        ("bbox=10,50,11,51", []),
        ("bbox=170,-90,-170,90", []),
        ("datetime=2024-05-20T12:00:00Z", [CROSSING]),
        ("datetime=../2024-05-01", [LEAVING, CROSSING]),
        ("datetime=2024-05-31/..", [CROSSING, SPEECH]),
        ("datetime=1800-01-01", []),
        ("datetime=2024-01-01/2024-12-31&cat=building", [CROSSING]),
        ("datetime=2024-01-01/2024-12-31&from=2024-05-01&bbox=-180,-90,180,90", [CROSSING]),
    ],
)
def test_data_are_those_within_a_box_and_days(ask, link, found):
    answer = ask(f"/data/events.geojson?{link}")
    assert [f["id"] for f in json.loads(answer.text)["features"]] == found


def test_data_within_a_box_say_what_was_asked(ask):
    link = "bbox=-180,-90,180,90&datetime=2024-05-20&cat=building"
    about = json.loads(ask(f"/data/events.geojson?{link}").text)["dataset"]
    assert parse_qs(about["filter"]) == parse_qs(link)
    assert about["filter_in_words"] == (
        "20 May 2024; Category: Building and works; "
        "Box: west -180, south -90, east 180, north 90 degrees"
    )
    assert about["address"] is None
    days = json.loads(ask("/data/events.geojson?datetime=2024-05-20/..").text)["dataset"]
    assert days["address"] == f"{HOME}?from=2024-05-20"


def test_data_may_be_cached_and_read_by_other_sites(ask):
    first = ask("/data/events.csv")
    assert first.headers["access-control-allow-origin"] == "*"
    assert first.headers["cache-control"] == "public, max-age=300"
    tag = first.headers["etag"]
    again = ask("/data/events.csv", if_none_match=f'"other", {tag}')
    assert (again.status, again.content, again.headers["etag"]) == (304, b"", tag)
    assert ask("/data/events.csv?cat=vessels", if_none_match=tag).status == 200
    head = ask("/data/events.csv", method="HEAD")
    assert (head.status, head.headers["etag"]) == (200, tag)
    assert ask("/data/events.csv", method="POST").status == 405


@pytest.mark.parametrize(
    ("link", "status", "line"),
    [
        ("events.csv?category=vessels", 400, "category: is none of from, to, cat,"),
        ("events.csv?cat=peace", 400, "cat: there is no “peace”"),
        ("events.csv?bbox-crs=x", 400, "bbox-crs: is none of from, to, cat,"),
        ("events.geojson?bbox=1,2,3", 400, "bbox: has 3 values instead of four or six (got '1,2"),
        ("events.geojson?bbox=1,4,3,2", 400, "got '1,4,3,2'); write bbox=minLon,minLat,maxLon,max"),
        ("events.geojson?datetime=soon", 400, "datetime: is neither an instant nor an interval (g"),
        ("events.geojson?datetime=/&bbox=", 400, "bbox: has 1 values"),
        ("events.xlsx", 404, "/data/events.csv"),
    ],
)
def test_what_is_not_understood_is_refused_with_a_line(ask, link, status, line):
    answer = ask(f"/data/{link}")
    assert answer.status == status
    assert line in answer.text
    assert answer.headers["content-type"].startswith("text/plain")


def test_more_than_a_file_holds_is_refused(ask, monkeypatch):
    monkeypatch.setattr(routes, "MOST_IN_MEMORY", 2)
    answer = ask("/data/events.geojson")
    assert answer.status == 413
    assert "GeoJSON holds at most 2 events, not 3: narrow the dates" in answer.text
    assert ask("/data/events.geojson?cat=vessels").status == 200


def test_changes_are_a_feed_that_the_link_filters_and_its_head_names(ask):
    link = f"/?cat=vessels&event={CROSSING}"
    address = Head(ask(link).text).links["application/atom+xml"]["href"]
    assert address == f"{HOME}/data/feed.atom?cat=vessels"
    answer = ask(address.removeprefix(HOME))
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = feedparser.parse(answer.content)
    assert feed.bozo is False
    assert [entry.link for entry in feed.entries] == [
        f"{HOME}/?event=2024-04-08-gone", f"{HOME}/?event={LEAVING}",
    ]  # fmt: skip
    assert {link.rel: link.href for link in feed.feed.links} == {
        "alternate": f"{HOME}/?cat=vessels", "self": address,
    }  # fmt: skip
    assert len(feedparser.parse(ask("/data/feed.atom").content).entries) == 4


def test_a_feed_is_cached_and_refused_as_other_data_are(ask):
    first = ask("/data/feed.atom")
    assert first.headers["cache-control"] == "public, max-age=300"
    tag = first.headers["etag"]
    again = ask("/data/feed.atom", if_none_match=tag)
    assert (again.status, again.content) == (304, b"")
    assert ask("/data/feed.atom?cat=building", if_none_match=tag).status == 200
    wrong = ask("/data/feed.atom?category=vessels&cat=peace")
    assert (wrong.status, wrong.headers["cache-control"]) == (400, "no-store")
    assert wrong.text.startswith("cat: there is no “peace”\ncategory: is none of from, to, cat,")


def test_a_table_that_knows_no_changes_has_no_feed(ask_of, tmp_path):
    ask = ask_of(open_collection(write_table(tmp_path / "set.parquet", ROW)))
    answer = ask("/data/feed.atom")
    assert answer.status == 404
    assert "give it a column `modified` with days" in answer.text
    assert "application/atom+xml" not in Head(ask("/").text).links
    found = json.loads(ask("/data/events.geojson?bbox=-25,-39,-24,-37").text)["features"]
    assert [feature["id"] for feature in found] == ["event-1"]


def oembed(ask, url, settings=None, **more):
    answer = ask(f"/oembed?{urlencode({'url': url, **more})}", settings)
    return json.loads(answer.text) if answer.status == 200 else answer.status


def test_a_link_is_embedded_where_frames_are_allowed(ask):
    story = own_story(HOSTILE)
    url = f"{HOME}/Present?{urlencode({'story': story})}"
    embedded = oembed(ask, url, Settings((HOME,), ("https://school.example",)), maxwidth="640")
    assert (embedded["type"], embedded["version"]) == ("rich", "1.0")
    assert (embedded["width"], embedded["height"]) == (640, 800)
    frame = re.fullmatch(
        r'<iframe title="([^"<>]*)" src="([^"<>]*)" [^<>]*></iframe>', embedded["html"]
    )
    assert frame[2].replace("&amp;", "&") == f"{url}&embed=true"
    link = oembed(ask, f"{HOME}/?event={LEAVING}")
    assert (link["type"], link["title"]) == ("link", "Ferries leave Inkhaven · A small collection")
    assert "html" not in link


def test_only_own_links_are_embedded(ask):
    for url in (
        "https://evil.example/",
        f"{HOME}.evil.example/",
        f"{HOME}/data/events.csv",
        "[",
        "",
        f"{HOME}/?{'&'.join(f'a={number}' for number in range(101))}",
    ):
        assert oembed(ask, url) in (400, 404), url
    assert oembed(ask, HOME, format="xml") == 501
    assert oembed(ask, HOME, maxwidth="ten") == 400


def test_pages_evaluate_nothing_and_the_map_s_frame_is_in_a_sandbox(ask):
    page = ask("/").headers["content-security-policy"]
    assert "default-src 'none'" in page
    assert re.search(r"script-src 'self' blob:( 'sha256-[\w+/=]+')+;", page)
    assert "frame-ancestors 'self'" in page
    school = Settings(framed_by=("https://school.example",))
    frame = ask("/component/map", school).headers["content-security-policy"]
    assert frame.startswith("sandbox allow-scripts")
    assert "allow-same-origin" not in frame
    assert frame.endswith("frame-ancestors 'self' https://school.example")
    for path in ("/", "/data/events.csv", "/nowhere"):
        assert ask(path).headers["x-content-type-options"] == "nosniff"


def test_the_image_installs_what_is_required_in_the_versions_that_are_fixed(repository):
    lines = (repository / "deploy/constraints.txt").read_text("utf-8").splitlines()
    fixed = dict(line.split("==") for line in lines)
    fixed = {canonicalize_name(name): version for name, version in fixed.items()}
    for line in (repository / "requirements.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            wanted = Requirement(line.split(" #")[0])
            assert fixed[canonicalize_name(wanted.name)] in wanted.specifier, line


def test_faulty_files_end_the_start_with_their_lines_alone(repository, folder):
    write_event(folder, date="2024-13-01")
    write_event(folder, CROSSING, category="peace")
    with pytest.raises(CurationError) as caught:
        open_collection(folder)
    command = [sys.executable, "-m", "streamlit", "run", "deploy/app.py", "--server.port", "0"]
    command += ["--", "--data", str(folder)]
    ended = subprocess.run(command, cwd=repository, capture_output=True, text=True, timeout=60)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.splitlines() == list(caught.value.problems)
    assert len(caught.value.problems) > 1


def test_a_faulty_setting_ends_the_start_with_its_line(repository, monkeypatch):
    monkeypatch.setenv(ADDRESS, "corridors.example.org")
    monkeypatch.setattr(sys, "path", list(sys.path))  # the app puts its folder first
    with pytest.raises(SystemExit, match=rf"^{ADDRESS}: write it as .*"):
        runpy.run_path(str(repository / "deploy/app.py"))
