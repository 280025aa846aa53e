"""A site of static pages that any host can serve, and that also open from disk."""

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from events.cite import STYLES, cite_all
from events.cite.reference import dataset_reference, source_reference
from events.exporters import FORMATS
from events.exporters.onefile import write_html
from events.publish.feed import Feed, has_changes, write_feed
from events.publish.handout import write_handout
from events.publish.sheets import Options, story_handout
from events.publish.site.layout import FAVICON, FEED, Site, draw_event_pictures, draw_pictures
from events.publish.site.pages import event_page, front_page, story_page
from events.publish.site.places import place_page, places_page
from events.publish.sitemap import Listed, write_robots, write_sitemap
from events.telling.document import ICON, read_asset

__all__ = ["PATH", "Site", "write_site"]

PATH = re.compile(
    r"(?:(?:data|events|pictures|places|stories)/)?[a-z0-9][a-z0-9-]*(?:\.[a-z0-9]+)+"
)
"""The paths that files of a site can have: none leads out of its folder."""

PAPERS = {"handout": Options(), "teacher-handout": Options(teacher=True)}
"""What a story has to print, by the end of its file's name."""


def write_site(site: Site, made: date) -> Iterator[tuple[str, bytes]]:
    """Yield the path of each file within the site, and its content.

    Raises ValueError for an id that cannot be the name of a file.
    """
    for path, content in _files(site, made):
        if not PATH.fullmatch(path):
            raise ValueError(f"{path!r}: no file of the site can have this name; mend the id")
        yield path, content


def _files(site: Site, made: date) -> Iterator[tuple[str, bytes]]:
    data = dict(_data(site))
    feed = {FEED: _feed(site)} if has_changes(site.collection) else {}
    yield "index.html", front_page(site, (*feed, *data))
    yield from feed.items()
    dashboard = write_html(site.table, site.records, site.provenance, site.at("dashboard.html"))
    yield "dashboard.html", b"".join(dashboard)
    for event in site.records.events:
        yield f"events/{event.id}.html", event_page(site, event)
    yield "places.html", places_page(site)
    for place in site.places:
        yield f"places/{place}.html", place_page(site, place)
    for story in site.records.stories:
        yield f"stories/{story.id}.html", story_page(site, story)
        handout = story_handout(story, site.table)
        for kind, options in PAPERS.items():
            path = f"stories/{story.id}-{kind}.html"
            yield path, write_handout(handout, site.records, options, made, site.at(path))
    yield from draw_pictures(site)
    yield from draw_event_pictures(site)
    yield from data.items()
    yield FAVICON, read_asset(ICON).encode()
    yield from _for_crawlers(site)


def _for_crawlers(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield a list of the pages where their addresses are known, and at a host's root its rules."""
    if not site.address:
        return
    yield "sitemap.xml", write_sitemap(_listed(site))
    if not urlsplit(site.address).path.strip("/"):  # nobody looks for them elsewhere
        yield "robots.txt", write_robots(site.at("sitemap.xml"))


def _listed(site: Site) -> Iterator[Listed]:
    """Yield each page that may be listed, with the day of its last change where that is known."""
    changed = site.records.info.modified
    pages = [("index.html", changed), ("dashboard.html", changed)]
    pages += [(f"events/{event.id}.html", event.modified) for event in site.records.shown]
    for story in site.records.stories:
        kinds = ("", *(f"-{kind}" for kind in PAPERS))
        pages += [(f"stories/{story.id}{kind}.html", None) for kind in kinds]
    pages += [("places.html", None), *((f"places/{place}.html", None) for place in site.places)]
    for path, day in pages:
        if address := site.at(path):
            yield Listed(address, day)


def _feed(site: Site) -> bytes:
    """Write the feed; its addresses are relative where that of the site is not known."""
    base = f"{site.address.rstrip('/')}/" if site.address else ""
    return write_feed(
        Feed(
            site.collection,
            site.collection.offers.view.query,
            f"{base}index.html",
            lambda event: f"{base}events/{event}.html",
            f"{base}{FEED}" if base else None,
        )
    )


def _data(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the events in every format that can hold so many, and citations in every style."""
    name, records = site.records.info.id, site.records
    for form in FORMATS.values():
        if form is not FORMATS["html"] and form.refuse(len(site.table)) is None:
            content = b"".join(form.write(site.table, records, site.provenance))
            yield f"data/{name}.{form.ending}", content
    sources = [source_reference(records.sources[source]) for source in sorted(records.sources)]
    for style_name, style in STYLES.items():
        for what, listed in (("dataset", [dataset_reference(records.info)]), ("sources", sources)):
            path = f"data/{name}-{what}-{style_name}.{style.ending}"
            yield path, cite_all(listed, style_name).encode()
