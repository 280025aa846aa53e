"""The map: groups, names, layers, the legend and what lies away from it."""

import re

import pytest
from playwright.sync_api import expect
from shapely import Point

from events.records.vocabulary import CATEGORIES
from tests.browser.articles import EVENTS
from tests.conftest import LATER, ROW, write_table

pytestmark = pytest.mark.browser

WITHDRAWAL = "2025-02-09-netzarim-withdrawal"

ARABIC = re.compile(r"[\u0600-\u06ff]")


def labels(visitor):
    """The spoken names of the marks."""
    return visitor.marks.evaluate_all("nodes => nodes.map(n => n.getAttribute('aria-label'))")


FLAT = "html iframe[title*=folium] { %s: 0 !important; }"

FLATTEN = """rule => document.head.append(
  Object.assign(document.createElement("style"), { id: "flat", textContent: rule }))"""

AXES = {"height": "y", "width": "x"}


def flatten(visitor, side):
    """Take the height or the width from the map's frame, as a hidden tab does."""
    visitor.page.evaluate(FLATTEN, FLAT % side)
    is_flat(visitor, side)


def is_flat(visitor, side):
    visitor.map_frame.wait_for_function(f"window.map.getSize().{AXES[side]} === 0")


def unfold(visitor, side):
    """Give the map's frame back what was taken from it."""
    visitor.page.evaluate("document.getElementById('flat').remove()")
    visitor.map_frame.wait_for_function(f"window.map.getSize().{AXES[side]} > 0")


def view(visitor):
    """The zoom, latitude and longitude that the map last told the page."""
    return visitor.page.evaluate("window.corridorsView")


def shows(visitor, wanted):
    """Wait until the map shows a view."""
    near = "view => window.corridorsView?.every((part, i) => Math.abs(part - view[i]) < 0.002)"
    visitor.page.wait_for_function(near, arg=wanted)


def open_layers(visitor):
    """Open the box in which layers and the language of names are chosen."""
    visitor.button("Layers and names").click()
    return visitor.page.get_by_role("dialog", name="Layers and names")


def legend(visitor):
    """The lines of the opened legend."""
    body = visitor.unfolds("legend")
    expect(body.locator("li").first).to_be_visible()
    return body.locator(".legend-body > ul > li").all_inner_texts()


def test_a_group_at_one_place_fans_out_and_folds_again(visit):
    visitor = visit()
    at_gaza = sum(event.place == "gaza-strip" for event in EVENTS)
    group = visitor.mark(f"{at_gaza} events at Gaza Strip")
    group.click()
    single = visitor.map.locator('.mark.single:visible[aria-label$=", Gaza Strip"]')
    expect(single).to_have_count(at_gaza)
    expect(group).to_have_count(0)
    expect(single.and_(visitor.map.locator(":focus"))).to_have_count(1)

    visitor.page.keyboard.press("Escape")
    expect(group).to_have_count(1)
    expect(single).to_have_count(0)

    group.focus()
    visitor.page.keyboard.press("Enter")
    single.nth(2).click()
    expect(visitor.panel).to_be_visible()
    expect(visitor.page).to_have_url(re.compile("[?]event="))


