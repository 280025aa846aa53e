"""What became of every row of a file that is imported, and what only its owner can decide."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Outcome = Literal["taken", "changed", "asked", "refused", "left out"]
"""A row is taken as it stands, or with a value rewritten; waits for an answer; cannot come in, or
is no event (a title, a total, an empty line)."""


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
