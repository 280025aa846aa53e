// Builds elements from [tag, {attributes}, child, ...], in pages that stand alone.

/** @typedef {[tag: string, attributes: Record<string, string>, ...children: (Tree | string)[]]} Tree */

/**
 * Builds an element. Tags and attributes were checked when the page was written; texts stay texts.
 * @param {Tree} tree
 */
export function build([tag, attributes, ...children]) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  if (tag === "a") Object.assign(node, { target: "_blank", rel: "noopener noreferrer" });
  if (tag === "button") node.setAttribute("type", "button");
  node.append(...children.map((child) => (typeof child === "string" ? child : build(child))));
  return node;
}
