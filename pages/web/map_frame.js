// What the map's frame tells its page: that its script runs, that it has drawn, or what is in view.

/** @import { Component } from "./element.js" */

import { whenConnected, whenFound } from "./connection.js";
import { withParameters } from "./link.js";

/** Milliseconds after which the page no longer waits for the map. */
const PATIENCE = 4000;
/** Milliseconds after which the page says that not even the map's script has come. */
const MISSING = 12_000;

let isStarted = false;
let isAwaited = false;

addEventListener("message", ({ source, data }) => {
  if (!mapFrames().some((frame) => frame.contentWindow === source)) return;
  if (data?.corridors === "started") {
    isStarted = true;
    dispatchEvent(new Event("corridors-started"));
  } else if (data?.corridors === "drawn") {
    window.corridorsDrawn = true;
    dispatchEvent(new Event("corridors-drawn"));
  } else if (data?.corridors === "view" && data.view?.length === 3) {
    window.corridorsView = data.view.map(rounded);
    if (data.byHand) keepView();
  }
});

// A map that stood before this script has spoken to nobody.
for (const { contentWindow } of mapFrames())
  contentWindow?.postMessage({ corridors: "again" }, "*");

/** Puts the part of the map that a visitor moved to into the address, without an entry of the history. */
function keepView() {
  const view = /** @type {number[]} */ (window.corridorsView).join("/");
  history.replaceState(history.state, "", withParameters(location.href, ["map"], [["map", view]]));
}

function mapFrames() {
  return [...document.getElementsByTagName("iframe")].filter(({ title }) =>
    title.includes("folium"),
  );
}

/** @param {unknown} part */
function rounded(part) {
  return Number(Number(part).toFixed(5));
}

/**
 * Tells once that the map has drawn its first picture, or that none came.
 * @param {Component<undefined>} component
 */
export function later({ parentElement, setTriggerValue }) {
  if (isAwaited) return;
  isAwaited = true;
  const told = () => parentElement.isConnected && setTriggerValue("drawn", true);
  const tell = () => {
    clearTimeout(timer);
    removeEventListener("corridors-drawn", tell);
    isAwaited = false;
    whenConnected(told);
    whenFound(told); // it may have been on its way when the line broke
  };
  addEventListener("corridors-drawn", tell);
  const timer = setTimeout(tell, window.corridorsDrawn ? 0 : PATIENCE);
  if (!isStarted) setTimeout(missMap, MISSING);
}

/** Says that the map has not come; once it comes it speaks for itself. */
function missMap() {
  const frames = mapFrames();
  if (isStarted || !frames.length || document.querySelector(".map-missing")) return;
  const node = document.createElement("div");
  node.className = "map-missing";
  node.setAttribute("role", "alert");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Try again";
  button.onclick = () => {
    node.remove();
    for (const frame of frames) frame.src += ""; // loads it once more
    setTimeout(missMap, MISSING);
  };
  node.append("The map could not be loaded. ", button);
  document.body.append(node);
  addEventListener("corridors-started", () => node.remove(), { once: true });
}
