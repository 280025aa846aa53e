"""A visitor's own story while it is being made: what is typed is tidied, never refused."""

import re
from dataclasses import dataclass, replace
from typing import Any

from events.records.models import LONGEST_LINE, LONGEST_PARAGRAPH, is_hidden
from events.records.stories import MOST_STEPS, MapView, Step, Story
from events.records.story_files import StoryError

UNNAMED = "my-story"
"""The id of a story whose title has no Latin letter."""


@dataclass(frozen=True)
class Draft:
    """A story that may still lack its title and its events; steps count from 0."""

    title: str = ""
    question: str = ""
    closing: str = ""
    steps: tuple[Step, ...] = ()

    @classmethod
    def of(cls, story: Story) -> "Draft":
        """Take over a finished story."""
        return cls(story.title, story.question, story.closing, story.steps)

    @property
    def is_full(self) -> bool:
        """Whether no further step fits."""
        return len(self.steps) >= MOST_STEPS

    def worded(self, field: str, typed: str) -> "Draft":
        """Return it with a title, question or closing as typed."""
        longest = LONGEST_PARAGRAPH if field == "closing" else LONGEST_LINE
        changed: dict[str, Any] = {field: tidy(typed, longest)}
        return replace(self, **changed)

    def add(self, event: str) -> "Draft":
        """Return it with an event at the end, unless it is full."""
        if self.is_full:
            return self
        return replace(self, steps=(*self.steps, Step(event=event, line="", prompt="")))

    def remove(self, number: int) -> "Draft":
        """Return it without a step."""
        return replace(self, steps=self.steps[:number] + self.steps[number + 1 :])

    def move(self, number: int, by: int) -> "Draft":
        """Return it with a step moved, at most to the start or the end."""
        steps = list(self.steps)
        step = steps.pop(number)
        steps.insert(max(0, number + by), step)
        return replace(self, steps=tuple(steps))

    def told(self, number: int, field: str, typed: str) -> "Draft":
        """Return it with the line or the prompt of a step as typed."""
        return self._changed(number, {field: tidy(typed, LONGEST_LINE)})

    def shown(self, number: int, view: MapView | None) -> "Draft":
        """Return it with the map of a step: a view, or None for where the event is."""
        return self._changed(number, {"view": view})

    def story(self) -> Story:
        """Return the finished story. Raises StoryError that says what is lacking."""
        lacking = [] if self.title else ["title: is empty; write one"]
        lacking += [] if self.steps else ["steps: there are none; add an event"]
        if lacking:
            raise StoryError(lacking)
        return Story(
            id=_named(self.title),
            title=self.title,
            question=self.question,
            closing=self.closing,
            steps=self.steps,
        )

    def _changed(self, number: int, fields: dict[str, object]) -> "Draft":
        step = self.steps[number].model_copy(update=fields)
        return replace(self, steps=(*self.steps[:number], step, *self.steps[number + 1 :]))


def tidy(typed: str, longest: int) -> str:
    """Return text on one line, without hidden characters, cut where it is too long."""
    seen = "".join(" " if is_hidden(character) else character for character in typed)
    return " ".join(seen.split())[:longest].rstrip()


def _named(title: str) -> str:
    return re.sub("[^a-z0-9]+", "-", title.lower()).strip("-")[:80] or UNNAMED
