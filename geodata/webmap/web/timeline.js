// The timeline under the map: what the filters leave in lanes or as a histogram, a window over it to drag
// and widen, play and pause. It changes the map at each frame and tells the server only on release.

/** @import { Axis } from "./axis.js" */
/** @import { Events } from "./events.js" */
/** @import { Action } from "./range.js" */
/** @import { Model, Scene } from "./scene.js" */
/** @import { Content } from "./day_tip.js" */
/** @import { Range } from "./words.js" */

import {
  dayAt,
  groundAt,
  isNearest,
  isWhole,
  look,
  MARGIN,
  reveal,
  surround,
  xOf,
  zoom,
} from "./axis.js";
import { DayTip } from "./day_tip.js";
import { button, element } from "./elements.js";
import { Hand, middleOf } from "./hand.js";
import { place } from "./handles.js";
import { near } from "./lanes.js";
import { measureOn, paintAxis, paintEvents, readInks } from "./picture.js";
import { Player } from "./player.js";
import { daysIn, moves, reduce, wholeStrip } from "./range.js";
import { makeScene } from "./scene.js";
import { Stepper } from "./stepper.js";
import { number, rangeInWords } from "./words.js";

/** Milliseconds without a key after which the server is told. */
const REST = 300;
/** Pixels of the axis, and how much a button zooms. */
const AXIS = 16;
const STEP = 2.5;
/** Events that a tip names. */
const MOST_NAMED = 3;
/** What lies this far beside an event is on it. */
const REACH = 5;
const SPOKEN = "Days shown. Arrow keys move them, with Shift they change the last day";

/**
 * @typedef {object} Handlers
 * @property {(range: Range) => void} changed other days are shown
 * @property {(range: Range) => void} released they stay for now
 * @property {(row: number) => void} select
 * @property {<Result>(work: () => Promise<Result>, then: (result: Result) => void) => void} wait for
 * what is to be fetched
 */

export class Timeline {
  #model;
  #events;
  #handlers;
  #strip;
  /** @type {Axis} */
  #axis;
  /** @type {Scene | null} null while it is not shown */
  #scene = null;
  /** @type {readonly number[]} the categories of all events */
  #categories;
  #selected = -1;
  #isOpened = false;
  #resting = 0;
  /** The frame that paints next, and the size that was painted last. */
  #asked = 0;
  #painted = "";
  #node = element("section", "timeline");
  #stage = element("div", "stage");
  #scroll = element("div", "scroll");
  #lanes = element("canvas");
  #ground = element("canvas", "axis");
  #shades = [element("div", "shade"), element("div", "shade")];
  #shaded = element("div", "shades");
  #window = element("div", "window");
  #words = element("output");
  #measure = measureOn(this.#lanes);
  #zooms;
  #open;
  #player;
  #hand;
  #stepper;
  #tip;

