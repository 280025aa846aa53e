// What stands round the map: a button on it, and a bar under it with what is selected, the legend
// and the events elsewhere, so that nothing lies over the marks unless it was opened.
window.Corridors = window.Corridors || {};

// One format for all: making one anew for each number takes longer than all else in a frame of the drag.
Corridors.number = ((format) => (count) => format.format(count))(new Intl.NumberFormat("en-GB"));

Corridors.box = function (map, position, node) {
  const Box = L.Control.extend({ onAdd: () => { L.DomEvent.disableClickPropagation(node); L.DomEvent.disableScrollPropagation(node); return node; } });
  new Box({ position }).addTo(map);
  return node;
};

Corridors.bar = function () {
  const bar = Corridors.host.appendChild(Corridors.element("div", "foot"));
  return { add: (node) => bar.appendChild(node) };
};

Corridors.fitButton = function (map, fit) {
  const bar = Corridors.box(map, "topleft", Corridors.element("div", "leaflet-bar"));
  const button = bar.appendChild(Corridors.element("button", "fit", "Fit"));
  button.type = "button";
  button.setAttribute("aria-label", "Fit the map to the events shown");
  button.addEventListener("click", fit);
};

// For whoever makes a story: the part of the map that a step shows.
Corridors.keepButton = function (map, keep) {
  const bar = Corridors.box(map, "topright", Corridors.element("div", "leaflet-bar"));
  const button = bar.appendChild(Corridors.element("button", "fit", "Keep this view"));
  button.type = "button";
  button.addEventListener("click", () => {
    const { lng, lat } = map.getCenter();
    keep([Number(lng.toFixed(5)), Number(lat.toFixed(5)), map.getZoom()]);
  });
};

Corridors.caption = function (bar, read) {
  const node = bar.add(Corridors.element("div", "caption"));
  const words = node.appendChild(Corridors.element("span"));
  const button = node.appendChild(Corridors.element("button", "", "Read it"));
  words.setAttribute("aria-live", "polite");
  button.type = "button";
  button.hidden = true;
  button.addEventListener("click", read);
  return {
    show(text, selected = false) {
      words.textContent = text && selected ? `Selected: ${text}` : text;
      button.hidden = !(text && selected);
    },
  };
};

// The dates in large letters on the map while they move.
Corridors.clock = function (map) {
  const node = map.getContainer().appendChild(Corridors.element("div", "clock"));
  node.setAttribute("aria-hidden", "true");
  node.hidden = true;
  let fading = null;
  return {
    show(text) {
      node.textContent = text;
      node.hidden = false;
      clearTimeout(fading);
      fading = setTimeout(() => { node.hidden = true; }, 2500);
    },
  };
};

Corridors.badge = function (category) {
  const badge = Corridors.element("span", "badge", category.letter);
  badge.style.setProperty("--colour", category.colour);
  badge.style.setProperty("--ink", category.ink);
  badge.setAttribute("aria-hidden", "true");
  return badge;
};

Corridors.legend = function (bar) {
  const { element } = Corridors;
  const node = bar.add(element("details", "legend"));
  node.appendChild(element("summary", "", "Legend"));
  const body = node.appendChild(element("div", "legend-body"));
  const signs = [
    ["group", "number", "3", "Several events; open it to see each"],
    ["hollow", "hollow-sign", "", "Hollow: an area or a line, not one point"],
    ["circle", "circle-sign", "", "Dashed circle: how far the place can be off"],
  ];
  return {
    show(categories, layers, drawn) {
      const list = element("ul");
      for (const category of categories) {
        const row = list.appendChild(element("li"));
        row.appendChild(Corridors.badge(category));
        row.appendChild(element("span", "", category.label));
      }
      for (const [id, className, text, words] of signs) {
        if (!drawn[id]) continue;
        const row = list.appendChild(element("li"));
        row.appendChild(element("span", `sign ${className}`, text));
        row.appendChild(element("span", "", words));
      }
      for (const row of layers) list.appendChild(row);
      body.replaceChildren(list);
    },
  };
};

// Events that lie off the base map, by place: a labelled group at the foot, never a pin.
Corridors.elsewhere = function (bar, open) {
  const { element } = Corridors;
  const node = bar.add(element("details", "elsewhere"));
  node.hidden = true; // until it is known whether there are any
  const title = node.appendChild(element("summary"));
  const body = node.appendChild(element("div"));
  const MOST = 8;
  return {
    show(groups, selected) {
      groups.sort((a, b) => b.count - a.count);
      node.hidden = !groups.length;
      title.textContent = `Away from the map: ${Corridors.number(groups.reduce((sum, { count }) => sum + count, 0))}`;
      body.replaceChildren();
      for (const group of groups.slice(0, MOST)) {
        const { name, rows, count } = group;
        const button = body.appendChild(element("button", rows.includes(selected) ? "selected" : ""));
        button.type = "button";
        button.appendChild(element("bdi", "", name));
        button.appendChild(element("span", "", ` ${Corridors.number(count)}`));
        button.setAttribute("aria-label", `${name}: ${count} ${count === 1 ? "event" : "events"}`);
        button.addEventListener("click", () => open(group, name));
      }
      if (groups.length > MOST) body.appendChild(element("p", "", `and ${groups.length - MOST} more places`));
    },
  };
};

// A list of the events of one group, to choose one from.
Corridors.chooser = function (map, select) {
  const { element } = Corridors;
  const node = map.getContainer().appendChild(element("section", "chooser"));
  L.DomEvent.disableClickPropagation(node);
  L.DomEvent.disableScrollPropagation(node);
  node.hidden = true;
  const close = () => { node.hidden = true; };
  return {
    close,
    open(named, count, name) {
      node.setAttribute("aria-label", name);
      node.replaceChildren(element("h2", "", name));
      const shut = node.appendChild(element("button", "shut", "Close"));
      shut.type = "button";
      shut.addEventListener("click", close);
      const list = node.appendChild(element("ul"));
      for (const { row, title, category } of named) {
        const button = list.appendChild(element("li")).appendChild(element("button"));
        button.type = "button";
        button.appendChild(Corridors.badge(category));
        button.appendChild(element("bdi", "", title));
        button.addEventListener("click", () => { close(); select(row); });
      }
      if (count > named.length) node.appendChild(element("p", "", `and ${Corridors.number(count - named.length)} more: narrow the dates or the filters`));
      node.hidden = false;
      list.querySelector("button").focus();
    },
  };
};
