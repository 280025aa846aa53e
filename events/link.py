"""What a visitor sees, as the parameters of a link, and back.

A link names only what differs from what a visitor without a link sees. Whatever it names that a
collection does not have is ignored and reported, so that no link is too broken to be read.
"""

import hashlib
import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field, replace
from functools import cached_property
from math import nan
from typing import Any
from urllib.parse import urlencode

from events.packed import SIGN, by_code, code, pack_values, unpack_values
from events.query import FILTERS, Comparison, Query
from events.query.question import BY, DECIMALS, MOST_COLUMNS
from events.records import MapView, Story, in_words
from events.records.stories import Bounds, Zooms, view_problems
from events.records.story_files import OWN, StoryError, unpack
from geodata.days import from_iso, in_iso

LONGEST_TEXT = 200
"""Characters of a search."""

LONGEST_PLAIN = 400
"""Bytes that the values of one filter may take in a link as they are; more are packed."""

LONGEST_LINK = 7_500
"""Bytes of the parameters of a link: servers in between refuse lines of more than 8,000."""

NONE = "none"
"""Stands in a link for a list that is empty on purpose."""


@dataclass(frozen=True)
class View:
    """What a visitor sees; the same as the link."""

    query: Query
    _: KW_ONLY
    layers: tuple[str, ...]
    language: str
    """Of the names of places, as a code."""
    event: str | None = None
    """The one that is selected."""
    history: str | None = None
    """The place whose history is read, as a value of the filter `place`."""
    comparison: Comparison = field(default_factory=Comparison)
    story: str | None = None
    """The id of one of the collection's stories, or a visitor's own, packed behind a `~`."""
    step: int = 0
    """0 is a story's opening, and one more than its steps the closing."""
    notes: bool = False
    """Whether this page shows the speaker's notes rather than what a class sees."""
    map: MapView | None = None
    """What the map shows at first; None shows all."""
    version: str | None = None
    """The version of the collection that a link to cite was made with."""


@dataclass(frozen=True)
class Offers:
    """What a collection offers to a link."""

    first: int
    """The first day of the data, and the last, counted from 1970-01-01."""
    last: int
    values: Mapping[str, Sequence[str]]
    """The values of each filter, by its name in FILTERS."""
    languages: tuple[str, ...]
    """The languages of names, as codes; names are in the first where a link asks for none."""
    events: Container[str] = ()
    layers: tuple[str, ...] = ()
    """All layers in drawing order."""
    layers_on: tuple[str, ...] = ()
    """Those that are drawn where a link asks for none."""
    stories: Mapping[str, Story] = field(default_factory=dict)
    """The collection's own, by id."""
    showable: Container[str] = ()
    """The ids of the events that a story can show."""
    withdrawn: Container[str] = ()
    """The ids of the events that were withdrawn."""
    columns: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """What can be compared, by what a column is (a key of BY)."""
    subjects: Container[str] = ()
    """What a comparison can be about."""
    versions: tuple[str, ...] = ()
    """The versions of the collection, the newest first."""
    bounds: Bounds | None = None
    """Where the map's middle can be; None allows all the world."""
    zooms: Zooms | None = None
    """The farthest and the nearest zoom; None allows all."""

    def story(self, name: str) -> Story:
        """Return one of the collection's stories, or unpack a visitor's own.

        Raises StoryError where there is no such story.
        """
        if name.startswith(OWN):
            return unpack(name, self.showable, self.withdrawn, self.bounds, self.zooms)
        if name not in self.stories:
            raise StoryError([f"there is no {_quoted(name)}"])
        return self.stories[name]

    def within(self, first: int, last: int) -> tuple[int, int]:
        """Return the range moved into the days of the data, at least one day long."""
        start = min(max(first, self.first), self.last)
        return start, min(max(last, start), self.last)

    @cached_property
    def codes(self) -> Mapping[str, Mapping[str, str | None]]:
        """The values of each filter by what stands for them where many are packed."""
        return {name: by_code(values) for name, values in self.values.items()}

    @property
    def view(self) -> View:
        """What a visitor sees without a link."""
        query = Query(self.first, self.last)
        return View(query, layers=self.layers_on, language=self.languages[0])


