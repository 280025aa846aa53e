// All that we need of Leaflet beyond its documented members.

/** @import { View } from "./grid.js" */

/**
 * @typedef {L.Marker & {
 *   _latlng: L.LatLng,
 *   _zIndex: number,
 *   _setPos(point: L.Point): void,
 *   _resetZIndex(): void,
 * }} InnerMarker
 */

/**
 * Makes a marker that is moved within the plane. Leaflet moves markers in three dimensions, for which
 * browsers make each a layer of the screen: with tens of them that is much of the work of a frame.
 * @param {L.LatLngExpression} at
 * @param {L.MarkerOptions} options
 */
export function flatMarker(at, options) {
  const marker = /** @type {InnerMarker} */ (L.marker(at, options));
  marker._setPos = (point) => {
    const node = /** @type {(HTMLElement & { _leaflet_pos: L.Point }) | undefined} */ (
      marker.getElement()
    );
    if (!node) return;
    node._leaflet_pos = point;
    node.style.transform = `translate(${point.x}px, ${point.y}px)`;
    marker._zIndex = point.y + (marker.options.zIndexOffset ?? 0);
    marker._resetZIndex();
  };
  return marker;
}

/**
 * Moves a marker to a point of the map's container, without an event and without asking for its layout.
 * @param {L.Map} map
 * @param {InnerMarker} marker
 * @param {L.PointExpression} point
 */
export function placeMarker(map, marker, point) {
  marker._latlng = map.containerPointToLatLng(point);
  const at = map.containerPointToLayerPoint(point).round();
  const node = /** @type {HTMLElement} */ (marker.getElement());
  // Leaflet moves its markers itself while it zooms, so where one stands is asked, not remembered.
  if (!at.equals(L.DomUtil.getPosition(node))) marker._setPos(at);
}

/**
 * Returns whether a zoom is being animated: then the map's panes are between two scales.
 * @param {L.Map} map
 */
export function isZooming(map) {
  return Boolean(/** @type {L.Map & { _animatingZoom?: boolean }} */ (map)._animatingZoom);
}

/**
 * @param {L.Map} map
 * @returns {View}
 */
export function viewOf(map) {
  const { x, y } = /** @type {L.Point} */ (map.getPixelBounds().min);
  const size = map.getSize();
  return { x, y, width: size.x, height: size.y, zoom: map.getZoom() };
}

/**
 * Returns the rooms of what stands in the corners of the map, in its pixels.
 * @param {L.Map} map
 * @returns {[left: number, top: number, right: number, bottom: number][]}
 */
export function controlsOf(map) {
  const container = map.getContainer();
  const { left, top } = container.getBoundingClientRect();
  return [...container.querySelectorAll(".leaflet-control")].map((node) => {
    const box = node.getBoundingClientRect();
    return [box.left - left, box.top - top, box.right - left, box.bottom - top];
  });
}

/**
 * Keeps clicks and the wheel on something that lies over the map from the map below.
 * @template {HTMLElement} Node
 * @param {Node} node
 */
export function shielded(node) {
  L.DomEvent.disableClickPropagation(node);
  L.DomEvent.disableScrollPropagation(node);
  return node;
}
