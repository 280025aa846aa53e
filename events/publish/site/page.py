"""What all pages of a site have: a head, ways to the others, and where they are found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from events.collection import Collection
from events.exporters.about import About
from events.exporters.onefile.skeleton import told
from events.records import Records
from events.telling.document import read_asset, write_page
from events.telling.markup import Element, element

POLICY = "default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'"
"""Pages run nothing, and load nothing but the pictures beside them."""

HOME = "All events and stories"
MAP = "Map with dates and search"

WIDTH, HEIGHT = 1200, 630
"""Pixels of a page's picture, as previews of links want it."""


@dataclass(frozen=True)
class Site:
    """What the site is of, and where it will be found."""

    collection: Collection
    about: About
    address: str | None = None
    """Of the folder, where that is known; links within the site do without."""

    @property
    def records(self) -> Records:
        """The curated records behind the site."""
        return self.collection.records

    @property
    def table(self) -> pd.DataFrame:
        """A row an event."""
        return self.collection.table


@dataclass(frozen=True)
class Preview:
    """What is said of a page where its link is shown."""

    path: str
    title: str
    text: str
    picture: str
    """A path within the site."""


def lay_out(site: Site, preview: Preview, parts: Sequence[Element | None]) -> bytes:
    """Write a page with its head, the ways to the others, and what the site says of itself."""
    up = "../" * preview.path.count("/")
    main = tuple(_outward(part) for part in parts if part is not None)
    home = preview.path == "index.html"
    ways = ((MAP, "dashboard.html"),) if home else ((HOME, "index.html"), (MAP, "dashboard.html"))
    links = [element("li", link(up + path, words)) for words, path in ways]
    body = (
        element("a", "To the text", href="#main", class_="skip"),
        element("nav", element("ul", *links), aria_label="Pages"),
        Element("main", (("id", "main"), ("tabindex", "-1")), main),
        _outward(element("footer", told(site.about))),
    )
    name = site.records.info.title
    title = name if home else f"{preview.title} · {name}"
    properties = list(_properties(site, preview))
    return write_page(title, _style(), body, properties=properties, policy=POLICY)


def _style() -> str:
    return read_asset("reading.css") + read_asset("site.css")


def _properties(site: Site, preview: Preview) -> Iterator[tuple[str, str]]:
    """Yield what a preview shows; a picture must be named by its whole address."""
    yield "description", preview.text
    yield "og:type", "website" if preview.path == "index.html" else "article"
    yield "og:site_name", site.records.info.title
    yield "og:title", preview.title
    yield "og:description", preview.text
    if site.address:
        base = site.address.rstrip("/")
        yield "og:url", f"{base}/{preview.path}"
        yield "og:image", f"{base}/{preview.picture}"
        yield "og:image:type", "image/png"
        yield "og:image:width", str(WIDTH)
        yield "og:image:height", str(HEIGHT)


def link(path: str, *words: Element | str, **attributes: str) -> Element:
    """Link another file of the site."""
    return Element("a", (("href", path), *attributes.items()), words)


def picture(path: str, words: str) -> Element:
    """Show a picture of the site, with a text for who does not see it."""
    size = (("width", str(WIDTH)), ("height", str(HEIGHT)), ("loading", "lazy"))
    image = Element("img", (("src", path), ("alt", words), *size), ())
    return Element("figure", (), (image,))


def _outward(part: Element) -> Element:
    """Open what other hosts hold in a tab of its own, as its words say."""
    children = tuple(
        child if isinstance(child, str) else _outward(child) for child in part.children
    )
    out = dict(part.attributes).get("href", "").startswith(("https://", "http://"))
    added = (("target", "_blank"), ("rel", "noopener noreferrer")) if out else ()
    return Element(part.tag, (*part.attributes, *added), children)
