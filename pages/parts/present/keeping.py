"""The story being made, as the visitor's own browser keeps it: found, continued or discarded."""

from functools import partial

from events.collection import Collection
from events.markup import Element, element
from events.records.story_files import LARGEST, StoryError
from events.stories import Draft, read_draft, write_draft
from pages.parts import frontend, own, session
from pages.parts.present.draft import change, choose

KEPT = (
    "The story is kept in this browser, and is here again when the page is loaded anew or the "
    "server was restarted. No server stores it; whoever uses this browser can see it."
)
OWN = (
    "While you make a story this browser keeps it, also when the page is loaded anew. “Keep in my "
    "collection” puts it among the stories of your collection, and so into its zip."
)
FAILS = (
    "This browser keeps nothing, as in a private window: when this tab is closed or loaded again, "
    "the story is gone, unless you have copied its link or downloaded its file."
)
PARTS = "heading", "maker"
"""The parts of the page that tell of a story that waits."""

OTHERS = "Another tab of this browser has changed its story since: the one changed last is kept."


def keeping(collection: Collection) -> bool:
    """Have the browser keep the story, and say so; return whether an earlier one waits.

    While it waits, the visitor is asked what becomes of it, and nothing is written over it.
    """
    making = session.current().making
    frontend.keep(
        "making-keeping",
        partial(_told, collection),
        name=f"corridors-story-{session.current().mine or collection.records.info.id}",
        text=write_draft(making.draft),
        asks=not making.heard,
        waits=bool(making.kept),
        fails=making.fails,
        most=LARGEST,
    )
    tree = _question(collection) if making.kept else _said()
    frontend.draw(tree, "making-kept", partial(_decide, collection))
    return bool(making.kept)


def _told(collection: Collection, words: list[str]) -> None:
    """Take over what the browser tells."""
    making = session.current().making
    if words[:1] == ["found"] and len(words) == 2 and not making.heard:
        making.heard = True
        # What stands in the collection is not asked about: nothing of it can be lost.
        known = [Draft.of(story, story.id) for story in collection.records.stories]
        is_known = words[1] in map(write_draft, (making.draft, *known))
        making.kept = "" if is_known else words[1]
        session.redraw(*PARTS)
    elif words == ["fails"]:
        making.heard = making.fails = True
    elif words == ["other"]:
        making.others = True


def _said() -> Element:
    """Say whether the story is kept; a first visit without a script is told nothing."""
    making = session.current().making
    kept = OWN if own.opened() else KEPT
    words = FAILS if making.fails else f"{kept} {OTHERS}" if making.others else kept
    said = element("p", words, class_="note") if making.heard else None
    return element("div", said, role="status")


def _question(collection: Collection) -> Element:
    """Ask what becomes of the story that was kept."""
    kept, faults = _read(collection)
    lines = element("ul", *(element("li", fault, dir="auto") for fault in faults))
    if kept is None:
        words = "This browser keeps a story that cannot be read:"
    else:
        title, number = kept.title or "without a title", len(kept.steps)
        named = f"“{title}”" if kept.title else title
        words = (
            f"This browser keeps a story that you began, {named}, with {number} "
            f"step{'s' * (number != 1)}. Do you want to go on with it?"
        )
    return element(
        "section",
        element("p", words, dir="auto"),
        lines if faults else None,
        element("button", "Continue", class_="main", data_action="continue") if kept else None,
        " ",
        element("button", "Discard", data_action="discard"),
        role="status",
        class_="kept",
    )


def _read(collection: Collection) -> tuple[Draft | None, tuple[str, ...]]:
    """Check what was kept like a story that was received."""
    offers = collection.offers
    try:
        return read_draft(
            session.current().making.kept,
            offers.showable,
            offers.withdrawn,
            offers.bounds,
            offers.zooms,
        )
    except StoryError as error:
        return None, error.problems


def _decide(collection: Collection, action: str) -> None:
    """Go on with what was kept, or put it where undoing the last change finds it."""
    making = session.current().making
    if not making.kept or action not in ("continue", "discard"):
        return
    if action == "discard":
        put_aside(collection)
    else:
        kept, _ = _read(collection)
        making.kept = ""
        if kept:
            change(kept, "You go on with the story that was kept.")
            choose(len(kept.steps) - 1)
    session.redraw(*PARTS)


def put_aside(collection: Collection) -> None:
    """Put a story that waits where undoing the last change finds it."""
    making = session.current().making
    kept = _read(collection)[0] if making.kept else None
    making.kept = ""
    if kept:
        making.before = (*making.before, kept)
        making.notice = "The story that was kept is discarded; undoing brings it back."
