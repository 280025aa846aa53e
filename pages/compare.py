"""Two or more articles, outlets or sides side by side: what each says of the same."""

import streamlit as st

from pages.parts import session
from pages.parts.compare.cards import cards
from pages.parts.compare.choice import choice, narrowing
from pages.parts.compare.comparison import comparison
from pages.parts.compare.needs import needs
from pages.parts.page import open_page
from pages.parts.session import address, part

collection = open_page("Compare")
if any(event.excerpts for event in collection.records.shown):
    part("cards", cards, collection, shows={"query", "comparison"})
    compared = session.view().comparison
    with st.expander("What is compared", expanded=compared.blind or compared.columns is not None):
        part("narrowing", narrowing, collection, shows={"query", "comparison"})
        part("choice", choice, collection, shows={"query", "comparison"})
    part("comparison", comparison, collection, shows={"query", "comparison"})
else:
    needs(collection)
address(collection)
