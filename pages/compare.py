"""Two or more articles, outlets or sides side by side: what each says of the same."""

import streamlit as st

from events.telling.markup import element
from pages.parts import frontend
from pages.parts.compare.choice import choice, narrowing
from pages.parts.compare.comparison import comparison
from pages.parts.page import open_page
from pages.parts.session import address, part

shared = open_page("Compare")
if shared.dataset.events:
    with st.sidebar:
        part("narrowing", narrowing, shared, shows={"query", "comparison"})
    part("choice", choice, shared, shows={"query", "comparison"})
    part("comparison", comparison, shared, shows={"query", "comparison"})
else:
    words = "This set holds no excerpts, so that there is nothing to compare."
    frontend.draw(element("p", words, role="status"), "nothing")
address(shared)
