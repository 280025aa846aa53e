"""Texts that try to be code stay texts, wherever they are shown; nothing of them runs."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from events.records.reading import load_dataset
from geodata.files import read_yaml
from tests.browser.articles import write_articles
from tests.conftest import write

pytestmark = pytest.mark.browser

PLAIN = "`${window.pwned=1}` {{ 7*7 }} {%for x in y%} :red[x] $x^2$ :material/delete:"
"""What the checker lets through in a title and a summary."""

MARKED = (
    '<img src=x onerror="window.pwned=1"></script><script>window.pwned=1</script>'
    "![a](http://127.0.0.1:9/x.png) `${window.pwned=1}` {{ 7*7 }} {% for x in y %} :red[x] $x^2$"
)
"""What it lets through where others speak, or where a name stands."""

HERE, AWAY = "hostile-here", "hostile-away"
LINK = f"/?place=own-{HERE}&place=own-{AWAY}&event={HERE}"


def hostile_event(name: str, longitude: float, latitude: float) -> dict[str, object]:
    return {
        "id": name,
        "title": PLAIN,
        "summary": PLAIN,
        "date": "2024-06-01",
        "category": "talks",
        "status": "contested",
        "contested": PLAIN,
        "place": {
            "name": MARKED,
            "longitude": longitude,
            "latitude": latitude,
            "precision": "near",
            "precision_m": 500,
            "basis": MARKED,
        },
        "actors": [MARKED],
        "excerpts": [{"source": "hostile", "speaker": "hostile", "text": MARKED}],
        "created": "2026-11-22",
        "modified": "2026-11-22",
    }


def append(path: Path, record: dict[str, object]) -> None:
    """Add a record to a register."""
    write(path, [*read_yaml(path), record])


@pytest.fixture(scope="module")
def hostile_server(start_server, tmp_path_factory):
    folder = write_articles(tmp_path_factory.mktemp("hostile") / "data")
    for event in (hostile_event(HERE, 34.6, 31.4), hostile_event(AWAY, 2.35, 48.86)):
        (folder / "events" / f"{event['id']}.yaml").write_text(json.dumps(event), "utf-8")
    source = {"id": "hostile", "type": "webpage", "outlet": MARKED, "title": MARKED}
    source |= {
        "authors": [{"literal": MARKED}],
        "published": "2024-06-01",
        "url": None,
        "kind": "little-known",
    }
    append(folder / "sources.yaml", source)
    speaker = {"id": "hostile", "name": MARKED, "role": MARKED, "side": "other"}
    append(folder / "speakers.yaml", speaker)
    period = {"id": "hostile", "title": MARKED, "date": "2024-06", "basis": MARKED}
    append(folder / "periods.yaml", period)
    load_dataset(folder)
    return start_server(folder)


@pytest.fixture
def hostile(visit, hostile_server):
    """Visit the hostile dataset; afterwards nothing of it may have run, in any frame."""
    visitors = []

    def open_page(path):
        visitors.append(visit(path, server=hostile_server))
        return visitors[-1]

    yield open_page
    for visitor in visitors:
        for frame in visitor.page.frames:
            assert frame.evaluate("window.pwned === undefined"), frame.url


def test_the_panel_and_the_list_show_hostile_text_as_typed(hostile):
    visitor = hostile(LINK)
    expect(visitor.listed).to_have_text([PLAIN, PLAIN])
    facts = visitor.page.locator(".listing .facts").first
    expect(facts).to_contain_text(f"1 June 2024 · {MARKED} · ")
    expect(facts).to_contain_text(f" · {MARKED}")

    panel = visitor.panel
    expect(panel.locator("h2")).to_have_text(PLAIN)
    expect(panel.locator("> p")).to_have_text(PLAIN)
    expect(panel.locator("blockquote")).to_have_text(f"“{MARKED}”")
    expect(panel.locator(".excerpt strong")).to_have_text(f"{MARKED}, {MARKED}")
    expect(panel.locator(".citation")).to_contain_text(f"{MARKED}, “{MARKED}”, 1 June 2024.")
    for term, text in (("Contested", PLAIN), ("Involved", MARKED)):
        fact = panel.locator("dl > div", has=panel.page.locator(f"dt:text-is('{term}')"))
        expect(fact.locator("dd")).to_have_text(text)
    expect(panel.locator("dd > span").first).to_have_text(MARKED)


def test_the_map_shows_hostile_text_as_typed(hostile):
    visitor = hostile(LINK)
    name = f"Talks and agreements: {PLAIN}, {MARKED}"
    expect(visitor.marks).to_have_attribute("aria-label", name)
    expect(visitor.map.locator(".caption span")).to_have_text(f"Selected: {PLAIN}")
    visitor.marks.hover()
    expect(visitor.map.locator(".caption span")).to_have_text(PLAIN)
    away = visitor.unfolds("elsewhere").locator("button")
    expect(away.locator("bdi")).to_have_text(MARKED)
    expect(away).to_have_attribute("aria-label", f"{MARKED}: 1 event")
    away.click()
    expect(visitor.page).to_have_url(re.compile(f"event={AWAY}"))


def test_the_timeline_shows_hostile_text_as_typed(hostile):
    visitor = hostile(LINK)
    spoken = visitor.timeline.locator("[aria-label*=pwned]").evaluate_all(
        "nodes => nodes.map(node => node.getAttribute('aria-label'))"
    )
    assert f"{PLAIN}, 1 June 2024" in spoken
    assert MARKED in spoken
    visitor.bar(PLAIN).hover(force=True)
    tip = visitor.page.locator("#vg-tooltip-element")
    expect(tip).to_contain_text(PLAIN)
    assert tip.locator("img, script, a").count() == 0


def test_a_period_keeps_its_name_beside_the_timeline_whatever_stands_in_it(hostile):
    visitor = hostile(LINK)
    beside = visitor.timeline.locator(".role-axis-label text").all_text_contents()
    assert [text for text in beside if text.startswith(MARKED[:12])]


def test_the_filters_offer_hostile_text_as_typed(hostile):
    visitor = hostile("/")
    for name in ("Place", "Source", "Period"):
        visitor.unrolls(name)
        option = visitor.page.get_by_role("option").filter(has_text=MARKED[:40])
        expect(option.first, name).to_contain_text(MARKED)
        visitor.page.keyboard.press("Escape")


@pytest.mark.parametrize("path", ["/Sources", f"/Data?place=own-{HERE}"])
def test_other_pages_show_hostile_text_as_typed(hostile, path):
    visitor = hostile(path)
    expect(visitor.page.get_by_text(PLAIN, exact=True).first).to_be_attached()
    expect(visitor.page.get_by_text(MARKED, exact=True).first).to_be_attached()
    assert visitor.page.locator(".corridors :is(img, script, iframe, math)").count() == 0


def test_columns_show_hostile_text_as_typed_and_hide_it(hostile):
    visitor = hostile("/Compare?with=hostile&with=morning-star-2025-02-09")
    cell = visitor.page.locator(".cell.head").first
    expect(cell.locator("h3")).to_have_text(f"{MARKED}, 1 June 2024")
    expect(visitor.page.locator(".excerpt blockquote").first).to_have_text(f"“{MARKED}”")
    expect(visitor.page.locator("[data-tag-index='0']")).to_contain_text(MARKED)
    assert visitor.page.locator(".corridors :is(img, script, iframe, math)").count() == 0
    visitor.goes_to("/Compare?with=hostile&with=morning-star-2025-02-09&blind=1")
    expect(cell.locator("h3")).to_have_text("Outlet A, 1 June 2024")


def test_downloads_hold_hostile_text_as_typed(hostile):
    visitor = hostile(f"/Data?place=own-{HERE}")
    files = {}
    for name in ("CSV", "GeoJSON"):
        with visitor.page.expect_download() as download:
            visitor.button(f"Download {name}").click()
        files[name] = Path(download.value.path()).read_text("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(files["CSV"]))
    assert (row["title"], row["location"]) == (PLAIN, MARKED)
    assert f"“{MARKED}” ({MARKED}, {MARKED})" in row["excerpts"]
    (feature,) = json.loads(files["GeoJSON"])["features"]
    assert feature["properties"]["excerpts"][0]["text"] == MARKED


def test_a_hostile_link_is_shown_as_typed(hostile):
    visitor = hostile(f"/?cat={MARKED.replace('%', '%25').replace('=', '%3D')}&q=%7B%7B7*7%7D%7D")
    expect(visitor.page.get_by_text("cat: there is no “<img src=x onerror=")).to_be_visible()


def test_markup_in_a_title_is_shown_by_the_checker_and_does_not_run(
    visit, start_server, tmp_path_factory
):
    folder = tmp_path_factory.mktemp("broken") / "data"
    write_articles(folder)
    title = '<img src=x onerror="window.pwned=1">'
    event = hostile_event(HERE, 34.6, 31.4) | {"title": title}
    (folder / "events" / f"{HERE}.yaml").write_text(json.dumps(event), "utf-8")
    visitor = visit("/", server=start_server(folder))
    line = visitor.page.locator(".problems li").filter(has_text="title: holds markup")
    expect(line).to_contain_text(f"events/{HERE}.yaml: title: holds markup")
    expect(line).to_contain_text(title)
    assert visitor.page.evaluate("window.pwned === undefined")
