"""What the data covers, how it was made, what it cannot claim, credits and licences."""

from events.markup import contents, element, titled
from pages.parts import frontend
from pages.parts.about.balance import BALANCE, balance
from pages.parts.about.text import AFTER, BEFORE, introduction
from pages.parts.page import open_page
from pages.parts.session import address

collection = open_page("About")
middle = [BALANCE] if collection.records.events else []
frontend.draw(
    element(
        "section",
        *introduction(collection),
        contents([*BEFORE, *middle, *AFTER]),
        *(titled(title, *parts(collection)) for title, parts in BEFORE.items()),
    ),
    "about",
)
balance(collection)
sections = [titled(title, *parts(collection)) for title, parts in AFTER.items()]
frontend.draw(element("section", *sections), "credits")
address(collection)
