"""How marks are drawn: the same signs as on the map, and the numbers beside them."""

from collections.abc import Sequence
from typing import Protocol

from geodata.picture.canvas import PAPER, TEXT, Canvas, width_of
from geodata.picture.ground import Room, overlap
from geodata.picture.marks import MARK, Mark, in_ranges
from geodata.picture.window import Window

NUMBERS = 12.0
"""Size of the letters of a flag, in units."""


class Sign(Protocol):
    """How a category is shown: the letter on its colour, in ink."""

    @property
    def id(self) -> str:
        """As in the column `category`."""

    @property
    def label(self) -> str:
        """Its name."""

    @property
    def letter(self) -> str:
        """One letter or digit."""

    @property
    def colour(self) -> str:
        """As #RRGGBB, as is the ink."""

    @property
    def ink(self) -> str:
        """The letter's colour."""


def mark_sign(
    canvas: Canvas, x: float, y: float, sign: Sign, *, radius: float, hollow: bool
) -> None:
    """Draw the mark of one event: a letter on a colour with a dark edge and a white halo."""
    edge = radius * 2 / MARK * 2
    canvas.disc(x, y, radius + edge, PAPER)
    canvas.disc(x, y, radius - edge / 2, PAPER if hollow else sign.colour, TEXT, edge)
    if hollow:
        inner = radius * 4 / 15
        canvas.disc(x, y, radius - edge - inner / 2, None, sign.colour, inner)
    ink = "#000000" if hollow else sign.ink
    canvas.text(x, y, sign.letter, radius * 0.93, colour=ink, bold=True, side="center")


def group_sign(
    canvas: Canvas, x: float, y: float, parts: Sequence[tuple[str, float]], text: str,
    *, radius: float,
) -> None:  # fmt: skip
    """Draw the mark of several events: their number in a ring of their categories' colours."""
    edge = radius * 2 / MARK * 2
    canvas.disc(x, y, radius + edge, PAPER)
    total, start = sum(share for _, share in parts), 0.0
    for colour, share in parts:
        canvas.slice(x, y, radius, (start, start + share / total), colour)
        start += share / total
    canvas.disc(x, y, radius - edge / 2, None, TEXT, edge)
    canvas.disc(x, y, radius * 0.64, PAPER)
    size = radius * (0.93 if len(text) < 3 else 0.7)
    canvas.text(x, y, text, size, colour="#000000", bold=True, side="center")


def flag(canvas: Canvas, x: float, y: float, numbers: Sequence[int]) -> None:
    """Write numbers of events in a dark box round a point."""
    width, height = flag_size(numbers)
    canvas.box(x - width / 2 - 1.5, y - height / 2 - 1.5, width + 3, height + 3, edge=None)
    canvas.box(x - width / 2, y - height / 2, width, height, TEXT, edge=None)
    canvas.text(x, y, in_ranges(numbers), NUMBERS, colour=PAPER, bold=True, side="center")


def flag_size(numbers: Sequence[int]) -> tuple[float, float]:
    """Return how wide and how high the box of some numbers is."""
    return width_of(in_ranges(numbers), NUMBERS, bold=True) + 8, 17.0


def room_of(mark: Mark) -> Room:
    """Return the room that a mark takes, with its halo."""
    half = MARK / 2 + 3
    return mark.x - half, mark.y - half, mark.x + half, mark.y + half


def along(window: Window, mark: Mark, taken: Sequence[Room]) -> tuple[float, float]:
    """Find the middle of a flag beside a mark: where it hides nothing, else to its right."""
    width, height = flag_size(mark.steps)
    beside, over = MARK / 2 + 4 + width / 2, MARK / 2 + 4 + height / 2
    steps = [(beside, 0.0), (-beside, 0.0), (0.0, -over), (0.0, over)]
    for x, y in ((mark.x + dx, mark.y + dy) for dx, dy in steps):
        room = flag_room(x, y, mark.steps)
        inside = room[0] > 0 and room[1] > 0 and room[2] < window.width
        if inside and room[3] < window.height and not any(overlap(room, one) for one in taken):
            return x, y
    return mark.x + beside, mark.y


def flag_room(x: float, y: float, numbers: Sequence[int]) -> Room:
    """Return the room that a flag takes round a point."""
    width, height = flag_size(numbers)
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2
