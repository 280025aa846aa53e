"""What search engines find: the one address of each page, what it is about, and the list of all."""

from collections.abc import Iterator
from urllib.parse import urlencode

from events.collection import Collection
from events.exporters import FORMATS, MOST_IN_MEMORY, describe_file
from events.link import View
from events.linked_data import (
    Node,
    Published,
    describe_dataset,
    describe_event,
    describe_story,
)
from events.publish.sitemap import MOST_LISTED, Listed
from events.query import Query
from events.records.story_files import OWN
from pages import PAGES

ADDRESSES: dict[str, str] = {page.address: page.title for page in PAGES.values()}
"""Where Streamlit has a page, and what the page is called."""

FILES: dict[str, str] = {
    f"events.{form.ending}": name
    for name, form in FORMATS.items()
    if form.media_type != "text/html"  # the host's policy would let none of its scripts run
}
"""The data at fixed addresses below /data/, and its format."""


def canonical_address(home: str, path: str, view: View) -> str:
    """Return the one address of what a link leads to: a story, an event, or a page unfiltered."""
    if view.story is not None:
        return _story(home, view.story)
    if view.event is not None:
        return _event(home, view.event)
    return f"{home}{path}"


def _event(home: str, event: str) -> str:
    return f"{home}{PAGES['explore'].address}?{urlencode({'event': event})}"


def _story(home: str, story: str) -> str:
    return f"{home}{PAGES['present'].address}?{urlencode({'story': story})}"


def is_listed(view: View, collection: Collection) -> bool:
    """Tell whether search engines may list a link: not if its words are those of whoever made it.

    Nor an event that was withdrawn.
    """
    if view.story is not None:
        return not view.story.startswith(OWN)
    if view.event is not None:
        return view.event in collection.engine
    return not view.query.text.strip()


def describe(view: View, collection: Collection, home: str | None) -> Node | None:
    """Describe what a link leads to, as far as search engines may list it."""
    if not is_listed(view, collection):
        return None
    published = _published(home)
    if view.story is not None:
        return describe_story(collection.offers.story(view.story), collection, published)
    if view.event is not None:
        return describe_event(view.event, collection, published)
    return _dataset(collection, published)


def _published(home: str | None) -> Published:
    if home is None:
        return Published()
    return Published(
        f"{home}/", lambda event: _event(home, event), lambda story: _story(home, story)
    )


def _dataset(collection: Collection, published: Published) -> Node:
    records, engine = collection.records, collection.engine
    offered = ((file, FORMATS[name]) for file, name in FILES.items()) if published.home else ()
    return describe_dataset(
        records.info,
        records.geography.region,
        engine.span,
        published,
        topics=[category.label for category in records.vocabulary.categories],
        credits=describe_file(collection, collection.offers.view.query).credits,
        files=[
            (form.name, form.media_type, f"{published.home}data/{file}")
            for file, form in offered
            if form.refuse(engine.size, MOST_IN_MEMORY) is None
        ],
    )


def listed_pages(collection: Collection, home: str) -> Iterator[Listed]:
    """Yield every page: first those of the menu, then the stories, then the events by their day."""
    records = collection.records
    yield from (Listed(f"{home}{path}", records.info.modified) for path in ADDRESSES)
    yield from (Listed(_story(home, story.id)) for story in records.stories)
    engine = collection.engine
    for event in engine.select(Query(*engine.span), MOST_LISTED)["id"]:
        record = records.by_id.get(event)
        yield Listed(_event(home, event), record.modified if record else None)
