"""What a story is: a question, and the events that a class meets one after the other."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Annotated

from pydantic import Field

from events.models import Line, Paragraph, Record
from events.wording import question_problems, sentence_problems, summary_problems, title_problems
from geodata import Slug

FEWEST_STEPS, MOST_STEPS = 3, 15


class Step(Record):
    """One event of a story, as the presenter shows it."""

    event: Slug
    line: Line
    """One sentence of our own on why the event stands here."""
    prompt: Line
    """A question for the class: who says so, how they know, what is missing."""


class Story(Record):
    """Events in an order that a question gives, for showing to a class."""

    id: Slug
    title: Line
    question: Line
    """Asked at the start; the story leaves the answer to the class."""
    closing: Paragraph
    """What to look back on after the last step; it answers nothing either."""
    steps: Annotated[tuple[Step, ...], Field(min_length=FEWEST_STEPS, max_length=MOST_STEPS)]


def story_problems(name: str, story: Story, known: set[str], withdrawn: set[str]) -> Iterator[str]:
    """Say what is wrong with a story that its own fields cannot tell.

    `known` holds the ids of all events, those of faulty and withdrawn ones too.
    """
    if story.id != name:
        yield f"id: must equal the file's name (got {story.id!r})"
    times = Counter(step.event for step in story.steps)
    for number, step in enumerate(story.steps):
        field = f"steps.{number}.event"
        if step.event not in known:
            yield f"{field}: is not in events/ (got {step.event!r})"
        if step.event in withdrawn:
            yield f"{field}: is withdrawn (got {step.event!r})"
        if times[step.event] > 1:
            yield f"{field}: stands in more than one step (got {step.event!r})"
    yield from _wording_problems(story)


def _wording_problems(story: Story) -> Iterator[str]:
    rules: list[tuple[str, Callable[[str], Iterator[str]], str]] = [
        ("title", title_problems, story.title),
        ("question", question_problems, story.question),
        ("closing", summary_problems, story.closing),
    ]
    for number, step in enumerate(story.steps):
        rules.append((f"steps.{number}.line", sentence_problems, step.line))
        rules.append((f"steps.{number}.prompt", question_problems, step.prompt))
    for field, rule, text in rules:
        for problem in rule(text):
            yield f"{field}: {problem}"
