"""What is wrong with an event or a story in its collection: its name, references and wording."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from events.records.models import Amount, Event, Figure, OwnPlace, Source, sources_of
from events.records.stories import FEWEST_STEPS, Story, view_problems
from events.records.values import LONGEST_PARAGRAPH
from events.records.wording import Fault, Wording, excerpt_faults
from geodata import Region

Known = Mapping[str, set[str]]
"""The ids in each file of a collection that could be read, by the name of the file."""


OWED: Mapping[str, tuple[str, Callable[[Event], bool]]] = {
    "summary": ("summary", lambda event: bool(event.summary)),
    "status": ("status", lambda event: event.status != "unstated"),
    "place": ("place", lambda event: event.place is not None),
    "excerpts": ("source", lambda event: bool(sources_of(event))),
}
"""What a reader is owed, by its field: a word for it, and whether an event has it."""


DATED = ("created", "modified")
PLACED = ("name", "longitude", "latitude", "precision_m", "basis")
"""Further fields of a curated event, and of a place of its own."""


def owed_faults(event: Event) -> Iterator[Fault]:
    """Say what a curated event does not say that a reader is owed."""
    for field, (what, is_said) in OWED.items():
        if not is_said(event):
            yield Fault(f"{field}: is missing; a curated event has a {what}")
    for field in DATED:
        if getattr(event, field) is None:
            yield Fault(f"{field}: is missing")
    if len(event.summary) > LONGEST_PARAGRAPH or "\n" in event.summary:
        yield Fault(f"summary: must be one paragraph of at most {LONGEST_PARAGRAPH} characters")
    if event.status == "contested" and event.contested is None:
        yield Fault("contested: is missing; say what is contested, as `status` is contested")
    if event.status == "withdrawn" and event.change_note is None:
        yield Fault("change_note: is missing; say why the event is withdrawn")
    if isinstance(event.place, OwnPlace):
        for field in PLACED:
            if getattr(event.place, field) is None:
                yield Fault(f"place.{field}: is missing")
    yield from _unexplained(event.figures)


def event_faults(event: Event, known: Known) -> Iterator[Fault]:
    """Say to what an event refers that is not there, and what it tells twice."""
    for file, cited in REFERENCES.items():
        if file in known:
            yield from _unknown(cited(event), known[file], file)
    yield from _told_twice(event.figures)


def wording_faults(event: Event, wording: Wording) -> Iterator[Fault]:
    """Say which texts of an event are not neutral, and which fragments are too long."""
    rules: list[tuple[str, Callable[[str], Iterator[Fault]], str | None]] = [
        ("title", wording.title, event.title),
        ("summary", wording.summary, event.summary),
        ("date_note", wording.note, event.date_note),
        ("place_note", wording.note, event.place_note),
        ("contested", wording.note, event.contested),
        ("content_note", wording.note, event.content_note),
        ("change_note", wording.note, event.change_note),
    ]
    rules += [
        (f"figures.{n}.source_note", wording.note, figure.source_note)
        for n, figure in enumerate(event.figures)
    ]
    for number, picture in enumerate(event.pictures):
        rules.append((f"pictures.{number}.alt", wording.note, picture.alt))
        rules.append((f"pictures.{number}.warning", wording.note, picture.warning))
    rules += [(f"excerpts.{n}.text", excerpt_faults, e.text) for n, e in enumerate(event.excerpts)]
    yield from _worded(rules)


NOTES = {
    "title": "title_note",
    "authors": "author_note",
    "published": "published_note",
    "url": "url_note",
}
"""For each field of a source that may be null, the field that says why it is."""


def unexplained_faults(source: Source) -> Iterator[Fault]:
    """Say which nulls of a source have no reason."""
    for name, note in NOTES.items():
        if getattr(source, name) is None and getattr(source, note) is None:
            yield Fault(f"{note}: is missing; say why `{name}` is null")


def source_faults(source: Source) -> Iterator[Fault]:
    """Say what is wrong with the copy of a source in an archive."""
    if source.archive_url and source.archived_at is None:
        yield Fault("archived_at: is missing; write the day on which `archive_url` was archived")
    for name, value in (("archived_at", source.archived_at), ("sha256", source.sha256)):
        if value and source.archive_url is None:
            what = "belongs to a copy; write its `archive_url`, or leave this out"
            yield Fault(f"{name}: {what} (got {str(value)!r})")


def _unexplained(figures: Sequence[Figure]) -> Iterator[Fault]:
    """Find figures of which neither the source is known nor why it is not."""
    for number, figure in enumerate(figures):
        if figure.source is None and figure.source_note is None:
            yield Fault(f"figures.{number}.source_note: is missing; say why `source` is null")


def _told_twice(figures: Sequence[Figure]) -> Iterator[Fault]:
    """Find figures that are already parts of another figure of the same speaker and source."""
    parts = {
        (figure.according_to, figure.source, *_counted(part)): f"figures.{number}.parts.{place}"
        for number, figure in enumerate(figures)
        for place, part in enumerate(figure.parts)
    }
    for number, figure in enumerate(figures):
        if part_of := parts.get((figure.according_to, figure.source, *_counted(figure))):
            yield Fault(
                f"figures.{number}: is {part_of} too, and would be shown twice; leave out the "
                f"figure (got {figure.what!r})"
            )


def _counted(numbers: Amount | Figure) -> tuple[str, float | None, float | None, float | None]:
    return numbers.what, numbers.low, numbers.best, numbers.high


def _sources_cited(event: Event) -> Iterator[tuple[str, str]]:
    """Yield each field that cites a source, and the id in it."""
    for number, excerpt in enumerate(event.excerpts):
        yield f"excerpts.{number}.source", excerpt.source
    for number, figure in enumerate(event.figures):
        if figure.source:
            yield f"figures.{number}.source", figure.source
    for number, source in enumerate(event.also_reported_by):
        yield f"also_reported_by.{number}", source


def _speakers_named(event: Event) -> Iterator[tuple[str, str]]:
    """Yield each field that names a speaker, and the id in it."""
    for number, excerpt in enumerate(event.excerpts):
        yield f"excerpts.{number}.speaker", excerpt.speaker
        if excerpt.crediting:
            yield f"excerpts.{number}.crediting", excerpt.crediting
    for number, figure in enumerate(event.figures):
        yield f"figures.{number}.according_to", figure.according_to


def _place_named(event: Event) -> Iterator[tuple[str, str]]:
    if isinstance(event.place, str):
        yield "place", event.place


def _category_named(event: Event) -> Iterator[tuple[str, str]]:
    yield "category", event.category


CATEGORIES, SIDES, KINDS = (
    f"vocabulary.yaml: {part}" for part in ("categories", "sides", "outlet_kinds")
)
"""Lists in a file, whose ids are referred to."""

PLACES = "geodata/places.geojson"

REFERENCES = {
    CATEGORIES: _category_named,
    PLACES: _place_named,
    **dict.fromkeys(("sources.yaml", "sources.csv"), _sources_cited),
    **dict.fromkeys(("speakers.yaml", "speakers.csv"), _speakers_named),
}
"""For each file or list, the fields of an event that refer to it."""


def _unknown(cited: Iterable[tuple[str, str]], known: set[str], file: str) -> Iterator[Fault]:
    for field, value in cited:
        if value not in known:
            yield Fault(f"{field}: is not in {file} (got {value!r})")


def story_faults(
    name: str,
    story: Story,
    known: set[str],
    withdrawn: set[str],
    wording: Wording,
    region: Region | None,
) -> Iterator[Fault]:
    """Say what is wrong with a curated story that its model does not check.

    `known` contains the ids of all events, including faulty and withdrawn ones.
    """
    if story.id != name:
        yield Fault(f"id: must equal the file's name (got {story.id!r})")
    if len(story.steps) < FEWEST_STEPS:
        yield wording.fault(f"steps: must be at least {FEWEST_STEPS} (got {len(story.steps)})")
    if not story.closing:
        yield wording.fault("closing: must not be empty (got '')")
    yield from _step_faults(story, known, withdrawn, region)
    rules: list[tuple[str, Callable[[str], Iterator[Fault]], str | None]] = [
        ("title", wording.title, story.title),
        ("question", wording.question, story.question),
        ("closing", wording.summary, story.closing),
    ]
    for number, step in enumerate(story.steps):
        rules.append((f"steps.{number}.line", wording.sentence, step.line))
        rules.append((f"steps.{number}.prompt", wording.question, step.prompt))
    # Texts that a visitor may leave empty are required here.
    yield from _worded(rules, empty=True)


def _step_faults(
    story: Story, known: set[str], withdrawn: set[str], region: Region | None
) -> Iterator[Fault]:
    times = Counter(step.event for step in story.steps)
    for number, step in enumerate(story.steps):
        field = f"steps.{number}.event"
        if step.event not in known:
            yield Fault(f"{field}: is not in events/ (got {step.event!r})")
        if step.event in withdrawn:
            yield Fault(f"{field}: is withdrawn (got {step.event!r})")
        if times[step.event] > 1:
            yield Fault(f"{field}: is in more than one step (got {step.event!r})")
        if step.view and region:
            for problem in view_problems(step.view, region.bounds.box, region.zooms.pair):
                yield Fault(f"steps.{number}.view.{problem}")


def choice_faults(story: Story, events: Mapping[str, Event]) -> Iterator[Fault]:
    """Say which excerpts and figures a curated story chooses that its events do not have."""
    for number, step in enumerate(story.steps):
        event = events.get(step.event)
        for field in ("excerpts", "figures") if event else ():
            there = [each.id for each in getattr(event, field)]
            for chosen in getattr(step, field) or ():
                if chosen not in there:
                    what = f"is none of the event's, which are {', '.join(there) or 'none'}"
                    yield Fault(f"steps.{number}.{field}: {what} (got {chosen!r})")


def _worded(
    rules: Iterable[tuple[str, Callable[[str], Iterator[Fault]], str | None]],
    *,
    empty: bool = False,
) -> Iterator[Fault]:
    for field, rule, text in rules:
        for fault in rule(text) if text or (empty and text is not None) else ():
            yield Fault(f"{field}: {fault.words}", fault.level)
