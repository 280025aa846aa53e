"""The map: groups, names, layers, the legend and what lies away from it."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

QUARRY = "1893-01-quarry-closes"

PERSIAN = re.compile(r"[\u0600-\u06ff]")


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
    """The zoom, latitude and longitude that the map last told the page, once it did."""
    return visitor.page.wait_for_function("window.corridorsView").json_value()


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


def test_a_group_at_one_place_fans_out_above_the_land_and_folds_again(visit):
    visitor = visit()
    group = visitor.mark("3 events at Quill causeway")
    group.click()
    single = visitor.map.locator('.mark.single:visible[aria-label$=", Quill causeway"]')
    expect(single).to_have_count(3)
    expect(group).to_have_count(0)
    expect(single.and_(visitor.map.locator(":focus"))).to_have_count(1)

    boxes = [mark.bounding_box() for mark in single.all()]
    pairs = [(a, b) for n, a in enumerate(boxes) for b in boxes[:n]]
    assert min((a["x"] - b["x"]) ** 2 + (a["y"] - b["y"]) ** 2 for a, b in pairs) >= 24**2
    expect(visitor.map.locator(".leaflet-overlay-pane .leader")).not_to_have_count(0)
    land, lines = (
        visitor.map.locator(f".leaflet-{name}-pane").evaluate("n => getComputedStyle(n).zIndex")
        for name in ("ground", "overlay")
    )
    assert int(land) < int(lines)

    visitor.page.keyboard.press("Escape")
    expect(group).to_have_count(1)
    expect(single).to_have_count(0)

    group.focus()
    visitor.page.keyboard.press("Enter")
    single.nth(2).click()
    expect(visitor.panel).to_be_visible()
    expect(visitor.page).to_have_url(re.compile("[?]event="))


def test_a_group_around_several_places_is_listed_and_can_be_zoomed_to_until_it_comes_apart(visit):
    visitor = visit()
    group = visitor.mark("events around Inkhaven")
    chooser = visitor.map.locator(".chooser")
    group.focus()
    visitor.page.keyboard.press("Enter")
    expect(chooser.locator("li").first).to_be_visible()
    visitor.page.keyboard.press("Escape")
    expect(chooser).to_be_hidden()
    expect(group).to_be_focused()
    for _ in range(4):
        shown = labels(visitor)
        group.click()
        with visitor.redraws():
            chooser.get_by_role("button", name="Zoom in on them").click()
        assert labels(visitor) != shown
        if not group.count():
            break
    expect(visitor.map.locator(".inset")).to_be_visible()
    expect(visitor.mark("3 events at Old Pier")).to_be_visible()
    expect(visitor.mark("New lamp is fitted")).to_have_count(0)
    visitor.map.get_by_role("button", name="Fit the map to the events shown").click()
    expect(visitor.mark("New lamp is fitted")).to_be_visible()


def test_an_event_in_a_group_is_chosen_there_too(visit):
    visitor = visit("/?event=1892-03-19-strike-settled")
    chosen = visitor.map.locator(".mark.selected:visible")
    expect(chosen).to_have_count(1)
    expect(chosen).to_have_attribute("aria-pressed", "true")


WHOLE = "Islanders elect a House of Pages"


def test_every_event_stands_on_the_map_or_in_a_box_beside_it_that_leads_to_it(visit):
    """One lies beyond the map's edge, one in open water, and of one only the country is known."""
    visitor = visit()
    away = ["Open water east of the Isle of Quill", "Sandrock", "The mainland"]
    faces = visitor.map.locator(".mark:visible .face").all_inner_texts()
    on_map = sum(int(face) if face.isdigit() else 1 for face in faces)
    area = visitor.map.get_by_role("button", name="Isle of Quill as a whole: 1 event")
    assert on_map + 1 + len(away) == visitor.shown
    area.click()
    expect(visitor.panel.locator("h2")).to_have_text(WHOLE)
    expect(area).to_have_class(re.compile("selected"))
    box = visitor.map.locator(".elsewhere")
    expect(box.locator("summary")).to_have_text(f"Away from the map: {len(away)}")
    box.locator("summary").click()
    assert sorted(box.locator("button bdi").all_inner_texts()) == away
    for place, title in zip(away, ["Cable ship", "First ferry", "Slate from Quill"], strict=True):
        box.get_by_role("button", name=f"{place}: 1 event").click()
        expect(visitor.panel.locator("h2")).to_have_text(re.compile(f"^{title}"))
        expect(box.locator("button.selected bdi")).to_have_text(place)
        assert visitor.mark(title).count() == 0


