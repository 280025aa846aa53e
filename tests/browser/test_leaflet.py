"""What we need of Leaflet beyond its documented members: it must do what leaflet.js expects."""

import pytest

from geodata.webmap.scripts import ASSETS, LEAFLET

pytestmark = pytest.mark.browser

OPEN = """async (source) => {
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  window.adapter = await import(address);
  window.map = L.map("map", { zoomSnap: 0.5 }).setView([31.4, 34.4], 10);
}"""


@pytest.fixture
def page(browser):
    """A page with a map, and with our module for Leaflet as `adapter`."""
    with browser.new_context(viewport={"width": 800, "height": 600}) as context:
        page = context.new_page()
        page.set_content("<div id=map style='height: 500px'></div>")
        page.add_script_tag(path=LEAFLET / "leaflet.js")
        page.evaluate(OPEN, (ASSETS / "leaflet.js").read_text("utf-8"))
        yield page


MOVED = """() => {
  const icon = L.divIcon({ html: "x", iconSize: [30, 30] });
  const marker = adapter.flatMarker([31.4, 34.4], { icon, zIndexOffset: 7 }).addTo(map);
  const node = marker.getElement();
  const before = node.style.transform;
  adapter.placeMarker(map, marker, [120, 90]);
  const { x, y } = map.latLngToContainerPoint(marker.getLatLng());
  return { before, after: node.style.transform, at: [x, y], height: Number(node.style.zIndex) };
}"""


def test_a_mark_is_moved_in_the_plane_and_leaflet_knows_where_it_is(page):
    moved = page.evaluate(MOVED)
    assert moved["before"].startswith("translate(392px, 250px)")
    assert moved["after"].startswith("translate(120px, 90px)")
    assert moved["at"] == [120, 90]
    assert moved["height"] == 97  # its line, and the offset


PANNED = """() => {
  const marker = adapter.flatMarker([31.4, 34.4], { icon: L.divIcon() }).addTo(map);
  map.setView([31.4, 34.4], 11, { animate: false });
  const before = marker.getElement().style.transform;
  marker.setLatLng([31.5, 34.4]);
  return [before, marker.getElement().style.transform];
}"""


def test_a_mark_that_leaflet_moves_itself_stays_in_the_plane(page):
    before, after = page.evaluate(PANNED)
    assert before != after
    assert all(moved.startswith("translate(") for moved in (before, after))


ZOOMED = """() => new Promise((done) => {
  const seen = [adapter.isZooming(map)];
  map.once("zoomanim", () => seen.push(adapter.isZooming(map)));
  map.once("zoomend", () => setTimeout(() => done([...seen, adapter.isZooming(map)])));
  map.setZoom(11);
})"""


def test_it_is_known_while_a_zoom_is_animated(page):
    assert page.evaluate(ZOOMED) == [False, True, False]


def test_the_view_is_told_in_pixels_of_the_world(page):
    view = page.evaluate("adapter.viewOf(map)")
    assert (view["width"], view["height"], view["zoom"]) == (784, 500, 10)
    assert view["x"] == pytest.approx((34.4 + 180) / 360 * 256 * 2**10 - 392, abs=1)