  /**
   * @param {HTMLElement} host
   * @param {Model} model
   * @param {Events} events
   * @param {boolean} isAlone whether no page around it says and resets the dates
   * @param {Handlers} handlers
   */
  constructor(host, model, events, isAlone, handlers) {
    const { base } = model;
    this.#model = model;
    this.#events = events;
    this.#handlers = handlers;
    this.#strip = wholeStrip(base.span);
    this.#axis = { span: base.span, view: base.span, width: 0 };
    this.#categories = model.shown.categories;
    host.append(this.#node);
    this.#node.setAttribute("aria-label", "Timeline");
    if (isAlone) this.#node.append(this.#makeDates());
    const play = this.#node.appendChild(element("div", "play"));
    this.#player = new Player(play, (action, tell) => this.#plays(action, tell));
    this.#node.append(this.#stage);
    this.#scroll.append(this.#lanes);
    this.#shaded.append(...this.#shades);
    this.#stage.append(this.#scroll, this.#ground, this.#shaded);
    this.#stepper = new Stepper(this.#stage, model.shown, base.count, {
      say: (row) => `${this.#nameOf(row)}, ${this.#dateOf(row)}, ${events.categoryOf(row).label}`,
      reach: (row) => this.#reach(row),
      leave: () => this.#tip.hide(),
      select: handlers.select,
    });
    this.#makeSlider();
    this.#zooms = [
      button("+", () => this.#zoomBy(1 / STEP), { name: "Fewer days on the timeline" }),
      button("−", () => this.#zoomBy(STEP), { name: "More days on the timeline" }),
    ];
    this.#open = button("", () => this.#turn(!this.#isOpened));
    const tools = this.#node.appendChild(element("div", "tools"));
    tools.append(...this.#zooms, this.#open);
    this.#tip = new DayTip(this.#node);
    this.#hand = new Hand(this.#stage, this);
    this.#node.addEventListener("keydown", (event) => this.#key(event));
    new ResizeObserver(() => this.#fit()).observe(this.#stage);
    this.#dress();
  }

  get range() {
    return this.#strip.range;
  }

  get axis() {
    return this.#axis;
  }

  get words() {
    return rangeInWords(this.range);
  }

  /**
   * Takes over the server's range, unless the visitor is still moving the window.
   * @param {Range} range
   */
  follow(range) {
    const before = this.range;
    this.#strip = reduce(this.#strip, { type: "follow", range });
    const isAsked = before[0] !== this.range[0] || before[1] !== this.range[1];
    this.#reveal(isAsked ? surround : reveal);
    this.#place();
  }

  /** Shows what now passes the filters. */
  fill() {
    const { shown } = this.#model;
    this.#strip = reduce(this.#strip, { type: "fill", steps: shown.beginnings() });
    this.repaint();
  }

  /**
   * Shows other rows than before, of which none is marked until that is asked for.
   */
  renew() {
    const { shown } = this.#model;
    this.#selected = -1;
    this.#stepper.renew(shown.size);
    this.#categories = [...new Set([...this.#categories, ...shown.categories])].sort(
      (a, b) => a - b,
    );
    this.fill();
  }

  /** Paints with the next frame, once, whatever asks for it until then: the marks go first. */
  repaint() {
    this.#asked ||= requestAnimationFrame(() => this.paint());
  }

  /** Paints where the stage has another size than what stands on it. */
  #fit() {
    const { clientWidth, clientHeight } = this.#stage;
    if (`${clientWidth} ${clientHeight}` !== this.#painted) this.paint();
  }

  /** Marks the selected event. @param {number} row or -1 */
  mark(row) {
    if (row === this.#selected) return;
    this.#selected = row;
    this.#stepper.follow(row);
    if (row >= 0) {
      this.#axis = reveal(this.#axis, this.#daysOf(row));
      this.#name(row);
    }
    this.paint();
  }

  /** Has an event said by its title once that is here. @param {number} row */
  #name(row) {
    if (this.#events.title(row) !== null) return;
    this.#handlers.wait(
      () => this.#events.wantTitle(row),
      () => this.#stepper.name(),
    );
  }

  paint() {
    const { clientWidth: width, clientHeight: height } = this.#stage;
    cancelAnimationFrame(this.#asked);
    this.#asked = 0;
    this.#painted = `${width} ${height}`;
    this.#scene = null;
    if (!width || height <= AXIS) return; // a timeline that is not shown
    this.#axis = { ...this.#axis, width };
    const scene = makeScene(
      this.#axis,
      height - AXIS,
      this.#isOpened,
      this.#model,
      this.#categories,
      this.#measure,
    );
    this.#scene = scene;
    const { base, shown } = this.#model;
    const title = (/** @type {number} */ row) => this.#events.title(row);
    const told = { ...base, dating: shown.columns.dating, selected: this.#selected, title };
    const inks = readInks();
    paintEvents(this.#lanes, scene, told, inks);
    paintAxis(this.#ground, scene, AXIS, inks);
    this.#lanes.style.width = this.#ground.style.width = `${width}px`;
    this.#zooms[0].disabled = isNearest(this.#axis);
    this.#zooms[1].disabled = isWhole(this.#axis);
    this.#place();
    this.#wantTitles(scene);
  }

  /** Fetches the titles that the opened lanes write. @param {Scene} scene */
  #wantTitles({ lanes, isOpened }) {
    const rows = lanes?.items.map(({ row }) => row) ?? [];
    if (!isOpened || rows.every((row) => this.#events.title(row) !== null)) return;
    const work = () => Promise.all(rows.map((row) => this.#events.wantTitle(row)));
    this.#handlers.wait(work, () => this.paint());
  }

  /** The dates in words and back to all of them: for a page that has no such things itself. */
  #makeDates() {
    const node = element("p", "dates");
    const all = () => this.#show(this.#model.base.span);
    node.append(this.#words, button("All dates", all, { name: "Show all dates" }));
    return node;
  }

  #makeSlider() {
    const [first, last] = this.#strip.span;
    this.#window.tabIndex = 0;
    this.#window.setAttribute("role", "slider");
    this.#window.setAttribute("aria-label", SPOKEN);
    this.#window.setAttribute("aria-valuemin", String(first));
    this.#window.setAttribute("aria-valuemax", String(last));
    this.#window.addEventListener("keydown", (event) => this.#press(event));
    this.#stage.append(this.#window);
  }

  /** @param {Action} action */
  act(action) {
    const before = this.range;
    this.#strip = reduce(this.#strip, action);
    const [first, last] = this.range;
    if (first === before[0] && last === before[1]) return;
    this.#tip.hide();
    if (this.#strip.hand?.kind !== "drag") this.#reveal();
    this.#place();
    this.#handlers.changed(this.range);
  }

  #tell() {
    this.#handlers.released(this.range);
  }

  /** @param {Range} range */
  #show(range) {
    this.#player.pause();
    this.act({ type: "show", range });
    this.#tell();
  }

  /** @param {typeof reveal} bring */
  #reveal(bring = reveal) {
    const axis = bring(this.#axis, this.range);
    if (axis !== this.#axis) this.view(axis);
  }

  /** Puts the window where its days are; this is all that a frame of a drag does here. */
  #place() {
    const { left, right, from, to } = place(this.#axis, this.range, this.#hand.grip);
    const [before, after] = this.#shades;
    before.style.transform = `translateX(${left - this.#axis.width + MARGIN}px)`;
    after.style.transform = `translateX(${right - MARGIN}px)`;
    this.#window.style.transform = `translateX(${from}px)`;
    this.#window.style.width = `${to - from}px`;
    this.#window.setAttribute("aria-valuenow", String(this.range[0]));
    this.#window.setAttribute("aria-valuetext", this.words);
    this.#words.textContent = this.words;
  }

  begin() {
    this.#player.pause();
    this.#tip.hide();
  }

  settle() {
    this.#window.focus({ preventScroll: true });
    if (this.#strip.hand) this.#glideOn();
    else this.#tell();
  }

  #glideOn() {
    requestAnimationFrame((time) => {
      if (this.#strip.hand?.kind !== "glide") return;
      this.act({ type: "glide", time });
      if (this.#strip.hand) this.#glideOn();
      else this.#tell();
    });
  }

  /** @param {Axis} axis that is to be in view */
  view(axis) {
    this.#axis = axis;
    this.#tip.hide();
    this.repaint();
  }

  /** @param {number} by */
  #zoomBy(by) {
    this.view(zoom(this.#axis, by, middleOf(this.#axis, this.range)));
  }

  /**
   * Selects the event at a point; where there is none, shows the month there.
   * @param {number} x
   * @param {number} y
   * @param {number} reach
   */
  pick(x, y, reach) {
    const found = this.#near(x, y, reach);
    const [first, last] = this.#axis.span;
    const day = Math.max(first, Math.min(last, dayAt(this.#axis, x)));
    if (!found.length) return this.#show(groundAt(this.#axis, day));
    // A second click goes on to the next of those that lie on each other.
    const at = found.findIndex(({ row }) => row === this.#selected);
    return this.#handlers.select(found[(at + 1) % found.length].row);
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} reach
   */
  #near(x, y, reach) {
    const lanes = this.#scene?.lanes;
    const isOnAxis = y > this.#stage.clientHeight - AXIS;
    return lanes && !isOnAxis ? near(lanes, x, y + this.#scroll.scrollTop, reach) : [];
  }

  /**
   * Names the day at a point and its events.
   * @param {number} x
   * @param {number} y
   */
  hover(x, y) {
    const day = dayAt(this.#axis, x);
    const { view } = this.#axis;
    if (!this.#scene || day < view[0] || day > view[1]) {
      this.#tip.hide();
      return false;
    }
    const found = this.#near(x, y, REACH).map(({ row }) => row);
    const content = this.#scene.bars ? this.#countsAt(x) : this.#eventsOn(day, found);
    this.#showTip(content, x, this.#isOpened ? y : 0);
    return found.length > 0;
  }

  leave() {
    this.#tip.hide();
  }

  /**
   * @param {Content} content
   * @param {number} x in pixels of the stage
   * @param {number} y
   */
  #showTip(content, x, y) {
    this.#tip.show(content, x + this.#stage.offsetLeft, y + this.#stage.offsetTop);
  }

  /**
   * @param {number} day
   * @param {number[]} found the rows under the pointer; where there are none, those of the day
   * @returns {Content}
   */
  #eventsOn(day, found) {
    const { first, last } = this.#model.shown.columns;
    const isOn = (/** @type {number} */ row) => first[row] <= day && last[row] >= day;
    const all = this.#scene?.lanes?.items.map(({ row }) => row) ?? [];
    const rows = found.length ? found : all.filter(isOn);
    /** @type {Range} */
    const days = found.length
      ? [Math.min(...found.map((row) => first[row])), Math.max(...found.map((row) => last[row]))]
      : [day, day];
    const named = rows.slice(0, MOST_NAMED);
    const untitled = named.filter((row) => this.#events.title(row) === null);
    if (untitled.length)
      this.#handlers.wait(
        () => this.#events.wantTitle(untitled[0]),
        () => {},
      );
    return {
      head: found.length === 1 ? this.#dateOf(found[0]) : rangeInWords(days),
      entries: named.map((row) => ({
        category: this.#events.categoryOf(row),
        text: this.#nameOf(row),
      })),
      more: rows.length - named.length,
      periods: this.#periodsOn([day, day]),
    };
  }

  /**
   * Counts what begins in the bar at x.
   * @param {number} x
   * @returns {Content}
   */
  #countsAt(x) {
    const { axis, bars, categories } = /** @type {Scene} */ (this.#scene);
    const known = this.#model.base.categories;
    const { count, sums } = /** @type {NonNullable<Scene["bars"]>} */ (bars);
    const days = daysIn(axis.view);
    const bar = Math.floor(((dayAt(axis, x) - axis.view[0]) * count) / days);
    const start = (/** @type {number} */ n) => axis.view[0] + Math.ceil((n * days) / count);
    /** @type {Range} */
    const range = [start(bar), start(bar + 1) - 1];
    const counts = categories
      .map((category) => ({ category, count: sums[bar * known.length + category] }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count);
    const all = counts.reduce((sum, { count }) => sum + count, 0);
    const named = counts.slice(0, MOST_NAMED);
    return {
      head: `${rangeInWords(range)}: ${number(all)} ${all === 1 ? "event begins" : "events begin"}`,
      entries: named.map(({ category, count }) => ({
        category: known[category],
        text: `${number(count)} ${known[category].label}`,
      })),
      more: all - named.reduce((sum, { count }) => sum + count, 0),
      periods: this.#periodsOn(range),
    };
  }

  /** @param {Range} range */
  #periodsOn([from, to]) {
    const { periods } = this.#model.base;
    return periods
      .filter(({ first, last }) => first <= to && last >= from)
      .map(({ title }) => title);
  }

  /** @param {number} row */
  #nameOf(row) {
    return this.#events.title(row) ?? this.#events.categoryOf(row).label;
  }

  /** @param {number} row */
  #daysOf(row) {
    const { first, last } = this.#events.daysOf(row);
    return /** @type {Range} */ ([first, last]);
  }

  /** @param {number} row */
  #dateOf(row) {
    return this.#events.dateOf(row);
  }

  /**
   * Brings the event that the keyboard is on into view, marks it and names it.
   * @param {number} row
   */
  #reach(row) {
    const days = this.#daysOf(row);
    const axis = reveal(this.#axis, days);
    if (axis !== this.#axis) {
      this.#axis = axis;
      this.paint();
    }
    const item = this.#scene?.lanes?.items.find((found) => found.row === row);
    const line = this.#scene?.lanes?.line ?? 0;
    const { scrollTop, clientHeight } = this.#scroll;
    const above = item && this.#isOpened ? Math.min(0, item.y - line - scrollTop) : 0;
    const below =
      item && this.#isOpened ? Math.max(0, item.y + line - scrollTop - clientHeight) : 0;
    this.#scroll.scrollTop += above + below;
    const x = item?.left ?? xOf(this.#axis, days[0]) - 3;
    const y = item ? item.y - this.#scroll.scrollTop : 0;
    const width = Math.max(8, (item?.right ?? x + 6) - x);
    const high = item ? Math.max(line, 8) : this.#stage.clientHeight - AXIS;
    this.#stepper.place({ x, y: item ? y - high / 2 : 0, width, height: high });
    this.#showTip(this.#eventsOn(days[0], [row]), x + width / 2, this.#isOpened ? y : 0);
    this.#name(row);
  }

  /** Opens the timeline over the map, or closes it. @param {boolean} isOpened */
  #turn(isOpened) {
    this.#isOpened = isOpened;
    this.#dress();
    this.#tip.hide();
    this.paint();
  }

  /** Says on the button whether the timeline is open. */
  #dress() {
    const isOpened = this.#isOpened;
    this.#node.classList.toggle("open", isOpened);
    const name = isOpened ? "Close the timeline" : "Open the timeline";
    this.#open.textContent = isOpened ? "✕" : "⤢";
    this.#open.setAttribute("aria-label", name);
    this.#open.setAttribute("aria-expanded", String(isOpened));
    this.#open.title = name;
  }

  /** @param {KeyboardEvent} event */
  #key({ key }) {
    if (key === "+" || key === "=") this.#zoomBy(1 / STEP);
    else if (key === "-") this.#zoomBy(STEP);
    else if (key === "0") this.view(look(this.#axis, this.#axis.span[0], Infinity));
  }

  /** Closes what is open to the height of the frame. */
  close() {
    if (!this.#isOpened) return;
    this.#turn(false);
    this.#open.focus();
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (!moves(event.key)) return;
    event.preventDefault();
    this.#player.pause();
    this.act({ type: "key", key: event.key, shift: event.shiftKey });
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => this.#tell(), REST);
  }

  /**
   * Does what the player asks for; where it ends, the server is told in any case.
   * @param {Action} action
   * @param {boolean} tell
   * @returns whether it plays on
   */
  #plays(action, tell) {
    this.act(action);
    const isPlaying = this.#strip.play !== null;
    if (tell || !isPlaying) this.#tell();
    return isPlaying;
  }
}
