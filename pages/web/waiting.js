// @ts-check
// Tells visitors that the server has not yet begun what they asked for, which Streamlit does not.

const PATIENCE = 2000; // milliseconds without an answer
const RERUN = 0x5a; // the first byte of a message that asks for a rerun: field 11 of BackMsg

const WORDS =
  "The server is busy with other visitors. What you did is not lost: it is your turn soon.";

/** @type {number | undefined} */
let timer;

/** @type {WeakSet<WebSocket>} sockets whose answers are heard */
const heard = new WeakSet();

const send = WebSocket.prototype.send;

/** @this {WebSocket} @param {Parameters<WebSocket["send"]>[0]} data */
WebSocket.prototype.send = function (data) {
  send.call(this, data);
  if (!heard.has(this)) {
    heard.add(this);
    this.addEventListener("message", answered);
    this.addEventListener("close", answered);
  }
  if (data instanceof Uint8Array && data[0] === RERUN && timer === undefined) {
    timer = setTimeout(tell, PATIENCE);
  }
};

function answered() {
  clearTimeout(timer);
  timer = undefined;
  document.querySelector(".corridors-waiting")?.remove();
}

function tell() {
  const line = document.createElement("p");
  line.className = "corridors-waiting";
  line.setAttribute("role", "status");
  document.body.append(line);
  line.textContent = WORDS; // after it stands there, so that it is spoken
}
