"""What a handout contains: the events of a story, or a selection, with a question for each."""

from dataclasses import dataclass

import pandas as pd

from events.records import Records, Story
from events.records.plans import Plan

MOST_PRINTED = 50
"""Events on a handout; it says how many were left out."""

LINES, CLOSING_LINES = 3, 4
"""Ruled lines to write on, under the question to an event without a plan and at the end."""

PROMPT = "Who says so, how do they know, and what is missing?"
"""The question to an event that is not part of a story."""

CLOSING = "Look back: whose voices did you hear often, and whose hardly at all?"


@dataclass(frozen=True)
class Options:
    """How a handout is printed."""

    paper: str = "a4"
    """One of PAPERS."""
    blind: bool = False
    """Whether letters stand for outlets, and only the teacher's sheet names the sources."""
    lines: bool = True
    """Whether there are lines to write on."""
    teacher: bool = False
    """Whether it is the sheet for the teacher, with all that the students' pages leave out."""


@dataclass(frozen=True)
class Task:
    """An event on a handout: a line, and a question with lines for the answer."""

    number: int
    """Its place in the handout, counted from 1."""
    line: str | None
    prompt: str
    lines: int = LINES
    on_paper: bool = True
    """Whether the students' pages print it."""


@dataclass(frozen=True)
class Handout:
    """The content of a handout."""

    title: str
    question: str | None
    table: pd.DataFrame
    """The events, in the order in which they are printed."""
    tasks: tuple[Task, ...]
    """One for each event."""
    closing: str
    left_out: int = 0
    """How many events were chosen and are not printed."""
    story: Story | None = None

    @property
    def plan(self) -> Plan | None:
        """The plan of its story."""
        return self.story.plan if self.story else None


def story_handout(story: Story, table: pd.DataFrame) -> Handout:
    """Lay out a story, step by step; its plan says which steps the students' pages print."""
    rows = table.set_index("id", drop=False).loc[[step.event for step in story.steps]]
    tasks = []
    for number, step in enumerate(story.steps, 1):
        planned = story.plan.step(step.event) if story.plan else None
        lines = planned.lines if planned else LINES
        on_paper = story.plan is None or step.event in story.plan.on_paper
        tasks.append(Task(number, step.line, step.prompt, lines, on_paper))
    return Handout(story.title, story.question, rows, tuple(tasks), story.closing, story=story)


def selection_handout(
    rows: pd.DataFrame, records: Records, number: int | None = None, chosen_by: str | None = None
) -> Handout:
    """Lay out rows of a table, at most MOST_PRINTED of the `number` that were chosen.

    `chosen_by` says in words how they were chosen.
    """
    printed = rows.iloc[:MOST_PRINTED]
    chosen = len(rows) if number is None else number
    tasks = tuple(Task(place, None, PROMPT) for place in range(1, len(printed) + 1))
    left_out = chosen - len(printed)
    return Handout(records.info.title, chosen_by, printed, tasks, CLOSING, left_out)