def test_names_of_places_turn_persian_and_run_from_the_right(visit):
    visitor = visit()
    open_layers(visitor).get_by_text("فارسی").click()
    expect(visitor.map.locator('.name span[lang="fa"]').first).to_be_attached()
    names = visitor.map.locator(".name span")
    assert set(names.evaluate_all("nodes => nodes.map(n => n.dir + n.lang)")) == {"rtlfa"}
    assert all(map(PERSIAN.search, names.all_inner_texts()))
    expect(visitor.mark("events at گذرگاه قلم")).to_be_visible()
    visitor.has_link(lang="fa")


GROUND = ".leaflet-ground-pane path:not(.doubt)"


def test_the_legend_names_only_what_is_drawn_and_every_layer_can_be_taken_away(visit):
    visitor = visit("/?cat=labour&to=1892-02-29&layers=shoreline")
    lines = "\n".join(legend(visitor))
    assert "Shoreline" in lines
    assert "Several events" not in lines
    assert "Parishes" not in lines
    expect(visitor.map.locator(GROUND)).not_to_have_count(0)

    open_layers(visitor).get_by_role("button", name="Remove Shoreline").click()
    expect(visitor.map.locator(GROUND)).to_have_count(0)
    expect(visitor.map.locator(".name")).to_have_count(0)
    expect(visitor.unfolds("legend")).not_to_contain_text("Shoreline")
    assert len(visitor.marks.all()) == 1
    visitor.has_link(layers="none")


def test_a_causeway_is_drawn_only_while_it_stood(visit):
    visitor = visit("/?layers=causeway&to=1892-05-01")
    assert "Causeway to Little Quill" not in "\n".join(legend(visitor))
    expect(visitor.map.locator(GROUND)).to_have_count(0)
    visitor.slider("end").focus()
    visitor.page.keyboard.press("End")
    expect(visitor.map.locator(GROUND)).to_have_count(1)
    label = "Quill causeway, May 1893 to November 1893"
    expect(visitor.map.locator(".subject")).to_have_attribute("aria-label", label)
    assert "Causeway to Little Quill" in "\n".join(legend(visitor))


@pytest.mark.parametrize(
    ("last", "date"),
    [("1892-12-01", "as of June 1892"), ("1893-08-01", "as of May 1893")],
)
def test_one_dates_outline_is_drawn_and_its_label_says_which(visit, last, date):
    visitor = visit(f"/?layers=causeway&to={last}")
    expect(visitor.map.locator(".subject")).to_have_attribute(
        "aria-label", f"Quill causeway, {date}"
    )
    expect(visitor.map.locator(GROUND)).to_have_count(1)


def test_a_corridor_tells_what_it_is_and_opens_its_history(visit):
    visitor = visit()
    label = visitor.map.get_by_role("button", name="Quill causeway, ")
    tip = visitor.map.get_by_role("tooltip")
    label.focus()
    expect(tip).to_contain_text("Causeway (widened)")
    expect(tip).to_contain_text("May 1893 to Nov 1893")
    visitor.page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    visitor.page.keyboard.press("Enter")
    visitor.has_link(place="quill-causeway")
    expect(visitor.panel.locator("h2")).to_contain_text("Quill causeway")


LISTEN = """addEventListener("message", ({ data }) => {
  if (data?.corridors === "hovered") (window.hovered ??= []).push(data.row) })"""

POINT = """row => document.querySelector("iframe[title*=folium]").contentWindow
  .postMessage({ corridors: "hover", row }, "*")"""


