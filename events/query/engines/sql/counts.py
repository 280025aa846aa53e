"""Counts that are written beforehand, so that what a map holds decides what a question costs.

Days, categories, sides and statuses are the keys, so that a count is exact for any range of days
and for any filter of COUNTED. An event that lasts beyond its day has its last day in the key too.
"""

from collections.abc import Mapping

import ibis
from ibis.backends.sql import SQLBackend

from events.query.engines.engine import Filters
from events.query.engines.sql.about import About
from events.query.engines.sql.tables import events_of
from events.query.engines.tiles import FINEST, Tiles
from events.query.question import FILTERS
from geodata import Region

COUNTED = ("category", "side", "status")
"""Filters that counts can answer; whoever asks for more asks the events themselves."""

NEARER = (0, 3, 6)
"""By how many zooms the tiles of counts are nearer than those that cover the whole region."""


def zooms_of(region: Region) -> tuple[int, ...]:
    """Return the zooms of the tiles by which the events of a region are counted beforehand."""
    farthest = Tiles.cover(region.bounds.box).zoom
    return tuple(sorted({min(farthest + nearer, FINEST) for nearer in NEARER}))


def days_of(columns: Mapping[str, str]) -> ibis.Table:
    """Return the table of counts by day."""
    schema = {**_keys(columns), "is_marked": "boolean", "counted": "int64"}
    return ibis.table(schema, name="counts")


def cells_of(columns: Mapping[str, str], zoom: int) -> ibis.Table:
    """Return the table of counts by tile of a zoom and by day, of events that have marks."""
    sums = {"counted": "int64", "across": "int64", "down": "int64", "number": "int32"}
    schema = {"tile_column": "int32", "tile_row": "int32", **_keys(columns), **sums}
    return ibis.table(schema, name=f"counts_{zoom}")


def _keys(columns: Mapping[str, str]) -> dict[str, str]:
    """Return the columns of the events by whose values they are counted, with their types."""
    names = ("first", "last", *(FILTERS[name].column for name in COUNTED))
    return {name: columns[name] for name in names}


def tables_of(about: About) -> list[ibis.Table]:
    """List the tables of counts."""
    return [days_of(about.columns), *(cells_of(about.columns, zoom) for zoom in about.zooms)]


def write_counts(backend: SQLBackend, about: About) -> None:
    """Count all events that are written, in place of what was counted before.

    What is near each other on the map is written together, so that a part of it is few blocks.
    """
    events, keys = events_of(about.columns), [*_keys(about.columns)]
    counted = events.group_by([*keys, "is_marked"]).aggregate(counted=ibis._.count())
    _write(backend, days_of(about.columns), counted.order_by("first"))
    marked = events.filter(events.is_marked)
    for zoom in about.zooms:
        shift = FINEST - zoom
        tiles = {"tile_column": marked.across >> shift, "tile_row": marked.down >> shift}
        cells = marked.mutate(**tiles).group_by([*tiles, *keys])
        summed = cells.aggregate(
            counted=ibis._.count(),
            across=ibis._.across.sum(),
            down=ibis._.down.sum(),
            number=ibis._.number.min(),
        )
        order = ["tile_row", "tile_column", "first"]
        _write(backend, cells_of(about.columns, zoom), summed.order_by(order))


def _write(backend: SQLBackend, table: ibis.Table, counted: ibis.Table) -> None:
    """Make a table of what is counted, in its columns and types."""
    schema = table.schema()
    typed = counted.select(**{name: counted[name].cast(schema[name]) for name in schema})
    backend.create_table(table.get_name(), typed, overwrite=True)


def is_counted(filters: Filters) -> bool:
    """Tell whether counts have the answer to what is filtered."""
    chosen, text, box, within = filters
    return not (text or box or within) and all(name in COUNTED for name, _ in chosen)
