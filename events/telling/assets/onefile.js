// A page that stands alone: its events stand in it, and it fetches nothing. The map tells what is
// picked on it (Corridors.told), and is told what to show as the dashboard's map is.
(() => {
  const told = JSON.parse(document.getElementById("data").textContent);
  const { element } = Corridors, { events } = told, PAGE = 100;
  const find = (id) => document.getElementById(id);
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const state = { range: told.span.slice(), selected: -1, most: PAGE, reach: 0, seen: 0, rows: "", made: 0 };
  for (const [name, text] of Object.entries(told.held)) Corridors.held.set(name, Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)));

  // Reduced as events/search.py reduces what is searched.
  const unheard = new Set(told.unheard);
  const fold = (text) => [...text.normalize("NFKD").toUpperCase().toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "")]
    .filter((letter) => !unheard.has(letter)).join("").replace(/[^\p{L}\p{N}_]+/gu, " ").trim();

  // Tags and attributes were checked when the page was written; texts stay texts.
  function build([tag, attributes, ...children]) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    if (tag === "a") Object.assign(node, { target: "_blank", rel: "noopener noreferrer" });
    if (tag === "button") node.type = "button";
    node.append(...children.map((child) => (typeof child === "string" ? child : build(child))));
    return node;
  }

  // Which events pass the filters, whatever the dates.
  function passing() {
    const words = fold(find("words").value).split(" ").filter(Boolean);
    const chosen = new Set([...document.querySelectorAll("[name=category]:checked")].map((box) => box.value));
    return events.map(({ category, text }) => (!chosen.size || chosen.has(category)) && words.every((word) => text.includes(word)));
  }
  let kept = passing();

  // A bit an event, the highest first, as the map reads it.
  function keep() {
    kept = passing();
    Corridors.held.delete(told.map.rows.replace("*", state.rows));
    state.rows = kept.every(Boolean) ? "" : `${++state.made}`;
    const bits = new Uint8Array(Math.ceil(events.length / 8));
    kept.forEach((passes, row) => { if (passes) bits[row >> 3] |= 128 >> (row & 7); });
    if (state.rows) Corridors.held.set(told.map.rows.replace("*", state.rows), bits);
  }

  // Those that begin in the range stand before those that began earlier.
  function matching() {
    const [from, to] = state.range, begun = [], before = [];
    events.forEach(({ first, last }, row) => { if (kept[row] && first <= to && last >= from) (first >= from ? begun : before).push(row); });
    return [...begun, ...before];
  }

  function list() {
    const rows = matching(), node = find("events");
    find("status").textContent = `${Corridors.number(rows.length)} of ${Corridors.number(events.length)} events`;
    node.replaceChildren(...rows.slice(0, state.most).map((row) => build(events[row].line)));
    mark();
    find("more").hidden = rows.length <= state.most;
  }

  function mark() {
    for (const button of find("events").querySelectorAll("button")) {
      const chosen = button.dataset.action === `select:${events[state.selected]?.id}`;
      button.setAttribute("aria-pressed", chosen);
      button.closest("li").classList.toggle("selected", chosen);
    }
  }

  // The panel stands before the list; whoever came from the map stays there.
  function open(row, read) {
    state.selected = row;
    const panel = find("panel");
    panel.hidden = row < 0;
    panel.replaceChildren();
    if (row >= 0) {
      const close = panel.appendChild(element("button", "close", "Close"));
      close.type = "button";
      close.addEventListener("click", shut);
      panel.append(...events[row].panel.map(build));
      if (read) bring();
    }
    mark();
  }

  function bring() {
    const heading = find("panel").querySelector("h2");
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    find("panel").scrollIntoView({ block: "start" });
  }

  function shut() {
    const { id } = events[state.selected];
    open(-1, false);
    draw();
    find("events").querySelector(`[data-action="select:${CSS.escape(id)}"]`)?.focus();
  }

  const map = L.map("map", { center: told.centre, zoom: 10, minZoom: told.zooms[0], maxZoom: told.zooms[1], zoomSnap: 0.5, scrollWheelZoom: false });
  const layer = Corridors.start(map, told.map);
  const draw = () => layer.show([...state.range, state.rows, state.selected, told.layers, 0, dark.matches, state.reach, state.seen, null]);

  Corridors.told = ({ row, range, read, stamp }) => {
    state.seen = stamp;
    if (range) { state.range = range; list(); }
    if (row >= 0) open(row, read);
    draw();
  };

  document.addEventListener("click", ({ target }) => {
    const id = target.closest("[data-action]")?.dataset.action.replace("select:", "");
    const row = events.findIndex((event) => event.id === id);
    if (row < 0) return;
    state.reach++;
    open(row, true);
    draw();
  });
  const filter = () => { state.most = PAGE; keep(); list(); draw(); };
  find("words").addEventListener("input", filter);
  find("categories").addEventListener("change", filter);
  find("more").addEventListener("click", () => {
    const before = state.most;
    state.most += PAGE;
    list();
    find("events").children[before]?.querySelector("button").focus();
  });
  dark.addEventListener("change", draw);

  // A link into this page: #event= and an id.
  const linked = events.findIndex(({ id }) => location.hash === `#event=${id}`);
  keep();
  list();
  if (linked >= 0) { state.reach++; open(linked, true); }
  draw();
})();
