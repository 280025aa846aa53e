"""For this room: the address at which students’ devices find a story, large and as a QR code."""

from collections.abc import Sequence
from functools import partial

from events.collection import Collection
from events.markup import Element, element
from pages.parts import frontend, own, session
from pages.parts.network import (
    NO_NETWORK,
    WHO_REACHES_IT,
    addresses,
    drawn_code,
    is_for_room,
    is_local,
    page_address,
)
from pages.parts.session import Room

TOO_LONG = "This address is too long for a QR code: pass it on as a link."


def room(collection: Collection) -> None:
    """Draw the panel if the server was started for a room; on its own computer it is unfolded."""
    if is_for_room():
        session.part("room", _room, collection)


def _room(collection: Collection) -> None:
    homes, visit = addresses(), session.current()
    if own.opened():
        body = element("p", own.ALONE)
    else:
        body = _body(homes, visit.room, collection) if homes else element("p", NO_NETWORK)
    summary = element("summary", element("h2", "For this room"))
    tree = element("details", summary, body, class_="room", open="" if is_local() else None)
    frontend.draw(tree, "room", partial(_choose, len(homes), collection))


def _body(homes: Sequence[str], chosen: Room, collection: Collection) -> Element:
    """Show the address of what is chosen, then the choice: of what students see, and where."""
    home = homes[min(chosen.network, len(homes) - 1)]
    address = page_address(home, chosen.story)
    link = element("a", address, href=address, dir="ltr")
    titles: list[tuple[str | None, str]] = [(None, "The page Present")]
    titles += [(story.id, story.title) for story in collection.records.stories]
    seen = [
        _choice(title, f"story:{story or ''}", is_chosen=story == chosen.story)
        for story, title in titles
    ]
    networks = [
        _choice(other, f"network:{number}", is_chosen=other == home)
        for number, other in enumerate(homes)
    ]
    several = "This computer has several addresses. If the first does not open, try another:"
    others = [element("p", several), element("ul", *networks, class_="choices")]
    return element(
        "div",
        drawn_code(address) or element("p", TOO_LONG),
        element(
            "div",
            element("p", link, class_="address", role="status"),
            element("p", WHO_REACHES_IT, class_="note"),
            element("p", "Students see:"),
            element("ul", *seen, class_="choices"),
            *(others if len(homes) > 1 else ()),
        ),
        class_="code",
    )


def _choice(words: str, action: str, *, is_chosen: bool) -> Element:
    pressed = str(is_chosen).lower()
    button = element("button", words, dir="auto", data_action=action, aria_pressed=pressed)
    return element("li", button)


def _choose(networks: int, collection: Collection, action: str) -> None:
    """Carry out a button: `story:ID`, `story:` for the page Present, or `network:N`."""
    verb, _, value = action.partition(":")
    chosen = session.current().room
    if verb == "story" and (not value or value in collection.offers.stories):
        chosen.story = value or None
    elif verb == "network" and value.isdecimal() and int(value) < networks:
        chosen.network = int(value)
