"""What search engines are told of a site: its pages (https://sitemaps.org), and where to go."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from xml.etree import ElementTree

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

MOST_LISTED = 50_000
"""Pages in a sitemap, which is the most that its form allows; the others are left out."""


@dataclass(frozen=True)
class Listed:
    """A page that may be found."""

    address: str
    changed: date | None = None
    """The day of its last change, if that is known."""


def write_sitemap(pages: Iterable[Listed]) -> bytes:
    """Write the addresses of pages as XML."""
    root = ElementTree.Element("urlset", xmlns=NAMESPACE)
    for page in islice(pages, MOST_LISTED):
        entry = ElementTree.SubElement(root, "url")
        ElementTree.SubElement(entry, "loc").text = page.address
        if page.changed:
            ElementTree.SubElement(entry, "lastmod").text = page.changed.isoformat()
    written: bytes = ElementTree.tostring(root, "utf-8", xml_declaration=True)
    return written + b"\n"


def write_robots(sitemap: str | None, closed: Sequence[str] = ()) -> bytes:
    """Let search engines read everything but the `closed` paths, and name the sitemap."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed or [""])]
    lines += ["", f"Sitemap: {sitemap}"] if sitemap else []
    return "".join(f"{line}\n" for line in lines).encode()
