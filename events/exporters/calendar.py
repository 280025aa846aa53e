"""iCalendar (RFC 5545): each event on all the days that it may cover."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pandas as pd

from events.exporters.about import About
from events.exporters.rows import events_of, point_of
from events.exporters.told import tell
from events.records.dates import LAST, to_date
from events.records.models import Event
from events.records.reading import Records
from events.table import Row
from geodata import POINTS


def write_calendar(frame: pd.DataFrame, records: Records, about: About) -> Iterator[bytes]:
    """Write an entry an event, without alarms, and without making anybody busy."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Corridors//Events//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", icalendar.vText(about.title))
    calendar.add("x-wr-caldesc", icalendar.vText("\n".join(about.words)))
    if about.address:
        calendar.add("url", about.address)
    head, _, foot = calendar.to_ical().partition(b"END:VCALENDAR")
    yield head
    for row, event in events_of(frame, records):
        yield _entry(event, row, records, about.made).to_ical()
    yield b"END:VCALENDAR" + foot


def _entry(event: Event | None, row: Row, records: Records, made: date) -> icalendar.Event:
    entry = icalendar.Event()
    # A table is told apart by its file's name.
    owner = records.info.id if records.events else records.info.title
    entry.add("uid", f"{row['id']}@{owner}")
    entry.add("dtstamp", datetime.combine(made, time(), UTC))
    _add_days(entry, row)
    entry.add("summary", row["title"])
    entry.add("description", "\n".join(tell(event, row, records)))
    entry.add("location", row["place_name"])
    entry.add("categories", [records.vocabulary.category[row["category"]].label])
    entry.add("transp", "TRANSPARENT")
    # A calendar has no word for a radius.
    if row["precision"] in POINTS:
        entry.add("geo", tuple(reversed(point_of(row))))
    if isinstance(row.get("url"), str):
        entry.add("url", row["url"])
    return entry


def _add_days(entry: icalendar.Event, row: Row) -> None:
    """Add the first day, and the day after the last; a calendar ends with the year 9999."""
    entry.add("dtstart", to_date(row["first"]))
    if row["last"] < LAST:
        entry.add("dtend", to_date(row["last"] + 1))
    else:
        entry.add("duration", timedelta(days=int(row["last"] - row["first"]) + 1))
