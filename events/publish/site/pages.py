"""The pages of a site: the first one, and one for each event and each story."""

from collections.abc import Iterator, Sequence

from events.exporters import FORMATS
from events.linked_data import Node, describe_dataset, describe_event, describe_story
from events.markup import Element, element
from events.publish.site.layout import (
    WHOLE,
    Preview,
    Site,
    lay_out,
    link,
    map_words,
    picture,
    picture_of,
    raised,
    shown_picture,
)
from events.records import Event, Records, Step, Story
from events.table import Row, rows_of
from events.telling.listed import listed
from events.telling.panel import event_parts


def front_page(site: Site, files: Sequence[str]) -> bytes:
    """Say what the site holds, with links to its stories, its events and its `files`."""
    info, number = site.records.info, len(site.table)
    stories = [_listed_story(story) for story in site.records.stories]
    events = [listed_event(row, site.records, "events/") for row in rows_of(site.table)]
    parts = [
        element("h1", info.title, dir="auto"),
        element("p", info.description, dir="auto"),
        element("p", info.disclaimer, dir="auto"),
        element("p", link("dashboard.html", "Open the map with dates and search")),
        element("p", link("places.html", "Places, each with its events in order of time")),
        picture(WHOLE, f"Map of {site.records.geography.region.subject} with all events."),
        element("h2", "Stories") if stories else None,
        element("ul", *stories, class_="prose") if stories else None,
        element("h2", f"{number:,} events"),
        element("ul", *events, class_="listing"),
        element("h2", "Data and citations"),
        element("ul", *(_listed_file(path) for path in files), class_="prose"),
    ]
    about = _dataset(site, files)
    preview = Preview("index.html", info.title, info.description, WHOLE, about)
    return lay_out(site, preview, parts)


def _dataset(site: Site, files: Sequence[str]) -> Node:
    records = site.records
    endings = {f"data/{records.info.id}.{form.ending}": form for form in FORMATS.values()}
    downloads = [(form, site.at(path)) for path, form in endings.items() if path in files]
    return describe_dataset(
        records.info,
        records.geography.region,
        site.collection.engine.span,
        site.published,
        topics=[category.label for category in records.vocabulary.categories],
        credits=site.provenance.credits,
        files=[(form.name, form.media_type, address) for form, address in downloads if address],
    )


def _listed_story(story: Story) -> Element:
    title = link(f"stories/{story.id}.html", story.title)
    question = f": {story.question}" if story.question else None
    return element("li", title, question, dir="auto")


def listed_event(row: Row, records: Records, folder: str) -> Element:
    """Show an event in short, with a link to its page in the folder of events."""
    title = element("span", link(f"{folder}{row['id']}.html", row["title"]), dir="auto")
    return listed(title, row, records)


def _listed_file(path: str) -> Element:
    return element("li", link(path, path.removeprefix("data/")))


def event_page(site: Site, event: Event) -> bytes:
    """Show an event as the panel does, its place on the map, and its related events and stories."""
    path = f"events/{event.id}.html"
    shown = event_parts(event.id, site.collection, _to_place, shown_picture)
    parts = [raised(part) for part in shown if part is not None]
    if event.id not in site.collection.engine:
        title = f"Withdrawn: {event.title}"
        gone = Preview(path, title, event.change_note or title, WHOLE, listed=False)
        return lay_out(site, gone, parts)
    row = site.collection.engine.row(event.id)
    map_of_place = picture_of(site, row["place"])
    words = map_words(site, row["place_name"])
    on_map = element("p", link(f"../dashboard.html#event={event.id}", "Open it on the map"))
    title = _distinct(site, f"{event.title} ({row['date_words']})", event)
    page = [
        *parts,
        element("section", picture(f"../{map_of_place}", words), on_map),
        _section(f"Same place: {row['place_name']}", _same_place(site, row)),
        _section("Stories with this event", _stories(site, event)),
    ]
    about = describe_event(event.id, site.collection, site.published)
    return lay_out(site, Preview(path, title, event.summary, map_of_place, about), page)


def _to_place(place: str, name: str) -> Element:
    return link(f"../places/{place}.html", name)


def _distinct(site: Site, title: str, event: Event) -> str:
    """Add the id to a title that other events have too."""
    same = [other for other in site.records.events if other.title == event.title]
    return title if len(same) == 1 else f"{title} [{event.id}]"


def _same_place(site: Site, row: Row) -> Iterator[Element]:
    table = site.table
    for other in rows_of(table[(table["place"] == row["place"]) & (table["id"] != row["id"])]):
        title = link(f"{other['id']}.html", other["title"])
        yield element("li", title, f", {other['date_words']}", dir="auto")


def _stories(site: Site, event: Event) -> Iterator[Element]:
    for story in site.records.stories:
        if event.id in {step.event for step in story.steps}:
            yield element("li", link(f"../stories/{story.id}.html", story.title), dir="auto")


def _section(title: str, lines: Iterator[Element]) -> Element | None:
    listed = list(lines)
    if not listed:
        return None
    heading = element("h2", title, dir="auto")
    return element("section", heading, element("ul", *listed, class_="prose"))


def story_page(site: Site, story: Story) -> bytes:
    """Show a story step by step, with a link to its handout."""
    rows = site.collection.engine.rows(step.event for step in story.steps)
    steps = (_step(step, row) for step, row in zip(story.steps, rows, strict=True))
    parts = [
        element("h1", story.title, dir="auto"),
        _paragraph(story.question, "question"),
        element(
            "p",
            link(f"{story.id}-handout.html", "Pages for students, to print"),
            " · ",
            link(f"{story.id}-teacher-handout.html", "The teacher’s sheet, with the plan"),
        ),
        element("ol", *steps, class_="steps"),
        element("h2", "To close"),
        _paragraph(story.closing),
    ]
    text = story.question or site.records.info.description
    about = describe_story(story, site.collection, site.published)
    preview = Preview(f"stories/{story.id}.html", f"Story: {story.title}", text, WHOLE, about)
    return lay_out(site, preview, parts)


def _step(step: Step, row: Row) -> Element:
    title = link(f"../events/{step.event}.html", row["title"])
    return element(
        "li",
        element("h2", title, dir="auto"),
        element("p", f"{row['date_words']} · {row['place_name']}", class_="facts", dir="auto"),
        _paragraph(step.line),
        _paragraph(step.prompt, "prompt"),
    )


def _paragraph(text: str, name: str | None = None) -> Element | None:
    return element("p", text, class_=name, dir="auto") if text else None
