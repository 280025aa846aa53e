"""The folium map, our layer on it, and the message to it: numbers only.

No text of an event goes through folium: branca compiles what it rendered once more as a
template, and folium's popups, tooltips and names do not escape.
"""

import json
from copy import copy
from dataclasses import asdict, dataclass
from typing import Any, Literal

import folium
from branca.element import MacroElement
from folium.elements import JSCSSMixin
from folium.template import Template

from geodata.region import Region

Mode = Literal["exploring", "making", "placing"]
"""What the map is for: it decides which controls stand on it."""


@dataclass(frozen=True)
class Addresses:
    """Where the map's frame finds its files, relative to itself."""

    script: str
    styles: tuple[str, ...]
    columns: str
    base: str
    titles: str
    """With `*` for the number of a part."""
    rows: str
    """With `*` for the name of a selection of rows."""
    parts: str
    """With `*` for the name of a part of the events, without an ending."""


@dataclass(frozen=True)
class Message:
    """What the map is to show. Days count from 1970-01-01; rows count from the first event."""

    first: int
    last: int
    rows: str
    """The name of the file of rows that pass the filters (hexadecimal); empty when all do."""
    selected: int
    """A row, or -1."""
    layers: int
    """A bit for each layer of the region, the first lowest."""
    language: int
    """That of the names, as its number among the region's languages."""
    dark: bool
    reach: int
    """Counts the times that the map was asked to move: to `view`, or to the selected event."""
    seen: int
    """The stamp of the last thing that the map told, so that it knows what is an old answer."""
    view: tuple[float, float, float] | None = None
    """Longitude and latitude of the middle, in degrees, and Leaflet's zoom."""
    counts: tuple[int, ...] = ()
    """For each category the events that it would show, given all other filters."""
    chosen: int = 0
    """A bit for each category that is filtered for, the first lowest; 0 where none is."""
    part: str = ""
    """The name of the part of the events to draw (hexadecimal), where a map holds no more than
    that; empty for the one that stands in its files."""
    within: bool = False
    """Whether only what the map shows is asked for: then the map tells its bounds."""

    @property
    def script(self) -> str:
        """The message as a JavaScript object by its fields: numbers, and names of files."""
        return json.dumps(asdict(self), separators=(",", ":"))


def draw_map(region: Region, addresses: Addresses, mode: Mode = "exploring") -> folium.Map:
    """Build the map without data. It must be the same text on every run, or it is rebuilt."""
    zooms = region.zooms
    base = _OfflineMap(
        location=(region.centre.latitude, region.centre.longitude),
        zoom_start=min(zooms.farthest + 0.5, zooms.nearest),
        tiles=None,
        minZoom=zooms.farthest,
        maxZoom=zooms.nearest,
        zoomSnap=0.25,
        scrollWheelZoom=False,  # the wheel scrolls the page; our script turns it on with Ctrl
    )
    _EventsLayer(addresses, mode).add_to(base)
    return base


def draw_again(drawn: folium.Map) -> folium.Map:
    """Return a map that was rendered once more: what is added to it is not added to the other."""
    again = copy(drawn)
    again._children = drawn._children.copy()
    return again


def show(message: Message) -> folium.FeatureGroup:
    """Wrap a message as the feature group that st_folium evaluates in the mounted map."""
    return _Messenger(message)


class _OfflineMap(folium.Map):
    """A folium map that fetches nothing itself: our layer brings Leaflet from our own host."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.default_js = []
        self.default_css = []
        self._is_rendered = False

    def render(self, **kwargs: Any) -> str:
        """Render once: each time folium compiles all parts of a page, which stay the same."""
        if not self._is_rendered:
            super().render(**kwargs)  # type: ignore[no-untyped-call]
            # Sent with each message: what it says of sizes stands in map.css.
            self.get_root().header._children.clear()  # type: ignore[attr-defined]
        self._is_rendered = True
        return ""


class _EventsLayer(JSCSSMixin, MacroElement):
    """Starts our script once a mounted map."""

    _template = Template(
        """{% macro script(this, kwargs) %}
        window.corridors = Corridors.start({{ this._parent.get_name() }}, {{ this.files }});
        {% endmacro %}"""
    )

    def __init__(self, addresses: Addresses, mode: Mode) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "EventsLayer"
        self.default_js = [("script", addresses.script)]
        self.default_css = [(style, style) for style in addresses.styles]
        fetched = ("columns", "base", "titles", "rows", "parts")
        files = {name: getattr(addresses, name) for name in fetched}
        self.files = json.dumps({**files, "mode": mode})


class _Messenger(folium.FeatureGroup):
    """Holds no features: its script is one call with numbers.

    `window.feature_group` is emptied because streamlit-folium only ever adds to it, which
    keeps every group of the past alive.
    """

    _template = Template(
        """{% macro script(this, kwargs) %}
        var {{ this.get_name() }} = L.featureGroup([]);
        window.feature_group = [];
        window.corridors.show({{ this.message.script }});
        {% endmacro %}"""
    )

    def __init__(self, message: Message) -> None:
        super().__init__()
        self.message = message

    def render(self, **kwargs: Any) -> str:
        """Add nothing to the page: the message reaches a map that is there."""
        return ""
