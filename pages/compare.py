"""Two or more articles, outlets or sides side by side: what each says of the same."""

import streamlit as st

from events.telling.markup import element
from pages.parts import frontend
from pages.parts.compare import choice, comparison, narrowing
from pages.parts.opening import open_page
from pages.parts.state import address, part

shared = open_page("Compare")
if shared.dataset.events:
    with st.sidebar:
        part("narrowing", narrowing, shared)
    part("choice", choice, shared)
    part("comparison", comparison, shared)
else:
    words = "This set holds no excerpts, so that there is nothing to compare."
    frontend.draw(element("p", words, role="status"), "nothing")
part("address", address, shared)
