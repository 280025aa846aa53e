// The events on the map: columns fetched once, filtered here, drawn as marks.
// Python sends numbers only (see Message in geodata/map.py); what a visitor picks goes back.
window.Corridors = window.Corridors || {};

Corridors.TYPES = { f4: Float32Array, i4: Int32Array, u2: Uint16Array, u1: Uint8Array };

Corridors.readColumns = function (buffer, layout, count) {
  let offset = 0;
  return Object.fromEntries(layout.map(([name, type]) => {
    const column = new Corridors.TYPES[type](buffer, offset, count);
    offset += column.byteLength;
    return [name, column];
  }));
};

Corridors.start = function (map, [columnsFile, titlesFile, baseFile]) {
  const fetched = async (file, as) => (await fetch(new URL(file, document.baseURI)))[as]();
  const layer = { show(message) { layer.message = message; if (layer.draw) layer.draw(message); } };
  Corridors.prepare(map);
  layer.ready = Promise.all([fetched(baseFile, "json"), fetched(columnsFile, "arrayBuffer"), fetched(titlesFile, "json")])
    .then(([base, buffer, titles]) => {
      const columns = Corridors.readColumns(buffer, base.columns, base.count);
      layer.draw = Corridors.eventsLayer(map, base, columns, titles);
      if (layer.message) layer.draw(layer.message);
    });
  return layer;
};

Corridors.prepare = function (map) {
  document.documentElement.lang = "en";
  document.title = "Map of events";
  const viewport = document.querySelector("meta[name=viewport]");
  if (viewport) viewport.content = "width=device-width, initial-scale=1";
  map.attributionControl.setPrefix(false);
  map.attributionControl.addAttribution("© OpenStreetMap contributors, GeoNames, OCHA");
  map.getContainer().setAttribute("role", "region");
  map.getContainer().setAttribute("aria-label", "Map of events. The list beside it holds the same events.");
};

Corridors.send = function (picked) {
  if (window.Streamlit) window.Streamlit.setComponentValue({ ...picked, stamp: Date.now() });
};

