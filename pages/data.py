"""The filtered events as a table, to read and to download."""

import streamlit as st

from pages.parts.data.downloads import downloads
from pages.parts.data.table import data_table
from pages.parts.dates import range_slider
from pages.parts.filters import filters
from pages.parts.page import open_page
from pages.parts.session import address, part
from pages.parts.share import share

collection = open_page("Data")
with st.sidebar:
    part("share", share, collection)
    part("filters", filters, collection, shows={"query"})
part("dates", range_slider, collection, shows={"query"})
part("downloads", downloads, collection, shows={"query"})
part("table", data_table, collection, shows={"query"})
address(collection)
