"""TimelineJS, as the CSV of its sheet and as JSON: a row is an event, one is the title of all."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from events.importers.readers.calendar_parts import counted_from_1, interval, number, written
from events.importers.readers.delimited import read_delimited
from events.importers.readers.json_text import column, counted, flat, tabulate
from events.importers.report import Answers, Choice, Question, Remark
from events.importers.sheet import Sheet

Row = Mapping[str, str | None]


@dataclass(frozen=True)
class Names:
    """What the columns are called."""

    start: tuple[str, str, str]
    end: tuple[str, str, str]
    title: str
    text: str
    media: str
    note: str
    group: str
    type: str

    @property
    def columns(self) -> dict[str, str]:
        """Which column is what."""
        own = {"title": self.title, "summary": self.text, "date_note": self.note}
        made = {name: name for name in ("date", "latitude", "longitude")}
        return {**own, **made, "category": self.group}


IN_SHEETS = Names(
    ("Year", "Month", "Day"), ("End Year", "End Month", "End Day"),
    "Headline", "Text", "Media", "Display Date", "Group", "Type",
)  # fmt: skip
IN_JSON = Names(
    ("start_date.year", "start_date.month", "start_date.day"),
    ("end_date.year", "end_date.month", "end_date.day"),
    "text.headline", "text.text", "media.url", "display_date", "group", "type",
)  # fmt: skip

_MAP = re.compile(r"https?://[^/]*\bgoogle\.[^/]+/maps/[^@]*@(-?[0-9.]+),(-?[0-9.]+)")
"""The address of a map, with the latitude and the longitude of its middle."""

_ADDRESS = re.compile(r"https?://\S+")

LEFT_OUT: dict[str, str] = {
    "title": "is the title of the whole, not an event",
    "era": "is an era, a stretch of the axis, not an event",
}
"""Types of rows that are no events."""


def is_timelinejs_sheet(head: bytes) -> bool:
    """Tell whether a table has the columns of a timeline's sheet."""
    names = head.partition(b"\n")[0]
    return all(name in names for name in (b"Year", b"End Year", b"Headline", b"Media"))


def read_timelinejs_sheet(content: bytes, answers: Answers) -> Sheet:
    """Lay the rows of a timeline's sheet out, with their dates as one column."""
    return read_timelinejs(read_delimited(content, answers), IN_SHEETS, answers)


def is_timelinejs(content: Any) -> bool:
    """Tell whether a file is a timeline: events with dates in parts."""
    events = content.get("events") if isinstance(content, dict) else None
    first = events[0] if isinstance(events, list) and events else None
    return isinstance(first, dict) and "start_date" in first


def read_timelinejs_json(content: Mapping[str, Any], answers: Answers) -> Sheet:
    """Lay the events of a timeline out as rows."""
    cells = tabulate([flat(event) for event in content["events"] if isinstance(event, dict)])
    title = content.get("title")
    about = _about(flat(title), IN_JSON) if isinstance(title, dict) else {}
    said = ("The title is not an event; it names the collection.",) if about else ()
    sheet = Sheet(cells, counted(cells), "event", about=about, said=said)
    return read_timelinejs(sheet, IN_JSON, answers)


def read_timelinejs(sheet: Sheet, names: Names, answers: Answers) -> Sheet:
    """Add the dates of a timeline's rows as a column, and leave out what is no event."""
    filled = sheet.cells.astype(object).where(sheet.cells.notna(), None)
    rows: list[Row] = [
        dict(zip(map(str, filled), row, strict=True)) for row in filled.itertuples(index=False)
    ]
    numbered = list(zip(sheet.numbers.tolist(), rows, strict=True))
    about, remarks = dict(sheet.about), list(sheet.remarks)
    dates: list[str | None] = []
    for row_number, row in numbered:
        date, remark = _read(row_number, row, names)
        dates.append(date)
        remarks.append(remark)
        if row.get(names.type) == "title":
            about |= _about(row, names)
    places = {n: found.groups() for n, row in numbered if (found := _MAP.match(_media(row, names)))}
    answer = answers.get("media-place")
    taken = places if answer == "take" else {}
    cells = sheet.cells.assign(
        date=column(dates),
        latitude=column(taken[n][0] if n in taken else None for n, _ in numbered),
        longitude=column(taken[n][1] if n in taken else None for n, _ in numbered),
    )
    return replace(
        sheet,
        cells=cells,
        about=about,
        columns=names.columns,
        said=(*sheet.said, *_said(numbered, names)),
        questions=(*sheet.questions, *_questions(places, names, answer)),
        remarks=tuple(remarks),
    )


def _media(row: Row, names: Names) -> str:
    return row.get(names.media) or ""


def _about(row: Row, names: Names) -> dict[str, str]:
    texts = {"title": row.get(names.title), "description": row.get(names.text)}
    return {field: text for field, text in texts.items() if text}


def _read(row_number: int, row: Row, names: Names) -> tuple[str | None, Remark]:
    """Return the date of a row, and what is to be said of it."""
    kind = row.get(names.type) or ""
    title = row.get(names.title) or ""
    if kind in LEFT_OUT:
        return None, Remark(row_number, names.type, kind, "left out", LEFT_OUT[kind], title)
    stands = ", ".join(row.get(name) or "" for name in (*names.start, *names.end)).strip(", ")
    try:
        start = _date(row, names.start)
        if start is None:
            raise ValueError(f"`{names.start[0]}` is empty")
        date = interval(start, _date(row, names.end))
    except ValueError as error:
        mend = f"Write the year as a number into `{names.start[0]}`, such as 1906 or -44."
        return None, Remark(row_number, names.start[0], stands, "refused", str(error), mend=mend)
    reason = "year, month and day are one date"
    return date, Remark(row_number, names.start[0], stands, "changed", reason, date)


def _date(row: Row, parts: tuple[str, str, str]) -> str | None:
    """Return a date as EDTF has it; TimelineJS counts -44 as 44 BC."""
    year, month, day = (number(row.get(name)) for name in parts)
    return None if year is None else written(counted_from_1(year), month, day)


def _said(numbered: list[tuple[int, Row]], names: Names) -> Iterator[str]:
    yield "Years before 1 are counted as TimelineJS counts them: -44 is 44 BC."
    for row_number, row in numbered:
        media = _media(row, names)
        if media and not _ADDRESS.fullmatch(media):
            yield f"`{names.media}` of row {row_number} is no address; it is kept as text."


def _questions(places: Mapping[int, Any], names: Names, answer: str | None) -> Iterator[Question]:
    if places:
        rows = ", ".join(f"{row} ({', '.join(found)})" for row, found in places.items())
        yield Question(
            "media-place",
            f"`{names.media}` holds the address of a map: is its middle the place of the event? "
            f"Row {rows}.",
            (
                Choice("take", "Yes, take latitude and longitude from it", len(places)),
                Choice("leave", "No, the event has no place", 0),
            ),
            0 if answer else len(places),
            offered="take",
            answer=answer,
        )
