// Builds elements from [tag, {attributes}, child, ...], in pages that stand alone.

/** @typedef {[tag: string, attributes: Record<string, string>, ...children: (Tree | string)[]]} Tree */

/** @type {Readonly<Record<string, string>>} by what stands for each */
let pictures = {};

/**
 * Takes the pictures that elements of the page show, each of which it has once.
 * @param {Readonly<Record<string, string>>} named
 */
export function holdPictures(named) {
  pictures = named;
}

/**
 * Builds an element. Tags and attributes were checked when the page was written; texts stay texts.
 * @param {Tree} tree
 */
export function build([tag, attributes, ...children]) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    node.setAttribute(name, name === "src" ? (pictures[value] ?? value) : value);
  if (tag === "a") Object.assign(node, { target: "_blank", rel: "noopener noreferrer" });
  if (tag === "button") node.setAttribute("type", "button");
  node.append(...children.map((child) => (typeof child === "string" ? child : build(child))));
  return node;
}
