"""A story for a class: one event a screen; without a story, the stories to choose from."""

from pages.parts.maker import maker
from pages.parts.opening import open_page
from pages.parts.presenter import presenter
from pages.parts.state import address, part, view
from pages.parts.stories import stories

shared = open_page("Present", heading=False)
if view().story is None:
    stories(shared)
    maker(shared)
else:
    presenter(shared)
part("address", address, shared)
