"""Our scripts in the visitor's page: elements drawn from data, and the link in the address bar."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import streamlit as st
from streamlit.components import v1, v2
from streamlit.components.v2.types import ComponentRenderer

from events.link import PARAMETERS
from events.markup import Element, fold
from events.telling.document import ASSETS as TELLING
from pages.parts import own

Pairs = list[tuple[str, str]]
"""Parameters of a link, a name and a value each."""

NAMES = (own.PARAMETER, *PARAMETERS)
LASTING = (own.PARAMETER, *(name for name, each in PARAMETERS.items() if each.lasting))
"""All parameters of a link, and those that stay in the address bar."""

ARRIVAL = "arrival"
ASKED = "arrivals"
"""Where Streamlit's session holds what the keyboard is to go to, and how often it was told to."""

WEB = Path(__file__).parents[1] / "web"

DRAWING = ("draw", "cards", "share", "search")

FILES = {
    "again": "again.js",
    "draw": "element.js",
    "cards": "cards.js",
    "keep": "keep.js",
    "later": "map_frame.js",
    "frameLesson": "lesson.js",
    "share": "share.js",
    "remember": "remember.js",
    "search": "search.js",
    "writeLink": "address.js",
}
"""The script in pages/web of each function."""

# Streamlit sends these texts again with every change, so they only fetch the real script, and the
# spaces that set them out here are left out.
_LOAD = """
export default async function (component) {{
  (await import(new URL("component/{name}/{file}", document.baseURI))).{function}(component);
}}
"""
# A browser may remember that it failed, so the next try has an address of its own.
_LOAD_OR_TELL = """
export default async function load(component, again = "") {{
  try {{
    const file = new URL("component/{name}/{file}" + again, document.baseURI);
    (await import(file)).{function}(component);
  }} catch (error) {{
    console.warn(error);
    const box = component.parentElement;
    box.insertAdjacentHTML("beforeend", `<p role="alert">This part of the page could not be loaded.
      <button>Try again</button></p>`);
    const notice = box.lastChild;
    notice.lastChild.onclick = () => {{
      notice.remove();
      load(component, "?" + Date.now());
    }};
  }}
}}
"""


_components: WeakKeyDictionary[st.runtime.Runtime, dict[str, ComponentRenderer]]
_components = WeakKeyDictionary()


def _component(function: str) -> ComponentRenderer:
    """Return what draws with a function; Streamlit's own cache takes longer than most drawing."""
    declared = _components.setdefault(st.runtime.get_instance(), {})
    if function not in declared:
        declared[function] = _declare(function)
    return declared[function]


def _declare(function: str) -> ComponentRenderer:
    # Only serve our files, and only if declared while a page runs: drawing needs no frame.
    assets = v1.declare_component("assets", path=str(WEB))
    v1.declare_component("telling", path=str(TELLING))  # its name is known to element.js
    loader = _LOAD_OR_TELL if function in DRAWING else _LOAD
    script = loader.format(name=assets.name, file=FILES[function], function=function)
    return v2.component(
        f"corridors_{function}",
        html='<div class="corridors"></div>' if function in DRAWING else "<div></div>",
        js="\n".join(map(str.strip, script.strip().splitlines())),
        isolate_styles=False,
    )


def _pressed(key: str, on_action: Callable[[str], None] | None) -> Callable[[], None]:
    """Return what gives `on_action` the action of a part's button that was pressed."""

    def pressed() -> None:
        action = st.session_state[key].action
        if on_action and isinstance(action, str):
            on_action(action)

    return pressed


@dataclass(frozen=True)
class Ready:
    """An element as our scripts draw it, the same for all who see the shared collection."""

    data: Any


def make_ready(tree: Element) -> Ready:
    """Write an element once for many visitors; an address in it leads to the shared collection."""
    return Ready(fold(tree.as_data()))


def _data(tree: Element | Ready) -> Any:
    """Return an element as our scripts draw it."""
    return tree.data if isinstance(tree, Ready) else fold(_led(tree.as_data()))


def _led(data: Any) -> Any:
    """Have addresses of ours in an element lead to the collection that is open."""
    if isinstance(data, str) or not own.parameters():
        return data
    tag, attributes, *children = data
    ours = {
        name: own.address(attributes[name])
        for name in ("href", "src")
        if attributes.get(name, "").startswith(("./", "?"))
    }
    return [tag, {**attributes, **ours}, *map(_led, children)]


def draw(
    tree: Element | Ready,
    key: str,
    on_action: Callable[[str], None] | None = None,
    *,
    reach: tuple[str, int] | None = None,
) -> None:
    """Draw an element; `on_action` gets the data-action of a button that is pressed.

    `reach` names what the panel shows, and counts the times that it was selected elsewhere than on
    the map: when the name changes the keyboard goes along, when the count does, it is scrolled into
    view.
    """
    data = {"tree": _data(tree), "reach": reach}
    _component("draw")(key=key, data=data, on_action_change=_pressed(key, on_action))