Corridors.eventsLayer = function (map, base, columns, titles) {
  const { element, send } = Corridors;
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  const world = Corridors.project(columns.longitude, columns.latitude);
  const ground = Corridors.baseMap(map, base);
  const circles = L.layerGroup().addTo(map);
  const leaders = L.layerGroup().addTo(map);
  Corridors.fitButton(map, () => fit(shown, 12));
  const caption = Corridors.caption(map);
  const legend = Corridors.legend(map);
  const chooser = Corridors.chooser(map, (row) => select(row));
  const elsewhere = Corridors.elsewhere(map, (rows, name) => openRows(rows, name));
  const marks = Corridors.markPool(map, openMark, hover);
  let state = null, shown = [], fanned = null, reached = -1;
  const panes = Array.from({ length: base.count }, (_, row) => row);
  const inside = panes.map((row) => ground.bounds.contains([columns.latitude[row], columns.longitude[row]]));

  const nameOf = (row) => titles.titles[row];
  const placeOf = (row) => base.places[columns.place[row]];
  const placeName = (row) => placeOf(row).names[state.language];
  const categoryOf = (row) => base.categories[columns.category[row]];
  const isVague = (row) => columns.precision[row] >= 2;
  const animate = () => ({ animate: !still.matches });

  function select(row) { fanned = null; send({ row }); }
  function openRows(rows, name) { if (rows.length === 1) select(rows[0]); else chooser.open(rows, name, titles.titles, categoryOf); }
  function onePlace(rows) { return rows.every((row) => world.x[row] === world.x[rows[0]] && world.y[row] === world.y[rows[0]]); }

  function openMark(mark) {
    const rows = mark.rows;
    if (rows.length === 1) return select(rows[0]);
    if (!onePlace(rows) && map.getZoom() < map.getMaxZoom()) {
      const points = rows.map((row) => [columns.latitude[row], columns.longitude[row]]);
      return map.fitBounds(L.latLngBounds(points), { padding: [60, 60], maxZoom: map.getZoom() + 3, ...animate() });
    }
    if (rows.length > Corridors.MOST_FANNED) return openRows(rows, `${rows.length} events at ${placeName(rows[0])}`);
    fanned = fanned === rows[0] ? null : rows[0];
    draw();
    if (fanned !== null) marks.focus([rows[0]]);
  }

  function hover(rows) {
    if (rows) caption.show(rows.length === 1 ? nameOf(rows[0]) : groupName(rows));
    else caption.show(state.selected >= 0 ? nameOf(state.selected) : "", true);
  }

  function groupName(rows) {
    const where = onePlace(rows) ? `at ${placeName(rows[0])}` : `around ${placeName(rows[0])}`;
    return `${rows.length} events ${where}`;
  }

  function looksOf(group) {
    const { rows } = group, selected = rows.includes(state.selected);
    const chosen = selected ? " selected" : "";
    if (rows.length > 1) return { name: groupName(rows), text: rows.length, selected, classes: `several${chosen}`, colour: ring(rows), ink: "" };
    const category = categoryOf(rows[0]);
    return {
      name: `${category.label}: ${nameOf(rows[0])}, ${placeName(rows[0])}`, text: category.letter, selected,
      classes: `single${isVague(rows[0]) ? " hollow" : ""}${chosen}`, colour: category.colour, ink: category.ink,
    };
  }

  // A ring whose parts are the categories of a group, as a CSS conic gradient.
  function ring(rows) {
    const counts = new Map();
    for (const row of rows) counts.set(categoryOf(row), (counts.get(categoryOf(row)) || 0) + 1);
    let from = 0;
    const parts = [...counts].map(([category, count]) => {
      const to = from + (count / rows.length) * 360, part = `${category.colour} ${from}deg ${to}deg`;
      from = to;
      return part;
    });
    return `conic-gradient(${parts.join(", ")})`;
  }

  // Events of an opened group stand in a ring of pixels round their place, tied to it by lines.
  function fan(groups) {
    leaders.clearLayers();
    return groups.flatMap((group) => {
      if (fanned === null || !group.rows.includes(fanned) || group.rows.length < 2 || !onePlace(group.rows)) return [group];
      const radius = 16 + group.rows.length * 7;
      return group.rows.map((row, i) => {
        const angle = (i / group.rows.length) * 2 * Math.PI - Math.PI / 2;
        const x = group.x + radius * Math.cos(angle), y = group.y + radius * Math.sin(angle);
        leaders.addLayer(L.polyline([map.containerPointToLatLng([group.x, group.y]), map.containerPointToLatLng([x, y])], { interactive: false, weight: 2, className: "leader" }));
        return { rows: [row], x, y };
      });
    });
  }

  // Metres on the ground under a pixel, at the middle of the map (Web Mercator).
  const metresAPixel = () => (40075016.686 * Math.cos((map.getCenter().lat * Math.PI) / 180)) / (256 * 2 ** map.getZoom());

  function drawCircles(groups) {
    circles.clearLayers();
    for (const { rows } of groups) {
      const row = rows.includes(state.selected) ? state.selected : rows[0];
      if (placeOf(row).shapes.length || !onePlace(rows) || columns.precision_m[row] < 250) continue;
      const wide = (columns.precision_m[row] / metresAPixel()) * 2 > Math.min(map.getSize().x, map.getSize().y);
      if (wide && row !== state.selected) continue;
      const className = `doubt${row === state.selected ? " chosen" : ""}`;
      circles.addLayer(L.circle([columns.latitude[row], columns.longitude[row]], { radius: columns.precision_m[row], interactive: false, className }));
    }
  }

  function drawLegend(groups) {
    const rows = shown;
    const categories = base.categories.filter((category) => rows.some((row) => categoryOf(row) === category));
    legend.show(categories, ground.legendRows(), {
      group: groups.some((group) => group.rows.length > 1),
      hollow: groups.some((group) => group.rows.length === 1 && isVague(group.rows[0])),
      circle: circles.getLayers().length > 0,
    });
  }

  function draw() {
    if (!state) return;
    const scale = 2 ** map.getZoom(), origin = map.getPixelBounds().min;
    const groups = fan(Corridors.group(shown.filter((row) => inside[row]), world, scale, origin, map.getSize()));
    drawCircles(groups);
    marks.draw(groups, looksOf);
    ground.drawNames(groups);
    drawLegend(groups);
    const away = new Map();
    for (const row of shown) if (!inside[row]) away.set(columns.place[row], [...(away.get(columns.place[row]) || []), row]);
    elsewhere.show([...away].map(([place, rows]) => ({ name: base.places[place].names[state.language], rows })), state.selected);
  }

  function fit(rows, most) {
    const points = rows.filter((row) => inside[row]).map((row) => [columns.latitude[row], columns.longitude[row]]);
    if (points.length) map.fitBounds(L.latLngBounds(points), { padding: [70, 70], maxZoom: most, ...animate() });
  }

  function reach(row) {
    const shapes = placeOf(row).shapes;
    if (!inside[row]) return;
    if (shapes.length) map.fitBounds(ground.boundsOf(shapes), { padding: [40, 40], maxZoom: 12, ...animate() });
    else if (!map.getBounds().pad(-0.15).contains([columns.latitude[row], columns.longitude[row]])) map.panTo([columns.latitude[row], columns.longitude[row]], animate());
  }

  map.on("moveend resize", draw);
  map.on("zoomstart", () => { fanned = null; });
  map.getContainer().addEventListener("keydown", (event) => { if (event.key === "Escape") { fanned = null; chooser.close(); draw(); } });

  return function show([first, last, rows, selected, layers, language, dark, reaches]) {
    const started = state === null;
    state = { first, last, selected, layers, language, dark };
    document.documentElement.classList.toggle("dark", dark);
    shown = (rows || panes).filter((row) => columns.first[row] <= last && columns.last[row] >= first);
    chooser.close();
    ground.show(state, selected >= 0 ? placeOf(selected).shapes : []);
    caption.show(selected >= 0 ? nameOf(selected) : "", true);
    if (started) map.fitBounds(ground.home, { padding: [6, 6], animate: false });
    if (reaches !== reached && selected >= 0) reach(selected);
    reached = reaches;
    draw();
  };
};
