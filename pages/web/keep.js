// Keeps a draft in this browser: tells the server what was kept, and writes what it sends since.

/** @import { Component } from "./element.js" */

import { whenConnected } from "./connection.js";

/**
 * @typedef {object} Kept
 * @property {string} name under which it is kept
 * @property {string} text of the draft; empty where there is nothing to keep
 * @property {boolean} asks whether the server does not know yet what was kept
 * @property {boolean} waits whether the visitor has to say first what becomes of what was kept
 * @property {boolean} fails whether nothing is kept here, as the server knows
 * @property {number} most characters that the server reads
 */

/** @type {(storage: StorageEvent) => void} tells that another tab has written */
let onOther = () => {};
addEventListener("storage", (storage) => onOther(storage));

/** @param {Component<Kept>} component */
export function keep({ data, parentElement, setTriggerValue }) {
  const { name, text, asks, waits, fails, most } = data;
  /** @param {string[]} words */
  const tell = (...words) =>
    whenConnected(() => parentElement.isConnected && setTriggerValue("told", words));
  onOther = ({ key, newValue }) => {
    if (key === name && newValue && newValue !== text) tell("other");
  };
  if (fails) return;
  try {
    const before = localStorage.getItem(name) ?? "";
    if (asks) {
      localStorage.setItem(name, before); // where nothing may be written, it is told at once
      if (!before) localStorage.removeItem(name);
      tell("found", before.slice(0, most + 1));
    } else if (!waits && text !== before) {
      if (text) localStorage.setItem(name, text);
      else localStorage.removeItem(name);
    }
  } catch {
    if (asks || text) tell("fails");
  }
}