def test_the_marks_of_a_fan_do_not_cover_each_other(visit):
    visitor = visit()
    visitor.mark("events at Gaza Strip").click()
    fan = visitor.map.locator('.mark.single:visible[aria-label$=", Gaza Strip"]')
    expect(fan).not_to_have_count(0)
    middles = fan.evaluate_all(
        "nodes => nodes.map(n => n.getBoundingClientRect()).map(r => [r.x, r.y])"
    )
    pairs = [(a, b) for n, a in enumerate(middles) for b in middles[:n]]
    assert min((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 for a, b in pairs) >= 24**2


def test_opening_a_group_around_several_places_zooms_until_it_comes_apart(visit):
    visitor = visit()
    group = visitor.mark("events around Netzarim corridor")
    for _ in range(3):
        shown = labels(visitor)
        with visitor.redraws():
            group.click()
        assert labels(visitor) != shown
        if not group.count():
            break
    assert [name for name in labels(visitor) if name.endswith("events at Netzarim corridor")]
    assert [name for name in labels(visitor) if "Loaded cars cross" in name]
    visitor.map.get_by_role("button", name="Fit the map to the events shown").click()
    expect(visitor.mark("events at Gaza Strip")).to_be_visible()


def test_an_event_in_a_group_is_chosen_there_too(visit):
    visitor = visit("/?event=2025-02-09-qanoua-statement")
    chosen = visitor.map.locator(".mark.selected:visible")
    expect(chosen).to_have_count(1)
    expect(chosen).to_have_attribute("aria-pressed", "true")
    expect(visitor.map.locator(".caption span")).to_have_text(
        re.compile("^Selected: Hamas spokesman")
    )


def test_events_away_from_the_map_stand_in_a_box_and_can_be_chosen(visit):
    visitor = visit()
    away = {"cairo", "washington", "jerusalem", "doha"}
    count = sum(event.place in away for event in EVENTS)
    box = visitor.map.locator(".elsewhere")
    expect(box.locator("summary")).to_have_text(f"Away from the map: {count}")
    box.locator("summary").click()
    box.get_by_role("button", name="Washington, DC: 1 event").click()
    expect(visitor.panel.locator("h2")).to_have_text(re.compile("^Kirby"))

    box.get_by_role("button", name="Cairo: 2 events").click()
    choice = visitor.map.locator(".chooser li button")
    expect(choice).to_have_count(2)
    expect(choice.first).to_be_focused()
    title = choice.last.locator("bdi").inner_text()
    choice.last.click()
    expect(visitor.panel.locator("h2")).to_have_text(title)
    expect(visitor.map.locator(".chooser")).to_be_hidden()
    expect(box.locator("button.selected")).to_have_text(re.compile("Cairo"))


def test_every_event_shown_stands_on_the_map_or_beside_it(visit):
    visitor = visit()
    faces = visitor.map.locator(".mark:visible .face").all_inner_texts()
    away = re.search(r"\d+", visitor.map.locator(".elsewhere summary").inner_text())
    assert sum(int(face) if face.isdigit() else 1 for face in faces) + int(away[0]) == visitor.shown


def test_names_of_places_turn_arabic_and_run_from_the_right(visit):
    visitor = visit()
    open_layers(visitor).get_by_text("العربية").click()
    expect(visitor.map.locator('.name span[lang="ar"]').first).to_be_attached()
    names = visitor.map.locator(".name span")
    assert set(names.evaluate_all("nodes => nodes.map(n => n.dir + n.lang)")) == {"rtlar"}
    assert all(map(ARABIC.search, names.all_inner_texts()))
    expect(visitor.mark("events at قطاع غزة")).to_be_visible()
    visitor.has_link(lang="ar")


def test_a_layer_that_is_switched_off_leaves_the_map_and_the_legend(visit):
    visitor = visit()
    paths = visitor.map.locator(".leaflet-ground-pane path")
    before = paths.count()
    assert "Roads" in legend(visitor)
    open_layers(visitor).get_by_role("button", name="Remove Roads").click()
    expect(paths).not_to_have_count(before)
    assert paths.count() < before
    assert "Roads" not in legend(visitor)
    expect(visitor.page).to_have_url(re.compile("layers="))
    assert "roads" not in visitor.link["layers"]


def test_the_map_can_be_shown_without_any_layer(visit):
    visitor = visit("/?layers=none&cat=aid")
    expect(visitor.map.locator(".leaflet-ground-pane path:not(.doubt)")).to_have_count(0)
    expect(visitor.map.locator(".name")).to_have_count(0)
    assert len(visitor.marks.all()) == 1


def test_the_legend_names_only_what_is_drawn(visit):
    visitor = visit("/?cat=aid&layers=coast")
    labels_of = {category.id: category.label for category in CATEGORIES}
    lines = "\n".join(legend(visitor))
    assert labels_of.pop("aid") in lines
    assert "Coast" in lines
    assert not [label for label in labels_of.values() if label in lines]
    assert "Several events" not in lines
    assert "Borders" not in lines


def test_a_corridor_is_drawn_only_while_it_stood(visit):
    visitor = visit("/?layers=morag&to=2024-12-31")
    assert "Morag corridor" not in "\n".join(legend(visitor))
    expect(visitor.map.locator(".leaflet-ground-pane path:not(.doubt)")).to_have_count(0)
    visitor.slider("end").focus()
    visitor.page.keyboard.press("End")
    expect(visitor.map.locator(".leaflet-ground-pane path:not(.doubt)")).not_to_have_count(0)
    assert "Morag corridor" in "\n".join(legend(visitor))


def test_the_wheel_scrolls_the_page_and_zooms_only_with_ctrl(visit):
    visitor = visit()
    scale = "window.corridors && document.querySelector('.leaflet-proxy').style.transform"
    before = visitor.map_frame.evaluate(scale)
    box = visitor.map.locator(".leaflet-container").bounding_box()
    visitor.page.mouse.move(box["x"] + 150, box["y"] + 150)
    visitor.page.mouse.wheel(0, 200)
    visitor.page.wait_for_function("document.querySelector('[data-testid=stMain]').scrollTop > 0")
    assert visitor.map_frame.evaluate(scale) == before
    visitor.page.keyboard.down("Control")
    visitor.page.mouse.wheel(0, -200)
    visitor.map_frame.wait_for_function(f"({scale}) !== {before!r}")


def test_circles_and_lines_of_marks_lie_above_the_land(visit):
    visitor = visit()
    visitor.mark("events at Gaza Strip").click()
    expect(visitor.map.locator(".leaflet-overlay-pane .leader")).not_to_have_count(0)
    heights = [
        int(
            visitor.map.locator(f".leaflet-{name}-pane").evaluate("n => getComputedStyle(n).zIndex")
        )
        for name in ("ground", "overlay")
    ]
    assert heights[0] < heights[1]


def test_what_is_known_by_its_country_alone_has_no_mark(visit, start_server, tmp_path):
    country = {**LATER, "precision": "country", "place": "Israel", "geometry": Point(34.8, 31.1)}
    server = start_server(write_table(tmp_path / "two.parquet", ROW, country))
    visitor = visit("/?event=event-2", server=server)
    assert len(labels(visitor)) == 1
    visitor.map.get_by_role("button", name="Fit the map").click()
    assert len(labels(visitor)) == 1
    expect(visitor.unfolds("elsewhere").locator("button")).to_have_text("Israel 1")


@pytest.mark.parametrize(
    ("path", "side"),
    [
        ("/", "height"),
        ("/", "width"),
        (f"/?event={WITHDRAWAL}", "height"),
        ("/?map=12.5/31.35/34.3", "width"),
        ("/Present?story=two-withdrawals-two-newspapers&step=2", "height"),
    ],
)
def test_a_map_whose_frame_gets_its_size_late_opens_as_any_other(visit, curated_server, path, side):
    visitor = visit(path, server=curated_server)
    expect(visitor.marks.first).to_be_visible()
    usual, marks = view(visitor), sorted(labels(visitor))
    late = f"addEventListener('DOMContentLoaded', () => ({FLATTEN})('{FLAT % side}'))"
    visitor.page.add_init_script(late)
    visitor.page.goto(f"{visitor.address}{path}")
    visitor.map.locator(".legend-body > ul").wait_for(state="attached", timeout=30_000)
    is_flat(visitor, side)
    unfold(visitor, side)
    visitor.settles()
    shows(visitor, usual)
    expect(visitor.marks).to_have_count(len(marks))
    assert sorted(labels(visitor)) == marks


def test_an_event_opened_while_the_map_is_hidden_is_in_view_afterwards(visit):
    usual = view(visit("/?cat=withdrawal&event=2024-04-07-southern-gaza-withdrawal"))
    visitor = visit("/?cat=withdrawal")
    flatten(visitor, "height")
    visitor.listed.filter(has_text="from southern Gaza").click()
    expect(visitor.map.locator(".caption span")).to_have_text(re.compile("^Selected: "))
    unfold(visitor, "height")
    shows(visitor, usual)


def test_where_a_reader_moved_the_map_it_stays_when_it_was_hidden(visit):
    visitor = visit(f"/?event={WITHDRAWAL}")
    before = view(visitor)
    visitor.map.locator(".leaflet-control-zoom-in").click()
    shows(visitor, [before[0] + 1, *before[1:]])
    flatten(visitor, "width")
    unfold(visitor, "width")
    visitor.slider("end").focus()
    visitor.page.keyboard.press("ArrowLeft")
    visitor.settles()
    shows(visitor, [before[0] + 1, *before[1:]])
