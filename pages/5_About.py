"""What the data covers, how it was made, what it cannot claim, credits and licences."""

from events import CATEGORIES, STATUSES, element
from pages import open_page
from pages.parts import frontend
from pages.parts.about import credits, layer_table, method, numbers
from pages.parts.state import address, part

shared = open_page("About")
frontend.draw(
    element(
        "section",
        *numbers(shared),
        *method(CATEGORIES, STATUSES),
        *layer_table(shared),
        *credits(shared),
    ),
    "about",
)
part("address", address, shared)