def test_a_mark_tells_its_event_at_once_and_is_lit_from_the_list(visit):
    visitor = visit(f"/?event={QUARRY}&cat=building")
    visitor.page.evaluate(LISTEN)
    mark, tip = visitor.mark("Slate quarry"), visitor.map.get_by_role("tooltip")
    mark.hover()
    expect(tip.locator("bdi")).to_have_text(re.compile("^Slate quarry"))
    expect(tip).to_contain_text("January 1893")
    expect(tip).to_contain_text("Reported by")
    box, room = tip.bounding_box(), visitor.map.locator(".leaflet-container").bounding_box()
    assert room["x"] <= box["x"]
    assert box["x"] + box["width"] <= room["x"] + room["width"]
    assert room["y"] <= box["y"]
    row = visitor.page.wait_for_function("window.hovered?.at(-1)").json_value()
    visitor.page.mouse.move(0, 0)
    visitor.page.wait_for_function("window.hovered.at(-1) === -1")
    expect(tip).to_be_hidden()
    visitor.page.evaluate(POINT, row)
    expect(mark).to_have_class(re.compile(r"\blit\b"))
    visitor.page.evaluate(POINT, -1)
    expect(mark).not_to_have_class(re.compile(r"\blit\b"))


ASKED = {"first": 0, "last": 0, "rows": "", "selected": -1, "layers": 0, "language": 0}
KEY = {"part": "", "counts": [], "chosen": 0}
WITHIN = {**ASKED, **KEY, "dark": False, "reach": 0, "seen": 0, "view": None, "within": True}

ASK = """message => { window.told = [];
  window.Streamlit.setComponentValue = value => window.told.push(value.bounds);
  window.corridors.show(message) }"""


def test_the_map_tells_what_it_shows_while_only_that_is_asked_for(visit):
    visitor = visit()
    visitor.map_frame.evaluate(ASK, WITHIN)
    visitor.map.get_by_role("button", name="Zoom in").click()
    visitor.map_frame.wait_for_function("window.told.length === 2")
    wide, near = visitor.map_frame.evaluate("window.told")
    assert wide[0] < near[0] < near[2] < wide[2]
    assert wide[1] < near[1] < near[3] < wide[3]


def test_the_wheel_zooms_only_with_ctrl(visit):
    visitor = visit()
    scale = "window.corridors && document.querySelector('.leaflet-proxy').style.transform"
    before = visitor.map_frame.evaluate(scale)
    box = visitor.map.locator(".leaflet-container").bounding_box()
    visitor.page.mouse.move(box["x"] + 150, box["y"] + 150)
    visitor.page.mouse.wheel(0, 200)
    expect(visitor.map.locator(".hint")).to_have_text("Hold Ctrl to zoom")
    assert visitor.map_frame.evaluate(scale) == before
    visitor.page.keyboard.down("Control")
    visitor.page.mouse.wheel(0, -200)
    visitor.map_frame.wait_for_function(f"({scale}) !== {before!r}")


@pytest.mark.parametrize(
    ("path", "side"),
    [
        ("/", "height"),
        (f"/?event={QUARRY}", "width"),
        ("/?map=12/-38/-24.87", "width"),
    ],
)
def test_a_map_whose_frame_gets_its_size_late_opens_as_any_other(visit, path, side):
    visitor = visit(path)
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
    usual = view(visit(f"/?cat=building&event={QUARRY}"))
    visitor = visit("/?cat=building")
    flatten(visitor, "height")
    visitor.listed.filter(has_text="Slate quarry").click()
    visitor.settles()
    unfold(visitor, "height")
    shows(visitor, usual)


def test_where_a_reader_moved_the_map_it_stays_when_it_was_hidden(visit):
    visitor = visit(f"/?event={QUARRY}")
    before = view(visitor)
    visitor.map.locator(".leaflet-control-zoom-in").click()
    shows(visitor, [before[0] + 1, *before[1:]])
    flatten(visitor, "width")
    unfold(visitor, "width")
    visitor.slider("end").focus()
    visitor.page.keyboard.press("ArrowLeft")
    visitor.settles()
    shows(visitor, [before[0] + 1, *before[1:]])
