"""The pictures of an event for a reader, each with whose it is; hidden where a warning says why."""

import base64
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from events.markup import Element, element
from events.records import Event, Picture, PictureFile, Records
from events.records.pictures import LARGE, draw_shown
from events.telling.veil import OPEN, Veil

SMALL = 480
"""Pixels of the longer side of a picture among other things."""

SERVED = "./picture"
"""Where our server gives pictures."""

MOST_HELD = 8_000_000
"""Bytes of all pictures in one file that stands alone."""

Draw = Callable[[PictureFile, str], Element | None]
"""Draws a picture with its alternative text; None where the page has no room for it."""

NOT_DESCRIBED = "Picture; what it shows is not described"


def served(file: PictureFile, alt: str) -> Element:
    """Draw a picture that our server gives, with a link to the large one."""
    large, small = (f"{SERVED}/{file.drawn_as(side)}" for side in (LARGE, SMALL))
    return element("a", image(file, alt, small), href=large)


def image(file: PictureFile, alt: str, source: str, side: int = SMALL) -> Element:
    """Draw a picture; its place is kept while it is on its way."""
    width, height = file.within(side)
    style = f"--width:{width};--ratio:{width / height:.4f}"
    return element(
        "img", src=source, alt=alt, width=str(width), height=str(height), style=style,
        loading="lazy",
    )  # fmt: skip


@dataclass
class Held:
    """The pictures of a file that stands alone: each once, as many as there is room for."""

    side: int = SMALL
    sources: dict[str, str] = field(default_factory=dict)
    """As `data:` addresses, by the digests of their files."""

    def draw(self, file: PictureFile, alt: str) -> Element | None:
        """Draw a picture that the page's script finds by its name."""
        source = self.source(file)
        return None if source is None else image(file, alt, f"picture:{file.digest}", self.side)

    def draw_at_once(self, file: PictureFile, alt: str) -> Element | None:
        """Draw a picture that stands in the page where it is shown."""
        source = self.source(file)
        return None if source is None else image(file, alt, source, self.side)

    def source(self, file: PictureFile) -> str | None:
        """Return a picture as a `data:` address; None where there is no room for it."""
        if file.digest not in self.sources:
            written = draw_shown(file.path.read_bytes(), self.side)
            source = f"data:image/webp;base64,{base64.b64encode(written).decode()}"
            if sum(map(len, self.sources.values())) + len(source) > MOST_HELD:
                return None
            self.sources[file.digest] = source
        return self.sources[file.digest]

    @property
    def named(self) -> dict[str, str]:
        """The pictures by what stands for each, as the page's script takes them."""
        return {f"picture:{digest}": source for digest, source in self.sources.items()}


def picture_figures(
    event: Event, records: Records, draw: Draw = served, veil: Veil = OPEN
) -> Iterator[Element]:
    """Show the pictures of an event, each with credit and licence in a line below it."""
    for picture in event.pictures:
        alt = veil.text(picture.alt or NOT_DESCRIBED)
        drawn = draw(records.pictures[picture.file], alt)
        if drawn is None:
            drawn = element("p", f"{alt} {LEFT_OUT}", dir="auto")
        elif picture.warning:
            words = f"Show the picture: {veil.text(picture.warning)}"
            summary = element("summary", words, dir="auto")
            # Named, so that the fold of another picture is none that stays open.
            drawn = element("details", summary, drawn, data_picture=f"{event.id} {picture.file}")
        below = element("figcaption", veil.dated(credit_line(picture)), dir="auto")
        yield element("figure", drawn, below, class_="picture")


LEFT_OUT = "(The picture is left out of this file for its size.)"


def credit_line(picture: Picture) -> str:
    """Say who made a picture, and under which licence it is shown, or that it is not stated."""
    credit = f"Picture: {picture.credit}" if picture.credit else "Picture: credit not stated"
    return f"{credit}. {picture.licence or 'Licence not stated'}."
