// The time strip under the map: a histogram of what the filters leave, a window to drag and widen,
// play and pause. It changes the map at each frame and tells the server only on release.
window.Corridors = window.Corridors || {};

Corridors.PACES = [["Slow", 2000], ["Normal", 1000], ["Fast", 400]];

Corridors.timeStrip = function (span, categories, { changed, released }) {
  const { element } = Corridors;
  const DAYS = span[1] - span[0] + 1, HEIGHT = 56, GRIP = 14;
  const node = element("section", "strip");
  node.setAttribute("aria-label", "Time strip");
  const canvas = element("canvas");
  const handle = element("div", "window");
  const stage = node.appendChild(element("div", "stage"));
  stage.append(canvas, handle);
  const bar = node.appendChild(element("div", "strip-bar"));
  Corridors.host.append(node);
  let range = span.slice(), counts = null, held = null, timer = null, steps = [], restarts = false;

  handle.tabIndex = 0;
  handle.setAttribute("role", "slider");
  handle.setAttribute("aria-label", "Days shown. Arrow keys move them, with Shift they change the last day");
  handle.setAttribute("aria-valuemin", span[0]);
  handle.setAttribute("aria-valuemax", span[1]);

  const clamp = (value, low, high) => Math.max(low, Math.min(high, value));
  const days = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "long", year: "numeric" });
  const months = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", month: "short", year: "numeric" });
  const words = (day) => days.format(day * 86400000);
  const spoken = () => (range[0] === range[1] ? words(range[0]) : `${words(range[0])} to ${words(range[1])}`);
  const dayAt = (pixels, width) => span[0] + Math.floor((pixels / width) * DAYS);

  function set(first, last, release) {
    const from = clamp(first, span[0], span[1]), to = clamp(last, from, span[1]);
    const moved = from !== range[0] || to !== range[1];
    range = [from, to];
    if (moved) { place(); changed(from, to); }
    if (release) released(from, to);
  }

  function place() {
    const day = 100 / DAYS;
    handle.style.left = `${(range[0] - span[0]) * day}%`;
    handle.style.width = `${(range[1] - range[0] + 1) * day}%`;
    handle.setAttribute("aria-valuenow", range[0]);
    handle.setAttribute("aria-valuetext", spoken());
  }

  function paint() {
    const width = stage.clientWidth, ratio = window.devicePixelRatio || 1;
    canvas.width = width * ratio;
    canvas.height = HEIGHT * ratio;
    const draw = canvas.getContext("2d");
    draw.scale(ratio, ratio);
    const ink = getComputedStyle(document.documentElement).getPropertyValue("--text") || "#000000";
    label(draw, width, ink);
    if (!counts) return;
    const bins = Math.min(DAYS, Math.max(1, Math.floor(width / 3))), sums = new Float64Array(bins * categories.length);
    for (let day = 0; day < DAYS; day++) {
      const bin = Math.floor((day * bins) / DAYS);
      for (let c = 0; c < categories.length; c++) sums[bin * categories.length + c] += counts[day * categories.length + c];
    }
    let top = 1;
    for (let bin = 0; bin < bins; bin++) {
      let sum = 0;
      for (let c = 0; c < categories.length; c++) sum += sums[bin * categories.length + c];
      top = Math.max(top, sum);
    }
    for (let bin = 0; bin < bins; bin++) {
      let y = HEIGHT;
      for (let c = 0; c < categories.length; c++) {
        const height = (sums[bin * categories.length + c] / top) * (HEIGHT - 18);
        if (!height) continue;
        draw.fillStyle = categories[c].colour === "#000000" ? ink : categories[c].colour;
        draw.fillRect((bin * width) / bins, y - height, Math.max(1, width / bins - 0.5), height);
        y -= height;
      }
    }
  }

  // The first day of a month every so often, so that the labels keep apart.
  function label(draw, width, ink) {
    draw.fillStyle = ink;
    draw.font = "11px system-ui, sans-serif";
    draw.textBaseline = "top";
    const every = Math.max(1, Math.ceil((DAYS / 30.4) * (64 / width)));
    const start = new Date(span[0] * 86400000);
    for (let month = 1; month < DAYS / 28; month += every) {
      const day = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + month, 1) / 86400000;
      const x = ((day - span[0]) / DAYS) * width;
      if (x > width - 50) break;
      draw.fillRect(x, 0, 1, 5);
      draw.fillText(months.format(day * 86400000), x + 3, 1);
    }
  }

  // Dragging the middle moves the window, its edges widen it, and a quick release throws it.
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  stage.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    pause();
    const box = stage.getBoundingClientRect(), x = event.clientX - box.left;
    const left = ((range[0] - span[0]) / DAYS) * box.width, right = ((range[1] + 1 - span[0]) / DAYS) * box.width;
    const whole = range[0] === span[0] && range[1] === span[1];
    const edge = Math.abs(x - left) < GRIP && x < (left + right) / 2 ? "first" : Math.abs(x - right) < GRIP ? "last" : x > left && x < right && !whole ? "both" : "new";
    // The box is kept: to ask for it at each move would lay the page out once more.
    held = { edge, day: dayAt(x, box.width), start: range.slice(), trail: [], box };
    stage.setPointerCapture(event.pointerId);
    if (edge === "new") set(held.day, held.day, false);
    handle.focus({ preventScroll: true });
  });
  stage.addEventListener("pointermove", (event) => {
    if (!held || held.edge === "glide") return;
    const day = dayAt(event.clientX - held.box.left, held.box.width), by = day - held.day, [first, last] = held.start;
    held.trail = [...held.trail.slice(-4), [performance.now(), day]];
    if (held.edge === "first") set(Math.min(first + by, last), last, false);
    else if (held.edge === "last") set(first, Math.max(last + by, first), false);
    else if (held.edge === "new") set(Math.min(held.day, day), Math.max(held.day, day), false);
    else { const moved = clamp(first + by, span[0], span[1] - (last - first)); set(moved, moved + last - first, false); }
  });
  for (const name of ["pointerup", "pointercancel"]) stage.addEventListener(name, () => {
    if (!held || held.edge === "glide") return;
    const { edge, trail } = held;
    held = null;
    if (edge === "new" && range[0] === range[1]) snap();
    const from = trail[0], to = trail[trail.length - 1];
    const speed = edge === "both" && from && to[0] - from[0] > 0 && performance.now() - to[0] < 60 ? (to[1] - from[1]) / (to[0] - from[0]) : 0;
    if (Math.abs(speed) > DAYS / 4000 && !still.matches) glide(speed); else released(...range);
  });

  // A tap means the nearest day with events, if one is within a finger's width.
  function snap() {
    const near = steps.filter((day) => Math.abs(day - range[0]) * (stage.clientWidth / DAYS) <= 12);
    if (near.length) { const [day] = near.sort((a, b) => Math.abs(a - range[0]) - Math.abs(b - range[0])); set(day, day, false); }
  }

  function glide(speed) {
    let before = performance.now(), exact = range[0];
    const length = range[1] - range[0];
    held = { edge: "glide" };
    const step = (now) => {
      if (!held || held.edge !== "glide") return;
      exact += speed * (now - before);
      speed *= Math.exp(-(now - before) / 250);
      before = now;
      const first = clamp(Math.round(exact), span[0], span[1] - length);
      set(first, first + length, false);
      if (Math.abs(speed) < DAYS / 40000 || first !== Math.round(exact)) { held = null; released(...range); } else requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }

  let rest = null;
  handle.addEventListener("keydown", (event) => {
    const length = range[1] - range[0];
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -30, PageUp: 30 }[event.key];
    if (by === undefined && event.key !== "Home" && event.key !== "End") return;
    event.preventDefault();
    pause();
    if (event.shiftKey && by) set(range[0], range[1] + by, false);
    else {
      const first = event.key === "Home" ? span[0] : event.key === "End" ? span[1] - length : clamp(range[0] + by, span[0], span[1] - length);
      set(first, first + length, false);
    }
    clearTimeout(rest);
    rest = setTimeout(() => released(...range), 300);
  });

  // Play: from step to step (days on which events begin), one at a time or adding up.
  const button = (text, name, press) => {
    const made = bar.appendChild(element("button", "", text));
    made.type = "button";
    made.setAttribute("aria-label", name);
    made.addEventListener("click", press);
    return made;
  };
  const choice = (name, options) => {
    const made = bar.appendChild(element("select"));
    made.setAttribute("aria-label", name);
    for (const [text, value] of options) made.appendChild(Object.assign(element("option", "", text), { value }));
    return made;
  };
  const play = button("▶ Play", "Play through the days with events", () => (timer ? pause() : start()));
  const mode = choice("While playing show", [["Day by day", "step"], ["Adding up", "cumulative"], ["A moving window", "window"]]);
  const pace = choice("Pace", Corridors.PACES.map(([text, value]) => [text, value]));
  pace.value = "1000";
  const all = button("All dates", "Show all dates", () => { pause(); set(span[0], span[1], true); });

  function start() {
    restarts = range[1] >= (steps.length ? steps[steps.length - 1] : span[1]);
    if (restarts) set(span[0], span[0] + (mode.value === "window" ? width() : 0), false);
    play.textContent = "❚❚ Pause";
    play.setAttribute("aria-label", "Pause");
    timer = setInterval(tick, Number(pace.value));
    tick();
  }
  // How far a moving window reaches: as before, or over a tenth of the days where it held all of them.
  const width = () => (range[0] === span[0] ? Math.round(DAYS / 10) : range[1] - range[0]);
  function tick() {
    const length = range[1] - range[0];
    const after = restarts || (mode.value === "step" && length > 0) ? range[0] - 1 : range[1];
    const onward = restarts ? 0 : Math.max(1, Math.round(length / 4));
    const next = mode.value === "window" ? range[1] + onward : steps.find((day) => day > after);
    restarts = false;
    if (next === undefined || next > span[1]) return pause();
    if (mode.value === "step") set(next, next, false);
    else if (mode.value === "cumulative") set(range[0], next, false);
    else set(next - length, next, false);
    if (Number(pace.value) >= 1000) released(...range);
  }
  function pause() {
    if (!timer) return;
    clearInterval(timer);
    timer = null;
    play.textContent = "▶ Play";
    play.setAttribute("aria-label", "Play through the days with events");
    released(...range);
  }
  pace.addEventListener("change", () => { if (timer) { clearInterval(timer); timer = setInterval(tick, Number(pace.value)); } });
  new ResizeObserver(paint).observe(stage);
  place();

  return {
    get range() { return range; },
    get words() { return spoken(); },
    // The server's range counts, unless the visitor is still moving the strip.
    follow(first, last) { if (!held && !timer) { range = [first, last]; place(); } },
    paint,
    fill(next) { counts = next; steps = []; for (let day = 0; day < DAYS; day++) { for (let c = 0; c < categories.length; c++) if (counts[day * categories.length + c]) { steps.push(span[0] + day); break; } } paint(); },
  };
};
