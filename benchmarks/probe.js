// Put into every frame before its own scripts: notes when marks were drawn, how many maps there
// were, and the bytes that came and went. `MARKS` is put in by page.py.
(() => {
  const MAP = "iframe[title*=folium]";
  const RUNS = "[data-testid=stApp]:not([data-test-script-state=notRunning])";
  window.top.probe ??= {
    pressed: 0,
    first: 0,
    last: 0,
    busy: 0,
    maps: 0,
    bytes: 0,
  };
  const { probe } = window.top;

  const count = (entries) => {
    for (const entry of entries) probe.bytes += entry.transferSize;
  };
  new PerformanceObserver((list) => count(list.getEntries())).observe({
    type: "resource",
    buffered: true,
  });
  if (window !== window.top) return;

  const sizeOf = (data) => data.byteLength ?? data.size ?? data.length;
  window.WebSocket = class extends WebSocket {
    constructor(...words) {
      super(...words);
      this.addEventListener("message", (event) => {
        probe.bytes += sizeOf(event.data);
      });
    }
    send(data) {
      probe.bytes += sizeOf(data);
      super.send(data);
    }
  };

  let pane = null;
  // Asking for a box makes the browser do the layout now, so that its time is counted too.
  function note() {
    pane.getBoundingClientRect();
    probe.last = performance.now();
    probe.first ||= probe.last;
  }
  const isMark = (node) =>
    node.nodeType === 1 && (node.matches(MARKS) || node.querySelector(MARKS) !== null);
  const touches = ({ target, addedNodes, removedNodes }) =>
    target.closest(MARKS) !== null || [...addedNodes, ...removedNodes].some(isMark);
  const observer = new MutationObserver((records) => {
    if (records.some(touches)) note();
  });
  const changes = {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ["class", "d", "style"],
  };

  // While frames of a drag are measured, looking would be among what is measured.
  probe.sleeps = (asleep) => {
    probe.asleep = asleep;
    if (asleep) {
      observer.disconnect();
      pane = null;
      probe.maps -= 1;
    } else look();
  };

  function look() {
    if (probe.asleep) return;
    const found = document.querySelector(MAP)?.contentDocument?.querySelector(".leaflet-map-pane");
    if (found && found !== pane) {
      pane = found;
      probe.maps += 1;
      observer.disconnect();
      observer.observe(pane, changes);
      if (pane.querySelector(MARKS)) note();
    }
    if (document.querySelector(RUNS)) probe.busy = performance.now();
    setTimeout(look, 10);
  }
  look();

  addEventListener(
    "keydown",
    (event) => Object.assign(probe, { pressed: event.timeStamp, first: 0 }),
    true,
  );

  // Whether a map stands, the script has ended, and no mark has changed for so many milliseconds.
  probe.rests = (quiet) =>
    pane !== null &&
    pane.ownerDocument.defaultView !== null &&
    document.querySelector(RUNS) === null &&
    performance.now() - Math.max(probe.pressed, probe.last, probe.busy) > quiet;
})();
