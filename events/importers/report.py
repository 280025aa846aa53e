"""What became of every row of a file that is imported, and what only its owner can decide."""

import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

Outcome = Literal["taken", "changed", "asked", "refused", "left out"]
"""A row is taken as it stands, or with a value rewritten; waits for an answer; cannot come in, or
is no event (a title, a total, an empty line)."""


GRAVITY: tuple[Outcome, ...] = get_args(Outcome)
"""Outcomes from the mildest; what was left out is told last, after what its owner can mend."""

EVERY = 0
"""The number of a remark that holds for every row."""


@dataclass(frozen=True)
class Remark:
    """What was done with one value of a row, and why."""

    row: int
    """Its number in the file, as the sheet counts; EVERY for all of them."""
    column: str
    """As the file names it; empty for the whole row."""
    value: str
    """As it stands in the file."""
    outcome: Outcome
    reason: str
    new: str = ""
    """What it was changed to, or what is offered where it is asked about."""
    mend: str = ""
    """What its owner can do."""
    question: str = ""
    """The id of the question whose answer decides."""

    def line(self, noun: str) -> str:
        """Return the remark as one line for a terminal."""
        where = f"{noun} {self.row}" if self.row != EVERY else f"every {noun}"
        place = f"{where}, {self.column}" if self.column else where
        value = f" {self.value[:60]!r}" if self.value else ""
        new = f" → {self.new}" if self.new else ""
        mend = f" ({self.mend})" if self.mend else ""
        return f"{place}: {self.outcome}:{value} {self.reason}{new}{mend}"


@dataclass(frozen=True)
class Choice:
    """An answer to a question, and how many rows it lets in or changes."""

    id: str
    label: str
    rows: int


@dataclass(frozen=True)
class Question:
    """What only the owner of a file can decide, asked once for all rows that it concerns."""

    id: str
    """Such as `date-order`; in the shell `--answer date-order=day-first` answers it."""
    words: str
    choices: tuple[Choice, ...]
    rows: int
    """How many rows wait for it; 0 where a choice was made that can be changed."""
    offered: str | None = None
    """The choice that fits best, which is not taken unless it is confirmed."""
    answer: str | None = None
    """The choice that was made."""

    def lines(self) -> Iterator[str]:
        """Yield the question as lines for a terminal, with the option for each answer."""
        yield f"? {self.words}" + (f" ({self.rows:,} wait)" if self.rows else "")
        for choice in self.choices:
            marks = {self.answer: "so it is now", self.offered: "offered"}
            mark = f" ({marks[choice.id]})" if choice.id in marks else ""
            yield f"    --answer {shlex.quote(f'{self.id}={choice.id}')}  {choice.label}{mark}"


Answers = Mapping[str, str]
"""The id of the choice by the id of its question."""


@dataclass(frozen=True)
class Report:
    """The outcome of every row, with what was found out about the file."""

    file: str
    noun: str
    """What a row of the file is called: `row`, `feature`, `slide`."""
    rows: int
    said: tuple[str, ...] = ()
    """What was found out: encoding, delimiter, order of day and month, which column is what."""
    questions: tuple[Question, ...] = ()
    remarks: tuple[Remark, ...] = ()
    outcomes: Mapping[Outcome, int] = field(default_factory=dict)
    """Rows by outcome, which add up to `rows`."""

    def lines(self, most: int = 20) -> Iterator[str]:
        """Yield the report as lines for a terminal, with the first of its remarks."""
        counts = ", ".join(f"{number:,} {name}" for name, number in self.outcomes.items() if number)
        yield f"{self.file}: {self.rows:,} {self.noun}s: {counts or 'none'}"
        yield from (f"  {line}" for line in self.said)
        for question in self.questions:
            yield from question.lines()
        remarks = sorted(self.remarks, key=lambda one: -GRAVITY.index(one.outcome))
        yield from (f"  {remark.line(self.noun)}" for remark in remarks[:most])
        if len(remarks) > most:
            yield f"  … and {len(remarks) - most:,} more remarks"
