"""How the places that events name belong together, and by which names each is known."""

from collections.abc import Collection as Several
from collections.abc import Iterable, Iterator, Mapping
from typing import Self

from pydantic import model_validator

from geodata import Place
from geodata.places import parent_problems
from geodata.region import Record, Text


class Named(Record):
    """A place by its names."""

    name: Text
    parent: Text | None = None
    """The place under which it is found too."""
    aliases: tuple[Text, ...] = ()
    """Its names in other languages, and other spellings."""
    outlined: bool = False
    """Whether the map has its outline, which then stands for what is true of the whole of it."""


class Gazetteer(Record):
    """Places, by the values that the table's column `place` has for them.

    It knows the places of the curated file. An event's own place, and one of a file that names no
    parents, is known to nobody and belongs to none.
    """

    places: Mapping[str, Named] = {}

    @model_validator(mode="after")
    def _is_a_tree(self) -> Self:
        parents = {name: place.parent for name, place in self.places.items()}
        for name, problem in parent_problems(parents):
            raise ValueError(f"{name}: parent: {problem}")
        return self

    @classmethod
    def of(cls, places: Mapping[str, Place]) -> Self:
        """Return what the curated places say."""
        named = {
            place.id: Named(
                name=place.name,
                parent=place.parent,
                aliases=tuple(dict.fromkeys([*place.names.values(), *place.variants])),
                outlined=bool(place.shapes),
            )
            for place in places.values()
        }
        return cls(places=named)

    def by_name(self, present: Several[str]) -> Self:
        """Return the places present and all above them, by their names, as for a file of rows.

        The outlines do not go along.
        """
        kept = {place for each in present for place in (each, *self.above(each))}
        names = {value: place.name for value, place in self.places.items()}
        return type(self)(
            places={
                place.name: place.model_copy(
                    update={
                        "parent": names[place.parent] if place.parent else None,
                        "outlined": False,
                    }
                )
                for value, place in self.places.items()
                if value in kept
            }
        )

    def above(self, place: str) -> Iterator[str]:
        """Yield the parent of a place, its parent, and so on."""
        known = self.places.get(place)
        while known is not None and known.parent is not None:
            yield known.parent
            known = self.places.get(known.parent)

    def in_order(
        self, places: Iterable[str], labels: Mapping[str, str]
    ) -> tuple[tuple[str, int], ...]:
        """Return places as a tree is read, each with how many of the others stand above it.

        Those under one parent are sorted by label.
        """
        offered = list(places)
        present = set(offered)
        ways = {place: [up for up in self.above(place) if up in present] for place in offered}

        def way(place: str) -> list[tuple[str, str]]:
            """Return the labels from the top down to a place, each with what tells it apart."""
            return [(labels[each].casefold(), each) for each in (*reversed(ways[place]), place)]

        return tuple((place, len(ways[place])) for place in sorted(offered, key=way))
