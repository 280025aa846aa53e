"""The speaker's notes of a story: what to say and ask at each screen, never shown to the class."""

from events.markup import Element, Fact, descriptions, element
from events.records import STATUSES, Event, Records, Step, Story, sources_of
from events.table import Row
from events.telling import NO_SOURCE, figure_line, voice


def opening_notes(story: Story) -> list[Element | None]:
    """List what the story goes through, with how to begin."""
    lines = [element("li", step.line or step.event, dir="auto") for step in story.steps]
    return [
        _ask(story.question),
        element("p", "Let the class say what it expects before you go on."),
        element("h3", "In this story"),
        element("ol", *lines),
    ]


def closing_notes(story: Story) -> list[Element | None]:
    """Say what to look back on."""
    return [_ask(story.question), _paragraph(story.closing)]


def event_notes(step: Step, event: Event, row: Row, records: Records) -> list[Element | None]:
    """Give the prompt first, then everything that the screen leaves out."""
    voices = [
        f"{voice(excerpt, records)}, in {records.sources[excerpt.source].outlet}"
        for excerpt in event.excerpts
    ]
    figures = [figure_line(figure, records) for figure in event.figures]
    facts: list[Fact] = [
        ("Take care", [event.content_note]),
        ("Date", [row["date_words"], _sentence(event.date_note)]),
        ("Status", [STATUSES[event.status]]),
        ("What happened", [event.summary or None]),
        ("Contested", [event.contested]),
        ("Who is quoted", ["; ".join(voices) or "nobody"]),
        ("Reported by", ["; ".join(_reported(event, records)) or NO_SOURCE]),
        ("Figures", ["; ".join(figures) or None]),
    ]
    return [_ask(step.prompt), _paragraph(step.line), descriptions(facts)]


def _reported(event: Event, records: Records) -> list[str]:
    """Name the outlets of an event's sources, each with its date."""
    sources = (records.sources[name] for name in sources_of(event))
    return list(dict.fromkeys(f"{source.outlet}, {source.date_words}" for source in sources))


def _ask(question: str) -> Element | None:
    return element("p", question, class_="prompt", dir="auto") if question else None


def _paragraph(text: str) -> Element | None:
    return element("p", text, dir="auto") if text else None


def _sentence(text: str | None) -> str | None:
    return f". {text}" if text else None
