"""The plan of a story, for whoever teaches it, the glossary, and what is wrong with them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated

from pydantic import Field

from events.records.models import Event, Speaker
from events.records.values import Line, Paragraph
from events.records.wording import Fault, Wording
from geodata import Slug
from geodata.region import Record

Minutes = Annotated[int, Field(ge=1, le=240)]


class Use(Record):
    """Which word one side uses, and where that can be read."""

    side: Slug
    """One of the vocabulary's sides."""
    word: Line
    sources: Annotated[tuple[Slug, ...], Field(min_length=1)]
    """Each has the word in an excerpt of somebody of the side."""


class Term(Record):
    """A word that a class needs; a contested one is told by the sides that use it."""

    id: Slug
    term: Line
    meaning: Paragraph
    uses: tuple[Use, ...] = ()
    """Empty unless the sides differ in the word."""


class Part(Record):
    """Some minutes of a lesson: with one event of the story, or without any."""

    minutes: Minutes
    event: Slug | None = None
    task: Line


class Path(Record):
    """A way through a story in the time that there is."""

    minutes: Minutes
    parts: Annotated[tuple[Part, ...], Field(min_length=1)]


class Evidence(Record):
    """What a source of the event says, on which an answer rests."""

    source: Slug
    words: Line
    """Some or all words of an excerpt or of a figure as reported."""


class Answer(Record):
    """What a class can find, without being the only answer."""

    text: Paragraph
    rests_on: Annotated[tuple[Evidence, ...], Field(min_length=1)]


class StepPlan(Record):
    """What a teacher needs at one step."""

    event: Slug
    easier: Line
    """A question for those who find the step's own hard."""
    harder: Line
    answers: Annotated[tuple[Answer, ...], Field(min_length=1)]
    """To the step's own question."""
    lines: Annotated[int, Field(ge=1, le=12)] = 3
    """How long an answer is asked for on paper."""


class Criterion(Record):
    """A row of the rubric: what is looked at, and what it is like at each level."""

    what: Line
    levels: Annotated[tuple[Line, ...], Field(min_length=2, max_length=4)]
    """The lowest first."""


class Plan(Record):
    """How to teach a story, for somebody who has not prepared it."""

    aims: Annotated[tuple[Line, ...], Field(min_length=1)]
    age: Line
    paths: Annotated[tuple[Path, ...], Field(min_length=1)]
    on_paper: tuple[Slug, ...]
    """The events that the students' pages print."""
    words: tuple[Slug, ...]
    """Terms of the glossary."""
    steps: tuple[StepPlan, ...]
    rubric: tuple[Criterion, ...]
    hard: tuple[Paragraph, ...]
    """What is hard in it, and how to prepare a class."""
    help: tuple[Line, ...]
    """Where a student or a teacher finds help."""
    exit_ticket: Line

    def step(self, event: str) -> StepPlan | None:
        """Return what belongs to an event, if anything does."""
        return next((step for step in self.steps if step.event == event), None)


def plan_faults(
    plan: Plan,
    steps: Sequence[str],
    events: Mapping[str, Event],
    terms: Mapping[str, Term],
    wording: Wording,
) -> Iterator[Fault]:
    """Say what is wrong with the plan of a story; `steps` are the events of the story, in order."""
    for field, event in _events_named(plan):
        if event not in steps:
            yield Fault(f"{field}: is not a step of the story (got {event!r})")
    for number, step in enumerate(plan.steps):
        yield from _evidence_faults(f"steps.{number}", step, events)
    planned = Counter(step.event for step in plan.steps)
    for event in steps:
        if planned[event] != 1:
            yield Fault(f"steps: must have {event!r} once (got it {planned[event]} times)")
    for number, path in enumerate(plan.paths):
        if (total := sum(part.minutes for part in path.parts)) != path.minutes:
            yield Fault(f"paths.{number}.parts: last {total} minutes, not {path.minutes}")
    for number, term in enumerate(plan.words):
        if term not in terms:
            yield Fault(f"words.{number}: is not in glossary.yaml (got {term!r})")
    if len({len(criterion.levels) for criterion in plan.rubric}) > 1:
        yield Fault("rubric: every criterion must have as many levels as the others")
    yield from _wording_faults(plan, wording)


def _events_named(plan: Plan) -> Iterator[tuple[str, str]]:
    for number, path in enumerate(plan.paths):
        for place, part in enumerate(path.parts):
            if part.event:
                yield f"paths.{number}.parts.{place}.event", part.event
    for number, event in enumerate(plan.on_paper):
        yield f"on_paper.{number}", event
    for number, step in enumerate(plan.steps):
        yield f"steps.{number}.event", step.event


def _evidence_faults(field: str, step: StepPlan, events: Mapping[str, Event]) -> Iterator[Fault]:
    """Find evidence that the step's event does not have; a faulty event is not looked at."""
    if (event := events.get(step.event)) is None:
        return
    for number, answer in enumerate(step.answers):
        for place, found in enumerate(answer.rests_on):
            if not _quoted(found.words, found.source, event):
                where = f"{field}.answers.{number}.rests_on.{place}.words"
                what = f"are in no excerpt or figure of {event.id} from {found.source!r}"
                yield Fault(f"{where}: {what} (got {found.words!r})")


def _quoted(words: str, source: str, event: Event) -> bool:
    """Tell whether an excerpt or a figure of a source has some words, in any case."""
    texts = [excerpt.text for excerpt in event.excerpts if excerpt.source == source]
    texts += [figure.as_reported for figure in event.figures if figure.source == source]
    return any(words.casefold() in text.casefold() for text in texts)


def _wording_faults(plan: Plan, wording: Wording) -> Iterator[Fault]:
    """Find what is not neutral; prompts must be questions."""
    for number, step in enumerate(plan.steps):
        for field, text in (("easier", step.easier), ("harder", step.harder)):
            for fault in wording.question(text):
                yield Fault(f"steps.{number}.{field}: {fault.words}", fault.level)
    for text in (
        *plan.aims, plan.age, *plan.hard, *plan.help, plan.exit_ticket,
        *(part.task for path in plan.paths for part in path.parts),
        *(answer.text for step in plan.steps for answer in step.answers),
        *(text for row in plan.rubric for text in (row.what, *row.levels)),
    ):  # fmt: skip
        yield from wording.note(text)


def term_faults(
    term: Term, speakers: Mapping[str, Speaker], events: Iterable[Event], wording: Wording
) -> Iterator[Fault]:
    """Say what is wrong with a term of the glossary."""
    excerpts = [excerpt for event in events for excerpt in event.excerpts]
    for number, use in enumerate(term.uses):
        sides = {name for name, speaker in speakers.items() if speaker.side == use.side}
        for source in use.sources:
            if not any(
                use.word.casefold() in excerpt.text.casefold()
                for excerpt in excerpts
                if excerpt.source == source and excerpt.speaker in sides
            ):
                what = f"no excerpt from it has {use.word!r} from the side {use.side!r}"
                yield Fault(f"uses.{number}.sources: {what} (got {source!r})")
    for text in (term.term, term.meaning):
        yield from wording.note(text)