def read_link(link: Mapping[str, Sequence[str]], offers: Offers) -> tuple[View, tuple[str, ...]]:
    """Return the view that a link asks for, and a line for each value that is ignored.

    Parameters that PARAMETERS does not list are passed over.
    """
    view, problems = offers.view, list[str]()
    values = {name: _Values(name, link, problems) for name in PARAMETERS if link.get(name)}
    for name, given in values.items():
        if PARAMETERS[name].single and len(given.all) > 1:
            given.ignore("is given more than once, only the last counts")
    for name, given in values.items():
        view = PARAMETERS[name].read(given, view, offers)
    return view, tuple(problems)


def write_link(view: View, offers: Offers, *, lasting: bool = False) -> list[tuple[str, str]]:
    """Return the names and values of a link's parameters, in the order of PARAMETERS.

    With `lasting`, those that count only when a link is opened are left out.
    """
    return [
        (name, value)
        for name, parameter in PARAMETERS.items()
        if parameter.lasting or not lasting
        for value in parameter.write(view, offers)
    ]


def too_long(parameters: Sequence[tuple[str, str]]) -> str | None:
    """Say that a link has more than can be sent everywhere; None where it has not."""
    size = len(urlencode(parameters))
    if size <= LONGEST_LINK:
        return None
    return (
        f"This link has {size:,} characters. Beyond {LONGEST_LINK:,} it may not open: choose less."
    )


@dataclass(frozen=True)
class _Values:
    """The values that a link gives for one parameter."""

    name: str
    link: Mapping[str, Sequence[str]]
    problems: list[str]
    """Lines on what is ignored of the whole link."""

    @property
    def all(self) -> Sequence[str]:
        return self.link[self.name]

    @property
    def last(self) -> str:
        return self.all[-1]

    def ignore(self, why: str, *, name: str | None = None) -> None:
        """Report why this parameter, or a part of it, is ignored."""
        self.problems.append(f"{name or self.name}: {why}")

    def unpacked(self, codes: Mapping[str, str | None]) -> "_Values":
        """Return the values with those that are packed taken apart, as far as they can be read."""
        plain = list[str]()
        for value in self.all:
            if not value.startswith(SIGN) or value in codes.values():
                plain.append(value)
                continue
            packed = unpack_values(value, codes)
            plain += packed.values
            if not packed.whole:
                read = f"only {len(packed.values):,} of its values can be read"
                self.ignore(f"{_quoted(value)} was cut or changed, {read}")
            elif packed.lost:
                self.ignore(f"{packed.lost:,} of the values of the link are not in this set")
        return replace(self, link={**self.link, self.name: plain})

    def known(self, offered: Container[str]) -> tuple[str, ...]:
        """Return the values that are offered, each once."""
        values = dict.fromkeys(self.all)
        for value in values:
            if value not in offered:
                self.ignore(f"there is no {_quoted(value)}")
        return tuple(value for value in values if value in offered)

    def one(self, offered: Container[str]) -> str | None:
        """Return the last value that is offered."""
        known = self.known(offered)
        return known[-1] if known else None

    def number(self, most: int) -> int:
        """Return a number from 0 to `most`; 0 for anything else."""
        if re.fullmatch("[0-9]{1,4}", self.last) and int(self.last) <= most:
            return int(self.last)
        self.ignore(f"{_quoted(self.last)} is not a number from 0 to {most}")
        return 0

    def day(self, default: int, offers: Offers) -> int:
        """Return a day of the data; `default` for anything else."""
        try:
            day = from_iso(self.last)
        except ValueError:
            self.ignore(f"{_quoted(self.last)} is not a date like 2024-04-07")
            return default
        if offers.first <= day <= offers.last:
            return day
        self.ignore(f"{in_words(day)} lies outside the data")
        return default


def _quoted(value: str) -> str:
    """Quote a value of a link, cut where it is long."""
    return f"“{value}”" if len(value) <= 40 else f"“{value[:40]}…”"


Read = Callable[[_Values, View, Offers], View]
Write = Callable[[View, Offers], Iterable[str]]


@dataclass(frozen=True)
class Parameter:
    """How one parameter of a link is read into a view, and written from it."""

    read: Read
    """Gets the view that the parameters before this one make."""
    write: Write
    """Returns no value where the view is as without a link."""
    single: bool = True
    """Whether only the last value counts."""
    lasting: bool = True
    """Whether it stays in the address bar, or counts only when a link is opened."""


