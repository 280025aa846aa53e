// What Python gives to the map's script. Made of geodata/webmap/base.py and of Message in
// geodata/webmap/map.py: change those, then run python -m tests.js.declarations

export interface NamedPlace {
  names: string[];
  shapes: string[];
}

export interface Outline {
  row: number;
  geometry: GeoJSON.Geometry;
}

export interface Part {
  count: number;
  columns: [string, string][];
  bars: number;
  bar_columns: [string, string][];
  bar_days: number;
  days: number;
  zoom: number;
  hidden: number;
  places: NamedPlace[];
  outlines: Outline[];
}

export interface Language {
  code: string;
  direction: "ltr" | "rtl";
}

export interface Region {
  subject: string;
  bounds: [number, number, number, number];
  limits: [number, number, number, number];
  home: [number, number, number, number];
  zooms: [number, number];
  named_from: number[];
  languages: Language[];
  credits: string;
}

export interface Label {
  id: string;
  names: string[];
  rank: number;
  chief: boolean;
  kind: string;
  sign: "dot" | "diamond";
  layer: string;
  at: [number, number];
  first: number | null;
  last: number | null;
}

export interface Colours {
  light: string;
  dark: string;
}

export interface Shape {
  id: string;
  names: string[];
  source: string;
  precision_m: number;
  at: [number, number];
  geometry: GeoJSON.Geometry;
  first: number | null;
  last: number | null;
}

export interface Layer {
  id: string;
  title: string;
  kind: "ground" | "line" | "zone" | "label";
  named: boolean;
  colour: Colours | null;
  width: number | null;
  dashes: number[] | null;
  shapes: Shape[];
}

export interface Subject {
  place: string | null;
  names: string[];
  shapes: string[];
}

export interface Category {
  id: string;
  label: string;
  letter: string;
  colour: string;
  ink: string;
}

export interface Period {
  title: string;
  first: number;
  last: number;
}

export interface Base {
  region: Region;
  labels: Label[];
  layers: Layer[];
  subjects: Subject[];
  precisions: string[];
  vague: number;
  placeless: number;
  whole: number;
  count: number;
  columns: [string, string][];
  bars: number;
  bar_columns: [string, string][];
  bar_days: number;
  days: number;
  zoom: number;
  hidden: number;
  places: NamedPlace[];
  outlines: Outline[];
  live: boolean;
  span: [number, number];
  titles: number;
  categories: Category[];
  periods: Period[];
  statuses: string[];
}

export interface Message {
  first: number;
  last: number;
  rows: string;
  selected: number;
  layers: number;
  language: number;
  dark: boolean;
  reach: number;
  seen: number;
  view: [number, number, number] | null;
  counts: number[];
  chosen: number;
  part: string;
  within: boolean;
}
