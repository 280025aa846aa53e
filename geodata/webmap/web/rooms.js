// Rooms on the map, in pixels: which of several places for a name is the freest, and how marks give way.

/** @import { Group } from "./grid.js" */

/** @typedef {[left: number, top: number, right: number, bottom: number]} Room */
/** @typedef {{ x: number, y: number }} Spot */

/** Half of the room of a mark, the ring round a selected one, and half of the sign at a place. */
export const HALF = { mark: 15, ring: 7, sign: 4 };
/** The same on a projector, where marks are larger. */
export const PROJECTED = { mark: 20, ring: 9, sign: 4 };
/** A mark whose middle lies so far below a place is still put above it, so that none jumps about it. */
const BELOW = 6;

/**
 * @param {Spot} spot
 * @param {number} half
 * @returns {Room}
 */
export function roomRound({ x, y }, half) {
  return [x - half, y - half, x + half, y + half];
}

/**
 * Returns how much of a room another one takes, in pixels of area.
 * @param {Room} one
 * @param {Room} other
 */
export function shared(one, other) {
  const width = Math.min(one[2], other[2]) - Math.max(one[0], other[0]);
  const height = Math.min(one[3], other[3]) - Math.max(one[1], other[1]);
  return width > 0 && height > 0 ? width * height : 0;
}

/**
 * Returns how much of some rooms is taken by others, or lies out of the view.
 * @param {readonly Room[]} rooms
 * @param {readonly Room[]} taken
 * @param {Room} view
 */
export function cost(rooms, taken, view) {
  let sum = 0;
  for (const room of rooms) {
    const area = (room[2] - room[0]) * (room[3] - room[1]);
    sum += 4 * (area - shared(room, view));
    for (const other of taken) sum += shared(room, other);
  }
  return sum;
}

/**
 * Returns how far a spot lies from a room; 0 within it.
 * @param {Room} room
 * @param {Spot} spot
 */
export function apart([left, top, right, bottom], { x, y }) {
  return Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
}

/**
 * Returns the number of the freest of several choices: the one that was taken before where that is as
 * free as any, so that names stay where they are, or else the first.
 * @param {readonly number[]} costs
 * @param {number} [before]
 */
export function freest(costs, before) {
  const least = Math.min(...costs);
  return before !== undefined && costs[before] <= least ? before : costs.indexOf(least);
}

/**
 * Moves marks off the signs of the places that are named first: each stands on its sign as a pin does.
 * @param {readonly Group[]} groups are changed
 * @param {readonly Spot[]} signs
 */
export function clearSigns(groups, signs) {
  const reach = HALF.mark + HALF.sign;
  for (const group of groups) {
    if (group.fan) continue;
    for (const { x, y } of signs) {
      const across = group.x - x;
      const up = group.y - y;
      if (Math.hypot(across, up) >= reach) continue;
      const far = Math.sqrt(reach * reach - across * across);
      group.y = up > BELOW ? y + far : y - far;
    }
  }
}

/**
 * Moves marks off names, by the shortest way up or down.
 * @param {readonly Group[]} groups are changed
 * @param {readonly Room[]} names
 */
export function clearNames(groups, names) {
  for (const group of groups) {
    if (group.fan) continue;
    for (const name of names) {
      if (!shared(roomRound(group, HALF.mark), name)) continue;
      const isAbove = group.y < (name[1] + name[3]) / 2;
      group.y = isAbove ? name[1] - HALF.mark : name[3] + HALF.mark;
    }
  }
}

/** Points on each side of a place where its name can begin or end, as parts of a gap. */
const SIDES = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
  [0.8, 0.8],
  [-0.8, 0.8],
  [0.8, -0.8],
  [-0.8, -0.8],
];

/**
 * Returns the rooms that a name can take beside its place, the best first.
 * @param {Spot} spot
 * @param {number} width
 * @param {number} height
 * @param {readonly number[]} gaps between the place and its name
 * @returns {Room[]}
 */
