"""Your events: a file, or a list that begins empty, becomes a collection that only you see."""

from pages.parts.page import open_page
from pages.parts.session import address
from pages.parts.yours.bring import bring
from pages.parts.yours.kept import kept

collection = open_page("Your events")
bring()
kept()
address(collection)
