"""Turn a sheet into events: each value read as the mapping says, each row with its outcome."""

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from events.importers.categories import categories_of, is_merged
from events.importers.clocks import say_clocks
from events.importers.dating import dates_of
from events.importers.fields import COLUMNS, FIELDS, folded
from events.importers.mapping import Mapping, chosen_columns, fitting, rivals
from events.importers.naming import ids_of, titles_of
from events.importers.noticing import say_gaps, say_twins
from events.importers.placing import Placed, decimal_of, place
from events.importers.questions import QUESTIONS, problems_of, questions_of
from events.importers.readers.delimited import BESIDE, WAITED
from events.importers.readers.json_text import some_of
from events.importers.report import Question, Report
from events.importers.sheet import Sheet
from events.importers.values import FAULTS, Reading, is_fault, plain_text, read_number
from events.importers.values.reading import asked, refused, taken
from events.importers.vocabulary import fitted, read_vocabulary
from events.importers.work import WAITING, Text, Work
from events.records import STATUSES, CurationError, Vocabulary
from events.records.rows import JOINER
from events.records.values import LONGEST_LINE, LONGEST_PARAGRAPH
from events.table.checks import HIDDEN
from geodata import PRECISION_WORDS

LINES = ("title", "place", "content_note", "picture_credit", "picture_licence", "picture_warning")
PARAGRAPHS = ("summary", "contested", "date_note", "place_note", "picture_alt", "change_note")

ODD = rf"[<&{HIDDEN}\x{{200e}}\x{{200f}}\x{{61c}}]|^\s|\s$|\s\s"
"""What `plain_text` would change (RE2)."""

TOTALS = frozenset({"total", "totals", "sum", "summe", "gesamt", "insgesamt", "somme", "suma"})

NOTHING = frozenset({"", "false", "falsch", "faux", "0", "-", "…", "..."})
"""What the cells of an empty row can hold."""


@dataclass(frozen=True, eq=False)
class Imported:
    """The events of a file, what is known of the file, and what became of every row."""

    events: pd.DataFrame
    """The columns of `events.csv` as text, then the file's own; missing where nothing is known."""
    longitude: NDArray[np.float64]
    latitude: NDArray[np.float64]
    """In degrees; NaN where an event has no place."""
    shapes: NDArray[np.object_] | None
    """The line or area of each event in degrees, or None; None where no event has one."""
    about: dict[str, str] = field(default_factory=dict)
    """What the file says of itself, by fields of `Info`."""
    vocabulary: Vocabulary | None = None
    """The labels, letters and colours that the file brings; None where it brings none."""
    mapping: Mapping = field(default_factory=Mapping)
    report: Report = field(default_factory=lambda: Report("", "row", 0))
    waiting: pd.DataFrame = field(default_factory=pd.DataFrame)
    """The rows that were asked about or refused, as the file has them, with number and reason."""
    pictures: MappingOf[str, Path] = field(default_factory=dict)
    """The files of the pictures that events show, by their names."""


def convert(name: str, sheet: Sheet, mapping: Mapping) -> Imported:
    """Convert a sheet as a mapping says. Raises CurationError for answers that are none."""
    which = tuple(rivals(fitting(mapping, sheet), sheet))
    sheet = replace(sheet, questions=(*sheet.questions, *which))
    own = {question.id: question for question in sheet.questions}
    if problems := list(problems_of(mapping.answers, own)):
        raise CurationError(problems)
    mapping = fitting(chosen_columns(mapping), sheet)
    work = Work(sheet, mapping.answers)
    known, said = read_vocabulary(sheet.vocabulary)
    work.said += said
    _tell_columns(work, mapping, "columns" not in own)
    _leave_out(work, mapping)
    _find_faults(work, mapping)
    events = {"date": dates_of(work, mapping)}
    placed = place(work, mapping)
    events |= dict(_texts(work, mapping)) | dict(_lists(work, mapping))
    _ask_for_sources(work, mapping, events)
    events["category"], mapping = categories_of(work, mapping, known)
    events |= {
        "precision": _closed(work, mapping, "precision", PRECISION_WORDS),
        "status": _closed(work, mapping, "status", STATUSES),
    }
    events["title"] = titles_of(work, events)
    events["id"] = ids_of(work, mapping, events)
    work.ask_again({*QUESTIONS, *own})
    work.said += say_clocks(work.sheet, mapping.columns.get("date", ""), placed.longitude)
    work.said += say_gaps(work)
    work.said += say_twins(work, events, placed)
    frame = pd.DataFrame(
        {**events, **_constants(work, mapping, events), **_others(work, mapping, events)}
    )
    return _assembled(name, work, mapping, frame, placed, known)


