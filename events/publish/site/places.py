"""The pages of places: one for each that has events, and the list of them."""

from events.markup import Element, element
from events.publish.site.layout import (
    PLACES,
    WHOLE,
    Preview,
    Site,
    lay_out,
    link,
    map_words,
    picture,
    picture_of,
    raised,
)
from events.publish.site.pages import listed_event
from events.telling.history import events_heading, history_parts, place_history


def places_page(site: Site) -> bytes:
    """List the places by name, each with the number of its events."""
    labels = site.collection.labels["place"]
    in_order = sorted(site.places, key=lambda place: (labels[place].casefold(), place))
    parts = [
        element("h1", PLACES),
        element("ul", *(_listed(site, place) for place in in_order), class_="prose"),
    ]
    text = f"{len(in_order):,} places with their events, in order of time."
    return lay_out(site, Preview("places.html", PLACES, text, WHOLE), parts)


def _listed(site: Site, place: str) -> Element:
    history = place_history(place, site.collection, most=1)
    number = f"{history.count:,} event{'s' * (history.count != 1)}"
    return element("li", link(f"places/{place}.html", history.name), f", {number}", dir="auto")


def place_page(site: Site, place: str) -> bytes:
    """Show what is known of a place, its outlines by their dates, and all its events in order."""
    history = place_history(place, site.collection, most=len(site.table))
    known = [part for part in history_parts(history, site.records) if part is not None]
    events = [listed_event(row, site.records, "../events/") for row in history.rows]
    shown, heading = picture_of(site, place), events_heading(history)
    parts = [
        element("h1", history.name, dir="auto"),
        *map(raised, known),
        picture(f"../{shown}", map_words(site, history.name)),
        element("section", element("h2", heading), element("ol", *events, class_="listing")),
    ]
    text = f"{history.name}: {heading}, and what its outline was when."
    preview = Preview(f"places/{place}.html", _title(site, place), text, shown)
    return lay_out(site, preview, parts)


def _title(site: Site, place: str) -> str:
    """Name a place as a title, with its id where another has the same name."""
    labels = site.collection.labels["place"]
    title = f"Place: {labels[place]}"
    same = [other for other in site.places if labels[other] == labels[place]]
    return title if len(same) == 1 else f"{title} [{place}]"
