"""The filtered events as a table, to read and to download."""

import streamlit as st

from pages.parts.filters import filters
from pages.parts.opening import open_page
from pages.parts.share import share
from pages.parts.state import address, part
from pages.parts.table import data_table
from pages.parts.time import range_slider

shared = open_page("Data")
with st.sidebar:
    part("share", share, shared)
    part("filters", filters, shared)
part("time", range_slider, shared)
part("table", data_table, shared)
part("address", address, shared)
