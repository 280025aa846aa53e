"""What the pages of a site share: head, navigation and foot, links, and pictures of the map."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from events.collection import Collection
from events.exporters import Provenance
from events.linked_data import Node, Published
from events.markup import Element, element
from events.publish.feed import has_changes
from events.records import PictureFile, Records
from events.records.pictures import LARGE, draw_shown
from events.telling.document import Head, read_asset, write_page
from events.telling.pictures import SMALL, image
from geodata.picture import draw_picture

POLICY = "default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'"
"""Pages run no script, and load nothing but the pictures of the site."""

FAVICON = "favicon.svg"

HOME = "All events and stories"
PLACES = "Places"
MAP = "Map with dates and search"

MAIN = ((HOME, "index.html"), (PLACES, "places.html"), (MAP, "dashboard.html"))
"""The pages that every page leads to, but not to itself."""

WIDTH, HEIGHT = 1200, 630
"""Pixels of a page's picture, in the proportions of link previews."""

MOST_PLACES = 200
"""Places with a picture of their own; each takes about a third of a second to draw."""

FEED = "feed.xml"
"""Tells of the changes, for programs that look for them."""

WHOLE = "pictures/all.png"
"""Shows all events, and takes the place of a picture that a place does not have."""


@dataclass(frozen=True)
class Site:
    """The content of a site, and where it will be published."""

    collection: Collection
    provenance: Provenance
    address: str | None = None
    """Of its folder, if that is known; links within the site do not need it."""

    @property
    def records(self) -> Records:
        """The curated records behind the site."""
        return self.collection.records

    @property
    def table(self) -> pd.DataFrame:
        """A row an event."""
        return self.collection.table

    @property
    def places(self) -> list[str]:
        """The places that have events, as values of the table's column `place`."""
        return self.collection.engine.values("place")

    @property
    def published(self) -> Published:
        """Where its events and stories are read."""
        return Published(
            self.at("index.html"),
            lambda event: self.at(f"events/{event}.html"),
            lambda story: self.at(f"stories/{story}.html"),
        )

    def at(self, path: str) -> str | None:
        """Return the address of a file of the site; None where that of its folder is not known."""
        if not self.address:
            return None
        # A host shows the first page at the address of its folder too: of the two, this is it.
        return f"{self.address.rstrip('/')}/{'' if path == 'index.html' else path}"


@dataclass(frozen=True)
class Preview:
    """A page as previews of links to it show it."""

    path: str
    title: str
    text: str
    picture: str
    """A path within the site."""
    linked_data: Node | None = None
    """What it is about."""
    listed: bool = True
    """Whether search engines may list it."""


def lay_out(site: Site, preview: Preview, parts: Sequence[Element | None]) -> bytes:
    """Write a page with its head, links to the main pages, and the provenance of the site."""
    up = "../" * preview.path.count("/")
    main = tuple(_outward(part) for part in parts if part is not None)
    home = preview.path == "index.html"
    targets = [(words, path) for words, path in MAIN if path != preview.path]
    links = [element("li", link(up + path, words)) for words, path in targets]
    body = (
        element("a", "To the text", href="#main", class_="skip"),
        element("nav", element("ul", *links), aria_label="Pages"),
        Element("main", (("id", "main"), ("class", "corridors"), ("tabindex", "-1")), main),
        _outward(element("footer", site.provenance.element)),
    )
    name = site.records.info.title
    title = name if home else f"{preview.title} · {name}"
    head = Head(
        preview.text,
        tuple(_properties(site, preview)),
        address=site.at(preview.path),
        linked_data=preview.linked_data,
        icon=up + FAVICON,
        listed=preview.listed,
        feed=up + FEED if has_changes(site.collection) else None,
    )
    return write_page(title, _style(), body, head=head, policy=POLICY)


def _style() -> str:
    return "".join(map(read_asset, ("reading.css", "telling.css", "site.css")))


