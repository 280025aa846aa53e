"""The list and the title of an own collection: read, and written anew with what was changed."""

import hashlib
import re
from dataclasses import dataclass
from io import BytesIO, StringIO

import pandas as pd
import yaml

from events.commands.new import TEMPLATE, is_example
from events.importers import FIELDS, Imported, Mapping, Remark, import_file, listed, write_list
from events.importers.values import unguard_list
from events.records import CurationError
from events.records.lists import EVENTS, PICTURES, made_id
from events.records.pictures import FOLDER, LARGE, draw_shown
from events.records.rows import values_in
from geodata.files import read_yaml
from pages.parts.own import Files, Own
from pages.parts.yours.history import put

ABOUT = "collection.yaml"
"""The file that has its title."""

COLUMNS = (
    "title",
    "date",
    "place",
    "latitude",
    "longitude",
    "category",
    "source",
    "url",
    "summary",
)
"""The columns that can always be filled in; others where the list has them."""

MOST_ROWS = 5_000
"""Events of a list that is changed on the page; a longer one is mended as a file."""


@dataclass(frozen=True)
class Faults:
    """Why a change was not made."""

    lines: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    """What is wrong with single values; rows are counted from 1."""


def sentence(words: str) -> str:
    """Begin what is said of a value with a capital, and end it with a full stop."""
    return f"{words[:1].upper()}{words[1:].removesuffix('.')}."


def rows_of(each: Own) -> pd.DataFrame | None:
    """Return the list of a collection as text; None for one that is not made of a list."""
    path = each.folder / EVENTS
    if not path.exists():
        return None
    rows = _read(path.read_text("utf-8"))
    for name in (*COLUMNS, "id", *PICTURES):
        if name not in rows:
            rows[name] = ""
    # What belongs to an event, as a story does, names it: its id stays when its title does not.
    ids: list[str] = []
    for name, date, title in zip(rows["id"], rows["date"], rows["title"], strict=True):
        ids.append(name or made_id({"date": date, "title": title}, ids))
    return rows.assign(id=ids)


def _read(text: str) -> pd.DataFrame:
    return unguard_list(pd.read_csv(StringIO(text), dtype=str, keep_default_na=False))


def is_empty(rows: pd.DataFrame) -> bool:
    """Tell whether a list has no event yet but the example, which a collection keeps for none."""
    return len(rows) == 1 and is_example(*rows.iloc[0][["title", "url"]])


def _with_example(rows: pd.DataFrame) -> pd.DataFrame:
    """Return a list, or in the place of an empty one the example alone."""
    if len(rows):
        return rows
    return _read((TEMPLATE / EVENTS).read_text("utf-8")).reindex(
        columns=rows.columns, fill_value=""
    )


NO_FILES: Files = {}

AS_TYPED = {
    "no-place": "without-place", "zero": "keep", "far": "keep", "sea": "keep", "swapped": "keep",
    "spellings": "apart",
}  # fmt: skip
"""What is asked of a stranger's file, and meant by who types into a list."""


def check(rows: pd.DataFrame) -> Imported:
    """Read a list as a file is read: dates and places may be written in any way."""
    same = Mapping(columns={name: name for name in rows if name in FIELDS})
    content = rows.to_csv(index=False).encode()
    return import_file(content, EVENTS, AS_TYPED, same, finds_pictures=False)


def change(each: Own, rows: pd.DataFrame, said: str, pictures: Files = NO_FILES) -> Faults | None:
    """Put another list in the place of a collection's, if nothing is wrong with it.

    `said` tells what that does. Of the pictures that are there or come with it, those stay that an
    event shows.
    """
    rows = _with_example(rows)
    try:
        read = check(rows)
    except CurationError as error:
        return Faults(lines=error.problems)
    wrong = [remark for remark in read.report.remarks if remark.outcome in ("asked", "refused")]
    if wrong:
        return Faults(remarks=tuple(wrong))
    written, kept = BytesIO(), listed(read)
    # What a stranger's file had under the name of a field is kept beside it; here that is nothing.
    spare = [name for name in kept if name not in rows or name in PICTURES]
    empty = [name for name in spare if not kept[name].fillna("").any()]
    write_list(kept.drop(columns=empty), written)
    shown, there = shown_pictures(rows), (each.folder / FOLDER).glob("*")
    gone = {f"{FOLDER}/{path.name}": None for path in there if path.name not in shown}
    return _put(each, {EVENTS: written.getvalue(), **pictures, **gone}, said)


def shown_pictures(rows: pd.DataFrame) -> set[str]:
    """Return the names of the pictures that the events of a list show."""
    return {name for cell in rows.get("picture", ()) for name in values_in(str(cell))}


MOST_PICTURES = 50_000_000
"""Bytes of the pictures of one collection."""


def small_picture(each: Own, content: bytes) -> tuple[str, bytes]:
    """Draw a picture anew, small and without what a camera notes; return its name, and it.

    Raises ValueError with why it cannot be shown, or where the collection has no room for it.
    """
    drawn = draw_shown(content, LARGE)
    held = sum(path.stat().st_size for path in (each.folder / FOLDER).glob("*"))
    if held + len(drawn) > MOST_PICTURES:
        most = f"{MOST_PICTURES / 1e6:,.0f} MB"
        raise ValueError(f"does not fit: a collection has at most {most} of pictures; remove some")
    return f"{hashlib.sha256(drawn).hexdigest()[:16]}.webp", drawn


LINE = re.compile(rf"{re.escape(EVENTS)}: row (?P<row>\d+): (?P<column>[\w.]+): (?P<what>.*)")
"""What the check of a collection says of a value."""


SHOWN = re.compile(r"stories/(?P<story>[\w-]+)\.yaml: steps\.\d+\.event: is not in .*")
"""What it says of a story whose event is gone."""


def _faults(each: Own, problems: tuple[str, ...]) -> Faults:
    """Sort what is wrong by the values that it is said of."""
    found = [LINE.fullmatch(line) for line in problems]
    return Faults(
        tuple(_line(each, line) for line, of in zip(problems, found, strict=True) if not of),
        tuple(
            Remark(int(of["row"]), of["column"], "", "refused", of["what"]) for of in found if of
        ),
    )


def _line(each: Own, line: str) -> str:
    """Say what is wrong with the collection as one says it who works on its page."""
    shows = SHOWN.fullmatch(line)
    if not shows:
        return line
    title = each.collection.offers.stories[shows["story"]].title
    return f"The story “{title}” shows this event: take it out of the story on Present first."


def rename(each: Own, title: str) -> Faults | None:
    """Give a collection another title, if nothing is wrong with it."""
    about = {**read_yaml(each.folder / ABOUT), "title": title.strip()}
    written = yaml.safe_dump(about, allow_unicode=True, sort_keys=False)
    return _put(each, {ABOUT: written.encode()}, f"The title is “{title.strip()}”.")


def _put(each: Own, files: Files, said: str) -> Faults | None:
    try:
        put(each, files, said)
    except CurationError as error:
        return _faults(each, error.problems)
    return None
