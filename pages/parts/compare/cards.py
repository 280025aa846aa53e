"""The cards with which a comparison begins: one at a time, first without names."""

from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st

from events.collection import Collection
from events.compare import Contrast, blind_veil, contrast_card, find_contrasts, tell_rules
from events.markup import element
from events.publish import write_cards
from events.telling.document import PAPERS
from events.telling.veil import OPEN
from pages.parts import frontend, session
from pages.parts.compare.choice import layout_of

CONTROLS = {"back": "Previous", "next": "Next", "reveal": "Reveal", "whole": "Full screen"}
"""The buttons under a card, by their actions in pages/web/cards.js."""

KEYS = "Arrow keys or a clicker turn the cards; N tells the names."


def cards(collection: Collection) -> None:
    """Draw the contrast cards of two columns, and offer them for paper."""
    layout, records = layout_of(collection), collection.records
    contrasts = find_contrasts(layout)
    if not contrasts:
        nothing = "Nothing of the two can be set beside each other in this set."
        frontend.draw(element("p", nothing, role="status", class_="none"), "no-cards")
        return
    # In a blind comparison the letters are those of all its columns.
    is_blind = session.view().comparison.blind
    veil = layout.veil if is_blind else blind_veil(contrasts, records)
    frontend.cards(
        element(
            "section",
            element("div", class_="stage"),
            element(
                "p",
                *(element("button", name, data_action=verb) for verb, name in CONTROLS.items()),
                element("span", role="status", class_="counter"),
                element("span", KEYS, class_="note keys"),
                class_="turning-cards",
            ),
            class_="cards",
            aria_label="Contrast cards",
            tabindex="0",
        ),
        [
            (
                contrast_card(each, records, veil),
                None if is_blind else contrast_card(each, records, OPEN),
            )
            for each in contrasts
        ],
        "cards",
        _reveal,
    )
    with st.container(horizontal=True, vertical_alignment="top"):
        frontend.draw(tell_rules(contrasts, records), "card-rules")
        _paper(collection, contrasts)


def _reveal(action: str) -> None:
    """Show the names of a blind comparison, which are not on the page until somebody asks."""
    if action == "reveal:all":
        session.change(comparison=replace(session.view().comparison, blind=False))


def _paper(collection: Collection, contrasts: tuple[Contrast, ...]) -> None:
    """Offer the cards for paper, two on a page."""
    with st.popover("Cards to print", width="content"):
        paper = st.radio(
            "Paper", list(PAPERS), format_func=PAPERS.__getitem__, key="paper-cards",
            horizontal=True,
        )  # fmt: skip
        st.download_button(
            "Download cards",
            data=partial(write_cards, contrasts, collection.records, paper, date.today()),
            file_name=f"{collection.records.info.file_name}-cards.html",
            mime="text/html",
            on_click="ignore",
            key="print-cards",
            help="One file: two cards on a page, first without names, then with them.",
        )
