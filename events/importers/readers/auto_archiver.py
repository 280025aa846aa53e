"""What auto-archiver saved of posts: its table, and the sheet of addresses that feeds it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from events.importers.fields import FIELDS, folded
from events.importers.readers.delimited import BESIDE, read_delimited
from events.importers.readers.json_text import column, text_of
from events.importers.readers.printed import taken_apart
from events.importers.report import Answers, Choice, Question
from events.importers.sheet import Finding, Sheet

HEADER = "status,metadata,media"

SHEET_SIGNS = ("archive status", "archive location", "upload timestamp", "replaywebpage")
"""Columns of the sheet, folded; people write them with other capitals."""

NOTHING = ("no archiver", "nothing archived")
"""What stands for the status where nothing was saved."""

POSTED = "`timestamp` is when a post was made, not when what it shows happened."


def is_auto_archiver(head: bytes) -> bool:
    """Tell whether a table is that of auto-archiver."""
    first = head.partition(b"\n")[0].decode("utf-8-sig", "replace").strip()
    return first in (HEADER, ",".join((*BESIDE, HEADER)))


def is_auto_archiver_sheet(head: bytes) -> bool:
    """Tell whether a table is the sheet that feeds auto-archiver."""
    names = folded(head.partition(b"\n")[0].decode("utf-8", "replace"))
    return all(name in names for name in SHEET_SIGNS)


def read_auto_archiver(content: bytes, answers: Answers) -> Sheet:
    """Take the cells apart, which are written as Python prints them; nothing of them is run."""
    sheet = read_delimited(content, answers)
    metadata = [_mapping(text) for text in sheet.cells["metadata"]]
    media = [_sequence(text) for text in sheet.cells["media"]]
    cells = sheet.cells.assign(
        url=_column(metadata, "url"),
        title=_column(metadata, "title"),
        content=_column(metadata, "content"),
        posted=_column(metadata, "timestamp").str.slice(0, 10),
        saved=_column(metadata, "_processed_at").str.slice(0, 10),
        media_addresses=column([text_of(_addresses(each)) for each in media]),
    )
    made = ("url", "title", "content", "posted", "saved", "media_addresses", "date")
    nothing = sheet.cells["status"].isin(NOTHING)
    reader = _dated(replace(sheet, cells=cells, made=made), "date", cells["posted"], nothing,
                    answers)  # fmt: skip
    columns = {"id": "url", "title": "title", "date": "date", "summary": "content", "url": "url",
               "date_note": "date_note", "status": ""}  # fmt: skip
    return replace(reader, columns=columns, said=(*reader.said, POSTED))


def read_auto_archiver_sheet(content: bytes, answers: Answers) -> Sheet:
    """Lay out the sheet; the columns before those of auto-archiver are the person's own."""
    sheet = read_delimited(content, answers)
    names = {folded(str(name)): str(name) for name in sheet.cells}
    own = {name: names[name] for name in names if name in FIELDS["date"].names}
    date = next(iter(own.values()), "date")
    cells = sheet.cells if own else sheet.cells.assign(date=pd.array([None] * len(sheet.cells)))
    nothing = cells[names["archive status"]].isin(NOTHING)
    columns = {"date": date, "title": names.get("upload title", ""),
               "summary": names.get("text content", ""), "url": names.get("link", ""),
               "date_note": "date_note"}  # fmt: skip
    posted = cells[names["upload timestamp"]].str.slice(0, 10)
    dated = _dated(replace(sheet, cells=cells), date, posted, nothing, answers)
    settled = {field: name for field, name in columns.items() if name in cells}
    return replace(dated, columns=settled, said=(*dated.said, POSTED.replace("timestamp",
                   names["upload timestamp"])))  # fmt: skip


def _dated(
    sheet: Sheet, date: str, posted: "pd.Series[str]", nothing: "pd.Series[bool]", answers: Answers
) -> Sheet:
    """Ask about rows without a date of their own, and refuse those of which nothing was saved."""
    empty = pd.Series(pd.array([None] * len(sheet.cells), dtype="str"))
    dates = sheet.cells.get(date, empty)
    without = dates.isna() & ~nothing
    offered = without & posted.notna()
    answer = answers.get("posted")
    posting = "has only the day on which it was posted"
    findings = [
        Finding("status" if "status" in sheet.cells else date, nothing.to_numpy(bool), "refused",
                "nothing was saved of this address", mend="remove the row, or save it again"),
        Finding(date, (without & posted.isna()).to_numpy(bool), "asked", "has no date",
                mend="add the date", question="no-date"),
        Finding(date, offered.to_numpy(bool), "asked", posting, posted, mend="add the date",
                question="posted"),
    ]  # fmt: skip
    questions = list(sheet.questions)
    if rows := int(offered.sum()):
        choices = (Choice("take", "Yes, with a note that it was posted then", rows),
                   Choice("wait", "Let them wait", 0))  # fmt: skip
        words = "Some rows have only the day of a post. Is it to stand for that of the event?"
        questions.append(Question("posted", words, choices, rows, "take", answer))
    cells = sheet.cells.assign(**{date: dates})
    if answer == "take":
        findings.append(Finding(date, offered.to_numpy(bool), "changed", posting, posted, dates))
        note = offered.map({True: "The day on which it was posted"})
        cells = cells.assign(**{date: dates.mask(offered, posted), "date_note": note})
    return replace(
        sheet,
        cells=cells,
        findings=tuple(findings),
        questions=tuple(questions),
        made=(*sheet.made, "date_note"),
    )


def _column(rows: Sequence[Mapping[str, Any]], name: str) -> "pd.Series[str]":
    return pd.Series(column([text_of(row.get(name)) for row in rows]))


def _addresses(media: Sequence[Any]) -> list[str]:
    lists = (one.get("urls", []) for one in media if isinstance(one, dict))
    return [str(url) for urls in lists if isinstance(urls, list) for url in urls]


def _mapping(text: object) -> Mapping[str, Any]:
    value = taken_apart(text)
    return value if isinstance(value, dict) else {}


def _sequence(text: object) -> Sequence[Any]:
    value = taken_apart(text)
    return value if isinstance(value, list) else []
