// The events on the map: filtered here by dates and rows, grouped, and drawn as marks.

/** @import { Message, Part } from "./data.js" */
/** @import { Files } from "./files.js" */
/** @import { Data, Page } from "./frame.js" */
/** @import { Range } from "./words.js" */

import { Chips } from "./chips.js";
import { readBars, readColumns, unpackRows } from "./columns.js";
import { addFitButton, addTakeButton, Chooser, Clock } from "./controls.js";
import { Drawing } from "./drawing.js";
import { element } from "./elements.js";
import { Events } from "./events.js";
import { fetchBytes, fetchJson, Titles } from "./files.js";
import { addFoot, Legend } from "./foot.js";
import { handGestures } from "./gestures.js";
import { Grid } from "./grid.js";
import { Ground } from "./ground.js";
import { Groups } from "./groups.js";
import { Inset } from "./inset.js";
import { Key } from "./key.js";
import { MapTip } from "./map_tip.js";
import { Marks } from "./marks.js";
import { Movement } from "./movement.js";
import { Names } from "./names.js";
import { Circles, Leaders, Outlines } from "./overlays.js";
import { Picking } from "./picking.js";
import { Presenting } from "./presenting.js";
import { HALF, PROJECTED } from "./rooms.js";
import { Shown } from "./shown.js";
import { Subjects } from "./subjects.js";
import { Timeline } from "./timeline.js";

export class EventsLayer {
  #map;
  #base;
  #files;
  #page;
  #model;
  #movement;
  #picking;
  #drawing;
  #key;
  #timeline;
  #clock;
  #presenting;
  /** @type {string | null} the selection of rows that is drawn, or is being fetched */
  #rows = null;
  /** @type {Message | null} what the server asked for last */
  #asked = null;
  /** The part of the events that is drawn, or is being fetched: empty for that of the map's own files. */
  #part = "";
  /** The bounds that were told last, and the event whose mark the pointer is on. */
  #told = "";
  #pointed = -1;
  /** Whether the screen is dark, while all is light for paper. */
  #isDark = false;
  /** When the server was last told something. */
  #sent = 0;
  /** How many things are being fetched. */
  #awaited = 0;

