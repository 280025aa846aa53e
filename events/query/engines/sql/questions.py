"""The questions to a database, each written once for the filters that it is about."""

from collections.abc import Callable

import ibis

from events.query.engines.engine import Filters
from events.query.engines.sql.about import About
from events.query.engines.sql.conditions import Conditions
from events.query.engines.sql.connections import NUMBERS, event_id
from events.query.engines.sql.tables import VALUES, events_of, several
from events.query.engines.sql.words import Words
from events.query.question import FILTERS
from events.query.words import Asked

Question = Callable[..., ibis.Table]
"""Returns a question about what it is given; the SQL of it is kept."""


class Questions:
    """Writes the questions; days, numbers and ids are parameters of them."""

    def __init__(
        self, about: About, conditions: Conditions, words: Words, read: Callable[[str], Asked]
    ) -> None:
        """Take what the database says of itself, and what reads the words of a search."""
        self._columns = about.columns
        self._events = events_of(about.columns)
        self._several = several(about.columns)
        self._conditions = conditions
        self._words = words
        self._read = read

    def _matching(self, filters: Filters) -> ibis.Table:
        return self._events.filter(*self._conditions.matching(filters, self._read(filters[1])))

    def _passing(self, filters: Filters) -> ibis.Table:
        passing = self._conditions.passing(filters, self._read(filters[1]))
        return self._events.filter(*passing) if passing else self._events

    def named_values(self, filter_name: str) -> ibis.Table:
        """Ask what the values of a filter are called, by the first event that has each."""
        entry, events = FILTERS[filter_name], self._events
        value, name = events[entry.column], events[str(entry.name_column)]
        by = events.group_by(value=value)
        return by.aggregate(name=name.argmin(events.number))

    def some(self, *names: str) -> ibis.Table:
        """Ask for some columns of all events."""
        return self._events.select("number", *names)

    def numbers(self, filters: Filters) -> ibis.Table:
        """Ask for the numbers of the events that pass the filters, whatever their days."""
        return self._passing(filters).select("number")

    def count(self, filters: Filters) -> ibis.Table:
        """Ask how many events match."""
        return counted(self._matching(filters))

    def count_own(self, filters: Filters) -> ibis.Table:
        """Ask how many matches have a number: one or none."""
        return counted(self._matching(filters).filter(self._events.number == NUMBERS["number"]))

    def count_before(self, filters: Filters, begins: bool) -> ibis.Table:
        """Ask how many matches come before one that begins in the range, or does not."""
        begun = self._events["first"] >= NUMBERS["first"]
        before = self._events.number < NUMBERS["number"]
        ahead = begun & before if begins else begun | before
        return counted(self._matching(filters).filter(ahead))

    def count_word(self, word: str) -> ibis.Table:
        """Ask how many events have a word."""
        return counted(self._events.filter(self._words.word(word)))

    def count_at_step(self, filters: Filters) -> ibis.Table:
        """Ask how many events that pass have the range of days for their step."""
        first, latest = self._events["first"], self._events.first_at_latest
        at = (first == NUMBERS["first"]) & (latest == NUMBERS["last"])
        return counted(self._passing(filters).filter(at))

    def next_step(self, filters: Filters, is_step: bool, is_later: bool) -> ibis.Table:
        """Ask for the step before the range, which is a step itself or not, or the one after."""
        first, latest = self._events["first"], self._events.first_at_latest
        start, end = NUMBERS["first"], NUMBERS["last"]
        if is_step:
            beyond = (
                (first > start) | ((first == start) & (latest > end))
                if is_later
                else (first < start) | ((first == start) & (latest < end))
            )
        else:
            beyond = first >= start if is_later else latest < start
        order = [first, latest] if is_later else [first.desc(), latest.desc()]
        found = self._passing(filters).filter(beyond).order_by(order).limit(1)
        return found.select("first", "first_at_latest")

    def numbers_by(self, name: str, filters: Filters | None = None) -> ibis.Table:
        """Ask how many of the matches, or of all events, have each value of a filter."""
        found = self._matching(filters) if filters else self._events
        value = found[FILTERS[name].column]
        if name in self._several:
            found = VALUES.filter(VALUES["filter"] == name)
            if filters:
                found = found.filter(found.number.isin(self._matching(filters).number))
            value = found.value
        return found.group_by(value=value).aggregate(counted=ibis._.count())

    def page(self, filters: Filters) -> ibis.Table:
        """Ask for the rows of a page of matches."""
        found = self._matching(filters)
        order = [found["first"] < NUMBERS["first"], found.number]
        return self._of(found.order_by(order).limit(NUMBERS["length"], offset=NUMBERS["start"]))

    def newest(self, filters: Filters) -> ibis.Table:
        """Ask for the rows of the matches that were changed last."""
        found = self._matching(filters)
        order = [found.modified.desc(), found.number.desc()]
        return self._of(found.order_by(order).limit(NUMBERS["length"]))

    def _others(self, by: str, place: str | None) -> ibis.Table:
        """Ask for the other events at a place, or of a day."""
        events = self._events
        day = (events["first"] == NUMBERS["first"]) & (events.date_precision == "day")
        same = events.place == place if by == "place" else day
        return events.filter(same, events.number != NUMBERS["number"])

    def sharing(self, by: str, place: str | None) -> ibis.Table:
        """Ask for the rows of the first other events at a place, or of a day."""
        others = self._others(by, place).order_by("number")
        return self._of(others.limit(NUMBERS["length"], offset=NUMBERS["start"]))

    def count_sharing(self, by: str, place: str | None) -> ibis.Table:
        """Ask how many other events there are at a place, or of a day."""
        return counted(self._others(by, place))

    def at(self) -> ibis.Table:
        """Ask for the id of the event of a number."""
        return self._events.filter(self._events.number == NUMBERS["number"]).select("id")

    def with_ids(self, number: int) -> ibis.Table:
        """Ask for the rows of so many events by their ids."""
        ids = [event_id(each) for each in range(number)]
        found = self._events.filter(self._events["id"].isin(ids))
        return found.select("number", *self._columns)

    def _of(self, events: ibis.Table) -> ibis.Table:
        """Ask for the rows of some events, in no order."""
        rows = self._events.filter(self._events.number.isin(events.number))
        return rows.select("number", *self._columns)


def counted(events: ibis.Table) -> ibis.Table:
    """Ask how many events there are."""
    return events.aggregate(counted=ibis._.count())
