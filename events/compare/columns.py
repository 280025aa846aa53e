"""What articles, outlets or sides say of the same events, one column each.

Computed from excerpts and figures, which are a choice: that a column has nothing on an event
does not prove that its articles leave it out.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from events.query.comparison import MOST_COLUMNS, Comparison
from events.query.question import Query
from events.records import Event, Excerpt, Figure, Period, Records, When
from events.report.measures import side_of


@dataclass(frozen=True)
class Part:
    """What one column has on one event."""

    event: Event
    excerpts: tuple[Excerpt, ...] = ()
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class Column:
    """An article, an outlet or a side, and what it has on each event that it tells, by id."""

    id: str
    parts: dict[str, Part]

    @property
    def excerpts(self) -> list[tuple[Event, Excerpt]]:
        """All its excerpts, each with its event."""
        return [(part.event, x) for part in self.parts.values() for x in part.excerpts]


@dataclass(frozen=True)
class Belonging:
    """Which column an excerpt, a figure and a source are of; None where there is none."""

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
"""By what a column is (`events.comparison.choice.BY`)."""


def question_of(
    compared: Comparison, query: Query, everything: Query, periods: Iterable[Period]
) -> Query:
    """Return the question for the events that are compared, unless it is about one event."""
    kind, _, name = (compared.about or "").partition(".")
    if kind == "place":
        return everything.choose("place", (name,))
    for period in periods:
        if (kind, name) == ("period", period.id):
            when = When(period.date)
            return everything.between(when.first, when.last)
    return query


def offered(events: Iterable[Event], records: Records, by: str) -> Counter[str]:
    """Count the excerpts of every column that has an excerpt or a figure on these events."""
    of, counts = BELONGING[by], Counter[str]()
    for event in events:
        counts.update(of.excerpt(excerpt, records) for excerpt in event.excerpts)
        for figure in event.figures:
            if name := of.figure(figure, records):
                counts[name] += 0
    return counts


def chosen(compared: Comparison, counts: Counter[str], records: Records) -> tuple[str, ...]:
    """Return the columns asked for, or the first ones, or those with most excerpts."""
    if compared.columns is not None:
        return compared.columns
    ordered = sorted(counts, key=lambda name: (-counts[name], name))
    if (compared.about or "").startswith("event."):
        return tuple(ordered[:MOST_COLUMNS])
    first: tuple[str, ...] = getattr(records.info.compare, compared.by, ())
    return first if first and all(name in counts for name in first) else tuple(ordered[:2])


def laid_out(
    events: Iterable[Event], records: Records, by: str, names: Iterable[str]
) -> tuple[Column, ...]:
    """Lay what each of the named columns has on these events side by side."""
    listed = list(events)
    found = []
    for name in names:
        parts = {event.id: part for event in listed if (part := _part(event, records, by, name))}
        found.append(Column(name, parts))
    return tuple(found)


def _part(event: Event, records: Records, by: str, name: str) -> Part | None:
    of = BELONGING[by]
    excerpts = tuple(x for x in event.excerpts if of.excerpt(x, records) == name)
    figures = tuple(f for f in event.figures if of.figure(f, records) == name)
    also = any(of.source(source, records) == name for source in event.also_reported_by)
    return Part(event, excerpts, figures) if excerpts or figures or also else None


def told_by_several(compared: Sequence[Column]) -> list[Event]:
    """List the events that two columns or more tell, by date."""
    counts = Counter(name for column in compared for name in column.parts)
    found = {n: p.event for c in compared for n, p in c.parts.items() if counts[n] > 1}
    return sorted(found.values(), key=_date)


def told_alone(column: Column, compared: Sequence[Column]) -> list[Event]:
    """List the events that this column tells and none of the others, by date."""
    others = {name for other in compared if other.id != column.id for name in other.parts}
    found = [part.event for name, part in column.parts.items() if name not in others]
    return sorted(found, key=_date)


def _date(event: Event) -> tuple[int, str]:
    return When(event.date).first, event.id


def on_a_subject(
    compared: Sequence[Column], records: Records
) -> Iterator[tuple[str, list[list[Part]]]]:
    """Yield the categories on which two columns or more have excerpts or figures, with their parts.

    Only of events that one column alone tells: those of several stand beside each other already.
    """
    alone = [[column.parts[e.id] for e in told_alone(column, compared)] for column in compared]
    for category in records.vocabulary.categories:
        parts = [
            [p for p in own if p.event.category == category.id and (p.excerpts or p.figures)]
            for own in alone
        ]
        if sum(map(bool, parts)) > 1:
            yield category.id, parts


def sides_quoted(column: Column, records: Records) -> Counter[str]:
    """Count a column's excerpts by the side whose voice they are."""
    return Counter(side_of(excerpt, records) for _, excerpt in column.excerpts)


def speakers_quoted(column: Column, records: Records) -> tuple[Counter[str], Counter[str]]:
    """Count by speaker how often a column quotes one, and credits one in its own words."""
    quoted, credited = Counter[str](), Counter[str]()
    for _, excerpt in column.excerpts:
        if not records.is_outlet(excerpt.speaker):
            quoted[excerpt.speaker] += 1
        elif excerpt.crediting:
            credited[excerpt.crediting] += 1
    return quoted, credited
