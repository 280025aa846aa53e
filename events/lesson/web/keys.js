// The keys of a lesson. Clickers send Page Down and Page Up, and "b" or "." for the black screen.

/** @typedef {"next" | "back" | "first" | "last" | "black" | "open" | "skip" | "whole" | "leave"} Verb */

/** @type {Readonly<Record<string, Verb>>} */
export const KEYS = {
  PageDown: "next",
  ArrowRight: "next",
  ArrowDown: "next",
  " ": "next",
  PageUp: "back",
  ArrowLeft: "back",
  ArrowUp: "back",
  Home: "first",
  End: "last",
  b: "black",
  ".": "black",
  o: "open",
  s: "skip",
  f: "whole",
  Escape: "leave",
};

/** Milliseconds within which a number is typed. */
const PATIENCE = 3000;
/** Keys that press what has the focus. */
const PRESSING = [" ", "Enter"];
const FIELDS = "input, textarea, select, [contenteditable], [data-keys]";

/**
 * Follows the keys of a window.
 * @param {(verb: Verb) => void} act
 * @param {(screen: number) => void} jump to a screen whose number was typed
 */
export function watchKeys(act, jump) {
  let typed = "";
  let timer = 0;
  /**
   * Returns whether a key is the lesson's.
   * @param {string} key
   */
  const press = (key) => {
    const named = key.length === 1 ? key.toLowerCase() : key;
    const number = typed;
    typed = /^[0-9]$/.test(key) ? (typed + key).slice(-3) : "";
    clearTimeout(timer);
    if (typed) {
      timer = setTimeout(() => {
        typed = "";
      }, PATIENCE);
    } else if (key === "Enter" && number) jump(Number(number));
    else if (Object.hasOwn(KEYS, named)) act(KEYS[named]);
    else return false;
    return true;
  };
  addEventListener(
    "keydown",
    (event) => {
      const { key, target } = event;
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const on = target instanceof Element ? target : null;
      if (on?.closest(FIELDS)) return;
      if (PRESSING.includes(key) && !typed && on?.closest("button, a, summary")) return;
      if (!press(key)) return;
      event.preventDefault();
      event.stopPropagation();
    },
    { capture: true },
  );
  addEventListener("message", ({ source, data }) => {
    if (source === window.parent && data?.corridors === "key") press(String(data.key));
  });
}
