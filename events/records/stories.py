"""Stories: a question, and the events through which a class looks at it one by one."""

from collections.abc import Iterator
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field

from events.records.models import Event, Excerpt, Figure, sources_in_order, sources_of
from events.records.plans import Plan
from events.records.values import LONGEST_LINE, LONGEST_PARAGRAPH, Line, plain
from geodata import Slug
from geodata.region import Record

MOST_CHOSEN = 20
"""Excerpts, or figures, that a step can choose of its event."""

FEWEST_STEPS, MOST_STEPS = 3, 15
"""Of a curated story; one that a visitor makes has at least one step."""

WORLD_ZOOMS = (0, 24)
"""From the whole earth to a few metres, as Leaflet counts; a region allows a part of it."""

Bounds = tuple[float, float, float, float]
"""West, south, east and north, in degrees."""
Zooms = tuple[float, float]
"""The farthest and the nearest, as Leaflet counts."""


def _given(value: object) -> object:
    """Read a field with nothing after its colon as an empty text."""
    return "" if value is None else value


def _rounded(degrees: float) -> float:
    """Round to about a metre, so that a link stays short."""
    return round(degrees, 5)


MaybeLine = Annotated[
    str, Field(max_length=LONGEST_LINE), AfterValidator(plain), BeforeValidator(_given)
]
MaybeParagraph = Annotated[
    str, Field(max_length=LONGEST_PARAGRAPH), AfterValidator(plain), BeforeValidator(_given)
]
Longitude = Annotated[float, Field(ge=-180, le=180), AfterValidator(_rounded)]
Latitude = Annotated[float, Field(ge=-90, le=90), AfterValidator(_rounded)]
Choice = Annotated[
    tuple[Annotated[str, Field(pattern="^[0-9a-f]{8}$")], ...], Field(max_length=MOST_CHOSEN)
]
"""Ids of excerpts or figures."""
Zoom = Annotated[float, Field(ge=WORLD_ZOOMS[0], le=WORLD_ZOOMS[1]), AfterValidator(_rounded)]


class MapView(Record):
    """Where the map's middle is, in degrees, and how near, as Leaflet counts.

    It can be anywhere on earth; `view_problems` tells whether a collection's map can show it.
    """

    longitude: Longitude
    latitude: Latitude
    zoom: Zoom


def view_problems(view: MapView, bounds: Bounds | None, zooms: Zooms | None) -> Iterator[str]:
    """Say which fields of a view are outside what a map shows; None sets no limit."""
    west, south, east, north = bounds or (-180, -90, 180, 90)
    limits = {"longitude": (west, east), "latitude": (south, north), "zoom": zooms or WORLD_ZOOMS}
    for field, (least, most) in limits.items():
        value = getattr(view, field)
        if not least <= value <= most:
            yield f"{field}: must be from {least:g} to {most:g} (got {value:.8g})"


class Step(Record):
    """One event of a story, as the presenter shows it."""

    event: Slug
    line: MaybeLine
    """One sentence of our own on why the event stands here."""
    prompt: MaybeLine
    """A question for the class: who says so, how they know, what is missing."""
    view: MapView | None = None
    """None shows the map where the event is."""
    excerpts: Choice | None = None
    """The ids of the event's excerpts that the class sees; None has them chosen by rule."""
    figures: Choice | None = None
    """The same of its figures."""

    def shown(self, event: Event) -> Event:
        """Return the event with what the class sees of it; it is also reported by other sources.

        What is chosen and no longer there is left out.
        """
        if self.excerpts is None and self.figures is None:
            return event
        excerpts = event.excerpts if self.excerpts is None else _of(event.excerpts, self.excerpts)
        figures = event.figures if self.figures is None else _of(event.figures, self.figures)
        seen = event.model_copy(update={"excerpts": excerpts, "figures": figures})
        others = [name for name in sources_in_order(event) if name not in sources_of(seen)]
        return seen.model_copy(update={"also_reported_by": (*event.also_reported_by, *others)})


Told = TypeVar("Told", Excerpt, Figure)


def _of(told: tuple[Told, ...], chosen: Choice) -> tuple[Told, ...]:
    return tuple(each for each in told if each.id in chosen)


def _some(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Refuse an empty list; pydantic's own limit would also report a list of faulty steps."""
    if not steps:
        raise ValueError("must be at least 1")
    return steps


class Story(Record):
    """Events in an order that a question gives, for showing to a class.

    A visitor's own may leave texts empty; `story_faults` checks what a curated one also needs.
    """

    id: Slug
    title: Line
    question: MaybeLine
    """Put to the class at the start; the story does not answer it."""
    closing: MaybeParagraph
    """What to look back on after the last step; it does not answer the question either."""
    steps: Annotated[tuple[Step, ...], Field(max_length=MOST_STEPS), AfterValidator(_some)]
    plan: Plan | None = None
    """How to teach it; only a curated story has one."""
