"""iCalendar (RFC 5545): each event on all the days that it may cover, in the years 1 to 9999."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pandas as pd

from events.exporters.plain import event_lines, events_of, point_of, url_of
from events.exporters.provenance import Provenance
from events.records import Event, Records, to_date
from events.records.days import PYTHON
from events.table import Row
from geodata import POINTS


def write_calendar(
    table: pd.DataFrame, records: Records, provenance: Provenance
) -> Iterator[bytes]:
    """Write an entry for each event, without alarms and without blocking anybody's time.

    The format has no other years than 1 to 9999: the calendar says how many events it lacks.
    """
    held = table["first"].ge(PYTHON.start) & table["last"].lt(PYTHON.stop)
    words = [*provenance.words, *_left_out(len(table) - int(held.sum()))]
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Corridors//Events//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", icalendar.vText(provenance.title))
    calendar.add("x-wr-caldesc", icalendar.vText("\n".join(words)))
    if provenance.address:
        calendar.add("url", provenance.address)
    head, _, foot = calendar.to_ical().partition(b"END:VCALENDAR")
    yield head
    for row, event in events_of(table[held], records):
        yield _entry(event, row, records, provenance.made).to_ical()
    yield b"END:VCALENDAR" + foot


def _left_out(number: int) -> Iterator[str]:
    if number:
        events = "1 event" if number == 1 else f"{number:,} events"
        yield f"Left out: {events} before the year 1 or after 9999, which calendars do not have"


def _entry(event: Event | None, row: Row, records: Records, made: date) -> icalendar.Event:
    entry = icalendar.Event()
    # All tables share one id, so the name of the file distinguishes them.
    owner = records.info.id if records.events else records.info.title
    entry.add("uid", f"{row['id']}@{owner}")
    entry.add("dtstamp", datetime.combine(made, time(), UTC))
    _add_days(entry, row)
    entry.add("summary", row["title"])
    entry.add("description", "\n".join(event_lines(event, row, records)))
    entry.add("location", row["place_name"])
    entry.add("categories", [records.vocabulary.category[row["category"]].label])
    entry.add("transp", "TRANSPARENT")
    # `geo` is an exact point: iCalendar cannot express a radius.
    if row["precision"] in POINTS:
        entry.add("geo", tuple(reversed(point_of(row))))
    if url := url_of(row):
        entry.add("url", url)
    return entry


def _add_days(entry: icalendar.Event, row: Row) -> None:
    """Add the first day and the day after the last, which does not exist after the year 9999."""
    entry.add("dtstart", to_date(row["first"]))
    if row["last"] + 1 in PYTHON:
        entry.add("dtend", to_date(row["last"] + 1))
    else:
        entry.add("duration", timedelta(days=int(row["last"] - row["first"]) + 1))
