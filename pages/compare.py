"""Two or more articles, outlets or sides side by side: what each says of the same."""

import streamlit as st

from events.markup import element
from pages.parts import frontend, session
from pages.parts.compare.cards import cards
from pages.parts.compare.choice import choice, narrowing
from pages.parts.compare.comparison import comparison
from pages.parts.page import open_page
from pages.parts.session import address, part

collection = open_page("Compare")
if collection.records.events:
    part("cards", cards, collection, shows={"query", "comparison"})
    compared = session.view().comparison
    with st.expander("What is compared", expanded=compared.blind or compared.columns is not None):
        part("narrowing", narrowing, collection, shows={"query", "comparison"})
        part("choice", choice, collection, shows={"query", "comparison"})
    part("comparison", comparison, collection, shows={"query", "comparison"})
else:
    words = "This set holds no excerpts, so that there is nothing to compare."
    frontend.draw(element("p", words, role="status"), "nothing")
address(collection)
