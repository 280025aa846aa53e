"""Every change of an own collection, of whatever part: made at once, and taken back one by one."""

import shutil
from functools import partial
from pathlib import Path

from events.collection import Collection, open_collection
from events.markup import Element, element
from pages.parts import frontend, own
from pages.parts.own import Change, Files, Own

MOST_UNDONE = 20
"""Changes that can be undone."""


DONE = "done"
"""What the keyboard goes to where what was pressed is gone."""

WAITS = "The table has changes that are not applied yet: apply them there, or take them back."


def put(each: Own, files: Files, said: str) -> None:
    """Write files of a collection anew. Raises CurationError, and changes nothing then."""
    change = Change(said, {name: _content(each.folder / name) for name in files})
    _write(each, files)
    each.past, each.taken_back = [*each.past, change][-MOST_UNDONE:], ""


def undo(each: Own) -> None:
    """Take back the last change."""
    if each.past:
        change = each.past[-1]
        _write(each, change.files)
        each.past, each.taken_back = each.past[:-1], change.said


def undoing(each: Own) -> None:
    """Offer to take back the last change, and say which that is."""
    frontend.draw(_offer(each), "undo", partial(_act, each))


def _offer(each: Own) -> Element:
    can_undo = bool(each.past) and each.table is None
    button = element(
        "button",
        "Undo the last change",
        data_action="undo",
        aria_disabled=None if can_undo else "true",
    )
    return element(
        "section",
        button,
        " ",
        element(
            "span", _told(each), class_="note", dir="auto", role="status", **frontend.arrival(DONE)
        ),
        class_="headed",
    )


def _told(each: Own) -> str:
    if each.table is not None:
        return WAITS
    if each.taken_back:
        return f"Taken back: {each.taken_back}"
    return f"Done: {each.past[-1].said}" if each.past else ""


def _act(each: Own, action: str) -> None:
    if action == "undo" and each.table is None:
        undo(each)


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _write(each: Own, files: Files) -> None:
    """Open a copy of the collection in which these files are others."""

    def fill(folder: Path) -> Collection:
        shutil.copytree(each.folder, folder, dirs_exist_ok=True)
        for name, content in files.items():
            path = folder / name
            if content is None:
                path.unlink(missing_ok=True)
            else:
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(content)
        return open_collection(folder)

    own.shelf().replace(each, fill)
