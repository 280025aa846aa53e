"""The rows of a sheet while they are converted: what became of each, and what is said of it."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterator
from dataclasses import replace
from functools import cached_property
from typing import TypeAlias, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from events.importers.mapping import Mapping
from events.importers.report import EVERY, Answers, Outcome, Remark
from events.importers.sheet import Finding, Sheet
from events.importers.values import Reading

Text: TypeAlias = "pd.Series[str]"

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
"""From the mildest: the gravest of a row's remarks is its outcome."""

WAITING = OUTCOMES.index("asked")
"""From here on a row does not come in."""

MOST_LIKE = 1_000
"""Remarks of one kind that are kept; the further ones are counted."""


MOST_KINDS = 100
"""Reasons of one column that are counted apart: one that names the value is another each time."""

AGAIN = "waited, and stands as it stood"

OTHERWISE = "has another fault of many"
"""Counts the remarks with the further reasons of a column."""

NEIGHBOURS = ("same-id",)
"""Questions that another row has raised, which may be gone."""


class Work:
    """Collects the outcome of every row, a remark a value, and the questions that rows wait for."""

    def __init__(self, sheet: Sheet, answers: Answers) -> None:
        self.sheet = replace(sheet, cells=sheet.cells.astype("str"))  # also columns of nothing
        self.answers = answers
        self.size = len(sheet.cells)
        self.levels = np.zeros(self.size, np.int8)
        self.reasons = np.full(self.size, "", dtype=object)
        """Why a row waits or is refused."""
        self.said = list(sheet.said)
        self._asked: dict[str, NDArray[np.bool_]] = {}
        """Which rows wait for a question."""
        self._waits: dict[tuple[str, str], list[NDArray[np.integer]]] = defaultdict(list)
        """Rows by the question that they wait for, and the column that it is about."""
        self.offers: dict[str, str] = {}
        self.made: dict[str, str] = {}
        """Choices that were made, and can be changed, by their questions."""
        self.fewer: dict[tuple[str, str], int] = {}
        """Rows that a choice of a question lets in, where these are not all that wait for it."""
        self.does: dict[tuple[str, str], str] = {}
        """What a choice of a question would do to how many rows, where that differs by choice."""
        self._remarks: list[Remark] = []
        self._kinds: Counter[tuple[str, str, str]] = Counter()
        self._beside: dict[int, int] = {}
        """Outcomes of rows that the reader left out of the sheet, by their numbers."""
        self.settled: dict[str, set[int]] = defaultdict(set)
        """Rows of which the reader has already said what is wrong with a column."""
        for remark in sheet.remarks:
            self._take_over(remark)
        for finding in sheet.findings:
            self._find(finding)

    def _take_over(self, remark: Remark) -> None:
        """Take over what the reader said of a row."""
        first, last = np.searchsorted(self.sheet.numbers, (remark.row, remark.row + 1))
        rows = np.arange(self.size) if remark.row == EVERY else np.arange(first, last)
        level = OUTCOMES.index(remark.outcome)
        if remark.question and self.answers.get(remark.question) not in (None, "wait"):
            return
        if len(rows):
            self.levels[rows] = np.maximum(self.levels[rows], level)
            if level >= WAITING:
                self.settled[remark.column].update(rows.tolist())
                self.reasons[rows] = np.where(
                    self.reasons[rows] == "", remark.reason, self.reasons[rows]
                )
        else:
            self._beside[remark.row] = max(self._beside.get(remark.row, 0), level)
        if remark.question:
            self._ask(remark.question, remark.column, rows)
        self._remarks.append(remark)

    def _find(self, finding: Finding) -> None:
        """Take over what the reader found in many rows at once."""
        if finding.question and self.answers.get(finding.question) not in (None, "wait"):
            return
        rows, outcome = np.flatnonzero(finding.rows), finding.outcome
        if OUTCOMES.index(outcome) >= WAITING:
            self.settled[finding.column].update(rows.tolist())
        told = Reading(None, outcome, finding.reason, finding.mend, finding.question)
        if len(rows):
            self.note(rows, finding.column, told, new=finding.new, old=finding.old)

    def asked(self, question: str) -> NDArray[np.bool_]:
        """Return which rows wait for a question, to be read or added to."""
        return self._asked.setdefault(question, np.zeros(self.size, np.bool_))

    def _ask(self, question: str, column: str, rows: NDArray[np.integer]) -> None:
        self.asked(question)[rows] = True
        self._waits[question, column].append(rows)

    def waits_of(self, rows: NDArray[np.integer]) -> "Text":
        """Write for what each of these rows waits: questions, with columns and what is in them."""
        waits: dict[int, list[tuple[str, str, str]]] = {int(row): [] for row in rows}
        for (question, column), parts in self._waits.items():
            asked = np.intersect1d(np.concatenate(parts), rows)
            for row, text in zip(asked.tolist(), self._texts(column, asked), strict=True):
                waits[row].append((question, column, text))
        texts = [json.dumps(each, ensure_ascii=False) if each else None for each in waits.values()]
        return pd.Series(texts, dtype="str")

    def waited(self, question: str) -> NDArray[np.bool_]:
        """Return which rows waited for a question before, and have not been mended since."""
        found = np.zeros(self.size, np.bool_)
        found[[row for row, asked, _ in self._unmended if asked == question]] = True
        return found

    @cached_property
    def _unmended(self) -> tuple[tuple[int, str, str], ...]:
        """Row, question and column of each value that waited and stands as it stood."""
        return () if self.sheet.waited is None else tuple(self._as_it_stood(self.sheet.waited))

    def _as_it_stood(self, waited: Text) -> Iterator[tuple[int, str, str]]:
        texts = waited.reset_index(drop=True).dropna()
        asked: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
        for row, text in zip(texts.index.tolist(), texts, strict=True):
            for question, column, value in _read_waits(str(text)):
                asked[column].append((row, question, value))
        for column, each in asked.items():
            now = self._texts(column, np.array([row for row, _, _ in each]))
            for (row, question, value), text in zip(each, now, strict=True):
                if text == value:
                    yield row, question, column

    def ask_again(self, known: Container[str]) -> None:
        """Let wait what waited before, and neither was mended since nor is answered now."""
        for row, question, column in self._unmended:
            is_open = (
                self.answers.get(question, "wait") == "wait"
                and question in known
                and question not in NEIGHBOURS
            )
            if is_open and not self.asked(question)[row]:
                told = Reading(None, "asked", AGAIN, "mend it, or answer", question)
                self.note(np.array([row]), column, told)

    @property
    def waiting(self) -> dict[str, int]:
        """The number of rows by the question that they wait for."""
        return {name: int(rows.sum()) for name, rows in self._asked.items()}

    @property
    def freed(self) -> dict[str, int]:
        """The number of rows that wait for a question alone, and come in with its answer."""
        several = np.sum(list(self._asked.values()), axis=0) if self._asked else 0
        alone = (several == 1) & (self.levels == WAITING)
        return {name: int((rows & alone).sum()) for name, rows in self._asked.items()}

    def none(self) -> Text:
        """Return a column in which nothing is known."""
        return pd.Series(pd.array([None] * self.size, dtype="str"), index=self.sheet.cells.index)

    def column(self, mapping: Mapping, field: str) -> "Text | None":
        """Return the column of a field as the file has it; None if the file has none."""
        name = mapping.columns.get(field)
        return None if name is None else self.sheet.cells[name]

    def cells(self, column: str) -> Text:
        """Return what is still to be read of a column: no rows left out, and none settled."""
        cells = self.sheet.cells[column]
        hidden = self.levels == OUTCOMES.index("left out")
        hidden[list(self.settled[column])] = True
        return cells.mask(pd.Series(hidden, index=cells.index)) if hidden.any() else cells

    def note(
        self,
        rows: NDArray[np.integer],
        column: str,
        reading: Reading,
        text: str | None = None,
        new: "Text | None" = None,
        old: "Text | None" = None,
        why: "Text | None" = None,
    ) -> None:
        """Note one reading for all rows that have it, or one with a reason for each row.

        The text is one for all, or that of each row: of its own cell, or of what stood there.
        """
        level = OUTCOMES.index(reading.outcome)
        self.levels[rows] = np.maximum(self.levels[rows], level)
        if level >= WAITING:
            empty = rows[self.reasons[rows] == ""]
            self.reasons[empty] = reading.reason if why is None else why.iloc[empty]
        if reading.question:
            self._ask(reading.question, column, rows)
            self.offers.setdefault(reading.question, reading.offer)
        kind = column, reading.outcome, reading.reason
        room = max(0, MOST_LIKE - self._kinds[kind])
        self._kinds[kind] += len(rows)
        one = reading.value if reading.outcome == "changed" else reading.offer
        told = rows[:room]
        values = [text] * len(told) if text is not None else self._texts(column, told)
        values = values if old is None else [str(each) for each in old.iloc[told]]
        then = [one] * len(told) if new is None else new.iloc[told].fillna(one or "").tolist()
        reasons = [reading.reason] * len(told) if why is None else why.iloc[told].tolist()
        numbers = self.sheet.numbers[told].tolist()
        self._remarks += [
            Remark(number, column, value, reading.outcome, reason, after or "", reading.mend,
                   reading.question)
            for number, value, reason, after in zip(numbers, values, reasons, then, strict=True)
        ]  # fmt: skip

    def _texts(self, column: str, rows: NDArray[np.integer]) -> list[str]:
        """Return what stands in cells; of two columns, both with a comma between them."""
        cells = self.sheet.cells
        names = [name for name in column.split(", ") if name in cells]
        columns = [cells[name].iloc[rows].tolist() for name in names]
        if not columns:
            return [""] * len(rows)
        return [
            ", ".join(str(t) for t in texts if not pd.isna(t))
            for texts in zip(*columns, strict=True)
        ]

    def read(self, column: str, cells: Text, read: Callable[[str], Reading]) -> Text:
        """Read each distinct value of a column once; return the values that it has then."""
        codes, distinct = pd.factorize(cells)
        readings = [read(str(text)) for text in distinct]
        values = pd.array([reading.value for reading in readings], dtype="str")
        alike: dict[tuple[object, ...], list[int]] = {}
        for number, reading in enumerate(readings):
            if reading.outcome != "taken":
                kind: tuple[object, ...]
                kind = reading.outcome, reading.reason, reading.question, bool(reading.offer)
                if kind not in alike and len(alike) >= MOST_KINDS:
                    kind = reading.outcome, None, reading.question, bool(reading.offer)
                alike.setdefault(kind, []).append(number)
        if alike:
            offers = [each.value or each.offer or None for each in readings]
            new = pd.Series(pd.array(offers, dtype="str").take(codes, allow_fill=True), cells.index)
            reasons = pd.Series(pd.array([each.reason for each in readings], dtype="str"))
            why = reasons.take(codes).set_axis(cells.index)
            kinds = np.full(len(readings), -1)
            for place, numbers in enumerate(alike.values()):
                kinds[numbers] = place
            rows_of = _rows_by_code(np.where(codes < 0, -1, kinds[codes]))
            for place, (kind, numbers) in enumerate(alike.items()):
                told, several = readings[numbers[0]], kind[1] is None
                told = replace(told, reason=OTHERWISE) if several else told
                self.note(rows_of(place), column, told, new=new, old=cells,
                          why=why if several else None)  # fmt: skip
        return pd.Series(values.take(codes, allow_fill=True), index=cells.index)

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """The remarks by rows, and a line for those of each kind that are only counted.

        Of a row that is left out, what else stands in it is of no interest.
        """
        dropped = set(self.sheet.numbers[self.levels == OUTCOMES.index("left out")].tolist())
        told = (one for one in self._remarks
                if one.outcome == "left out" or one.row not in dropped)  # fmt: skip
        further = [
            Remark(0, column, "", outcome, f"{reason} (and {times - MOST_LIKE:,} more rows)")  # type: ignore[arg-type]
            for (column, outcome, reason), times in self._kinds.items()
            if times > MOST_LIKE
        ]
        return (*sorted(told, key=lambda remark: remark.row), *further)

    @property
    def outcomes(self) -> dict[Outcome, int]:
        """The number of rows by outcome."""
        inside = np.bincount(self.levels, minlength=len(OUTCOMES))
        beside = Counter(self._beside.values())
        return {name: int(inside[n]) + beside[n] for n, name in enumerate(OUTCOMES)}

    @property
    def taken(self) -> NDArray[np.bool_]:
        """Which rows come in."""
        return self.levels < WAITING

    @property
    def waits(self) -> NDArray[np.bool_]:
        """Which rows wait for an answer, or are refused: their owner can still mend them."""
        return ~self.taken & (self.levels < OUTCOMES.index("left out"))


def _read_waits(text: str) -> list[tuple[str, str, str]]:
    """Read what `waits_of` has written; nothing of what somebody has written over it."""
    try:
        found = json.loads(text)
        return [(str(question), str(column), str(value)) for question, column, value in found]
    except (ValueError, TypeError):
        return []


def _rows_by_code(codes: NDArray[np.integer]) -> Callable[[int], NDArray[np.integer]]:
    """Return what lists the rows of a code, found by one sorting of all."""
    order = np.argsort(codes, kind="stable")
    sorted_codes = codes[order]

    def rows(code: int) -> NDArray[np.integer]:
        first, last = np.searchsorted(sorted_codes, [code, code + 1])
        return order[first:last]

    return rows
