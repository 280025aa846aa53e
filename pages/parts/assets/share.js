// Copies what is shown now as a link, as a link to cite, or as a frame for another page. The address
// bar holds what is shown; only the map's own view is asked for at the moment of copying, so that
// panning fills no history.
import { draw } from "./element.js";

function mapView() {
  const shown = document.querySelector("iframe[title*=folium]") ? window.corridorsView : null;
  return shown ? shown.join("/") : "";
}

function link(data, more = []) {
  const address = new URL(location.pathname, location.href);
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (data.names.includes(name)) address.searchParams.append(name, value);
  }
  const shown = mapView();
  if (shown) address.searchParams.set("map", shown);
  for (const [name, value] of more) address.searchParams.set(name, value);
  return address.href;
}

function frameCode(data) {
  const frame = Object.assign(document.createElement("iframe"), { title: data.title, src: link(data, [["embed", "true"]]), width: "100%", height: "640", loading: "lazy" });
  frame.setAttribute("allowfullscreen", "");
  return frame.outerHTML;
}

const KINDS = {
  link: (data) => link(data),
  cite: (data) => link(data, [["v", data.version]]),
  embed: frameCode,
};

// Only pages that were fetched safely may use the clipboard; elsewhere the text is selected.
async function copy(text, shown) {
  try {
    await navigator.clipboard.writeText(text);
    return "Copied.";
  } catch {
    getSelection().selectAllChildren(shown);
    return "Selected: copy it with Ctrl and C.";
  }
}

function preview(root, data) {
  const room = root.querySelector(".preview");
  const frame = Object.assign(document.createElement("iframe"), { title: `Preview: ${data.title}`, src: link(data, [["embed", "true"]]) });
  room.replaceChildren(frame);
  frame.scrollIntoView({ block: "nearest" });
}

let refill = () => {};
addEventListener("corridors-link", () => refill());

export function share(component) {
  const { data, parentElement } = component;
  draw(component);
  const root = parentElement.querySelector(".corridors");
  const fill = () => Object.entries(KINDS).forEach(([kind, write]) => {
    const shown = root.querySelector(`.${kind}`);
    if (shown) shown.textContent = write(data);
  });
  refill = fill;
  fill();
  root.onclick = async ({ target }) => {
    const kind = target.closest("[data-action]")?.dataset.action;
    if (kind === "preview") return preview(root, data);
    if (!(kind in KINDS)) return;
    fill();
    const shown = root.querySelector(`.${kind}`);
    root.querySelector(".told").textContent = await copy(shown.textContent, shown);
  };
}
