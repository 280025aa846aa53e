// Links to what is seen: the address bar holds it, but for the map's own view.

/**
 * Returns an address whose parameters of these names are others; foreign ones stay.
 * @param {string} address
 * @param {readonly string[]} names
 * @param {readonly (readonly [name: string, value: string])[]} pairs
 */
export function withParameters(address, names, pairs) {
  const changed = new URL(address);
  for (const name of names) changed.searchParams.delete(name);
  for (const [name, value] of pairs) changed.searchParams.append(name, value);
  return changed.href;
}

/**
 * Tells whether an address holds these parameters and none else of these names, in any order.
 * @param {string} address
 * @param {readonly string[]} names
 * @param {readonly (readonly [name: string, value: string])[]} pairs
 */
export function holds(address, names, pairs) {
  const held = [...new URL(address).searchParams].filter(([name]) => names.includes(name));
  return inOrder(held) === inOrder(pairs);
}

/** @param {readonly (readonly [name: string, value: string])[]} pairs */
function inOrder(pairs) {
  const parameters = new URLSearchParams(pairs.map(([name, value]) => [name, value]));
  parameters.sort();
  return parameters.toString();
}

/**
 * Returns a link that holds only parameters of these names, and more.
 * @param {string} address
 * @param {readonly string[]} names
 * @param {Readonly<Record<string, string>>} more empty ones are left out
 */
export function linkTo(address, names, more) {
  const from = new URL(address);
  const made = new URL(from.pathname, from);
  for (const [name, value] of from.searchParams) {
    if (names.includes(name)) made.searchParams.append(name, value);
  }
  for (const [name, value] of Object.entries(more)) if (value) made.searchParams.set(name, value);
  return made.href;
}
