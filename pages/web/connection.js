// Says when the server is out of reach. What would be pressed meanwhile is lost, or answered at a time
// when nobody expects it, so that nothing of ours can be pressed until the server is back.

const APP = "[data-testid=stApp]";
const STATE = "data-test-connection-state";
const CONNECTED = "CONNECTED";
const WORDS = "The connection is lost. Trying again; nothing can be changed until then.";

const FOUND = "corridors-found";

let isLost = false;

const notice = document.createElement("p");
notice.className = "connection";
notice.setAttribute("role", "status");

/** Watches the connection, and tells the map's frames. */
export function watchConnection() {
  const app = document.querySelector(APP);
  if (!app || notice.isConnected) return;
  document.body.append(notice);
  new MutationObserver(() => follow(app)).observe(app, { attributeFilter: [STATE] });
}

/**
 * Does something that no press asks for: at once, or when the server is found again.
 * @param {() => void} act
 */
export function whenConnected(act) {
  if (isLost) whenFound(act);
  else act();
}

/**
 * Does something when the server was lost and is found.
 * @param {() => void} act
 */
export function whenFound(act) {
  addEventListener(FOUND, act, { once: true });
}

/** @param {Element} app */
function follow(app) {
  const before = isLost;
  isLost = app.getAttribute(STATE) !== CONNECTED;
  if (isLost === before) return;
  notice.textContent = isLost ? WORDS : "";
  for (const part of document.querySelectorAll("[data-testid=stMain]")) {
    part.toggleAttribute("inert", isLost);
  }
  for (const { contentWindow } of document.getElementsByTagName("iframe")) {
    contentWindow?.postMessage({ corridors: isLost ? "lost" : "found" }, "*");
  }
  if (!isLost) dispatchEvent(new Event(FOUND));
}
