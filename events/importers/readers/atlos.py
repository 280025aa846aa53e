"""Atlos: incidents of an investigation, of which some are not to be shown yet, or to everybody."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from events.importers.readers.delimited import read_delimited
from events.importers.report import Answers, Choice, Question
from events.importers.sheet import Finding, Sheet
from events.records.rows import JOINER

SIGNS = ("slug", "project", "sensitive", "geolocation_resolution", "restrictions")
"""Columns by which an export is known; their order is not the same in all versions."""

COLUMNS: dict[str, str] = {
    "id": "slug", "title": "description", "date": "date", "latitude": "latitude",
    "longitude": "longitude", "precision_m": "precision_m", "category": "category",
    "summary": "more_info", "url": "url", "content_note": "content_note",
    "created": "created", "modified": "modified", "status": "",
}  # fmt: skip

METRES: dict[str, str] = {"Exact": "10", "Vicinity": "100", "Locality": "1000"}
"""How far off a place can be, by `geolocation_resolution`."""

HARMLESS = ("Not Sensitive", "Deleted by Source")

GUARD = r"^'(?=[=+\-@])"
"""The apostrophe that Atlos puts before a cell which a spreadsheet would run as a formula."""

ASKED: Mapping[str, str] = {
    "sensitive": "Some rows are sensitive. Are they to come in, with a note to take care?",
    "withheld": "Some rows are hidden or cancelled in Atlos. Are they to come in?",
}

SAID = (
    "`inserted_at` and `updated_at` are not the day of the event.",
    "`geolocation_resolution`: Exact is 10 m, Vicinity 100 m, Locality 1 km.",
    "A comma inside a value cannot be told from one between values. Of `type` the first is the "
    "category; all stay beside the event.",
)


def is_atlos(head: bytes) -> bool:
    """Tell whether a table has the columns of Atlos."""
    names = head.partition(b"\n")[0].strip().split(b",")
    return all(name.encode() in names for name in SIGNS)


def read_atlos(content: bytes, answers: Answers) -> Sheet:
    """Lay out the rows without the apostrophes of the export."""
    sheet = read_delimited(content, answers)
    guarded = sheet.cells
    cells = guarded.apply(lambda texts: texts.str.replace(GUARD, "", regex=True))
    care = cells["sensitive"].where(~cells["sensitive"].isin(HARMLESS))
    hidden = cells["status"] == "Cancelled"
    withheld = (hidden | cells["restrictions"].notna()).to_numpy(bool)
    made = {
        "precision_m": cells["geolocation_resolution"].map(METRES),
        "category": cells["type"].str.split(", ").str[0],
        "url": _addresses(cells),
        "content_note": care,
        "created": cells["inserted_at"].str.slice(0, 10),
        "modified": cells["updated_at"].str.slice(0, 10),
    }
    no_date = cells["date"].isna().to_numpy(bool)
    findings = [
        Finding("sensitive", care.notna().to_numpy(bool), "asked", "is marked as sensitive",
                question="sensitive"),
        Finding("restrictions", withheld, "asked", "is hidden or cancelled in Atlos",
                question="withheld"),
        Finding("date", no_date, "asked", "has no date", mend="add the date", question="no-date"),
        *_unguarded(guarded, cells),
    ]  # fmt: skip
    return replace(
        sheet,
        cells=cells.assign(**made),
        columns=COLUMNS,
        said=(*sheet.said, *SAID),
        questions=(*sheet.questions, *_questions(care, withheld, answers)),
        findings=tuple(findings),
        made=tuple(made),
    )


def _unguarded(before: pd.DataFrame, after: pd.DataFrame) -> list[Finding]:
    """Find the cells that had an apostrophe."""
    rows = {name: (before[name] != after[name]) & before[name].notna() for name in before}
    reason = "had an apostrophe against formulas"
    return [
        Finding(str(name), where.to_numpy(bool), "changed", reason, after[name], before[name])
        for name, where in rows.items()
        if where.any()
    ]


def _addresses(cells: pd.DataFrame) -> "pd.Series[str]":
    """Join the columns `source_1`, `source_2` and so on, of which there are as many as needed."""
    names = [name for name in cells if str(name).startswith("source_")]
    joined = pd.Series("", index=cells.index, dtype="str")
    for name in names:
        joined = joined.where(cells[name].isna(), joined + JOINER + cells[name])
    return joined.str.removeprefix(JOINER).replace("", None)


def _questions(care: "pd.Series[str]", withheld: object, answers: Answers) -> list[Question]:
    waiting = {"sensitive": int(care.notna().sum()), "withheld": int(pd.Series(withheld).sum())}
    return [
        Question(
            key, words, (Choice("take", "Yes", waiting[key]), Choice("wait", "Let them wait", 0)),
            waiting[key], "wait", answers.get(key),
        )
        for key, words in ASKED.items()
        if waiting[key]
    ]  # fmt: skip
