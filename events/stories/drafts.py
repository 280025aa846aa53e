"""A visitor's own story while it is being written: what is typed is tidied, never refused."""

import re
from collections.abc import Container
from dataclasses import dataclass, replace
from typing import Any

from events.records import MapView, Step, Story
from events.records.stories import MOST_STEPS
from events.records.story_files import StoryError
from events.records.values import HIDDEN, LONGEST_LINE, LONGEST_PARAGRAPH

UNNAMED = "my-story"
"""The id of a story whose title has no Latin letter or digit."""


@dataclass(frozen=True)
class Draft:
    """A story that may still lack its title and its events; its steps are numbered from 0."""

    title: str = ""
    question: str = ""
    closing: str = ""
    steps: tuple[Step, ...] = ()
    kept_as: str = ""
    """The id of the story of the visitor's own collection that it takes the place of."""

    @classmethod
    def of(cls, story: Story, kept_as: str = "") -> "Draft":
        """Begin with a finished story."""
        return cls(story.title, story.question, story.closing, story.steps, kept_as)

    @property
    def is_full(self) -> bool:
        """Whether no further step fits."""
        return len(self.steps) >= MOST_STEPS

    def with_text(self, field: str, typed: str) -> "Draft":
        """Return the draft with its title, question or closing as typed."""
        longest = LONGEST_PARAGRAPH if field == "closing" else LONGEST_LINE
        changed: dict[str, Any] = {field: tidy(typed, longest)}
        return replace(self, **changed)

    def add(self, event: str) -> "Draft":
        """Return the draft with a step for an event at its end, unless it is full."""
        if self.is_full:
            return self
        return replace(self, steps=(*self.steps, Step(event=event, line="", prompt="")))

    def remove(self, number: int) -> "Draft":
        """Return the draft without a step."""
        return replace(self, steps=self.steps[:number] + self.steps[number + 1 :])

    def move(self, number: int, by: int) -> "Draft":
        """Return the draft with a step moved, at most to the start or the end."""
        steps = list(self.steps)
        step = steps.pop(number)
        steps.insert(max(0, number + by), step)
        return replace(self, steps=tuple(steps))

    def with_step_text(self, number: int, field: str, typed: str) -> "Draft":
        """Return the draft with the line or the prompt of a step as typed."""
        return self._with_step(number, {field: tidy(typed, LONGEST_LINE)})

    def among(self, events: Container[str]) -> "Draft":
        """Return the draft with those of its steps whose events are among these."""
        return replace(self, steps=tuple(step for step in self.steps if step.event in events))

    def with_view(self, number: int, view: MapView | None) -> "Draft":
        """Return the draft with the view of the map at a step; None shows where the event is."""
        return self._with_step(number, {"view": view})

    def with_choice(self, number: int, field: str, chosen: tuple[str, ...] | None) -> "Draft":
        """Return the draft with other `excerpts` or `figures` of a step; None follows the rule."""
        return self._with_step(number, {field: chosen})

    def story(self) -> Story:
        """Return the finished story. Raises StoryError with a line for everything that it lacks."""
        lacking = [] if self.title else ["Give the story a title."]
        lacking += [] if self.steps else ["Add an event."]
        if lacking:
            raise StoryError(lacking)
        return Story(
            id=_id_of(self.title),
            title=self.title,
            question=self.question,
            closing=self.closing,
            steps=self.steps,
        )

    def _with_step(self, number: int, fields: dict[str, object]) -> "Draft":
        step = self.steps[number].model_copy(update=fields)
        return replace(self, steps=(*self.steps[:number], step, *self.steps[number + 1 :]))


def tidy(typed: str, longest: int) -> str:
    """Return text on one line, without hidden characters, cut where it is too long."""
    return " ".join(HIDDEN.sub(" ", typed).split())[:longest].rstrip()


def _id_of(title: str) -> str:
    """Make an id of a title's Latin letters and digits."""
    return re.sub("[^a-z0-9]+", "-", title.lower()).strip("-")[:80] or UNNAMED
