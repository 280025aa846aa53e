// Turns elements of the page into what the server sent, keeping those that stay, and with them focus
// and folds. Text reaches the page as text only; tags and attributes are checked on the server.

/** @typedef {[tag: string, attributes: Record<string, string>, ...children: (Tree | string | Folded)[]]} Tree */
/** @typedef {[tag: string, attributes: Record<string, string | null>, ...children: (Pattern | string | null)[]]} Pattern */
/** @typedef {{ each: Pattern, rows: string[][] }} Folded trees of one shape: see `fold` in events/markup.py */

/**
 * @param {Element} node
 * @param {Tree} tree of the same tag
 */
export function become(node, [, attributes, ...folded]) {
  const children = folded.flatMap(unfold);
  dress(node, attributes);
  children.forEach((child, i) => {
    const old = node.childNodes[i];
    if (typeof child === "string") write(node, old, child);
    else if (old instanceof Element && isOf(old, child)) become(old, child);
    else put(node, old, build(child));
  });
  while (node.childNodes.length > children.length) node.lastChild?.remove();
}

/**
 * @param {Tree | string | Folded} child
 * @returns {(Tree | string)[]}
 */
export function unfold(child) {
  if (typeof child === "string" || Array.isArray(child)) return [child];
  return child.rows.map((row) => fill(child.each, row.values()));
}

/**
 * Puts the next texts of a row where a pattern has none.
 * @param {Pattern} pattern
 * @param {Iterator<string>} texts
 * @returns {Tree}
 */
function fill([tag, attributes, ...children], texts) {
  const next = () => String(texts.next().value);
  const given = Object.entries(attributes).map(([name, value]) => [name, value ?? next()]);
  const filled = children.map((child) =>
    Array.isArray(child) ? fill(child, texts) : (child ?? next()),
  );
  return [tag, Object.fromEntries(given), ...filled];
}

/** @param {Tree} tree */
export function build(tree) {
  const node = document.createElement(tree[0]);
  become(node, tree);
  return node;
}

/**
 * @param {Element} node
 * @param {Tree} tree
 */
export function isOf(node, [tag]) {
  return node.tagName === tag.toUpperCase();
}

/**
 * @param {Element} parent
 * @param {ChildNode | undefined} old
 * @param {string} text
 */
function write(parent, old, text) {
  if (!(old instanceof Text)) put(parent, old, document.createTextNode(text));
  else if (old.data !== text) old.data = text;
}

/**
 * @param {Element} parent
 * @param {ChildNode | undefined} old
 * @param {Node} fresh
 */
function put(parent, old, fresh) {
  if (old) old.replaceWith(fresh);
  else parent.append(fresh);
}

/**
 * @param {Element} node
 * @param {Record<string, string>} attributes
 */
function dress(node, attributes) {
  // Another picture is hidden again where its warning is the same element.
  if (node.getAttribute("data-picture") !== (attributes["data-picture"] ?? null))
    node.removeAttribute("open");
  for (const name of node.getAttributeNames()) {
    // Whether a fold is open is the visitor's.
    if (!(name in attributes) && name !== "open") node.removeAttribute(name);
  }
  for (const [name, value] of Object.entries(attributes)) {
    if (node.getAttribute(name) !== value) node.setAttribute(name, value);
  }
  if (
    node instanceof HTMLAnchorElement &&
    !/^(#|[.][/](?!picture[/]))/.test(attributes.href ?? "")
  ) {
    node.target = "_blank";
    node.rel = "noopener noreferrer";
  }
  if (node instanceof HTMLButtonElement) node.type = "button";
}
