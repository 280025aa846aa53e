"""What a background layer is, how it is drawn, and what a shape on it is."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from pydantic import Field

from geodata.colours import LEAST_CONTRAST, Colour, Theme, contrast
from geodata.places import Located
from geodata.region import Record, Slug, Text

Pixels = Annotated[float, Field(gt=0, le=40)]

MOST_LAYERS = 31
"""The map's message names the layers that are on by the bits of one 32-bit number."""


class Shape(Located):
    """A line or an area of a background layer, with the dates between which it stood."""

    layer: Slug


class ThemeColours(Record):
    """A colour on light and on dark pages."""

    light: Colour
    dark: Colour

    def of(self, theme: Theme) -> Colour:
        """Return that of a theme."""
        return self.light if theme == "light" else self.dark


class Layer(Record):
    """A background layer that a visitor can switch."""

    id: Slug
    title: Text
    kind: Literal["ground", "line", "zone", "label"]
    """A filled ground, lines, shaded areas with approximate edges, or names of places."""
    drawn: bool
    """Whether it is on the map before a visitor chooses."""
    colour: ThemeColours | None = None
    """None for names of places, which are written in the colour of text."""
    width: Pixels = 1.5
    """Of lines and of the edges of zones."""
    dashes: Annotated[tuple[Pixels, ...], Field(max_length=6)] = ()
    """Lengths of dashes and gaps; none draws a line through, and a zone with short dashes."""
    named: bool = False
    """Whether the names of its shapes are written on the map, as those of seas and countries."""
    beyond: bool = False
    """Whether the coarse land of the world goes on with it beyond the bounds, for kind ground."""
    names: tuple[str, ...] = ()
    """Kinds of places whose names it switches, for kind label."""

    @property
    def dashed(self) -> tuple[float, ...]:
        """The dashes that are drawn: the edge of a zone is never a surveyed line."""
        return self.dashes or ((6.0, 4.0) if self.kind == "zone" else ())

    def problems(self) -> Iterator[str]:
        """Say which fields its kind forbids or lacks, as `field: what is wrong`."""
        label = self.kind == "label"
        if label and self.colour:
            yield "colour: a layer of kind label has none"
        if not label and not self.colour:
            yield f"colour: is missing, as its kind is {self.kind}"
        if label and not self.names:
            yield "names: is missing: the kinds of places whose names it switches"
        if self.names and not label:
            yield f"names: only a layer of kind label has them (got {list(self.names)})"
        if self.beyond and self.kind != "ground":
            yield "beyond: only a layer of kind ground goes on beyond the bounds"
        if label and self.named:
            yield "named: a layer of kind label has no shapes to name"
        if self.kind in ("ground", "label") and {"width", "dashes"} & self.model_fields_set:
            yield f"width, dashes: a layer of kind {self.kind} has no lines"


def contrast_problems(layers: Sequence[Layer]) -> Iterator[str]:
    """Say which lines and edges are hard to tell from a ground, as `id: field: what is wrong`."""
    grounds = [layer for layer in layers if layer.kind == "ground" and layer.colour]
    lines = [layer for layer in layers if layer.kind in ("line", "zone") and layer.colour]
    themes: tuple[Theme, ...] = ("light", "dark")
    for layer in lines:
        for theme in themes:
            for ground in grounds:
                one, other = (each.colour.of(theme) for each in (layer, ground) if each.colour)
                if (ratio := contrast(one, other)) < LEAST_CONTRAST:
                    yield (
                        f"{layer.id}: colour.{theme}: contrast with {ground.id} ({other}) must be "
                        f"{LEAST_CONTRAST:g}:1 or more (got {one}, {ratio:.2f}:1)"
                    )
