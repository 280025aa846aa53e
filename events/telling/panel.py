"""All that is known of an event: facts, excerpts, figures, and how they are known."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from events.collection import Collection
from events.markup import Element, Fact, descriptions, element, note
from events.query import Related
from events.records import STATUSES, Event, Records, Vocabulary, in_words, sources_of
from events.table import NAMELESS, Row, own_values
from events.telling.citations import event_citations
from events.telling.facts import NO_SOURCE, badge, paragraphs, place_names, told_by, within
from events.telling.pictures import Draw, picture_figures, served
from events.telling.quotations import citation, excerpt_card, figure_list, folded

MOST_RELATED = 8
"""Related events that are listed for the same place, and as many for the same day."""

HEADING = "panel-heading"
"""The id of what the keyboard is put on when the panel turns to another thing."""


@dataclass(frozen=True)
class Position:
    """Where an event stands in the list of those shown."""

    number: int
    """Counted from 1."""
    count: int
    before: str | None
    """The event before it; None where it is the first."""
    after: str | None


Lead = Callable[[str, str], Element | str]
"""Draws what leads to the history of a place, from its value in the table and its name."""


def _name_alone(place: str, name: str) -> str:
    return name


def panel(event_id: str, collection: Collection, position: Position | None = None) -> Element:
    """Show all that is known of an event, with every excerpt, and the events related to it.

    `position` is None where it is not among the events of the list.
    """
    heading, *parts = event_parts(event_id, collection, _history_button)
    return element(
        "article",
        _head(position),
        reachable(heading) if heading else None,
        *parts,
        _related(event_id, collection),
        class_="panel",
    )


def _head(position: Position | None) -> Element:
    """Draw what leads to the list, to its events before and after, and out of the panel."""
    turning = () if position is None else _turning(position)
    return element(
        "nav",
        element("button", "Back to the list", data_action="close"),
        *turning,
        element("button", "✕", class_="close", aria_label="Close", data_action="close"),
        class_="turning",
        aria_label="This event in the list",
    )


def _turning(position: Position) -> Iterator[Element]:
    words = f"{position.number:,} of {position.count:,}"
    yield _step("‹", "Previous event", position.before)
    yield element("span", words, class_="counter")
    yield _step("›", "Next event", position.after)


def _step(sign: str, name: str, event: str | None) -> Element:
    """Draw a button to the event beside; at the end of the list it stays and leads nowhere."""
    return element(
        "button",
        sign,
        class_="step",
        aria_label=name,
        data_action=f"select:{event}" if event else None,
        aria_disabled=None if event else "true",
    )


def reachable(heading: Element) -> Element:
    """Let the keyboard be put on the heading of the panel."""
    attributes = (*heading.attributes, ("id", HEADING), ("tabindex", "-1"))
    return Element(heading.tag, attributes, heading.children)


def _history_button(place: str, name: str) -> Element:
    return element(
        "button",
        name,
        class_="place",
        dir="auto",
        aria_label=f"{name}: its history",
        data_action=f"history:{place}",
    )


def event_parts(
    event_id: str, collection: Collection, lead: Lead = _name_alone, draw: Draw = served
) -> list[Element | None]:
    """Show what is known of an event, or why it was withdrawn, without related events."""
    rows = collection.engine.rows([event_id])
    if not rows:
        return _withdrawn(collection.records.by_id[event_id])
    return row_parts(rows[0], collection.records, lead, draw)


def row_parts(
    row: Row, records: Records, lead: Lead = _name_alone, draw: Draw = served
) -> list[Element | None]:
    """Show the event of a row of the table."""
    event = records.by_id.get(row["id"])
    if event is None:
        return _uncurated(row, records, lead)
    return _curated(event, row, records, lead, draw)


def _curated(
    event: Event, row: Row, records: Records, lead: Lead, draw: Draw
) -> list[Element | None]:
    """Show an event: at the head what a reader came for, who says what in which words."""
    return [
        *_heading(row, lead),
        _excerpts(event, records),
        *paragraphs(event.summary),
        *picture_figures(event, records, draw),
        figure_list(event.figures, records),
        _contested(event),
        _also_reported(event, records),
        _facts(event, row, records),
        _evidence(event, records),
        _more(row),
        event_citations(event, records),
    ]


def _heading(row: Row, lead: Lead) -> Iterator[Element]:
    """Yield the title, and in a line below it date, place and status."""
    named, name = row["place"] not in NAMELESS, row["place_name"]
    place = element("span", lead(row["place"], name) if named else name, dir="auto")
    yield element("h2", row["title"], dir="auto")
    parts = (f"{row['date_words']} · ", place, f" · {STATUSES[row['status']]}")
    yield element("p", *parts, class_="facts")


def _withdrawn(event: Event) -> list[Element | None]:
    """Say that an event was withdrawn, and why."""
    return [
        element("h2", "This event was withdrawn"),
        element("p", event.title, dir="auto"),
        element("p", event.change_note or "", dir="auto"),
        note(f"Record: {dates}." if (dates := _record_dates(event)) else None),
    ]


def _uncurated(row: Row, records: Records, lead: Lead) -> list[Element | None]:
    """Show an event that has no record, and so no excerpts, from its row alone."""
    address = row["url"]
    link = element("a", "Read the report", href=address) if isinstance(address, str) else None
    unknown = note("No address known.") if row["outlets"] and link is None else " "
    category = records.vocabulary.category[row["category"]]
    facts: list[Fact] = [
        ("Reported by", [told_by(row), unknown, link]),
        ("Category", [badge(category), f" {category.label}"]),
        ("Place", [row["place_name"], within(row)]),
    ]
    return [
        *_heading(row, lead),
        *paragraphs(row["summary"]),
        descriptions(facts),
        note("This set holds no excerpts: read the report itself."),
        _more(row),
    ]


def _weak(vocabulary: Vocabulary) -> str:
    """Say on what an event rests that no firm source reports."""
    kinds = ", ".join(vocabulary.kind_labels[kind] for kind in vocabulary.weak_kinds)
    rests = f", or on sources of these kinds only: {kinds}" if kinds else " only"
    return f"It rests on copies{rests}."


def _facts(event: Event, row: Row, records: Records) -> Element:
    category = records.vocabulary.category[event.category]
    cited, firm = sources_of(event), records.vocabulary.firm_kinds
    weak = _weak(records.vocabulary) if cited and firm and not records.rests_firmly(event) else None
    facts: list[Fact] = [
        ("Status", [weak]),
        ("Category", [badge(category), f" {category.label}"]),
        ("Place", [place_names(row, records), within(row)]),
        ("Involved", [", ".join(event.actors) or None]),
    ]
    return descriptions(facts)


def _contested(event: Event) -> Element | None:
    if event.contested is None:
        return None
    heading = element("h3", "What is contested")
    return element("section", heading, element("p", event.contested, dir="auto"))


def _excerpts(event: Event, records: Records) -> Element | None:
    number = len(event.excerpts)
    if not number and not event.content_note and not records.info.curated:
        return None
    if not number:
        warning = f"Content note: {event.content_note}" if event.content_note else None
        return element("section", element("h3", "No fragment is quoted"), note(warning))
    cards = [excerpt_card(excerpt, records) for excerpt in event.excerpts]
    heading = element("h3", f"{number} excerpt{'s' if number > 1 else ''}")
    return element("section", heading, *folded(event, cards))


def _also_reported(event: Event, records: Records) -> Element | None:
    """List the sources that report it too, or print a figure of it, and are not quoted."""
    printed = (figure.source for figure in event.figures if figure.source)
    quoted = {excerpt.source for excerpt in event.excerpts}
    names = [n for n in dict.fromkeys((*event.also_reported_by, *printed)) if n not in quoted]
    if not sources_of(event):
        return note(f"{NO_SOURCE.capitalize()}.")
    if not names:
        return None
    cited = [citation(records.sources[name]) for name in names]
    lines = [element("li", *parts, class_="citation") for parts in cited]
    also = quoted or records.info.curated
    heading = element("h3", "Also reported by" if also else "Reported by")
    return element("section", heading, element("ul", *lines, class_="prose"))


def _evidence(event: Event, records: Records) -> Element:
    """Say how the date and the place are known, and when the record changed."""
    if isinstance(event.place, str):
        position: str | None = records.geography.places[event.place].source
    else:
        position = event.place.basis if event.place else None
    facts: list[Fact] = [
        ("Date", [event.date_note]),
        ("Place", [event.place_note]),
        ("Position", [position]),
        ("Record", [_record_dates(event)]),
        ("Change", [event.change_note]),
    ]
    summary = element("summary", "How the date and the place are known")
    return element("details", summary, descriptions(facts))


def _more(row: Row) -> Element | None:
    """Show what a list says in columns of its own, in its own words."""
    own = own_values(row)
    if not own:
        return None
    facts: list[Fact] = [(name, list(paragraphs(text))) for name, text in own.items()]
    return element("details", element("summary", "More from the file"), descriptions(facts))


def _record_dates(event: Event) -> str | None:
    """Say when the record was written and last changed, as far as that is known."""
    days = (("created", event.created), ("changed", event.modified))
    return ", ".join(f"{what} {in_words(day)}" for what, day in days if day) or None


def _related(event_id: str, collection: Collection) -> Element | None:
    """Offer the events at the same place and on the same day."""
    rows = collection.engine.rows([event_id])
    if not rows:
        return None
    titles = {"place": f"Same place: {rows[0]['place_name']}", "day": "Same day"}
    found = collection.engine.related(event_id, MOST_RELATED)
    sections = [_links(titles[related.by], related, collection.records) for related in found]
    return element("nav", *sections, aria_label="Related events") if sections else None


def _links(title: str, related: Related, records: Records) -> Element:
    buttons = [
        element(
            "li",
            element(
                "button",
                badge(records.vocabulary.category[row["category"]]),
                f" {row['title']}",
                element("span", f" {row['date_words']}", class_="note"),
                data_action=f"select:{row['id']}",
            ),
        )
        for row in related.rows
    ]
    more = element("p", f"and {related.more:,} more", class_="note") if related.more else None
    return element("section", element("h3", title), element("ul", *buttons), more)
