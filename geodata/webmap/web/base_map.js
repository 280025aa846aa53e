// The base map: sea, land, borders and corridors as vectors, names of places, and the legend.
// Text reaches the page by textContent only.
window.Corridors = window.Corridors || {};

Corridors.element = function (tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
};

Corridors.LANGUAGES = ["en", "ar", "he"];

Corridors.COLOURS = {
  light: {
    sea: "#D5E4EE", neighbours: "#EFEDE6", outline: "#FBFAF6", governorates: "#8A8A8A",
    coast: "#5B7C93", borders: "#4A4A4A", "wadi-gaza": "#3E7CA6", roads: "#9A7B4F",
    philadelphi: "#8A4B08", netzarim: "#6A3D9A", morag: "#00695C", lit: "#B00020",
  },
  dark: {
    sea: "#14202B", neighbours: "#22252B", outline: "#2E323A", governorates: "#8D939C",
    coast: "#7FA3BC", borders: "#B8BCC4", "wadi-gaza": "#6FB1DC", roads: "#BFA274",
    philadelphi: "#F0A860", netzarim: "#C6A5EE", morag: "#6FD3C4", lit: "#FF8A95",
  },
};

Corridors.baseMap = function (map, base) {
  const { element, LANGUAGES, COLOURS } = Corridors;
  // A pane of its own below circles and lines of marks, which are drawn anew less often.
  map.createPane("ground").style.zIndex = 350;
  const renderer = L.svg({ padding: 0.5, pane: "ground" });
  const shapes = new Map();
  const labels = [];
  let state = null;

  for (const [order, layer] of base.layers.entries()) {
    for (const shape of layer.shapes) {
      const drawn = L.geoJSON(shape.geometry, { interactive: false, renderer, pane: "ground" });
      shapes.set(shape.id, { shape, layer, order, drawn });
      if (layer.id === "sea" || layer.id === "neighbours") labels.push({ ...shape, rank: 0, layer: layer.id });
    }
  }
  labels.push(...base.labels);
  labels.sort((a, b) => a.rank - b.rank);

  const layerOn = (id) => state.layers & (1 << base.layers.findIndex((layer) => layer.id === id));
  const stands = (thing) =>
    (thing.first === null || thing.first <= state.last) && (thing.last === null || thing.last >= state.first);

  function style(layer, lit) {
    const colours = COLOURS[state.dark ? "dark" : "light"];
    const colour = lit ? colours.lit : colours[layer.id];
    const fill = { stroke: false, fill: true, fillColor: colour, fillOpacity: lit ? 0.22 : 1 };
    if (lit) return { ...fill, fill: true, stroke: true, color: colour, weight: 4, opacity: 0.95 };
    if (layer.kind === "ground") return fill;
    if (layer.kind === "zone") return { ...fill, stroke: true, color: colour, weight: 1.5, dashArray: "6 4", fillOpacity: 0.14 };
    const dashed = { governorates: "2 5", "wadi-gaza": "8 4" }[layer.id];
    const weight = { borders: 2, roads: 2, coast: 1.5 }[layer.id] || 1.5;
    return { stroke: true, fill: false, color: colour, weight, dashArray: dashed || null, opacity: 0.9 };
  }

  function drawShapes(litIds) {
    for (const [id, { shape, layer, drawn }] of shapes) {
      const lit = litIds.includes(id);
      const wanted = lit || (layerOn(layer.id) && stands(shape));
      if (wanted) {
        drawn.setStyle(style(layer, lit));
        if (shape.geometry.type.includes("LineString")) drawn.setStyle({ fill: false });
        if (!map.hasLayer(drawn)) drawn.addTo(map);
      } else if (map.hasLayer(drawn)) drawn.remove();
    }
    const inOrder = [...shapes.values()].sort((a, b) => litIds.includes(a.shape.id) - litIds.includes(b.shape.id) || a.order - b.order);
    for (const { drawn } of inOrder) if (map.hasLayer(drawn)) drawn.bringToFront();
  }

  const names = L.layerGroup().addTo(map);
  function drawNames(groups) {
    names.clearLayers();
    const zoom = map.getZoom(), view = map.getSize();
    const inView = (box) => box[0] >= 0 && box[1] >= 0 && box[2] <= view.x && box[3] <= view.y;
    const taken = groups.map(({ x, y }) => [x - 16, y - 16, x + 16, y + 16]);
    const language = LANGUAGES[state.language];
    for (const label of labels) {
      if (!layerOn(label.layer) || !stands(label) || zoom < [8, 9, 11, 12][label.rank]) continue;
      const text = label.names[state.language];
      const at = map.latLngToContainerPoint(label.at);
      const width = 12 + (label.rank ? 7 : 9) * text.length;
      // The name of a sea or a country stands anywhere in it; all others stand at their place.
      const fixed = label.rank || !inView([at.x, at.y, at.x, at.y]);
      const middle = fixed ? at.x : Math.min(Math.max(at.x, width / 2 + 2), view.x - width / 2 - 2);
      const line = fixed ? at.y : Math.min(Math.max(at.y, 4), view.y - 40);
      // A name whose room is taken by a mark stands below or above it; one that would be cut, nowhere.
      const boxes = [0, 18, -40].map((down) => [middle - width / 2, line - 4 + down, middle + width / 2, line + 22 + down, down]);
      const box = boxes.filter(inView).find((box) => !taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]));
      if (!box) continue;
      taken.push(box);
      const node = element("div", `name rank-${label.rank}${label.layer === "crossings" ? " crossing" : ""}`);
      const inner = node.appendChild(element("span", "", text));
      inner.lang = language;
      inner.dir = language === "en" ? "ltr" : "rtl";
      names.addLayer(Corridors.flatMarker(label.at, { icon: L.divIcon({ html: node, className: "", iconSize: [0, 0], iconAnchor: [at.x - middle, at.y - line - box[4]] }), interactive: false, keyboard: false }));
    }
  }

  const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const month = (day) => { const d = new Date(day * 86400000); return `${months[d.getUTCMonth()]} ${d.getUTCFullYear()}`; };
  function dates({ first, last }) {
    if (first === null && last === null) return "";
    if (last === null) return `, from ${month(first)}`;
    return first === null ? `, to ${month(last)}` : `, ${month(first)} to ${month(last)}`;
  }

  function legendRows() {
    const colours = COLOURS[state.dark ? "dark" : "light"];
    return base.layers.filter((layer) => layer.kind !== "label" && layerOn(layer.id)).flatMap((layer) => {
      const drawn = layer.shapes.filter(stands);
      if (!drawn.length) return [];
      const row = element("li", "", "");
      const swatch = row.appendChild(element("span", `swatch ${layer.kind}`));
      swatch.style.setProperty("--colour", colours[layer.id]);
      row.appendChild(element("span", "", layer.title));
      if (layer.kind === "zone") {
        const more = row.appendChild(element("details"));
        more.appendChild(element("summary", "", drawn.length === 1 ? "1 drawn shape" : `${drawn.length} drawn shapes`));
        const list = more.appendChild(element("ul"));
        for (const shape of drawn) list.appendChild(element("li", "", `${shape.names[0]}${dates(shape)}, ±${shape.precision_m} m. ${shape.source}`));
      }
      return [row];
    });
  }

  return {
    show(next, litIds) { state = next; drawShapes(litIds); },
    drawNames,
    legendRows: () => (state ? legendRows() : []),
    home: shapes.get("gaza-strip").drawn.getBounds(),
    bounds: L.latLngBounds([31.0, 33.7], [31.8, 34.9]),
    boundsOf: (ids) => ids.reduce((all, id) => all.extend(shapes.get(id).drawn.getBounds()), L.latLngBounds([])),
  };
};
