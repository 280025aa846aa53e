// The events on the map: filtered here by dates and rows, grouped, and drawn as marks.
window.Corridors = window.Corridors || {};

Corridors.eventsLayer = function (map, base, columns, files) {
  const { send } = Corridors;
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  const world = Corridors.project(columns);
  const asked = Corridors.intervals(columns);
  const titles = Corridors.titleStore(files.titles, base.titles);
  const { placeOf, placeName, categoryOf, isVague, onePlace, brief, groupName, markName, looks } = Corridors.looks(base, columns, titles, () => state.language);
  const ground = Corridors.baseMap(map, base);
  // Known from the start, so that setMaxBounds finds nothing to pan to: its pan would outlast the first move.
  map.options.maxBounds = ground.bounds;
  const edge = Corridors.project({ longitude: [ground.bounds.getWest(), ground.bounds.getEast()], latitude: [ground.bounds.getNorth(), ground.bounds.getSouth()] });
  const onGround = [edge.x[0], edge.y[0], edge.x[1], edge.y[1]];
  const onMap = (row) => world.x[row] >= edge.x[0] && world.x[row] < edge.x[1] && world.y[row] >= edge.y[0] && world.y[row] < edge.y[1];
  const away = Int32Array.from(rowsWhere((row) => !onMap(row)));
  const grid = Corridors.grid(world, columns.category, base.categories.length, onGround);
  const circles = L.layerGroup().addTo(map);
  const leaders = L.layerGroup().addTo(map);
  Corridors.fitButton(map, () => fit());
  if (files.mode === "making") Corridors.keepButton(map, (view) => { sent = send({ view }); });
  const bar = Corridors.bar();
  const caption = Corridors.caption(bar, () => { sent = send({ row: state.selected, read: true }); });
  const clock = Corridors.clock(map);
  const chooser = Corridors.chooser(map, select);
  const elsewhere = Corridors.elsewhere(bar, ({ rows, count }, name) => openRows(rows, count, name));
  const legend = Corridors.legend(bar);
  const marks = Corridors.markPool(map, open, hover);
  const strip = Corridors.timeStrip(base.span, base.categories, { changed: () => { clock.show(strip.words); frame(); }, released });
  const presenting = files.mode === "presenting" ? Corridors.presenting(map, ground, still) : null;
  let state = null, kept = null, keptName = null, ready = false, fanned = null, reached = -1, sent = 0, waiting = false;

  function rowsWhere(test) {
    const found = [];
    for (let row = 0; row < base.count; row++) if (test(row)) found.push(row);
    return found;
  }

  // Calls `visit` for the rows that are shown, until it returns true.
  function eachShown(visit) {
    const [from, to] = strip.range, { long, start, sure, end } = asked(from, to);
    const shows = (row) => columns.last[row] >= from && (kept === null || kept[row] === 1);
    for (const row of long) { if (row >= start) break; if (shows(row) && visit(row)) return; }
    for (let row = start; row < end; row++) if (shows(row) && visit(row)) return;
  }

  const metres = (row) => columns.decametres[row] * 10;
  const animate = () => ({ animate: !still.matches });
  const at = (row) => [columns.latitude[row], columns.longitude[row]];

  function select(row) { fanned = null; sent = send({ row }); }
  function released(first, last) { sent = send({ range: [first, last] }); }
  async function openRows(rows, count, name) {
    if (count === 1) return select(rows[0]);
    const named = await Promise.all(rows.map(async (row) => ({ row, title: await titles.want(row), category: categoryOf(row) })));
    chooser.open(named, count, name);
  }

  // The first rows of a group, by asking once more which rows lie in its cells.
  function rowsOf(group, most) {
    const rows = [];
    eachShown((row) => { if (group.cells.includes(grid.cellOf(row))) rows.push(row); return rows.length >= most; });
    return rows;
  }

  function open(group) {
    if (group.count === 1) return select(group.first);
    if (!onePlace(group) && map.getZoom() < map.getMaxZoom()) {
      const corner = (x, y) => map.unproject([x, y], map.getZoom());
      const bounds = L.latLngBounds(corner(group.box[0], group.box[1]), corner(group.box[2], group.box[3]));
      return map.fitBounds(bounds, { padding: [60, 60], maxZoom: map.getZoom() + 3, ...animate() });
    }
    if (group.count > Corridors.MOST_FANNED) return openRows(rowsOf(group, Corridors.MOST_LISTED), group.count, groupName(group));
    fanned = fanned === group.first ? null : group.first;
    draw();
    if (fanned !== null) marks.focus(fanned);
  }

  function hover(group, node) {
    if (!group) return caption.show(state.selected >= 0 ? brief(state.selected) : "", true);
    if (group.count > 1) return caption.show(groupName(group));
    caption.show(brief(group.first));
    if (titles.get(group.first)) return;
    titles.want(group.first).then((title) => { caption.show(title); node.setAttribute("aria-label", markName(group.first)); });
  }

  const looksOf = (group) => looks(group, holds(group, state.selected));
  function holds(group, row) {
    if (row < 0) return false;
    return group.count === 1 ? group.first === row : !group.fan && group.cells.includes(grid.cellOf(row)) && isShown(row);
  }
  const isShown = (row) => columns.first[row] <= strip.range[1] && columns.last[row] >= strip.range[0] && (kept === null || kept[row] === 1);
  // Events of an opened group stand in a ring of pixels round their place, tied to it by lines.
  function fan(groups) {
    leaders.clearLayers();
    const opened = fanned === null ? null : groups.find((group) => group.count > 1 && group.first === fanned && onePlace(group));
    if (!opened || opened.count > Corridors.MOST_FANNED) return groups;
    const rows = rowsOf(opened, Corridors.MOST_FANNED), radius = 16 + rows.length * 7;
    const spread = rows.map((row, i) => {
      const angle = (i / rows.length) * 2 * Math.PI - Math.PI / 2;
      const x = opened.x + radius * Math.cos(angle), y = opened.y + radius * Math.sin(angle);
      leaders.addLayer(L.polyline([map.containerPointToLatLng([opened.x, opened.y]), map.containerPointToLatLng([x, y])], { interactive: false, weight: 2, className: "leader" }));
      return { count: 1, first: row, x, y, box: opened.box, cells: opened.cells, parts: opened.parts, fan: true };
    });
    return groups.flatMap((group) => (group === opened ? spread : [group]));
  }

  // Metres on the ground under a pixel, at the middle of the map (Web Mercator).
  const metresAPixel = () => (40075016.686 * Math.cos((map.getCenter().lat * Math.PI) / 180)) / (256 * 2 ** map.getZoom());

  function drawCircles(groups) {
    circles.clearLayers();
    const pixel = metresAPixel(), view = Math.min(map.getSize().x, map.getSize().y);
    for (const group of groups) {
      const row = holds(group, state.selected) ? state.selected : group.first;
      const radius = metres(row) / pixel, chosen = row === state.selected;
      if (!onePlace(group) || placeOf(row).shapes.length || radius < 16 || (radius * 2 > view && !chosen)) continue;
      circles.addLayer(L.circle(at(row), { radius: metres(row), interactive: false, className: `doubt${chosen ? " chosen" : ""}` }));
    }
  }

  // What each frame needs: the marks. The rest follows when the hand rests.
  function grouped(exact) {
    const [from, to] = strip.range, { long, start, sure, end } = asked(from, to);
    grid.look(map);
    grid.clear(exact);
    grid.add(sure, end, kept, null, 0);
    grid.add(start, sure, kept, columns.last, from);
    for (let i = long.length - 1; i >= 0; i--) if (long[i] < start) grid.add(long[i], long[i] + 1, kept, columns.last, from);
    return fan(grid.groups());
  }

  function frame() {
    if (!ready || waiting || map._animatingZoom) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; leaders.clearLayers(); fanned = null; marks.draw(grouped(false), looksOf); settle(); });
  }
  let settling = null;
  function settle() { clearTimeout(settling); settling = setTimeout(draw, 120); }

  function draw() {
    // While Leaflet zooms, its panes are between two scales; the end of the move draws again.
    if (!ready || map._animatingZoom) return;
    clearTimeout(settling);
    const groups = grouped(true);
    marks.draw(groups, looksOf);
    drawCircles(groups);
    ground.show({ ...state, first: strip.range[0], last: strip.range[1] }, state.selected >= 0 ? placeOf(state.selected).shapes : []);
    ground.drawNames(groups);
    drawLegend(groups);
    drawElsewhere();
    hover(null);
  }

  function drawLegend(groups) {
    const present = base.categories.filter((_, i) => groups.some((group) => (group.count > 1 ? group.parts[i] > 0 : columns.category[group.first] === i)));
    legend.show(present, ground.legendRows(), {
      group: groups.some((group) => group.count > 1),
      hollow: groups.some((group) => group.count === 1 && isVague(group.first)),
      circle: circles.getLayers().length > 0,
    });
  }

  function drawElsewhere() {
    const places = new Map();
    for (const row of away) {
      if (!isShown(row)) continue;
      const found = places.get(columns.place[row]) || { rows: [], count: 0 };
      found.count += 1;
      if (found.rows.length < Corridors.MOST_LISTED) found.rows.push(row);
      places.set(columns.place[row], found);
    }
    elsewhere.show([...places].map(([place, found]) => ({ ...found, name: base.places[place].names[state.language] })), state.selected);
  }

  function fit() {
    const bounds = L.latLngBounds([]);
    let seen = 0;
    eachShown((row) => { if (onMap(row)) bounds.extend(at(row)); return ++seen > 20000; });
    if (bounds.isValid()) map.fitBounds(bounds, { padding: [70, 70], maxZoom: 12, ...animate() });
  }

  function approach(row) {
    const shapes = placeOf(row).shapes;
    if (!onMap(row)) return;
    if (shapes.length) map.fitBounds(ground.boundsOf(shapes), { padding: [40, 40], maxZoom: 12, ...animate() });
    else if (!map.getBounds().pad(-0.15).contains(at(row))) map.panTo(at(row), animate());
  }

  // Leaflet takes a map that is no larger than its margins for one at the greatest zoom.
  const MARGIN = 6;
  const hasRoom = () => Math.min(map.getSize().x, map.getSize().y) > 2 * MARGIN;
  const home = () => map.fitBounds(ground.home, { padding: [MARGIN, MARGIN], animate: false });

  // Moves once to what was last asked for. A frame can get its height late, or stand in a hidden tab;
  // then the move waits until the map has room.
  function move() {
    if (!state || state.reach === reached || !hasRoom()) return;
    const { selected, reach, view } = state;
    if (reached < 0) home();
    reached = reach;
    if (view) map.setView([view[1], view[0]], view[2], animate());
    else if (presenting) presenting.approach(...(selected >= 0 && onMap(selected) ? [at(selected), metres(selected), placeOf(selected).shapes] : []));
    else if (selected >= 0) {
      if (files.mode === "making") home();
      approach(selected);
    }
  }

  // Histogram of what the filters leave: events by their first day, stacked by category.
  function fillStrip() {
    const days = base.span[1] - base.span[0] + 1, size = base.categories.length, counts = new Uint32Array(days * size);
    const { first, category } = columns;
    for (let row = 0; row < base.count; row++) if (kept === null || kept[row] === 1) counts[(first[row] - base.span[0]) * size + category[row]]++;
    strip.fill(counts);
  }

  async function keep(name) {
    if (name === keptName) return;
    keptName = name;
    const rows = name ? Corridors.unpackRows(new Uint8Array(await (await Corridors.fetched(files.rows.replace("*", name))).arrayBuffer()), base.count) : null;
    if (name !== keptName) return;
    kept = rows;
    if (ready || rows) fillStrip();
    ready = true;
    draw();
  }

  map.setMaxBounds(ground.bounds);
  // The wheel scrolls the page; with Ctrl it zooms the map.
  map.getContainer().addEventListener("wheel", (event) => map.scrollWheelZoom[event.ctrlKey ? "enable" : "disable"](), { capture: true });
  map.on("resize", move);
  map.on("moveend resize", () => draw());
  map.on("zoomstart", () => { fanned = null; });
  map.getContainer().addEventListener("keydown", (event) => { if (event.key === "Escape") { fanned = null; chooser.close(); draw(); } });
  fillStrip();

  return function show([first, last, rows, selected, layers, language, dark, reach, seen, view]) {
    const started = state === null, repaint = started || state.dark !== dark;
    state = { selected, layers, language, dark, reach, view };
    document.documentElement.classList.toggle("dark", dark);
    if (repaint) strip.paint();
    if (seen >= sent) strip.follow(first, last);
    chooser.close();
    move();
    if (selected >= 0) titles.want(selected).then((title) => { if (state.selected === selected) caption.show(title, true); });
    else caption.show("", true);
    if (started) titles.want(0).then(() => draw());
    if (presenting) presenting.name(selected >= 0 && !onMap(selected) ? placeName(selected) : "");
    // Rows that are still to be fetched are drawn when they are there, not all rows until then.
    if (rows === keptName) draw(); else keep(rows);
    if (started) Corridors.tellPage();
  };
};
