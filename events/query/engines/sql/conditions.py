"""A query as a condition on the table of events, of integers and values alone."""

from collections.abc import Iterator
from functools import reduce
from math import radians
from operator import or_

import ibis
from ibis.expr.types import BooleanValue, FloatingValue

from events.query.engines.engine import Filters
from events.query.engines.positions import AROUND, sides_in_parts
from events.query.engines.sql.connections import NUMBERS
from events.query.engines.sql.tables import VALUES
from events.query.engines.sql.words import Words
from events.query.question import FILTERS, Box, Sides
from events.query.words import Asked
from events.records import Gazetteer


def is_text(value: str) -> bool:
    """Tell whether a database can have a text: none has NUL, or half a surrogate pair."""
    return "\0" not in value and value.encode("utf-8", "ignore").decode() == value


class Conditions:
    """Says in the terms of a database which events match a query."""

    def __init__(
        self, events: ibis.Table, several: frozenset[str], gazetteer: Gazetteer, words: Words
    ) -> None:
        self._events = events
        self._several = several
        self._gazetteer = gazetteer
        self._words = words

    def matching(self, filters: Filters, asked: Asked) -> list[BooleanValue]:
        """List what is true of the events that match, of which the words were read.

        The days are parameters.
        """
        return [*self.on(NUMBERS["first"], NUMBERS["last"]), *self.passing(filters, asked)]

    def on(self, first: int, last: int) -> list[BooleanValue]:
        """List what is true of the events that touch some days."""
        return [self._events["first"] <= last, self._events["last"] >= first]

    def passing(self, filters: Filters, asked: Asked) -> list[BooleanValue]:
        """List what is true of the events that pass the filters; nothing where all do."""
        chosen, text, box, within = filters
        return [
            *(self._having(name, wanted) for name, wanted in chosen),
            *(self._found(asked) if text else ()),
            *(self._touching(box) if box else ()),
            *(self._inside(within) if within else ()),
        ]

    def _having(self, name: str, wanted: tuple[str, ...]) -> BooleanValue:
        """Ask for events that have any of the wanted values, or a place in one of them."""
        if name == "place":
            held = self._gazetteer.places
            below = [each for each in held if {*self._gazetteer.above(each)} & {*wanted}]
            wanted = (*wanted, *below)
        wanted = tuple(filter(is_text, wanted))
        if name not in self._several:
            return self._events[FILTERS[name].column].isin(wanted)
        values = VALUES.filter(VALUES["filter"] == name, VALUES.value.isin(wanted))
        return self._events.number.isin(values.number)

    def _found(self, asked: Asked) -> Iterator[BooleanValue]:
        if asked.nothing:
            yield ibis.literal(False)
        if asked.days:
            yield from self.on(*asked.days)
        yield from map(self._words.word, asked.words)
        for names in asked.names:
            yield reduce(or_, map(self._words.phrase, names))

    def _inside(self, sides: Sides) -> Iterator[BooleanValue]:
        """Ask for events whose mark lies in a part of the map."""
        west, south, breadth, north = sides_in_parts(sides)
        events = self._events
        yield events.is_marked
        yield events.latitude_parts.between(south, north)
        # A remainder is taken of what is positive: of negative numbers databases differ.
        yield (events.longitude_parts + (2 * AROUND - west)) % AROUND <= breadth

    def _touching(self, box: Box) -> Iterator[BooleanValue]:
        """Ask for events whose circle of uncertainty touches a box; see `Positions.touching`."""
        yield self._events.reach.notnull()
        yield self._nearness(box) >= self._events.reach

    def _nearness(self, box: Box) -> FloatingValue:
        own = self._events.latitude.cast("float64").radians()
        apart = self._apart(box).radians()
        up, along = own.sin(), own.cos() * apart.cos()
        south, north = radians(box.south), radians(box.north)
        peak = ibis.greatest(ibis.least(up.atan2(along), north), south)
        there = (peak, ibis.literal(south), ibis.literal(north))
        return ibis.greatest(*(up * each.sin() + along * each.cos() for each in there))

    def _apart(self, box: Box) -> FloatingValue:
        """Return the degrees of longitude between an event and a box; 0 between its sides."""
        width = box.east - box.west + (360 if box.west > box.east else 0)
        beyond = self._events.longitude.cast("float64") - box.west
        turn = ibis.cases((beyond < 0, 360.0), (beyond >= 360, -360.0), else_=0.0)
        eastward = beyond + turn
        outside = ibis.least(eastward - width, 360.0 - eastward)
        return ibis.cases((eastward <= width, 0.0), else_=outside)