export function roomsBeside({ x, y }, width, height, gaps) {
  return gaps.flatMap((gap) =>
    SIDES.map(([right, down]) => {
      const left = x + right * gap + (Math.sign(right) - 1) * (width / 2);
      const top = y + down * gap + (Math.sign(down) - 1) * (height / 2);
      return /** @type {Room} */ ([left, top, left + width, top + height]);
    }),
  );
}

/**
 * Returns the direction in which a line runs, or else that of most of an outline's length, in radians,
 * so that a text along it is read from the left.
 * @param {readonly Spot[]} points
 * @param {boolean} isLine
 */
export function direction(points, isLine) {
  let cos = 0;
  let sin = 0;
  const ends = isLine ? [points[0], points[points.length - 1]] : points;
  for (const [i, { x, y }] of ends.entries()) {
    if (!i) continue;
    const [across, down] = [x - ends[i - 1].x, y - ends[i - 1].y];
    const angle = 2 * Math.atan2(down, across);
    cos += Math.hypot(across, down) * Math.cos(angle);
    sin += Math.hypot(across, down) * Math.sin(angle);
  }
  return Math.atan2(sin, cos) / 2;
}

/**
 * Returns where the middle of a text can stand along a shape: in it, beside it, or beyond its ends.
 * @param {readonly Spot[]} points of the part of the shape in view
 * @param {number} angle along which it runs
 * @param {number} width of the text
 * @param {number} height
 * @returns {Spot[]}
 */
export function spotsAlong(points, angle, width, height) {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const along = points.map(({ x, y }) => x * cos + y * sin);
  const across = points.map(({ x, y }) => y * cos - x * sin);
  const [start, end] = [Math.min(...along), Math.max(...along)];
  const [top, bottom] = [Math.min(...across), Math.max(...across)];
  const [middle, axis] = [(start + end) / 2, (top + bottom) / 2];
  const slack = Math.max(0, (end - start - width) / 2);
  const stops = slack > 8 ? [middle, middle - slack, middle + slack] : [middle];
  const at = (/** @type {number} */ line) => stops.map((stop) => [stop, line]);
  const inside = bottom - top >= height && end - start >= width ? at(axis) : [];
  const sides = [bottom + height / 2 + 3, top - height / 2 - 3].flatMap(at);
  const gap = width / 2 + 6;
  const ends = [
    [end + gap, axis],
    [start - gap, axis],
  ];
  const isLong = end - start >= width;
  return [...inside, ...(isLong ? [...sides, ...ends] : [...ends, ...sides])].map(([a, c]) => ({
    x: a * cos - c * sin,
    y: a * sin + c * cos,
  }));
}

/**
 * Returns where the middle of an upright text can stand beyond the ends of a shape.
 * @param {readonly Spot[]} points
 * @param {number} angle along which the shape runs
 * @param {number} width of the text
 * @param {number} height
 * @returns {Spot[]}
 */
export function spotsPast(points, angle, width, height) {
  const along = points.map(({ x, y }) => x * Math.cos(angle) + y * Math.sin(angle));
  const last = points[along.indexOf(Math.max(...along))];
  const first = points[along.indexOf(Math.min(...along))];
  const [across, down] = [width / 2 + 6, height / 2 + 4];
  return [
    { x: last.x + across, y: last.y },
    { x: first.x - across, y: first.y },
    { x: last.x + across, y: last.y + down },
    { x: first.x - across, y: first.y - down },
    { x: last.x, y: last.y + Math.sign(angle || 1) * down },
    { x: first.x, y: first.y - Math.sign(angle || 1) * down },
  ];
}

/**
 * Covers a turned text with small upright rooms.
 * @param {Spot} middle
 * @param {number} angle
 * @param {number} width
 * @param {number} height
 * @returns {Room[]}
 */
export function roomsAlong({ x, y }, angle, width, height) {
  const count = Math.max(1, Math.round(width / height));
  return Array.from({ length: count }, (_, i) => {
    const from = ((i + 0.5) / count - 0.5) * width;
    return roomRound({ x: x + from * Math.cos(angle), y: y + from * Math.sin(angle) }, height / 2);
  });
}
