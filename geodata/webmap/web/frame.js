// The map's frame: it fetches what the map draws, and speaks with the server and the page around it.
// Python sends numbers only (see Message in geodata/map.py); what a visitor picks goes back.
window.Corridors = window.Corridors || {};

Corridors.start = function (map, files) {
  const layer = { show(message) { layer.message = message; if (layer.draw) layer.draw(message); } };
  document.documentElement.dataset.mode = files.mode;
  // What stands round the map: the whole page of its frame, or one element of a page of its own.
  Corridors.host = files.host ? document.getElementById(files.host) : document.body;
  Corridors.prepare(map);
  layer.ready = Promise.all([Corridors.fetched(files.base), Corridors.fetched(files.columns), Corridors.styled()])
    .then(([base, columns]) => Promise.all([base.json(), columns.arrayBuffer()]))
    .then(([base, buffer]) => {
      map.invalidateSize({ animate: false });
      const columns = Corridors.readColumns(buffer, base.columns, base.count);
      columns.last = columns.first.map((first, row) => first + columns.days[row]);
      map.on("moveend", () => Corridors.tellView(map));
      layer.draw = Corridors.eventsLayer(map, base, columns, files);
      if (layer.message) layer.draw(layer.message);
    });
  return layer;
};

// The frame's style sheets come without being waited for, and the map's height depends on them.
Corridors.styled = () => new Promise((done) => {
  const look = () => (getComputedStyle(document.documentElement).getPropertyValue("--paper") ? done() : setTimeout(look, 10));
  look();
});

Corridors.prepare = function (map) {
  document.documentElement.lang = "en";
  if (Corridors.host === document.body) document.title = "Map of events";
  const viewport = document.querySelector("meta[name=viewport]");
  if (viewport) viewport.content = "width=device-width, initial-scale=1";
  map.attributionControl.setPrefix(false);
  map.attributionControl.addAttribution("© OpenStreetMap contributors, GeoNames, OCHA");
  map.getContainer().setAttribute("role", "region");
  map.getContainer().setAttribute("aria-label", "Map of events. The list beside it holds the same events.");
};

Corridors.send = function (told) {
  const stamp = Date.now();
  if (window.Streamlit) window.Streamlit.setComponentValue({ ...told, stamp });
  else if (Corridors.told) Corridors.told({ ...told, stamp });
  return stamp;
};

// The page around the map waits with what is less urgent until the first marks are painted.
Corridors.tellPage = function () {
  requestAnimationFrame(() => setTimeout(() => {
    // A host may give the frame an origin of its own, which reaches its page by messages alone.
    window.parent.postMessage({ corridors: "drawn" }, "*");
  }));
};

// What part of the ground is in view, for links that are copied from the page.
Corridors.tellView = function (map) {
  const { lat, lng } = map.getCenter();
  window.parent.postMessage({ corridors: "view", view: [map.getZoom(), lat, lng] }, "*");
};
