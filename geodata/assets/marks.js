// Marks: events grouped on a screen grid, at most 400, their elements reused from draw to draw.
window.Corridors = window.Corridors || {};

Corridors.MOST_MARKS = 400;
Corridors.MARK = 30;
Corridors.MOST_FANNED = 10;

// World pixels at zoom 0 (Web Mercator, EPSG:3857, 256 pixels round the world).
Corridors.project = function (longitude, latitude) {
  const n = longitude.length, x = new Float64Array(n), y = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const sine = Math.sin((latitude[i] * Math.PI) / 180);
    x[i] = ((longitude[i] + 180) / 360) * 256;
    y[i] = (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 256;
  }
  return { x, y };
};

// Groups of rows whose marks would overlap: [{rows, x, y}], x and y in pixels of the map's view.
Corridors.group = function (rows, at, scale, origin, size) {
  const cell = Math.max(Corridors.MARK + 4, Math.ceil(Math.sqrt((size.x * size.y) / (Corridors.MOST_MARKS * 0.8))));
  const cells = new Map();
  for (const row of rows) {
    const x = at.x[row] * scale - origin.x, y = at.y[row] * scale - origin.y;
    if (x < 0 || y < 0 || x > size.x || y > size.y) continue;
    const column = Math.floor((x + origin.x) / cell), line = Math.floor((y + origin.y) / cell);
    const key = `${column},${line}`;
    const found = cells.get(key);
    if (found) { found.rows.push(row); found.sumX += x; found.sumY += y; }
    else cells.set(key, { column, line, rows: [row], sumX: x, sumY: y });
  }
  return Corridors.mergeNear([...cells.values()], cells);
};

// Joins groups of neighbouring cells whose middles are closer than a mark is wide.
Corridors.mergeNear = function (groups, cells) {
  const near = (a, b) => Math.hypot(a.sumX / a.rows.length - b.sumX / b.rows.length, a.sumY / a.rows.length - b.sumY / b.rows.length) < Corridors.MARK;
  groups.sort((a, b) => b.rows.length - a.rows.length);
  for (const group of groups) {
    if (group.gone) continue;
    for (let dx = -1; dx <= 1; dx++) for (let dy = -1; dy <= 1; dy++) {
      const other = cells.get(`${group.column + dx},${group.line + dy}`);
      if (!other || other === group || other.gone || !near(group, other)) continue;
      group.rows.push(...other.rows);
      group.sumX += other.sumX;
      group.sumY += other.sumY;
      other.gone = true;
    }
  }
  return groups.filter((group) => !group.gone).map((group) => ({
    rows: group.rows, x: group.sumX / group.rows.length, y: group.sumY / group.rows.length,
  }));
};

// The pool of marker elements. `open` is called with a mark's rows when it is clicked or entered.
Corridors.markPool = function (map, open, hover) {
  const { element, MARK } = Corridors;
  const pool = [];

  function add() {
    const face = element("div", "face");
    const marker = L.marker([0, 0], { icon: L.divIcon({ html: face, className: "mark", iconSize: [MARK, MARK] }), riseOnHover: true });
    const mark = { marker, face, rows: [], shown: true };
    marker.addTo(map);
    marker.on("click", () => open(mark));
    marker.on("keydown", (event) => {
      if (event.originalEvent.key === "Enter" || event.originalEvent.key === " ") {
        event.originalEvent.preventDefault();
        open(mark);
      }
    });
    const node = marker.getElement();
    for (const name of ["mouseenter", "focus"]) node.addEventListener(name, () => hover(mark.rows));
    for (const name of ["mouseleave", "blur"]) node.addEventListener(name, () => hover(null));
    pool.push(mark);
    return mark;
  }

  function place(mark, group, looks) {
    mark.rows = group.rows;
    mark.group = group;
    mark.marker.setLatLng(map.containerPointToLatLng([group.x, group.y]));
    const node = mark.marker.getElement();
    node.setAttribute("aria-label", looks.name);
    node.setAttribute("aria-pressed", String(looks.selected));
    node.className = `${node.className.replace(/ ?(single|several|hollow|selected)\b/g, "")} ${looks.classes}`;
    node.style.setProperty("--colour", looks.colour);
    node.style.setProperty("--ink", looks.ink);
    mark.face.textContent = looks.text;
    mark.marker.setZIndexOffset(looks.selected ? 1000 : 0);
    if (!mark.shown) { node.style.display = ""; mark.shown = true; }
  }

  return {
    draw(groups, looksOf) {
      groups.slice(0, Corridors.MOST_MARKS).forEach((group, i) => place(pool[i] || add(), group, looksOf(group)));
      for (const mark of pool.slice(groups.length)) {
        if (mark.shown) { mark.marker.getElement().style.display = "none"; mark.shown = false; }
      }
    },
    focus(rows) {
      const found = pool.find((mark) => mark.shown && rows.some((row) => mark.rows.includes(row)));
      if (found) found.marker.getElement().focus();
    },
  };
};
