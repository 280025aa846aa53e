// Keeps all windows of a lesson in step: by their handles, which work from disk too, and by a broadcast,
// which also reaches windows that were opened apart.

/** @typedef {{ corridors: "lesson", hash: string, state: unknown, byTeacher: boolean }} Told */

/**
 * Returns how to tell the other windows of a lesson a state; `heard` takes what they tell.
 * @param {string} hash of the lesson
 * @param {boolean} byTeacher whether this window is the teacher's
 * @param {(state: unknown, byTeacher: boolean) => void} heard
 * @param {() => unknown} current
 */
export function joinWindows(hash, byTeacher, heard, current) {
  /** @type {Set<Window>} */
  const known = new Set();
  if (window.opener) known.add(window.opener);
  const broadcast = openChannel(hash);
  /** @param {unknown} data */
  const take = (data) => {
    const told = /** @type {Partial<Told> | null} */ (data);
    if (told?.corridors !== "lesson" || told.hash !== hash) return;
    if (told.state === null) tell(current());
    else heard(told.state, told.byTeacher === true);
  };
  /** @param {unknown} state null asks the others for theirs */
  const tell = (state) => {
    const message = { corridors: "lesson", hash, state, byTeacher };
    for (const other of known) {
      if (other.closed) known.delete(other);
      else other.postMessage(message, "*"); // a file has no origin that could be named
    }
    broadcast?.postMessage(message);
  };
  addEventListener("message", ({ source, data }) => {
    if (source && known.has(/** @type {Window} */ (source))) take(data);
  });
  if (broadcast) broadcast.onmessage = ({ data }) => take(data);
  return {
    tell,
    /** Opens a window, or the one that was opened by this name; the browser may forbid it. */
    open(/** @type {string} */ address, /** @type {string} */ name) {
      const opened = window.open(address, `corridors-${name}`, "popup,width=1000,height=720");
      if (opened) known.add(opened);
      return opened !== null;
    },
  };
}

/** @param {string} hash */
function openChannel(hash) {
  try {
    return new BroadcastChannel(`corridors-lesson-${hash}`);
  } catch {
    return null; // a page without an origin of its own may have none
  }
}
