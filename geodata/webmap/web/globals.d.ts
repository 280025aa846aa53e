// What stands on the window of the map's frame.

import type { start } from "./frame.js";

declare global {
  interface Window {
    /** The one name of ours: called by the template of the folium map. */
    Corridors: { start: typeof start };
    /** streamlit-folium's way to the server; not there in a page on its own. */
    Streamlit?: { setComponentValue(value: unknown): void };
  }
}
