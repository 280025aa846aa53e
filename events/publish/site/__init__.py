"""A site of pages that any host can serve as they are, and that open from disk as well."""

import re
from collections.abc import Iterator
from datetime import date

from events.cite import STYLES, cite_all
from events.cite.reference import dataset_reference, source_reference
from events.exporters import FORMATS
from events.publish.handout.handout import Options, story_handout, write_handout
from events.publish.site.event import event_page
from events.publish.site.front import front_page
from events.publish.site.page import Site
from events.publish.site.pictures import draw_pictures
from events.publish.site.story import story_page

__all__ = ["PATH", "Site", "write_site"]

PATH = re.compile(r"(?:(?:data|events|pictures|stories)/)?[a-z0-9][a-z0-9-]*(?:\.[a-z0-9]+)+")
"""What a file of the site can be called: nothing leads out of its folder."""


def write_site(site: Site, made: date) -> Iterator[tuple[str, bytes]]:
    """Yield each file's path within the site and its content.

    Raises ValueError for an id that no file can be named by.
    """
    for path, content in _files(site, made):
        if not PATH.fullmatch(path):
            raise ValueError(f"{path!r}: no file of the site can have this name; mend the id")
        yield path, content


def _files(site: Site, made: date) -> Iterator[tuple[str, bytes]]:
    data = dict(_data(site))
    yield "index.html", front_page(site, tuple(data))
    yield "dashboard.html", b"".join(FORMATS["html"].write(site.table, site.records, site.about))
    for event in site.records.events:
        yield f"events/{event.id}.html", event_page(site, event)
    for story in site.records.stories:
        sheet = story_handout(story, site.table)
        yield f"stories/{story.id}.html", story_page(site, story)
        handout = write_handout(sheet, site.records, Options(), made)
        yield f"stories/{story.id}-handout.html", handout
    yield from draw_pictures(site)
    yield from data.items()


def _data(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the events in every format that holds so many, and what cites them."""
    name, records = site.records.info.id, site.records
    for form in FORMATS.values():
        if form is not FORMATS["html"] and form.refuse(len(site.table)) is None:
            content = b"".join(form.write(site.table, records, site.about))
            yield f"data/{name}.{form.ending}", content
    sources = [source_reference(records.sources[known]) for known in sorted(records.sources)]
    for style_name, style in STYLES.items():
        for what, listed in (("dataset", [dataset_reference(records.info)]), ("sources", sources)):
            path = f"data/{name}-{what}-{style_name}.{style.ending}"
            yield path, cite_all(listed, style_name).encode()
