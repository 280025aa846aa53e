"""The collections that a visitor has opened, each to be seen, saved as a file, or removed."""

from functools import partial

import streamlit as st

from events.markup import Element, element
from events.saved import pack_folder
from pages.parts import frontend, own
from pages.parts.own import Own
from pages.parts.yours.brought import bring
from pages.parts.yours.opening import BEGIN, EDIT, show

REMOVING = "removing"
"""Where Streamlit's session holds which is asked about; the keyboard goes to the question."""

PRIVATE = (
    "Only this browser sees them. They are removed some hours after their last use, and when the "
    "server stops: save as a file what you want to keep."
)


def kept() -> None:
    """List what the visitor has opened; nothing where that is nothing."""
    mine = own.shelf().of(own.visitor())
    if not mine:
        return
    heading = element("h2", "Your collections")
    frontend.draw(element("section", heading, element("p", PRIVATE, class_="note")), "kept")
    for each in mine:
        with st.container(key=f"kept-{each.id}", gap="xsmall"):
            frontend.draw(_said(each), f"own-{each.id}", partial(_act, each))
            save(each)


def save(each: Own) -> None:
    """Offer a collection as a zip of its folder."""
    st.download_button(
        "Save as a zip",
        partial(pack_folder, each.folder),  # written at the click
        f"{each.collection.records.info.file_name}.zip",
        mime="application/zip",
        on_click="ignore",
        key=f"zip-{each.id}",
        help="All of it as files: open it here again, or with --data on your own computer.",
    )


def _said(each: Own) -> Element:
    title, size = each.collection.records.info.title, each.size
    if st.session_state.get(REMOVING) == each.id:
        return _asked(title)
    return element(
        "section",
        element("strong", title, dir="auto"),
        " ",
        element("span", f"{size:,} event{'s' * (size != 1)}", class_="note"),
        " ",
        element("button", "Show", data_action="show", aria_label=f"Show {title} on the map"),
        " ",
        element("button", "Change", data_action="change", aria_label=f"Change {title}"),
        " ",
        element("button", "Remove", data_action="ask", aria_label=f"Remove {title}"),
    )


def _asked(title: str) -> Element:
    """Ask before a collection is removed, which nothing brings back."""
    words = f"Remove “{title}” with all its events and stories? Nothing brings it back."
    return element(
        "section",
        element("p", words, dir="auto", role="status", **frontend.arrival(REMOVING)),
        element("button", "Remove for good", data_action="remove"),
        " ",
        element("button", "Do not remove it", data_action="leave"),
    )


def _act(each: Own, action: str) -> None:
    st.session_state.pop(REMOVING, None)
    if action == "show":
        show(each)
    elif action == "change":
        bring(None)  # the page shows a file that was brought before a collection
        own.open_own(each)
        frontend.go_to(EDIT)
    elif action == "ask":
        st.session_state[REMOVING] = each.id
        frontend.go_to(REMOVING)
    elif action == "remove":
        frontend.go_to(BEGIN)
        if own.opened() is each:
            own.open_own(None)
        own.shelf().remove(each)