def go_to(name: str) -> None:
    """Have the keyboard go to what `arrival` is asked for by this name, once."""
    st.session_state[ARRIVAL] = name
    st.session_state[ASKED] = st.session_state.get(ASKED, 0) + 1


def arrival(name: str, box: str = "") -> dict[str, str | None]:
    """Return the attributes of an element to which the keyboard may go, or to a box by its key."""
    if st.session_state.get(ARRIVAL) != name:
        return {"tabindex": "-1"}
    del st.session_state[ARRIVAL]
    return {"tabindex": "-1", "data_focus": box, "data_asked": str(st.session_state[ASKED])}


def cards(
    tree: Element,
    pairs: Sequence[tuple[Element, Element | None]],
    key: str,
    on_action: Callable[[str], None],
) -> None:
    """Draw cards one at a time, each without names and, where it is there, with them.

    Asking for names that are not there sends the action `reveal:all`.
    """
    shown = [[_led(each.as_data()) if each else None for each in pair] for pair in pairs]
    data = {"tree": _data(tree), "cards": shown}
    _component("cards")(key=key, data=data, on_action_change=_pressed(key, on_action))


def frame_lesson(address: str, title: str, on_action: Callable[[str], None]) -> None:
    """Cover the page with a lesson, until its address is another; `on_action` gets `leave`."""
    data = {"address": own.address(address), "title": title}
    pressed = _pressed("lesson", on_action)
    _component("frameLesson")(key="lesson", data=data, on_action_change=pressed)


def share(
    tree: Element,
    key: str,
    *,
    names: tuple[str, ...],
    title: str,
    version: str | None,
    home: str | None,
) -> None:
    """Draw what can be copied; the browser reads the parameters in `names` from the address bar.

    `home` takes the place of the host in them, where that leads no other device here.
    """
    data = {"tree": _data(tree), "names": list(names), "title": title, "version": version}
    data["home"] = home
    _component("share")(key=key, data=data)


def search(
    text: str,
    offers: list[tuple[str, str]],
    key: str,
    on_type: Callable[[str], None],
    on_action: Callable[[str], None],
) -> None:
    """Draw a box for words, and below it what may be meant: its words and its action each."""

    def typed() -> None:
        if isinstance(text := st.session_state[key].typed, str):
            on_type(text)

    data = {"text": text, "offers": [list(offer) for offer in offers]}
    _component("search")(
        key=key, data=data, on_typed_change=typed, on_action_change=_pressed(key, on_action)
    )


def keep(
    key: str,
    on_told: Callable[[list[str]], None],
    *,
    name: str,
    text: str,
    asks: bool,
    waits: bool,
    fails: bool,
    most: int,
) -> None:
    """Keep a text of at most `most` characters in the browser by a name; an empty one removes it.

    `on_told` gets `["found", TEXT]` where the server `asks` what was kept, `["other"]` when another
    tab wrote, and `["fails"]` where nothing can be kept. Nothing is written where it `waits`.
    """

    def told() -> None:
        words = st.session_state[key].told
        if isinstance(words, list) and all(isinstance(word, str) for word in words):
            on_told(words)

    data = {"name": name, "text": text, "asks": asks, "waits": waits, "fails": fails, "most": most}
    _component("keep")(key=key, data=data, height=1, on_told_change=told)


def remember(name: str, value: str) -> None:
    """Have the browser send a cookie to this server, and nowhere else, until it is closed."""
    _component("remember")(key="remember", data={"name": name, "value": value}, height=1)


def later(key: str, on_drawn: Callable[[], None]) -> None:
    """Call `on_drawn` once the map has drawn its first picture, or has not for some seconds."""
    _component("later")(key=key, height=1, on_drawn_change=on_drawn)


def again(key: str, seconds: float, tries: int, on_due: Callable[[], None]) -> None:
    """Call `on_due` after some seconds; `tries` counts how often that was asked for."""
    data = {"seconds": seconds, "tries": tries}
    _component("again")(key=key, data=data, height=1, on_due_change=on_due)


def write_link(pairs: Pairs, over: Iterable[Pairs], *, title: str, shown: str) -> None:
    """Put the view's parameters into the address bar, and leave others that are there.

    Nothing is written unless the address still holds one of the lists in `over`. `title`
    names the tab; `shown` says on paper what events the page shows.
    """
    data = {
        "names": list(NAMES),
        "lasting": list(LASTING),
        "pairs": pairs,
        "over": list(over),
        "title": title,
        "shown": shown,
    }
    _component("writeLink")(key="address", data=data, height=1)