def _properties(site: Site, preview: Preview) -> Iterator[tuple[str, str]]:
    """Yield the properties for previews; addresses in them must be absolute."""
    yield "og:type", "website" if preview.path == "index.html" else "article"
    yield "og:site_name", site.records.info.title
    yield "og:title", preview.title
    yield "og:description", preview.text
    if (page := site.at(preview.path)) and (shown := site.at(preview.picture)):
        yield "og:url", page
        yield "og:image", shown
        yield "og:image:type", "image/png"
        yield "og:image:width", str(WIDTH)
        yield "og:image:height", str(HEIGHT)


def link(path: str, words: str) -> Element:
    """Link to another file of the site."""
    return Element("a", (("href", path),), (words,))


def picture(path: str, words: str) -> Element:
    """Show a picture of the site, with `words` as its alternative text."""
    size = (("width", str(WIDTH)), ("height", str(HEIGHT)), ("loading", "lazy"))
    image = Element("img", (("src", path), ("alt", words), *size), ())
    return Element("figure", (), (image,))


HIGHER = {"h2": "h1", "h3": "h2", "h4": "h3"}
"""The headings of a page, for those of the panel that it shows."""


def raised(part: Element) -> Element:
    """Raise the headings of the panel by one level."""
    children = (child if isinstance(child, str) else raised(child) for child in part.children)
    return Element(HIGHER.get(part.tag, part.tag), part.attributes, tuple(children))


def _outward(part: Element) -> Element:
    """Make links to other hosts open in a new tab, as their words say."""
    children = tuple(
        child if isinstance(child, str) else _outward(child) for child in part.children
    )
    out = dict(part.attributes).get("href", "").startswith(("https://", "http://"))
    added = (("target", "_blank"), ("rel", "noopener noreferrer")) if out else ()
    return Element(part.tag, (*part.attributes, *added), children)


def shown_picture(file: PictureFile, alt: str) -> Element:
    """Show a picture of an event on its page, small, with a link to the large one."""
    small, large = (f"../{picture_path(file, side)}" for side in (SMALL, LARGE))
    return Element("a", (("href", large),), (image(file, alt, small),))


def picture_path(file: PictureFile, side: int) -> str:
    """Return the path of a picture of an event, with a longer side of at most so many pixels."""
    return f"pictures/{file.drawn_as(side)}"


def draw_event_pictures(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of the pictures of events, small and large."""
    for file in site.records.shown_pictures.values():
        for side in (SMALL, LARGE):
            yield picture_path(file, side), draw_shown(file.path.read_bytes(), side)


def picture_of(site: Site, place: str) -> str:
    """Return the path of the picture that shows a place."""
    return f"pictures/{place}.png" if place in _pictured(site) else WHOLE


def map_words(site: Site, name: str) -> str:
    """Say what the picture of a place of this name shows."""
    return f"Map of {site.records.geography.region.subject} with the events at {name}."


def _pictured(site: Site) -> list[str]:
    """List the places with the most events."""
    counts = site.collection.engine.counts(site.collection.offers.view.query, "place")
    return sorted(counts, key=lambda place: -counts[place])[:MOST_PLACES]


def draw_pictures(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield path and PNG of each picture: of all events, and for each place of the events at it."""
    engine, everything = site.collection.engine, site.collection.offers.view.query
    by_place = {
        f"pictures/{name}.png": everything.choose("place", (name,)) for name in _pictured(site)
    }
    categories, geography = site.records.vocabulary.categories, site.records.geography
    texts = {"Title": site.provenance.title, "Source": site.provenance.credits}
    for path, query in {WHOLE: everything, **by_place}.items():
        rows = engine.select(query, engine.size)
        days = int(rows["first"].min()), int(rows["last"].max())
        drawn = draw_picture(rows, categories, WIDTH, HEIGHT, geography=geography, days=days)
        yield path, drawn.png(texts)
