// What a mark looks like and how it is named: an event by its category, a group by its number.
window.Corridors = window.Corridors || {};

// Makes a marker that is moved within the plane. Leaflet moves markers in three dimensions, for which
// browsers make each a layer of the screen: with tens of them that is much of the work of a frame.
Corridors.flatMarker = function (at, options) {
  const marker = L.marker(at, options);
  marker._setPos = (point) => {
    const node = marker.getElement();
    if (!node) return;
    node._leaflet_pos = point;
    node.style.transform = `translate(${point.x}px, ${point.y}px)`;
    marker._zIndex = point.y + marker.options.zIndexOffset;
    marker._resetZIndex();
  };
  return marker;
};

// `language` gives that of the place names, which the visitor can change.
Corridors.looks = function (base, columns, titles, language) {
  const placeOf = (row) => base.places[columns.place[row]];
  const placeName = (row) => placeOf(row).names[language()];
  const categoryOf = (row) => base.categories[columns.category[row]];
  const isVague = (row) => columns.precision[row] >= 2;
  const onePlace = ({ box }) => box[2] - box[0] < 0.01 && box[3] - box[1] < 0.01;
  const brief = (row) => titles.get(row) || categoryOf(row).label;
  const groupName = (group) => `${Corridors.number(group.count)} events ${onePlace(group) ? "at" : "around"} ${placeName(group.first)}`;
  const markName = (row) => `${categoryOf(row).label}: ${titles.get(row) ? `${titles.get(row)}, ` : ""}${placeName(row)}`;
  const brieflyCounted = (count) => (count < 1000 ? String(count) : count < 999500 ? `${Math.round(count / 1000)}k` : `${Math.round(count / 1e6)}M`);

  function looks(group, selected) {
    const chosen = selected ? " selected" : "";
    if (group.count > 1) return { name: groupName(group), text: brieflyCounted(group.count), selected, classes: `several${chosen}`, colour: ring(group), ink: "" };
    const category = categoryOf(group.first);
    return {
      name: markName(group.first), text: category.letter, selected,
      classes: `single${isVague(group.first) ? " hollow" : ""}${chosen}`, colour: category.colour, ink: category.ink,
    };
  }

  // A ring whose parts are the categories of a group, as a CSS conic gradient in steps of 5 degrees.
  function ring(group) {
    let sum = 0;
    const parts = [];
    group.parts.forEach((count, i) => {
      if (!count) return;
      const from = Math.round((sum / group.count) * 72) * 5;
      sum += count;
      parts.push(`${base.categories[i].colour} ${from}deg ${Math.round((sum / group.count) * 72) * 5}deg`);
    });
    return `conic-gradient(${parts.join(", ")})`;
  }

  return { placeOf, placeName, categoryOf, isVague, onePlace, brief, groupName, markName, looks };
};
