// Draws a tree of [tag, {attributes}, child, ...] and sends back which action was pressed.
// Text reaches the page by textContent only; tags and attributes are checked on the server.
const stylesheet = new URL("element.css", import.meta.url).href;

// Vega draws the brush of a timeline as two pictures without a name; the slider says the same.
new MutationObserver(() => {
  for (const name of ["brush_brush", "brush_brush_bg"]) {
    for (const group of document.getElementsByClassName(name)) group.setAttribute("aria-hidden", "true");
  }
}).observe(document.body, { childList: true, subtree: true });

// What the map's frame tells: that it has drawn, what is in view, or that a key was pressed that turns pages.
addEventListener("message", ({ source, data }) => {
  if (![...document.getElementsByTagName("iframe")].some((frame) => frame.contentWindow === source)) return;
  if (data?.corridors === "drawn") {
    window.corridorsDrawn = true;
    dispatchEvent(new Event("corridors-drawn"));
  } else if (data?.corridors === "view" && data.view?.length === 3) {
    window.corridorsView = data.view.map((part) => Number(Number(part).toFixed(5)));
  } else if (data?.corridors === "turn") {
    dispatchEvent(new CustomEvent("corridors-turn", { detail: data.key }));
  }
});

function dress(node, attributes) {
  for (const { name } of [...node.attributes]) if (!(name in attributes) && name !== "open") node.removeAttribute(name);
  for (const [name, value] of Object.entries(attributes)) if (node.getAttribute(name) !== value) node.setAttribute(name, value);
  if (node.tagName === "A" && !(attributes.href || "").startsWith("#")) {
    node.target = "_blank";
    node.rel = "noopener noreferrer";
  }
  if (node.tagName === "BUTTON") node.type = "button";
}

// Changes `node` into the tree, keeping the elements that stay, and with them focus and folds.
function become(node, [, attributes, ...children]) {
  dress(node, attributes);
  children.forEach((child, i) => {
    const old = node.childNodes[i];
    if (typeof child === "string") {
      if (old && old.nodeType === Node.TEXT_NODE) { if (old.data !== child) old.data = child; }
      else if (old) old.replaceWith(document.createTextNode(child));
      else node.append(document.createTextNode(child));
      return;
    }
    if (old && old.nodeType === Node.ELEMENT_NODE && old.tagName === child[0].toUpperCase()) return become(old, child);
    const fresh = document.createElement(child[0]);
    become(fresh, child);
    if (old) old.replaceWith(fresh); else node.append(fresh);
  });
  while (node.childNodes.length > children.length) node.lastChild.remove();
}

export function draw({ data, parentElement, setTriggerValue }) {
  if (!document.querySelector(`link[href="${stylesheet}"]`)) {
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: stylesheet }));
  }
  const root = parentElement.querySelector(".corridors");
  root.onclick = (event) => {
    const pressed = event.target.closest("[data-action]");
    if (pressed) setTriggerValue("action", pressed.dataset.action);
  };
  const { tree, reach } = data;
  const before = root.firstElementChild;
  const same = before && before.tagName === tree[0].toUpperCase();
  const node = same ? before : document.createElement(tree[0]);
  become(node, tree);
  if (!same) root.replaceChildren(node);
  if (!same) root.querySelector("[data-focus]")?.focus();
  if (reach) bring(root, reach);
}

// Scrolls a box of its own to the top when what it shows changes; the page only when asked to.
function bring(root, [shown, asked]) {
  const before = root.dataset.shown, askedBefore = Number(root.dataset.asked || 0);
  Object.assign(root.dataset, { shown, asked });
  if (before === shown && askedBefore === asked) return;
  let box = root.parentElement;
  while (box && !/auto|scroll/.test(getComputedStyle(box).overflowY)) box = box.parentElement;
  const whole = !box || box.dataset.testid === "stMain";
  if (!whole) box.scrollTop = 0;
  const { top } = root.getBoundingClientRect(), header = 64; // which lies over the page
  const hidden = top > innerHeight - 120 || top < header;
  if (hidden && asked > askedBefore) root.scrollIntoView({ block: "start" });
}

// Tells once that the map has drawn its first picture (see geodata/assets/frame.js), or that none came.
export function later({ setTriggerValue }) {
  if (window.corridorsWaiting) return;
  window.corridorsWaiting = true;
  const tell = () => {
    clearTimeout(timer);
    removeEventListener("corridors-drawn", tell);
    window.corridorsWaiting = false;
    setTriggerValue("drawn", true);
  };
  addEventListener("corridors-drawn", tell);
  const timer = setTimeout(tell, window.corridorsDrawn ? 0 : 4000);
}

// Writes the view into the address bar, without a new entry in the history.
export function writeLink({ data }) {
  const address = new URL(location.href);
  for (const name of data.names) address.searchParams.delete(name);
  for (const [name, value] of data.pairs) address.searchParams.append(name, value);
  if (address.href !== location.href) history.replaceState(history.state, "", address);
  dispatchEvent(new Event("corridors-link"));
}
