"""The story that a visitor is making: changed, undone, and worked on a step at a time."""

from events.stories import Draft
from pages.parts import session

MOST_UNDONE = 30
"""Changes that can be undone."""


def draft() -> Draft:
    """Return the story as it is now."""
    return session.current().making.draft


def chosen() -> int:
    """Return the number of the step that is being worked on; 0 where there is none."""
    making = session.current().making
    return max(0, min(making.step, len(making.draft.steps) - 1))


def change(after: Draft, notice: str = "") -> None:
    """Take over a changed story, and say in words what was done."""
    making = session.current().making
    if after != making.draft:
        making.before = (*making.before, making.draft)[-MOST_UNDONE:]
    making.draft, making.notice = after, notice


def choose(number: int) -> None:
    """Work on a step, and move the map to it."""
    making = session.current().making
    making.step = number
    making.moves += 1


def undo() -> None:
    """Undo the last change."""
    making = session.current().making
    *before, making.draft = making.before
    making.before = tuple(before)
    making.notice = "The last change is undone."
    choose(chosen())