  /**
   * @param {L.Map} map
   * @param {Data} data
   * @param {Files} files
   * @param {Page} page
   */
  constructor(map, data, files, page) {
    const { base } = data;
    this.#map = map;
    this.#base = base;
    this.#files = files;
    this.#page = page;
    if (files.mode === "presenting") Object.assign(HALF, PROJECTED);
    const model = makeModel(data, files);
    this.#model = model;
    const ground = new Ground(map, base);
    // Options alone, as setMaxBounds pans after each move, and so undoes the move that follows.
    Object.assign(map.options, { maxBounds: ground.limits, maxBoundsViscosity: 1 });
    const overlays = {
      circles: new Circles(map, model.events),
      outlines: new Outlines(map, model.events),
      leaders: new Leaders(map),
    };
    this.#movement = new Movement(map, { ...model, ground }, base.region, files.mode);
    const controls = this.#makeControls();
    this.#key = controls.key;
    const marks = new Marks(map, {
      open: (group) => this.#picking.open(group),
      hover: (group, node) => this.#picking.hover(group, node),
    });
    const pick =
      files.mode === "exploring" ? (/** @type {string} */ place) => this.#tell({ place }) : null;
    const drawn = {
      ...model,
      ...overlays,
      ...controls,
      ground,
      marks,
      names: new Names(map, base),
      subjects: new Subjects(map, base, ground, controls.tip, pick),
      inset: new Inset(map, base, ground),
    };
    this.#drawing = new Drawing(map, base, drawn, () => this.#isDrawn());
    this.#picking = new Picking(
      map,
      { ...model, ...controls, marks, movement: this.#movement },
      {
        select: (row) => this.#select(row),
        inside: (group) => this.#tell({ inside: this.#movement.sidesOf(this.#tilesOf(group)) }),
        redraw: () => this.#drawing.draw(),
        hovered: (row) => this.#hovered(row),
        wait: (work, then) => this.#wait(work, then),
      },
    );
    this.#clock = new Clock(map.getContainer());
    const { shown, events } = model;
    const isAlone = files.mode === "standing";
    this.#timeline = new Timeline(page.host, { base, shown }, events, isAlone, {
      changed: (range) => this.#showRange(range),
      released: (range) => this.#tell({ range }),
      select: (row) => this.#tell({ row: events.numberOf(row), read: true }),
      wait: (work, then) => this.#wait(work, then),
    });
    this.#presenting = files.mode === "presenting" ? new Presenting(map, ground) : null;
    this.#listen();
    this.#timeline.fill();
  }

  #makeControls() {
    addFitButton(this.#map, () => this.#movement.fit());
    L.control.scale({ imperial: false, position: "bottomleft" }).addTo(this.#map);
    if (this.#files.mode === "making")
      addTakeButton(this.#map, "Keep this view", () => this.#tell({ view: this.#movement.view }));
    if (this.#files.mode === "placing")
      addTakeButton(this.#map, "Take the middle", () => this.#tellPoint(this.#map.getCenter()));
    const foot = addFoot(this.#page.host);
    const key = new Key(foot, this.#base.categories, (category) => this.#tell({ category }));
    const corner = foot.appendChild(element("div", "chips"));
    return {
      key,
      tip: new MapTip(this.#map.getContainer()),
      chooser: new Chooser(this.#map.getContainer(), (row) => this.#select(row)),
      chips: new Chips(
        corner,
        (gathered) => this.#picking.list(gathered),
        () => this.#movement.fit(),
      ),
      legend: new Legend(corner),
    };
  }

  #listen() {
    handGestures(this.#map);
    document.addEventListener("keydown", ({ key }) => {
      if (key !== "Escape") return;
      this.#timeline.close();
      this.#picking.close();
      this.#drawing.draw();
    });
    this.#map.on("resize", () => {
      if (this.#drawing.message) this.#movement.follow(this.#drawing.message);
      this.#movement.refit();
    });
    this.#map.on("moveend resize", () => {
      this.#drawing.draw();
      this.#tellBounds();
    });
    this.#map.on("zoomstart", () => this.#model.groups.close());
    if (this.#files.mode === "placing")
      this.#map.on("click", ({ latlng }) => this.#tellPoint(latlng));
    // Paper is light, also where the screen is dark.
    addEventListener("beforeprint", () => this.#shade(false));
    addEventListener("afterprint", () => this.#shade(this.#isDark));
  }

  /** @param {Parameters<Page["send"]>[0]} told */
  #tell(told) {
    this.#sent = this.#page.send(told);
  }

  /** @param {L.LatLng} place */
  #tellPoint(place) {
    const { lng, lat } = place.wrap();
    this.#tell({ point: [Number(lng.toFixed(5)), Number(lat.toFixed(5))] });
  }

  /** Tells what the map shows, where only that is asked for, or only that is here. */
  #tellBounds() {
    if (!this.#drawing.message || (this.#base.live && !this.#drawing.message.within)) return;
    const seen = this.#map.getBounds();
    const edges = [seen.getWest(), seen.getSouth(), seen.getEast(), seen.getNorth()];
    const [west, south, east, north] = edges.map((edge) => Number(edge.toFixed(5)));
    const told = [west, south, east, north].join();
    if (told === this.#told) return;
    this.#told = told;
    this.#tell({ bounds: [west, south, east, north] });
  }

  /**
   * Lights what stands for an event that the pointer is on in the page's list.
   * @param {number} number of its row among all events, or -1
   */
  light(number) {
    this.#drawing.light(this.#model.events.rowOf(number));
  }

  /** @param {number} row or -1 */
  #hovered(row) {
    if (row === this.#pointed) return;
    this.#pointed = row;
    this.#page.hovered(this.#model.events.numberOf(row));
    this.#drawing.light(row);
  }

  /** @param {number} row */
  #select(row) {
    this.#model.groups.close();
    this.#tell({ row: this.#model.events.numberOf(row) });
  }

  /** @param {Range} range */
  #showRange(range) {
    this.#model.shown.range = range;
    const { words } = this.#timeline;
    this.#clock.show(this.#drawing.isNear ? `${words}, nearly` : words);
    this.#drawing.frame();
  }

  /**
   * Shows what the server asks for, once the part of the events is here that it is about.
   * @param {Message} message
   */
  show(message) {
    this.#asked = message;
    if (message.part === this.#part) return this.#obey(message);
    const { part } = message;
    this.#wait(
      () => this.#fetchPart(part),
      (found) => {
        if (this.#asked?.part !== part) return; // something else was asked for since
        if (part !== this.#part) this.#renew(part, found);
        this.#obey(this.#asked);
      },
      // The server may have made room for newer parts: asked again, it writes this one again.
      () => this.#tell({}),
    );
  }

  /**
   * @param {string} name
   * @returns {Promise<[part: Part, bytes: ArrayBuffer]>}
   */
  #fetchPart(name) {
    const file = this.#files.parts.replace("*", name);
    return Promise.all([fetchJson(`${file}.json.gz`), fetchBytes(`${file}.bin.gz`)]);
  }

  /**
   * Takes a part of the events in place of what was there.
   * @param {string} name
   * @param {[part: Part, bytes: ArrayBuffer]} found
   */
  #renew(name, [part, bytes]) {
    const { events, grid, groups, shown } = this.#model;
    const columns = readColumns(bytes, part.columns, part.count);
    const titles = `${this.#files.parts.replace("*", name)}-*.json.gz`;
    this.#part = name;
    this.#picking.close();
    groups.close();
    events.take(part, columns, new Titles(titles, this.#base.titles));
    shown.take(columns, readBars(bytes, part), part);
    grid.take(events.world, columns.category, columns.weight ?? null);
    this.#pointed = -1;
    this.#timeline.renew();
    this.#drawing.renew();
  }

  /** @param {Message} asked of which the events are here */
  #obey(asked) {
    const before = this.#drawing.message;
    const message = { ...asked, selected: this.#model.events.rowOf(asked.selected) };
    this.#drawing.message = message;
    this.#model.events.language = message.language;
    document.documentElement.classList.toggle("dark", message.dark);
    if (before?.dark !== message.dark) this.#timeline.repaint();
    if (message.seen >= this.#sent) this.#timeline.follow([message.first, message.last]);
    this.#timeline.mark(message.selected);
    this.#key.show(message);
    this.#model.shown.range = this.#timeline.range;
    this.#movement.follow(message);
    if (before?.selected !== message.selected || before.rows !== message.rows)
      this.#picking.close();
    this.#nameUnmarked(message.selected);
    if (!before)
      this.#wait(
        () => this.#model.events.wantTitle(0),
        () => this.#drawing.draw(),
      );
    this.#keep(message.rows);
    if (Boolean(message.within) !== Boolean(before?.within)) this.#told = "";
    this.#tellBounds();
    if (!before) this.#page.isDrawn();
  }

  /** Takes back what was told but has not arrived, which would otherwise be sent with what comes next. */
  takeBack() {
    if (this.#sent > (this.#drawing.message?.seen ?? 0)) this.#tell({});
  }

  /** Draws all light or dark at once, as paper does not wait. @param {boolean} dark */
  #shade(dark) {
    const message = this.#asked;
    if (!message || message.dark === dark) return;
    this.show({ ...message, dark });
    this.#isDark = message.dark;
  }

  /** Follows the server's last message, though it may not know what was told since. */
  forget() {
    this.#sent = 0;
    if (this.#asked) this.show(this.#asked);
  }

  /**
   * Returns the box of the tiles that a group counts, in pixels of the world.
   * @param {import("./grid.js").Group} group
   */
  #tilesOf(group) {
    const { groups, events } = this.#model;
    const scale = 2 ** this.#map.getZoom();
    const boxes = groups.rowsOf(group, Infinity).map((row) => events.tileOf(row));
    const least = (/** @type {0 | 1} */ side) => Math.min(...boxes.map((box) => box[side])) * scale;
    const most = (/** @type {2 | 3} */ side) => Math.max(...boxes.map((box) => box[side])) * scale;
    return /** @type {import("./grid.js").Box} */ ([least(0), least(1), most(2), most(3)]);
  }

  /** @param {number} row whose place is named in a sign where no mark can stand, or -1 */
  #nameUnmarked(row) {
    const { events } = this.#model;
    const isUnmarked = row >= 0 && !events.isOnMap(row);
    this.#presenting?.name(
      isUnmarked ? events.placeName(row) : "",
      isUnmarked && events.isWhole(row),
    );
  }

  /**
   * Draws the events of a selection. What is still to be fetched is drawn when it is there, not all
   * events until then.
   * @param {string} name empty where all events pass
   */
  #keep(name) {
    if (name === this.#rows) {
      this.#drawing.draw();
      return;
    }
    this.#wait(
      () => this.#fetchRows(name),
      (rows) => name === this.#rows && this.#take(rows),
      () => this.#keep(this.#drawing.message?.rows ?? ""),
    );
  }

  /** @param {string} name */
  async #fetchRows(name) {
    this.#rows = name;
    if (!name) return null;
    try {
      const bytes = await fetchBytes(this.#files.rows.replace("*", name));
      return unpackRows(new Uint8Array(bytes), this.#base.count);
    } catch (error) {
      if (this.#rows === name) this.#rows = null;
      throw error;
    }
  }

  /** @param {Uint8Array | null} rows */
  #take(rows) {
    const isChanged = rows !== this.#model.shown.kept;
    this.#model.shown.kept = rows;
    if (isChanged) this.#timeline.fill();
    this.#drawing.isReady = true;
    this.#drawing.draw();
  }

  /**
   * Does something when what it needs was fetched; where that fails the map says so.
   * @template Result
   * @param {() => Promise<Result>} work
   * @param {(result: Result) => unknown} then
   * @param {() => void} [again]
   */
  async #wait(work, then, again = () => void this.#wait(work, then)) {
    this.#awaited += 1;
    try {
      then(await work());
    } catch (error) {
      this.#page.fail(error, again);
    }
    this.#awaited -= 1;
    if (!this.#awaited) this.#page.isSettled();
  }

  #isDrawn() {
    this.#picking.hover(null);
    if (!this.#awaited) this.#page.isSettled();
  }
}

/**
 * @param {Data} data
 * @param {Files} files
 */
function makeModel({ base, columns, bars }, files) {
  const events = new Events(base, columns, new Titles(files.titles, base.titles));
  const shown = new Shown(columns, base.span);
  shown.take(columns, bars, base);
  const { category, weight } = columns;
  const grid = new Grid(events.world, category, base.categories.length, events.ground, weight);
  return { events, shown, grid, groups: new Groups(grid, shown) };
}
