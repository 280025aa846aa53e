"""What the map's script is given to draw: the shape of base.json.

The types of the script are made of these and of `Message` (python -m tests.js.declarations).
"""

from collections.abc import Sequence
from typing import Any, Literal, TypedDict

Edges = tuple[float, float, float, float]
"""West, south, east and north in degrees."""


class Geometry(TypedDict):
    """A geometry of GeoJSON, in degrees."""

    type: str
    coordinates: Any


class Category(TypedDict):
    """A category of events."""

    id: str
    label: str
    letter: str
    colour: str
    ink: str


class Period(TypedDict):
    """A span of days behind the timeline, with its name."""

    title: str
    first: int
    """Days from 1970-01-01."""
    last: int


class NamedPlace(TypedDict):
    """A place of events: a name in each language, and the ids of the shapes that stand for it."""

    names: Sequence[str]
    shapes: Sequence[str]


class Label(TypedDict):
    """The name of a place on the map."""

    id: str
    names: Sequence[str]
    rank: int
    """1 wins the room."""
    chief: bool
    """Whether it is always written, and marks give way to it."""
    kind: str
    sign: Literal["dot", "diamond"]
    """What stands before the name, where it is not a dot."""
    layer: str
    """The layer that switches it."""
    at: tuple[float, float]
    """Latitude and longitude in degrees."""
    first: int | None
    """The day from which it stood, from 1970-01-01."""
    last: int | None


class Shape(TypedDict):
    """A shape of a layer."""

    id: str
    names: Sequence[str]
    source: str
    precision_m: int
    at: tuple[float, float]
    """Latitude and longitude of a point within, for its name."""
    geometry: Geometry
    first: int | None
    last: int | None


class Subject(TypedDict):
    """A corridor or an area that the map names: a place with shaded shapes, or one such shape."""

    place: str | None
    """The id of the place, where the shapes are those of one."""
    names: Sequence[str]
    shapes: Sequence[str]
    """Their ids, of all layers: of its outlines one date's is drawn at a time."""


class Colours(TypedDict):
    """A colour of the light map and of the dark one, as #RRGGBB."""

    light: str
    dark: str


class Layer(TypedDict):
    """A layer of the base map, the lowest first."""

    id: str
    title: str
    kind: Literal["ground", "line", "zone", "label"]
    named: bool
    """Whether the names of its shapes are written."""
    colour: Colours | None
    width: float | None
    """Of a line, in pixels."""
    dashes: Sequence[float] | None
    shapes: Sequence[Shape]


class Language(TypedDict):
    """A language of names."""

    code: str
    direction: Literal["ltr", "rtl"]


class Region(TypedDict):
    """The part of the earth that the map shows."""

    subject: str
    bounds: Edges
    """What lies beyond has no mark."""
    limits: Edges
    """Nothing is drawn beyond: the map stays within."""
    home: Edges
    """What the map frames where no event asks for more."""
    zooms: tuple[float, float]
    """The farthest and the nearest, as Leaflet counts."""
    named_from: tuple[float, ...]
    """From which zoom on names of each rank are written; 0 is that of seas and lands."""
    languages: Sequence[Language]
    """In the order of all lists of names."""
    credits: str


class Outline(TypedDict):
    """The line or the area of an event, which is drawn while the event is open."""

    row: int
    geometry: Geometry


class Background(TypedDict):
    """What a map draws below the events."""

    region: Region
    labels: Sequence[Label]
    layers: Sequence[Layer]
    subjects: Sequence[Subject]
    precisions: Sequence[str]
    vague: int
    """The first precision that is drawn hollow: an area or a line."""
    placeless: int
    """The first precision that no point can stand for."""
    whole: int
    """The precision of what is true of a territory: where that is drawn, no mark stands for it."""


class Part(TypedDict):
    """The rows that a map draws: all events, or those in view, or counts of them."""

    count: int
    """Of rows."""
    columns: Sequence[tuple[str, str]]
    """The name and the type of each column, in the order of the file."""
    bars: int
    """Counts for the timeline, which stand behind the rows; 0 where the rows are all events."""
    bar_columns: Sequence[tuple[str, str]]
    bar_days: int
    """How many days such a count is of."""
    days: int
    """How many days a count on the map is of."""
    zoom: int
    """That of the tiles in which its events lie, as maps on the web count."""
    hidden: int
    """The row of the open event where it is not one of those that are shown; else -1."""
    places: Sequence[NamedPlace]
    outlines: Sequence[Outline]


class Base(Background, Part):
    """What a map draws beside the columns of events."""

    live: bool
    """Whether the rows are all events; else a message names a newer part."""
    span: tuple[int, int]
    """The first and the last day of all events, from 1970-01-01."""
    titles: int
    """How many titles there are in a file."""
    categories: Sequence[Category]
    periods: Sequence[Period]
    statuses: Sequence[str]
    """How well an event is established, in words."""
