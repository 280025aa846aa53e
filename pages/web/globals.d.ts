// What our scripts keep on the window of the page, for each other and for the tests.

interface Window {
  /** The map has drawn its first picture. */
  corridorsDrawn?: boolean;
  /** Zoom, latitude and longitude of the map as it is now. */
  corridorsView?: number[];
}

interface WindowEventMap {
  "corridors-drawn": Event;
  "corridors-link": Event;
  "corridors-started": Event;
}
