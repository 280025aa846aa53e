// Marks: events grouped on a screen grid, at most 400, their elements reused from draw to draw.
window.Corridors = window.Corridors || {};

Corridors.MOST_MARKS = 400;
Corridors.MARK = 30;
Corridors.MOST_FANNED = 10;
Corridors.MOST_LISTED = 50;

// Groups the rows in view on a grid that is fixed to the ground, so that panning keeps groups.
// `ground` is the part of the world that the base map shows: what lies off it has no mark.
// `begin` clears it, `addRun` counts rows, `groups` gives [{count, first, x, y, box, parts, cells}].
Corridors.grid = function (world, category, categories, ground) {
  let cell, columns, lines, origin, scale, clip, offsetX, offsetY;
  let counts = new Int32Array(0), firsts, sumX, sumY, minX, maxX, minY, maxY, parts;

  function begin(map) {
    const size = map.getSize();
    origin = map.getPixelBounds().min;
    scale = 2 ** map.getZoom();
    // A mark at the very edge would be cut; the foot keeps room for the credits.
    const inset = Corridors.MARK / 2 + 1, foot = inset + 16;
    clip = [
      Math.max(origin.x + inset, ground[0] * scale), Math.max(origin.y + inset, ground[1] * scale),
      Math.min(origin.x + size.x - inset, ground[2] * scale), Math.min(origin.y + size.y - foot, ground[3] * scale),
    ];
    cell = Math.max(Corridors.MARK + 4, Math.ceil(Math.sqrt((size.x * size.y) / 330)));
    offsetX = Math.floor(origin.x / cell) * cell;
    offsetY = Math.floor(origin.y / cell) * cell;
    columns = Math.ceil((size.x + cell) / cell) + 1;
    lines = Math.ceil((size.y + cell) / cell) + 1;
    const cells = columns * lines;
    if (counts.length < cells) {
      counts = new Int32Array(cells); firsts = new Int32Array(cells);
      [sumX, sumY, minX, maxX, minY, maxY] = [0, 1, 2, 3, 4, 5].map(() => new Float64Array(cells));
      parts = new Int32Array(cells * categories);
    } else { counts.fill(0); parts.fill(0); }
  }

  function cellOf(row) {
    const x = world.x[row] * scale, y = world.y[row] * scale;
    if (x < clip[0] || y < clip[1] || x >= clip[2] || y >= clip[3]) return -1;
    return ((y - offsetY) / cell | 0) * columns + ((x - offsetX) / cell | 0);
  }

  // Counts the rows of [from, to) that are kept and last to `since`; the hot loop of a frame.
  function addRun(from, to, kept, last, since) {
    const { x: worldX, y: worldY } = world;
    const [west, north, east, south] = clip;
    for (let row = from; row < to; row++) {
      if (kept !== null && kept[row] === 0) continue;
      if (last !== null && last[row] < since) continue;
      const x = worldX[row] * scale, y = worldY[row] * scale;
      if (x < west || y < north || x >= east || y >= south) continue;
      const at = ((y - offsetY) / cell | 0) * columns + ((x - offsetX) / cell | 0);
      parts[at * categories + category[row]]++;
      if (counts[at]++ === 0) {
        firsts[at] = row;
        minX[at] = maxX[at] = sumX[at] = x;
        minY[at] = maxY[at] = sumY[at] = y;
      } else {
        sumX[at] += x;
        sumY[at] += y;
        if (x < minX[at]) minX[at] = x;
        if (x > maxX[at]) maxX[at] = x;
        if (y < minY[at]) minY[at] = y;
        if (y > maxY[at]) maxY[at] = y;
      }
    }
  }

  function groups() {
    const found = [], byCell = new Map();
    for (let at = 0; at < columns * lines; at++) {
      if (!counts[at]) continue;
      const group = {
        count: counts[at], first: firsts[at], cells: [at], x: sumX[at] / counts[at] - origin.x, y: sumY[at] / counts[at] - origin.y,
        box: [minX[at], minY[at], maxX[at], maxY[at]],
        parts: parts.subarray(at * categories, (at + 1) * categories),
      };
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

  return { begin, addRun, groups, cellOf };
};

// The pool of marker elements. `open` is called with a mark's group when it is clicked or entered.
Corridors.markPool = function (map, open, hover) {
  const { element, MARK } = Corridors;
  const pool = [];

  function add() {
    const face = element("div", "face");
    const marker = L.marker([0, 0], { icon: L.divIcon({ html: face, className: "mark", iconSize: [MARK, MARK] }), riseOnHover: true });
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
