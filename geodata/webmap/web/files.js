// The files that a map fetches, and those that stand in the page itself.

/** @typedef {"exploring" | "presenting" | "making" | "placing" | "standing"} Mode what the map is for; it stands alone in a page without a server */

/**
 * @typedef {object} Files addresses relative to the page
 * @property {string} columns
 * @property {string} base
 * @property {string} titles with `*` for the number of a part
 * @property {string} rows with `*` for the name of a selection of rows
 * @property {string} parts with `*` for the name of a part of the events, without an ending
 * @property {Mode} mode
 * @property {string} [host] the id of the element round the map, where it is not the whole page
 */

/** The files that stand in the page, by their addresses: a page on its own fetches nothing. */
export const held = /** @type {Map<string, Uint8Array<ArrayBuffer>>} */ (new Map());

/**
 * Takes in the files that stand in the page.
 * @param {Readonly<Record<string, string>>} contents in base 64, by their addresses
 */
export function hold(contents) {
  for (const [name, text] of Object.entries(contents)) held.set(name, bytesOf(text));
}

/** @param {string} text in base 64 */
export function bytesOf(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/** A file could not be fetched. */
export class Unfetched extends Error {}

/** A file was fetched, but its content is not what it should be. */
export class Unreadable extends Error {}

/**
 * Fetches a file of JSON; throws Unfetched or Unreadable.
 * @param {string} file
 */
export function fetchJson(file) {
  return read(file, (response) => response.json());
}

/**
 * Fetches a file of bytes; throws Unfetched or Unreadable.
 * @param {string} file
 */
export function fetchBytes(file) {
  return read(file, (response) => response.arrayBuffer());
}

/**
 * @template Content
 * @param {string} file
 * @param {(response: Response) => Promise<Content>} take
 */
async function read(file, take) {
  const response = await fetched(file);
  try {
    return await take(response);
  } catch (cause) {
    throw new Unreadable(`${file}: ${cause}`, { cause });
  }
}

/**
 * Returns the content of a file, unpacked.
 *
 * Files are named by their content and never change: what the browser once had is good for ever.
 * @param {string} file
 */
async function fetched(file) {
  const bytes = held.get(file);
  const response = bytes ? new Response(bytes) : await asked(new URL(file, document.baseURI));
  if (!file.endsWith(".gz") || response.body === null) return response;
  return new Response(response.body.pipeThrough(new DecompressionStream("gzip")));
}

/** @param {URL} address */
async function asked(address) {
  let response = await answer(address, "force-cache");
  // A refusal that the browser kept may be outdated.
  if (!response.ok) response = await answer(address, "reload");
  if (!response.ok)
    throw new Unfetched(`${address.pathname}: ${response.status} ${response.statusText}`);
  return response;
}

/**
 * @param {URL} address
 * @param {RequestCache} cache
 */
async function answer(address, cache) {
  try {
    return await fetch(address, { cache });
  } catch (cause) {
    throw new Unfetched(`${address.pathname}: ${cause instanceof Error ? cause.message : cause}`, {
      cause,
    });
  }
}

/**
 * The titles of events. They come in files of so many rows, each fetched when a title in it is first
 * asked for.
 */
export class Titles {
  #files;
  #size;
  /** @type {Map<number, string[]>} */
  #parts = new Map();
  /** @type {Map<number, Promise<string[]>>} */
  #coming = new Map();

  /**
   * @param {string} files the address, with `*` for the number of a part
   * @param {number} size rows in a part
   */
  constructor(files, size) {
    this.#files = files;
    this.#size = size;
  }

  /**
   * Returns a title where it is here already, and null elsewhere.
   * @param {number} row
   */
  get(row) {
    return this.#parts.get(Math.floor(row / this.#size))?.[row % this.#size] ?? null;
  }

  /**
   * Fetches a title. After a failure it can be asked for again.
   * @param {number} row
   */
  async want(row) {
    const part = Math.floor(row / this.#size);
    let coming = this.#coming.get(part);
    if (!coming) {
      coming = this.#fetch(part);
      this.#coming.set(part, coming);
      coming.catch(() => this.#coming.delete(part));
    }
    return (await coming)[row % this.#size];
  }

  /** @param {number} part */
  async #fetch(part) {
    /** @type {string[]} */
    const titles = await fetchJson(this.#files.replace("*", String(part)));
    this.#parts.set(part, titles);
    return titles;
  }
}
