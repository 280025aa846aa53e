"""Questions of a map of more events than a browser holds, put to counts where they can answer."""

from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_

import ibis
from ibis import _
from ibis.expr.types import BooleanValue, IntegerValue

from events.query.engines.engine import Filters
from events.query.engines.overview import End, Spans
from events.query.engines.sql.about import About
from events.query.engines.sql.conditions import Conditions, is_text
from events.query.engines.sql.connections import NUMBERS
from events.query.engines.sql.counts import cells_of, days_of, is_counted
from events.query.engines.sql.tables import events_of
from events.query.engines.tiles import FINEST, Tiles
from events.query.question import FILTERS
from events.query.words import Asked

SUMMED = ("counted", "across", "down")


class Overviews:
    """Writes the questions; days, spans and tiles are parameters of them."""

    def __init__(self, about: About, conditions: Conditions) -> None:
        """Take what the database says of itself, and what says which events pass filters."""
        self._about = about
        self._conditions = conditions
        self._events = events_of(about.columns)

    def level(self, filters: Filters, tiles: Tiles) -> int:
        """Return the zoom of the counts that have the answer, or FINEST: that of the events."""
        near = (zoom for zoom in self._about.zooms if zoom >= tiles.zoom)
        return next(near, FINEST) if is_counted(filters) else FINEST

    def cells(self, filters: Filters, asked: Asked, level: int, shift: int) -> ibis.Table:
        """Ask for the counts of some tiles of `level`, in tiles that are larger by `shift`."""
        if level in self._about.zooms and is_counted(filters):
            counts = cells_of(self._about.columns, level)
            found = _filtered(counts, self._counted(counts, filters))
            sums = {name: _[name].sum() for name in SUMMED}
            column, row = found.tile_column, found.tile_row
        else:
            found = self._events.filter(self._events.is_marked, *self._passing(filters, asked))
            sums = {"counted": _.count(), **{n: _[n].sum() for n in SUMMED[1:]}}
            column, row = found.across, found.down
        inside = found.filter(*within(column, row))
        keys = {"column": column >> shift, "row": row >> shift, **_spans(found)}
        by = inside.mutate(**keys).group_by([*keys, "category"])
        return by.aggregate(**sums, number=_.number.min()).limit(NUMBERS["length"])

    def bars(self, filters: Filters, asked: Asked, end: End) -> ibis.Table:
        """Ask for the counts of all tiles together, and of what has no mark."""
        if is_counted(filters):
            counts = days_of(self._about.columns)
            found, counted = _filtered(counts, self._counted(counts, filters)), _.counted.sum()
        else:
            found, counted = _filtered(self._events, self._passing(filters, asked)), _.count()
        keys = {"marked": found.is_marked, "span": _span(found[end])}
        by = found.mutate(**keys).group_by([*keys, "category"])
        return by.aggregate(counted=counted).limit(NUMBERS["length"])

    def seen(self, filters: Filters, asked: Asked, inside: bool) -> ibis.Table:
        """Ask for the events themselves, or for those that lie in some tiles."""
        events = self._events
        there = [events.is_marked, *within(events.across, events.down)] if inside else []
        found = _filtered(events, [*there, *self._passing(filters, asked)]).order_by("number")
        return found.limit(NUMBERS["length"]).select("number", *self._about.columns)

    def _passing(self, filters: Filters, asked: Asked) -> list[BooleanValue]:
        return self._conditions.passing(filters, asked)

    def _counted(self, counts: ibis.Table, filters: Filters) -> Iterator[BooleanValue]:
        """List what is true of counts of events that pass the filters."""
        for name, chosen in filters[0]:
            wanted = [*filter(is_text, chosen)]
            values = counts[FILTERS[name].column]
            if values.type().is_array():
                yield reduce(or_, map(values.contains, wanted), ibis.literal(False))
            else:
                yield values.isin(wanted)


def _filtered(table: ibis.Table, conditions: Iterable[BooleanValue]) -> ibis.Table:
    """Return the rows of which all conditions are true; all where there is none."""
    all_ = list(conditions)
    return table.filter(*all_) if all_ else table


def within(column: IntegerValue, row: IntegerValue) -> Iterator[BooleanValue]:
    """List what is true of the tiles of a rectangle, whose corner and sizes are parameters."""
    yield row.between(NUMBERS["north"], NUMBERS["south"])
    # A remainder is taken of what is positive: of negative numbers databases differ.
    yield (column + NUMBERS["west"]) % NUMBERS["around"] < NUMBERS["wide"]


def rectangle(tiles: Tiles, level: int) -> dict[str, int]:
    """Return the parameters of `within` for tiles, counted in those of a nearer zoom."""
    shift, around = level - tiles.zoom, 1 << level
    return {
        "north": tiles.north << shift,
        "south": (tiles.north + tiles.rows << shift) - 1,
        "west": around - (tiles.west << shift),
        "wide": tiles.columns << shift,
        "around": around,
    }


def parameters(spans: Spans) -> dict[str, int]:
    """Return the parameters of spans of days."""
    return {
        "origin": spans.origin,
        "span": spans.length,
        "first": spans.first,
        "last": spans.last,
    }


def _spans(found: ibis.Table) -> dict[str, IntegerValue]:
    """Number the spans in which events begin and end, as `Spans.number` does."""
    return {"begin": _span(found["first"]), "end": _span(found["last"])}


def _span(day: IntegerValue) -> IntegerValue:
    whole = (day - NUMBERS["origin"]) // NUMBERS["span"] * 3
    return whole + _one(day >= NUMBERS["first"]) + _one(day > NUMBERS["last"])


def _one(condition: BooleanValue) -> IntegerValue:
    return ibis.cases((condition, 1), else_=0)