def _some(value: str | None) -> Iterable[str]:
    return (value,) if value else ()


def _day(value: int, default: int) -> Iterable[str]:
    return () if value == default else (in_iso(value),)


def _filter(name: str) -> Parameter:
    def read(given: _Values, view: View, offers: Offers) -> View:
        known = given.unpacked(offers.codes[name]).known(offers.values[name])
        return replace(view, query=view.query.choose(name, known))

    def write(view: View, offers: Offers) -> Iterable[str]:
        chosen = view.query.chosen.get(name, ())
        if len(urlencode([(FILTERS[name].parameter, value) for value in chosen])) <= LONGEST_PLAIN:
            return chosen
        codes = offers.codes[name]
        packed = [value for value in chosen if codes.get(code(value)) == value]
        return (pack_values(packed), *(value for value in chosen if value not in set(packed)))

    return Parameter(read, write, single=False)


def _read_first(given: _Values, view: View, offers: Offers) -> View:
    return replace(view, query=replace(view.query, first=given.day(offers.first, offers)))


def _read_last(given: _Values, view: View, offers: Offers) -> View:
    first, last = view.query.first, given.day(offers.last, offers)
    if first <= last:
        return replace(view, query=view.query.between(first, last))
    given.ignore(f"{in_words(first)} is after {in_words(last)}", name="from")
    return replace(view, query=view.query.between(offers.first, offers.last))


def _read_text(given: _Values, view: View, _: Offers) -> View:
    if len(given.last) > LONGEST_TEXT:
        given.ignore(f"only the first {LONGEST_TEXT} characters are searched for")
    return replace(view, query=replace(view.query, text=given.last[:LONGEST_TEXT]))


def _read_within(given: _Values, view: View, _: Offers) -> View:
    """Read west, south, east and north, as in `within=34.2,31.2,34.5,31.6`."""
    try:
        west, south, east, north = map(float, given.last.split(","))
    except ValueError:
        west = south = east = north = nan
    if not (-180 <= min(west, east) <= max(west, east) <= 180 and -90 <= south <= north <= 90):
        given.ignore(f"{_quoted(given.last)} is not west, south, east and north in degrees")
        return view
    return replace(view, query=view.query.look((west, south, east, north)))


def _write_within(view: View, _: Offers) -> Iterable[str]:
    sides = view.query.within
    return (",".join(f"{side:.{DECIMALS + 4}g}" for side in sides),) if sides else ()


def _read_layers(given: _Values, view: View, offers: Offers) -> View:
    chosen = given.known((*offers.layers, NONE))
    if NONE in chosen:
        return replace(view, layers=())
    ordered = tuple(layer for layer in offers.layers if layer in chosen)
    return replace(view, layers=ordered or offers.layers_on)


def _write_layers(view: View, offers: Offers) -> Iterable[str]:
    return () if view.layers == offers.layers_on else view.layers or (NONE,)


def _read_language(given: _Values, view: View, offers: Offers) -> View:
    return replace(view, language=given.one(offers.languages) or view.language)


def _write_language(view: View, offers: Offers) -> Iterable[str]:
    return () if view.language == offers.languages[0] else (view.language,)


def _compare(view: View, **fields: Any) -> View:
    return replace(view, comparison=replace(view.comparison, **fields))


def _read_by(given: _Values, view: View, _: Offers) -> View:
    return _compare(view, by=given.one(BY) or Comparison.by)


def _write_by(view: View, _: Offers) -> Iterable[str]:
    return () if view.comparison.by == Comparison.by else (view.comparison.by,)


def _read_columns(given: _Values, view: View, offers: Offers) -> View:
    """Read columns by their names or disguised; None where the link names none that is there."""
    offered = offers.columns.get(view.comparison.by, ())
    names = {disguise(name): name for name in offered} | {name: name for name in offered}
    known = given.known({*names, NONE})
    columns = tuple(dict.fromkeys(names[name] for name in known if name != NONE))
    if len(columns) > MOST_COLUMNS and NONE not in known:
        given.ignore(f"only the first {MOST_COLUMNS} are compared")
    return _compare(view, columns=() if NONE in known else columns[:MOST_COLUMNS] or None)


