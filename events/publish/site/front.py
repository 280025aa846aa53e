"""The site's first page: what it is, its stories, its events, its files."""

from collections.abc import Sequence

from events.publish.site.page import Preview, Site, lay_out, link, picture
from events.publish.site.pictures import WHOLE
from events.records import STATUSES, Records
from events.table import Row, rows_of
from events.telling.markup import Element, element
from events.telling.signs import badge


def front_page(site: Site, files: Sequence[str]) -> bytes:
    """Say what the site holds, and link all of it."""
    info, number = site.records.info, len(site.table)
    stories = [_story(site, number) for number in range(len(site.records.stories))]
    events = [_event(row, site.records) for row in rows_of(site.table)]
    parts = [
        element("h1", info.title, dir="auto"),
        element("p", info.description, dir="auto"),
        element("p", info.disclaimer, dir="auto"),
        element("p", link("dashboard.html", "Open the map with dates and search")),
        picture(WHOLE, f"Map of {site.records.geography.region.subject} with all events."),
        element("h2", "Stories") if stories else None,
        element("ul", *stories, class_="prose") if stories else None,
        element("h2", f"{number:,} events"),
        element("ul", *events, class_="listing"),
        element("h2", "Data and citations"),
        element("ul", *(_file(path) for path in files), class_="prose"),
    ]
    return lay_out(site, Preview("index.html", info.title, info.description, WHOLE), parts)


def _story(site: Site, number: int) -> Element:
    story = site.records.stories[number]
    title = link(f"stories/{story.id}.html", story.title)
    asked = f": {story.question}" if story.question else None
    return element("li", title, asked, dir="auto")


def _event(row: Row, records: Records) -> Element:
    title = element("span", link(f"events/{row['id']}.html", row["title"]), dir="auto")
    category, status = records.vocabulary.category[row["category"]], STATUSES[row["status"]]
    facts = (row["date_words"], row["place_name"], category.label, status, row["outlets"])
    return element(
        "li",
        element("h3", badge(category), title),
        element("p", " · ".join(facts), class_="facts", dir="auto"),
    )


def _file(path: str) -> Element:
    return element("li", link(path, path.removeprefix("data/")))
