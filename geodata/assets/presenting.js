// A map on a projector: it flies from place to place, and keys pressed on it turn the pages of the
// presenter around it.
window.Corridors = window.Corridors || {};

Corridors.TURNING = ["PageDown", "PageUp", "ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"];

Corridors.presenting = function (map, ground, still) {
  const sign = map.getContainer().appendChild(Corridors.element("p", "off-map"));
  sign.hidden = true;
  // Leaflet would move the map by the arrows; here they turn pages, as they do beside the map.
  document.addEventListener("keydown", (event) => {
    if (!Corridors.TURNING.includes(event.key) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    window.parent.postMessage({ corridors: "turn", key: event.key }, "*");
  }, { capture: true });

  // A tall frame would else show where the drawn land ends.
  function fill() {
    const least = map.getBoundsZoom(ground.bounds, true);
    // Left to itself, Leaflet zooms with a frame's delay, and so undoes what was moved to meanwhile.
    if (map.getZoom() < least) map.setZoom(least, { animate: false });
    map.setMinZoom(least);
  }
  map.on("resize", fill);
  fill();

  function fly(bounds) {
    const options = { padding: [30, 30], maxZoom: 12.5 };
    if (still.matches) map.fitBounds(bounds, { ...options, animate: false });
    else map.flyToBounds(bounds, { ...options, duration: 1.2 });
  }

  return {
    // Shows a place with its shapes and how far it can be off, in metres; or the whole Strip.
    approach(at, metres, shapes) {
      if (!at) fly(ground.home);
      else fly(shapes.length ? ground.boundsOf(shapes) : L.latLng(at).toBounds(Math.max(metres * 2.6, 6000)));
    },
    // Says where it was, where that is not on the map.
    name(place) {
      sign.hidden = !place;
      sign.textContent = place ? `${place}: not on this map` : "";
    },
  };
};
