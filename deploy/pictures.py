"""The picture of a link's preview: its event, its story's events, or what it filters, on a map."""

from functools import lru_cache

from deploy.shell import HEIGHT, WIDTH
from events.link import View
from events.records.vocabulary import CATEGORIES
from geodata.load import load_geography
from geodata.picture import draw_picture
from pages.parts.dataset import Shared

MOST_PICTURED = 500
"""Events on a picture, the first of what is filtered; more would hide each other."""
KEPT = 64
"""Pictures that stay in memory: some 200 kB each."""

SHOWN = "A map of the Gaza Strip with the events that the link shows"
"""What is on the picture, for those who do not see it."""


def draw_preview(view: View, shared: Shared) -> bytes:
    """Draw what a link shows as PNG, WIDTH by HEIGHT pixels."""
    return _drawn(_Drawing(shared), tuple(_numbers(view, shared)), view.language)


class _Drawing:
    """A dataset, told apart by itself."""

    def __init__(self, shared: Shared) -> None:
        self.shared = shared

    def __hash__(self) -> int:
        return id(self.shared)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Drawing) and other.shared is self.shared


@lru_cache(KEPT)
def _drawn(drawing: _Drawing, numbers: tuple[int, ...], language: str) -> bytes:
    shared = drawing.shared
    rows = shared.frame.iloc[list(numbers)]
    span = (rows["first"].min(), rows["last"].max()) if numbers else shared.engine.span
    days = (int(span[0]), int(span[1]))
    drawn = draw_picture(
        rows, CATEGORIES, WIDTH, HEIGHT, geography=load_geography(), days=days, language=language
    )
    return drawn.png()


def _numbers(view: View, shared: Shared) -> list[int]:
    """Number the events that a link is about."""
    named = [] if view.event is None else [view.event]
    if view.story is not None:
        named = [step.event for step in shared.offers.story(view.story).steps]
    numbers = [shared.identifiers.number(name) for name in named]
    if named:
        return [number for number in numbers if number is not None]
    return sorted(shared.engine.page(view.query, 0, MOST_PICTURED))
