"""Share: a link to what is shown now, one to cite, and a frame for another page."""

import streamlit as st

from events.collection import Collection
from events.markup import Element, element
from pages.parts import frontend
from pages.parts.network import limit, shared_home

COPIED = tuple(name for name in frontend.NAMES if name not in ("map", "v"))
"""Parameters that a copied link takes from the address bar; the map's view and the version are
added where they are wanted."""


def share(collection: Collection) -> None:
    """Offer what is shown now to be copied."""
    info = collection.records.info
    version = info.version if collection.records.versions else None
    with st.popover("Share"):
        frontend.share(
            _offers(version),
            "share",
            names=COPIED,
            title=info.title,
            version=version,
            home=shared_home(),
        )


def _offers(version: str | None) -> Element:
    """Draw what can be copied, each with its text, which the browser fills in."""
    cite = _offer("cite", "Link to cite", f"It names version {version}, and tells later readers "
                  "what has changed since.")  # fmt: skip
    return element(
        "section",
        element("p", limit(), class_="limit") if limit() else None,
        _offer("link", "Link", "It opens the dates, filters, event, layers and map as they are."),
        cite if version else None,
        _offer("embed", "Frame for another page", "HTML: paste it where the page is written."),
        element("button", "Show how the frame will look", data_action="preview"),
        element("div", class_="preview"),
        class_="share",
    )


def _offer(kind: str, name: str, purpose: str) -> Element:
    return element(
        "section",
        element("h3", name),
        element("p", purpose, class_="note"),
        element("pre", class_=f"copied {kind}"),
        element("button", f"Copy {name[0].lower()}{name[1:]}", data_action=kind),
        element("span", role="status", class_=f"result {kind}-result"),
    )