def _write_columns(view: View, _: Offers) -> Iterable[str]:
    columns, blind = view.comparison.columns, view.comparison.blind
    if columns is None:
        return ()
    return [disguise(name) if blind else name for name in columns] or (NONE,)


def disguise(column: str) -> str:
    """Return what stands for a column in a link that must not show whose it is."""
    return hashlib.blake2b(column.encode(), digest_size=5).hexdigest()


def _read_story(given: _Values, view: View, offers: Offers) -> View:
    try:
        offers.story(given.last)
    except StoryError as error:
        for problem in error.problems:
            given.ignore(problem.removeprefix("story: "))
        return view
    return replace(view, story=given.last)


def _of_story(read: Callable[[_Values, View, Story], View]) -> Read:
    """Return how to read a parameter that means nothing without a story."""

    def read_with_story(given: _Values, view: View, offers: Offers) -> View:
        """Read it with the story of the view; without one, note that it is ignored."""
        if view.story is not None:
            return read(given, view, offers.story(view.story))
        if not given.link.get("story"):
            given.ignore(f"{_quoted(given.last)} needs a story")
        return view  # a story that cannot be read has its own line

    return read_with_story


def _read_map(given: _Values, view: View, offers: Offers) -> View:
    """Read zoom, latitude and longitude, as in `map=11.5/31.42/34.38`."""
    try:
        parts = zip(("zoom", "latitude", "longitude"), given.last.split("/"), strict=True)
        shown = MapView.model_validate(dict(parts))
    except ValueError:
        shown = None
    if shown is None or any(view_problems(shown, offers.bounds, offers.zooms)):
        given.ignore(f"{_quoted(given.last)} is not a zoom, a latitude and a longitude here")
        return view
    return replace(view, map=shown)


def _write_map(view: View, _: Offers) -> Iterable[str]:
    shown = view.map
    return (f"{shown.zoom}/{shown.latitude}/{shown.longitude}",) if shown else ()


PARAMETERS: dict[str, Parameter] = {
    "from": Parameter(_read_first, lambda view, offers: _day(view.query.first, offers.first)),
    "to": Parameter(_read_last, lambda view, offers: _day(view.query.last, offers.last)),
    **{entry.parameter: _filter(name) for name, entry in FILTERS.items()},
    "q": Parameter(_read_text, lambda view, _: _some(view.query.text)),
    "within": Parameter(_read_within, _write_within),
    "event": Parameter(
        lambda given, view, offers: replace(view, event=given.one(offers.events)),
        lambda view, _: _some(view.event),
    ),
    "history": Parameter(
        lambda given, view, offers: replace(view, history=given.one(offers.values["place"])),
        lambda view, _: _some(view.history),
    ),
    "layers": Parameter(_read_layers, _write_layers, single=False),
    "lang": Parameter(_read_language, _write_language),
    "by": Parameter(_read_by, _write_by),
    "with": Parameter(_read_columns, _write_columns, single=False),
    "about": Parameter(
        lambda given, view, offers: _compare(view, about=given.one(offers.subjects)),
        lambda view, _: _some(view.comparison.about),
    ),
    "blind": Parameter(
        lambda given, view, _: _compare(view, blind=given.one(("1",)) is not None),
        lambda view, _: _some("1" if view.comparison.blind else None),
    ),
    "story": Parameter(_read_story, lambda view, _: _some(view.story)),
    "step": Parameter(
        _of_story(
            lambda given, view, story: replace(view, step=given.number(len(story.steps) + 1))
        ),
        lambda view, _: _some(str(view.step) if view.story and view.step else None),
    ),
    "notes": Parameter(
        _of_story(lambda given, view, _: replace(view, notes=given.number(1) == 1)),
        lambda view, _: _some("1" if view.story and view.notes else None),
    ),
    "map": Parameter(_read_map, _write_map, lasting=False),
    "v": Parameter(
        lambda given, view, offers: replace(view, version=given.one(offers.versions)),
        lambda view, _: _some(view.version),
        lasting=False,
    ),
}
"""Every parameter by its name, in the order in which a link is read and written."""