def _assembled(
    name: str,
    work: Work,
    mapping: Mapping,
    frame: pd.DataFrame,
    placed: Placed,
    known: Vocabulary | None,
) -> Imported:
    """Keep the rows that come in, and lay the others beside them."""
    taken_in = work.taken
    order = [
        *(name for name in COLUMNS if name in frame),
        *(str(c) for c in frame if c not in COLUMNS),
    ]
    outcomes = work.outcomes
    own = {question.id for question in work.sheet.questions}
    waiting = {name: rows for name, rows in work.waiting.items() if name not in own}
    questions = [
        *_answered(work),
        *questions_of(
            waiting, work.offers, work.made, work.freed, work.fewer, work.does, work.answers
        ),
    ]
    report = Report(
        name, work.sheet.noun, sum(outcomes.values()), tuple(work.said), tuple(questions),
        work.remarks, outcomes,
    )  # fmt: skip
    waiting_rows = _waiting(work)
    # Column by column, so that a large file does not stand in memory twice.
    events = pd.DataFrame({name: frame.pop(name)[taken_in] for name in order})
    return Imported(
        events.reset_index(drop=True),
        placed.longitude[taken_in],
        placed.latitude[taken_in],
        None if placed.shapes is None else placed.shapes[taken_in],
        dict(work.sheet.about),
        known and fitted(known, events["category"].dropna().unique()),
        mapping,
        report,
        waiting_rows,
    )


