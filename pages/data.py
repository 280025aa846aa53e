"""The filtered events as a table, to read and to download."""

from pages.parts.data.downloads import downloads
from pages.parts.data.table import data_table
from pages.parts.dates import dates
from pages.parts.filters import filters
from pages.parts.page import open_page
from pages.parts.session import address, part

collection = open_page("Data")
filters(collection)
part("dates", dates, collection, shows={"query"})
part("downloads", downloads, collection, shows={"query"})
part("table", data_table, collection, shows={"query"})
address(collection)
