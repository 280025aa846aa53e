"""All that is known of a curated event: facts, excerpts, figures, and how it is known."""

import geopandas as gpd

from events.cite.folds import event_fold
from events.records.dates import When
from events.records.models import Event, OwnPlace
from events.records.reading import Dataset, rests_firmly
from events.records.vocabulary import CATEGORY, STATUSES
from events.table.curated import Row
from events.telling.markup import Element, Fact, descriptions, element, foreign, note
from events.telling.quotations import citation, excerpt_card, figure_table
from events.telling.signs import badge, distance
from geodata.models import PRECISION_WORDS


def account(
    event: Event, row: Row, dataset: Dataset, places: gpd.GeoDataFrame
) -> list[Element | None]:
    """Tell an event with every excerpt."""
    return [
        element("h2", event.title, dir="auto", aria_live="polite"),
        element("p", event.summary, dir="auto"),
        _facts(event, row, dataset, places),
        _excerpts(event, dataset),
        _also(event, dataset),
        figure_table(event.figures, dataset),
        _grounds(event, places),
        event_fold(event, dataset),
    ]


def tombstone(event: Event) -> list[Element | None]:
    """Say that an event was withdrawn, and why."""
    return [
        element("h2", "This event was withdrawn"),
        element("p", event.title, dir="auto"),
        element("p", event.change_note or "", dir="auto"),
        note(f"Record: {_record_dates(event)}."),
    ]


def report(row: Row) -> list[Element | None]:
    """Tell an event of a table, which has no excerpts: what its columns say."""
    address = row["url"]
    link = element("a", "Read the report", href=address) if isinstance(address, str) else None
    facts: list[Fact] = [
        ("Date", [row["date_words"]]),
        ("Place", [row["place_name"], within(row)]),
        ("Category", [badge(row["category"]), f" {CATEGORY[row['category']].label}"]),
        ("Status", [STATUSES[row["status"]]]),
        ("Reported by", [row["outlets"], note("No address known.") if link is None else " ", link]),
    ]
    return [
        element("h2", row["title"], dir="auto", aria_live="polite"),
        element("p", row["summary"], dir="auto"),
        descriptions(facts),
        note("This set holds no excerpts: read the report itself."),
    ]


WEAK = "It rests on copies, or on advocacy, state-owned, little-known or wiki sources only."


def _facts(event: Event, row: Row, dataset: Dataset, places: gpd.GeoDataFrame) -> Element:
    firm = rests_firmly(event, dataset)
    facts: list[Fact] = [
        ("Date", [When(event.date).words]),
        ("Place", [place_names(event, places), within(row)]),
        ("Category", [badge(event.category), f" {CATEGORY[event.category].label}"]),
        ("Status", [STATUSES[event.status], None if firm else note(WEAK)]),
        ("Contested", [event.contested]),
        ("Involved", [", ".join(event.actors) or None]),
        ("Note", [event.content_note]),
    ]
    return descriptions(facts)


def place_names(event: Event, places: gpd.GeoDataFrame) -> Element:
    """Name an event's place in English, and in Arabic and Hebrew where that is known."""
    if isinstance(event.place, OwnPlace):
        return element("span", event.place.name)
    place = places.loc[event.place]
    names: list[Element | str] = [place["name"]]
    for language in ("ar", "he"):
        if isinstance(place[f"name_{language}"], str):
            names += [" · ", foreign(place[f"name_{language}"], language)]
    return element("span", *names)


def _grounds(event: Event, places: gpd.GeoDataFrame) -> Element:
    """How the date and the place are known, and when the record changed."""
    if isinstance(event.place, OwnPlace):
        position = event.place.basis
    else:
        position = str(places.loc[event.place, "source"])
    facts: list[Fact] = [
        ("Date", [event.date_note]),
        ("Place", [event.place_note]),
        ("Position", [position]),
        ("Record", [_record_dates(event)]),
        ("Change", [event.change_note]),
    ]
    summary = element("summary", "How the date and the place are known")
    return element("details", summary, descriptions(facts))


def _record_dates(event: Event) -> str:
    return f"created {event.created}, changed {event.modified}"


def _excerpts(event: Event, dataset: Dataset) -> Element:
    number = len(event.excerpts)
    if not number:
        return element("section", element("h3", "No fragment is quoted"))
    cards = [excerpt_card(excerpt, dataset) for excerpt in event.excerpts]
    heading = element("h3", f"{number} excerpt{'s' if number > 1 else ''}")
    if event.content_note is None:
        return element("section", heading, *cards)
    folded = element("details", element("summary", f"Show: {event.content_note}"), *cards)
    return element("section", heading, folded)


def _also(event: Event, dataset: Dataset) -> Element | None:
    """List the sources that report it too, without a quotation."""
    if not event.also_reported_by:
        return None
    cited = [citation(dataset.sources[name]) for name in event.also_reported_by]
    lines = [element("li", *parts, class_="citation") for parts in cited]
    return element(
        "section", element("h3", "Also reported by"), element("ul", *lines, class_="prose")
    )


def within(row: Row) -> Element | None:
    """Say how far the place can be off, and what is known of it."""
    return note(f"within {distance(row['precision_m'])}; {PRECISION_WORDS[row['precision']]}")
