"""A page for an event: all that the dashboard's panel tells."""

from events.publish.site.page import Preview, Site, lay_out, link, picture
from events.publish.site.pictures import WHOLE, picture_of
from events.records.models import Event
from events.table import rows_of
from events.telling.markup import Element, element
from events.telling.panel import event_parts


def event_page(site: Site, event: Event) -> bytes:
    """Tell an event, where it is on the map, and which others and stories stand beside it."""
    path = f"events/{event.id}.html"
    panel = event_parts(event.id, site.collection)
    told = [_raised(part) for part in panel if part is not None]
    if event.id not in site.table.index:
        words = f"Withdrawn: {event.title}"
        return lay_out(site, Preview(path, words, event.change_note or words, WHOLE), told)
    (row,) = rows_of(site.table.loc[[event.id]])
    shown = picture_of(site, row["place"])
    place = (
        f"Map of {site.records.geography.region.subject} with the events at {row['place_name']}."
    )
    title = f"{event.title} ({row['date_words']})"
    parts = [
        *told,
        element("section", picture(f"../{shown}", place), _ways(event)),
        _beside(site, event, row["place"], row["place_name"]),
        _stories(site, event),
    ]
    return lay_out(site, Preview(path, _unique(site, title, event), event.summary, shown), parts)


def _unique(site: Site, title: str, event: Event) -> str:
    """Add the id to a title that other events have too."""
    same = [known for known in site.records.events if known.title == event.title]
    return title if len(same) == 1 else f"{title} [{event.id}]"


HIGHER = {"h2": "h1", "h3": "h2", "h4": "h3"}


def _raised(part: Element) -> Element:
    """Make the panel's heading the page's, and those below it the next."""
    kept = tuple((name, value) for name, value in part.attributes if name != "aria-live")
    children = (child if isinstance(child, str) else _raised(child) for child in part.children)
    return Element(HIGHER.get(part.tag, part.tag), kept, tuple(children))


def _ways(event: Event) -> Element:
    return element("p", link(f"../dashboard.html#event={event.id}", "Open it on the map"))


def _beside(site: Site, event: Event, place: str, name: str) -> Element | None:
    """Link the other events at its place."""
    rows = site.table[(site.table["place"] == place) & (site.table["id"] != event.id)]
    lines = [
        element("li", link(f"{row['id']}.html", row["title"]), f", {row['date_words']}", dir="auto")
        for _, row in rows.iterrows()
    ]
    return _section(f"Same place: {name}", lines)


def _stories(site: Site, event: Event) -> Element | None:
    lines = [
        element("li", link(f"../stories/{story.id}.html", story.title), dir="auto")
        for story in site.records.stories
        if event.id in {step.event for step in story.steps}
    ]
    return _section("Stories with this event", lines)


def _section(title: str, lines: list[Element]) -> Element | None:
    heading = element("h2", title, dir="auto")
    return element("section", heading, element("ul", *lines, class_="prose")) if lines else None
