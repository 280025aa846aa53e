// Elements of the page. Text reaches it by textContent only.

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} [className]
 * @param {string} [text]
 */
export function element(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

/**
 * @param {string} text
 * @param {(event: MouseEvent) => void} press
 * @param {{ className?: string, name?: string }} [options] `name` is spoken instead of the text
 */
export function button(text, press, { className, name } = {}) {
  const node = element("button", className, text);
  node.type = "button";
  if (name) node.setAttribute("aria-label", name);
  node.addEventListener("click", press);
  return node;
}
