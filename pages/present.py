"""A story for a class: one event a screen; without a story, the stories to choose from."""

from pages.parts.page import open_page
from pages.parts.present.maker import maker
from pages.parts.present.presenter import presenter
from pages.parts.present.room import room
from pages.parts.present.stories import heading, stories
from pages.parts.session import address, part, view

collection = open_page("Present", heading=False)
if view().story is None:
    part("heading", heading, collection)
    room(collection)
    stories(collection)
    maker(collection)
else:
    presenter(collection)
address(collection)
