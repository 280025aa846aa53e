"""Texts that try to be code stay texts, wherever they are shown; nothing of them runs."""

import csv
import io
import json
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from events.records import read_records
from geodata.files import read_yaml
from tests.conftest import QUILL, write

pytestmark = pytest.mark.browser

PLAIN = "`${window.pwned=1}` {{ 7*7 }} {%for x in y%} :red[x] $x^2$ :material/delete:"
"""What the checker lets through in a title and a summary."""

MARKED = (
    '<img src=x onerror="window.pwned=1"></script><script>window.pwned=1</script>'
    "![a](http://127.0.0.1:9/x.png) `${window.pwned=1}` {{ 7*7 }} {% for x in y %} :red[x] $x^2$"
)
"""What it lets through where others speak, or where a name stands."""

HERE, AWAY, ALONGSIDE = "hostile-here", "hostile-away", "hostile-alongside"
LINK = f"/?place=own-{HERE}&place=own-{AWAY}&place=sandrock&event={HERE}"
SOURCE = "/Compare?with=hostile&with=harbour-courier-1892-03-06"


def own_place(longitude: float, latitude: float) -> dict[str, object]:
    return {
        "name": MARKED,
        "longitude": longitude,
        "latitude": latitude,
        "precision": "near",
        "precision_m": 500,
        "basis": MARKED,
    }


def hostile_event(name: str, place: object) -> dict[str, object]:
    return {
        "id": name,
        "title": PLAIN,
        "summary": PLAIN,
        "date": "1892-06-01",
        "category": "vessels",
        "status": "contested",
        "contested": PLAIN,
        "place": place,
        "actors": [MARKED],
        "excerpts": [{"source": "hostile", "speaker": "hostile", "text": MARKED}],
        "created": "2026-02-14",
        "modified": "2026-02-14",
    }


def append(path: Path, record: dict[str, object]) -> None:
    """Add a record to a file."""
    write(path, [*read_yaml(path), record])


