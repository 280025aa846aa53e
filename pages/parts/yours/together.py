"""Several files at once: one list, and the pictures that its rows name."""

import unicodedata
from collections.abc import Mapping
from pathlib import Path

from events.importers import FORMATS
from events.importers.readers.json_text import some_of
from events.records import CurationError
from events.records.pictures import FOLDER
from events.records.values import PICTURE
from events.saved import holds_folder
from pages.parts.serving import scratch_folder
from pages.parts.yours.brought import Brought

LARGEST = 50
"""Megabytes of what is brought at once."""

LISTS = tuple(ending for kind in FORMATS.values() for ending in kind.endings)

ONE_LIST = "One list is opened at a time, with its pictures. Lists here: {}."
NO_LIST = "There is no list among these. Bring it together with its pictures: {}."
ALONE = "{} is a collection that was saved, with its own pictures: bring it alone."
TOO_MUCH = "These files have more than {} MB together. Bring smaller pictures, or fewer."
NEITHER = (
    "Left out, since it is neither a list nor a picture (JPEG, PNG or WebP) of a plain name: {}."
)


def together(files: Mapping[str, bytes]) -> Brought:
    """Return the list among files, with the pictures laid beside it in a folder.

    Raises CurationError where there is no list or more than one.
    """
    # A picture's content is looked at where a row names it. Macs write names in another form.
    files = {unicodedata.normalize("NFC", name): content for name, content in files.items()}
    pictures = {name: files[name] for name in files if PICTURE.fullmatch(name)}
    others = [name for name in files if name not in pictures]
    # A single file that is no picture is meant as the list, whatever its name: its kind is said.
    lists = [n for n in others if n.casefold().endswith(LISTS)] if len(others) > 1 else others
    if len(lists) != 1:
        raise CurationError([(ONE_LIST if lists else NO_LIST).format(some_of(lists or [*files]))])
    (name,) = lists
    if pictures and holds_folder(files[name]):
        raise CurationError([ALONE.format(name)])
    if sum(map(len, files.values())) > LARGEST << 20:
        raise CurationError([TOO_MUCH.format(LARGEST)])
    strange = [other for other in others if other != name]
    said = (NEITHER.format(some_of(strange)),) if strange else ()
    return Brought(name, files[name], _laid(pictures) if pictures else None, said)


def _laid(pictures: Mapping[str, bytes]) -> Path:
    """Write pictures into `pictures/` of a new folder, by their names."""
    folder = scratch_folder()
    (folder / FOLDER).mkdir()
    for name, content in pictures.items():
        (folder / FOLDER / name).write_bytes(content)
    return folder
