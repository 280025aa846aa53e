"""What the data covers, how it was made, what it cannot claim, credits and licences."""

from events.records.vocabulary import CATEGORIES, STATUS_MEANINGS, STATUSES
from events.telling.markup import element
from pages.parts import frontend
from pages.parts.about import citing, credits, layer_table, method, numbers
from pages.parts.balance import balance
from pages.parts.opening import open_page
from pages.parts.state import address, part

shared = open_page("About")
frontend.draw(
    element(
        "section",
        *numbers(shared),
        *method(shared, CATEGORIES, STATUSES, STATUS_MEANINGS),
    ),
    "about",
)
balance(shared)
frontend.draw(
    element("section", *layer_table(shared), *citing(shared), *credits(shared)), "credits"
)
part("address", address, shared)
