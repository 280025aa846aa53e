"""What stands on the one file's page before its script draws."""

from collections.abc import Iterator

import pandas as pd

from events.exporters.about import About
from events.records.reading import Records
from events.telling.markup import Element, descriptions, element
from events.telling.signs import badge

NO_SCRIPT = "This page draws its map and its list with a script of its own, which is turned off."


def skeleton(frame: pd.DataFrame, records: Records, about: About) -> Iterator[Element]:
    """Yield the head, the filters, the place of the map and the list, and the foot."""
    yield element("a", "To the list of events", href="#status", class_="skip")
    yield element(
        "header",
        element("h1", about.title, dir="auto"),
        element("p", records.info.description, dir="auto") if records.events else None,
        element("p", f"Shown: {about.filter}.", class_="note", dir="auto"),
    )
    parts = (Element("noscript", (), (NO_SCRIPT,)), _filters(frame, records), _page())
    yield Element("main", (), parts)
    yield element("footer", told(about))


def told(about: About) -> Element:
    """Tell what a file says of itself."""
    return descriptions((_named(name), [_linked(text)]) for name, text in about.lines)


def _named(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _linked(text: str) -> Element | str:
    return element("a", text, href=text) if text.startswith(("https://", "http://")) else text


def _page() -> Element:
    """The map on one side; how many events, the open one, and the list on the other."""
    stage = element("section", element("div", id="map"), id="stage", aria_label="Map and dates")
    side = element(
        "div",
        element("h2", "Events"),
        element("p", id="status", class_="status", role="status"),
        Element("article", (("id", "panel"), ("class", "panel"), ("hidden", "")), ()),
        element("ul", id="events", class_="listing"),
        Element("button", (("id", "more"), ("type", "button"), ("hidden", "")), ("Show more",)),
    )
    return element("div", stage, side, class_="page")


def _filters(frame: pd.DataFrame, records: Records) -> Element:
    words = Element("input", (("id", "words"), ("type", "search"), ("autocomplete", "off")), ())
    held = set(frame["category"])
    boxes = (
        Element(
            "label",
            (),
            (
                Element(
                    "input",
                    (("type", "checkbox"), ("name", "category"), ("value", category.id)),
                    (),
                ),
                badge(category),
                category.label,
            ),
        )
        for category in records.vocabulary.categories
        if category.id in held
    )
    title = Element("legend", (), ("Category",))
    return Element(
        "div",
        (("class", "filters"), ("role", "search"), ("aria-label", "Filters")),
        (
            Element("label", (), ("Search", words)),
            Element("fieldset", (("id", "categories"),), (title, *boxes)),
        ),
    )