def _answered(work: Work) -> Iterator[Question]:
    """Yield the questions of the reader, with how many rows wait for them."""
    waiting, freed = work.waiting, work.freed
    for question in work.sheet.questions:
        rows = 0 if question.id in work.answers else question.rows
        waits = waiting.get(question.id, rows)
        choices = question.choices
        if waits:  # some of which wait for something else too
            most = freed.get(question.id, rows)
            choices = tuple(replace(each, rows=each.rows * most // waits) for each in choices)
        answer = work.answers.get(question.id, question.answer)
        yield replace(question, choices=choices, rows=waits, answer=answer)


def _waiting(work: Work) -> pd.DataFrame:
    """Return the rows that wait or are refused, as they stand, with their numbers and reasons."""
    rows = np.flatnonzero(work.waits)
    made = [name for name in work.sheet.made if name in work.sheet.cells]
    waiting = work.sheet.cells.drop(columns=made).iloc[rows].reset_index(drop=True)
    waiting = waiting.rename(columns={name: f"{name} (file)" for name in BESIDE})
    waiting.insert(0, WAITED, work.waits_of(rows))
    waiting.insert(0, "import_reason", work.reasons[rows])
    waiting.insert(0, "import_row", work.sheet.numbers[rows])
    return waiting


def _tell_columns(work: Work, mapping: Mapping, can_wait: bool) -> None:
    """Say which column is taken for what, where its name does not tell or the format settles it."""
    settled = work.sheet.columns
    taken = {*mapping.columns.values(), *work.sheet.made}
    others = [str(name) for name in work.sheet.cells if name not in taken]
    if others and not settled:
        work.said.append(f"Kept beside the events as they are: {some_of(others)}.")
    told = [
        f"{name} ({FIELDS[key].title.lower()})"
        for key, name in mapping.columns.items()
        if settled.get(key) != name and folded(name) not in (folded(key), folded(FIELDS[key].title))
    ]
    if not told:
        return
    work.said.append(f"Columns and what they are taken for: {', '.join(told)}.")
    if can_wait:
        work.made["columns"] = "as-guessed"
        if work.answers.get("columns") == "wait":
            reading = asked("columns", "it is not confirmed which column is what", "", "confirm it")
            work.note(np.arange(work.size), "", reading, "")


def _leave_out(work: Work, mapping: Mapping) -> None:
    """Leave out rows of which no cell says anything, and a total below the others."""
    cells = work.sheet.cells
    if not work.size:
        return
    names = [str(name) for name in cells if name not in work.sheet.made]
    empty = np.ones(work.size, np.bool_)
    for name in names:
        held = cells[name][empty].str.strip().str.lower()
        empty[empty] = (held.isna() | held.isin(NOTHING)).to_numpy(bool)
    if work.sheet.geometry is not None:
        empty &= np.array([each is None for each in work.sheet.geometry])
    if empty.any():
        work.note(np.flatnonzero(empty), "", Reading(None, "left out", "is empty"), "")
    date = work.column(mapping, "date")
    no_date = np.ones(work.size, bool) if date is None else date.isna().to_numpy(bool)
    last = np.flatnonzero(~empty)[-1:]
    for row in last[no_date[last]]:
        first = next((str(text).strip() for text in cells.iloc[row] if not pd.isna(text)), "")
        if first.casefold().rstrip(":") in TOTALS:
            work.note(np.array([row]), "", Reading(None, "left out", "is a total"), first)


def _find_faults(work: Work, mapping: Mapping) -> None:
    """Refuse rows in which a spreadsheet has put an error for a value."""
    mend = "mend the formula in the spreadsheet program, and save it there"
    for column in dict.fromkeys(mapping.columns.values()):
        cells = work.sheet.cells[column]
        marked = cells.str.startswith("#", na=False)
        for text in cells[marked].unique():
            if is_fault(str(text)):
                rows = np.flatnonzero(((cells == text) & marked).to_numpy(bool))
                work.note(rows, column, refused(FAULTS[str(text).strip().upper()], mend), str(text))
                work.settled[column].update(rows.tolist())


def _texts(work: Work, mapping: Mapping) -> Iterator[tuple[str, Text]]:
    """Read texts: markup and hidden signs are taken out, and what is too long is cut and said."""
    limits = {**dict.fromkeys(LINES, LONGEST_LINE), **dict.fromkeys(PARAGRAPHS, LONGEST_PARAGRAPH)}
    for name, most in limits.items():
        column = mapping.columns.get(name)
        if column is None:
            continue
        cells = work.sheet.cells[column]
        odd = cells.str.contains(ODD, na=False) | (cells.str.len() > most) | cells.isin(NOTHING)
        read = work.read(column, cells.where(odd), partial(_text, most=most))
        yield name, cells.mask(odd, read).replace("", None)
    if (pictures := work.column(mapping, "picture")) is not None:
        yield "picture", pictures.str.strip()
    if (shapes := work.column(mapping, "shape")) is not None:
        read_as = shapely.from_wkt(shapes.astype(object).where(shapes.notna(), None), "ignore")
        wrong = shapes.notna() & shapely.is_missing(read_as)
        yield "shape", _without(work, mapping.columns["shape"], shapes, wrong, "is no WKT")
    for name, (form, reason) in FORMS.items():
        if (others := work.column(mapping, name)) is not None:
            others = others.str.strip().replace("", None)
            wrong = others.notna() & ~others.str.fullmatch(form, na=False)
            yield name, _without(work, mapping.columns[name], others, wrong, reason)


def _without(work: Work, column: str, cells: Text, wrong: "pd.Series[bool]", reason: str) -> Text:
    """Take values of another form than that of their field as none, and say so."""
    if wrong.any():
        reading = Reading(None, "changed", f"{reason}, and is taken as none")
        work.note(np.flatnonzero(wrong.to_numpy(bool)), column, reading)
    return cells.mask(wrong)


FORMS: dict[str, tuple[str, str]] = {
    "url": (r"(?i)https?://\S+( \| https?://\S+)*", "is no address"),
    "created": (r"\d{4}-\d{2}-\d{2}", "is no day"),
    "modified": (r"\d{4}-\d{2}-\d{2}", "is no day"),
    "precision_m": (r"[1-9]\d{0,6}(\.\d+)?", "is no number of metres"),
}
"""How values are written that have one form alone (RE2), and what is said of others."""


def _text(text: str, most: int) -> Reading:
    plain = plain_text(text)
    if plain in NOTHING:
        return taken(text, "", "is empty")
    if len(plain) <= most:
        plain_only = " ".join(text.split()) == plain
        return (
            Reading(plain) if plain_only else taken(text, plain, "markup or hidden signs left out")
        )
    cut = plain[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;") + "…"
    return Reading(cut, "changed", f"is longer than {most} characters, and is cut")


LISTS = ("source", "side", "actors")


def _lists(work: Work, mapping: Mapping) -> Iterator[tuple[str, Text]]:
    """Read columns with several values in a cell, split by | or ;."""
    for name in LISTS:
        if (cells := work.column(mapping, name)) is None:
            continue
        column = mapping.columns[name]
        odd = cells.str.contains(r"[;<&]|^\s|\s$", na=False)

        def read(text: str) -> Reading:
            parts = [plain_text(part) for part in text.replace("|", ";").split(";")]
            joined = JOINER.join(dict.fromkeys(part for part in parts if part))
            return taken(text, joined, "several values" if len(parts) > 1 else "blanks left out")

        yield name, cells.mask(odd, work.read(column, cells.where(odd), read)).replace("", None)


def _ask_for_sources(work: Work, mapping: Mapping, events: dict[str, Text]) -> None:
    """Ask once for a source for all rows, or for the few rows that name none."""
    if "source" not in {*events, *mapping.constants}:
        work.made["source"] = "unknown"
        work.said.append("No column names a source.")
    if "source" not in events or "source" in mapping.constants:
        return
    there = work.levels <= WAITING  # also rows that wait: all that is asked of one is said at once
    without = events["source"].isna().to_numpy(bool) & there
    few = 0 < np.count_nonzero(without) < 0.5 * np.count_nonzero(there)
    if few and work.answers.get("no-source") != "without-source":
        reading = asked("no-source", "names no source", "", "add the source")
        work.note(np.flatnonzero(without), mapping.columns["source"], reading, "")


def _closed(work: Work, mapping: Mapping, name: str, known: Iterable[str]) -> Text:
    """Take the values of a list that is the dashboard's own; others stay beside the event."""
    cells = work.column(mapping, name)
    if cells is None:
        return work.none()
    values = set(known)
    merged = cells.str.strip().replace(mapping.values.get(name, {}))
    inside = merged.isin(values)
    if others := [str(value) for value in merged[~inside].dropna().unique()[:10]]:
        work.said.append(
            f"{mapping.columns[name]}: {', '.join(others)} is none of {', '.join(sorted(values))}; "
            "it stays beside the event, and is taken as not said."
        )
    return merged.where(inside)


def _constants(work: Work, mapping: Mapping, events: dict[str, Text]) -> dict[str, Text]:
    """Fill in what the mapping says of all rows, where a row says nothing itself."""
    constants = dict(mapping.constants)
    if (source := work.answers.get("source", "unknown")) != "unknown":
        constants.setdefault("source", source)
    return {name: events.get(name, work.none()).fillna(value) for name, value in constants.items()}


def _others(work: Work, mapping: Mapping, events: dict[str, Text]) -> dict[str, Text]:
    """Return the columns that nobody asked for, and the file's own words for a closed list."""
    used = {
        column
        for name, column in mapping.columns.items()
        if (column in work.sheet.made or _is_taken_whole(work, name, column, events))
        and not _has_times(work, name, column)
        and not (name == "id" and (events["id"] != work.sheet.cells[column]).any())
    }
    others = {str(name): work.sheet.cells[name] for name in work.sheet.cells if name not in used}
    commas = any(decimal_of(work.sheet.cells[mapping.columns[name]]) == "comma"
                 for name in ("latitude", "longitude") if name in mapping.columns)  # fmt: skip
    for finding in work.sheet.findings:
        if finding.stays and finding.new is not None and finding.column in others:
            others[finding.column] = others[finding.column].mask(finding.rows, finding.new)
    names = _kept_names(work, others)
    return {
        names[name]: _numbers(work, name, cells) if commas else cells
        for name, cells in others.items()
    }


def _kept_names(work: Work, others: Iterable[str]) -> dict[str, str]:
    """Name the columns that stay beside the event as the file does, or as before an export."""
    own = work.sheet.own
    names: dict[str, str] = {}
    for name in others:
        bare = own.get(name, name)
        if bare in (COLUMNS if name in own else {*FIELDS, *own.values()}):
            bare = f"{bare} (file)"
        while bare in names.values():
            bare = f"{bare} (file)"
        names[name] = bare
    return names


def _is_taken_whole(work: Work, name: str, column: str, events: dict[str, Text]) -> bool:
    """Tell whether an event says all that the file does: of a closed list, in its own words."""
    if name == "category":
        return not is_merged(work.sheet.cells[column], events[name])
    is_closed = name in ("status", "precision")
    return not is_closed or events[name].equals(work.sheet.cells[column])


def _has_times(work: Work, name: str, column: str) -> bool:
    """Tell whether a column of dates holds times too, which stay beside the event."""
    is_date = name in ("date", "end")
    return is_date and bool(work.sheet.cells[column].str.contains(r"\d:\d\d", na=False).any())


def _numbers(work: Work, name: str, cells: Text) -> Text:
    """Write the numbers of a file with decimal commas with a point; a column of words stays."""
    if not cells.str.contains(r"\d,\d", na=False).any():
        return cells

    def number(text: str) -> Reading:
        value = read_number(text, "comma")
        if value is None:
            return Reading(text)
        grouped = text.count(",") == 1 and len(text.split(",")[1]) == 3
        if grouped and work.answers.get("decimal-comma") != "as-offered":
            return asked("decimal-comma", "can be one, or a thousand times as much", f"{value:g}",
                         "write it with a point")  # fmt: skip
        return taken(text, f"{value:.10g}", "a decimal comma")

    return work.read(name, cells, number)
