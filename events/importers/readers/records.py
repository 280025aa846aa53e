"""A bare list of objects in JSON, as programs keep their events: an object is a row."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from events.importers.readers.calendar_parts import counted_from_1, number, written
from events.importers.readers.json_text import column, counted, flat, some_of, tabulate
from events.importers.report import Answers, Choice, Question, Remark
from events.importers.sheet import Sheet

Row = Mapping[str, str | None]

COUNTING = "years-before-1"
"""The question how a file counts years before 1."""


def is_records(content: Any) -> bool:
    """Tell whether a file is a list of objects."""
    first = content[0] if isinstance(content, list) and content else None
    return isinstance(first, dict) and first.get("type") != "Feature"


def read_records(content: Sequence[Any], answers: Answers) -> Sheet:
    """Lay objects out as rows; a year, a month and a day in three members are one date."""
    records = [one if isinstance(one, dict) else {} for one in content]
    rows = [flat(one) for one in records]
    sheet = Sheet(tabulate(rows), counted(rows), "item", said=tuple(_said(records)))
    parts = _parts(sheet.cells.columns)
    return _dated(sheet, rows, parts, answers) if parts else sheet


def _parts(names: Iterable[str]) -> tuple[str, str, str] | None:
    """Return the names of the columns for year, month and day, if there is one for the year."""
    year = next((name for name in names if name.lower().endswith("year")), None)
    if year is None:
        return None
    stem = year[: -len("year")]
    month, day = (next((n for n in names if n.lower() == (stem + part).lower()), "")
                  for part in ("month", "day"))  # fmt: skip
    return year, month, day


def _dated(
    sheet: Sheet, rows: Sequence[Row], parts: tuple[str, str, str], answers: Answers
) -> Sheet:
    answer = answers.get(COUNTING)
    dates: list[str | None] = []
    remarks, early = [], 0
    for row_number, row in enumerate(rows, 1):
        stands = row.get(parts[0]) or ""
        try:
            year, month, day = (number(row.get(name)) if name else None for name in parts)
            is_early = year is not None and year < 1
            counts_from_1 = is_early and answer != "astronomical"
            shifted = counted_from_1(year) if year is not None and counts_from_1 else year
            date = None if shifted is None else written(shifted, month, day)
        except ValueError as error:
            dates.append(None)
            remarks.append(Remark(row_number, parts[0], stands, "refused", str(error)))
            continue
        dates.append(date)
        early += is_early
        waits = is_early and not answer
        if date and (waits or date != stands):
            reason = "is a year before 1" if waits else "is one date"
            remarks.append(
                Remark(row_number, parts[0], stands, "asked" if waits else "changed", reason, date,
                       question=COUNTING if waits else "")
            )  # fmt: skip
    return Sheet(
        sheet.cells.assign(date=column(dates)), sheet.numbers, sheet.noun,
        columns={"date": "date"}, said=sheet.said, remarks=tuple(remarks),
        questions=tuple(_questions(parts[0], rows, early, answer)),
    )  # fmt: skip


def _questions(
    name: str, rows: Sequence[Row], early: int, answer: str | None
) -> Iterator[Question]:
    if early:
        example = next(text for row in rows if (text := row.get(name) or "").startswith(("-", "0")))
        year = abs(int(example.partition(".")[0]))
        yield Question(
            COUNTING,
            f"How does `{name}` count years before 1?",
            (
                Choice("as-offered", f"{example} is {year} BC: there is no year 0", early),
                Choice("astronomical", f"{example} is {year + 1} BC: 0 is 1 BC", early),
            ),
            0 if answer else early,
            offered="as-offered",
            answer=answer,
        )


def _said(records: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Say which members point into tables that are not here."""
    pointing = {
        name
        for record in records
        for name, value in record.items()
        if name.endswith(("Id", "Ids", "_id", "_ids")) or _points(value)
    }
    if pointing:
        names = some_of(sorted(pointing))
        yield f"Numbers that point into other tables, which are not here, are kept: {names}."


def _points(value: Any) -> bool:
    """Tell whether a value is a list of numbers, or of objects that have one."""
    if not isinstance(value, list) or not value:
        return False
    return all(
        isinstance(one, int) or (isinstance(one, dict) and any(n.endswith("Id") for n in one))
        for one in value
    )
