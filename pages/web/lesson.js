// The frame of a lesson, which covers the page. It stands outside of what Streamlit draws, so that it goes
// on when the server is lost, and tells the page where it is, so that the address can be shared.

/** @import { Component } from "./element.js" */

import { watchConnection, whenConnected } from "./connection.js";
import { addStyles } from "./element.js";
import { withParameters } from "./link.js";

/** @typedef {{ address: string, title: string }} Framed the address of the lesson, relative to the page */

const HERE = "data-lesson";

/** @type {{ frame: HTMLIFrameElement, address: string, send: (action: string) => void } | null} */
let shown = null;

/** @param {Component<Framed>} component */
export function frameLesson({ data: { address, title }, parentElement, setTriggerValue }) {
  addStyles();
  watchConnection();
  const [wanted] = address.split("#"); // behind it stands only where to begin
  parentElement.setAttribute(HERE, "");
  const send = (/** @type {string} */ action) => setTriggerValue("action", action);
  if (shown?.address === wanted && shown.frame.isConnected) {
    shown.send = send;
    return;
  }
  shown?.frame.remove();
  const frame = document.createElement("iframe");
  Object.assign(frame, { className: "lesson", title, allow: "fullscreen" });
  frame.src = new URL(address, document.baseURI).href;
  frame.onload = () => frame.focus();
  document.body.append(frame);
  shown = { frame, address: wanted, send };
}

/** Takes the frame away when the page shows something else. */
new MutationObserver(() => {
  if (shown && !document.querySelector(`[${HERE}]`)) close();
}).observe(document.body, { childList: true, subtree: true });

function close() {
  shown?.frame.remove();
  shown = null;
}

addEventListener("message", ({ source, data }) => {
  if (!shown || source !== shown.frame.contentWindow) return;
  if (data?.corridors === "at") keepPlace(Number(data.step), data.blind === true);
  if (data?.corridors === "leave") {
    const { send } = shown;
    close();
    whenConnected(() => send("leave"));
  }
});

/**
 * @param {number} step
 * @param {boolean} isBlind
 */
function keepPlace(step, isBlind) {
  /** @type {[string, string][]} */
  const pairs = [];
  if (isBlind) pairs.push(["blind", "1"]);
  if (step > 0) pairs.push(["step", String(step)]);
  const address = withParameters(location.href, ["blind", "step"], pairs);
  if (address !== location.href) history.replaceState(history.state, "", address);
}

// A click beside the frame, or the window's return, leaves the keyboard on the page.
addEventListener(
  "keydown",
  (event) => {
    if (!shown || event.altKey || event.ctrlKey || event.metaKey) return;
    shown.frame.focus();
    shown.frame.contentWindow?.postMessage({ corridors: "key", key: event.key }, "*");
    event.preventDefault();
    event.stopPropagation();
  },
  { capture: true },
);
