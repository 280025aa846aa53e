"""Streamlit's page, which is the same for every link, with the link's own head put in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from events.linked_data import Node
from events.publish import FEED_TITLE, MEDIA_TYPE
from events.telling.document import as_script
from pages.parts import starting

TITLE = "<title>Streamlit</title>"
LANGUAGE = '<html lang="en">'
"""The dashboard speaks English; what is in other languages is marked where it stands."""


@dataclass(frozen=True)
class Preview:
    """What other sites show of a link."""

    title: str
    description: str
    site: str
    """The title of the collection."""
    picture: str = ""
    """What is on the picture, in words."""
    linked_data: Node | None = None
    """What the link leads to, as JSON-LD."""
    listed: bool = True
    """Whether search engines may list the link."""


@dataclass(frozen=True)
class Addresses:
    """Where a link, its picture and what may be embedded of it are found, all absolute."""

    page: str
    canonical: str
    """The one address of the event, the story or the page that the link leads to."""
    picture: str
    embed: str
    feed: str | None = None
    """Of the changes to the events that the link filters, where it is known when they changed."""


WIDTH, HEIGHT = 1200, 630
"""Pixels of a preview's picture, as those who show previews ask for."""


def read_shell() -> str:
    """Read Streamlit's page.

    Raises ValueError where it is not as we know it.
    """
    shell = starting.read_shell()
    for part in (TITLE, LANGUAGE):
        if shell.count(part) != 1:
            raise ValueError(
                f"{starting.SHELL}: must hold {part} once, so that a link's own title can stand "
                f"there (got {shell.count(part)}); install the versions of deploy/constraints.txt"
            )
    return shell


def fill(shell: str, preview: Preview, addresses: Addresses | None) -> str:
    """Put a link's title, description and picture into Streamlit's page.

    Without an address of ours there is no picture, since it would need one.
    """
    head = [f"<title>{escape(preview.title)}</title>", *_described(preview)]
    head += _addressed(preview, addresses) if addresses else ()
    return shell.replace(TITLE, "\n    ".join(head))


def _described(preview: Preview) -> Iterator[str]:
    yield _meta("name", "description", preview.description)
    yield _meta("property", "og:type", "website")
    yield _meta("property", "og:locale", "en_GB")
    yield _meta("property", "og:site_name", preview.site)
    yield _meta("property", "og:title", preview.title)
    yield _meta("property", "og:description", preview.description)
    if not preview.listed:
        yield _meta("name", "robots", "noindex")
    if preview.linked_data:
        yield f'<script type="application/ld+json">{as_script(preview.linked_data)}</script>'


def _addressed(preview: Preview, addresses: Addresses) -> Iterator[str]:
    yield _meta("property", "og:url", addresses.page)
    yield _meta("property", "og:image", addresses.picture)
    yield _meta("property", "og:image:type", "image/png")
    yield _meta("property", "og:image:width", str(WIDTH))
    yield _meta("property", "og:image:height", str(HEIGHT))
    yield _meta("property", "og:image:alt", preview.picture)
    yield _meta("name", "twitter:card", "summary_large_image")
    yield _tag("link", ("rel", "canonical"), ("href", addresses.canonical))
    if addresses.feed:
        yield _tag(
            "link", ("rel", "alternate"), ("type", MEDIA_TYPE), ("href", addresses.feed),
            ("title", f"{preview.site}: {FEED_TITLE[0].lower()}{FEED_TITLE[1:]}"),
        )  # fmt: skip
    yield _tag(
        "link", ("rel", "alternate"), ("type", "application/json+oembed"),
        ("href", addresses.embed), ("title", preview.title),
    )  # fmt: skip


def _meta(kind: str, name: str, content: str) -> str:
    return _tag("meta", (kind, name), ("content", content))


def _tag(name: str, *attributes: Sequence[str]) -> str:
    written = " ".join(f'{key}="{escape(value)}"' for key, value in attributes)
    return f"<{name} {written}>"
