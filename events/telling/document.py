"""A page of its own in one file: opens from disk, loads nothing, and runs only what it names."""

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from events.markup import Element, inert_json

ASSETS = Path(__file__).parent / "assets"

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)

PAPERS: dict[str, str] = {"a4": "A4", "letter": "Letter"}
"""Sizes of paper, with their names in a style sheet."""

HEIGHTS: dict[str, int] = {"a4": 267, "letter": 249}
"""Millimetres between the margins of handout.css, a little less so that nothing spills over."""

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
"""What the page may load: pictures and styles that stand in it."""

ENDS: dict[str, tuple[str, ...]] = {"style": ("</style",), "script": ("</script", "<!--")}
"""What would end an element early whose text is not escaped, in small letters."""


ICON = "icon.svg"
"""The project's sign in the tab of a browser; `icon.png` is the same for Streamlit's pages."""


@dataclass(frozen=True)
class Head:
    """What a page says of itself to machines."""

    description: str = ""
    properties: Sequence[tuple[str, str]] = ()
    """Names and values for previews of a link to the page."""
    address: str | None = None
    """The one under which the page should be known, if it has one."""
    linked_data: Mapping[str, Any] | None = None
    """What the page is about, as JSON-LD."""
    icon: str | None = None
    """The path of its icon; without one, the icon stands in the page."""
    listed: bool = True
    """Whether search engines may list it."""
    feed: str | None = None
    """The address of a feed of changes to what it shows."""


NOTHING_SAID = Head()


def write_document(
    title: str, paper: str, parts: Sequence[Element | None], head: Head = NOTHING_SAID
) -> bytes:
    """Write elements as an HTML page for a size of PAPERS."""
    style = f"@page {{ size: {PAPERS[paper]}; }}\n" + read_asset("handout.css")
    main = tuple(part for part in parts if part is not None)
    return write_page(title, style, [Element("main", (), main)], head=head)


def write_page(
    title: str, style: str, body: Iterable[Element], *,
    head: Head = NOTHING_SAID, data: str | None = None, script: str | None = None,
    policy: str = POLICY,
) -> bytes:  # fmt: skip
    """Write a page of elements.

    `data` is JSON for the script, which finds it in the element with the id `data`. The policy is
    extended by the script's hash.
    Raises ValueError for a style or a script that would end its own element.
    """
    _check("style", style)
    if script is not None:
        _check("script", script)
        policy += f"; script-src {_hash(script)}"
    # The template escapes all else. Elements escape their own texts.
    linked = head.linked_data
    verbatim = {
        "style": style,
        "body": "\n".join(part.as_html() for part in body),
        "data": None if data is None else inert_json(data),
        "linked_data": None if linked is None else as_script(linked),
        "script": script,
    }
    given = {name: Markup(text) for name, text in verbatim.items() if text is not None}
    page = TEMPLATES.get_template("page.html")
    icon = head.icon or own_icon()
    return page.render(title=title, policy=policy, head=head, icon=icon, **given).encode()


def as_script(linked_data: Mapping[str, Any]) -> str:
    """Write JSON-LD as a script element may hold it."""
    return inert_json(json.dumps(linked_data, ensure_ascii=False, separators=(",", ":")))


@cache
def own_icon() -> str:
    """Return the icon as an address that holds it whole."""
    return f"data:image/svg+xml;base64,{base64.b64encode(read_asset(ICON).encode()).decode()}"


def _check(tag: str, text: str) -> None:
    if any(end in text.lower() for end in ENDS[tag]):
        raise ValueError(f"{tag}: holds {' or '.join(ENDS[tag])}, which would end it early")


def _hash(script: str) -> str:
    """Return a script's hash as a policy names it, so that a page runs this one and no other."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def read_asset(name: str) -> str:
    """Return one of our own style sheets or scripts."""
    return (ASSETS / name).read_text("utf-8")


def figure(svg: bytes, text: str, caption: Sequence[Element | str]) -> Element:
    """Show a picture that stands in the page itself, with a text for those who cannot see it."""
    source = f"data:image/svg+xml;base64,{base64.b64encode(svg).decode()}"
    picture = Element("img", (("src", source), ("alt", text)), ())
    below = Element("figcaption", (), tuple(caption))
    return Element("figure", (), (picture, below))
