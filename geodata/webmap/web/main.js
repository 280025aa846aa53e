// What the template of the folium map calls (see geodata/webmap/map.py).

import { start } from "./frame.js";

window.Corridors = { start };
