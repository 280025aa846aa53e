"""A story of one's own, to be made and presented."""

from pages import open_page
from pages.parts.maker import maker
from pages.parts.state import address, part

shared = open_page("Present")
maker(shared)
part("address", address, shared)
