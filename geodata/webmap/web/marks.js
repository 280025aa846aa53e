// Marks: events grouped on a screen grid, at most 400, their elements reused from draw to draw.
window.Corridors = window.Corridors || {};

Corridors.MOST_MARKS = 400;
Corridors.MARK = 30;
Corridors.MOST_FANNED = 10;
Corridors.MOST_LISTED = 50;

// Groups the rows in view on a grid that is fixed to the ground, so that panning keeps groups.
// `ground` is the part of the world that the base map shows: what lies off it has no mark.
// `look` finds the cell of every row once for a view; then `clear`, `add` and `groups` answer a
// range of rows with [{count, first, x, y, box, parts, cells}].
Corridors.grid = function (world, category, categories, ground) {
  const rows = category.length, SHIFT = Math.ceil(Math.log2(categories)), WIDTH = 1 << SHIFT;
  const keys = new Int32Array(rows); // cell and category of a row in one number, or -1
  let seen = "", cell, columns, lines, origin, scale, exact = true;
  let parts = new Int32Array(0), firsts, sumX, sumY, minX, maxX, minY, maxY;

  function look(map) {
    const size = map.getSize();
    origin = map.getPixelBounds().min;
    scale = 2 ** map.getZoom();
    const view = [origin.x, origin.y, scale, size.x, size.y].join();
    if (view === seen) return;
    seen = view;
    cell = Math.max(Corridors.MARK + 4, Math.ceil(Math.sqrt((size.x * size.y) / 330)));
    columns = Math.ceil((size.x + cell) / cell) + 1;
    lines = Math.ceil((size.y + cell) / cell) + 1;
    if (parts.length < columns * lines * WIDTH) {
      parts = new Int32Array(columns * lines * WIDTH);
      firsts = new Int32Array(columns * lines);
      [sumX, sumY, minX, maxX, minY, maxY] = [0, 1, 2, 3, 4, 5].map(() => new Float64Array(columns * lines));
    }
    place(clipped(size), Math.floor(origin.x / cell) * cell, Math.floor(origin.y / cell) * cell);
  }

  // What is drawn, in pixels of the world: a mark at the very edge would be cut, and the foot
  // keeps room for the credits.
  function clipped(size) {
    const inset = Corridors.MARK / 2 + 1, foot = inset + 16;
    return [
      Math.max(origin.x + inset, ground[0] * scale), Math.max(origin.y + inset, ground[1] * scale),
      Math.min(origin.x + size.x - inset, ground[2] * scale), Math.min(origin.y + size.y - foot, ground[3] * scale),
    ];
  }

  function place([west, north, east, south], left, top) {
    const { x: worldX, y: worldY } = world;
    for (let row = 0; row < rows; row++) {
      const x = worldX[row] * scale, y = worldY[row] * scale;
      const outside = x < west || y < north || x >= east || y >= south;
      keys[row] = outside ? -1 : ((((y - top) / cell | 0) * columns + ((x - left) / cell | 0)) << SHIFT) | category[row];
    }
  }

  const cellOf = (row) => keys[row] >> SHIFT;

  // While the hand moves, a group's box is not asked for: it is as wide as its cell.
  function clear(wholly) {
    exact = wholly;
    for (const sums of [parts, sumX, sumY]) sums.fill(0);
    minX.fill(Infinity); minY.fill(Infinity); maxX.fill(-Infinity); maxY.fill(-Infinity);
  }

  // Counts the rows of [from, to) that are kept and last to `since`, from the last to the first of
  // them: the hot loop of a frame.
  function add(from, to, kept, last, since) {
    const { x, y } = world;
    for (let row = to - 1; row >= from; row--) {
      const key = keys[row];
      if (key < 0 || (kept !== null && kept[row] === 0) || (last !== null && last[row] < since)) continue;
      const at = key >> SHIFT;
      parts[key]++;
      firsts[at] = row;
      sumX[at] += x[row];
      sumY[at] += y[row];
    }
    if (exact) measure(from, to, kept, last, since);
  }

  function measure(from, to, kept, last, since) {
    const { x, y } = world;
    for (let row = from; row < to; row++) {
      const key = keys[row];
      if (key < 0 || (kept !== null && kept[row] === 0) || (last !== null && last[row] < since)) continue;
      const at = key >> SHIFT;
      if (x[row] < minX[at]) minX[at] = x[row];
      if (x[row] > maxX[at]) maxX[at] = x[row];
      if (y[row] < minY[at]) minY[at] = y[row];
      if (y[row] > maxY[at]) maxY[at] = y[row];
    }
  }

  function groups() {
    const found = [], byCell = new Map();
    for (let at = 0; at < columns * lines; at++) {
      const held = parts.subarray(at << SHIFT, (at << SHIFT) + categories);
      let count = 0;
      for (let i = 0; i < categories; i++) count += held[i];
      if (!count) continue;
      const x = (sumX[at] / count) * scale, y = (sumY[at] / count) * scale;
      const box = exact ? [minX[at] * scale, minY[at] * scale, maxX[at] * scale, maxY[at] * scale] : [x, y, x + cell, y + cell];
      const group = { count, first: firsts[at], cells: [at], x: x - origin.x, y: y - origin.y, box, parts: held };
      found.push(group);
      byCell.set(at, group);
    }
    return merge(found, byCell).slice(0, Corridors.MOST_MARKS);
  }

  // Joins groups of neighbouring cells whose middles are closer than a mark is wide.
  function merge(found, byCell) {
    found.sort((a, b) => b.count - a.count || a.first - b.first);
    for (const group of found) {
      if (group.gone) continue;
      for (const step of [-columns - 1, -columns, -columns + 1, -1, 1, columns - 1, columns, columns + 1]) {
        const other = byCell.get(group.cells[0] + step);
        if (!other || other === group || other.gone || Math.hypot(group.x - other.x, group.y - other.y) >= Corridors.MARK) continue;
        join(group, other);
      }
    }
    return found.filter((group) => !group.gone);
  }

  function join(group, other) {
    const count = group.count + other.count;
    group.x = (group.x * group.count + other.x * other.count) / count;
    group.y = (group.y * group.count + other.y * other.count) / count;
    group.count = count;
    group.first = Math.min(group.first, other.first);
    group.cells.push(...other.cells);
    group.parts = group.parts.map((value, i) => value + other.parts[i]);
    const [a, b] = [group.box, other.box];
    group.box = [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
    other.gone = true;
  }

  return { look, clear, add, groups, cellOf };
};

// The pool of marker elements. `open` is called with a mark's group when it is clicked or entered.
Corridors.markPool = function (map, open, hover) {
  const { element, MARK } = Corridors;
  const pool = [];

  function add() {
    const face = element("div", "face");
    const marker = Corridors.flatMarker([0, 0], { icon: L.divIcon({ html: face, className: "mark", iconSize: [MARK, MARK] }), riseOnHover: true });
    const mark = { marker, face, group: null, shown: true, drawn: {} };
    marker.addTo(map);
    marker.on("click", () => open(mark.group));
    marker.on("keydown", (event) => {
      if (event.originalEvent.key === "Enter" || event.originalEvent.key === " ") {
        event.originalEvent.preventDefault();
        open(mark.group);
      }
    });
    mark.node = marker.getElement();
    for (const name of ["mouseenter", "focus"]) mark.node.addEventListener(name, () => hover(mark.group, mark.node));
    for (const name of ["mouseleave", "blur"]) mark.node.addEventListener(name, () => hover(null));
    pool.push(mark);
    return mark;
  }

  // Writes to the page only what differs from what stands there.
  function place(mark, group, looks) {
    const { node, drawn, marker } = mark;
    mark.group = group;
    marker._latlng = map.containerPointToLatLng([group.x, group.y]);
    const at = map.containerPointToLayerPoint([group.x, group.y]).round();
    // Leaflet moves its markers itself while it zooms, so where one stands is asked, not remembered.
    if (!at.equals(L.DomUtil.getPosition(node))) marker._setPos(at);
    if (drawn.name !== looks.name) node.setAttribute("aria-label", looks.name);
    if (drawn.selected !== looks.selected) {
      node.setAttribute("aria-pressed", String(looks.selected));
      marker.setZIndexOffset(looks.selected ? 1000 : 0);
    }
    if (drawn.classes !== looks.classes) {
      if (drawn.classes) node.classList.remove(...drawn.classes.split(" "));
      node.classList.add(...looks.classes.split(" "));
    }
    if (drawn.colour !== looks.colour) node.style.setProperty("--colour", looks.colour);
    if (drawn.ink !== looks.ink) node.style.setProperty("--ink", looks.ink);
    if (drawn.text !== looks.text) { mark.face.textContent = looks.text; mark.face.classList.toggle("long", looks.text.length > 3); }
    if (!mark.shown) node.style.display = "";
    mark.shown = true;
    mark.drawn = looks;
  }

  return {
    draw(groups, looksOf) {
      for (let i = 0; i < groups.length; i++) place(pool[i] || add(), groups[i], looksOf(groups[i]));
      for (let i = groups.length; i < pool.length; i++) {
        if (pool[i].shown) { pool[i].node.style.display = "none"; pool[i].shown = false; }
      }
    },
    focus(row) {
      const found = pool.find((mark) => mark.shown && mark.group.count === 1 && mark.group.first === row);
      if (found) found.node.focus();
    },
  };
};
