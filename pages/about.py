"""What the data covers, how it was made, what it cannot claim, credits and licences."""

from events.markup import element
from pages.parts import frontend
from pages.parts.about.balance import balance
from pages.parts.about.text import citing, credits, layer_table, method, numbers
from pages.parts.page import open_page
from pages.parts.session import address

collection = open_page("About")
frontend.draw(
    element(
        "section",
        *numbers(collection),
        *method(collection),
    ),
    "about",
)
balance(collection)
frontend.draw(
    element("section", *layer_table(collection), *citing(collection), *credits(collection)),
    "credits",
)
address(collection)
