"""Share: a link to what is shown now, one to cite, and a frame for another page."""

from dataclasses import replace

import streamlit as st

from events import Element, element, write_link
from pages.parts import frontend, state
from pages.parts.dataset import Shared


def share(shared: Shared) -> None:
    """Offer what is shown now to be copied."""
    info = shared.dataset.info
    pairs = write_link(replace(state.view(), map=None, version=None), shared.defaults)
    with st.popover("Share"):
        frontend.share(
            _offers(info.version),
            "share",
            pairs=pairs,
            title=info.title,
            version=info.version if shared.dataset.versions else None,
        )


def _offers(version: str | None) -> Element:
    """Draw what can be copied, each with its text, which the browser fills in."""
    cite = _offer("cite", "Link to cite", f"It names version {version}, and tells later readers "
                  "what has changed since.")  # fmt: skip
    return element(
        "section",
        _offer("link", "Link", "It opens the dates, filters, event, layers and map as they are."),
        cite if version else None,
        _offer("embed", "Frame for another page", "HTML: paste it where the page is written."),
        element("p", role="status", class_="told"),
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
    )
