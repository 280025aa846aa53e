"""What is compared: articles, outlets or sides, a column each, and what each has on the events.

Computed from excerpts and figures, which are a choice: that a column has nothing on an event
does not prove that its articles leave it out.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from events.collection import Collection
from events.query import Comparison, Query
from events.query.question import MOST_COLUMNS
from events.records import Event, Excerpt, Figure, Records, When
from events.report import side_of
from events.telling import Veil, draw_veil
from events.telling.veil import OPEN


@dataclass(frozen=True)
class Part:
    """What one column has on one event."""

    event: Event
    excerpts: tuple[Excerpt, ...] = ()
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class Column:
    """An article, an outlet or a side, and what it has on each event that it reports, by id."""

    id: str
    parts: dict[str, Part]

    @property
    def excerpts(self) -> list[tuple[Event, Excerpt]]:
        """All its excerpts, each with its event."""
        return [(part.event, x) for part in self.parts.values() for x in part.excerpts]


@dataclass(frozen=True)
class Layout:
    """Columns side by side, with the names by which a reader knows them."""

    columns: tuple[Column, ...]
    records: Records
    by: str
    """What the columns are: a key of BY."""
    veil: Veil = OPEN
    """Hides the names of outlets in a blind comparison."""

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """How each column is named; articles named alike add their titles, then are numbered."""
        plain = [self._label(column.id) for column in self.columns]
        labels = [
            label + self._title(column.id) if plain.count(label) > 1 else label
            for column, label in zip(self.columns, plain, strict=True)
        ]
        return tuple(
            f"{label} ({labels[:n].count(label) + 1})" if labels.count(label) > 1 else label
            for n, label in enumerate(labels)
        )

    def _title(self, name: str) -> str:
        if self.by != "articles":
            return ""
        source = self.records.sources[name]
        shown = source.title and not self.veil.hides(source.outlet)
        return f", “{source.title}”" if shown else ""

    def _label(self, name: str) -> str:
        if self.by == "sides":
            return self.records.vocabulary.side_labels[name]
        return self.outlet(name) if self.by == "outlets" else self.article(name)

    def article(self, name: str) -> str:
        """Name an article by its outlet and date."""
        source = self.records.sources[name]
        return f"{self.outlet(source.outlet)}, {source.date_words}"

    def outlet(self, name: str) -> str:
        """Name an outlet, or give its letter."""
        return self.veil.name(name) if self.veil.hides(name) else name

    def outlet_of(self, column: Column) -> str | None:
        """Return the outlet that a column belongs to; None where it is a side."""
        if self.by == "sides":
            return None
        return column.id if self.by == "outlets" else self.records.sources[column.id].outlet


def lay_out(
    collection: Collection,
    comparison: Comparison,
    query: Query,
    revealed: frozenset[str] = frozenset(),
) -> Layout:
    """Lay the columns of a comparison side by side.

    `query` counts where the comparison is about no subject of its own. In a blind comparison the
    outlets of the columns have the first letters, in their order; `revealed` ones keep their names.
    """
    records, by = collection.records, comparison.by
    events = compared_events(collection, comparison, query)
    names = choose_columns(comparison, count_excerpts(events, records, by), records)
    layout = Layout(build_columns(events, records, by, names), records, by)
    if not comparison.blind:
        return layout
    first = [outlet for column in layout.columns if (outlet := layout.outlet_of(column))]
    return replace(layout, veil=draw_veil(records, first, revealed=revealed))


def compared_events(collection: Collection, comparison: Comparison, query: Query) -> list[Event]:
    """Return the events of a comparison: of its event, place or period, or of the query."""
    kind, _, name = (comparison.about or "").partition(".")
    by_id, engine = collection.records.by_id, collection.engine
    if kind == "event":
        return [by_id[name]]
    if kind == "place":
        query = Query(*engine.span).choose("place", (name,))
    elif kind == "period":
        period = next(period for period in collection.records.periods if period.id == name)
        when = When(period.date)
        query = Query(when.first, when.last)
    return [by_id[row["id"]] for row in engine.page(query, 0, engine.size)]


@dataclass(frozen=True)
class Belonging:
    """Which column an excerpt, a figure and a source belong to; None where there is none."""

    excerpt: Callable[[Excerpt, Records], str]
    figure: Callable[[Figure, Records], str | None]
    source: Callable[[str, Records], str | None]


def _figure_outlet(figure: Figure, records: Records) -> str | None:
    return records.sources[figure.source].outlet if figure.source else None


BELONGING: dict[str, Belonging] = {
    "articles": Belonging(
        lambda excerpt, _: excerpt.source, lambda figure, _: figure.source, lambda name, _: name
    ),
    "outlets": Belonging(
        lambda excerpt, records: records.sources[excerpt.source].outlet,
        _figure_outlet,
        lambda name, records: records.sources[name].outlet,
    ),
    # Words that an outlet credits to somebody count under that side, as in the report.
    "sides": Belonging(
        side_of,
        lambda figure, records: records.speakers[figure.according_to].side,
        lambda *_: None,
    ),
}
"""By what the columns are, a key of BY."""


def count_excerpts(events: Iterable[Event], records: Records, by: str) -> Counter[str]:
    """Count the excerpts of every column that has an excerpt or a figure on these events."""
    of, counts = BELONGING[by], Counter[str]()
    for event in events:
        counts.update(of.excerpt(excerpt, records) for excerpt in event.excerpts)
        for figure in event.figures:
            if name := of.figure(figure, records):
                counts[name] += 0
    return counts


def choose_columns(
    comparison: Comparison, counts: Counter[str], records: Records
) -> tuple[str, ...]:
    """Return a visitor's columns, else those that the collection compares, else the fullest.

    Of one event as many columns as fit are compared, otherwise two.
    """
    if comparison.columns is not None:
        return comparison.columns
    fullest = sorted(counts, key=lambda name: (-counts[name], name))
    if (comparison.about or "").startswith("event."):
        return tuple(fullest[:MOST_COLUMNS])
    usual: tuple[str, ...] = getattr(records.info.compare, comparison.by, ())
    return usual if usual and all(name in counts for name in usual) else tuple(fullest[:2])


def build_columns(
    events: Iterable[Event], records: Records, by: str, names: Iterable[str]
) -> tuple[Column, ...]:
    """Gather what each of the named columns has on these events."""
    listed = list(events)
    columns = []
    for name in names:
        parts = {event.id: part for event in listed if (part := _part(event, records, by, name))}
        columns.append(Column(name, parts))
    return tuple(columns)


def _part(event: Event, records: Records, by: str, name: str) -> Part | None:
    of = BELONGING[by]
    excerpts = tuple(x for x in event.excerpts if of.excerpt(x, records) == name)
    figures = tuple(f for f in event.figures if of.figure(f, records) == name)
    also = any(of.source(source, records) == name for source in event.also_reported_by)
    return Part(event, excerpts, figures) if excerpts or figures or also else None
