// The columns of a dataset in the browser: fetched once, and the questions that are asked of them.
window.Corridors = window.Corridors || {};

Corridors.TYPES = { f4: Float32Array, i4: Int32Array, u2: Uint16Array, u1: Uint8Array };

// Files that stand in the page itself, by their names: a page on its own fetches nothing.
Corridors.held = new Map();

// Content-hashed files never change, so that what the browser once had is good for ever.
Corridors.fetched = async function (file) {
  const held = Corridors.held.get(file);
  const response = held ? new Response(held) : await fetch(new URL(file, document.baseURI), { cache: "force-cache" });
  if (!file.endsWith(".gz")) return response;
  return new Response(response.body.pipeThrough(new DecompressionStream("gzip")));
};

Corridors.readColumns = function (buffer, layout, count) {
  let offset = 0;
  return Object.fromEntries(layout.map(([name, type]) => {
    const column = new Corridors.TYPES[type](buffer, offset, count);
    offset += column.byteLength;
    return [name, column];
  }));
};

// From this precision on only the country is known, or the waters: no point can stand for that.
Corridors.PLACELESS = 5;

// Web Mercator (EPSG:3857) in pixels at zoom 0, where the world is 256 pixels wide; what has no
// place on a map lies beyond the world.
Corridors.project = function ({ longitude, latitude, precision }) {
  const n = longitude.length, x = new Float32Array(n), y = new Float32Array(n);
  for (let i = 0; i < n; i++) {
    const sine = Math.sin((latitude[i] * Math.PI) / 180);
    x[i] = precision && precision[i] >= Corridors.PLACELESS ? Infinity : ((longitude[i] + 180) / 360) * 256;
    y[i] = (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 256;
  }
  return { x, y };
};

// Rows are sorted by first day. Which of them touch a range of days is an interval question:
// those that begin in it, those that began shortly before, and the few that last long.
Corridors.intervals = function ({ first, last }) {
  const n = first.length, LONG = 62;
  const lasting = [];
  for (let row = 0; row < n; row++) if (last[row] - first[row] > LONG) lasting.push(row);
  const long = Int32Array.from(lasting);
  const below = (day) => {
    let low = 0, high = n;
    while (low < high) { const middle = (low + high) >> 1; if (first[middle] < day) low = middle + 1; else high = middle; }
    return low;
  };
  // Rows [sure, end) match; those of [start, sure) and the long ones before it match if they last to `from`.
  return (from, to) => ({ long, start: below(from - LONG), sure: below(from), end: below(to + 1) });
};

// A bit a row, packed by NumPy with the highest bit first; one byte a row is quicker to ask.
Corridors.unpackRows = function (bytes, count) {
  const kept = new Uint8Array(count);
  for (let row = 0; row < count; row++) kept[row] = (bytes[row >> 3] >> (7 - (row & 7))) & 1;
  return kept;
};

// Titles come in files of `size` rows, each fetched when a title in it is first asked for.
Corridors.titleStore = function (files, size) {
  const chunks = new Map();
  return {
    get: (row) => { const chunk = chunks.get(Math.floor(row / size)); return Array.isArray(chunk) ? chunk[row % size] : null; },
    async want(row) {
      const number = Math.floor(row / size);
      if (!chunks.has(number)) chunks.set(number, Corridors.fetched(files.replace("*", number)).then((response) => response.json()).then((titles) => { chunks.set(number, titles); return titles; }));
      return (await chunks.get(number))[row % size];
    },
  };
};
