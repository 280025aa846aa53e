"""What is wrong with an event beside others: its name, its references, its wording."""

from collections.abc import Callable, Iterable, Iterator

from events.records.models import Event, OwnPlace
from events.records.wording import excerpt_problems, note_problems, summary_problems, title_problems


def event_problems(
    name: str, event: Event, places: set[str], ids: dict[str, set[str]]
) -> Iterator[str]:
    """Say what is wrong with an event that its own fields cannot tell.

    `ids` holds the ids of each register that could be read.
    """
    if event.id != name:
        yield f"id: must equal the file's name (got {event.id!r})"
    if not isinstance(event.place, OwnPlace) and event.place not in places:
        yield f"place: is not in geodata/data/places.geojson (got {event.place!r})"
    for register, cited in REGISTERS.items():
        if register in ids:
            yield from _unknown(cited(event), ids[register], register)
    yield from _wording_problems(event)


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


REGISTERS: dict[str, Callable[[Event], Iterator[tuple[str, str]]]] = {
    "sources.yaml": _sources_cited,
    "speakers.yaml": _speakers_named,
}
"""Which fields of an event name a record of which register."""


def _unknown(cited: Iterable[tuple[str, str]], known: set[str], register: str) -> Iterator[str]:
    for field, value in cited:
        if value not in known:
            yield f"{field}: is not in {register} (got {value!r})"


def _wording_problems(event: Event) -> Iterator[str]:
    rules: list[tuple[str, Callable[[str], Iterator[str]], str | None]] = [
        ("title", title_problems, event.title),
        ("summary", summary_problems, event.summary),
        ("date_note", note_problems, event.date_note),
        ("place_note", note_problems, event.place_note),
        ("contested", note_problems, event.contested),
        ("content_note", note_problems, event.content_note),
        ("change_note", note_problems, event.change_note),
    ]
    rules += [
        (f"excerpts.{n}.text", excerpt_problems, e.text) for n, e in enumerate(event.excerpts)
    ]
    for field, rule, text in rules:
        for problem in rule(text) if text else ():
            yield f"{field}: {problem}"