@pytest.fixture(scope="module")
def hostile_server(start_server, tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile") / "data"
    shutil.copytree(QUILL, folder, ignore=shutil.ignore_patterns("stories", "versions.yaml"))
    places = {HERE: own_place(-25.05, -38), AWAY: own_place(2.35, 48.86), ALONGSIDE: "sandrock"}
    for name, place in places.items():
        event = json.dumps(hostile_event(name, place))
        (folder / "events" / f"{name}.yaml").write_text(event, "utf-8")
    source = {"id": "hostile", "type": "webpage", "outlet": MARKED, "title": MARKED}
    source |= {
        "authors": [{"literal": MARKED}],
        "published": "1892-06-01",
        "url": None,
        "url_note": MARKED,
        "kind": "private",
    }
    append(folder / "sources.yaml", source)
    speaker = {"id": "hostile", "name": MARKED, "role": MARKED, "side": "islanders"}
    append(folder / "speakers.yaml", speaker)
    period = {"id": "hostile", "title": MARKED, "date": "1892-06", "basis": MARKED}
    append(folder / "periods.yaml", period)
    read_records(folder)
    return start_server(folder)


@pytest.fixture
def hostile(visit, hostile_server):
    """Visit the hostile collection; afterwards nothing of it may have run, in any frame."""
    visitors = []

    def open_page(path):
        visitors.append(visit(path, server=hostile_server))
        return visitors[-1]

    yield open_page
    for visitor in visitors:
        for frame in visitor.page.frames:
            assert frame.evaluate("window.pwned === undefined"), frame.url


def is_plain(visitor):
    """See that nothing which a page draws of texts is more than text."""
    assert visitor.page.locator(".corridors :is(img, script, iframe, math)").count() == 0


def panel_shows_it(visitor):
    panel = visitor.panel
    expect(panel.locator("h2")).to_have_text(PLAIN)
    expect(panel.locator("> p")).to_have_text([f"1 June 1892 · {MARKED} · Contested", PLAIN])
    expect(panel.locator("blockquote")).to_have_text(f"“{MARKED}”")
    expect(panel.locator(".excerpt strong")).to_have_text(f"{MARKED}, {MARKED}")
    expect(panel.locator(".citation")).to_contain_text(f"{MARKED}, “{MARKED}”, 1 June 1892.")
    contested = panel.locator("section", has=panel.page.get_by_text("What is contested"))
    expect(contested.locator("p")).to_have_text(PLAIN)
    fact = panel.locator("dl > div", has=panel.page.locator("dt:text-is('Involved')"))
    expect(fact.locator("dd")).to_have_text(MARKED)
    expect(panel.locator("dd > span:not(.badge)").first).to_have_text(MARKED)


def list_shows_it(visitor):
    expect(visitor.listed).to_contain_text([PLAIN, PLAIN, PLAIN])
    own = visitor.page.locator(".listing .facts", has_text=f"1 June 1892 · {MARKED}")
    expect(own.first).to_be_visible()


def timeline_shows_it(visitor):
    visitor.stepper.focus()
    visitor.page.keyboard.press("Home")
    spoken = f"{PLAIN}, 1 June 1892, Vessels and ferries"
    expect(visitor.stepper).to_have_attribute("aria-valuetext", spoken)
    tip = visitor.map.locator(".tip")
    expect(tip.locator("bdi")).to_have_text(PLAIN)
    expect(tip.locator(".period").filter(has_text="pwned")).to_have_text(MARKED)
    assert tip.locator("img, script, a").count() == 0


def map_shows_it(visitor):
    tip = visitor.map.get_by_role("tooltip")
    expect(visitor.marks).to_have_attribute("aria-label", f"Vessels and ferries: {PLAIN}, {MARKED}")
    visitor.marks.hover()
    expect(tip.locator("bdi")).to_have_text(PLAIN)
    expect(tip).to_contain_text(MARKED)
    box = visitor.unfolds("elsewhere")
    box.get_by_role("button", name="Sandrock: 2 events").click()
    choice = visitor.map.locator(".chooser li button")
    expect(choice.filter(has_text=PLAIN)).to_have_count(1)
    expect(choice.first).to_be_focused()
    choice.filter(has_text=PLAIN).click()
    expect(visitor.map.locator(".chooser")).to_be_hidden()
    expect(visitor.page).to_have_url(re.compile(f"event={ALONGSIDE}"))
    expect(box.locator("button.selected")).to_have_text(re.compile("Sandrock"))
    away = box.locator("button", has_text=MARKED[:12])
    expect(away.locator("bdi")).to_have_text(MARKED)
    expect(away).to_have_attribute("aria-label", f"{MARKED}: 1 event")
    away.click()
    expect(visitor.page).to_have_url(re.compile(f"event={AWAY}"))


def test_exploring_shows_hostile_text_as_typed(hostile):
    visitor = hostile(LINK)
    panel_shows_it(visitor)
    timeline_shows_it(visitor)
    map_shows_it(visitor)
    visitor.button("Back to the list").click()
    list_shows_it(visitor)
    is_plain(visitor)


def test_a_hostile_link_and_the_values_of_filters_are_shown_as_typed(hostile):
    visitor = hostile(f"/?cat={MARKED.replace('%', '%25').replace('=', '%3D')}&q=%7B%7B7*7%7D%7D")
    expect(visitor.page.get_by_text("cat: there is no “<img src=x onerror=")).to_be_visible()
    for name in ("Place", "Source", "Period"):
        if name != "Period":
            visitor.unfolds_menu(name)
        visitor.unrolls(name)
        option = visitor.page.get_by_role("option").filter(has_text=MARKED[:40])
        expect(option.first, name).to_contain_text(MARKED)
        visitor.page.keyboard.press("Escape")
    is_plain(visitor)


def test_sources_and_what_is_compared_are_shown_as_typed_and_hidden(hostile):
    visitor = hostile("/Sources")
    expect(visitor.page.get_by_text(PLAIN, exact=True).first).to_be_attached()
    expect(visitor.page.get_by_text(MARKED, exact=True).first).to_be_attached()
    is_plain(visitor)

    visitor.goes_to(SOURCE)
    cell = visitor.page.locator(".cell.head").first
    expect(cell.locator("h3")).to_have_text(f"{MARKED}, 1 June 1892")
    expect(visitor.page.locator(".excerpt blockquote").first).to_have_text(f"“{MARKED}”")
    expect(visitor.page.locator("[data-tag-index='0']")).to_contain_text(MARKED)
    is_plain(visitor)
    visitor.goes_to(f"{SOURCE}&blind=1")
    expect(cell.locator("h3")).to_have_text("Outlet A, 1 June 1892")


def test_data_and_downloads_hold_hostile_text_as_typed(hostile):
    visitor = hostile(f"/Data?place=own-{HERE}")
    expect(visitor.page.get_by_text(PLAIN, exact=True).first).to_be_attached()
    expect(visitor.page.get_by_text(MARKED, exact=True).first).to_be_attached()
    is_plain(visitor)
    files = {}
    for name in ("CSV", "GeoJSON"):
        with visitor.page.expect_download() as download:
            visitor.page.get_by_role("button", name=name, exact=True).click()
        files[name] = Path(download.value.path()).read_text("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(files["CSV"]))
    assert (row["title"], row["location"]) == (PLAIN, MARKED)
    assert f"“{MARKED}” ({MARKED}, {MARKED})" in row["excerpts"]
    (feature,) = json.loads(files["GeoJSON"])["features"]
    assert feature["properties"]["excerpts"][0]["text"] == MARKED
