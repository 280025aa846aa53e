"""What the data covers, how it was made, what it cannot claim, credits and licences."""

from events.records.vocabulary import CATEGORIES, STATUS_MEANINGS, STATUSES
from events.telling.markup import element
from pages.parts import frontend
from pages.parts.about.balance import balance
from pages.parts.about.text import citing, credits, layer_table, method, numbers
from pages.parts.page import open_page
from pages.parts.session import address

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
address(shared)
