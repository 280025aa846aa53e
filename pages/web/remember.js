// Keeps in a cookie whose the private collections are, until the browser is closed.

/** @import { Component } from "./element.js" */

/** @param {Component<{ name: string, value: string }>} component */
export function remember({ data: { name, value } }) {
  const path = new URL(".", document.baseURI).pathname;
  const secure = location.protocol.startsWith("https") ? "; Secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: a browser on http has no other way
  document.cookie = `${name}=${value}; Path=${path}; SameSite=Strict${secure}`;
}
